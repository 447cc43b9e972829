//! When an event happened: the date that hangs on the trigger, else the nearest one in the sentence.

use super::View;
use super::arguments::Around;
use super::place::gap;
use super::together;
use super::triggers::Trigger;
use crate::syntax::phrases;
use crate::syntax::predicates::{Argument, Embedding, EmbeddingKind, Predicate, Role, Tense, Via};
use crate::syntax::tags::{Deprel, Upos};
use crate::text::span::{TokenId, TokenSpan};
use crate::values::{Date, DateId, DateKind, When};

/// Predicates before a date that are looked at for the one that it hangs on.
const CLAUSES: usize = 12;
/// Steps from a date up to the noun that stands under `since`.
const SINCE: usize = 6;
/// Words before `since` among which one may rank the deed.
const RANKED: u32 = 6;
/// Words before a trigger among which one may set it before what the sentence is about.
const PREVIOUS: u32 = 3;

/// The date of an event, and whether it hangs on the trigger itself.
pub fn find(
    view: &View<'_>,
    sentence: TokenSpan,
    trigger: &Trigger<'_>,
    around: &Around<'_>,
    triggers: &[Trigger<'_>],
) -> (Option<When>, bool) {
    let first = view.values.dates.partition_point(|d| d.span.start < sentence.start);
    let all = || {
        let rest = view.values.dates.iter().enumerate().skip(first);
        rest.take_while(|(_, d)| d.span.start < sentence.end)
            .filter(|(_, d)| d.kind == DateKind::Date || d.kind == DateKind::Time)
            .filter(|(_, d)| !is_ranked_since(view, trigger.head, d) && !is_of_undated(view, sentence, d))
    };
    // `on Tuesday, two days after the coup`: the coup is of Sunday, and of no other day that is told there.
    let counted = all().find(|(_, d)| is_counted_from(view, trigger.head, d)).map(|(i, _)| DateId::new(i));
    let fits = |d: &Date| !is_counted_from(view, trigger.head, d) && !is_to_come(view, trigger, d);
    let dates = || all().filter(|(_, d)| fits(d));
    // Of several that hang on it, one whose days are known.
    // `the 1979 Soviet invasion`
    let modifies = |d: &Date| phrases::modified(view.syntax, d.head) == Some(trigger.head);
    // What stands in a clause that says what is said or meant is of that clause.
    let own = || around.direct.iter().filter(|f| f.role != Role::Clause);
    let hanging = dates().filter(|(_, d)| {
        modifies(d)
            || governor(view, d.span) == Some(trigger.head)
            || own().any(|f| d.span.has(f.head) || f.head == d.head || is_right_behind(view, f.head, d, triggers))
            || is_held(view, trigger, around, d)
    });
    let hangs = hanging.min_by_key(|(i, d)| (d.days.is_none(), *i));
    // The date of another event in the sentence is its own, where neither is told with the other; that of words is theirs
    // (`on Monday accused Iran of the attack`).
    let local = trigger.frame(view).local;
    let foreign = |day: &Date| {
        let date = day.span;
        triggers.iter().filter(|t| t.span != trigger.span).any(|t| {
            // `at a meeting on Monday envoys criticized Chad`: there and then.
            let words = !t.frame(view).local || !local && !is_said_at(view, trigger.head, t.head);
            let hangs = |head: TokenId| {
                let own = |a: &Argument| matches!(a.role, Role::Compound | Role::Possessor | Role::Modifier);
                let told = |a: &Argument| !words && !own(a) && together::told(view, trigger.head, head);
                let of = view.syntax.predicates.of(head);
                let held = |a: &Argument| date.has(a.head) || is_right_behind(view, a.head, day, triggers);
                of.is_some_and(|p| p.arguments.iter().any(|a| held(a) && !told(a)))
            };
            (t.span.start <= date.start && date.end <= t.span.end)
                || (!t.frame(view).local && date.end == t.span.start)
                || t.span.tokens().any(hangs)
        })
    };
    let told_aside = |date: TokenSpan| in_clause_beside(view, trigger.head, date);
    let when_told = |date: TokenSpan| is_of_the_telling(view, trigger.head, date);
    let nearest = || {
        let of_others = |date| is_over_a_relative(view, trigger.head, date, triggers);
        let free = |d: &Date| {
            !foreign(d)
                && !told_aside(d.span)
                && !when_told(d.span)
                && !of_others(d.span)
                && !is_of_what_follows(view, trigger.head, d.span)
                && !is_since_a_deed(view, trigger.head, d)
                && !of_a_thing(view, trigger.head, d)
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
    let nearest = || (!is_previous(view, sentence, trigger)).then(nearest).flatten();
    if let Some(date) = counted.filter(|_| hangs.is_none()) {
        let known = view.values.dates.get(date.index()).and_then(|d| d.origin?.days).is_some();
        return (known.then_some(When { date, origin: true }), known);
    }
    let date = hangs.or_else(nearest).map(|(i, _)| When { date: DateId::new(i), origin: false });
    (date, hangs.is_some())
}

/// `At a session Monday, envoys criticized Chad`, `the meeting Monday with envoys`: does a date stand right behind a noun at
/// the head of its clause or before what the noun takes?
fn is_held(view: &View<'_>, trigger: &Trigger<'_>, around: &Around<'_>, date: &Date) -> bool {
    let behind = view.syntax.upos(trigger.head) == Upos::Noun && date.span.start == trigger.span.end;
    let fronted = || view.syntax.head(date.head).is_some_and(|h| h >= date.span.end);
    let all = [&around.direct, &around.wide, &around.positional];
    let takes = || all.into_iter().flatten().any(|f| f.case.is_some() && f.head > date.span.end);
    behind && (fronted() || takes())
}

/// `the killing of two men last week in Goma`: does a date without a preposition hang on a party to the trigger, behind it?
fn is_right_behind(view: &View<'_>, party: TokenId, date: &Date, triggers: &[Trigger<'_>]) -> bool {
    let top = top(view, date.span);
    let bare = matches!(view.syntax.deprel(top), Deprel::OblUnmarked | Deprel::NmodUnmarked | Deprel::Advmod);
    let on = bare && view.syntax.head(top) == Some(party) && party < date.span.start;
    on && triggers.iter().all(|t| t.head != party)
}

/// The word of a date by which it hangs on what is outside of it.
fn top(view: &View<'_>, date: TokenSpan) -> TokenId {
    let outside = |t: &TokenId| view.syntax.head(*t).is_none_or(|h| !date.has(h));
    date.tokens().find(outside).unwrap_or(date.start)
}

/// What a date hangs on.
fn governor(view: &View<'_>, date: TokenSpan) -> Option<TokenId> {
    view.syntax.head(top(view, date))
}

/// `since the end of the war in 1994 clashes have broken out`: is a date that of something since which there were others?
fn is_since_a_deed(view: &View<'_>, trigger: TokenId, date: &Date) -> bool {
    let up = |t: &TokenId| view.syntax.head(*t);
    let above = std::iter::successors(up(&date.head), up).take(SINCE).filter(|t| !date.span.has(*t));
    let since = |t: &TokenId| {
        let mut cases = view.syntax.tree.children(*t).iter().filter(|c| view.syntax.deprel(**c) == Deprel::Case);
        cases.any(|c| view.lists().since.contains(view.text.lower(*c)))
    };
    let noun = above.take_while(|t| view.syntax.upos(*t) != Upos::Verb).find(since);
    noun.is_some_and(|n| !phrases::subtree(view.text, view.syntax, n).has(trigger))
}

/// Are words said on the occasion of another event?
fn is_said_at(view: &View<'_>, words: TokenId, event: TokenId) -> bool {
    let argument = view.syntax.predicates.of(words).and_then(|p| p.argument(event));
    argument.and_then(|a| a.case).is_some_and(|c| view.lists().said_at.contains(view.text.lower(c)))
}

/// `they promised to leave on Friday`, read as when they promised: is a date still to come where a verb tells what was?
fn is_to_come(view: &View<'_>, trigger: &Trigger<'_>, date: &Date) -> bool {
    let past = view.syntax.predicates.of(trigger.head).is_some_and(|p| p.tense == Tense::Past && !p.passive);
    let later = view.values.publication.date().zip(date.days).is_some_and(|(today, days)| days.start > today);
    past && later && trigger.is_verb(view)
}

/// `two days after gunmen killed a mayor in a raid`: is a trigger the event that a date counts from, or told with it?
fn is_counted_from(view: &View<'_>, trigger: TokenId, date: &Date) -> bool {
    let Some(event) = date.origin.map(|o| o.event) else { return false };
    let part = |e: &&Embedding| match e.kind {
        EmbeddingKind::Argument | EmbeddingKind::Conjunction | EmbeddingKind::Open => true,
        EmbeddingKind::Adverbial => !e.marker.is_some_and(|m| view.lists().another_day.contains(view.text.lower(m))),
        _ => false,
    };
    let mut above = view.above(trigger).iter().take_while(part);
    date.span.end <= trigger && (trigger == event || above.any(|e| e.governor == event))
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

/// `men convicted of spying were led away on Monday`: does a date hang over the noun that is party to the relative clause or
/// participle that a trigger is in? Where that noun is a deed or what it was done with, both are of that day (`the bomb that
/// killed six went off on Monday`), and so is what was done at a place that the deed above it led to (`raided a village on
/// Monday, where they killed six`).
fn is_over_a_relative(view: &View<'_>, trigger: TokenId, date: TokenSpan, triggers: &[Trigger<'_>]) -> bool {
    let above = view.above(trigger);
    let Some(steps) = clause_of(view, trigger, date) else { return false };
    let deed = |t: TokenId| triggers.iter().any(|o| o.head == t && o.frame(view).local);
    let lists = view.lists();
    let kind = |noun: TokenId| view.entities.headed_by(noun).and_then(|id| view.entities.mention(id)).map(|m| m.kind);
    let Some(day) = above.get(steps).map(|e| e.governor) else { return false };
    // `thanked the medics who treated those hurt last week`: right behind the clause that is its end.
    let comma = || (trigger.0..date.start.0).any(|t| view.text.token(TokenId(t)) == ",");
    if day < trigger && trigger < date.start && !comma() {
        return false;
    }
    let heads = std::iter::once(trigger).chain(above.iter().map(|e| e.governor));
    heads.zip(above).take(steps + 1).any(|(head, e)| {
        let noun = e.governor;
        let party = |p: &Predicate| p.arguments.iter().any(|a| a.head == noun && a.case.is_none());
        // `On Monday troops clashed with a band led by Ortega`: a main verb read as a participle.
        let marked = || (noun.0..head.0).any(|t| lists.clause_mark.contains(view.text.lower(TokenId(t))));
        let of_that_day = date.has(noun)
            || deed(noun)
            || kind(noun).is_some_and(|k| {
                let led_to = || deed(day) && day < noun;
                lists.weapon_kinds.contains(k) || lists.place_kinds.contains(k) && led_to()
            });
        e.kind == EmbeddingKind::Relative
            && !of_that_day
            && (noun < date.start || marked())
            && view.syntax.predicates.of(head).is_some_and(party)
    })
}

/// `Doe leaves the court after being held at a rally, May 3`: is a date that of a picture, and a trigger under what was done
/// before?
fn is_of_what_follows(view: &View<'_>, trigger: TokenId, date: TokenSpan) -> bool {
    let Some(steps) = clause_of(view, trigger, date) else { return false };
    let above = view.above(trigger).get(..=steps).unwrap_or_default();
    let after = |e: &Embedding| e.marker.is_some_and(|m| view.lists().anterior.contains(view.text.lower(m)));
    let pictured = |e: &Embedding| view.syntax.predicates.of(e.governor).is_some_and(|p| p.tense == Tense::Present);
    above.last().is_some_and(pictured) && above.iter().any(|e| e.kind == EmbeddingKind::Adverbial && after(e))
}

/// `said on Monday that they had attacked`, `they had attacked, he said on Monday`: does a date hang on the words that tell of it, or on nothing above it in what is
/// said?
fn is_of_the_telling(view: &View<'_>, trigger: TokenId, date: TokenSpan) -> bool {
    let Some(predicate) = view.syntax.predicates.of(trigger) else { return false };
    let above = predicate.embeddings.get(..=clause_of(view, trigger, date).unwrap_or(0)).unwrap_or_default();
    let told = |e: &Embedding| matches!(e.kind, EmbeddingKind::Complement | EmbeddingKind::Parataxis);
    above.iter().any(told) && !has(predicate, date)
}

/// `killed a member of the militia, who had fought since May`: does a date hang on the verb of a relative clause, of what is
/// said, of a clause of another day (`before the court sits on Monday`) or of one set between dashes, that a trigger is no
/// part of?
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
            // `did so in the past and they do it today`
            EmbeddingKind::Conjunction => predicates.of(head).is_some_and(has_own_subject),
            EmbeddingKind::Adverbial => e.marker.is_some_and(|m| view.lists().another_day.contains(view.text.lower(m))),
            // Set between dashes.
            EmbeddingKind::Parataxis => trigger < head && head < e.governor,
            _ => false,
        };
        (p.head == clause || has(p, date)) && steps.any(beside)
    })
}

/// Does a clause name its subject itself?
fn has_own_subject(clause: &Predicate) -> bool {
    let subject = if clause.passive { Role::Object } else { Role::Subject };
    clause.all(subject).any(|a| a.via == Via::Direct)
}

/// `charged under the 2014 law`: does a date only say which thing is meant, and not when (`in the 2016 campaign`), or when
/// there were so many (`up from eight the month before`)?
fn of_a_thing(view: &View<'_>, trigger: TokenId, date: &Date) -> bool {
    if phrases::is_under_number(view.syntax, date.head) {
        return true;
    }
    let Some(thing) = phrases::modified(view.syntax, date.head) else { return false };
    let predicates = &view.syntax.predicates;
    let above = view.above(trigger);
    let mut clauses = [trigger].into_iter().chain(above.iter().map(|e| e.governor)).filter_map(|t| predicates.of(t));
    let when = |a: &Argument| a.case.is_some_and(|c| view.lists().dating.contains(view.text.lower(c)));
    !clauses.any(|p| p.argument(thing).is_some_and(when))
}

/// `a house hit previously by a rocket`: was it before what the sentence, and its date, are about?
fn is_previous(view: &View<'_>, sentence: TokenSpan, trigger: &Trigger<'_>) -> bool {
    let from = TokenId(trigger.span.start.0.saturating_sub(PREVIOUS)).max(sentence.start);
    let before = TokenSpan { start: from, end: trigger.span.start }.tokens().rev();
    let before = before.take_while(|t| !view.lists().boundary.contains(view.text.lower(*t)));
    let behind = Some(trigger.span.end).filter(|t| *t < sentence.end);
    before.chain(behind).any(|t| !view.is_dated(t) && view.lists().previous.contains(view.text.lower(t)))
}

/// `troops in this undated picture released on March 25`: is a date only that of a picture?
fn is_of_undated(view: &View<'_>, sentence: TokenSpan, date: &Date) -> bool {
    let before = TokenSpan { start: sentence.start, end: date.span.start };
    before.tokens().any(|t| view.lists().undated.contains(view.text.lower(t)))
}

/// `the worst attack since 2007`: does a date only say among which deeds one is ranked? What was done then is of that day
/// (`the second raid since May, when jets hit a camp`).
fn is_ranked_since(view: &View<'_>, trigger: TokenId, date: &Date) -> bool {
    let lists = view.lists();
    if view.above(trigger).iter().any(|e| e.kind == EmbeddingKind::Relative && date.span.has(e.governor)) {
        return false;
    }
    let since = date.span.start.before().filter(|t| lists.since.contains(view.text.lower(*t)));
    since.is_some_and(|since| {
        let from = TokenId(since.0.saturating_sub(RANKED));
        let before = TokenSpan { start: from, end: since }.tokens().rev();
        let sentence = view.text.sentence_of(since);
        // `the second reported raid`: a participle before its noun.
        let known = |t: TokenId| {
            let next = view.syntax.upos(TokenId(t.0 + 1));
            view.syntax.upos(t) == Upos::Verb && matches!(next, Upos::Noun | Upos::Propn | Upos::Adj)
        };
        let mut before = before.take_while(|t| {
            let plain = matches!(
                view.syntax.upos(*t),
                Upos::Noun | Upos::Propn | Upos::Adj | Upos::Adp | Upos::Det | Upos::Num
            );
            view.text.sentence_of(*t) == sentence && (plain || known(*t))
        });
        before.any(|t| lists.ranking.contains(view.text.lower(t)))
    })
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
