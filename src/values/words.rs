//! The words that this stage knows, as small numbers.

use hashbrown::HashMap;

/// A word that this stage knows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WordId(pub u16);

impl WordId {
    /// Every other word.
    pub const UNKNOWN: Self = Self(0);

    /// The position in tables by word.
    pub fn index(self) -> usize {
        usize::from(self.0)
    }
}

/// Words and their numbers.
#[derive(Debug, Default)]
pub struct Words {
    ids: HashMap<Box<str>, WordId>,
    marks: Vec<(char, WordId)>,
}

impl Words {
    /// The number of a word, given one if it has none. More than 65,000 words are unknown.
    pub fn add(&mut self, word: &str) -> WordId {
        if let Some(&id) = self.ids.get(word) {
            return id;
        }
        let Ok(next) = u16::try_from(self.ids.len() + 1) else { return WordId::UNKNOWN };
        let id = WordId(next);
        self.ids.insert(word.into(), id);
        let mut chars = word.chars();
        if let (Some(c), None) = (chars.next(), chars.next())
            && !c.is_alphanumeric()
        {
            self.marks.push((c, id));
        }
        id
    }

    /// The number of a word in lower case.
    pub fn id(&self, word: &str) -> WordId {
        self.ids.get(word).copied().unwrap_or_default()
    }

    /// The number of a character that is no letter or digit.
    pub fn mark(&self, mark: char) -> WordId {
        self.marks.iter().find(|(c, _)| *c == mark).map_or(WordId::UNKNOWN, |(_, id)| *id)
    }

    /// One more than the highest number.
    pub fn len(&self) -> usize {
        self.ids.len() + 1
    }

    /// True where no word is known.
    pub fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    /// Cuts a phrase of a data file as a text is cut: runs of letters, and other characters alone.
    pub fn phrase(&mut self, phrase: &str) -> Vec<(WordId, bool)> {
        let mut out = Vec::new();
        let mut rest = phrase;
        let mut glued = false;
        while let Some(c) = rest.chars().next() {
            if c.is_whitespace() {
                rest = &rest[c.len_utf8()..];
                glued = false;
                continue;
            }
            let end = if c.is_alphabetic() {
                rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len())
            } else {
                c.len_utf8()
            };
            out.push((self.add(&rest[..end]), glued));
            glued = true;
            rest = &rest[end..];
        }
        out
    }
}
