//! What is still to come: nouns that a text dates or sets ahead once are to come wherever it speaks of them again.

use super::{Reading, from_hedge, is_definite};
use crate::claims::lexicon::Place;
use crate::claims::{Context, Factuality};
use crate::events::Event;
use crate::syntax::phrases;
use crate::syntax::predicates::{Predicate, PredicateKind, Tense};
use crate::values::{self, Days};
use jiff::civil::Date;

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

/// `ahead of the vote`, `talks open before the election`: a noun of what is still to come where it is told.
pub(super) fn awaited(ctx: &Context<'_, '_, '_>, event: &Event, predicate: Option<&Predicate>) -> Reading {
    let noun = predicate.is_some_and(|p| p.kind == PredicateKind::Noun && p.tense == Tense::None);
    let start = phrases::base_noun_phrase(ctx.text, ctx.syntax, event.head).start;
    let Some(last) = start.before().filter(|_| noun) else { return Reading::default() };
    let word = match last.before() {
        Some(first) if ctx.lexicon.hedge(ctx.text.lower(last), Place::Genitive).is_some() => first,
        _ => last,
    };
    let tense = event.predicate.map_or(Tense::Past, |id| ctx.syntax.predicates.clause_tense(id));
    // `greets him before a meeting, May 3`: a caption tells of the past.
    let over = ctx.values.publication.date().is_some_and(|today| last_day(ctx, event).is_some_and(|day| day < today));
    from_hedge(ctx, word, Place::Ahead, false, tense == Tense::Past || over)
}

/// The last day that the sentence of an event names.
fn last_day(ctx: &Context<'_, '_, '_>, event: &Event) -> Option<Date> {
    let sentence = ctx.text.sentence(event.sentence)?.tokens;
    let dates = sentence.tokens().filter_map(|t| ctx.values.date_at(t));
    dates.filter_map(|d| Some(d.days?.end)).max()
}

/// The days of an event's date.
fn days(ctx: &Context<'_, '_, '_>, event: &Event) -> Option<Days> {
    ctx.values.days_of(event.time?)
}

/// `will choose a president in an election on May 3`: a date that hangs on its verb is a new event's own.
fn shares_date(ctx: &Context<'_, '_, '_>, event: &Event, predicate: Option<&Predicate>) -> bool {
    let date = event.time.and_then(|when| ctx.values.dates.get(when.date.index()));
    let verb = predicate.and_then(|p| p.embeddings.first()).and_then(|e| ctx.predicate(e.governor));
    let shared = |date: &values::Date| verb.is_some_and(|v| v.arguments.iter().any(|a| date.span.has(a.head)));
    date.is_some_and(shared) && !is_definite(ctx, event.head)
}

/// Its sentence dates it behind the day that the text was published: `votes on May 3`, in a text of April.
pub(super) fn to_come(ctx: &Context<'_, '_, '_>, event: &Event, predicate: Option<&Predicate>) -> Reading {
    let later = days(ctx, event).zip(ctx.values.publication.date()).is_some_and(|(days, today)| days.start > today);
    let tense = event.predicate.map_or(Tense::None, |id| ctx.syntax.predicates.clause_tense(id));
    let noun = predicate.is_some_and(|p| p.kind == PredicateKind::Noun && p.tense == Tense::None);
    let ahead = match event.dated {
        true => noun || tense != Tense::Past,
        // `takes over on May 3 as his rival leaves`: the present of what is settled.
        false => (noun || tense == Tense::Present) && tense != Tense::Past && shares_date(ctx, event, predicate),
    };
    Reading { factuality: if later && ahead { Factuality::Planned } else { Factuality::Asserted }, word: None }
}
