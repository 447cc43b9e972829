//! What the parts of an expression mean together: a stretch of the calendar, or a value that leaves some of it open.

use jiff::civil;

use crate::values::time::period::{self, Period, Season};
use crate::values::time::slots::Slots;

/// The astronomical year that an expression names; two digits take the century of `told`.
pub(super) fn explicit_year(s: &Slots, told: Option<i16>) -> Option<i16> {
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
pub(super) fn long_period(s: &Slots) -> Option<Period> {
    if let Some(decade) = s.decade {
        let first = decade as i16;
        let first = if first < 100 { 1900 + first } else { first };
        return Some(Period::Decade(if s.era == Some(1.0) { -first - 8 } else { first }));
    }
    let n = s.century.or(s.ordinal).filter(|n| (1.0..=40.0).contains(n))? as i16;
    Some(Period::Century(if s.era == Some(1.0) { 1 - n * 100 } else { (n - 1) * 100 }))
}

/// What month, day, season and so on mean in a year.
pub(super) fn calendar_of(s: &Slots, year: i16) -> Option<Period> {
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
pub(super) fn clock(s: &Slots) -> Option<String> {
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
pub(super) fn open_value(s: &Slots) -> Option<String> {
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

pub(super) fn set_value(s: &Slots) -> Option<String> {
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
