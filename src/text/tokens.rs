//! Words: the text cut at white space and punctuation.

use super::span::ByteSpan;

/// The words of a text in order: runs of letters and digits, and every other visible character alone.
pub fn tokenize(source: &str) -> Vec<ByteSpan> {
    let mut out = Vec::with_capacity(source.len() / 5);
    let mut word: Option<usize> = None;
    for (at, c) in source.char_indices() {
        if c.is_alphanumeric() {
            word.get_or_insert(at);
            continue;
        }
        if let Some(start) = word.take() {
            out.push(ByteSpan::new(start, at));
        }
        if !c.is_whitespace() && !c.is_control() {
            out.push(ByteSpan::new(at, at + c.len_utf8()));
        }
    }
    if let Some(start) = word {
        out.push(ByteSpan::new(start, source.len()));
    }
    out
}
