//! Stretches of the calendar: a day, a week, the 1990s; their TIMEX3 values, their days, and steps between them.

use std::fmt::Write;

use jiff::civil::{self, Weekday};
use jiff::{Span, ToSpan};

use crate::values::{DatePrecision, Days};

/// A unit of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Weekend,
    Week,
    Fortnight,
    Month,
    Season,
    Quarter,
    Half,
    Year,
    Decade,
    Century,
}

impl Unit {
    /// From its name in the data.
    pub fn parse(name: &str) -> Option<Self> {
        Some(match name {
            "second" => Self::Second,
            "minute" => Self::Minute,
            "hour" => Self::Hour,
            "day" => Self::Day,
            "weekend" => Self::Weekend,
            "week" => Self::Week,
            "fortnight" => Self::Fortnight,
            "month" => Self::Month,
            "season" => Self::Season,
            "quarter" => Self::Quarter,
            "half" => Self::Half,
            "year" => Self::Year,
            "decade" => Self::Decade,
            "century" => Self::Century,
            _ => return None,
        })
    }

    /// `P` or `PT`, and the letters behind the number.
    fn letters(self) -> (&'static str, &'static str) {
        match self {
            Self::Second => ("PT", "S"),
            Self::Minute => ("PT", "M"),
            Self::Hour => ("PT", "H"),
            Self::Day => ("P", "D"),
            Self::Weekend => ("P", "WE"),
            Self::Week | Self::Fortnight => ("P", "W"),
            Self::Month => ("P", "M"),
            Self::Season => ("P", "S"),
            Self::Quarter => ("P", "Q"),
            Self::Half => ("P", "H"),
            Self::Year => ("P", "Y"),
            Self::Decade => ("P", "DE"),
            Self::Century => ("P", "CE"),
        }
    }

    /// The value of a duration; an unknown number of units is `X`.
    pub fn duration(self, n: Option<f64>) -> String {
        let (prefix, suffix) = self.letters();
        // Half an hour is told in minutes.
        if let (Self::Hour, Some(0.5)) = (self, n) {
            return Self::Minute.duration(Some(30.0));
        }
        let factor = if self == Self::Fortnight { 2.0 } else { 1.0 };
        match n {
            Some(n) if n.is_finite() => format!("{prefix}{}{suffix}", n * factor),
            _ => format!("{prefix}X{suffix}"),
        }
    }

    /// The value of something that happens every such unit.
    pub fn set(self) -> &'static str {
        match self {
            Self::Second | Self::Minute | Self::Hour => "XXXX-XX-XXTXX",
            Self::Day => "XXXX-XX-XX",
            Self::Weekend => "XXXX-WXX-WE",
            Self::Week | Self::Fortnight => "XXXX-WXX",
            Self::Month => "XXXX-XX",
            Self::Season | Self::Quarter | Self::Half => "XXXX-QX",
            Self::Year => "XXXX",
            Self::Decade => "XXX",
            Self::Century => "XX",
        }
    }
}

/// A season of the northern year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum Season {
    Spring,
    Summer,
    Autumn,
    Winter,
}

impl Season {
    /// From its TIMEX3 letters.
    pub fn parse(letters: &str) -> Option<Self> {
        Some(match letters {
            "SP" => Self::Spring,
            "SU" => Self::Summer,
            "FA" => Self::Autumn,
            "WI" => Self::Winter,
            _ => return None,
        })
    }

    /// Its TIMEX3 letters.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Spring => "SP",
            Self::Summer => "SU",
            Self::Autumn => "FA",
            Self::Winter => "WI",
        }
    }

    fn first_month(self) -> i8 {
        match self {
            Self::Spring => 3,
            Self::Summer => 6,
            Self::Autumn => 9,
            Self::Winter => 12,
        }
    }
}

/// A stretch of the calendar. Years are astronomical: 1 BC is 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Period {
    Day(civil::Date),
    /// By its Monday.
    Week(civil::Date),
    /// By its Saturday.
    Weekend(civil::Date),
    Month(i16, i8),
    Season(i16, Season),
    Quarter(i16, i8),
    Half(i16, i8),
    Year(i16),
    /// By its first year.
    Decade(i16),
    /// By its first year.
    Century(i16),
}

impl Period {
    /// The unit of this kind that a day lies in.
    pub fn of(unit: Unit, day: civil::Date) -> Option<Self> {
        let year = day.year();
        let months = i32::from(day.month()) - 1;
        Some(match unit {
            Unit::Day => Self::Day(day),
            Unit::Week => Self::Week(monday(day)?),
            Unit::Weekend => Self::Weekend(plus(monday(day)?, 5)?),
            Unit::Month => Self::Month(year, day.month()),
            Unit::Quarter => Self::Quarter(year, i8::try_from(months / 3 + 1).ok()?),
            Unit::Half => Self::Half(year, i8::try_from(months / 6 + 1).ok()?),
            Unit::Year => Self::Year(year),
            Unit::Decade => Self::Decade(year - year.rem_euclid(10)),
            Unit::Century => Self::Century(year - year.rem_euclid(100)),
            _ => return None,
        })
    }

    /// The unit that it is one of.
    pub fn unit(self) -> Unit {
        match self {
            Self::Day(_) => Unit::Day,
            Self::Week(_) => Unit::Week,
            Self::Weekend(_) => Unit::Weekend,
            Self::Month(..) => Unit::Month,
            Self::Season(..) => Unit::Season,
            Self::Quarter(..) => Unit::Quarter,
            Self::Half(..) => Unit::Half,
            Self::Year(_) => Unit::Year,
            Self::Decade(_) => Unit::Decade,
            Self::Century(_) => Unit::Century,
        }
    }

    /// The one `n` after it, before it where `n` is negative.
    pub fn step(self, n: i32) -> Option<Self> {
        let years = |year: i16, by: i32| i16::try_from(i32::from(year).checked_add(n.checked_mul(by)?)?).ok();
        let parts = |year: i16, part: i8, of: i32| {
            let all = i32::from(year).checked_mul(of)?.checked_add(i32::from(part) - 1)?.checked_add(n)?;
            Some((i16::try_from(all.div_euclid(of)).ok()?, i8::try_from(all.rem_euclid(of) + 1).ok()?))
        };
        Some(match self {
            Self::Day(d) => Self::Day(plus(d, n)?),
            Self::Week(d) => Self::Week(plus(d, n.checked_mul(7)?)?),
            Self::Weekend(d) => Self::Weekend(plus(d, n.checked_mul(7)?)?),
            Self::Month(y, m) => parts(y, m, 12).map(|(y, m)| Self::Month(y, m))?,
            Self::Season(y, s) => Self::Season(years(y, 1)?, s),
            Self::Quarter(y, q) => parts(y, q, 4).map(|(y, q)| Self::Quarter(y, q))?,
            Self::Half(y, h) => parts(y, h, 2).map(|(y, h)| Self::Half(y, h))?,
            Self::Year(y) => Self::Year(years(y, 1)?),
            Self::Decade(y) => Self::Decade(years(y, 10)?),
            Self::Century(y) => Self::Century(years(y, 100)?),
        })
    }

    /// Its year; for a decade or century the first one.
    pub fn year(self) -> i16 {
        match self {
            Self::Day(d) => d.year(),
            Self::Week(d) | Self::Weekend(d) => d.iso_week_date().year(),
            Self::Month(y, _)
            | Self::Season(y, _)
            | Self::Quarter(y, _)
            | Self::Half(y, _)
            | Self::Year(y)
            | Self::Decade(y)
            | Self::Century(y) => y,
        }
    }

    /// Its month, where it lies in one.
    pub fn month(self) -> Option<i8> {
        match self {
            Self::Day(d) => Some(d.month()),
            Self::Month(_, m) => Some(m),
            _ => None,
        }
    }

    /// Its days; None outside the years that the calendar reaches.
    pub fn days(self) -> Option<Days> {
        let whole = |first: civil::Date, months: i32, precision| {
            let end = first.checked_add(Span::new().try_months(months).ok()?).ok()?.yesterday().ok()?;
            Some(Days { start: first, end, precision })
        };
        let month = |y: i16, m: i8| civil::Date::new(y, m, 1).ok();
        match self {
            Self::Day(d) => Some(Days { start: d, end: d, precision: DatePrecision::Day }),
            Self::Week(d) => Some(Days { start: d, end: plus(d, 6)?, precision: DatePrecision::Week }),
            Self::Weekend(d) => Some(Days { start: d, end: plus(d, 1)?, precision: DatePrecision::Range }),
            Self::Month(y, m) => whole(month(y, m)?, 1, DatePrecision::Month),
            Self::Season(y, s) => whole(month(y, s.first_month())?, 3, DatePrecision::Range),
            Self::Quarter(y, q) => whole(month(y, q * 3 - 2)?, 3, DatePrecision::Range),
            Self::Half(y, h) => whole(month(y, h * 6 - 5)?, 6, DatePrecision::Range),
            Self::Year(y) => whole(month(y, 1)?, 12, DatePrecision::Year),
            Self::Decade(y) => whole(month(y, 1)?, 120, DatePrecision::Decade),
            Self::Century(y) => whole(month(y, 1)?, 1200, DatePrecision::Range),
        }
    }

    /// Its first day.
    pub fn start(self) -> Option<civil::Date> {
        self.days().map(|d| d.start)
    }

    /// Its TIMEX3 value.
    pub fn value(self) -> String {
        let mut out = String::with_capacity(12);
        let written = match self {
            Self::Day(d) => {
                year_value(&mut out, d.year());
                write!(out, "-{:02}-{:02}", d.month(), d.day())
            }
            Self::Week(d) => {
                let week = d.iso_week_date();
                year_value(&mut out, week.year());
                write!(out, "-W{:02}", week.week())
            }
            Self::Weekend(d) => {
                let week = d.iso_week_date();
                year_value(&mut out, week.year());
                write!(out, "-W{:02}-WE", week.week())
            }
            Self::Month(y, m) => {
                year_value(&mut out, y);
                write!(out, "-{m:02}")
            }
            Self::Season(y, s) => {
                year_value(&mut out, y);
                write!(out, "-{}", s.as_str())
            }
            Self::Quarter(y, q) => {
                year_value(&mut out, y);
                write!(out, "-Q{q}")
            }
            Self::Half(y, h) => {
                year_value(&mut out, y);
                write!(out, "-H{h}")
            }
            Self::Year(y) => {
                year_value(&mut out, y);
                Ok(())
            }
            Self::Decade(y) => shortened(&mut out, y, 1),
            Self::Century(y) => shortened(&mut out, y, 2),
        };
        debug_assert!(written.is_ok(), "a String takes every write");
        out
    }
}

/// `1939`, `BC0149`.
fn year_value(out: &mut String, year: i16) {
    let written = if year > 0 { write!(out, "{year:04}") } else { write!(out, "BC{:04}", 1 - i32::from(year)) };
    debug_assert!(written.is_ok(), "a String takes every write");
}

/// The year without its last digits: `199`, `BC04`.
fn shortened(out: &mut String, first: i16, digits: usize) -> std::fmt::Result {
    let year = i32::from(first);
    let (era, shown) = if year > 0 { ("", year) } else { ("BC", year.unsigned_abs().cast_signed()) };
    let text = format!("{shown:04}");
    write!(out, "{era}{}", text.get(..4 - digits).unwrap_or(&text))
}

/// A day `n` days on.
pub fn plus(day: civil::Date, n: i32) -> Option<civil::Date> {
    day.checked_add(i64::from(n).days()).ok()
}

/// The Monday of a day's week.
pub fn monday(day: civil::Date) -> Option<civil::Date> {
    plus(day, -i32::from(day.weekday().to_monday_zero_offset()))
}

/// The nearest day of this week day, after `day` or before it; `day` itself counts where `here`.
pub fn nearest(day: civil::Date, weekday: i8, forward: bool, here: bool) -> Option<civil::Date> {
    let weekday = Weekday::from_monday_one_offset(weekday).ok()?;
    if here && day.weekday() == weekday {
        return Some(day);
    }
    day.nth_weekday(if forward { 1 } else { -1 }, weekday).ok()
}
