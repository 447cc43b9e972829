//! Attribution: cues, sources and contents put together into claims, and the claims into chains.

use super::chains;
use super::content::{self, Content, Piece, Place};
use super::cues::{self, Site, SiteKind};
use super::lexicon::{self, Effect, Form, Marker, MarkerKind};
use super::sources::{self, Source};
use super::{Claim, Context};
use crate::syntax::phrases;
use crate::syntax::predicates::Role;
use crate::syntax::tags::Upos;
use crate::text::SentenceKind;
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
    /// True where it is thought or wanted and need not be uttered.
    pub attitude: bool,
    /// True where the cue is a verb in `-ing`.
    pub gerund: bool,
}

/// Every claim of a text, in text order.
pub fn find(ctx: &Context<'_, '_, '_>) -> Vec<Attribution> {
    let mut out: Vec<Attribution> = Vec::new();
    for site in cues::find(ctx) {
        match &site.kind {
            SiteKind::Verb(entries, form) => {
                let first = out.len();
                let source = sources::of_verb(ctx, &site);
                let at = Place { head: site.head, group: site.group, source: source.map(|s| s.span) };
                if let Some(content) = content::of_verb(ctx, at, entries, *form) {
                    let source = source.or_else(|| {
                        sources::by_position(ctx, site.group).filter(|_| ctx.predicate(site.head).is_none())
                    });
                    push(ctx, &mut out, &site, source, content);
                }
                for row in &mut out[first..] {
                    row.gerund = *form == Form::Gerund;
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
    headlines(ctx, &mut out);
    out.retain(|a| is_told(ctx, a));
    out.sort_by_key(|a| (a.claim.cue.map(|c| c.start), a.claim.content.map(|c| c.start)));
    chains::nest(&mut out);
    chains::cut_at_gerunds(ctx, &mut out);
    chains::nest(&mut out);
    chains::drop_thoughts(&mut out);
    chains::link_events(ctx, &mut out);
    out
}

/// `Five killed in raid: Report` and `Minister: talks to resume`: the short side of a headline's colon is the source.
fn headlines(ctx: &Context<'_, '_, '_>, out: &mut Vec<Attribution>) {
    for sentence in ctx.text.sentences.iter().filter(|s| s.kind == SentenceKind::Headline) {
        let Some(colon) = sentence.tokens.tokens().find(|&t| ctx.is_colon(t)) else { continue };
        let before = TokenSpan { start: sentence.tokens.start, end: colon };
        let after = TokenSpan { start: TokenId(colon.0 + 1), end: sentence.tokens.end };
        let speaks = |span: TokenSpan| {
            let head = phrases::head_of(ctx.text, ctx.syntax, span);
            let known = ctx.lexicon.source_noun(ctx.text.lower(head)).is_some()
                || ctx
                    .entities
                    .headed_by(head)
                    .and_then(|m| ctx.entities.entity_of(m))
                    .is_some_and(|e| e.source_type.is_some());
            let noun = span.tokens().all(|t| !matches!(ctx.syntax.upos(t), Upos::Verb | Upos::Aux | Upos::Adp));
            (!span.is_empty() && span.len() <= 5 && noun && known).then_some(Source { span, head })
        };
        let (source, content) = match (content::piece(ctx, after).map(|p| p.span).and_then(speaks), speaks(before)) {
            (Some(source), _) if before.len() > source.span.len() => (source, before),
            (_, Some(source)) if after.len() > source.span.len() => (source, after),
            _ => continue,
        };
        let Some(marker) = ctx.lexicon.headline() else { continue };
        let cue = TokenSpan::one(colon);
        let site = Site { head: colon, group: cue, kind: SiteKind::Marker(marker), negated: false };
        let piece = content::piece(ctx, content);
        out.push(attribution(ctx, &site, Some(source), cue, piece, marker.stance, marker.effect));
    }
}

/// Is it told by the text, and not by the words that it quotes, nor said of the one who speaks?
fn is_told(ctx: &Context<'_, '_, '_>, row: &Attribution) -> bool {
    let quoted = ctx.quotations.at(row.head).is_some_and(|q| q.closed);
    let speaks = |t: TokenId| ctx.lexicon.hedge(ctx.text.lower(t), lexicon::Place::Speaker).is_some();
    let speaker = row.claim.source.is_some_and(|s| s.len() == 1 && speaks(s.start));
    !quoted && !speaker && !row.claim.cue.is_some_and(|cue| is_virtual(ctx, cue, row))
}

/// An infinitive or a modal tells of no claim that was made.
fn is_virtual(ctx: &Context<'_, '_, '_>, cue: TokenSpan, row: &Attribution) -> bool {
    let before = TokenSpan { start: cue.start, end: row.head };
    let modal = before.tokens().any(|t| ctx.lexicon.hedge(ctx.text.lower(t), lexicon::Place::Modal).is_some());
    let infinitive = !before.is_empty() && ctx.syntax.upos(cue.start) == Upos::Part;
    (modal || infinitive) && !row.negated
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
    // Who is behind `was criticised` is not told: no claim.
    if source.is_none() && content.bare_object {
        return;
    }
    for piece in content.pieces {
        let row = attribution(ctx, site, source, cue, Some(piece), stance, content.cue.effect);
        out.push(Attribution { attitude: content.cue.attitude, ..row });
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
    Attribution { claim, effect, head: site.head, negated: site.negated, attitude: false, gerund: false }
}

/// The claims of a fixed phrase.
fn marked(ctx: &Context<'_, '_, '_>, site: &Site<'_>, marker: Marker) -> Vec<Attribution> {
    let Some(sentence) = ctx.text.sentence(ctx.text.sentence_of(site.head)) else { return Vec::new() };
    let sentence = sentence.tokens;
    let source = match marker.kind {
        MarkerKind::Source => follower(ctx, site.group, sentence),
        MarkerKind::Refusal => refuser(ctx, site),
        MarkerKind::Adverb | MarkerKind::Tail | MarkerKind::Headline => None,
    };
    let around = |source: Option<Source>| {
        let at = Place { head: site.head, group: site.group, source: source.map(|s| s.span) };
        content::pieces(ctx, at, sentence)
    };
    let pieces = match marker.kind {
        MarkerKind::Source => around(source),
        MarkerKind::Adverb => around(None).pop().into_iter().collect(),
        MarkerKind::Refusal | MarkerKind::Tail | MarkerKind::Headline => Vec::new(),
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

/// Who does not speak: named after `from`, or the subject of the verb among the words.
fn refuser(ctx: &Context<'_, '_, '_>, site: &Site<'_>) -> Option<Source> {
    let sentence = ctx.text.sentence(ctx.text.sentence_of(site.head))?.tokens;
    let verb = |t: TokenId| matches!(ctx.syntax.upos(t), Upos::Verb | Upos::Aux);
    if !site.group.tokens().any(verb) {
        let from = site.group.end;
        let named = from < sentence.end && ctx.syntax.upos(from) == Upos::Adp;
        let after = TokenSpan { start: from, end: TokenId(from.0 + 1) };
        return named.then(|| follower(ctx, after, sentence)).flatten();
    }
    let predicate =
        site.group.tokens().filter_map(|t| ctx.predicate(t)).find(|p| p.all(Role::Subject).next().is_some());
    match predicate.and_then(|p| p.all(Role::Subject).next()) {
        Some(subject) => Some(Source { span: sources::noun_phrase(ctx, subject.head, site.group), head: subject.head }),
        None => sources::by_position(ctx, site.group),
    }
}
