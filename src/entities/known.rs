//! Known names: what the tables name stands in the text, the longest match.

use super::candidates::{Candidate, CandidateSource};
use super::hits::Hits;
use super::lexicon::{Lexicon, Sense};
use crate::ontology::Ontology;
use crate::text::span::TokenSpan;

/// Score of a name of the tables.
const KNOWN: i32 = 90;
/// Score of a name of the user's own.
const OWN: i32 = 150;
/// Score of a person's single name: less than a full name that holds it.
const SINGLE: i32 = 58;
/// Score of a capital: also a name of persons and things.
const CAPITAL: i32 = 62;

/// Proposes the names of the tables.
pub fn candidates(hits: &Hits, lexicon: &Lexicon, ontology: &Ontology, out: &mut Vec<Candidate>) {
    let city = ontology.subtype("location", "city");
    let mut end = 0;
    for hit in &hits.rows {
        let (row, score) = match hit.sense {
            Sense::Name(row) if row >= lexicon.own_from => (row, OWN),
            Sense::Name(row) if hit.span.len() == 1 && lexicon.known(row).is_some_and(|k| k.kind == "person") => {
                (row, SINGLE)
            }
            Sense::Name(row) => (row, KNOWN),
            Sense::Capital(row) => (row, CAPITAL),
            _ => continue,
        };
        if hit.span.start.index() < end && score != OWN {
            continue;
        }
        let Some(known) = lexicon.known(row) else { continue };
        let capital = matches!(hit.sense, Sense::Capital(_));
        end = hit.span.end.index();
        out.push(Candidate {
            span: hit.span,
            kind: known.kind,
            subtype: if capital { city } else { known.subtype },
            country: known.country,
            source: CandidateSource::Lexicon,
            record: (!capital).then_some(row),
            score,
        });
    }
}

/// Lets a person's single name count as much as whoever else takes the same words for a person: two that agree. A surname
/// of somebody named in full in the text is not yet among them, and wins.
pub fn agree(candidates: &mut [Candidate]) {
    let mut others: Vec<(TokenSpan, i32)> = candidates
        .iter()
        .filter(|c| c.source != CandidateSource::Lexicon && c.kind == "person" && c.span.len() == 1)
        .map(|c| (c.span, c.score))
        .collect();
    others.sort_unstable_by_key(|(span, score)| (span.start, *score));
    for c in candidates.iter_mut().filter(|c| c.source == CandidateSource::Lexicon && c.kind == "person") {
        let best = others[..others.partition_point(|(span, _)| span.start <= c.span.start)].last();
        if let Some((_, score)) = best.filter(|(span, _)| *span == c.span) {
            c.score = c.score.max(*score);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::entities::testing;

    fn code(text: &str, name: &str) -> Option<String> {
        testing::code(text, |own| own.ends_with(name))
    }

    #[test]
    fn a_single_name_that_others_take_for_a_person_too_is_the_known_one() {
        assert_eq!(code("Putin offered to negotiate with Armenia.", "Putin").as_deref(), Some("RUSGOV"));
        assert_eq!(code("President Kagame agreed to talks.", "Kagame").as_deref(), Some("RWAGOV"));
        assert_eq!(code("Netanyahu met Merkel.", "Merkel").as_deref(), Some("DEUGOV"));
    }

    #[test]
    fn somebody_else_of_the_name_is_not() {
        assert_eq!(code("Lena Merkel, a teacher, spoke. Merkel left.", "Merkel"), None);
    }
}
