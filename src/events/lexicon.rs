//! What this stage knows: triggers, frames, refinements and word lists, read once from `data/events/`.

use std::collections::BTreeMap;

use hashbrown::{HashMap, HashSet};

use serde::Deserialize;

use super::EntryRef;
pub use super::entry::{Anchor, AsTold, Complement, Conditions, Entry, Lists, Refinement, Terms, Words};
use super::frames::{Path, RawFrame};
use super::inflect::Irregular;
pub use super::patterns::{Element, Pattern, Patterns, WordClass};
use crate::error::Error;
use crate::ontology::{NO_EVENT, Ontology, OwnType};
use crate::syntax::predicates::Role;

/// The families of entries. An earlier file wins where two entries fit the same words equally well.
const FAMILIES: &[(&str, &str)] = &[
    ("data/events/idioms.toml", include_str!("../../data/events/idioms.toml")),
    ("data/events/violence.toml", include_str!("../../data/events/violence.toml")),
    ("data/events/outcome.toml", include_str!("../../data/events/outcome.toml")),
    ("data/events/military.toml", include_str!("../../data/events/military.toml")),
    ("data/events/coercion.toml", include_str!("../../data/events/coercion.toml")),
    ("data/events/peace.toml", include_str!("../../data/events/peace.toml")),
    ("data/events/diplomacy.toml", include_str!("../../data/events/diplomacy.toml")),
    ("data/events/verbal.toml", include_str!("../../data/events/verbal.toml")),
    ("data/events/unrest.toml", include_str!("../../data/events/unrest.toml")),
    ("data/events/legal.toml", include_str!("../../data/events/legal.toml")),
    ("data/events/political.toml", include_str!("../../data/events/political.toml")),
];
const IRREGULAR: (&str, &str) = ("data/events/irregular.tsv", include_str!("../../data/events/irregular.tsv"));
const FRAMES: (&str, &str) = ("data/events/frames.toml", include_str!("../../data/events/frames.toml"));

/// The stage's entries.
#[derive(Debug, Default)]
pub struct Lexicon {
    /// Every entry, in the order of the files.
    pub entries: Vec<Entry>,
    /// The forms of their triggers.
    patterns: Patterns,
    /// What modifiers, weapons and parties make of a type.
    pub refinements: Vec<Refinement>,
    /// The word lists that the stage itself reads.
    pub lists: Lists,
    /// Every named word list, for the conditions of entries.
    words: HashMap<String, HashSet<Box<str>>>,
    /// The weapon types of the ontology.
    pub weapon_types: Vec<&'static str>,
    frames: BTreeMap<String, RawFrame>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawFile {
    #[serde(default)]
    entry: Vec<RawEntry>,
    /// Of the user's own: the ontology reads them.
    #[serde(default, rename = "type")]
    types: Vec<OwnType>,
}

impl RawFile {
    fn parse(file: &str, content: &str) -> Result<Self, Error> {
        toml::from_str(content).map_err(|e| Error::data(file, None, e.to_string()))
    }
}

/// The event types that a file of the user's declares.
///
/// # Errors
/// The content is no such file.
pub fn own_types(file: &str, content: &str) -> Result<Vec<OwnType>, Error> {
    RawFile::parse(file, content).map(|raw| raw.types)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawEntry {
    name: String,
    #[serde(rename = "type")]
    kind: String,
    #[serde(default)]
    verb: Vec<String>,
    #[serde(default)]
    noun: Vec<String>,
    #[serde(default)]
    fixed: Vec<String>,
    frame: Option<String>,
    actor: Option<Vec<String>>,
    target: Option<Vec<String>>,
    object: Option<Vec<String>>,
    not_object: Option<Vec<String>>,
    only_object: Option<Vec<String>>,
    not_actor: Option<Vec<String>>,
    not_parties: Option<Vec<String>>,
    not_under: Option<Vec<String>>,
    with: Option<Vec<String>>,
    not_with: Option<Vec<String>>,
    subject: Option<Vec<String>>,
    not_subject: Option<Vec<String>>,
    before: Option<Vec<String>>,
    not_before: Option<Vec<String>>,
    after: Option<Vec<String>>,
    not_after: Option<Vec<String>>,
    not_oblique: Option<Vec<String>>,
    clause: Option<Vec<Complement>>,
    #[serde(default)]
    as_told: BTreeMap<String, String>,
    #[serde(default)]
    same_noun: bool,
    cameo: Option<String>,
    plover: Option<String>,
    mode: Option<String>,
    #[serde(default)]
    attempt: bool,
    #[serde(default)]
    anchor: Anchor,
    #[serde(default)]
    participle: bool,
    #[serde(default)]
    bleached: bool,
    #[serde(default)]
    examples: Vec<String>,
    #[serde(default)]
    known: Vec<String>,
    #[serde(default)]
    not: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawFrames {
    words: BTreeMap<String, Vec<String>>,
    frame: BTreeMap<String, RawFrame>,
    refine: Vec<RawRefinement>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawRefinement {
    from: Vec<String>,
    #[serde(default)]
    words: Vec<String>,
    #[serde(default)]
    weapons: Vec<String>,
    #[serde(default)]
    actors: Vec<String>,
    #[serde(default)]
    sides: Vec<String>,
    to: String,
    weapon: Option<String>,
}

impl Lexicon {
    /// The entries that the package ships.
    ///
    /// # Errors
    /// A fault in a file of `data/events/`.
    pub fn builtin(ontology: &Ontology) -> Result<Self, Error> {
        let raw: RawFrames = toml::from_str(FRAMES.1).map_err(|e| Error::data(FRAMES.0, None, e.to_string()))?;
        let mut out = Self {
            patterns: Patterns::new(Irregular::parse(IRREGULAR.0, IRREGULAR.1)?),
            frames: raw.frame,
            weapon_types: ontology.subtypes("weapon").to_vec(),
            words: raw.words.into_iter().map(|(k, v)| (k, v.into_iter().map(Into::into).collect())).collect(),
            ..Self::default()
        };
        out.lists = out.lists()?;
        for r in raw.refine {
            let known = |n: &String| {
                ontology.event_type(n).ok_or_else(|| Error::data(FRAMES.0, None, format!("no event type {n:?}")))
            };
            out.refinements.push(Refinement {
                from: r.from.iter().map(known).collect::<Result<_, _>>()?,
                words: r.words.into_iter().map(Into::into).collect(),
                weapons: r.weapons,
                actors: out.terms(&r.actors, ontology).map_err(|e| Error::data(FRAMES.0, None, e))?,
                sides: r.sides.into_iter().map(Into::into).collect(),
                to: known(&r.to)?,
                weapon: r.weapon.as_deref().and_then(|w| ontology.subtype("weapon", w)),
            });
        }
        for (file, content) in FAMILIES {
            out.read(file, content, ontology)?;
        }
        Ok(out)
    }

    /// These entries and the user's, which win over ours on the same words. The ontology has the user's types already.
    ///
    /// # Errors
    /// A fault in the content: the error names the file, the entry and what is wrong.
    pub fn with_events(file: &str, content: &str, ontology: &Ontology) -> Result<Self, Error> {
        let mut out = Self::builtin(ontology)?;
        out.patterns.own_from(out.entries.len());
        out.read(file, content, ontology)?;
        Ok(out)
    }

    /// What may begin with a word, the longest first.
    pub fn starting_with(&self, word: &str) -> &[Pattern] {
        self.patterns.starting_with(word)
    }

    fn lists(&self) -> Result<Lists, Error> {
        let list = |name: &str| {
            self.words.get(name).cloned().ok_or_else(|| Error::data(FRAMES.0, None, format!("no word list {name:?}")))
        };
        Ok(Lists {
            be: list("be")?,
            preposition: list("preposition")?,
            locative: list("locative")?,
            locative_noun: list("locative_noun")?,
            means: list("means")?,
            pointed: list("pointed")?,
            exemplifying: list("exemplifying")?,
            said_at: list("said_at")?,
            manner: list("manner")?,
            agent: list("agent")?,
            nobody: list("nobody")?,
            anybody: list("anybody")?,
            topic_noun: list("topic_noun")?,
            addressing: list("addressing")?,
            measure: list("measure")?,
            band_link: list("band_link")?,
            foe: list("foe")?,
            near: list("near")?,
            direction: list("direction")?,
            told_with: list("told_with")?,
            since: list("since")?,
            dating: list("dating")?,
            ranking: list("ranking")?,
            previous: list("previous")?,
            undated: list("undated")?,
            another_day: list("another_day")?,
            anterior: list("anterior")?,
            beyond: list("beyond")?,
            wide_subtypes: list("wide_subtypes")?,
            place_part: list("place_part")?,
            conjunction: list("conjunction")?,
            boundary: list("boundary")?,
            clause_mark: list("clause_mark")?,
            noun_before: list("noun_before")?,
            noun_link: list("noun_link")?,
            phrase_link: list("phrase_link")?,
            own_thing: list("own_thing")?,
            own_many: list("own_many")?,
            lines: list("lines")?,
            meanwhile: list("meanwhile")?,
            accompanied: list("accompanied")?,
            own_person: list("own_person")?,
            opposing: list("opposing")?,
            two_words: list("two_words")?,
            happen: list("happen")?,
            told_by: list("told_by")?,
            infinitive: list("infinitive")?,
            going: list("going")?,
            habitual: list("habitual")?,
            plans: list("plans")?,
            pointing: list("pointing")?,
            permitting: list("permitting")?,
            rule: list("rule")?,
            ruling: list("ruling")?,
            of_a_kind: list("of_a_kind")?,
            series: list("series")?,
            spell: list("spell")?,
            attempt: list("attempt")?,
            part_in: list("part_in")?,
            background: list("background")?,
            lasting: list("lasting")?,
            history: list("history")?,
            in_time: list("in_time")?,
            actor_kinds: list("actor_kinds")?,
            target_kinds: list("target_kinds")?,
            thing_kinds: list("target_kinds")?.union(&list("weapon_kinds")?).cloned().collect(),
            site_kinds: list("site_kinds")?,
            suffering_kinds: list("suffering_kinds")?,
            about: list("about")?,
            present_kinds: list("present_kinds")?,
            body_kinds: list("body_kinds")?,
            undergoing: list("undergoing")?,
            who: list("who")?,
            oneself: list("oneself")?,
            ground_subtypes: list("ground_subtypes")?,
            addressed_subtypes: list("addressed_subtypes")?,
            place_kinds: list("place_kinds")?,
            weapon_kinds: list("weapon_kinds")?,
            state_subtypes: list("state_subtypes")?,
        })
    }

    fn read(&mut self, file: &str, content: &str, ontology: &Ontology) -> Result<(), Error> {
        for entry in RawFile::parse(file, content)?.entry {
            let name = entry.name.clone();
            let fault = |message: String| Error::data(file, None, format!("entry {name:?}: {message}"));
            if self.entries.iter().any(|e| e.name == entry.name) {
                return Err(fault("the name is taken".to_owned()));
            }
            self.add(entry, ontology).map_err(fault)?;
        }
        Ok(())
    }

    fn add(&mut self, raw: RawEntry, ontology: &Ontology) -> Result<(), String> {
        let kind = match raw.kind.as_str() {
            NO_EVENT => None,
            name => Some(ontology.event_type(name).ok_or_else(|| format!("no event type {name:?}"))?),
        };
        if raw.verb.is_empty() && raw.noun.is_empty() && raw.fixed.is_empty() {
            return Err("has no verb, noun or fixed words".to_owned());
        }
        let frame = match raw.frame.as_deref() {
            Some(name) => self.frames.get(name).ok_or_else(|| format!("no frame {name:?} in {}", FRAMES.0))?,
            None if kind.is_none() => &RawFrame::default(),
            None => return Err("has no frame".to_owned()),
        };
        let (verb, noun) = frame.compile(raw.actor.as_deref(), raw.target.as_deref());
        let terms = |given: &Option<Vec<String>>| given.as_deref().map(|g| self.terms(g, ontology)).transpose();
        let conditions = Conditions {
            object: terms(&raw.object)?,
            not_object: terms(&raw.not_object)?,
            only_object: terms(&raw.only_object)?,
            not_actor: terms(&raw.not_actor)?,
            not_parties: terms(&raw.not_parties)?,
            not_under: terms(&raw.not_under)?,
            with: terms(&raw.with)?,
            not_with: terms(&raw.not_with)?,
            subject: terms(&raw.subject)?,
            not_subject: terms(&raw.not_subject)?,
            before: terms(&raw.before)?,
            not_before: terms(&raw.not_before)?,
            after: terms(&raw.after)?,
            not_after: terms(&raw.not_after)?,
            not_oblique: terms(&raw.not_oblique)?,
            clause: raw.clause,
        };
        let object = Path::Deep(Role::Object);
        let weapon = |terms: &Terms| terms.kinds.iter().any(|(k, _)| self.lists.weapon_kinds.contains(k));
        let known = |name: &str| ontology.event_type(name).ok_or_else(|| format!("no event type {name:?}"));
        let as_told = raw.as_told.iter().map(|(before, to)| Ok(AsTold { before: known(before)?, to: known(to)? }));
        let as_told = as_told.collect::<Result<_, String>>()?;
        let weapon_targets = verb.target.contains(&object) && conditions.object.as_ref().is_some_and(weapon);
        let at = self.entries.len();
        for (class, phrases) in
            [(WordClass::Verb, &raw.verb), (WordClass::Noun, &raw.noun), (WordClass::Fixed, &raw.fixed)]
        {
            for phrase in phrases {
                self.patterns.add(phrase, class, at, &self.lists.noun_link)?;
            }
        }
        let codes = EntryRef { name: raw.name.clone(), cameo: raw.cameo, plover: raw.plover, plover_mode: raw.mode };
        self.entries.push(Entry {
            name: raw.name,
            kind,
            verb,
            noun,
            weapon_targets,
            conditions,
            codes,
            attempt: raw.attempt,
            anchor: raw.anchor,
            participle: raw.participle,
            as_told,
            same_noun: raw.same_noun,
            bleached: raw.bleached,
            examples: raw.examples,
            known: raw.known,
            counterexamples: raw.not,
        });
        Ok(())
    }

    /// Words, `@lists` and `#kinds`.
    fn terms(&self, given: &[String], ontology: &Ontology) -> Result<Terms, String> {
        let mut out = Terms::default();
        for term in given {
            if let Some(list) = term.strip_prefix('@') {
                let words = self.words.get(list).ok_or_else(|| format!("no word list {list:?} in {}", FRAMES.0))?;
                #[allow(clippy::disallowed_methods)] // a set out of a set: the order does not matter
                out.words.extend(words.iter().cloned());
            } else if let Some(kind) = term.strip_prefix('#') {
                let (kind, subtype) = kind.split_once('.').map_or((kind, None), |(k, s)| (k, Some(s)));
                ontology.value("mention", kind).ok_or_else(|| format!("no mention type {kind:?}"))?;
                let known = |s| ontology.subtype(kind, s).ok_or_else(|| format!("no subtype {s:?} of {kind:?}"));
                out.kinds.push((kind.into(), subtype.map(known).transpose()?));
            } else if term.contains([' ', '_']) {
                return Err(format!("{term:?} is more than one word, and a condition is asked of one"));
            } else {
                out.words.insert(term.as_str().into());
            }
        }
        Ok(out)
    }
}

#[cfg(test)]
mod tests {
    use crate::{Resources, pipeline};

    /// The rules of the events of a sentence, without the path.
    fn entries(sentence: &str) -> Vec<String> {
        let resources = Resources::builtin().expect("data");
        let rules = pipeline::analyse(sentence, None, resources).events.rows.into_iter().map(|e| e.entry.name);
        rules.map(|r| r.split('/').next().map_or_else(String::new, str::to_owned)).collect()
    }

    #[test]
    fn examples_match_and_counterexamples_do_not() {
        let lexicon = &Resources::builtin().expect("data").events;
        let mut wrong = Vec::new();
        for entry in &lexicon.entries {
            let fired = |s: &str| {
                let names = ["verb", "noun", "fixed"].map(|c| format!("{}_{c}", entry.name));
                entries(s).iter().any(|r| names.contains(r))
            };
            wrong.extend(
                entry
                    .examples
                    .iter()
                    .filter(|s| !entry.known.contains(s))
                    .filter(|s| !fired(s))
                    .map(|s| format!("{}: misses {s:?}: {:?}", entry.name, entries(s))),
            );
            wrong.extend(
                entry
                    .counterexamples
                    .iter()
                    .filter(|s| !entry.known.contains(s) && fired(s))
                    .map(|s| format!("{}: fires on {s:?}", entry.name)),
            );
        }
        assert!(wrong.is_empty(), "{} wrong\n{}", wrong.len(), wrong.join("\n"));
    }
}
