//! Stage 3. Entities: who and where, found, typed, linked and placed.

pub mod actors;
pub mod affiliation;
pub mod candidates;
pub mod coreference;
pub mod drafts;
pub mod enumerations;
pub mod gazetteer;
pub mod grammar;
pub mod hits;
mod home;
pub mod known;
mod labels;
pub mod lexicon;
pub mod nominals;
pub mod places;
pub mod recognizer;
pub mod selection;
pub mod short_names;
pub mod titles;
pub mod words;

use candidates::{Candidate, CandidateSource};
use drafts::Draft;
use hits::Hits;

use crate::resources::Resources;
use crate::syntax::Syntax;
use crate::syntax::tags::Upos;
use crate::text::kinds::is_title_case;
use crate::text::span::{TokenId, TokenSpan, index_type};
use crate::text::{Sentence, SentenceKind, Text};

index_type! {
    /// A mention's position in [`Entities::mentions`].
    MentionId
}
index_type! {
    /// An entity's position in [`Entities::entities`].
    EntityId
}

/// The mentions of a text and the entities that they refer to.
#[derive(Debug, Default)]
pub struct Entities {
    /// Mentions by start, the longer first.
    pub mentions: Vec<Mention>,
    /// Entities by first mention.
    pub entities: Vec<Entity>,
    /// Whom pronouns that are no mentions stand for, in text order: those of `its` attack, and several told of side by side.
    pub meant: Vec<(TokenId, Vec<MentionId>)>,
}

/// Words that refer to somebody or something.
#[derive(Clone, Debug)]
pub struct Mention {
    /// Its tokens, without a leading article or a trailing possessive.
    pub span: TokenSpan,
    /// Its head word.
    pub head: TokenId,
    /// `person`, `organization`, `weapon`, …: a name of the ontology's `mention` enum.
    pub kind: &'static str,
    /// A name of the ontology's enum for `kind`.
    pub subtype: Option<&'static str>,
    /// Name, nominal or pronoun.
    pub level: Level,
    /// What it refers to; None for a title.
    pub entity: Option<EntityId>,
    /// True where it is one person or thing without a name (`a policeman`, `an Iraqi military spokesman`).
    pub singular: bool,
    /// Who found it.
    pub source: CandidateSource,
    /// The finder's record of it: a row of the knowledge base or of the gazetteer.
    pub record: Option<usize>,
}

/// How a mention refers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Level {
    /// `Hamas`
    Name,
    /// `the group`
    Nominal,
    /// `it`
    Pronoun,
}

impl Level {
    /// The name in the output.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Nominal => "nominal",
            Self::Pronoun => "pronoun",
        }
    }
}

/// Somebody or something that mentions refer to.
#[derive(Clone, Debug, Default)]
pub struct Entity {
    /// The best name in the document.
    pub name: String,
    /// As [`Mention::kind`].
    pub kind: &'static str,
    /// As [`Mention::subtype`].
    pub subtype: Option<&'static str>,
    /// ISO 3166 alpha-3.
    pub country: Option<String>,
    /// The other names that the document uses, in text order.
    pub aliases: Vec<String>,
    /// `spokesman`, `drone specialist`.
    pub role: Option<String>,
    /// Where it is, for locations and facilities.
    pub place: Option<Place>,
    /// CAMEO actor code.
    pub cameo_actor: Option<String>,
    /// What that code adds to the country's, possibly nothing; None where it is a code of its own.
    pub cameo_role: Option<String>,
    /// The type of source that it makes when it speaks: a name of the ontology's `source_type` enum.
    pub source_type: Option<&'static str>,
    /// True for a person or group of persons without a name.
    pub anonymous: bool,
    /// The entity that it belongs to or speaks for (`Hamas` of `Hamas fighters`), if the text says so.
    pub part_of: Option<EntityId>,
    /// Its mentions, in text order.
    pub mentions: Vec<MentionId>,
}

/// A point on the map.
#[derive(Clone, Debug, Default)]
pub struct Place {
    /// Latitude in degrees, WGS 84.
    pub lat: f64,
    /// Longitude in degrees, WGS 84.
    pub lon: f64,
    /// Its row in GeoNames.
    pub geonameid: Option<i64>,
    /// Name of the first-level division that it lies in.
    pub admin1: Option<String>,
    /// How exact the point is.
    pub precision: PlacePrecision,
}

/// How exact a place is, the most exact first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PlacePrecision {
    /// A named settlement or facility.
    Exact,
    /// Relative to one: `south of Baghdad`.
    Near,
    /// A district or county.
    Admin2,
    /// A province or state.
    Admin1,
    /// A region that is no administrative unit.
    Region,
    /// A country.
    #[default]
    Country,
}

impl PlacePrecision {
    /// The name in the output.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Near => "near",
            Self::Admin2 => "admin2",
            Self::Admin1 => "admin1",
            Self::Region => "region",
            Self::Country => "country",
        }
    }
}

impl Entities {
    /// Finds the mentions of a text and groups them.
    ///
    /// Known names, place names, the recogniser and the grammar propose; [`selection`] chooses between them. Titles and
    /// unnamed mentions are laid around what is chosen. Coreference groups them, and places get their points last.
    pub fn new(text: &Text<'_>, syntax: &Syntax, resources: &Resources) -> Self {
        let lexicon = &*resources.entities;
        let hits = Hits::find(text, syntax, lexicon);
        let mut candidates: Vec<Candidate> = Vec::new();
        known::candidates(&hits, lexicon, &resources.ontology, &mut candidates);
        gazetteer::candidates(text, syntax, resources, &mut candidates);
        recognizer::candidates(text, syntax, &hits, resources, &mut candidates);
        grammar::candidates(text, syntax, &hits, lexicon, &mut candidates);
        candidates.iter_mut().for_each(|c| c.span = without_verb(text, syntax, c));
        known::agree(&mut candidates);
        short_names::surnames(text, &mut candidates);
        short_names::acronyms(text, &mut candidates);
        short_names::last_words(text, syntax, &hits, &mut candidates);
        // No place by the name of a people, and in capitals none by a common noun.
        let capitals = |c: &Candidate| text.sentence(text.sentence_of(c.span.start)).is_some_and(|s| s.capitals);
        candidates.retain(|c| match c.source {
            CandidateSource::Gazetteer if hits.is_people(c.span) => false,
            CandidateSource::Lexicon => true,
            _ => !(capitals(c) && hits.is_noun(c.span)),
        });
        let names = selection::select(candidates);
        let mut drafts: Vec<Draft> = names.iter().map(|c| Draft::name(text, syntax, c)).collect();
        nominals::type_names(&hits, lexicon, &mut drafts);
        nominals::add(text, syntax, &hits, lexicon, &mut drafts);
        titles::attach(text, syntax, &hits, lexicon, &mut drafts);
        drafts::settle(text, syntax, &mut drafts);
        let mut out = coreference::group(text, syntax, lexicon, &drafts);
        places::resolve(text, &mut out, resources);
        affiliation::settle(text, syntax, lexicon, &mut out);
        home::settle(text, syntax, lexicon, &mut out);
        out
    }

    /// The mention of this id.
    pub fn mention(&self, id: MentionId) -> Option<&Mention> {
        self.mentions.get(id.index())
    }

    /// The entity of this id.
    pub fn entity(&self, id: EntityId) -> Option<&Entity> {
        self.entities.get(id.index())
    }

    /// The entity that a mention refers to.
    pub fn entity_of(&self, id: MentionId) -> Option<&Entity> {
        self.mention(id).and_then(|m| m.entity).and_then(|e| self.entity(e))
    }

    /// Is what a mention refers to named or described anywhere, or only by pronouns?
    pub fn is_described(&self, id: MentionId) -> bool {
        let mut same = self.entity_of(id).into_iter().flat_map(|e| &e.mentions);
        same.any(|m| self.mention(*m).is_some_and(|m| m.level != Level::Pronoun))
    }

    /// Is what a mention refers to named anywhere?
    pub fn is_named(&self, id: MentionId) -> bool {
        let mut same = self.entity_of(id).into_iter().flat_map(|e| &e.mentions);
        same.any(|m| self.mention(*m).is_some_and(|m| m.level == Level::Name))
    }

    /// Whom a pronoun that is no mention stands for: `its`, and a `they` of several told of side by side.
    pub fn meant_by(&self, pronoun: TokenId) -> &[MentionId] {
        let at = self.meant.binary_search_by_key(&pronoun, |(token, _)| *token);
        at.ok().and_then(|i| self.meant.get(i)).map_or(&[], |(_, ids)| ids)
    }

    /// The mentions that lie in a run of tokens, in text order.
    pub fn within(&self, span: TokenSpan) -> impl Iterator<Item = (MentionId, &Mention)> {
        let first = self.mentions.partition_point(|m| m.span.start < span.start);
        self.mentions[first..]
            .iter()
            .enumerate()
            .map(move |(i, m)| (MentionId::new(first + i), m))
            .take_while(move |(_, m)| m.span.start < span.end)
            .filter(move |(_, m)| span.contains(m.span))
    }

    /// The longest mention headed by a token.
    pub fn headed_by(&self, head: TokenId) -> Option<MentionId> {
        let mut best: Option<(usize, usize)> = None;
        // A mention starts at most a few dozen tokens before its head.
        let from = TokenId(head.0.saturating_sub(48));
        let first = self.mentions.partition_point(|m| m.span.start < from);
        for (i, m) in self.mentions.iter().enumerate().skip(first).take_while(|(_, m)| m.span.start <= head) {
            if m.head == head && best.is_none_or(|(_, len)| m.span.len() > len) {
                best = Some((i, m.span.len()));
            }
        }
        best.map(|(i, _)| MentionId::new(i))
    }
}

/// `Taliban Attack Pakistan Army School`: where every word has a capital no name goes over a verb.
fn without_verb(text: &Text<'_>, syntax: &Syntax, name: &Candidate) -> TokenSpan {
    let built = matches!(name.source, CandidateSource::Recognizer | CandidateSource::Grammar);
    let verb = name.span.tokens().rfind(|t| syntax.upos(*t) == Upos::Verb).filter(|_| built);
    let titled = |s: &&Sentence| s.kind == SentenceKind::Headline || is_title_case(text, s);
    let sentence = || text.sentence(text.sentence_of(name.span.start)).filter(titled);
    let Some(verb) = verb.filter(|v| sentence().is_some_and(|s| *v > s.tokens.start)) else { return name.span };
    let behind = TokenSpan { start: TokenId(verb.0 + 1), end: name.span.end };
    let before = TokenSpan { start: name.span.start, end: verb };
    [behind, before].into_iter().find(|s| !s.is_empty()).unwrap_or(name.span)
}

/// What the tests of this stage ask.
#[cfg(test)]
mod testing {
    use crate::{Options, Resources, extract};

    /// The CAMEO code of the first entity whose name fits.
    pub fn code(text: &str, fits: impl Fn(&str) -> bool) -> Option<String> {
        let report = extract(text, &Options::default(), Resources::builtin().expect("resources"));
        report.entities.iter().find(|e| fits(&e.name)).and_then(|e| e.cameo_actor.clone())
    }
}
