//! Quantities: numbers with their bounds and what they count.

mod bounds;
mod counted;
pub mod lexicon;

use super::items::{ItemKind, Items};
use super::lexicon::Lexicon;
use super::numbers;
use super::{Bounds, Date, DateKind, Quantity};
use crate::syntax::Syntax;
use crate::syntax::phrases;
use crate::syntax::tags::Upos;
use crate::text::Text;
use crate::text::span::{TokenId, TokenSpan};
use bounds::bounded;
use lexicon::UnitKind;

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

/// The figure of a quantity.
#[derive(Clone, Copy, Debug)]
struct Figure {
    /// Its first item.
    start: usize,
    /// The first item after it.
    end: usize,
    low: f64,
    high: f64,
    /// `dozens`: a lower bound is all that is known.
    vague: Option<lexicon::Amount>,
    /// True where it is `no` or `none`.
    zero: bool,
    /// False where it is no mention of its own: `both`, `several`.
    row: bool,
    /// True where digits are in it.
    digits: bool,
    /// The currency that a sign before it names.
    money: Option<&'static str>,
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
        let quantities = &self.lexicon.quantities;
        let within = self.items.same_sentence(figure.start, end);
        let after = if within { self.qualifier_after(&mut end) } else { None };
        let mut unit = None;
        let mut money = figure.money;
        let joint = usize::from(self.mark(end, '-') && self.glued(end) && self.glued(end + 1));
        let of = usize::from(figure.vague.is_some() && self.is_word(end, "of"));
        // `a 500-pound bomb` is no price.
        let dashed = quantities.units.at(self.items, end).filter(|_| joint == 1);
        let money_word = quantities.money.at(self.items, end + joint + of);
        if let Some((e, code)) = money_word.filter(|_| !figure.zero && dashed.is_none()) {
            // `$5 million dollars` names it twice.
            money = money.or(Some(code));
            end = e;
        } else if money.is_none() && !figure.zero {
            let found = quantities.units.at(self.items, end).or_else(|| quantities.units.at(self.items, end + joint));
            if let Some((e, u)) = found.filter(|(_, u)| !u.glued || figure.digits && self.glued(end)) {
                unit = Some(u);
                end = e;
            }
        }
        if !self.items.same_sentence(figure.start, end.saturating_sub(1)) {
            return Read::Nothing;
        }
        let mut row = self.items.tokens(figure.start, end);
        let start = self.qualifiers_before(figure.start, free);
        let qualifier = after.or(start.1).unwrap_or("exact");
        let age = unit.is_some_and(|u| u.kind == UnitKind::Age) || self.is_age(&figure, end);
        let measure = age || unit.is_some_and(|u| u.kind != UnitKind::Times);
        let percent = unit.is_some_and(|u| u.kind == UnitKind::Percent);
        let others_after = quantities.class_at("other", self.items, end).is_some();
        let others_before = quantities.class_before("other", self.items, figure.start);
        let counted = if money.is_some() || (measure && !percent) || unit.is_some() && !percent {
            None
        } else {
            self.counted(number, self.items.tokens(figure.start, end).end, figure.vague.is_some() || figure.zero)
        };
        if figure.zero && counted.is_none() {
            return Read::Nothing;
        }
        let name = if let Some(code) = money {
            Some(code.to_owned())
        } else if let Some(u) = unit {
            Some(u.name.to_owned())
        } else if age {
            Some("years".to_owned())
        } else {
            counted.map(|c| self.unit_of(c))
        };
        let (bounds, qualifier) = bounded(&figure, qualifier, measure || money.is_some());
        let is_one = figure.low == 1.0 && figure.high == 1.0 && !figure.digits;
        let is_mention = figure.row && (!is_one || unit.is_some() || money.is_some());
        let mut span = self.items.tokens(start.0, end);
        if let Some(c) = counted.filter(|c| !span.has(*c)) {
            span = span.cover(TokenSpan::one(c));
        }
        if row.is_empty() {
            row = number;
        }
        let quantity = Quantity {
            span,
            row,
            number,
            counted,
            money: money.is_some(),
            measure,
            bounds,
            qualifier,
            unit: name,
            others: others_before || others_after,
            is_mention,
        };
        Read::Quantity(Box::new(quantity), end)
    }

    /// The number or amount at an item, with a sign of money before it.
    fn figure(&self, at: usize) -> Option<Figure> {
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
                    Some(numbers::NumberWord::Multiplier(v) | numbers::NumberWord::Scale(v)) => {
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

    fn is_word(&self, at: usize, word: &str) -> bool {
        let id = self.lexicon.words.id(word);
        id.0 != 0 && self.items.get(at).is_some_and(|i| i.word == id)
    }

    /// Digits that are no amount: `Resolution 1701`, `T-72`, `3.2.1`, `555-1234`, `won 3-1`; where they end.
    fn label(&self, figure: &Figure) -> Option<usize> {
        let quantities = &self.lexicon.quantities;
        let item = self.items.get(figure.start)?;
        let before =
            figure.start.checked_sub(1).and_then(|i| self.items.get(i)).filter(|b| b.sentence == item.sentence);
        // All that is joined to it without a space.
        let mut end = figure.end;
        while self.glued(end) && self.items.get(end).is_some_and(|i| !matches!(i.kind, ItemKind::Mark(',' | ')' | '"')))
        {
            end += 1;
        }
        if let Some(before) = before.filter(|_| !item.space_before) {
            let open = matches!(before.kind, ItemKind::Mark('(' | '"' | '[' | '\'' | ',' | '~' | '<' | '>' | '*'));
            let dash = before.is_mark('-') && before.space_before;
            if !open && !dash {
                return Some(end);
            }
        }
        if before.is_some_and(|b| b.is_mark('#'))
            || quantities.class_before("label", self.items, figure.start) && !self.counts_on(figure)
        {
            return Some(end);
        }
        if before.is_none() && (self.mark(figure.end, '.') || self.mark(figure.end, ')')) {
            return Some(end);
        }
        let number_at = |at: usize| self.items.get(at).is_some_and(|i| matches!(i.kind, ItemKind::Number(_)));
        if self.glued(figure.end) {
            let next = self.items.get(figure.end)?;
            let joined = matches!(next.kind, ItemKind::Mark('.' | ':' | '/' | '_' | '@' | '\''))
                && self.glued(figure.end + 1)
                && number_at(figure.end + 1);
            let unit = quantities.units.at(self.items, figure.end).is_some()
                || quantities.money.at(self.items, figure.end).is_some();
            let letters = next.kind == ItemKind::Word && !unit;
            if joined || letters {
                return Some(end);
            }
            if next.is_mark('-') && number_at(figure.end + 1) && self.glued(figure.end + 1) {
                let second = self.items.get(figure.end + 1)?;
                let ItemKind::Number(d) = second.kind else { return Some(end) };
                let third = self.glued(figure.end + 2) && self.mark(figure.end + 2, '-') && number_at(figure.end + 3);
                let near = |at: usize| quantities.class_at("score", self.items, at).is_some();
                let from = figure.start.saturating_sub(4);
                let score = d.value < 200.0 && (from..figure.start).chain(figure.end + 2..figure.end + 5).any(near);
                if third || score || d.value <= figure.low && !self.scaled(figure.end + 2) {
                    return Some(end);
                }
            }
        }
        // `202 555`
        let digits = |b: &super::items::Item| matches!(b.kind, ItemKind::Number(_)) && self.is_outside_dates(b.last);
        if before.is_some_and(digits) {
            return Some(end);
        }
        // `[3]`
        if self.mark(figure.end, ']') && before.is_some_and(|b| b.is_mark('[')) {
            return Some(end);
        }
        // `Apollo 11`: stands behind a name, and counts nothing after it.
        let named = before.is_some_and(|b| b.capital && self.syntax.upos(b.last) == Upos::Propn);
        let counts = || self.counts_on(figure) || phrases::counted(self.syntax, TokenSpan::one(item.first)).is_some();
        (named && !counts()).then_some(end)
    }

    fn scaled(&self, at: usize) -> bool {
        matches!(
            self.lexicon.number_word(self.items, at),
            Some(numbers::NumberWord::Multiplier(_) | numbers::NumberWord::Scale(_))
        )
    }

    /// True where a noun in the plural stands right behind a figure.
    fn counts_on(&self, figure: &Figure) -> bool {
        let Some(next) = self.items.get(figure.end).filter(|i| i.kind == ItemKind::Word && i.space_before) else {
            return false;
        };
        self.syntax.upos(next.first) == Upos::Noun && self.syntax.lemma(next.first) != self.text.lower(next.first)
    }

    /// `Channel Four`, `the Seven Days`: a number word that is part of a name; `one` that is a pronoun.
    fn is_name(&self, figure: &Figure) -> bool {
        let Some(item) = self.items.get(figure.start) else { return true };
        let tag = self.syntax.upos(item.first);
        let before = figure.start.checked_sub(1).and_then(|i| self.items.get(i));
        let label = self.lexicon.quantities.class_before("label", self.items, figure.start);
        if label && before.is_some_and(|b| b.capital) && !self.counts_on(figure) {
            return true;
        }
        let opens = self.text.sentence(item.sentence).is_some_and(|s| s.tokens.start == item.first || s.capitals);
        tag == Upos::Pron || tag == Upos::Propn && item.capital && !opens
    }

    /// `10 to 15`, `10-15`, `between 10 and 15`, `two or three`.
    fn range(&self, figure: &mut Figure, free: usize) {
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

    /// `or more`, `-plus`; moves `end` past it.
    fn qualifier_after(&self, end: &mut usize) -> Option<&'static str> {
        let joint = usize::from(self.mark(*end, '-') && self.glued(*end));
        let quantities = &self.lexicon.quantities;
        let found = quantities.after.at(self.items, *end).or_else(|| quantities.after.at(self.items, *end + joint));
        let (after, qualifier) = found?;
        *end = after;
        Some(qualifier)
    }

    /// The first item of the qualifiers before a figure, and what they say.
    fn qualifiers_before(&self, start: usize, free: usize) -> (usize, Option<&'static str>) {
        let mut at = start;
        let mut said = None;
        for _ in 0..2 {
            let Some((from, qualifier)) = self.lexicon.quantities.before.before(self.items, at) else { break };
            let crosses = self.items.get(from).map(|i| i.sentence) != self.items.get(start).map(|i| i.sentence);
            if from < free || crosses {
                break;
            }
            // The nearest says it, save where it says nothing (`at least another 12`).
            if said.is_none() || said == Some("exact") {
                said = Some(qualifier);
            }
            at = from;
        }
        (at, said)
    }

    /// `, 42,` behind a name; `aged 42`.
    fn is_age(&self, figure: &Figure, end: usize) -> bool {
        if figure.low > 130.0 || figure.low != figure.high {
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

    /// The word counted as the output says it: in lower case, save for names and abbreviations.
    fn unit_of(&self, counted: TokenId) -> String {
        let word = self.text.token(counted);
        let plain = word.chars().skip(1).all(|c| !c.is_uppercase());
        if plain && self.syntax.upos(counted) != Upos::Propn {
            return self.text.lower(counted).to_owned();
        }
        word.to_owned()
    }

    /// `no damage or casualties` counts both.
    fn conjoined_zero(&self, quantity: &Quantity, out: &mut Vec<Quantity>) {
        out.push(quantity.clone());
        let zero = quantity.bounds == Bounds { low: Some(0.0), best: Some(0.0), high: Some(0.0) };
        let Some(counted) = quantity.counted.filter(|_| zero) else { return };
        let mut at = TokenId(counted.0 + 1);
        for _ in 0..4 {
            if !matches!(self.text.lower(at), "or" | "and" | "," | "nor") {
                return;
            }
            let Some(next) = self.noun_from(TokenId(at.0 + 1)) else { return };
            out.push(Quantity { counted: Some(next), unit: Some(self.unit_of(next)), ..quantity.clone() });
            at = TokenId(next.0 + 1);
        }
    }
}
