//! Numbers that are no amounts: parts of names, of codes and of scores.

use super::Reader;
use super::figure::Figure;
use crate::syntax::phrases;
use crate::syntax::tags::Upos;
use crate::text::span::TokenSpan;
use crate::values::items::{Item, ItemKind};

impl Reader<'_> {
    /// Digits that are no amount: `Resolution 1701`, `T-72`, `3.2.1`, `555-1234`, `won 3-1`; where they end.
    pub(super) fn label(&self, figure: &Figure) -> Option<usize> {
        let quantities = &self.lexicon.quantities;
        let item = self.items.get(figure.start)?;
        let before =
            figure.start.checked_sub(1).and_then(|i| self.items.get(i)).filter(|b| b.sentence == item.sentence);
        // All that is joined to it without a space.
        let mut end = figure.end;
        while self.glued(end) && self.items.get(end).is_some_and(|i| !matches!(i.kind, ItemKind::Mark(',' | ')' | '"')))
        {
            end += 1;
        }
        if let Some(before) = before.filter(|_| !item.space_before) {
            let open = matches!(before.kind, ItemKind::Mark('(' | '"' | '[' | '\'' | ',' | '~' | '<' | '>' | '*'));
            let dash = before.is_mark('-') && before.space_before;
            if !open && !dash {
                return Some(end);
            }
        }
        if before.is_some_and(|b| b.is_mark('#'))
            || quantities.class_before("label", self.items, figure.start) && !self.counts_on(figure)
        {
            return Some(end);
        }
        if before.is_none() && (self.mark(figure.end, '.') || self.mark(figure.end, ')')) {
            return Some(end);
        }
        let number_at = |at: usize| self.items.get(at).is_some_and(|i| matches!(i.kind, ItemKind::Number(_)));
        if self.glued(figure.end) {
            let next = self.items.get(figure.end)?;
            let joined = matches!(next.kind, ItemKind::Mark('.' | ':' | '/' | '_' | '@' | '\''))
                && self.glued(figure.end + 1)
                && number_at(figure.end + 1);
            let unit = quantities.units.at(self.items, figure.end).is_some()
                || quantities.money.at(self.items, figure.end).is_some();
            let letters = next.kind == ItemKind::Word && !unit;
            if joined || letters {
                return Some(end);
            }
            if next.is_mark('-') && number_at(figure.end + 1) && self.glued(figure.end + 1) {
                let second = self.items.get(figure.end + 1)?;
                let ItemKind::Number(d) = second.kind else { return Some(end) };
                let third = self.glued(figure.end + 2) && self.mark(figure.end + 2, '-') && number_at(figure.end + 3);
                let near = |at: usize| quantities.class_at("score", self.items, at).is_some();
                let from = figure.start.saturating_sub(4);
                let score = d.value < 200.0 && (from..figure.start).chain(figure.end + 2..figure.end + 5).any(near);
                if third || score || d.value <= figure.low && !self.scaled(figure.end + 2) {
                    return Some(end);
                }
            }
        }
        // `202 555`
        let digits = |b: &Item| matches!(b.kind, ItemKind::Number(_)) && self.is_outside_dates(b.last);
        if before.is_some_and(digits) {
            return Some(end);
        }
        // `[3]`
        if self.mark(figure.end, ']') && before.is_some_and(|b| b.is_mark('[')) {
            return Some(end);
        }
        // `Apollo 11`: stands behind a name, and counts nothing after it.
        let named = before.is_some_and(|b| b.capital && self.syntax.upos(b.last) == Upos::Propn);
        let counts = || self.counts_on(figure) || phrases::counted(self.syntax, TokenSpan::one(item.first)).is_some();
        (named && !counts()).then_some(end)
    }

    /// `Channel Four`, `the Seven Days`: a number word that is part of a name; `one` that is a pronoun.
    pub(super) fn is_name(&self, figure: &Figure) -> bool {
        let Some(item) = self.items.get(figure.start) else { return true };
        let tag = self.syntax.upos(item.first);
        let before = figure.start.checked_sub(1).and_then(|i| self.items.get(i));
        let label = self.lexicon.quantities.class_before("label", self.items, figure.start);
        if label && before.is_some_and(|b| b.capital) && !self.counts_on(figure) {
            return true;
        }
        let opens = self.text.sentence(item.sentence).is_some_and(|s| s.tokens.start == item.first || s.capitals);
        tag == Upos::Pron || tag == Upos::Propn && item.capital && !opens
    }

    /// True where a noun in the plural stands right behind a figure.
    fn counts_on(&self, figure: &Figure) -> bool {
        let Some(next) = self.items.get(figure.end).filter(|i| i.kind == ItemKind::Word && i.space_before) else {
            return false;
        };
        self.syntax.upos(next.first) == Upos::Noun && self.syntax.lemma(next.first) != self.text.lower(next.first)
    }
}
