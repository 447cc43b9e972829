//! Merging: which event mentions tell of one happening.
//!
//! First the mentions that one sentence ties together (`the strike killed four and wounded …`) become a group; then
//! each group, in text order, joins the earlier incident that agrees with it best, or opens a new one. Agreement is
//! counted in points; what is named on both sides and differs forbids it.

use hashbrown::HashSet;

use super::View;
use super::facts::Facts;
use super::lexicon::Agreement;
use crate::events::EventId;

/// Incidents that a group is compared with: the latest ones.
const OPEN: usize = 24;

/// Merging.
impl<'a> View<'a> {
    /// The events of each incident, in text order. An event that is only negated and joins none is left out;
    /// one with a running toll (`running`) is context.
    pub(super) fn merge(&self, running: &HashSet<EventId>) -> Vec<Vec<EventId>> {
        let mut incidents: Vec<Facts<'a>> = Vec::new();
        for group in self.groups(running) {
            let recent = incidents.len().saturating_sub(OPEN);
            let most = incidents[recent..].iter().map(|x| x.events.len()).max().unwrap_or(0);
            let alone = incidents[recent..].iter().filter(|x| x.events.len() == most).count() == 1;
            // Of equals the one told most of, then the latest.
            let scored = incidents.iter().enumerate().skip(recent).filter_map(|(i, x)| {
                let n = x.events.len();
                Some((self.agreement(x, &group, alone && n == most && n > 1)?, n, i))
            });
            match scored.max().filter(|(points, ..)| *points >= self.lexicon.points(Agreement::Enough)) {
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
}
