//! Knowledge is data: no string literal in `src/` is a word of `data/`'s event types, countries or triggers.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

fn files(dir: &Path, extension: &str, out: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(dir) else { return };
    for entry in entries.flatten() {
        let path = entry.path();
        if path.is_dir() {
            files(&path, extension, out);
        } else if path.extension().is_some_and(|e| e == extension) {
            out.push(path);
        }
    }
}

/// The string literals of Rust source, comments and test modules left out.
fn literals(source: &str) -> Vec<String> {
    let source = source.split("#[cfg(test)]").next().unwrap_or("");
    let mut out = Vec::new();
    for line in source.lines() {
        let code = line.trim_start();
        if code.starts_with("//") {
            continue;
        }
        out.extend(code.split('"').skip(1).step_by(2).map(str::to_lowercase));
    }
    out
}

/// Names that are an event type or enum value *and* a word of the contract's own mechanism: `other`, the subtypes of a
/// place.
const SHARED: &[&str] = &["other", "country", "territory"];

#[test]
fn source_names_no_event_type_country_or_trigger_of_the_data() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let ontology: toml::Table =
        toml::from_str(&fs::read_to_string(root.join("data/ontology.toml")).expect("ontology")).expect("toml");
    let mut forbidden: BTreeSet<String> =
        ontology["event"].as_table().expect("events").keys().map(|k| k.to_lowercase()).collect();
    assert!(forbidden.len() > 40, "the ontology has its event types under [event]");
    if let Ok(countries) = fs::read_to_string(root.join("data/lexicon/countries.tsv")) {
        for line in countries.lines().filter(|l| !l.starts_with('#')).skip(1) {
            forbidden.extend(
                line.split(['\t', '|'])
                    .map(|s| s.trim().to_lowercase())
                    .filter(|s| s.len() > 3 && s.chars().all(|c| c.is_alphabetic() || c == ' ')),
            );
        }
    }
    let mut lexicons = Vec::new();
    files(&root.join("data/events"), "toml", &mut lexicons);
    for path in lexicons {
        let table: toml::Table = toml::from_str(&fs::read_to_string(&path).expect("readable")).expect("toml");
        collect_lemmas(&toml::Value::Table(table), &mut forbidden);
    }
    for word in SHARED {
        forbidden.remove(*word);
    }
    let mut sources = Vec::new();
    files(&root.join("src"), "rs", &mut sources);
    let mut found = Vec::new();
    for path in sources {
        for literal in literals(&fs::read_to_string(&path).expect("readable")) {
            if forbidden.contains(&literal) {
                found.push(format!("{}: {literal:?}", path.display()));
            }
        }
    }
    assert!(found.is_empty(), "move these to data/:\n{}", found.join("\n"));
}

/// Every `lemma` or `lemmas` of an events file.
fn collect_lemmas(value: &toml::Value, out: &mut BTreeSet<String>) {
    match value {
        toml::Value::Table(table) => {
            for (key, value) in table {
                match value {
                    toml::Value::String(s) if key.starts_with("lemma") => drop(out.insert(s.to_lowercase())),
                    toml::Value::Array(items) if key.starts_with("lemma") => {
                        out.extend(items.iter().filter_map(|v| v.as_str()).map(str::to_lowercase));
                    }
                    other => collect_lemmas(other, out),
                }
            }
        }
        toml::Value::Array(items) => items.iter().for_each(|v| collect_lemmas(v, out)),
        _ => {}
    }
}
