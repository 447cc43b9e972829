//! Chains: which claim is part of which, and the events that each speaks of.

use super::attribution::Attribution;
use super::{ClaimId, Context, content};
use crate::events::EventId;
use crate::syntax::predicates::EmbeddingKind;
use crate::syntax::tags::Upos;
use crate::text::span::{TokenId, TokenSpan};

/// A claim whose cue lies in another one's content is part of it; the innermost such content counts.
pub fn nest(rows: &mut [Attribution]) {
    let contents = contents(rows);
    let cues: Vec<(TokenId, usize)> =
        rows.iter().enumerate().filter_map(|(i, r)| Some((r.claim.cue?.start, i))).collect();
    let mut stack = Innermost::new(&contents);
    for (start, i) in cues {
        let inside = stack.at(start, |id| id != i && rows[id].claim.cue != rows[i].claim.cue);
        rows[i].claim.nested_in = inside.map(ClaimId::new);
    }
}

/// `He said that they left, adding that …`, `He denied that they left and said …`, `Iraq condemned the raid saying …`: what
/// is added is no part of what was said, and is said by the same.
pub fn cut_where_it_goes_on(ctx: &Context<'_, '_, '_>, rows: &mut [Attribution]) {
    for i in 0..rows.len() {
        let (Some(outer), Some(cue)) = (rows[i].claim.nested_in, rows[i].claim.cue) else { continue };
        let mut outer = outer.index();
        // `condemned the raid on a base where officials say …, calling it a crime`: whoever says it stands further out.
        while let Some(further) =
            rows[outer].claim.nested_in.filter(|_| rows[i].gerund && is_relative(ctx, rows[outer].head))
        {
            outer = further.index();
        }
        // No noun of what is said says it, but who says what stands above it.
        let above =
            rows[i].gerund && rows[i].claim.source.is_some() && rows[i].claim.source == rows[outer].claim.source;
        let comma = cue.start.before().filter(|t| ctx.is_comma(*t));
        let Some(cut) = comma.or_else(|| Some(cue.start).filter(|_| above || rows[i].conjoined)) else { continue };
        let cut = cut.before().filter(|t| rows[i].conjoined && ctx.syntax.upos(*t) == Upos::Cconj).unwrap_or(cut);
        let Some(content) = rows[outer].claim.content else { continue };
        let goes_on = (rows[i].gerund || rows[i].conjoined) && rows[outer].head < rows[i].head && content.start < cut;
        if !goes_on || ctx.quotations.at(cut).is_some_and(|q| q.closed) {
            continue;
        }
        let end = cut.before().filter(|t| ctx.is_comma(*t)).unwrap_or(cut);
        let mut inner = rows[i].claim.nested_in;
        while let Some(id) = inner {
            shorten(ctx, &mut rows[id.index()], end);
            inner = rows[id.index()].claim.nested_in.filter(|_| id.index() != outer);
        }
        take_source(rows, i, outer);
        rows[i].claim.nested_in = rows[outer].claim.nested_in;
    }
}

fn shorten(ctx: &Context<'_, '_, '_>, row: &mut Attribution, end: TokenId) {
    let left = row.claim.content.and_then(|c| content::piece(ctx, TokenSpan { start: c.start, end: end.max(c.start) }));
    (row.claim.content, row.claim.quote) = (left.map(|p| p.span), left.map_or_else(Default::default, |p| p.quote));
}

/// Is it told in a relative clause?
fn is_relative(ctx: &Context<'_, '_, '_>, head: TokenId) -> bool {
    let kind = ctx.predicate(head).and_then(|p| p.embeddings.first()).map(|e| e.kind);
    kind == Some(EmbeddingKind::Relative)
}

/// `"…," the statement said, adding that …`: a participle right behind another cue is said by the same.
pub fn speak_on(ctx: &Context<'_, '_, '_>, rows: &mut [Attribution]) {
    for i in 1..rows.len() {
        let (Some(cue), Some(before)) = (rows[i].claim.cue, rows[i - 1].claim.cue) else { continue };
        let comma = cue.start.before().filter(|t| ctx.is_comma(*t));
        if rows[i].gerund && comma == Some(before.end) && rows[i - 1].claim.source.is_some() {
            take_source(rows, i, i - 1);
        }
    }
}

/// `"It may take years," he said, but hoped that …`: who goes on behind `and` or `but` is the one who spoke, and nobody of
/// whom that one speaks.
pub fn speak_beside(rows: &mut [Attribution]) {
    for i in 1..rows.len() {
        let Some(source) = rows[i].claim.source.filter(|_| rows[i].conjoined) else { continue };
        let speaker = &rows[i - 1];
        let within = speaker.claim.content.is_some_and(|c| c.contains(source) && c.end <= speaker.head);
        if within && speaker.claim.sentence == rows[i].claim.sentence && speaker.claim.source.is_some() {
            take_source(rows, i, i - 1);
        }
    }
}

fn take_source(rows: &mut [Attribution], to: usize, from: usize) {
    let said = rows[from].claim.clone();
    let row = &mut rows[to].claim;
    (row.source, row.source_entity, row.source_type, row.anonymous) =
        (said.source, said.source_entity, said.source_type, said.anonymous);
    (row.joint, row.nameless) = (said.joint, said.nameless);
}

/// What somebody is said to think or want is part of what is said, and no claim beside it.
pub fn drop_thoughts(rows: &mut Vec<Attribution>) {
    let keep: Vec<bool> = rows.iter().map(|r| !(r.attitude && r.claim.nested_in.is_some())).collect();
    let mut count = 0;
    let mut number = |&kept: &bool| {
        count += usize::from(kept);
        kept.then(|| count - 1)
    };
    let numbers: Vec<Option<usize>> = keep.iter().map(&mut number).collect();
    let outer: Vec<Option<ClaimId>> = rows.iter().map(|r| r.claim.nested_in).collect();
    // An attitude holds no claim of its own further in, so one step out is enough.
    let kept = |id: ClaimId| {
        let number = |id: ClaimId| numbers.get(id.index()).copied().flatten();
        number(id).or_else(|| outer.get(id.index()).copied().flatten().and_then(number)).map(ClaimId::new)
    };
    for row in rows.iter_mut() {
        row.claim.nested_in = row.claim.nested_in.and_then(kept);
    }
    let mut keep = keep.into_iter();
    rows.retain(|_| keep.next().unwrap_or(true));
}

/// An event is spoken of by the innermost claim that holds its trigger, and by those that this one is nested in.
pub fn link_events(ctx: &Context<'_, '_, '_>, rows: &mut [Attribution]) {
    let contents = contents(rows);
    let mut stack = Innermost::new(&contents);
    for (i, event) in ctx.events.rows.iter().enumerate() {
        let mut next = stack.at(event.trigger.start, |_| true);
        let mut steps = 0;
        while let Some(id) = next.filter(|_| steps < 16) {
            rows[id].claim.events.push(EventId::new(i));
            next = rows[id].claim.nested_in.map(ClaimId::index);
            steps += 1;
        }
    }
}

fn contents(rows: &[Attribution]) -> Vec<(TokenSpan, usize)> {
    let mut out: Vec<_> = rows.iter().enumerate().filter_map(|(i, r)| Some((r.claim.content?, i))).collect();
    out.sort_by_key(|(span, i)| (span.start, std::cmp::Reverse(span.end), *i));
    out
}

/// Sweeps over spans in text order and tells which of them a position lies in, the innermost first.
struct Innermost<'s> {
    spans: &'s [(TokenSpan, usize)],
    next: usize,
    open: Vec<(TokenSpan, usize)>,
}

impl<'s> Innermost<'s> {
    /// How many open spans are looked at: deeper chains do not occur.
    const DEPTH: usize = 16;

    fn new(spans: &'s [(TokenSpan, usize)]) -> Self {
        Self { spans, next: 0, open: Vec::new() }
    }

    /// The innermost span at a position, which may not lie before the last one asked for.
    fn at(&mut self, position: TokenId, wanted: impl Fn(usize) -> bool) -> Option<usize> {
        while let Some(&(span, id)) = self.spans.get(self.next).filter(|(s, _)| s.start <= position) {
            while self.open.last().is_some_and(|(s, _)| s.end <= span.start) {
                self.open.pop();
            }
            self.open.push((span, id));
            self.next += 1;
        }
        while self.open.last().is_some_and(|(s, _)| s.end <= position) {
            self.open.pop();
        }
        self.open.iter().rev().take(Self::DEPTH).find(|(s, id)| s.has(position) && wanted(*id)).map(|(_, id)| *id)
    }
}
