//! What an entry of `data/events/` is once it is read.

use hashbrown::HashSet;

use serde::Deserialize;

use super::EntryRef;
use super::frames::Frame;
use crate::entities::Mention;
use crate::ontology::EventType;

/// A set of lower-cased words.
pub type Words = HashSet<Box<str>>;

/// The word lists that the stage itself reads, of the same names in the data file.
#[derive(Debug, Default)]
#[allow(missing_docs)]
pub struct Lists {
    pub be: Words,
    pub preposition: Words,
    pub locative: Words,
    pub locative_noun: Words,
    pub means: Words,
    /// Prepositions under which a country is aimed at, and not where something happens.
    pub pointed: Words,
    /// Words that lead to examples of what a noun is.
    pub exemplifying: Words,
    /// Prepositions of an occasion on which words are said.
    pub said_at: Words,
    /// Those of `means` under which it is told how it was done, and nothing else.
    pub manner: Words,
    pub agent: Words,
    pub nobody: Words,
    /// Articles of somebody who is not known yet.
    pub anybody: Words,
    pub topic_noun: Words,
    pub addressing: Words,
    pub measure: Words,
    pub band_link: Words,
    /// Those who are of nobody that stands behind them (`opponents of the Front`).
    pub foe: Words,
    pub near: Words,
    pub direction: Words,
    /// Prepositions under which an event is told with another.
    pub told_with: Words,
    /// Prepositions of a date from which on something goes on.
    pub since: Words,
    /// `in the 2016 campaign`: prepositions under which a thing with a date says when.
    pub dating: Words,
    /// Words that rank a deed among all since a day (`the worst attack since`).
    pub ranking: Words,
    /// Words that set a deed before what its sentence is about.
    pub previous: Words,
    /// Of a picture whose day is not known.
    pub undated: Words,
    /// Subordinators of a clause of another day (`vowed to leave before …`).
    pub another_day: Words,
    /// Before a clause of what was done before.
    pub anterior: Words,
    /// Prepositions under which an area is where something was not (`outside its borders`).
    pub beyond: Words,
    /// Subtypes of places without a sharp point.
    pub wide_subtypes: Words,
    /// Nouns for a part of a place (`the east of`).
    pub place_part: Words,
    pub conjunction: Words,
    pub boundary: Words,
    pub clause_mark: Words,
    pub noun_before: Words,
    pub noun_link: Words,
    /// Prepositions that go on with a noun phrase, and so may stand in a gap.
    pub phrase_link: Words,
    pub happen: Words,
    /// Pronouns whose own something is: of a body, of several and of a person.
    pub own_thing: Words,
    pub own_many: Words,
    /// Lines between states, which suffer nothing.
    pub lines: Words,
    /// Marks of a clause that tells what the same one did at the same time.
    pub meanwhile: Words,
    /// Prepositions under which somebody stands who does the same (`shook hands with`).
    pub accompanied: Words,
    pub own_person: Words,
    /// Prepositions of whom a deed is against.
    pub opposing: Words,
    /// What makes one preposition with the `to` behind it (`according to`).
    pub two_words: Words,
    /// Nouns of those and of the places that had part in what stands before them (`the bombing suspect`).
    pub part_in: Words,
    /// What marks a clause that is told.
    pub told_by: Words,
    /// What marks an infinitive.
    pub infinitive: Words,
    /// Verbs of setting out: what one does so for takes place (`gathered to protest`).
    pub going: Words,
    /// Adverbs of what is so as a rule.
    pub habitual: Words,
    /// Nouns and adjectives under which an infinitive tells what is planned or tried (`a plan to attack`).
    pub plans: Words,
    /// Before something that was told.
    pub pointing: Words,
    /// Verbs by which a rule or law lets or makes somebody do something.
    pub permitting: Words,
    /// Nouns of rules and laws.
    pub rule: Words,
    /// What rules are about, claims in general, rates, and whoever suffers such things: a noun without an article under one
    /// of these is of a kind (`ban protests`, `responsibility for attacks`).
    pub ruling: Words,
    /// Before somebody of whom no more is known than that he is of a kind (`anyone who`, `a body that`).
    pub of_a_kind: Words,
    pub series: Words,
    /// Times that a deed fills (`a night of shelling`).
    pub spell: Words,
    pub attempt: Words,
    pub background: Words,
    /// What lasts (`since the war began`).
    pub lasting: Words,
    /// Times of history, in two words, and the prepositions under which they say when.
    pub history: Words,
    pub in_time: Words,
    pub actor_kinds: Words,
    pub target_kinds: Words,
    /// Of parties and weapons.
    pub thing_kinds: Words,
    pub site_kinds: Words,
    pub suffering_kinds: Words,
    pub about: Words,
    /// Who is present where something is done on an occasion.
    pub present_kinds: Words,
    pub body_kinds: Words,
    pub undergoing: Words,
    pub who: Words,
    /// Whom one of these is done to has done it.
    pub oneself: Words,
    pub ground_subtypes: Words,
    /// Of those words are addressed to.
    pub addressed_subtypes: Words,
    pub place_kinds: Words,
    pub weapon_kinds: Words,
    pub state_subtypes: Words,
}

/// One entry of `data/events/`.
#[derive(Debug)]
pub struct Entry {
    /// Its name, unique in the lexicon.
    pub name: String,
    /// What it makes; None for an idiom that makes nothing.
    pub kind: Option<EventType>,
    /// Roles of the verb.
    pub verb: Frame,
    /// Roles of the noun.
    pub noun: Frame,
    /// May its target be a weapon (`shot down two drones`)? So where its `object` names their kind and its target is it.
    pub weapon_targets: bool,
    /// What must stand around the trigger, and what must not.
    pub conditions: Conditions,
    /// Codes that the entry fixes.
    pub codes: EntryRef,
    /// True where the words say that it did not come off.
    pub attempt: bool,
    /// What a noun must have about it to tell of one happening.
    pub anchor: Anchor,
    /// True where its participle tells of it before those that it is done to (`the slain general`).
    pub participle: bool,
    /// What it is after deeds told before it.
    pub as_told: Vec<AsTold>,
    /// True where these must be called by the same noun (`a missile strike … The strike`).
    pub same_noun: bool,
    /// True for a verb that only says of another trigger what it met (`the strike hit a base`).
    pub bleached: bool,
    /// Sentences that must give it.
    pub examples: Vec<String>,
    /// Examples and counterexamples that still go wrong.
    pub known: Vec<String>,
    /// Sentences that must not.
    pub counterexamples: Vec<String>,
}

/// What a trigger, mostly a noun, must have about it to tell of one happening rather than of a kind of happening.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Anchor {
    /// An argument, place or date of its own.
    Argument,
    /// Two sides, somebody that it is done to, a date, or a verb that says that it took place: the name of a war in a place is
    /// no deed.
    Deed,
    /// Somebody that it is done to (`her release`, and no release of a film).
    Target,
    /// An argument, or an article, a number, a possessive, or another trigger that it hangs on.
    #[default]
    Determiner,
    /// Two sides, also of a verb: one body that is several, or somebody it is done with.
    Pair,
    /// Nothing.
    Free,
}

/// What must stand around a trigger.
#[derive(Debug, Default)]
pub struct Conditions {
    /// What it is done to must be one of these.
    pub object: Option<Terms>,
    /// And none of these.
    pub not_object: Option<Terms>,
    /// If it is done to something, that must be one of these.
    pub only_object: Option<Terms>,
    /// Who does it must be one of these.
    pub subject: Option<Terms>,
    /// And none of these.
    pub not_subject: Option<Terms>,
    /// Of those who do it, if any is told, one must be none of these (an analyst's `must` is no demand).
    pub not_actor: Option<Terms>,
    /// Of those who do it and those it is done to, if any is told, one must be none of these (`met his neighbours`).
    pub not_parties: Option<Terms>,
    /// The word that it is an argument of must be none of these (`spoke at a rally`).
    pub not_under: Option<Terms>,
    /// A participle clause that goes with it must have one of these (`attacked the minister, saying`).
    pub with: Option<Terms>,
    /// And none must have one of these.
    pub not_with: Option<Terms>,
    /// One of the three words before must be one of these.
    pub before: Option<Terms>,
    /// The word before must be none of these.
    pub not_before: Option<Terms>,
    /// One of the four words after must be one of these.
    pub after: Option<Terms>,
    /// The word after must be none of these.
    pub not_after: Option<Terms>,
    /// What hangs on it under a preposition must be none of these (`withdrew from the case`).
    pub not_oblique: Option<Terms>,
    /// The clause that it takes must be one of these.
    pub clause: Option<Vec<Complement>>,
}

/// What clause a verb takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Complement {
    /// What is told: `charged that they were armed`.
    That,
    /// The same with nothing that marks it (`charged they were armed`), and what is said in somebody's words.
    Finite,
    /// What is asked or planned: `pushed them to leave`.
    Infinitive,
    /// No such clause.
    None,
}

/// What a trigger of which nothing says the sort is where a deed was told before (`The strike` after a missile strike).
#[derive(Debug)]
pub struct AsTold {
    /// The type of what was told before.
    pub before: EventType,
    /// What it then is.
    pub to: EventType,
}

/// Words, and types of mention (`#person`), also of one subtype (`#group.combatants`).
#[derive(Debug, Default)]
pub struct Terms {
    /// Lower-cased words.
    pub words: HashSet<Box<str>>,
    /// Names of the ontology's `mention` enum, and of a subtype of it.
    pub kinds: Vec<(Box<str>, Option<&'static str>)>,
}

impl Terms {
    /// Is a mention of one of the types?
    pub fn has_kind(&self, mention: &Mention) -> bool {
        self.has_sort(mention.kind, mention.subtype)
    }

    /// Is something of this type and subtype of one of the types?
    pub fn has_sort(&self, kind: &str, subtype: Option<&'static str>) -> bool {
        self.kinds.iter().any(|(k, sub)| **k == *kind && (sub.is_none() || *sub == subtype))
    }
}

/// A more exact type, from what stands with the trigger.
#[derive(Debug)]
pub struct Refinement {
    /// The types that it applies to.
    pub from: Vec<EventType>,
    /// One of these words modifies the trigger.
    pub words: HashSet<Box<str>>,
    /// Or the weapon is of one of these types.
    pub weapons: Vec<String>,
    /// Or who does it is called by one of these words, or of one of these types.
    pub actors: Terms,
    /// Or one of its sides is called by one of these words.
    pub sides: HashSet<Box<str>>,
    /// What it then is.
    pub to: EventType,
    /// The weapon type that the words name.
    pub weapon: Option<&'static str>,
}
