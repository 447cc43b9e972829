//! Marks around a few words of a clause, `has "strongly condemned" the arrest`: read past.
//!
//! They say whose wording it is and nothing of the clause's structure, but a parser that meets them opens a clause of its
//! own there. So it is given the sentence without them, and they are hung on what they enclose afterwards. Marks around
//! speech, which follow a comma, a colon or nothing, are left to it.

use super::Syntax;
use crate::text::Text;
use crate::text::span::{TokenId, TokenSpan};

/// The words of a sentence whose marks are read past, with the marks, in text order.
pub(super) fn in_marks(text: &Text<'_>, sentence: TokenSpan) -> Vec<TokenSpan> {
    let mut out = Vec::new();
    let mut open = None;
    let spaced = |t: TokenId| text.tokens.get(t.index()).is_none_or(|t| t.space_before);
    for mark in sentence.tokens().filter(|&t| is_mark(text.token(t))) {
        let end = TokenId(mark.0 + 1);
        if spaced(mark) {
            open = (!spaced(end) && goes_on(text, sentence, mark)).then_some(mark);
        } else if let Some(start) = open.take().filter(|start| start.0 + 1 < mark.0) {
            out.push(TokenSpan { start, end });
        }
    }
    out
}

fn is_mark(word: &str) -> bool {
    matches!(word, "\"" | "\u{201c}" | "\u{201d}" | "''" | "``")
}

/// True where a word stands before the opening mark.
fn goes_on(text: &Text<'_>, sentence: TokenSpan, mark: TokenId) -> bool {
    sentence.start < mark && text.token(TokenId(mark.0 - 1)).chars().all(char::is_alphanumeric)
}

/// Hangs the marks on the highest word that they enclose.
pub(super) fn hang(syntax: &mut Syntax, in_marks: &[TokenSpan]) {
    for whole in in_marks {
        let inside = TokenSpan { start: TokenId(whole.start.0 + 1), end: whole.last() };
        let top = inside.tokens().find(|&t| syntax.head(t).is_none_or(|h| !inside.range().contains(&h.index())));
        for mark in [whole.start, inside.end] {
            syntax.heads[mark.index()] = top;
        }
    }
}
