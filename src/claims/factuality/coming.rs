//! What is still to come: nouns that a text dates or sets ahead once are to come wherever it speaks of them again.

use super::{Reading, awaited, days, is_definite, to_come};
use crate::claims::{Context, Factuality};
use crate::events::Event;
use crate::syntax::predicates::{Predicate, PredicateKind, Tense};

/// The nouns of events that the text tells to be scheduled, by the words that it has for them.
#[derive(Debug, Default)]
pub(super) struct Coming<'c>(Vec<(u16, &'c str)>);

impl<'c> Coming<'c> {
    /// `a month before the inauguration`, `the vote on May 3`: those that are ahead; none of a word that the text has for
    /// what is over too, unless it only looks back on that.
    pub(super) fn new(ctx: &Context<'c, '_, '_>) -> Self {
        let mut ahead = Vec::new();
        let mut over = Vec::new();
        let today = ctx.values.publication.date();
        for event in &ctx.events.rows {
            let Some(predicate) = noun(ctx, event) else { continue };
            let planned = |r: Reading| r.factuality == Factuality::Planned;
            let told = |d| today.is_some_and(|t| d <= t) && !event.background;
            if planned(awaited(ctx, event, Some(predicate))) || planned(to_come(ctx, event, Some(predicate))) {
                ahead.push(key(ctx, event));
            } else if event.dated && days(ctx, event).is_some_and(|d| told(d.start)) {
                over.push(key(ctx, event));
            }
        }
        over.sort_unstable();
        ahead.retain(|k| over.binary_search(k).is_err());
        ahead.sort_unstable();
        ahead.dedup();
        Self(ahead)
    }

    /// `the inauguration will be guarded`: what the text makes of an event by what it says elsewhere.
    pub(super) fn reading(&self, ctx: &Context<'c, '_, '_>, event: &Event) -> Reading {
        let tense = event.predicate.map_or(Tense::None, |id| ctx.syntax.predicates.clause_tense(id));
        let open =
            !event.background && !event.dated && tense != Tense::Past && self.0.binary_search(&key(ctx, event)).is_ok();
        if open && noun(ctx, event).is_some() && is_definite(ctx, event.head) {
            Reading { factuality: Factuality::Planned, word: None }
        } else {
            Reading::default()
        }
    }
}

/// Its type and its word.
fn key<'c>(ctx: &Context<'c, '_, '_>, event: &Event) -> (u16, &'c str) {
    (event.kind.0, ctx.text.lower(event.head))
}

/// The predicate of a noun that tells of an event by itself.
fn noun<'c>(ctx: &Context<'c, '_, '_>, event: &Event) -> Option<&'c Predicate> {
    ctx.predicate(event.head).filter(|p| p.kind == PredicateKind::Noun && p.tense == Tense::None)
}
