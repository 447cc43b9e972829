//! What stands around a step, for its features.

use super::{Sides, bucket, label, sides};
use crate::syntax::input::{Input, Item};
use crate::syntax::transitions::{NONE, State};

/// A step's surroundings: the stack `s`, the words to come `b`, and what hangs on their first ones.
pub(in crate::syntax) struct View<'a> {
    pub state: &'a State,
    pub input: &'a Input,
    pub at_s: [usize; 4],
    pub at_b: [usize; 4],
    pub s: [Item; 4],
    pub b: [Item; 4],
}

impl<'a> View<'a> {
    #[inline]
    pub fn new(input: &'a Input, state: &'a State) -> Self {
        let at_s: [usize; 4] = std::array::from_fn(|i| state.stacked(i));
        let at_b = std::array::from_fn(|i| if state.next + i <= state.root() { state.next + i } else { NONE });
        Self { state, input, at_s, at_b, s: at_s.map(|at| input.item(at)), b: at_b.map(|at: usize| input.item(at)) }
    }

    #[inline]
    pub fn item(&self, at: usize) -> Item {
        self.input.item(at)
    }

    #[inline]
    pub fn label(&self, at: usize) -> u32 {
        label(self.state, at)
    }

    #[inline]
    pub(super) fn sides(&self, at: usize) -> Sides {
        sides(self.state, at)
    }

    /// Number of dependents on either side, up to 4.
    #[inline]
    pub fn valency(&self, at: usize) -> [u32; 2] {
        self.state.nodes.get(at).map_or([0; 2], |n| [n.lefts, n.rights].map(|v| u32::from(v.min(4))))
    }

    /// From the top of the stack to the next word, and from the word below it to the top.
    #[inline]
    pub fn gaps(&self) -> (u32, u32) {
        let gap = |a: usize, b: usize| if a == NONE || b == NONE { 0 } else { bucket(b.saturating_sub(a)) };
        (gap(self.at_s[0], self.at_b[0]), gap(self.at_s[1], self.at_s[0]))
    }

    /// What the scout did with a word, as the number of its step's class.
    #[inline]
    pub fn class(&self, at: usize) -> u32 {
        self.input.guide(at).map_or(0, |g| u32::from(g.class) + 1)
    }

    /// Where the scout's head of a word stands now.
    #[inline]
    pub fn place(&self, at: usize) -> u32 {
        let Some(head) = self.input.guide(at).map(|g| g.head) else { return 0 };
        let ([s0, s1, s2, _], [b0, b1, ..]) = (self.at_s, self.at_b);
        match head {
            _ if head == s0 => 1,
            _ if head == s1 => 2,
            _ if head == s2 => 3,
            _ if head == self.state.root() => 4,
            _ if head == b0 => 5,
            _ if head == b1 => 6,
            _ if head > self.state.next => 7,
            _ if s0 != NONE && head > s0 => 8,
            _ if self.state.nodes.get(head).is_some_and(|n| n.head == NONE) => 9,
            _ => 10,
        }
    }

    /// Does something still to come hang on a word, as the scout has it?
    #[inline]
    pub fn open(&self, at: usize) -> u32 {
        self.input.guide(at).map_or(0, |g| 1 + u32::from(g.last >= self.state.next))
    }
}
