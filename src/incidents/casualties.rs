//! The ledger: one row for each figure or named victim in the text, never summed.

use hashbrown::{HashMap, HashSet};

use super::lexicon::{CasualtyNoun, Discourse, FigureSide};
use super::{Casualty, View};
use crate::claims::{ClaimId, Factuality};
use crate::entities::{Level, Mention, MentionId};
use crate::events::{Event, EventId};
use crate::syntax::phrases;
use crate::syntax::predicates::{Argument, PredicateKind, Role, Via};
use crate::syntax::tags::Upos;
use crate::text::span::{TokenId, TokenSpan};
use crate::values::{Bounds, Quantity, QuantityId};

/// Mention types that can be victims.
pub(super) const PERSONS: &[&str] = &["person", "group", "organization", "norp"];
/// Tokens that a figure may stand from its word where the syntax gives no link.
pub(super) const REACH: usize = 8;
/// Tokens of a claim's content that are looked through for a figure.
const CONTENT_REACH: u32 = 400;

/// Who was hurt: a head word, with its mention and its figure as far as they are known.
#[derive(Clone, Copy)]
pub(super) struct Victim {
    pub(super) head: TokenId,
    pub(super) mention: Option<MentionId>,
    pub(super) quantity: Option<QuantityId>,
}

/// The ledger.
impl View<'_> {
    /// Every row, in text order.
    pub(super) fn ledger(&self) -> Vec<Casualty> {
        let counted = self.quantities_by_head();
        let mut rows: Vec<Casualty> = Vec::new();
        let mut used: HashSet<usize> = HashSet::new();
        let owned: Vec<Option<QuantityId>> = self.events.rows.iter().map(|e| self.figure_before(e)).collect();
        let taken: HashSet<QuantityId> = owned.iter().copied().flatten().collect();
        for ((i, event), own) in self.events.rows.iter().enumerate().zip(owned) {
            let Some(kind) = self.lexicon.event_type(event.kind).and_then(|t| t.casualty) else { continue };
            rows.extend(self.nobody(kind, EventId::new(i), event));
            let victims = match own.and_then(|q| Some(self.counted_by(q, self.values.quantities.get(q.index())?))) {
                Some(victim) => vec![victim],
                None => self.victims(event, &counted),
            };
            for victim in victims {
                if own != victim.quantity && victim.quantity.is_some_and(|q| taken.contains(&q)) {
                    continue;
                }
                if let Some(row) = self.row(kind, Some(EventId::new(i)), victim) {
                    used.extend(victim.quantity.map(QuantityId::index));
                    rows.push(row);
                }
                let beside = self.named_beside(victim.head).into_iter();
                rows.extend(beside.filter_map(|victim| self.row(kind, Some(EventId::new(i)), victim)));
            }
        }
        for (i, quantity) in self.values.quantities.iter().enumerate() {
            if used.contains(&i) || !quantity.counts() {
                continue;
            }
            if let Some((kind, word)) = self.noun_of(quantity) {
                let head = quantity.counted.unwrap_or(word);
                let victim =
                    Victim { head, mention: self.entities.headed_by(head), quantity: Some(QuantityId::new(i)) };
                if let Some(mut row) = self.row(kind, self.event_near(word, kind), victim) {
                    row.span = row.span.cover(TokenSpan::one(word));
                    used.insert(i);
                    rows.push(row);
                }
            }
        }
        rows.extend(self.identified());
        rows.sort_by_key(|row| (row.span.start, row.span.end, row.kind));
        rows.dedup_by_key(|row| (row.span, row.kind));
        self.add_subsets(&mut rows, &used);
        self.mark_running(&mut rows);
        self.link_claims(&mut rows);
        rows
    }

    /// `Five dead and 11 wounded`: the figure right before the word that says what became of them.
    fn figure_before(&self, event: &Event) -> Option<QuantityId> {
        self.lexicon.event_type(event.kind)?.casualty?;
        let last = self.values.quantities.partition_point(|q| q.span.start < event.trigger.start).checked_sub(1)?;
        let quantity = self.values.quantities.get(last)?;
        let end = quantity.counted.map_or(quantity.number.end, |c| quantity.number.end.max(TokenId(c.0 + 1)));
        // `The 12 killed five.`
        let deed = event.predicate.and_then(|p| self.syntax.predicates.get(p)).is_some_and(|p| {
            let object = |a: &Argument| a.via != Via::Position && a.head >= event.head;
            p.kind == PredicateKind::Verb && p.all(Role::Object).any(object)
        });
        let here = quantity.counts() && self.text.sentence_of(quantity.span.start) == event.sentence;
        (here && !deed && end == event.trigger.start).then_some(QuantityId::new(last))
    }

    /// Who is counted by a figure.
    pub(super) fn counted_by(&self, id: QuantityId, quantity: &Quantity) -> Victim {
        let head = quantity.counted.unwrap_or(quantity.number.last());
        Victim { head, mention: self.entities.headed_by(head), quantity: Some(id) }
    }

    fn quantities_by_head(&self) -> HashMap<TokenId, QuantityId> {
        let quantities = self.values.quantities.iter().enumerate().filter(|(_, q)| q.counts());
        let heads = quantities.flat_map(|(i, q)| {
            let tokens = q.counted.into_iter().chain(q.number.tokens());
            tokens.map(move |t| (t, QuantityId::new(i)))
        });
        heads.collect()
    }

    /// The victims of an event: its targets, else what its predicate's object is, else the figure right after it.
    fn victims(&self, event: &Event, counted: &HashMap<TokenId, QuantityId>) -> Vec<Victim> {
        let mut out: Vec<Victim> = Vec::new();
        for &id in &event.targets {
            let Some(mention) = self.entities.mention(id) else { continue };
            let inside = || mention.span.tokens().find_map(|t| counted.get(&t).copied());
            let quantity = counted.get(&mention.head).copied().or_else(inside);
            out.push(Victim { head: mention.head, mention: Some(id), quantity });
        }
        if let Some(predicate) = event.predicate.and_then(|p| self.syntax.predicates.get(p)) {
            let patients = |role| predicate.all(role).map(|a| a.head);
            let objects: Vec<TokenId> = match predicate.kind {
                PredicateKind::Verb => patients(Role::Object).chain(patients(Role::Subject)).collect(),
                _ => patients(Role::Oblique).chain(patients(Role::Compound)).collect(),
            };
            for head in objects {
                let quantity = counted.get(&head).copied();
                if quantity.is_some_and(|q| out.iter().all(|v| v.quantity != Some(q))) {
                    out.push(Victim { head, mention: self.entities.headed_by(head), quantity });
                }
                if out.iter().any(|v| v.quantity.is_some()) {
                    break;
                }
            }
        }
        if out.is_empty() {
            let end = self.text.sentence(event.sentence).map_or(event.trigger.end, |s| s.tokens.end);
            let after = TokenSpan { start: event.trigger.end, end };
            let quantity = after.tokens().take(REACH).find_map(|t| counted.get(&t).copied());
            let victim = quantity.and_then(|id| Some(self.counted_by(id, self.values.quantities.get(id.index())?)));
            out.extend(victim);
        }
        out
    }

    /// Names set beside unnamed victims: `two reporters, Juan Perez and Maria Vega`, `the dead are Juan Perez and …`.
    fn named_beside(&self, head: TokenId) -> Vec<Victim> {
        let Some(sentence) = self.text.sentence(self.text.sentence_of(head)) else { return Vec::new() };
        let start =
            self.entities.headed_by(head).and_then(|id| self.entities.mention(id)).map_or(head.0 + 1, |m| m.span.end.0);
        let rest = TokenSpan { start: TokenId(start), end: sentence.tokens.end };
        let first = self.entities.within(rest).find(|(_, m)| m.kind == PERSONS[0] && self.is_named(m));
        let Some((id, mention)) = first.filter(|(_, m)| m.span.start.0 <= start + REACH as u32) else {
            return Vec::new();
        };
        let between = TokenSpan { start: rest.start, end: mention.span.start };
        let mut at = between.start;
        while at < between.end {
            let cue = self.lexicon.discourse().matches_at(self.text, at, between.end);
            let Some((span, _)) = cue.into_iter().find(|(_, class)| **class == Discourse::Naming) else {
                return Vec::new();
            };
            at = span.end;
        }
        // `killing two children, Governor Juan Perez said`: who tells it is none of them.
        if between.is_empty() || self.tells(mention) {
            return Vec::new();
        }
        let others = self.entities.listed_with(self.text, self.syntax, id).into_iter().filter(|&other| other > id);
        let victim = |id: MentionId| {
            let head = self.entities.mention(id)?.head;
            Some(Victim { head, mention: Some(id), quantity: None })
        };
        [id].into_iter().chain(others).filter_map(victim).collect()
    }

    /// Is it named as the source of a claim?
    pub(super) fn tells(&self, mention: &Mention) -> bool {
        let sentence = self.text.sentence_of(mention.head);
        let first = self.claims.rows.partition_point(|c| c.sentence < sentence);
        let mut here = self.claims.rows[first..].iter().take_while(|c| c.sentence == sentence);
        here.any(|c| c.source.is_some_and(|s| s.has(mention.head)))
    }

    /// `Nobody was hurt`: none.
    fn nobody(&self, kind: &'static str, id: EventId, event: &Event) -> Option<Casualty> {
        let predicate = event.predicate.and_then(|p| self.syntax.predicates.get(p))?;
        let victim = predicate.all(Role::Object).next().map(|a| a.head).filter(|_| event.targets.is_empty())?;
        let word = self.syntax.upos(victim) == Upos::Pron && self.entities.headed_by(victim).is_none();
        let span = phrases::base_noun_phrase(self.text, self.syntax, victim);
        (word && self.factuality(id) == Factuality::Negated).then(|| Casualty {
            event: Some(id),
            qualifier: Some("exact"),
            ..Casualty::new(span, event.sentence, kind, NONE)
        })
    }

    /// `The dead were identified as Juan Perez and …`: names behind a word for victims.
    fn identified(&self) -> Vec<Casualty> {
        let mut out = Vec::new();
        for sentence in &self.text.sentences {
            for word in sentence.tokens.tokens() {
                let Some(noun) = self.lexicon.casualty_noun(self.syntax.lemma(word)) else { continue };
                let victims = self.named_beside(word);
                if let Some(event) = self.event_near(word, noun.kind).filter(|_| !victims.is_empty()) {
                    let told = self.events.rows.get(event.index()).and_then(|e| self.lexicon.event_type(e.kind));
                    let kind = told.and_then(|t| t.casualty).unwrap_or(noun.kind);
                    out.extend(victims.into_iter().filter_map(|victim| self.row(kind, Some(event), victim)));
                }
            }
        }
        out
    }

    pub(super) fn row(&self, kind: &'static str, event: Option<EventId>, victim: Victim) -> Option<Casualty> {
        let mention = victim.mention.and_then(|id| self.entities.mention(id));
        let quantity = victim.quantity.and_then(|id| self.values.quantities.get(id.index()));
        let noun = self.lexicon.victim(self.syntax.lemma(victim.head));
        if !self.is_personal(victim, noun.is_some(), quantity) {
            return None;
        }
        let named = mention.filter(|m| m.kind == PERSONS[0] && self.is_named(m));
        // `The minister was killed`, who has a name elsewhere.
        let has_name = |m: &&Mention| {
            let mentions = m.entity.and_then(|e| self.entities.entity(e)).map_or(&[][..], |e| &e.mentions);
            mentions.iter().filter_map(|&id| self.entities.mention(id)).any(|m| m.level == Level::Name)
        };
        let known = mention.filter(|m| m.kind == PERSONS[0] && m.singular && quantity.is_none()).filter(has_name);
        let (bounds, qualifier) = match quantity {
            Some(q) => (people(q.bounds), Some(q.qualifier)),
            None if named.is_some() || mention.is_some_and(|m| m.kind == PERSONS[0] && m.singular) => {
                (ONE, Some("exact"))
            }
            None => return None,
        };
        let span = match (quantity, mention) {
            (Some(q), Some(m)) => q.span.cover(m.span),
            (Some(q), None) => q.span,
            (None, Some(m)) => m.span,
            (None, None) => return None,
        };
        let sentence = self.text.sentence_of(span.start);
        if self.text.sentence_of(span.last()) != sentence {
            return None;
        }
        let entity = mention.and_then(|m| m.entity).and_then(|e| self.entities.entity(e));
        let subtype = mention.and_then(|m| self.lexicon.victim_subtype(&format!("{}.{}", m.kind, m.subtype?)));
        let tells =
            |of: fn(super::lexicon::Victim) -> Option<&'static str>| noun.and_then(of).or_else(|| subtype.and_then(of));
        Some(Casualty {
            event,
            qualifier,
            class: self.class_of(mention),
            victims: mention.map(|m| m.span).or_else(|| quantity.and_then(|q| q.counted).map(TokenSpan::one)),
            victim_type: tells(|v| v.kind),
            victim_country: entity.and_then(|e| e.country.clone()),
            demographic: tells(|v| v.demographic),
            names: named.or(known).and(entity).map(|e| e.name.clone()).into_iter().collect(),
            ..Casualty::new(span, sentence, kind, bounds)
        })
    }

    /// Victims of two classes are not the same people.
    fn class_of(&self, mention: Option<&Mention>) -> Option<&'static str> {
        let subtype = mention?.subtype?;
        self.lexicon.class(subtype)
    }

    /// True of a name, and of one with a title before it.
    fn is_named(&self, mention: &Mention) -> bool {
        let name = |m: &Mention| m.level == Level::Name && m.entity == mention.entity;
        name(mention) || self.entities.within(mention.span).any(|(_, m)| name(m))
    }

    /// Are these people? `85 targets` and `three tanks` are not.
    fn is_personal(&self, victim: Victim, noun: bool, quantity: Option<&Quantity>) -> bool {
        let mention = victim.mention.and_then(|id| self.entities.mention(id));
        match (mention, quantity) {
            (Some(m), _) => PERSONS.contains(&m.kind),
            (None, Some(q)) => {
                let alone = q.counted.is_none_or(|c| q.number.has(c)) || q.others;
                let toll = self.lexicon.casualty_noun(self.syntax.lemma(victim.head)).is_some();
                alone || noun || toll || self.entities.headed_by(victim.head).is_some()
            }
            (None, None) => noun,
        }
    }

    /// The word that makes a figure a toll: `12 deaths`, `12 people dead`, `the toll rose to 12`.
    fn noun_of(&self, quantity: &Quantity) -> Option<(&'static str, TokenId)> {
        let noun = |t: TokenId| self.lexicon.casualty_noun(self.syntax.lemma(t)).map(|n: CasualtyNoun| (n, t));
        let sentence = self.text.sentence(self.text.sentence_of(quantity.number.start))?.tokens;
        let fits = |side: FigureSide| move |(n, t): (CasualtyNoun, TokenId)| (n.figure == side).then_some((n.kind, t));
        let counted =
            quantity.counted.and_then(noun).and_then(|(n, t)| (n.figure != FigureSide::To).then_some((n.kind, t)));
        let end = quantity.counted.map_or(quantity.number.end, |c| quantity.number.end.max(TokenId(c.0 + 1)));
        let next = || Some(end).filter(|&t| sentence.has(t)).and_then(noun).and_then(fits(FigureSide::Before));
        let before = || {
            let tokens = TokenSpan { start: sentence.start, end: quantity.number.start }.tokens().rev();
            tokens.take(REACH).find_map(|t| noun(t).and_then(fits(FigureSide::To)))
        };
        counted.or_else(next).or_else(|| quantity.counted.is_none().then(before).flatten())
    }

    /// The event that a toll without a verb belongs to: the nearest one that can have a toll, in its sentence or before.
    fn event_near(&self, token: TokenId, kind: &str) -> Option<EventId> {
        let sentence = self.text.sentence_of(token).index();
        let after = self.events.rows.partition_point(|e| e.trigger.start <= token);
        let tells = |i: usize| {
            let event = self.events.rows.get(i)?;
            let entry = self.lexicon.event_type(event.kind)?;
            let near = event.sentence.index() <= sentence && event.sentence.index() + 2 >= sentence;
            (near && (entry.cause || entry.casualty == Some(kind))).then_some(EventId::new(i))
        };
        let here = (after..self.events.rows.len())
            .take(REACH)
            .take_while(|&i| self.events.rows[i].sentence.index() == sentence);
        let before = || (0..after).rev().take(REACH);
        // `The toll rose to 31`: that of those counted before.
        let counted = |i: usize| {
            let entry = self.lexicon.event_type(self.events.rows.get(i)?.kind)?;
            (entry.casualty == Some(kind)).then_some(EventId::new(i))
        };
        let toll = self.lexicon.casualty_noun(self.syntax.lemma(token)).is_some_and(|n| n.figure == FigureSide::To);
        let of_those = toll.then(|| before().find_map(counted)).flatten();
        of_those.or_else(|| before().find_map(tells)).or_else(|| here.into_iter().find_map(tells))
    }

    /// The innermost claim whose content holds the figure, else the first one that speaks of its event.
    fn link_claims(&self, rows: &mut [Casualty]) {
        let mut contents: Vec<(TokenSpan, ClaimId)> = Vec::new();
        contents.extend(self.claims.rows.iter().enumerate().filter_map(|(i, c)| Some((c.content?, ClaimId::new(i)))));
        contents.sort();
        for row in rows {
            let from = contents.partition_point(|(c, _)| c.start.0 + CONTENT_REACH < row.span.start.0);
            let holding = contents[from..].iter().take_while(|(c, _)| c.start <= row.span.start);
            let innermost = holding.filter(|(c, _)| c.contains(row.span)).min_by_key(|(c, _)| c.len());
            let of_event = || {
                let assessment = row.event.and_then(|e| self.claims.assessments.get(e.index()))?;
                let same = |id: &&ClaimId| self.claims.rows.get(id.index()).is_some_and(|c| c.sentence == row.sentence);
                assessment.claims.iter().find(same).copied()
            };
            row.claim = innermost.map(|(_, id)| *id).or_else(of_event);
        }
    }
}

const NONE: Bounds = Bounds { low: Some(0.0), best: Some(0.0), high: Some(0.0) };
const ONE: Bounds = Bounds { low: Some(1.0), best: Some(1.0), high: Some(1.0) };

/// Whole persons.
fn people(bounds: Bounds) -> Bounds {
    let whole = |n: Option<f64>| n.map(f64::round);
    Bounds { low: whole(bounds.low), best: whole(bounds.best), high: whole(bounds.high) }
}
