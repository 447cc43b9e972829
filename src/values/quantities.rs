//! Quantities: numbers with their bounds and what they count.

pub mod lexicon;
