//! `dateline` reads English news text and tells who did what to whom, where, when, how many were hurt, and who says so.
//!
//! A text goes through these stages, in this order; each sees only those before it and returns its own table:
//!
//! 1. [`text`]: tokens, sentences, dateline
//! 2. [`syntax`]: part of speech, lemma, head and relation; predicates with their deep roles
//! 3. [`entities`]: mentions of people, organisations, places, weapons; the entities that they refer to
//! 4. [`values`]: dates and quantities
//! 5. [`events`]: triggers with their arguments
//! 6. [`claims`]: who says what; how far each event is said to be true
//! 7. [`incidents`]: events of one happening merged; the casualty ledger
//! 8. [`coding`]: CAMEO, PLOVER, ACLED and UCDP codes
//! 9. [`schema`]: the tables joined into the report
//!
//! [`pipeline`] calls them, and [`explain`] says why an event is as it is. What they know is in [`resources`], read from `data/` by [`lexicon`] and [`ontology`].

pub mod text;

pub mod syntax;

pub mod entities;

pub mod values;

pub mod events;

pub mod claims;

pub mod incidents;

pub mod coding;

pub mod schema;

pub mod error;
pub mod explain;
pub mod lexicon;
pub mod ontology;
pub mod perceptron;
pub mod pipeline;
pub mod resources;

#[cfg(feature = "python")]
mod python;

pub use error::Error;
pub use pipeline::{Options, extract};
pub use resources::Resources;
