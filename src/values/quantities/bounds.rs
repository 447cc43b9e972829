//! The bounds of a figure under its qualifier.

use super::Figure;
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
