//! Short names: what the text says later for a longer name that it has given.

use hashbrown::HashMap;

use super::candidates::{Candidate, CandidateSource};
use super::hits::Hits;
use super::words::{is_acronym, starts_upper};
use crate::syntax::Syntax;
use crate::syntax::tags::Upos;
use crate::text::Text;
use crate::text::span::{TokenId, TokenSpan};

/// Score of a short name: more than that of a town of the name.
const SHORT: i32 = 82;

/// Adds the surnames of the persons proposed so far, wherever they stand alone: after `Gen. Ali Hassan`, `Hassan`.
pub fn surnames(text: &Text<'_>, candidates: &mut Vec<Candidate>) {
    let mut names: HashMap<&str, Candidate> = HashMap::new();
    for c in candidates.iter().filter(|c| c.kind == "person" && c.span.len() > 1) {
        let word = text.token(c.span.last());
        if word.chars().count() > 2 && starts_upper(word) {
            names.entry(word).or_insert(*c);
        }
    }
    if names.is_empty() {
        return;
    }
    let mut taken = vec![false; text.tokens.len()];
    for c in candidates.iter().filter(|c| c.kind == "person" && c.span.len() > 1) {
        taken.get_mut(c.span.range()).into_iter().flatten().for_each(|t| *t = true);
    }
    for token in (0..text.tokens.len()).map(TokenId::new).filter(|t| !taken[t.index()]) {
        if let Some(full) = names.get(text.token(token)) {
            let span = TokenSpan::one(token);
            let source = CandidateSource::Grammar;
            candidates.push(Candidate { span, source, record: None, score: SHORT, ..*full });
        }
    }
}

/// Adds the acronyms that the text itself defines, `Blue River Movement (BRM)`, wherever they stand.
pub fn acronyms(text: &Text<'_>, candidates: &mut Vec<Candidate>) {
    let mut defined: HashMap<&str, Candidate> = HashMap::new();
    for c in candidates.iter().filter(|c| c.kind == "organization" && c.span.len() > 1) {
        let at = TokenId(c.span.end.0 + 1);
        let (word, open, close) = (text.token(at), text.token(c.span.end), text.token(TokenId(at.0 + 1)));
        let mut letters = word.chars().peekable();
        for initial in c.span.tokens().filter_map(|t| text.token(t).chars().next()) {
            letters.next_if(|l| *l == initial);
        }
        if open == "(" && close == ")" && is_acronym(word) && letters.peek().is_none() {
            defined.entry(word).or_insert(*c);
        }
    }
    if defined.is_empty() {
        return;
    }
    for token in (0..text.tokens.len()).map(TokenId::new) {
        if let Some(full) = defined.get(text.token(token)) {
            let (span, source) = (TokenSpan::one(token), CandidateSource::Grammar);
            candidates.push(Candidate { span, source, record: None, score: SHORT, ..*full });
        }
    }
}

/// Adds the last words of names of organisations behind an article: after `Muslim Brotherhood`, `the Brotherhood`. What is
/// a common noun too (`the Ministry`) is found as one.
pub fn last_words(text: &Text<'_>, syntax: &Syntax, hits: &Hits, candidates: &mut Vec<Candidate>) {
    let mut names: HashMap<&str, Candidate> = HashMap::new();
    for c in candidates.iter().filter(|c| c.kind == "organization" && c.span.len() > 1) {
        let word = text.token(c.span.last());
        if word.chars().count() > 3 && starts_upper(word) && !is_acronym(word) {
            names.entry(word).or_insert(*c);
        }
    }
    if names.is_empty() {
        return;
    }
    // `the Vatican` of whatever body is a place all the same.
    let mut place = vec![false; text.tokens.len()];
    for c in candidates.iter().filter(|c| c.kind == "location") {
        place.get_mut(c.span.range()).into_iter().flatten().for_each(|t| *t = true);
    }
    for token in (1..text.tokens.len()).map(TokenId::new).filter(|t| !place[t.index()]) {
        let Some(full) = names.get(text.token(token)).filter(|c| c.span.start < token) else { continue };
        let article = token.before().is_some_and(|t| syntax.upos(t) == Upos::Det);
        let alone = !starts_upper(text.token(TokenId(token.0 + 1)));
        let span = TokenSpan::one(token);
        if article && alone && hits.at(token).next().is_none() {
            candidates.push(Candidate { span, source: CandidateSource::Grammar, record: None, score: SHORT, ..*full });
        }
    }
}
