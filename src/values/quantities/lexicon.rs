//! Qualifiers, vague amounts, units and currencies.

use std::collections::HashSet;

use crate::error::Error;
use crate::ontology::Ontology;
use crate::values::words::{WordId, Words};

/// The words of quantities.
#[derive(Debug, Default)]
pub struct QuantityLexicon {
    function_words: HashSet<WordId>,
}

impl QuantityLexicon {
    /// The entries that the package ships.
    ///
    /// # Errors
    /// A fault in a data file.
    pub fn builtin(_words: &mut Words, _ontology: &Ontology) -> Result<Self, Error> {
        Ok(Self::default())
    }

    /// True for words that no number counts.
    pub fn is_function_word(&self, word: WordId) -> bool {
        self.function_words.contains(&word)
    }
}
