//! Attribution at the end of a sentence, `…, a local official said on Tuesday.`: where who tells it begins.
//!
//! The commonest pattern of news, and one that a greedy parser gets wrong: it draws the end of what is told to the verb
//! of saying. Found by tags alone, before parsing, so that the two clauses are parsed apart.

use super::Syntax;
use super::predicates::lexicon::Lexicon;
use super::tags::Upos;
use crate::text::Text;
use crate::text::span::{TokenId, TokenSpan};

/// Tokens that the teller's noun phrase may have.
const TELLER: usize = 14;
/// Tokens that may follow the verb of saying.
const AFTER: usize = 9;

/// The first token of who tells it, if the sentence ends so. Tags and lemmas of the sentence must be known.
pub(super) fn at_the_end(text: &Text<'_>, syntax: &Syntax, sentence: TokenSpan) -> Option<TokenId> {
    let lexicon = Lexicon::builtin().ok()?;
    let is_verb = |t: &TokenId| matches!(syntax.upos(*t), Upos::Verb | Upos::Aux);
    let says = |t: &TokenId| lexicon.control(syntax.lemma(*t)).is_some_and(|c| c.clause);
    let verb = sentence.tokens().rev().take(AFTER).find(is_verb).filter(says)?;
    let after = TokenSpan { start: TokenId(verb.0 + 1), end: sentence.end };
    if after.tokens().any(|t| matches!(syntax.upos(t), Upos::Sconj) || text.token(t) == ":") {
        return None;
    }
    let before = TokenSpan { start: sentence.start, end: verb };
    let comma = before.tokens().rev().take(TELLER).find(|&t| text.token(t) == ",")?;
    let mut first = TokenId(comma.0 + 1);
    while first < verb && syntax.upos(first) == Upos::Punct {
        first.0 += 1;
    }
    let teller = TokenSpan { start: first, end: verb };
    let nominal = |t: TokenId| matches!(syntax.upos(t), Upos::Noun | Upos::Propn | Upos::Pron);
    let plain = |t: TokenId| {
        nominal(t)
            || matches!(
                syntax.upos(t),
                Upos::Det | Upos::Adj | Upos::Adp | Upos::Num | Upos::Part | Upos::Cconj | Upos::Adv
            )
            || text.token(t) == "-"
    };
    let told = TokenSpan { start: sentence.start, end: comma };
    (teller.tokens().any(nominal) && teller.tokens().all(plain) && told.tokens().any(|t| is_verb(&t))).then_some(first)
}
