//! Selection: of the candidates that conflict one stays.

use super::candidates::Candidate;

/// Keeps the best candidates that do not conflict, in text order, the longer first.
///
/// Two candidates conflict where they share a token, unless one lies inside the other and is of a type that nests
/// (a nationality in a name, a title before one).
pub fn select(mut candidates: Vec<Candidate>) -> Vec<Candidate> {
    candidates.sort_by_key(|c| (std::cmp::Reverse(c.score), std::cmp::Reverse(c.span.len()), c.source, c.span.start));
    let end = candidates.iter().map(|c| c.span.end.index()).max().unwrap_or(0);
    let mut taken = vec![false; end];
    candidates.retain(|c| {
        let free = taken.get(c.span.range()).is_some_and(|t| t.iter().all(|t| !t));
        if free {
            taken[c.span.range()].fill(true);
        }
        free
    });
    candidates.sort_by_key(|c| (c.span.start, std::cmp::Reverse(c.span.end)));
    candidates
}
