//! Governors: what the predicates that an event stands under make of it.

use super::{Reading, from_hedge, is_definite, level, own};
use crate::claims::lexicon::{Effect, Frame, Operator, Place};
use crate::claims::{Context, Factuality};
use crate::syntax::predicates::{Embedding, EmbeddingKind, Predicate, PredicateKind, Role, Tense};
use crate::syntax::tags::{Deprel, Upos};
use crate::text::span::TokenId;

/// What the predicates above make of it, the outermost first: each is read in the light of those above it.
pub(super) fn chain(ctx: &Context<'_, '_, '_>, event: &Predicate, is_cue: &impl Fn(TokenId) -> bool) -> Reading {
    let mut above = Reading::default();
    // `talks are set to resume`: a noun stands where the verb does that it is lent to, wherever a parser hangs it.
    let verb = event.support.and_then(|id| ctx.syntax.predicates.get(id));
    let lent = |v: &&Predicate| event.embeddings.iter().all(|e| e.governor != v.head) && v.head != event.head;
    let event = verb.filter(lent).unwrap_or(event);
    for (i, step) in event.embeddings.iter().enumerate().rev() {
        let Some(governor) = ctx.predicate(step.governor) else { continue };
        let child = match i.checked_sub(1) {
            Some(i) => event.embeddings[i].governor,
            None => event.head,
        };
        let shared = matches!(step.kind, EmbeddingKind::Conjunction);
        let cue = is_cue(governor.head);
        let tells = cue || step.kind == EmbeddingKind::Complement && reporting(ctx, governor).is_some();
        let whole = if shared { above } else { above.or(without_cue(own(ctx, governor.head, Some(governor)), tells)) };
        above = passed_down(ctx, whole, above, governor, step, child, cue);
    }
    above
}

/// Of a verb of saying only its negation and its plan reach what is said: `can confirm that` is no doubt.
fn without_cue(reading: Reading, cue: bool) -> Reading {
    if cue && reading.factuality == Factuality::Possible { Reading::default() } else { reading }
}

/// What of a governor's state reaches the predicate under it. `outer` is what stands above the governor.
fn passed_down(
    ctx: &Context<'_, '_, '_>,
    whole: Reading,
    outer: Reading,
    governor: &Predicate,
    step: &Embedding,
    child: TokenId,
    cue: bool,
) -> Reading {
    let negated = whole.factuality == Factuality::Negated;
    let entry = operator(ctx, governor, step, child).filter(|o| negated || o.effect != Effect::None);
    if let Some(operator) = entry {
        let effect = if negated { operator.negated } else { operator.effect };
        let own = level(effect).map_or_else(Reading::default, |f| Reading::new(f, governor.head));
        // A doubtful or planned operator leaves what is under it in doubt; a negated one has been reckoned with.
        return if negated { own } else { own.or(outer_doubt(whole)) };
    }
    match step.kind {
        EmbeddingKind::Conjunction if shares_negation(ctx, governor, step) => whole,
        EmbeddingKind::Conjunction | EmbeddingKind::Parataxis => outer,
        EmbeddingKind::Open if cue => outer,
        EmbeddingKind::Open => whole,
        EmbeddingKind::Complement if leaves_open(ctx, step) => subordinated(ctx, step),
        EmbeddingKind::Complement if is_supposed(ctx, governor, child, whole) => {
            Reading { factuality: Factuality::Possible, ..whole }
        }
        EmbeddingKind::Complement if cue => outer,
        EmbeddingKind::Complement => outer_doubt(whole).or(said(ctx, governor)),
        EmbeddingKind::Adverbial => {
            subordinated(ctx, step).or(purpose(ctx, step, child)).or(brought_about(ctx, step, child, whole))
        }
        EmbeddingKind::Relative => Reading::default(),
        EmbeddingKind::Argument => {
            let carried = ctx
                .predicate(child)
                .is_some_and(|p| p.support.is_some() && p.support == ctx.syntax.predicates.id_of(governor.head));
            if carried || unreal_object(ctx, governor, child, whole) { whole } else { attested(outer) }
        }
    }
}

/// `whether it struck`: open, whatever stands above.
fn leaves_open(ctx: &Context<'_, '_, '_>, step: &Embedding) -> bool {
    subordinated(ctx, step).factuality == Factuality::Possible
}

/// `attacking civilians would be a crime`: a clause for a subject is only supposed where what it would bring about is.
fn is_supposed(ctx: &Context<'_, '_, '_>, governor: &Predicate, child: TokenId, whole: Reading) -> bool {
    let subject = matches!(ctx.syntax.deprel(child), Deprel::Csubj | Deprel::CsubjPass | Deprel::CsubjOuter);
    let ahead = matches!(whole.factuality, Factuality::Possible | Factuality::Planned);
    subject && ahead && ctx.predicate(child).is_some_and(|p| p.tense == Tense::None) && !governor.modals.is_empty()
}

/// What a verb of saying makes of its content where it is no claim of its own, as in a quotation.
fn said(ctx: &Context<'_, '_, '_>, governor: &Predicate) -> Reading {
    match reporting(ctx, governor).and_then(level) {
        Some(f) if f > Factuality::Reported => Reading::new(f, governor.head),
        _ => Reading::default(),
    }
}

/// The effect of a verb that reports a clause (`it can be confirmed that …`), claim or not.
fn reporting(ctx: &Context<'_, '_, '_>, governor: &Predicate) -> Option<Effect> {
    let mut cues = ctx.lexicon.verbs(ctx.text.lower(governor.head));
    cues.find(|(c, _)| c.frames.has(Frame::That)).map(|(c, _)| c.effect)
}

/// What is claimed or confirmed is so with all that it names.
fn attested(reading: Reading) -> Reading {
    let attested = matches!(reading.factuality, Factuality::Claimed | Factuality::Confirmed);
    if attested { reading } else { Reading::default() }
}

/// `may launch a strike`, `no plans for strikes`: a noun that speaks of nothing known shares its verb's fate.
fn unreal_object(ctx: &Context<'_, '_, '_>, governor: &Predicate, child: TokenId, whole: Reading) -> bool {
    let role = governor.arguments.iter().find(|a| a.head == child).map(|a| a.role);
    let fits = match whole.factuality {
        Factuality::Possible | Factuality::Planned => matches!(role, Some(Role::Object | Role::Subject)),
        Factuality::Negated => role == Some(Role::Object),
        _ => false,
    };
    fits && !is_definite(ctx, child)
}

fn shares_negation(ctx: &Context<'_, '_, '_>, governor: &Predicate, step: &Embedding) -> bool {
    governor.kind == PredicateKind::Noun
        && !governor.negations.is_empty()
        && step.marker.is_some_and(|m| ctx.lexicon.hedge(ctx.text.lower(m), Place::Alternative).is_some())
}

fn outer_doubt(reading: Reading) -> Reading {
    if matches!(reading.factuality, Factuality::Possible | Factuality::Planned) { reading } else { Reading::default() }
}

/// The entry of a governor whose frame the child fills.
pub(super) fn operator<'l>(
    ctx: &Context<'_, '_, 'l>,
    governor: &Predicate,
    step: &Embedding,
    child: TokenId,
) -> Option<&'l Operator> {
    let operators = ctx.lexicon.operators(ctx.text.lower(governor.head));
    if operators.is_empty() {
        return None;
    }
    let argument = governor.arguments.iter().find(|a| a.head == child);
    let case = argument.and_then(|a| a.case).or(step.marker).map(|c| ctx.text.lower(c));
    let frames: &[Frame] = match (step.kind, argument.map(|a| a.role)) {
        (EmbeddingKind::Complement, _) => &[Frame::That],
        (EmbeddingKind::Open, _) if ctx.is_ing(child) => &[Frame::Ing, Frame::Inf],
        (EmbeddingKind::Open, _) => &[Frame::Inf, Frame::Oinf],
        (EmbeddingKind::Argument, Some(Role::Object)) => &[Frame::Np],
        (EmbeddingKind::Argument, Some(Role::Subject)) => &[Frame::Subject],
        (EmbeddingKind::Argument, Some(Role::Attribute)) => &[Frame::As],
        (EmbeddingKind::Relative, _) if governor.kind != PredicateKind::Verb => &[Frame::Inf],
        _ => &[],
    };
    let beside = [Some(TokenId(governor.head.0 + 1)), governor.particle];
    let whole =
        |o: &&Operator| o.particle.as_ref().is_none_or(|p| beside.iter().flatten().any(|&t| **p == *ctx.text.lower(t)));
    let fits = |o: &&Operator| frames.iter().any(|&f| o.frames.has(f)) || case.is_some_and(|c| o.frames.takes(c));
    operators.iter().filter(whole).find(fits)
}

/// `if`, `unless`, `without`.
fn subordinated(ctx: &Context<'_, '_, '_>, step: &Embedding) -> Reading {
    step.marker.map_or_else(Reading::default, |m| from_hedge(ctx, m, Place::Subordinator, false, false))
}

/// `will shell the town, killing civilians`: what a deed brings about is as far from fact as the deed.
fn brought_about(ctx: &Context<'_, '_, '_>, step: &Embedding, child: TokenId, whole: Reading) -> Reading {
    let participle = step.marker.is_none()
        && step.governor < child
        && ctx.is_ing(child)
        && ctx.predicate(child).is_some_and(|p| p.tense == Tense::None);
    if participle { outer_doubt(whole) } else { Reading::default() }
}

/// An infinitive of purpose is a plan.
fn purpose(ctx: &Context<'_, '_, '_>, step: &Embedding, child: TokenId) -> Reading {
    let infinitive = step.marker.is_some_and(|m| ctx.syntax.upos(m) == Upos::Part);
    let bare = ctx.predicate(child).is_some_and(|p| p.tense == Tense::None);
    if infinitive && bare { Reading { factuality: Factuality::Planned, word: None } } else { Reading::default() }
}
