//! Quantities: numbers with their bounds and what they count.

mod bounds;
mod counted;
mod figure;
mod labels;
pub mod lexicon;
mod measured;

use super::items::{ItemKind, Items};
use super::lexicon::Lexicon;
use super::{Date, DateKind, Quantity};
use crate::syntax::Syntax;
use crate::text::Text;
use crate::text::span::TokenSpan;
use bounds::bounded;
use measured::Measured;

/// Finds the quantities of a text outside its dates, in text order.
pub fn read(text: &Text<'_>, syntax: &Syntax, items: &Items, lexicon: &Lexicon, dates: &[Date]) -> Vec<Quantity> {
    let reader = Reader { text, syntax, items, lexicon, dates };
    let mut out: Vec<Quantity> = Vec::new();
    let (mut at, mut free, mut date) = (0, 0, 0);
    while let Some(item) = items.get(at) {
        while dates.get(date).is_some_and(|d| d.span.end <= item.first) {
            date += 1;
        }
        if let Some(d) = dates.get(date).filter(|d| d.span.has(item.first)) {
            // `42 years old` is a length of time and an age.
            if let (DateKind::Duration, Read::Quantity(age, _)) = (d.kind, reader.quantity(at, at))
                && age.measure
                && !age.money
            {
                out.push(*age);
            }
            at = items.at_token(d.span.end).max(at + 1);
            free = at;
            continue;
        }
        if !reader.may_begin(at) {
            at += 1;
            continue;
        }
        match reader.quantity(at, free) {
            Read::Quantity(quantity, end) => {
                reader.conjoined_zero(&quantity, &mut out);
                at = end.max(at + 1);
                free = at;
            }
            Read::Label(end) => at = end.max(at + 1),
            Read::Nothing => at += 1,
        }
    }
    out
}

/// What stands at an item.
enum Read {
    /// A quantity, and the first item after its number and unit.
    Quantity(Box<Quantity>, usize),
    /// Digits that are no amount, up to this item.
    Label(usize),
    Nothing,
}

struct Reader<'a> {
    text: &'a Text<'a>,
    syntax: &'a Syntax,
    items: &'a Items,
    lexicon: &'a Lexicon,
    dates: &'a [Date],
}

impl Reader<'_> {
    fn may_begin(&self, at: usize) -> bool {
        self.items.get(at).is_some_and(|i| match i.kind {
            ItemKind::Number(_) => true,
            ItemKind::Word | ItemKind::Mark(_) => i.word.0 != 0,
            _ => false,
        })
    }

    fn glued(&self, at: usize) -> bool {
        self.items.get(at).is_some_and(|i| !i.space_before)
    }

    fn mark(&self, at: usize, mark: char) -> bool {
        self.items.get(at).is_some_and(|i| i.is_mark(mark))
    }

    /// The quantity that begins with the figure at an item; its qualifiers are looked for back to the item `free`.
    fn quantity(&self, at: usize, free: usize) -> Read {
        if let Some(end) = self.lexicon.quantities.class_at("idiom", self.items, at) {
            return Read::Label(end);
        }
        // `as many as 40`, `no fewer than 8`: no amounts of their own.
        if let Some((end, _)) = self.lexicon.quantities.before.at(self.items, at).filter(|(end, _)| *end > at + 1) {
            return Read::Label(end);
        }
        let Some(mut figure) = self.figure(at) else { return Read::Nothing };
        if figure.digits && figure.money.is_none() {
            if let Some(end) = self.label(&figure) {
                return Read::Label(end);
            }
        } else if !figure.digits && !figure.zero && figure.vague.is_none() && self.is_name(&figure) {
            return Read::Nothing;
        }
        if figure.vague.is_none() && !figure.zero {
            self.range(&mut figure, free);
        }
        let number = self.items.tokens(figure.start, figure.end);
        let mut end = figure.end;
        let within = self.items.same_sentence(figure.start, end);
        let after = if within { self.qualifier_after(&mut end) } else { None };
        let measured = self.measured(&figure, &mut end);
        if !self.items.same_sentence(figure.start, end.saturating_sub(1)) {
            return Read::Nothing;
        }
        let words = self.items.tokens(figure.start, end);
        let (start, before) = self.qualifiers_before(figure.start, free);
        let counted = if measured.counts() {
            self.counted(number, words.end, figure.vague.is_some() || figure.zero)
        } else {
            None
        };
        if figure.zero && counted.is_none() {
            return Read::Nothing;
        }
        let money = matches!(measured, Measured::Money(_));
        let measure = measured.is_measure();
        let (bounds, qualifier) = bounded(&figure, after.or(before).unwrap_or("exact"), measure || money);
        let is_one = figure.low == 1.0 && figure.high == 1.0 && !figure.digits;
        let named = money || matches!(measured, Measured::Unit(_));
        let quantities = &self.lexicon.quantities;
        let mut span = self.items.tokens(start, end);
        if let Some(c) = counted.filter(|c| !span.has(*c)) {
            span = span.cover(TokenSpan::one(c));
        }
        let quantity = Quantity {
            span,
            row: if words.is_empty() { number } else { words },
            number,
            counted,
            money,
            measure,
            bounds,
            qualifier,
            unit: measured.name().map(str::to_owned).or_else(|| counted.map(|c| self.unit_of(c))),
            others: quantities.class_before("other", self.items, figure.start)
                || quantities.class_at("other", self.items, end).is_some(),
            is_mention: figure.row && (!is_one || named),
        };
        Read::Quantity(Box::new(quantity), end)
    }

    fn is_word(&self, at: usize, word: &str) -> bool {
        let id = self.lexicon.words.id(word);
        id.0 != 0 && self.items.get(at).is_some_and(|i| i.word == id)
    }
}
