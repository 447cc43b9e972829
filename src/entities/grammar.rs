//! Grammar: names built of smaller parts. Persons after a title, and capitalised words before or after a noun that
//! tells what they name: `Quds Brigades`, `Ain Al-Asad air base`, `Camp Hurriya`.

use super::candidates::{Candidate, CandidateSource};
use super::hits::{Hit, Hits};
use super::lexicon::{Lexicon, Sense};
use super::words::{is_acronym, starts_upper};
use crate::syntax::Syntax;
use crate::syntax::tags::Upos;
use crate::text::cues::{Cue, Cues};
use crate::text::span::{TokenId, TokenSpan};
use crate::text::{Sentence, Text};

/// Score of a person after a title.
const TITLED: i32 = 75;
/// Score of a name that its last word types.
const HEADED: i32 = 66;
/// Words of a name, at most.
const LONGEST: usize = 6;

/// Proposes names by their parts.
pub fn candidates(text: &Text<'_>, syntax: &Syntax, hits: &Hits, lexicon: &Lexicon, out: &mut Vec<Candidate>) {
    let grammar = Grammar { text, syntax, hits, lexicon };
    for hit in &hits.rows {
        let found = match hit.sense {
            Sense::Title(_) | Sense::Noun(..) if grammar.is_title(hit) => grammar.person(hit),
            Sense::NameHead(kind, subtype) => grammar.headed(hit, kind, subtype),
            Sense::NameOpener(kind, subtype) => grammar.opened(hit, kind, subtype),
            Sense::Noun(..) => grammar.place(hit),
            _ => None,
        };
        out.extend(found);
    }
}

struct Grammar<'a, 'b> {
    text: &'a Text<'b>,
    syntax: &'a Syntax,
    hits: &'a Hits,
    lexicon: &'a Lexicon,
}

impl Grammar<'_, '_> {
    fn sentence(&self, token: TokenId) -> Option<&Sentence> {
        self.text.sentence(self.text.sentence_of(token))
    }

    fn is_title(&self, hit: &Hit) -> bool {
        match hit.sense {
            Sense::Title(_) => true,
            Sense::Noun(noun, _) => {
                let noun = self.lexicon.nouns.get(noun);
                hit.sense.is_singular() && noun.and_then(|n| n.singular).is_some_and(|k| k.0 == "person")
            }
            _ => false,
        }
    }

    /// `Col. Travis Caughlin`: the capitalised words after a title.
    fn person(&self, hit: &Hit) -> Option<Candidate> {
        let sentence = self.sentence(hit.span.start)?;
        let span = self.name_after(hit.span.end, sentence)?;
        let subtype = match hit.sense {
            Sense::Title(subtype) => subtype,
            Sense::Noun(noun, _) => self.lexicon.nouns.get(noun).and_then(|n| n.singular).and_then(|k| k.1),
            _ => None,
        };
        Some(Candidate {
            span,
            kind: "person",
            subtype,
            country: None,
            source: CandidateSource::Grammar,
            record: None,
            score: TITLED,
        })
    }

    fn name_after(&self, start: TokenId, sentence: &Sentence) -> Option<TokenSpan> {
        let known = |t: TokenId| self.hits.at(t).any(|h| !matches!(h.sense, Sense::Noun(..) | Sense::Organ(_)));
        let links = self.text.lower(start) == self.lexicon.of || self.text.lower(start) == self.lexicon.for_;
        // `attacked by an assailant Thursday`
        let when = Cues::shared().is_word(Cue::Weekday, self.text.lower(start));
        if known(start) || links || when || self.lexicon.determiners.contains_key(self.text.lower(start)) {
            return None;
        }
        let mut end = start;
        while end < sentence.tokens.end && (end.0 - start.0) as usize <= LONGEST {
            if !self.is_name_word(end, sentence) && !self.joins(start, end, sentence) {
                break;
            }
            end.0 += 1;
        }
        while end > start && !self.text.token(TokenId(end.0 - 1)).chars().any(char::is_alphanumeric) {
            end.0 -= 1;
        }
        let span = TokenSpan { start, end };
        (!span.is_empty() && self.is_name_word(start, sentence)).then_some(span)
    }

    fn is_name_word(&self, token: TokenId, sentence: &Sentence) -> bool {
        let word = self.text.token(token);
        let tagged = matches!(self.syntax.upos(token), Upos::Propn | Upos::X);
        let upper =
            starts_upper(word) && word.chars().all(|c| c.is_alphabetic() || matches!(c, '\'' | '’' | '.' | '-'));
        let particle = tagged && !starts_upper(word) && word.chars().all(char::is_alphabetic) && word.len() < 5;
        let acronym = word.chars().count() > 1 && !word.contains('.') && is_acronym(word);
        if sentence.capitals { tagged && upper } else { upper && tagged && !acronym || particle }
    }

    /// A hyphen or apostrophe inside a name: `Nasser al` **-** `Din`.
    fn joins(&self, start: TokenId, token: TokenId, sentence: &Sentence) -> bool {
        let tight = |t: TokenId| self.text.tokens.get(t.index()).is_some_and(|t| !t.space_before);
        let next = TokenId(token.0 + 1);
        let mark = matches!(self.text.token(token), "-" | "'" | "’" | "‘" | "`");
        mark && token > start && next < sentence.tokens.end && tight(token) && tight(next)
    }

    /// Capitalised words that end with a word which types them.
    fn headed(&self, hit: &Hit, kind: &'static str, subtype: Option<&'static str>) -> Option<Candidate> {
        let sentence = self.sentence(hit.span.start)?;
        let mut start = hit.span.start;
        while start > sentence.tokens.start && hit.span.start.0 - start.0 < 5 {
            let before = TokenId(start.0 - 1);
            let word = self.text.token(before);
            let capital = starts_upper(word) && !sentence.capitals || self.syntax.upos(before) == Upos::Propn;
            let inside = capital && word.chars().any(char::is_alphanumeric) && self.syntax.upos(before) != Upos::Det;
            let hyphen =
                word == "-" && start.0 - 1 > sentence.tokens.start.0 && self.tight(before) && self.tight(start);
            let and = matches!(self.syntax.upos(before), Upos::Cconj | Upos::Adp);
            if !inside && !hyphen || and {
                break;
            }
            start = before;
        }
        // A sentence's first word is capitalised anyway.
        if start == sentence.tokens.start && start < hit.span.start && self.syntax.upos(start) != Upos::Propn {
            let known = self.hits.at(start).any(|h| matches!(h.sense, Sense::Norp(..) | Sense::Name(_)));
            if !known {
                start.0 += 1;
            }
        }
        let end = self.of_name(hit.span.end, sentence);
        let bare = start == hit.span.start;
        if bare && end == hit.span.end {
            return None;
        }
        if bare && !starts_upper(self.text.token(start)) {
            return None;
        }
        if sentence.capitals && self.syntax.upos(hit.span.last()) != Upos::Propn {
            return None;
        }
        let country = self.hits.at(start).find_map(|h| match h.sense {
            Sense::Norp(row, _) | Sense::Name(row) => self.lexicon.known(row).and_then(|k| k.country),
            _ => None,
        });
        Some(Candidate {
            span: TokenSpan { start, end },
            kind,
            subtype,
            country,
            source: CandidateSource::Grammar,
            record: None,
            score: HEADED,
        })
    }

    /// `Camp Hurriya`: the capitalised words after a word that types them.
    fn opened(&self, hit: &Hit, kind: &'static str, subtype: Option<&'static str>) -> Option<Candidate> {
        let sentence = self.sentence(hit.span.start)?;
        let mut end = hit.span.end;
        while end < sentence.tokens.end && end.0 - hit.span.end.0 < 4 && self.is_name_word(end, sentence) {
            end.0 += 1;
        }
        let headed = self.hits.at(TokenId(end.0.saturating_sub(1))).any(|h| matches!(h.sense, Sense::NameHead(..)));
        (end > hit.span.end && !headed).then_some(Candidate {
            span: TokenSpan { start: hit.span.start, end },
            kind,
            subtype,
            country: None,
            source: CandidateSource::Grammar,
            record: None,
            score: HEADED,
        })
    }

    /// The end of `of Foreign Affairs` after a name head.
    fn of_name(&self, end: TokenId, sentence: &Sentence) -> TokenId {
        let link = self.text.lower(end);
        if end >= sentence.tokens.end || link != self.lexicon.of && link != self.lexicon.for_ {
            return end;
        }
        let mut at = TokenId(end.0 + 1);
        if self.syntax.upos(at) == Upos::Det {
            at.0 += 1;
        }
        let first = at;
        while at < sentence.tokens.end && at.0 - first.0 < 5 {
            let word = self.text.token(at);
            let fits = starts_upper(word) && self.syntax.upos(at) == Upos::Propn;
            let and = self.syntax.upos(at) == Upos::Cconj
                && at > first
                && starts_upper(self.text.token(TokenId(at.0 + 1)))
                && self.syntax.upos(TokenId(at.0 + 1)) == Upos::Propn;
            if !fits && !and {
                break;
            }
            at.0 += 1;
        }
        let alone = TokenSpan { start: first, end: at };
        let place =
            self.hits.at(first).any(|h| h.span == alone && matches!(h.sense, Sense::Name(_) | Sense::Capital(_)));
        if at == first || place && self.text.lower(end) != "of" { end } else { at }
    }

    fn tight(&self, token: TokenId) -> bool {
        self.text.tokens.get(token.index()).is_some_and(|t| !t.space_before)
    }

    /// `Ain Al-Asad air base`: capitalised words before a lower-case noun for a facility or place.
    fn place(&self, hit: &Hit) -> Option<Candidate> {
        let Sense::Noun(noun, super::lexicon::Number::Singular) = hit.sense else { return None };
        let (kind, subtype) = self.lexicon.nouns.get(noun)?.singular?;
        let sentence = self.sentence(hit.span.start)?;
        let noun = self.syntax.upos(hit.span.last()) == Upos::Noun;
        if !matches!(kind, "facility" | "location") || sentence.capitals || !noun {
            return None;
        }
        let mut start = hit.span.start;
        while start > sentence.tokens.start && hit.span.start.0 - start.0 < 6 {
            let before = TokenId(start.0 - 1);
            let word = self.text.token(before);
            let name = self.syntax.upos(before) == Upos::Propn && starts_upper(word);
            let particle = start < hit.span.start && word.len() < 4 && self.syntax.upos(before) == Upos::Propn;
            let hyphen = word == "-" && self.tight(before) && self.tight(start) && start < hit.span.start;
            if !name && !particle && !hyphen {
                break;
            }
            start = before;
        }
        let first = self.hits.at(start).any(|h| {
            matches!(h.sense, Sense::Name(_) | Sense::Norp(..) | Sense::Capital(_) | Sense::Title(_))
                && h.span.end >= hit.span.start
        });
        if start == hit.span.start || first || !starts_upper(self.text.token(start)) {
            return None;
        }
        Some(Candidate {
            span: TokenSpan { start, end: hit.span.end },
            kind,
            subtype,
            country: None,
            source: CandidateSource::Grammar,
            record: None,
            score: HEADED - 10,
        })
    }
}
