//! Tolls: the bounds of an incident from the figures of its ledger. Rival figures stay apart; nothing is added up across
//! sources.

use std::collections::BTreeMap;

use super::Casualty;
use crate::claims::ClaimId;
use crate::text::span::SentenceId;
use crate::values::Bounds;

/// The toll of one kind, and whether sources differ on it.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Toll {
    pub bounds: Bounds,
    pub disputed: bool,
}

/// One statement: the figures of disjoint victims that one sentence and one source name together.
#[derive(Default)]
struct Statement {
    bounds: Option<Bounds>,
    approximate: bool,
    attributed: bool,
    named: f64,
    others: bool,
}

/// The toll from rows of one kind, in text order. `adds` tells whether a row's figure adds to those named before, `own`
/// whether its victims are of those who did it.
///
/// Figures of different people (`three policemen`; later `two rebels`) add up; those of the attackers count only where
/// no others are told of. A figure that may be of anybody holds those of each class.
pub(super) fn toll(rows: &[&Casualty], adds: impl Fn(&Casualty) -> bool, own: impl Fn(&Casualty) -> bool) -> Toll {
    let whole = |r: &&&Casualty| r.subset_of.is_none() && !r.cumulative && r.names.is_empty();
    let mut classes: Vec<&str> = rows.iter().filter(whole).filter_map(|r| r.class).collect();
    classes.sort_unstable();
    classes.dedup();
    let open = rows.iter().any(|r| r.class.is_none() && whole(&r) && !is_vague(r));
    let named = rows.iter().any(|r| !r.names.is_empty());
    let attackers = |class: &str| rows.iter().any(|r| r.class == Some(class) && own(r));
    if open || named || classes.len() < 2 {
        // `35 officials`, `all five attackers`: the attackers are not among the others.
        let others: Vec<&Casualty> = rows.iter().filter(|r| !r.class.is_some_and(attackers)).copied().collect();
        let told = others.iter().any(|r| whole(&r) && !is_vague(r));
        return one_class(if told { &others } else { rows }, adds);
    }
    let others: Vec<&str> = classes.iter().copied().filter(|c| !attackers(c)).collect();
    let counted = if others.is_empty() { &classes } else { &others };
    let tolls = counted.iter().map(|class| {
        let rows: Vec<&Casualty> = rows.iter().filter(|r| r.class == Some(*class)).copied().collect();
        one_class(&rows, &adds)
    });
    let sum = |a: Toll, b: Toll| Toll { bounds: add(a.bounds, b.bounds), disputed: a.disputed || b.disputed };
    tolls.reduce(sum).unwrap_or_default()
}

/// The toll of people who may be the same.
fn one_class(rows: &[&Casualty], adds: impl Fn(&Casualty) -> bool) -> Toll {
    let mut statements: BTreeMap<(SentenceId, Option<ClaimId>), Statement> = BTreeMap::new();
    let mut names: Vec<&str> = Vec::new();
    // That nobody was hurt, told by the text itself, is told of another moment where somebody was.
    let some = rows.iter().any(|r| r.subset_of.is_none() && !r.cumulative && r.bounds.high != Some(0.0));
    let none = |r: &Casualty| r.bounds.high == Some(0.0) && r.claim.is_none();
    let counts = |r: &&&Casualty| r.subset_of.is_none() && !r.cumulative && !(some && none(r));
    // "Dozens" says nothing where somebody counted.
    let counted = rows.iter().filter(counts).any(|r| r.names.is_empty() && !is_vague(r));
    for row in rows.iter().filter(counts).filter(|r| !counted || !is_vague(r)) {
        let statement = statements.entry((row.sentence, row.claim)).or_default();
        statement.attributed |= row.claim.is_some();
        if let Some(name) = row.names.first() {
            // The same victim told again adds nothing.
            if !names.contains(&name.as_str()) {
                names.push(name);
                statement.named += 1.0;
            }
            continue;
        }
        statement.others |= adds(row);
        statement.approximate |= row.bounds.low.is_none() && row.bounds.high.is_none();
        statement.bounds = Some(statement.bounds.map_or(row.bounds, |sum| add(sum, row.bounds)));
    }
    #[allow(clippy::cast_precision_loss)]
    let named = names.len() as f64;
    let mut figures: Vec<(Bounds, bool)> = Vec::new();
    let mut before = 0.0_f64;
    for statement in statements.values() {
        if let Some(mut bounds) = statement.bounds {
            if statement.others {
                bounds = add(bounds, exactly(before.max(statement.named)));
            }
            if statement.approximate && statements.len() > 1 {
                bounds =
                    Bounds { low: bounds.low.or(bounds.best), best: bounds.best, high: bounds.high.or(bounds.best) };
            }
            figures.push((bounds, statement.attributed));
        }
        before += statement.named;
    }
    if figures.is_empty() {
        let bounds = if named > 0.0 { exactly(named) } else { Bounds::default() };
        return Toll { bounds, disputed: false };
    }
    let least = |of: fn(&Bounds) -> Option<f64>, only: bool| {
        figures.iter().filter(|(_, attributed)| !only || *attributed).filter_map(|(b, _)| of(b)).reduce(f64::min)
    };
    let low = least(|b| b.low, false);
    let open = figures.iter().any(|(b, _)| b.high.is_none());
    // A named victim may or may not be among a figure that another sentence gives.
    let beside: f64 = statements.values().filter(|s| s.bounds.is_none()).map(|s| s.named).sum();
    let high = figures.iter().filter_map(|(b, _)| b.high).reduce(f64::max).filter(|_| !open);
    let high = high.map(|h| h.max(named).max(if beside > 0.0 && h < beside { beside } else { h }));
    let best = least(|b| b.best, true).or_else(|| least(|b| b.best, false));
    let best = best.map(|b| low.map_or(b, |l| b.max(l))).map(|b| high.map_or(b, |h| b.min(h)));
    let first = figures[0].0;
    Toll { bounds: Bounds { low, best, high }, disputed: figures.iter().any(|(b, _)| apart(*b, first)) }
}

fn is_vague(row: &Casualty) -> bool {
    row.qualifier == Some("vague")
}

/// True where two figures can't both be right.
fn apart(a: Bounds, b: Bounds) -> bool {
    let below = |x: Bounds, y: Bounds| matches!((x.high, y.low), (Some(high), Some(low)) if high < low);
    below(a, b) || below(b, a)
}

fn exactly(n: f64) -> Bounds {
    Bounds { low: Some(n), best: Some(n), high: Some(n) }
}

/// The sum of two figures: open where one is open.
fn add(a: Bounds, b: Bounds) -> Bounds {
    let sum = |x: Option<f64>, y: Option<f64>| Some(x? + y?);
    Bounds { low: sum(a.low, b.low), best: sum(a.best, b.best), high: sum(a.high, b.high) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::span::TokenSpan;

    fn row(sentence: u32, claim: Option<u32>, bounds: (f64, f64, f64), name: Option<&str>) -> Casualty {
        Casualty {
            event: None,
            sentence: SentenceId(sentence),
            span: TokenSpan::new(0, 1),
            kind: "killed",
            bounds: Bounds { low: Some(bounds.0), best: Some(bounds.1), high: Some(bounds.2) },
            qualifier: None,
            class: None,
            victims: None,
            victim_type: None,
            victim_country: None,
            demographic: None,
            names: name.map(str::to_owned).into_iter().collect(),
            subset_of: None,
            cumulative: false,
            claim: claim.map(ClaimId),
            incident: None,
        }
    }

    fn of(rows: &[Casualty]) -> Toll {
        toll(&rows.iter().collect::<Vec<_>>(), |_| false, |_| false)
    }

    #[test]
    fn rival_figures_stay_apart() {
        let toll = of(&[row(0, Some(0), (5.0, 5.0, 5.0), None), row(1, Some(1), (4.0, 4.0, 4.0), None)]);
        assert_eq!(toll.bounds, Bounds { low: Some(4.0), best: Some(4.0), high: Some(5.0) });
        assert!(toll.disputed);
    }

    #[test]
    fn victims_named_together_add_up() {
        let toll = of(&[row(0, None, (4.0, 4.0, 4.0), None), row(0, None, (2.0, 2.0, 2.0), None)]);
        assert_eq!(toll.bounds, exactly(6.0));
        assert!(!toll.disputed);
    }

    #[test]
    fn a_name_told_twice_is_one_victim() {
        let toll = of(&[row(0, None, (1.0, 1.0, 1.0), Some("A")), row(3, None, (1.0, 1.0, 1.0), Some("A"))]);
        assert_eq!(toll.bounds, exactly(1.0));
    }

    #[test]
    fn a_subset_and_a_running_toll_are_left_out() {
        let mut subset = row(0, None, (3.0, 3.0, 3.0), None);
        subset.subset_of = Some(super::super::CasualtyId(0));
        let mut running = row(2, None, (900.0, 900.0, 900.0), None);
        running.cumulative = true;
        let toll = of(&[row(0, None, (12.0, 12.0, 12.0), None), subset, running]);
        assert_eq!(toll.bounds, exactly(12.0));
    }
}
