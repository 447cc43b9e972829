//! Words and phrases that tell what a line is: months, agencies, bylines, what a web site puts around an article.

use hashbrown::HashMap;

use once_cell::sync::OnceCell;

use super::lexicon::Shapes;
use crate::error::Error;
use crate::lexicon::Table;

/// What a cue tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cue {
    /// A month of the year.
    Month,
    /// A day of the week.
    Weekday,
    /// A time zone.
    Zone,
    /// A news agency.
    Agency,
    /// A word before a dash that names no place.
    NoPlace,
    /// A label before a caption, in capitals and with a dash.
    Label,
    /// Without a capital in a title.
    Small,
    /// Stands with a hyphen before a name.
    Prefix,
    /// In capitals among words that are not, a name.
    Acronym,
    /// Who wrote it.
    Byline,
    /// What is no part of the article.
    Boilerplate,
}

/// Where in a sentence a cue counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// It is the sentence, final punctuation aside.
    Whole,
    /// The sentence begins with it.
    Start,
    /// Before a name, and nothing but names follow.
    Name,
    /// Anywhere in the sentence.
    Any,
}

#[derive(Debug)]
struct Entry {
    rest: Vec<&'static str>,
    cue: Cue,
    reach: Reach,
}

/// The table of cues, by first word.
#[derive(Debug, Default)]
pub struct Cues {
    by_first: HashMap<&'static str, Vec<Entry>>,
    /// The first words of cues that count anywhere in a sentence.
    anywhere: Shapes,
}

impl Cues {
    /// The shipped table; an empty one where the shipped file is at fault, which [`Self::builtin`] tells.
    pub fn shared() -> &'static Self {
        static EMPTY: OnceCell<Cues> = OnceCell::new();
        Self::builtin().unwrap_or_else(|_| EMPTY.get_or_init(Self::default))
    }

    /// The shipped table.
    ///
    /// # Errors
    /// A fault in the shipped data file.
    pub fn builtin() -> Result<&'static Self, Error> {
        static BUILTIN: OnceCell<Result<Cues, Error>> = OnceCell::new();
        BUILTIN.get_or_init(Self::read).as_ref().map_err(Clone::clone)
    }

    fn read() -> Result<Self, Error> {
        let mut out = Self::default();
        let file = include_str!("../../data/lexicon/text_cues.tsv");
        for row in Table::parse("data/lexicon/text_cues.tsv", file)?.rows() {
            let cue = match row.require("kind")? {
                "month" => Cue::Month,
                "weekday" => Cue::Weekday,
                "zone" => Cue::Zone,
                "agency" => Cue::Agency,
                "no-place" => Cue::NoPlace,
                "label" => Cue::Label,
                "small" => Cue::Small,
                "prefix" => Cue::Prefix,
                "acronym" => Cue::Acronym,
                "byline" => Cue::Byline,
                "boilerplate" => Cue::Boilerplate,
                other => return Err(row.error(format!("there is no kind {other:?}"))),
            };
            let reach = match row.get("reach")? {
                "" | "whole" => Reach::Whole,
                "start" => Reach::Start,
                "name" => Reach::Name,
                "any" => Reach::Any,
                other => return Err(row.error(format!("reach {other:?} is none of whole start name any"))),
            };
            let mut words = row.require("cue")?.split(' ');
            let first = words.next().unwrap_or("");
            if reach == Reach::Any {
                out.anywhere.add(first);
            }
            out.by_first.entry(first).or_default().push(Entry { rest: words.collect(), cue, reach });
        }
        Ok(out)
    }

    /// True where a single word, in any case, is such a cue.
    pub fn is_word(&self, cue: Cue, word: &str) -> bool {
        if word.len() > 24 || !word.is_ascii() {
            return false;
        }
        let mut bytes = [0u8; 24];
        for (to, from) in bytes.iter_mut().zip(word.bytes()) {
            *to = from.to_ascii_lowercase();
        }
        let form = std::str::from_utf8(&bytes[..word.len()]).unwrap_or("");
        self.by_first.get(form).is_some_and(|entries| entries.iter().any(|e| e.cue == cue && e.rest.is_empty()))
    }

    /// False where no cue that counts inside a sentence begins with this word.
    pub fn may_begin_inside(&self, word: &str) -> bool {
        self.anywhere.may_hold(word)
    }

    /// The cues that begin with `first` and go on as `word(1)`, `word(2)` ... say: what each tells, its reach and length.
    pub fn matches<'t>(
        &'t self,
        first: &str,
        word: impl Fn(usize) -> &'t str,
    ) -> impl Iterator<Item = (Cue, Reach, usize)> {
        self.by_first
            .get(first)
            .into_iter()
            .flatten()
            .filter(move |e| e.rest.iter().enumerate().all(|(i, w)| *w == word(i + 1)))
            .map(|e| (e.cue, e.reach, e.rest.len() + 1))
    }

    /// True where the tokens from `start` to `end` are the name of an agency.
    pub fn matches_from<'w>(&self, start: usize, end: usize, word: impl Fn(usize) -> &'w str) -> bool {
        let is = |entry: &Entry| {
            entry.cue == Cue::Agency
                && start + 1 + entry.rest.len() == end
                && entry.rest.iter().enumerate().all(|(i, w)| w.eq_ignore_ascii_case(word(start + 1 + i)))
        };
        let first = word(start).to_ascii_lowercase();
        self.by_first.get(first.as_str()).is_some_and(|entries| entries.iter().any(is))
    }
}
