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

/// Letters that an acronym has at least whose letters do not begin the words of the longer name.
const FOREIGN: usize = 3;

/// The longer names that have short ones: by the short one, the first.
type Full<'t> = HashMap<&'t str, Candidate>;

/// Adds the surnames of the persons proposed so far, wherever they stand alone: after `Gen. Ali Hassan`, `Hassan`.
pub fn surnames(text: &Text<'_>, candidates: &mut Vec<Candidate>) {
    let surname = |c: &Candidate| {
        let word = text.token(c.span.last());
        (word.chars().count() > 2 && starts_upper(word)).then_some(word)
    };
    let names = named(candidates, "person", surname);
    // Not the person of `the Hassan Foundation`.
    let built = |c: &Candidate| c.source == CandidateSource::Grammar && matches!(c.kind, "organization" | "facility");
    let taken = covered(text, candidates, |c| c.span.len() > 1 && (c.kind == "person" || built(c)));
    add(text, &names, candidates, |t, _| !taken[t.index()]);
}

/// Adds the acronyms that the text itself defines, `Blue River Movement (BRM)`, wherever they stand. One may be of another
/// language (`Islamic Defenders Front (FPI)`) where nobody else is known to be called so (`Amnesty (UK)`).
pub fn acronyms(text: &Text<'_>, candidates: &mut Vec<Candidate>) {
    let known = covered(text, candidates, |c| c.record.is_some() || c.source == CandidateSource::Gazetteer);
    let acronym = |c: &Candidate| {
        let at = TokenId(c.span.end.0 + 1);
        let (word, open, close) = (text.token(at), text.token(c.span.end), text.token(TokenId(at.0 + 1)));
        let mut letters = word.chars().peekable();
        for initial in c.span.tokens().filter_map(|t| text.token(t).chars().next()) {
            letters.next_if(|l| *l == initial);
        }
        let foreign = word.len() >= FOREIGN && !known.get(at.index()).is_none_or(|k| *k);
        (open == "(" && close == ")" && is_acronym(word) && (letters.peek().is_none() || foreign)).then_some(word)
    };
    let names = named(candidates, "organization", acronym);
    add(text, &names, candidates, |_, _| true);
}

/// Adds the last words of names of organisations behind an article: after `Muslim Brotherhood`, `the Brotherhood`. What is
/// a common noun too (`the Ministry`) is found as one.
pub fn last_words(text: &Text<'_>, syntax: &Syntax, hits: &Hits, candidates: &mut Vec<Candidate>) {
    let last_word = |c: &Candidate| {
        let word = text.token(c.span.last());
        (word.chars().count() > 3 && starts_upper(word) && !is_acronym(word)).then_some(word)
    };
    let names = named(candidates, "organization", last_word);
    // `the Vatican` of whatever body is a place all the same.
    let place = covered(text, candidates, |c| c.kind == "location");
    add(text, &names, candidates, |t, full| {
        let article = t.before().is_some_and(|t| syntax.upos(t) == Upos::Det);
        let alone = !starts_upper(text.token(TokenId(t.0 + 1)));
        !place[t.index()] && full.span.start < t && article && alone && hits.at(t).next().is_none()
    });
}

/// The longer names of a type that `short` finds a short one for.
fn named<'t>(candidates: &[Candidate], kind: &str, short: impl Fn(&Candidate) -> Option<&'t str>) -> Full<'t> {
    let mut out = Full::new();
    for c in candidates.iter().filter(|c| c.kind == kind && c.span.len() > 1) {
        if let Some(word) = short(c) {
            out.entry(word).or_insert(*c);
        }
    }
    out
}

/// By token: is it part of a candidate that fits?
fn covered(text: &Text<'_>, candidates: &[Candidate], fits: impl Fn(&Candidate) -> bool) -> Vec<bool> {
    let mut out = vec![false; text.tokens.len()];
    for c in candidates.iter().filter(|c| fits(c)) {
        out.get_mut(c.span.range()).into_iter().flatten().for_each(|t| *t = true);
    }
    out
}

/// Adds each short name where it stands and `fits` there.
fn add(text: &Text<'_>, names: &Full<'_>, candidates: &mut Vec<Candidate>, fits: impl Fn(TokenId, &Candidate) -> bool) {
    if names.is_empty() {
        return;
    }
    for token in (0..text.tokens.len()).map(TokenId::new) {
        if let Some(full) = names.get(text.token(token)).filter(|c| fits(token, c)) {
            let (span, source) = (TokenSpan::one(token), CandidateSource::Grammar);
            candidates.push(Candidate { span, source, record: None, score: SHORT, ..*full });
        }
    }
}
