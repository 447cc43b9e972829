//! Triggers as they are looked for in a text: every form of every phrase of an entry, by its first word.

use hashbrown::HashMap;

use super::entry::Words;
use super::inflect::{Form, Irregular};
use crate::text::Text;
use crate::text::span::TokenId;

/// Gaps that a trigger may have: every one multiplies the ways to read a sentence.
const MOST_GAPS: usize = 3;

/// Choices of words that a trigger may have in all.
const MOST_READINGS: usize = 1000;

/// The words of a trigger after its first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Element {
    /// This word.
    Word(Box<str>),
    /// Up to a few words of any kind (`take` … `hostage`).
    Gap,
    /// This word must follow, but is no part of the trigger (`want` … `(to)`).
    Context(Box<str>),
}

/// One form of one trigger.
#[derive(Clone, Debug)]
pub struct Pattern {
    /// Position in [`super::lexicon::Lexicon::entries`].
    pub entry: usize,
    /// Verb, noun, or words as they stand.
    pub class: WordClass,
    /// Which form its head has.
    pub form: Form,
    /// How many tokens before its head it begins.
    pub head: u32,
    /// The words after the first.
    pub rest: Vec<Element>,
}

/// What a trigger is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WordClass {
    /// Inflected at its first word.
    Verb,
    /// Inflected at its last word.
    Noun,
    /// Not inflected.
    Fixed,
}

/// The patterns of all entries.
#[derive(Debug, Default)]
pub struct Patterns {
    /// By the first word of a trigger: what may begin there, the longest first.
    by_first: HashMap<Box<str>, Vec<Pattern>>,
    irregular: Irregular,
    /// How many entries are ours; those after them are the user's.
    shipped: usize,
}

impl Patterns {
    /// None yet, of words that are inflected so.
    pub fn new(irregular: Irregular) -> Self {
        Self { irregular, ..Self::default() }
    }

    /// What comes from this entry on is the user's.
    pub fn own_from(&mut self, entry: usize) {
        self.shipped = entry;
    }

    /// What may begin with a word, the longest first.
    pub fn starting_with(&self, word: &str) -> &[Pattern] {
        self.by_first.get(word).map_or(&[], Vec::as_slice)
    }

    /// Adds every form of a trigger. `_` is a gap, `a|b` a choice of words. A noun is inflected before what links another to
    /// it: `exchange of fire` at `exchange`.
    pub fn add(&mut self, phrase: &str, class: WordClass, entry: usize, noun_link: &Words) -> Result<(), String> {
        for words in readings(phrase)? {
            let own = words.iter().take_while(|w| !w.starts_with('(') && *w != "_").count();
            let noun_end = words.iter().take(own).skip(1).position(|w| noun_link.contains(w.as_str()));
            let inflected = if class == WordClass::Noun { noun_end.unwrap_or(own.saturating_sub(1)) } else { 0 };
            let word = words.get(inflected).ok_or("an empty trigger")?;
            if [words.first(), words.last()].into_iter().flatten().any(|w| w == "_") {
                return Err(format!("{phrase:?} begins or ends with a gap"));
            }
            // A hyphenated or otherwise cut word inflects at its last part.
            let forms = match class {
                WordClass::Verb => self.irregular.verb(word),
                WordClass::Noun => self.irregular.noun(word),
                WordClass::Fixed => vec![(word.clone(), Form::Fixed)],
            };
            for (written, form) in forms {
                let (elements, head) = elements(&words, inflected, &written);
                let mut elements = elements.into_iter();
                let Some(Element::Word(first)) = elements.next() else { continue };
                self.insert(first, Pattern { entry, class, form, head, rest: elements.collect() });
            }
        }
        Ok(())
    }

    fn insert(&mut self, first: Box<str>, pattern: Pattern) {
        let rank = self.rank(&pattern);
        let place = self.starting_with(&first).partition_point(|p| self.rank(p) <= rank);
        self.by_first.entry(first).or_default().insert(place, pattern);
    }

    /// The order in which patterns of one first word are tried: the most words, the fewest gaps, the user's, the first.
    fn rank(&self, pattern: &Pattern) -> (std::cmp::Reverse<usize>, usize, bool, usize) {
        let gaps = pattern.rest.iter().filter(|e| **e == Element::Gap).count();
        (std::cmp::Reverse(pattern.rest.len() - gaps), gaps, pattern.entry < self.shipped, pattern.entry)
    }
}

/// The words of a trigger, one list for every way to choose among them.
fn readings(phrase: &str) -> Result<Vec<Vec<String>>, String> {
    let mut choices: Vec<Vec<String>> = vec![Vec::new()];
    if phrase.split_whitespace().filter(|w| *w == "_").count() > MOST_GAPS {
        return Err(format!("a trigger has more than {MOST_GAPS} gaps: {phrase:?}"));
    }
    for word in phrase.split_whitespace() {
        if word != "_" && !word.chars().any(char::is_alphanumeric) {
            return Err(format!("{word:?} stands alone in {phrase:?}; write it with its word (counter-attack)"));
        }
        if choices.len().saturating_mul(alternatives(word).count()) > MOST_READINGS {
            return Err(format!("a trigger has more than {MOST_READINGS} readings: {phrase:?}"));
        }
        choices = choices
            .iter()
            .flat_map(|done| alternatives(word).map(move |w| done.iter().cloned().chain([w]).collect()))
            .collect();
    }
    Ok(choices)
}

/// The alternatives of a word: `(a|b)` is `(a)` and `(b)`.
fn alternatives(word: &str) -> impl Iterator<Item = String> {
    let context = in_brackets(word);
    let wrap = move |w: &str| if context.is_some() { format!("({w})") } else { w.to_owned() };
    context.unwrap_or(word).split('|').map(wrap)
}

/// What stands between brackets.
fn in_brackets(word: &str) -> Option<&str> {
    word.strip_prefix('(').and_then(|w| w.strip_suffix(')'))
}

/// The tokens of a trigger with its inflected word as it is written, and which of them that word ends with.
fn elements(words: &[String], inflected: usize, written: &str) -> (Vec<Element>, u32) {
    let (mut elements, mut head) = (Vec::new(), 0);
    for (i, word) in words.iter().enumerate() {
        let word = if i == inflected { written } else { word };
        if word == "_" {
            elements.push(Element::Gap);
            continue;
        }
        let context = in_brackets(word);
        let text = Text::new(context.unwrap_or(word));
        let element = if context.is_some() { Element::Context } else { Element::Word };
        elements.extend((0..text.tokens.len()).map(|t| element(text.lower(TokenId::new(t)).into())));
        if i == inflected {
            head = elements.len().saturating_sub(1) as u32;
        }
    }
    (elements, head)
}
