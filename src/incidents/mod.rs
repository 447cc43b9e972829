//! Stage 7. Incidents: one happening, one row, every figure with its source.

mod agreement;
mod casualties;
mod facts;
mod inheriting;
pub mod lexicon;
mod merging;
mod running;
mod status;
mod subsets;
pub mod summary;
mod ties;
mod tolls;

use hashbrown::HashSet;
use std::hash::Hash;

use crate::claims::{ClaimId, Claims, Factuality};
use crate::entities::{Entities, EntityId, MentionId};
use crate::events::{EventId, Events, PlaceBasis};
use crate::ontology::EventType;
use crate::resources::Resources;
use crate::syntax::Syntax;
use crate::text::Text;
use crate::text::span::{SentenceId, TokenSpan, index_type};
use crate::values::{Bounds, Days, Values, When};
use tolls::Figure;

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
    pub time: Option<When>,
    /// Its place, where it has none of its own: the event that has it.
    pub place_of: Option<EventId>,
    /// Where that place is from.
    pub place_basis: Option<PlaceBasis>,
    /// Is it told as context for what its figure is, a running toll?
    pub running: bool,
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
    /// The kind of people that the victims are: a subtype of group or person; None where that is open.
    pub class: Option<&'static str>,
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

impl Casualty {
    /// A figure of which nothing else is known.
    fn new(span: TokenSpan, sentence: SentenceId, kind: &'static str, bounds: Bounds) -> Self {
        Self {
            event: None,
            sentence,
            span,
            kind,
            bounds,
            qualifier: None,
            class: None,
            victims: None,
            victim_type: None,
            victim_country: None,
            demographic: None,
            names: Vec::new(),
            subset_of: None,
            cumulative: false,
            claim: None,
            incident: None,
        }
    }
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
    /// The events that have a place of their own, the surest first.
    pub placed: Vec<EventId>,
    /// The events that have a day of their own, the surest first.
    pub dated: Vec<EventId>,
    /// Its days.
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

/// The kinds of casualty that make an incident's tolls.
const KILLED: &str = "killed";
const WOUNDED: &str = "wounded";
const CASUALTIES: &str = "casualties";

impl Incidents {
    /// Merges the events of a text into incidents and draws up the ledger.
    #[allow(clippy::too_many_arguments)]
    pub fn new(
        text: &Text<'_>,
        syntax: &Syntax,
        entities: &Entities,
        values: &Values,
        events: &Events,
        claims: &Claims,
        resources: &Resources,
    ) -> Self {
        let lexicon = &*resources.incidents;
        let view = View { text, syntax, entities, values, events, claims, lexicon };
        let mut casualties = view.ledger();
        let running: HashSet<EventId> = casualties.iter().filter(|c| c.cumulative).filter_map(|c| c.event).collect();
        let groups = view.merge(&running);
        let mut inherited = vec![Inherited::default(); events.rows.len()];
        for event in &running {
            inherited[event.index()].running = true;
        }
        for (i, group) in groups.iter().enumerate() {
            for event in group {
                inherited[event.index()].incident = Some(IncidentId::new(i));
            }
        }
        let mut of_incident: Vec<Vec<CasualtyId>> = vec![Vec::new(); groups.len()];
        for (i, row) in casualties.iter_mut().enumerate() {
            row.incident = row.event.and_then(|e| inherited.get(e.index())?.incident);
            if let Some(incident) = row.incident {
                of_incident[incident.index()].push(CasualtyId::new(i));
            }
        }
        let rows: Vec<Incident> = groups
            .into_iter()
            .zip(of_incident)
            .map(|(group, ids)| view.incident(group, ids, &casualties, &running))
            .collect();
        for (i, row) in inherited.iter_mut().enumerate() {
            if let Some(incident) = row.incident.and_then(|id| rows.get(id.index())) {
                view.inherit(EventId::new(i), incident, row);
            }
        }
        Self { rows, casualties, inherited }
    }
}

/// What the stage reads: the text and the tables of the stages before.
#[derive(Clone, Copy)]
struct View<'a> {
    text: &'a Text<'a>,
    syntax: &'a Syntax,
    entities: &'a Entities,
    values: &'a Values,
    events: &'a Events,
    claims: &'a Claims,
    lexicon: &'a lexicon::Lexicon,
}

/// What an incident takes from its events.
impl View<'_> {
    fn incident(
        &self,
        events: Vec<EventId>,
        casualties: Vec<CasualtyId>,
        ledger: &[Casualty],
        running: &HashSet<EventId>,
    ) -> Incident {
        let rows = || events.iter().filter_map(|id| self.events.rows.get(id.index()));
        let rank = |kind| self.lexicon.event_type(kind).map_or(0, |t| t.rank);
        // Of equals the first.
        let telling = rows().rev().max_by_key(|e| rank(e.kind));
        let kind = telling.map_or(EventType(0), |e| e.kind);
        // Who denies a part in it is no party to what others tell of.
        let denied = |id: &EventId| matches!(self.factuality(*id), Factuality::Denied | Factuality::Negated);
        let all_denied = events.iter().all(denied);
        let parties = |of: fn(&crate::events::Event) -> &[MentionId]| {
            let attested = events.iter().filter(|id| all_denied || !denied(id));
            let rows = attested.filter_map(|id| self.events.rows.get(id.index()));
            distinct(rows.flat_map(of).filter_map(|&m| self.entities.mention(m)?.entity))
        };
        let mut claims: Vec<ClaimId> = Vec::new();
        for assessment in events.iter().filter_map(|id| self.claims.assessments.get(id.index())) {
            claims.extend(&assessment.claims);
        }
        claims.extend(casualties.iter().filter_map(|c| ledger.get(c.index())?.claim));
        claims.sort();
        claims.dedup();
        let actors = rows().flat_map(|e| &e.actors);
        let own = distinct(actors.filter_map(|&id| self.lexicon.class(self.entities.mention(id)?.subtype?)));
        let disowned = self.disowned(&events);
        // Who tells of it, in text order.
        let named = claims
            .iter()
            .filter_map(|&c| Some((c, self.claims.rows.get(c.index())?.source_name(self.text, self.entities)?)));
        let tellers: Vec<(ClaimId, String)> = named.collect();
        let teller = |c: ClaimId| {
            let at = tellers.binary_search_by_key(&c, |(id, _)| *id).ok()?;
            Some(tellers.get(at)?.1.as_str())
        };
        let figures = |kind: &str| {
            // Where there are no casualties at all, nobody was killed and nobody wounded.
            let told = |c: &Casualty| c.kind == kind || c.kind == CASUALTIES && c.bounds.high == Some(0.0);
            let mut figures: Vec<Figure<'_>> = Vec::new();
            let mut before: Option<&Casualty> = None;
            for row in casualties.iter().filter_map(|c| ledger.get(c.index())) {
                if told(row) {
                    // `killed four and wounded four others`: others than those who were killed.
                    let else_hurt = before.is_some_and(|b| b.sentence == row.sentence && b.kind != kind);
                    figures.push(Figure {
                        row,
                        adds: !else_hurt && self.adds(row),
                        own: row.class.is_some_and(|class| own.contains(&class)),
                        source: row.claim.and_then(teller),
                        denied: row.names.iter().any(|name| disowned.contains(name.as_str())),
                    });
                }
                before = Some(row);
            }
            tolls::toll(&figures)
        };
        let (killed, wounded) = (figures(KILLED), figures(WOUNDED));
        let mut disputed = Vec::new();
        disputed.extend(killed.disputed.then_some("killed_best"));
        disputed.extend(wounded.disputed.then_some("wounded_best"));
        let dated = self.dated(&events);
        let time = dated.first().and_then(|&id| self.own_time(id));
        let mut out = Incident {
            kind,
            actors: distinct(parties(|e| &e.actors).into_iter().chain(self.owners(&claims))),
            targets: parties(|e| &e.targets),
            placed: self.placed(&events),
            dated,
            days: time.and_then(|t| self.values.days_of(t)),
            weapon: rows().find_map(|e| e.weapon.and_then(|w| w.kind)),
            killed: killed.bounds,
            wounded: wounded.bounds,
            status: "",
            disputed,
            sources: distinct(tellers.into_iter().map(|(_, name)| name)),
            claims,
            casualties,
            background: rows().any(|e| e.background) || events.iter().any(|e| running.contains(e)),
            events,
        };
        out.status = status::status(&out, self.claims);
        out
    }

    /// How far an event is said to be true.
    fn factuality(&self, id: EventId) -> Factuality {
        self.claims.assessments.get(id.index()).map_or(Factuality::default(), |a| a.factuality)
    }

    /// Who claims responsibility.
    fn owners(&self, claims: &[ClaimId]) -> Vec<EntityId> {
        let rows = claims.iter().filter_map(|c| self.claims.rows.get(c.index()));
        rows.filter(|c| c.stance == Some(status::OWNS)).filter_map(|c| c.source_entity).collect()
    }

    /// Names of those to whom one of these events happened by what somebody denies.
    fn disowned(&self, events: &[EventId]) -> HashSet<&str> {
        let denied = events.iter().filter(|id| self.factuality(**id) == Factuality::Denied);
        let rows = denied.filter_map(|id| self.events.rows.get(id.index()));
        rows.flat_map(|e| &e.targets).filter_map(|&m| Some(self.entities.entity_of(m)?.name.as_str())).collect()
    }

    /// Does a figure add to the victims named before it (`four others`)?
    fn adds(&self, row: &Casualty) -> bool {
        let first = self.values.quantities.partition_point(|q| q.span.start < row.span.start);
        let inside = self.values.quantities[first..].iter().take_while(|q| q.span.start < row.span.end);
        inside.into_iter().any(|q| q.others)
    }
}

/// Each once, in the order of the first.
fn distinct<T: Clone + Eq + Hash>(all: impl Iterator<Item = T>) -> Vec<T> {
    let mut seen = HashSet::new();
    all.filter(|x| seen.insert(x.clone())).collect()
}
