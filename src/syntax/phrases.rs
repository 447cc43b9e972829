//! Phrases: the run of tokens that belongs to a head. The only reader of the tree beside [`super::predicates`].

use super::Syntax;
use crate::text::Text;
use crate::text::span::{TokenId, TokenSpan};

/// The noun phrase around a head without what follows it: `the Iraqi military` of `the Iraqi military in the north`.
pub fn base_noun_phrase(_text: &Text<'_>, _syntax: &Syntax, head: TokenId) -> TokenSpan {
    TokenSpan::one(head)
}

/// Everything that hangs on a head, as one run of tokens that holds the head.
pub fn subtree(_text: &Text<'_>, _syntax: &Syntax, head: TokenId) -> TokenSpan {
    TokenSpan::one(head)
}

/// The head of a run of tokens: the one whose own head lies outside, the last of several.
pub fn head_of(_text: &Text<'_>, _syntax: &Syntax, span: TokenSpan) -> TokenId {
    span.last()
}
