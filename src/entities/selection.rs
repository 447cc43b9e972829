//! Selection: of the candidates that conflict one stays.

use hashbrown::HashMap;

use super::candidates::{Candidate, CandidateSource};
use crate::text::span::TokenId;

/// What a further word of a name adds to its score, and how many words do.
const LENGTH: i32 = 6;
const LONGEST: usize = 4;

/// Keeps the best candidates that do not conflict, in text order, the longer first.
///
/// Two candidates conflict where they share a token, unless the inner one is a known name or a place inside an
/// organisation or a wider place (`Lebanon` in `southern Lebanon`).
pub fn select(mut candidates: Vec<Candidate>) -> Vec<Candidate> {
    // `Gaza City` is not `Gaza`.
    let mut wider: HashMap<TokenId, TokenId> = HashMap::new();
    for c in candidates.iter().filter(|c| c.source == CandidateSource::Gazetteer) {
        let end = wider.entry(c.span.start).or_insert(c.span.end);
        *end = c.span.end.max(*end);
    }
    candidates.retain(|c| {
        let place = c.source == CandidateSource::Lexicon && c.kind == "location";
        !place || wider.get(&c.span.start).is_none_or(|&end| end <= c.span.end)
    });
    let strength = |c: &Candidate| c.score + LENGTH * i32::try_from(c.span.len().min(LONGEST)).unwrap_or(0);
    candidates.sort_by_key(|c| {
        (std::cmp::Reverse(strength(c)), std::cmp::Reverse(c.span.len()), c.source, c.span.start, c.kind)
    });
    let end = candidates.iter().map(|c| c.span.end.index()).max().unwrap_or(0);
    let mut kept: Vec<Candidate> = Vec::with_capacity(candidates.len());
    // For each token the outermost kept candidate that covers it.
    let mut outer: Vec<Option<usize>> = vec![None; end];
    for c in candidates {
        let mut inside: Vec<usize> = c.span.range().filter_map(|t| outer.get(t).copied().flatten()).collect();
        inside.dedup();
        let fits = inside.iter().all(|&k| {
            let other = &kept[k];
            other.span != c.span
                && (other.span.contains(c.span) && nests(&c, other) || c.span.contains(other.span) && nests(other, &c))
        });
        if !fits {
            continue;
        }
        for t in c.span.range() {
            if let Some(slot) = outer.get_mut(t)
                && slot.is_none_or(|k| kept[k].span.len() < c.span.len())
            {
                *slot = Some(kept.len());
            }
        }
        kept.push(c);
    }
    kept.sort_by_key(|c| (c.span.start, std::cmp::Reverse(c.span.end)));
    kept
}

/// True where a name may stand inside another as a mention of its own.
fn nests(inner: &Candidate, outer: &Candidate) -> bool {
    let known = matches!(inner.source, CandidateSource::Lexicon | CandidateSource::Gazetteer);
    let frame = match (inner.kind, outer.kind) {
        (_, "person") => false,
        // `southern Lebanon`, and not `Gaza City`.
        ("location", "location") => inner.span.end == outer.span.end,
        _ => true,
    };
    known && outer.source != CandidateSource::Lexicon && frame && inner.span.len() < outer.span.len()
}
