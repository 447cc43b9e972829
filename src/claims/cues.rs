//! Cues: the words that say that something is said, found by form and word class, with the verb group around them.

use super::Context;
use super::lexicon::{Cue, Form, Marker, MarkerKind, Place};
use crate::syntax::phrases;
use crate::syntax::tags::Upos;
use crate::text::span::{TokenId, TokenSpan};

/// A word that may say that something is said.
#[derive(Clone, Debug)]
pub struct Site<'l> {
    /// Its head word.
    pub head: TokenId,
    /// The head with its auxiliaries, adverbs and particle.
    pub group: TokenSpan,
    /// What it is.
    pub kind: SiteKind<'l>,
    /// True where it is negated.
    pub negated: bool,
}

/// What a cue is.
#[derive(Clone, Debug)]
pub enum SiteKind<'l> {
    /// A verb, with the entries that it may be.
    Verb(Vec<&'l Cue>, Form),
    /// A noun, with the entries that it may be.
    Noun(Vec<&'l Cue>),
    /// A fixed phrase.
    Marker(Marker),
}

/// The cues of a text, in text order.
pub fn find<'l>(ctx: &Context<'_, '_, 'l>) -> Vec<Site<'l>> {
    let mut out = Vec::new();
    for sentence in &ctx.text.sentences {
        let mut at = sentence.tokens.start;
        while at < sentence.tokens.end {
            let site = marker(ctx, at, sentence.tokens).or_else(|| {
                let free = !is_part(ctx, at) && !phrases::is_premodifier(ctx.syntax, at);
                free.then(|| verb(ctx, at, sentence.tokens).or_else(|| noun(ctx, at, sentence.tokens)))?
            });
            at = TokenId(site.as_ref().map_or(at, |s| s.group.last().max(at)).0 + 1);
            out.extend(site);
        }
    }
    out
}

/// `a Seoul-backing party`, `<claim id="4">`: is it only a part of a longer word, or of markup?
fn is_part(ctx: &Context<'_, '_, '_>, at: TokenId) -> bool {
    let glued = |t: TokenId| ctx.text.tokens.get(t.index()).is_some_and(|t| !t.space_before);
    let next = TokenId(at.0 + 1);
    let before = at.before().filter(|_| glued(at)).map(|t| ctx.text.token(t));
    let after = glued(next) && glued(TokenId(next.0 + 1)) && ctx.text.token(next) == "-";
    after || matches!(before, Some("-" | "<"))
}

fn marker<'l>(ctx: &Context<'_, '_, '_>, at: TokenId, sentence: TokenSpan) -> Option<Site<'l>> {
    let (group, marker) = ctx.lexicon.marker_at(ctx.text, at, sentence.end)?;
    let fits = match marker.kind {
        MarkerKind::Tail | MarkerKind::Headline => false,
        // A verb form among them takes its arguments as a verb does.
        MarkerKind::Source => group.len() > 1,
        MarkerKind::Adverb | MarkerKind::Refusal => true,
    };
    fits.then_some(Site { head: at, group, kind: SiteKind::Marker(marker), negated: false })
}

fn verb<'l>(ctx: &Context<'_, '_, 'l>, at: TokenId, sentence: TokenSpan) -> Option<Site<'l>> {
    // `say` is also taken for an interjection.
    if !matches!(ctx.syntax.upos(at), Upos::Verb | Upos::X | Upos::Intj) {
        return None;
    }
    let mut form = Form::Base;
    let mut end = TokenId(at.0 + 1);
    let mut entries: Vec<&Cue> = Vec::new();
    for (cue, cue_form) in ctx.lexicon.verbs(ctx.text.lower(at)) {
        let after = particle_end(ctx, cue, at, sentence.end);
        // The longest phrase wins: `point out` over `point`.
        match after {
            Some(after) if after > end => {
                entries.clear();
                end = after;
            }
            Some(after) if after == end => {}
            _ => continue,
        }
        entries.push(cue);
        form = cue_form;
    }
    if entries.is_empty() {
        return None;
    }
    let (start, negated) = group_start(ctx, at, sentence.start);
    Some(Site { head: at, group: TokenSpan { start, end }, kind: SiteKind::Verb(entries, form), negated })
}

fn particle_end(ctx: &Context<'_, '_, '_>, cue: &Cue, at: TokenId, limit: TokenId) -> Option<TokenId> {
    let mut end = TokenId(at.0 + 1);
    for word in &cue.particle {
        if end >= limit || ctx.text.lower(end) != &**word {
            return None;
        }
        end = TokenId(end.0 + 1);
    }
    Some(end)
}

/// Where the verb group of a verb begins, and whether it is negated there.
fn group_start(ctx: &Context<'_, '_, '_>, verb: TokenId, floor: TokenId) -> (TokenId, bool) {
    let (mut start, mut negated) = (verb, false);
    while start > floor {
        let before = TokenId(start.0 - 1);
        let word = ctx.text.lower(before);
        negated |= ctx.lexicon.hedge(word, Place::Negation).is_some();
        let chained = ctx.lexicon.hedge(word, Place::Chain).is_some() && word_is_to(ctx, start);
        if !chained && !in_group(ctx, before) {
            break;
        }
        start = before;
    }
    // An adverb that opens the sentence stands before the subject's place, not in the group.
    while start < verb && ctx.syntax.upos(start) == Upos::Adv && start == floor {
        start = TokenId(start.0 + 1);
    }
    (start, negated)
}

fn word_is_to(ctx: &Context<'_, '_, '_>, token: TokenId) -> bool {
    ctx.syntax.upos(token) == Upos::Part && ctx.lexicon.hedge(ctx.text.lower(token), Place::Auxiliary).is_some()
}

fn in_group(ctx: &Context<'_, '_, '_>, token: TokenId) -> bool {
    let word = ctx.text.lower(token);
    match ctx.syntax.upos(token) {
        Upos::Aux => true,
        Upos::Part => !word.starts_with('\'') || ctx.lexicon.hedge(word, Place::Negation).is_some(),
        Upos::Adv => !word.starts_with("wh") && !word.starts_with("how"),
        Upos::X => [Place::Auxiliary, Place::Modal, Place::Negation]
            .iter()
            .any(|&place| ctx.lexicon.hedge(word, place).is_some()),
        _ => false,
    }
}

fn noun<'l>(ctx: &Context<'_, '_, 'l>, at: TokenId, sentence: TokenSpan) -> Option<Site<'l>> {
    if ctx.syntax.upos(at) != Upos::Noun {
        return None;
    }
    let entries: Vec<&Cue> = ctx.lexicon.nouns(ctx.text.lower(at)).map(|(cue, _)| cue).collect();
    if entries.is_empty() {
        return None;
    }
    let mut start = at;
    while start > sentence.start && ctx.syntax.upos(TokenId(start.0 - 1)) == Upos::Adj {
        start = TokenId(start.0 - 1);
    }
    let group = TokenSpan { start, end: TokenId(at.0 + 1) };
    let negated =
        start > sentence.start && ctx.lexicon.hedge(ctx.text.lower(TokenId(start.0 - 1)), Place::Negation).is_some();
    // `has no plans to leave`: what is not there says nothing, but `made no comment` tells of a refusal.
    if negated && entries.iter().all(|c| c.negated.is_none()) {
        return None;
    }
    Some(Site { head: at, group, kind: SiteKind::Noun(entries), negated })
}
