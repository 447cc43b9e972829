//! When an event happened: the date that hangs on the trigger, else the nearest one in the sentence.

use super::View;
use super::arguments::Around;
use super::place::gap;
use super::together;
use super::triggers::Trigger;
use crate::syntax::phrases;
use crate::syntax::predicates::{Argument, Embedding, EmbeddingKind, Predicate, Role};
use crate::text::span::{TokenId, TokenSpan};
use crate::values::{Date, DateId, DateKind};

/// Predicates before a date that are looked at for the one that it hangs on.
const CLAUSES: usize = 12;

/// The date of an event, and whether it hangs on the trigger itself.
pub fn find(
    view: &View<'_>,
    sentence: TokenSpan,
    trigger: &Trigger<'_>,
    around: &Around<'_>,
    triggers: &[Trigger<'_>],
) -> (Option<DateId>, bool) {
    let first = view.values.dates.partition_point(|d| d.span.start < sentence.start);
    let dates = || {
        let rest = view.values.dates.iter().enumerate().skip(first);
        rest.take_while(|(_, d)| d.span.start < sentence.end)
            .filter(|(_, d)| d.kind == DateKind::Date || d.kind == DateKind::Time)
    };
    // Of several that hang on it, one whose days are known.
    // `the 1979 Soviet invasion`
    let modifies = |d: &Date| phrases::modified(view.syntax, d.head) == Some(trigger.head);
    let hanging =
        dates().filter(|(_, d)| modifies(d) || around.direct.iter().any(|f| d.span.has(f.head) || f.head == d.head));
    let hangs = hanging.min_by_key(|(i, d)| (d.days.is_none(), *i));
    // The date of another event in the sentence is its own, where neither is told with the other; that of words is theirs
    // (`on Monday accused Iran of the attack`).
    let local = trigger.frame(view).local;
    let foreign = |date: TokenSpan| {
        triggers.iter().filter(|t| t.span != trigger.span).any(|t| {
            let words = !t.frame(view).local || !local;
            let hangs = |head: TokenId| {
                let own = |a: &Argument| matches!(a.role, Role::Compound | Role::Possessor | Role::Modifier);
                let told = |a: &Argument| !words && !own(a) && together::told(view, trigger.head, head);
                let of = view.syntax.predicates.of(head);
                of.is_some_and(|p| p.arguments.iter().any(|a| date.has(a.head) && !told(a)))
            };
            (t.span.start <= date.start && date.end <= t.span.end)
                || (!t.frame(view).local && date.end == t.span.start)
                || t.span.tokens().any(hangs)
        })
    };
    let told_aside = |date: TokenSpan| in_clause_beside(view, trigger.head, date);
    let when_told = |date: TokenSpan| is_of_the_telling(view, trigger.head, date);
    let nearest = || {
        let free = |d: &Date| {
            !foreign(d.span) && !told_aside(d.span) && !when_told(d.span) && !of_a_thing(view, trigger.head, d)
        };
        dates().filter(|(_, d)| free(d)).min_by_key(|(i, d)| {
            let distance = gap(d.span, trigger.span);
            (
                // On its own clause, nowhere above it, on one farther above.
                clause_of(view, trigger.head, d.span).map_or(1, |steps| 2 * steps),
                distance + 8 * u32::from(triggers.iter().any(|t| gap(d.span, t.span) < distance)),
                *i,
            )
        })
    };
    (hangs.or_else(nearest).map(|(i, _)| DateId::new(i)), hangs.is_some())
}

/// `raided a village on Friday, killing two, police said on Sunday`: how many clauses above a trigger a date hangs; None
/// where it hangs on none of them.
fn clause_of(view: &View<'_>, trigger: TokenId, date: TokenSpan) -> Option<usize> {
    let above = view.above(trigger);
    let hangs = |e: &Embedding| {
        // `since February, when jets struck`
        let dated = e.kind == EmbeddingKind::Relative && date.has(e.governor);
        dated || view.syntax.predicates.of(e.governor).is_some_and(|p| has(p, date))
    };
    above.iter().position(hangs)
}

/// `said on Monday that they had attacked`: does a date hang on the words that tell of it, or on nothing above it in what is
/// said?
fn is_of_the_telling(view: &View<'_>, trigger: TokenId, date: TokenSpan) -> bool {
    let Some(predicate) = view.syntax.predicates.of(trigger) else { return false };
    let above = predicate.embeddings.get(..=clause_of(view, trigger, date).unwrap_or(0)).unwrap_or_default();
    above.iter().any(|e| e.kind == EmbeddingKind::Complement) && !has(predicate, date)
}

/// `killed a member of the militia, who had fought since May`: does a date hang on the verb of a relative clause, of what is
/// said or of a clause set between dashes, that a trigger is no part of?
fn in_clause_beside(view: &View<'_>, trigger: TokenId, date: TokenSpan) -> bool {
    let predicates = &view.syntax.predicates;
    let above = view.above(trigger);
    let around = |head: TokenId| head == trigger || above.iter().any(|e| e.governor == head);
    let before = predicates.rows.partition_point(|p| p.head < date.start);
    let clause = phrases::clause_head(view.syntax, date.start);
    predicates.rows[..before].iter().rev().take(CLAUSES).any(|p| {
        // Each clause with the one above it, up to one that the trigger is part of.
        let clauses = std::iter::once(p.head).chain(p.embeddings.iter().map(|e| e.governor));
        let mut steps = clauses.take_while(|head| !around(*head)).zip(&p.embeddings);
        let beside = |(head, e): (TokenId, &Embedding)| match e.kind {
            // `a vote scheduled for May`
            EmbeddingKind::Relative => e.governor != trigger,
            EmbeddingKind::Complement => true,
            // Set between dashes.
            EmbeddingKind::Parataxis => trigger < head && head < e.governor,
            _ => false,
        };
        (p.head == clause || has(p, date)) && steps.any(beside)
    })
}

/// `charged under the 2014 law`: does a date only say which thing is meant, and not when (`in the 2016 campaign`)?
fn of_a_thing(view: &View<'_>, trigger: TokenId, date: &Date) -> bool {
    let Some(thing) = phrases::modified(view.syntax, date.head) else { return false };
    let predicates = &view.syntax.predicates;
    let above = view.above(trigger);
    let mut clauses = [trigger].into_iter().chain(above.iter().map(|e| e.governor)).filter_map(|t| predicates.of(t));
    let when = |a: &Argument| a.case.is_some_and(|c| view.lists().dating.contains(view.text.lower(c)));
    !clauses.any(|p| p.argument(thing).is_some_and(when))
}

/// Does a trigger go on from its date (`since January`, but not `since January, when jets struck`)?
pub fn goes_on(view: &View<'_>, trigger: TokenId, date: DateId) -> bool {
    let Some(date) = view.values.dates.get(date.index()) else { return false };
    let above = view.above(trigger);
    let when = above.iter().any(|e| e.kind == EmbeddingKind::Relative && date.span.has(e.governor));
    !when && date.span.start.before().is_some_and(|t| view.lists().since.contains(view.text.lower(t)))
}

/// Is a date an argument of a predicate?
fn has(predicate: &Predicate, date: TokenSpan) -> bool {
    predicate.arguments.iter().any(|a| date.has(a.head))
}
