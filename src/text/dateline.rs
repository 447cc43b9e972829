//! The dateline: `BAGHDAD, July 30 (Agency) —`, the place, date and agency before an article's first sentence.

use super::Dateline;
use super::cues::{Cue, Cues};
use super::lexicon::{Lexicon, Starter};
use super::lines::{Gap, Lines};
use super::sentences::End;
use super::span::{ByteSpan, TokenSpan};

/// A dateline stands before one of this many sentences.
const FIRST: usize = 10;
/// Tokens of the longest dateline, and of the longest note in brackets.
const LONGEST: usize = 40;

/// A dateline and the tokens that it stands on, dash and notes such as `[TEXT]` included.
#[derive(Clone, Copy, Debug)]
pub struct Found {
    /// All its tokens.
    pub tokens: TokenSpan,
    /// What it says.
    pub dateline: Dateline,
}

/// The first dateline at the beginning of a paragraph near the top.
pub fn find(source: &str, words: &[ByteSpan], ends: &[End]) -> Option<Found> {
    let starts = ends.iter().filter(|e| e.paragraph).map(|e| e.token).take(FIRST);
    let reader = Reader::new(source, words);
    std::iter::once(0).chain(starts).find_map(|start| reader.read(start))
}

/// True where a dateline begins at a token.
pub fn begins_at(source: &str, words: &[ByteSpan], start: usize) -> bool {
    Reader::new(source, words).read(start).is_some()
}

/// Makes a dateline a sentence of its own.
pub fn split_off(ends: &mut Vec<End>, found: TokenSpan) {
    let (start, end) = (found.start.index(), found.end.index());
    ends.retain(|e| e.token <= start || e.token >= end);
    let at = ends.partition_point(|e| e.token < end);
    if ends.get(at).is_none_or(|e| e.token != end) {
        ends.insert(at, End { token: end, paragraph: false });
    }
}

struct Reader<'a> {
    source: &'a str,
    words: &'a [ByteSpan],
    lines: Lines<'a>,
    cues: &'static Cues,
}

/// The parts before the dash.
#[derive(Default)]
struct Parts {
    place: Option<TokenSpan>,
    date: Option<TokenSpan>,
    agency: Option<TokenSpan>,
    /// The agency is one that is known, or stands in brackets behind a date.
    is_agency: bool,
    /// Something else stands there.
    prose: bool,
}

impl<'a> Reader<'a> {
    fn new(source: &'a str, words: &'a [ByteSpan]) -> Self {
        Self { source, words, lines: Lines::unwrapped(source), cues: Cues::shared() }
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

    fn read(&self, start: usize) -> Option<Found> {
        let (stop, mut end) = self.dash(start)?;
        let parts = self.parts(start, stop)?;
        let capitals = self.word(end).len() > 3 && is_capitals(self.word(end)) && is_capitals(self.word(end + 1));
        let known = match parts.place {
            None => parts.is_agency && parts.agency.is_some_and(|a| self.is_agency(a.range())),
            Some(place) if self.all_capitals(place) => !capitals || parts.date.is_some() || parts.agency.is_some(),
            Some(_) => parts.date.is_some() || parts.is_agency,
        };
        let needs_both = stop == end || self.word(stop) == ":";
        // `GAZA CITY, Palestinian Territories: Two men`, but not who speaks in a transcript (`SMITH: No.`).
        let within = parts.place.is_some_and(|p| self.word(stop) == ":" && p.range().any(|i| self.word(i) == ","));
        if !known || needs_both && !within && (parts.date.is_none() || parts.place.is_none()) {
            return None;
        }
        while let Some(after) = self.note(end) {
            end = after;
        }
        let dateline = Dateline { place: parts.place, date: parts.date, agency: parts.agency };
        Some(Found { tokens: TokenSpan::new(start, end), dateline })
    }

    /// Where the dash stands and where what follows it begins; the two are one where the line ends instead.
    fn dash(&self, start: usize) -> Option<(usize, usize)> {
        let (mut depth, mut small) = (0usize, 0);
        for at in start..(start + LONGEST).min(self.words.len()) {
            let word = self.word(at);
            let first = word.chars().next()?;
            match word {
                "(" | "[" => depth += 1,
                ")" | "]" => depth = depth.checked_sub(1)?,
                _ if depth > 0 => {}
                "-" | "--" | "\u{2013}" | "\u{2014}" | "\u{2015}" | "_" | ":" | "---" if at > start => {
                    let tight = self.gap(at - 1) == Gap::None && self.gap(at) == Gap::None;
                    if !tight || self.word(at - 1) == ")" || word.len() > 1 {
                        // `CAIRO — -Egyptian police`
                        let double = self.word(at + 1) == "-" && self.gap(at + 1) == Gap::None;
                        return Some((at, at + 1 + usize::from(double)));
                    }
                }
                "," | "/" | "-" | "." | "'" | "\u{2019}" => {}
                _ if first.is_uppercase() || first.is_ascii_digit() => {}
                _ if first.is_lowercase() && word.chars().count() <= 3 && small < 2 => small += 1,
                _ => return None,
            }
            if self.gap(at) >= Gap::Line && depth == 0 {
                return (word == ")").then_some((at + 1, at + 1));
            }
        }
        None
    }

    fn parts(&self, start: usize, stop: usize) -> Option<Parts> {
        let mut out = Parts::default();
        let mut at = start;
        while at < stop {
            let end = self.segment_end(at, stop);
            if self.word(at) == "(" {
                self.brackets(at + 1, end, stop, &mut out);
            } else if self.word(at) != "[" && at < end {
                self.segment(at, end, start, &mut out);
            }
            at = end.max(at) + usize::from(matches!(self.word(end), "," | ")" | "]")).max(usize::from(end <= at));
        }
        let odd = |place: TokenSpan| {
            let first = self.word(place.start.index());
            place.len() > 9
                || self.cues.is_word(Cue::NoPlace, first)
                || !is_capitals(first) && Lexicon::shared().starter(first) > Starter::No
        };
        if out.prose || out.place.is_some_and(odd) {
            return None;
        }
        Some(out)
    }

    /// The end of what stands between commas, or in brackets.
    fn segment_end(&self, at: usize, stop: usize) -> usize {
        let closes = |i: usize| match self.word(at) {
            "(" => self.word(i) == ")",
            "[" => self.word(i) == "]",
            _ => matches!(self.word(i), "," | "(" | "["),
        };
        (at + 1..stop).find(|&i| closes(i)).unwrap_or(stop)
    }

    /// Reads a piece between commas: a place, a country after it, a date, an agency.
    fn segment(&self, at: usize, end: usize, start: usize, out: &mut Parts) {
        let date = (at..end).find(|&i| self.is_dated(i));
        let from = (at..end).find(|&i| self.is_of_date(i)).unwrap_or(end);
        if date.is_some() || out.date.is_some() && from == at {
            let first = out.date.map_or(from, |d| d.start.index());
            let to = (from..end).rev().find(|&i| self.is_of_date(i)).map_or(end, |i| i + 1);
            out.date = Some(TokenSpan::new(first, to));
            if from > at {
                self.place(at, from, start, out);
            }
        } else if (at..end).all(|i| self.cues.is_word(Cue::Agency, self.word(i))) {
            out.agency = Some(TokenSpan::new(at, end));
            out.is_agency = true;
        } else if out.date.is_none() {
            self.place(at, end, start, out);
        } else {
            out.prose = true;
        }
    }

    /// A place, the first of several; a country or state behind a comma belongs to it.
    fn place(&self, at: usize, end: usize, start: usize, out: &mut Parts) {
        let agency = (at..end).rev().take_while(|&i| self.cues.is_word(Cue::Agency, self.word(i))).last();
        if let Some(agency) = agency.filter(|&i| i > at && out.place.is_none()) {
            out.agency = Some(TokenSpan::new(agency, end));
            out.is_agency = true;
        }
        let end = agency.filter(|&i| i > at).unwrap_or(end);
        match out.place {
            None if at == start => {
                let first = (at..end).find(|&i| self.word(i) == "/").unwrap_or(end);
                out.place = Some(TokenSpan::new(at, first)).filter(|place| !place.is_empty());
            }
            Some(place) if place.end.index() + 1 == at => out.place = Some(TokenSpan::new(place.start.index(), end)),
            _ => {}
        }
    }

    /// Reads what stands in round brackets: an agency, a date, both, or the country of the place.
    fn brackets(&self, at: usize, end: usize, stop: usize, out: &mut Parts) {
        let from = (at..end).find(|&i| self.is_of_date(i));
        if let (Some(from), true) = (from, (at..end).any(|i| self.is_dated(i))) {
            out.date = out.date.or(Some(TokenSpan::new(from, end)));
            let to = if from > at && self.word(from - 1) == "," { from - 1 } else { from };
            if to > at {
                (out.agency, out.is_agency) = (Some(TokenSpan::new(at, to)), true);
            }
        } else if at < end && end + 1 >= stop {
            let known = (at..end).any(|i| self.cues.is_word(Cue::Agency, self.word(i))) || self.is_agency(at..end);
            (out.agency, out.is_agency) = (Some(TokenSpan::new(at, end)), known);
        }
    }

    /// True where these words are the name of an agency, or of several.
    fn is_agency(&self, mut words: std::ops::Range<usize>) -> bool {
        self.cues.matches_from(words.start, words.end, |i| self.word(i))
            || words.all(|i| self.word(i) == "/" || self.cues.is_word(Cue::Agency, self.word(i)))
    }

    /// True for a word that makes a date: a month, or a date in figures.
    fn is_dated(&self, at: usize) -> bool {
        let word = self.word(at);
        let figures = word.len() >= 6 && word.bytes().filter(|b| b.is_ascii_digit()).count() >= 4;
        self.cues.is_word(Cue::Month, word)
            || figures && word.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'-' | b'/' | b'.'))
    }

    /// True for a word that a date may hold.
    fn is_of_date(&self, at: usize) -> bool {
        let word = self.word(at);
        self.is_dated(at) || self.cues.is_word(Cue::Weekday, word) || word.starts_with(|c: char| c.is_ascii_digit())
    }

    /// The end of the note in square brackets that begins here: `[TEXT]`.
    fn note(&self, at: usize) -> Option<usize> {
        if self.word(at) != "[" {
            return None;
        }
        (at..(at + LONGEST).min(self.words.len())).find(|&i| self.word(i) == "]").map(|i| i + 1)
    }

    fn all_capitals(&self, span: TokenSpan) -> bool {
        let mut words = span.range().map(|i| self.word(i)).take_while(|w| *w != ",").filter(|w| w.len() > 2);
        let first = words.next();
        first.is_some_and(is_capitals) && words.all(|w| is_capitals(w) || w.len() == 3)
    }
}

/// True where a word has letters, all of them capitals.
fn is_capitals(word: &str) -> bool {
    word.chars().any(char::is_uppercase) && !word.chars().any(char::is_lowercase)
}
