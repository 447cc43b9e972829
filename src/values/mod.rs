//! Stage 4. Values: when and how many.

pub mod items;
pub mod lexicon;
pub mod numbers;
pub mod quantities;
pub mod time;
pub mod words;

use crate::resources::Resources;
use crate::syntax::Syntax;
use crate::text::Text;
use crate::text::span::{TokenId, TokenSpan, index_type};
use jiff::civil;

index_type! {
    /// A date's position in [`Values::dates`].
    DateId
}
index_type! {
    /// A quantity's position in [`Values::quantities`].
    QuantityId
}

/// The dates and quantities of a text.
#[derive(Debug, Default)]
pub struct Values {
    /// Time expressions in text order.
    pub dates: Vec<Date>,
    /// Numbers and amounts in text order.
    pub quantities: Vec<Quantity>,
    /// The day that relative expressions count from, and how it is known.
    pub publication: Publication,
}

impl Values {
    /// The date that a token is part of.
    pub fn date_at(&self, token: TokenId) -> Option<&Date> {
        date_at(&self.dates, token)
    }

    /// The quantity that a token is part of.
    pub fn quantity_at(&self, token: TokenId) -> Option<QuantityId> {
        let at = self.quantities.partition_point(|q| q.span.end <= token);
        self.quantities.get(at).filter(|q| q.span.has(token)).map(|_| QuantityId::new(at))
    }

    /// The figure that a token is part of, if it stands alone and counts persons or things (`killed four`).
    pub fn figure_at(&self, token: TokenId) -> Option<QuantityId> {
        let alone = |q: &Quantity| q.counted.is_none() && q.counts() && q.is_mention;
        self.quantity_at(token).filter(|id| self.quantities.get(id.index()).is_some_and(alone))
    }

    /// The days on which something was.
    pub fn days_of(&self, when: When) -> Option<Days> {
        let date = self.dates.get(when.date.index())?;
        if when.origin { date.origin?.days } else { date.stretch }
    }
}

/// Of dates in text order, the one that a token is part of.
pub fn date_at(dates: &[Date], token: TokenId) -> Option<&Date> {
    dates.get(dates.partition_point(|d| d.span.end <= token)).filter(|d| d.span.has(token))
}

/// The publication date.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Publication {
    /// The caller gave it.
    Given(civil::Date),
    /// A dateline in the text says so.
    Dateline(civil::Date),
    /// Not known.
    #[default]
    Unknown,
}

impl Publication {
    /// The day, if it is known.
    pub fn date(self) -> Option<civil::Date> {
        match self {
            Self::Given(date) | Self::Dateline(date) => Some(date),
            Self::Unknown => None,
        }
    }

    /// The name in the output (`date_source`).
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Given(_) => "given",
            Self::Dateline(_) => "dateline",
            Self::Unknown => "none",
        }
    }
}

/// One time expression.
#[derive(Clone, Debug)]
pub struct Date {
    /// Its tokens.
    pub span: TokenSpan,
    /// Its head word.
    pub head: TokenId,
    /// Date, time of day, duration or set.
    pub kind: DateKind,
    /// Its TIMEX3 value; None where it cannot be resolved.
    pub value: Option<String>,
    /// The days that it covers; None for durations, sets and what is unresolved.
    pub days: Option<Days>,
    /// The days of all that it is told with (`from Friday to Sunday`, `Sunday and Monday`); its own where it stands alone.
    pub stretch: Option<Days>,
    /// The event that it counts from: of `on Tuesday, two days after the coup` the coup, on Sunday.
    pub origin: Option<Origin>,
    /// How the days are known.
    pub basis: DateBasis,
    /// Name of the rule that read it.
    pub rule: &'static str,
    /// The date that ends the range that this one begins: `2014` of `from 2011 to 2014`.
    pub until: Option<DateId>,
}

/// The event that a time expression counts from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Origin {
    /// Its word.
    pub event: TokenId,
    /// Its days, where those of the expression are told beside it.
    pub days: Option<Days>,
}

/// When something was: on the days of a date, or of the event that the date counts from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct When {
    /// The date that tells it.
    pub date: DateId,
    /// Is it what the date counts from?
    pub origin: bool,
}

/// The days that a time expression covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Days {
    /// First day.
    pub start: civil::Date,
    /// Last day.
    pub end: civil::Date,
    /// How exact it is.
    pub precision: DatePrecision,
}

/// TIMEX3 type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum DateKind {
    Date,
    Time,
    Duration,
    Set,
}

impl DateKind {
    /// The name in the output.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Date => "date",
            Self::Time => "time",
            Self::Duration => "duration",
            Self::Set => "set",
        }
    }
}

/// How exact a date is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum DatePrecision {
    Day,
    Week,
    Month,
    Year,
    Decade,
    /// Anything else: seasons, quarters, `between March and May`.
    Range,
}

impl DatePrecision {
    /// The name in the output.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
            Self::Year => "year",
            Self::Decade => "decade",
            Self::Range => "range",
        }
    }
}

/// How the days of a date are known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DateBasis {
    /// Written out with its year.
    Explicit,
    /// Counted from the publication date or another date.
    Relative,
    /// The year was added.
    InferredYear,
}

impl DateBasis {
    /// The name in the output.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Explicit => "explicit",
            Self::Relative => "relative",
            Self::InferredYear => "inferred_year",
        }
    }
}

/// A number with its bounds.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Bounds {
    /// At least so many.
    pub low: Option<f64>,
    /// The figure itself.
    pub best: Option<f64>,
    /// At most so many.
    pub high: Option<f64>,
}

/// A number or amount and what it counts.
#[derive(Clone, Debug)]
pub struct Quantity {
    /// Its tokens: the number with its qualifier and unit (`more than 85 targets`, `$3 million`, `2,500 US troops`).
    pub span: TokenSpan,
    /// The tokens of its row: the number with its unit of measure (`85`, `$3 million`, `30 km`).
    pub row: TokenSpan,
    /// The tokens of the number alone.
    pub number: TokenSpan,
    /// The head noun that it counts; None where it stands alone (`killed four`).
    pub counted: Option<TokenId>,
    /// True for an amount of money.
    pub money: bool,
    /// True where it measures (`30 km`, `42 percent`, an age) and counts no things.
    pub measure: bool,
    /// The figure.
    pub bounds: Bounds,
    /// A name of the ontology's `qualifier` enum.
    pub qualifier: &'static str,
    /// What is counted, as the output says it: `troops`, `km`, `USD`.
    pub unit: Option<String>,
    /// True where it adds to those named before (`four others`, `another 12`).
    pub others: bool,
    /// False where it is no row of its own (an ordinal, part of a date or a name), but useful to later stages.
    pub is_mention: bool,
}

impl Quantity {
    /// True where it may be a number of people or things, not of dollars or kilometres.
    pub fn counts(&self) -> bool {
        !self.money && !self.measure
    }
}

impl Values {
    /// Finds the dates and quantities of a text. `published` is what the caller gave.
    pub fn new(text: &Text<'_>, syntax: &Syntax, published: Option<civil::Date>, resources: &Resources) -> Self {
        let lexicon = &resources.values;
        let items = items::Items::new(text, &lexicon.words);
        let (dates, publication) = time::read(text, syntax, &items, lexicon, published);
        let quantities = quantities::read(text, syntax, &items, lexicon, &dates);
        Self { dates, quantities, publication }
    }
}
