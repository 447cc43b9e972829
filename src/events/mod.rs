//! Stage 5. Events: what happened, by whom, to whom, where, when, with what.

pub mod lexicon;

use crate::entities::{Entities, MentionId};
use crate::ontology::EventType;
use crate::resources::Resources;
use crate::syntax::Syntax;
use crate::syntax::predicates::PredicateId;
use crate::text::Text;
use crate::text::span::{SentenceId, TokenId, TokenSpan, index_type};
use crate::values::{DateId, Values};

index_type! {
    /// An event's position in [`Events::rows`].
    EventId
}

/// The event mentions of a text.
#[derive(Debug, Default)]
pub struct Events {
    /// Event mentions by start of the trigger.
    pub rows: Vec<Event>,
}

/// One event mention: one trigger in one sentence.
#[derive(Clone, Debug)]
pub struct Event {
    /// The sentence that it is told in.
    pub sentence: SentenceId,
    /// Its type.
    pub kind: EventType,
    /// The word or words that express it.
    pub trigger: TokenSpan,
    /// The trigger's head word.
    pub head: TokenId,
    /// The predicate of the trigger, if the syntax gave one.
    pub predicate: Option<PredicateId>,
    /// Who did it, in text order.
    pub actors: Vec<MentionId>,
    /// To whom or what, in text order.
    pub targets: Vec<MentionId>,
    /// Where, in text order.
    pub places: Vec<EventPlace>,
    /// Where the places are from.
    pub place_basis: Option<PlaceBasis>,
    /// With what.
    pub weapon: Option<Weapon>,
    /// When.
    pub time: Option<DateId>,
    /// True where it was tried and did not come off.
    pub attempt: bool,
    /// The word that makes it so.
    pub attempt_cue: Option<TokenId>,
    /// True for history told as context.
    pub background: bool,
    /// True where one mention stands for many happenings (`dozens of suicide bombings`).
    pub series: bool,
    /// The lexicon entry that fired.
    pub entry: EntryRef,
}

/// A place of an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EventPlace {
    /// The mention that names it.
    pub mention: MentionId,
    /// True where the event is only near it (`south of`, `on the outskirts of`).
    pub near: bool,
}

/// Where an event's place is from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PlaceBasis {
    /// It hangs on the trigger.
    Stated,
    /// It stands in the same sentence.
    Sentence,
    /// Another event of the incident has it.
    Incident,
    /// The dateline has it.
    Dateline,
}

impl PlaceBasis {
    /// The name in the output.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Stated => "stated",
            Self::Sentence => "sentence",
            Self::Incident => "incident",
            Self::Dateline => "dateline",
        }
    }
}

/// What an event was done with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Weapon {
    /// The mention that names it.
    pub mention: Option<MentionId>,
    /// A name of the ontology's `weapon` enum.
    pub kind: Option<&'static str>,
}

/// The lexicon entry that made an event: what coding and `rule` need of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EntryRef {
    /// Its name, as `rule` shows it.
    pub name: String,
    /// CAMEO code that the entry itself fixes, if any.
    pub cameo: Option<String>,
    /// PLOVER mode that the entry itself fixes, if any.
    pub plover_mode: Option<String>,
}

impl Events {
    /// Finds the events of a text.
    pub fn new(
        _text: &Text<'_>,
        _syntax: &Syntax,
        _entities: &Entities,
        _values: &Values,
        _resources: &Resources,
    ) -> Self {
        Self::default()
    }
}
