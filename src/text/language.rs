//! Is it English? A cheap look at the first words.

use super::Text;
use super::lexicon::{Language, Lexicon};
use super::span::TokenId;

/// Words that are looked at.
const SAMPLE: usize = 400;
/// A text of this many words must show some English.
const LONG: usize = 25;

/// False where the text has no words, where they are not in Latin letters, and where its small words are another
/// language's.
pub fn is_english(text: &Text<'_>) -> bool {
    let lexicon = Lexicon::shared();
    let (mut words, mut latin, mut english, mut foreign) = (0usize, 0usize, 0usize, 0usize);
    for i in 0..text.tokens.len() {
        let word = text.lower(TokenId::new(i));
        let Some(first) = word.chars().next().filter(|c| c.is_alphabetic()) else { continue };
        words += 1;
        latin += usize::from((first as u32) < 0x250);
        match lexicon.language(word) {
            Some(Language::English) => english += 1,
            Some(Language::Other) => foreign += 1,
            None => {}
        }
        if words == SAMPLE {
            break;
        }
    }
    words > 0 && latin * 2 > words && foreign <= english && (words < LONG || english * 12 >= words)
}
