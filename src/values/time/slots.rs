//! What a pattern catches.

use super::period::{Season, Unit};

macro_rules! slots {
    ($($(#[$doc:meta])* $variant:ident $field:ident $class:literal),+ $(,)?) => {
        /// The name of a thing caught.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Slot {
            $($(#[$doc])* $variant),+
        }

        /// What a pattern caught, as the numbers that the data gives.
        #[derive(Clone, Copy, Debug, Default, PartialEq)]
        pub struct Slots {
            $($(#[$doc])* pub $field: Option<f64>),+
        }

        impl Slot {
            /// From the name of a class.
            pub fn parse(class: &str) -> Option<Self> {
                match class { $($class => Some(Self::$variant),)+ _ => None }
            }
        }

        impl Slots {
            /// Fills a slot.
            pub fn set(&mut self, slot: Slot, value: f64) {
                match slot { $(Slot::$variant => self.$field = Some(value)),+ }
            }

            /// These, over `base`.
            pub fn over(self, base: Self) -> Self {
                Self { $($field: self.$field.or(base.$field)),+ }
            }
        }
    };
}

slots! {
    /// Year of the era.
    Year year "YEAR",
    /// Year in two digits.
    ShortYear short_year "SHORT_YEAR",
    /// First year of a decade.
    Decade decade "DECADE",
    /// Ordinal of a century.
    Century century "CENTURY",
    /// Month of the year.
    Month month "MONTH",
    /// Day of the month.
    Day day "DAY",
    /// Day of the week, Monday 1.
    Weekday weekday "DOW",
    /// A [`Season`].
    Season season "SEASON",
    /// Quarter of the year.
    Quarter quarter "QUARTER",
    /// Half of the year.
    Half half "HALF",
    /// Part of the day.
    Part part "PART",
    /// Hour of the day.
    Hour hour "HOUR",
    /// Minute.
    Minute minute "MINUTE",
    /// 0 before noon, 12 after.
    Meridiem meridiem "MERIDIEM",
    /// 1 for years before Christ.
    Era era "ERA",
    /// A [`Unit`].
    Unit unit "UNIT",
    /// How many; infinite where it is vague.
    Count count "N",
    /// Which one, counted from here.
    Step step "STEP",
    /// Position in a row.
    Ordinal ordinal "ORD",
    /// Month and day of a feast, as month times 100 plus day; negative for one that moves.
    Feast feast "FEAST",
    /// Adds a half.
    Fraction fraction "FRACTION",
}

/// Units, parts of the day and seasons by the number that stands for them in a slot.
const UNITS: [Unit; 14] = [
    Unit::Second,
    Unit::Minute,
    Unit::Hour,
    Unit::Day,
    Unit::Weekend,
    Unit::Week,
    Unit::Fortnight,
    Unit::Month,
    Unit::Season,
    Unit::Quarter,
    Unit::Half,
    Unit::Year,
    Unit::Decade,
    Unit::Century,
];
const SEASONS: [Season; 4] = [Season::Spring, Season::Summer, Season::Autumn, Season::Winter];
const PARTS: [&str; 7] = ["MO", "MI", "AF", "EV", "NI", "DT", "DW"];

/// A value of the data as the number that stands for it.
pub fn number_of(value: &str) -> Option<f64> {
    let position = |at: Option<usize>| at.and_then(|i| u8::try_from(i).ok()).map(f64::from);
    if value == "X" {
        return Some(f64::INFINITY);
    }
    value
        .parse()
        .ok()
        .or_else(|| Unit::parse(value).and_then(|u| position(UNITS.iter().position(|x| *x == u))))
        .or_else(|| Season::parse(value).and_then(|s| position(SEASONS.iter().position(|x| *x == s))))
        .or_else(|| position(PARTS.iter().position(|x| *x == value)))
}

fn pick<T: Copy>(list: &[T], value: Option<f64>) -> Option<T> {
    value.filter(|v| *v >= 0.0).and_then(|v| list.get(v as usize)).copied()
}

impl Slots {
    /// The unit.
    pub fn unit(&self) -> Option<Unit> {
        pick(&UNITS, self.unit)
    }

    /// The season.
    pub fn season(&self) -> Option<Season> {
        pick(&SEASONS, self.season)
    }

    /// The part of the day, in TIMEX3 letters.
    pub fn part(&self) -> Option<&'static str> {
        pick(&PARTS, self.part)
    }

    /// How many, with the half; None where it is vague.
    pub fn amount(&self) -> Option<f64> {
        self.count.map(|n| n + self.fraction.unwrap_or(0.0)).filter(|n| n.is_finite())
    }
}
