//! Whether a clause speaks of what is to come.

use super::Resolver;
use crate::syntax::phrases;
use crate::syntax::predicates::{Predicate, Role, Tense};
use crate::syntax::tags::Upos;
use crate::text::SentenceKind;
use crate::values::time::Found;

/// Items before a verb among which its auxiliaries stand.
const AUXILIARIES: usize = 3;
/// Items before an expression that may tell of what its phrase names.
const PHRASE: usize = 5;

/// Where a clause looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outlook {
    /// To what has been.
    Back,
    /// To what is to come.
    Ahead,
    /// A present tense and no word of either: `they meet on Tuesday`, but also `police hold a man on March 2`.
    Open,
}

impl Resolver<'_> {
    /// True where the clause of an expression, or else the words around it, speak of what is to come. A present tense
    /// that is not told as past looks ahead: `they meet on Tuesday`.
    pub(super) fn in_future(&self, f: &Found) -> bool {
        self.outlook(f) != Outlook::Back
    }

    /// Where the clause of an expression looks, or else the words around it.
    pub(super) fn outlook(&self, f: &Found) -> Outlook {
        let tell = |ahead: bool| if ahead { Outlook::Ahead } else { Outlook::Back };
        let (Some(future), Some(past)) = (self.lexicon.class("FUTURE"), self.lexicon.class("PAST")) else {
            return Outlook::Back;
        };
        let Some(first) = self.items.get(f.start) else { return Outlook::Back };
        // `said Tuesday the talks will resume`
        let before = (f.start.saturating_sub(1)..f.start).find_map(|at| self.items.get(at)).map(|i| i.first);
        let told = before.and_then(|t| self.syntax.predicates.of(t)).is_some_and(|p| p.tense == Tense::Past);
        if told && !self.lexicon.has_class(self.items, future, f.start.saturating_sub(1)) {
            return Outlook::Back;
        }
        if self.is_between(f) {
            return Outlook::Back;
        }
        if let Some(ahead) = self.phrase_looks_ahead(f) {
            return tell(ahead);
        }
        let verb = phrases::clause_head(self.syntax, first.first);
        let predicate = self.syntax.predicates.of(verb);
        let tense = predicate.map_or(Tense::None, |p| p.tense);
        // `was scheduled for Tuesday`, `was to resume on Tuesday`
        let at = self.items.at_token(verb);
        // `on Tuesday they promised to leave` is when they promised, `they promised to leave on Tuesday` when they leave.
        let promised_then = tense == Tense::Past && predicate.is_some_and(|p| !p.passive) && f.end <= at;
        let words = at.saturating_sub(AUXILIARIES)..at + usize::from(!promised_then);
        let mut auxiliaries = words.filter(|at| !(f.start..f.end).contains(at));
        let ahead = auxiliaries.any(|at| self.lexicon.has_class(self.items, future, at));
        match tense {
            Tense::Future => return Outlook::Ahead,
            Tense::Past if !ahead => return Outlook::Back,
            // `is to be held`; `a vote to be held in May was put off`
            Tense::None
                if ahead
                    || predicate.is_some_and(|p| p.passive && phrases::is_infinitive_on_noun(self.syntax, verb)) =>
            {
                return Outlook::Ahead;
            }
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
        let open = if tense == Tense::Present && !headline { Outlook::Open } else { Outlook::Back };
        left.or_else(right).map_or(open, tell)
    }

    /// `promised on Tuesday to leave`, `vowed on Tuesday that they would`: between a verb and what it says is when that was
    /// said.
    fn is_between(&self, f: &Found) -> bool {
        let verb = (f.start.saturating_sub(2)..f.start).rev().find_map(|at| {
            let word = self.items.get(at).filter(|i| self.syntax.upos(i.first) == Upos::Verb)?;
            self.syntax.predicates.of(word.first)
        });
        let says = |p: &Predicate| p.all(Role::Clause).any(|a| self.items.at_token(a.head) >= f.end);
        verb.is_some_and(|p| p.tense == Tense::Past && !p.passive && says(p))
    }

    /// What the phrase of an expression says, whatever its clause: `ahead of the November election` looks ahead,
    /// `Sunday's attack` names what has happened.
    fn phrase_looks_ahead(&self, f: &Found) -> Option<bool> {
        let coming = self.lexicon.class("COMING")?;
        let verb = |at: usize| self.items.get(at).is_some_and(|i| self.syntax.upos(i.first) == Upos::Verb);
        let near = (f.start.saturating_sub(PHRASE)..f.start).rev();
        let near = near.take_while(|&at| self.items.same_sentence(at, f.start));
        let told = near.clone().take_while(|&at| !verb(at)).any(|at| self.lexicon.has_class(self.items, coming, at));
        // `were called for November`: the verb itself
        if told || near.take(2).any(|at| self.lexicon.has_class(self.items, coming, at)) {
            return Some(true);
        }
        let happened = self.lexicon.class("HAPPENED")?;
        let head = phrases::head_of(self.text, self.syntax, self.items.tokens(f.start, f.end));
        let noun = phrases::noun_over(self.syntax, head)?;
        self.lexicon.has_class(self.items, happened, self.items.at_token(noun)).then_some(false)
    }
}
