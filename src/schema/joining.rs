//! The tables of the stages joined into rows: ids in text order, code points for tokens.

use jiff::civil;

use super::{
    CasualtyRow, ClaimRow, EntityRow, EventRow, IncidentRow, MentionRow, Number, Report, SCHEMA_VERSION, SentenceRow,
    TokenRow,
};
use crate::claims::{ClaimId, Factuality};
use crate::coding::{self, Codes, Facts, Party};
use crate::entities::{Entity, EntityId, MentionId, PlacePrecision};
use crate::events::{Event, EventId, PlaceBasis};
use crate::incidents::{CasualtyId, Incident, IncidentId, summary};
use crate::pipeline::{Analysis, Options};
use crate::resources::Resources;
use crate::text::span::{CharSpan, SentenceId, TokenId, TokenSpan};
use crate::values::{DateId, Days, QuantityId};

/// Joins the tables of the stages.
pub fn join(analysis: &Analysis<'_>, options: &Options, resources: &Resources) -> Report {
    let join = Join::new(analysis, resources);
    let publication = analysis.values.publication;
    Report {
        schema_version: SCHEMA_VERSION,
        version: env!("CARGO_PKG_VERSION"),
        doc_id: options.doc_id.clone(),
        title: options.title.clone(),
        publication_date: publication.date().map(|d| d.to_string()),
        date_source: publication.as_str(),
        language: analysis.text.is_english.then_some("en"),
        n_chars: analysis.text.offsets.chars(),
        warnings: options.warnings.iter().cloned().chain(join.warnings()).collect(),
        sentences: join.sentences(),
        mentions: join.mentions(),
        entities: join.entities(),
        events: join.events(),
        claims: join.claims(),
        casualties: join.casualties(),
        incidents: join.incidents(),
        tokens: options.tokens.then(|| join.tokens()),
    }
}

/// One row of the mention table, before it has an id.
#[derive(Clone, Copy, PartialEq, Eq)]
enum MentionSource {
    Entity(MentionId),
    Date(DateId),
    Quantity(QuantityId),
}

struct Join<'a, 'b> {
    a: &'a Analysis<'b>,
    resources: &'a Resources,
    /// The mention table's rows, in text order.
    order: Vec<MentionSource>,
    /// Output number of each entity mention and each date.
    mention_number: Vec<usize>,
    date_number: Vec<usize>,
}

impl<'a, 'b> Join<'a, 'b> {
    fn new(a: &'a Analysis<'b>, resources: &'a Resources) -> Self {
        let mut order: Vec<(TokenSpan, MentionSource)> = Vec::new();
        order.extend(
            a.entities.mentions.iter().enumerate().map(|(i, m)| (m.span, MentionSource::Entity(MentionId::new(i)))),
        );
        order.extend(a.values.dates.iter().enumerate().map(|(i, d)| (d.span, MentionSource::Date(DateId::new(i)))));
        let quantities = a.values.quantities.iter().enumerate().filter(|(_, q)| q.is_mention);
        order.extend(quantities.map(|(i, q)| (q.row, MentionSource::Quantity(QuantityId::new(i)))));
        order.sort_by_key(|(span, _)| (span.start, std::cmp::Reverse(span.end)));
        let mut mention_number = vec![0; a.entities.mentions.len()];
        let mut date_number = vec![0; a.values.dates.len()];
        let order: Vec<_> = order.into_iter().map(|(_, source)| source).collect();
        for (number, source) in order.iter().enumerate() {
            match source {
                MentionSource::Entity(m) => mention_number[m.index()] = number + 1,
                MentionSource::Date(d) => date_number[d.index()] = number + 1,
                MentionSource::Quantity(_) => {}
            }
        }
        Self { a, resources, order, mention_number, date_number }
    }

    fn chars(&self, span: TokenSpan) -> CharSpan {
        self.a.text.offsets.chars_of(self.a.text.bytes(span))
    }

    fn string(&self, span: TokenSpan) -> String {
        self.a.text.slice(span).to_owned()
    }

    fn sentence_id(&self, token: TokenId) -> String {
        sentence_id(self.a.text.sentence_of(token))
    }

    fn mention_id(&self, id: MentionId) -> String {
        format!("m{}", self.mention_number.get(id.index()).copied().unwrap_or(0))
    }

    fn warnings(&self) -> Vec<String> {
        let mut out = Vec::new();
        if self.a.text.tokens.is_empty() {
            out.push("the text has no words".to_owned());
        } else if !self.a.text.is_english {
            out.push("the text does not look like English; what was found may be wrong".to_owned());
        }
        out
    }

    fn sentences(&self) -> Vec<SentenceRow> {
        let row = |(i, s): (usize, &crate::text::Sentence)| {
            let span = self.a.text.offsets.chars_of(s.span);
            SentenceRow { id: sentence_id(SentenceId::new(i)), start: span.start, end: span.end, kind: s.kind.as_str() }
        };
        self.a.text.sentences.iter().enumerate().map(row).collect()
    }

    fn tokens(&self) -> Vec<TokenRow> {
        let row = |(i, t): (usize, &crate::text::Token)| {
            let (id, span) = (TokenId::new(i), self.a.text.offsets.chars_of(t.span));
            TokenRow {
                id: format!("t{i}"),
                sentence: sentence_id(t.sentence),
                start: span.start,
                end: span.end,
                text: self.a.text.token(id).to_owned(),
                lemma: self.a.syntax.lemma(id).to_owned(),
                upos: self.a.syntax.upos(id).as_str(),
                head: self.a.syntax.head(id).map(|h| format!("t{h}")),
                deprel: self.a.syntax.deprel(id).as_str(),
            }
        };
        self.a.text.tokens.iter().enumerate().map(row).collect()
    }

    fn mentions(&self) -> Vec<MentionRow> {
        let row = |(number, source): (usize, &MentionSource)| {
            let span = match source {
                MentionSource::Entity(m) => self.a.entities.mentions[m.index()].span,
                MentionSource::Date(d) => self.a.values.dates[d.index()].span,
                MentionSource::Quantity(q) => self.a.values.quantities[q.index()].row,
            };
            let chars = self.chars(span);
            let mut row = MentionRow {
                id: format!("m{}", number + 1),
                entity_id: None,
                sentence: self.sentence_id(span.start),
                text: self.string(span),
                start: chars.start,
                end: chars.end,
                r#type: "",
                subtype: None,
                level: "nominal",
                value: None,
                low: None,
                best: None,
                high: None,
                qualifier: None,
                unit: None,
            };
            match source {
                MentionSource::Entity(m) => {
                    let m = &self.a.entities.mentions[m.index()];
                    row.entity_id = m.entity.map(entity_id);
                    (row.r#type, row.subtype, row.level) = (m.kind, m.subtype, m.level.as_str());
                }
                MentionSource::Date(d) => {
                    let d = &self.a.values.dates[d.index()];
                    (row.r#type, row.subtype, row.value) = ("date", Some(d.kind.as_str()), d.value.clone());
                }
                MentionSource::Quantity(q) => {
                    let q = &self.a.values.quantities[q.index()];
                    row.r#type = if q.money { "money" } else { "quantity" };
                    row.low = q.bounds.low.map(Number::from);
                    row.best = q.bounds.best.map(Number::from);
                    row.high = q.bounds.high.map(Number::from);
                    row.qualifier = Some(q.qualifier);
                    row.unit = q.unit.clone();
                }
            }
            row
        };
        self.order.iter().enumerate().map(row).collect()
    }

    fn entities(&self) -> Vec<EntityRow> {
        let row = |(i, e): (usize, &Entity)| EntityRow {
            id: entity_id(EntityId::new(i)),
            name: e.name.clone(),
            r#type: e.kind,
            subtype: e.subtype,
            country: e.country.clone(),
            aliases: e.aliases.clone(),
            role: e.role.clone(),
            n_mentions: count(e.mentions.len()),
            lat: e.place.as_ref().map(|p| p.lat),
            lon: e.place.as_ref().map(|p| p.lon),
            geonameid: e.place.as_ref().and_then(|p| p.geonameid),
            admin1: e.place.as_ref().and_then(|p| p.admin1.clone()),
            cameo_actor: e.cameo_actor.clone(),
        };
        self.a.entities.entities.iter().enumerate().map(row).collect()
    }

    /// Names, entity ids and mention ids of some arguments.
    fn arguments(&self, mentions: impl Iterator<Item = MentionId>) -> (Vec<String>, Vec<Option<String>>, Vec<String>) {
        let mut out = (Vec::new(), Vec::new(), Vec::new());
        for id in mentions {
            let Some(mention) = self.a.entities.mention(id) else { continue };
            out.0.push(self.a.entities.entity_of(id).map_or_else(|| self.string(mention.span), |e| e.name.clone()));
            out.1.push(mention.entity.map(entity_id));
            out.2.push(self.mention_id(id));
        }
        out
    }

    fn events(&self) -> Vec<EventRow> {
        self.a.events.rows.iter().enumerate().map(|(i, e)| self.event(i, e)).collect()
    }

    fn event(&self, i: usize, e: &Event) -> EventRow {
        let chars = self.chars(e.trigger);
        let inherited = self.a.incidents.inherited.get(i).cloned().unwrap_or_default();
        let assessment = self.a.claims.assessments.get(i).cloned().unwrap_or_default();
        let (actor, actor_ids, actor_mentions) = self.arguments(e.actors.iter().copied());
        let (target, target_ids, target_mentions) = self.arguments(e.targets.iter().copied());
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
        let date = time.and_then(|t| self.a.values.dates.get(t.index()));
        let days = date.and_then(|d| d.days);
        let weapon = e.weapon.and_then(|w| w.mention).and_then(|m| self.a.entities.mention(m));
        let claims = assessment.claims.iter().filter_map(|c| Some((c, self.a.claims.rows.get(c.index())?)));
        let (mut source, mut source_ids, mut source_type, mut anonymous) = (Vec::new(), Vec::new(), None, None);
        for (_, claim) in claims {
            let Some(name) = claim.source_name(&self.a.text, &self.a.entities) else { continue };
            if source.is_empty() {
                (source_type, anonymous) = (claim.source_type, claim.anonymous);
            }
            if !source.contains(&name) {
                source.push(name);
                source_ids.push(claim.source_entity.map(entity_id));
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
            time_mention: time.map(|t| format!("m{}", self.date_number.get(t.index()).copied().unwrap_or(0))),
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
    fn point(&self, event: &Event) -> Option<Point> {
        let points = event.places.iter().filter_map(|place| {
            let entity = self.a.entities.entity_of(place.mention)?;
            let at = entity.place.as_ref();
            let own = at.map_or(PlacePrecision::Region, |p| p.precision);
            let precision = if place.near { own.max(PlacePrecision::Near) } else { own };
            Some(Point { precision, country: entity.country.clone(), lat_lon: at.map(|p| (p.lat, p.lon)) })
        });
        points.min_by_key(|p| (p.lat_lon.is_none(), p.precision))
    }

    fn party(&self, entity: &'a Entity) -> Party<'a> {
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

    fn claims(&self) -> Vec<ClaimRow> {
        let row = |(i, c): (usize, &crate::claims::Claim)| {
            let (source, cue, content) =
                (c.source.map(|s| self.chars(s)), c.cue.map(|s| self.chars(s)), c.content.map(|s| self.chars(s)));
            ClaimRow {
                id: claim_id(ClaimId::new(i)),
                sentence: sentence_id(c.sentence),
                source: c.source.map(|s| self.string(s)),
                source_start: source.map(|s| s.start),
                source_end: source.map(|s| s.end),
                source_id: c.source_entity.map(entity_id),
                source_type: c.source_type,
                anonymous: c.anonymous,
                cue: c.cue.map(|s| self.string(s)),
                cue_start: cue.map(|s| s.start),
                cue_end: cue.map(|s| s.end),
                stance: c.stance,
                content: c.content.map(|s| self.string(s)),
                content_start: content.map(|s| s.start),
                content_end: content.map(|s| s.end),
                quote: c.quote.as_str(),
                nested_in: c.nested_in.map(claim_id),
                event_ids: c.events.iter().map(|&e| event_id(e)).collect(),
            }
        };
        self.a.claims.rows.iter().enumerate().map(row).collect()
    }

    fn casualties(&self) -> Vec<CasualtyRow> {
        let row = |(i, c): (usize, &crate::incidents::Casualty)| {
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

    fn incidents(&self) -> Vec<IncidentRow> {
        self.a.incidents.rows.iter().enumerate().map(|(i, x)| self.incident(i, x)).collect()
    }

    fn names(&self, ids: &[EntityId]) -> (Vec<String>, Vec<Option<String>>) {
        let known = ids.iter().filter_map(|&id| Some((id, self.a.entities.entity(id)?)));
        known.map(|(id, e)| (e.name.clone(), Some(entity_id(id)))).unzip()
    }

    fn incident(&self, i: usize, x: &Incident) -> IncidentRow {
        let (actor, actor_ids) = self.names(&x.actors);
        let (target, target_ids) = self.names(&x.targets);
        let place_event = x.place_of.and_then(|e| self.a.events.rows.get(e.index()));
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

/// Where an event or incident is.
struct Point {
    precision: PlacePrecision,
    country: Option<String>,
    lat_lon: Option<(f64, f64)>,
}

fn sentence_id(id: SentenceId) -> String {
    format!("s{id}")
}

fn entity_id(id: EntityId) -> String {
    format!("e{}", id.index() + 1)
}

fn event_id(id: EventId) -> String {
    format!("ev{}", id.index() + 1)
}

fn claim_id(id: ClaimId) -> String {
    format!("c{}", id.index() + 1)
}

fn casualty_id(id: CasualtyId) -> String {
    format!("k{}", id.index() + 1)
}

fn incident_id(id: IncidentId) -> String {
    format!("i{}", id.index() + 1)
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// Victims are counted in whole persons.
fn whole(n: f64) -> i64 {
    #[allow(clippy::cast_possible_truncation)]
    {
        n.round() as i64
    }
}

/// ISO 8601, for the years that four digits can hold.
fn iso(date: civil::Date) -> Option<String> {
    (date.year() >= 1).then(|| date.to_string())
}
