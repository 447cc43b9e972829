//! Mentions without a name: noun phrases whose head is a noun of the tables, nationalities, pronouns.

mod bodies;
mod extent;
mod peoples;
mod pronouns;

pub use bodies::type_names;

use super::Level;
use super::candidates::{CandidateSource, Iso3};
use super::drafts::{Draft, HeadNoun};
use super::hits::{Hit, Hits};
use super::lexicon::{Kind, Lexicon, Number, Sense};
use super::words::starts_upper;
use crate::syntax::Syntax;
use crate::syntax::tags::{Deprel, Upos};
use crate::text::span::{TokenId, TokenSpan};
use crate::text::{Sentence, Text};

/// Adds the unnamed mentions of a text to its names.
pub fn add(text: &Text<'_>, syntax: &Syntax, hits: &Hits, lexicon: &Lexicon, drafts: &mut Vec<Draft>) {
    let mut finder = Finder { text, syntax, hits, lexicon, name_at: vec![None; text.tokens.len()], names: Vec::new() };
    for draft in drafts.iter().filter(|d| d.level == Level::Name) {
        for slot in finder.name_at.get_mut(draft.span.range()).into_iter().flatten() {
            slot.get_or_insert(finder.names.len());
        }
        finder.names.push(draft.clone());
    }
    let mut out = Vec::new();
    for sentence in &text.sentences {
        finder.norps(sentence, &mut out);
        for token in sentence.tokens.tokens() {
            if let Some(hit) = hits.noun_ending(token)
                && let Some(draft) = finder.nominal(sentence, hit)
            {
                out.push(draft);
            }
            out.extend(finder.pronoun(token));
        }
    }
    drafts.extend(out);
}

struct Finder<'a, 'b> {
    text: &'a Text<'b>,
    syntax: &'a Syntax,
    hits: &'a Hits,
    lexicon: &'a Lexicon,
    /// For each token the name that covers it, the outermost.
    name_at: Vec<Option<usize>>,
    names: Vec<Draft>,
}

impl Finder<'_, '_> {
    fn name(&self, token: TokenId) -> Option<&Draft> {
        self.name_at.get(token.index()).copied().flatten().and_then(|i| self.names.get(i))
    }

    fn nominal(&self, sentence: &Sentence, hit: &Hit) -> Option<Draft> {
        let head = hit.span.last();
        let (noun, kind, number, alone) = self.reading(hit.sense)?;
        if hit.span.len() == 1 && !self.is_noun(head, sentence) {
            return None;
        }
        if self.name(head).is_some() || self.is_title(hit, kind) {
            return None;
        }
        let thing = matches!(kind.0, "weapon" | "vehicle");
        let modifier = self.is_modifier(head, sentence);
        let before = self.country_before(hit.span.start, sentence);
        if modifier && !thing {
            // `an Iraqi military spokesman`: the organ inside. `Coalition aircraft`: as good as a name.
            let organ = matches!(noun, HeadNoun::Organ(_));
            let named = kind.0 == "organization"
                && !sentence.capitals
                && head > sentence.tokens.start
                && starts_upper(self.text.token(head));
            let start = match before.filter(|_| organ) {
                Some(found) => found.0,
                None if named => hit.span.start,
                None => return self.doer(hit, noun, sentence),
            };
            return Some(self.draft(TokenSpan { start, end: hit.span.end }, head, noun, kind, number, sentence));
        }
        let mut span = if modifier { hit.span } else { self.extent(hit, kind, sentence) };
        let (mut core, mut own) = (None, kind);
        if !modifier {
            (span.end, core, own) = self.of_phrase(span.end, noun, kind, sentence);
        }
        let number = if own == kind { number } else { Number::Plural };
        let draft = self.draft(span, head, noun, own, number, sentence);
        if !alone && draft.country.is_none() {
            // `the embassy` of nobody is a building.
            let building =
                self.hits.at(hit.span.start).find(|h| h.span == hit.span && matches!(h.sense, Sense::Noun(..)));
            return building.and_then(|h| self.nominal(sentence, h));
        }
        Some(Draft { core, ..draft })
    }

    /// `a rebel offensive`, `the police raid`: those who stand right before a noun for no body or place of its own,
    /// several of them.
    fn doer(&self, hit: &Hit, noun: HeadNoun, sentence: &Sentence) -> Option<Draft> {
        let (head, next) = (hit.span.last(), hit.span.end);
        let kind = match noun {
            HeadNoun::Noun(row) => self.lexicon.nouns.get(row)?.many.filter(|k| k.0 == "group")?,
            HeadNoun::Organ(row) => self.lexicon.organs.get(row).filter(|o| o.alone)?.kind,
        };
        let before_noun = self.syntax.deprel(head) == Deprel::Compound
            && self.syntax.head(head) == Some(next)
            && self.syntax.upos(next) == Upos::Noun
            && self.name(next).is_none()
            && self.hits.at(next).next().is_none();
        let number = if kind.0 == "group" { Number::Plural } else { Number::Singular };
        before_noun.then(|| self.draft(hit.span, head, noun, kind, number, sentence))
    }

    /// A noun, or an adjective that stands for one: `the wounded`.
    fn is_noun(&self, token: TokenId, sentence: &Sentence) -> bool {
        let (before, after) = (TokenId(token.0.saturating_sub(1)), TokenId(token.0 + 1));
        match self.syntax.upos(token) {
            Upos::Noun | Upos::Propn => true,
            Upos::Adj | Upos::Verb => {
                token > sentence.tokens.start
                    && self.points_back(before)
                    && !matches!(self.syntax.upos(after), Upos::Noun | Upos::Propn | Upos::Adj)
            }
            _ => false,
        }
    }

    fn draft(
        &self,
        span: TokenSpan,
        head: TokenId,
        noun: HeadNoun,
        kind: Kind,
        number: Number,
        sentence: &Sentence,
    ) -> Draft {
        let organ = matches!(noun, HeadNoun::Organ(_));
        let named = organ && !sentence.capitals && starts_upper(self.text.token(head)) && span.start < head;
        let opener = span.start.before().filter(|t| sentence.tokens.has(*t));
        Draft {
            span,
            head,
            kind: kind.0,
            subtype: kind.1,
            level: if named { Level::Name } else { Level::Nominal },
            number,
            country: self.country_in(span, sentence),
            source: if named { CandidateSource::Grammar } else { CandidateSource::Nominal },
            record: None,
            known: None,
            noun: Some(noun),
            definite: opener.is_some_and(|t| self.points_back(t)) || self.points_back(span.start),
            core: None,
        }
    }

    /// A determiner of what was named before: `the`, `that`, `said`, but not the conjunction nor the verb.
    fn points_back(&self, token: TokenId) -> bool {
        !matches!(self.syntax.upos(token), Upos::Verb | Upos::Sconj)
            && self.lexicon.determiners.get(self.text.lower(token)).is_some_and(|d| d.1)
    }

    fn reading(&self, sense: Sense) -> Option<(HeadNoun, Kind, Number, bool)> {
        match sense {
            Sense::Noun(row, number) => {
                let noun = self.lexicon.nouns.get(row)?;
                let kind = if number == Number::Singular { noun.singular } else { noun.many }?;
                Some((HeadNoun::Noun(row), kind, number, true))
            }
            Sense::Organ(row) => {
                let organ = self.lexicon.organs.get(row)?;
                Some((HeadNoun::Organ(row), organ.kind, Number::Singular, organ.alone))
            }
            _ => None,
        }
    }

    /// True of a role before a person's name: it is part of that mention.
    fn is_title(&self, hit: &Hit, kind: Kind) -> bool {
        kind.0 == "person"
            && self.name(hit.span.end).is_some_and(|n| n.kind == "person" && n.span.start == hit.span.end)
    }

    /// True of a noun that only modifies another.
    fn is_modifier(&self, head: TokenId, sentence: &Sentence) -> bool {
        let next = TokenId(head.0 + 1);
        let follows = next < sentence.tokens.end
            && (matches!(self.syntax.upos(next), Upos::Noun | Upos::Propn) || self.text.token(next) == "-");
        let loose = matches!(self.syntax.deprel(head), Deprel::Compound | Deprel::Amod | Deprel::Flat);
        loose && (follows || self.syntax.head(head).is_some_and(|h| h > head)) || self.text.token(next) == "-"
    }

    /// Where the nationality or country right before a token begins, with `-led` and the like between.
    fn country_before(&self, token: TokenId, sentence: &Sentence) -> Option<(TokenId, usize)> {
        let place = |s: Sense| matches!(s, Sense::Norp(..) | Sense::Name(_) | Sense::Capital(_));
        let hit = self.hits.ending_before(token, sentence.tokens.start, place)?;
        let (Sense::Norp(row, _) | Sense::Name(row) | Sense::Capital(row)) = hit.sense else { return None };
        Some((hit.span.start, row))
    }

    /// The country that the words of a phrase, or its possessor, name; the nearest to its end.
    fn country_in(&self, span: TokenSpan, sentence: &Sentence) -> Option<Iso3> {
        let from = span.start.0.saturating_sub(2).max(sentence.tokens.start.0);
        let possessor = (from..span.start.0).map(TokenId).any(|t| self.syntax.upos(t) == Upos::Part);
        let from = if possessor { TokenId(from.saturating_sub(3).max(sentence.tokens.start.0)) } else { span.start };
        let mut country = None;
        let mut end = from;
        for token in (TokenSpan { start: from, end: span.end }).tokens() {
            // `South Sudanese` is not Sudanese.
            let place = |h: &&Hit| matches!(h.sense, Sense::Norp(..) | Sense::Name(_) | Sense::Capital(_));
            if let Some(hit) = self.hits.at(token).find(place).filter(|h| h.span.end > end)
                && let Sense::Norp(row, _) | Sense::Name(row) | Sense::Capital(row) = hit.sense
            {
                end = hit.span.end;
                country = self.lexicon.known(row).and_then(|k| k.country).or(country);
            }
            if let Some(name) = self.name(token).filter(|n| n.span.start == token) {
                country = name.country.or(country);
            }
        }
        country
    }
}
