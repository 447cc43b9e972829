//! What a number counts: the head of the noun phrase after it, and its name in the output.

use super::Reader;
use crate::syntax::phrases;
use crate::syntax::tags::Upos;
use crate::text::span::{TokenId, TokenSpan};
use crate::values::{Bounds, Quantity, date_at};

/// Tokens that a noun phrase after a number is looked for in.
const REACH: usize = 10;

impl Reader<'_> {
    /// The head noun that a number counts. `loose`: an amount that is a noun itself (`dozens`) and takes `of`.
    pub(super) fn counted(&self, number: TokenSpan, after: TokenId, loose: bool) -> Option<TokenId> {
        if let Some(head) = phrases::counted(self.syntax, number).filter(|h| *h >= after && self.is_outside_dates(*h)) {
            return Some(head);
        }
        let mut at = after;
        // `150,000-strong`, `10-member`
        let joined = self.text.token(at) == "-" && self.text.tokens.get(at.index()).is_some_and(|t| !t.space_before);
        if joined {
            at = TokenId(at.0 + 2);
        }
        if self.text.lower(at) == "of" {
            at = TokenId(at.0 + 1);
            if self.text.lower(at) == "which" || self.text.lower(at) == "whom" {
                return None;
            }
            for _ in 0..3 {
                let determiner = matches!(self.syntax.upos(at), Upos::Det | Upos::Num) || self.is_possessive(at);
                if !determiner {
                    break;
                }
                at = TokenId(at.0 + 1);
            }
        } else if loose && self.text.lower(at) == "the" {
            return None;
        }
        self.noun_from(at)
    }

    /// The last noun of the run of adjectives and nouns that begins at a token.
    pub(super) fn noun_from(&self, start: TokenId) -> Option<TokenId> {
        let sentence = self.text.sentence(self.text.sentence_of(start))?.tokens;
        let mut found = None;
        for token in (TokenSpan { start, end: sentence.end }).tokens().take(REACH) {
            if !sentence.has(token) || !self.is_outside_dates(token) {
                break;
            }
            match self.syntax.upos(token) {
                Upos::Noun => found = Some(token),
                // `2,500 US troops`: a name goes on to its noun; a name alone is counted only in the plural (`Iraqis`).
                Upos::Propn => {
                    found = found.or(Some(token)).map(|f| if self.syntax.upos(f) == Upos::Propn { token } else { f })
                }
                Upos::Adj | Upos::Num => {}
                Upos::Adv if found.is_none() => {}
                Upos::Verb if found.is_none() && self.is_attributive(token) => {}
                Upos::Punct if self.text.token(token) == "-" => {}
                Upos::Part if self.is_possessive(token) => found = None,
                _ => break,
            }
        }
        found
    }

    /// `wounded soldiers`, `suspected militants`: a participle before a noun.
    fn is_attributive(&self, token: TokenId) -> bool {
        let next = TokenId(token.0 + 1);
        matches!(self.syntax.upos(next), Upos::Noun | Upos::Adj | Upos::Propn)
            && phrases::is_modifier(self.syntax, token)
    }

    fn is_possessive(&self, token: TokenId) -> bool {
        matches!(self.text.lower(token), "'s" | "'" | "its" | "their" | "his" | "her" | "our" | "my" | "your")
    }

    /// True for a token outside every date.
    pub(super) fn is_outside_dates(&self, token: TokenId) -> bool {
        date_at(self.dates, token).is_none()
    }

    /// The word counted as the output says it: in lower case, save for names and abbreviations.
    pub(super) fn unit_of(&self, counted: TokenId) -> String {
        let word = self.text.token(counted);
        let plain = word.chars().skip(1).all(|c| !c.is_uppercase());
        if plain && self.syntax.upos(counted) != Upos::Propn {
            return self.text.lower(counted).to_owned();
        }
        word.to_owned()
    }

    /// `no damage or casualties` counts both.
    pub(super) fn conjoined_zero(&self, quantity: &Quantity, out: &mut Vec<Quantity>) {
        out.push(quantity.clone());
        let zero = quantity.bounds == Bounds { low: Some(0.0), best: Some(0.0), high: Some(0.0) };
        let Some(counted) = quantity.counted.filter(|_| zero) else { return };
        let mut at = TokenId(counted.0 + 1);
        for _ in 0..4 {
            if !matches!(self.text.lower(at), "or" | "and" | "," | "nor") {
                return;
            }
            let Some(next) = self.noun_from(TokenId(at.0 + 1)) else { return };
            out.push(Quantity { counted: Some(next), unit: Some(self.unit_of(next)), ..quantity.clone() });
            at = TokenId(next.0 + 1);
        }
    }
}
