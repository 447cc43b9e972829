//! Parties: does the source of a claim take part in the event that it tells of?

use super::{Claim, Context, DEEDS};
use crate::entities::{Entity, EntityId, MentionId};
use crate::events::Event;

/// Subtypes of organizations, persons and groups, and types of source, that speak for their country.
const STATE: &[&str] =
    &["government", "military", "intelligence", "police", "official", "officials", "military_personnel", "politician"];
/// Subtypes of those who speak for no country, whoever belongs to them.
const NO_STATE: &[&str] = &["armed_group", "combatants", "media", "igo", "ngo"];
/// How the types of those begin who tell of the people of their country as of anybody.
const OUTSIDE: &[&str] = &["police", "health"];
/// The subtype of a country.
const COUNTRY: &str = "country";
/// Steps from a spokesman over his unit to the whole that they speak for.
const CLIMB: usize = 4;

/// True where the source is the event's actor or target, or their country's government or forces. What has no actor of its
/// own, or the same one, is part of what else it tells: `the army said its troops killed two in a gunfight`.
pub fn speaks_as_party(ctx: &Context<'_, '_, '_>, event: &Event, claim: &Claim) -> bool {
    let deed = |e: &Event| ctx.ontology.event(e.kind).is_some_and(|t| DEEDS.contains(&t.class.as_str()));
    let with = |other: &&Event| {
        let here = other.sentence == event.sentence && deed(event) && deed(other);
        here && (event.actors.is_empty() || event.actors.iter().any(|a| other.actors.contains(a)))
    };
    let told = claim.events.iter().filter_map(|e| ctx.events.rows.get(e.index()));
    // Nor is it a party's word where somebody else says so with it: `a driver and a local official said`.
    let sources = claim.source_entity.into_iter().chain(claim.joint.iter().copied());
    let parties = |event| sources.clone().all(|source| is_party(ctx, event, claim, source));
    claim.source_entity.is_some() && (parties(event) || told.filter(with).any(parties))
}

/// True where one of the sources of a claim is a party to this very event.
fn is_party(ctx: &Context<'_, '_, '_>, event: &Event, claim: &Claim, source: EntityId) -> bool {
    let Some(source) = ctx.entities.entity(source).map(|e| (source, e)) else { return false };
    let mentions = event.actors.iter().chain(&event.targets);
    let mut parties = mentions.filter_map(|&m| {
        let id = ctx.entities.mention(m)?.entity?;
        Some((id, ctx.entities.entity(id)?))
    });
    parties.any(|party| one_side(ctx, source.0, party.0) || one_state(ctx, source, claim, party, event))
}

/// True where the source tells of what it says itself: `the army said that it has confirmed`, and nobody with it.
pub fn speaks_of_itself(ctx: &Context<'_, '_, '_>, event: &Event, claim: &Claim) -> bool {
    !event.actors.is_empty() && event.actors.iter().all(|&actor| is_source(ctx, claim, actor))
}

/// True where the source is among those who did it: `said he and the envoy had discussed it`.
pub fn takes_part(ctx: &Context<'_, '_, '_>, event: &Event, claim: &Claim) -> bool {
    event.actors.iter().any(|&actor| is_source(ctx, claim, actor))
}

fn is_source(ctx: &Context<'_, '_, '_>, claim: &Claim, actor: MentionId) -> bool {
    let entity = ctx.entities.mention(actor).and_then(|m| m.entity);
    entity.is_some_and(|e| claim.source_entity == Some(e) || claim.joint.contains(&e))
}

/// True where one is the other, belongs to it, or both belong to the same: a spokesman of Hamas and Hamas fighters.
pub fn one_side(ctx: &Context<'_, '_, '_>, a: EntityId, b: EntityId) -> bool {
    whole(ctx, a) == whole(ctx, b)
}

/// What an entity belongs to in the end.
fn whole(ctx: &Context<'_, '_, '_>, id: EntityId) -> EntityId {
    let mut at = id;
    for _ in 0..CLIMB {
        match ctx.entities.entity(at).and_then(|e| e.part_of) {
            Some(outer) => at = outer,
            None => break,
        }
    }
    at
}

fn one_state(
    ctx: &Context<'_, '_, '_>,
    source: (EntityId, &Entity),
    claim: &Claim,
    party: (EntityId, &Entity),
    event: &Event,
) -> bool {
    let first = claim.source_entity == Some(source.0);
    let own_type = claim.source_type.filter(|_| first).or(source.1.source_type);
    let speaks = state(ctx, source) || own_type.is_some_and(|t| STATE.contains(&t)) && !bound(ctx, source.0);
    let (of_source, of_party) = (country(ctx, source.0), country(ctx, party.0));
    let begins = |t: &str| OUTSIDE.iter().any(|o| t.starts_with(o));
    let outside = [source.1.subtype, own_type].into_iter().flatten().any(begins);
    let state_too = || state(ctx, party) || party.1.subtype == Some(COUNTRY);
    // `Indian forces killed two men, police said`: the country that is not named is the one where it happened.
    let home = |country: &str| at_home(ctx, event, country).unwrap_or(!source.1.anonymous);
    match (of_source, of_party) {
        _ if !speaks => false,
        (Some(a), Some(b)) => a == b && (!outside || state_too()),
        // A governor, a spokesman of whom nothing says whose they are: of the country that they tell of.
        (None, Some(country)) => (!outside && !source.1.anonymous || state_too()) && home(country),
        (Some(country), None) => state_too() && home(country),
        // Nor do officials without a name and a country.
        (None, None) => state_too() && !source.1.anonymous,
    }
}

/// Does it act or speak for its country?
fn state(ctx: &Context<'_, '_, '_>, (id, entity): (EntityId, &Entity)) -> bool {
    entity.subtype.is_some_and(|s| STATE.contains(&s)) && !bound(ctx, id)
}

/// Does it belong to somebody who speaks for no country?
fn bound(ctx: &Context<'_, '_, '_>, id: EntityId) -> bool {
    ctx.entities.entity(whole(ctx, id)).and_then(|e| e.subtype).is_some_and(|s| NO_STATE.contains(&s))
}

/// The country of an entity, or of what it belongs to.
fn country<'c>(ctx: &Context<'c, '_, '_>, id: EntityId) -> Option<&'c str> {
    let of = |id: EntityId| ctx.entities.entity(id).and_then(|e| e.country.as_deref());
    of(id).or_else(|| of(whole(ctx, id)))
}

/// Is the country that of the event's places? None where their country is not known.
fn at_home(ctx: &Context<'_, '_, '_>, event: &Event, country: &str) -> Option<bool> {
    let mut places = event.places.iter().filter_map(|p| ctx.entities.entity_of(p.mention)?.country.as_deref());
    places.next().map(|first| first == country && places.all(|c| c == country))
}
