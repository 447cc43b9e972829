//! Agreement: how well a group of events fits an incident told before it.
//!
//! What is named on both sides and differs forbids it; everything else gives points, as the table of the lexicon has it.

use std::collections::BTreeSet;

use super::View;
use super::facts::{Facts, Spot};
use super::lexicon::Agreement;
use crate::entities::{Entity, EntityId, Level};
use crate::events::EventId;
use crate::values::{DatePrecision, Days};

/// Sentences within which an outcome belongs to the cause told last.
const OUTCOME_REACH: usize = 2;
/// Days before publication that an incident without a date may lie.
const RECENT: i32 = 45;
/// Kilometres within which two settlements are one place.
const SAME_PLACE_KM: f64 = 30.0;

impl<'a> View<'a> {
    /// How well a group agrees with an incident, in points; None if they can't be one. `main`: most of the text so far
    /// is on it.
    pub(super) fn agreement(&self, incident: &Facts<'a>, group: &Facts<'a>, main: bool) -> Option<i32> {
        if !compatible(incident, group) || !self.parties_agree(&incident.actors, &group.actors) {
            return None;
        }
        // `shot a man hours after others bombed a court`: what is told as another in the sentence is no part of it.
        if group.apart && incident.last == group.first {
            return None;
        }
        // What has no date is news; an older date is of something else.
        let today = self.values.publication.date();
        let old = |d: Days| today.is_some_and(|now| (now - d.end).get_days() > RECENT);
        if incident.days.is_none() && group.days.is_some_and(old) && !incident.background {
            return None;
        }
        let shares = |a: &BTreeSet<EntityId>, b: &BTreeSet<EntityId>| b.iter().any(|e| a.contains(e));
        let both = |a: &BTreeSet<EntityId>, b: &BTreeSet<EntityId>| !a.is_empty() && !b.is_empty();
        let takes = |x: &Facts<'_>| x.types.iter().all(|t| t.takes);
        let same_target = shares(&incident.targets, &group.targets);
        // Who is taken and who is hurt must be the same for the two to be one.
        if takes(incident) != takes(group) && !same_target {
            return None;
        }
        let gap = group.first.saturating_sub(incident.last);
        let same_actor = shares(&incident.actors, &group.actors);
        let (one_place, near) = match (&incident.place, &group.place) {
            (Some(a), Some(b)) => (a.entity == b.entity, same_place(a, b)),
            _ => (false, false),
        };
        // Whom a deed was aimed at need not be whom it hurt.
        let alike = group.is_outcome() == incident.is_outcome();
        let dated_apart = group.days.is_some() && incident.days.is_none() && !incident.headline;
        let outcome = !alike && (gap <= OUTCOME_REACH || main) && !dated_apart;
        let before = group.events.iter().min().and_then(|e| e.index().checked_sub(1)).map(EventId::new);
        let told = [
            (Agreement::SameActor, same_actor),
            (Agreement::LikeActor, !same_actor && both(&incident.actors, &group.actors)),
            (Agreement::SameTarget, same_target),
            (Agreement::OtherTarget, alike && !same_target && both(&incident.targets, &group.targets)),
            (Agreement::SameWeapon, shares(&incident.weapons, &group.weapons)),
            (Agreement::SameTime, matches!((incident.days, group.days), (Some(a), Some(b)) if same_time(a, b))),
            (Agreement::SamePlace, one_place),
            (Agreement::NearPlace, near && !one_place),
            (Agreement::SameType, incident.types.iter().any(|t| group.types.contains(t))),
            (Agreement::Definite, group.definite || group.denied),
            (Agreement::Negated, group.negated),
            (Agreement::Headline, incident.headline && gap <= OUTCOME_REACH + 1),
            (Agreement::Adjacent, gap <= 1),
            (Agreement::Outcome, outcome),
            (Agreement::Main, main),
            (Agreement::JustBefore, group.is_outcome() && before.is_some_and(|e| incident.events.contains(&e))),
            (Agreement::Distinct, group.distinct),
            (Agreement::Elsewhere, group.elsewhere),
            (Agreement::Fronted, group.fronted && !one_place),
            (Agreement::General, incident.general != group.general),
        ];
        Some(told.iter().filter(|(_, holds)| *holds).map(|(feature, _)| self.lexicon.points(*feature)).sum())
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

/// May the two tell of one happening, as far as type, date, place and kind of telling go?
fn compatible(a: &Facts<'_>, b: &Facts<'_>) -> bool {
    tied(a, b) && a.background == b.background
}

/// The same of two events that one sentence ties together: what is told beside history is history.
pub(super) fn tied(a: &Facts<'_>, b: &Facts<'_>) -> bool {
    let days = !matches!((a.days, b.days), (Some(x), Some(y)) if !same_time(x, y) && (b.dated || !b.denied));
    let place = match (&a.place, &b.place) {
        (Some(x), Some(y)) if x.stated == y.stated || !(b.definite || b.denied) => same_place(x, y),
        _ => true,
    };
    a.types_agree(b) && days && place && a.series == b.series && a.planned == b.planned
}

/// May the two be of one time?
pub(super) fn same_time(x: Days, y: Days) -> bool {
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
