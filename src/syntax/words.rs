//! What tagger, parser and name recogniser see of a word: hashes of its form, its ends and its shape.

use super::clusters::{Cluster, Clusters};
use crate::perceptron::hash;
use crate::text::cues::{Cue, Cues};

/// How a sentence is written; the shape of its words tells nothing where all are alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Casing {
    /// As in running text.
    Sentence,
    /// Most Words Begin With a Capital.
    Title,
    /// MOST WORDS ARE CAPITALS.
    Capitals,
    /// no word has a capital.
    Lower,
}

/// One word, as hashes.
#[derive(Clone, Copy, Debug, Default)]
pub struct Word {
    /// The form in lower case, digits made alike.
    pub form: u32,
    /// Its last one to four characters.
    pub suffixes: [u32; 4],
    /// Its first two to four characters.
    pub prefixes: [u32; 3],
    /// Its pattern of capitals, digits and marks, with the casing of its sentence.
    pub shape: u32,
    /// Its word clusters.
    pub cluster: Cluster,
}

/// Reads the words of one sentence: pairs of the form as written and in lower case.
pub fn read<'a>(words: impl Iterator<Item = (&'a str, &'a str)> + Clone, out: &mut Vec<Word>) {
    let casing = casing(words.clone().map(|(form, _)| form));
    let clusters = Clusters::builtin().ok();
    out.clear();
    for (i, (form, mut lower)) in words.enumerate() {
        if casing == Casing::Sentence && form != lower && is_acronym(form) {
            lower = form;
        }
        let cluster = clusters.map_or(Cluster::default(), |c| c.get(lower));
        out.push(Word { cluster, ..Word::new(form, lower, i == 0, casing) });
    }
}

/// True of `IS` and `WHO`, which are none of the words they look like in small letters.
fn is_acronym(form: &str) -> bool {
    form.bytes().all(|b| b.is_ascii_uppercase()) && Cues::shared().is_word(Cue::Acronym, form)
}

/// The casing of a sentence by its words.
pub fn casing<'a>(words: impl Iterator<Item = &'a str>) -> Casing {
    let (mut letters, mut capitals, mut first_capital, mut long) = (0, 0, 0, 0);
    for word in words {
        let Some(first) = word.chars().next().filter(|c| c.is_alphabetic()) else { continue };
        letters += 1;
        let second_lower = word.chars().nth(1).is_some_and(char::is_lowercase);
        capitals += u32::from(first.is_uppercase() && !second_lower);
        if word.len() > 3 {
            long += 1;
            first_capital += u32::from(first.is_uppercase());
        }
    }
    if letters > 1 && capitals * 5 >= letters * 4 {
        Casing::Capitals
    } else if long > 2 && first_capital * 5 >= long * 4 {
        Casing::Title
    } else if letters > 2 && capitals == 0 && first_capital == 0 {
        Casing::Lower
    } else {
        Casing::Sentence
    }
}

impl Word {
    fn new(form: &str, lower: &str, first: bool, casing: Casing) -> Self {
        let mut ends = [0; 5];
        for (n, (at, _)) in lower.char_indices().rev().take(4).enumerate() {
            ends[n] = hash(&lower[at..]);
        }
        let mut starts = [0; 3];
        for (n, (at, c)) in lower.char_indices().skip(1).take(3).enumerate() {
            starts[n] = hash(&lower[..at + c.len_utf8()]);
        }
        Self {
            form: form_hash(lower),
            suffixes: [ends[0], ends[1], ends[2], ends[3]],
            prefixes: starts,
            shape: shape(form, first, casing),
            cluster: Cluster::default(),
        }
    }
}

/// Digits are alike in a word of several characters.
fn form_hash(lower: &str) -> u32 {
    if lower.len() < 2 || !lower.bytes().any(|b| b.is_ascii_digit()) {
        return hash(lower);
    }
    let mut state = lower.len() as u32;
    for byte in lower.bytes() {
        let byte = if byte.is_ascii_digit() { b'0' } else { byte };
        state = (state ^ u32::from(byte)).wrapping_mul(0x0100_0193);
    }
    state
}

/// The pattern of a word: runs of like characters once, what case says left out where the casing of the sentence makes
/// it void.
fn shape(form: &str, first: bool, casing: Casing) -> u32 {
    let (mut out, mut last, mut runs) = (1u32, 0u32, 0);
    for c in form.chars() {
        let kind = match c {
            _ if c.is_numeric() => 1,
            _ if c.is_alphabetic() => match casing {
                Casing::Capitals | Casing::Lower => 2,
                Casing::Title if runs == 0 => 2,
                _ if c.is_uppercase() => 3,
                _ => 4,
            },
            '-' | '\u{2010}'..='\u{2015}' => 5,
            '.' | ',' | ':' | '/' => 6,
            '\'' | '\u{2019}' => 7,
            _ => 8,
        };
        if kind != last {
            out = out.wrapping_mul(9).wrapping_add(kind);
            last = kind;
            runs += 1;
            if runs > 6 {
                break;
            }
        }
    }
    let long = u32::from(form.chars().nth(1).is_some());
    (out * 2 + long).wrapping_mul(8).wrapping_add(casing as u32 * 2 + u32::from(first && casing == Casing::Sentence))
}
