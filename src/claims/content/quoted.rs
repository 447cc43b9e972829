//! Contents that stand between quotation marks beside their cue.

use super::{Piece, Place, QUOTE_GAP, piece};
use crate::claims::lexicon;
use crate::claims::{Context, Quote};
use crate::syntax::tags::Upos;
use crate::text::quotes::Quotation;
use crate::text::span::{TokenId, TokenSpan};

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

pub(super) fn quoted(ctx: &Context<'_, '_, '_>, at: Place, clausal: bool) -> Vec<Piece> {
    let (before, after) = beside(ctx, at.head, at.group);
    let before = before.and_then(|q| {
        let sentence = ctx.text.sentence(ctx.text.sentence_of(q.span.start))?.tokens;
        let led = q.span.start.before().filter(|t| *t >= sentence.start);
        // `Both have "different goals," he said`: the clause is said, and quoted in part; not `this "mess," as he called it`.
        match led.filter(|t| clausal && !ctx.is_edge(*t) && ctx.quotations.id_at(*t).is_none()) {
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
    // `"…," the old name of the town, he said that`: the words before the last comma are of another clause.
    let comma = gap.tokens().skip_while(|&t| ctx.is_edge(t)).filter(|&t| ctx.is_comma(t)).last();
    let goes_on = |t: TokenId| t < gap.end && ctx.syntax.upos(t) != Upos::Cconj;
    if comma.is_some_and(|t| goes_on(TokenId(t.0 + 1))) {
        return false;
    }
    // The last word inside the marks ends a clause, or a comma follows them.
    let inside = (q.span.start.0..q.span.end.0).rev().map(TokenId).take(4).find(|&t| !ctx.is_mark(t));
    // `"Why?" he asked` may have been cut in two; a quotation that ends with a full stop is over.
    let apart = ctx.text.sentence_of(q.span.last()) != sentence;
    let over = apart
        && (inside.is_some_and(|t| ctx.text.token(t) == ".")
            || gap.len() > 6
            || is_led(ctx, group)
            || is_paragraph(ctx, gap.start));
    if over {
        return false;
    }
    // `called it "a crime," and vowed to find them`: what is vowed comes behind.
    let joined = |t: TokenId| ctx.is_edge(t) || ctx.is_mark(t) || ctx.syntax.upos(t) == Upos::Cconj;
    if gap.tokens().any(|t| ctx.syntax.upos(t) == Upos::Cconj) && gap.tokens().all(joined) {
        return false;
    }
    let comma_follows = !gap.is_empty() && ctx.is_comma(gap.start);
    let ends = inside.is_some_and(|t| ctx.ends_clause(t)) || comma_follows;
    let apposed = gap.len() > 2 && ctx.is_comma(gap.last());
    // `…," he said, adding that`: the words before are those of the other cue.
    let said = |t: TokenId| ctx.syntax.upos(t) == Upos::Verb && ctx.lexicon.verbs(ctx.text.lower(t)).next().is_some();
    if ctx.is_ing(head) && gap.tokens().any(said) {
        return false;
    }
    // `"…," acting mayor Jane Doe said`: a participle before a noun is no verb of its own.
    let first = gap.tokens().find(|&t| !ctx.is_edge(t) && !ctx.is_mark(t));
    let verb = |t: TokenId| matches!(ctx.syntax.upos(t), Upos::Verb | Upos::Aux);
    let verbs = gap.tokens().any(|t| verb(t) && !(first == Some(t) && ctx.is_ing(t) && !said(t)));
    ends && (apposed || !verbs)
}

/// Does a sentence open a paragraph with this token?
fn is_paragraph(ctx: &Context<'_, '_, '_>, token: TokenId) -> bool {
    let paragraph = |t: TokenId| ctx.text.sentence(ctx.text.sentence_of(t)).map(|s| s.paragraph);
    token.before().is_some_and(|t| paragraph(t) != paragraph(token))
}

/// `said that`, `said it was`: does what follows a cue lead to what is said?
pub(super) fn is_led(ctx: &Context<'_, '_, '_>, group: TokenSpan) -> bool {
    let leads = ctx.lexicon.hedge(ctx.text.lower(group.end), lexicon::Place::Complementizer).is_some();
    let verb = matches!(ctx.syntax.upos(TokenId(group.end.0 + 1)), Upos::Verb | Upos::Aux);
    leads || ctx.syntax.upos(group.end) == Upos::Pron && verb
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
pub(super) fn colon_end(ctx: &Context<'_, '_, '_>, end: TokenId) -> TokenId {
    if ctx.is_colon(end) { TokenId(end.0 + 1) } else { end }
}
