//! What this stage knows: cues, hedges and the words that events stand under, read once from `data/lexicon/`.

mod frames;
mod inflection;

use hashbrown::HashMap;

use crate::error::Error;
use crate::lexicon::{PhraseMap, Row, Table};
use crate::ontology::Ontology;
use crate::text::Text;
use crate::text::span::{TokenId, TokenSpan};
use inflection::inflect;

pub use frames::{Frame, Frames};
pub use inflection::Form;

/// The stage's entries.
#[derive(Debug, Default)]
pub struct Lexicon {
    /// Every cue; [`Lexicon::verbs`] and [`Lexicon::nouns`] point into it.
    cues: Vec<Cue>,
    verbs: HashMap<Box<str>, Vec<(usize, Form)>>,
    nouns: HashMap<Box<str>, Vec<(usize, Form)>>,
    markers: PhraseMap<Marker>,
    headline: Option<Marker>,
    operators: HashMap<Box<str>, Vec<Operator>>,
    hedges: HashMap<Box<str>, Vec<Hedge>>,
    sources: HashMap<Box<str>, SourceNoun>,
}

/// A word that reports speech, thought or attitude.
#[derive(Clone, Debug)]
pub struct Cue {
    /// The words after the first: `out` of `point out`.
    pub particle: Box<[Box<str>]>,
    /// True where it is thought, wanted or favoured and need not be uttered.
    pub attitude: bool,
    /// What carries its content.
    pub frames: Frames,
    /// A name of the ontology's `stance` enum.
    pub stance: &'static str,
    /// How its content is to be read.
    pub effect: Effect,
    /// Its stance where it is negated.
    pub negated: Option<&'static str>,
}

/// A fixed phrase that marks a source or a refusal to speak.
#[derive(Clone, Copy, Debug)]
pub struct Marker {
    /// Where the source and the content stand.
    pub kind: MarkerKind,
    /// A name of the ontology's `stance` enum.
    pub stance: &'static str,
    /// How its content is to be read.
    pub effect: Effect,
}

/// Where a marker's source and content stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MarkerKind {
    /// The source follows, the content is the clause around it: `according to`.
    Source,
    /// The content is the clause around it, the source is not named: `reportedly`.
    Adverb,
    /// A refusal: the source is a subject before it or follows `from`; the content follows `on`: `no comment`.
    Refusal,
    /// It belongs to the cue that it follows: `said` **in a statement**.
    Tail,
    /// The colon of a headline: `Five killed: Report`.
    Headline,
}

/// How the content of a cue is to be read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Effect {
    /// Nothing follows.
    #[default]
    None,
    /// Somebody says it.
    Report,
    /// Somebody says it, and the cue keeps its distance.
    Claim,
    /// Somebody confirms it.
    Confirm,
    /// Somebody denies it.
    Deny,
    /// It may be so.
    Possible,
    /// It is to be.
    Plan,
    /// It is taken for granted.
    Fact,
    /// It is not so.
    Negate,
}

/// A word under which an event is not simply told.
#[derive(Clone, Debug)]
pub struct Operator {
    /// The word that stands with it: `off` of `call off`.
    pub particle: Option<Box<str>>,
    /// How the event stands under it.
    pub frames: Frames,
    /// What it makes of the event.
    pub effect: Effect,
    /// What it makes of it where it is itself negated.
    pub negated: Effect,
    /// What it makes of it where it is told of in the past: `were able to flee`.
    pub past: Effect,
    /// True where it tells that the event was tried and did not come off.
    pub attempt: bool,
}

/// A word that changes how far an event is said to be true, from beside it.
#[derive(Clone, Debug)]
pub struct Hedge {
    /// Where it stands.
    pub place: Place,
    /// What it makes of the event.
    pub effect: Effect,
    /// What it makes of it where it is negated.
    pub negated: Effect,
    /// What it makes of it where a perfect follows.
    pub past: Effect,
    /// True where it tells that the event was tried and did not come off.
    pub attempt: bool,
}

/// Where a hedge stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum Place {
    Modal,
    Auxiliary,
    Adverb,
    Adjective,
    Negation,
    Subordinator,
    /// A verb that only tells how the next one goes on: `continued to`.
    Chain,
    /// It leads to what is said: `that`, `whether`.
    Complementizer,
    /// It makes a noun speak of what is known: `the` strike.
    Definite,
    /// A negation before it holds behind it too: `no damage` **or** `casualties`.
    Alternative,
    /// The one who speaks or is spoken to: no source of a claim.
    Speaker,
    /// A noun that stands for what somebody is told to have done: `denied` **involvement**.
    Pointer,
    /// It leads to what a thing is called: described the raid **as** a crime.
    Naming,
    /// Behind a comma it sets a clause of the writer's against what is said: `but`.
    Contrast,
    /// It tells who has done what the infinitive behind it tells: the **first** to leave.
    Achiever,
    /// It leads to what comes at that time: **before** they leave.
    Temporal,
    /// It leads to how something is done: end it **by** freeing them.
    Means,
    /// It leads to an event that is still to come: **ahead** of the vote.
    Ahead,
    /// It ties a noun to the noun before it: the flow **of** aid.
    Genitive,
    /// A noun that only tells how an event goes on: the **resumption** of talks.
    Carrier,
    /// It is done by saying that one wants to: I want to **thank** you.
    Courtesy,
    /// It is done by what is done for it: gathered to **denounce** the law.
    Stand,
    /// It leads to whose words a document has: a statement **from** the army.
    Issuer,
    /// It asks for something about what is known to be so: unclear **why** they fled.
    Interrogative,
}

const PLACES: &[(&str, Place)] = &[
    ("modal", Place::Modal),
    ("auxiliary", Place::Auxiliary),
    ("adverb", Place::Adverb),
    ("adjective", Place::Adjective),
    ("negation", Place::Negation),
    ("subordinator", Place::Subordinator),
    ("chain", Place::Chain),
    ("complementizer", Place::Complementizer),
    ("definite", Place::Definite),
    ("alternative", Place::Alternative),
    ("speaker", Place::Speaker),
    ("pointer", Place::Pointer),
    ("naming", Place::Naming),
    ("contrast", Place::Contrast),
    ("achiever", Place::Achiever),
    ("temporal", Place::Temporal),
    ("means", Place::Means),
    ("ahead", Place::Ahead),
    ("genitive", Place::Genitive),
    ("carrier", Place::Carrier),
    ("courtesy", Place::Courtesy),
    ("stand", Place::Stand),
    ("issuer", Place::Issuer),
    ("interrogative", Place::Interrogative),
];

/// What a noun is as a source.
#[derive(Clone, Copy, Debug)]
pub struct SourceNoun {
    /// A name of the ontology's `source_type` enum.
    pub source_type: &'static str,
    /// True where it names persons, who are anonymous without a name.
    pub persons: bool,
}

const EFFECTS: &[(&str, Effect)] = &[
    ("none", Effect::None),
    ("reported", Effect::Report),
    ("claimed", Effect::Claim),
    ("confirmed", Effect::Confirm),
    ("denied", Effect::Deny),
    ("possible", Effect::Possible),
    ("planned", Effect::Plan),
    ("asserted", Effect::Fact),
    ("negated", Effect::Negate),
];

const VERBS: (&str, &str) =
    ("data/lexicon/reporting_verbs.tsv", include_str!("../../data/lexicon/reporting_verbs.tsv"));
const NOUNS: (&str, &str) =
    ("data/lexicon/reporting_nouns.tsv", include_str!("../../data/lexicon/reporting_nouns.tsv"));
const MARKERS: (&str, &str) =
    ("data/lexicon/reporting_phrases.tsv", include_str!("../../data/lexicon/reporting_phrases.tsv"));
const OPERATORS: (&str, &str) = ("data/lexicon/factuality.tsv", include_str!("../../data/lexicon/factuality.tsv"));
const HEDGES: (&str, &str) = ("data/lexicon/hedges.tsv", include_str!("../../data/lexicon/hedges.tsv"));
const SOURCES: (&str, &str) = ("data/lexicon/source_nouns.tsv", include_str!("../../data/lexicon/source_nouns.tsv"));

impl Lexicon {
    /// The entries that the package ships.
    ///
    /// # Errors
    /// A fault in a data file.
    pub fn builtin(ontology: &Ontology) -> Result<Self, Error> {
        let mut out = Self::default();
        for row in Table::parse(VERBS.0, VERBS.1)?.rows() {
            out.add_cue(ontology, &row, row.require("lemma")?, true)?;
        }
        for row in Table::parse(NOUNS.0, NOUNS.1)?.rows() {
            out.add_cue(ontology, &row, row.require("noun")?, false)?;
        }
        for row in Table::parse(MARKERS.0, MARKERS.1)?.rows() {
            let kind = match row.require("kind")? {
                "source" => MarkerKind::Source,
                "adverb" => MarkerKind::Adverb,
                "refusal" => MarkerKind::Refusal,
                "tail" => MarkerKind::Tail,
                "headline" => MarkerKind::Headline,
                other => return Err(row.error(format!("unknown kind {other:?}"))),
            };
            let marker = Marker { kind, stance: stance(ontology, &row, "stance")?, effect: effect(&row, "effect")? };
            match kind {
                MarkerKind::Headline => out.headline = Some(marker),
                _ => out.markers.insert(row.require("phrase")?, marker),
            }
        }
        for row in Table::parse(OPERATORS.0, OPERATORS.1)?.rows() {
            let operator = Operator {
                particle: row.require("word")?.split_once(' ').map(|(_, particle)| particle.into()),
                frames: Frames::parse(row.require("frames")?),
                effect: effect(&row, "effect")?,
                negated: effect_or(&row, "negated", effect(&row, "effect")?)?,
                past: effect_or(&row, "past", effect(&row, "effect")?)?,
                attempt: row.get("attempt")? == "yes",
            };
            for (form, _) in inflect(first_word(row.require("word")?), row.get("forms")?) {
                out.operators.entry(form).or_default().push(operator.clone());
            }
        }
        for row in Table::parse(HEDGES.0, HEDGES.1)?.rows() {
            let place = row.require("place")?;
            let place = PLACES.iter().find(|(n, _)| *n == place).map(|(_, p)| *p);
            let place = place.ok_or_else(|| row.error("unknown place"))?;
            let own = effect(&row, "effect")?;
            let hedge = Hedge {
                place,
                effect: own,
                negated: effect_or(&row, "negated", Effect::Negate)?,
                past: effect_or(&row, "past", own)?,
                attempt: row.get("attempt")? == "yes",
            };
            out.hedges.entry(row.require("word")?.into()).or_default().push(hedge);
        }
        for row in Table::parse(SOURCES.0, SOURCES.1)?.rows() {
            let name = row.require("source_type")?;
            let source_type = ontology.value("source_type", name);
            let source_type = source_type.ok_or_else(|| row.error(format!("unknown source type {name:?}")))?;
            let entry = SourceNoun { source_type, persons: row.get("persons")? == "yes" };
            for (form, form_kind) in inflect(row.require("noun")?, row.get("forms")?) {
                if matches!(form_kind, Form::Base | Form::S) || row.get("forms")?.contains(&*form) {
                    out.sources.insert(form, entry);
                }
            }
        }
        Ok(out)
    }

    fn add_cue(&mut self, ontology: &Ontology, row: &Row<'_, '_>, lemma: &str, verb: bool) -> Result<(), Error> {
        let negated = if row.get("negated")?.is_empty() { None } else { Some(stance(ontology, row, "negated")?) };
        let id = self.cues.len();
        self.cues.push(Cue {
            particle: lemma.split(' ').skip(1).map(Into::into).collect(),
            attitude: verb && attitude(row)?,
            frames: Frames::parse(row.require("frames")?),
            stance: stance(ontology, row, "stance")?,
            effect: effect(row, "effect")?,
            negated,
        });
        let by_form = if verb { &mut self.verbs } else { &mut self.nouns };
        for (form, kind) in inflect(first_word(lemma), row.get("forms")?) {
            if verb || matches!(kind, Form::Base | Form::S) {
                by_form.entry(form).or_default().push((id, kind));
            }
        }
        Ok(())
    }

    /// The reporting verbs that a form belongs to.
    pub fn verbs(&self, form: &str) -> impl Iterator<Item = (&Cue, Form)> {
        self.verbs.get(form).into_iter().flatten().filter_map(|&(id, form)| Some((self.cues.get(id)?, form)))
    }

    /// The reporting nouns that a form belongs to.
    pub fn nouns(&self, form: &str) -> impl Iterator<Item = (&Cue, Form)> {
        self.nouns.get(form).into_iter().flatten().filter_map(|&(id, form)| Some((self.cues.get(id)?, form)))
    }

    /// The longest fixed phrase that begins at a token.
    pub fn marker_at(&self, text: &Text<'_>, start: TokenId, limit: TokenId) -> Option<(TokenSpan, Marker)> {
        self.markers.longest_at(text, start, limit).map(|(span, marker)| (span, *marker))
    }

    /// What the colon of a headline tells.
    pub fn headline(&self) -> Option<Marker> {
        self.headline
    }

    /// What a word makes of the events under it.
    pub fn operators(&self, form: &str) -> &[Operator] {
        self.operators.get(form).map_or(&[], Vec::as_slice)
    }

    /// What a word makes of the event that it stands beside, from this place.
    pub fn hedge(&self, word: &str, place: Place) -> Option<&Hedge> {
        self.hedges.get(word)?.iter().find(|h| h.place == place)
    }

    /// What a noun is as a source.
    pub fn source_noun(&self, form: &str) -> Option<SourceNoun> {
        self.sources.get(form).copied()
    }
}

fn first_word(phrase: &str) -> &str {
    phrase.split(' ').next().unwrap_or(phrase)
}

fn attitude(row: &Row<'_, '_>) -> Result<bool, Error> {
    match row.require("kind")? {
        "speech" => Ok(false),
        "attitude" => Ok(true),
        other => Err(row.error(format!("unknown kind {other:?}"))),
    }
}

fn stance(ontology: &Ontology, row: &Row<'_, '_>, column: &str) -> Result<&'static str, Error> {
    let name = row.require(column)?;
    ontology.value("stance", name).ok_or_else(|| row.error(format!("unknown stance {name:?}")))
}

fn effect(row: &Row<'_, '_>, column: &str) -> Result<Effect, Error> {
    let name = row.require(column)?;
    let found = EFFECTS.iter().find(|(n, _)| *n == name).map(|(_, e)| *e);
    found.ok_or_else(|| row.error(format!("unknown effect {name:?}")))
}

fn effect_or(row: &Row<'_, '_>, column: &str, default: Effect) -> Result<Effect, Error> {
    if row.get(column)?.is_empty() { Ok(default) } else { effect(row, column) }
}
