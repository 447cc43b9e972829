//! The ontology: event types, their classes, every enum of the output. Read from `data/ontology.toml`.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use crate::coding::{CodeRule, CodeSet};
use crate::error::Error;

const FILE: &str = "data/ontology.toml";

/// The type of an idiom that hides the words of another entry.
pub const NO_EVENT: &str = "none";

/// An event type: its position in the ontology.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EventType(pub u16);

/// Event types and enums.
#[derive(Clone, Debug)]
pub struct Ontology {
    events: Vec<EventRow>,
    enums: BTreeMap<String, Vec<&'static str>>,
    subtypes: BTreeMap<String, Vec<&'static str>>,
    parties: BTreeMap<String, Vec<String>>,
    code_rules: Vec<CodeRule>,
}

/// One event type.
#[derive(Clone, Debug)]
pub struct EventRow {
    /// Its name, as the output shows it.
    pub name: String,
    /// Its class.
    pub class: String,
    /// Its codes where no rule says otherwise.
    pub codes: CodeSet,
    /// True where the user declared it: what it gives no code in has none.
    pub own: bool,
}

/// An event type of the user's own, as a file of events declares it under `[[type]]`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OwnType {
    /// Its name, as the output shows it.
    pub name: String,
    /// One of the classes that there are.
    pub class: String,
    /// The type that it comes together with in incidents; None where only with its like.
    pub like: Option<String>,
    cameo: Option<String>,
    plover: Option<String>,
    mode: Option<String>,
    acled: Option<String>,
    ucdp: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(rename = "schema_version")]
    _schema_version: String,
    #[serde(rename = "enum")]
    enums: BTreeMap<String, Vec<String>>,
    subtype: BTreeMap<String, Vec<String>>,
    event: BTreeMap<String, EventEntry>,
    party: BTreeMap<String, Vec<String>>,
    code: Vec<CodeRule>,
}

#[derive(Deserialize)]
struct EventEntry {
    class: String,
    #[serde(flatten)]
    codes: CodeSet,
}

impl Ontology {
    /// The ontology that the package ships.
    ///
    /// # Errors
    /// A fault in `data/ontology.toml`.
    pub fn builtin() -> Result<Self, Error> {
        let file: File = toml::from_str(include_str!("../data/ontology.toml"))
            .map_err(|e| Error::data(FILE, None, e.to_string()))?;
        let events: Vec<EventRow> = file
            .event
            .into_iter()
            .map(|(name, e)| EventRow { name, class: e.class, codes: e.codes, own: false })
            .collect();
        for rule in &file.code {
            if let Some(unknown) = rule.types.iter().find(|t| !events.iter().any(|e| e.name == **t)) {
                return Err(Error::data(FILE, None, format!("a rule under [[code]] names no event type: {unknown:?}")));
            }
        }
        let (enums, subtypes) = (keep(file.enums), keep(file.subtype));
        Ok(Self { events, enums, subtypes, parties: file.party, code_rules: file.code })
    }

    /// These types and the user's, which come after them.
    ///
    /// # Errors
    /// A fault in a type: the error names the file, the type and what is wrong.
    pub fn with_types(&self, file: &str, types: &[OwnType]) -> Result<Self, Error> {
        let mut out = self.clone();
        for t in types {
            out.add(t).map_err(|message| Error::data(file, None, format!("type {:?}: {message}", t.name)))?;
        }
        Ok(out)
    }

    fn add(&mut self, own: &OwnType) -> Result<(), String> {
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
        if !own.name.starts_with(|c: char| c.is_ascii_lowercase()) || !own.name.chars().all(plain) {
            return Err("a name is lower-case letters, digits and _, such as pipeline_sabotage".to_owned());
        }
        if own.name == NO_EVENT || self.event_type(&own.name).is_some() {
            return Err("the name is taken".to_owned());
        }
        let classes: BTreeSet<&str> = self.events.iter().map(|e| &*e.class).collect();
        if !classes.contains(&*own.class) {
            let all = classes.into_iter().collect::<Vec<_>>().join(", ");
            return Err(format!("class {:?} is none of {all}", own.class));
        }
        if let Some(like) = own.like.as_deref().filter(|l| self.event_type(l).is_none()) {
            return Err(format!("like {like:?} is no event type"));
        }
        let digits = |c: &String| (2..=4).contains(&c.len()) && c.chars().all(|c| c.is_ascii_digit());
        if let Some(code) = own.cameo.as_ref().filter(|c| !digits(c)) {
            return Err(format!("cameo {code:?} is no CAMEO code such as 190"));
        }
        for (scheme, code) in [("plover", &own.plover), ("mode", &own.mode), ("acled", &own.acled), ("ucdp", &own.ucdp)]
        {
            if code.as_ref().is_some_and(|c| c.trim().is_empty()) {
                return Err(format!("{scheme} is empty; leave it out for no code"));
            }
        }
        if self.events.len() >= usize::from(u16::MAX) {
            return Err("there are too many types".to_owned());
        }
        let codes = CodeSet {
            cameo: own.cameo.clone(),
            plover: own.plover.clone(),
            mode: own.mode.clone(),
            acled: own.acled.clone(),
            ucdp: own.ucdp.clone(),
        };
        self.events.push(EventRow { name: own.name.clone(), class: own.class.clone(), codes, own: true });
        Ok(())
    }

    /// Every event type.
    pub fn event_types(&self) -> impl Iterator<Item = EventType> {
        (0..self.events.len()).map(|i| EventType(u16::try_from(i).unwrap_or(u16::MAX)))
    }

    /// The event type of this name.
    pub fn event_type(&self, name: &str) -> Option<EventType> {
        self.event_types().find(|&t| self.event(t).is_some_and(|e| e.name == name))
    }

    /// An event type's row.
    pub fn event(&self, event_type: EventType) -> Option<&EventRow> {
        self.events.get(event_type.0 as usize)
    }

    /// The ontology's own copy of a name, if `name` is a value of the enum `of`.
    pub fn value(&self, of: &str, name: &str) -> Option<&'static str> {
        self.enums.get(of)?.iter().copied().find(|v| *v == name)
    }

    /// The ontology's own copy of a name, if `name` is a subtype of the mention type `of`.
    pub fn subtype(&self, of: &str, name: &str) -> Option<&'static str> {
        self.subtypes.get(of)?.iter().copied().find(|v| *v == name)
    }

    /// Every enum with its values: `subtype.X` is that of mention type X; `event` and `class` are there too.
    pub fn enums(&self) -> BTreeMap<String, Vec<String>> {
        let own = |values: &Vec<&'static str>| values.iter().map(|v| (*v).to_owned()).collect();
        let mut out: BTreeMap<String, Vec<String>> = self.enums.iter().map(|(k, v)| (k.clone(), own(v))).collect();
        out.extend(self.subtypes.iter().map(|(k, v)| (format!("subtype.{k}"), own(v))));
        out.insert("event".to_owned(), self.events.iter().map(|e| e.name.clone()).collect());
        let classes: BTreeSet<String> = self.events.iter().map(|e| e.class.clone()).collect();
        out.insert("class".to_owned(), classes.into_iter().collect());
        out
    }

    /// The rules under `[[code]]`, in the order of the file.
    pub fn code_rules(&self) -> &[CodeRule] {
        &self.code_rules
    }

    /// Is a party of this mention type and subtype of a kind under `[party]`?
    pub fn is_party(&self, of: &str, kind: &str, subtype: Option<&str>) -> bool {
        self.parties.get(of).into_iter().flatten().any(|p| match p.split_once('.') {
            Some((k, s)) => k == kind && Some(s) == subtype,
            None => p == kind,
        })
    }

    /// The mention types and subtypes of a kind of party.
    pub fn party(&self, of: &str) -> Vec<(String, String)> {
        let pairs = self.parties.get(of).into_iter().flatten().filter_map(|p| p.split_once('.'));
        pairs.map(|(k, s)| (k.to_owned(), s.to_owned())).collect()
    }

    /// The subtypes of a mention type, in the order of the file.
    pub fn subtypes(&self, of: &str) -> &[&'static str] {
        self.subtypes.get(of).map_or(&[], Vec::as_slice)
    }

    /// The values of an enum, in the order of the file.
    pub fn values(&self, of: &str) -> &[&'static str] {
        self.enums.get(of).map_or(&[], Vec::as_slice)
    }
}

/// Enum values live as long as the program: there is one set of them.
fn keep(map: BTreeMap<String, Vec<String>>) -> BTreeMap<String, Vec<&'static str>> {
    map.into_iter().map(|(k, v)| (k, v.into_iter().map(|s| &*s.leak()).collect())).collect()
}
