//! Factuality: what the text makes of each event, from its own clause out to the claims that tell of it.

mod coming;
mod governors;

use super::attribution::Attribution;
use super::lexicon::{Effect, Place};
use super::{Assessment, ClaimId, Context, Factuality};
use super::{links, parties};
use crate::events::{Event, EventId};
use crate::syntax::phrases;
use crate::syntax::predicates::{Embedding, EmbeddingKind, Predicate, PredicateKind, Role, Tense};
use crate::syntax::tags::Upos;
use crate::text::span::{TokenId, TokenSpan};
use crate::values::{Date, Days};

/// Tokens of a quotation that is only a term, its marks included: `an "ambush"`.
const TERM: usize = 5;

/// What something makes of an event, and the word that does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Reading {
    factuality: Factuality,
    word: Option<TokenSpan>,
}

impl Reading {
    fn new(factuality: Factuality, word: TokenId) -> Self {
        Self { factuality, word: Some(TokenSpan::one(word)) }
    }

    /// The more cautious of the two; of equal ones the one that has been there.
    fn or(self, other: Self) -> Self {
        if other.factuality > self.factuality { other } else { self }
    }
}

/// Assesses every event, in the order of the event table.
pub fn assess(ctx: &Context<'_, '_, '_>, rows: &[Attribution]) -> Vec<Assessment> {
    let mut claims: Vec<Vec<ClaimId>> = vec![Vec::new(); ctx.events.rows.len()];
    for (i, row) in rows.iter().enumerate() {
        for event in &row.claim.events {
            if let Some(list) = claims.get_mut(event.index()) {
                list.push(ClaimId::new(i));
            }
        }
    }
    let by_head = heads(rows);
    let coming = coming::Coming::new(ctx);
    let one = |(i, claims): (usize, Vec<ClaimId>)| {
        let claims = nearest_first(claims, rows);
        let event = ctx.events.rows.get(i)?;
        Some(event_assessment(ctx, (EventId::new(i), event), coming.reading(ctx, event), claims, rows, &by_head))
    };
    claims.into_iter().enumerate().filter_map(one).collect()
}

/// Cue heads in text order, so that a governor can be asked whether it is one.
fn heads(rows: &[Attribution]) -> Vec<(TokenId, usize)> {
    // Every word of a cue counts: `confirmed` of `has not confirmed or denied`.
    let words =
        |r: &Attribution| r.claim.cue.into_iter().flat_map(TokenSpan::tokens).chain([r.head]).collect::<Vec<_>>();
    let mut out: Vec<_> =
        rows.iter().enumerate().flat_map(|(i, r)| words(r).into_iter().map(move |t| (t, i))).collect();
    out.sort_unstable();
    out
}

/// A claim stands before the one that it is nested in.
fn nearest_first(mut claims: Vec<ClaimId>, rows: &[Attribution]) -> Vec<ClaimId> {
    let depth = |id: &ClaimId| {
        let mut depth = 0usize;
        let mut at = rows.get(id.index()).and_then(|r| r.claim.nested_in);
        while let Some(outer) = at.filter(|_| depth < 16) {
            depth += 1;
            at = rows.get(outer.index()).and_then(|r| r.claim.nested_in);
        }
        depth
    };
    claims.sort_by_key(|id| (std::cmp::Reverse(depth(id)), *id));
    claims
}

fn event_assessment(
    ctx: &Context<'_, '_, '_>,
    (event_id, event): (EventId, &Event),
    elsewhere: Reading,
    claims: Vec<ClaimId>,
    rows: &[Attribution],
    by_head: &[(TokenId, usize)],
) -> Assessment {
    let predicate = event.predicate.and_then(|id| ctx.syntax.predicates.get(id));
    let predicate = predicate.or_else(|| ctx.predicate(event.head));
    let is_cue = |head: TokenId| {
        let at = by_head.partition_point(|(h, _)| *h < head);
        by_head.get(at).is_some_and(|(h, _)| *h == head)
    };
    let mut reading = own(ctx, event.head, predicate);
    if let Some(predicate) = predicate {
        reading = reading.or(governors::chain(ctx, predicate, &is_cue));
    }
    reading = reading
        .or(question(ctx, event))
        .or(awaited(ctx, event, predicate))
        .or(to_come(ctx, event, predicate))
        .or(elsewhere);
    if claims.is_empty() {
        reading = reading.or(unattributed(ctx, event));
    }
    for id in &claims {
        let Some(row) = rows.get(id.index()) else { continue };
        // A denial in another sentence makes nothing of an event; what a quotation goes on to tell is only told.
        if row.points_to.contains(&event_id) {
            continue;
        }
        if row.carried.contains(&event_id) {
            let party = parties::speaks_as_party(ctx, event, &row.claim);
            let factuality = if party { Factuality::Claimed } else { Factuality::Reported };
            reading = reading.or(Reading { factuality, word: None });
            continue;
        }
        let depth = predicate.map_or(Depth::Within, |p| depth(ctx, p, row.head));
        if row.effect == Effect::Fact && depth != Depth::Within {
            break;
        }
        let aside = predicate.is_some_and(|p| is_aside(ctx, p, row.head));
        let known = aside || event.background && depth != Depth::Head;
        if !known || is_quoted(ctx, event, row) {
            reading = reading.or(told(ctx, event, row, depth, is_cue(event.head)));
        }
    }
    if reading.factuality == Factuality::Planned && predicate.is_some_and(|p| governors::is_conditional(ctx, p)) {
        reading.factuality = Factuality::Possible;
    }
    let hedged = matches!(reading.factuality, Factuality::Claimed | Factuality::Possible | Factuality::Planned);
    Assessment {
        factuality: reading.factuality,
        hedge: reading.word.filter(|_| hedged),
        attempt: attempted(ctx, predicate),
        claims,
    }
}

/// A sentence that is quoted as a whole is told by somebody, even where nothing says by whom.
fn unattributed(ctx: &Context<'_, '_, '_>, event: &Event) -> Reading {
    let sentence = ctx.text.sentence(event.sentence).map(|s| s.tokens);
    let quoted = sentence.is_some_and(|s| links::within_quotation(ctx, s));
    Reading { factuality: if quoted { Factuality::Reported } else { Factuality::Asserted }, word: None }
}

/// Are the words of the event the speaker's own, between marks that the cue stands outside of?
fn is_quoted(ctx: &Context<'_, '_, '_>, event: &Event, row: &Attribution) -> bool {
    let quotation = ctx.quotations.at(event.head);
    let sentence = quotation.is_some_and(|q| q.span.len() > TERM);
    sentence && ctx.quotations.id_at(event.head) != ctx.quotations.id_at(row.head)
}

/// What stands beside the event in its own clause.
fn own(ctx: &Context<'_, '_, '_>, head: TokenId, predicate: Option<&Predicate>) -> Reading {
    let Some(predicate) = predicate else { return beside(ctx, head) };
    let mut out = Reading::default();
    if let Some(&word) = predicate.negations.first() {
        out = Reading::new(Factuality::Negated, word);
    }
    let negated = !predicate.negations.is_empty();
    for &modal in &predicate.modals {
        out = out.or(from_hedge(ctx, modal, Place::Modal, negated, is_perfect(ctx, predicate, modal)));
    }
    if predicate.tense == Tense::Future && predicate.modals.is_empty() {
        out = out.or(Reading { factuality: Factuality::Planned, word: None });
    }
    for word in modifiers(predicate) {
        for place in [Place::Adverb, Place::Adjective] {
            out = out.or(from_hedge(ctx, word, place, false, false));
        }
    }
    out.or(governors::drafted(ctx, predicate))
}

/// The words that stand beside a predicate and modify it.
fn modifiers(predicate: &Predicate) -> impl Iterator<Item = TokenId> {
    let beside = predicate.arguments.iter().filter(|a| matches!(a.role, Role::Modifier | Role::Compound));
    predicate.modifiers.iter().copied().chain(beside.map(|a| a.head))
}

/// `could have killed`, `would have been hit`: does a perfect follow the modal?
fn is_perfect(ctx: &Context<'_, '_, '_>, predicate: &Predicate, modal: TokenId) -> bool {
    let between = TokenSpan { start: TokenId(modal.0 + 1), end: predicate.head.max(TokenId(modal.0 + 1)) };
    let auxiliaries = between.tokens().filter(|&t| ctx.syntax.upos(t) == Upos::Aux).count();
    let gerund = ctx.is_ing(predicate.head);
    // `would be a crime`: the copula is no perfect.
    predicate.tense == Tense::Past
        || auxiliaries > usize::from(predicate.passive || gerund || predicate.copula.is_some())
}

/// What the words right before say, where there is no predicate.
fn beside(ctx: &Context<'_, '_, '_>, head: TokenId) -> Reading {
    let floor = ctx.text.sentence(ctx.text.sentence_of(head)).map_or(head, |s| s.tokens.start);
    let mut out = Reading::default();
    for at in (floor.0..head.0).rev().take(3).map(TokenId) {
        if ctx.is_edge(at) {
            break;
        }
        for place in [Place::Negation, Place::Adjective, Place::Adverb, Place::Modal] {
            out = out.or(from_hedge(ctx, at, place, false, false));
        }
    }
    out
}

fn from_hedge(ctx: &Context<'_, '_, '_>, word: TokenId, place: Place, negated: bool, past: bool) -> Reading {
    let Some(hedge) = ctx.lexicon.hedge(ctx.text.lower(word), place) else { return Reading::default() };
    let effect = match (negated, past) {
        (true, _) => hedge.negated,
        (false, true) => hedge.past,
        (false, false) => hedge.effect,
    };
    level(effect).map_or_else(Reading::default, |f| Reading::new(f, word))
}

/// Does a noun speak of what is known: with an article, a pronoun, an owner, or what tells that it goes on?
fn is_definite(ctx: &Context<'_, '_, '_>, noun: TokenId) -> bool {
    let phrase = phrases::base_noun_phrase(ctx.text, ctx.syntax, noun);
    let before = TokenSpan { start: phrase.start, end: noun.max(TokenId(phrase.start.0 + 1)) };
    let owned = ctx.predicate(noun).is_some_and(|p| p.all(Role::Possessor).next().is_some());
    owned || before.tokens().any(|t| ctx.lexicon.hedge(ctx.text.lower(t), Place::Definite).is_some())
}

/// `ahead of the vote`, `talks open before the election`: a noun of what is still to come where it is told.
fn awaited(ctx: &Context<'_, '_, '_>, event: &Event, predicate: Option<&Predicate>) -> Reading {
    let noun = predicate.is_some_and(|p| p.kind == PredicateKind::Noun && p.tense == Tense::None);
    let start = phrases::base_noun_phrase(ctx.text, ctx.syntax, event.head).start;
    let Some(last) = start.before().filter(|_| noun) else { return Reading::default() };
    let word = match last.before() {
        Some(first) if ctx.lexicon.hedge(ctx.text.lower(last), Place::Genitive).is_some() => first,
        _ => last,
    };
    let tense = event.predicate.map_or(Tense::Past, |id| ctx.syntax.predicates.clause_tense(id));
    // `greets him before a meeting, May 3`: a caption tells of the past.
    let over = match (days(ctx, event), ctx.values.publication.date()) {
        (Some(days), Some(today)) => days.end < today,
        _ => false,
    };
    from_hedge(ctx, word, Place::Ahead, false, tense == Tense::Past || over)
}

/// The days of an event's date.
fn days(ctx: &Context<'_, '_, '_>, event: &Event) -> Option<Days> {
    ctx.values.dates.get(event.time?.index())?.days
}

/// `will choose a president in an election on May 3`: a date that hangs on its verb is a new event's own.
fn shares_date(ctx: &Context<'_, '_, '_>, event: &Event, predicate: Option<&Predicate>) -> bool {
    let date = event.time.and_then(|id| ctx.values.dates.get(id.index()));
    let verb = predicate.and_then(|p| p.embeddings.first()).and_then(|e| ctx.predicate(e.governor));
    let shared = |date: &Date| verb.is_some_and(|v| v.arguments.iter().any(|a| date.span.has(a.head)));
    date.is_some_and(shared) && !is_definite(ctx, event.head)
}

/// Its sentence dates it behind the day that the text was published: `votes on May 3`, in a text of April.
fn to_come(ctx: &Context<'_, '_, '_>, event: &Event, predicate: Option<&Predicate>) -> Reading {
    let later = days(ctx, event).zip(ctx.values.publication.date()).is_some_and(|(days, today)| days.start > today);
    let tense = event.predicate.map_or(Tense::None, |id| ctx.syntax.predicates.clause_tense(id));
    let noun = predicate.is_some_and(|p| p.kind == PredicateKind::Noun && p.tense == Tense::None);
    let ahead = match event.dated {
        true => noun || tense != Tense::Past,
        // `takes over on May 3 as his rival leaves`: the present of what is settled.
        false => (noun || tense == Tense::Present) && tense != Tense::Past && shares_date(ctx, event, predicate),
    };
    Reading { factuality: if later && ahead { Factuality::Planned } else { Factuality::Asserted }, word: None }
}

/// A question leaves open what it asks.
fn question(ctx: &Context<'_, '_, '_>, event: &Event) -> Reading {
    let Some(sentence) = ctx.text.sentence(event.sentence) else { return Reading::default() };
    let last = sentence.tokens.tokens().rev().take(3).find(|&t| ctx.text.token(t) == "?");
    let finite = ctx.predicate(event.head).is_some_and(|p| p.tense != Tense::None);
    match last {
        Some(mark) if finite && ctx.quotations.id_at(mark) == ctx.quotations.id_at(event.head) => {
            Reading { factuality: Factuality::Possible, word: None }
        }
        _ => Reading::default(),
    }
}

/// How deep in a content an event stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Depth {
    /// It is what is said: its head, or conjoined with it.
    Head,
    /// It is a noun that the head takes.
    Argument,
    /// Further in, or the tree does not tell.
    Within,
}

fn depth(ctx: &Context<'_, '_, '_>, event: &Predicate, cue: TokenId) -> Depth {
    let mut depth = Depth::Head;
    let mut child = event.head;
    for step in &event.embeddings {
        let carried = ctx.predicate(child).is_some_and(|p| p.support.is_some());
        match step.kind {
            // `suggested that he left after a meeting`: what only tells when is taken for granted.
            EmbeddingKind::Argument if step.marker.is_some_and(|m| is_temporal(ctx, m)) => return Depth::Within,
            EmbeddingKind::Argument if step.governor != cue && !carried => depth = Depth::Argument,
            // `denied reports that`
            EmbeddingKind::Relative if stands_for(ctx, step) => {}
            EmbeddingKind::Relative | EmbeddingKind::Adverbial => return Depth::Within,
            _ => {}
        }
        if step.governor == cue {
            return depth;
        }
        child = step.governor;
    }
    if event.embeddings.is_empty() { Depth::Head } else { depth }
}

/// `confessed to killing them`: is it a gerund that hangs on the cue itself, and no clause beside it or on a noun in it
/// (`confirmed that the jet shot down by rebels was theirs`)?
fn owned_up(ctx: &Context<'_, '_, '_>, event: &Event, cue: TokenId) -> bool {
    let step = ctx.predicate(event.head).and_then(|p| p.embeddings.first());
    step.is_some_and(|s| s.governor == cue && s.kind == EmbeddingKind::Adverbial) && ctx.is_ing(event.head)
}

/// Does a word lead to what comes at that time: `before`, `after`?
fn is_temporal(ctx: &Context<'_, '_, '_>, word: TokenId) -> bool {
    ctx.lexicon.hedge(ctx.text.lower(word), Place::Temporal).is_some()
}

/// Does a clause say what a noun such as `reports` or `accusation` is about?
fn stands_for(ctx: &Context<'_, '_, '_>, step: &Embedding) -> bool {
    let leads = step.marker.is_some_and(|m| ctx.lexicon.hedge(ctx.text.lower(m), Place::Complementizer).is_some());
    leads && ctx.lexicon.hedge(ctx.text.lower(step.governor), Place::Pointer).is_some()
}

/// `militants, who have also attacked`: a relative clause behind a comma is the writer's own, unless the cue stands in it
/// (`footage, which purports to show them attacking`).
fn is_aside(ctx: &Context<'_, '_, '_>, event: &Predicate, cue: TokenId) -> bool {
    let mut clause = event.head;
    for step in &event.embeddings {
        if clause == cue {
            return false;
        }
        if step.kind == EmbeddingKind::Relative {
            let start = phrases::subtree(ctx.text, ctx.syntax, clause).start;
            let comma = start.before().is_some_and(|t| ctx.is_comma(t)) || ctx.is_comma(start);
            let finite = ctx.predicate(clause).is_some_and(|p| p.tense != Tense::None);
            if comma && finite {
                return true;
            }
        }
        clause = step.governor;
    }
    false
}

/// What a claim makes of an event that it tells of.
fn told(ctx: &Context<'_, '_, '_>, event: &Event, row: &Attribution, depth: Depth, verbal: bool) -> Reading {
    let by_party = || !verbal && parties::speaks_as_party(ctx, event, &row.claim);
    let own_word = || verbal && parties::speaks_of_itself(ctx, event, &row.claim);
    let known = || is_definite(ctx, event.head);
    let clausal = ctx.predicate(event.head).is_none_or(|p| p.kind != PredicateKind::Noun || p.copula.is_some());
    let word = row.claim.cue.map(|_| TokenSpan::one(row.head));
    let reported = || if by_party() { Factuality::Claimed } else { Factuality::Reported };
    let factuality = match row.effect {
        Effect::None | Effect::Fact => Factuality::Asserted,
        _ if row.nobody => Factuality::Asserted,
        _ if row.negated && row.effect == Effect::Plan => Factuality::Asserted,
        _ if own_word() => Factuality::Asserted,
        // What is meant to be, doubted or denied is the head of the content, not what it takes for granted.
        Effect::Plan if depth == Depth::Within || depth == Depth::Argument && known() => Factuality::Asserted,
        Effect::Possible | Effect::Deny | Effect::Negate if depth == Depth::Within => reported(),
        Effect::Confirm if depth == Depth::Within && !owned_up(ctx, event, row.head) => reported(),
        Effect::Deny | Effect::Negate if depth == Depth::Argument && known() => reported(),
        // `did not mention the attack`: there was one.
        Effect::Report if row.negated && !clausal && known() => Factuality::Asserted,
        _ if row.negated => Factuality::Possible,
        Effect::Report => reported(),
        effect => level(effect).unwrap_or_default(),
    };
    let hedging = matches!(row.effect, Effect::Claim | Effect::Possible | Effect::Plan);
    Reading { factuality, word: word.filter(|_| hedging) }
}

/// What an effect makes of an event that nothing else is known of.
fn level(effect: Effect) -> Option<Factuality> {
    Some(match effect {
        Effect::None => return None,
        Effect::Fact => Factuality::Asserted,
        Effect::Report => Factuality::Reported,
        Effect::Claim => Factuality::Claimed,
        Effect::Confirm => Factuality::Confirmed,
        Effect::Deny => Factuality::Denied,
        Effect::Possible => Factuality::Possible,
        Effect::Plan => Factuality::Planned,
        Effect::Negate => Factuality::Negated,
    })
}

/// Was it tried without coming off? So an attribute or a governor says that marks an attempt.
fn attempted(ctx: &Context<'_, '_, '_>, predicate: Option<&Predicate>) -> bool {
    let Some(predicate) = predicate else { return false };
    let adjective =
        modifiers(predicate).any(|w| ctx.lexicon.hedge(ctx.text.lower(w), Place::Adjective).is_some_and(|h| h.attempt));
    let governor = predicate.embeddings.first().is_some_and(|step| {
        ctx.predicate(step.governor)
            .and_then(|g| governors::operator(ctx, g, step, predicate.head))
            .is_some_and(|o| o.attempt)
    });
    adjective || governor
}
