//! Bytes to code points: the one converter, used at the edge only.

use super::span::{ByteSpan, CharSpan};

/// Bytes between two remembered positions.
const STRIDE: usize = 64;

/// Code point offsets of a text: exact for any byte offset, in constant time.
#[derive(Debug)]
pub struct Offsets<'a> {
    text: &'a str,
    /// Code points before byte `i * STRIDE`; empty where the text is ASCII.
    marks: Vec<u32>,
    chars: u32,
}

impl<'a> Offsets<'a> {
    /// Counts once through the text.
    pub fn new(text: &'a str) -> Self {
        if text.is_ascii() {
            let chars = u32::try_from(text.len()).unwrap_or(u32::MAX);
            return Self { text, marks: Vec::new(), chars };
        }
        let mut marks = Vec::with_capacity(text.len() / STRIDE + 1);
        let mut count = 0u32;
        for chunk in text.as_bytes().chunks(STRIDE) {
            marks.push(count);
            count += count_starts(chunk);
        }
        Self { text, marks, chars: count }
    }

    /// Code points in the whole text.
    pub fn chars(&self) -> u32 {
        self.chars
    }

    /// Code points before a byte offset.
    pub fn char_at(&self, byte: u32) -> u32 {
        let Some(&mark) = self.marks.get(byte as usize / STRIDE) else {
            return if self.marks.is_empty() { byte.min(self.chars) } else { self.chars };
        };
        let from = byte as usize / STRIDE * STRIDE;
        mark + self.text.as_bytes().get(from..byte as usize).map_or(0, count_starts)
    }

    /// A byte span in code points.
    pub fn chars_of(&self, span: ByteSpan) -> CharSpan {
        CharSpan { start: self.char_at(span.start), end: self.char_at(span.end) }
    }
}

/// Bytes that begin a character: all but UTF-8 continuation bytes.
fn count_starts(bytes: &[u8]) -> u32 {
    bytes.iter().map(|&b| u32::from((b & 0xC0) != 0x80)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_like_chars_at_every_boundary() {
        for text in ["", "plain", "Zürich — “naïve” 日本語 🙂 end", &"é".repeat(500), &"a🙂".repeat(300)]
        {
            let offsets = Offsets::new(text);
            for (count, (byte, _)) in text.char_indices().chain([(text.len(), ' ')]).enumerate() {
                assert_eq!(offsets.char_at(byte as u32), count as u32, "{text:?} at {byte}");
            }
            assert_eq!(offsets.chars() as usize, text.chars().count());
        }
    }
}
