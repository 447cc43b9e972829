//! Running tolls: figures that count over many happenings (`since 1969`, `the war has killed 40,000`) and are of no
//! incident of these days.

use super::casualties::REACH;
use super::lexicon::Discourse;
use super::subsets::SUBSET_REACH;
use super::{Casualty, View};
use crate::events::Event;
use crate::syntax::predicates::Role;
use crate::syntax::tags::Upos;
use crate::text::span::{TokenId, TokenSpan};
use crate::values::{DatePrecision, Days};

/// Days before publication from which on a count is no running toll.
const RECENT: i32 = 14;

impl View<'_> {
    /// Marks the running tolls: the clause of a figure says so, before it or after it, or its event is told of what
    /// lasts.
    pub(super) fn mark_running(&self, rows: &mut [Casualty]) {
        for row in rows {
            let Some(sentence) = self.text.sentence(row.sentence) else { continue };
            let cue = |t: TokenId| {
                let mut found = self.lexicon.discourse().matches_at(self.text, t, sentence.tokens.end);
                found.any(|(span, class)| *class == Discourse::Cumulative && !self.dates_from_these_days(span.end))
            };
            let is_comma = |t: &TokenId| self.syntax.upos(*t) == Upos::Punct;
            let before = TokenSpan { start: sentence.tokens.start, end: row.span.start }.tokens().rev();
            let after = TokenSpan { start: row.span.end, end: sentence.tokens.end }.tokens();
            let inside = row.span.tokens().take(SUBSET_REACH);
            let near = before.take(REACH).chain(inside).chain(after.take_while(|t| !is_comma(t)).take(SUBSET_REACH));
            let event = row.event.and_then(|e| self.events.rows.get(e.index()));
            row.cumulative =
                row.names.is_empty() && (near.into_iter().any(cue) || event.is_some_and(|e| self.is_of_what_lasts(e)));
        }
    }

    /// `Thousands have died in the drug war`, `the conflict has killed`; but `died in the war on Monday` is of a day.
    fn is_of_what_lasts(&self, event: &Event) -> bool {
        let days = event.time.filter(|_| event.dated).and_then(|t| self.values.days_of(t));
        if days.is_some_and(|d| d.precision <= DatePrecision::Week && self.is_of_these_days(d)) {
            return false;
        }
        let predicate = event.predicate.and_then(|p| self.syntax.predicates.get(p));
        let whole = |role| matches!(role, Role::Subject | Role::Oblique);
        predicate.is_some_and(|p| p.arguments.iter().any(|a| whole(a.role) && self.has(a.head, Discourse::Lasting)))
    }

    /// `312 rebels have died since Thursday`: does a date of these days begin at a token?
    fn dates_from_these_days(&self, start: TokenId) -> bool {
        let dates = &self.values.dates;
        let date = dates.get(dates.partition_point(|d| d.span.start < start)).filter(|d| d.span.start == start);
        date.and_then(|d| d.days).is_some_and(|d| self.is_of_these_days(d))
    }

    fn is_of_these_days(&self, days: Days) -> bool {
        self.values.publication.date().is_some_and(|today| (today - days.start).get_days() <= RECENT)
    }
}
