//! Trees that no English sentence has, mended: a greedy parser takes `Jets bombed camps` for one noun phrase and
//! `the men who fled died` for a noun without a verb, and cannot go back.
//!
//! Each rule asks for a configuration that the grammar rules out and puts the finite verb where it belongs. What was
//! moved is kept, so that arguments reached through it are marked as found by position.

use super::Syntax;
use super::predicates::Tense;
use super::predicates::lexicon::{Controller, Lexicon, WordClass};
use super::tags::{Deprel, Upos};
use crate::text::Text;
use crate::text::span::TokenId;

/// No way up or along is longer.
const REACH: usize = 6;

/// Mends a tree; the tokens that were moved, in text order.
pub fn mend(text: &Text<'_>, syntax: &mut Syntax) -> Vec<TokenId> {
    let Ok(lexicon) = Lexicon::builtin() else { return Vec::new() };
    let mut moved = Vec::new();
    for index in 0..syntax.heads.len() {
        let token = TokenId::new(index);
        let repair = Repair { text, syntax, lexicon };
        let edits = match (repair.syntax.upos(token), repair.syntax.deprel(token)) {
            (_, Deprel::Aux) => repair.false_auxiliary(token),
            (Upos::Noun | Upos::Propn, Deprel::Appos) => repair.bare_relative_clause(token),
            (Upos::Verb, Deprel::Nsubj) => repair.clause_as_subject(token),
            (Upos::Verb, Deprel::Conj) => repair.verb_on_noun(token).or_else(|| repair.lost_main_verb(token)),
            (Upos::Verb, Deprel::Amod) => repair.verb_before_object(token),
            (Upos::Verb, Deprel::Acl) => repair.gerund_complement(token).or_else(|| repair.finite_participle(token)),
            (
                Upos::Verb,
                Deprel::Xcomp | Deprel::Ccomp | Deprel::Advcl | Deprel::Parataxis | Deprel::Dep | Deprel::Appos,
            ) => repair.lost_main_verb(token),
            _ => None,
        };
        let Some(edits) = edits else { continue };
        for edit in edits {
            moved.push(edit.token);
            syntax.heads[edit.token.index()] = edit.head;
            syntax.deprels[edit.token.index()] = edit.deprel;
            if let Some(upos) = edit.upos {
                syntax.upos[edit.token.index()] = upos;
            }
        }
    }
    moved.sort_unstable();
    moved.dedup();
    moved
}

/// A new place for a token.
struct Edit {
    token: TokenId,
    head: Option<TokenId>,
    deprel: Deprel,
    upos: Option<Upos>,
}

fn edit(token: TokenId, head: TokenId, deprel: Deprel) -> Edit {
    Edit { token, head: Some(head), deprel, upos: None }
}

/// Looks at heads as mended so far and at children as they were.
struct Repair<'a> {
    text: &'a Text<'a>,
    syntax: &'a Syntax,
    lexicon: &'static Lexicon,
}

impl Repair<'_> {
    /// What hangs on a token still.
    fn children(&self, token: TokenId) -> impl DoubleEndedIterator<Item = TokenId> {
        let children = self.syntax.tree.children(token);
        children.iter().copied().filter(move |&c| self.syntax.head(c) == Some(token))
    }

    fn has(&self, token: TokenId, wanted: impl Fn(Deprel) -> bool) -> bool {
        self.children(token).any(|c| wanted(self.syntax.deprel(c)))
    }

    fn is(&self, token: TokenId, class: WordClass) -> bool {
        self.lexicon.classes(self.text.lower(token)).has(class)
    }

    fn is_nominal(&self, token: TokenId) -> bool {
        matches!(self.syntax.upos(token), Upos::Noun | Upos::Propn | Upos::Pron | Upos::Num)
    }

    /// A finite form by its auxiliary, or by looking like a past or a third person.
    fn looks_finite(&self, verb: TokenId) -> bool {
        let (form, lemma) = (self.text.lower(verb), self.syntax.lemma(verb));
        if self.has(verb, |d| matches!(d, Deprel::Mark | Deprel::Nsubj | Deprel::NsubjPass | Deprel::Csubj)) {
            return false;
        }
        let auxiliary = |c: TokenId| matches!(self.syntax.deprel(c), Deprel::Aux | Deprel::AuxPass);
        let compound = verb.index().checked_sub(1).is_some_and(|i| self.text.token(TokenId::new(i)) == "-");
        match self.children(verb).find(|&c| auxiliary(c)) {
            Some(first) => self.lexicon.auxiliary(self.text.lower(first)).is_some_and(|a| a.tense != Tense::None),
            None => !compound && !form.ends_with("ing") && form != lemma,
        }
    }

    fn has_finite_auxiliary(&self, verb: TokenId) -> bool {
        self.has(verb, |d| matches!(d, Deprel::Aux | Deprel::AuxPass)) && self.looks_finite(verb)
    }

    /// `Gunmen shot`, with `Gunmen` for an auxiliary.
    fn false_auxiliary(&self, token: TokenId) -> Option<Vec<Edit>> {
        let verb = self.syntax.head(token)?;
        let form = self.text.lower(token);
        let known = self.lexicon.auxiliary(form).is_some() || form.chars().count() < 4;
        if known || token > verb || self.has(verb, |d| matches!(d, Deprel::Nsubj | Deprel::NsubjPass)) {
            return None;
        }
        Some(vec![Edit { token, head: Some(verb), deprel: Deprel::Nsubj, upos: Some(Upos::Noun) }])
    }

    /// `the weapons Iran supplied`, with `Iran` in apposition though no comma stands between.
    fn bare_relative_clause(&self, noun: TokenId) -> Option<Vec<Edit>> {
        let head = self.syntax.head(noun)?;
        let start = self.syntax.tree.extent(noun).start;
        if start.index() != head.index() + 1 || self.syntax.upos(start) == Upos::Punct {
            return None;
        }
        let verb = self.children(noun).find(|&c| {
            self.syntax.deprel(c) == Deprel::Acl
                && self.syntax.upos(c) == Upos::Verb
                && self.looks_finite(c)
                && !self.has(c, |d| matches!(d, Deprel::Obj | Deprel::OblAgent))
        })?;
        Some(vec![edit(verb, head, Deprel::AclRelcl), edit(noun, verb, Deprel::Nsubj)])
    }

    /// `militants that the US deemed were looking`, with `deemed` for the subject of `looking`.
    fn clause_as_subject(&self, outer: TokenId) -> Option<Vec<Edit>> {
        let inner = self.syntax.head(outer)?;
        let noun = self.syntax.head(inner)?;
        let relative = self.syntax.deprel(inner) == Deprel::AclRelcl;
        if !relative || outer > inner || !self.has(outer, |d| d == Deprel::Nsubj) {
            return None;
        }
        let pronoun =
            self.children(inner).find(|&c| c < outer && self.is(c, WordClass::Relative) && self.is_nominal(c))?;
        Some(vec![
            edit(outer, noun, Deprel::AclRelcl),
            edit(inner, outer, Deprel::Ccomp),
            edit(pronoun, inner, Deprel::Nsubj),
        ])
    }

    /// `condemned the attack and called`, with `called` conjoined to `attack`.
    fn verb_on_noun(&self, verb: TokenId) -> Option<Vec<Edit>> {
        let noun = self.syntax.head(verb)?;
        let nominal = matches!(self.syntax.upos(noun), Upos::Noun | Upos::Propn);
        if !nominal || self.has(noun, |d| matches!(d, Deprel::Cop | Deprel::Nsubj)) || !self.looks_finite(verb) {
            return None;
        }
        let above = self.verb_above(noun)?;
        (above < verb).then(|| vec![edit(verb, above, Deprel::Conj)])
    }

    /// The nearest verb that a noun is an argument of, however deep.
    fn verb_above(&self, noun: TokenId) -> Option<TokenId> {
        let mut at = noun;
        for _ in 0..REACH {
            let argument = matches!(
                self.syntax.deprel(at),
                Deprel::Obj
                    | Deprel::Iobj
                    | Deprel::Obl
                    | Deprel::Nmod
                    | Deprel::Conj
                    | Deprel::OblAgent
                    | Deprel::NmodPoss
            );
            let head = self.syntax.head(at).filter(|_| argument)?;
            if self.syntax.upos(head) == Upos::Verb {
                return Some(head);
            }
            at = head;
        }
        None
    }

    /// `accused the men of plotting`, with the gerund on the men.
    fn gerund_complement(&self, verb: TokenId) -> Option<Vec<Edit>> {
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

    /// `Jets bombed camps`, with `bombed` for an attribute of `camps`: an attribute never follows another noun.
    fn verb_before_object(&self, verb: TokenId) -> Option<Vec<Edit>> {
        let object = self.syntax.head(verb).filter(|&o| o > verb)?;
        let name = self.syntax.upos(object) == Upos::Propn
            && self.text.token(verb).chars().next().is_some_and(char::is_uppercase);
        if name || !self.looks_finite(verb) || self.has(verb, |d| d == Deprel::CompoundPrt) {
            return None;
        }
        if let Some(cc) = self.children(verb).find(|&c| self.syntax.deprel(c) == Deprel::Cc) {
            let above = self.verb_above(object).filter(|&v| v < cc)?;
            return Some(vec![edit(verb, above, Deprel::Conj), edit(object, verb, Deprel::Obj)]);
        }
        let mut before = TokenId::new(verb.index().checked_sub(1)?);
        if self.syntax.upos(before) == Upos::Adv {
            before = TokenId::new(before.index().checked_sub(1)?);
        }
        if !matches!(self.syntax.upos(before), Upos::Noun | Upos::Propn) || self.within(before, object) {
            return None;
        }
        self.promote(verb, self.subject_from(before, verb)?, Some(object))
    }

    /// Does a token hang on another, a few steps down?
    fn within(&self, token: TokenId, head: TokenId) -> bool {
        let mut at = Some(token);
        for _ in 0..REACH {
            match at {
                Some(t) if t == head => return true,
                Some(t) => at = self.syntax.head(t),
                None => return false,
            }
        }
        false
    }

    /// `said missiles struck a block`, with `struck` for a participle: a passive participle has no object, and what
    /// follows a verb of saying is a clause.
    fn finite_participle(&self, verb: TokenId) -> Option<Vec<Edit>> {
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
        let object = self.has(verb, |d| d == Deprel::Obj);
        let agent = self.has(verb, |d| d == Deprel::OblAgent);
        if agent || !(object || said || self.has_finite_auxiliary(verb)) {
            return None;
        }
        self.promote(verb, self.subject_from(noun, verb)?, None)
    }

    /// `The men who fled died`, with `died` under `fled`.
    fn lost_main_verb(&self, verb: TokenId) -> Option<Vec<Edit>> {
        if !self.looks_finite(verb) || self.has(verb, |d| matches!(d, Deprel::Cc | Deprel::OblAgent)) {
            return None;
        }
        let clause = self.syntax.head(verb).filter(|&c| c < verb)?;
        let noun = self.syntax.head(clause).filter(|&n| n < clause)?;
        let modifies = matches!(self.syntax.deprel(clause), Deprel::AclRelcl | Deprel::Acl);
        let free = self.syntax.head(noun).is_none_or(|h| h < noun && self.syntax.upos(h) == Upos::Verb)
            && matches!(self.syntax.deprel(noun), Deprel::Root | Deprel::Obj | Deprel::Nsubj);
        let bare = !self.has(noun, |d| matches!(d, Deprel::Cop | Deprel::Nsubj));
        let rooted = self.syntax.deprel(noun) == Deprel::Root
            || self
                .syntax
                .head(noun)
                .is_some_and(|a| self.lexicon.control(self.syntax.lemma(a)).is_some_and(|c| c.clause));
        if !(modifies && free && bare && rooted && self.is_nominal(noun)) {
            return None;
        }
        self.promote(verb, noun, None)
    }

    /// The noun that a finite verb after `noun` has for its subject: out of prepositional phrases and reduced clauses.
    fn subject_from(&self, noun: TokenId, verb: TokenId) -> Option<TokenId> {
        let mut at = noun;
        for _ in 0..REACH {
            let head = self.syntax.head(at);
            let case = self.children(at).find(|&c| self.syntax.deprel(c) == Deprel::Case);
            if at < verb && case.is_some_and(|c| self.is(c, WordClass::Subordinator)) {
                return self.is_nominal(at).then_some(at);
            }
            match self.syntax.deprel(at) {
                Deprel::Compound
                | Deprel::Flat
                | Deprel::Nmod
                | Deprel::NmodPoss
                | Deprel::Obl
                | Deprel::OblAgent
                | Deprel::OblUnmarked
                | Deprel::Acl
                | Deprel::AclRelcl => at = head?,
                Deprel::Obj | Deprel::Xcomp => {
                    let above = head?;
                    let said = self.lexicon.control(self.syntax.lemma(above)).is_some_and(|c| c.clause);
                    if self.is_nominal(above) && self.has(above, |d| d == Deprel::Case) {
                        break;
                    }
                    if self.is_nominal(above) || matches!(self.syntax.deprel(above), Deprel::Acl | Deprel::AclRelcl) {
                        at = above;
                    } else {
                        return (said && self.is_nominal(at)).then_some(at);
                    }
                }
                Deprel::Nsubj | Deprel::NsubjPass if head.is_some_and(|h| h > at && h != verb) => return None,
                _ => break,
            }
        }
        self.is_nominal(at).then_some(at)
    }

    /// Puts a verb in the place of the noun that is its subject.
    fn promote(&self, verb: TokenId, subject: TokenId, object: Option<TokenId>) -> Option<Vec<Edit>> {
        if subject >= verb || !self.within(verb, subject) {
            return None;
        }
        let mut edits = self.place(verb, subject)?;
        for child in self.children(subject).filter(|&c| c > verb && Some(c) != object) {
            let deprel = match self.syntax.deprel(child) {
                Deprel::Nmod => Deprel::Obl,
                Deprel::NmodUnmarked => Deprel::OblUnmarked,
                Deprel::Acl => Deprel::Advcl,
                other => other,
            };
            edits.push(edit(child, verb, deprel));
        }
        edits.push(edit(subject, verb, Deprel::Nsubj));
        edits.extend(object.map(|o| edit(o, verb, Deprel::Obj)));
        Some(edits)
    }

    /// Where the clause goes that a noun begins: in the noun's place, or over what stands before it at the head of the
    /// sentence (`In August a strike killed`), or under its preposition (`after a gunman shot`).
    fn place(&self, verb: TokenId, subject: TokenId) -> Option<Vec<Edit>> {
        let head = self.syntax.head(subject);
        let put = |head, deprel| Edit { token: verb, head, deprel, upos: None };
        let case = self.children(subject).find(|&c| self.syntax.deprel(c) == Deprel::Case);
        if let (Some(case), Some(head)) = (case, head) {
            let clause = self.is(case, WordClass::Subordinator);
            return clause.then(|| vec![put(Some(head), Deprel::Advcl), edit(case, verb, Deprel::Mark)]);
        }
        let deprel = self.syntax.deprel(subject);
        let before = head.filter(|&h| h < subject && !matches!(self.syntax.upos(h), Upos::Verb | Upos::Aux));
        let Some(before) = before else {
            let clause = matches!(deprel, Deprel::Obj | Deprel::Nsubj | Deprel::Dep);
            return Some(vec![put(head, if clause { Deprel::Ccomp } else { deprel })]);
        };
        Some(match (self.syntax.head(before), deprel) {
            (None, Deprel::Appos | Deprel::Nsubj | Deprel::Dep | Deprel::Parataxis | Deprel::Obj) => {
                let cased = self.has(before, |d| d == Deprel::Case);
                let circumstance = match self.syntax.upos(before) {
                    Upos::Adv => Deprel::Advmod,
                    _ if cased => Deprel::Obl,
                    _ => Deprel::OblUnmarked,
                };
                vec![put(None, Deprel::Root), edit(before, verb, circumstance)]
            }
            (_, Deprel::Nsubj | Deprel::Dep | Deprel::Obj) => vec![put(head, Deprel::AclRelcl)],
            _ => vec![put(head, deprel)],
        })
    }
}
