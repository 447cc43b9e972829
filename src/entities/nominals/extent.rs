//! Where the phrase of an unnamed mention begins and ends: `at least nine soldiers`, `the government of Iraq`.

use super::Finder;
use crate::entities::drafts::HeadNoun;
use crate::entities::hits::Hit;
use crate::entities::lexicon::{Determiner, Kind};
use crate::syntax::phrases;
use crate::syntax::tags::Upos;
use crate::text::Sentence;
use crate::text::span::{TokenId, TokenSpan};

/// Words of an unnamed mention, at most.
const LONGEST: u32 = 14;

impl Finder<'_, '_> {
    /// From the first word of the phrase that counts to the noun.
    pub(super) fn extent(&self, hit: &Hit, kind: Kind, sentence: &Sentence) -> TokenSpan {
        let head = hit.span.last();
        let base = phrases::base_noun_phrase(self.text, self.syntax, head);
        let least = TokenId(head.0.saturating_sub(LONGEST)).max(sentence.tokens.start);
        let mut start = base.start.max(least).min(hit.span.start);
        // Nothing before a comma or bracket, and no phrase that is split.
        for token in (TokenSpan { start, end: hit.span.start }).tokens() {
            // A verb with its subject before it belongs to no noun phrase, nor does one before a number or article (`the
            // Chadian stabbed two guards`).
            let verb = self.syntax.upos(token) == Upos::Verb && token > start;
            let clause = verb
                && (matches!(self.syntax.upos(TokenId(token.0 - 1)), Upos::Noun | Upos::Propn)
                    && self.hits.noun_ending(TokenId(token.0 - 1)).is_some()
                    || matches!(self.syntax.upos(TokenId(token.0 + 1)), Upos::Num | Upos::Det));
            let mark =
                clause || self.syntax.upos(token) == Upos::Punct && !matches!(self.text.token(token), "-" | "'" | "’");
            if mark
                || matches!(self.syntax.upos(token), Upos::Adp | Upos::Aux | Upos::Sconj | Upos::Pron)
                    && !self.is_possessive(token)
                    && !self.counts(token)
            {
                start = TokenId(token.0 + 1);
            }
        }
        let persons = matches!(kind.0, "person" | "group");
        while start < hit.span.start {
            let class = self.lexicon.determiners.get(self.text.lower(start)).map(|d| d.0);
            let number = self.syntax.upos(start) == Upos::Num && self.text.token(TokenId(start.0 + 1)) != "-";
            let drop = match class {
                Some(Determiner::Article) => true,
                Some(Determiner::Quantity) => !persons,
                Some(Determiner::Negative) => true,
                Some(Determiner::Definite | Determiner::Count) => false,
                None if self.syntax.upos(start) == Upos::Adv => true,
                // `kidnapping` of `kidnapping tourists` governs them.
                None if self.syntax.upos(start) == Upos::Verb && self.text.lower(start).ends_with("ing") => true,
                None => number && !persons || self.syntax.upos(start) == Upos::Punct,
            };
            if !drop {
                break;
            }
            start.0 += 1;
        }
        // Nothing begins within a name (`al-Qaida-backed rebels`).
        start = self.name(start).map_or(start, |n| n.span.start.min(start));
        start = self.with_name(start, sentence);
        if persons {
            start = self.with_count(start, sentence);
        }
        TokenSpan { start, end: hit.span.end }
    }

    /// A name right before a phrase belongs to it: `Hamas fighters`.
    fn with_name(&self, start: TokenId, sentence: &Sentence) -> TokenId {
        let Some(before) = start.before().filter(|t| sentence.tokens.has(*t)) else {
            return start;
        };
        match self.name(before) {
            Some(n) if n.span.end == start && n.kind == "organization" && n.span.start >= sentence.tokens.start => {
                n.span.start
            }
            _ => start,
        }
    }

    /// `dozens of` before persons, and which part of them is meant: `seven of the` 11 detainees.
    fn with_count(&self, start: TokenId, sentence: &Sentence) -> TokenId {
        let class = |t: TokenId| self.lexicon.determiners.get(self.text.lower(t)).map(|d| d.0);
        let before = |t: TokenId| t.before().filter(|t| sentence.tokens.has(*t));
        let of = |t: &TokenId| self.text.lower(*t) == self.lexicon.of;
        let article = before(start).filter(|t| class(*t) == Some(Determiner::Article));
        let bare = before(start).filter(of).and_then(before);
        let counted = bare.or_else(|| article.and_then(before).filter(of).and_then(before));
        let counts = |t: &TokenId| match class(*t) {
            Some(Determiner::Count) => bare.is_some(),
            _ => self.syntax.upos(*t) == Upos::Num,
        };
        let Some(mut at) = counted.filter(counts) else { return start };
        while at > sentence.tokens.start && class(TokenId(at.0 - 1)) == Some(Determiner::Quantity) {
            at.0 -= 1;
        }
        at
    }

    fn is_possessive(&self, token: TokenId) -> bool {
        self.lexicon.pronouns.get(self.text.lower(token)).is_some_and(|p| p.possessive)
    }

    /// `at least`, `more than`, `up to` before a number.
    fn counts(&self, token: TokenId) -> bool {
        let quantity =
            |t: TokenId| self.lexicon.determiners.get(self.text.lower(t)).is_some_and(|d| d.0 == Determiner::Quantity);
        quantity(token)
            && (1..4)
                .map(|i| TokenId(token.0 + i))
                .find(|&t| !quantity(t))
                .is_some_and(|t| self.syntax.upos(t) == Upos::Num)
    }

    /// `of Iraq` after `the government`, `of Mosul` after `the city`, `for Refugees` after a commissioner: the end, the
    /// name that a place is, and the kind.
    pub(super) fn of_phrase(
        &self,
        end: TokenId,
        noun: HeadNoun,
        kind: Kind,
        sentence: &Sentence,
    ) -> (TokenId, Option<TokenSpan>, Kind) {
        let none = (end, None, kind);
        if end >= sentence.tokens.end {
            return none;
        }
        let row = match noun {
            HeadNoun::Noun(row) => self.lexicon.nouns.get(row),
            HeadNoun::Organ(_) => None,
        };
        let organ = row.is_none();
        let takes = row.is_some_and(|n| n.takes_of);
        let (place, officer) = (kind.0 == "location", kind.0 == "person");
        let link = self.text.lower(end);
        let of = link == self.lexicon.of;
        let links = of || officer && link == self.lexicon.for_;
        if !links || !(takes || place || organ || officer) {
            return none;
        }
        let mut next = TokenId(end.0 + 1);
        if self.syntax.upos(next) == Upos::Det {
            next.0 += 1;
        }
        // Not `a group of Mali soldiers`.
        let alone = |t: TokenId| !takes || !self.is_modifier(t, sentence);
        let name = self.name(next).filter(|n| n.span.start == next && n.span.end <= sentence.tokens.end);
        if let Some(name) = name.filter(|n| alone(n.span.last())) {
            let fits = matches!(name.kind, "location" | "organization") && (!place || name.kind == "location");
            let end = name.span.end;
            // `the head of Hamas' military wing`
            if fits && !place && !organ && self.syntax.upos(end) == Upos::Part {
                let after = (1..5).map(|i| TokenId(end.0 + i)).take_while(|t| sentence.tokens.has(*t));
                let noun = after.take_while(|&t| !matches!(self.syntax.upos(t), Upos::Punct | Upos::Verb | Upos::Adp));
                let found = noun.filter_map(|t| self.hits.noun_ending(t)).last();
                if let Some(hit) = found {
                    return (hit.span.end, None, kind);
                }
            }
            return if fits { (name.span.end, place.then_some(name.span), kind) } else { none };
        }
        if place || organ || !takes {
            return none;
        }
        let stop = TokenId((next.0 + 5).min(sentence.tokens.end.0));
        let found = (TokenSpan { start: next, end: stop })
            .tokens()
            .take_while(|&t| {
                !matches!(self.syntax.upos(t), Upos::Verb | Upos::Aux | Upos::Punct | Upos::Adp | Upos::Cconj)
            })
            .find_map(|t| self.hits.noun_ending(t).filter(|_| !self.is_modifier(t, sentence)));
        let Some(hit) = found else { return none };
        let inner = self.reading(hit.sense).map(|r| r.1).filter(|k| matches!(k.0, "group" | "person"));
        let own = if row.is_some_and(|n| n.takes_kind) { inner.unwrap_or(kind) } else { kind };
        (hit.span.end, None, own)
    }
}
