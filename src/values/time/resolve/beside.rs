//! Expressions that count from another day: `last week`, `two days ago`, `a week later`.

use jiff::civil;

use super::anchor::Anchor;
use super::calendar::{calendar_of, clock};
use super::{Resolved, Resolver};
use crate::values::time::Found;
use crate::values::time::period::{self, Period, Unit};
use crate::values::time::slots::Slots;
use crate::values::{DateBasis, DateKind};

impl Resolver<'_> {
    /// `last week`, `next March`, `this morning`; `base` is where they count from.
    pub(super) fn at(&self, f: &Found, base: Option<Period>, i: usize) -> Resolved {
        let s = &f.slots;
        let step = s.step.unwrap_or(0.0) as i32;
        let clock = clock(s);
        let period = base.and_then(|base| self.beside(s, base, step, i));
        let value = match (&period, &clock) {
            (Some(p), Some(c)) => Some(p.value() + c),
            (Some(p), None) => Some(p.value()),
            (None, _) => None,
        };
        Resolved {
            kind: if clock.is_some() { DateKind::Time } else { DateKind::Date },
            value,
            days: period.and_then(Period::days),
            basis: DateBasis::Relative,
            origin: None,
            period,
        }
    }

    fn beside(&self, s: &Slots, base: Period, step: i32, i: usize) -> Option<Period> {
        let day = match base {
            Period::Day(d) => Some(d),
            _ => self.last_day.filter(|d| covers(base, *d)),
        };
        let anchor = base.start()?;
        if let Some(weekday) = s.weekday {
            let day = day?;
            let weekday = weekday as i8;
            return match step {
                0 if self.found.get(i).is_some_and(|f| self.in_future(f)) => period::nearest(day, weekday, true, true),
                0 => period::plus(period::monday(day)?, i32::from(weekday) - 1),
                n => period::nearest(day, weekday, n > 0, false),
            }
            .map(Period::Day);
        }
        if s.month.is_some() || s.season.is_some() || s.feast.is_some() || s.quarter.is_some() || s.half.is_some() {
            let years = anchor.year().checked_sub(2)?..=anchor.year().checked_add(2)?;
            let mut all = years.filter_map(|y| calendar_of(s, y));
            let first = day.unwrap_or(anchor);
            return match step {
                0 => calendar_of(s, anchor.year()),
                n if n > 0 => all.find(|p| p.start().is_some_and(|d| d > first)),
                _ => all.rfind(|p| p.days().is_some_and(|d| d.end < first)),
            };
        }
        let unit = s.unit().or(s.part.map(|_| Unit::Day))?;
        if unit < Unit::Day {
            return None;
        }
        // From a year told before, no day can be reached.
        if unit < base.unit() && base.unit() != Unit::Weekend {
            return Period::of(unit, day?)?.step(step);
        }
        let there = Period::of(unit, day.unwrap_or(anchor))?;
        // `over the weekend`, told on a Monday
        let ahead = unit == Unit::Weekend && there.start().is_some_and(|d| d > day.unwrap_or(anchor));
        if ahead && step <= 0 && !self.found.get(i).is_some_and(|f| self.in_future(f)) {
            return there.step(step.min(-1));
        }
        there.step(step)
    }

    /// `two days ago`, `three weeks later`.
    pub(super) fn shifted(&self, f: &Found, base: Option<civil::Date>, coarse: Option<Period>) -> Resolved {
        let s = &f.slots;
        let sign = if s.step.unwrap_or(-1.0) < 0.0 { -1 } else { 1 };
        let mut out = Resolved {
            kind: DateKind::Date,
            value: None,
            days: None,
            basis: DateBasis::Relative,
            origin: None,
            period: None,
        };

        let Some(unit) = s.unit() else { return out };
        let Some(n) = s.amount() else {
            out.value = Some(if sign < 0 { "PAST_REF" } else { "FUTURE_REF" }.to_owned());
            return out;
        };
        if unit < Unit::Day {
            out.kind = DateKind::Time;
            return out;
        }
        let (unit, n) = match unit {
            Unit::Fortnight => (Unit::Week, n * 2.0),
            // `two and a half years ago` is told in months.
            Unit::Year if n.fract() != 0.0 => (Unit::Month, n * 12.0),
            unit => (unit, n),
        };
        let from = base.and_then(|d| Period::of(unit, d)).or_else(|| {
            let coarse = coarse?;
            if coarse.unit() <= unit || coarse.month().is_some() && unit == Unit::Month {
                coarse.start().and_then(|d| Period::of(unit, d))
            } else {
                None
            }
        });
        let steps = sign * n.clamp(0.0, 100_000.0).round() as i32;
        out.period = from.and_then(|p| p.step(steps));
        out.value = out.period.map(Period::value);
        out.days = out.period.and_then(Period::days);
        out
    }

    pub(super) fn after_told(&self, i: usize, f: &Found, history: bool) -> Resolved {
        match self.anchor(i, history) {
            Anchor::Told => {}
            Anchor::Named(Period::Day(day)) => return self.shifted(f, Some(day), None),
            Anchor::Named(period) => return self.shifted(f, None, Some(period)),
            Anchor::Describes(period) if f.slots.amount().is_some() => return self.fixed(period),
            Anchor::Describes(_) | Anchor::Unknown => return self.shifted(f, None, None),
        }
        let known = self.last_day.or(self.publication.filter(|_| self.last.is_none()));
        let mut out = self.shifted(f, known, self.last);
        // News has not told what comes after it.
        if let (false, Some(publication), Some(days)) = (history, self.publication, out.days)
            && days.start > publication
            && !self.in_future(f)
        {
            out.period = self.last_day.or(Some(publication)).map(Period::Day);
            out.value = out.period.map(Period::value);
            out.days = out.period.and_then(Period::days);
        }
        out
    }
}

/// True where a day lies in a period.
pub(super) fn covers(period: Period, day: civil::Date) -> bool {
    period.days().is_some_and(|d| d.start <= day && day <= d.end)
}
