//! Attempts, series, and history told as context.

use super::triggers::Trigger;
use super::view::window;
use super::{Event, View};
use crate::syntax::predicates::{EmbeddingKind, PredicateKind};
use crate::text::span::{TokenId, TokenSpan};

/// A dated event this many days before publication is history.
const HISTORY: i32 = 150;
/// Words before a trigger among which one may say that it is long past.
const CUE: u32 = 4;
/// Words before a time of history among which its preposition stands (`during the long Vietnam War`).
const OPENING: u32 = 3;

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

/// Marks the events that are long past: those with an old date, those of what lasts behind `since` (`since the war began`),
/// and those in a clause set in a time that everybody knows (`during the Vietnam War`).
pub fn mark(view: &View<'_>, events: &mut [Event]) {
    let today = view.values.publication.date();
    for event in events {
        let days = event.time.and_then(|when| view.values.days_of(when));
        let old = today.zip(days).map(|(now, d)| (now - d.end).get_days() > HISTORY);
        event.background = old.unwrap_or_else(|| is_behind_cue(view, event) || is_in_history(view, event));
    }
}

/// `since the war began`, `a century of raids`: does a word before a trigger say that it is long past?
fn is_behind_cue(view: &View<'_>, event: &Event) -> bool {
    let lists = view.lists();
    let from = TokenId(event.trigger.start.0.saturating_sub(CUE));
    let before = TokenSpan { start: from, end: event.trigger.start }.tokens().rev();
    let mut words = before
        .take_while(|t| view.text.sentence_of(*t) == event.sentence)
        .map(|t| view.text.lower(t))
        .take_while(|w| !lists.boundary.contains(*w));
    let lasts = lists.lasting.contains(view.syntax.lemma(event.head));
    words.any(|w| lists.background.contains(w) || lasts && lists.since.contains(w))
}

/// `During the Vietnam War, churches hid deserters`: is a time of history told in a phrase of its sentence?
fn is_in_history(view: &View<'_>, event: &Event) -> bool {
    let Some(sentence) = view.text.sentence(event.sentence) else { return false };
    let lists = view.lists();
    let around = window(sentence.tokens, event.trigger);
    around.tokens().any(|t| {
        let pair = || format!("{} {}", view.text.lower(t), view.text.lower(TokenId(t.0 + 1)));
        let first = TokenId(t.0.saturating_sub(OPENING)).max(around.start);
        let mut opening = TokenSpan { start: first, end: t }.tokens();
        opening.any(|o| lists.in_time.contains(view.text.lower(o))) && lists.history.contains(pair().as_str())
    })
}
