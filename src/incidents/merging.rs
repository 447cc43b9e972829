//! Merging: which event mentions tell of one happening.
//!
//! First the mentions that one sentence ties together (`the strike killed four and wounded …`) become a group; then
//! each group, in text order, joins the earlier incident that agrees with it best, or opens a new one. Agreement is
//! counted in points; what is named on both sides and differs forbids it.

use std::collections::BTreeSet;

use super::View;
use super::lexicon::{Discourse, TypeEntry};
use crate::claims::Factuality;
use crate::entities::{Entity, EntityId, Level, MentionId, PlacePrecision};
use crate::events::{Event, EventId, PlaceBasis};
use crate::syntax::predicates::EmbeddingKind;
use crate::text::SentenceKind;
use crate::text::span::{TokenId, TokenSpan};
use crate::values::{DatePrecision, Days};

/// Incidents that a group is compared with: the latest ones.
const OPEN: usize = 24;
/// Points that a group needs to join an incident.
const ENOUGH: i32 = 3;
/// Sentences within which an outcome belongs to the cause told last.
const OUTCOME_REACH: usize = 2;
/// Tokens between `six days after` and an event under it.
const APART: u32 = 24;
/// Events before and after one that are looked at before its group and another become one.
const TIED: usize = 16;
/// Words of a sentence in which it may say that it goes over to something else.
const OPENING: usize = 6;
/// Words that may stand before a place that its sentence begins with.
const FRONT: u32 = 2;
/// Days before publication that an incident without a date may lie.
const RECENT: i32 = 45;
/// Kilometres within which two settlements are one place.
const SAME_PLACE_KM: f64 = 30.0;

/// What the events of a group or an incident tell together.
#[derive(Clone, Default)]
struct Facts<'a> {
    events: Vec<EventId>,
    types: Vec<&'a TypeEntry>,
    actors: BTreeSet<EntityId>,
    targets: BTreeSet<EntityId>,
    place: Option<Spot>,
    days: Option<Days>,
    /// Does the date hang on the event itself?
    dated: bool,
    first: usize,
    last: usize,
    definite: bool,
    distinct: bool,
    /// Does its sentence begin with a word that goes over to something else, or with where that is?
    elsewhere: bool,
    fronted: bool,
    apart: bool,
    headline: bool,
    series: bool,
    background: bool,
    planned: bool,
    negated: bool,
    denied: bool,
}

/// Where something is, as far as merging looks.
#[derive(Clone)]
struct Spot {
    entity: EntityId,
    country: Option<String>,
    point: Option<(f64, f64)>,
    exact: bool,
    /// Does it hang on the event itself?
    stated: bool,
}

/// Merging.
impl<'a> View<'a> {
    /// The events of each incident, in text order. An event that is only negated and joins none is left out.
    pub(super) fn merge(&self) -> Vec<Vec<EventId>> {
        let mut incidents: Vec<Facts<'a>> = Vec::new();
        for group in self.groups() {
            let recent = incidents.len().saturating_sub(OPEN);
            let most = incidents[recent..].iter().map(|x| x.events.len()).max().unwrap_or(0);
            // Of equals the one told most of, then the latest.
            let scored = incidents.iter().enumerate().skip(recent).filter_map(|(i, x)| {
                let n = x.events.len();
                Some((self.score(x, &group, n == most && n > 1)?, n, i))
            });
            match scored.max().filter(|(score, ..)| *score >= ENOUGH) {
                Some((.., i)) => incidents[i].absorb(group),
                None => incidents.push(group),
            }
        }
        let told = incidents.into_iter().filter(|x| !x.negated);
        let mut out: Vec<Vec<EventId>> = told.map(|x| x.events).collect();
        out.iter_mut().for_each(|events| events.sort());
        out.sort();
        out
    }

    /// The events that a sentence ties together, in text order of their first.
    fn groups(&self) -> Vec<Facts<'a>> {
        let n = self.events.rows.len();
        let facts: Vec<Option<Facts<'a>>> = (0..n).map(|i| self.facts(EventId::new(i))).collect();
        let may_tie = |i: usize, j: usize| match (&facts[i], &facts[j]) {
            (Some(a), Some(b)) => {
                tied(a, b) && a.denied == b.denied && (!a.distinct && !b.distinct || a.apart && b.apart)
            }
            _ => false,
        };
        let types_agree = |i: usize, j: usize| match (&facts[i], &facts[j]) {
            (Some(a), Some(b)) => a.types.iter().all(|x| b.types.iter().all(|y| x.merges_with(y))),
            _ => true,
        };
        let mut parent: Vec<usize> = (0..n).collect();
        let mut first = 0;
        while first < n {
            let sentence = self.events.rows[first].sentence;
            let last = first + self.events.rows[first..].iter().take_while(|e| e.sentence == sentence).count();
            for i in first..last {
                for head in self.tied_to(&self.events.rows[i]) {
                    let other = (first..last).find(|&j| j != i && self.events.rows[j].trigger.has(head));
                    if let Some(j) = other.filter(|&j| !self.separated(i, j) && may_tie(i, j)) {
                        let (a, b) = (root(&mut parent, i), root(&mut parent, j));
                        let mut of = |top: usize| -> Vec<usize> {
                            let near = first.max(i.saturating_sub(TIED))..last.min(i + TIED);
                            near.filter(|&k| root(&mut parent, k) == top).collect()
                        };
                        let (left, right) = (of(a), of(b));
                        if left.iter().all(|&x| right.iter().all(|&y| types_agree(x, y))) {
                            parent[a.max(b)] = a.min(b);
                        }
                    }
                }
            }
            first = last;
        }
        let mut out: Vec<Facts<'a>> = Vec::new();
        let mut group_of: Vec<Option<usize>> = vec![None; n];
        for (i, facts) in facts.into_iter().enumerate() {
            let Some(facts) = facts else { continue };
            let top = root(&mut parent, i);
            match group_of[top] {
                Some(g) => out[g].absorb(facts),
                None => {
                    group_of[top] = Some(out.len());
                    out.push(facts);
                }
            }
        }
        out
    }

    /// Head words of what the syntax ties an event to: its arguments, and what it is a conjunct or participle of.
    fn tied_to(&self, event: &Event) -> Vec<TokenId> {
        let Some(predicate) = event.predicate.and_then(|p| self.syntax.predicates.rows.get(p.index())) else {
            return Vec::new();
        };
        let separates = |token: Option<TokenId>| token.is_some_and(|t| self.has(t, Discourse::Separator));
        let arguments = predicate.arguments.iter().filter(|a| !separates(a.case)).map(|a| a.head);
        // `an airstrike that Israel said killed a commander`
        let said = |e: &&crate::syntax::predicates::Embedding| e.kind == EmbeddingKind::Complement;
        let nearest = predicate.embeddings.iter().skip_while(said).take(1).filter(|e| {
            let kind = matches!(
                e.kind,
                EmbeddingKind::Adverbial
                    | EmbeddingKind::Conjunction
                    | EmbeddingKind::Relative
                    | EmbeddingKind::Argument
            );
            kind && !separates(e.marker)
        });
        arguments.chain(nearest.map(|e| e.governor)).collect()
    }

    /// Does a word stand between two triggers that makes them two events?
    fn separated(&self, i: usize, j: usize) -> bool {
        let (a, b) = (self.events.rows[i.min(j)].trigger, self.events.rows[i.max(j)].trigger);
        TokenSpan { start: a.end, end: b.start }.tokens().any(|t| self.has(t, Discourse::Separator))
    }

    fn has(&self, token: TokenId, class: Discourse) -> bool {
        let end = self.text.sentence(self.text.sentence_of(token)).map_or(token, |s| s.tokens.end);
        self.lexicon.discourse().matches_at(self.text, token, end).any(|(_, c)| *c == class)
    }

    fn facts(&self, id: EventId) -> Option<Facts<'a>> {
        let event = self.events.rows.get(id.index())?;
        let entry = self.lexicon.event_type(event.kind)?;
        let named = |ids: &[MentionId]| ids.iter().filter_map(|&m| self.entities.mention(m)?.entity).collect();
        let factuality = self.claims.assessments.get(id.index()).map_or(Factuality::default(), |a| a.factuality);
        let date = event.time.and_then(|t| self.values.dates.get(t.index()));
        let sentence = event.sentence.index();
        Some(Facts {
            events: vec![id],
            types: vec![entry],
            actors: named(&event.actors),
            targets: named(&event.targets),
            place: self.spot(event),
            days: date.and_then(|d| d.days),
            dated: event.dated,
            first: sentence,
            last: sentence,
            definite: self.before_trigger(event, Discourse::Definite),
            distinct: self.before_trigger(event, Discourse::Distinct) || self.is_apart(event),
            elsewhere: self.goes_over(event),
            fronted: self.is_fronted(event),
            apart: self.is_apart(event),
            headline: self.text.sentence(event.sentence).is_some_and(|s| s.kind == SentenceKind::Headline),
            series: event.series,
            background: event.background,
            planned: factuality == Factuality::Planned,
            negated: factuality == Factuality::Negated,
            denied: factuality == Factuality::Denied,
        })
    }

    /// Does a word of this class stand in the trigger's own noun phrase?
    fn before_trigger(&self, event: &Event, class: Discourse) -> bool {
        let phrase = crate::syntax::phrases::base_noun_phrase(self.text, self.syntax, event.head);
        TokenSpan { start: phrase.start, end: event.trigger.start }.tokens().any(|t| self.has(t, class))
    }

    /// `Separately, troops killed …`, `Gunmen meanwhile shot …`
    fn goes_over(&self, event: &Event) -> bool {
        let Some(sentence) = self.text.sentence(event.sentence) else { return false };
        let opening = TokenSpan { start: sentence.tokens.start, end: event.trigger.start };
        opening.tokens().take(OPENING).any(|t| self.has(t, Discourse::Elsewhere))
    }

    /// `In Mosul, gunmen shot …`: does its sentence begin with where it happened?
    fn is_fronted(&self, event: &Event) -> bool {
        let start = self.text.sentence(event.sentence).map_or(TokenId(0), |s| s.tokens.start);
        let mut places = event.places.iter().filter_map(|p| self.entities.mention(p.mention));
        places.any(|m| m.span.start.0 <= start.0 + FRONT && m.span.end <= event.trigger.start)
    }

    /// `It comes six days after a man blew himself up`: told as the background of another event.
    fn is_apart(&self, event: &Event) -> bool {
        let Some(sentence) = self.text.sentence(event.sentence) else { return false };
        let from = TokenId(event.trigger.start.0.saturating_sub(APART)).max(sentence.tokens.start);
        TokenSpan { start: from, end: event.trigger.start }.tokens().any(|t| self.has(t, Discourse::Apart))
    }

    /// The most exact of an event's places.
    fn spot(&self, event: &Event) -> Option<Spot> {
        let spots = event.places.iter().filter_map(|place| {
            let entity = self.entities.mention(place.mention)?.entity?;
            let row = self.entities.entity(entity)?;
            let point = row.place.as_ref();
            let precision = point.map_or(PlacePrecision::Region, |p| p.precision);
            let spot = Spot {
                entity,
                country: row.country.clone(),
                point: point.map(|p| (p.lat, p.lon)),
                exact: precision <= PlacePrecision::Near,
                stated: event.place_basis == Some(PlaceBasis::Stated),
            };
            Some((precision, spot))
        });
        spots.min_by_key(|(precision, _)| *precision).map(|(_, spot)| spot)
    }

    /// How well a group agrees with an incident; None if they can't be one. `main`: most of the text so far is on it.
    fn score(&self, incident: &Facts<'a>, group: &Facts<'a>, main: bool) -> Option<i32> {
        if !compatible(incident, group) || !self.parties_agree(&incident.actors, &group.actors) {
            return None;
        }
        // What has no date is news; an older date is of something else.
        let today = self.values.publication.date();
        let old = |d: Days| today.is_some_and(|now| (now - d.end).get_days() > RECENT);
        if incident.days.is_none() && group.days.is_some_and(old) && !incident.background {
            return None;
        }
        let shares = |a: &BTreeSet<EntityId>, b: &BTreeSet<EntityId>| b.iter().any(|e| a.contains(e));
        let takes = |x: &Facts<'_>| x.types.iter().all(|t| t.takes);
        // Who is taken and who is hurt must be the same for the two to be one.
        if takes(incident) != takes(group) && !shares(&incident.targets, &group.targets) {
            return None;
        }
        let gap = group.first.saturating_sub(incident.last);
        let mut score = 0;
        if shares(&incident.actors, &group.actors) {
            score += 2;
        } else if !incident.actors.is_empty() && !group.actors.is_empty() {
            score += 1;
        }
        if shares(&incident.targets, &group.targets) {
            score += 2;
        }
        if matches!((incident.days, group.days), (Some(a), Some(b)) if same_time(a, b)) {
            score += 2;
        }
        match (&incident.place, &group.place) {
            (Some(a), Some(b)) if a.entity == b.entity => score += 2,
            (Some(a), Some(b)) if same_place(a, b) => score += 1,
            _ => {}
        }
        if incident.types.iter().any(|t| group.types.contains(t)) {
            score += 1;
        }
        // What is denied was told before.
        if group.definite || group.denied {
            score += 3;
        }
        if incident.headline && gap <= OUTCOME_REACH + 1 {
            score += 2;
        }
        if gap <= 1 {
            score += 1;
        }
        // An outcome that has no date of its own belongs to the cause told last, or to what the text is on.
        let dated_apart = group.days.is_some() && incident.days.is_none() && !incident.headline;
        if group.is_outcome() != incident.is_outcome() && (gap <= OUTCOME_REACH || main) && !dated_apart {
            score += 2;
        }
        if main {
            score += 1;
        }
        // What was told just before it.
        let before = group.events.iter().min().and_then(|e| e.index().checked_sub(1)).map(EventId::new);
        if group.is_outcome() && before.is_some_and(|e| incident.events.contains(&e)) {
            score += 1;
        }
        if group.distinct {
            score -= 4;
        }
        if group.elsewhere {
            score -= 6;
        }
        let same = matches!((&incident.place, &group.place), (Some(a), Some(b)) if a.entity == b.entity);
        if group.fronted && !same {
            score -= 3;
        }
        // Named victims who differ are told apart unless something else ties them.
        if !incident.targets.is_empty() && !group.targets.is_empty() && !shares(&incident.targets, &group.targets) {
            score -= 1;
        }
        Some(score)
    }

    /// Nobody on one side, somebody on both, or two that may be the same.
    fn parties_agree(&self, a: &BTreeSet<EntityId>, b: &BTreeSet<EntityId>) -> bool {
        let state = |e: &Entity| e.subtype.is_some_and(|s| self.lexicon.is_state(e.kind, s));
        let class = |e: &Entity| e.subtype.and_then(|s| self.lexicon.class(s));
        let may_be = |(i, x): (EntityId, &Entity), (j, y): (EntityId, &Entity)| {
            let unnamed = |e: &Entity| {
                e.mentions.iter().filter_map(|&m| self.entities.mention(m)).all(|m| m.level != Level::Name)
            };
            let country = x.country.is_none() || y.country.is_none() || x.country == y.country;
            let sides = class(x).zip(class(y)).is_none_or(|(a, b)| a == b);
            let part = x.part_of == Some(j) || y.part_of == Some(i) || x.part_of.is_some() && x.part_of == y.part_of;
            let named = || x.country == y.country && x.country.is_some() && state(x) && state(y);
            part || country && sides && (unnamed(x) || unnamed(y) || named())
        };
        a.is_empty()
            || b.is_empty()
            || a.iter().any(|&x| {
                b.iter().any(|&y| {
                x == y
                    || matches!((self.entities.entity(x), self.entities.entity(y)), (Some(p), Some(q)) if may_be((x, p), (y, q)))
            })
            })
    }
}

impl Facts<'_> {
    fn absorb(&mut self, other: Self) {
        self.actors.extend(other.actors);
        self.targets.extend(other.targets);
        for entry in other.types {
            if !self.types.contains(&entry) {
                self.types.push(entry);
            }
        }
        self.events.extend(other.events);
        // A place or date that hangs on an event is surer than one that only stands in its sentence.
        let sure = |spot: &Option<Spot>| spot.as_ref().map(|p| (p.stated, p.exact));
        if sure(&other.place) > sure(&self.place) {
            self.place = other.place;
        }
        let surer = |mine: Days, theirs: Days| match (self.dated, other.dated) {
            (mine, theirs) if mine != theirs => theirs,
            _ => theirs.precision < mine.precision,
        };
        if other.days.is_some_and(|theirs| self.days.is_none_or(|mine| surer(mine, theirs))) {
            (self.days, self.dated) = (other.days, other.dated);
        }
        self.first = self.first.min(other.first);
        self.last = self.last.max(other.last);
        self.definite |= other.definite;
        self.distinct |= other.distinct;
        self.headline |= other.headline;
        self.negated &= other.negated;
        self.denied &= other.denied;
        self.planned &= other.planned;
        self.background |= other.background;
    }

    /// Are all of its events outcomes of something else?
    fn is_outcome(&self) -> bool {
        self.types.iter().all(|t| !t.cause)
    }
}

/// May the two tell of one happening, as far as type, date, place and kind of telling go?
fn compatible(a: &Facts<'_>, b: &Facts<'_>) -> bool {
    tied(a, b) && a.background == b.background
}

/// The same of two events that one sentence ties together: what is told beside history is history.
fn tied(a: &Facts<'_>, b: &Facts<'_>) -> bool {
    let types = a.types.iter().all(|x| b.types.iter().all(|y| x.merges_with(y)));
    let days = !matches!((a.days, b.days), (Some(x), Some(y)) if !same_time(x, y) && (b.dated || !b.denied));
    let place = match (&a.place, &b.place) {
        (Some(x), Some(y)) if x.stated == y.stated || !(b.definite || b.denied) => same_place(x, y),
        _ => true,
    };
    types && days && place && a.series == b.series && a.planned == b.planned
}

/// May the two be of one time?
fn same_time(x: Days, y: Days) -> bool {
    let near = |d: Days| d.precision <= DatePrecision::Week;
    x.start <= y.end && y.start <= x.end && (near(x) || x == y || near(y))
}

/// May the two be one place?
fn same_place(x: &Spot, y: &Spot) -> bool {
    let country = x.country.is_none() || y.country.is_none() || x.country == y.country;
    let apart =
        x.exact && y.exact && matches!((x.point, y.point), (Some(p), Some(q)) if kilometres(p, q) > SAME_PLACE_KM);
    x.entity == y.entity || country && !apart
}

/// Great-circle distance between two points in degrees.
fn kilometres((lat, lon): (f64, f64), (lat2, lon2): (f64, f64)) -> f64 {
    let (a, b, d) = (lat.to_radians(), lat2.to_radians(), (lon2 - lon).to_radians());
    let cosine = a.sin() * b.sin() + a.cos() * b.cos() * d.cos();
    6371.0 * cosine.clamp(-1.0, 1.0).acos()
}

fn root(parent: &mut [usize], mut i: usize) -> usize {
    while parent[i] != i {
        parent[i] = parent[parent[i]];
        i = parent[i];
    }
    i
}
