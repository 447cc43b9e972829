//! Attribution: cues, sources and contents put together into claims, and the claims into chains.

use super::chains;
use super::content::{self, Content, Piece, Place};
use super::cues::{self, Site, SiteKind};
use super::lexicon::{self, Cue, Effect, Form, Frame, Marker, MarkerKind};
use super::links;
use super::sources::{self, Source};
use super::{Claim, Context};
use crate::events::EventId;
use crate::syntax::phrases::{self, NounPhrase};
use crate::syntax::predicates::{Predicate, Role, Via};
use crate::syntax::tags::Upos;
use crate::text::SentenceKind;
use crate::text::span::{TokenId, TokenSpan};

/// The stance of who only says so.
const SAYS: &str = "says";

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
    /// True where nobody says so: `no group has claimed`.
    pub nobody: bool,
    /// True where the cue is a verb in `-ing`.
    pub gerund: bool,
    /// True where it is a verb of saying behind `and`, without a subject of its own.
    pub conjoined: bool,
    /// Events of a quotation that goes on outside the content.
    pub carried: Vec<EventId>,
    /// Events told before that it denies.
    pub points_to: Vec<EventId>,
}

impl Attribution {
    /// Makes the claim of a noun that of who utters it by a verb: `The ministry` **`voiced concern over`**.
    fn expressed_by(&mut self, verb: &Self) {
        let of_verb = &verb.claim;
        let claim = &mut self.claim;
        (claim.source, claim.source_entity, claim.source_type) =
            (of_verb.source, of_verb.source_entity, of_verb.source_type);
        (claim.anonymous, claim.nameless) = (of_verb.anonymous, of_verb.nameless);
        claim.joint.clone_from(&of_verb.joint);
        claim.cue = claim.cue.zip(of_verb.cue).map(|(noun, verb)| verb.cover(noun));
        (self.head, self.attitude) = (verb.head, verb.attitude);
    }
}

/// Every claim of a text, in text order.
pub fn find(ctx: &Context<'_, '_, '_>) -> Vec<Attribution> {
    let mut out: Vec<Attribution> = Vec::new();
    for site in cues::find(ctx) {
        match &site.kind {
            SiteKind::Verb(entries, form) => {
                let first = out.len();
                let speaks = entries.iter().any(|c| c.frames.has(Frame::That) && c.frames.has(Frame::Quote));
                if !speaks && sources::is_quoted_term(ctx, &site) {
                    continue;
                }
                let source = sources::of_verb(ctx, &site);
                let at = Place { head: site.head, group: site.group, source: source.map(|s| s.span) };
                let content = content::of_verb(ctx, at, entries, *form);
                let bare = entries.iter().find(|c| c.frames.has(Frame::Bare)).filter(|_| content.is_none());
                if let Some(cue) = bare.filter(|_| source.is_some()) {
                    out.push(bare_claim(ctx, &site, source, cue));
                } else if let Some(content) = content {
                    let source = source.or_else(|| {
                        sources::by_position(ctx, site.group).filter(|_| ctx.predicate(site.head).is_none())
                    });
                    push(ctx, &mut out, &site, source, content);
                }
                for row in &mut out[first..] {
                    row.gerund = *form == Form::Gerund;
                    row.conjoined = speaks && conjoined(ctx, &site);
                }
            }
            SiteKind::Noun(entries) => {
                let source = sources::of_noun(ctx, &site);
                let at = Place { head: site.head, group: site.group, source: source.map(|s| s.span) };
                if let Some(content) = content::of_noun(ctx, at, entries) {
                    let verb = out.pop_if(|row| source.is_none() && only_utters(ctx, row, site.head));
                    let first = out.len();
                    push(ctx, &mut out, &site, source, content);
                    if let (Some(verb), Some(row)) = (verb, out.get_mut(first)) {
                        row.expressed_by(&verb);
                    }
                }
            }
            SiteKind::Marker(marker) => out.extend(marked(ctx, &site, *marker)),
        }
    }
    headlines(ctx, &mut out);
    out.retain(|a| is_told(ctx, a));
    out.sort_by_key(|a| (a.claim.cue.map(|c| c.start), a.claim.content.map(|c| c.start)));
    chains::speak_on(ctx, &mut out);
    chains::speak_beside(&mut out);
    chains::nest(&mut out);
    chains::cut_where_it_goes_on(ctx, &mut out);
    chains::nest(&mut out);
    chains::drop_thoughts(&mut out);
    chains::link_events(ctx, &mut out);
    links::reach_out(ctx, &mut out);
    out
}

/// `expressed concern over`: does the verb only utter what the noun says? Not so in `rejected claims that`.
fn only_utters(ctx: &Context<'_, '_, '_>, row: &Attribution, noun: TokenId) -> bool {
    let head = row.claim.content.map(|c| phrases::head_of(ctx.text, ctx.syntax, c));
    let utters = !row.negated && row.claim.stance == Some(SAYS);
    utters && row.claim.source.is_some() && row.head < noun && head == Some(noun)
}

/// `no group`, `nobody`
fn is_nobody(ctx: &Context<'_, '_, '_>, source: TokenSpan) -> bool {
    ctx.lexicon.hedge(ctx.text.lower(source.start), lexicon::Place::Negation).is_some()
}

/// Is it a verb behind `and` that shares the subject of the verb before it?
fn conjoined(ctx: &Context<'_, '_, '_>, site: &Site<'_>) -> bool {
    let behind = site.group.start.before().is_some_and(|t| ctx.syntax.upos(t) == Upos::Cconj);
    let own = |p: &Predicate| p.all(Role::Subject).any(|a| a.via == Via::Direct);
    behind && !ctx.predicate(site.head).is_some_and(own)
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
    // Nor of a word cut off from its own: `let's say`.
    let stump = |t: TokenId| ctx.text.token(t).starts_with(['\'', '’']);
    let speaker = row.claim.source.is_some_and(|s| s.len() == 1 && (speaks(s.start) || stump(s.start)));
    !quoted && !speaker && !is_held_off(ctx, row) && !row.claim.cue.is_some_and(|cue| is_virtual(ctx, cue, row))
}

/// `kept them from thinking of it`: a thought under a preposition is nobody's own.
fn is_held_off(ctx: &Context<'_, '_, '_>, row: &Attribution) -> bool {
    let before = row.claim.cue.and_then(|cue| cue.start.before());
    let under = before.is_some_and(|t| matches!(ctx.syntax.upos(t), Upos::Adp | Upos::Sconj));
    row.attitude && row.gerund && under
}

/// An infinitive or a modal tells of no claim that was made.
fn is_virtual(ctx: &Context<'_, '_, '_>, cue: TokenSpan, row: &Attribution) -> bool {
    let before = TokenSpan { start: cue.start, end: row.head };
    let modal = before.tokens().any(|t| ctx.lexicon.hedge(ctx.text.lower(t), lexicon::Place::Modal).is_some());
    let infinitive = !before.is_empty() && ctx.syntax.upos(cue.start) == Upos::Part;
    infinitive || modal && !row.negated
}

fn push(
    ctx: &Context<'_, '_, '_>,
    out: &mut Vec<Attribution>,
    site: &Site<'_>,
    source: Option<Source>,
    content: Content<'_>,
) {
    let stance = stance(ctx, site, source, content.cue);
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

/// The stance of a cue, negated or not.
fn stance(ctx: &Context<'_, '_, '_>, site: &Site<'_>, source: Option<Source>, cue: &Cue) -> &'static str {
    let negated = site.negated || source.is_some_and(|s| is_nobody(ctx, s.span));
    cue.negated.filter(|_| negated).unwrap_or(cue.stance)
}

/// `JNIM claimed responsibility`: for what is not said.
fn bare_claim(ctx: &Context<'_, '_, '_>, site: &Site<'_>, source: Option<Source>, cue: &Cue) -> Attribution {
    attribution(ctx, site, source, tail(ctx, site.group), None, stance(ctx, site, source, cue), cue.effect)
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
        joint: source.map_or_else(Vec::new, |s| sources::joint(ctx, s)),
        nameless: source.is_some_and(|s| sources::is_nameless(ctx, s)),
        source_type: identity.and_then(|i| i.1),
        anonymous: identity.map(|i| i.2),
        cue: Some(cue),
        stance: Some(stance),
        content: piece.map(|p| p.span),
        quote: piece.map_or_else(Default::default, |p| p.quote),
        nested_in: None,
        events: Vec::new(),
    };
    Attribution {
        claim,
        effect,
        head: site.head,
        negated: site.negated,
        attitude: false,
        nobody: source.is_some_and(|s| is_nobody(ctx, s.span)),
        gerund: false,
        conjoined: false,
        carried: Vec::new(),
        points_to: Vec::new(),
    }
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
        MarkerKind::Refusal if marker.effect != Effect::None => refused(ctx, site, source),
        MarkerKind::Refusal | MarkerKind::Tail | MarkerKind::Headline => Vec::new(),
    };
    let head = refusing(ctx, site).unwrap_or(site.head);
    let make = |piece| Attribution {
        head,
        negated: marker.kind == MarkerKind::Refusal,
        ..attribution(ctx, site, source, site.group, piece, marker.stance, marker.effect)
    };
    match marker.kind {
        MarkerKind::Refusal if pieces.is_empty() => vec![make(None)],
        _ => pieces.into_iter().map(|p| make(Some(p))).collect(),
    }
}

/// The last verb of a refusal: `deny` of `neither confirmed nor denied`.
fn refusing(ctx: &Context<'_, '_, '_>, site: &Site<'_>) -> Option<TokenId> {
    let verb =
        |t: &TokenId| ctx.syntax.upos(*t) == Upos::Verb || ctx.lexicon.verbs(ctx.text.lower(*t)).next().is_some();
    site.group.tokens().rev().find(verb)
}

/// What is neither confirmed nor denied: the content of the last verb.
fn refused(ctx: &Context<'_, '_, '_>, site: &Site<'_>, source: Option<Source>) -> Vec<Piece> {
    let Some(head) = refusing(ctx, site) else { return Vec::new() };
    let at = Place { head, group: site.group, source: source.map(|s| s.span) };
    let entries: Vec<_> = ctx.lexicon.verbs(ctx.text.lower(head)).map(|(cue, _)| cue).collect();
    let behind = |p: &Piece| p.span.start >= site.group.end;
    // `…, but Iran has vowed`: what is set against it is no part of it.
    let breaks = |t: &TokenId| ctx.is_comma(*t) && ctx.syntax.upos(TokenId(t.0 + 1)) == Upos::Cconj;
    let cut = |p: Piece| {
        let end = p.span.tokens().take(p.span.len() - 1).find(breaks).unwrap_or(p.span.end);
        Piece { span: TokenSpan { end, ..p.span }, ..p }
    };
    let found = content::of_verb(ctx, at, &entries, Form::Base).map_or_else(Vec::new, |c| c.pieces);
    found.into_iter().filter(behind).map(cut).collect()
}

/// The noun phrase that follows a phrase such as `according to`, with what describes it behind a comma.
fn follower(ctx: &Context<'_, '_, '_>, group: TokenSpan, sentence: TokenSpan) -> Option<Source> {
    let mut end = group.end;
    while end < sentence.end && !ctx.is_edge(end) && ctx.quotations.id_at(end).is_none() {
        end = TokenId(end.0 + 1);
    }
    let span = TokenSpan { start: group.end, end };
    if span.is_empty() {
        return None;
    }
    let head = phrases::head_of(ctx.text, ctx.syntax, span);
    let whole = phrases::noun_phrase(ctx.text, ctx.syntax, head, NounPhrase::Apposition);
    let described = end < sentence.end && ctx.is_comma(end) && whole.contains(span) && sentence.contains(whole);
    Some(Source { span: TokenSpan { end: if described { whole.end } else { end }, ..span }, head })
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
