//! The dependency tree of a whole text: children, extents and an order that puts heads before dependants.

use crate::text::span::{TokenId, TokenSpan};

/// Children of every token, made once from the heads. Any list of heads gives a tree that can be walked to an end:
/// a head outside the text makes a root.
#[derive(Debug, Default)]
pub struct Tree {
    /// Where each token's children begin in `children`; one more than there are tokens.
    starts: Vec<u32>,
    /// Children, token by token, each run in text order.
    children: Vec<TokenId>,
    /// What each token's subtree covers.
    extents: Vec<TokenSpan>,
    /// Every token, heads before dependants.
    order: Vec<TokenId>,
}

impl Tree {
    /// Reads the children off the heads.
    pub fn new(heads: &[Option<TokenId>]) -> Self {
        let n = heads.len();
        let head = |i: usize| heads[i].map(TokenId::index).filter(|&h| h < n && h != i);
        let mut starts = vec![0u32; n + 1];
        for h in (0..n).filter_map(head) {
            starts[h + 1] += 1;
        }
        for i in 0..n {
            starts[i + 1] += starts[i];
        }
        let mut next = starts.clone();
        let mut children = vec![TokenId(0); starts[n] as usize];
        for i in 0..n {
            if let Some(h) = head(i) {
                children[next[h] as usize] = TokenId::new(i);
                next[h] += 1;
            }
        }
        let mut tree = Self { starts, children, extents: Vec::with_capacity(n), order: Vec::with_capacity(n) };
        tree.extents.extend((0..n).map(|i| TokenSpan::one(TokenId::new(i))));
        tree.order.extend((0..n).filter(|&i| head(i).is_none()).map(TokenId::new));
        let mut at = 0;
        while at < tree.order.len() {
            let run = tree.run(tree.order[at]);
            tree.order.extend_from_slice(&tree.children[run]);
            at += 1;
        }
        for &token in tree.order.iter().rev() {
            if let Some(h) = head(token.index()) {
                tree.extents[h] = tree.extents[h].cover(tree.extents[token.index()]);
            }
        }
        tree
    }

    fn run(&self, token: TokenId) -> std::ops::Range<usize> {
        match (self.starts.get(token.index()), self.starts.get(token.index() + 1)) {
            (Some(&start), Some(&end)) => start as usize..end as usize,
            _ => 0..0,
        }
    }

    /// The tokens that hang on this one, in text order.
    pub fn children(&self, token: TokenId) -> &[TokenId] {
        self.children.get(self.run(token)).unwrap_or(&[])
    }

    /// From the first to the last token of the subtree.
    pub fn extent(&self, token: TokenId) -> TokenSpan {
        self.extents.get(token.index()).copied().unwrap_or(TokenSpan::one(token))
    }

    /// Every token that a root leads to, heads before dependants.
    pub fn order(&self) -> &[TokenId] {
        &self.order
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn children_extents_and_order() {
        let heads = [Some(1), None, Some(3), Some(1), Some(3)].map(|h| h.map(TokenId));
        let tree = Tree::new(&heads);
        assert_eq!(tree.children(TokenId(1)), [TokenId(0), TokenId(3)]);
        assert_eq!(tree.extent(TokenId(3)), TokenSpan::new(2, 5));
        assert_eq!(tree.order().first(), Some(&TokenId(1)));
        assert_eq!(tree.order().len(), 5);
    }

    #[test]
    fn heads_in_a_ring_or_outside_do_no_harm() {
        let tree = Tree::new(&[Some(TokenId(1)), Some(TokenId(0)), Some(TokenId(9)), Some(TokenId(3))]);
        assert_eq!(tree.order(), [TokenId(2), TokenId(3)]);
        assert_eq!(tree.children(TokenId(7)), []);
    }
}
