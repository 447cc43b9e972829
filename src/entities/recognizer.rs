//! The statistical recogniser: names that no table knows.

use super::candidates::Candidate;
use crate::error::Error;
use crate::resources::Resources;
use crate::syntax::Syntax;
use crate::text::Text;

/// The recogniser's weights.
#[derive(Debug, Default)]
pub struct Recognizer {}

impl Recognizer {
    /// The weights that the package ships.
    ///
    /// # Errors
    /// A fault in the shipped file.
    pub fn builtin() -> Result<Self, Error> {
        Ok(Self {})
    }
}

/// Proposes names of persons, organisations, places and facilities.
pub fn candidates(_text: &Text<'_>, _syntax: &Syntax, _resources: &Resources, _out: &mut Vec<Candidate>) {}
