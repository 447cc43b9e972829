//! Where in the calendar each expression lies: read in text order, each may count from the one before it.

use jiff::civil;

use super::Found;
use super::period::{self, Period, Season, Unit};
use super::rules::{Form, Rule};
use super::slots::Slots;
use crate::syntax::Syntax;
use crate::text::Text;
use crate::values::items::Items;
use crate::values::lexicon::Lexicon;
use crate::values::{DateBasis, DateKind, Days};

/// What an expression means.
#[derive(Clone, Debug)]
pub struct Resolved {
    /// Its TIMEX3 type.
    pub kind: DateKind,
    /// Its TIMEX3 value.
    pub value: Option<String>,
    /// Its days.
    pub days: Option<Days>,
    /// How they are known.
    pub basis: DateBasis,
    /// The stretch that later expressions count from.
    period: Option<Period>,
}

/// The day that the dateline names, where its year is written or there is nothing else to take it from.
pub fn dateline(text: &Text<'_>, items: &Items, lexicon: &Lexicon, found: &[Found]) -> Option<civil::Date> {
    let span = text.dateline?.date?;
    let inside = found.iter().find(|f| span.overlaps(items.tokens(f.start, f.end)))?;
    let rule = lexicon.rules.rows.get(inside.rule).filter(|r| r.form == Form::Calendar)?;
    let _ = rule;
    let explicit = explicit_year(&inside.slots, None)?;
    match calendar_of(&inside.slots, explicit)? {
        Period::Day(day) => Some(day),
        _ => None,
    }
}

/// Resolves the expressions of a text.
pub struct Resolver<'a> {
    syntax: &'a Syntax,
    items: &'a Items,
    lexicon: &'a Lexicon,
    publication: Option<civil::Date>,
    found: &'a [Found],
    paragraphs: Vec<u32>,
    /// The last expression with a place in the calendar.
    last: Option<Period>,
    /// The last day told, while no coarser expression of another year has come.
    last_day: Option<civil::Date>,
}

/// Days between a publication and a date that is history to it.
const HISTORY: i64 = 366;
/// Expressions on either side that say whether a text tells history.
const WINDOW: usize = 6;
/// Expressions on either side among which those that say so are looked for.
const SIGHT: usize = 48;

/// Months back that a story does not go: from December on, January is the next year's.
const TURN: i32 = 9;

/// Bare years that make a history where no month or day stands with one.
const FEW: usize = 3;

/// What an expression says about its surroundings.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Tells {
    History,
    /// A month or day with a year long past.
    DatedHistory,
    News,
    Nothing,
}

impl<'a> Resolver<'a> {
    /// A resolver for these expressions.
    pub fn new(
        text: &Text<'_>,
        syntax: &'a Syntax,
        items: &'a Items,
        lexicon: &'a Lexicon,
        publication: Option<civil::Date>,
        found: &'a [Found],
    ) -> Self {
        let paragraph = |f: &Found| {
            let sentence = items.get(f.start).map(|i| i.sentence);
            sentence.and_then(|s| text.sentence(s)).map_or(0, |s| s.paragraph)
        };
        let paragraphs = found.iter().map(paragraph).collect();
        Self { syntax, items, lexicon, publication, found, paragraphs, last: None, last_day: None }
    }

    /// Resolves them all, in text order.
    pub fn run(mut self) -> Vec<Resolved> {
        let tells: Vec<Tells> = self.found.iter().map(|f| self.tells(f)).collect();
        let mut out = Vec::with_capacity(self.found.len());
        for i in 0..self.found.len() {
            let history = self.in_history(&tells, i);
            let resolved = self.resolve(i, history);
            // What history says of the reader's own day starts no new story.
            let aside = history
                && self
                    .found
                    .get(i)
                    .and_then(|f| self.rule(f))
                    .is_some_and(|r| matches!(r.form, Form::AtNow | Form::FromNow));
            if !aside {
                self.remember(&resolved);
            }
            out.push(resolved);
        }
        out
    }

    fn rule(&self, f: &Found) -> Option<&'a Rule> {
        self.lexicon.rules.rows.get(f.rule)
    }

    fn tells(&self, f: &Found) -> Tells {
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
    fn in_history(&self, tells: &[Tells], i: usize) -> bool {
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

    fn remember(&mut self, resolved: &Resolved) {
        let Some(period) = resolved.period else { return };
        match period {
            Period::Day(day) => self.last_day = Some(day),
            Period::Decade(_) | Period::Century(_) => return,
            _ if self.last_day.is_some_and(|d| !covers(period, d)) => self.last_day = None,
            _ => {}
        }
        self.last = Some(period);
    }

    fn resolve(&self, i: usize, history: bool) -> Resolved {
        let nothing = |kind| Resolved { kind, value: None, days: None, basis: DateBasis::Relative, period: None };
        let Some((f, rule)) = self.found.get(i).and_then(|f| Some((f, self.rule(f)?))) else {
            return nothing(DateKind::Date);
        };
        let mut out = match rule.form {
            Form::Calendar => self.calendar(i, f, history),
            Form::FromNow => self.shifted(f, self.publication, None),
            Form::FromText => self.after_told(f, history),
            // `this day` of a story is the day told.
            Form::AtNow => {
                let told =
                    self.last.filter(|_| history && f.slots.step == Some(0.0)).map(|last| self.at(f, Some(last), i));
                told.filter(|r| r.value.is_some()).unwrap_or_else(|| self.at(f, self.publication.map(Period::Day), i))
            }
            Form::AtText => self.at(f, self.text_period(), i),
            Form::Duration => {
                let value = f.slots.unit().map(|u| u.duration(f.slots.amount()));
                Resolved { value, ..nothing(DateKind::Duration) }
            }
            Form::Set => Resolved { value: set_value(&f.slots), ..nothing(DateKind::Set) },
            Form::Fixed => nothing(DateKind::Date),
        };
        if let Some(value) = &rule.value {
            out.value = Some(value.clone());
        }
        if let Some(kind) = rule.kind {
            out.kind = kind;
        }
        out
    }

    /// What `that day` and `two days later` count from.
    fn text_period(&self) -> Option<Period> {
        self.last.or(self.publication.map(Period::Day))
    }

    fn calendar(&self, i: usize, f: &Found, history: bool) -> Resolved {
        let s = &f.slots;
        let explicit = explicit_year(s, self.last.map(Period::year).filter(|_| history));
        let (period, basis) = if s.decade.is_some() || s.century.is_some() || s.ordinal.is_some() {
            (long_period(s), DateBasis::Explicit)
        } else if let Some(year) = explicit {
            (calendar_of(s, year), DateBasis::Explicit)
        } else if s.month.is_some()
            || s.season.is_some()
            || s.quarter.is_some()
            || s.half.is_some()
            || s.feast.is_some()
        {
            (self.with_year(i, s, history), DateBasis::InferredYear)
        } else if let Some(day) = s.day {
            (self.bare_day(day), DateBasis::Relative)
        } else if let Some(weekday) = s.weekday {
            (self.weekday(i, weekday as i8, history), DateBasis::Relative)
        } else {
            (self.last_day.or(self.publication).map(Period::Day), DateBasis::Relative)
        };
        let clock = clock(s);
        let value = match (&period, &clock) {
            (Some(p), None) => Some(p.value()),
            (Some(p), Some(c)) => Some(format!("{}{c}", p.value())),
            (None, _) => open_value(s).map(|v| v + clock.as_deref().unwrap_or("")),
        };
        Resolved {
            kind: if clock.is_some() { DateKind::Time } else { DateKind::Date },
            value,
            days: period.and_then(Period::days),
            basis,
            period,
        }
    }

    /// A date without its year.
    fn with_year(&self, i: usize, s: &Slots, history: bool) -> Option<Period> {
        let of = |year: i16| calendar_of(s, year);
        if let Some(year) = self.year_of_next(i) {
            let period = of(year);
            let later = self.found.get(i + 1).and_then(|n| calendar_of(&n.slots, year)).and_then(Period::start);
            // `from October to March 1945`
            return match (period.and_then(Period::start), later) {
                (Some(a), Some(b)) if a > b => of(year - 1),
                _ => period,
            };
        }
        if (history || self.publication.is_none())
            && let Some(last) = self.last
        {
            return of(self.narrative_year(last, s));
        }
        let period = self.nearest_year(i, s)?;
        // `between October and March`: the second is not before the first.
        let end = self.found.get(i).and_then(|f| f.link).filter(|l| l.range).and_then(|_| self.found.get(i + 1));
        let end = end.filter(|n| explicit_year(&n.slots, None).is_none() && n.slots.month.is_some());
        match end.and_then(|n| self.nearest_year(i + 1, &n.slots)).and_then(Period::start) {
            Some(end) if period.start().is_some_and(|start| start > end) => of(period.year().checked_sub(1)?),
            _ => Some(period),
        }
    }

    /// The year that puts a date nearest to the publication, before it or, where the clause looks ahead, after it.
    fn nearest_year(&self, i: usize, s: &Slots) -> Option<Period> {
        let of = |year: i16| calendar_of(s, year);
        let day = self.publication?;
        let future = self.in_future(self.found.get(i)?);
        (-8..=8).filter_map(|n| of(day.year().checked_add(if future { n } else { -n })?)).find(|p| {
            // A quarter or a half is told of when it is over.
            let over = matches!(p, Period::Quarter(..) | Period::Half(..));
            p.days().is_some_and(|d| match future {
                true => d.end >= day,
                false => {
                    if over {
                        d.end <= day
                    } else {
                        d.start <= day
                    }
                }
            })
        })
    }

    /// The year of a date without one, in a story told forward.
    fn narrative_year(&self, last: Period, s: &Slots) -> i16 {
        let turn = match (last.month(), s.month) {
            (Some(told), Some(month)) => i32::from(told) - month as i32 >= TURN,
            _ => false,
        };
        last.year() + i16::from(turn)
    }

    /// The year that `March` of `March and May 2003` shares.
    fn year_of_next(&self, i: usize) -> Option<i16> {
        let mut at = i;
        for _ in 0..4 {
            self.found.get(at)?.link?;
            at += 1;
            let next = self.found.get(at)?;
            if self.rule(next)?.form != Form::Calendar || next.slots.month.or(next.slots.season).is_none() {
                return None;
            }
            if let Some(year) = explicit_year(&next.slots, None) {
                return Some(year);
            }
        }
        None
    }

    /// `the 13th`: in the month told before.
    fn bare_day(&self, day: f64) -> Option<Period> {
        let (year, month) = match self.last {
            Some(last) => (last.year(), last.month()?),
            None => self.publication.map(|p| (p.year(), p.month()))?,
        };
        civil::Date::new(year, month, day as i8).ok().map(Period::Day)
    }

    fn weekday(&self, i: usize, weekday: i8, history: bool) -> Option<Period> {
        let told = self.last_day.filter(|_| history || self.publication.is_none());
        if let Some(day) = told {
            return period::nearest(day, weekday, true, true).map(Period::Day);
        }
        let day = self.publication.filter(|_| !history)?;
        let future = self.found.get(i).is_some_and(|f| self.in_future(f));
        period::nearest(day, weekday, future, true).map(Period::Day)
    }

    /// `last week`, `next March`, `this morning`; `base` is where they count from.
    fn at(&self, f: &Found, base: Option<Period>, i: usize) -> Resolved {
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
    fn shifted(&self, f: &Found, base: Option<civil::Date>, coarse: Option<Period>) -> Resolved {
        let s = &f.slots;
        let sign = if s.step.unwrap_or(-1.0) < 0.0 { -1 } else { 1 };
        let mut out =
            Resolved { kind: DateKind::Date, value: None, days: None, basis: DateBasis::Relative, period: None };
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

    fn after_told(&self, f: &Found, history: bool) -> Resolved {
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

    /// True where the words around an expression speak of what is to come.
    fn in_future(&self, f: &Found) -> bool {
        let (Some(future), Some(past)) = (self.lexicon.class("FUTURE"), self.lexicon.class("PAST")) else {
            return false;
        };
        let sentence = self.items.get(f.start).map(|i| i.sentence);
        let _ = self.syntax;
        let says = |at: usize| -> Option<bool> {
            if self.lexicon.has_class(self.items, future, at) {
                return Some(true);
            }
            self.lexicon.has_class(self.items, past, at).then_some(false)
        };
        let inside = |at: &usize| self.items.get(*at).map(|i| i.sentence) == sentence;
        let left = (f.start.saturating_sub(14)..f.start).rev().take_while(inside).find_map(says);
        let right = || (f.end..f.end + 10).take_while(inside).find_map(says);
        left.or_else(right).unwrap_or(false)
    }
}

/// True where a day lies in a period.
fn covers(period: Period, day: civil::Date) -> bool {
    period.days().is_some_and(|d| d.start <= day && day <= d.end)
}

/// The astronomical year that an expression names; two digits take the century of `told`.
fn explicit_year(s: &Slots, told: Option<i16>) -> Option<i16> {
    if let Some(year) = s.year {
        let year = year as i16;
        return Some(if s.era == Some(1.0) { 1 - year } else { year });
    }
    let short = s.short_year? as i16;
    Some(match told {
        Some(told) => told - told.rem_euclid(100) + short,
        None if short < 40 => 2000 + short,
        None => 1900 + short,
    })
}

/// A decade or a century.
fn long_period(s: &Slots) -> Option<Period> {
    if let Some(decade) = s.decade {
        let first = decade as i16;
        let first = if first < 100 { 1900 + first } else { first };
        return Some(Period::Decade(if s.era == Some(1.0) { -first - 8 } else { first }));
    }
    let n = s.century.or(s.ordinal).filter(|n| (1.0..=40.0).contains(n))? as i16;
    Some(Period::Century(if s.era == Some(1.0) { 1 - n * 100 } else { (n - 1) * 100 }))
}

/// What month, day, season and so on mean in a year.
fn calendar_of(s: &Slots, year: i16) -> Option<Period> {
    let whole = |v: f64| i8::try_from(v as i32).ok();
    if let Some(feast) = s.feast {
        return feast_day(feast as i32, year).map(Period::Day);
    }
    if let Some(month) = s.month {
        let month = whole(month)?;
        return match s.day {
            Some(day) => civil::Date::new(year, month, whole(day)?).ok().map(Period::Day),
            None => Some(Period::Month(year, month)),
        };
    }
    if let Some(season) = s.season() {
        return Some(Period::Season(year, season));
    }
    if let Some(quarter) = s.quarter {
        return Some(Period::Quarter(year, whole(quarter)?));
    }
    if let Some(half) = s.half {
        return Some(Period::Half(year, whole(half)?));
    }
    Some(Period::Year(year))
}

/// A feast: month times 100 plus day; from 2000 on, month times 1000 plus week times 10 plus week day
/// (9 as the week: the last); negative, days after Easter plus 1000.
fn feast_day(code: i32, year: i16) -> Option<civil::Date> {
    match code {
        ..0 => period::plus(easter(year)?, -code - 1000),
        0..2000 => civil::Date::new(year, i8::try_from(code / 100).ok()?, i8::try_from(code % 100).ok()?).ok(),
        _ => {
            let first = civil::Date::new(year, i8::try_from(code / 1000).ok()?, 1).ok()?;
            let nth = code / 10 % 100;
            let weekday = jiff::civil::Weekday::from_monday_one_offset(i8::try_from(code % 10).ok()?).ok()?;
            first.nth_weekday_of_month(if nth == 9 { -1 } else { i8::try_from(nth).ok()? }, weekday).ok()
        }
    }
}

/// Western Easter.
fn easter(year: i16) -> Option<civil::Date> {
    let y = i32::from(year);
    if y < 1583 {
        return None;
    }
    let (a, b, c) = (y % 19, y / 100, y % 100);
    let d = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
    let e = (32 + 2 * (b % 4) + 2 * (c / 4) - d - c % 4) % 7;
    let m = (a + 11 * d + 22 * e) / 451;
    let n = d + e - 7 * m + 114;
    civil::Date::new(year, i8::try_from(n / 31).ok()?, i8::try_from(n % 31 + 1).ok()?).ok()
}

/// `T17:30`, `TMO`.
fn clock(s: &Slots) -> Option<String> {
    if let Some(part) = s.part()
        && s.hour.is_none()
    {
        return Some(format!("T{part}"));
    }
    let hour = s.hour? as i32;
    let (hour, minute) = if hour > 24 { (hour / 100, hour % 100) } else { (hour, s.minute.unwrap_or(0.0) as i32) };
    let hour = match s.meridiem {
        Some(m) => hour % 12 + m as i32,
        // `10 at night`
        None if s.part().is_some_and(|p| matches!(p, "AF" | "EV" | "NI")) && (5..12).contains(&hour) => hour + 12,
        None if s.part() == Some("AF") && hour < 5 => hour + 12,
        None => hour,
    };
    (hour <= 24 && minute < 60).then(|| format!("T{hour:02}:{minute:02}"))
}

/// The value of a date whose year is not known.
fn open_value(s: &Slots) -> Option<String> {
    let month = s.month.map(|m| m as i32);
    match (month, s.day.map(|d| d as i32), s.season().map(Season::as_str)) {
        (Some(m), Some(d), _) => Some(format!("XXXX-{m:02}-{d:02}")),
        (Some(m), None, _) => Some(format!("XXXX-{m:02}")),
        (None, None, Some(season)) => Some(format!("XXXX-{season}")),
        (None, None, None) if s.weekday.is_none() && (s.part.is_some() || s.hour.is_some()) => {
            Some("XXXX-XX-XX".to_owned())
        }
        _ => None,
    }
}

fn set_value(s: &Slots) -> Option<String> {
    if let Some(weekday) = s.weekday {
        return Some(format!("XXXX-WXX-{}", weekday as i32));
    }
    if let Some(part) = s.part() {
        return Some(format!("XXXX-XX-XXT{part}"));
    }
    if let Some(month) = s.month {
        return Some(format!("XXXX-{:02}", month as i32));
    }
    if let Some(season) = s.season() {
        return Some(format!("XXXX-{}", season.as_str()));
    }
    match s.amount() {
        Some(n) if n != 1.0 => s.unit().map(|u| u.duration(Some(n))),
        _ => s.unit().map(|u| u.set().to_owned()),
    }
}
