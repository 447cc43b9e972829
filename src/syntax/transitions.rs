//! The arc-hybrid transition system: a stack, the words not yet read, and the arcs built so far.
//!
//! `Left` hangs the top of the stack on the next word, `Right` on the word below it on the stack; either takes it off.
//! `Shift` reads the next word. The root stands behind the last word. Whatever is chosen among what is allowed, the
//! result is a tree of one root, after twice as many steps as there are words.

/// What a transition does to the stack.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Move {
    /// Reads the next word.
    Shift,
    /// The next word governs the top of the stack.
    Left,
    /// The word below it governs the top of the stack.
    Right,
}

/// No word.
pub const NONE: usize = usize::MAX;

/// What is known of a word while a sentence is parsed.
#[derive(Clone, Copy, Debug)]
pub struct Node {
    /// Its head; the number of words for the root, [`NONE`] before it has one.
    pub head: usize,
    /// The number of its relation.
    pub label: u8,
    /// The outermost left dependent, and the one inside it.
    pub left: [usize; 2],
    /// The outermost right dependent, and the one inside it.
    pub right: [usize; 2],
    /// Number of left dependents.
    pub lefts: u8,
    /// Number of right dependents.
    pub rights: u8,
}

const FRESH: Node = Node { head: NONE, label: 0, left: [NONE; 2], right: [NONE; 2], lefts: 0, rights: 0 };

/// A parse under way.
#[derive(Clone, Debug, Default)]
pub struct State {
    /// Every word and, behind them, the root.
    pub nodes: Vec<Node>,
    /// Words read and not yet attached, the top last.
    pub stack: Vec<usize>,
    /// The next word; the root when all are read.
    pub next: usize,
}

impl State {
    /// Begins with a sentence of `len` words.
    pub fn start(&mut self, len: usize) {
        self.nodes.clear();
        self.nodes.resize(len + 1, FRESH);
        self.stack.clear();
        self.next = 0;
    }

    /// The root's number.
    pub fn root(&self) -> usize {
        self.nodes.len().saturating_sub(1)
    }

    /// True when every word has a head.
    pub fn is_done(&self) -> bool {
        self.next >= self.root() && self.stack.is_empty()
    }

    /// May this be done now? Where it is not done yet, something may.
    pub fn allows(&self, action: Move) -> bool {
        let at_root = self.next >= self.root();
        match action {
            Move::Shift => !at_root,
            Move::Left => {
                if at_root {
                    self.stack.len() == 1
                } else {
                    !self.stack.is_empty()
                }
            }
            Move::Right => self.stack.len() > 1,
        }
    }

    /// The word at a depth of the stack, 0 for the top.
    pub fn stacked(&self, depth: usize) -> usize {
        self.stack.len().checked_sub(depth + 1).map_or(NONE, |i| self.stack[i])
    }

    /// Does an allowed thing; one that is not allowed does nothing.
    pub fn apply(&mut self, action: Move, label: u8) {
        if !self.allows(action) {
            return;
        }
        match action {
            Move::Shift => {
                self.stack.push(self.next);
                self.next += 1;
            }
            Move::Left => {
                let Some(top) = self.stack.pop() else { return };
                let next = self.next;
                self.attach(top, next, label);
                let head = &mut self.nodes[next];
                head.left = [top, head.left[0]];
                head.lefts = head.lefts.saturating_add(1);
            }
            Move::Right => {
                let Some(top) = self.stack.pop() else { return };
                let below = self.stacked(0);
                self.attach(top, below, label);
                let head = &mut self.nodes[below];
                head.right = [top, head.right[0]];
                head.rights = head.rights.saturating_add(1);
            }
        }
    }

    fn attach(&mut self, word: usize, head: usize, label: u8) {
        self.nodes[word].head = head;
        self.nodes[word].label = label;
    }

    /// How many arcs of a tree each allowed move puts out of reach: shift, left, right. `heads` has the root behind the
    /// last word as the head of the root word; `dependents` lists each word's dependents in order.
    pub fn costs(&self, heads: &[usize], dependents: &[Vec<usize>]) -> [Option<u32>; 3] {
        let next = self.next;
        let mut costs = [None; 3];
        if self.allows(Move::Shift) {
            let top = self.stacked(0);
            let head = heads[next];
            let lost_head = head < next && head != top && self.stack.contains(&head);
            let lost = dependents[next].iter().filter(|d| **d < next && self.nodes[**d].head == NONE).count();
            costs[0] = Some(u32::from(lost_head) + lost as u32);
        }
        let top = self.stacked(0);
        if top == NONE {
            return costs;
        }
        let head = heads[top];
        let lost = dependents[top].iter().filter(|d| **d >= next).count() as u32;
        if self.allows(Move::Left) {
            let lost_head = head > next || (head == self.stacked(1));
            costs[1] = Some(u32::from(lost_head) + lost);
        }
        if self.allows(Move::Right) {
            costs[2] = Some(u32::from(head >= next && head != NONE) + lost);
        }
        costs
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_choice_gives_a_tree_of_one_root() {
        for seed in 0..200u64 {
            let len = (seed % 23) as usize;
            let mut state = State::default();
            state.start(len);
            let (mut random, mut steps) = (seed + 1, 0);
            while !state.is_done() {
                random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                let all = [Move::Shift, Move::Left, Move::Right];
                let allowed: Vec<_> = all.into_iter().filter(|m| state.allows(*m)).collect();
                state.apply(allowed[(random >> 33) as usize % allowed.len()], 0);
                steps += 1;
            }
            assert_eq!(steps, 2 * len);
            assert_eq!(state.nodes[..len].iter().filter(|n| n.head == len).count(), usize::from(len > 0));
            for word in 0..len {
                let mut at = word;
                for _ in 0..=len {
                    at = if at == len { len } else { state.nodes[at].head };
                }
                assert_eq!(at, len);
            }
        }
    }

    #[test]
    fn the_oracle_finds_a_projective_tree() {
        let heads = [1, 4, 3, 1, 5, 4usize];
        let heads = &heads[..5];
        let mut dependents = vec![Vec::new(); 6];
        for (word, head) in heads.iter().enumerate() {
            dependents[*head].push(word);
        }
        let mut state = State::default();
        state.start(5);
        while !state.is_done() {
            let costs = state.costs(heads, &dependents);
            let best = costs.iter().position(|c| *c == Some(0)).expect("something costs nothing");
            state.apply([Move::Shift, Move::Left, Move::Right][best], 0);
        }
        let found: Vec<usize> = state.nodes[..5].iter().map(|n| n.head).collect();
        assert_eq!(found, heads);
    }
}
