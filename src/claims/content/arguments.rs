//! Contents that the tree hangs on their cue: clauses, prepositional phrases, objects.

use super::quoted::colon_end;
use super::{Content, Place, piece, pieces};
use crate::claims::Context;
use crate::claims::lexicon::{self, Cue, Effect, Frame};
use crate::syntax::phrases;
use crate::syntax::predicates::{Argument, Predicate, Role, Tense, Via};
use crate::syntax::tags::Upos;
use crate::text::span::{TokenId, TokenSpan};

pub(super) fn clauses<'l>(
    ctx: &Context<'_, '_, 'l>,
    at: Place,
    entries: &[&'l Cue],
    predicate: &Predicate,
) -> Option<Content<'l>> {
    let raised =
        |a: &&Argument| a.role == Role::Attribute && a.head > at.head && entries.iter().any(|c| only(c, Frame::Raise));
    let clause = |a: &&Argument| a.role == Role::Clause || raised(a);
    // What begins right behind the cue is what is said, whatever else the tree hangs on it.
    let behind = |a: &&Argument| phrases::subtree(ctx.text, ctx.syntax, a.head).start == at.group.end;
    let found = predicate.arguments.iter().filter(clause);
    for argument in found.clone().filter(behind).chain(found) {
        let frame = clause_frame(ctx, predicate, argument);
        let fits = |c: &&&Cue| c.frames.has(frame) || frame == Frame::That && c.frames.has(Frame::Wh);
        let raised = |c: &&&Cue| predicate.passive && c.frames.has(Frame::Raise) || only(c, Frame::Raise);
        let Some(cue) = entries.iter().find(fits).or_else(|| entries.iter().find(raised)) else { continue };
        let mut span = phrases::subtree(ctx.text, ctx.syntax, argument.head);
        let object = direct(predicate, Role::Object).filter(|a| a.head > at.head);
        if let Some(object) = object.filter(|_| frame == Frame::Oinf && !predicate.passive) {
            span = span.cover(phrases::subtree(ctx.text, ctx.syntax, object.head));
        }
        let content = Content::of(cue, colon_end(ctx, at.group.end), pieces(ctx, at, span));
        if content.is_some() {
            return content;
        }
    }
    None
}

/// `saying the coalition | committed a crime`: a verb of speech has no object with a verb right behind it, whatever the tree
/// makes of the two.
pub(super) fn split_clause<'l>(
    ctx: &Context<'_, '_, 'l>,
    at: Place,
    entries: &[&'l Cue],
    predicate: &Predicate,
) -> Option<Content<'l>> {
    let speaks = |c: &&&Cue| c.frames.has(Frame::That) && c.frames.has(Frame::Quote);
    let cue = entries.iter().find(speaks).filter(|c| !c.frames.has(Frame::Oinf) && !c.frames.has(Frame::Np))?;
    let subject = direct(predicate, Role::Object).filter(|o| o.head >= at.group.end)?;
    let subject = phrases::subtree(ctx.text, ctx.syntax, subject.head);
    let clause =
        ctx.syntax.predicates.between(TokenSpan { start: subject.end, end: TokenId(subject.end.0 + 3) }).next()?;
    let own = clause.all(Role::Subject).any(|a| a.via == Via::Direct);
    let rest = phrases::subtree(ctx.text, ctx.syntax, clause.head);
    let behind = rest.start == subject.end && clause.tense != Tense::None && !own;
    let span = TokenSpan { start: subject.start, end: rest.end };
    Content::of(cue, at.group.end, pieces(ctx, at, span)).filter(|_| behind)
}

fn only(cue: &Cue, frame: Frame) -> bool {
    cue.frames.has(frame) && !cue.frames.has(Frame::That)
}

/// The frame that a clause argument fills.
fn clause_frame(ctx: &Context<'_, '_, '_>, predicate: &Predicate, argument: &Argument) -> Frame {
    let Some(clause) = ctx.predicate(argument.head) else { return Frame::That };
    let marker = clause.embeddings.iter().find(|e| e.governor == predicate.head).and_then(|e| e.marker);
    let infinitive = marker.or(argument.case).is_some_and(|m| ctx.syntax.upos(m) == Upos::Part);
    if infinitive {
        let object = direct(predicate, Role::Object).is_some_and(|o| o.head > predicate.head || predicate.passive);
        return if object { Frame::Oinf } else { Frame::Inf };
    }
    let gerund = clause.tense == Tense::None && clause.modals.is_empty() && ctx.is_ing(argument.head);
    if gerund { Frame::Ing } else { Frame::That }
}

fn direct(predicate: &Predicate, role: Role) -> Option<&Argument> {
    predicate.all(role).find(|a| matches!(a.via, Via::Direct | Via::Conjunction | Via::Position))
}

pub(super) fn prepositional<'l>(
    ctx: &Context<'_, '_, 'l>,
    at: Place,
    entries: &[&'l Cue],
    predicate: &Predicate,
) -> Option<Content<'l>> {
    for argument in predicate.arguments.iter().filter(|a| matches!(a.role, Role::Oblique | Role::Clause)) {
        let Some(case) = argument.case.filter(|c| *c >= at.group.end) else { continue };
        let word = ctx.text.lower(case);
        let Some(cue) = entries.iter().find(|c| c.frames.takes(word)) else { continue };
        let phrase = phrases::subtree(ctx.text, ctx.syntax, argument.head);
        let mut span = TokenSpan { start: TokenId(case.0 + 1), end: phrase.end };
        let object = direct(predicate, Role::Object).filter(|o| o.head >= at.group.end && o.head < case);
        let mut cue_end = at.group.end;
        match object {
            // `accused Iran of arming`: the object belongs to the content.
            Some(object) if cue.frames.has(Frame::Np) => {
                span = span.cover(phrases::subtree(ctx.text, ctx.syntax, object.head));
            }
            Some(_) => span = phrase,
            None if case == at.group.end => cue_end = TokenId(case.0 + 1),
            None => span = phrase,
        }
        for clause in predicate.all(Role::Clause).filter(|c| c.head > argument.head) {
            span = span.cover(phrases::subtree(ctx.text, ctx.syntax, clause.head));
        }
        if let Some(wanted) = infinitive_at(ctx, span.end).filter(|_| cue.effect == Effect::Plan) {
            span = span.cover(phrases::subtree(ctx.text, ctx.syntax, wanted));
        }
        let content = Content::of(cue, cue_end, pieces(ctx, at, span));
        if content.is_some() {
            return content;
        }
    }
    None
}

/// `called for Mali | to free them`: the verb of an infinitive that begins here, whatever the tree hangs it on.
fn infinitive_at(ctx: &Context<'_, '_, '_>, at: TokenId) -> Option<TokenId> {
    let leads =
        ctx.syntax.upos(at) == Upos::Part && ctx.lexicon.hedge(ctx.text.lower(at), lexicon::Place::Auxiliary).is_some();
    phrases::marked_by(ctx.syntax, at).filter(|_| leads)
}

/// A conjunction after the cue that leads to its content though the tree hangs it elsewhere.
pub(super) fn complement_after<'l>(ctx: &Context<'_, '_, 'l>, at: Place, entries: &[&'l Cue]) -> Option<Content<'l>> {
    let cue = entries.iter().copied().find(|c| c.frames.has(Frame::That) || c.frames.has(Frame::Wh))?;
    let sentence = ctx.text.sentence(ctx.text.sentence_of(at.head))?.tokens;
    let open = |t: &TokenId| !matches!(ctx.syntax.upos(*t), Upos::Verb | Upos::Aux) && !ctx.ends_sentence(*t);
    let near = (at.group.end.0..sentence.end.0).map(TokenId).take(14).take_while(open);
    let leads = |t: &TokenId| {
        let relative = ctx.syntax.upos(*t) == Upos::Pron && cue.frames.has(Frame::Quote);
        (ctx.syntax.upos(*t) == Upos::Sconj || relative)
            && ctx.lexicon.hedge(ctx.text.lower(*t), lexicon::Place::Complementizer).is_some()
    };
    let conjunction = near.into_iter().find(leads)?;
    // `rejected the accusation that`: the noun is what is rejected.
    let stands_for = |t: TokenId| ctx.lexicon.hedge(ctx.text.lower(t), lexicon::Place::Pointer).is_some();
    let before = TokenId(conjunction.0.saturating_sub(1));
    if entries.iter().any(|c| c.frames.has(Frame::Np)) && before >= at.group.end && stands_for(before) {
        return None;
    }
    let head = phrases::marked_by(ctx.syntax, conjunction);
    let clause = head.map(|h| phrases::subtree(ctx.text, ctx.syntax, h)).filter(|c| c.start <= conjunction);
    let end = clause.map_or(sentence.end, |c| c.end);
    let piece = piece(ctx, TokenSpan { start: conjunction, end }).filter(|p| p.span.len() > 2)?;
    Content::of(cue, at.group.end, vec![piece])
}

/// A preposition right after the cue that leads to its content though the tree hangs it elsewhere.
pub(super) fn preposition_after<'l>(ctx: &Context<'_, '_, 'l>, at: Place, entries: &[&'l Cue]) -> Option<Content<'l>> {
    let word = ctx.text.lower(at.group.end);
    let cue = entries.iter().copied().find(|c| c.frames.takes(word))?;
    let head = phrases::marked_by(ctx.syntax, at.group.end)?;
    let phrase = phrases::subtree(ctx.text, ctx.syntax, head);
    let cue_end = TokenId(at.group.end.0 + 1);
    Content::of(cue, cue_end, pieces(ctx, at, TokenSpan { start: cue_end, end: phrase.end }))
}

pub(super) fn objects<'l>(
    ctx: &Context<'_, '_, 'l>,
    at: Place,
    entries: &[&'l Cue],
    predicate: &Predicate,
) -> Option<Content<'l>> {
    let object = direct(predicate, Role::Object).or_else(|| predicate.all(Role::Object).next())?;
    let relative = object.via == Via::Relative;
    let mut span = phrases::subtree(ctx.text, ctx.syntax, object.head);
    let named = predicate.arguments.iter().filter(|a| a.head > object.head && a.head > at.head);
    let mut attribute = None;
    for argument in named {
        let names = |c| ctx.lexicon.hedge(ctx.text.lower(c), lexicon::Place::Naming).is_some();
        let called = argument.case.is_some_and(names);
        if called || matches!(argument.role, Role::Attribute | Role::Clause) {
            attribute = Some((argument, called));
        }
    }
    let cue = match attribute {
        Some((_, true)) => entries.iter().find(|c| c.frames.has(Frame::As)),
        Some((_, false)) => entries.iter().find(|c| c.frames.has(Frame::Small)),
        None => None,
    };
    if let (Some(_), Some((argument, _))) = (cue, attribute) {
        let named = phrases::subtree(ctx.text, ctx.syntax, argument.head);
        // `a strike that they described as self defence`: the noun stands outside.
        span = if relative { named } else { span.cover(named) };
    } else if relative {
        return None;
    }
    let named = entries.iter().find(|c| c.frames.has(Frame::Small) && object.head >= at.group.end);
    let deed = entries.iter().find(|c| c.frames.has(Frame::Deed)).filter(|_| is_event(ctx, object.head));
    let cue = match cue.or(deed).or_else(|| entries.iter().find(|c| c.frames.has(Frame::Np))).or(named) {
        Some(cue) if cue.frames.has(Frame::Small) && attribute.is_none() => {
            span.end = span.end.max(to_edge(ctx, object.head));
            cue
        }
        cue => cue?,
    };
    // `accused Iran of arming rebels`, `criticised the army for firing`: whatever the tree hangs it on.
    let base = phrases::base_noun_phrase(ctx.text, ctx.syntax, object.head);
    let takes = object.head >= at.group.end && cue.frames.takes(ctx.text.lower(base.end));
    if let Some(marked) = phrases::marked_by(ctx.syntax, base.end).filter(|_| takes) {
        span.end = span.end.max(phrases::subtree(ctx.text, ctx.syntax, marked).end);
    }
    let content = Content::of(cue, at.group.end, pieces(ctx, at, span))?;
    Some(Content { bare_object: attribute.is_none(), ..content })
}

fn is_event(ctx: &Context<'_, '_, '_>, token: TokenId) -> bool {
    let at = ctx.events.rows.partition_point(|e| e.trigger.end <= token);
    ctx.events.rows.get(at).is_some_and(|e| e.trigger.has(token))
}

/// Where the words end that follow a token without a break outside quotations.
fn to_edge(ctx: &Context<'_, '_, '_>, from: TokenId) -> TokenId {
    let end = ctx.text.sentence(ctx.text.sentence_of(from)).map_or(from, |s| s.tokens.end);
    let temporal = |t: TokenId| ctx.lexicon.hedge(ctx.text.lower(t), lexicon::Place::Temporal).is_some();
    let breaks = |t: &TokenId| {
        ctx.quotations.id_at(*t).is_none()
            && (ctx.is_edge(*t)
                || matches!(ctx.syntax.upos(*t), Upos::Cconj | Upos::Sconj | Upos::Verb)
                || temporal(*t))
    };
    (from.0 + 1..end.0).map(TokenId).find(breaks).unwrap_or(end)
}
