//! Frames: which grammatical position fills which role.

use serde::Deserialize;

use super::arguments::Found;
use super::hanging::{ALONE, CLAUSE_OBJECT, CLAUSE_OTHER, DOER, GROUND, PURPOSE};
use super::positions::{LEFT, RIGHT};
use crate::syntax::predicates::Role;

/// Where a role's filler stands. Several are tried in order; the first that holds something gives all its fillers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Path {
    /// A deep role of the trigger.
    Deep(Role),
    /// Under a preposition.
    Under(Box<str>),
}

/// The roles of one word class of an entry.
#[derive(Clone, Debug, Default)]
pub struct Frame {
    /// Who does it.
    pub actor: Vec<Path>,
    /// To whom or what.
    pub target: Vec<Path>,
    /// With what.
    pub weapon: Vec<Path>,
    /// Where a place that stands there, and is no state, is where it was and no party (`the Paris attacks`).
    pub place: Vec<Path>,
    /// Is a state there the place too, where nobody else is told (`Syria's civil war`)?
    pub place_states: bool,
    /// Only before several deeds (`the Syria bombings`), and where it is not written in capitals (`the US bombings`)?
    pub place_states_many: bool,
    /// Where a place, though it be a party as well, is where it was (`attacked Kunduz`, `fled to Chad`).
    pub at: Vec<Path>,
    /// May it take its place from what the sentence tells beside it? So where it happens on the ground, not in words.
    pub local: bool,
    /// Is it words, behind which a place is that of what they are about (`called for a road in Chad`)?
    pub content: bool,
    /// Is it done with no weapon, whatever vehicle is told of (`buses evacuated the wounded`)?
    pub unarmed: bool,
    /// Where it hits buildings and vehicles, which are its targets then (`a bomb went off at the embassy`).
    pub site: Vec<Path>,
    /// Where a body is its target (`rallied outside the embassy`).
    pub front: Vec<Path>,
    /// Prepositions under which it is the occasion on which something is done, by somebody who is there.
    pub occasion: Vec<String>,
    /// Is who does something to somebody there no part of it (`killed two at a protest`)?
    pub bystanders: bool,
}

/// A frame as the data file has it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct RawFrame {
    verb: RawRoles,
    noun: RawRoles,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct RawRoles {
    actor: Vec<String>,
    target: Vec<String>,
    weapon: Vec<String>,
    place: Vec<String>,
    place_states: bool,
    place_states_many: bool,
    at: Vec<String>,
    local: bool,
    content: bool,
    unarmed: bool,
    site: Vec<String>,
    front: Vec<String>,
    occasion: Vec<String>,
    bystanders: bool,
}

impl Path {
    fn parse(name: &str) -> Self {
        Self::Deep(match name {
            "subject" => Role::Subject,
            "object" => Role::Object,
            "indirect" => Role::Indirect,
            "possessor" => Role::Possessor,
            "compound" => Role::Compound,
            "modifier" => Role::Modifier,
            "attribute" => Role::Attribute,
            "clause" => Role::Clause,
            "setting" => Role::Adjunct,
            preposition => return Self::Under(preposition.into()),
        })
    }

    /// The name in the data and in `rule`.
    pub fn name(&self) -> &str {
        match self {
            Self::Under(preposition) => preposition,
            Self::Deep(Role::Subject) => "subject",
            Self::Deep(Role::Object) => "object",
            Self::Deep(Role::Indirect) => "indirect",
            Self::Deep(Role::Possessor) => "possessor",
            Self::Deep(Role::Compound) => "compound",
            Self::Deep(Role::Modifier) => "modifier",
            Self::Deep(Role::Attribute) => "attribute",
            Self::Deep(Role::Clause) => "clause",
            Self::Deep(Role::Oblique) => "oblique",
            Self::Deep(Role::Adjunct) => "setting",
        }
    }

    /// Is it what something is done to in the clause that is the trigger's complement?
    pub fn is_clause(&self) -> bool {
        matches!(self, Self::Under(name) if matches!(&**name, CLAUSE_OBJECT | CLAUSE_OTHER))
    }

    /// Is it what something is done to in the clause that tells what the trigger is for?
    pub fn is_purpose(&self) -> bool {
        matches!(self, Self::Under(name) if **name == *PURPOSE)
    }

    /// Is it who did the deed that the words are about?
    pub fn is_doer(&self) -> bool {
        matches!(self, Self::Under(name) if **name == *DOER)
    }

    /// Is it the place where something is that is done to?
    pub fn is_ground(&self) -> bool {
        matches!(self, Self::Under(name) if **name == *GROUND)
    }

    /// Is it whose a noun is?
    pub fn is_possessor(&self) -> bool {
        matches!(self, Self::Deep(Role::Possessor))
    }

    /// Is it a thing that is the subject where there is no object?
    pub fn is_alone(&self) -> bool {
        matches!(self, Self::Under(name) if **name == *ALONE)
    }

    /// Is it only the next party in order?
    pub fn is_order(&self) -> bool {
        matches!(self, Self::Under(name) if matches!(&**name, LEFT | RIGHT))
    }

    /// Does an argument stand there?
    pub fn fits(&self, found: &Found<'_>) -> bool {
        match self {
            Self::Deep(Role::Adjunct) => found.role == Role::Adjunct && found.case.is_none(),
            Self::Deep(role) => found.role == *role,
            Self::Under(preposition) => found.case == Some(&**preposition),
        }
    }
}

impl RawFrame {
    /// Frames of verb and noun; `actor` and `target` are the entry's own, if it has any.
    pub fn compile(&self, actor: Option<&[String]>, target: Option<&[String]>) -> (Frame, Frame) {
        let paths = |names: &[String]| names.iter().map(|n| Path::parse(n)).collect::<Vec<_>>();
        let roles = |raw: &RawRoles| Frame {
            actor: paths(actor.unwrap_or(&raw.actor)),
            target: paths(target.unwrap_or(&raw.target)),
            weapon: paths(&raw.weapon),
            place: paths(&raw.place),
            place_states: raw.place_states,
            place_states_many: raw.place_states_many,
            at: paths(&raw.at),
            local: raw.local,
            content: raw.content,
            unarmed: raw.unarmed,
            site: paths(&raw.site),
            front: paths(&raw.front),
            occasion: raw.occasion.clone(),
            bystanders: raw.bystanders,
        };
        (roles(&self.verb), roles(&self.noun))
    }
}
