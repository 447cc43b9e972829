//! Known names: what the tables name stands in the text, the longest match.

use super::candidates::{Candidate, CandidateSource};
use super::hits::Hits;
use super::lexicon::{Lexicon, Sense};
use crate::ontology::Ontology;

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
