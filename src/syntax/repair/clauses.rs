//! Clauses that hang where none can: the main verb under a participle, the subject under its verb.

use super::{Edit, Repair, edit};
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
        // The participle then tells of its subject; what stands around both goes with the verb.
        let (head, deprel) = (self.syntax.head(participle), self.syntax.deprel(participle));
        let role = self.subject_role(verb);
        let put = Edit { token: verb, head, deprel, upos: None };
        let mut edits = vec![put, edit(participle, subject, Deprel::Acl), edit(subject, verb, role)];
        let around = |c: &TokenId| *c > verb || *c < subject;
        edits.extend(self.children(participle).filter(around).map(|c| edit(c, verb, self.syntax.deprel(c))));
        Some(edits)
    }

    /// `Two policemen and a child died`, with the policemen for the head and `died` beside them, be the child its subject or
    /// the second of the list: behind the last of a list there is none without a word that joins it.
    pub(super) fn verb_behind_list(&self, verb: TokenId) -> Option<Vec<Edit>> {
        let subject = |d| matches!(d, Deprel::Nsubj | Deprel::NsubjPass);
        let first = self.syntax.head(verb).filter(|&f| f < verb && self.is_nominal(f))?;
        let clause = |d| matches!(d, Deprel::Cop | Deprel::Nsubj | Deprel::Acl | Deprel::AclRelcl);
        if self.syntax.head(first).is_some() || self.has(first, clause) {
            return None;
        }
        let own = self.children(verb).find(|&c| first < c && c < verb && subject(self.syntax.deprel(c)));
        let mut edits = vec![Edit { token: verb, head: None, deprel: Deprel::Root, upos: None }];
        if let Some(last) = own.filter(|&l| self.is_nominal(l)) {
            let cc = self.children(verb).find(|&c| c < last && self.syntax.deprel(c) == Deprel::Cc)?;
            let role = self.syntax.deprel(last);
            edits.extend([edit(first, verb, role), edit(last, first, Deprel::Conj), edit(cc, last, Deprel::Cc)]);
        } else {
            let last = self.children(first).rfind(|&c| c < verb && self.syntax.deprel(c) == Deprel::Conj)?;
            let closed = self.has(last, |d| d == Deprel::Cc) && self.is_nominal(last);
            if !closed || self.syntax.tree.extent(last).end != verb || self.has(verb, |d| d == Deprel::Cc) {
                return None;
            }
            edits.push(edit(first, verb, Deprel::Nsubj));
        }
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

    /// `The army shelled the town and thousands fled`, with the thousands beside the town: a verb that no word joins has its
    /// subject in what is joined right before it.
    pub(super) fn subject_in_list(&self, verb: TokenId) -> Option<Vec<Edit>> {
        let first = self.syntax.head(verb).filter(|&f| f < verb && self.syntax.upos(f) == Upos::Verb)?;
        let joined = |c: TokenId| self.syntax.deprel(c) == Deprel::Cc;
        let subject = verb.before().filter(|&n| self.is_nominal(n) && self.syntax.deprel(n) == Deprel::Conj)?;
        let cc = self.children(subject).find(|&c| c < subject && joined(c))?;
        let listed = self.within(subject, first) && self.syntax.head(subject) != Some(first);
        let alone = self.looks_finite(verb) && !self.children(verb).any(joined) && first < cc;
        (listed && alone).then(|| vec![edit(subject, verb, Deprel::Nsubj), edit(cc, verb, Deprel::Cc)])
    }

    /// `and hundreds protested`, with the hundreds for those whom it was done to: a passive has an auxiliary, its own or that
    /// of the verb before, but where it could be no other form.
    pub(super) fn active_subject(&self, subject: TokenId) -> Option<Vec<Edit>> {
        let verb = self.syntax.head(subject).filter(|&v| subject < v && self.syntax.deprel(v) == Deprel::Conj)?;
        let first = self.syntax.head(verb)?;
        let passive = |v: TokenId| self.has(v, |d| matches!(d, Deprel::AuxPass | Deprel::Aux | Deprel::OblAgent));
        let needs_object = self.lexicon.classes(self.syntax.lemma(verb)).has(WordClass::Transitive);
        let plain = !passive(verb) && !passive(first) && !needs_object;
        (plain && self.has(verb, |d| d == Deprel::Cc)).then(|| vec![edit(subject, verb, Deprel::Nsubj)])
    }

    /// `fled after troops in May killed ten`, with `after troops` for a phrase of its own: a finite verb with an object has a
    /// subject, and what marks its clause may stand before that as before a noun.
    pub(super) fn clause_behind_phrase(&self, verb: TokenId) -> Option<Vec<Edit>> {
        let above = self.syntax.head(verb).filter(|&a| a < verb)?;
        let mark = |n: TokenId| {
            let case = self.children(n).find(|&c| self.syntax.deprel(c) == Deprel::Case)?;
            (self.is(case, WordClass::Subordinator) && case == self.syntax.tree.extent(n).start).then_some(case)
        };
        let near = || self.children(above).filter(|&c| above < c && c < verb);
        let (noun, mark) = near().rev().filter(|&c| self.is_nominal(c)).find_map(|c| Some((c, mark(c)?)))?;
        let between: Vec<TokenId> = near().filter(|&c| c > noun && self.syntax.upos(c) != Upos::Punct).collect();
        let dated = between.iter().all(|&c| self.is(c, WordClass::Time));
        let told =
            self.looks_finite(verb) && self.has(verb, |d| d == Deprel::Obj) && !self.has(verb, |d| d == Deprel::Cc);
        if !told || !dated || self.is(noun, WordClass::Time) || self.syntax.deprel(noun) != Deprel::Obl {
            return None;
        }
        let dates = between.into_iter().map(|c| edit(c, verb, Deprel::Obl));
        let clause =
            [edit(verb, above, Deprel::Advcl), edit(noun, verb, Deprel::Nsubj), edit(mark, verb, Deprel::Mark)];
        Some(dates.chain(clause).collect())
    }

    /// `since February, when jets hit a camp`, with `hit` beside the main clause: behind a time and a comma `when` begins a
    /// clause about that time.
    pub(super) fn clause_of_time(&self, verb: TokenId) -> Option<Vec<Edit>> {
        let when = self.syntax.tree.extent(verb).start.index();
        let when = TokenId::new(when + usize::from(self.text.token(TokenId::new(when)) == ","));
        let comma = when.before().filter(|&t| self.text.token(t) == ",")?;
        let time = comma.before().filter(|&t| self.is(t, WordClass::Time))?;
        let begins = self.is(when, WordClass::Adverbial) && !self.is(when, WordClass::Relative) && when < verb;
        let free = self.text.sentence_of(time) == self.text.sentence_of(verb) && !self.within(time, verb);
        (begins && free && !self.has(verb, |d| d == Deprel::Cc)).then(|| vec![edit(verb, time, Deprel::AclRelcl)])
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
