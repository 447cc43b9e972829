//! Candidates: runs of tokens that one of the finders takes for a mention, before a choice is made between them.

use crate::text::span::TokenSpan;

/// A country or territory by its ISO 3166 alpha-3 code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Iso3([u8; 3]);

impl Iso3 {
    /// From three capital letters.
    pub fn parse(code: &str) -> Option<Self> {
        let bytes: [u8; 3] = code.as_bytes().try_into().ok()?;
        bytes.iter().all(u8::is_ascii_uppercase).then_some(Self(bytes))
    }

    /// The three letters.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("")
    }
}

/// Who proposes a candidate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CandidateSource {
    /// A name of the knowledge base: `record` is its row there.
    Lexicon,
    /// A name of the gazetteer: `record` is the gazetteer's own.
    Gazetteer,
    /// The statistical recogniser.
    Recognizer,
    /// Built by rule from smaller parts: `Iraqi air force`, `Gen. Ali Hassan`.
    Grammar,
    /// A noun phrase without a name.
    Nominal,
}

/// A run of tokens that may be a mention.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// Its tokens, without a leading article or a trailing possessive.
    pub span: TokenSpan,
    /// A name of the ontology's `mention` enum.
    pub kind: &'static str,
    /// A name of the ontology's enum for `kind`.
    pub subtype: Option<&'static str>,
    /// The country that it is or belongs to.
    pub country: Option<Iso3>,
    /// Who proposes it.
    pub source: CandidateSource,
    /// The proposer's record of it.
    pub record: Option<usize>,
    /// Of two that conflict the higher stays; of equal ones the longer, then the earlier source.
    pub score: i32,
}
