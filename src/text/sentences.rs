//! Sentences: runs of tokens that end with a full stop or a line end.

use super::span::{ByteSpan, SentenceId, TokenSpan};
use super::{Sentence, SentenceKind, Token};

/// Groups words into sentences.
pub fn split(source: &str, words: Vec<ByteSpan>) -> (Vec<Token>, Vec<Sentence>) {
    let mut tokens: Vec<Token> = Vec::with_capacity(words.len());
    let mut sentences: Vec<Sentence> = Vec::new();
    let (mut first, mut paragraph) = (0, 0);
    for (i, &span) in words.iter().enumerate() {
        let next = words.get(i + 1).map_or(source.len(), |w| w.start as usize);
        let gap = source.get(span.end as usize..next).unwrap_or("");
        let before = if i == 0 { 0 } else { words[i - 1].end };
        let sentence = SentenceId::new(sentences.len());
        tokens.push(Token { span, sentence, space_before: before < span.start });
        let stop = matches!(span.of(source), "." | "!" | "?") && !gap.is_empty();
        if stop || gap.contains('\n') || i + 1 == words.len() {
            sentences.push(Sentence {
                span: words[first].cover(span),
                tokens: TokenSpan::new(first, i + 1),
                kind: SentenceKind::Body,
                paragraph,
                capitals: false,
            });
            first = i + 1;
            paragraph += u32::from(gap.contains('\n'));
        }
    }
    (tokens, sentences)
}
