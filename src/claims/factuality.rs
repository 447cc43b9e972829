//! Factuality: what the text makes of each event, from its own clause out to the claims that tell of it.

mod coming;
mod governors;
mod purposes;
mod telling;

use super::attribution::Attribution;
use super::lexicon::{Effect, Place};
use super::{Assessment, ClaimId, Context, Factuality};
use crate::events::{Event, EventId};
use crate::syntax::phrases;
use crate::syntax::predicates::{Predicate, PredicateKind, Role, Tense};
use crate::syntax::tags::Upos;
use crate::text::span::{TokenId, TokenSpan};

/// What something makes of an event, and the word that does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Reading {
    factuality: Factuality,
    word: Option<TokenSpan>,
}

impl Reading {
    fn new(factuality: Factuality, word: TokenId) -> Self {
        Self { factuality, word: Some(TokenSpan::one(word)) }
    }

    /// The more cautious of the two; of equal ones the one that has been there.
    fn or(self, other: Self) -> Self {
        if other.factuality > self.factuality { other } else { self }
    }
}

/// Assesses every event, in the order of the event table.
pub fn assess(ctx: &Context<'_, '_, '_>, rows: &[Attribution]) -> Vec<Assessment> {
    let mut claims: Vec<Vec<ClaimId>> = vec![Vec::new(); ctx.events.rows.len()];
    for (i, row) in rows.iter().enumerate() {
        for event in &row.claim.events {
            if let Some(list) = claims.get_mut(event.index()) {
                list.push(ClaimId::new(i));
            }
        }
    }
    let by_head = heads(rows);
    let coming = coming::Coming::new(ctx);
    let one = |(i, claims): (usize, Vec<ClaimId>)| {
        let claims = nearest_first(claims, rows);
        let event = ctx.events.rows.get(i)?;
        Some(event_assessment(ctx, (EventId::new(i), event), coming.reading(ctx, event), claims, rows, &by_head))
    };
    claims.into_iter().enumerate().filter_map(one).collect()
}

/// Cue heads in text order, so that a governor can be asked whether it is one.
fn heads(rows: &[Attribution]) -> Vec<(TokenId, usize)> {
    // Every word of a cue counts: `confirmed` of `has not confirmed or denied`.
    let words =
        |r: &Attribution| r.claim.cue.into_iter().flat_map(TokenSpan::tokens).chain([r.head]).collect::<Vec<_>>();
    let mut out: Vec<_> =
        rows.iter().enumerate().flat_map(|(i, r)| words(r).into_iter().map(move |t| (t, i))).collect();
    out.sort_unstable();
    out
}

/// A claim stands before the one that it is nested in.
fn nearest_first(mut claims: Vec<ClaimId>, rows: &[Attribution]) -> Vec<ClaimId> {
    let depth = |id: &ClaimId| {
        let mut depth = 0usize;
        let mut at = rows.get(id.index()).and_then(|r| r.claim.nested_in);
        while let Some(outer) = at.filter(|_| depth < 16) {
            depth += 1;
            at = rows.get(outer.index()).and_then(|r| r.claim.nested_in);
        }
        depth
    };
    claims.sort_by_key(|id| (std::cmp::Reverse(depth(id)), *id));
    claims
}

fn event_assessment(
    ctx: &Context<'_, '_, '_>,
    (event_id, event): (EventId, &Event),
    elsewhere: Reading,
    claims: Vec<ClaimId>,
    rows: &[Attribution],
    by_head: &[(TokenId, usize)],
) -> Assessment {
    let predicate = event.predicate.and_then(|id| ctx.syntax.predicates.get(id));
    let predicate = predicate.or_else(|| ctx.predicate(event.head));
    let is_cue = |head: TokenId| {
        let at = by_head.partition_point(|(h, _)| *h < head);
        by_head.get(at).is_some_and(|(h, _)| *h == head)
    };
    let mut reading = own(ctx, event.trigger, predicate);
    if let Some(predicate) = predicate {
        reading = reading.or(governors::chain(ctx, predicate, &is_cue));
    }
    reading = reading
        .or(question(ctx, event))
        .or(coming::awaited(ctx, event, predicate))
        .or(coming::to_come(ctx, event, predicate))
        .or(elsewhere);
    let told_by = claims.iter().filter_map(|id| rows.get(id.index()));
    reading = reading.or(telling::by(ctx, (event_id, event), predicate, told_by, is_cue(event.head)));
    // `denied all such accusations`: they were made.
    let made = matches!(reading.factuality, Factuality::Denied | Factuality::Possible | Factuality::Confirmed);
    if made && governors::is_pointer(ctx, event.head) && predicate.is_some_and(|p| p.kind == PredicateKind::Noun) {
        reading = own(ctx, event.trigger, predicate);
    }
    if reading.factuality == Factuality::Planned && predicate.is_some_and(|p| governors::is_conditional(ctx, p)) {
        reading.factuality = Factuality::Possible;
    }
    let attests = |id: &&ClaimId| {
        let row = rows.get(id.index());
        let says =
            |r: &Attribution| !matches!(r.effect, Effect::None | Effect::Fact) && !r.points_to.contains(&event_id);
        reading.factuality != Factuality::Asserted && row.is_some_and(says)
    };
    let hedged = matches!(reading.factuality, Factuality::Claimed | Factuality::Possible | Factuality::Planned);
    Assessment {
        factuality: reading.factuality,
        hedge: reading.word.filter(|_| hedged),
        attempt: attempted(ctx, predicate),
        attesting: claims.iter().filter(attests).copied().collect(),
        claims,
    }
}

/// What stands beside the words of an event in its own clause.
fn own(ctx: &Context<'_, '_, '_>, words: TokenSpan, predicate: Option<&Predicate>) -> Reading {
    // `will not accept them`: that is the refusal, and it is made.
    if words.len() > 1 && ctx.lexicon.hedge(ctx.text.lower(words.start), Place::Modal).is_some() {
        return Reading::default();
    }
    let Some(predicate) = predicate else { return beside(ctx, words.start) };
    let mut out = Reading::default();
    if let Some(&word) = predicate.negations.first() {
        out = Reading::new(Factuality::Negated, word);
    }
    let negated = !predicate.negations.is_empty();
    for &modal in &predicate.modals {
        out = out.or(from_hedge(ctx, modal, Place::Modal, negated, is_perfect(ctx, predicate, modal)));
    }
    if predicate.tense == Tense::Future && predicate.modals.is_empty() {
        out = out.or(Reading { factuality: Factuality::Planned, word: None });
    }
    for word in modifiers(predicate) {
        for place in [Place::Adverb, Place::Adjective] {
            out = out.or(from_hedge(ctx, word, place, false, false));
        }
    }
    out.or(governors::drafted(ctx, predicate))
}

/// The words that stand beside a predicate and modify it.
fn modifiers(predicate: &Predicate) -> impl Iterator<Item = TokenId> {
    let beside = predicate.arguments.iter().filter(|a| matches!(a.role, Role::Modifier | Role::Compound));
    predicate.modifiers.iter().copied().chain(beside.map(|a| a.head))
}

/// `could have killed`, `would have been hit`: does a perfect follow the modal?
fn is_perfect(ctx: &Context<'_, '_, '_>, predicate: &Predicate, modal: TokenId) -> bool {
    let between = TokenSpan { start: TokenId(modal.0 + 1), end: predicate.head.max(TokenId(modal.0 + 1)) };
    let auxiliaries = between.tokens().filter(|&t| ctx.syntax.upos(t) == Upos::Aux).count();
    let gerund = ctx.is_ing(predicate.head);
    // `would be a crime`: the copula is no perfect.
    predicate.tense == Tense::Past
        || auxiliaries > usize::from(predicate.passive || gerund || predicate.copula.is_some())
}

/// What the words right before say, where there is no predicate.
fn beside(ctx: &Context<'_, '_, '_>, head: TokenId) -> Reading {
    let floor = ctx.text.sentence(ctx.text.sentence_of(head)).map_or(head, |s| s.tokens.start);
    let mut out = Reading::default();
    for at in (floor.0..head.0).rev().take(3).map(TokenId) {
        if ctx.is_edge(at) {
            break;
        }
        for place in [Place::Negation, Place::Adjective, Place::Adverb, Place::Modal] {
            out = out.or(from_hedge(ctx, at, place, false, false));
        }
    }
    out
}

fn from_hedge(ctx: &Context<'_, '_, '_>, word: TokenId, place: Place, negated: bool, past: bool) -> Reading {
    let Some(hedge) = ctx.lexicon.hedge(ctx.text.lower(word), place) else { return Reading::default() };
    let effect = match (negated, past) {
        (true, _) => hedge.negated,
        (false, true) => hedge.past,
        (false, false) => hedge.effect,
    };
    level(effect).map_or_else(Reading::default, |f| Reading::new(f, word))
}

/// Does a noun speak of what is known: with an article, a pronoun, an owner, or what tells that it goes on?
fn is_definite(ctx: &Context<'_, '_, '_>, noun: TokenId) -> bool {
    let phrase = phrases::base_noun_phrase(ctx.text, ctx.syntax, noun);
    let before = TokenSpan { start: phrase.start, end: noun.max(TokenId(phrase.start.0 + 1)) };
    let owned = ctx.predicate(noun).is_some_and(|p| p.all(Role::Possessor).next().is_some());
    owned || before.tokens().any(|t| ctx.lexicon.hedge(ctx.text.lower(t), Place::Definite).is_some())
}

/// A question leaves open what it asks.
fn question(ctx: &Context<'_, '_, '_>, event: &Event) -> Reading {
    let Some(sentence) = ctx.text.sentence(event.sentence) else { return Reading::default() };
    let last = sentence.tokens.tokens().rev().take(3).find(|&t| ctx.text.token(t) == "?");
    let finite = ctx.predicate(event.head).is_some_and(|p| p.tense != Tense::None);
    match last {
        Some(mark) if finite && ctx.quotations.id_at(mark) == ctx.quotations.id_at(event.head) => {
            Reading { factuality: Factuality::Possible, word: None }
        }
        _ => Reading::default(),
    }
}

/// Does a word lead to what comes at that time: `before`, `after`?
fn is_temporal(ctx: &Context<'_, '_, '_>, word: TokenId) -> bool {
    ctx.lexicon.hedge(ctx.text.lower(word), Place::Temporal).is_some()
}

/// What an effect makes of an event that nothing else is known of.
fn level(effect: Effect) -> Option<Factuality> {
    Some(match effect {
        Effect::None => return None,
        Effect::Fact => Factuality::Asserted,
        Effect::Report => Factuality::Reported,
        Effect::Claim => Factuality::Claimed,
        Effect::Confirm => Factuality::Confirmed,
        Effect::Deny => Factuality::Denied,
        Effect::Possible => Factuality::Possible,
        Effect::Plan => Factuality::Planned,
        Effect::Negate => Factuality::Negated,
    })
}

/// Was it tried without coming off? So an attribute or a governor says that marks an attempt.
fn attempted(ctx: &Context<'_, '_, '_>, predicate: Option<&Predicate>) -> bool {
    let Some(predicate) = predicate else { return false };
    let adjective =
        modifiers(predicate).any(|w| ctx.lexicon.hedge(ctx.text.lower(w), Place::Adjective).is_some_and(|h| h.attempt));
    let governor = predicate.embeddings.first().is_some_and(|step| {
        ctx.predicate(step.governor)
            .and_then(|g| governors::operator(ctx, g, step, predicate.head))
            .is_some_and(|o| o.attempt)
    });
    adjective || governor
}
