//! What the last words of a name tell of it: `Ministry of Health` is a ministry.

use crate::entities::drafts::{Draft, HeadNoun};
use crate::entities::hits::Hits;
use crate::entities::lexicon::{Lexicon, Sense};

/// Gives names that were found without one the subtype, country and organ that their last words tell.
pub fn type_names(hits: &Hits, lexicon: &Lexicon, drafts: &mut [Draft]) {
    for draft in drafts.iter_mut().filter(|d| d.known.is_none() && d.kind == "organization") {
        let Some(hit) = hits.noun_ending(draft.span.last()).filter(|h| draft.span.contains(h.span)) else { continue };
        let country = hits.at(draft.span.start).find_map(|h| match h.sense {
            Sense::Norp(row, _) | Sense::Name(row) => lexicon.known(row).and_then(|k| k.country),
            _ => None,
        });
        match hit.sense {
            Sense::Organ(row) => {
                let Some(organ) = lexicon.organs.get(row).filter(|o| o.kind.0 == draft.kind) else { continue };
                draft.subtype = draft.subtype.or(organ.kind.1);
                draft.country = draft.country.or(country);
                if country.is_some() || draft.span == hit.span {
                    draft.noun = Some(HeadNoun::Organ(row));
                }
            }
            Sense::Noun(row, _) if draft.subtype.is_none() => {
                let kind = lexicon.nouns.get(row).and_then(|n| n.singular).filter(|k| k.0 == draft.kind);
                draft.subtype = kind.and_then(|k| k.1);
            }
            _ => {}
        }
    }
}
