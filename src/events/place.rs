//! Where an event happened: stated on the trigger, else somewhere in the sentence.

use super::arguments::{Around, Found};
use super::lexicon::WordClass;
use super::triggers::Trigger;
use super::{EventPlace, PlaceBasis, View};
use crate::entities::MentionId;
use crate::text::span::{TokenId, TokenSpan};

/// The places of an event and where they are from. `taken` are its parties, `triggers` the sentence's.
pub fn find(
    view: &View<'_>,
    sentence: TokenSpan,
    trigger: &Trigger<'_>,
    around: &Around<'_>,
    taken: &[MentionId],
    triggers: &[TokenSpan],
) -> (Vec<EventPlace>, Option<PlaceBasis>) {
    let lists = view.lists();
    let place = |id: MentionId| {
        let mention = view.entities.mention(id)?;
        lists
            .place_kinds
            .contains(mention.kind)
            .then(|| EventPlace { mention: id, near: is_near(view, sentence, mention.span) })
    };
    let noun = trigger.pattern.class != WordClass::Verb;
    let located = |f: &&Found<'_>| {
        f.case.is_some_and(|c| {
            (lists.locative.contains(c) && !(noun && lists.topic_noun.contains(c)))
                || (noun && lists.locative_noun.contains(c))
        })
    };
    for (found, basis) in [(&around.direct, PlaceBasis::Stated), (&around.positional, PlaceBasis::Stated)] {
        let mut out: Vec<EventPlace> = Vec::new();
        for f in found.iter().filter(located) {
            let head = f.mention.or_else(|| view.entities.headed_by(f.head));
            out.extend(head.filter(|id| !taken.contains(id)).and_then(place));
        }
        out.sort_unstable_by_key(|p| p.mention);
        out.dedup();
        if !out.is_empty() {
            return (out, Some(basis));
        }
    }
    // One that may hang on it though the tree puts it on what it is told with (`a blast killed 12 in Kabul`).
    let wide =
        view.syntax.predicates.id_of(trigger.head).map(|id| view.syntax.predicates.wider(id)).unwrap_or_default();
    let mut out: Vec<EventPlace> = Vec::new();
    for argument in &wide {
        if argument.case.is_some_and(|c| lists.locative.contains(view.text.lower(c))) {
            let head = view.entities.headed_by(argument.head).filter(|id| !taken.contains(id));
            out.extend(head.and_then(place));
        }
    }
    if !out.is_empty() {
        out.sort_unstable_by_key(|p| p.mention);
        out.dedup();
        return (out, Some(PlaceBasis::Sentence));
    }
    // The nearest place of the sentence that no other trigger stands nearer to.
    let mut best: Option<(u32, EventPlace)> = None;
    for (id, mention) in view.entities.within(sentence) {
        let Some(found) = (!taken.contains(&id)).then(|| place(id)).flatten() else { continue };
        let before = mention.span.start.0.saturating_sub(3).max(sentence.start.0);
        let stated = (before..mention.span.start.0).any(|t| lists.locative.contains(view.text.lower(TokenId(t))));
        let distance = gap(mention.span, trigger.span);
        let nearer = triggers.iter().any(|t| gap(mention.span, *t) < distance);
        if stated && best.is_none_or(|(d, _)| distance + u32::from(nearer) * 8 < d) {
            best = Some((distance + u32::from(nearer) * 8, found));
        }
    }
    best.map_or((Vec::new(), None), |(_, p)| (vec![p], Some(PlaceBasis::Sentence)))
}

/// The words between two runs.
pub fn gap(a: TokenSpan, b: TokenSpan) -> u32 {
    if a.start >= b.end { a.start.0 - b.end.0 } else { b.start.0.saturating_sub(a.end.0) }
}

/// `south of`, `near`, `on the outskirts of`.
fn is_near(view: &View<'_>, sentence: TokenSpan, mention: TokenSpan) -> bool {
    let lists = view.lists();
    let word = |back: u32| {
        let at = mention.start.0.checked_sub(back).map(TokenId)?;
        (at >= sentence.start).then(|| view.text.lower(at))
    };
    let skip = u32::from(word(1).is_some_and(|w| lists.boundary.contains(w)));
    word(1 + skip).is_some_and(|w| lists.near.contains(w))
        || (word(1 + skip).is_some_and(|w| lists.preposition.contains(w))
            && word(2 + skip).is_some_and(|w| lists.direction.contains(w)))
}
