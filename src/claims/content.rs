//! Contents: what is said, read off the quotations around a cue, its arguments, or its position.

use super::lexicon::{self, Cue, Form, Frame};
use super::quotes::Quotation;
use super::{Context, Quote};
use crate::syntax::phrases;
use crate::syntax::predicates::{Argument, Predicate, Role, Tense, Via};
use crate::syntax::tags::Upos;
use crate::text::span::{TokenId, TokenSpan};

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
        let pieces = quoted(ctx, at);
        if !pieces.is_empty() {
            return Some(Content { cue, cue_end: colon_end(ctx, at.group.end), pieces, bare_object: false });
        }
    }
    let strong = entries.iter().copied().find(|c| c.frames.has(Frame::That) && c.frames.has(Frame::Quote));
    if let Some((cue, pieces)) = strong.and_then(|c| Some((c, inverted(ctx, at, predicate)?))) {
        return Some(Content { cue, cue_end: at.group.end, pieces, bare_object: false });
    }
    if let Some(predicate) = predicate {
        let found = clauses(ctx, at, entries, predicate)
            .or_else(|| complement_after(ctx, at, entries))
            .or_else(|| prepositional(ctx, at, entries, predicate))
            .or_else(|| preposition_after(ctx, at, entries))
            .or_else(|| objects(ctx, at, entries, predicate));
        if found.is_some() {
            return found.map(|c| without_contrast(ctx, at, c));
        }
    }
    let told_on = form != Form::Gerund || at.group.start.0.checked_sub(1).is_some_and(|t| ctx.is_comma(TokenId(t)));
    by_position(ctx, at, strong?).filter(|_| told_on)
}

/// `said that talks had failed, but that was not so`: what is set against it behind a comma is the writer's.
fn without_contrast<'l>(ctx: &Context<'_, '_, 'l>, at: Place, mut content: Content<'l>) -> Content<'l> {
    let contrasts = |t: TokenId| ctx.lexicon.hedge(ctx.text.lower(t), lexicon::Place::Contrast).is_some();
    let breaks = |t: &TokenId| ctx.is_comma(*t) && ctx.quotations.id_at(*t).is_none() && contrasts(TokenId(t.0 + 1));
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

// ---- quotations

/// The quotations that stand beside a cue in its sentence, before it and after it.
pub fn beside<'c>(
    ctx: &Context<'c, '_, '_>,
    head: TokenId,
    group: TokenSpan,
) -> (Option<&'c Quotation>, Option<&'c Quotation>) {
    if ctx.quotations.at(head).is_some_and(|q| q.closed) {
        return (None, None);
    }
    let rows = &ctx.quotations.rows;
    let next = rows.partition_point(|q| q.span.start < group.start);
    let before = next.checked_sub(1).and_then(|i| rows.get(i)).filter(|q| stands_before(ctx, head, group, q));
    let after = rows.get(next).filter(|q| stands_after(ctx, head, group, q, before.is_some()));
    (before, after)
}

fn quoted(ctx: &Context<'_, '_, '_>, at: Place) -> Vec<Piece> {
    let (before, after) = beside(ctx, at.head, at.group);
    let before = before.and_then(|q| {
        let sentence = ctx.text.sentence(ctx.text.sentence_of(q.span.start))?.tokens;
        let led = q.span.start.0.checked_sub(1).map(TokenId).filter(|t| *t >= sentence.start);
        // `Both have "different goals," he said`: the clause is said, and quoted in part.
        match led.filter(|t| !ctx.is_edge(*t) && ctx.quotations.id_at(*t).is_none()) {
            Some(_) => piece(ctx, TokenSpan { start: sentence.start, end: q.span.end }),
            None => Some(Piece { span: q.span, quote: Quote::Direct }),
        }
    });
    before.into_iter().chain(after.map(|q| Piece { span: q.span, quote: Quote::Direct })).collect()
}

fn stands_before(ctx: &Context<'_, '_, '_>, head: TokenId, group: TokenSpan, q: &Quotation) -> bool {
    let gap = TokenSpan { start: q.span.end, end: group.start };
    if gap.len() > QUOTE_GAP || q.span.end > group.start || !q.closed {
        return false;
    }
    let sentence = ctx.text.sentence_of(head);
    if !gap.is_empty() && ctx.text.sentence_of(gap.start) != sentence {
        return false;
    }
    // The last word inside the marks ends a clause, or a comma follows them.
    let inside = (q.span.start.0..q.span.end.0).rev().map(TokenId).take(4).find(|&t| !ctx.is_mark(t));
    // `"Why?" he asked` may have been cut in two; a quotation that ends with a full stop is over.
    let over = ctx.text.sentence_of(q.span.last()) != sentence
        && (inside.is_some_and(|t| ctx.text.token(t) == ".") || gap.len() > 6);
    if over {
        return false;
    }
    let comma_follows = !gap.is_empty() && ctx.is_comma(gap.start);
    let ends = inside.is_some_and(|t| ctx.ends_clause(t)) || comma_follows;
    let apposed = gap.len() > 2 && ctx.is_comma(gap.last());
    let verbs = gap.tokens().any(|t| matches!(ctx.syntax.upos(t), Upos::Verb | Upos::Aux));
    ends && (apposed || !verbs)
}

fn stands_after(ctx: &Context<'_, '_, '_>, head: TokenId, group: TokenSpan, q: &Quotation, split: bool) -> bool {
    let gap = TokenSpan { start: group.end, end: q.span.start };
    if gap.len() > QUOTE_GAP || q.span.start < group.end {
        return false;
    }
    let last = TokenId(q.span.start.0.saturating_sub(1));
    if ctx.text.sentence_of(q.span.start) != ctx.text.sentence_of(head) && !ctx.is_colon(last) {
        return false;
    }
    let introduced = !gap.is_empty() && (ctx.is_comma(last) || ctx.is_colon(last));
    let opens_sentence = ctx.begins_sentence(TokenId(q.span.start.0 + 1)) && gap.is_empty();
    let is_cue = |t: TokenId| ctx.syntax.upos(t) == Upos::Verb && ctx.lexicon.verbs(ctx.text.lower(t)).next().is_some();
    !gap.tokens().any(is_cue) && (introduced || opens_sentence && !split)
}

/// A colon that leads to the content belongs to the cue.
fn colon_end(ctx: &Context<'_, '_, '_>, end: TokenId) -> TokenId {
    if ctx.is_colon(end) { TokenId(end.0 + 1) } else { end }
}

// ---- arguments

fn clauses<'l>(
    ctx: &Context<'_, '_, 'l>,
    at: Place,
    entries: &[&'l Cue],
    predicate: &Predicate,
) -> Option<Content<'l>> {
    let raised =
        |a: &&Argument| a.role == Role::Attribute && a.head > at.head && entries.iter().any(|c| only(c, Frame::Raise));
    let clause = |a: &&Argument| a.role == Role::Clause || raised(a);
    for argument in predicate.arguments.iter().filter(clause) {
        let frame = clause_frame(ctx, predicate, argument);
        let fits = |c: &&&Cue| c.frames.has(frame) || frame == Frame::That && c.frames.has(Frame::Wh);
        let raised = |c: &&&Cue| predicate.passive && c.frames.has(Frame::Raise) || only(c, Frame::Raise);
        let Some(cue) = entries.iter().find(fits).or_else(|| entries.iter().find(raised)) else { continue };
        let mut span = phrases::subtree(ctx.text, ctx.syntax, argument.head);
        let object = direct(predicate, Role::Object).filter(|a| a.head > at.head);
        if let Some(object) = object.filter(|_| frame == Frame::Oinf && !predicate.passive) {
            span = span.cover(phrases::subtree(ctx.text, ctx.syntax, object.head));
        }
        let pieces = pieces(ctx, at, span);
        if !pieces.is_empty() {
            return Some(Content { cue, cue_end: colon_end(ctx, at.group.end), pieces, bare_object: false });
        }
    }
    None
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
    let gerund =
        clause.tense == Tense::None && clause.modals.is_empty() && ctx.text.lower(argument.head).ends_with("ing");
    if gerund { Frame::Ing } else { Frame::That }
}

fn direct(predicate: &Predicate, role: Role) -> Option<&Argument> {
    predicate.all(role).find(|a| matches!(a.via, Via::Direct | Via::Conjunction | Via::Position))
}

fn prepositional<'l>(
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
        let pieces = pieces(ctx, at, span);
        if !pieces.is_empty() {
            return Some(Content { cue, cue_end, pieces, bare_object: false });
        }
    }
    None
}

/// A conjunction after the cue that leads to its content though the tree hangs it elsewhere.
fn complement_after<'l>(ctx: &Context<'_, '_, 'l>, at: Place, entries: &[&'l Cue]) -> Option<Content<'l>> {
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
    Some(Content { cue, cue_end: at.group.end, pieces: vec![piece], bare_object: false })
}

/// A preposition right after the cue that leads to its content though the tree hangs it elsewhere.
fn preposition_after<'l>(ctx: &Context<'_, '_, 'l>, at: Place, entries: &[&'l Cue]) -> Option<Content<'l>> {
    let word = ctx.text.lower(at.group.end);
    let cue = entries.iter().copied().find(|c| c.frames.takes(word))?;
    let head = phrases::marked_by(ctx.syntax, at.group.end)?;
    let phrase = phrases::subtree(ctx.text, ctx.syntax, head);
    let cue_end = TokenId(at.group.end.0 + 1);
    let pieces = pieces(ctx, at, TokenSpan { start: cue_end, end: phrase.end });
    (!pieces.is_empty()).then_some(Content { cue, cue_end, pieces, bare_object: false })
}

fn objects<'l>(
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
        let case = argument.case.map(|c| ctx.text.lower(c));
        if argument.role == Role::Attribute || argument.role == Role::Clause || case == Some("as") {
            attribute = Some((argument, case));
        }
    }
    let cue = match attribute {
        Some((_, Some("as"))) => entries.iter().find(|c| c.frames.has(Frame::As)),
        Some(_) => entries.iter().find(|c| c.frames.has(Frame::Small)),
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
    let pieces = pieces(ctx, at, span);
    (!pieces.is_empty()).then_some(Content { cue, cue_end: at.group.end, pieces, bare_object: attribute.is_none() })
}

fn is_event(ctx: &Context<'_, '_, '_>, token: TokenId) -> bool {
    let at = ctx.events.rows.partition_point(|e| e.trigger.end <= token);
    ctx.events.rows.get(at).is_some_and(|e| e.trigger.has(token))
}

/// Where the words end that follow a token without a break outside quotations.
fn to_edge(ctx: &Context<'_, '_, '_>, from: TokenId) -> TokenId {
    let end = ctx.text.sentence(ctx.text.sentence_of(from)).map_or(from, |s| s.tokens.end);
    let breaks = |t: &TokenId| {
        ctx.quotations.id_at(*t).is_none()
            && (ctx.is_edge(*t) || matches!(ctx.syntax.upos(*t), Upos::Cconj | Upos::Sconj | Upos::Verb))
    };
    (from.0 + 1..end.0).map(TokenId).find(breaks).unwrap_or(end)
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

// ---- position

/// `The strike killed four, officials said`: the clause before the comma, where nothing is said after the cue.
fn inverted(ctx: &Context<'_, '_, '_>, at: Place, predicate: Option<&Predicate>) -> Option<Vec<Piece>> {
    let sentence = ctx.text.sentence(ctx.text.sentence_of(at.head))?.tokens;
    let closed = ctx.is_edge(at.group.end);
    let elsewhere = |a: &Argument| {
        let span = phrases::subtree(ctx.text, ctx.syntax, a.head);
        // It goes on after the cue, or stands wholly there.
        span.start < at.group.start && span.end.0 > at.group.end.0 + 2 || a.head >= at.group.end && !closed
    };
    if predicate.is_some_and(|p| p.all(Role::Clause).any(elsewhere)) {
        return None;
    }
    // The source stands between the comma and the cue, or follows the cue.
    let before = match at.source {
        Some(s) if s.end <= at.group.start && at.group.start.0 - s.end.0 <= 1 => s.start,
        _ => noun_run(ctx, at.group.start, sentence.start),
    };
    let comma = TokenId(before.0.checked_sub(1)?);
    if comma <= sentence.start || !ctx.is_comma(comma) {
        return None;
    }
    if before == at.group.start && at.source.is_none_or(|s| s.start != at.group.end) {
        return None;
    }
    let left = TokenSpan { start: sentence.start, end: comma };
    let clause = left.tokens().any(|t| matches!(ctx.syntax.upos(t), Upos::Verb | Upos::Aux));
    let closes = at.group.end >= sentence.end
        || ctx.is_edge(at.group.end)
        || before == at.group.start
        || phrase_follows(ctx, at, sentence);
    (clause && closes).then(|| piece(ctx, left).into_iter().collect::<Vec<_>>()).filter(|p| !p.is_empty())
}

/// What follows the cue is a phrase of time or place, up to the end of the sentence or the next comma.
fn phrase_follows(ctx: &Context<'_, '_, '_>, at: Place, sentence: TokenSpan) -> bool {
    let after = TokenSpan { start: at.group.end, end: sentence.end };
    let rest = after.tokens().take_while(|&t| !ctx.is_edge(t));
    rest.into_iter().all(|t| {
        !matches!(ctx.syntax.upos(t), Upos::Verb | Upos::Aux | Upos::Sconj) || ctx.syntax.predicates.of(t).is_none()
    })
}

/// Where the run of words that can make a noun phrase begins that ends at a token.
fn noun_run(ctx: &Context<'_, '_, '_>, end: TokenId, floor: TokenId) -> TokenId {
    let mut start = end;
    while start > floor && end.0 - start.0 < 12 {
        let before = TokenId(start.0 - 1);
        let nominal = matches!(
            ctx.syntax.upos(before),
            Upos::Noun
                | Upos::Propn
                | Upos::Pron
                | Upos::Det
                | Upos::Adj
                | Upos::Num
                | Upos::Part
                | Upos::Adp
                | Upos::Cconj
                | Upos::X
        );
        if !nominal || ctx.is_edge(before) || ctx.quotations.id_at(before).is_some() {
            break;
        }
        start = before;
    }
    start
}

/// Where the tree gives nothing: what follows the cue, to the end of the sentence.
fn by_position<'l>(ctx: &Context<'_, '_, 'l>, at: Place, cue: &'l Cue) -> Option<Content<'l>> {
    let sentence = ctx.text.sentence(ctx.text.sentence_of(at.head))?.tokens;
    let after = TokenSpan { start: at.group.end, end: sentence.end };
    let clause = after.tokens().any(|t| matches!(ctx.syntax.upos(t), Upos::Verb | Upos::Aux));
    let piece = piece(ctx, after).filter(|p| p.span.len() > 2 && clause)?;
    Some(Content { cue, cue_end: at.group.end, pieces: vec![piece], bare_object: false })
}
