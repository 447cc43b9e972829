//! Stage 8. Codes: the event in CAMEO, PLOVER, ACLED and UCDP, from what the stages before it found.

use crate::claims::Factuality;
use crate::events::EntryRef;
use crate::ontology::{EventType, Ontology};

/// What an event or incident is coded from.
#[derive(Clone, Debug)]
pub struct Facts<'a> {
    /// Its type.
    pub kind: EventType,
    /// The lexicon entry that fired.
    pub entry: Option<&'a EntryRef>,
    /// Who did it.
    pub actors: Vec<Party<'a>>,
    /// To whom or what.
    pub targets: Vec<Party<'a>>,
    /// A name of the ontology's `weapon` enum.
    pub weapon: Option<&'a str>,
    /// Did it happen?
    pub factuality: Factuality,
    /// True where it was tried and did not come off.
    pub attempt: bool,
}

/// A party to an event, as far as codes look at it.
#[derive(Clone, Copy, Debug)]
pub struct Party<'a> {
    /// Its mention type.
    pub kind: &'a str,
    /// Its subtype.
    pub subtype: Option<&'a str>,
    /// ISO 3166 alpha-3.
    pub country: Option<&'a str>,
}

/// The codes of an event; None where a scheme has none or the parties leave it open.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Codes {
    pub cameo: Option<String>,
    pub plover: Option<String>,
    pub plover_mode: Option<String>,
    pub acled: Option<String>,
    pub ucdp: Option<String>,
}

/// Codes one event or incident.
pub fn code(_ontology: &Ontology, _facts: &Facts<'_>) -> Codes {
    Codes::default()
}
