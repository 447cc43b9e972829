//! Stage 1. Text: tokens, sentences, what each sentence is, and the dateline.
//!
//! Everything after this stage speaks of tokens; code points appear again only in [`crate::schema`].

pub mod cues;
pub mod dateline;
mod joins;
pub mod kinds;
pub mod labels;
mod language;
pub mod lexicon;
pub mod lines;
pub mod offsets;
pub mod quotes;
pub mod sentences;
pub mod span;
pub mod tokens;

use offsets::Offsets;
use sentences::End;
use span::{ByteSpan, SentenceId, TokenId, TokenSpan};

/// A text cut into tokens and sentences.
#[derive(Debug)]
pub struct Text<'a> {
    /// The text as given.
    pub source: &'a str,
    /// Tokens in Universal Dependencies style, in text order.
    pub tokens: Vec<Token>,
    /// Sentences in text order; they cover every token and never overlap.
    pub sentences: Vec<Sentence>,
    /// Bytes to code points.
    pub offsets: Offsets<'a>,
    /// What the dateline says, where there is one.
    pub dateline: Option<Dateline>,
    /// False where the text does not look like English.
    pub is_english: bool,
    /// Every token in lower case, one after the other.
    lower_text: String,
    /// Where each token ends in `lower_text`.
    lower_ends: Vec<u32>,
}

/// One syntactic word: `did` and `n't` are two.
#[derive(Clone, Copy, Debug)]
pub struct Token {
    /// Where it stands.
    pub span: ByteSpan,
    /// The sentence that it is in.
    pub sentence: SentenceId,
    /// True where white space stands before it.
    pub space_before: bool,
}

/// One sentence.
#[derive(Clone, Copy, Debug)]
pub struct Sentence {
    /// From the first character of its first token to the last of its last.
    pub span: ByteSpan,
    /// Its tokens.
    pub tokens: TokenSpan,
    /// What it is to the article.
    pub kind: SentenceKind,
    /// The paragraph that it is in, counted from 0.
    pub paragraph: u32,
    /// True where it is written in capitals throughout.
    pub capitals: bool,
}

/// What a sentence is to the article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SentenceKind {
    /// The title, or a heading inside.
    Headline,
    /// `BAGHDAD, July 30 (Agency) —`: place and date of writing.
    Dateline,
    /// Who wrote it.
    Byline,
    /// The news itself.
    Body,
    /// What the web site put around it.
    Boilerplate,
}

impl SentenceKind {
    /// The name in the output.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Headline => "headline",
            Self::Dateline => "dateline",
            Self::Byline => "byline",
            Self::Body => "body",
            Self::Boilerplate => "boilerplate",
        }
    }
}

/// The parts of `BAGHDAD, July 30 (Agency) —`.
#[derive(Clone, Copy, Debug, Default)]
pub struct Dateline {
    /// The tokens that name the place.
    pub place: Option<TokenSpan>,
    /// The tokens that name the date.
    pub date: Option<TokenSpan>,
    /// The tokens that name the agency.
    pub agency: Option<TokenSpan>,
}

impl<'a> Text<'a> {
    /// Cuts a text. Any string is a text.
    pub fn new(source: &'a str) -> Self {
        let words = tokens::tokenize(source);
        let mut ends = sentences::ends(source, &words);
        joins::split(source, &words, &mut ends);
        let found = dateline::find(source, &words, &ends);
        if let Some(found) = found {
            dateline::split_off(&mut ends, found.tokens);
        }
        labels::split_off(source, &words, &mut ends);
        let (tokens, sentences) = assemble(source, words, &ends, found.map(|f| f.tokens));
        let offsets = Offsets::new(source);
        let (lower_text, lower_ends) = lower_case(source, &tokens);
        let dateline = found.map(|f| f.dateline);
        let mut text = Self { source, tokens, sentences, offsets, dateline, is_english: true, lower_text, lower_ends };
        text.is_english = language::is_english(&text);
        kinds::assign(&mut text);
        text
    }

    /// The characters of a token.
    pub fn token(&self, token: TokenId) -> &'a str {
        self.tokens.get(token.index()).map_or("", |t| t.span.of(self.source))
    }

    /// A token in lower case, a curly apostrophe made straight, soft hyphens left out.
    pub fn lower(&self, token: TokenId) -> &str {
        let end = self.lower_ends.get(token.index()).copied().unwrap_or(0) as usize;
        let start = token.index().checked_sub(1).and_then(|i| self.lower_ends.get(i)).copied().unwrap_or(0) as usize;
        self.lower_text.get(start..end).unwrap_or("")
    }

    /// The bytes that a run of tokens covers.
    pub fn bytes(&self, span: TokenSpan) -> ByteSpan {
        match (self.tokens.get(span.start.index()), self.tokens.get(span.last().index())) {
            (Some(first), Some(last)) if !span.is_empty() => first.span.cover(last.span),
            _ => ByteSpan::new(0, 0),
        }
    }

    /// The characters of a run of tokens, as they stand in the text.
    pub fn slice(&self, span: TokenSpan) -> &'a str {
        self.bytes(span).of(self.source)
    }

    /// The sentence that a token is in.
    pub fn sentence_of(&self, token: TokenId) -> SentenceId {
        self.tokens.get(token.index()).map_or(SentenceId(0), |t| t.sentence)
    }

    /// The sentence of this id.
    pub fn sentence(&self, id: SentenceId) -> Option<&Sentence> {
        self.sentences.get(id.index())
    }
}

fn assemble(
    source: &str,
    words: Vec<ByteSpan>,
    ends: &[End],
    dateline: Option<TokenSpan>,
) -> (Vec<Token>, Vec<Sentence>) {
    let mut tokens: Vec<Token> = Vec::with_capacity(words.len());
    let mut sentences = Vec::with_capacity(ends.len());
    let (mut start, mut paragraph, mut before) = (0, 0, 0);
    for end in ends {
        let id = SentenceId::new(sentences.len());
        let Some(inside) = words.get(start..end.token).filter(|w| !w.is_empty()) else { continue };
        for &span in inside {
            tokens.push(Token { span, sentence: id, space_before: before < span.start });
            before = span.end;
        }
        let span = inside.iter().copied().reduce(ByteSpan::cover).unwrap_or(ByteSpan::new(0, 0));
        let run = TokenSpan::new(start, end.token);
        let kind = if dateline == Some(run) { SentenceKind::Dateline } else { SentenceKind::Body };
        sentences.push(Sentence { span, tokens: run, kind, paragraph, capitals: is_capitals(span.of(source)) });
        paragraph += u32::from(end.paragraph);
        start = end.token;
    }
    (tokens, sentences)
}

/// True where next to all letters are capitals, and they are more than a name or two.
fn is_capitals(sentence: &str) -> bool {
    let (mut upper, mut lower, mut words) = (0usize, 0usize, 0usize);
    let mut inside = 0;
    for c in sentence.chars() {
        upper += usize::from(c.is_uppercase());
        lower += usize::from(c.is_lowercase());
        inside = if c.is_alphabetic() { inside + 1 } else { 0 };
        words += usize::from(inside == 2);
    }
    words >= 3 && lower * 20 <= upper
}

fn lower_case(source: &str, tokens: &[Token]) -> (String, Vec<u32>) {
    let mut text = String::with_capacity(source.len());
    let mut ends = Vec::with_capacity(tokens.len());
    for token in tokens {
        let word = token.span.of(source);
        if word.is_ascii() {
            text.extend(word.bytes().map(|b| char::from(b.to_ascii_lowercase())));
        } else {
            let before = text.len();
            lower_word(word, &mut text);
            if text.len() == before {
                text.push_str(word);
            }
        }
        ends.push(u32::try_from(text.len()).unwrap_or(u32::MAX));
    }
    (text, ends)
}

fn lower_word(word: &str, out: &mut String) {
    for c in word.chars() {
        match c {
            '\u{2019}' => out.push('\''),
            '\u{AD}' => {}
            c => out.extend(c.to_lowercase()),
        }
    }
}
