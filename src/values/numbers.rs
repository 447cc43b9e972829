//! Numbers in digits and words, read into one figure.

use super::items::{ItemKind, Items};
use super::lexicon::Lexicon;
use super::words::WordId;

/// What a number word does.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum NumberWord {
    /// `five`, `twelve`
    Small(f64),
    /// `twenty`
    Ten(f64),
    /// `hundred`, `dozen`: multiplies what stands before it and takes `and five` after it.
    Multiplier(f64),
    /// `thousand`, `million`
    Scale(f64),
    /// `k`, `m`, `bn`: a scale that stands right behind digits.
    Suffix(f64),
    /// `fifth`, `twentieth`
    Ordinal(f64),
    /// `half`, `quarter`: the part of a number behind it
    Half(f64),
    /// `a`, `an`
    Article,
    /// `and`
    And,
}

impl NumberWord {
    /// From the kind and value columns of `number_words.tsv`.
    pub fn parse(kind: &str, value: f64) -> Option<Self> {
        Some(match kind {
            "small" => Self::Small(value),
            "ten" => Self::Ten(value),
            "multiplier" => Self::Multiplier(value),
            "scale" => Self::Scale(value),
            "suffix" => Self::Suffix(value),
            "ordinal" => Self::Ordinal(value),
            "half" => Self::Half(value),
            "article" => Self::Article,
            "and" => Self::And,
            _ => return None,
        })
    }
}

/// A number read.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reading {
    /// The first item after it.
    pub end: usize,
    /// The figure.
    pub value: f64,
    /// True where it is `fifth` or `7th`.
    pub ordinal: bool,
    /// True where digits are in it.
    pub digits: bool,
    /// The scale that it ends in (`million`), else 1.
    pub scale: f64,
    /// Where a letter behind the digits stands for a scale (`1.5m`): the item it is, and the figure without it.
    pub suffix: Option<(usize, f64)>,
}

impl Reading {
    fn plain(end: usize, value: f64, ordinal: bool, digits: bool) -> Self {
        Self { end, value, ordinal, digits, scale: 1.0, suffix: None }
    }
}

/// Reads the longest number that begins at an item.
pub fn read(items: &Items, lexicon: &Lexicon, at: usize) -> Option<Reading> {
    Reader { items, lexicon, at, end: at, total: 0.0, current: None, digits: false, scale: 1.0, suffix: None }.read()
}

struct Reader<'a> {
    items: &'a Items,
    lexicon: &'a Lexicon,
    at: usize,
    end: usize,
    total: f64,
    /// What has been read since the last scale.
    current: Option<f64>,
    digits: bool,
    scale: f64,
    suffix: Option<(usize, f64)>,
}

impl Reader<'_> {
    fn word(&self, at: usize) -> Option<NumberWord> {
        let item = self.items.get(at)?;
        if item.word == WordId::UNKNOWN {
            return None;
        }
        self.lexicon.number_words.get(item.word.index()).copied().flatten()
    }

    fn read(mut self) -> Option<Reading> {
        let item = self.items.get(self.at)?;
        match item.kind {
            ItemKind::Number(d) => {
                self.current = Some(d.value);
                self.digits = true;
                self.end += 1;
                self.letter_scale();
                self.fraction_in_digits();
            }
            ItemKind::Ordinal(n) => {
                return Some(Reading::plain(self.at + 1, f64::from(n), true, true));
            }
            ItemKind::Word => match self.word(self.at)? {
                NumberWord::Small(v) | NumberWord::Ten(v) => self.start_words(v),
                NumberWord::Half(part) => return self.half(1, part),
                NumberWord::Ordinal(v) => {
                    return Some(Reading::plain(self.at + 1, v, true, false));
                }
                NumberWord::Article => match self.word(self.at + 1)? {
                    NumberWord::Multiplier(v) => {
                        self.current = Some(v);
                        self.end = self.at + 2;
                    }
                    NumberWord::Scale(v) => {
                        self.total = v;
                        self.end = self.at + 2;
                    }
                    NumberWord::Half(part) => return self.half(2, part),
                    _ => return None,
                },
                _ => return None,
            },
            _ => return None,
        }
        self.extend();
        if let Some(value) = self.ordinal_tail() {
            return Some(Reading::plain(self.end, value, true, self.digits));
        }
        let value = self.total + self.current.unwrap_or(0.0);
        let read = Reading::plain(self.end, value, false, self.digits);
        Some(Reading { scale: self.scale, suffix: self.suffix, ..read })
    }

    fn start_words(&mut self, value: f64) {
        self.current = Some(value);
        self.end = self.at + 1;
        self.unit_after_ten();
    }

    /// `twenty` `-` `five`
    fn unit_after_ten(&mut self) {
        let Some(NumberWord::Ten(_)) = self.word(self.end - 1) else { return };
        let dash = self.items.get(self.end).is_some_and(|i| i.is_mark('-') && !i.space_before);
        let at = self.end + usize::from(dash);
        if let Some(NumberWord::Small(v)) = self.word(at)
            && v < 10.0
            && v > 0.0
            && self.items.same_sentence(at, self.at)
        {
            self.current = self.current.map(|c| c + v);
            self.end = at + 1;
        }
    }

    /// `1.5m`
    fn letter_scale(&mut self) {
        let Some(item) = self.items.get(self.end).filter(|i| !i.space_before) else { return };
        if let (Some(NumberWord::Suffix(v)), ItemKind::Word) = (self.word(self.end), item.kind) {
            self.suffix = self.current.map(|c| (self.end, c));
            self.scale = v;
            self.current = self.current.map(|c| c * v);
            self.end += 1;
        }
    }

    /// `2 1/2`, `½`
    fn fraction_in_digits(&mut self) {
        let part = |at: usize| self.items.get(at).and_then(|i| i.plain(1));
        let slash = self.items.get(self.end + 1).is_some_and(|i| i.is_mark('/') && !i.space_before);
        if let (Some(1), true, Some(below @ 2..=4)) = (part(self.end), slash, part(self.end + 2)) {
            self.current = self.current.map(|c| c + 1.0 / f64::from(below));
            self.end += 3;
        } else if self.items.get(self.end).is_some_and(|i| i.is_mark('½')) {
            self.current = self.current.map(|c| c + 0.5);
            self.end += 1;
        }
    }

    /// `half a million`, `half a dozen`, `a half million`; not `half` alone.
    fn half(mut self, skip: usize, part: f64) -> Option<Reading> {
        let mut at = self.at + skip;
        if self.items.get(at).is_some_and(|i| i.is_mark('-')) {
            at += 1;
        }
        let of = self.lexicon.words.id("of");
        if self.items.get(at).is_some_and(|i| i.word == of && i.word != WordId::UNKNOWN) {
            at += 1;
        }
        if matches!(self.word(at), Some(NumberWord::Article)) {
            at += 1;
        }
        match self.word(at)? {
            NumberWord::Multiplier(v) | NumberWord::Scale(v) => {
                self.total = v * part;
                self.end = at + 1;
            }
            _ => return None,
        }
        Some(Reading::plain(self.end, self.total, false, false))
    }

    fn extend(&mut self) {
        // Every turn takes an item; a number has few.
        for _ in 0..24 {
            let before = self.end;
            if !self.items.same_sentence(self.end, self.at) {
                return;
            }
            let dash = self.items.get(self.end).is_some_and(|i| i.is_mark('-') && !i.space_before);
            let at = self.end + usize::from(dash && self.items.get(self.end + 1).is_some_and(|i| !i.space_before));
            match self.word(at) {
                Some(NumberWord::Multiplier(v)) => {
                    self.current = Some(self.current.unwrap_or(1.0) * v);
                    self.scale *= v;
                    self.end = at + 1;
                    self.small_after();
                }
                Some(NumberWord::Scale(v)) => {
                    self.total = if self.current.is_none() {
                        self.total * v
                    } else {
                        self.total + self.current.unwrap_or(1.0) * v
                    };
                    self.current = None;
                    self.scale *= v;
                    self.end = at + 1;
                    self.small_after();
                }
                Some(NumberWord::And) if at == self.end => self.and_half(),
                _ => {}
            }
            if self.end == before {
                return;
            }
        }
    }

    /// What follows `hundred` or `thousand`: `five`, `and five`, `three hundred`.
    fn small_after(&mut self) {
        let and = matches!(self.word(self.end), Some(NumberWord::And));
        let at = self.end + usize::from(and);
        if !self.items.same_sentence(at, self.at) {
            return;
        }
        if let Some(NumberWord::Small(v) | NumberWord::Ten(v)) = self.word(at) {
            let end = self.end;
            let before = self.current;
            self.end = at + 1;
            self.current = Some(self.current.unwrap_or(0.0) + v);
            self.unit_after_ten();
            // `two thousand and five million` is no number, `one hundred and two hundred` are two.
            let multiplied = matches!(self.word(self.end), Some(NumberWord::Multiplier(_) | NumberWord::Scale(_)));
            let whole = before.is_some() || self.total > 0.0;
            if and && multiplied && whole {
                self.end = end;
                self.current = before;
            }
        }
    }

    /// `one and a half million`
    fn and_half(&mut self) {
        let article = matches!(self.word(self.end + 1), Some(NumberWord::Article));
        let at = self.end + 1 + usize::from(article);
        if let Some(NumberWord::Half(part)) = self.word(at) {
            self.current = Some(self.current.unwrap_or(0.0) + part);
            self.end = at + 1;
        }
    }

    /// `twenty-fifth`: the tens read, then an ordinal below ten.
    fn ordinal_tail(&mut self) -> Option<f64> {
        let dash = self.items.get(self.end).is_some_and(|i| i.is_mark('-') && !i.space_before);
        let at = self.end + usize::from(dash);
        let ten = matches!(self.word(self.end - 1), Some(NumberWord::Ten(_)));
        match self.word(at) {
            Some(NumberWord::Ordinal(v)) if ten && v < 10.0 => {
                self.end = at + 1;
                Some(self.total + self.current.unwrap_or(0.0) + v)
            }
            _ => None,
        }
    }
}
