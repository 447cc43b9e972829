//! Own dispatches with hand-marked entities: mentions by exact span and type, and the pairs of mentions of one entity.

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use serde_json::Value;

/// Measured when the floor was set; it only goes up.
const MENTIONS: f64 = 0.96;
const PAIRS: f64 = 0.95;

type Span = (usize, usize, &'static str);

struct Marked {
    text: String,
    mentions: BTreeSet<Span>,
    entities: BTreeMap<Span, u32>,
}

const KINDS: &[(char, &str)] = &[
    ('p', "person"),
    ('o', "organization"),
    ('g', "group"),
    ('n', "norp"),
    ('l', "location"),
    ('f', "facility"),
    ('w', "weapon"),
    ('v', "vehicle"),
    ('t', "title"),
    ('d', "document"),
];

/// Takes the marks out of a text. Offsets count code points.
fn read(marked: &str) -> Marked {
    let mut out = Marked { text: String::new(), mentions: BTreeSet::new(), entities: BTreeMap::new() };
    let mut open: Vec<(usize, &'static str, Option<u32>)> = Vec::new();
    let mut chars = marked.trim().chars().peekable();
    let mut at = 0;
    while let Some(c) = chars.next() {
        match c {
            '{' => {
                let letter = chars.next().expect("a kind after {");
                let kind = KINDS.iter().find(|k| k.0 == letter).unwrap_or_else(|| panic!("kind {letter:?}")).1;
                let mark: String = std::iter::from_fn(|| chars.next_if(|c| *c != ' ')).collect();
                chars.next();
                let id = mark.strip_prefix('#').map(|n| n.parse().expect("a number after #"));
                open.push((at, kind, id));
            }
            '}' => {
                let (start, kind, id) = open.pop().expect("a } without {");
                out.mentions.insert((start, at, kind));
                if let Some(id) = id {
                    out.entities.insert((start, at, kind), id);
                }
            }
            c => {
                out.text.push(c);
                at += 1;
            }
        }
    }
    assert!(open.is_empty(), "a {{ without }} in {marked}");
    out
}

fn f(right: usize, found: usize, wanted: usize) -> f64 {
    if found + wanted == 0 { 1.0 } else { 2.0 * right as f64 / (found + wanted) as f64 }
}

fn pairs(entities: &BTreeMap<Span, String>, among: &BTreeSet<Span>) -> BTreeSet<(Span, Span)> {
    let rows: Vec<_> = entities.iter().filter(|(s, _)| among.contains(*s)).collect();
    let mut out = BTreeSet::new();
    for (i, (a, x)) in rows.iter().enumerate() {
        for (b, y) in &rows[i + 1..] {
            if x == y {
                out.insert((**a, **b));
            }
        }
    }
    out
}

#[test]
fn dispatches_give_their_mentions_and_entities() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/gold/entities/dispatches.toml");
    let file: toml::Table = toml::from_str(&fs::read_to_string(path).expect("readable")).expect("toml");
    let (mut right, mut found, mut wanted) = (0, 0, 0);
    let (mut same, mut same_found, mut same_wanted) = (0, 0, 0);
    for dispatch in file["dispatch"].as_array().expect("dispatches") {
        let gold = read(dispatch["text"].as_str().expect("text"));
        let report = serde_json::to_value(common::read(&gold.text)).expect("json");
        let mut mine: BTreeMap<Span, String> = BTreeMap::new();
        for m in report["mentions"].as_array().expect("mentions") {
            let Some(kind) = KINDS.iter().find(|k| m["type"] == k.1) else { continue };
            let number = |v: &Value| usize::try_from(v.as_u64().expect("offset")).expect("offset");
            let span = (number(&m["start"]), number(&m["end"]), kind.1);
            mine.insert(span, m["entity_id"].as_str().unwrap_or("").to_owned());
        }
        let spans: BTreeSet<Span> = mine.keys().copied().collect();
        let part = |s: &Span| gold.text.chars().skip(s.0).take(s.1 - s.0).collect::<String>();
        println!("{}", dispatch["name"].as_str().unwrap_or(""));
        let list =
            |rows: Vec<&Span>| rows.iter().map(|s| format!("{} {:?}", s.2, part(s))).collect::<Vec<_>>().join(", ");
        println!("  missed: {}", list(gold.mentions.difference(&spans).collect()));
        println!("  spurious: {}", list(spans.difference(&gold.mentions).collect()));
        right += gold.mentions.intersection(&spans).count();
        found += spans.len();
        wanted += gold.mentions.len();
        let both: BTreeSet<Span> = spans.intersection(&gold.mentions).copied().collect();
        let marked: BTreeSet<Span> = both.iter().filter(|s| gold.entities.contains_key(*s)).copied().collect();
        let by_hand = gold.entities.iter().map(|(s, id)| (*s, id.to_string())).collect();
        let (a, b) = (pairs(&by_hand, &marked), pairs(&mine, &marked));
        for (x, y) in a.difference(&b) {
            println!("  apart: {:?} {:?}", part(x), part(y));
        }
        for (x, y) in b.difference(&a) {
            println!("  merged: {:?} {:?}", part(x), part(y));
        }
        same += a.intersection(&b).count();
        same_found += b.len();
        same_wanted += a.len();
    }
    let (mentions, pairs) = (f(right, found, wanted), f(same, same_found, same_wanted));
    println!("mentions F {mentions:.3} of {wanted}, pairs F {pairs:.3} of {same_wanted}");
    assert!(mentions >= MENTIONS, "mentions F {mentions:.3}");
    assert!(pairs >= PAIRS, "pairs F {pairs:.3}");
}
