//! When an event happened: the date that hangs on the trigger, else the nearest one in the sentence.

use super::View;
use super::arguments::Around;
use super::place::gap;
use super::triggers::Trigger;
use crate::text::span::TokenSpan;
use crate::values::{DateId, DateKind};

/// The date of an event, and whether it hangs on the trigger itself.
pub fn find(
    view: &View<'_>,
    sentence: TokenSpan,
    trigger: &Trigger<'_>,
    around: &Around<'_>,
    triggers: &[TokenSpan],
) -> (Option<DateId>, bool) {
    let first = view.values.dates.partition_point(|d| d.span.start < sentence.start);
    let dates = || {
        let rest = view.values.dates.iter().enumerate().skip(first);
        rest.take_while(|(_, d)| d.span.start < sentence.end)
            .filter(|(_, d)| d.kind == DateKind::Date || d.kind == DateKind::Time)
    };
    // Of several that hang on it, one whose days are known.
    let hanging = dates().filter(|(_, d)| around.direct.iter().any(|f| d.span.has(f.head) || f.head == d.head));
    let hangs = hanging.min_by_key(|(i, d)| (d.days.is_none(), *i));
    let nearest = || {
        dates().min_by_key(|(i, d)| {
            let distance = gap(d.span, trigger.span);
            (distance + 8 * u32::from(triggers.iter().any(|t| gap(d.span, *t) < distance)), *i)
        })
    };
    (hangs.or_else(nearest).map(|(i, _)| DateId::new(i)), hangs.is_some())
}
