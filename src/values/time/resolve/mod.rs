//! Where in the calendar each expression lies: read in text order, each may count from the one before it.

mod anchor;
mod beside;
mod calendar;
mod future;
mod history;

use jiff::civil;

use super::Found;
use super::period::{self, Period};
use super::rules::{Form, Rule};
use super::slots::Slots;
use crate::syntax::Syntax;
use crate::text::Text;
use crate::values::items::Items;
use crate::values::lexicon::Lexicon;
use crate::values::{DateBasis, DateKind, Days, Origin};
use anchor::Anchor;
use beside::covers;
use calendar::{calendar_of, clock, explicit_year, long_period, open_value, set_value};
use future::Outlook;
use history::Tells;

/// What an expression means.
#[derive(Clone, Debug)]
pub struct Resolved {
    /// Its TIMEX3 type.
    pub kind: DateKind,
    /// Its TIMEX3 value.
    pub value: Option<String>,
    /// Its days.
    pub days: Option<Days>,
    /// The event that it counts from.
    pub origin: Option<Origin>,
    /// How they are known.
    pub basis: DateBasis,
    /// The stretch that later expressions count from.
    period: Option<Period>,
}

/// The day that the dateline names, where its year is written or there is nothing else to take it from.
pub fn dateline(text: &Text<'_>, items: &Items, lexicon: &Lexicon, found: &[Found]) -> Option<civil::Date> {
    let span = text.dateline?.date?;
    let inside = found.iter().find(|f| span.overlaps(items.tokens(f.start, f.end)))?;
    lexicon.rules.rows.get(inside.rule).filter(|r| r.form == Form::Calendar)?;
    let explicit = explicit_year(&inside.slots, None)?;
    match calendar_of(&inside.slots, explicit)? {
        Period::Day(day) => Some(day),
        _ => None,
    }
}

/// Resolves the expressions of a text.
pub struct Resolver<'a> {
    text: &'a Text<'a>,
    syntax: &'a Syntax,
    items: &'a Items,
    lexicon: &'a Lexicon,
    publication: Option<civil::Date>,
    found: &'a [Found],
    paragraphs: Vec<u32>,
    /// The stretch of each expression read so far.
    periods: Vec<Option<Period>>,
    /// The last expression with a place in the calendar.
    last: Option<Period>,
    /// The last day told, while no coarser expression of another year has come.
    last_day: Option<civil::Date>,
}

/// Days before the publication from which on a picture is older than the story beside it.
const PICTURE: i32 = 2;
/// Expressions behind a weekday among which a picture is dated.
const BEHIND: usize = 3;
/// Months back that a story does not go: from December on, January is the next year's.
const TURN: i32 = 9;

impl<'a> Resolver<'a> {
    /// A resolver for these expressions.
    pub fn new(
        text: &'a Text<'a>,
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
        Self {
            text,
            syntax,
            items,
            lexicon,
            publication,
            found,
            paragraphs,
            periods: Vec::new(),
            last: None,
            last_day: None,
        }
    }

    /// Resolves them all, in text order.
    pub fn run(mut self) -> Vec<Resolved> {
        let tells: Vec<Tells> = self.found.iter().map(|f| self.tells(f)).collect();
        let mut out = Vec::with_capacity(self.found.len());
        for i in 0..self.found.len() {
            let history = self.in_history(&tells, i);
            let resolved = Resolved { origin: self.origin(i, history), ..self.resolve(i, history) };
            // What history says of the reader's own day starts no new story.
            let aside = history
                && self
                    .found
                    .get(i)
                    .and_then(|f| self.rule(f))
                    .is_some_and(|r| matches!(r.form, Form::AtNow | Form::FromNow));
            if !aside && (history || !self.is_of_an_older_picture(i, &resolved)) {
                self.remember(&resolved);
            }
            self.periods.push(resolved.period);
            out.push(resolved);
        }
        out
    }

    /// `Marchers in Lima, Peru, Nov. 13, 2023`: the whole date that ends what stands under a picture is when that was taken,
    /// and, days before the publication, no day of the story.
    fn is_of_an_older_picture(&self, i: usize, resolved: &Resolved) -> bool {
        let (Some(f), Some(now)) = (self.found.get(i), self.publication) else { return false };
        resolved.days.is_some_and(|d| (now - d.end).get_days() > PICTURE) && self.is_of_a_picture(f)
    }

    /// Is it the whole date that ends what stands under a picture?
    fn is_of_a_picture(&self, f: &Found) -> bool {
        let whole = f.slots.day.is_some() && f.slots.month.is_some() && f.slots.year.is_some();
        let comma = f.start.checked_sub(1).and_then(|at| self.items.get(at)).is_some_and(|item| item.is_mark(','));
        let next = self.items.get(f.end).filter(|_| self.items.same_sentence(f.end, f.start));
        whole && comma && next.is_none_or(|item| item.is_mark('.'))
    }

    fn rule(&self, f: &Found) -> Option<&'a Rule> {
        self.lexicon.rules.rows.get(f.rule)
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
        let nothing =
            |kind| Resolved { kind, value: None, days: None, basis: DateBasis::Relative, origin: None, period: None };
        let Some((f, rule)) = self.found.get(i).and_then(|f| Some((f, self.rule(f)?))) else {
            return nothing(DateKind::Date);
        };
        let mut out = match rule.form {
            Form::Calendar => self.calendar(i, f, history),
            Form::FromNow => self.shifted(f, self.publication, None),
            Form::FromText => self.after_told(i, f, history),
            // `this day` of a story is the day told.
            Form::AtNow => {
                let told =
                    self.last.filter(|_| history && f.slots.step == Some(0.0)).map(|last| self.at(f, Some(last), i));
                told.filter(|r| r.value.is_some()).unwrap_or_else(|| self.at(f, self.publication.map(Period::Day), i))
            }
            Form::AtText => match self.anchor(i, history) {
                Anchor::Told if history => self.at(f, self.told_for(f), i),
                Anchor::Told => self.not_over(f, self.at(f, self.told_for(f), i)),
                Anchor::Named(period) => self.at(f, Some(period), i),
                Anchor::Describes(period) => self.fixed(period),
                Anchor::Unknown => nothing(DateKind::Date),
            },
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

    /// `they plan to march the day after the vote`: what looks ahead is not before the publication, and so not beside what
    /// was told.
    fn not_over(&self, f: &Found, out: Resolved) -> Resolved {
        let over = self.publication.zip(out.days).is_some_and(|(now, days)| days.end < now);
        if over && self.outlook(f) == Outlook::Ahead {
            return Resolved { value: None, days: None, period: None, ..out };
        }
        out
    }

    /// An expression that is this stretch.
    fn fixed(&self, period: Period) -> Resolved {
        Resolved {
            kind: DateKind::Date,
            value: Some(period.value()),
            days: period.days(),
            basis: DateBasis::Relative,
            origin: None,
            period: Some(period),
        }
    }

    /// What `that day` and `the next day` count from: where nothing is told, the publication, unless they look past it.
    fn told_for(&self, f: &Found) -> Option<Period> {
        let ahead = self.last.is_none() && f.slots.step > Some(0.0) && !self.in_future(f);
        self.text_period().filter(|_| !ahead)
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
            (None, _) => explicit.map_or_else(|| open_value(s), |_| None).map(|v| v + clock.as_deref().unwrap_or("")),
        };
        Resolved {
            kind: if clock.is_some() { DateKind::Time } else { DateKind::Date },
            value,
            days: period.and_then(Period::days),
            basis,
            origin: None,
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

    /// The year that puts a date nearest to the publication, before it or, where the clause looks ahead, after it; the
    /// nearer of the two where it may do either.
    fn nearest_year(&self, i: usize, s: &Slots) -> Option<Period> {
        let day = self.publication?;
        let near = |future: bool| self.year_beside(s, day, future);
        match self.outlook(self.found.get(i)?) {
            Outlook::Back => near(false),
            Outlook::Ahead => near(true),
            Outlook::Open => {
                let far = |p: &Period| p.start().map(|start| start.duration_since(day).abs());
                near(true).into_iter().chain(near(false)).min_by_key(far)
            }
        }
    }

    /// The first such date that is not before a day, or the last that is not after it.
    fn year_beside(&self, s: &Slots, day: civil::Date, future: bool) -> Option<Period> {
        let of = |year: i16| calendar_of(s, year);
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
        let f = self.found.get(i)?;
        // `a rally against Sunday's raid, Lima, Peru, Nov. 13, 2023`: under a picture it is the last one before that was taken.
        let behind = self.found.get(i + 1..).unwrap_or_default().iter().take(BEHIND);
        let mut behind = behind.take_while(|d| self.items.same_sentence(d.start, f.start));
        if let Some(taken) = behind.find(|d| self.is_of_a_picture(d)) {
            let Some(Period::Day(day)) = calendar_of(&taken.slots, explicit_year(&taken.slots, None)?) else {
                return None;
            };
            return period::nearest(day, weekday, false, true).map(Period::Day);
        }
        let day = self.publication.filter(|_| !history)?;
        let future = self.in_future(f);
        period::nearest(day, weekday, future, true).map(Period::Day)
    }
}
