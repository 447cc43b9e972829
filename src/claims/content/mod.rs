//! Contents: what is said, read off the quotations around a cue, its arguments, or its position.

mod arguments;
mod position;
mod quoted;

use super::lexicon::{self, Cue, Effect, Form, Frame};
use super::{Context, Quote};
use crate::syntax::predicates::{Predicate, Role, Via};
use crate::text::span::{TokenId, TokenSpan};
use arguments::{clauses, complement_after, objects, preposition_after, prepositional, split_clause};
use position::{around, by_position, inverted};
pub use quoted::beside;
use quoted::{colon_end, quoted};

/// The longest stretch between a quotation and its cue, in tokens: a source with what describes it.
const QUOTE_GAP: usize = 40;

/// A content found, and the entry whose frame it fills.
#[derive(Clone, Debug)]
pub struct Content<'l> {
    /// The entry of the cue.
    pub cue: &'l Cue,
    /// One past the cue: behind a preposition or colon that belongs to it.
    pub cue_end: TokenId,
    /// The pieces, in text order.
    pub pieces: Vec<Piece>,
    /// True where it is the verb's object and no clause, quotation or phrase.
    pub bare_object: bool,
}

impl<'l> Content<'l> {
    /// These pieces, if there are any.
    fn of(cue: &'l Cue, cue_end: TokenId, pieces: Vec<Piece>) -> Option<Self> {
        (!pieces.is_empty()).then_some(Self { cue, cue_end, pieces, bare_object: false })
    }
}

/// One unbroken stretch of a content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Its tokens.
    pub span: TokenSpan,
    /// Is it quoted?
    pub quote: Quote,
}

/// A cue's place while its content is looked for.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    /// The head word.
    pub head: TokenId,
    /// The cue.
    pub group: TokenSpan,
    /// The source, where the tree gives one.
    pub source: Option<TokenSpan>,
}

/// The content of a verb.
pub fn of_verb<'l>(ctx: &Context<'_, '_, 'l>, at: Place, entries: &[&'l Cue], form: Form) -> Option<Content<'l>> {
    let predicate = ctx.predicate(at.head);
    let with = |frame: Frame| entries.iter().copied().find(|c| c.frames.has(frame));
    if let Some(cue) = with(Frame::Quote) {
        let content = Content::of(cue, colon_end(ctx, at.group.end), quoted(ctx, at, cue.frames.has(Frame::That)));
        if content.is_some() {
            return content;
        }
    }
    let strong = entries.iter().copied().find(|c| c.frames.has(Frame::That) && c.frames.has(Frame::Quote));
    // `threatening strikes`: where its object is what is meant, nothing else is said.
    let strong = strong.filter(|c| c.effect != Effect::Plan || !predicate.is_some_and(|p| has_object(p, at.head)));
    if let Some((cue, pieces)) = strong.and_then(|c| Some((c, around(ctx, at)?))) {
        return Content::of(cue, at.group.end, pieces);
    }
    if let Some((cue, pieces)) = strong.and_then(|c| Some((c, inverted(ctx, at, predicate)?))) {
        return Content::of(cue, at.group.end, pieces);
    }
    if let Some(predicate) = predicate {
        let found = split_clause(ctx, at, entries, predicate)
            .or_else(|| clauses(ctx, at, entries, predicate))
            .or_else(|| complement_after(ctx, at, entries))
            .or_else(|| prepositional(ctx, at, entries, predicate))
            .or_else(|| preposition_after(ctx, at, entries))
            .or_else(|| objects(ctx, at, entries, predicate));
        if found.is_some() {
            return found.map(|c| without_contrast(ctx, at, c));
        }
    }
    let told_on = form != Form::Gerund || at.group.start.before().is_some_and(|t| ctx.is_comma(t));
    by_position(ctx, at, strong?).filter(|_| told_on)
}

fn has_object(predicate: &Predicate, cue: TokenId) -> bool {
    predicate.all(Role::Object).any(|a| a.via == Via::Direct && a.head > cue)
}

/// `said that talks had failed, but that was not so`: what is set against it behind a comma is the writer's.
fn without_contrast<'l>(ctx: &Context<'_, '_, 'l>, at: Place, mut content: Content<'l>) -> Content<'l> {
    let contrasts = |t: TokenId| ctx.lexicon.hedge(ctx.text.lower(t), lexicon::Place::Contrast).is_some();
    // `, but that the road was open` is said too.
    let led = |t: TokenId| ctx.lexicon.hedge(ctx.text.lower(t), lexicon::Place::Complementizer).is_some();
    let set_against = |t: TokenId| contrasts(TokenId(t.0 + 1)) && !led(TokenId(t.0 + 2));
    let breaks = |t: &TokenId| ctx.is_comma(*t) && ctx.quotations.id_at(*t).is_none() && set_against(*t);
    for piece in content.pieces.iter_mut().filter(|p| p.span.start >= at.group.end && p.quote != Quote::Direct) {
        let inner = TokenSpan { end: piece.span.last(), ..piece.span };
        piece.span.end = inner.tokens().skip(2).find(breaks).unwrap_or(piece.span.end);
    }
    content
}

/// The content of a noun.
pub fn of_noun<'l>(ctx: &Context<'_, '_, 'l>, at: Place, entries: &[&'l Cue]) -> Option<Content<'l>> {
    let predicate = ctx.predicate(at.head)?;
    clauses(ctx, at, entries, predicate)
        .or_else(|| prepositional(ctx, at, entries, predicate))
        .or_else(|| preposition_after(ctx, at, entries))
}

/// A stretch without the cue and its source, as one or two pieces.
pub fn pieces(ctx: &Context<'_, '_, '_>, at: Place, span: TokenSpan) -> Vec<Piece> {
    let hole = match at.source.filter(|s| near(*s, at.group)) {
        Some(source) => source.cover(at.group),
        None => at.group,
    };
    let parts = if span.overlaps(hole) {
        let hole = TokenSpan { start: hole.start.max(span.start), end: hole.end.min(span.end) };
        [TokenSpan { start: span.start, end: hole.start }, TokenSpan { start: hole.end, end: span.end }]
    } else {
        [span, TokenSpan { start: span.end, end: span.end }]
    };
    parts.into_iter().filter_map(|part| piece(ctx, part)).collect()
}

fn near(a: TokenSpan, b: TokenSpan) -> bool {
    a.end.0.abs_diff(b.start.0) <= 3 || b.end.0.abs_diff(a.start.0) <= 3
}

/// A stretch without punctuation at its edges, with whole quotations.
pub fn piece(ctx: &Context<'_, '_, '_>, span: TokenSpan) -> Option<Piece> {
    let mut span = span;
    while !span.is_empty() && ctx.is_edge(span.start) {
        span.start = TokenId(span.start.0 + 1);
    }
    loop {
        if span.is_empty() {
            return None;
        }
        let last = span.last();
        // A quotation that began inside is kept whole.
        if let Some(q) = ctx.quotations.at(last) {
            let short = q.span.end.0 - last.0 <= 3;
            if q.span.start >= span.start || short {
                span.end = span.end.max(q.span.end);
                break;
            }
        }
        if !ctx.is_edge(last) {
            break;
        }
        span.end = last;
    }
    let first = ctx.quotations.at(span.start);
    if let Some(q) = first.filter(|q| q.span.start.0 + 1 == span.start.0 && q.span.end <= span.end) {
        span.start = q.span.start;
    }
    let quote = match ctx.quotations.at(span.start) {
        Some(q) if q.span == span => Quote::Direct,
        _ if span.tokens().any(|t| ctx.quotations.id_at(t).is_some()) => Quote::Partial,
        _ => Quote::None,
    };
    Some(Piece { span, quote })
}
