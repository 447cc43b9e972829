//! Infinitives that say what something is for, or what somebody may or ought to do: `flew in to rescue them`, `the right to
//! attack`, `glad to meet him`. They tell of no happening, planned or not.
//!
//! What one sets out for does happen (`gathered to protest`), what is planned or tried is told as such (`a plan to attack`,
//! `ready to strike`), and what words ask for is their content (`urged them to withdraw`): these stay.

use super::trace::{Block, Listener};
use super::triggers::Trigger;
use super::{Event, View};
use crate::syntax::phrases;
use crate::syntax::predicates::{Embedding, EmbeddingKind, PredicateKind, Tense};
use crate::text::span::TokenId;

/// Leaves out the events of a sentence that only say what something is for; `first` is the sentence's first row.
pub fn leave_out(
    view: &View<'_>,
    triggers: &[Trigger<'_>],
    rows: &mut Vec<Event>,
    first: usize,
    listener: &mut impl Listener,
) {
    let told = rows.split_off(first);
    let words: Vec<TokenId> = told.iter().filter(|e| !e.local).map(|e| e.head).collect();
    rows.extend(told.into_iter().filter(|event| {
        let meant = governor(view, event).is_some_and(|e| !words.contains(&e.governor) && !takes_place(view, e));
        if let Some(trigger) = triggers.iter().find(|t| meant && t.head == event.head) {
            listener.blocked(trigger.span, trigger.entry, Block::Purpose);
        }
        !meant
    }));
}

/// What the infinitive of an event stands under, through those that it is joined to.
fn governor<'v>(view: &'v View<'_>, event: &Event) -> Option<&'v Embedding> {
    let own = view.syntax.predicates.of(event.head)?;
    let bare = own.kind == PredicateKind::Verb && own.tense == Tense::None;
    let above = own.embeddings.iter().find(|e| e.kind != EmbeddingKind::Conjunction).filter(|_| bare)?;
    let infinitive = above.marker.is_some_and(|m| view.lists().infinitive.contains(view.text.lower(m)));
    infinitive.then_some(above)
}

/// Does what stands under these words take place, or is it at least planned or tried?
fn takes_place(view: &View<'_>, above: &Embedding) -> bool {
    let lists = view.lists();
    let lemma = view.syntax.lemma(above.governor);
    let verb = view.syntax.predicates.of(above.governor).is_none_or(|p| p.kind == PredicateKind::Verb);
    match above.kind {
        EmbeddingKind::Adverbial if verb => lists.going.contains(lemma),
        // `the third member to die`
        EmbeddingKind::Adverbial | EmbeddingKind::Open => {
            let phrase = phrases::base_noun_phrase(view.text, view.syntax, above.governor);
            verb || lists.plans.contains(lemma) || phrase.tokens().any(|t| lists.plans.contains(view.text.lower(t)))
        }
        _ => true,
    }
}
