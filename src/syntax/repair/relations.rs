//! Nouns that hang where none can: two subjects of one verb, a name apart from its title.

use super::{Edit, REACH, Repair, edit, is_subject};
use crate::syntax::predicates::lexicon::WordClass;
use crate::syntax::tags::{Deprel, Upos};
use crate::text::span::TokenId;

impl Repair<'_> {
    /// `Chad, Mali, and Niger met`, with the second for another name of the first: names between commas before `and` are
    /// a list.
    pub(super) fn middle_of_list(&self, middle: TokenId) -> Option<Edit> {
        let first = self.syntax.head(middle).filter(|&f| f < middle)?;
        let (comma, and) = (TokenId(middle.0 + 1), TokenId(middle.0 + 2));
        if self.text.token(comma) != "," || self.syntax.upos(and) != Upos::Cconj {
            return None;
        }
        let last = self.children(first).find(|&c| c > middle && self.syntax.deprel(c) == Deprel::Conj)?;
        let names = [first, middle, last].iter().all(|&t| self.syntax.upos(t) == Upos::Propn);
        let bare = self.syntax.tree.extent(middle).end.0 <= middle.0 + 1;
        (names && bare && and < last).then(|| edit(middle, first, Deprel::Conj))
    }

    /// `After the raid in Mali, Jane Doe, a judge, said`, with Doe for another name of the raid or of Mali: behind a phrase
    /// with a preposition and a comma stands the subject that a finite verb must have.
    pub(super) fn subject_behind_phrase(&self, subject: TokenId) -> Option<Vec<Edit>> {
        let near = self.syntax.head(subject).filter(|&n| n < subject && self.is_nominal(subject))?;
        let phrase = |&n: &TokenId| self.has(n, |d| d == Deprel::Case);
        let up = |&n: &TokenId| self.syntax.head(n).filter(|_| self.syntax.deprel(n) == Deprel::Nmod);
        let noun = std::iter::successors(Some(near), up).take(REACH).take_while(phrase).last()?;
        let verb = self.syntax.head(noun).filter(|&v| subject < v && self.syntax.upos(v) == Upos::Verb)?;
        let lacks = !self.children(verb).any(|c| c != noun && is_subject(self.syntax.deprel(c)));
        let on_verb = self.syntax.deprel(noun);
        let start = self.syntax.tree.extent(subject).start;
        let comma = self.text.token(start) == "," || start.before().is_some_and(|t| self.text.token(t) == ",");
        if !lacks || !comma || !self.has_finite_form(verb) || on_verb != Deprel::Obl && !is_subject(on_verb) {
            return None;
        }
        let role = self.subject_role(verb);
        let own = self.children(near).filter(|&c| c > subject).map(|c| edit(c, subject, self.syntax.deprel(c)));
        Some(own.chain([edit(noun, verb, Deprel::Obl), edit(subject, verb, role)]).collect())
    }

    /// `Chad, Mali Sign Pact`, with Chad spoken to: a headline leaves out `and`.
    pub(super) fn called_before_subject(&self, called: TokenId) -> Option<Vec<Edit>> {
        let verb = self.syntax.head(called)?;
        let subject = self.children(verb).find(|&c| c > called && self.syntax.deprel(c) == Deprel::Nsubj)?;
        let comma = self.syntax.tree.extent(subject).start.before()?;
        let sentence = self.text.sentence(self.text.sentence_of(called))?;
        let first = self.syntax.tree.extent(called).start == sentence.tokens.start;
        let adjacent =
            self.text.token(comma) == "," && self.syntax.head(comma).is_some_and(|h| h == called || h == verb);
        let names = matches!(self.syntax.upos(subject), Upos::Noun | Upos::Propn);
        let next = subject.0 + 1 == verb.0 && comma.0 == called.0 + 1;
        (first && adjacent && names && next)
            .then(|| vec![edit(called, verb, Deprel::Nsubj), edit(subject, called, Deprel::Conj)])
    }

    /// `Chad and Mali met`, with two subjects: one with a conjunction is joined to the one before.
    pub(super) fn second_subject(&self, subject: TokenId) -> Option<Vec<Edit>> {
        let verb = self.syntax.head(subject).filter(|&v| subject < v && !self.is(subject, WordClass::Time))?;
        let same = |c: TokenId| self.syntax.deprel(c) == self.syntax.deprel(subject) && self.is_nominal(c);
        let first = self.children(verb).rfind(|&c| c < subject && same(c))?;
        let start = self.syntax.tree.extent(subject).start;
        let before = start.before().filter(|&t| self.syntax.head(t) == Some(verb));
        let joined = before.is_some_and(|t| self.syntax.upos(t) == Upos::Cconj)
            || self.children(subject).any(|c| c < subject && self.syntax.deprel(c) == Deprel::Cc);
        if joined {
            return Some(vec![edit(subject, first, Deprel::Conj)]);
        }
        // `Chad and Russian Foreign Minister Doe met`, with `Russian` for the second.
        let last =
            start.before().filter(|&t| self.syntax.head(t) == Some(first) && self.syntax.deprel(t) == Deprel::Conj);
        let cc = last.and_then(|t| self.children(t).find(|&c| self.syntax.deprel(c) == Deprel::Cc && c.0 + 1 == t.0));
        if let (Some(last), Some(cc)) = (last, cc) {
            return Some(vec![
                edit(last, subject, Deprel::Amod),
                edit(cc, subject, Deprel::Cc),
                edit(subject, first, Deprel::Conj),
            ]);
        }
        // `the rights group Viasna said`: a name right behind a noun is its name.
        let noun = start.before().filter(|&n| self.syntax.upos(n) == Upos::Noun && self.within(n, first))?;
        (self.syntax.upos(subject) == Upos::Propn).then(|| vec![edit(subject, noun, Deprel::Appos)])
    }

    /// `a call between Secretary of State Jane Doe and Roe`, with Doe beside the secretary: a name right behind a title under
    /// the same word is that of who has it.
    pub(super) fn name_behind_title(&self, name: TokenId) -> Option<Vec<Edit>> {
        let above = self.syntax.head(name);
        let title = self.title_before(name).filter(|&t| self.syntax.head(t) == above || above == Some(t))?;
        let cased = |t| self.has(t, |d| d == Deprel::Case);
        (cased(title) && !cased(name)).then(|| self.name_of(name, title))
    }

    /// The title that ends right before a name: of `Secretary of State Jane Doe` the secretary.
    fn title_before(&self, name: TokenId) -> Option<TokenId> {
        let mut title = self.syntax.tree.extent(name).start.before().filter(|&t| self.is_nominal(t))?;
        let proper = |t: TokenId| self.syntax.upos(t) == Upos::Propn;
        for _ in 0..REACH {
            match self.syntax.head(title).filter(|&h| h < title && proper(h) && proper(title)) {
                Some(above) if self.syntax.deprel(title) == Deprel::Nmod => title = above,
                _ => break,
            }
        }
        Some(title)
    }

    /// Puts a name on its title, and with it who is joined to it.
    fn name_of(&self, name: TokenId, title: TokenId) -> Vec<Edit> {
        let others = self.children(name).filter(|&c| self.syntax.deprel(c) == Deprel::Conj);
        others.map(|c| edit(c, title, Deprel::Conj)).chain([edit(name, title, Deprel::Flat)]).collect()
    }

    /// `killed in Israeli tank shelling`, with somebody who shells in a tank: behind a noun without an article under a
    /// preposition, a deed that nothing hangs on as on a verb is the noun, and what is before it says of what kind.
    pub(super) fn deed_behind_noun(&self, deed: TokenId) -> Option<Vec<Edit>> {
        let kind = deed.before().filter(|&k| matches!(self.syntax.upos(k), Upos::Noun | Upos::Propn))?;
        let clause =
            |d: Deprel| !matches!(d, Deprel::Obl | Deprel::Nmod | Deprel::Punct | Deprel::OblUnmarked | Deprel::Advmod);
        let case = self.children(kind).find(|&c| c < kind && self.syntax.deprel(c) == Deprel::Case)?;
        let plain = self.syntax.deprel(kind);
        let fits = self.is(deed, WordClass::Nominal)
            && !self.has(deed, clause)
            && !self.children(kind).any(|c| self.syntax.deprel(c) == Deprel::Det)
            && matches!(plain, Deprel::Obl | Deprel::Nmod);
        let above = self.syntax.head(kind).filter(|&h| h != deed)?;
        fits.then(|| {
            let noun = Edit { token: deed, head: Some(above), deprel: plain, upos: Some(Upos::Noun) };
            vec![noun, edit(kind, deed, Deprel::Compound), edit(case, deed, Deprel::Case)]
        })
    }

    /// `Chad, which backs the army, and Mali, which backs the rebels, met`, with both clauses on Chad: behind the last of a list,
    /// whose first has a clause of its own, a relative clause is that one's.
    pub(super) fn relative_of_last(&self, clause: TokenId) -> Option<Vec<Edit>> {
        let first = self.syntax.head(clause).filter(|&f| f < clause)?;
        let last = self.children(first).rfind(|&c| c < clause && self.syntax.deprel(c) == Deprel::Conj)?;
        let own = |c: TokenId| first < c && c < last && self.syntax.deprel(c) == Deprel::AclRelcl;
        let start = self.syntax.tree.extent(clause).start;
        let next =
            start.before().is_some_and(|t| self.text.token(t) == "," && t.0 == last.0 + 1) || start.0 == last.0 + 1;
        (next && self.children(first).any(own)).then(|| vec![edit(clause, last, Deprel::AclRelcl)])
    }

    /// `Chad condemned the attack by the rebels`, with the rebels for who condemned: a verb with subject and object is no
    /// passive, so who the deed is by belongs to its object.
    pub(super) fn agent_of_active(&self, agent: TokenId) -> Option<Vec<Edit>> {
        let verb = self.syntax.head(agent).filter(|&v| v < agent)?;
        let object = self.children(verb).rfind(|&c| c < agent && self.syntax.deprel(c) == Deprel::Obj)?;
        let active = self.has(verb, |d| d == Deprel::Nsubj) && !self.has(verb, |d| d == Deprel::AuxPass);
        let noun = self.syntax.upos(object) == Upos::Noun && object > verb;
        (active && noun).then(|| vec![edit(agent, object, Deprel::Nmod)])
    }

    /// `agreed to by Chad`, with both prepositions on Chad: the first is left behind by what the verb was done to, and who
    /// stands under the second did it.
    pub(super) fn stranded_before_agent(&self, stranded: TokenId) -> Option<Vec<Edit>> {
        let agent = self.syntax.head(stranded)?;
        let verb = self.syntax.head(agent).filter(|&v| self.syntax.upos(v) == Upos::Verb && v.0 + 1 == stranded.0)?;
        let by = TokenId(stranded.0 + 1);
        let led = self.syntax.head(by) == Some(agent) && self.syntax.deprel(by) == Deprel::Case;
        (led && self.is(by, WordClass::Agent))
            .then(|| vec![edit(stranded, verb, Deprel::CompoundPrt), edit(agent, verb, Deprel::OblAgent)])
    }

    /// `Police shot and killed a man`, with `shot` for a noun: one that is a past form too is a verb before another.
    pub(super) fn past_before_verb(&self, noun: TokenId) -> Option<Vec<Edit>> {
        let (and, next) = (TokenId(noun.0 + 1), TokenId(noun.0 + 2));
        let joined = self.syntax.head(next) == Some(noun) && self.syntax.deprel(next) == Deprel::Conj;
        let verb =
            self.syntax.upos(next) == Upos::Verb && self.syntax.upos(and) == Upos::Cconj && self.looks_finite(next);
        let before = |c: &TokenId| *c < noun && matches!(self.syntax.deprel(*c), Deprel::Compound | Deprel::Nsubj);
        let subject = self.children(noun).rfind(before)?;
        if !(self.is(noun, WordClass::Past) && joined && verb) {
            return None;
        }
        let put = Edit {
            token: noun,
            head: self.syntax.head(noun),
            deprel: self.syntax.deprel(noun),
            upos: Some(Upos::Verb),
        };
        let mut edits = vec![put, edit(subject, noun, Deprel::Nsubj)];
        let own = |d| matches!(d, Deprel::Det | Deprel::Amod | Deprel::Nummod | Deprel::Compound | Deprel::NmodPoss);
        for child in self.children(noun).filter(|&c| c < subject && own(self.syntax.deprel(c))) {
            edits.push(edit(child, subject, self.syntax.deprel(child)));
        }
        Some(edits)
    }
}
