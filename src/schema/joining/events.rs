//! The rows of events, with their places and codes.

use super::{Join, claim_id, entity_id, event_id, incident_id, iso, sentence_id};
use crate::claims::Factuality;
use crate::coding::{self, Codes, Facts, Party};
use crate::entities::{Entity, MentionId, PlacePrecision};
use crate::events::{Event, EventId, PlaceBasis};
use crate::schema::EventRow;
use crate::values::DatePrecision;

/// Where an event or incident is.
pub(super) struct Point {
    pub precision: PlacePrecision,
    pub country: Option<String>,
    pub lat_lon: Option<(f64, f64)>,
}

impl<'a> Join<'a, '_> {
    pub(super) fn events(&self) -> Vec<EventRow> {
        self.a.events.rows.iter().enumerate().map(|(i, e)| self.event(i, e)).collect()
    }

    fn event(&self, i: usize, e: &Event) -> EventRow {
        let chars = self.chars(e.trigger);
        let inherited = self.a.incidents.inherited.get(i).cloned().unwrap_or_default();
        let assessment = self.a.claims.assessments.get(i).cloned().unwrap_or_default();
        let (actor, actor_ids, actor_mentions) = self.taking_part(&e.actors, e.actor_figure());
        let (target, target_ids, target_mentions) = self.taking_part(&e.targets, e.target_figure());
        let place_event = if e.places.is_empty() {
            inherited.place_of.and_then(|ev| self.a.events.rows.get(ev.index()))
        } else {
            Some(e)
        };
        let places = place_event.map_or(&[][..], |ev| &ev.places);
        let (place, place_ids, place_mentions) = self.arguments(places.iter().map(|p| p.mention));
        let point = place_event.and_then(|ev| self.point(ev));
        let place_basis = if e.places.is_empty() { inherited.place_basis } else { e.place_basis };
        let time = e.time.or(inherited.time);
        let date = time.and_then(|t| self.a.values.dates.get(t.date.index()));
        let mut days = time.and_then(|t| self.a.values.days_of(t));
        // `since January`: until the text was published.
        let today = self.a.values.publication.date().filter(|_| e.goes_on && e.time.is_some());
        if let (Some(days), Some(today)) = (&mut days, today)
            && days.end < today
        {
            (days.end, days.precision) = (today, DatePrecision::Range);
        }
        let weapon = e.weapon.and_then(|w| w.mention).and_then(|m| self.a.entities.mention(m));
        let claims = assessment.attesting.iter().filter_map(|c| self.a.claims.rows.get(c.index()));
        let (mut source, mut source_ids, mut source_type, mut anonymous) = (Vec::new(), Vec::new(), None, None);
        for claim in claims {
            let Some(name) = claim.source_name(&self.a.text, &self.a.entities) else { continue };
            if source.is_empty() {
                (source_type, anonymous) = (claim.source_type, claim.anonymous);
            }
            if !source.contains(&name) {
                source.push(name);
                source_ids.push(claim.source_entity.map(entity_id));
            }
            for &id in &claim.joint {
                let Some(entity) = self.a.entities.entity(id).filter(|e| !source.contains(&e.name)) else { continue };
                source.push(entity.name.clone());
                source_ids.push(Some(entity_id(id)));
            }
        }
        let codes = self.code(e, assessment.factuality, e.attempt || assessment.attempt);
        let row = self.resources.ontology.event(e.kind);
        EventRow {
            id: event_id(EventId::new(i)),
            sentence: sentence_id(e.sentence),
            r#type: row.map(|r| r.name.clone()).unwrap_or_default(),
            class: row.map(|r| r.class.clone()).unwrap_or_default(),
            trigger: self.string(e.trigger),
            start: chars.start,
            end: chars.end,
            actor,
            actor_ids,
            actor_mentions,
            target,
            target_ids,
            target_mentions,
            place_precision: point.as_ref().map(|p| p.precision.as_str()),
            place_basis: place_basis.filter(|_| !place.is_empty()).map(PlaceBasis::as_str),
            country: point.as_ref().and_then(|p| p.country.clone()),
            lat: point.as_ref().and_then(|p| p.lat_lon).map(|p| p.0),
            lon: point.as_ref().and_then(|p| p.lat_lon).map(|p| p.1),
            place,
            place_ids,
            place_mentions,
            weapon: weapon.map(|m| self.string(m.span)),
            weapon_type: e.weapon.and_then(|w| w.kind),
            weapon_mention: e.weapon.and_then(|w| w.mention).map(|m| self.mention_id(m)),
            time_mention: time.map(|t| format!("m{}", self.date_number.get(t.date.index()).copied().unwrap_or(0))),
            date_start: days.and_then(|d| iso(d.start)),
            date_end: days.and_then(|d| iso(d.end)),
            date_precision: days.map(|d| d.precision.as_str()),
            date_basis: days.and(date).map(|d| if e.time.is_some() { d.basis.as_str() } else { "incident" }),
            factuality: assessment.factuality.as_str(),
            attempt: e.attempt || assessment.attempt,
            hedge: assessment.hedge.map(|s| self.string(s)),
            source,
            source_ids,
            source_type,
            anonymous,
            claim_ids: assessment.claims.iter().map(|&c| claim_id(c)).collect(),
            background: e.background || inherited.running,
            incident_id: inherited.incident.map(incident_id),
            cameo: codes.cameo,
            plover: codes.plover,
            plover_mode: codes.plover_mode,
            acled: codes.acled,
            ucdp: codes.ucdp,
            rule: e.entry.name.clone(),
        }
    }

    /// The most exact of an event's places.
    pub(super) fn point(&self, event: &Event) -> Option<Point> {
        let points = event.places.iter().filter_map(|place| {
            let entity = self.a.entities.entity_of(place.mention)?;
            let at = entity.place.as_ref();
            let own = at.map_or(PlacePrecision::Region, |p| p.precision);
            let precision = if place.near { own.max(PlacePrecision::Near) } else { own };
            Some(Point { precision, country: entity.country.clone(), lat_lon: at.map(|p| (p.lat, p.lon)) })
        });
        points.min_by_key(|p| (p.lat_lon.is_none(), p.precision))
    }

    pub(super) fn party(&self, entity: &'a Entity) -> Party<'a> {
        Party { kind: entity.kind, subtype: entity.subtype, country: entity.country.as_deref() }
    }

    fn code(&self, e: &'a Event, factuality: Factuality, attempt: bool) -> Codes {
        let parties = |ids: &[MentionId]| {
            ids.iter().filter_map(|&m| self.a.entities.entity_of(m)).map(|e| self.party(e)).collect()
        };
        let facts = Facts {
            kind: e.kind,
            entry: Some(&e.entry),
            actors: parties(&e.actors),
            targets: parties(&e.targets),
            weapon: e.weapon.and_then(|w| w.kind),
            within: e.within,
            factuality,
            attempt,
        };
        coding::code(&self.resources.ontology, &facts)
    }
}
