//! Times that hang on nouns: a month as a part of rebels, a day as a part of a village.

use super::{Edit, Repair, edit, is_subject};
use crate::syntax::predicates::lexicon::WordClass;
use crate::syntax::tags::{Deprel, Upos};
use crate::text::span::TokenId;

impl Repair<'_> {
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
        let lacks = noun < verb && !self.has(verb, is_subject);
        let role = self.subject_role(verb);
        (subject || lacks)
            .then(|| vec![edit(part, verb, Deprel::Obl), edit(case, part, Deprel::Case), edit(noun, verb, role)])
    }

    /// `On March 3 troops shelled`, `In 2012 rebels attacked`, `Early Monday gunmen fled`, with the time for a part of who did
    /// it: at the head of a clause, or under a preposition, it is when that was, and what follows is the subject.
    pub(super) fn time_before_subject(&self, time: TokenId) -> Option<Vec<Edit>> {
        let noun = self.syntax.head(time).filter(|&n| time < n)?;
        let verb = self.syntax.head(noun).filter(|&v| noun < v && self.syntax.upos(v) == Upos::Verb)?;
        let timely = |t: TokenId| self.is(t, WordClass::Time) && t < noun;
        let named = |t: TokenId| timely(t) && self.syntax.upos(t) == Upos::Propn;
        let number = self.is_year(time) || time.before().is_some_and(named);
        let fits = if self.syntax.upos(time) == Upos::Num { number } else { timely(time) };
        // `Sunday evening gunmen`: the last of them is the head.
        let last = !self.children(noun).any(|c| time < c && timely(c));
        let own = self.children(noun).filter(|&c| c < time);
        let own: Vec<(TokenId, Deprel)> = own.map(|c| (c, self.syntax.deprel(c))).collect();
        let has = |wanted: Deprel| own.iter().any(|(_, d)| *d == wanted);
        let mark = self.children(verb).find(|&c| c.0 + 1 == time.0 && self.syntax.deprel(c) == Deprel::Mark);
        let mark = mark.filter(|_| self.is_year(time));
        let cased = has(Deprel::Case) || mark.is_some() || self.has(time, |d| d == Deprel::Case);
        let start = own.first().map_or(time, |(c, _)| *c);
        let opens = || {
            let sentence = self.text.sentence(self.text.sentence_of(time));
            let before = start.before().filter(|t| sentence.is_some_and(|s| s.tokens.has(*t)));
            before.is_none_or(|t| matches!(self.syntax.upos(t), Upos::Punct | Upos::Adv))
        };
        // `night raids began`, `the Sunday papers wrote`
        let bare = || opens() && !has(Deprel::Det) && (named(time) || has(Deprel::Amod));
        if !(is_subject(self.syntax.deprel(noun)) && fits && last) {
            return None;
        }
        // `On Sunday evening gunmen fled`, with Sunday alone on the verb.
        let day = time.before().filter(|&d| named(d) && self.syntax.head(d) == Some(verb) && own.is_empty());
        if let Some(day) = day {
            return Some(vec![edit(time, day, Deprel::NmodUnmarked)]);
        }
        if !(cased || bare()) {
            return None;
        }
        let deprel = if cased { Deprel::Obl } else { Deprel::OblUnmarked };
        let own = own.into_iter().map(|(c, d)| edit(c, time, d));
        Some(own.chain(mark.map(|m| edit(m, time, Deprel::Case))).chain([edit(time, verb, deprel)]).collect())
    }

    /// Is it a number of four digits that may be a year?
    fn is_year(&self, token: TokenId) -> bool {
        let word = self.text.token(token);
        word.len() == 4 && word.parse::<u16>().is_ok_and(|year| (1000..2200).contains(&year))
    }

    /// `killed two in the village of Beni Monday`, with Monday for a part of the name: a day without preposition behind a noun
    /// is when it was, and what hangs on it hangs on the verb.
    pub(super) fn day_on_noun(&self, day: TokenId) -> Option<Vec<Edit>> {
        let noun = self.syntax.head(day).filter(|&n| n < day && self.is_nominal(n) && self.is(day, WordClass::Time))?;
        let bare = self.syntax.upos(day) == Upos::Propn && !self.children(day).any(|c| c < day);
        let verb = self.verb_above(noun).filter(|_| bare && !self.is(noun, WordClass::Time))?;
        let phrases = self.children(day).filter(|&c| self.has(c, |d| d == Deprel::Case));
        Some(phrases.map(|c| edit(c, verb, Deprel::Obl)).chain([edit(day, verb, Deprel::OblUnmarked)]).collect())
    }
}
