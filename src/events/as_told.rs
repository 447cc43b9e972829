//! The sort of a deed that its words leave open, from what was told before it: `The strike` after a missile strike, `the
//! bombings` after air raids.

use super::triggers::Trigger;
use super::{Event, View};
use crate::syntax::phrases;

/// How many events back a deed is looked for.
const BACK: usize = 64;

/// Gives the events of a sentence, from `first` on, the type of the deed told before that they point back to.
pub fn settle(view: &View<'_>, triggers: &[Trigger<'_>], rows: &mut [Event], first: usize) {
    for at in first..rows.len() {
        let (told, rest) = rows.split_at_mut(at);
        let Some(event) = rest.first_mut() else { continue };
        let Some(trigger) = triggers.iter().find(|t| t.head == event.head) else { continue };
        let entry = trigger.entry;
        let open = entry.kind == Some(event.kind) && event.weapon.is_none() && !entry.as_told.is_empty();
        if !open {
            continue;
        }
        let back = points_back(view, trigger);
        let noun = view.syntax.lemma(event.head);
        let called = |e: &&Event| !entry.same_noun || view.syntax.lemma(e.head).ends_with(noun);
        let told = told.iter().rev().take(BACK).filter(|e| back || e.sentence == event.sentence).filter(called);
        let mut known = told.filter(|e| e.kind == event.kind || entry.as_told.iter().any(|a| a.before == e.kind));
        let before = known.next().map(|e| e.kind);
        if let Some(like) = entry.as_told.iter().find(|a| Some(a.before) == before) {
            event.kind = like.to;
        }
    }
}

/// `the strike`, `its bombings`.
fn points_back(view: &View<'_>, trigger: &Trigger<'_>) -> bool {
    let phrase = phrases::base_noun_phrase(view.text, view.syntax, trigger.head);
    let mut before = phrase.tokens().take_while(|t| *t < trigger.span.start);
    before.any(|t| view.lists().pointing.contains(view.text.lower(t)))
}
