//! Whether a clause speaks of what is to come.

use super::Resolver;
use crate::syntax::phrases;
use crate::syntax::predicates::Tense;
use crate::text::SentenceKind;
use crate::values::time::Found;

/// Items before a verb among which its auxiliaries stand.
const AUXILIARIES: usize = 3;

impl Resolver<'_> {
    /// True where the clause of an expression, or else the words around it, speak of what is to come. A present tense
    /// that is not told as past looks ahead: `they meet on Tuesday`.
    pub(super) fn in_future(&self, f: &Found) -> bool {
        let (Some(future), Some(past)) = (self.lexicon.class("FUTURE"), self.lexicon.class("PAST")) else {
            return false;
        };
        let Some(first) = self.items.get(f.start) else { return false };
        // `said Tuesday the talks will resume`
        let before = (f.start.saturating_sub(1)..f.start).find_map(|at| self.items.get(at)).map(|i| i.first);
        let told = before.and_then(|t| self.syntax.predicates.of(t)).is_some_and(|p| p.tense == Tense::Past);
        if told && !self.lexicon.has_class(self.items, future, f.start.saturating_sub(1)) {
            return false;
        }
        let verb = phrases::clause_head(self.syntax, first.first);
        let tense = self.syntax.predicates.of(verb).map_or(Tense::None, |p| p.tense);
        // `was scheduled for Tuesday`, `was to resume on Tuesday`
        let at = self.items.at_token(verb);
        let ahead = (at.saturating_sub(AUXILIARIES)..=at).any(|at| self.lexicon.has_class(self.items, future, at));
        match tense {
            Tense::Future => return true,
            Tense::Past if !ahead => return false,
            _ => {}
        }
        let says = |at: usize| -> Option<bool> {
            if self.lexicon.has_class(self.items, future, at) {
                return Some(true);
            }
            self.lexicon.has_class(self.items, past, at).then_some(false)
        };
        let inside = |at: &usize| self.items.same_sentence(*at, f.start);
        let left = (f.start.saturating_sub(14)..f.start).rev().take_while(inside).find_map(says);
        let right = || (f.end..f.end + 10).take_while(inside).find_map(says);
        let headline = self.text.sentence(first.sentence).is_some_and(|s| s.kind == SentenceKind::Headline);
        left.or_else(right).unwrap_or(tense == Tense::Present && !headline)
    }
}
