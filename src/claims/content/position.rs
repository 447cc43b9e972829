//! Contents by position: the clause before an inverted cue, or what follows one where the tree gives nothing.

use super::quoted::is_led;
use super::{Content, Piece, Place, piece};
use crate::claims::Context;
use crate::claims::lexicon::{self, Cue};
use crate::syntax::phrases;
use crate::syntax::predicates::{Argument, EmbeddingKind, Predicate, Role};
use crate::syntax::tags::Upos;
use crate::text::span::{TokenId, TokenSpan};

/// Tokens between a cue and the comma that closes its clause: whom it is told to, and when.
const BEHIND: usize = 10;

/// `The strike killed four, officials said`: the clause before the comma, where nothing is said after the cue.
pub(super) fn inverted(ctx: &Context<'_, '_, '_>, at: Place, predicate: Option<&Predicate>) -> Option<Vec<Piece>> {
    let sentence = ctx.text.sentence(ctx.text.sentence_of(at.head))?.tokens;
    if is_led(ctx, at.group) {
        return None;
    }
    let closed = ctx.is_edge(at.group.end);
    let elsewhere = |a: &Argument| {
        let span = phrases::subtree(ctx.text, ctx.syntax, a.head);
        // It goes on after the cue, or stands wholly there.
        span.start < at.group.start && span.end.0 > at.group.end.0 + 2 || a.head >= at.group.end && !closed
    };
    if predicate.is_some_and(|p| is_relative(ctx, at, p) || p.all(Role::Clause).any(elsewhere)) {
        return None;
    }
    // The source stands between the comma and the cue, or follows the cue.
    let before = match at.source {
        Some(s) if s.end <= at.group.start && at.group.start.0 - s.end.0 <= 1 => s.start,
        _ => noun_run(ctx, at.group.start, sentence.start),
    };
    // The closing mark of a quotation whose opening one is lost.
    let mark = before.before().filter(|&t| ctx.is_mark(t) && ctx.quotations.id_at(t).is_none());
    let comma = mark.unwrap_or(before).before()?;
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

/// `The strikes, a doctor from the town told reporters on Monday, killed two`: what is said stands on both sides of who
/// says so between commas, and the verb behind it.
pub(super) fn around(ctx: &Context<'_, '_, '_>, at: Place) -> Option<Vec<Piece>> {
    let sentence = ctx.text.sentence(ctx.text.sentence_of(at.head))?.tokens;
    if ctx.predicate(at.head).is_some_and(|p| is_relative(ctx, at, p)) {
        return None;
    }
    let source = at.source.filter(|s| s.end == at.group.start && s.start > sentence.start)?;
    let comma = source.start.before().filter(|t| ctx.is_comma(*t))?;
    let rest = TokenSpan { start: at.group.end, end: sentence.end };
    let close = rest.tokens().take(BEHIND).find(|&t| ctx.is_edge(t)).filter(|&t| ctx.is_comma(t))?;
    let told_to = TokenSpan { start: at.group.end, end: close };
    let phrase = told_to.tokens().all(|t| !is_verb(ctx, t) && ctx.syntax.upos(t) != Upos::Sconj && !leads(ctx, t));
    let left = TokenSpan { start: sentence.start, end: comma };
    let right = TokenSpan { start: TokenId(close.0 + 1), end: sentence.end };
    let inside = ctx.quotations.id_at(comma).is_some() || ctx.quotations.id_at(close).is_some();
    let split = phrase && !inside && right.start < right.end && is_split(ctx, left, right);
    split.then(|| [left, right].into_iter().filter_map(|part| piece(ctx, part)).collect())
}

/// Is one clause cut in two by who says it: a subject before its verb, `In the north,` or `If they stay,` before the rest, `It
/// was,` before what it was, `He left,` before `to join them`?
fn is_split(ctx: &Context<'_, '_, '_>, left: TokenSpan, right: TokenSpan) -> bool {
    let phrase = !left.tokens().any(|t| is_verb(ctx, t) || ctx.is_comma(t));
    let first = right.tokens().find(|&t| ctx.syntax.upos(t) != Upos::Adv).unwrap_or(right.start);
    let waits = ctx.syntax.upos(left.last()) == Upos::Aux || leads(ctx, left.last());
    let depends =
        matches!(ctx.syntax.upos(first), Upos::Part | Upos::Sconj) && (is_infinitive(ctx, first) || leads(ctx, first));
    if phrase && is_verb(ctx, first) || waits || depends {
        return true;
    }
    let opens = phrase && left.len() > 1 && ctx.syntax.upos(left.start) == Upos::Adp || is_subordinate(ctx, left);
    let nominal =
        matches!(ctx.syntax.upos(first), Upos::Det | Upos::Noun | Upos::Propn | Upos::Pron | Upos::Adj | Upos::Num);
    opens && nominal && !leads(ctx, first) && right.tokens().any(|t| is_verb(ctx, t))
}

fn is_infinitive(ctx: &Context<'_, '_, '_>, token: TokenId) -> bool {
    ctx.lexicon.hedge(ctx.text.lower(token), lexicon::Place::Auxiliary).is_some()
}

/// `If the army leaves`: a clause that waits for another.
pub(super) fn is_subordinate(ctx: &Context<'_, '_, '_>, left: TokenSpan) -> bool {
    ctx.syntax.upos(left.start) == Upos::Sconj && !left.tokens().any(|t| ctx.is_comma(t))
}

fn is_verb(ctx: &Context<'_, '_, '_>, token: TokenId) -> bool {
    matches!(ctx.syntax.upos(token), Upos::Verb | Upos::Aux)
}

/// `the Front, which denied any part`: a relative clause is about its noun, not about the clause before it. None opens with
/// its subject behind a comma: `the talks, sources have said, with`.
fn is_relative(ctx: &Context<'_, '_, '_>, at: Place, predicate: &Predicate) -> bool {
    let aside = at.source.is_some_and(|s| s.start.before().is_some_and(|t| ctx.is_comma(t)) && !leads(ctx, s.start));
    predicate.embeddings.first().is_some_and(|e| e.kind == EmbeddingKind::Relative) && !aside
}

fn leads(ctx: &Context<'_, '_, '_>, token: TokenId) -> bool {
    ctx.lexicon.hedge(ctx.text.lower(token), lexicon::Place::Complementizer).is_some()
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
pub(super) fn by_position<'l>(ctx: &Context<'_, '_, 'l>, at: Place, cue: &'l Cue) -> Option<Content<'l>> {
    let sentence = ctx.text.sentence(ctx.text.sentence_of(at.head))?.tokens;
    let after = TokenSpan { start: at.group.end, end: sentence.end };
    let clause = after.tokens().any(|t| matches!(ctx.syntax.upos(t), Upos::Verb | Upos::Aux));
    // `chant while marching`: how or when it is said.
    let participle = ctx.is_ing(TokenId(after.start.0 + 1));
    let beside = participle && ctx.syntax.upos(after.start) == Upos::Sconj && !leads(ctx, after.start);
    let clause = clause && !beside;
    let piece = piece(ctx, after).filter(|p| p.span.len() > 2 && clause)?;
    Content::of(cue, at.group.end, vec![piece])
}
