//! Stage 2. Syntax: part of speech, lemma, head and relation of every token; phrases and predicates on top.
//!
//! The tree itself is read by [`phrases`] and [`predicates`] only. Later stages ask those two.

mod asides;
mod attribution;
pub mod clusters;
pub mod features;
pub mod input;
pub mod lemmas;
pub mod models;
pub mod parser;
pub mod phrases;
pub mod predicates;
mod repair;
pub mod revise;
mod spelling;
pub mod tagger;
pub mod tags;
pub mod transitions;
pub mod tree;
mod wording;
pub mod words;

use crate::text::Text;
use crate::text::span::{TokenId, TokenSpan};
use models::{Models, Workspace};
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
    /// Tokens that were given another head than the parser gave, in text order.
    pub mended: Vec<TokenId>,
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
        let mut work = Workspace::default();
        let models = Models::builtin().ok();
        for sentence in &text.sentences {
            match models {
                Some(models) => out.extend(text, sentence.tokens, models, &mut work),
                None => out.extend_flat(text, sentence.tokens),
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
        self.mended = repair::mend(text, self);
        if !self.mended.is_empty() {
            self.tree = Tree::new(&self.heads);
        }
        let nouns = repair::mend_nouns(text, self);
        if !nouns.is_empty() {
            self.tree = Tree::new(&self.heads);
        }
        self.mended.extend(nouns);
        self.mended.sort_unstable();
        self.mended.dedup();
        self.predicates = Predicates::new(text, self);
    }

    /// Analyses the next sentence.
    fn extend(&mut self, text: &Text<'_>, sentence: TokenSpan, models: &Models<'_>, work: &mut Workspace) {
        let in_marks = wording::in_marks(text, sentence);
        let marks: Vec<TokenId> = in_marks.iter().flat_map(|words| [words.start, words.last()]).collect();
        let read: Vec<TokenId> = sentence.tokens().filter(|t| marks.binary_search(t).is_err()).collect();
        models.analyse(read.iter().map(|&t| (text.token(t), text.lower(t))), work);
        self.tag(text, sentence, &read, models, &work.tags);
        // What is told and who tells it are two clauses, as are a clause and one between dashes in it; neither may draw words
        // of the other.
        let apart = attribution::at_the_end(text, self, sentence)
            .map(|start| TokenSpan { start, end: sentence.end })
            .or_else(|| attribution::inserted(text, self, sentence))
            .or_else(|| asides::between_dashes(text, self, sentence));
        match apart {
            None => self.attach(&read, work, None),
            Some(apart) => {
                let at = |wanted: bool| (0..read.len()).filter(|i| apart.has(read[*i]) == wanted).collect::<Vec<_>>();
                let (main, aside) = (at(false), at(true));
                let words = |at: &[usize]| at.iter().map(|i| read[*i]).collect::<Vec<_>>();
                models.parse(&main, work);
                let root = work.state.nodes.iter().take(main.len()).position(|n| n.head >= main.len());
                self.attach(&words(&main), work, None);
                models.parse(&aside, work);
                self.attach(&words(&aside), work, root.and_then(|r| main.get(r)).map(|i| read[*i]));
            }
        }
        wording::hang(self, &in_marks);
    }

    /// Takes over the tags of the words of a sentence that were read; what was not is a mark.
    fn tag(&mut self, text: &Text<'_>, sentence: TokenSpan, read: &[TokenId], models: &Models<'_>, tags: &[u8]) {
        let names = models.tagger.names();
        let mut tagged = read.iter().zip(tags).peekable();
        for token in sentence.tokens() {
            let tag = tagged.next_if(|(t, _)| **t == token).map(|(_, tag)| *tag);
            let name = tag.and_then(|t| names.get(usize::from(t)).copied()).unwrap_or("");
            self.upos.push(tag.map_or(Upos::Punct, |t| models.tagger.upos(t)));
            models.lemmatizer.write(text.token(token), text.lower(token), name, &mut self.lemma_text);
            self.lemma_ends.push(u32::try_from(self.lemma_text.len()).unwrap_or(u32::MAX));
            self.heads.push(None);
            self.deprels.push(Deprel::Punct);
        }
    }

    /// Takes over heads and relations of some words from the parser; `above` is what their root hangs on, if anything.
    fn attach(&mut self, words: &[TokenId], work: &Workspace, above: Option<TokenId>) {
        for (token, node) in words.iter().zip(&work.state.nodes) {
            let inside = words.get(node.head).copied();
            let label = Deprel::ALL.get(usize::from(node.label)).copied().unwrap_or(Deprel::Dep);
            self.heads[token.index()] = inside.or(above);
            self.deprels[token.index()] = if inside.is_none() && above.is_some() { Deprel::Parataxis } else { label };
        }
    }

    /// The first word governs the others: what is left to say without models.
    fn extend_flat(&mut self, text: &Text<'_>, tokens: TokenSpan) {
        for token in tokens.tokens() {
            let first = token == tokens.start;
            self.upos.push(Upos::X);
            self.heads.push((!first).then_some(tokens.start));
            self.deprels.push(if first { Deprel::Root } else { Deprel::Dep });
            self.lemma_text.push_str(text.lower(token));
            self.lemma_ends.push(u32::try_from(self.lemma_text.len()).unwrap_or(u32::MAX));
        }
    }

    /// A token's part of speech; `X` past the end.
    pub fn upos(&self, token: TokenId) -> Upos {
        self.upos.get(token.index()).copied().unwrap_or(Upos::X)
    }

    /// Is it a verb or an auxiliary?
    fn is_verbal(&self, token: TokenId) -> bool {
        matches!(self.upos(token), Upos::Verb | Upos::Aux)
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
