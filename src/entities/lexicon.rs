//! What this stage knows: actors, role nouns, places, read once from `data/`.

use super::gazetteer::Gazetteer;
use super::gazetteer::words::Words;
use super::recognizer::Recognizer;
use crate::error::Error;
use crate::ontology::Ontology;

/// The stage's entries.
#[derive(Debug, Default)]
pub struct Lexicon {
    /// Place names and their points.
    pub gazetteer: Gazetteer,
    /// The words around place names.
    pub place_words: Words,
    /// Weights of the statistical recogniser.
    pub recognizer: Recognizer,
}

impl Lexicon {
    /// The entries that the package ships.
    ///
    /// # Errors
    /// A fault in a shipped file.
    pub fn builtin(ontology: &Ontology) -> Result<Self, Error> {
        Ok(Self {
            gazetteer: Gazetteer::builtin()?,
            place_words: Words::builtin(ontology)?,
            recognizer: Recognizer::builtin()?,
        })
    }
}
