//! What this stage knows of words: abbreviations, parts of words, function words.

use hashbrown::{HashMap, HashSet};

use once_cell::sync::OnceCell;

use crate::error::Error;
use crate::lexicon::Table;

/// Bytes of the longest form that is looked up.
const LONGEST: usize = 24;

/// How an abbreviation with its full stop stands to the end of a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Abbreviation {
    /// A name follows.
    Title,
    /// Never the end.
    Inner,
    /// The end where a word follows that opens sentences.
    End,
    /// The end unless a day, a month or a time zone follows.
    Time,
    /// A number follows.
    Number,
}

/// What must be so for a form to be an abbreviation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Needs {
    /// Nothing.
    Nothing,
    /// A number after it.
    Number,
    /// A capital first, small letters after it; or all capitals before a number.
    Capital,
    /// A small letter or a number after it.
    Lower,
}

/// What a part of a word does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Part {
    /// Cut off after an apostrophe.
    Clitic,
    /// Not cut off before a hyphen.
    Prefix,
    /// Not cut off after a hyphen.
    Suffix,
    /// Cut off after a number.
    Unit,
    /// Cut off after a number with a currency sign.
    Money,
    /// Last part of a host name.
    Domain,
    /// Ending of a file name.
    File,
    /// Kept though it holds punctuation.
    Whole,
    /// A face.
    Emoticon,
}

/// How surely a word opens a sentence where it follows an abbreviation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Starter {
    /// It does not.
    No,
    /// If its capital is not owed to a text in capitals.
    Weak,
    /// In any text.
    Strong,
}

/// What a small word is a sign of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// English.
    English,
    /// A language that is not English.
    Other,
}

/// The tables of this stage.
#[derive(Debug, Default)]
pub struct Lexicon {
    abbreviations: HashMap<&'static str, (Abbreviation, Needs)>,
    parts: HashSet<(Part, &'static str)>,
    contractions: HashMap<&'static str, Box<[u8]>>,
    contraction_shapes: Shapes,
    function_words: HashMap<&'static str, (Starter, Option<Language>)>,
}

impl Lexicon {
    /// The shipped tables; empty ones where a shipped file is at fault, which [`Self::builtin`] tells.
    pub fn shared() -> &'static Self {
        static EMPTY: OnceCell<Lexicon> = OnceCell::new();
        Self::builtin().unwrap_or_else(|_| EMPTY.get_or_init(Self::default))
    }

    /// The shipped tables.
    ///
    /// # Errors
    /// A fault in a shipped data file.
    pub fn builtin() -> Result<&'static Self, Error> {
        static BUILTIN: OnceCell<Result<Lexicon, Error>> = OnceCell::new();
        BUILTIN.get_or_init(Self::read).as_ref().map_err(Clone::clone)
    }

    fn read() -> Result<Self, Error> {
        let mut lexicon = Self::default();
        lexicon.read_abbreviations()?;
        lexicon.read_parts()?;
        lexicon.read_function_words()?;
        Ok(lexicon)
    }

    fn read_abbreviations(&mut self) -> Result<(), Error> {
        let file = include_str!("../../data/lexicon/abbreviations.tsv");
        for row in Table::parse("data/lexicon/abbreviations.tsv", file)?.rows() {
            let kind = match row.require("kind")? {
                "title" => Abbreviation::Title,
                "inner" => Abbreviation::Inner,
                "end" => Abbreviation::End,
                "time" => Abbreviation::Time,
                "number" => Abbreviation::Number,
                other => return Err(row.error(format!("kind {other:?} is none of title inner end time number"))),
            };
            let needs = match row.get("needs")? {
                "" => Needs::Nothing,
                "number" => Needs::Number,
                "capital" => Needs::Capital,
                "lower" => Needs::Lower,
                other => return Err(row.error(format!("needs {other:?} is none of number capital lower"))),
            };
            self.abbreviations.insert(row.require("form")?, (kind, needs));
        }
        Ok(())
    }

    fn read_parts(&mut self) -> Result<(), Error> {
        let file = include_str!("../../data/lexicon/word_parts.tsv");
        for row in Table::parse("data/lexicon/word_parts.tsv", file)?.rows() {
            let form = row.require("form")?;
            let part = match row.require("kind")? {
                "contraction" => {
                    let lengths: Box<[u8]> = row.require("parts")?.split(' ').map(|p| p.len() as u8).collect();
                    let sum: usize = lengths.iter().map(|&l| usize::from(l)).sum();
                    if sum != form.len() || form.len() > LONGEST {
                        return Err(row.error("the parts must make up the form"));
                    }
                    self.contraction_shapes.add(form);
                    self.contractions.insert(form, lengths);
                    continue;
                }
                "clitic" => Part::Clitic,
                "prefix" => Part::Prefix,
                "suffix" => Part::Suffix,
                "unit" => Part::Unit,
                "money" => Part::Money,
                "domain" => Part::Domain,
                "file" => Part::File,
                "whole" => Part::Whole,
                "emoticon" => Part::Emoticon,
                other => return Err(row.error(format!("there is no kind {other:?}"))),
            };
            self.parts.insert((part, form));
        }
        Ok(())
    }

    fn read_function_words(&mut self) -> Result<(), Error> {
        let file = include_str!("../../data/lexicon/function_words.tsv");
        for row in Table::parse("data/lexicon/function_words.tsv", file)?.rows() {
            let language = match row.get("language")? {
                "" => None,
                "en" => Some(Language::English),
                "other" => Some(Language::Other),
                other => return Err(row.error(format!("language {other:?} is none of en other"))),
            };
            let starter = match row.get("starter")? {
                "" => Starter::No,
                "weak" => Starter::Weak,
                "strong" => Starter::Strong,
                other => return Err(row.error(format!("starter {other:?} is none of weak strong"))),
            };
            self.function_words.insert(row.require("word")?, (starter, language));
        }
        Ok(())
    }

    /// The entry of an abbreviation written with its stop, in any case.
    pub fn abbreviation(&self, form: &str) -> Option<(Abbreviation, Needs)> {
        self.abbreviations.get(Folded::new(form)?.as_str()).copied()
    }

    /// True where `form`, in any case, is such a part.
    pub fn is_part(&self, part: Part, form: &str) -> bool {
        Folded::new(form).is_some_and(|f| self.parts.contains(&(part, f.as_str())))
    }

    /// True where these very characters are a face.
    pub fn is_emoticon(&self, form: &str) -> bool {
        self.parts.contains(&(Part::Emoticon, form))
    }

    /// The lengths of the words that a contraction is made of.
    pub fn contraction(&self, word: &str) -> Option<&[u8]> {
        if !self.contraction_shapes.may_hold(word) {
            return None;
        }
        self.contractions.get(Folded::new(word)?.as_str()).map(AsRef::as_ref)
    }

    /// How surely a word with a capital opens a sentence after an abbreviation.
    pub fn starter(&self, word: &str) -> Starter {
        self.function_word(word).map_or(Starter::No, |(starter, _)| starter)
    }

    /// The language that a word is a sign of.
    pub fn language(&self, word: &str) -> Option<Language> {
        self.function_word(word)?.1
    }

    fn function_word(&self, word: &str) -> Option<(Starter, Option<Language>)> {
        self.function_words.get(Folded::new(word)?.as_str()).copied()
    }
}

/// First letters and lengths of a set of words: says of nearly every other word that it is none of them, without hashing.
#[derive(Debug, Default)]
pub struct Shapes([u32; 32]);

impl Shapes {
    /// Adds a word in small letters.
    pub fn add(&mut self, word: &str) {
        if let Some(bits) = self.0.get_mut(word.len().min(31)) {
            *bits |= Self::bit(word);
        }
    }

    /// False where `word`, in any case, is not in the set.
    pub fn may_hold(&self, word: &str) -> bool {
        self.0.get(word.len().min(31)).is_some_and(|bits| bits & Self::bit(word) != 0)
    }

    fn bit(word: &str) -> u32 {
        let first = word.bytes().next().unwrap_or(0).to_ascii_lowercase();
        if first.is_ascii_lowercase() { 1 << (first - b'a') } else { 1 << 26 }
    }
}

/// A short form in small ASCII letters, on the stack.
struct Folded {
    bytes: [u8; LONGEST],
    len: usize,
}

impl Folded {
    /// Folds case and apostrophes; none of what is too long or not ASCII.
    fn new(form: &str) -> Option<Self> {
        let mut out = Self { bytes: [0; LONGEST], len: 0 };
        for c in form.chars() {
            let c = if c == '\u{2019}' { '\'' } else { c };
            if !c.is_ascii() {
                return None;
            }
            *out.bytes.get_mut(out.len)? = (c as u8).to_ascii_lowercase();
            out.len += 1;
        }
        Some(out)
    }

    fn as_str(&self) -> &str {
        std::str::from_utf8(&self.bytes[..self.len]).unwrap_or("")
    }
}
