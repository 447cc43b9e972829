//! Place names: every run of tokens that the gazetteer knows.

use super::candidates::Candidate;
use crate::error::Error;
use crate::resources::Resources;
use crate::syntax::Syntax;
use crate::text::Text;

/// The names and points of places.
#[derive(Debug, Default)]
pub struct Gazetteer {}

impl Gazetteer {
    /// The places that the package ships.
    ///
    /// # Errors
    /// A fault in the shipped file.
    pub fn builtin() -> Result<Self, Error> {
        Ok(Self {})
    }
}

/// Proposes the place names of a text.
pub fn candidates(_text: &Text<'_>, _syntax: &Syntax, _resources: &Resources, _out: &mut Vec<Candidate>) {}
