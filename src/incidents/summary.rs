//! One plain sentence for an incident, made from the row's own fields.

use super::lexicon::{Parties, Sentence};
use super::status::name;
use crate::schema::IncidentRow;

/// Names that a part of the sentence has room for.
const NAMES: usize = 3;
/// Sources that it has room for.
const SOURCES: usize = 2;
const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// The sentence: what, to whom, by whom, where, when, who says so, with which toll.
pub fn summary(row: &IncidentRow, sentence: &Sentence) -> String {
    let mut out = match row.status {
        name::PLANNED => format!("Planned {}", lowered(&sentence.noun)),
        name::POSSIBLE => format!("Possible {}", lowered(&sentence.noun)),
        _ => sentence.noun.to_string(),
    };
    let known = |name: &&String, others: &[String]| others.iter().all(|o| !o.eq_ignore_ascii_case(name));
    let targets: Vec<&String> = row.target.iter().filter(|t| known(t, &row.actor) && known(t, &row.place)).collect();
    let actors: Vec<&String> = row.actor.iter().collect();
    for (before, who) in &sentence.parties {
        let names = match who {
            Parties::Actors => list(&actors, NAMES),
            Parties::Targets => list(&targets, NAMES),
            Parties::Both => list(&actors.iter().chain(&targets).copied().collect::<Vec<_>>(), NAMES),
        };
        let alone = *who == Parties::Both && actors.len() + targets.len() == 1;
        if !names.is_empty() {
            out.push_str(&format!(" {} {names}", if alone { "with" } else { before }));
        }
    }
    if let Some(place) = row.place.first() {
        let near = if row.place_precision == Some("near") { "near" } else { "in" };
        out.push_str(&format!(" {near} {}", one_line(place)));
    }
    if let Some(date) = date(row) {
        out.push_str(&format!(" {date}"));
    }
    if let Some(status) = status(row) {
        out.push_str(&format!(", {status}"));
    }
    let tolls = [
        (figure(row.killed_low, row.killed_best, row.killed_high), "killed"),
        (figure(row.wounded_low, row.wounded_best, row.wounded_high), "wounded"),
    ];
    let tolls: Vec<String> = tolls.into_iter().filter_map(|(f, kind)| Some(format!("{} {kind}", f?))).collect();
    if !tolls.is_empty() {
        out.push_str(&format!(": {}", tolls.join(", ")));
        if !row.disputed.is_empty() {
            out.push_str(" (figures differ)");
        }
    }
    out.push('.');
    out
}

/// How well attested it is, and by whom; nothing of what the text says itself.
fn status(row: &IncidentRow) -> Option<String> {
    let sources = list(&row.sources.iter().collect::<Vec<_>>(), SOURCES);
    let by = |verb: &str| {
        if sources.is_empty() { format!("as {verb}") } else { format!("{verb} by {sources}") }
    };
    match row.status {
        name::REPORTED => Some(by("reported")),
        name::CLAIMED => Some(by("claimed")),
        name::CONFIRMED | name::DISPUTED | name::DENIED => Some(row.status.to_owned()),
        _ => None,
    }
}

/// `on 12 Nov 2024`, `in Mar 2018`, `from 30 Oct to 2 Nov 2024`.
fn date(row: &IncidentRow) -> Option<String> {
    let (start, end) = (parts(row.date_start.as_deref()?)?, parts(row.date_end.as_deref()?)?);
    let day = |(y, m, d): (&str, &str, u32)| format!("{d} {m} {y}");
    Some(match row.date_precision {
        Some("year") => format!("in {}", start.0),
        Some("month") => format!("in {} {}", start.1, start.0),
        Some("decade") => format!("in the {}s", start.0),
        _ if start == end => format!("on {}", day(start)),
        _ => format!("from {} to {}", day(start), day(end)),
    })
}

/// Year, month and day of an ISO date.
fn parts(iso: &str) -> Option<(&str, &'static str, u32)> {
    let mut cells = iso.rsplitn(3, '-');
    let (day, month, year) = (cells.next()?, cells.next()?, cells.next()?);
    let month = MONTHS.get(month.parse::<usize>().ok()?.checked_sub(1)?)?;
    Some((year, month, day.parse().ok()?))
}

/// A figure as people write it.
fn figure(low: Option<i64>, best: Option<i64>, high: Option<i64>) -> Option<String> {
    match (low, best, high) {
        (Some(0), _, Some(0)) => Some("nobody".to_owned()),
        (Some(low), _, Some(high)) if low == high => Some(low.to_string()),
        (Some(low), _, Some(high)) => Some(format!("{low} to {high}")),
        (Some(low), _, None) => Some(format!("at least {low}")),
        (None, _, Some(high)) => Some(format!("up to {high}")),
        (None, Some(best), None) => Some(format!("about {best}")),
        (None, None, None) => None,
    }
}

/// `a, b and 2 others`, each name once.
fn list(names: &[&String], room: usize) -> String {
    let mut known: Vec<String> = Vec::new();
    for name in names.iter().map(|n| one_line(n)) {
        if !known.iter().any(|k| k.eq_ignore_ascii_case(&name)) {
            known.push(name);
        }
    }
    let left = known.len().saturating_sub(room);
    known.truncate(room);
    match (known.split_last(), left) {
        (None, _) => String::new(),
        (Some((last, [])), 0) => last.clone(),
        (Some((last, before)), 0) => format!("{} and {last}", before.join(", ")),
        (_, 1) => format!("{} and another", known.join(", ")),
        (_, left) => format!("{} and {left} others", known.join(", ")),
    }
}

fn lowered(name: &str) -> String {
    let mut chars = name.chars();
    chars.next().map_or_else(String::new, |first| first.to_lowercase().chain(chars).collect())
}

fn one_line(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}
