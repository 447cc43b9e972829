//! The shipped models, opened in place, and what analyses a sentence with them.

use once_cell::sync::OnceCell;

use super::input::Input;
use super::lemmas::Lemmatizer;
use super::parser::{Parser, Scratch};
use super::tagger::Tagger;
use super::transitions::State;
use super::words::{self, Word};
use crate::error::Error;

/// Tagger, parser and lemmatiser.
#[derive(Clone, Debug)]
pub struct Models<'a> {
    /// Part of speech.
    pub tagger: Tagger<'a>,
    /// Heads and relations.
    pub parser: Parser<'a>,
    /// Lemmas.
    pub lemmatizer: Lemmatizer<'a>,
}

/// Buffers that one text's sentences share.
#[derive(Clone, Debug, Default)]
pub struct Workspace {
    /// The words of the sentence.
    pub words: Vec<Word>,
    /// Their tags.
    pub tags: Vec<u8>,
    /// The tree.
    pub state: State,
    /// The words whose tag the first pass left open.
    open: Vec<usize>,
    input: Input,
    scratch: Scratch,
}

impl Models<'static> {
    /// What the package ships, opened on first use.
    ///
    /// # Errors
    /// A fault in a shipped file; the package's tests open them.
    pub fn builtin() -> Result<&'static Self, Error> {
        static BUILTIN: OnceCell<Models<'static>> = OnceCell::new();
        BUILTIN.get_or_try_init(|| {
            Ok(Models {
                tagger: Tagger::open(
                    include_bytes!("../../data/models/tagger-1.bin"),
                    include_bytes!("../../data/models/tagger-2.bin"),
                )?,
                parser: Parser::open(
                    include_bytes!("../../data/models/scout.bin"),
                    include_bytes!("../../data/models/parser.bin"),
                    include_bytes!("../../data/models/labels.bin"),
                    include_bytes!("../../data/models/reviser.bin"),
                )?,
                lemmatizer: Lemmatizer::open(
                    include_str!("../../data/models/lemma_rules.tsv"),
                    include_str!("../../data/models/lemma_exceptions.tsv"),
                )?
                .with_irregular(
                    "data/lexicon/irregular_verbs.tsv",
                    include_str!("../../data/lexicon/irregular_verbs.tsv"),
                )?
                .with_regular("data/lexicon/regular_verbs.tsv", include_str!("../../data/lexicon/regular_verbs.tsv"))?,
            })
        })
    }
}

impl Models<'_> {
    /// Tags and parses one sentence, given as pairs of a form as written and in lower case. The result is in the
    /// workspace.
    pub fn analyse<'w>(&self, sentence: impl Iterator<Item = (&'w str, &'w str)> + Clone, work: &mut Workspace) {
        words::read(sentence, &mut work.words);
        self.tagger.tag(&work.words, &mut work.tags, &mut work.open, &mut work.scratch.features);
        work.input.fill(&work.words, &work.tags);
        self.parser.parse(&mut work.input, &mut work.state, &mut work.scratch);
    }

    /// Parses some words of the sentence that was analysed last, as if they were a sentence of their own.
    pub fn parse(&self, some: &[usize], work: &mut Workspace) {
        let words: Vec<Word> = some.iter().filter_map(|i| work.words.get(*i).copied()).collect();
        let tags: Vec<u8> = some.iter().filter_map(|i| work.tags.get(*i).copied()).collect();
        work.input.fill(&words, &tags);
        self.parser.parse(&mut work.input, &mut work.state, &mut work.scratch);
    }
}
