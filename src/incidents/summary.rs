//! One plain sentence for an incident, made from the row's own fields.

use crate::schema::IncidentRow;

/// The sentence: what, by whom, against whom, where, when, with which toll, and how well attested.
pub fn summary(row: &IncidentRow) -> Option<String> {
    if row.r#type.is_empty() {
        return None;
    }
    let mut out = capitalised(&row.r#type.replace('_', " "));
    let mut add = |before: &str, names: &[String]| {
        if !names.is_empty() {
            out.push_str(before);
            out.push_str(&one_line(&names.join(", ")));
        }
    };
    add(" by ", &row.actor);
    add(" against ", &row.target);
    add(" in ", &row.place);
    match (&row.date_start, &row.date_end) {
        (Some(start), Some(end)) if start == end => out.push_str(&format!(" on {start}")),
        (Some(start), Some(end)) => out.push_str(&format!(" between {start} and {end}")),
        _ => {}
    }
    let tolls = [
        (figure(row.killed_low, row.killed_best, row.killed_high), "killed"),
        (figure(row.wounded_low, row.wounded_best, row.wounded_high), "wounded"),
    ];
    for (figure, kind) in tolls {
        if let Some(figure) = figure {
            out.push_str(&format!(", {figure} {kind}"));
        }
    }
    out.push_str(&format!(" ({}).", row.status));
    Some(out)
}

/// A figure as people write it.
fn figure(low: Option<i64>, best: Option<i64>, high: Option<i64>) -> Option<String> {
    match (low, best, high) {
        (Some(low), _, Some(high)) if low == high => Some(low.to_string()),
        (Some(low), _, Some(high)) => Some(format!("{low} to {high}")),
        (Some(low), _, None) => Some(format!("at least {low}")),
        (None, _, Some(high)) => Some(format!("up to {high}")),
        (None, Some(best), None) => Some(format!("about {best}")),
        (None, None, None) => None,
    }
}

fn capitalised(name: &str) -> String {
    let mut chars = name.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

fn one_line(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}
