//! Purposes: infinitives and gerunds that the tree hangs on a verb, whether it or a noun beside it is what they are for.

use super::governors::{is_infinitive, outer_doubt};
use super::{Reading, level};
use crate::claims::lexicon::{Frame, Operator, Place};
use crate::claims::{Context, Factuality};
use crate::syntax::predicates::{Embedding, Predicate, Role, Tense};
use crate::syntax::tags::Upos;
use crate::text::span::TokenId;

/// What an infinitive or gerund under a verb is: what its object or the noun before it is for, a plan, or what is done by it.
pub(super) fn purpose(
    ctx: &Context<'_, '_, '_>,
    verb: &Predicate,
    step: &Embedding,
    child: TokenId,
    whole: Reading,
) -> Reading {
    of_object(ctx, verb, step, child, whole)
        .or(planned(ctx, step, child))
        .or(stood_for(ctx, step, child, whole))
        .or(of_noun_before(ctx, step, child))
}

/// `gave permission to the convoy to leave`: what an object makes of the infinitive that the tree hangs on its verb.
fn of_object(ctx: &Context<'_, '_, '_>, verb: &Predicate, step: &Embedding, child: TokenId, whole: Reading) -> Reading {
    let takes = |o: &&Operator| o.frames.has(Frame::Inf) && o.particle.is_none();
    let entry = |noun: TokenId| ctx.lexicon.operators(ctx.text.lower(noun)).iter().find(takes).map(|o| (noun, o));
    let mut objects = verb.all(Role::Object).map(|a| a.head).filter(|&o| o != child && is_infinitive(ctx, step));
    objects.find_map(entry).map_or_else(Reading::default, |(noun, operator)| {
        let effect = if whole.factuality == Factuality::Negated { operator.negated } else { operator.effect };
        level(effect).map_or_else(Reading::default, |f| Reading::new(f, noun))
    })
}

/// An infinitive of purpose is a plan, but for what is done by what is done for it (`gathered to denounce the law`).
fn planned(ctx: &Context<'_, '_, '_>, step: &Embedding, child: TokenId) -> Reading {
    let bare = ctx.predicate(child).is_some_and(|p| p.tense == Tense::None);
    let done = [Place::Stand, Place::Courtesy].iter().any(|&p| ctx.lexicon.hedge(ctx.text.lower(child), p).is_some());
    if is_infinitive(ctx, step) && bare && !done {
        Reading { factuality: Factuality::Planned, word: None }
    } else {
        Reading::default()
    }
}

/// `will meet to denounce it`: what is done by a deed is as far from fact as the deed.
fn stood_for(ctx: &Context<'_, '_, '_>, step: &Embedding, child: TokenId, whole: Reading) -> Reading {
    let stand = ctx.lexicon.hedge(ctx.text.lower(child), Place::Stand).is_some();
    if stand && is_infinitive(ctx, step) { outer_doubt(whole) } else { Reading::default() }
}

/// `sites for holding suspects`: what a noun makes of the gerund behind it, where the tree hangs that on the verb.
fn of_noun_before(ctx: &Context<'_, '_, '_>, step: &Embedding, child: TokenId) -> Reading {
    let Some((marker, noun)) = step.marker.and_then(|m| Some((m, m.before()?))).filter(|_| ctx.is_ing(child)) else {
        return Reading::default();
    };
    let takes = |o: &&Operator| o.frames.takes(ctx.text.lower(marker));
    let entry = ctx.lexicon.operators(ctx.text.lower(noun)).iter().find(takes);
    let noun = Some(noun).filter(|&n| ctx.syntax.upos(n) == Upos::Noun);
    noun.zip(entry.and_then(|o| level(o.effect))).map_or_else(Reading::default, |(n, f)| Reading::new(f, n))
}
