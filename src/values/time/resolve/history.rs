//! Which expressions belong to history: there a date without a year takes the year of the one before it.

use super::Resolver;
use super::calendar::{calendar_of, explicit_year};
use crate::values::time::Found;
use crate::values::time::rules::Form;

/// Days between a publication and a date that is history to it.
const HISTORY: i64 = 366;
/// Expressions on either side that say whether a text tells history.
const WINDOW: usize = 6;
/// Expressions on either side among which those that say so are looked for.
const SIGHT: usize = 48;

/// Bare years that make a history where no month or day stands with one.
const FEW: usize = 3;

/// What an expression says about its surroundings.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Tells {
    History,
    /// A month or day with a year long past.
    DatedHistory,
    News,
    Nothing,
}

impl Resolver<'_> {
    pub(super) fn tells(&self, f: &Found) -> Tells {
        let (Some(rule), Some(publication)) = (self.rule(f), self.publication) else { return Tells::Nothing };
        match rule.form {
            Form::Calendar => match explicit_year(&f.slots, None).and_then(|y| calendar_of(&f.slots, y)) {
                Some(period) => {
                    let Some(days) = period.days() else { return Tells::History };
                    let age = (publication - days.end).get_days();
                    match i64::from(age) > HISTORY {
                        true if f.slots.month.is_some() => Tells::DatedHistory,
                        true => Tells::History,
                        false => Tells::News,
                    }
                }
                None if f.slots.weekday.is_some() && f.slots.month.is_none() => Tells::News,
                None => Tells::Nothing,
            },
            Form::AtNow => Tells::News,
            _ => Tells::Nothing,
        }
    }

    /// True where the explicit years around an expression are long past and nothing speaks of news.
    pub(super) fn in_history(&self, tells: &[Tells], i: usize) -> bool {
        let telling = |t: &&Tells| **t != Tells::Nothing;
        let (before, after) = tells.split_at(i.min(tells.len()));
        let around = || {
            let back = before.iter().rev().take(SIGHT).filter(telling).take(WINDOW);
            back.chain(after.iter().take(SIGHT).filter(telling).take(WINDOW))
        };
        let dated = around().filter(|t| **t == Tells::DatedHistory).count();
        let past = dated + around().filter(|t| **t == Tells::History).count();
        let news = around().filter(|t| **t == Tells::News).count();
        if past > 3 * news && (dated > 0 || past >= FEW) {
            return true;
        }
        let here = self.paragraphs.get(i);
        let beside: Vec<Tells> = (0..tells.len().min(i))
            .rev()
            .take(SIGHT)
            .take_while(|j| self.paragraphs.get(*j) == here)
            .map(|j| tells[j])
            .collect();
        beside.contains(&Tells::DatedHistory) && !beside.contains(&Tells::News)
    }
}
