//! Relations that the rest of the clause rules out: `the blast killed at least 12 soldiers` has an object and no passive.

use super::{Edit, REACH, Repair, edit};
use crate::syntax::predicates::lexicon::WordClass;
use crate::syntax::tags::{Deprel, Upos};
use crate::text::span::TokenId;

/// No noun behind a date has more words before it.
const LONGEST_NOUN: u32 = 4;

impl Repair<'_> {
    /// With a copula before it a noun is no object: `what Turkey claimed was an airstrike` tells what is claimed, and in
    /// `one of those killed was a priest` the verb is a participle.
    pub(super) fn object_with_copula(&self, noun: TokenId) -> Option<Vec<Edit>> {
        let verb = self.syntax.head(noun).filter(|&v| v < noun)?;
        let copula = self.children(noun).find(|&c| verb < c && self.syntax.deprel(c) == Deprel::Cop)?;
        let object = |c: TokenId| c < verb && self.syntax.deprel(c) == Deprel::Obj;
        if self.children(verb).any(object) {
            return Some(vec![edit(noun, verb, Deprel::Ccomp)]);
        }
        let subject = self.children(verb).find(|&c| {
            c < verb && matches!(self.syntax.deprel(c), Deprel::Nsubj | Deprel::NsubjPass) && self.is_nominal(c)
        })?;
        let told = verb.before().filter(|&t| self.is_nominal(t) && self.within(t, subject))?;
        let own = |d| matches!(d, Deprel::Aux | Deprel::AuxPass | Deprel::Mark);
        if copula > noun || self.has(verb, own) || !self.looks_participial(verb) {
            return None;
        }
        let (head, deprel) = (self.syntax.head(verb), self.syntax.deprel(verb));
        let mut edits = vec![
            Edit { token: noun, head, deprel, upos: None },
            edit(verb, told, Deprel::Acl),
            edit(subject, noun, Deprel::Nsubj),
        ];
        for child in self.children(verb).filter(|&c| c > noun || c < subject) {
            edits.push(edit(child, noun, self.syntax.deprel(child)));
        }
        Some(edits)
    }

    /// `called the raid a crime`, with the raid for what it is called: of two nouns behind a verb the first is the object.
    pub(super) fn object_before_predicate(&self, noun: TokenId) -> Option<Vec<Edit>> {
        let verb = self.syntax.head(noun).filter(|&v| v < noun)?;
        let bare = |t: TokenId| !self.has(t, |d| matches!(d, Deprel::Case | Deprel::Mark | Deprel::Cop));
        let object = |c: TokenId| c > noun && self.syntax.deprel(c) == Deprel::Obj && self.is_nominal(c);
        let second = self.children(verb).find(|&c| object(c)).filter(|&c| bare(c) && bare(noun))?;
        Some(vec![edit(noun, verb, Deprel::Obj), edit(second, verb, Deprel::Xcomp)])
    }

    /// A passive subject of a verb that has an object: the verb is active.
    pub(super) fn subject_of_no_passive(&self, subject: TokenId) -> Option<Vec<Edit>> {
        let verb = self.syntax.head(subject)?;
        let passive = self.has(verb, |d| matches!(d, Deprel::AuxPass | Deprel::Aux | Deprel::Cop | Deprel::OblAgent));
        let object =
            self.children(verb).any(|c| c > verb && matches!(self.syntax.deprel(c), Deprel::Obj | Deprel::OblUnmarked));
        (self.syntax.upos(verb) == Upos::Verb && !passive && object && subject < verb)
            .then(|| vec![edit(subject, verb, Deprel::Nsubj)])
    }

    /// A bare noun after an active verb without an object, and no word of time: the object.
    pub(super) fn bare_object(&self, noun: TokenId) -> Option<Vec<Edit>> {
        let verb = self.syntax.head(noun)?;
        let taken = self.has(verb, |d| {
            matches!(d, Deprel::Obj | Deprel::Ccomp | Deprel::Xcomp | Deprel::AuxPass | Deprel::Cop | Deprel::OblAgent)
        });
        let subject = self.has(verb, |d| matches!(d, Deprel::Nsubj | Deprel::NsubjPass));
        let time = self.is(noun, WordClass::Time);
        // Nothing stands between the verb and the noun but its particle and the noun's own words.
        let particle = self.children(verb).find(|&c| c.0 == verb.0 + 1 && self.syntax.deprel(c) == Deprel::CompoundPrt);
        let beside = self.syntax.tree.extent(noun).start.0 == particle.unwrap_or(verb).0 + 1;
        (self.syntax.upos(verb) == Upos::Verb && subject && !taken && !time && beside)
            .then(|| vec![edit(noun, verb, Deprel::Obj)])
    }

    /// `killed up to 30 soldiers`: `up to` limits the number, and the soldiers are the object of a verb that has none.
    pub(super) fn limited_object(&self, noun: TokenId) -> Option<Vec<Edit>> {
        let verb = self.syntax.head(noun).filter(|&v| v < noun && self.syntax.upos(v) == Upos::Verb)?;
        let mut limits = (verb.index() + 1..noun.index()).map(TokenId::new);
        let up = limits.find(|&t| self.is(t, WordClass::Limit) && t.index() == verb.index() + 1)?;
        let (to, number) = (TokenId(up.0 + 1), TokenId(up.0 + 2));
        let counted = self.syntax.upos(number) == Upos::Num && self.syntax.head(number) == Some(noun);
        let taken = self.has(verb, |d| matches!(d, Deprel::Obj | Deprel::Ccomp | Deprel::AuxPass | Deprel::Cop));
        (self.is(to, WordClass::Infinitive) && counted && !taken)
            .then(|| vec![edit(noun, verb, Deprel::Obj), edit(up, number, Deprel::Advmod), edit(to, up, Deprel::Fixed)])
    }

    /// `In May 2021 rebels shelled`, with the month for a part of the rebels: what has a preposition of its own is no part of a
    /// compound, and a verb without a subject has one in what stands under the preposition of a date.
    pub(super) fn compound_with_preposition(&self, part: TokenId) -> Option<Vec<Edit>> {
        let noun = self.syntax.head(part).filter(|&n| part < n)?;
        let verb = self.syntax.head(noun).filter(|&v| self.syntax.upos(v) == Upos::Verb)?;
        let of = |word: TokenId| self.children(word).find(|&c| c < part && self.syntax.deprel(c) == Deprel::Case);
        let subject = matches!(self.syntax.deprel(noun), Deprel::Nsubj | Deprel::NsubjPass);
        if subject && of(part).is_some() {
            return Some(vec![edit(part, verb, Deprel::Obl)]);
        }
        let case = of(noun).filter(|c| c.0 + 1 == part.0 && self.is(part, WordClass::Time))?;
        let passive = self.has(verb, |d| d == Deprel::AuxPass);
        let lacks = noun < verb && !self.has(verb, |d| matches!(d, Deprel::Nsubj | Deprel::NsubjPass | Deprel::Csubj));
        let role = if passive { Deprel::NsubjPass } else { Deprel::Nsubj };
        (subject || lacks)
            .then(|| vec![edit(part, verb, Deprel::Obl), edit(case, part, Deprel::Case), edit(noun, verb, role)])
    }

    /// `said they were investigating reports that it fell`, with two clauses under `said`: the second belongs to the noun
    /// before its `that`.
    pub(super) fn second_complement(&self, clause: TokenId) -> Option<Vec<Edit>> {
        let verb = self.syntax.head(clause).filter(|_| self.syntax.deprel(clause) == Deprel::Ccomp)?;
        let mark = self.children(clause).find(|&c| c < clause && self.syntax.deprel(c) == Deprel::Mark)?;
        let noun = mark.before()?;
        let is_first = |c: TokenId| verb < c && c < mark && self.syntax.deprel(c) == Deprel::Ccomp;
        let first = self.children(verb).find(|&c| is_first(c))?;
        let fits = first < noun && self.syntax.upos(noun) == Upos::Noun && self.within(noun, first);
        fits.then(|| vec![edit(clause, noun, Deprel::Ccomp)])
    }

    /// `denied accusations by Chad`, with Chad as the agent of an active verb: it is that of the object before it.
    pub(super) fn agent_of_object(&self, agent: TokenId) -> Option<Vec<Edit>> {
        let verb = self.syntax.head(agent).filter(|&v| v < agent && self.syntax.upos(v) == Upos::Verb)?;
        let passive = self.has(verb, |d| matches!(d, Deprel::AuxPass | Deprel::NsubjPass | Deprel::Aux | Deprel::Cop));
        let subject = self.children(verb).any(|c| c < verb && self.syntax.deprel(c) == Deprel::Nsubj);
        let object = self.children(verb).find(|&c| c > verb && self.syntax.deprel(c) == Deprel::Obj)?;
        let beside = self.syntax.tree.extent(object).end == self.syntax.tree.extent(agent).start;
        (subject && !passive && beside).then(|| vec![edit(agent, object, Deprel::Nmod)])
    }

    /// `There were ten soldiers killed`: what there is suffered it.
    pub(super) fn subject_of_existential(&self, subject: TokenId) -> Option<Vec<Edit>> {
        let verb = self.syntax.head(subject).filter(|&v| subject < v && self.syntax.upos(v) == Upos::Verb)?;
        let be = self.syntax.head(verb).filter(|&b| b < subject)?;
        let there = self.children(be).any(|c| c < be && self.is(c, WordClass::Existential));
        let form = self.text.lower(verb);
        let participle = !form.ends_with("ing") && form != self.syntax.lemma(verb);
        let auxiliary = self.has(verb, |d| matches!(d, Deprel::Aux | Deprel::AuxPass | Deprel::Obj | Deprel::Mark));
        (there && participle && !auxiliary).then(|| vec![edit(subject, verb, Deprel::NsubjPass)])
    }

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

    /// `anger with the president's decision has grown`, with the decision for what has grown: what stands under a preposition
    /// is no subject, though the preposition hangs on its owner.
    pub(super) fn subject_under_preposition(&self, subject: TokenId) -> Option<Vec<Edit>> {
        let owner = self.children(subject).find(|&c| c < subject && self.syntax.deprel(c) == Deprel::NmodPoss)?;
        let led =
            |c: &TokenId| self.syntax.deprel(*c) == Deprel::Case && *c < owner && self.syntax.upos(*c) == Upos::Adp;
        let case = self.children(owner).find(led)?;
        let before = case.before().filter(|&t| self.syntax.upos(t) == Upos::Noun && !self.within(t, subject))?;
        let holds = self.syntax.tree.extent(subject).start == case;
        holds.then(|| vec![edit(subject, before, Deprel::Nmod), edit(case, subject, Deprel::Case)])
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

    /// `between Minister of Defence Jane Doe and Roe`, with Roe joined to Doe, who is a part of the ministry: it is the
    /// minister who is told of.
    pub(super) fn joined_to_title(&self, token: TokenId) -> Option<Vec<Edit>> {
        let name = self.syntax.head(token).filter(|&n| n < token && self.syntax.deprel(n) == Deprel::Flat)?;
        let office = self.syntax.head(name).filter(|&o| self.syntax.deprel(o) == Deprel::Nmod)?;
        let title = self.title_before(name).filter(|&t| t < office && self.within(office, t))?;
        Some(self.name_of(name, title))
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
    pub(super) fn title_before(&self, name: TokenId) -> Option<TokenId> {
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
    pub(super) fn name_of(&self, name: TokenId, title: TokenId) -> Vec<Edit> {
        let others = self.children(name).filter(|&c| self.syntax.deprel(c) == Deprel::Conj);
        others.map(|c| edit(c, title, Deprel::Conj)).chain([edit(name, title, Deprel::Flat)]).collect()
    }

    /// `Doe, President Roe and Poe met`, with Doe for who is spoken to: the first of a list.
    pub(super) fn list_with_vocative(&self, first: TokenId) -> Option<Vec<Edit>> {
        let verb = self.syntax.head(first).filter(|&v| first < v)?;
        let subject = |c: &TokenId| {
            first < *c && *c < verb && matches!(self.syntax.deprel(*c), Deprel::Nsubj | Deprel::NsubjPass)
        };
        let second = self.children(verb).find(subject)?;
        let others = || self.children(second).filter(|&c| self.syntax.deprel(c) == Deprel::Conj);
        let list = others().any(|c| self.has(c, |d| d == Deprel::Cc));
        let comma = self.syntax.tree.extent(second).start.before().filter(|&t| self.text.token(t) == ",")?;
        let beside = list && self.syntax.tree.extent(first).end.0 >= comma.0;
        let mut edits = vec![edit(first, verb, self.syntax.deprel(second))];
        edits.extend(others().chain([second]).map(|c| edit(c, first, Deprel::Conj)));
        beside.then_some(edits)
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

    /// `Shelling killed three people, the mayor said`, with two things said: the noun right behind a verb is its object.
    pub(super) fn object_as_clause(&self, noun: TokenId) -> Option<Vec<Edit>> {
        let above = self.syntax.head(noun)?;
        let verb = self.syntax.tree.extent(noun).start.before().filter(|&v| self.syntax.upos(v) == Upos::Verb)?;
        let beside = self.syntax.head(verb) == Some(above) || self.syntax.head(above).is_none() && above == verb;
        let clause = |d| matches!(d, Deprel::Cop | Deprel::Nsubj | Deprel::NsubjPass | Deprel::Mark | Deprel::Case);
        let taken = self.has(verb, |d| matches!(d, Deprel::Obj | Deprel::AuxPass | Deprel::Cop));
        let subject = self
            .children(verb)
            .find(|&c| c < verb && matches!(self.syntax.deprel(c), Deprel::Nsubj | Deprel::NsubjPass))?;
        let fits = beside && !taken && !self.has(noun, clause);
        fits.then(|| vec![edit(noun, verb, Deprel::Obj), edit(subject, verb, Deprel::Nsubj)])
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

    /// `gave Chad six boats`, `told VOA six more people are held`: a name before the number of a noun is no part of it, but
    /// who gets it or is told it.
    pub(super) fn receiver_before_number(&self, name: TokenId) -> Option<Vec<Edit>> {
        let verb = self.syntax.tree.extent(name).start.before().filter(|&v| self.syntax.upos(v) == Upos::Verb)?;
        let mut noun = self.syntax.head(name).filter(|&n| name < n)?;
        let mut counted = self.syntax.upos(noun) == Upos::Num;
        if counted {
            noun = self.syntax.head(noun).filter(|&n| name < n)?;
        }
        let opens = |c: TokenId| matches!(self.syntax.deprel(c), Deprel::Nummod | Deprel::Det);
        counted |= self.children(noun).any(|c| name < c && c < noun && opens(c));
        let above = self.syntax.head(noun)?;
        let says = self.lexicon.control(self.syntax.lemma(verb)).is_some_and(|c| c.clause);
        let given = self.syntax.deprel(noun) == Deprel::Obj && above == verb;
        let told = matches!(self.syntax.deprel(noun), Deprel::Nsubj | Deprel::NsubjPass)
            && self.syntax.deprel(above) == Deprel::Ccomp
            && self.syntax.head(above) == Some(verb)
            && says;
        let fits = counted && (given || told) && self.syntax.upos(name) == Upos::Propn;
        fits.then(|| vec![edit(name, verb, if given { Deprel::Iobj } else { Deprel::Obj })])
    }

    /// `the Sept. 11, 2001, attacks`: a full date between an article and its noun says which one is meant.
    pub(super) fn noun_behind_date(&self, year: TokenId) -> Option<Vec<Edit>> {
        let at = |steps: i32| u32::try_from(i64::from(year.0) + i64::from(steps)).ok().map(TokenId);
        let comma = |t: TokenId| self.text.token(t) == ",";
        let (article, month, before, after) = (at(-4)?, at(-3)?, at(-1)?, at(1)?);
        let dated = self.syntax.upos(at(-2)?) == Upos::Num && self.syntax.upos(month) == Upos::Propn;
        if !(dated && self.syntax.upos(article) == Upos::Det && comma(before) && comma(after)) {
            return None;
        }
        let part = |t: &TokenId| matches!(self.syntax.upos(*t), Upos::Adj | Upos::Noun | Upos::Propn);
        let phrase: Vec<TokenId> = (after.0 + 1..=after.0 + LONGEST_NOUN).map(TokenId).take_while(part).collect();
        let noun = *phrase.last().filter(|t| self.is_nominal(**t))?;
        let date = || (month.0..=year.0).map(TokenId);
        let outside = |t: &TokenId| self.syntax.head(*t).is_none_or(|h| h < month || year < h);
        let top = date().find(outside)?;
        let above = self.syntax.head(top);
        if above.is_some_and(|h| h == noun || self.within(h, noun)) {
            return None;
        }
        let opens = |c: &TokenId| *c < article && matches!(self.syntax.deprel(*c), Deprel::Case | Deprel::Mark);
        // Where both hang on one verb, the noun has its own place there already, if no preposition stands before the date.
        let led = self.children(top).any(|c| opens(&c));
        let placed = above.is_some() && self.syntax.head(noun) == above && !led;
        let deprel = self.syntax.deprel(if placed { noun } else { top });
        let put = Edit { token: noun, head: above, deprel, upos: None };
        let mut edits = vec![put, edit(top, noun, Deprel::NmodUnmarked), edit(article, noun, Deprel::Det)];
        edits.extend(self.children(top).filter(opens).map(|c| edit(c, noun, self.syntax.deprel(c))));
        let modifier = |t: TokenId| if self.syntax.upos(t) == Upos::Adj { Deprel::Amod } else { Deprel::Compound };
        edits.extend(phrase.iter().filter(|t| **t < noun).map(|&t| edit(t, noun, modifier(t))));
        Some(edits)
    }
}
