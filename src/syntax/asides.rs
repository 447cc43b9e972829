//! A clause between dashes, `The assault — troops were sent there on Monday — goes on`: parsed apart, since a greedy parser
//! takes its verb for that of the sentence.

use super::Syntax;
use super::tags::Upos;
use crate::text::Text;
use crate::text::span::{TokenId, TokenSpan};

/// The clause with its dashes, if the sentence has one, with words before and behind. Tags must be known.
pub(super) fn between_dashes(text: &Text<'_>, syntax: &Syntax, sentence: TokenSpan) -> Option<TokenSpan> {
    let is_dash = |t: &TokenId| matches!(text.token(*t), "—" | "–" | "--");
    let mut dashes = sentence.tokens().filter(is_dash);
    let (Some(open), Some(close), None) = (dashes.next(), dashes.next(), dashes.next()) else { return None };
    let has_verb = |span: TokenSpan| span.tokens().any(|t| syntax.is_verbal(t));
    let inside = TokenSpan { start: TokenId(open.0 + 1), end: close };
    let behind = TokenSpan { start: TokenId(close.0 + 1), end: sentence.end };
    let before = TokenSpan { start: sentence.start, end: open };
    // A list or an apposition has no auxiliary, or no verb at all.
    let clause = inside.tokens().any(|t| syntax.upos(t) == Upos::Aux);
    let goes_on = !before.is_empty() && behind.len() > 1 && (has_verb(before) || has_verb(behind));
    (clause && goes_on).then_some(TokenSpan { start: open, end: behind.start })
}
