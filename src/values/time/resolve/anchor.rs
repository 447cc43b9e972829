//! What `a day after …` counts from, where the words after it say so: `a day after the Oct. 7 attack`.

use super::Resolver;
use crate::syntax::phrases;
use crate::syntax::predicates::Tense;
use crate::syntax::tags::Upos;
use crate::values::time::Found;
use crate::values::time::period::{Period, Unit};
use crate::values::time::rules::Form;
use crate::values::time::slots::Slots;
use crate::values::{Days, Origin};

/// What an expression counts from.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Anchor {
    /// The date told before: nothing follows (`a day later`), or what follows points back (`a day after the attack`).
    Told,
    /// A date in what follows: `a day after the Oct. 7 attack`.
    Named(Period),
    /// Nothing to count from, but the date that it describes stands beside it: `on Monday, a day after a blast`.
    Describes(Period),
    /// An event without a date.
    Unknown,
}

/// Items after `a day after` within which the date of its event stands.
const REACH: usize = 7;
/// Hours or minutes that may reach into another day.
const A_DAY: f64 = 24.0;
/// Items between a date and the expression that describes it.
const BESIDE: usize = 3;

impl Resolver<'_> {
    /// What the expression counts from.
    pub(super) fn anchor(&self, i: usize, history: bool) -> Anchor {
        let Some(f) = self.found.get(i) else { return Anchor::Told };
        let Some(opening) = self.event_after(f) else { return Anchor::Told };
        if let Some(period) = self.dated_event(i, opening, history) {
            return Anchor::Named(period);
        }
        if let Some(period) = self.described(i, f) {
            return Anchor::Describes(period);
        }
        let points_back = self.items.get(opening).is_some_and(|item| self.syntax.upos(item.first) == Upos::Det)
            && self.lexicon.class("POINTS_BACK").is_some_and(|c| self.lexicon.has_class(self.items, c, opening));
        match points_back && self.last.is_some() || history {
            true => Anchor::Told,
            false => Anchor::Unknown,
        }
    }

    /// The event that an expression counts from, on days that are those told beside the expression less what it counts:
    /// `on Tuesday, two days after the coup`, `it comes two days after the coup`.
    pub(super) fn origin(&self, i: usize, history: bool) -> Option<Origin> {
        let f = self.found.get(i)?;
        let form = self.rule(f)?.form;
        if !matches!(form, Form::FromText | Form::AtText) {
            return None;
        }
        self.event_after(f)?;
        let event = phrases::marked_by(self.syntax, self.items.tokens(f.start, f.end).last())?;
        let days = match self.anchor(i, history) {
            Anchor::Named(period) => period.days(),
            Anchor::Describes(period) => self.counted_back(f, form, period),
            Anchor::Unknown => {
                let above = self.syntax.predicates.of(event).and_then(|p| p.embeddings.first());
                let main = above.and_then(|e| self.syntax.predicates.of(e.governor));
                let today = self.publication.filter(|_| main.is_some_and(|p| p.tense == Tense::Present));
                today.and_then(|day| self.counted_back(f, form, Period::Day(day)))
            }
            Anchor::Told => None,
        };
        Some(Origin { event, days })
    }

    /// From a day back what an expression counts; hours are of the same day.
    fn counted_back(&self, f: &Found, form: Form, told: Period) -> Option<Days> {
        let Period::Day(day) = told else { return None };
        let one = Some(1.0).filter(|_| form == Form::AtText);
        let slots = Slots { step: f.slots.step.map(|n| -n), count: f.slots.count.or(one), ..f.slots };
        match slots.unit()? {
            unit if unit < Unit::Day => told.days().filter(|_| slots.amount().is_none_or(|n| n < A_DAY)),
            _ => self.shifted(&Found { slots, ..*f }, Some(day), None).days,
        }
    }

    /// The item with which the event of `a day after <event>` begins.
    fn event_after(&self, f: &Found) -> Option<usize> {
        let class = self.lexicon.class("ANCHORING")?;
        let mut opening = None;
        self.lexicon.each_match(self.items, class, f.end.checked_sub(1)?, |end, _| opening = opening.max(Some(end)));
        let item = self.items.get(opening?)?;
        let here = self.items.get(f.start)?.sentence;
        let begins = matches!(
            self.syntax.upos(item.first),
            Upos::Det | Upos::Noun | Upos::Propn | Upos::Pron | Upos::Adj | Upos::Num | Upos::Verb | Upos::Aux
        );
        opening.filter(|_| begins && item.sentence == here)
    }

    /// The date that stands in the event's own words.
    fn dated_event(&self, i: usize, opening: usize, history: bool) -> Option<Period> {
        let next = self.found.get(i + 1).filter(|n| n.start < opening + REACH)?;
        let form = self.rule(next)?.form;
        let same = (opening..=next.start).all(|at| {
            let item = self.items.get(at);
            item.is_some_and(|item| {
                item.sentence == self.items.rows[opening].sentence && !item.is_mark(',') && !item.is_mark(';')
            })
        });
        if !same || !matches!(form, Form::Calendar | Form::AtNow | Form::FromNow) {
            return None;
        }
        self.resolve(i + 1, history).period
    }

    /// The date that the expression is set beside, or that its clause has.
    fn described(&self, i: usize, f: &Found) -> Option<Period> {
        let before = i.checked_sub(1)?;
        let (told, period) = (self.found.get(before)?, (*self.periods.get(before)?)?);
        let (a, b) = (self.items.get(told.start)?, self.items.get(f.start)?);
        let clause = |f: &Found| {
            let head = self.items.get(f.start).map(|item| item.first)?;
            Some(phrases::clause_head(self.syntax, head))
        };
        let beside = f.start <= told.end + BESIDE || clause(told) == clause(f);
        (a.sentence == b.sentence && beside).then_some(period)
    }
}
