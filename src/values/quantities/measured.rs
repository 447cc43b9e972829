//! What a figure measures, where it counts no things: money, a unit, an age.

use super::Reader;
use super::figure::Figure;
use super::lexicon::{Unit, UnitKind};
use crate::syntax::tags::Upos;
use crate::values::items::ItemKind;

/// No figure above this is an age.
const OLDEST: f64 = 130.0;

/// What a figure measures.
#[derive(Clone, Copy)]
pub enum Measured {
    /// An amount of a currency.
    Money(&'static str),
    /// So many of a unit.
    Unit(Unit),
    /// Years of life, without a word that says so.
    Age,
    /// Nothing: it counts things.
    Nothing,
}

impl Measured {
    /// Is it no number of things nor of times?
    pub fn is_measure(self) -> bool {
        match self {
            Self::Unit(unit) => unit.kind != UnitKind::Times,
            Self::Age => true,
            Self::Money(_) | Self::Nothing => false,
        }
    }

    /// May it count things all the same (`40 percent of the farmers`)?
    pub fn counts(self) -> bool {
        match self {
            Self::Unit(unit) => unit.kind == UnitKind::Percent,
            Self::Nothing => true,
            Self::Money(_) | Self::Age => false,
        }
    }

    /// As the output says it.
    pub fn name(self) -> Option<&'static str> {
        match self {
            Self::Money(code) => Some(code),
            Self::Unit(unit) => Some(unit.name),
            Self::Age => Some("years"),
            Self::Nothing => None,
        }
    }
}

impl Reader<'_> {
    /// What a figure measures; moves `end` past the words that say so.
    pub(super) fn measured(&self, figure: &Figure, end: &mut usize) -> Measured {
        if let Some(measured) = self.named(figure, end) {
            return measured;
        }
        if self.is_age(figure, *end) { Measured::Age } else { Measured::Nothing }
    }

    /// What the words behind a figure or the sign before it say that it measures.
    fn named(&self, figure: &Figure, end: &mut usize) -> Option<Measured> {
        let quantities = &self.lexicon.quantities;
        let sign = figure.money.map(Measured::Money);
        if figure.zero {
            return sign;
        }
        let joint = usize::from(self.mark(*end, '-') && self.glued(*end) && self.glued(*end + 1));
        let of = usize::from(figure.vague.is_some() && self.is_word(*end, "of"));
        let unit = quantities.units.at(self.items, *end);
        // `a 500-pound bomb` is no price.
        let money = quantities.money.at(self.items, *end + joint + of).filter(|_| joint == 0 || unit.is_none());
        if let Some((after, code)) = money {
            *end = after;
            // `$5 million dollars` names it twice.
            return sign.or(Some(Measured::Money(code)));
        }
        if sign.is_some() {
            return sign;
        }
        let unit = unit.or_else(|| quantities.units.at(self.items, *end + joint));
        let (after, unit) = unit.filter(|(_, u)| !u.glued || figure.digits && self.glued(*end))?;
        *end = after;
        Some(Measured::Unit(unit))
    }

    /// `, 42,` behind a name; `aged 42`.
    fn is_age(&self, figure: &Figure, end: usize) -> bool {
        if figure.low > OLDEST || figure.low != figure.high {
            return false;
        }
        let quantities = &self.lexicon.quantities;
        let from = quantities.before.before(self.items, figure.start).map_or(figure.start, |(at, _)| at);
        if quantities.class_before("age", self.items, figure.start) || quantities.class_before("age", self.items, from)
        {
            return true;
        }
        let comma = figure.start.checked_sub(1).filter(|i| self.mark(*i, ',') || self.mark(*i, '('));
        let name = comma.and_then(|i| i.checked_sub(1)).and_then(|i| self.items.get(i));
        let name = name.is_some_and(|n| n.capital && self.syntax.upos(n.last) == Upos::Propn);
        let closed = self.items.get(end).is_none_or(|i| matches!(i.kind, ItemKind::Mark(',' | '.' | ')' | ';')));
        figure.digits && name && closed
    }
}
