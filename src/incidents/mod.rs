//! Stage 7. Incidents: one happening, one row, every figure with its source.

pub mod lexicon;
pub mod summary;

use crate::claims::{ClaimId, Claims};
use crate::entities::{Entities, EntityId};
use crate::events::{EventId, Events, PlaceBasis};
use crate::ontology::EventType;
use crate::resources::Resources;
use crate::syntax::Syntax;
use crate::text::Text;
use crate::text::span::{SentenceId, TokenSpan, index_type};
use crate::values::{Bounds, DateId, Days, Values};

index_type! {
    /// An incident's position in [`Incidents::rows`].
    IncidentId
}
index_type! {
    /// A casualty row's position in [`Incidents::casualties`].
    CasualtyId
}

/// The incidents of a text and its casualty ledger.
#[derive(Debug, Default)]
pub struct Incidents {
    /// Incidents by first event.
    pub rows: Vec<Incident>,
    /// Figures and named victims in text order.
    pub casualties: Vec<Casualty>,
    /// One row an event, in the order of [`Events::rows`]: its incident, and what it takes from it.
    pub inherited: Vec<Inherited>,
}

/// What an event takes from its incident.
#[derive(Clone, Debug, Default)]
pub struct Inherited {
    /// The incident that it is part of.
    pub incident: Option<IncidentId>,
    /// Its time, where it has none of its own.
    pub time: Option<DateId>,
    /// Its place, where it has none of its own: the event that has it.
    pub place_of: Option<EventId>,
    /// Where that place is from.
    pub place_basis: Option<PlaceBasis>,
}

/// One figure or named victim.
#[derive(Clone, Debug)]
pub struct Casualty {
    /// The event that it is the toll of.
    pub event: Option<EventId>,
    /// The sentence that it stands in.
    pub sentence: SentenceId,
    /// The words of figure and victims.
    pub span: TokenSpan,
    /// A name of the ontology's `casualty` enum.
    pub kind: &'static str,
    /// The figure.
    pub bounds: Bounds,
    /// A name of the ontology's `qualifier` enum.
    pub qualifier: Option<&'static str>,
    /// The words that name the victims.
    pub victims: Option<TokenSpan>,
    /// A name of the ontology's `victim_type` enum.
    pub victim_type: Option<&'static str>,
    /// ISO 3166 alpha-3.
    pub victim_country: Option<String>,
    /// A name of the ontology's `demographic` enum.
    pub demographic: Option<&'static str>,
    /// Names of the victims.
    pub names: Vec<String>,
    /// The figure that this one is part of.
    pub subset_of: Option<CasualtyId>,
    /// True for a running toll (`since the war began`).
    pub cumulative: bool,
    /// The claim that it stands in.
    pub claim: Option<ClaimId>,
    /// The incident whose toll it is part of.
    pub incident: Option<IncidentId>,
}

/// One happening.
#[derive(Clone, Debug)]
pub struct Incident {
    /// Its type: that of its most telling event.
    pub kind: EventType,
    /// The events that tell of it, in text order.
    pub events: Vec<EventId>,
    /// Who did it.
    pub actors: Vec<EntityId>,
    /// To whom or what.
    pub targets: Vec<EntityId>,
    /// The event that has the most exact place.
    pub place_of: Option<EventId>,
    /// When.
    pub days: Option<Days>,
    /// A name of the ontology's `weapon` enum.
    pub weapon: Option<&'static str>,
    /// The killed.
    pub killed: Bounds,
    /// The wounded.
    pub wounded: Bounds,
    /// A name of the ontology's `status` enum.
    pub status: &'static str,
    /// The fields on which sources differ.
    pub disputed: Vec<&'static str>,
    /// Who tells of it, as named.
    pub sources: Vec<String>,
    /// The claims that speak of its events.
    pub claims: Vec<ClaimId>,
    /// The figures of its toll.
    pub casualties: Vec<CasualtyId>,
    /// True for history told as context.
    pub background: bool,
}

impl Incidents {
    /// Merges the events of a text into incidents and draws up the ledger.
    #[allow(clippy::too_many_arguments)]
    pub fn new(
        _text: &Text<'_>,
        _syntax: &Syntax,
        _entities: &Entities,
        _values: &Values,
        events: &Events,
        _claims: &Claims,
        _resources: &Resources,
    ) -> Self {
        Self { inherited: vec![Inherited::default(); events.rows.len()], ..Self::default() }
    }
}
