//! Parties: does the source of a claim take part in the event that it tells of?

use super::{Claim, Context};
use crate::entities::{Entity, EntityId};
use crate::events::Event;

/// Subtypes of organizations and persons, and types of source, that speak for their country.
const STATE: &[&str] = &["government", "military", "intelligence"];

/// True where the source is the event's actor or target, or their country's government or forces.
pub fn speaks_as_party(ctx: &Context<'_, '_, '_>, event: &Event, claim: &Claim) -> bool {
    let Some(source) = claim.source_entity.and_then(|id| Some((id, ctx.entities.entity(id)?))) else { return false };
    let mentions = event.actors.iter().chain(&event.targets);
    let mut parties = mentions.filter_map(|&m| {
        let id = ctx.entities.mention(m)?.entity?;
        Some((id, ctx.entities.entity(id)?))
    });
    parties.any(|party| same(source, party) || one_state(source.1, claim, party.1))
}

/// True where the source tells of what it says itself: `the army said that it has confirmed`.
pub fn speaks_of_itself(ctx: &Context<'_, '_, '_>, event: &Event, claim: &Claim) -> bool {
    let Some(source) = claim.source_entity else { return false };
    event.actors.iter().any(|&m| ctx.entities.mention(m).and_then(|m| m.entity) == Some(source))
}

fn same(a: (EntityId, &Entity), b: (EntityId, &Entity)) -> bool {
    a.0 == b.0 || a.1.part_of == Some(b.0) || b.1.part_of == Some(a.0)
}

fn one_state(source: &Entity, claim: &Claim, party: &Entity) -> bool {
    let speaks =
        claim.source_type.is_some_and(|t| STATE.contains(&t)) || source.subtype.is_some_and(|s| STATE.contains(&s));
    speaks && source.country.is_some() && source.country == party.country
}
