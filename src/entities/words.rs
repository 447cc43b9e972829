//! Words: the capitals that a phrase needs, the markers of the tables, regular plurals.

use crate::text::Text;
use crate::text::span::{TokenId, TokenSpan};

/// What a phrase of the tables needs beside its words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Marker {
    /// Nothing.
    #[default]
    Plain,
    /// `~`: text that is not all in capitals.
    Word,
    /// `?`: another name of the same thing, or its country, in the document.
    Supported,
}

impl Marker {
    /// Takes the marker off a phrase.
    pub fn split(phrase: &str) -> (Self, &str) {
        match (phrase.strip_prefix('~'), phrase.strip_prefix('?')) {
            (Some(rest), _) => (Self::Word, rest),
            (_, Some(rest)) => (Self::Supported, rest),
            _ => (Self::Plain, phrase),
        }
    }
}

/// The capitals that the tokens of a phrase need, a bit a token.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CasePattern {
    /// Tokens that begin with a capital.
    initial: u32,
    /// Tokens all in capitals, as acronyms are.
    all: u32,
    /// Tokens with a capital after the first letter: `LeT`.
    inner: u32,
}

impl CasePattern {
    /// Of a phrase as the tables write it.
    pub fn of(phrase: &str) -> Self {
        let text = Text::new(phrase);
        let mut out = Self::default();
        for i in 0..text.tokens.len().min(32) {
            let word = text.token(TokenId::new(i));
            out.initial |= u32::from(starts_upper(word)) << i;
            out.all |= u32::from(is_acronym(word)) << i;
            out.inner |= u32::from(!is_acronym(word) && inner_upper(word)) << i;
        }
        out
    }

    /// True where the tokens of a text have the capitals that the phrase needs.
    pub fn fits(self, text: &Text<'_>, span: TokenSpan) -> bool {
        span.tokens().take(32).enumerate().all(|(i, token)| {
            let word = text.token(token);
            if self.all >> i & 1 == 1 {
                is_acronym(word) || (word.chars().count() > 3 && starts_upper(word))
            } else {
                // One inside will do (`iSrael`): no common noun has it.
                let initial = self.initial >> i & 1 == 0 || starts_upper(word) || inner_upper(word);
                initial && (self.inner >> i & 1 == 0 || inner_upper(word))
            }
        })
    }
}

/// True of a word that begins with a capital.
pub fn starts_upper(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
}

fn inner_upper(word: &str) -> bool {
    word.chars().skip(1).any(char::is_uppercase)
}

/// True of two or more letters, all capitals: `PMF`, `U.S.`, `M23`.
pub fn is_acronym(word: &str) -> bool {
    let mut letters = 0;
    for c in word.chars() {
        if c.is_lowercase() {
            return false;
        }
        letters += u32::from(c.is_alphanumeric());
    }
    letters > 1 && starts_upper(word)
}

/// The regular plural of a noun.
pub fn plural(noun: &str) -> String {
    let vowel = |c: char| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u');
    let mut before = noun.chars().rev().skip(1);
    if let Some(stem) = noun.strip_suffix('y')
        && !before.next().is_some_and(vowel)
    {
        return format!("{stem}ies");
    }
    let sibilant = ["s", "x", "z", "ch", "sh"].iter().any(|e| noun.ends_with(e));
    format!("{noun}{}", if sibilant { "es" } else { "s" })
}
