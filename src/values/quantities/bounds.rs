//! What qualifies a figure (`at least`, `or more`), and the bounds that it has under it.

use super::Reader;
use super::figure::Figure;
use crate::values::Bounds;

/// The bounds, and the qualifier as the output says it. `continuous`: not counted in ones.
pub fn bounded(figure: &Figure, qualifier: &'static str, continuous: bool) -> (Bounds, &'static str) {
    let n = figure.low;
    let one = if continuous || n.fract() != 0.0 { 0.0 } else { 1.0 };
    if let Some(amount) = figure.vague {
        return (Bounds { low: Some(amount.low), best: None, high: None }, amount.qualifier);
    }
    if figure.high > n {
        return (Bounds { low: Some(n), best: Some(n), high: Some(figure.high) }, "range");
    }
    let bounds = match qualifier {
        "more_than" => Bounds { low: Some(n + one), best: Some(n + one), high: None },
        "at_least" => Bounds { low: Some(n), best: Some(n), high: None },
        "less_than" => Bounds { low: None, best: None, high: Some((n - one).max(0.0)) },
        "at_most" => Bounds { low: None, best: None, high: Some(n) },
        "approx" => Bounds { low: None, best: Some(n), high: None },
        _ => Bounds { low: Some(n), best: Some(n), high: Some(n) },
    };
    (bounds, qualifier)
}

impl Reader<'_> {
    /// `or more`, `-plus`; moves `end` past it.
    pub(super) fn qualifier_after(&self, end: &mut usize) -> Option<&'static str> {
        let joint = usize::from(self.mark(*end, '-') && self.glued(*end));
        let quantities = &self.lexicon.quantities;
        let found = quantities.after.at(self.items, *end).or_else(|| quantities.after.at(self.items, *end + joint));
        let (after, qualifier) = found?;
        *end = after;
        Some(qualifier)
    }

    /// The first item of the qualifiers before a figure, and what they say.
    pub(super) fn qualifiers_before(&self, start: usize, free: usize) -> (usize, Option<&'static str>) {
        let mut at = start;
        let mut said = None;
        for _ in 0..2 {
            let Some((from, qualifier)) = self.lexicon.quantities.before.before(self.items, at) else { break };
            let crosses = self.items.get(from).map(|i| i.sentence) != self.items.get(start).map(|i| i.sentence);
            if from < free || crosses {
                break;
            }
            // The nearest says it, save where it says nothing (`at least another 12`).
            if said.is_none() || said == Some("exact") {
                said = Some(qualifier);
            }
            at = from;
        }
        (at, said)
    }
}
