//! Verbs that were taken for an attribute of a noun.

use super::{Edit, REACH, Repair, edit};
use crate::syntax::predicates::lexicon::{Controller, WordClass};
use crate::syntax::tags::{Deprel, Upos};
use crate::text::span::TokenId;

impl Repair<'_> {
    /// `The Chadian stabbed two guards`, with all of it for one noun phrase: a number never follows a participle in front
    /// of a noun, so that the adjective of a people before it stands for one of them.
    pub(super) fn people_before_number(&self, verb: TokenId) -> Option<Vec<Edit>> {
        let object = self.syntax.head(verb).filter(|&o| o > verb && self.has_finite_form(verb))?;
        let next = TokenId(verb.0 + 1);
        let numbered = self.syntax.head(next) == Some(object) && self.syntax.deprel(next) == Deprel::Nummod;
        let who = verb.before().filter(|&w| self.syntax.upos(w) == Upos::Adj && self.within(w, object))?;
        let det = who.before().filter(|&d| self.syntax.upos(d) == Upos::Det && self.syntax.head(d) == Some(object))?;
        let people = self.text.token(who).chars().next().is_some_and(char::is_uppercase);
        if !(numbered && people) {
            return None;
        }
        let (head, deprel) = (self.syntax.head(object), self.syntax.deprel(object));
        let mut edits = vec![
            Edit { token: verb, head, deprel, upos: None },
            Edit { token: who, head: Some(verb), deprel: Deprel::Nsubj, upos: Some(Upos::Noun) },
            edit(det, who, Deprel::Det),
            edit(object, verb, Deprel::Obj),
        ];
        let clause = |c: &TokenId| is_of_clause(self.syntax.deprel(*c));
        edits.extend(self.children(object).filter(clause).map(|c| edit(c, verb, self.syntax.deprel(c))));
        Some(edits)
    }

    /// `Jets bombed camps`, with `bombed` for an attribute of `camps`: an attribute never follows another noun.
    pub(super) fn verb_before_object(&self, verb: TokenId) -> Option<Vec<Edit>> {
        let object = self.syntax.head(verb).filter(|&o| o > verb)?;
        let name = self.syntax.upos(object) == Upos::Propn
            && self.text.token(verb).chars().next().is_some_and(char::is_uppercase);
        if name || !self.looks_finite(verb) || self.has(verb, |d| d == Deprel::CompoundPrt) {
            return None;
        }
        let own = self.children(verb).find(|&c| self.syntax.deprel(c) == Deprel::Cc);
        // `and wounded four others`: no attribute stands before a number or an article; `ordered agencies to rescue`.
        let of_noun = || {
            let between = |c: TokenId| verb < c && c < object;
            let numbered = self.children(object).any(|c| {
                between(c) && matches!(self.syntax.deprel(c), Deprel::Nummod | Deprel::Det | Deprel::NmodPoss)
            });
            let infinitive = self.children(object).any(|c| c > object && self.syntax.deprel(c) == Deprel::Acl);
            let cc = self.children(object).find(|&c| self.syntax.deprel(c) == Deprel::Cc && c < verb);
            cc.filter(|_| (numbered || infinitive) && self.syntax.deprel(object) == Deprel::Conj)
        };
        if let Some(cc) = own.or_else(of_noun) {
            let above = self.verb_above(object).filter(|&v| v < cc)?;
            return Some(vec![
                edit(verb, above, Deprel::Conj),
                edit(object, verb, Deprel::Obj),
                edit(cc, verb, Deprel::Cc),
            ]);
        }
        let mut before = verb.before()?;
        if self.syntax.upos(before) == Upos::Adv {
            before = before.before()?;
        }
        if !matches!(self.syntax.upos(before), Upos::Noun | Upos::Propn) || self.within(before, object) {
            return None;
        }
        let promoted = self.subject_from(before, verb).and_then(|s| self.promote(verb, s, Some(object)));
        promoted.or_else(|| self.clause_as_phrase(before, verb, object))
    }

    /// `Agents arrested a lawmaker late on Tuesday`, with the agents for the subject of `Tuesday`: what stands under a
    /// preposition has none without a copula.
    fn clause_as_phrase(&self, subject: TokenId, verb: TokenId, object: TokenId) -> Option<Vec<Edit>> {
        let phrase = self.syntax.head(subject).filter(|&p| p > object && self.is_nominal(p))?;
        let subjective = matches!(self.syntax.deprel(subject), Deprel::Nsubj | Deprel::NsubjPass);
        if !subjective || !self.has(phrase, |d| d == Deprel::Case) || self.has(phrase, |d| d == Deprel::Cop) {
            return None;
        }
        let put = Edit { token: verb, head: self.syntax.head(phrase), deprel: self.syntax.deprel(phrase), upos: None };
        let mut edits = vec![put, edit(subject, verb, Deprel::Nsubj), edit(object, verb, Deprel::Obj)];
        let of_clause = |c: &TokenId| *c != subject && is_of_clause(self.syntax.deprel(*c));
        edits.extend(self.children(phrase).filter(of_clause).map(|c| edit(c, verb, self.syntax.deprel(c))));
        edits.push(edit(phrase, verb, Deprel::Obl));
        Some(edits)
    }

    /// `said missiles struck a block`, with `struck` for a participle: a passive participle has no object, and what
    /// follows a verb of saying is a clause.
    pub(super) fn finite_participle(&self, verb: TokenId) -> Option<Vec<Edit>> {
        let noun = self.syntax.head(verb).filter(|&n| n < verb)?;
        if !self.looks_finite(verb) || !self.is_nominal(noun) || self.has(noun, |d| d == Deprel::Cop) {
            return None;
        }
        let above = self.syntax.head(noun);
        let said = above.is_some_and(|a| {
            let second = || self.children(a).any(|c| c < a && self.syntax.deprel(c) == Deprel::Nsubj);
            a < noun
                && (self.syntax.deprel(noun) == Deprel::Obj || self.syntax.deprel(noun) == Deprel::Nsubj && second())
                && self.lexicon.control(self.syntax.lemma(a)).is_some_and(|c| c.clause)
        });
        // `after a gunman ambushed and killed five`: what is done to them is told once, behind the last.
        let shared = || {
            let beside = |&c: &TokenId| self.syntax.deprel(c) == Deprel::Conj && c > verb;
            let told = |c| self.looks_finite(c) && self.has(c, |d| d == Deprel::Obj);
            let mut joined = self.children(verb).filter(beside);
            joined.any(|c| (self.syntax.upos(c) == Upos::Verb && told(c)) || self.is_object_of_last(c, verb))
        };
        // `militias captured IS' last town`: nor one that hangs on it like a phrase, and has no preposition.
        let bare = |&c: &TokenId| c > verb && self.syntax.deprel(c) == Deprel::Obl && self.is_bare_object(c, verb);
        let object = self.has(verb, |d| d == Deprel::Obj) || shared();
        let agent = self.has(verb, |d| d == Deprel::OblAgent);
        // `Clashes erupted in Hama`, all one noun: what takes no object has no passive.
        let happened = above.is_none() && self.lexicon.classes(self.syntax.lemma(verb)).has(WordClass::Intransitive);
        let behind = self.object_behind(verb).or_else(|| self.children(verb).find(bare));
        // `Forces, backed by jets, advanced`: behind the second comma the sentence, so far a noun, goes on.
        let comma = verb.before().is_some_and(|t| self.text.token(t) == ",");
        let told = |r: &TokenId| self.children(*r).any(|c| c < verb && self.syntax.deprel(c) == Deprel::Acl);
        let resumed = self.root_before(verb).filter(|r| comma && *r != noun && self.is_nominal(*r) && told(r));
        if agent || !(object || said || happened || behind.or(resumed).is_some() || self.has_finite_auxiliary(verb)) {
            return None;
        }
        self.promote(verb, resumed.map_or_else(|| self.subject_from(noun, verb), Some)?, behind)
    }

    /// `Gunmen on motorcycles killed 11 farmers`, with the farmers beside the gunmen: the noun that begins right behind a
    /// verb and hangs on something before it by neither a preposition nor a conjunction.
    fn object_behind(&self, verb: TokenId) -> Option<TokenId> {
        let next = TokenId(verb.0 + 1);
        let mut at = next;
        for _ in 0..REACH {
            let up = self.syntax.head(at)?;
            if up < verb {
                break;
            }
            at = up;
        }
        let loose = matches!(self.syntax.deprel(at), Deprel::Conj | Deprel::Appos | Deprel::NmodUnmarked | Deprel::Dep);
        (at > verb && loose && self.is_bare_object(at, verb)).then_some(at)
    }

    /// Is it a noun that begins right behind a verb, without preposition or conjunction, and no time?
    fn is_bare_object(&self, noun: TokenId, verb: TokenId) -> bool {
        let begins = self.syntax.tree.extent(noun).start.index() == verb.index() + 1 && self.is_nominal(noun);
        let linked = self.has(noun, |d| matches!(d, Deprel::Case | Deprel::Cc | Deprel::Mark));
        let time = self.is(noun, WordClass::Time) || self.lexicon.classes(self.syntax.lemma(noun)).has(WordClass::Time);
        begins && !linked && !time
    }

    /// `ambushed and killed five men`, with `men` for a third beside the verbs, of which it is the last one's object: no noun
    /// is joined to verbs by nothing.
    fn is_object_of_last(&self, noun: TokenId, first: TokenId) -> bool {
        let start = self.syntax.tree.extent(noun).start;
        let ends = |&c: &TokenId| c.index() + 1 == start.index() && self.syntax.deprel(c) == Deprel::Conj;
        let last = self.children(first).find(|c| ends(c) && self.syntax.upos(*c) == Upos::Verb);
        last.is_some_and(|last| {
            let taken = self.has(last, |d| matches!(d, Deprel::Obj | Deprel::Ccomp | Deprel::AuxPass));
            !taken && self.has(last, |d| d == Deprel::Cc) && !self.has(noun, |d| d == Deprel::Cc)
        })
    }

    /// `accused the men of plotting`, with the gerund on the men.
    pub(super) fn gerund_complement(&self, verb: TokenId) -> Option<Vec<Edit>> {
        let noun = self.syntax.head(verb)?;
        let governor = self.syntax.head(noun)?;
        let object = matches!(self.syntax.deprel(noun), Deprel::Obj);
        let mark = self.children(verb).find(|&c| self.syntax.deprel(c) == Deprel::Mark)?;
        let control = self.lexicon.control(self.syntax.lemma(governor))?;
        let holds = object
            && control.implies != Some(true)
            && self.text.lower(verb).ends_with("ing")
            && self.is(mark, WordClass::Complement)
            && control.controller == Controller::Object;
        holds.then(|| vec![edit(verb, governor, Deprel::Advcl)])
    }
}

/// What a clause has and a noun phrase has not.
fn is_of_clause(deprel: Deprel) -> bool {
    matches!(deprel, Deprel::Punct | Deprel::Parataxis | Deprel::Advcl | Deprel::Ccomp | Deprel::Mark)
}
