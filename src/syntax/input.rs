//! What the parser sees of a sentence: its words as numbers, and what the scout says of them.

use super::transitions::{Node, State};
use super::words::Word;

/// A sentence: its words, then the root, then the missing word.
#[derive(Clone, Debug, Default)]
pub struct Input {
    items: Vec<Item>,
    guides: Vec<Guide>,
}

/// A word as numbers.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Item {
    pub form: u32,
    pub tag: u32,
    pub brown: u32,
    pub coarse: u32,
    pub embedded: u32,
}

/// What the scout says of a word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Guide {
    /// The head; the number of words for the root.
    pub head: usize,
    /// The number of the step's class that made the arc.
    pub class: u8,
    /// The last word that hangs on it; itself where none follows it.
    pub last: usize,
}

impl Input {
    /// Takes a sentence with its tags.
    pub fn fill(&mut self, words: &[Word], tags: &[u8]) {
        self.items.clear();
        let item = |(w, t): (&Word, &u8)| Item {
            form: w.form,
            tag: u32::from(*t) + 2,
            brown: u32::from(w.cluster.brown),
            coarse: u32::from(w.cluster.brown & 63),
            embedded: u32::from(w.cluster.embedded),
        };
        self.items.extend(words.iter().zip(tags).map(item));
        self.items.push(Item { form: 1, tag: 1, ..Item::default() });
        self.items.push(Item::default());
        self.guides.clear();
    }

    /// Turns the sentence round: the last word comes first.
    pub fn turn(&mut self) {
        let len = self.len();
        self.items[..len].reverse();
        self.guides.clear();
    }

    /// Takes heads and classes from a parse of the sentence turned round; it is no longer turned afterwards.
    pub fn take_guides(&mut self, parse: &State) {
        self.turn();
        let len = self.len();
        let guide = |(i, node): (usize, &Node)| Guide {
            head: if node.head < len { len - 1 - node.head } else { len },
            class: node.label,
            last: len - 1 - i,
        };
        self.guides.extend(parse.nodes.iter().take(len).enumerate().map(guide));
        self.guides.reverse();
        for i in 0..self.guides.len() {
            let head = self.guides[i].head;
            if let Some(head) = self.guides.get_mut(head) {
                head.last = head.last.max(i);
            }
        }
    }

    /// Number of words.
    pub fn len(&self) -> usize {
        self.items.len().saturating_sub(2)
    }

    /// True of no word.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// A word; the missing word past the root.
    #[inline]
    pub(super) fn item(&self, at: usize) -> Item {
        let missing = self.items.len().saturating_sub(1);
        self.items.get(at.min(missing)).copied().unwrap_or_default()
    }

    /// What the scout says of a word, if it said anything.
    #[inline]
    pub(super) fn guide(&self, at: usize) -> Option<&Guide> {
        self.guides.get(at)
    }
}
