//! What the claims that tell of an event make of it.

use super::governors::is_asked_about;
use super::{Reading, is_definite, is_temporal, level};
use crate::claims::attribution::Attribution;
use crate::claims::lexicon::{Effect, Place};
use crate::claims::{Context, Factuality, links, parties};
use crate::events::{Event, EventId};
use crate::syntax::phrases;
use crate::syntax::predicates::{Embedding, EmbeddingKind, Predicate, PredicateKind, Tense};
use crate::text::span::{TokenId, TokenSpan};

/// Tokens of a quotation that is only a term, its marks included: `an "ambush"`.
const TERM: usize = 5;

/// What claims make of an event, the nearest first. `verbal`: the event is itself a cue.
pub(super) fn by<'r>(
    ctx: &Context<'_, '_, '_>,
    (id, event): (EventId, &Event),
    predicate: Option<&Predicate>,
    rows: impl Iterator<Item = &'r Attribution>,
    verbal: bool,
) -> Reading {
    let mut out = Reading::default();
    let mut any = false;
    for row in rows {
        any = true;
        // A denial in another sentence makes nothing of an event; what a quotation goes on to tell is only told.
        if row.points_to.contains(&id) {
            continue;
        }
        if row.carried.contains(&id) {
            let party = parties::speaks_as_party(ctx, event, &row.claim);
            let factuality = if party { Factuality::Claimed } else { Factuality::Reported };
            out = out.or(Reading { factuality, word: None });
            continue;
        }
        let depth = predicate.map_or(Depth::Within, |p| depth(ctx, p, row.head));
        if row.effect == Effect::Fact && depth != Depth::Within {
            break;
        }
        let aside = predicate.is_some_and(|p| is_aside(ctx, p, row.head));
        let known = aside || event.background && depth != Depth::Head;
        if !known || is_quoted(ctx, event, row) {
            out = out.or(told(ctx, event, row, depth, verbal));
        }
    }
    if any { out } else { unattributed(ctx, event) }
}

/// How deep in a content an event stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Depth {
    /// It is what is said: its head, or conjoined with it.
    Head,
    /// It is a noun that the head takes.
    Argument,
    /// Further in, or the tree does not tell.
    Within,
}

fn depth(ctx: &Context<'_, '_, '_>, event: &Predicate, cue: TokenId) -> Depth {
    let mut depth = Depth::Head;
    let mut child = event.head;
    for step in &event.embeddings {
        let carried = ctx.predicate(child).is_some_and(|p| p.support.is_some());
        match step.kind {
            // `suggested that he left after a meeting`: what only tells when is taken for granted.
            EmbeddingKind::Argument if step.marker.is_some_and(|m| is_temporal(ctx, m)) => return Depth::Within,
            EmbeddingKind::Argument if step.governor != cue && !carried => depth = Depth::Argument,
            // `denied reports that`
            EmbeddingKind::Relative if stands_for(ctx, step) => {}
            EmbeddingKind::Relative | EmbeddingKind::Adverbial => return Depth::Within,
            // `did not say how he was killed`
            EmbeddingKind::Complement if is_asked_about(ctx, child) => return Depth::Within,
            _ => {}
        }
        if step.governor == cue {
            return depth;
        }
        child = step.governor;
    }
    if event.embeddings.is_empty() { Depth::Head } else { depth }
}

/// `confessed to killing them`: is it a gerund that hangs on the cue itself, and no clause beside it or on a noun in it
/// (`confirmed that the jet shot down by rebels was theirs`)?
fn owned_up(ctx: &Context<'_, '_, '_>, event: &Event, cue: TokenId) -> bool {
    let step = ctx.predicate(event.head).and_then(|p| p.embeddings.first());
    step.is_some_and(|s| s.governor == cue && s.kind == EmbeddingKind::Adverbial) && ctx.is_ing(event.head)
}

/// Does a clause say what a noun such as `reports` or `accusation` is about?
fn stands_for(ctx: &Context<'_, '_, '_>, step: &Embedding) -> bool {
    let leads = step.marker.is_some_and(|m| ctx.lexicon.hedge(ctx.text.lower(m), Place::Complementizer).is_some());
    leads && ctx.lexicon.hedge(ctx.text.lower(step.governor), Place::Pointer).is_some()
}

/// `militants, who have also attacked`: a relative clause behind a comma is the writer's own, unless the cue stands in it
/// (`footage, which purports to show them attacking`).
fn is_aside(ctx: &Context<'_, '_, '_>, event: &Predicate, cue: TokenId) -> bool {
    let mut clause = event.head;
    for step in &event.embeddings {
        if clause == cue {
            return false;
        }
        if step.kind == EmbeddingKind::Relative {
            let start = phrases::subtree(ctx.text, ctx.syntax, clause).start;
            let comma = start.before().is_some_and(|t| ctx.is_comma(t)) || ctx.is_comma(start);
            let finite = ctx.predicate(clause).is_some_and(|p| p.tense != Tense::None);
            if comma && finite {
                return true;
            }
        }
        clause = step.governor;
    }
    false
}

/// What a claim makes of an event that it tells of.
fn told(ctx: &Context<'_, '_, '_>, event: &Event, row: &Attribution, depth: Depth, verbal: bool) -> Reading {
    let by_party = || match verbal {
        true => parties::takes_part(ctx, event, &row.claim),
        false => parties::speaks_as_party(ctx, event, &row.claim),
    };
    let own_word = || verbal && parties::speaks_of_itself(ctx, event, &row.claim);
    let known = || is_definite(ctx, event.head);
    let clausal = ctx.predicate(event.head).is_none_or(|p| p.kind != PredicateKind::Noun || p.copula.is_some());
    let word = row.claim.cue.map(|_| TokenSpan::one(row.head));
    let reported = || if by_party() { Factuality::Claimed } else { Factuality::Reported };
    let factuality = match row.effect {
        Effect::None | Effect::Fact => Factuality::Asserted,
        _ if row.nobody => Factuality::Asserted,
        _ if row.negated && row.effect == Effect::Plan => Factuality::Asserted,
        _ if own_word() => Factuality::Asserted,
        // What is meant to be, doubted or denied is the head of the content, not what it takes for granted.
        Effect::Plan if depth == Depth::Within || depth == Depth::Argument && known() => Factuality::Asserted,
        Effect::Possible | Effect::Deny | Effect::Negate if depth == Depth::Within => reported(),
        Effect::Confirm if depth == Depth::Within && !owned_up(ctx, event, row.head) => reported(),
        Effect::Possible | Effect::Deny | Effect::Negate if depth == Depth::Argument && known() => reported(),
        // `did not mention the attack`: there was one.
        Effect::Report if row.negated && !clausal && known() => Factuality::Asserted,
        // `did not say why he was held where he was arrested`
        _ if row.negated && depth == Depth::Within => reported(),
        _ if row.negated => Factuality::Possible,
        Effect::Report => reported(),
        effect => level(effect).unwrap_or_default(),
    };
    let hedging = matches!(row.effect, Effect::Claim | Effect::Possible | Effect::Plan);
    Reading { factuality, word: word.filter(|_| hedging) }
}

/// Are the words of the event the speaker's own, between marks that the cue stands outside of?
fn is_quoted(ctx: &Context<'_, '_, '_>, event: &Event, row: &Attribution) -> bool {
    let quotation = ctx.quotations.at(event.head);
    let sentence = quotation.is_some_and(|q| q.span.len() > TERM);
    sentence && ctx.quotations.id_at(event.head) != ctx.quotations.id_at(row.head)
}

/// A sentence that is quoted as a whole is told by somebody, even where nothing says by whom.
fn unattributed(ctx: &Context<'_, '_, '_>, event: &Event) -> Reading {
    let sentence = ctx.text.sentence(event.sentence).map(|s| s.tokens);
    let quoted = sentence.is_some_and(|s| links::within_quotation(ctx, s));
    Reading { factuality: if quoted { Factuality::Reported } else { Factuality::Asserted }, word: None }
}
