//! The statistical recogniser: names that no table knows.
//!
//! A linear sequence model labels each word as beginning, inside, last or only word of a name of a person, organisation
//! or place, or as none. [`features`] says what it looks at, [`decoding`] finds the best sequence. Where a word was
//! labelled elsewhere in the document, a second pass sees how.

pub mod decoding;
pub mod features;
pub mod names;

use hashbrown::HashMap;

use super::candidates::{Candidate, CandidateSource};
use super::gazetteer::{
    self,
    words::{Entry, Words},
};
use super::hits::Hits;
use crate::error::Error;
use crate::perceptron::{Feature, Linear};
use crate::resources::Resources;
use crate::syntax::Syntax;
use crate::syntax::tags::Upos;
use crate::text::span::{SentenceId, TokenId, TokenSpan};
use crate::text::{Sentence, Text};
use decoding::{Decoder, WIDTH};
use features::{Seen, Token};
use names::PersonNames;

/// Score of a name of the recogniser that is no surer than its best alternative.
const UNSURE: i32 = 40;
/// Score of a sure one.
const SURE: i32 = 70;
/// Margin, a word, at which the recogniser is sure.
const MARGIN: i32 = 200;
/// What a place of the gazetteer gains where the recogniser agrees and loses where it does not.
const AGREES: i32 = 18;
const DISAGREES: i32 = 24;

/// The recogniser's weights and its lists of names.
#[derive(Debug, Default)]
pub struct Recognizer {
    model: Option<Linear<'static, WIDTH>>,
    decoder: Decoder,
    /// Frequent names of persons.
    pub names: PersonNames,
}

/// A name that the recogniser found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    /// Its tokens.
    pub span: TokenSpan,
    /// Its type: `PER`, `ORG` or `LOC`.
    pub kind: &'static str,
    /// How far its labels stay ahead of their best alternatives, a word.
    pub margin: i32,
}

impl Recognizer {
    /// The weights that the package ships.
    ///
    /// # Errors
    /// A fault in a shipped file.
    pub fn builtin() -> Result<Self, Error> {
        Self::open(include_bytes!("../../data/models/names.bin"))
    }

    /// Opens the bytes of a model.
    ///
    /// # Errors
    /// The bytes are no such model, or the lists of names are faulty.
    pub fn open(model: &'static [u8]) -> Result<Self, Error> {
        let model = Linear::open("names.bin", model)?;
        let decoder = Decoder::new(&model)?;
        Ok(Self { model: Some(model), decoder, names: PersonNames::builtin()? })
    }

    /// A recogniser without weights, for training.
    ///
    /// # Errors
    /// A fault in the lists of names.
    pub fn untrained() -> Result<Self, Error> {
        Ok(Self { names: PersonNames::builtin()?, ..Self::default() })
    }

    /// The names of a text.
    pub fn find(&self, text: &Text<'_>, syntax: &Syntax, hits: &Hits, resources: &Resources) -> Vec<Found> {
        let Some(model) = &self.model else { return Vec::new() };
        let mut read = Reading::new(text, hits, resources, &self.names);
        let mut labels = vec![decoding::OUTSIDE; text.tokens.len()];
        let mut margins = vec![0; text.tokens.len()];
        let mut scores = vec![decoding::no_name(); text.tokens.len()];
        let mut work = decoding::Work::default();
        let mut scratch: Vec<Feature> = Vec::new();
        for pass in 0..2 {
            if pass == 1 {
                read.see(&labels);
            }
            for (i, sentence) in text.sentences.iter().enumerate() {
                if pass == 1 && !read.repeats(sentence) {
                    continue;
                }
                let tokens = read.sentence(text, SentenceId::new(i));
                let range = sentence.tokens.range();
                // The first pass looks at the words that may be names and those beside them, the second at what has changed.
                let careless = !tokens.first().is_some_and(|t| t.capital);
                let looks = |at: usize| match tokens.get(at) {
                    Some(token) if pass == 1 => token.elsewhere != 0,
                    Some(token) => {
                        careless
                            || features::is_like_name(token)
                            || syntax.upos(TokenId::new(range.start + at)) == Upos::Propn
                    }
                    None => false,
                };
                for (at, scores) in scores[range.clone()].iter_mut().enumerate() {
                    if (at.saturating_sub(1)..=at + 1).any(looks) {
                        features::features(tokens, at, &mut scratch);
                        *scores = model.scores(&scratch);
                    }
                }
                work.start(tokens.len());
                scores[range.clone()].iter().for_each(|s| work.push(*s));
                self.decoder.decode(&mut work);
                labels[range.clone()].copy_from_slice(&work.labels);
                margins[range].copy_from_slice(&work.margins);
            }
        }
        let mut out = Vec::new();
        let words = &resources.entities.place_words;
        for sentence in &text.sentences {
            let range = sentence.tokens.range();
            for (kind, inside) in decoding::spans(&labels[range.clone()]) {
                let span = TokenSpan::new(range.start + inside.start, range.start + inside.end);
                let sum: i32 = margins[span.range()].iter().sum();
                let margin = sum / i32::try_from(span.len()).unwrap_or(1).max(1);
                let kind = if place_behind(text, words, span).is_some() { "LOC" } else { kind };
                out.push(Found { span, kind, margin });
            }
        }
        out
    }
}

/// What the recogniser reads of a text.
#[derive(Debug)]
pub struct Reading {
    tokens: Vec<Token>,
    starts: Vec<usize>,
    /// What each word was labelled in the first pass, by form.
    seen: HashMap<u32, Seen>,
}

impl Reading {
    /// Reads a text.
    pub fn new(text: &Text<'_>, hits: &Hits, resources: &Resources, names: &PersonNames) -> Self {
        let mut tokens = Vec::with_capacity(text.tokens.len());
        let mut starts = Vec::with_capacity(text.sentences.len());
        for sentence in &text.sentences {
            starts.push(tokens.len());
            features::read(text, sentence, resources, names, &mut tokens);
        }
        features::read_known(hits, &resources.entities, &mut tokens);
        Self { tokens, starts, seen: HashMap::new() }
    }

    /// The words of a sentence.
    pub fn sentence(&self, text: &Text<'_>, id: SentenceId) -> &[Token] {
        let len = text.sentence(id).map_or(0, |s| s.tokens.len());
        let start = self.starts.get(id.index()).copied().unwrap_or(0);
        self.tokens.get(start..start + len).unwrap_or(&[])
    }

    /// Notes how words are labelled, and shows it to the other places where they stand.
    pub fn see(&mut self, labels: &[u8]) {
        self.seen.clear();
        for (token, label) in self.tokens.iter().zip(labels) {
            if token.notable() {
                self.seen.entry(token.word.form).or_default().add(*label);
            }
        }
        for (token, label) in self.tokens.iter_mut().zip(labels) {
            token.elsewhere = match self.seen.get(&token.word.form).filter(|_| token.notable()) {
                Some(seen) => seen.without(*label),
                None => 0,
            };
        }
    }

    fn repeats(&self, sentence: &Sentence) -> bool {
        self.tokens.get(sentence.tokens.range()).is_some_and(|t| t.iter().any(|t| t.elsewhere != 0))
    }
}

/// Proposes names of persons, organisations, places and facilities, and weighs the gazetteer's by them.
pub fn candidates(text: &Text<'_>, syntax: &Syntax, hits: &Hits, resources: &Resources, out: &mut Vec<Candidate>) {
    let mut found = resources.entities.recognizer.find(text, syntax, hits, resources);
    // `Rohingya Muslims` are a people, however much like a person's name that looks; `in Kachin` may be where they live.
    found.retain(|name| name.kind == "LOC" || !name.span.tokens().all(|t| hits.is_people(TokenSpan::one(t))));
    weigh(&found, out);
    let words = &resources.entities.place_words;
    for name in &found {
        let sure = name.margin.clamp(0, MARGIN);
        let score = UNSURE + (SURE - UNSURE) * sure / MARGIN;
        let (kind, subtype) = kind_of(text, name, words);
        let country = None;
        let source = CandidateSource::Recognizer;
        out.push(Candidate { span: name.span, kind, subtype, country, source, record: None, score });
    }
}

/// A place that the recogniser takes for one too is likelier; one that it takes for another, the surer the more, or for none
/// is less so.
fn weigh(found: &[Found], out: &mut Vec<Candidate>) {
    for c in out.iter_mut().filter(|c| c.source == CandidateSource::Gazetteer) {
        let first = found.partition_point(|f| f.span.end <= c.span.start);
        let over = found[first..].iter().take_while(|f| f.span.start < c.span.end);
        let (mut sure, mut agrees) = (None, false);
        for f in over {
            sure = sure.max(Some(f.margin.clamp(0, MARGIN)));
            agrees |= f.kind == "LOC";
        }
        c.score += match (sure, agrees) {
            (_, true) => AGREES,
            (Some(sure), false) => -DISAGREES * sure / MARGIN,
            (None, false) => -DISAGREES * 3 / 4,
        };
    }
    out.retain(|c| c.source != CandidateSource::Gazetteer || c.score >= gazetteer::LEAST);
}

fn kind_of(text: &Text<'_>, name: &Found, words: &Words) -> (&'static str, Option<&'static str>) {
    match name.kind {
        "PER" => ("person", None),
        "ORG" => ("organization", None),
        _ => {
            let last = (name.span.start.index() + 1..name.span.end.index()).find_map(|i| {
                words.after(text, TokenId::new(i), name.span.end).filter(|(s, _)| s.end == name.span.end)
            });
            let entry = last.map(|(_, entry)| entry).or_else(|| place_behind(text, words, name.span));
            entry.map_or(("location", None), |entry| (entry.kind, entry.subtype))
        }
    }
}

/// The kind of place that the words before a name say that it is.
fn place_behind(text: &Text<'_>, words: &Words, name: TokenSpan) -> Option<Entry> {
    let sentence = text.sentence(text.sentence_of(name.start))?;
    words.kind_behind(text, name.start, sentence.tokens.start)
}
