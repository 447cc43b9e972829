//! Hits: every phrase of the tables that stands in the text, found in one pass.

use super::lexicon::{Lexicon, Number, Sense};
use super::words::Marker;
use crate::syntax::Syntax;
use crate::syntax::tags::Upos;
use crate::text::Text;
use crate::text::span::{TokenId, TokenSpan};

/// A phrase of the tables in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Its tokens.
    pub span: TokenSpan,
    /// What it may be.
    pub sense: Sense,
}

/// The hits of a text, by start, the longer first.
#[derive(Debug, Default)]
pub struct Hits {
    /// The hits.
    pub rows: Vec<Hit>,
    /// For each token the longest noun or organ that ends with it.
    nouns: Vec<Option<u32>>,
}

impl Hits {
    /// Looks every phrase up.
    pub fn find(text: &Text<'_>, syntax: &Syntax, lexicon: &Lexicon) -> Self {
        let mut rows = Vec::new();
        let mut doubtful = false;
        let mut markers: Vec<Marker> = Vec::new();
        for sentence in &text.sentences {
            for token in sentence.tokens.tokens() {
                let own = lexicon.own.matches_at(text, token, sentence.tokens.end);
                for (span, entry) in own.chain(lexicon.phrases.matches_at(text, token, sentence.tokens.end)) {
                    let fits = match sentence.capitals {
                        true => entry.marker != Marker::Word || syntax.upos(span.last()) == Upos::Propn,
                        false => entry.case.fits(text, span),
                    };
                    if fits {
                        rows.push(Hit { span, sense: entry.sense });
                        markers.push(entry.marker);
                        doubtful |= entry.marker == Marker::Supported;
                    }
                }
            }
        }
        if doubtful {
            rows = supported(rows, &markers, lexicon);
        }
        let mut nouns: Vec<Option<u32>> = vec![None; text.tokens.len()];
        for (i, hit) in rows.iter().enumerate() {
            if !matches!(hit.sense, Sense::Noun(..) | Sense::Organ(_)) {
                continue;
            }
            let Some(slot) = nouns.get_mut(hit.span.last().index()) else { continue };
            let longer = slot.is_none_or(|at| {
                let other = rows[at as usize];
                let rank = |h: &Hit| (h.span.len(), matches!(h.sense, Sense::Organ(_)));
                rank(hit) > rank(&other)
            });
            if longer {
                *slot = u32::try_from(i).ok();
            }
        }
        Self { rows, nouns }
    }

    /// The hits that begin at a token, the longest first.
    pub fn at(&self, token: TokenId) -> impl Iterator<Item = &Hit> {
        let first = self.rows.partition_point(|h| h.span.start < token);
        self.rows[first..].iter().take_while(move |h| h.span.start == token)
    }

    /// True where a run of tokens is a nationality or a word for a people.
    pub fn is_people(&self, span: TokenSpan) -> bool {
        self.at(span.start).any(|h| h.span.contains(span) && matches!(h.sense, Sense::Norp(..) | Sense::People(_)))
    }

    /// True where a run of tokens is a noun of the tables.
    pub fn is_noun(&self, span: TokenSpan) -> bool {
        self.at(span.start).any(|h| h.span == span && matches!(h.sense, Sense::Noun(..)))
    }

    /// The longest noun or organ that ends with a token.
    pub fn noun_ending(&self, token: TokenId) -> Option<&Hit> {
        let at = self.nouns.get(token.index()).copied().flatten()?;
        self.rows.get(at as usize)
    }

    /// The longest hit of nationality or name that ends before a token and begins no earlier than `first`.
    pub fn ending_before(&self, token: TokenId, first: TokenId, wanted: impl Fn(Sense) -> bool) -> Option<&Hit> {
        let longest = 6;
        let from = TokenId(token.0.saturating_sub(longest).max(first.0));
        let start = self.rows.partition_point(|h| h.span.start < from);
        self.rows[start..].iter().take_while(|h| h.span.start < token).find(|h| h.span.end == token && wanted(h.sense))
    }
}

/// Drops what needs support and has none.
fn supported(rows: Vec<Hit>, markers: &[Marker], lexicon: &Lexicon) -> Vec<Hit> {
    let mut names = vec![false; lexicon.known.len()];
    let mut countries = Vec::new();
    for (hit, marker) in rows.iter().zip(markers) {
        let (Sense::Name(row) | Sense::Norp(row, _) | Sense::People(row) | Sense::Capital(row)) = hit.sense else {
            continue;
        };
        if *marker != Marker::Supported {
            names[row] = true;
            if let Some(known) = lexicon.known(row)
                && matches!(known.kind, "location" | "norp")
            {
                countries.extend(known.country);
            }
        }
    }
    countries.sort_unstable();
    let backed = |row: usize| {
        let country = lexicon.known(row).and_then(|k| k.country);
        names[row] || country.is_some_and(|c| countries.binary_search(&c).is_ok())
    };
    let keep = |(hit, marker): &(Hit, &Marker)| match hit.sense {
        Sense::Name(row) | Sense::Capital(row) => **marker != Marker::Supported || backed(row),
        _ => true,
    };
    rows.into_iter().zip(markers).filter(keep).map(|(hit, _)| hit).collect()
}

impl Sense {
    /// True of a noun or organ in the singular.
    pub fn is_singular(self) -> bool {
        matches!(self, Self::Noun(_, Number::Singular))
    }
}
