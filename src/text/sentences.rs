//! Sentences: where one ends.
//!
//! A sentence ends at an empty line, at a line end that no wrapping put there, and after `.`, `!`, `?` or `…` with the
//! quotation marks and brackets that close there, unless an abbreviation, a number or a small letter speaks against it.
//! What runs on without an end is cut (see [`LONGEST`]), so that later stages stay linear.

use super::cues::{Cue, Cues};
use super::lexicon::{Abbreviation, Lexicon, Starter};
use super::lines::{Gap, Lines};
use super::span::ByteSpan;

/// Tokens of the longest sentence. A longer run is cut after its last semicolon or dash, else its last comma, in the
/// second half of what may stand, else at this length.
pub const LONGEST: usize = 256;

/// Tokens that may close a sentence after its stop.
const CLOSING: usize = 16;

/// Where a sentence ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct End {
    /// One past its last token.
    pub token: usize,
    /// True where a paragraph ends too.
    pub paragraph: bool,
}

/// The ends of the sentences of a text, in order; the last is the end of the text.
pub fn ends(source: &str, words: &[ByteSpan]) -> Vec<End> {
    let lines = Lines::new(source);
    let mut splitter =
        Splitter { source, words, lines, lexicon: Lexicon::shared(), cues: Cues::shared(), out: Vec::new(), start: 0 };
    splitter.run();
    splitter.out
}

struct Splitter<'a> {
    source: &'a str,
    words: &'a [ByteSpan],
    lines: Lines<'a>,
    lexicon: &'a Lexicon,
    cues: &'a Cues,
    out: Vec<End>,
    /// First token of the sentence at hand.
    start: usize,
}

impl Splitter<'_> {
    fn run(&mut self) {
        let mut quoted = false;
        let mut at = 0;
        while at < self.words.len() {
            let word = self.word(at);
            if word == "\"" {
                quoted = !quoted;
            }
            let stop = self.is_stop(word) && at > self.start;
            let (last, gap) = if stop { self.close(at, &mut quoted) } else { (at, self.gap(at)) };
            if gap >= Gap::Line || stop && self.stops(at, last, gap) {
                self.end(last + 1, gap >= Gap::Line);
                quoted &= gap < Gap::Line;
            } else if last + 1 - self.start >= LONGEST {
                let cut = self.cut(last + 1);
                self.end(cut, false);
            }
            at = last + 1;
        }
    }

    /// True for a word that may end a sentence.
    fn is_stop(&self, word: &str) -> bool {
        match word.as_bytes() {
            [.., b'.' | b'!' | b'?'] => true,
            [b':' | b';' | b'=', _, ..] => self.lexicon.is_emoticon(word),
            [.., a, b, c] => [*a, *b, *c] == *"\u{2026}".as_bytes(),
            _ => false,
        }
    }

    fn end(&mut self, token: usize, paragraph: bool) {
        self.out.push(End { token, paragraph });
        self.start = token;
    }

    fn word(&self, at: usize) -> &str {
        self.words.get(at).map_or("", |w| w.of(self.source))
    }

    fn gap(&self, at: usize) -> Gap {
        match (self.words.get(at), self.words.get(at + 1)) {
            (Some(&word), Some(&next)) => self.lines.between(word, next),
            _ => Gap::Blank,
        }
    }

    /// The last of the closing marks that follow the stop at `at`, and the gap after it.
    fn close(&self, at: usize, quoted: &mut bool) -> (usize, Gap) {
        let (mut last, mut gap) = (at, self.gap(at));
        while last + 1 < self.words.len() && last < at + CLOSING {
            let (next, after) = (self.word(last + 1), self.gap(last + 1));
            let closes = match next {
                "\u{201D}" | "\u{2019}" | "''" | ")" | "]" | "\u{BB}" => gap <= Gap::Space,
                "'" => gap == Gap::None,
                "\"" => gap == Gap::None || gap == Gap::Space && *quoted && after != Gap::None,
                _ => next.len() > 1 && gap == Gap::Space && self.lexicon.is_emoticon(next),
            };
            if !closes {
                match self.footnote(last + 1).filter(|_| gap <= Gap::Space) {
                    Some(end) => {
                        last = end;
                        gap = self.gap(end);
                        continue;
                    }
                    None => break,
                }
            }
            *quoted ^= next == "\"";
            last += 1;
            gap = after;
        }
        (last, gap)
    }

    /// The last token of the reference to a footnote that begins here: `[12]`.
    fn footnote(&self, at: usize) -> Option<usize> {
        let number = self.word(at + 1);
        let ok = self.word(at) == "[" && number.len() <= 3 && number.bytes().all(|b| b.is_ascii_digit());
        (ok && self.word(at + 2) == "]").then_some(at + 2)
    }

    /// True where the stop at `at`, closed at `last`, ends a sentence on its line.
    fn stops(&self, at: usize, last: usize, gap: Gap) -> bool {
        let (stop, next) = (self.word(at), self.word(last + 1));
        let first = next.chars().next().unwrap_or(' ');
        let closed = last > at;
        if stop.len() > 1 && stop.ends_with('.') && !stop.starts_with('.') {
            return gap != Gap::None && self.abbreviation_stops(at, last, stop, next);
        }
        if gap == Gap::None {
            let before = self.word(at.wrapping_sub(1));
            return first.is_uppercase()
                && next.chars().nth(1).is_some_and(char::is_lowercase)
                && before.len() > 1
                && before.chars().all(char::is_lowercase);
        }
        if self.is_list_number(at) {
            return false;
        }
        if matches!(first, ',' | ';' | ')' | '.' | '?' | '!') {
            return false;
        }
        match stop {
            "\u{2026}" => first.is_uppercase() || is_opening(next),
            _ if !stop.ends_with(['.', '!', '?']) => first.is_uppercase(),
            _ if stop.starts_with('.') && stop.len() > 1 => first.is_uppercase() || is_opening(next),
            _ => !(closed && first.is_lowercase()),
        }
    }

    /// True where the abbreviation at `at` ends a sentence before `next`.
    fn abbreviation_stops(&self, at: usize, last: usize, stop: &str, next: &str) -> bool {
        let capital = next.starts_with(char::is_uppercase);
        let shouted = !next.chars().any(char::is_lowercase) && !stop.chars().any(char::is_lowercase);
        let least = if shouted && next.len() > 1 { Starter::Strong } else { Starter::Weak };
        let opens = capital && self.lexicon.starter(next) >= least || is_opening(next);
        match self.lexicon.abbreviation(stop).map(|(kind, _)| kind) {
            Some(Abbreviation::Title | Abbreviation::Inner | Abbreviation::Number) => false,
            Some(Abbreviation::Time) if !shouted => {
                let dated = [Cue::Month, Cue::Weekday, Cue::Zone].iter().any(|&cue| self.cues.is_word(cue, next));
                capital && !dated
            }
            None if stop.chars().count() == 2 => false,
            _ => opens || last > at && capital,
        }
    }

    /// True where the stop at `at` follows the number of a list or paragraph.
    fn is_list_number(&self, at: usize) -> bool {
        let word = self.word(self.start);
        at == self.start + 1
            && (word.len() <= 3 && word.bytes().all(|b| b.is_ascii_digit())
                || word.len() == 1 && word.starts_with(char::is_alphabetic))
    }

    /// Where a run that is too long is cut: at most at `end`.
    fn cut(&self, end: usize) -> usize {
        let half = self.start + (end - self.start) / 2;
        let after = |marks: &[&str]| (half..end).rev().find(|&i| marks.contains(&self.word(i))).map(|i| i + 1);
        after(&[";", "--", "\u{2014}", "\u{2013}", "\u{2022}", "|"]).or_else(|| after(&[",", ":"])).unwrap_or(end)
    }
}

/// True for a mark that opens a quotation.
fn is_opening(word: &str) -> bool {
    matches!(word, "\u{201C}" | "\"" | "``" | "\u{2018}")
}
