//! What this stage knows: actors, role nouns, places, read once from `data/`.

mod reading;

use hashbrown::{HashMap, HashSet};
use std::sync::Arc;

use super::candidates::Iso3;
use super::coreference::salience::Salience;
use super::gazetteer::Gazetteer;
use super::gazetteer::words::Words;
use super::recognizer::Recognizer;
use super::words::{CasePattern, Marker};
use crate::error::Error;
use crate::lexicon::PhraseMap;
use crate::ontology::Ontology;

macro_rules! shipped {
    ($name:literal) => {
        (concat!("data/lexicon/", $name), include_str!(concat!("../../data/lexicon/", $name)))
    };
}

/// The stage's entries.
#[derive(Clone, Debug, Default)]
pub struct Lexicon {
    /// Place names and their points.
    pub gazetteer: Arc<Gazetteer>,
    /// The words around place names.
    pub place_words: Arc<Words>,
    /// Weights of the statistical recogniser.
    pub recognizer: Arc<Recognizer>,
    /// Everybody and everything known by name.
    pub known: Vec<Known>,
    /// Every phrase that this stage looks for.
    pub phrases: Arc<PhraseMap<Entry>>,
    /// The names of the user's own actors.
    pub own: Arc<PhraseMap<Entry>>,
    /// The first row of [`Self::known`] that is the user's own.
    pub own_from: usize,
    /// Common nouns.
    pub nouns: Arc<Vec<Noun>>,
    /// Organs of states.
    pub organs: Arc<Vec<Organ>>,
    /// Words inside a title: `former`, `deputy`.
    pub title_modifiers: HashSet<String>,
    /// Words that the name of something unnamed leaves out.
    pub label_words: HashSet<String>,
    /// Words that say that somebody is at home elsewhere.
    pub outsiders: HashSet<String>,
    /// Prepositions that say where something is.
    pub placing: HashSet<String>,
    /// Words that open a noun phrase, and whether they point back.
    pub determiners: HashMap<String, (Determiner, bool)>,
    /// What words for a people are.
    pub people: Kind,
    /// The subtype of towns.
    pub town: Option<&'static str>,
    /// The preposition that ties an organ to its country.
    pub of: String,
    /// The preposition that ties an officer to an office.
    pub for_: String,
    /// Pronouns by form.
    pub pronouns: HashMap<String, Pronoun>,
    /// Words that tell a person's gender.
    pub gender: Gender,
    /// What speaks for whom a pronoun stands for.
    pub salience: Arc<Salience>,
    /// Lemmas of the verbs that tell speech.
    pub speech: HashSet<String>,
    /// The nouns of titles that are not nouns themselves: `general` of `gen.`.
    pub title_nouns: HashMap<String, String>,
    /// The row of each country or territory's own state.
    pub states: HashMap<Iso3, usize>,
    /// What each subtype adds to an actor code.
    codes: HashMap<(&'static str, &'static str), SubtypeCode>,
    /// Those of them that stand in the place of a country.
    international: HashSet<String>,
}

/// Somebody or something known by name.
#[derive(Clone, Debug)]
pub struct Known {
    /// Its usual name.
    pub name: String,
    /// A name of the ontology's `mention` enum.
    pub kind: &'static str,
    /// A name of the ontology's enum for `kind`.
    pub subtype: Option<&'static str>,
    /// The country that it is or belongs to.
    pub country: Option<Iso3>,
    /// CAMEO actor code.
    pub cameo: Option<String>,
    /// The type of source that it makes.
    pub source_type: Option<&'static str>,
}

/// One phrase and what it may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What it may be.
    pub sense: Sense,
    /// The capitals that it needs.
    pub case: CasePattern,
    /// What else it needs.
    pub marker: Marker,
}

/// What a phrase may be; the number is a row of the table of its kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sense {
    /// A name: row of [`Lexicon::known`].
    Name(usize),
    /// An adjective of nationality, religion, …: row of [`Lexicon::known`] for which it stands.
    Norp(usize, &'static str),
    /// A word for the people of a country or community: row of [`Lexicon::known`].
    People(usize),
    /// The capital of a country: row of [`Lexicon::known`].
    Capital(usize),
    /// An organ: row of [`Lexicon::organs`].
    Organ(usize),
    /// A common noun, one or several: row of [`Lexicon::nouns`].
    Noun(usize, Number),
    /// A rank, office or form of address before a name, with the subtype of the person.
    Title(Option<&'static str>),
    /// The first word of a name, which tells its type.
    NameOpener(&'static str, Option<&'static str>),
    /// The last word of a name, which tells its type.
    NameHead(&'static str, Option<&'static str>),
}

/// One or several.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Number {
    /// `militant`
    Singular,
    /// `militants`
    Plural,
}

/// A type and subtype.
pub type Kind = (&'static str, Option<&'static str>);

/// A common noun for persons, organisations, things or places.
#[derive(Clone, Debug)]
pub struct Noun {
    /// The singular.
    pub noun: String,
    /// What one is.
    pub singular: Option<Kind>,
    /// What several are.
    pub many: Option<Kind>,
    /// CAMEO role code.
    pub cameo: Option<String>,
    /// The type of source that it makes.
    pub source_type: Option<&'static str>,
    /// True where the mention takes in a following of-phrase.
    pub takes_of: bool,
    /// True where it is what that phrase is: `a group of students`.
    pub takes_kind: bool,
    /// True where it means all of them with an article alone, and none told of before: `the people`.
    pub general: bool,
    /// True of the capital of a country.
    pub capital: bool,
}

/// An organ of a state: army, parliament, foreign ministry.
#[derive(Clone, Debug)]
pub struct Organ {
    /// The organ that it is the same as: `army` is the `military`.
    pub same_as: String,
    /// Type and subtype.
    pub kind: Kind,
    /// CAMEO role code.
    pub cameo: Option<String>,
    /// The type of source that it makes.
    pub source_type: Option<&'static str>,
    /// False where it is no mention without a country.
    pub alone: bool,
}

/// What a word that opens a noun phrase does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Determiner {
    /// It is left out of the mention.
    Article,
    /// It points at something.
    Definite,
    /// It counts.
    Quantity,
    /// There is none.
    Negative,
    /// With `of` it counts persons: `dozens`.
    Count,
}

/// A pronoun.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pronoun {
    /// What it can refer to.
    pub refers: Refers,
    /// True of `his`, `their`.
    pub possessive: bool,
    /// True of `himself`.
    pub reflexive: bool,
    /// True where the possessive is an object too: `her`.
    pub object: bool,
    /// One or several.
    pub number: Number,
    /// True for `she`, false for `he`.
    pub female: Option<bool>,
}

/// Words that tell a person's gender, in lower case: true for a woman.
#[derive(Clone, Debug, Default)]
pub struct Gender {
    /// `Mrs.`
    pub titles: HashMap<String, bool>,
    /// `wife`
    pub nouns: HashMap<String, bool>,
    /// Given names that one gender bears nearly alone.
    pub given: HashMap<String, bool>,
}

/// What a pronoun can refer to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refers {
    /// `he`
    Person,
    /// `it`
    Thing,
    /// `they`
    Any,
    /// `I`, `we`
    Speaker,
    /// `here`, `there`
    Place,
}

#[derive(Clone, Debug)]
struct SubtypeCode {
    cameo: Option<String>,
    source_type: Option<&'static str>,
    country_after: Vec<String>,
    home: Option<Home>,
}

/// Where an actor code has its country, if that is not known.
pub const NO_COUNTRY: &str = "---";

/// What tells where unnamed parties of a subtype are at home.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Home {
    /// Where it happens.
    Place,
    /// That, or the state of whose people the sentence tells: organs.
    State,
}

impl Lexicon {
    /// The entries that the package ships.
    ///
    /// # Errors
    /// A fault in a shipped file.
    pub fn builtin(ontology: &Ontology) -> Result<Self, Error> {
        let mut out = Self {
            gazetteer: Arc::new(Gazetteer::builtin()?),
            place_words: Arc::new(Words::builtin(ontology)?),
            recognizer: Arc::new(Recognizer::builtin()?),
            ..Self::default()
        };
        out.read_subtypes(shipped!("subtypes.tsv"), ontology)?;
        out.read_countries(shipped!("countries.tsv"), ontology)?;
        out.read_communities(shipped!("ethnicities_religions.tsv"), ontology)?;
        out.read_actors(shipped!("organizations.tsv"), "organization", ontology)?;
        out.read_actors(shipped!("persons.tsv"), "person", ontology)?;
        out.read_organs(shipped!("organs.tsv"), ontology)?;
        out.read_roles(shipped!("roles.tsv"), ontology)?;
        for (file, kind) in [
            (shipped!("weapons.tsv"), "weapon"),
            (shipped!("vehicles.tsv"), "vehicle"),
            (shipped!("facilities.tsv"), "facility"),
            (shipped!("place_nouns.tsv"), "location"),
            (shipped!("documents.tsv"), "document"),
        ] {
            out.read_things(file, kind, ontology)?;
        }
        out.read_titles(shipped!("titles.tsv"), ontology)?;
        out.read_name_heads(shipped!("name_heads.tsv"), ontology)?;
        out.read_name_openers(shipped!("name_openers.tsv"), ontology)?;
        out.read_title_modifiers(shipped!("title_modifiers.tsv"))?;
        out.read_pronouns(shipped!("pronouns.tsv"))?;
        out.read_gender(shipped!("gender.tsv"))?;
        out.salience = Arc::new(Salience::parse(shipped!("salience.tsv"))?);
        out.read_speech(shipped!("reporting_verbs.tsv"))?;
        out.read_label_words(shipped!("label_words.tsv"))?;
        out.read_determiners(shipped!("determiners.tsv"))?;
        out.people = ("group", ontology.subtype("group", "people"));
        out.town = ontology.subtype("location", "city");
        out.own_from = out.known.len();
        Ok(out)
    }

    /// A known thing by its row.
    pub fn known(&self, row: usize) -> Option<&Known> {
        self.known.get(row)
    }

    /// The CAMEO code of an actor without a row of its own.
    pub fn cameo(&self, kind: Kind, country: Option<Iso3>, role: Option<&str>) -> Option<String> {
        let country = country.map(|c| self.country_code(c));
        match (country, role.or_else(|| self.role_code(kind))) {
            (None, None) => None,
            (Some(country), role) => Some(country + role.unwrap_or_default()),
            (None, Some(role)) if self.international.contains(role) => Some(role.to_owned()),
            (None, Some(role)) => Some(format!("{NO_COUNTRY}{role}")),
        }
    }

    /// What a subtype adds to an actor code.
    pub fn role_code(&self, kind: Kind) -> Option<&str> {
        kind.1.and_then(|s| self.codes.get(&(kind.0, s))).and_then(|c| c.cameo.as_deref())
    }

    /// Does a phrase under this preposition behind an unnamed party tell its country?
    pub fn country_after(&self, kind: Kind, preposition: &str) -> bool {
        let code = kind.1.and_then(|s| self.codes.get(&(kind.0, s)));
        code.is_some_and(|c| c.country_after.iter().any(|p| p == preposition))
    }

    /// What tells where unnamed parties of a subtype are at home.
    pub fn home(&self, kind: Kind) -> Option<Home> {
        kind.1.and_then(|s| self.codes.get(&(kind.0, s))).and_then(|c| c.home)
    }

    /// The type of source that a subtype makes.
    pub fn source_type(&self, kind: Kind) -> Option<&'static str> {
        kind.1.and_then(|s| self.codes.get(&(kind.0, s))).and_then(|c| c.source_type)
    }

    fn country_code(&self, country: Iso3) -> String {
        let row = self.states.get(&country).and_then(|&r| self.known.get(r));
        row.and_then(|k| k.cameo.clone()).unwrap_or_else(|| country.as_str().to_owned())
    }

    fn add(&mut self, phrase: &str, sense: Sense) {
        let (marker, phrase) = Marker::split(phrase);
        Arc::make_mut(&mut self.phrases).insert(phrase, Entry { sense, case: CasePattern::of(phrase), marker });
    }

    fn push(&mut self, known: Known) -> usize {
        self.known.push(known);
        self.known.len() - 1
    }
}
