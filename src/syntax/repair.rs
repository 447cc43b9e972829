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
/// The root is not looked for in a longer sentence.
const MAX_SENTENCE: usize = 120;

/// Mends a tree; the tokens that were moved, in text order.
pub fn mend(text: &Text<'_>, syntax: &mut Syntax) -> Vec<TokenId> {
    let Ok(lexicon) = Lexicon::builtin() else { return Vec::new() };
    let mut moved = Vec::new();
    for index in 0..syntax.heads.len() {
        let token = TokenId::new(index);
        let repair = Repair { text, syntax, lexicon };
        let edits =
            repair.on_punctuation(token).or_else(|| match (repair.syntax.upos(token), repair.syntax.deprel(token)) {
                (_, Deprel::Aux) => repair.false_auxiliary(token),
                (Upos::Noun | Upos::Propn, Deprel::Appos) => repair.bare_relative_clause(token),
                (Upos::Verb, Deprel::Nsubj) => repair.clause_as_subject(token),
                (Upos::Verb, Deprel::Conj) => repair
                    .saying_at_the_end(token)
                    .or_else(|| repair.coordinated_subject(token))
                    .or_else(|| repair.verb_on_noun(token))
                    .or_else(|| repair.garden_path(token))
                    .or_else(|| repair.lost_main_verb(token)),
                (Upos::Verb, Deprel::Amod) => repair
                    .gerund_object(token)
                    .or_else(|| repair.clause_as_noun(token))
                    .or_else(|| repair.verb_before_object(token)),
                (Upos::Verb, Deprel::Acl) => {
                    repair.gerund_complement(token).or_else(|| repair.finite_participle(token))
                }
                (
                    Upos::Verb,
                    Deprel::Xcomp | Deprel::Ccomp | Deprel::Advcl | Deprel::Parataxis | Deprel::Dep | Deprel::Appos,
                ) => repair
                    .saying_at_the_end(token)
                    .or_else(|| repair.garden_path(token))
                    .or_else(|| repair.lost_main_verb(token)),
                _ => None,
            });
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

    /// Punctuation governs nothing.
    fn on_punctuation(&self, token: TokenId) -> Option<Vec<Edit>> {
        let head = self.syntax.head(token).filter(|&h| self.syntax.upos(h) == Upos::Punct)?;
        let above = self.syntax.head(head).filter(|&a| a != token && self.syntax.upos(a) != Upos::Punct)?;
        (!self.within(above, token)).then(|| vec![edit(token, above, self.syntax.deprel(token))])
    }

    /// `Missiles fired by rebels hit`, with `fired` for the main verb: a passive without an auxiliary is a participle.
    fn garden_path(&self, verb: TokenId) -> Option<Vec<Edit>> {
        let participle = self.syntax.head(verb).filter(|&p| p < verb)?;
        let passive = self.syntax.upos(participle) == Upos::Verb
            && self.text.lower(participle) != self.syntax.lemma(participle)
            && !self.has(participle, |d| matches!(d, Deprel::Aux | Deprel::AuxPass | Deprel::Obj | Deprel::Ccomp));
        let before = TokenId::new(verb.index().checked_sub(1)?);
        let agent = self.has(participle, |d| matches!(d, Deprel::OblAgent | Deprel::NsubjPass));
        if !passive
            || !agent
            || !self.is_nominal(before)
            || !self.looks_finite(verb)
            || self.has(verb, |d| d == Deprel::Cc)
        {
            return None;
        }
        let subject = self.children(participle).find(|&c| {
            matches!(self.syntax.deprel(c), Deprel::Nsubj | Deprel::NsubjPass) && c < participle && self.is_nominal(c)
        })?;
        let mut edits = vec![
            Edit {
                token: verb,
                head: self.syntax.head(participle),
                deprel: self.syntax.deprel(participle),
                upos: None,
            },
            edit(participle, subject, Deprel::Acl),
            edit(subject, verb, Deprel::Nsubj),
        ];
        for child in self.children(participle).filter(|&c| c > verb || c < subject) {
            edits.push(edit(child, verb, self.syntax.deprel(child)));
        }
        Some(edits)
    }

    /// `Two policemen and a child died`, with `policemen` for the head and `died` conjoined to it.
    fn coordinated_subject(&self, verb: TokenId) -> Option<Vec<Edit>> {
        let first = self.syntax.head(verb).filter(|&f| f < verb && self.is_nominal(f))?;
        let second = self
            .children(verb)
            .find(|&c| matches!(self.syntax.deprel(c), Deprel::Nsubj | Deprel::NsubjPass) && c > first && c < verb)?;
        let cc = self.children(verb).find(|&c| self.syntax.deprel(c) == Deprel::Cc && c < second)?;
        let free = self.syntax.deprel(first) == Deprel::Root
            && !self.has(first, |d| matches!(d, Deprel::Cop | Deprel::Nsubj | Deprel::Acl | Deprel::AclRelcl));
        if !free || !self.is_nominal(second) || self.syntax.tree.extent(first).start.index() + 12 < cc.index() {
            return None;
        }
        let mut edits = vec![
            Edit { token: verb, head: None, deprel: Deprel::Root, upos: None },
            edit(first, verb, self.syntax.deprel(second)),
            edit(second, first, Deprel::Conj),
            edit(cc, second, Deprel::Cc),
        ];
        for child in self.children(first).filter(|&c| c > verb) {
            edits.push(edit(child, verb, self.syntax.deprel(child)));
        }
        Some(edits)
    }

    /// `, a local official told reporters.`, with `official` drawn to what is told.
    fn saying_at_the_end(&self, verb: TokenId) -> Option<Vec<Edit>> {
        let says = self.lexicon.control(self.syntax.lemma(verb)).is_some_and(|c| c.clause);
        if !says
            || !self.looks_finite(verb)
            || self.has(verb, |d| matches!(d, Deprel::Cc | Deprel::Ccomp | Deprel::Obj))
        {
            return None;
        }
        let sentence = self.text.sentence(self.text.sentence_of(verb))?;
        let end = self.syntax.tree.extent(verb).end.index();
        let last = self.syntax.upos(sentence.tokens.last()) == Upos::Punct;
        if end + usize::from(last) < sentence.tokens.end.index() {
            return None;
        }
        let (mut comma, mut subject) = (None, None);
        for step in 1..=2 * REACH {
            let at = TokenId::new(verb.index().checked_sub(step)?);
            match self.syntax.upos(at) {
                Upos::Punct if self.text.token(at) == "," => {
                    comma = Some(at);
                    break;
                }
                Upos::Punct if self.text.token(at) != "-" => return None,
                Upos::Verb | Upos::Aux | Upos::Sconj => return None,
                _ => {}
            }
            subject = Some(at);
        }
        let (comma, first) = (comma?, subject?);
        let span = crate::text::span::TokenSpan { start: first, end: verb };
        let outside = |&t: &TokenId| self.syntax.head(t).is_none_or(|h| !span.has(h));
        let mut heads = span.tokens().filter(outside).filter(|&t| self.is_nominal(t));
        let subject = heads.next()?;
        let root = self.root_before(comma)?;
        let mut edits = vec![edit(verb, root, Deprel::Parataxis), edit(subject, verb, Deprel::Nsubj)];
        edits.extend(heads.map(|h| edit(h, subject, Deprel::Conj)));
        let rooted = self.syntax.head(root).is_none();
        (rooted && !self.within(root, verb)).then_some(edits)
    }

    /// The root of the sentence, where it stands before a token.
    fn root_before(&self, token: TokenId) -> Option<TokenId> {
        let sentence = self.text.sentence(self.text.sentence_of(token))?;
        let before = (sentence.tokens.start.index()..token.index()).map(TokenId::new);
        before.take(MAX_SENTENCE).find(|&t| self.syntax.head(t).is_none())
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
        let mut before = TokenId::new(verb.index().checked_sub(1)?);
        if self.syntax.upos(before) == Upos::Adv {
            before = TokenId::new(before.index().checked_sub(1)?);
        }
        if !matches!(self.syntax.upos(before), Upos::Noun | Upos::Propn) || self.within(before, object) {
            return None;
        }
        self.promote(verb, self.subject_from(before, verb)?, Some(object))
    }

    /// `denied targeting civilians`, with `targeting` for an attribute of `civilians`.
    fn gerund_object(&self, verb: TokenId) -> Option<Vec<Edit>> {
        let object = self.syntax.head(verb).filter(|&o| o > verb)?;
        let governor = self.syntax.head(object)?;
        let adjacent = governor.index() + 1 == verb.index() && self.text.lower(verb).ends_with("ing");
        let governs = self.syntax.upos(governor) == Upos::Verb
            && self.syntax.deprel(object) == Deprel::Obj
            && self.lexicon.control(self.syntax.lemma(governor)).is_some();
        (adjacent && governs).then(|| vec![edit(verb, governor, Deprel::Xcomp), edit(object, verb, Deprel::Obj)])
    }

    /// `The United States imposed sanctions`, with `sanctions` for the head and `imposed` for its attribute: a noun
    /// without a copula has no subject.
    fn clause_as_noun(&self, verb: TokenId) -> Option<Vec<Edit>> {
        let object = self.syntax.head(verb).filter(|&o| o > verb)?;
        let subject = self.children(object).find(|&c| {
            matches!(self.syntax.deprel(c), Deprel::Nsubj | Deprel::NsubjPass) && c < verb && self.is_nominal(c)
        })?;
        if self.has(object, |d| d == Deprel::Cop) || !self.looks_finite(verb) {
            return None;
        }
        let mut edits =
            vec![Edit { token: verb, head: self.syntax.head(object), deprel: self.syntax.deprel(object), upos: None }];
        for child in self.children(object).filter(|&c| c != verb) {
            let deprel = self.syntax.deprel(child);
            let of_clause = matches!(
                deprel,
                Deprel::Punct
                    | Deprel::Parataxis
                    | Deprel::Advcl
                    | Deprel::Obl
                    | Deprel::OblUnmarked
                    | Deprel::Aux
                    | Deprel::Ccomp
                    | Deprel::Mark
            ) || child < subject;
            if child == subject {
                edits.push(edit(child, verb, Deprel::Nsubj));
            } else if of_clause && !(verb < child && child <= object) {
                edits.push(edit(child, verb, deprel));
            }
        }
        edits.push(edit(object, verb, Deprel::Obj));
        Some(edits)
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
        let clause = self.syntax.head(verb).filter(|&c| c < verb)?;
        // `bandits seeking ransom have attacked`, with `ransom` for the subject.
        let stolen = self.children(verb).find(|&c| {
            self.syntax.deprel(c) == Deprel::Nsubj
                && self.text.lower(clause).ends_with("ing")
                && self.syntax.deprel(clause) == Deprel::Acl
                && self.syntax.tree.extent(c).start.index() == clause.index() + 1
        });
        let finite = self.looks_finite(verb) || stolen.is_some();
        if !finite || self.has(verb, |d| matches!(d, Deprel::Cc | Deprel::OblAgent | Deprel::Mark)) {
            return None;
        }
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
        let mut edits = self.promote(verb, noun, None)?;
        edits.extend(stolen.map(|s| edit(s, clause, Deprel::Obj)));
        Some(edits)
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
            let cc = self.children(subject).find(|&c| self.syntax.deprel(c) == Deprel::Cc && c < subject);
            let says = head.is_some_and(|h| self.lexicon.control(self.syntax.lemma(h)).is_some_and(|c| c.clause));
            return Some(match (deprel, cc, head) {
                (Deprel::Obj | Deprel::Nsubj | Deprel::Dep, Some(cc), Some(_)) => {
                    vec![put(head, Deprel::Conj), edit(cc, verb, Deprel::Cc)]
                }
                (Deprel::Obj, ..) => vec![put(head, Deprel::Ccomp)],
                (Deprel::Nsubj | Deprel::Dep, ..) => {
                    vec![put(head, if says { Deprel::Ccomp } else { Deprel::Parataxis })]
                }
                _ => vec![put(head, deprel)],
            });
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
