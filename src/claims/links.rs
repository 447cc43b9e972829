//! Claims that speak of events outside their own content: a denial of what was told before, a quotation that goes on.

use super::attribution::Attribution;
use super::lexicon::{Effect, Place};
use super::{Claim, ClaimId, Context, DEEDS, OWNS, Quote, parties};
use crate::entities::{EntityId, Level};
use crate::events::{Event, EventId};
use crate::syntax::phrases;
use crate::syntax::predicates::EmbeddingKind;
use crate::text::span::{SentenceId, TokenId, TokenSpan};

/// The stance by which somebody is told to have done it.
const ACCUSES: &str = "accuses";
/// Events that a claim looks back over.
const SIGHT: usize = 48;
/// Sentences that a claim looks back over.
const SENTENCES: u32 = 12;

/// Adds to claims the events that they speak of outside their own content.
pub fn reach_out(ctx: &Context<'_, '_, '_>, rows: &mut [Attribution]) {
    continued(ctx, rows);
    trailing(ctx, rows);
    let mut cues: Vec<TokenId> = rows.iter().map(|r| r.head).collect();
    cues.sort_unstable();
    denials(ctx, rows, &cues);
    admissions(ctx, rows, &cues);
    for row in rows {
        row.claim.events.sort_unstable();
        row.claim.events.dedup();
    }
}

/// For each event the claims that tell of it.
fn told_by(ctx: &Context<'_, '_, '_>, rows: &[Attribution]) -> Vec<Vec<ClaimId>> {
    let mut out = vec![Vec::new(); ctx.events.rows.len()];
    for (i, row) in rows.iter().enumerate() {
        for event in &row.claim.events {
            if let Some(list) = out.get_mut(event.index()) {
                list.push(ClaimId::new(i));
            }
        }
    }
    out
}

/// A denial without an event of its own (`denied involvement`) speaks of those that were told last of who denies.
fn denials(ctx: &Context<'_, '_, '_>, rows: &mut [Attribution], cues: &[TokenId]) {
    let told = told_by(ctx, rows);
    for i in 0..rows.len() {
        let Some(party) = points_back(ctx, &rows[i]) else { continue };
        // What tells of the party's deed, or of what somebody accuses it.
        let of_party = |id: EventId, event: &Event| {
            let mut actors = event.actors.iter().filter_map(|&m| ctx.entities.mention(m)?.entity);
            let mut claims = told.get(id.index()).into_iter().flatten().filter_map(|c| rows.get(c.index()));
            actors.any(|a| parties::one_side(ctx, a, party)) || claims.any(|r| accuses(ctx, &r.claim, party))
        };
        let events = told_before(ctx, &rows[i], cues, of_party);
        rows[i].claim.events.extend(&events);
        rows[i].points_to = events;
    }
}

/// Who denies, where the content stands for something told before.
fn points_back(ctx: &Context<'_, '_, '_>, row: &Attribution) -> Option<EntityId> {
    let content = row.claim.content.filter(|_| row.effect == Effect::Deny && !row.negated)?;
    let head = phrases::head_of(ctx.text, ctx.syntax, content);
    let stands_for = ctx.lexicon.hedge(ctx.text.lower(head), Place::Pointer).is_some();
    let own = row.claim.events.iter().filter_map(|e| ctx.events.rows.get(e.index())).any(|e| e.head != head);
    row.claim.source_entity.filter(|_| stands_for && !own)
}

/// The events that fit, of the nearest sentence before a claim that has one; a cue is none.
fn told_before(
    ctx: &Context<'_, '_, '_>,
    row: &Attribution,
    cues: &[TokenId],
    fits: impl Fn(EventId, &Event) -> bool,
) -> Vec<EventId> {
    let end = ctx.events.rows.partition_point(|e| e.head < row.head);
    let near = ctx.events.rows[..end].iter().enumerate().rev().take(SIGHT);
    let mut out: Vec<EventId> = Vec::new();
    let mut found: Option<SentenceId> = None;
    for (i, event) in near.take_while(|(_, e)| row.claim.sentence.0.saturating_sub(e.sentence.0) <= SENTENCES) {
        let here = found.is_none_or(|s| s == event.sentence) && cues.binary_search(&event.head).is_err();
        if here && fits(EventId::new(i), event) {
            found = Some(event.sentence);
            out.push(EventId::new(i));
        }
    }
    out
}

/// Responsibility claimed for what is not said (`JNIM claimed responsibility`) is for the deed that was told last.
fn admissions(ctx: &Context<'_, '_, '_>, rows: &mut [Attribution], cues: &[TokenId]) {
    let deed = |e: &Event| ctx.ontology.event(e.kind).is_some_and(|t| DEEDS.contains(&t.class.as_str()));
    for row in rows {
        let owns = row.claim.stance == Some(OWNS) && !row.negated && !row.nobody;
        let Some(party) = row.claim.source_entity.filter(|_| owns) else { continue };
        let own = row.claim.events.iter().filter_map(|e| ctx.events.rows.get(e.index())).any(deed);
        if own {
            continue;
        }
        let might = |e: &Event| {
            let mut actors = e.actors.iter().filter_map(|&m| ctx.entities.mention(m));
            actors.all(|m| m.level != Level::Name || m.entity.is_some_and(|a| parties::one_side(ctx, a, party)))
        };
        let events = told_before(ctx, row, cues, |_, e| deed(e) && might(e));
        row.claim.events.extend(&events);
        row.points_to.extend(events);
    }
}

/// Does a claim blame the party?
fn accuses(ctx: &Context<'_, '_, '_>, claim: &Claim, party: EntityId) -> bool {
    let named = |span: TokenSpan| {
        let mut mentions = ctx.entities.within(span).filter_map(|(_, m)| m.entity);
        mentions.any(|e| parties::one_side(ctx, e, party))
    };
    claim.stance == Some(ACCUSES) && claim.content.is_some_and(named)
}

/// A quotation that goes on after the sentence of its cue, or in the next paragraph, is told by the same speaker; so is
/// the open paragraph before it.
fn continued(ctx: &Context<'_, '_, '_>, rows: &mut [Attribution]) {
    let told = told_by(ctx, rows);
    let free = |e: &EventId| told.get(e.index()).is_none_or(Vec::is_empty);
    let mut speaker: Option<usize> = None;
    let mut waiting: Vec<EventId> = Vec::new();
    let (mut row, mut event) = (0, 0);
    for (i, sentence) in ctx.text.sentences.iter().enumerate() {
        let id = SentenceId::new(i);
        let first = row;
        row += rows[row..].iter().take_while(|r| r.claim.sentence <= id).count();
        let events = event..event + ctx.events.rows[event..].iter().take_while(|e| e.sentence <= id).count();
        event = events.end;
        if row > first {
            let goes_on = rows[first..row].iter().position(|r| goes_on(ctx, &r.claim)).map(|at| first + at);
            if let Some(at) = goes_on {
                rows[at].carried.append(&mut waiting);
            }
            speaker = (first..row).rev().find(|&r| speaks_on(&rows[r]));
            waiting.clear();
        } else if within_quotation(ctx, sentence.tokens) {
            let free = events.map(EventId::new).filter(free);
            match speaker {
                Some(s) => rows[s].carried.extend(free),
                None => waiting.extend(free),
            }
        } else {
            speaker = None;
            waiting.clear();
        }
    }
    for row in rows {
        row.claim.events.extend(&row.carried);
    }
}

/// `The shell hit a house, officials said, killing two`: what follows who tells it, where it hangs on what is told.
fn trailing(ctx: &Context<'_, '_, '_>, rows: &mut [Attribution]) {
    let told = told_by(ctx, rows);
    for row in rows.iter_mut().filter(|r| r.effect == Effect::Report && !r.negated) {
        let (Some(content), Some(cue)) = (row.claim.content, row.claim.cue) else { continue };
        let Some(sentence) = ctx.text.sentence(row.claim.sentence).filter(|_| content.end <= cue.start) else {
            continue;
        };
        let hangs = |event: &Event| {
            let above = ctx.predicate(event.head).map_or(&[][..], |p| &p.embeddings);
            let out = above.iter().find(|e| e.governor < cue.end);
            out.is_some_and(|e| e.kind == EmbeddingKind::Adverbial && content.has(e.governor))
        };
        let first = ctx.events.rows.partition_point(|e| e.head < cue.end);
        let behind = ctx.events.rows.iter().enumerate().skip(first).take_while(|(_, e)| e.head < sentence.tokens.end);
        let free = |i: usize| told.get(i).is_none_or(Vec::is_empty);
        let found: Vec<_> = behind.filter(|&(i, e)| free(i) && hangs(e)).map(|(i, _)| EventId::new(i)).collect();
        row.claim.events.extend(&found);
        row.carried.extend(found);
    }
}

/// May a quotation behind the sentence of the claim be its speaker's?
fn speaks_on(row: &Attribution) -> bool {
    row.claim.source.is_some() && row.claim.nested_in.is_none() && !row.attitude && !row.negated
}

/// Is it said in a quotation that the paragraph before has begun?
fn goes_on(ctx: &Context<'_, '_, '_>, claim: &Claim) -> bool {
    let quoted = claim.content.filter(|_| claim.quote == Quote::Direct);
    quoted.and_then(|c| ctx.quotations.at(c.start)).is_some_and(|q| q.continued)
}

/// Does a sentence stand between the marks of one quotation?
pub fn within_quotation(ctx: &Context<'_, '_, '_>, sentence: TokenSpan) -> bool {
    let word = |t: &TokenId| !ctx.is_mark(*t) && !ctx.ends_sentence(*t);
    let (first, last) = (sentence.tokens().find(word), sentence.tokens().rev().find(word));
    let id = |t: Option<TokenId>| t.and_then(|t| ctx.quotations.id_at(t));
    id(first).is_some() && id(first) == id(last)
}
