//! Labels before a caption (`FILE - `): they are no part of its first sentence.

use super::cues::{Cue, Cues};
use super::sentences::End;
use super::span::ByteSpan;

/// Makes every label at the beginning of a sentence a sentence of its own.
pub fn split_off(source: &str, words: &[ByteSpan], ends: &mut Vec<End>) {
    let word = |at: usize| words.get(at).map_or("", |w| w.of(source));
    let label = |at: &usize| {
        let first = word(*at);
        matches!(word(at + 1), "-" | "--" | "\u{2013}" | "\u{2014}" | ":")
            && !first.contains(char::is_lowercase)
            && Cues::shared().is_word(Cue::Label, first)
    };
    let starts = std::iter::once(0).chain(ends.iter().map(|e| e.token));
    for at in starts.filter(label).collect::<Vec<_>>() {
        let place = ends.partition_point(|e| e.token < at + 2);
        if ends.get(place).is_some_and(|e| e.token > at + 2) {
            ends.insert(place, End { token: at + 2, paragraph: false });
        }
    }
}
