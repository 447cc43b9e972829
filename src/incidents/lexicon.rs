//! What this stage knows: how event types come together, victim nouns and discourse words, read once from `data/`.

use std::borrow::Cow;

use hashbrown::HashMap;

use crate::error::Error;
use crate::lexicon::{PhraseMap, Row, Table};
use crate::ontology::{EventType, Ontology, OwnType};

/// The stage's entries.
#[derive(Clone, Debug, Default)]
pub struct Lexicon {
    types: HashMap<EventType, TypeEntry>,
    victims: HashMap<&'static str, Victim>,
    subtypes: HashMap<&'static str, Victim>,
    classes: HashMap<&'static str, &'static str>,
    nouns: HashMap<&'static str, CasualtyNoun>,
    discourse: PhraseMap<Discourse>,
    states: Vec<(String, String)>,
    points: Vec<i32>,
}

/// How an event type comes together with others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypeEntry {
    /// Only types of one family merge.
    pub family: String,
    /// How it was done; empty if that is open.
    pub means: Vec<&'static str>,
    /// The highest names the incident.
    pub rank: u8,
    /// The kind of casualty that its targets are.
    pub casualty: Option<&'static str>,
    /// True for what an outcome may be the outcome of.
    pub cause: bool,
    /// True where it takes its targets away: harm to others is another incident.
    pub takes: bool,
    /// How its summary begins.
    pub sentence: Sentence,
}

/// How a summary begins: `Airstrike on a market by the army`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// What happened.
    pub noun: Cow<'static, str>,
    /// Who stands behind which words, in order.
    pub parties: Vec<(&'static str, Parties)>,
}

/// Whom a part of a summary names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Parties {
    /// Who did it.
    Actors,
    /// To whom or what.
    Targets,
    /// The one and the other alike: `between`.
    Both,
}

impl TypeEntry {
    /// May events of the two types tell of one happening?
    pub fn merges_with(&self, other: &Self) -> bool {
        let shared = || self.means.iter().any(|m| other.means.contains(m));
        self.family == other.family && (self.means.is_empty() || other.means.is_empty() || shared())
    }
}

/// What a victim's noun or subtype tells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Victim {
    /// A name of the ontology's `victim_type` enum.
    pub kind: Option<&'static str>,
    /// A name of the ontology's `demographic` enum.
    pub demographic: Option<&'static str>,
}

/// A word that makes a figure a toll.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CasualtyNoun {
    /// A name of the ontology's `casualty` enum.
    pub kind: &'static str,
    /// Where its figure stands.
    pub figure: FigureSide,
}

/// Where the figure of a [`CasualtyNoun`] stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FigureSide {
    /// It counts the noun, or follows it with a preposition.
    Of,
    /// It stands before the word, with or without who is counted.
    Before,
    /// It follows the noun's verb.
    To,
}

/// What a discourse word tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Discourse {
    /// The event was told before.
    Definite,
    /// The event was not told before.
    Indefinite,
    /// The event is another one.
    Distinct,
    /// What it joins are two events.
    Separator,
    /// The next figure is part of the last.
    Subset,
    /// A running toll.
    Cumulative,
    /// What goes on for long and holds many happenings.
    Lasting,
    /// What goes on for days, and need not be of the day of a deed in it.
    Prolonged,
    /// Who the victims are follows.
    Naming,
    /// What follows in the sentence is another event.
    Apart,
    /// The sentence goes over to another event.
    Elsewhere,
    /// Whom something told before was done to.
    Victim,
}

/// What speaks for or against a group of events and an incident being one happening.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Agreement {
    /// Somebody is an actor of both.
    SameActor,
    /// Both have actors, who may be the same.
    LikeActor,
    /// Somebody or something is a target of both.
    SameTarget,
    /// Both have targets, and they share none.
    OtherTarget,
    /// What it was done with is the same thing: `a bomb`, then `the bomb`.
    SameWeapon,
    /// Both have a date, of one time.
    SameTime,
    /// Both have one place.
    SamePlace,
    /// Both have a place, near each other or one within the other.
    NearPlace,
    /// They share an event type.
    SameType,
    /// The group speaks of something told before: `the attack`, or a denial.
    Definite,
    /// The group tells what did not happen.
    Negated,
    /// The incident is that of a headline just before.
    Headline,
    /// The group stands in the same sentence or the next.
    Adjacent,
    /// One tells the outcome (`killed`), the other the cause.
    Outcome,
    /// Most of the text so far is on the incident.
    Main,
    /// The group tells an outcome, and the event just before it is of the incident.
    JustBefore,
    /// The group speaks of another one: `another attack`.
    Distinct,
    /// Its sentence goes over to something else: `Separately,`.
    Elsewhere,
    /// Its sentence begins with another place: `In Mosul,`.
    Fronted,
    /// One of the two speaks of a kind of deed: `attacks on minorities`.
    General,
    /// Points that a group needs to join an incident.
    Enough,
}

impl Agreement {
    /// Each with its name in the table.
    const ALL: &'static [(&'static str, Self)] = &[
        ("same_actor", Self::SameActor),
        ("like_actor", Self::LikeActor),
        ("same_target", Self::SameTarget),
        ("other_target", Self::OtherTarget),
        ("same_weapon", Self::SameWeapon),
        ("same_time", Self::SameTime),
        ("same_place", Self::SamePlace),
        ("near_place", Self::NearPlace),
        ("same_type", Self::SameType),
        ("definite", Self::Definite),
        ("negated", Self::Negated),
        ("headline", Self::Headline),
        ("adjacent", Self::Adjacent),
        ("outcome", Self::Outcome),
        ("main", Self::Main),
        ("just_before", Self::JustBefore),
        ("distinct", Self::Distinct),
        ("elsewhere", Self::Elsewhere),
        ("fronted", Self::Fronted),
        ("general", Self::General),
        ("enough", Self::Enough),
    ];
}

/// The kind of party that acts for its country.
const STATE: &str = "state";
/// The rank of a type of the user's own that is like none of ours.
const OWN_RANK: u8 = 5;

impl Lexicon {
    /// This and event types of the user's own. One that is like another comes together as that one does, and names the
    /// incident; else only those of the type itself come together.
    pub fn with_types(&self, types: &[OwnType], ontology: &Ontology) -> Self {
        let mut out = self.clone();
        for own in types {
            let Some(kind) = ontology.event_type(&own.name) else { continue };
            let entry = match own.like.as_deref().map(|name| ontology.event_type(name)) {
                Some(like) => {
                    let of = like.and_then(|like| out.types.get(&like)).cloned();
                    of.map(|e| TypeEntry { rank: e.rank.saturating_add(1), sentence: own_sentence(&own.name), ..e })
                }
                None => Some(TypeEntry {
                    family: own.name.clone(),
                    means: Vec::new(),
                    rank: OWN_RANK,
                    casualty: None,
                    cause: false,
                    takes: false,
                    sentence: own_sentence(&own.name),
                }),
            };
            out.types.extend(entry.map(|e| (kind, e)));
        }
        out
    }

    /// The entries that the package ships.
    ///
    /// # Errors
    /// A fault in a data file.
    pub fn builtin(ontology: &Ontology) -> Result<Self, Error> {
        let mut out = Self { states: ontology.party(STATE), ..Self::default() };
        let file = include_str!("../../data/lexicon/incident_types.tsv");
        for row in Table::parse("data/lexicon/incident_types.tsv", file)?.rows() {
            let name = row.require("type")?;
            let kind = ontology.event_type(name).ok_or_else(|| row.error(format!("{name:?} is no event type")))?;
            let rank = row.require("rank")?;
            let entry = TypeEntry {
                family: row.require("family")?.to_owned(),
                means: row.list("means")?.collect(),
                rank: rank.parse().map_err(|_| row.error(format!("rank {rank:?} is no number from 0 to 255")))?,
                casualty: value(ontology, "casualty", &row, "casualty")?,
                cause: !row.get("cause")?.is_empty(),
                takes: !row.get("takes")?.is_empty(),
                sentence: sentence(&row)?,
            };
            out.types.insert(kind, entry);
        }
        let file = include_str!("../../data/lexicon/victims.tsv");
        for row in Table::parse("data/lexicon/victims.tsv", file)?.rows() {
            let victim = Victim {
                kind: value(ontology, "victim_type", &row, "victim_type")?,
                demographic: value(ontology, "demographic", &row, "demographic")?,
            };
            let of = match row.require("kind")? {
                "lemma" => &mut out.victims,
                "subtype" => &mut out.subtypes,
                kind => return Err(row.error(format!("kind {kind:?} is neither lemma nor subtype"))),
            };
            of.insert(row.require("name")?, victim);
        }
        let file = include_str!("../../data/lexicon/victim_classes.tsv");
        for row in Table::parse("data/lexicon/victim_classes.tsv", file)?.rows() {
            out.classes.insert(row.require("subtype")?, row.require("class")?);
        }
        let file = include_str!("../../data/lexicon/casualty_nouns.tsv");
        for row in Table::parse("data/lexicon/casualty_nouns.tsv", file)?.rows() {
            let kind = value(ontology, "casualty", &row, "kind")?.ok_or_else(|| row.error("kind is empty"))?;
            let figure = match row.require("figure")? {
                "of" => FigureSide::Of,
                "after" => FigureSide::Before,
                "to" => FigureSide::To,
                side => return Err(row.error(format!("figure {side:?} is none of of, after, to"))),
            };
            out.nouns.insert(row.require("lemma")?, CasualtyNoun { kind, figure });
        }
        let file = include_str!("../../data/lexicon/discourse.tsv");
        for row in Table::parse("data/lexicon/discourse.tsv", file)?.rows() {
            let class = match row.require("class")? {
                "definite" => Discourse::Definite,
                "distinct" => Discourse::Distinct,
                "separator" => Discourse::Separator,
                "subset" => Discourse::Subset,
                "cumulative" => Discourse::Cumulative,
                "lasting" => Discourse::Lasting,
                "prolonged" => Discourse::Prolonged,
                "naming" => Discourse::Naming,
                "indefinite" => Discourse::Indefinite,
                "apart" => Discourse::Apart,
                "elsewhere" => Discourse::Elsewhere,
                "victim" => Discourse::Victim,
                class => return Err(row.error(format!("{class:?} is no class of this table"))),
            };
            out.discourse.insert(row.require("phrase")?, class);
        }
        let table = Table::parse("data/lexicon/agreement.tsv", include_str!("../../data/lexicon/agreement.tsv"))?;
        out.points = vec![0; Agreement::ALL.len()];
        for row in table.rows() {
            let (name, points) = (row.require("feature")?, row.require("points")?);
            let feature = Agreement::ALL.iter().find(|(n, _)| *n == name);
            let Some((_, feature)) = feature else { return Err(row.error(format!("{name:?} is no feature"))) };
            out.points[*feature as usize] =
                points.parse().map_err(|_| row.error(format!("points {points:?} is no whole number")))?;
        }
        Ok(out)
    }

    /// How an event type comes together with others; None for one that never does.
    pub fn event_type(&self, kind: EventType) -> Option<&TypeEntry> {
        self.types.get(&kind)
    }

    /// What a victim's head noun tells.
    pub fn victim(&self, lemma: &str) -> Option<Victim> {
        self.victims.get(lemma).copied()
    }

    /// What a victim's `type.subtype` tells.
    pub fn victim_subtype(&self, subtype: &str) -> Option<Victim> {
        self.subtypes.get(subtype).copied()
    }

    /// The class of victims that a subtype of person, group or organisation is of.
    pub fn class(&self, subtype: &str) -> Option<&'static str> {
        self.classes.get(subtype).copied()
    }

    /// A word that makes a figure a toll.
    pub fn casualty_noun(&self, lemma: &str) -> Option<CasualtyNoun> {
        self.nouns.get(lemma).copied()
    }

    /// Does a subtype of entity act for its country?
    pub fn is_state(&self, kind: &str, subtype: &str) -> bool {
        self.states.iter().any(|(k, s)| k == kind && s == subtype)
    }

    /// What a feature counts for whether two tell of one happening.
    pub fn points(&self, feature: Agreement) -> i32 {
        self.points.get(feature as usize).copied().unwrap_or(0)
    }

    /// The discourse words.
    pub fn discourse(&self) -> &PhraseMap<Discourse> {
        &self.discourse
    }
}

/// `Pipeline sabotage of … by …` for `pipeline_sabotage`.
fn own_sentence(name: &str) -> Sentence {
    let words = name.replace('_', " ");
    let first = words.get(..1).map(str::to_uppercase).unwrap_or_default();
    let noun = format!("{first}{}", words.get(1..).unwrap_or("")).into();
    Sentence { noun, parties: vec![("of", Parties::Targets), ("by", Parties::Actors)] }
}

/// `Airstrike|on target|by actor`
fn sentence(row: &Row<'_, 'static>) -> Result<Sentence, Error> {
    let mut parts = row.list("sentence")?;
    let noun = parts.next().ok_or_else(|| row.error("sentence is empty"))?;
    let party = |part: &'static str| {
        let (before, who) = part.rsplit_once(' ').unwrap_or(("", part));
        let who = match who {
            "actor" => Parties::Actors,
            "target" => Parties::Targets,
            "both" => Parties::Both,
            who => return Err(row.error(format!("{who:?} is none of actor, target, both"))),
        };
        Ok((before, who))
    };
    Ok(Sentence { noun: noun.into(), parties: parts.map(party).collect::<Result<_, Error>>()? })
}

/// A cell that is empty or a value of an enum.
fn value(ontology: &Ontology, of: &str, row: &Row<'_, '_>, column: &str) -> Result<Option<&'static str>, Error> {
    match row.get(column)? {
        "" => Ok(None),
        name => ontology
            .value(of, name)
            .map(Some)
            .ok_or_else(|| row.error(format!("{column} {name:?} is none of {}", ontology.values(of).join(", ")))),
    }
}
