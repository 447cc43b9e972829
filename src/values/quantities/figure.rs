//! The figure of a quantity: a number, a vague amount or a range of two numbers, with a sign of money before it.

use super::Reader;
use super::lexicon::Amount;
use crate::syntax::tags::Upos;
use crate::values::numbers::{self, NumberWord};

/// The figure of a quantity.
#[derive(Clone, Copy, Debug)]
pub struct Figure {
    /// Its first item.
    pub(super) start: usize,
    /// The first item after it.
    pub(super) end: usize,
    pub(super) low: f64,
    pub(super) high: f64,
    /// `dozens`: a lower bound is all that is known.
    pub(super) vague: Option<Amount>,
    /// True where it is `no` or `none`.
    pub(super) zero: bool,
    /// False where it is no mention of its own: `both`, `several`.
    pub(super) row: bool,
    /// True where digits are in it.
    pub(super) digits: bool,
    /// The currency that a sign before it names.
    pub(super) money: Option<&'static str>,
}

impl Reader<'_> {
    /// The number or amount at an item, with a sign of money before it.
    pub(super) fn figure(&self, at: usize) -> Option<Figure> {
        let quantities = &self.lexicon.quantities;
        if let Some((end, code)) = quantities.signs.at(self.items, at) {
            let number = numbers::read(self.items, self.lexicon, end).filter(|r| r.digits && !r.ordinal)?;
            return Some(Figure {
                start: at,
                end: number.end,
                low: number.value,
                high: number.value,
                vague: None,
                zero: false,
                row: true,
                digits: true,
                money: Some(code),
            });
        }
        if let Some(number) = numbers::read(self.items, self.lexicon, at) {
            if number.ordinal {
                return None;
            }
            let (mut end, mut value) = (number.end, number.value);
            // `300m from the mosque` are metres, `1.5m people` are not.
            if let Some((plain, metres)) = number.suffix {
                let next = self.items.get(number.end).map(|i| self.syntax.upos(i.first));
                let noun = next.is_some_and(|u| matches!(u, Upos::Noun | Upos::Adj | Upos::Propn));
                if quantities.units.at(self.items, plain).is_some_and(|(_, u)| u.glued) && !noun {
                    (end, value) = (plain, metres);
                }
            }
            return Some(Figure {
                start: at,
                end,
                low: value,
                high: value,
                vague: None,
                zero: false,
                row: true,
                digits: number.digits,
                money: None,
            });
        }
        let (mut end, mut amount) = quantities.amounts.at(self.items, at)?;
        // `several hundred`, `tens of thousands`, `hundreds of thousands`
        for _ in 0..3 {
            if !amount.times {
                break;
            }
            let of = usize::from(self.is_word(end, "of"));
            match quantities.amounts.at(self.items, end + of) {
                Some((e, times)) if of == 1 && times.low >= 1000.0 => {
                    amount.low *= times.low;
                    end = e;
                }
                _ => match self.lexicon.number_word(self.items, end) {
                    Some(NumberWord::Multiplier(v) | NumberWord::Scale(v)) => {
                        amount.low *= v;
                        amount.row = true;
                        end += 1;
                    }
                    _ => break,
                },
            }
        }
        let exact = amount.qualifier == "exact";
        Some(Figure {
            start: at,
            end,
            low: amount.low,
            high: amount.low,
            vague: (!exact).then_some(amount),
            zero: exact && amount.low == 0.0,
            row: amount.row,
            digits: false,
            money: None,
        })
    }

    /// `10 to 15`, `10-15`, `between 10 and 15`, `two or three`.
    pub(super) fn range(&self, figure: &mut Figure, free: usize) {
        let quantities = &self.lexicon.quantities;
        let at = figure.end;
        let before = figure.start.checked_sub(1).filter(|i| *i >= free);
        let opened = |word: &str| before.is_some_and(|i| self.is_word(i, word));
        let dash = self.mark(at, '-') && self.glued(at) == self.glued(at + 1);
        let to = self.is_word(at, "to") && !opened("from");
        let or = self.is_word(at, "or");
        let and = self.is_word(at, "and") && opened("between");
        if !(dash || to || or || and) {
            return;
        }
        let mut second = at + 1;
        if let Some((end, code)) = quantities.signs.at(self.items, second) {
            if figure.money.is_some_and(|m| m != code) {
                return;
            }
            second = end;
        }
        let Some(number) = numbers::read(self.items, self.lexicon, second).filter(|r| !r.ordinal) else { return };
        if self.items.get(second).is_some_and(|i| !self.is_outside_dates(i.first)) {
            return;
        }
        // `two to three million`
        let mut low = figure.low;
        if number.scale > 1.0 && low < 1000.0 && low * number.scale < number.value {
            low *= number.scale;
        }
        let near = !or || number.value <= low * 2.5 + 1.0;
        if number.value > low && near && (figure.low > 0.0 || !or) {
            *figure = Figure { low, high: number.value, end: number.end, ..*figure };
            if opened("between") && and {
                figure.start = before.unwrap_or(figure.start);
            }
        }
    }

    /// True where a number word stands that multiplies what is before it: `million`.
    pub(super) fn scaled(&self, at: usize) -> bool {
        matches!(self.lexicon.number_word(self.items, at), Some(NumberWord::Multiplier(_) | NumberWord::Scale(_)))
    }
}
