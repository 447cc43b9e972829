//! Which events of a sentence are told together, and so share day and place (`killed in a raid on Monday`).

use super::View;
use crate::syntax::predicates::{Embedding, EmbeddingKind, Predicate, Role};
use crate::text::span::TokenId;

/// Does one stand under the other (`killed in a raid on Monday`, `carried out a raid, killing two`), or both under one
/// verb?
pub fn told(view: &View<'_>, one: TokenId, other: TokenId) -> bool {
    let predicates = &view.syntax.predicates;
    let light = |t: TokenId| predicates.of(t).and_then(|p| predicates.get(p.support?)).map(|p| p.head);
    // `retaliation for the attacks on Monday`: under most prepositions another deed is told of.
    let part = |t: TokenId, of: TokenId| {
        let argument = predicates.of(of).and_then(|p| p.argument(t));
        let case = argument.and_then(|a| a.case).map(|c| view.text.lower(c));
        case.is_none_or(|c| view.lists().told_with.contains(c))
    };
    let under = |t: TokenId, verb: TokenId| {
        let mut below = t;
        view.above(t).iter().any(|e| {
            let step = e.kind != EmbeddingKind::Argument || view.is_dated(below) || part(below, e.governor);
            below = e.governor;
            step && e.governor == verb
        })
    };
    under(one, other)
        || under(other, one)
        || light(other).is_some_and(|verb| under(one, verb))
        || light(one).is_some_and(|verb| under(other, verb))
        || view
            .above(one)
            .first()
            .zip(view.above(other).first())
            .is_some_and(|(e, o)| e.governor == o.governor && part(one, e.governor) && part(other, o.governor))
}

/// Are two events of a sentence told as one happening: `a raid in Goma killed six`, `killed in a raid in Goma`, `shelled
/// Goma, killing six`, `attacked and burned Goma`?
pub fn one_happening(view: &View<'_>, one: TokenId, other: TokenId) -> bool {
    let predicate = |t: TokenId| view.syntax.predicates.of(t);
    let holds = |p: Option<&Predicate>, head: TokenId| {
        p.is_some_and(|p| {
            p.arguments.iter().any(|a| {
                let means = a.case.is_some_and(|c| view.lists().means.contains(view.text.lower(c)));
                a.head == head && (a.role == Role::Subject || (a.role == Role::Oblique && means))
            })
        })
    };
    let under = |p: Option<&Predicate>, head: TokenId| {
        let close = |e: &Embedding| match e.kind {
            EmbeddingKind::Conjunction => true,
            // `IN FIGHTING` read as a verb.
            EmbeddingKind::Adverbial => e.marker.is_none_or(|m| view.lists().means.contains(view.text.lower(m))),
            _ => false,
        };
        p.and_then(|p| p.embeddings.first()).is_some_and(|e| e.governor == head && close(e))
    };
    let (a, b) = (predicate(one), predicate(other));
    holds(a, other) || holds(b, one) || under(a, other) || under(b, one)
}
