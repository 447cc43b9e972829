//! Number phrases: their bounds and what they count; and phrases that hold no quantity.

mod common;

use common::analyse;

const PHRASES: &str = include_str!("cases/numbers.tsv");
const NONE: &str = include_str!("cases/no_numbers.txt");

fn shown(n: Option<f64>) -> String {
    n.map_or_else(|| "-".to_owned(), |n| n.to_string())
}

#[test]
fn number_phrases() {
    let rows: Vec<&str> = PHRASES.lines().filter(|l| !l.starts_with('#') && !l.is_empty()).skip(1).collect();
    let mut faults = Vec::new();
    for row in &rows {
        let (phrase, wanted) = row.split_once('\t').expect("a tab");
        let analysis = analyse(phrase);
        let found = analysis.values.quantities.first().map(|q| {
            let unit = q.unit.as_deref().unwrap_or("-");
            let b = q.bounds;
            format!("{}\t{}\t{}\t{}\t{unit}", shown(b.low), shown(b.best), shown(b.high), q.qualifier)
        });
        if found.as_deref() != Some(wanted) {
            faults.push(format!("{phrase}: {wanted:?}, read as {found:?}"));
        }
    }
    assert!(rows.len() >= 200, "{} phrases", rows.len());
    assert!(faults.is_empty(), "{} of {} wrong\n{}", faults.len(), rows.len(), faults.join("\n"));
}

#[test]
fn phrases_without_a_quantity() {
    let mut faults = Vec::new();
    for phrase in NONE.lines().filter(|l| !l.starts_with('#') && !l.is_empty()) {
        let analysis = analyse(phrase);
        if let Some(q) = analysis.values.quantities.first() {
            faults.push(format!("{phrase}: {:?} {:?}", analysis.text.slice(q.span), q.bounds));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
