//! Events told with each other. Of words about a deed (`agreed to withdraw from Chad`, `threatened to break relations with
//! Rome`) whom the deed is done to, the words are said to; who did a deed did what came of it.

use super::hanging::DOER;
use super::{Event, View};
use crate::entities::MentionId;
use crate::syntax::predicates::{Argument, EmbeddingKind, Role};
use crate::text::span::TokenId;

/// How many triggers may begin between the one that holds a word and that word.
const NESTED: usize = 4;

/// Ties each event of a sentence to the one in whose words it is told, and gives that one its target where it has only one
/// guessed. Innermost first.
pub fn tie(view: &View<'_>, rows: &mut [Event]) {
    for i in 0..rows.len() {
        if let Some(deed) = done_by(view, rows, i) {
            rows[i].actors = rows[deed].actors.clone();
        }
    }
    for i in (0..rows.len()).rev() {
        if let Some(deed) = done_for(view, rows, i) {
            rows[deed].targets = rows[i].targets.clone();
        }
        let Some(above) = told_by(view, rows, i) else { continue };
        let kind = rows[above].kind;
        rows[i].within = Some(kind);
        let who = |id: MentionId| view.entities.mention(id).and_then(|m| m.entity);
        let inner = rows[i].clone();
        let mut targets = inner.targets.clone();
        let outer = &mut rows[above];
        targets.retain(|t| who(*t).is_none_or(|entity| outer.actors.iter().all(|a| who(*a) != Some(entity))));
        if outer.target_is_doer && inner.armed {
            blame(view, outer, &inner);
        } else if outer.target_in_clause && !targets.is_empty() {
            outer.targets = targets;
        }
    }
}

/// Words about a deed are said to who did it, not to those who suffered it (`condemned the killing of two men by police`).
fn blame(view: &View<'_>, words: &mut Event, deed: &Event) {
    let who = |id: MentionId| view.entities.mention(id).and_then(|m| m.entity);
    words.targets.retain(|t| !deed.targets.iter().any(|d| d == t || who(*d).is_some() && who(*d) == who(*t)));
    if words.targets.is_empty() {
        let speaks = |id: MentionId| words.actors.iter().any(|a| who(*a).is_some() && who(*a) == who(id));
        words.targets = deed.actors.iter().copied().filter(|id| !speaks(*id)).collect();
        if let (false, Some(at)) = (words.targets.is_empty(), words.entry.name.rfind('>')) {
            words.entry.name.replace_range(at + 1.., DOER);
        }
    }
}

/// The event whose trigger governs another, as what is promised, asked for, refused.
fn told_by(view: &View<'_>, rows: &[Event], of: usize) -> Option<usize> {
    let above = view.above(rows.get(of)?.head).first()?;
    let complement = matches!(above.kind, EmbeddingKind::Open | EmbeddingKind::Complement | EmbeddingKind::Argument);
    let mut holding = before(rows, above.governor).filter(|i| *i != of && rows[*i].trigger.has(above.governor));
    holding.find(|_| complement)
}

/// The deed by which something was done that nobody is told to have done, where it alone can tell who did it: `an Israeli
/// raid killed two men`, `two men were killed in an Israeli raid`.
fn done_by(view: &View<'_>, rows: &[Event], of: usize) -> Option<usize> {
    let event = rows.get(of).filter(|e| e.armed && e.actors.is_empty())?;
    let predicate = view.syntax.predicates.of(event.head)?;
    let means = |a: &Argument| a.case.is_some_and(|c| view.lists().means.contains(view.text.lower(c)));
    let heads = predicate.arguments.iter().filter(|a| a.role == Role::Subject || a.role == Role::Oblique && means(a));
    let deed = |head: TokenId| before(rows, head).find(|i| *i != of && rows[*i].trigger.has(head));
    let who = |id: &MentionId| view.entities.mention(*id).and_then(|m| m.entity);
    let fits = |i: &usize| {
        let other = &rows[*i];
        let harmed = |a: &MentionId| event.targets.iter().any(|t| who(t) == who(a));
        other.armed && other.actors.len() == 1 && !other.actors.iter().any(harmed)
    };
    heads.filter_map(|a| deed(a.head)).find(fits)
}

/// The event without a target that was done for the sake of another, by the same people: `marched to demand`.
fn done_for(view: &View<'_>, rows: &[Event], of: usize) -> Option<usize> {
    let event = rows.get(of).filter(|e| !e.targets.is_empty())?;
    let above = view.above(event.head).first()?;
    let purpose = matches!(above.kind, EmbeddingKind::Open | EmbeddingKind::Adverbial);
    let carries = |e: &Event| {
        let support = view.syntax.predicates.of(e.head).and_then(|p| p.support);
        let verb = support.and_then(|id| view.syntax.predicates.get(id)).map(|p| p.head);
        e.trigger.has(above.governor) || verb == Some(above.governor)
    };
    let same = |e: &Event| e.target_in_purpose && e.targets.is_empty() && e.actors == event.actors;
    let last = of.saturating_sub(NESTED);
    (last..of).rev().find(|i| purpose && same(&rows[*i]) && carries(&rows[*i]))
}

/// The events whose triggers begin right before a word or at it, the nearest first.
fn before(rows: &[Event], word: TokenId) -> impl Iterator<Item = usize> {
    let last = rows.partition_point(|e| e.trigger.start <= word);
    (last.saturating_sub(NESTED)..last).rev()
}
