//! Voices: whose words a token stands in, the narrator's or those of somebody who is quoted, and who that is.

use crate::entities::lexicon::Lexicon;
use crate::syntax::Syntax;
use crate::syntax::predicates::{Predicate, PredicateKind, Role, Tense};
use crate::text::Text;
use crate::text::quotes::{Quotation, Quotations};
use crate::text::span::{TokenId, TokenSpan};

/// Sentences after which one who spoke speaks on in a quotation that nobody is named beside.
const SPEAKS_ON: u32 = 2;

/// The quotations of a text that are speech, and who speaks.
#[derive(Debug, Default)]
pub struct Voices {
    quotations: Quotations,
    /// For each quotation whether it tells something, and is no word or two in marks.
    spoken: Vec<bool>,
    /// For each quotation the word for who speaks.
    tellers: Vec<Option<TokenId>>,
}

impl Voices {
    /// Reads the quotations of a text.
    pub fn new(text: &Text<'_>, syntax: &Syntax, lexicon: &Lexicon) -> Self {
        let mut out = Self { quotations: Quotations::new(text), ..Self::default() };
        let rows = &out.quotations.rows;
        let tells = |p: &Predicate| p.kind == PredicateKind::Verb && p.tense != Tense::None;
        out.spoken = rows.iter().map(|q| syntax.predicates.between(q.span).any(tells)).collect();
        out.tellers = vec![None; rows.len()];
        let speech = |p: &&Predicate| is_speech(syntax, lexicon, p) && out.quotations.at(p.head).is_none();
        let mut said =
            syntax.predicates.rows.iter().filter(speech).filter_map(|p| Some((p.head, subject(p)?))).peekable();
        let mut all: Vec<(TokenId, TokenId)> = Vec::new();
        for (i, q) in rows.iter().enumerate() {
            let end = text.sentence(text.sentence_of(q.span.last())).map_or(q.span.end, |s| s.tokens.end);
            while let Some(next) = said.next_if(|(verb, _)| *verb < end) {
                all.push(next);
            }
            let before = i.checked_sub(1).map(|j| (rows[j], out.tellers[j]));
            out.tellers[i] = teller(text, q, &all).or_else(|| speaks_on(text, q, &all, before));
        }
        out
    }

    /// The quotation that a token is said in; None where the narrator speaks.
    pub fn at(&self, token: TokenId) -> Option<usize> {
        self.quotations.id_at(token).filter(|i| self.spoken.get(*i) == Some(&true))
    }

    /// The quotations that a word names the speaker of.
    pub fn told_by(&self, teller: TokenId) -> impl Iterator<Item = usize> {
        let from = self.quotations.rows.partition_point(|q| q.span.end.0 + 64 < teller.0);
        let near = from..self.tellers.len();
        let near = near.take_while(move |i| self.quotations.rows[*i].span.start.0 < teller.0 + 64);
        near.filter(move |i| self.tellers[*i] == Some(teller))
    }

    /// The word for who speaks in a quotation.
    pub fn teller(&self, quotation: usize) -> Option<TokenId> {
        self.tellers.get(quotation).copied().flatten()
    }
}

/// A verb that tells speech.
pub fn is_speech(syntax: &Syntax, lexicon: &Lexicon, predicate: &Predicate) -> bool {
    predicate.kind == PredicateKind::Verb && lexicon.speech.contains(syntax.lemma(predicate.head))
}

/// Who does it, where that is no clause.
fn subject(predicate: &Predicate) -> Option<TokenId> {
    predicate.first(Role::Subject).map(|a| a.head)
}

/// Who speaks beside a quotation, in the sentence that it ends in or that it begins in; of several the nearest.
fn teller(text: &Text<'_>, q: &Quotation, all: &[(TokenId, TokenId)]) -> Option<TokenId> {
    let sentence = |t: TokenId| text.sentence(text.sentence_of(t)).map(|s| s.tokens);
    let (first, last) = (sentence(q.span.start)?, sentence(q.span.last())?);
    let near = TokenSpan { start: first.start, end: last.end };
    let inside = all[all.partition_point(|(verb, _)| *verb < near.start)..].iter().filter(|(verb, _)| near.has(*verb));
    let far = |verb: TokenId| match verb < q.span.start {
        true => q.span.start.0 - verb.0,
        false => verb.0.saturating_sub(q.span.end.0),
    };
    inside.min_by_key(|(verb, _)| far(*verb)).map(|(_, who)| *who)
}

/// Who spoke last, where the quotation is all of its sentences and begins soon after.
fn speaks_on(
    text: &Text<'_>,
    q: &Quotation,
    all: &[(TokenId, TokenId)],
    before: Option<(Quotation, Option<TokenId>)>,
) -> Option<TokenId> {
    let first = text.sentence(text.sentence_of(q.span.start))?;
    let last = text.sentence(text.sentence_of(q.span.last()))?;
    let whole = first.tokens.start == q.span.start && q.span.end.0 + 1 >= last.tokens.end.0;
    let at = text.sentence_of(q.span.start).0;
    let soon = |t: TokenId| at.saturating_sub(text.sentence_of(t).0) <= SPEAKS_ON;
    let told = all.iter().rev().find(|(verb, _)| *verb < q.span.start).filter(|(verb, _)| soon(*verb));
    let quoted = before.filter(|(b, _)| soon(b.span.last()) && told.is_none_or(|(verb, _)| *verb < b.span.start));
    quoted.and_then(|(_, who)| who).or(told.map(|(_, who)| *who)).filter(|_| whole)
}
