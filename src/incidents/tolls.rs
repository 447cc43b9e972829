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

/// A row of the ledger, as its incident sees it.
#[derive(Clone, Copy)]
pub(super) struct Figure<'a> {
    pub row: &'a Casualty,
    /// Does it add to the victims named before it (`four others`)?
    pub adds: bool,
    /// Are its victims of those who did it?
    pub own: bool,
    /// Does somebody deny it?
    pub denied: bool,
}

impl Figure<'_> {
    /// A figure of its own: neither part of another nor a running toll.
    fn counts(&self) -> bool {
        self.row.subset_of.is_none() && !self.row.cumulative
    }

    /// `Dozens`, `several`
    fn is_vague(&self) -> bool {
        self.row.qualifier == Some("vague")
    }
}

/// One statement: the figures of disjoint victims that one sentence and one source name together.
#[derive(Default)]
struct Statement {
    bounds: Option<Bounds>,
    approximate: bool,
    attributed: bool,
    named: Named,
    others: bool,
}

/// Victims told by name.
#[derive(Clone, Copy, Default)]
struct Named {
    all: f64,
    denied: f64,
}

impl Named {
    /// A death that somebody denies is not in the lowest figure.
    fn bounds(self) -> Bounds {
        Bounds { low: Some(self.all - self.denied), best: Some(self.all), high: Some(self.all) }
    }

    fn add(&mut self, other: Self) {
        self.all += other.all;
        self.denied += other.denied;
    }
}

/// The toll from figures of one kind, in text order.
///
/// Figures of different people (`three policemen`; later `two rebels`) add up; those of the attackers count only where
/// no others are told of. A figure that may be of anybody holds those of each class.
pub(super) fn toll(figures: &[Figure<'_>]) -> Toll {
    let whole = |f: &&Figure<'_>| f.counts() && f.row.names.is_empty();
    let mut classes: Vec<&str> = figures.iter().filter(whole).filter_map(|f| f.row.class).collect();
    classes.sort_unstable();
    classes.dedup();
    let open = figures.iter().any(|f| f.row.class.is_none() && whole(&f) && !f.is_vague());
    let named = figures.iter().any(|f| !f.row.names.is_empty());
    let attackers = |class: &str| figures.iter().any(|f| f.row.class == Some(class) && f.own);
    if open || named || classes.len() < 2 {
        // `35 officials`, `all five attackers`: the attackers are not among the others.
        let others: Vec<Figure<'_>> = figures.iter().filter(|f| !f.row.class.is_some_and(attackers)).copied().collect();
        let told = others.iter().any(|f| whole(&f) && !f.is_vague());
        return one_class(if told { &others } else { figures });
    }
    let others: Vec<&str> = classes.iter().copied().filter(|c| !attackers(c)).collect();
    let counted = if others.is_empty() { &classes } else { &others };
    let tolls = counted.iter().map(|class| {
        let figures: Vec<Figure<'_>> = figures.iter().filter(|f| f.row.class == Some(*class)).copied().collect();
        one_class(&figures)
    });
    let sum = |a: Toll, b: Toll| Toll { bounds: add(a.bounds, b.bounds), disputed: a.disputed || b.disputed };
    tolls.reduce(sum).unwrap_or_default()
}

/// The toll of people who may be the same.
fn one_class(figures: &[Figure<'_>]) -> Toll {
    let mut statements: BTreeMap<(SentenceId, Option<ClaimId>), Statement> = BTreeMap::new();
    let mut names: Vec<&str> = Vec::new();
    // That nobody was hurt, told by the text itself, is told of another moment where somebody was.
    let some = figures.iter().any(|f| f.counts() && f.row.bounds.high != Some(0.0));
    let none = |f: &Figure<'_>| f.row.bounds.high == Some(0.0) && f.row.claim.is_none();
    let counts = |f: &&Figure<'_>| f.counts() && !(some && none(f));
    // "Dozens" says nothing where somebody counted.
    let counted = figures.iter().filter(counts).any(|f| f.row.names.is_empty() && !f.is_vague());
    for figure in figures.iter().filter(counts).filter(|f| !counted || !f.is_vague()) {
        let row = figure.row;
        let statement = statements.entry((row.sentence, row.claim)).or_default();
        statement.attributed |= row.claim.is_some();
        if let Some(name) = row.names.first() {
            // The same victim told again adds nothing.
            if !names.contains(&name.as_str()) {
                names.push(name);
                statement.named.add(Named { all: 1.0, denied: if figure.denied { 1.0 } else { 0.0 } });
            }
            continue;
        }
        statement.others |= figure.adds;
        statement.approximate |= row.bounds.low.is_none() && row.bounds.high.is_none();
        statement.bounds = Some(statement.bounds.map_or(row.bounds, |sum| add(sum, row.bounds)));
    }
    let mut figures: Vec<(Bounds, bool)> = Vec::new();
    let mut before = Named::default();
    for statement in statements.values() {
        if let Some(mut bounds) = statement.bounds {
            if statement.others {
                let named = if before.all < statement.named.all { statement.named } else { before };
                bounds = add(bounds, named.bounds());
            }
            if statement.approximate && statements.len() > 1 {
                bounds =
                    Bounds { low: bounds.low.or(bounds.best), best: bounds.best, high: bounds.high.or(bounds.best) };
            }
            figures.push((bounds, statement.attributed));
        }
        before.add(statement.named);
    }
    let named = before;
    if figures.is_empty() {
        let bounds = if named.all > 0.0 { named.bounds() } else { Bounds::default() };
        return Toll { bounds, disputed: false };
    }
    let least = |of: fn(&Bounds) -> Option<f64>, only: bool| {
        figures.iter().filter(|(_, attributed)| !only || *attributed).filter_map(|(b, _)| of(b)).reduce(f64::min)
    };
    let low = least(|b| b.low, false);
    let open = figures.iter().any(|(b, _)| b.high.is_none());
    // Who is named before any figure may or may not be among those counted later; who is named after it is one of them.
    let uncounted = statements.values().take_while(|s| s.bounds.is_none()).map(|s| s.named.all).sum::<f64>();
    let told = if statements.values().any(|s| s.others) { 0.0 } else { uncounted };
    let high = figures.iter().filter_map(|(b, _)| b.high).reduce(f64::max).filter(|_| !open);
    let high = high.map(|h| if h > named.all { h + told } else { named.all });
    let best = least(|b| b.best, true).or_else(|| least(|b| b.best, false));
    let best = best.map(|b| low.map_or(b, |l| b.max(l))).map(|b| high.map_or(b, |h| b.min(h)));
    let first = figures[0].0;
    Toll { bounds: Bounds { low, best, high }, disputed: figures.iter().any(|(b, _)| apart(*b, first)) }
}

/// True where two figures can't both be right.
fn apart(a: Bounds, b: Bounds) -> bool {
    let below = |x: Bounds, y: Bounds| matches!((x.high, y.low), (Some(high), Some(low)) if high < low);
    below(a, b) || below(b, a)
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
        let bounds = Bounds { low: Some(bounds.0), best: Some(bounds.1), high: Some(bounds.2) };
        Casualty {
            names: name.map(str::to_owned).into_iter().collect(),
            claim: claim.map(ClaimId),
            ..Casualty::new(TokenSpan::new(0, 1), SentenceId(sentence), "killed", bounds)
        }
    }

    fn exactly(n: f64) -> Bounds {
        Bounds { low: Some(n), best: Some(n), high: Some(n) }
    }

    fn of(rows: &[Casualty]) -> Toll {
        let figure = |row| Figure { row, adds: false, own: false, denied: false };
        toll(&rows.iter().map(figure).collect::<Vec<_>>())
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
    fn a_denied_death_is_not_in_the_lowest_figure() {
        let rows = [row(0, None, (1.0, 1.0, 1.0), Some("A")), row(1, None, (12.0, 12.0, 12.0), None)];
        let figure = |row, adds, denied| Figure { row, adds, own: false, denied };
        let toll = toll(&[figure(&rows[0], false, true), figure(&rows[1], true, false)]);
        assert_eq!(toll.bounds, Bounds { low: Some(12.0), best: Some(13.0), high: Some(13.0) });
    }

    #[test]
    fn who_is_named_before_a_figure_raises_only_its_high_end() {
        let toll = of(&[row(0, None, (1.0, 1.0, 1.0), Some("A")), row(1, None, (4.0, 4.0, 4.0), None)]);
        assert_eq!(toll.bounds, Bounds { low: Some(4.0), best: Some(4.0), high: Some(5.0) });
        let toll = of(&[row(0, None, (4.0, 4.0, 4.0), None), row(1, None, (1.0, 1.0, 1.0), Some("A"))]);
        assert_eq!(toll.bounds, exactly(4.0));
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
