//! Mentions without a name: noun phrases whose head is a noun of the tables, nationalities, pronouns.

use super::Level;
use super::candidates::{CandidateSource, Iso3};
use super::drafts::{Draft, HeadNoun};
use super::hits::{Hit, Hits};
use super::lexicon::{Determiner, Kind, Lexicon, Number, Sense};
use super::words::starts_upper;
use crate::syntax::tags::{Deprel, Upos};
use crate::syntax::{Syntax, phrases};
use crate::text::span::{TokenId, TokenSpan};
use crate::text::{Sentence, Text};

/// Words of an unnamed mention, at most.
const LONGEST: u32 = 14;

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

    /// Nationalities and words for peoples.
    fn norps(&self, sentence: &Sentence, out: &mut Vec<Draft>) {
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

    /// From the first word of the phrase that counts to the noun.
    fn extent(&self, hit: &Hit, kind: Kind, sentence: &Sentence) -> TokenSpan {
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
    fn of_phrase(
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

    fn pronoun(&self, token: TokenId) -> Option<Draft> {
        let pronoun = self.lexicon.pronouns.get(self.text.lower(token))?;
        if !matches!(self.syntax.upos(token), Upos::Pron | Upos::Adv | Upos::X) || self.name(token).is_some() {
            return None;
        }
        let filler = matches!(self.syntax.deprel(token), Deprel::Expl);
        if filler || self.is_acronym_us(token) {
            return None;
        }
        Some(Draft {
            span: TokenSpan::one(token),
            head: token,
            kind: "",
            subtype: None,
            level: Level::Pronoun,
            number: pronoun.number,
            country: None,
            source: CandidateSource::Nominal,
            record: None,
            known: None,
            noun: None,
            definite: true,
            core: None,
        })
    }

    /// `US` is no `us`.
    fn is_acronym_us(&self, token: TokenId) -> bool {
        let capitals = self.text.sentence(self.text.sentence_of(token)).is_some_and(|s| s.capitals);
        let word = self.text.token(token);
        !capitals && word.chars().count() > 1 && word.chars().all(char::is_uppercase)
    }
}
