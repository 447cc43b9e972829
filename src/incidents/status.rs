//! Status: how well attested an incident is, from the claims and the factuality of its events.

use super::Incident;
use crate::claims::{Assessment, Claim, ClaimId, Claims, Factuality};
use crate::entities::EntityId;
use crate::events::EventId;

pub(super) use crate::claims::OWNS;

/// The status values, as the output names them.
pub(super) mod name {
    pub const ASSERTED: &str = "asserted";
    pub const REPORTED: &str = "reported";
    pub const CLAIMED: &str = "claimed";
    pub const CONFIRMED: &str = "confirmed";
    pub const DISPUTED: &str = "disputed";
    pub const DENIED: &str = "denied";
    pub const PLANNED: &str = "planned";
    pub const POSSIBLE: &str = "possible";
}

/// Stances by which a party owns up to what it did.
const ADMITS: &[&str] = &["confirms", OWNS];
/// Stances by which somebody only tells.
const TELLS: &[&str] = &["says", "reports"];
/// The stance by which somebody says that it is not so.
const DENIES: &str = "denies";

/// The status of an incident.
pub(super) fn status(incident: &Incident, claims: &Claims) -> &'static str {
    let told: Vec<&Assessment> =
        incident.events.iter().filter_map(|e: &EventId| claims.assessments.get(e.index())).collect();
    let speaking = || incident.claims.iter().filter_map(|c| claims.rows.get(c.index()));
    let denial = speaking().any(|c| c.stance == Some(DENIES));
    let is_denied = |a: &&Assessment| a.factuality == Factuality::Denied;
    let denied = denial || told.iter().any(is_denied);
    let standing = told.iter().any(|a| !is_denied(a) && a.factuality != Factuality::Negated);
    if denied {
        return if standing { name::DISPUTED } else { name::DENIED };
    }
    let admitted = |c: &Claim| {
        c.stance.is_some_and(|s| ADMITS.contains(&s)) && c.source_entity.is_some_and(|e| incident.actors.contains(&e))
    };
    if speaking().any(admitted) {
        return name::CONFIRMED;
    }
    // What a party says of its own deed it says of all that goes with it, in whichever sentence.
    let telling = |id: &ClaimId| claims.rows.get(id.index()).filter(|c| c.stance.is_some_and(|s| TELLS.contains(&s)));
    let claimed = |c: &Claim| {
        let mut events = c.events.iter().filter_map(|e| claims.assessments.get(e.index()));
        events.any(|a| a.factuality == Factuality::Claimed)
    };
    let own = incident.claims.iter().filter_map(telling).filter(|c| claimed(c));
    let parties: Vec<EntityId> = own.filter_map(|c| c.source_entity).collect();
    let party =
        |id: &ClaimId| telling(id).is_some_and(|c| claimed(c) || c.source_entity.is_some_and(|e| parties.contains(&e)));
    let level = |a: &Assessment| match a.factuality {
        Factuality::Reported if a.claims.iter().any(party) => Factuality::Claimed,
        factuality => factuality,
    };
    // The best attested of its events.
    const ORDER: &[(Factuality, &str)] = &[
        (Factuality::Confirmed, name::CONFIRMED),
        (Factuality::Asserted, name::ASSERTED),
        (Factuality::Reported, name::REPORTED),
        (Factuality::Claimed, name::CLAIMED),
        (Factuality::Possible, name::POSSIBLE),
        (Factuality::Planned, name::PLANNED),
    ];
    let best = ORDER.iter().find(|(f, _)| told.iter().any(|a| level(a) == *f));
    best.map_or(name::DENIED, |(_, status)| status)
}
