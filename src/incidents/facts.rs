//! What the events of a group or an incident tell together: who, whom, where, when, and how they are told.

use std::collections::BTreeSet;

use hashbrown::HashSet;

use super::View;
use super::lexicon::{Discourse, TypeEntry};
use crate::claims::Factuality;
use crate::entities::{EntityId, Mention, MentionId, PlacePrecision};
use crate::events::{Event, EventId, PlaceBasis};
use crate::syntax::phrases;
use crate::text::SentenceKind;
use crate::text::span::{TokenId, TokenSpan};
use crate::values::Days;

/// Tokens between `six days after` and an event under it.
const APART: u32 = 24;
/// Words of a sentence in which it may say that it goes over to something else.
const OPENING: usize = 6;
/// Words that may stand before a place that its sentence begins with.
const FRONT: u32 = 2;

/// What the events of a group or an incident tell together.
#[derive(Clone, Default)]
pub(super) struct Facts<'a> {
    pub events: Vec<EventId>,
    pub types: Vec<&'a TypeEntry>,
    pub actors: BTreeSet<EntityId>,
    pub targets: BTreeSet<EntityId>,
    pub weapons: BTreeSet<EntityId>,
    pub place: Option<Spot>,
    pub days: Option<Days>,
    /// Does the date hang on the event itself?
    pub dated: bool,
    pub first: usize,
    pub last: usize,
    pub definite: bool,
    pub distinct: bool,
    /// Does its sentence begin with a word that goes over to something else, or with where that is?
    pub elsewhere: bool,
    pub fronted: bool,
    pub apart: bool,
    /// Do all of its events stand for a kind of deed (`attacks on minorities`)?
    pub general: bool,
    pub headline: bool,
    pub series: bool,
    pub background: bool,
    pub planned: bool,
    pub negated: bool,
    pub denied: bool,
}

/// Where something is, as far as merging looks.
#[derive(Clone)]
pub(super) struct Spot {
    pub entity: EntityId,
    pub country: Option<String>,
    pub point: Option<(f64, f64)>,
    pub exact: bool,
    /// Does it hang on the event itself?
    pub stated: bool,
}

impl<'a> View<'a> {
    /// What an event tells; None for a type that is of no incident.
    pub(super) fn facts(&self, id: EventId, running: &HashSet<EventId>) -> Option<Facts<'a>> {
        let event = self.events.rows.get(id.index())?;
        let entry = self.lexicon.event_type(event.kind)?;
        let named = |ids: &[MentionId]| ids.iter().filter_map(|&m| self.entities.mention(m)?.entity).collect();
        let factuality = self.factuality(id);
        let sentence = event.sentence.index();
        Some(Facts {
            events: vec![id],
            types: vec![entry],
            actors: named(&event.actors),
            targets: if self.speaks_of_victims(event) { BTreeSet::new() } else { named(&event.targets) },
            weapons: named(event.weapon.and_then(|w| w.mention).as_slice()),
            place: self.spot(event),
            days: event.time.and_then(|t| self.values.days_of(t)),
            dated: event.dated,
            first: sentence,
            last: sentence,
            definite: self.points_back(event),
            distinct: self.before_trigger(event, Discourse::Distinct) || self.is_apart(event),
            elsewhere: self.goes_over(event),
            fronted: self.is_fronted(event),
            apart: self.is_apart(event),
            general: self.is_general(event),
            headline: self.text.sentence(event.sentence).is_some_and(|s| s.kind == SentenceKind::Headline),
            series: event.series,
            background: event.background || running.contains(&id),
            planned: factuality == Factuality::Planned,
            negated: factuality == Factuality::Negated,
            denied: factuality == Factuality::Denied,
        })
    }

    /// `the raid`, `the victims were`: does its own noun phrase, or whom it was done to, say that it was told of before?
    pub(super) fn points_back(&self, event: &Event) -> bool {
        self.before_trigger(event, Discourse::Definite) || self.speaks_of_victims(event)
    }

    /// `the victim was stabbed`: is whom it was done to named as whom it was done to before?
    fn speaks_of_victims(&self, event: &Event) -> bool {
        let mut targets = event.targets.iter().filter_map(|&m| self.entities.mention(m)).peekable();
        let told = |m: &Mention| {
            let phrase = phrases::base_noun_phrase(self.text, self.syntax, m.head);
            phrase.tokens().any(|t| self.has(t, Discourse::Victim))
        };
        targets.peek().is_some() && targets.all(told)
    }

    /// Does a word of this class stand in the trigger's own noun phrase?
    pub(super) fn before_trigger(&self, event: &Event, class: Discourse) -> bool {
        let phrase = phrases::base_noun_phrase(self.text, self.syntax, event.head);
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
        if event.time.is_some_and(|when| when.origin) {
            return true;
        }
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

    pub(super) fn has(&self, token: TokenId, class: Discourse) -> bool {
        let end = self.text.sentence(self.text.sentence_of(token)).map_or(token, |s| s.tokens.end);
        self.lexicon.discourse().matches_at(self.text, token, end).any(|(_, c)| *c == class)
    }
}

impl Facts<'_> {
    /// Takes in what another tells.
    pub(super) fn absorb(&mut self, other: Self) {
        self.actors.extend(other.actors);
        self.targets.extend(other.targets);
        self.weapons.extend(other.weapons);
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
        self.general &= other.general;
        self.negated &= other.negated;
        self.denied &= other.denied;
        self.planned &= other.planned;
        self.background |= other.background;
    }

    /// May all of its events and those of another be of one happening?
    pub(super) fn types_agree(&self, other: &Self) -> bool {
        self.types.iter().all(|x| other.types.iter().all(|y| x.merges_with(y)))
    }

    /// Are all of its events outcomes of something else?
    pub(super) fn is_outcome(&self) -> bool {
        self.types.iter().all(|t| !t.cause)
    }
}
