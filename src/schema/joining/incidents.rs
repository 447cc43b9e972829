//! The rows of incidents and casualties.

use super::{Join, casualty_id, claim_id, count, entity_id, event_id, incident_id, iso, sentence_id};
use crate::coding::{self, Codes, Facts};
use crate::entities::EntityId;
use crate::events::EventId;
use crate::incidents::{Casualty, CasualtyId, Incident, IncidentId, summary};
use crate::schema::{CasualtyRow, IncidentRow};
use crate::values::Days;

impl Join<'_, '_> {
    pub(super) fn casualties(&self) -> Vec<CasualtyRow> {
        let row = |(i, c): (usize, &Casualty)| {
            let chars = self.chars(c.span);
            CasualtyRow {
                id: casualty_id(CasualtyId::new(i)),
                event_id: c.event.map(event_id),
                incident_id: c.incident.map(incident_id),
                sentence: sentence_id(c.sentence),
                text: self.string(c.span),
                start: chars.start,
                end: chars.end,
                kind: c.kind,
                low: c.bounds.low.map(whole),
                best: c.bounds.best.map(whole),
                high: c.bounds.high.map(whole),
                qualifier: c.qualifier,
                victims: c.victims.map(|s| self.string(s)),
                victim_type: c.victim_type,
                victim_country: c.victim_country.clone(),
                demographic: c.demographic,
                names: c.names.clone(),
                subset_of: c.subset_of.map(casualty_id),
                cumulative: c.cumulative,
                source: c
                    .claim
                    .and_then(|id| self.a.claims.rows.get(id.index())?.source_name(&self.a.text, &self.a.entities)),
                claim_id: c.claim.map(claim_id),
            }
        };
        self.a.incidents.casualties.iter().enumerate().map(row).collect()
    }

    pub(super) fn incidents(&self) -> Vec<IncidentRow> {
        self.a.incidents.rows.iter().enumerate().map(|(i, x)| self.incident(i, x)).collect()
    }

    fn names(&self, ids: &[EntityId]) -> (Vec<String>, Vec<Option<String>>) {
        let known = ids.iter().filter_map(|&id| Some((id, self.a.entities.entity(id)?)));
        known.map(|(id, e)| (e.name.clone(), Some(entity_id(id)))).unzip()
    }

    fn incident(&self, i: usize, x: &Incident) -> IncidentRow {
        let (actor, actor_ids) = self.names(&x.actors);
        let (target, target_ids) = self.names(&x.targets);
        let place_event = x.placed.first().and_then(|e| self.a.events.rows.get(e.index()));
        let (place, place_ids, _) =
            self.arguments(place_event.into_iter().flat_map(|e| e.places.iter().map(|p| p.mention)));
        let point = place_event.and_then(|e| self.point(e));
        let codes = self.incident_codes(x);
        let row = self.resources.ontology.event(x.kind);
        let mut out = IncidentRow {
            id: incident_id(IncidentId::new(i)),
            r#type: row.map(|r| r.name.clone()).unwrap_or_default(),
            class: row.map(|r| r.class.clone()).unwrap_or_default(),
            actor,
            actor_ids,
            target,
            target_ids,
            place,
            place_ids,
            country: point.as_ref().and_then(|p| p.country.clone()),
            lat: point.as_ref().and_then(|p| p.lat_lon).map(|p| p.0),
            lon: point.as_ref().and_then(|p| p.lat_lon).map(|p| p.1),
            place_precision: point.as_ref().map(|p| p.precision.as_str()),
            date_start: x.days.and_then(|d| iso(d.start)),
            date_end: x.days.and_then(|d| iso(d.end)),
            date_precision: x.days.map(|d: Days| d.precision.as_str()),
            killed_low: x.killed.low.map(whole),
            killed_best: x.killed.best.map(whole),
            killed_high: x.killed.high.map(whole),
            wounded_low: x.wounded.low.map(whole),
            wounded_best: x.wounded.best.map(whole),
            wounded_high: x.wounded.high.map(whole),
            status: x.status,
            disputed: x.disputed.clone(),
            sources: x.sources.clone(),
            weapon_type: x.weapon,
            n_events: count(x.events.len()),
            event_ids: x.events.iter().map(|&e| event_id(e)).collect(),
            claim_ids: x.claims.iter().map(|&c| claim_id(c)).collect(),
            casualty_ids: x.casualties.iter().map(|&c| casualty_id(c)).collect(),
            background: x.background,
            cameo: codes.cameo,
            plover: codes.plover,
            acled: codes.acled,
            ucdp: codes.ucdp,
            summary: None,
        };
        let entry = self.resources.incidents.event_type(x.kind);
        out.summary = entry.map(|entry| summary::summary(&out, &entry.sentence));
        out
    }

    /// An incident is coded as its events are, from what all of them tell.
    fn incident_codes(&self, x: &Incident) -> Codes {
        let events = || x.events.iter().filter_map(|id| Some((id, self.a.events.rows.get(id.index())?)));
        let parties =
            |ids: &[EntityId]| ids.iter().filter_map(|&id| self.a.entities.entity(id)).map(|e| self.party(e)).collect();
        let assessment = |id: &EventId| self.a.claims.assessments.get(id.index());
        let facts = Facts {
            kind: x.kind,
            entry: events().find(|(_, e)| e.kind == x.kind).map(|(_, e)| &e.entry),
            actors: parties(&x.actors),
            targets: parties(&x.targets),
            weapon: x.weapon,
            within: events().map(|(_, e)| e.within).reduce(|a, b| a.filter(|a| b == Some(*a))).flatten(),
            factuality: events().filter_map(|(id, _)| assessment(id)).map(|s| s.factuality).min().unwrap_or_default(),
            attempt: events().all(|(id, e)| e.attempt || assessment(id).is_some_and(|s| s.attempt)),
        };
        coding::code(&self.resources.ontology, &facts)
    }
}

/// Victims are counted in whole persons.
fn whole(n: f64) -> i64 {
    #[allow(clippy::cast_possible_truncation)]
    {
        n.round() as i64
    }
}
