//! What somebody or something without a name of its own is called.

use super::Level;
use super::drafts::Draft;
use super::lexicon::Lexicon;
use crate::syntax::Syntax;
use crate::syntax::phrases::{self, NounPhrase};
use crate::syntax::tags::Upos;
use crate::text::Text;
use crate::text::span::{TokenId, TokenSpan};

/// Kinds that are told apart by whose they are: `headquarters of the 1st Brigade`.
const OWNED: &[&str] = &["facility", "vehicle"];
/// Tokens that the owner may have.
const OWNER: u32 = 10;

/// The words of a mention that name its entity: a name's own; a nominal's without `his` and `alleged`, a building's with
/// whose it is.
pub fn label(text: &Text<'_>, syntax: &Syntax, lexicon: &Lexicon, draft: &Draft) -> TokenSpan {
    let mut span = draft.core.unwrap_or(draft.span);
    if draft.level != Level::Nominal || draft.core.is_some() {
        return span;
    }
    let first = span.start;
    let left_out = |t: TokenId| {
        let word = text.lower(t);
        // `none of its fighters`
        let of_those = t > first && word == lexicon.of;
        of_those || syntax.upos(t) == Upos::Pron || lexicon.label_words.contains(word)
    };
    while span.start < draft.head && span.start < span.last() && left_out(span.start) {
        span.start.0 += 1;
    }
    if OWNED.contains(&draft.kind) && text.lower(span.end) == lexicon.of {
        span.end = owner(text, syntax, span.end).unwrap_or(span.end);
    }
    span
}

/// Where the phrase under a preposition ends.
fn owner(text: &Text<'_>, syntax: &Syntax, of: TokenId) -> Option<TokenId> {
    let sentence = text.sentence(text.sentence_of(of))?.tokens;
    let noun = phrases::marked_by(syntax, of).filter(|n| sentence.has(*n) && n.0 - of.0 <= OWNER)?;
    let phrase = phrases::noun_phrase(text, syntax, noun, NounPhrase::Apposition);
    let ends = |t: &TokenId| *t > noun && matches!(syntax.upos(*t), Upos::Punct | Upos::Adp);
    let rest = TokenSpan { start: of, end: phrase.end.max(TokenId(noun.0 + 1)) };
    let end = rest.tokens().find(ends).unwrap_or(rest.end);
    (rest.len() as u32 <= OWNER + 4).then_some(end)
}
