//! What an incident has of day and place, and which of its events take it where they have none of their own.
//!
//! Events of one incident need not all be of one day: a text that merges `the attacks on shops` with `Monday's attack`
//! says nothing of when the others were. An event takes only what is told close by, of what it points back to or of the
//! same parties, and as truly as it is told itself.

use hashbrown::HashSet;

use super::agreement::same_time;
use super::lexicon::Discourse;
use super::{Incident, Inherited, View};
use crate::claims::Factuality;
use crate::entities::{EntityId, MentionId};
use crate::events::{Event, EventId, PlaceBasis};
use crate::syntax::phrases;
use crate::syntax::predicates::Tense;
use crate::syntax::tags::Upos;
use crate::text::SentenceKind;
use crate::text::span::TokenSpan;
use crate::values::{DatePrecision, When};

/// Sentences between two mentions of which one gives the other its day or place.
const REACH: usize = 2;
/// Events of an incident that are looked at for one that gives its day or place to another.
const DONORS: usize = 8;
/// Events of an incident before and after one that are looked at for those of its sentence.
const KIN: usize = 4;

impl View<'_> {
    /// The events with a place of their own, the surest first: what hangs on its event comes before what only stands in
    /// its sentence, then the more exact.
    pub(super) fn placed(&self, events: &[EventId]) -> Vec<EventId> {
        let precision = |event: &Event| {
            let places = event.places.iter().filter_map(|p| self.entities.entity_of(p.mention)?.place.as_ref());
            places.map(|p| p.precision).min()
        };
        let sureness = |id: &EventId| {
            let event = self.events.rows.get(id.index()).filter(|e| !e.places.is_empty())?;
            let loose = event.place_basis != Some(PlaceBasis::Stated);
            Some((loose, precision(event).map_or((true, None), |p| (false, Some(p)))))
        };
        surest(events, sureness)
    }

    /// The events with a day of their own, the surest first: what hangs on its event, then the more exact.
    pub(super) fn dated(&self, events: &[EventId]) -> Vec<EventId> {
        let sureness = |id: &EventId| {
            let event = self.events.rows.get(id.index()).filter(|e| !e.goes_on)?;
            let days = self.values.days_of(event.time?)?;
            Some((!event.dated, days.precision))
        };
        surest(events, sureness)
    }

    /// When an event itself says that it was.
    pub(super) fn own_time(&self, id: EventId) -> Option<When> {
        self.events.rows.get(id.index())?.time
    }

    /// What an event without time or place of its own takes from its incident.
    pub(super) fn inherit(&self, id: EventId, incident: &Incident, row: &mut Inherited) {
        let Some(event) = self.events.rows.get(id.index()) else { return };
        // What did not happen has no day.
        if event.time.is_none() && self.factuality(id) != Factuality::Negated {
            let fits = |donor| {
                self.is_told_with(id, donor, incident)
                    && self.may_be_of_a_day(event, donor)
                    && !self.is_over_for(id, donor)
                    && !self.is_to_come_for(event, donor)
            };
            let donor = incident.dated.iter().take(DONORS).find(|&&donor| fits(donor));
            row.time = donor.and_then(|&donor| self.own_time(donor));
        }
        if event.places.is_empty() && event.local {
            let surest = incident.placed.first();
            // Another than the surest only of its own sentence.
            let beside = |donor: &&EventId| {
                let from = self.events.rows.get(donor.index());
                surest == Some(*donor) || from.is_some_and(|d| d.sentence == event.sentence)
            };
            let mut donors = incident.placed.iter().take(DONORS).filter(beside);
            row.place_of = donors.find(|&&donor| self.is_told_with(id, donor, incident)).copied();
            row.place_basis = row.place_of.map(|_| PlaceBasis::Incident);
        }
    }

    /// Are day and place of one mention those of another of its incident: of one told beside it, that it points back to
    /// (`the attack`), or with a party in common? What one sentence tells of the incident goes together.
    fn is_told_with(&self, id: EventId, donor: EventId, incident: &Incident) -> bool {
        let rows = &self.events.rows;
        let (Some(event), Some(from)) = (rows.get(id.index()), rows.get(donor.index())) else { return false };
        let parties = |ids: &[MentionId]| -> HashSet<EntityId> {
            ids.iter().filter_map(|&m| self.entities.mention(m)?.entity).collect()
        };
        let alike = |e: &Event| {
            let shares = |a, b| !parties(a).is_disjoint(&parties(b));
            shares(&e.actors, &from.actors) || shares(&e.targets, &from.targets)
        };
        let apart = |a: HashSet<EntityId>, b: HashSet<EntityId>| !a.is_empty() && !b.is_empty() && a.is_disjoint(&b);
        let around = |id: EventId| {
            let at = incident.events.binary_search(&id).unwrap_or_default();
            let near = incident.events.get(at.saturating_sub(KIN)..).unwrap_or_default().iter().take(2 * KIN + 1);
            near.filter_map(|e| rows.get(e.index()))
        };
        let kin = || around(id).filter(|e| e.sentence == event.sentence);
        let back = || kin().any(|e| self.points_back(e));
        let shared = || kin().any(alike);
        let unreal = |id| matches!(self.factuality(id), Factuality::Planned | Factuality::Possible);
        if unreal(id) != unreal(donor) && !self.points_back(event) {
            return false;
        }
        let days = |e: &Event| self.values.days_of(e.time?);
        if days(event).zip(days(from)).is_some_and(|(a, b)| !same_time(a, b)) {
            return false;
        }
        if event.sentence == from.sentence {
            return !apart(parties(&event.actors), parties(&from.actors));
        }
        // `militants have stepped up attacks`: a kind of deed has no day or place.
        if self.is_general(event) || self.is_general(from) {
            return false;
        }
        // `an attack is also a way to be heard`: it is none that was told.
        let new = |e: &Event| self.syntax.upos(e.head) == Upos::Noun && self.before_trigger(e, Discourse::Indefinite);
        if new(event) && from.sentence < event.sentence && !self.is_of_title(from) {
            return false;
        }
        // `these attacks`, `these attacks, which killed nine`: not of the day of one of them that another sentence tells.
        if kin().any(|e| self.is_plural(e)) && around(donor).any(|e| e.sentence == from.sentence && self.is_one(e)) {
            return false;
        }
        let beside = event.sentence.index().abs_diff(from.sentence.index()) <= REACH;
        beside && event.local || back() || shared()
    }

    /// `attacks on minorities`: a plural without article, number or owner, which stands for a kind of deed.
    pub(super) fn is_general(&self, event: &Event) -> bool {
        let head = event.head;
        let plural = self.is_plural(event);
        let phrase = phrases::base_noun_phrase(self.text, self.syntax, head);
        let before = TokenSpan { start: phrase.start, end: event.trigger.start };
        let counted = |t| matches!(self.syntax.upos(t), Upos::Num | Upos::Det) || self.has(t, Discourse::Definite);
        plural && !before.tokens().any(counted)
    }

    /// Is it told in a noun in the plural?
    fn is_plural(&self, event: &Event) -> bool {
        self.syntax.upos(event.head) == Upos::Noun && self.text.lower(event.head) != self.syntax.lemma(event.head)
    }

    /// Is it told in a noun in the singular?
    fn is_one(&self, event: &Event) -> bool {
        self.syntax.upos(event.head) == Upos::Noun && self.text.lower(event.head) == self.syntax.lemma(event.head)
    }

    /// Is it told in a headline, which the text tells again?
    fn is_of_title(&self, event: &Event) -> bool {
        self.text.sentence(event.sentence).is_some_and(|s| s.kind == SentenceKind::Headline)
    }

    /// Is the day of another over, where an event is still to come?
    fn is_over_for(&self, id: EventId, donor: EventId) -> bool {
        let days = self.own_time(donor).and_then(|t| self.values.days_of(t));
        let over = days.zip(self.values.publication.date()).is_some_and(|(d, today)| d.end < today);
        over && self.factuality(id) == Factuality::Planned
    }

    /// Is the day of another still to come, where a verb tells what was?
    fn is_to_come_for(&self, event: &Event, donor: EventId) -> bool {
        let days = self.own_time(donor).and_then(|t| self.values.days_of(t));
        let later = days.zip(self.values.publication.date()).is_some_and(|(d, today)| d.start > today);
        let verb = self.syntax.upos(event.head) == Upos::Verb;
        later && verb && event.predicate.is_some_and(|p| self.syntax.predicates.clause_tense(p) == Tense::Past)
    }

    /// May an event be of the day of another: `the battle`, `fighting` are of many.
    fn may_be_of_a_day(&self, event: &Event, donor: EventId) -> bool {
        let days = self.own_time(donor).and_then(|t| self.values.days_of(t));
        !self.has(event.head, Discourse::Prolonged) || days.is_none_or(|d| d.precision > DatePrecision::Month)
    }
}

/// Those that have a measure, by it.
fn surest<K: Ord>(events: &[EventId], measure: impl Fn(&EventId) -> Option<K>) -> Vec<EventId> {
    let mut out: Vec<(K, EventId)> = events.iter().filter_map(|id| Some((measure(id)?, *id))).collect();
    out.sort();
    out.into_iter().map(|(_, id)| id).collect()
}
