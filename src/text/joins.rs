//! Joins: a hyphen where a line ended. Pages saved as text often have their title, subheadings and paragraphs glued
//! together by one (`Two Held After Raid in Tripoli-Libyan police said`).

use super::cues::{Cue, Cues};
use super::dateline;
use super::sentences::End;
use super::span::ByteSpan;

/// Tokens of the longest title and of the longest subheading that is told from prose.
const TITLE: usize = 32;
const HEADING: usize = 6;
/// Words that a title has at least, where no dateline follows it.
const SHORTEST: usize = 4;
/// Tokens behind a hyphen that show whether prose begins there.
const AHEAD: usize = 12;

/// Ends a sentence and a paragraph at every such hyphen.
pub fn split(source: &str, words: &[ByteSpan], ends: &mut Vec<End>) {
    let reader = Reader { source, words, cues: Cues::shared() };
    let mut out = Vec::with_capacity(ends.len());
    let (mut start, mut opens, mut first) = (0, true, true);
    for end in ends.iter() {
        if opens {
            while let Some(join) = reader.join(start, end.token, first) {
                out.push(End { token: join + 1, paragraph: true });
                (start, first) = (join + 1, false);
            }
        }
        (start, opens) = (end.token, end.paragraph);
        first &= !end.paragraph;
        out.push(*end);
    }
    *ends = out;
}

struct Reader<'a> {
    source: &'a str,
    words: &'a [ByteSpan],
    cues: &'static Cues,
}

impl Reader<'_> {
    fn word(&self, at: usize) -> &str {
        self.words.get(at).map_or("", |w| w.of(self.source))
    }

    /// The first hyphen of a sentence at which what begins a paragraph ends. `first`: it begins the text.
    fn join(&self, start: usize, end: usize, first: bool) -> Option<usize> {
        let last = end.min(start + TITLE);
        (start + 2..last).find(|&at| {
            let after = at + 1 + usize::from(is_quote(self.word(at + 1)));
            let joins = self.word(at) == "-" && after < end && self.word(after).starts_with(char::is_uppercase);
            let glued = joins && self.words[at].end == self.words[at + 1].start;
            joins && first && dateline::begins_at(self.source, self.words, at + 1)
                || glued && first && self.is_title(start, at) && self.is_prose(after, end)
                || glued && self.is_heading(start, at)
        })
    }

    /// All words but the small ones have capitals: `Two Held After Raid in Tripoli`.
    fn is_title(&self, start: usize, end: usize) -> bool {
        // `Cyclone-hit Vanuatu`
        let whole = |at: &usize| *at == start || self.word(at - 1) != "-";
        let words =
            || (start..end).filter(whole).map(|at| self.word(at)).filter(|w| w.starts_with(char::is_alphanumeric));
        let titled = |w: &str| !w.starts_with(char::is_lowercase) || self.cues.is_word(Cue::Small, w);
        let small = words().any(|w| w.starts_with(char::is_lowercase));
        words().count() >= SHORTEST + usize::from(!small)
            && words().all(titled)
            && !self.cues.is_word(Cue::Prefix, self.word(end - 1))
    }

    /// Longer words without capitals soon outnumber those with them.
    fn is_prose(&self, start: usize, end: usize) -> bool {
        let words = || (start + 1..end.min(start + AHEAD)).map(|at| self.word(at)).filter(|w| w.len() > 3);
        let small = words().filter(|w| w.starts_with(char::is_lowercase)).count();
        small >= 2 && small * 2 > words().filter(|w| w.starts_with(char::is_uppercase)).count()
    }

    /// A few words without a stop, the last one of them no name and nothing that stands before names (`anti-`, `then-`).
    fn is_heading(&self, start: usize, end: usize) -> bool {
        let last = self.word(end - 1);
        end - start <= HEADING
            && self.word(start).starts_with(char::is_uppercase)
            && last.len() > 2
            && last.chars().all(char::is_lowercase)
            && !self.cues.is_word(Cue::Prefix, last)
            && (start..end).all(|at| self.word(at).starts_with(|c: char| c.is_alphanumeric() || c == '\''))
    }
}

fn is_quote(word: &str) -> bool {
    matches!(word, "\u{201C}" | "\"" | "'" | "\u{2018}")
}
