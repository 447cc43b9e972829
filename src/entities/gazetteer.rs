//! Place names: every run of tokens that the gazetteer knows, or that a word beside it makes a place.

pub mod file;
mod names;
pub mod words;

pub use file::{Gazetteer, Hit, PlaceId, Record};
pub use names::{Folder, NameFlags, NameHash};

use super::candidates::{Candidate, CandidateSource, Iso3};
use super::words::starts_upper;
use crate::resources::Resources;
use crate::syntax::Syntax;
use crate::syntax::tags::Upos;
use crate::text::span::{TokenId, TokenSpan};
use crate::text::{Sentence, Text};
use words::{Use, Words};

/// Tokens of the longest name that is looked for.
const LONGEST: usize = 9;
/// Score of a name that nothing speaks for or against.
const PLAIN: i32 = 40;
/// Names below this are left out.
pub const LEAST: i32 = 30;

/// A name of the gazetteer in the text.
#[derive(Clone, Copy, Debug)]
pub struct Match {
    /// Its tokens.
    pub span: TokenSpan,
    /// The name.
    pub name: NameHash,
    /// The likeliest place of this name when nothing is known.
    pub best: Hit,
    /// Binary logarithm of that place's population.
    pub magnitude: f32,
}

/// Proposes the place names of a text.
pub fn candidates(text: &Text<'_>, syntax: &Syntax, resources: &Resources, out: &mut Vec<Candidate>) {
    let finder =
        Finder { text, syntax, gazetteer: &resources.entities.gazetteer, words: &resources.entities.place_words };
    for sentence in &text.sentences {
        finder.sentence(sentence, out);
    }
}

/// The longest name of the gazetteer that begins at a token and ends before `limit`.
pub fn longest_at(
    text: &Text<'_>,
    gazetteer: &Gazetteer,
    words: &Words,
    start: TokenId,
    limit: TokenId,
) -> Option<Match> {
    let capital = text.token(start).chars().next().is_some_and(char::is_uppercase);
    if !capital && !words.is(text, start, Use::Prefix) {
        return None;
    }
    let mut folder = Folder::new(gazetteer);
    let mut found = None;
    let mut gap = 0;
    for i in start.index()..limit.index().min(start.index() + LONGEST) {
        let (token, first) = (TokenId::new(i), i == start.index());
        let word = text.token(token);
        let Some(initial) = word.chars().next() else { break };
        if !first && text.tokens.get(i).is_some_and(|t| t.space_before) && !folder.push(" ") {
            break;
        }
        if !initial.is_alphanumeric() {
            let joins = matches!(word, "-" | "'" | "’" | "‘" | "." | "–") && i > start.index();
            if !joins || !folder.push(word) {
                break;
            }
            continue;
        }
        if !folder.push(word) {
            break;
        }
        if initial.is_lowercase() {
            gap += 1;
            let hyphenated = i > 0 && text.token(TokenId::new(i - 1)) == "-";
            if gap > 2 || !hyphenated {
                if gap > 2 {
                    break;
                }
                continue;
            }
        } else {
            gap = 0;
        }
        let span = TokenSpan::new(start.index(), i + 1);
        if let Some((best, magnitude)) = likeliest(text, gazetteer, folder.hash(), span) {
            found = Some(Match { span, name: folder.hash(), best, magnitude });
        }
    }
    found
}

/// The likeliest place of a name where nothing else is known, if it may be written so.
fn likeliest(text: &Text<'_>, gazetteer: &Gazetteer, name: NameHash, span: TokenSpan) -> Option<(Hit, f32)> {
    let mut best: Option<(f32, Hit, f32)> = None;
    for hit in gazetteer.lookup(name) {
        if !spelled(text, span, hit.flags) {
            continue;
        }
        let Some(record) = gazetteer.record(hit.place) else { continue };
        let value = prior(gazetteer, hit, &record);
        if best.is_none_or(|(v, ..)| value > v) {
            best = Some((value, hit, record.magnitude));
        }
    }
    best.map(|(_, hit, magnitude)| (hit, magnitude))
}

/// True where acronyms stand in capitals and abbreviations before their full stop.
fn spelled(text: &Text<'_>, span: TokenSpan, flags: NameFlags) -> bool {
    let slice = text.slice(span);
    if flags.acronym() && slice.chars().any(char::is_lowercase) {
        return false;
    }
    !flags.abbreviation() || slice.ends_with('.') || text.token(span.end).starts_with('.')
}

/// How likely a place is meant by its name when nothing else is known, in doublings of its population.
pub fn prior(gazetteer: &Gazetteer, hit: Hit, record: &Record) -> f32 {
    let base = match record.subtype {
        "country" => 30.0,
        "territory" | "region" | "water" | "area" => 22.0,
        "admin1" => record.magnitude - 3.0,
        "admin2" => record.magnitude * 0.5,
        "city" => {
            let capital = gazetteer.country_of(hit.place).and_then(|c| gazetteer.capital(c)) == Some(hit.place);
            record.magnitude + if capital { 4.0 } else { 0.0 }
        }
        _ => 15.0,
    };
    base - if hit.flags.primary() { 0.0 } else { 1.5 }
}

struct Finder<'a, 'b> {
    text: &'a Text<'b>,
    syntax: &'a Syntax,
    gazetteer: &'a Gazetteer,
    words: &'a Words,
}

impl Finder<'_, '_> {
    fn sentence(&self, sentence: &Sentence, out: &mut Vec<Candidate>) {
        let (mut at, end) = (sentence.tokens.start, sentence.tokens.end);
        while at < end {
            // In capitals nothing but the words themselves tells a name: `THE NORTHERN TOWN` begins with none.
            let skipped = sentence.capitals && (self.words.is(self.text, at, Use::Article) || self.is_part(at));
            if skipped {
                at = TokenId(at.0 + 1);
                continue;
            }
            let Some(found) = longest_at(self.text, self.gazetteer, self.words, at, end) else {
                let unknown = self.unknown(sentence, at);
                at = unknown.map_or(TokenId(at.0 + 1), |c| c.span.end);
                out.extend(unknown);
                continue;
            };
            self.propose(sentence, &found, out);
            at = found.span.end;
        }
    }

    /// `the village of Kfar Nobo`: a name behind the word for a place is one, though nobody knows it.
    fn unknown(&self, sentence: &Sentence, start: TokenId) -> Option<Candidate> {
        let named = |t: &TokenId| starts_upper(self.text.token(*t)) && self.syntax.upos(*t) == Upos::Propn;
        let rest = TokenSpan { start, end: sentence.tokens.end };
        let words = rest.tokens().take(LONGEST).take_while(named).count();
        if words == 0 || sentence.capitals {
            return None;
        }
        let entry = self.words.kind_behind(self.text, start, sentence.tokens.start)?;
        Some(Candidate {
            span: TokenSpan { start, end: TokenId::new(start.index() + words) },
            kind: entry.kind,
            subtype: entry.subtype,
            country: None,
            source: CandidateSource::Grammar,
            record: None,
            score: PLAIN + 25,
        })
    }

    /// True of a direction, and of a word that the tagger takes for no name.
    fn is_part(&self, token: TokenId) -> bool {
        self.words.is(self.text, token, Use::Direction)
            || matches!(
                self.syntax.upos(token),
                Upos::Adj | Upos::Verb | Upos::Adv | Upos::Adp | Upos::Num | Upos::Pron
            )
    }

    /// The name itself, and the longer place that the words around it make of it.
    fn propose(&self, sentence: &Sentence, found: &Match, out: &mut Vec<Candidate>) {
        let Some(record) = self.gazetteer.record(found.best.place) else { return };
        let (kind, subtype) = kind_of(record.subtype);
        let mut score = self.score(sentence, found, &record);
        let wider = self.wider(sentence, found.span);
        if wider.is_some() {
            score = score.max(PLAIN);
        }
        if score < LEAST {
            return;
        }
        let country = self.gazetteer.country_of(found.best.place).and_then(|c| self.gazetteer.iso3(c));
        let candidate = Candidate {
            span: found.span,
            kind,
            subtype: Some(subtype),
            country: country.and_then(Iso3::parse),
            source: CandidateSource::Gazetteer,
            record: Some(found.best.place.index()),
            score,
        };
        out.push(candidate);
        if let Some((span, kind, wide)) = wider {
            out.push(Candidate { span, kind, subtype: wide.or(candidate.subtype), score: score + 5, ..candidate });
        }
    }

    /// `Babil province`, `southern Lebanon`: the span, kind and subtype that the words around a name make of it.
    fn wider(&self, sentence: &Sentence, span: TokenSpan) -> Option<(TokenSpan, &'static str, Option<&'static str>)> {
        let (text, words) = (self.text, self.words);
        if let Some((phrase, entry)) = words.after(text, span.end, sentence.tokens.end) {
            return Some((span.cover(phrase), entry.kind, entry.subtype));
        }
        let before = span.start.before().filter(|t| sentence.tokens.has(*t))?;
        let (phrase, entry) = words.ending_at(text, span.start, sentence.tokens.start, Use::Direction)?;
        (phrase.start <= before).then(|| (phrase.cover(span), entry.kind, entry.subtype))
    }

    /// What speaks for and against a place being meant.
    fn score(&self, sentence: &Sentence, found: &Match, record: &Record) -> i32 {
        let (text, span, flags) = (self.text, found.span, found.best.flags);
        let (first, last) = (sentence.tokens.start, sentence.tokens.end);
        let previous = span.start.before().filter(|&t| t >= first);
        let next = Some(span.end).filter(|&t| t < last);
        let capital = |t: Option<TokenId>| {
            !sentence.capitals && t.is_some_and(|t| text.token(t).chars().next().is_some_and(char::is_uppercase))
        };
        let mut score = PLAIN;
        let (big, known) = (found.magnitude >= 17.0, record.subtype != "city" && record.subtype != "admin2");
        if known && !flags.word() {
            score += 15;
        } else if big {
            score += 8;
        } else if found.magnitude < 13.5 {
            score -= 8;
        }
        if span.len() > 1 {
            score += 8;
        }
        if !flags.primary() {
            score -= 6;
        }
        let before = self.words.ending_at(text, span.start, first, Use::Before).is_some();
        let of = self.words.ending_at(text, span.start, first, Use::Of).is_some();
        let comma = next.is_some_and(|t| text.token(t) == ",")
            && longest_at(text, self.gazetteer, self.words, TokenId(span.end.0 + 1), last).is_some_and(|m| {
                self.gazetteer.record(m.best.place).is_some_and(|r| matches!(r.subtype, "country" | "admin1"))
            });
        let within = previous.is_some_and(|t| text.token(t) == ",");
        if before {
            score += 14;
        }
        if of {
            score += 25;
        }
        if comma {
            score += 20;
        }
        if within && known {
            score += 10;
        }
        if flags.word() && !known {
            score -= if previous.is_none() { 30 } else { 15 };
        }
        if flags.given() || flags.surname() {
            score -= if known || big { 6 } else { 14 };
        }
        let person = self.words.ending_at(text, span.start, first, Use::Person).is_some();
        if person {
            score -= 40;
        }
        if capital(previous) && previous != Some(first) || capital(next) {
            score -= if known { 8 } else { 18 };
        }
        if sentence.capitals && !known && !big {
            score -= 6;
        }
        score
    }
}

/// The kind of mention that a subtype belongs to.
pub fn kind_of(subtype: &'static str) -> (&'static str, &'static str) {
    match subtype {
        "building" | "infrastructure" => ("facility", subtype),
        _ => ("location", subtype),
    }
}
