//! Attempts, series, and history told as context.

use super::triggers::Trigger;
use super::{Event, View};
use crate::syntax::predicates::{EmbeddingKind, PredicateKind};
use crate::text::span::{TokenId, TokenSpan};
use crate::values::DateBasis;

/// A dated event this many days before publication is history.
const HISTORY: i32 = 150;

/// The word that says that it was tried and did not come off (`foiled`, `failed`).
pub fn attempt_cue(view: &View<'_>, sentence: TokenSpan, trigger: &Trigger<'_>) -> Option<TokenId> {
    let lists = view.lists();
    let cue = |t: &TokenId| lists.attempt.contains(view.text.lower(*t));
    if let Some(predicate) = view.syntax.predicates.of(trigger.head) {
        let over =
            predicate.embeddings.iter().take_while(|e| matches!(e.kind, EmbeddingKind::Open | EmbeddingKind::Argument));
        let mut cues = predicate.modifiers.iter().copied().chain(over.map(|e| e.governor));
        if let Some(found) = cues.find(cue) {
            return Some(found);
        }
    }
    let from = trigger.span.start.0.saturating_sub(4).max(sentence.start.0);
    (from..trigger.span.start.0)
        .rev()
        .map(TokenId)
        .take_while(|t| view.text.lower(*t).chars().all(char::is_alphanumeric))
        .find(cue)
}

/// `dozens of suicide bombings`, `several attacks`; but `several rockets were fired` is one event.
pub fn is_series(view: &View<'_>, sentence: TokenSpan, trigger: &Trigger<'_>) -> bool {
    if view.syntax.predicates.of(trigger.head).is_some_and(|p| p.kind == PredicateKind::Verb) {
        return false;
    }
    let from = trigger.span.start.0.saturating_sub(4).max(sentence.start.0);
    (from..trigger.span.start.0).any(|t| view.lists().series.contains(view.text.lower(TokenId(t))))
}

/// Marks the events that are long past: those with an old date, and those in a clause such as `since the war began`.
pub fn mark(view: &View<'_>, events: &mut [Event]) {
    let today = view.values.publication.date();
    for event in events {
        let date = event.time.and_then(|id| view.values.dates.get(id.index()));
        let days = date.filter(|d| d.basis != DateBasis::Relative).and_then(|d| d.days);
        let old = today.zip(days).is_some_and(|(now, d)| (now - d.end).get_days() > HISTORY);
        let before = event.trigger.start.0.saturating_sub(4);
        let cue = (before..event.trigger.start.0)
            .map(TokenId)
            .filter(|t| view.text.sentence_of(*t) == event.sentence)
            .any(|t| view.lists().background.contains(view.text.lower(t)));
        event.background = old || cue;
    }
}
