//! Clauses that hang where none can: the main verb under a participle, the subject under its verb.

use super::{Edit, REACH, Repair, edit};
use crate::syntax::phrases;
use crate::syntax::predicates::lexicon::WordClass;
use crate::syntax::tags::{Deprel, Upos};
use crate::text::span::TokenId;

impl Repair<'_> {
    /// Punctuation governs nothing.
    pub(super) fn on_punctuation(&self, token: TokenId) -> Option<Vec<Edit>> {
        let head = self.syntax.head(token).filter(|&h| self.syntax.upos(h) == Upos::Punct)?;
        let above = self.syntax.head(head).filter(|&a| a != token && self.syntax.upos(a) != Upos::Punct)?;
        (!self.within(above, token)).then(|| vec![edit(token, above, self.syntax.deprel(token))])
    }

    /// `Missiles fired by rebels hit`, with `fired` for the main verb: a passive without an auxiliary is a participle.
    pub(super) fn garden_path(&self, verb: TokenId) -> Option<Vec<Edit>> {
        let participle = self.syntax.head(verb).filter(|&p| p < verb)?;
        let passive = self.syntax.upos(participle) == Upos::Verb
            && self.text.lower(participle) != self.syntax.lemma(participle)
            && !self.has(participle, |d| matches!(d, Deprel::Aux | Deprel::AuxPass | Deprel::Obj | Deprel::Ccomp));
        let before = verb.before()?;
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
        Some(self.main_instead_of(participle, subject, verb))
    }

    /// `Soldiers accused of killing priests were held`, with `accused` for the main verb, though it has no object that it
    /// needs: a participle, and the finite verb behind it is the main one.
    pub(super) fn verb_behind_participle(&self, verb: TokenId) -> Option<Vec<Edit>> {
        let participle = self.syntax.head(verb).filter(|&p| p < verb && self.syntax.upos(p) == Upos::Verb)?;
        let needs = self.lexicon.classes(self.syntax.lemma(participle)).has(WordClass::Transitive);
        let own = |c: &TokenId| *c != verb;
        let active = self.children(participle).filter(own).any(|c| {
            matches!(self.syntax.deprel(c), Deprel::Aux | Deprel::AuxPass | Deprel::Obj | Deprel::Ccomp | Deprel::Mark)
        });
        let auxiliary = self.children(verb).find(|&c| {
            participle < c && c < verb && matches!(self.syntax.deprel(c), Deprel::Aux | Deprel::AuxPass | Deprel::Cop)
        })?;
        let subject = participle.before().filter(|&s| {
            self.syntax.head(s) == Some(participle)
                && matches!(self.syntax.deprel(s), Deprel::Nsubj | Deprel::NsubjPass)
                && self.is_nominal(s)
        })?;
        if !needs || active || self.has(verb, |d| matches!(d, Deprel::Mark | Deprel::Cc)) {
            return None;
        }
        let mut edits = self.main_instead_of(participle, subject, verb);
        // What stands between is told of the participle (`of killing`), what stands around of the main verb.
        for child in self.children(verb).filter(|&c| participle < c && c < auxiliary) {
            let clause = self.syntax.upos(child) == Upos::Verb;
            edits.push(edit(child, participle, if clause { Deprel::Advcl } else { Deprel::Obl }));
        }
        Some(edits)
    }

    /// `The bill, introduced on Monday, accuses Pakistan`, with `introduced` for the main verb: what stands between commas
    /// behind the subject is a participle, and the finite verb behind it is the main one.
    pub(super) fn verb_behind_commas(&self, verb: TokenId) -> Option<Vec<Edit>> {
        let comma = |t: Option<TokenId>| t.is_some_and(|t| self.text.token(t) == ",");
        let participle = self.syntax.head(verb).filter(|&p| p < verb && self.syntax.upos(p) == Upos::Verb)?;
        let subject = self.children(participle).filter(|_| comma(participle.before())).find(|&c| {
            c < participle && matches!(self.syntax.deprel(c), Deprel::Nsubj | Deprel::NsubjPass) && self.is_nominal(c)
        })?;
        let active = self
            .children(participle)
            .any(|c| matches!(self.syntax.deprel(c), Deprel::Aux | Deprel::AuxPass | Deprel::Obj | Deprel::Mark));
        // Auxiliaries and adverbs may stand before the verb.
        let first = self.children(verb).filter(|&c| c < verb && self.syntax.upos(c) != Upos::Punct).min();
        let behind_comma = comma(first.unwrap_or(verb).before());
        if !self.looks_participial(participle)
            || active
            || !behind_comma
            || !self.looks_finite(verb)
            || self.has(verb, |d| d == Deprel::Cc)
        {
            return None;
        }
        Some(self.main_instead_of(participle, subject, verb))
    }

    /// Puts a verb where a participle stood, which then tells of its subject; what stands around both goes with the verb.
    fn main_instead_of(&self, participle: TokenId, subject: TokenId, verb: TokenId) -> Vec<Edit> {
        let (head, deprel) = (self.syntax.head(participle), self.syntax.deprel(participle));
        let passive = self.has(verb, |d| d == Deprel::AuxPass);
        let mut edits = vec![
            Edit { token: verb, head, deprel, upos: None },
            edit(participle, subject, Deprel::Acl),
            edit(subject, verb, if passive { Deprel::NsubjPass } else { Deprel::Nsubj }),
        ];
        for child in self.children(participle).filter(|&c| c > verb || c < subject) {
            edits.push(edit(child, verb, self.syntax.deprel(child)));
        }
        edits
    }

    /// `Two policemen and a child died`, with `policemen` for the head and `died` conjoined to it.
    pub(super) fn coordinated_subject(&self, verb: TokenId) -> Option<Vec<Edit>> {
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

    /// `Ford, left, and Brezhnev shake hands`, with the names for the head and `shake` for a third beside them: behind the
    /// last of a list there is none without a word that joins it.
    pub(super) fn verb_of_coordination(&self, verb: TokenId) -> Option<Vec<Edit>> {
        let first = self.syntax.head(verb).filter(|&f| f < verb && self.is_nominal(f))?;
        let last = self.children(first).rfind(|&c| c < verb && self.syntax.deprel(c) == Deprel::Conj)?;
        let closed = self.has(last, |d| d == Deprel::Cc) && self.is_nominal(last);
        let own = |d| {
            matches!(d, Deprel::Cc | Deprel::Mark | Deprel::Nsubj | Deprel::NsubjPass | Deprel::Aux | Deprel::AuxPass)
        };
        let rooted =
            self.syntax.head(first).is_none() && !self.has(first, |d| matches!(d, Deprel::Cop | Deprel::Nsubj));
        let beside = self.syntax.tree.extent(last).end == verb;
        if !rooted || !closed || !beside || self.has(verb, own) || self.text.lower(verb).ends_with("ing") {
            return None;
        }
        let mut edits =
            vec![Edit { token: verb, head: None, deprel: Deprel::Root, upos: None }, edit(first, verb, Deprel::Nsubj)];
        edits.extend(self.children(first).filter(|&c| c > verb).map(|c| edit(c, verb, self.syntax.deprel(c))));
        Some(edits)
    }

    /// `carried the coffin of a man killed in the raid`, with `killed` on the verb: a participle right behind a noun is
    /// about it.
    pub(super) fn participle_on_noun(&self, verb: TokenId) -> Option<Vec<Edit>> {
        let above = self.syntax.head(verb).filter(|&a| a < verb && self.syntax.upos(a) == Upos::Verb)?;
        let before = verb.before().filter(|&n| self.syntax.upos(n) == Upos::Noun)?;
        let bare = !self.has(verb, |d| {
            matches!(
                d,
                Deprel::Mark
                    | Deprel::Nsubj
                    | Deprel::NsubjPass
                    | Deprel::Aux
                    | Deprel::AuxPass
                    | Deprel::Obj
                    | Deprel::Cc
                    | Deprel::Ccomp
                    | Deprel::Xcomp
            )
        });
        let past = self.looks_finite(verb) && self.syntax.tree.extent(verb).start == verb;
        let free = self.lexicon.control(self.syntax.lemma(above)).is_none() && !self.is(before, WordClass::Time);
        let holds = self.syntax.deprel(verb) == Deprel::Advcl && bare && past && free && self.within(before, above);
        holds.then(|| vec![edit(verb, before, Deprel::Acl)])
    }

    /// `since fighting resumed`, with `fighting` for a verb beside `resumed`: behind it stands a verb that has no subject.
    pub(super) fn gerund_as_subject(&self, gerund: TokenId) -> Option<Vec<Edit>> {
        let mark = self.children(gerund).find(|&c| c < gerund && self.syntax.deprel(c) == Deprel::Mark)?;
        let alone = mark.index() + 1 == gerund.index() && self.text.lower(gerund).ends_with("ing");
        let verb = TokenId(gerund.0 + 1);
        let near = self.syntax.head(verb) == Some(gerund) || self.syntax.head(verb) == self.syntax.head(gerund);
        let finite = self.syntax.upos(verb) == Upos::Verb && self.looks_finite(verb);
        let free = !self.has(verb, |d| matches!(d, Deprel::Obj | Deprel::OblAgent | Deprel::Cc));
        if !alone || !near || !finite || !free || self.syntax.head(gerund) == Some(verb) {
            return None;
        }
        let noun = Edit { token: gerund, head: Some(verb), deprel: Deprel::Nsubj, upos: Some(Upos::Noun) };
        let mut edits = vec![
            Edit { token: verb, head: self.syntax.head(gerund), deprel: self.syntax.deprel(gerund), upos: None },
            noun,
        ];
        edits.extend(self.children(gerund).filter(|&c| c != verb).map(|c| edit(c, verb, self.syntax.deprel(c))));
        Some(edits)
    }

    /// `Hamas-led militants fled`, with `led` for the main verb: behind a hyphen it is a part of what the next noun is.
    pub(super) fn hyphened_participle(&self, verb: TokenId) -> Option<Vec<Edit>> {
        let dash = verb.before().filter(|&t| self.text.token(t) == "-" && self.syntax.upos(verb) == Upos::Verb)?;
        let name = dash.before().filter(|&t| self.is_nominal(t))?;
        let clause = self.children(verb).find(|&c| {
            c > verb
                && self.syntax.upos(c) == Upos::Verb
                && matches!(self.syntax.deprel(c), Deprel::Ccomp | Deprel::Parataxis | Deprel::Conj)
        })?;
        let noun = self.children(clause).find(|&c| {
            c < clause
                && matches!(self.syntax.deprel(c), Deprel::Nsubj | Deprel::NsubjPass)
                && self.syntax.tree.extent(c).start.index() == verb.index() + 1
        })?;
        let mut edits =
            vec![Edit { token: clause, head: self.syntax.head(verb), deprel: self.syntax.deprel(verb), upos: None }];
        edits.extend([edit(verb, noun, Deprel::Amod), edit(name, verb, Deprel::Compound)]);
        let rest = self.children(verb).filter(|&c| c != clause && c != name && !(name < c && c < verb));
        edits.extend(rest.map(|c| edit(c, clause, self.syntax.deprel(c))));
        Some(edits)
    }

    /// `, a local official told reporters.`, with `official` drawn to what is told.
    pub(super) fn saying_at_the_end(&self, verb: TokenId) -> Option<Vec<Edit>> {
        let says = self.lexicon.control(self.syntax.lemma(verb)).is_some_and(|c| c.clause);
        // `, residents and an aid group said`, with `residents` apart from the others.
        let cc = self.children(verb).find(|&c| self.syntax.deprel(c) == Deprel::Cc);
        let form = self.text.lower(verb);
        let split = cc.is_some() && form != self.syntax.lemma(verb) && !form.ends_with("ing");
        let finite = split || cc.is_none() && self.looks_finite(verb);
        if !says || !finite || self.has(verb, |d| matches!(d, Deprel::Ccomp | Deprel::Obj)) {
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
            if !sentence.tokens.has(at) {
                return None;
            }
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
        let others: Vec<TokenId> = heads.collect();
        if let Some(cc) = cc {
            edits.push(edit(cc, *others.iter().find(|&&h| h > cc)?, Deprel::Cc));
        }
        edits.extend(others.into_iter().map(|h| edit(h, subject, Deprel::Conj)));
        let rooted = self.syntax.head(root).is_none();
        (rooted && !self.within(root, verb)).then_some(edits)
    }

    /// `militants that the US deemed were looking`, with `deemed` for the subject of `looking`.
    pub(super) fn clause_as_subject(&self, outer: TokenId) -> Option<Vec<Edit>> {
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

    /// `France, which withdrew its troops, said`, with `withdrew` for what is said: behind a noun and a comma `which` begins
    /// a clause about the noun.
    pub(super) fn relative_behind_comma(&self, verb: TokenId) -> Option<Vec<Edit>> {
        let subject = |d| matches!(d, Deprel::Nsubj | Deprel::NsubjPass);
        let pronoun = self.children(verb).find(|&c| subject(self.syntax.deprel(c)))?;
        let begins = {
            let first = self.syntax.tree.extent(verb).start;
            first == pronoun || pronoun.before() == Some(first)
        };
        let comma = pronoun.before().filter(|&t| self.text.token(t) == ",")?;
        let noun = comma.before().filter(|&n| matches!(self.syntax.upos(n), Upos::Noun | Upos::Propn))?;
        let relative = self.is(pronoun, WordClass::Relative) && self.syntax.upos(pronoun) == Upos::Pron;
        let mut head = noun;
        while let Some(above) = self.syntax.head(head)
            && matches!(self.syntax.deprel(head), Deprel::Flat | Deprel::Compound)
            && above != verb
        {
            head = above;
        }
        let free = self.text.sentence_of(noun) == self.text.sentence_of(verb) && !self.within(head, verb);
        (begins && relative && free).then(|| vec![edit(verb, head, Deprel::AclRelcl)])
    }

    /// `an airstrike in Beirut that the army said killed`, with the clause on `Beirut`: without a comma a clause tells which
    /// of several, and what has a name of its own is one.
    pub(super) fn relative_of_name(&self, verb: TokenId) -> Option<Vec<Edit>> {
        let name = self.syntax.head(verb).filter(|&n| n < verb)?;
        let placed = matches!(self.syntax.deprel(name), Deprel::Nmod | Deprel::Obl);
        let pronoun = self.syntax.tree.extent(verb).start;
        let restricts = self.is(pronoun, WordClass::Restrictive);
        let noun = phrases::noun_before_name(self.text, self.syntax, name).filter(|&n| !self.within(n, name))?;
        (placed && restricts).then(|| vec![edit(name, noun, Deprel::Nmod), edit(verb, noun, Deprel::AclRelcl)])
    }

    /// `Supporters of President Mohamed Morsi staged protests`, with a clause whose subject is `Mohamed Morsi`: a name behind
    /// its title is no subject of its own, and a noun is no sentence.
    pub(super) fn relative_of_title(&self, verb: TokenId) -> Option<Vec<Edit>> {
        let clause = matches!(self.syntax.deprel(verb), Deprel::AclRelcl | Deprel::Parataxis);
        let root = self.syntax.head(verb).filter(|&n| clause && n < verb && self.syntax.head(n).is_none())?;
        let name = self.children(verb).find(|&c| c < verb && self.syntax.deprel(c) == Deprel::Nsubj)?;
        let title = self.title_before(name).filter(|&t| root < t && self.within(t, root))?;
        let titled =
            self.is_nominal(title) && self.syntax.upos(name) == Upos::Propn && self.syntax.head(title) != Some(verb);
        let first = self.syntax.tree.extent(name).start;
        let bare = (first.0..name.0).all(|t| self.syntax.upos(TokenId(t)) == Upos::Propn);
        let finite = self.has_finite_form(verb) || self.has(verb, |d| d == Deprel::Cop);
        if !(titled && bare && finite) {
            return None;
        }
        let mut edits = self.promote(verb, root, None)?;
        edits.extend(self.name_of(name, title));
        Some(edits)
    }

    /// `said it fell, saying the crew would answer`, with `saying` for the subject of `answer`: a verb of saying behind a
    /// comma tells more of what was said.
    pub(super) fn saying_as_subject(&self, saying: TokenId) -> Option<Vec<Edit>> {
        let verb = self.syntax.head(saying).filter(|&v| saying < v)?;
        let above = self.syntax.head(verb).filter(|&a| a < saying)?;
        let comma = saying.before().is_some_and(|t| self.text.token(t) == ",");
        let says = self.lexicon.control(self.syntax.lemma(saying)).is_some_and(|c| c.clause);
        let subject = self.children(saying).find(|&c| c > saying && self.syntax.deprel(c) == Deprel::Obj)?;
        let gerund = self.text.lower(saying).ends_with("ing");
        let finite = self.has(verb, |d| d == Deprel::Aux);
        (comma && says && gerund && finite).then(|| {
            vec![
                edit(saying, above, Deprel::Advcl),
                edit(verb, saying, Deprel::Ccomp),
                edit(subject, verb, Deprel::Nsubj),
            ]
        })
    }

    /// `condemned the attack and called`, with `called` conjoined to `attack`.
    pub(super) fn verb_on_noun(&self, verb: TokenId) -> Option<Vec<Edit>> {
        let noun = self.syntax.head(verb)?;
        let nominal = matches!(self.syntax.upos(noun), Upos::Noun | Upos::Propn);
        if !nominal || self.has(noun, |d| matches!(d, Deprel::Cop | Deprel::Nsubj)) || !self.looks_finite(verb) {
            return None;
        }
        let above = self.verb_above(noun)?;
        (above < verb).then(|| vec![edit(verb, above, Deprel::Conj)])
    }

    /// `The men who fled died`, with `died` under `fled`.
    pub(super) fn lost_main_verb(&self, verb: TokenId) -> Option<Vec<Edit>> {
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
}
