//! Titles: what stands before a person's name, `former Iraqi Foreign Minister` **Hoshyar Zebari**.

use super::Level;
use super::candidates::CandidateSource;
use super::drafts::Draft;
use super::hits::Hits;
use super::lexicon::{Lexicon, Number, Sense};
use crate::syntax::Syntax;
use crate::syntax::tags::Upos;
use crate::text::Text;
use crate::text::span::{TokenId, TokenSpan};

/// Adds the title and the titled person of every named person that has one.
pub fn attach(text: &Text<'_>, syntax: &Syntax, hits: &Hits, lexicon: &Lexicon, drafts: &mut Vec<Draft>) {
    let titles = Titles { text, syntax, hits, lexicon };
    let mut added = Vec::new();
    for person in drafts.iter_mut().filter(|d| d.kind == "person") {
        let Some(found) = titles.before(person.span.start) else { continue };
        person.subtype = person.subtype.or(found.subtype);
        person.country = person.country.or(found.country);
        let title = TokenSpan { start: found.title, end: person.span.start };
        added.push(Draft {
            span: TokenSpan { start: found.whole, end: person.span.end },
            level: Level::Nominal,
            core: Some(person.span),
            source: CandidateSource::Grammar,
            record: None,
            ..person.clone()
        });
        added.push(Draft {
            span: title,
            head: title.last(),
            kind: "title",
            subtype: None,
            level: Level::Nominal,
            core: None,
            source: CandidateSource::Grammar,
            record: None,
            ..person.clone()
        });
    }
    // What is only a word of a title is no mention: `Police` of `Police Chief`.
    let mut inside: Vec<TokenSpan> = added.iter().filter(|d: &&Draft| d.kind == "title").map(|d| d.span).collect();
    inside.sort_unstable_by_key(|s| s.start);
    drafts.retain(|d| {
        let at = inside.partition_point(|s| s.end <= d.head);
        let role = d.kind == "person" && d.level == Level::Nominal && inside.get(at).is_some_and(|s| s.has(d.head));
        d.noun.is_none() || !role && (d.country.is_some() || inside.get(at).is_none_or(|s| !s.contains(d.span)))
    });
    drafts.extend(added);
}

struct Titles<'a, 'b> {
    text: &'a Text<'b>,
    syntax: &'a Syntax,
    hits: &'a Hits,
    lexicon: &'a Lexicon,
}

struct Found {
    title: TokenId,
    whole: TokenId,
    subtype: Option<&'static str>,
    country: Option<super::candidates::Iso3>,
}

impl Titles<'_, '_> {
    fn before(&self, name: TokenId) -> Option<Found> {
        let first = self.text.sentence(self.text.sentence_of(name))?.tokens.start;
        let mut at = name;
        let mut found: Option<Found> = None;
        // Title words and modifiers, from the name leftwards.
        for _ in 0..6 {
            let hit = self.hits.ending_before(at, first, |s| self.title_subtype(s).is_some());
            if let Some(hit) = hit {
                let subtype = self.title_subtype(hit.sense).flatten();
                let subtype = found.as_ref().and_then(|f| f.subtype).filter(|s| *s != "other").or(subtype);
                found = Some(Found { title: hit.span.start, whole: hit.span.start, subtype, country: None });
                at = hit.span.start;
                continue;
            }
            let Some(before) = at.before().filter(|t| *t >= first) else { break };
            let modifier = self.lexicon.title_modifiers.contains(self.text.lower(before));
            let joined = self.text.token(before) == "-" && found.is_some();
            if found.is_none() || !(modifier || joined) || self.syntax.upos(before) == Upos::Verb {
                break;
            }
            at = before;
            if let Some(found) = found.as_mut().filter(|_| modifier) {
                (found.title, found.whole) = (at, at);
            }
        }
        let mut found = found?;
        // Nationality, country or organisation before it.
        for _ in 0..3 {
            let outer = self.hits.ending_before(found.whole, first, |s| matches!(s, Sense::Norp(..) | Sense::Name(_)));
            let Some(hit) = outer else { break };
            let (Sense::Norp(row, _) | Sense::Name(row)) = hit.sense else { break };
            found.country = found.country.or(self.lexicon.known(row).and_then(|k| k.country));
            found.whole = hit.span.start;
        }
        Some(found)
    }

    #[allow(clippy::option_option)]
    fn title_subtype(&self, sense: Sense) -> Option<Option<&'static str>> {
        match sense {
            Sense::Title(subtype) => Some(subtype),
            Sense::Noun(noun, Number::Singular) => {
                self.lexicon.nouns.get(noun)?.singular.filter(|k| k.0 == "person").map(|k| k.1)
            }
            _ => None,
        }
    }
}
