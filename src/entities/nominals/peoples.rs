//! Nationalities and words for peoples: `Syrian`, `the Kurds`.

use super::Finder;
use crate::entities::Level;
use crate::entities::candidates::CandidateSource;
use crate::entities::drafts::Draft;
use crate::entities::lexicon::{Number, Sense};
use crate::text::Sentence;
use crate::text::span::TokenSpan;

impl Finder<'_, '_> {
    /// Nationalities and words for peoples.
    pub(super) fn norps(&self, sentence: &Sentence, out: &mut Vec<Draft>) {
        let mut at = sentence.tokens.start;
        while at < sentence.tokens.end {
            let found = self.hits.at(at).find(|h| matches!(h.sense, Sense::Norp(..) | Sense::People(_)));
            let Some(hit) = found.filter(|h| !self.inside_known(h.span)) else {
                at.0 += 1;
                continue;
            };
            let (row, people) = match hit.sense {
                Sense::Norp(row, _) => (row, false),
                Sense::People(row) => (row, true),
                _ => break,
            };
            let subtype = match hit.sense {
                Sense::Norp(_, subtype) => Some(subtype),
                _ => self.lexicon.people.1,
            };
            out.push(Draft {
                span: hit.span,
                head: hit.span.last(),
                kind: if people { self.lexicon.people.0 } else { "norp" },
                subtype,
                level: Level::Name,
                number: Number::Plural,
                country: self.lexicon.known(row).and_then(|k| k.country),
                source: CandidateSource::Lexicon,
                record: Some(row),
                known: Some(row),
                noun: None,
                definite: false,
                core: None,
            });
            at = hit.span.end;
        }
    }

    /// True inside a name that is no mere frame around it.
    fn inside_known(&self, span: TokenSpan) -> bool {
        self.name(span.start).is_some_and(|n| {
            let opens = n.span.start == span.start && n.span.len() > span.len() && n.kind == "organization";
            let nationality = self.hits.at(span.start).any(|h| h.span == span && self.is_nationality(h.sense));
            let known = n.source == CandidateSource::Lexicon && n.span.contains(span);
            known && !(opens && nationality) || n.kind == "person" || n.kind == "location"
        })
    }

    fn is_nationality(&self, sense: Sense) -> bool {
        let country = |row: usize| self.lexicon.known(row).is_some_and(|k| k.kind == "location");
        matches!(sense, Sense::Norp(row, _) if country(row))
    }
}
