//! The text as the grammars of this stage read it: runs of letters, numbers, and every other character alone.
//!
//! A token may hold several items (`10/7/2023`, `5pm`) and a number several tokens where the text splits it
//! (`2,500`), so the grammars do not depend on how words were cut.

use super::words::{WordId, Words};
use crate::text::Text;
use crate::text::span::{ByteSpan, SentenceId, TokenId, TokenSpan};

/// Digits that a number may have.
const MOST_DIGITS: usize = 15;
/// A token of more parts is a code, an address or noise, and is read as one word.
const MOST_PARTS: usize = 16;

/// One item.
#[derive(Clone, Copy, Debug)]
pub struct Item {
    /// Where it stands.
    pub bytes: ByteSpan,
    /// The token that it begins in.
    pub first: TokenId,
    /// The token that it ends in.
    pub last: TokenId,
    /// The sentence that it begins in.
    pub sentence: SentenceId,
    /// True where white space stands before it.
    pub space_before: bool,
    /// True where it begins with a capital.
    pub capital: bool,
    /// Its word, if the stage knows it.
    pub word: WordId,
    /// What it is.
    pub kind: ItemKind,
}

/// What an item is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum ItemKind {
    /// Letters.
    Word,
    /// A number in digits.
    Number(Digits),
    /// `7th`
    Ordinal(u32),
    /// `1990s`, `'90s`: first year and number of digits written.
    Decade(u32),
    /// `'08`
    ShortYear(u32),
    /// Any other character; a dash of any length is `-`, a curly apostrophe `'`.
    Mark(char),
}

/// A number in digits.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Digits {
    /// Its value.
    pub value: f64,
    /// Number of digits before the decimal point.
    pub count: u8,
    /// True for `2,500` and `1.5`, false for `2500`.
    pub marked: bool,
}

impl Item {
    /// The number, where it is a plain run of at most `count` digits.
    pub fn plain(&self, count: u8) -> Option<i32> {
        match self.kind {
            ItemKind::Number(d) if !d.marked && d.count <= count && d.count <= 9 => Some(d.value as i32),
            _ => None,
        }
    }

    /// True for this character.
    pub fn is_mark(&self, mark: char) -> bool {
        self.kind == ItemKind::Mark(mark)
    }
}

/// The items of a text.
#[derive(Debug, Default)]
pub struct Items {
    /// In text order.
    pub rows: Vec<Item>,
}

impl Items {
    /// Cuts a text into items.
    pub fn new(text: &Text<'_>, words: &Words) -> Self {
        let mut out = Self { rows: Vec::with_capacity(text.tokens.len() + text.tokens.len() / 8) };
        for (i, token) in text.tokens.iter().enumerate() {
            let id = TokenId::new(i);
            let surface = text.token(id);
            let bytes = surface.as_bytes();
            if bytes.iter().all(u8::is_ascii_alphabetic) {
                let word = words.id(text.lower(id));
                let capital = bytes.first().is_some_and(u8::is_ascii_uppercase);
                out.rows.push(Item {
                    bytes: token.span,
                    first: id,
                    last: id,
                    sentence: token.sentence,
                    space_before: token.space_before,
                    capital,
                    word,
                    kind: ItemKind::Word,
                });
            } else {
                out.split(text, id, surface, words);
            }
        }
        out.join_numbers(text);
        out
    }

    /// The item at a position.
    pub fn get(&self, at: usize) -> Option<&Item> {
        self.rows.get(at)
    }

    /// Do two items stand in one sentence? Past the end is a sentence of its own.
    pub fn same_sentence(&self, a: usize, b: usize) -> bool {
        self.get(a).map(|i| i.sentence) == self.get(b).map(|i| i.sentence)
    }

    /// The tokens that a run of items lies in.
    pub fn tokens(&self, start: usize, end: usize) -> TokenSpan {
        match (self.rows.get(start), self.rows.get(end.wrapping_sub(1))) {
            (Some(a), Some(b)) => TokenSpan { start: a.first, end: TokenId(b.last.0 + 1) },
            _ => TokenSpan::new(0, 0),
        }
    }

    /// True for a number that is tied by a dash to one that no date has beside it: `202-555-2011`.
    pub fn in_code(&self, at: usize) -> bool {
        let glued = |at: usize| self.get(at).is_some_and(|i| !i.space_before);
        let dash = |at: usize| self.get(at).is_some_and(|i| i.is_mark('-'));
        let odd = |at: usize| matches!(self.get(at).map(|i| i.kind), Some(ItemKind::Number(d)) if d.count == 3 || d.count > 4);
        let before = at >= 2 && glued(at) && glued(at - 1) && dash(at - 1) && odd(at - 2);
        before || glued(at + 1) && glued(at + 2) && dash(at + 1) && odd(at + 2)
    }

    /// The first item that begins in this token or a later one.
    pub fn at_token(&self, token: TokenId) -> usize {
        self.rows.partition_point(|i| i.first < token)
    }

    fn split(&mut self, text: &Text<'_>, id: TokenId, surface: &str, words: &Words) {
        let Some(token) = text.tokens.get(id.index()) else { return };
        let base = token.span.start as usize;
        let before = self.rows.len();
        let mut chars = surface.char_indices().peekable();
        let mut lower = String::new();
        while let Some((at, c)) = chars.next() {
            let class = class_of(c);
            let mut end = at + c.len_utf8();
            if class != CharClass::Other {
                while let Some(&(next, d)) = chars.peek() {
                    if class_of(d) != class {
                        break;
                    }
                    end = next + d.len_utf8();
                    chars.next();
                }
            }
            let part = surface.get(at..end).unwrap_or("");
            let kind = match class {
                // A longer run of digits is a code, and no number could hold it exactly.
                CharClass::Digit if part.len() > MOST_DIGITS => ItemKind::Word,
                CharClass::Letter => ItemKind::Word,
                CharClass::Digit => {
                    let count = u8::try_from(part.len()).unwrap_or(u8::MAX);
                    ItemKind::Number(Digits { value: part.parse().unwrap_or(0.0), count, marked: false })
                }
                CharClass::Other => ItemKind::Mark(plain_mark(c)),
            };
            let word = match kind {
                ItemKind::Word => {
                    lower.clear();
                    lower.extend(part.chars().flat_map(char::to_lowercase));
                    words.id(&lower)
                }
                ItemKind::Mark(c) => words.mark(c),
                _ => WordId::UNKNOWN,
            };
            self.rows.push(Item {
                bytes: ByteSpan::new(base + at, base + end),
                first: id,
                last: id,
                sentence: token.sentence,
                space_before: at == 0 && token.space_before,
                capital: c.is_uppercase(),
                word,
                kind,
            });
        }
        if self.rows.len() - before > MOST_PARTS {
            self.rows.truncate(before + 1);
            if let Some(whole) = self.rows.last_mut() {
                *whole =
                    Item { bytes: token.span, word: WordId::UNKNOWN, kind: ItemKind::Word, capital: false, ..*whole };
            }
        }
    }

    /// Joins `2` `,` `500`, `1` `.` `5`, `7` `th`, `1990` `s`, `'` `08`.
    fn join_numbers(&mut self, text: &Text<'_>) {
        let rows = std::mem::take(&mut self.rows);
        let mut out: Vec<Item> = Vec::with_capacity(rows.len());
        let mut i = 0;
        let glued = |at: usize| rows.get(at).filter(|r| !r.space_before);
        let digits = |at: usize| match glued(at).map(|r| r.kind) {
            Some(ItemKind::Number(d)) => Some(d),
            _ => None,
        };
        while let Some(&row) = rows.get(i) {
            let mut item = row;
            let mut end = i + 1;
            if let ItemKind::Number(mut d) = item.kind {
                while d.count <= 3 || d.marked {
                    let Some(group) = glued(end).filter(|r| r.is_mark(',')).and_then(|_| digits(end + 1)) else {
                        break;
                    };
                    if group.count != 3 || d.value > 1e15 || d.value < 1.0 {
                        break;
                    }
                    d = Digits {
                        value: d.value * 1000.0 + group.value,
                        count: d.count.saturating_add(3),
                        marked: true,
                    };
                    end += 2;
                }
                let point = glued(end).filter(|r| r.is_mark('.')).and_then(|_| digits(end + 1));
                // Not `31.12.2023` and other numbers of more than two parts.
                let alone = !glued(end + 2).is_some_and(|r| r.is_mark('.')) || digits(end + 3).is_none();
                let first = !out.last().is_some_and(|b| b.is_mark('.') && !b.space_before) || item.space_before;
                if let Some(part) = point.filter(|_| alone && first) {
                    d.value += part.value / 10f64.powi(i32::from(part.count));
                    d.marked = true;
                    end += 2;
                }
                item.kind = ItemKind::Number(d);
                let suffix = glued(end).filter(|r| r.kind == ItemKind::Word).map(|r| r.bytes.of(text.source));
                let plain = item.plain(4).and_then(|v| u32::try_from(v).ok());
                let short = out.last().is_some_and(|b| b.is_mark('\'')) && !item.space_before && d.count == 2;
                match (suffix, plain) {
                    (Some("st" | "nd" | "rd" | "th" | "ST" | "ND" | "RD" | "TH"), Some(n)) => {
                        item.kind = ItemKind::Ordinal(n);
                        end += 1;
                    }
                    (Some("s"), Some(n)) if n % 10 == 0 && (d.count >= 3 || short) => {
                        item.kind = ItemKind::Decade(n);
                        end += 1;
                    }
                    (_, Some(n)) if d.count == 4 && n % 10 == 0 && is_apostrophe_s(&rows, end, text) => {
                        item.kind = ItemKind::Decade(n);
                        end += 2;
                    }
                    (_, Some(n)) if short => item.kind = ItemKind::ShortYear(n),
                    _ => {}
                }
                if short
                    && matches!(item.kind, ItemKind::Decade(_) | ItemKind::ShortYear(_))
                    && let Some(mark) = out.pop()
                {
                    item.first = mark.first;
                    item.bytes = mark.bytes.cover(item.bytes);
                    item.space_before = mark.space_before;
                }
                if let Some(tail) = rows.get(end - 1) {
                    item.last = tail.last;
                    item.bytes = item.bytes.cover(tail.bytes);
                }
            }
            out.push(item);
            i = end;
        }
        self.rows = out;
    }
}

/// `1990's`: a decade only where no owner's noun follows, which a lower-case word after it would be; so only at a stop.
fn is_apostrophe_s(rows: &[Item], at: usize, text: &Text<'_>) -> bool {
    let is = |at: usize, what: &str| rows.get(at).is_some_and(|r| !r.space_before && r.bytes.of(text.source) == what);
    (is(at, "'") || is(at, "\u{2019}"))
        && is(at + 1, "s")
        && !rows.get(at + 2).is_some_and(|r| r.kind == ItemKind::Word)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum CharClass {
    Letter,
    Digit,
    Other,
}

fn class_of(c: char) -> CharClass {
    match c {
        '0'..='9' => CharClass::Digit,
        c if c.is_alphabetic() => CharClass::Letter,
        _ => CharClass::Other,
    }
}

fn plain_mark(c: char) -> char {
    match c {
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        '\u{2019}' | '\u{2018}' => '\'',
        c => c,
    }
}
