//! Verbs of saying that a parser takes for nouns: `Local media report five people were killed`.

use super::{Edit, Repair, edit};
use crate::syntax::tags::{Deprel, Upos};
use crate::text::span::TokenId;

impl Repair<'_> {
    /// `Local media report five people were killed`, with `report` for a noun: a clause with a subject of its own behind
    /// the base form of a verb of saying that no article introduces is what is said, and the noun before says it.
    pub(super) fn clause_of_report(&self, clause: TokenId) -> Option<Vec<Edit>> {
        let report = self.syntax.head(clause).filter(|&r| r < clause && self.syntax.upos(r) == Upos::Noun)?;
        let says = self.lexicon.control(self.syntax.lemma(report)).is_some_and(|c| c.clause);
        let base = self.text.lower(report) == self.syntax.lemma(report);
        let root = self.syntax.deprel(report) == Deprel::Root;
        let source = report.before().filter(|&s| {
            self.syntax.upos(s) == Upos::Noun
                && self.syntax.head(s) == Some(report)
                && self.syntax.deprel(s) == Deprel::Compound
        })?;
        let modifies = |d| matches!(d, Deprel::Amod | Deprel::Compound);
        let before = || self.children(report).filter(|&c| c < source);
        let plain = before().all(|c| modifies(self.syntax.deprel(c))) && !self.has(report, |d| d == Deprel::Cop);
        let subject = |&c: &TokenId| matches!(self.syntax.deprel(c), Deprel::Nsubj | Deprel::NsubjPass) && c > report;
        let told = self.children(clause).find(subject).is_some_and(|s| self.syntax.upos(s) != Upos::Pron);
        if !says || !base || !root || !plain || !told || !self.has_finite_form(clause) {
            return None;
        }
        let mut edits: Vec<Edit> = before().map(|c| edit(c, source, self.syntax.deprel(c))).collect();
        edits.push(Edit { token: report, head: None, deprel: Deprel::Root, upos: Some(Upos::Verb) });
        edits.push(edit(source, report, Deprel::Nsubj));
        edits.push(edit(clause, report, Deprel::Ccomp));
        Some(edits)
    }
}
