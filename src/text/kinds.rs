//! What each sentence is to the article: headline, dateline, byline, body or boilerplate.

use super::cues::{Cue, Cues, Reach};
use super::span::{SentenceId, TokenId};
use super::{Sentence, SentenceKind, Text};

/// Tokens of the longest title, and of the longest heading inside.
const TITLE: usize = 32;
const HEADING: usize = 14;
/// Tokens of a heading that is written like a sentence.
const SHORT: usize = 6;
/// Tokens of the longest line that a cue makes a byline or boilerplate.
const LINE: usize = 60;
/// Tokens of the longest line that is boilerplate for how it begins.
const CUED: usize = 24;

/// Says what each sentence is. A dateline is known already.
pub fn assign(text: &mut Text<'_>) {
    let page = Page::new(text);
    let mut seen_title = false;
    for i in 0..text.sentences.len() {
        let Some(&sentence) = text.sentences.get(i) else { continue };
        if sentence.kind == SentenceKind::Dateline {
            seen_title = true;
            continue;
        }
        let kind = page.kind(text, i, &sentence, !seen_title);
        seen_title |= kind == SentenceKind::Headline || kind == SentenceKind::Body;
        if let Some(sentence) = text.sentences.get_mut(i) {
            sentence.kind = kind;
        }
    }
}

/// What the sentences of a text have in common.
struct Page {
    cues: &'static Cues,
    /// Written in capitals throughout.
    capitals: bool,
    /// Its longer paragraphs end with a full stop.
    stopped: bool,
    last_paragraph: u32,
}

impl Page {
    fn new(text: &Text<'_>) -> Self {
        let long = || text.sentences.iter().filter(|s| s.tokens.len() > HEADING);
        let open = long().filter(|s| !is_closed(text, s)).count();
        let capitals = text.sentences.iter().filter(|s| s.capitals).count() * 2 > text.sentences.len();
        let last_paragraph = text.sentences.last().map_or(0, |s| s.paragraph);
        Self { cues: Cues::shared(), capitals, stopped: open * 4 <= long().count(), last_paragraph }
    }

    fn kind(&self, text: &Text<'_>, at: usize, sentence: &Sentence, first: bool) -> SentenceKind {
        let near = |i: usize| text.sentence(SentenceId::new(i)).map(|s| s.paragraph);
        let alone =
            at.checked_sub(1).and_then(near) != Some(sentence.paragraph) && near(at + 1) != Some(sentence.paragraph);
        if let Some(kind) = self.cued(text, sentence, alone) {
            return kind;
        }
        if alone && sentence.paragraph < self.last_paragraph && self.is_headline(text, sentence, first) {
            return SentenceKind::Headline;
        }
        SentenceKind::Body
    }

    /// What a cue says that the sentence is.
    fn cued(&self, text: &Text<'_>, sentence: &Sentence, alone: bool) -> Option<SentenceKind> {
        let (start, end) = (sentence.tokens.start.index(), sentence.tokens.end.index());
        if end - start > LINE {
            return None;
        }
        let lower = |i: usize| if i < end { text.lower(TokenId::new(i)) } else { "" };
        let closing = (start + 1..end).rev().take_while(|&i| !lower(i).starts_with(char::is_alphanumeric)).count();
        let whole = end - closing;
        for at in (start..end).filter(|&i| i == start || self.cues.may_begin_inside(lower(i))) {
            for (cue, reach, length) in self.cues.matches(lower(at), |i| lower(at + i)) {
                let counts = match reach {
                    Reach::Any => true,
                    Reach::Start => at == start && (alone && end - start <= CUED || cue == Cue::Byline),
                    Reach::Whole => at == start && (at + length == whole || at + length == end),
                    Reach::Name => at == start && alone && is_names(text, at + length, end),
                };
                match cue {
                    Cue::Byline if counts => return Some(SentenceKind::Byline),
                    Cue::Boilerplate | Cue::Label if counts => return Some(SentenceKind::Boilerplate),
                    _ => {}
                }
            }
        }
        None
    }

    /// True for a line of its own that is written as a title is.
    fn is_headline(&self, text: &Text<'_>, sentence: &Sentence, first: bool) -> bool {
        let length = sentence.tokens.len();
        let (closed, titled) = (is_closed(text, sentence), is_title_case(text, sentence));
        let shouted = sentence.capitals && !self.capitals;
        if !has_letters(text, sentence) {
            return false;
        }
        if first {
            return length > 1 && length <= TITLE && (!closed || titled || shouted);
        }
        let named = text.token(sentence.tokens.start).starts_with(|c: char| !c.is_lowercase());
        let short = length <= SHORT && (self.stopped || is_joined(text, sentence));
        !closed && named && (length <= HEADING && (titled || shouted) || short)
    }
}

/// True where a sentence ends with a mark that ends sentences, or with one that says that more follows.
fn is_closed(text: &Text<'_>, sentence: &Sentence) -> bool {
    let mut marks = sentence.tokens.tokens().rev().take(3).map(|t| text.token(t));
    let last = marks.find(|m| !matches!(*m, "\"" | "\u{201D}" | "'" | "\u{2019}" | ")" | "''"));
    last.is_some_and(|m| m.ends_with(['.', '!', '?', ':', '\u{2026}', ',', ';']) && m.len() < 4)
}

/// True where a hyphen stands for the line end behind a sentence.
fn is_joined(text: &Text<'_>, sentence: &Sentence) -> bool {
    text.token(sentence.tokens.last()) == "-"
}

fn has_letters(text: &Text<'_>, sentence: &Sentence) -> bool {
    sentence.tokens.tokens().any(|t| text.token(t).starts_with(char::is_alphabetic))
}

/// True where nearly all longer words begin with a capital.
pub fn is_title_case(text: &Text<'_>, sentence: &Sentence) -> bool {
    let long = |t: &TokenId| text.token(*t).chars().count() > 3 && text.token(*t).starts_with(char::is_alphabetic);
    let words = sentence.tokens.tokens().filter(long).count();
    let capitals =
        sentence.tokens.tokens().filter(long).filter(|t| text.token(*t).starts_with(char::is_uppercase)).count();
    words > 0 && capitals * 5 >= words * 4 && !(words == 1 && sentence.tokens.len() > SHORT)
}

/// True where names, and what stands between names, are all there is, and they are few.
fn is_names(text: &Text<'_>, start: usize, end: usize) -> bool {
    let is_name = |i: usize| {
        let word = text.token(TokenId::new(i));
        word.starts_with(|c: char| c.is_uppercase() || !c.is_alphanumeric())
            || word.len() <= 3 && !word.starts_with(|c: char| c.is_ascii_digit())
    };
    start < end
        && end - start <= HEADING
        && text.token(TokenId::new(start)).starts_with(char::is_uppercase)
        && (start..end).all(is_name)
}
