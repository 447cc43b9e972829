//! Attribution: cues, sources and contents put together into claims, and the claims into chains.

use super::content::{self, Content, Piece, Place};
use super::cues::{self, Site, SiteKind};
use super::lexicon::{Effect, Marker, MarkerKind};
use super::sources::{self, Source};
use super::{Claim, ClaimId, Context};
use crate::events::EventId;
use crate::syntax::phrases;
use crate::syntax::predicates::Role;
use crate::text::span::{TokenId, TokenSpan};

/// A claim with what the assessment of events needs of it.
#[derive(Clone, Debug)]
pub struct Attribution {
    /// The row.
    pub claim: Claim,
    /// How its content is to be read.
    pub effect: Effect,
    /// The cue's head word.
    pub head: TokenId,
    /// True where the cue is negated.
    pub negated: bool,
}

/// Every claim of a text, in text order.
pub fn find(ctx: &Context<'_, '_, '_>) -> Vec<Attribution> {
    let mut out: Vec<Attribution> = Vec::new();
    for site in cues::find(ctx) {
        match &site.kind {
            SiteKind::Verb(entries, form) => {
                let source = sources::of_verb(ctx, &site);
                let at = Place { head: site.head, group: site.group, source: source.map(|s| s.span) };
                if let Some(content) = content::of_verb(ctx, at, entries, *form) {
                    let source = source.or_else(|| {
                        sources::by_position(ctx, site.group).filter(|_| ctx.predicate(site.head).is_none())
                    });
                    push(ctx, &mut out, &site, source, content);
                }
            }
            SiteKind::Noun(entries) => {
                let source = sources::of_noun(ctx, &site);
                let at = Place { head: site.head, group: site.group, source: source.map(|s| s.span) };
                if let Some(content) = content::of_noun(ctx, at, entries) {
                    push(ctx, &mut out, &site, source, content);
                }
            }
            SiteKind::Marker(marker) => out.extend(marked(ctx, &site, *marker)),
        }
    }
    out.sort_by_key(|a| (a.claim.cue.map(|c| c.start), a.claim.content.map(|c| c.start)));
    nest(&mut out);
    link_events(ctx, &mut out);
    out
}

fn push(
    ctx: &Context<'_, '_, '_>,
    out: &mut Vec<Attribution>,
    site: &Site<'_>,
    source: Option<Source>,
    content: Content<'_>,
) {
    let stance = if site.negated { content.cue.negated.unwrap_or(content.cue.stance) } else { content.cue.stance };
    let cue = TokenSpan { start: site.group.start, end: content.cue_end };
    let cue = tail(ctx, cue);
    for piece in content.pieces {
        out.push(attribution(ctx, site, source, cue, Some(piece), stance, content.cue.effect));
    }
}

/// A cue with the fixed phrase that follows it.
fn tail(ctx: &Context<'_, '_, '_>, cue: TokenSpan) -> TokenSpan {
    let limit = ctx.text.sentence(ctx.text.sentence_of(cue.start)).map_or(cue.end, |s| s.tokens.end);
    match ctx.lexicon.marker_at(ctx.text, cue.end, limit) {
        Some((span, marker)) if marker.kind == MarkerKind::Tail => cue.cover(span),
        _ => cue,
    }
}

fn attribution(
    ctx: &Context<'_, '_, '_>,
    site: &Site<'_>,
    source: Option<Source>,
    cue: TokenSpan,
    piece: Option<Piece>,
    stance: &'static str,
    effect: Effect,
) -> Attribution {
    let identity = source.map(|s| sources::identity(ctx, s));
    let claim = Claim {
        sentence: ctx.text.sentence_of(site.head),
        source: source.map(|s| s.span),
        source_entity: identity.and_then(|i| i.0),
        source_type: identity.and_then(|i| i.1),
        anonymous: identity.map(|i| i.2),
        cue: Some(cue),
        stance: Some(stance),
        content: piece.map(|p| p.span),
        quote: piece.map_or_else(Default::default, |p| p.quote),
        nested_in: None,
        events: Vec::new(),
    };
    Attribution { claim, effect, head: site.head, negated: site.negated }
}

/// The claims of a fixed phrase.
fn marked(ctx: &Context<'_, '_, '_>, site: &Site<'_>, marker: Marker) -> Vec<Attribution> {
    let Some(sentence) = ctx.text.sentence(ctx.text.sentence_of(site.head)) else { return Vec::new() };
    let sentence = sentence.tokens;
    let source = match marker.kind {
        MarkerKind::Source => follower(ctx, site.group, sentence),
        MarkerKind::Refusal => refuser(ctx, site),
        MarkerKind::Adverb | MarkerKind::Tail => None,
    };
    let around = |source: Option<Source>| {
        let at = Place { head: site.head, group: site.group, source: source.map(|s| s.span) };
        content::pieces(ctx, at, sentence)
    };
    let pieces = match marker.kind {
        MarkerKind::Source => around(source),
        MarkerKind::Adverb => around(None).pop().into_iter().collect(),
        MarkerKind::Refusal | MarkerKind::Tail => Vec::new(),
    };
    let make = |piece| attribution(ctx, site, source, site.group, piece, marker.stance, marker.effect);
    match marker.kind {
        MarkerKind::Refusal => vec![make(None)],
        _ => pieces.into_iter().map(|p| make(Some(p))).collect(),
    }
}

/// The noun phrase that follows a phrase such as `according to`.
fn follower(ctx: &Context<'_, '_, '_>, group: TokenSpan, sentence: TokenSpan) -> Option<Source> {
    let mut end = group.end;
    while end < sentence.end && !ctx.is_edge(end) && ctx.quotations.id_at(end).is_none() {
        end = TokenId(end.0 + 1);
    }
    let span = TokenSpan { start: group.end, end };
    (!span.is_empty()).then(|| Source { span, head: phrases::head_of(ctx.text, ctx.syntax, span) })
}

/// Who does not speak: the subject of the verb among the words.
fn refuser(ctx: &Context<'_, '_, '_>, site: &Site<'_>) -> Option<Source> {
    let predicate =
        site.group.tokens().filter_map(|t| ctx.predicate(t)).find(|p| p.all(Role::Subject).next().is_some());
    match predicate.and_then(|p| p.all(Role::Subject).next()) {
        Some(subject) => Some(Source { span: sources::noun_phrase(ctx, subject.head, site.group), head: subject.head }),
        None => sources::by_position(ctx, site.group),
    }
}

/// A claim whose cue lies in another one's content is part of it; the innermost such content counts.
fn nest(rows: &mut [Attribution]) {
    let contents = contents(rows);
    let cues: Vec<(TokenId, usize)> =
        rows.iter().enumerate().filter_map(|(i, r)| Some((r.claim.cue?.start, i))).collect();
    let mut stack = Innermost::new(&contents);
    for (start, i) in cues {
        let inside = stack.at(start, |id| id != i && rows[id].claim.cue != rows[i].claim.cue);
        rows[i].claim.nested_in = inside.map(ClaimId::new);
    }
}

/// An event is spoken of by the innermost claim that holds its trigger, and by those that this one is nested in.
fn link_events(ctx: &Context<'_, '_, '_>, rows: &mut [Attribution]) {
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
