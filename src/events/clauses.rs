//! Words about a deed (`agreed to withdraw from Chad`, `threatened to break relations with Rome`): whom the deed is done
//! to, the words are said to.

use super::{Event, View};
use crate::syntax::predicates::EmbeddingKind;
use crate::text::span::TokenSpan;

/// Gives events whose target is in the clause that they govern the target of the event told there. Innermost first.
pub fn share_targets(view: &View<'_>, rows: &mut [Event]) {
    for i in (0..rows.len()).rev() {
        let Some(outer) = rows.get(i).filter(|e| e.target_in_clause) else { continue };
        let who = |id| view.entities.mention(id).and_then(|m| m.entity);
        let Some(inner) = rows.iter().find(|e| e.head != outer.head && is_under(view, e, outer.trigger)) else {
            continue;
        };
        let other = |t: &&_| who(**t).is_none_or(|entity| outer.actors.iter().all(|a| who(*a) != Some(entity)));
        let targets: Vec<_> = inner.targets.iter().filter(other).copied().collect();
        if !targets.is_empty() {
            rows[i].targets = targets;
        }
    }
}

/// Is an event what a trigger's complement tells?
fn is_under(view: &View<'_>, event: &Event, trigger: TokenSpan) -> bool {
    let predicate = view.syntax.predicates.of(event.head);
    let above = predicate.and_then(|p| p.embeddings.first());
    above.is_some_and(|e| {
        matches!(e.kind, EmbeddingKind::Open | EmbeddingKind::Complement | EmbeddingKind::Argument)
            && trigger.has(e.governor)
    })
}
