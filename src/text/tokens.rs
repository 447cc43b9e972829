//! Words: the text cut as Universal Dependencies English-EWT cuts it.
//!
//! White space, control and format characters stand between words; every other character is in exactly one word.
//! One pass, no look further than a bounded number of bytes, no allocation for a word.

mod addresses;
mod stops;

use super::lexicon::{Lexicon, Part};
use super::span::ByteSpan;

/// Bytes that a look ahead reads at most (a host name, an e-mail address).
const LOOK: usize = 96;

/// The words of a text in order.
pub fn tokenize(source: &str) -> Vec<ByteSpan> {
    let mut cutter = Cutter { source, lexicon: Lexicon::shared(), out: Vec::with_capacity(source.len() / 5) };
    let bytes = source.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let start = at;
        while bytes.get(at).is_some_and(u8::is_ascii_alphabetic) {
            at += 1;
        }
        if at > start && bytes.get(at).is_none_or(|b| b.is_ascii_whitespace()) {
            cutter.push_word(start, at);
            at += 1;
            continue;
        }
        let mut end = start;
        for c in source[start..].chars() {
            if is_gap(c) {
                break;
            }
            end += c.len_utf8();
        }
        cutter.cut(start, end);
        at = end;
        at += source[end..].chars().next().map_or(0, char::len_utf8);
    }
    cutter.out
}

/// True for what stands between words: white space, controls, and format characters that show nothing.
pub fn is_gap(c: char) -> bool {
    if c.is_ascii() {
        return c <= ' ' || c == '\u{7f}';
    }
    c.is_whitespace()
        || c.is_control()
        || matches!(c, '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
}

/// True for the characters that words are made of.
fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || (!c.is_ascii() && is_joined(c))
}

/// True for what belongs to the character before it: combining marks, joiners, soft hyphens.
fn is_joined(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{300}'..='\u{36F}' | '\u{483}'..='\u{489}' | '\u{591}'..='\u{5C7}' | '\u{610}'..='\u{61A}'
        | '\u{64B}'..='\u{65F}' | '\u{670}' | '\u{6D6}'..='\u{6ED}' | '\u{900}'..='\u{903}' | '\u{93A}'..='\u{94F}'
        | '\u{E31}' | '\u{E34}'..='\u{E3A}' | '\u{E47}'..='\u{E4E}' | '\u{1AB0}'..='\u{1AFF}' | '\u{1DC0}'..='\u{1DFF}'
        | '\u{200C}' | '\u{200D}' | '\u{20D0}'..='\u{20FF}' | '\u{FE00}'..='\u{FE0F}' | '\u{FE20}'..='\u{FE2F}'
        | '\u{1F3FB}'..='\u{1F3FF}')
}

/// True for an apostrophe, curly or typed as something else.
fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}' | '`' | '\u{B4}' | '\u{2BC}')
}

/// True for a hyphen inside a word.
fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}')
}

struct Cutter<'a> {
    source: &'a str,
    lexicon: &'a Lexicon,
    out: Vec<ByteSpan>,
}

impl<'a> Cutter<'a> {
    fn push(&mut self, start: usize, end: usize) {
        if start < end {
            self.out.push(ByteSpan::new(start, end));
        }
    }

    /// A run of letters: one word, or the words of a contraction.
    fn push_word(&mut self, start: usize, end: usize) {
        let lexicon = self.lexicon;
        let Some(lengths) = lexicon.contraction(self.text(start, end)) else { return self.push(start, end) };
        let mut at = start;
        for &length in lengths {
            self.push(at, at + usize::from(length));
            at += usize::from(length);
        }
    }

    fn text(&self, start: usize, end: usize) -> &'a str {
        self.source.get(start..end).unwrap_or("")
    }

    fn char_at(&self, at: usize) -> Option<char> {
        let byte = *self.source.as_bytes().get(at)?;
        if byte.is_ascii() { Some(byte.into()) } else { self.source.get(at..)?.chars().next() }
    }

    /// Where the run of characters of a kind that begins at `at` ends, at most at `end`.
    fn run(&self, at: usize, end: usize, is_kind: impl Fn(char) -> bool) -> usize {
        let mut to = at;
        while let Some(c) = self.char_at(to).filter(|&c| to < end && is_kind(c)) {
            to += c.len_utf8();
        }
        to
    }

    /// The end of a text of at most [`LOOK`] bytes.
    fn look(&self, at: usize, end: usize) -> usize {
        let mut to = end.min(at + LOOK);
        while !self.source.is_char_boundary(to) {
            to -= 1;
        }
        to
    }

    /// Cuts what stands between two gaps.
    fn cut(&mut self, start: usize, end: usize) {
        let has_at = self.source.as_bytes()[start..end].contains(&b'@');
        let mut at = start;
        while at < end {
            let Some(c) = self.char_at(at) else { break };
            let signed =
                at == start && matches!(c, '.' | '+') && self.char_at(at + 1).is_some_and(|d| d.is_ascii_digit());
            at = if let Some(to) = self.address(at, end, has_at) {
                self.push(at, to);
                to
            } else if signed {
                let to = self.run(at + 1, end, |d| d.is_ascii_digit() || d == '-');
                self.push(at, to);
                to
            } else if c.is_alphanumeric() || c == '_' {
                self.word(at, end)
            } else {
                self.symbol(at, start, end, c)
            };
        }
    }

    /// Cuts off punctuation or a symbol; gives where it ends.
    fn symbol(&mut self, at: usize, start: usize, end: usize, c: char) -> usize {
        let next = at + c.len_utf8();
        let to = if let Some(face) = self.emoticon(at, start, end) {
            face
        } else if is_apostrophe(c) {
            self.apostrophe(at, start, end, c)
        } else {
            match c {
                '!' | '?' => self.run(next, end, |d| matches!(d, '!' | '?')),
                '.' | '\u{2026}' => self.run(next, end, |d| matches!(d, '.' | '\u{2026}')),
                '-' | '*' | '=' | '~' | '#' | '+' | '$' | '<' | '>' | '\u{2014}' | '\u{2013}' => {
                    self.run(next, end, |d| d == c)
                }
                '\u{2018}' if self.char_at(next) == Some('\u{2019}') && next < end => next + 3,
                _ => self.run(next, end, is_joined),
            }
        };
        self.push(at, to);
        to
    }

    fn emoticon(&self, at: usize, start: usize, end: usize) -> Option<usize> {
        let first = self.source.as_bytes().get(at)?;
        if !matches!(first, b':' | b';' | b'=' | b'(' | b'^' | b'>' | b'<') {
            return None;
        }
        if at > start && !matches!(self.source.as_bytes()[at - 1], b'.' | b'!' | b'?' | b')') {
            return None;
        }
        (2..=3).rev().map(|length| at + length).find(|&to| {
            to <= end
                && self.lexicon.is_emoticon(self.text(at, to))
                && (to == end || !self.char_at(to).is_some_and(is_word))
        })
    }

    /// The end of what begins with an apostrophe: a clitic, a doubled quotation mark, a short decade, or itself.
    fn apostrophe(&self, at: usize, start: usize, end: usize, c: char) -> usize {
        let next = at + c.len_utf8();
        if self.char_at(next) == Some(c) && next < end {
            return next + c.len_utf8();
        }
        let to = self.run(next, end, is_word);
        let is_clitic = self.lexicon.is_part(Part::Clitic, self.text(at, to).trim_start_matches('`'))
            || (c == '`' && self.is_clitic(next, to));
        if is_clitic && (at > start || to == end || to > next + 1) {
            return to;
        }
        let digits = self.run(next, end, |d| d.is_ascii_digit());
        let short_year = digits == next + 2 && (digits == to || self.text(digits, to) == "s");
        if at == start
            && short_year
            && (digits < to || self.char_at(to).is_some_and(|d| to < end && d.is_ascii_punctuation()))
        {
            return to;
        }
        next
    }

    /// True where these letters after an apostrophe are a clitic.
    fn is_clitic(&self, start: usize, end: usize) -> bool {
        let mut form = [b'\''; 3];
        let letters = &self.source.as_bytes()[start..end];
        let Some(room) = form.get_mut(1..=letters.len()) else { return false };
        room.copy_from_slice(letters);
        std::str::from_utf8(&form[..=letters.len()]).is_ok_and(|f| self.lexicon.is_part(Part::Clitic, f))
    }

    /// Cuts off what begins with a letter or digit; gives where it ends.
    fn word(&mut self, start: usize, end: usize) -> usize {
        if let Some(to) = self.whole(start, end) {
            self.push(start, to);
            return to;
        }
        let mut at = start;
        let mut segment = start;
        loop {
            at = self.run(at, end, is_word);
            let Some(c) = self.char_at(at).filter(|_| at < end) else { break };
            let next = at + c.len_utf8();
            let follows = self.char_at(next).filter(|_| next < end);
            if is_apostrophe(c) {
                let letters = self.run(next, end, is_word);
                let last = self.text(segment, at).chars().next_back();
                if self.text(next, letters).eq_ignore_ascii_case("t") && matches!(last, Some('n' | 'N')) && c != '`' {
                    let stem = if at > segment + 1 && at > start + 1 { at - 1 } else { at };
                    self.push(start, stem);
                    self.push(stem, letters);
                    return letters;
                }
                if self.is_clitic(next, letters) && !self.is_plural_number(start, at, letters) {
                    self.push_word(start, at);
                    self.push(at, letters);
                    return letters;
                }
                if letters == next || c == '`' || c == '\u{B4}' {
                    break;
                }
                at = next;
                segment = next;
                continue;
            }
            let Some(follows) = follows else { break };
            let before = self.text(segment, at).chars().next_back().unwrap_or(' ');
            let digits = before.is_ascii_digit() && follows.is_ascii_digit();
            let letters = before.is_alphabetic() && follows.is_alphabetic();
            let joins = match c {
                '.' if digits => true,
                '.' if letters || before.is_alphanumeric() && follows.is_alphanumeric() => {
                    match self.dotted(start, segment, at, end) {
                        Some((last, to)) => {
                            at = to;
                            segment = last;
                            continue;
                        }
                        None => false,
                    }
                }
                ',' | ':' | '/' => digits,
                '&' | '*' => letters,
                c if is_hyphen(c) => {
                    if digits {
                        match self.numbers(start, at, end) {
                            Some(to) => {
                                at = to;
                                segment = to;
                                continue;
                            }
                            None => false,
                        }
                    } else {
                        self.affixed(segment, at, next, end, follows)
                    }
                }
                _ => false,
            };
            if !joins {
                break;
            }
            at = next;
            segment = next;
        }
        if self.char_at(at) == Some('$')
            && at < end
            && at - start <= 3
            && self.text(start, at).bytes().all(|b| b.is_ascii_uppercase())
        {
            self.push(start, at + 1);
            return at + 1;
        }
        if let Some(to) = self.with_stop(start, segment, at, end) {
            self.push(start, to);
            return to;
        }
        if self.source.as_bytes()[start].is_ascii_digit() {
            let number = self.run(start, at, |c| c.is_ascii_digit() || matches!(c, '.' | ',' | ':'));
            if self.is_unit(start, number, at) {
                self.push(start, number);
                self.push(number, at);
                return at;
            }
        }
        if segment == start {
            self.push_word(start, at)
        } else {
            self.push(start, at)
        }
        at
    }

    /// The end of a form that is kept whole though it holds punctuation.
    fn whole(&self, start: usize, end: usize) -> Option<usize> {
        let letters = self.run(start, end.min(start + 4), |c| c.is_ascii_alphanumeric());
        let c = self.char_at(letters).filter(|&c| letters < end && (c == '/' || is_apostrophe(c)))?;
        let next = letters + c.len_utf8();
        let to = self.run(next, end.min(next + 8), |c| c.is_ascii_alphanumeric());
        self.lexicon.is_part(Part::Whole, self.text(start, to)).then_some(to)
    }

    /// True for the `'s` of `1990's`.
    fn is_plural_number(&self, start: usize, at: usize, to: usize) -> bool {
        let number = self.text(start, at);
        number.ends_with('0')
            && matches!(number.len(), 2 | 4)
            && number.bytes().all(|b| b.is_ascii_digit())
            && self.text(to - 1, to) == "s"
    }

    /// The end of numbers tied by hyphens: telephone numbers and dates, but no ranges.
    fn numbers(&self, start: usize, at: usize, end: usize) -> Option<usize> {
        let limit = self.look(start, end);
        let to = self.run(at, limit, |c| c.is_ascii_digit() || c == '-');
        let to = start + self.text(start, to).trim_end_matches('-').len();
        let mut groups = [0usize; 3];
        let mut count = 0;
        for group in self.text(start, to).split('-') {
            if group.is_empty() || !group.bytes().all(|b| b.is_ascii_digit()) {
                return None;
            }
            if let Some(length) = groups.get_mut(count) {
                *length = group.len();
            }
            count += 1;
        }
        let ok = match (count, groups) {
            (2, [3, 4, _]) | (2, [5, 4, _]) => true,
            (2, _) => false,
            _ => true,
        };
        ok.then_some(to)
    }

    /// True where the hyphen at `at` ties a prefix or a suffix to its word.
    fn affixed(&self, segment: usize, at: usize, next: usize, end: usize, follows: char) -> bool {
        if !is_word(follows) {
            return false;
        }
        if self.lexicon.is_part(Part::Prefix, self.text(segment, at)) {
            return true;
        }
        let to = self.run(next, end.min(next + 8), is_word);
        self.lexicon.is_part(Part::Suffix, self.text(next, to))
    }

    /// True where a number and what follows are two words: `5pm`, `155mm`, `$3m`.
    fn is_unit(&self, start: usize, number: usize, end: usize) -> bool {
        let unit = self.text(number, end);
        let money = self.source[..start].chars().next_back().is_some_and(|c| matches!(c, '$' | '£' | '€' | '¥' | '₹'));
        self.lexicon.is_part(Part::Unit, unit) || money && self.lexicon.is_part(Part::Money, unit)
    }
}
