//! Stage 2. Syntax: part of speech, lemma, head and relation of every token; phrases and predicates on top.
//!
//! The tree itself is read by [`phrases`] and [`predicates`] only. Later stages ask those two.

pub mod phrases;
pub mod predicates;
pub mod tags;
pub mod tree;

use crate::text::Text;
use crate::text::span::TokenId;
use predicates::Predicates;
use tags::{Deprel, Upos};
use tree::Tree;

/// The analysis of every token of a text, and its predicates.
#[derive(Debug, Default)]
pub struct Syntax {
    /// Universal part of speech, one a token.
    pub upos: Vec<Upos>,
    /// Head, one a token; None for the root of a sentence.
    pub heads: Vec<Option<TokenId>>,
    /// Universal Dependencies relation to the head, one a token.
    pub deprels: Vec<Deprel>,
    /// Children and extents.
    pub tree: Tree,
    /// Who did what to whom.
    pub predicates: Predicates,
    /// Every lemma, one after the other.
    lemma_text: String,
    /// Where each token's lemma ends in `lemma_text`.
    lemma_ends: Vec<u32>,
}

impl Syntax {
    /// Analyses a text.
    pub fn new(text: &Text<'_>) -> Self {
        let mut out = Self::default();
        for sentence in &text.sentences {
            for token in sentence.tokens.tokens() {
                let first = token == sentence.tokens.start;
                out.upos.push(Upos::X);
                out.heads.push(if first { None } else { Some(sentence.tokens.start) });
                out.deprels.push(if first { Deprel::Root } else { Deprel::Dep });
                out.lemma_text.extend(text.token(token).chars().flat_map(char::to_lowercase));
                out.lemma_ends.push(u32::try_from(out.lemma_text.len()).unwrap_or(u32::MAX));
            }
        }
        out.finish(text);
        out
    }

    /// The analysis of a text whose tags and heads are known: part of speech, lemma, head and relation of each token.
    pub fn from_tags<'t>(
        text: &Text<'_>,
        tokens: impl IntoIterator<Item = (Upos, &'t str, Option<TokenId>, Deprel)>,
    ) -> Self {
        let mut out = Self::default();
        for (upos, lemma, head, deprel) in tokens {
            out.upos.push(upos);
            out.heads.push(head);
            out.deprels.push(deprel);
            out.lemma_text.push_str(lemma);
            out.lemma_ends.push(u32::try_from(out.lemma_text.len()).unwrap_or(u32::MAX));
        }
        out.finish(text);
        out
    }

    /// What is made from the tags and heads.
    fn finish(&mut self, text: &Text<'_>) {
        self.tree = Tree::new(&self.heads);
        self.predicates = Predicates::new(text, self);
    }

    /// A token's part of speech; `X` past the end.
    pub fn upos(&self, token: TokenId) -> Upos {
        self.upos.get(token.index()).copied().unwrap_or(Upos::X)
    }

    /// A token's lemma; "" past the end.
    pub fn lemma(&self, token: TokenId) -> &str {
        let end = self.lemma_ends.get(token.index()).copied().unwrap_or(0) as usize;
        let start = token.index().checked_sub(1).and_then(|i| self.lemma_ends.get(i)).copied().unwrap_or(0) as usize;
        self.lemma_text.get(start..end).unwrap_or("")
    }

    /// A token's head; None for a root.
    pub fn head(&self, token: TokenId) -> Option<TokenId> {
        self.heads.get(token.index()).copied().flatten()
    }

    /// A token's relation to its head.
    pub fn deprel(&self, token: TokenId) -> Deprel {
        self.deprels.get(token.index()).copied().unwrap_or(Deprel::Dep)
    }
}
