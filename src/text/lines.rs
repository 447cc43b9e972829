//! Line ends: which of them end a sentence, and which a typewriter put inside one.

use super::span::ByteSpan;
use super::tokens::is_gap;

/// No wrapped text has longer lines.
const WIDEST: usize = 120;
/// Nor is text wrapped that has no line as long as this.
const NARROWEST: usize = 40;
/// A line as long as this goes on where the next begins with a small letter.
const BROKEN: usize = 30;
/// A wrapped line may end this much before its width, the word that no longer fitted aside.
const RAGGED: usize = 12;
/// A line indented this far goes on from the one before it.
const HANGING: usize = 8;

/// What stands between two words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Gap {
    /// Nothing.
    None,
    /// White space, or a line end inside a sentence.
    Space,
    /// A line end that ends what stands before it.
    Line,
    /// An empty line, or the end of the text.
    Blank,
}

/// How the lines of a text are broken.
#[derive(Clone, Copy, Debug)]
pub struct Lines<'a> {
    source: &'a str,
    /// Characters in a full line, where the text was wrapped at that width.
    width: Option<usize>,
}

impl<'a> Lines<'a> {
    /// Looks at every line once.
    pub fn new(source: &'a str) -> Self {
        Self { source, width: wrapped_at(source) }
    }

    /// For a text whose every line end counts.
    pub fn unwrapped(source: &'a str) -> Self {
        Self { source, width: None }
    }

    /// What stands between a word and the next one.
    pub fn between(&self, word: ByteSpan, next: ByteSpan) -> Gap {
        let (from, to) = (word.end as usize, next.start as usize);
        let gap = self.source.get(from..to).unwrap_or("");
        if gap.is_empty() {
            return Gap::None;
        }
        let Some(first) = gap.find(is_line_end) else { return Gap::Space };
        match line_ends(gap) {
            0 | 1 if self.is_soft(from + first, to, next) => Gap::Space,
            0 | 1 => Gap::Line,
            _ => Gap::Blank,
        }
    }

    /// True where the line end at `at`, before the word at `to`, stands inside a sentence.
    fn is_soft(&self, at: usize, to: usize, next: ByteSpan) -> bool {
        let source = self.source;
        let whole = source[..at].rsplit(is_line_end).next().unwrap_or("");
        let line = whole.trim();
        let closed = line.trim_end_matches(['"', '\'', '\u{201D}', '\u{2019}', ')']).ends_with(['.', '!', '?', ':']);
        let indent = source[at..to].chars().rev().take_while(|c| !is_line_end(*c)).count();
        if indent >= HANGING {
            return !closed;
        }
        let length = line.chars().count();
        if !closed && length >= BROKEN && next.of(source).starts_with(char::is_lowercase) {
            return true;
        }
        let Some(width) = self.width else { return false };
        let indented = whole.chars().take_while(|c| is_gap(*c)).count() + 1 < indent;
        let word = source[to..].chars().take(WIDEST).take_while(|c| !is_gap(*c)).count();
        !indented && length + 1 + word + RAGGED > width
    }
}

fn is_line_end(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Line ends in a gap, `\r\n` counted as one.
fn line_ends(gap: &str) -> usize {
    let mut count = 0;
    let mut before = ' ';
    for c in gap.chars().filter(|&c| is_line_end(c)) {
        count += usize::from(!(before == '\r' && c == '\n'));
        before = c;
    }
    count
}

/// The width that a text was wrapped at, if it was: nearly every single line end stands where the next word no longer
/// fitted.
fn wrapped_at(source: &str) -> Option<usize> {
    if !source.contains(is_line_end) {
        return None;
    }
    let lines = || source.split(is_line_end).map(|line| line.trim_end());
    let mut counts = [0usize; WIDEST + 1];
    let (mut all, mut wide) = (0, 0);
    for line in lines().filter(|l| !l.is_empty()) {
        all += 1;
        match counts.get_mut(line.chars().take(WIDEST + 1).count()) {
            Some(count) => *count += 1,
            None => wide += 1,
        }
    }
    if wide * 10 > all {
        return None;
    }
    let mut longer = 0;
    let width = (NARROWEST..=WIDEST).rev().find(|&length| {
        longer += counts.get(length).copied().unwrap_or(0);
        longer * 20 > all
    })?;
    let (mut breaks, mut full) = (0usize, 0usize);
    let mut before: Option<&str> = None;
    for line in lines() {
        if let Some(before) = before.filter(|b| !b.is_empty() && !line.is_empty()) {
            let word = line.trim_start().chars().take(WIDEST).take_while(|c| !is_gap(*c)).count();
            breaks += 1;
            let length = before.chars().take(WIDEST + 1).count();
            let goes_on = length >= BROKEN && line.trim_start().starts_with(char::is_lowercase);
            full += usize::from(goes_on || length + 1 + word > width.saturating_sub(RAGGED / 2));
        }
        before = Some(line);
    }
    (breaks > 0 && full * 4 >= breaks * 3).then_some(width)
}
