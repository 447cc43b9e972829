//! Texts and the time expressions in them: extents, values and days.

mod common;

use common::resources;
use dateline::pipeline;

const CASES: &str = include_str!("cases/dates.tsv");

#[test]
fn dates_of_texts() {
    let mut faults = Vec::new();
    for line in CASES.lines().filter(|l| !l.starts_with('#') && !l.is_empty()).skip(1) {
        let cells: Vec<&str> = line.split('\t').collect();
        let [published, text, wanted] = cells[..] else { panic!("three cells: {line:?}") };
        let published = (published != "-").then(|| published.parse().expect("a date"));
        let analysis = pipeline::analyse(text, published, resources());
        let row = |d: &dateline::values::Date| {
            let days = d.days.map_or_else(|| "?".to_owned(), |d| format!("{}..{}", d.start, d.end));
            format!("{} = {} = {days}", analysis.text.slice(d.span), d.value.as_deref().unwrap_or("?"))
        };
        let found: Vec<String> = analysis.values.dates.iter().map(row).collect();
        let found = if found.is_empty() { "-".to_owned() } else { found.join("; ") };
        if found != wanted {
            faults.push(format!("{text}\n  wanted {wanted}\n  read   {found}"));
        }
    }
    assert!(faults.is_empty(), "{} faults\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn a_range_points_to_its_end() {
    let text = "They fought from 2011 to 2014 and between March and May.";
    let analysis = pipeline::analyse(text, Some(jiff::civil::date(2024, 8, 1)), resources());
    let until: Vec<Option<usize>> = analysis.values.dates.iter().map(|d| d.until.map(|u| u.index())).collect();
    assert_eq!(until, [Some(1), None, Some(3), None]);
}

#[test]
fn any_text_gives_dates_and_quantities_in_time() {
    for piece in
        ["1-", "May 4, ", "two hundred and ", "the end of the ", "between 1 and ", "'90s ", "1.", "$", "every ", "10:"]
    {
        let text = piece.repeat(400);
        let analysis = common::analyse(&text);
        assert!(analysis.values.dates.iter().all(|d| !d.span.is_empty()));
    }
}
