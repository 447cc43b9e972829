//! Claims and factuality of sentences of our own, with the answers written by hand.

mod common;

use common::read;
use serde::Deserialize;

#[derive(Deserialize)]
struct File {
    case: Vec<Case>,
}

#[derive(Deserialize)]
struct Case {
    text: String,
    /// `source | cue | stance | content`, with `in N` behind the content of a nested claim.
    claims: Option<Vec<String>>,
    /// `word of the trigger: factuality`
    #[serde(default)]
    events: Vec<String>,
    /// `source cue: triggers of the events that the claim speaks of`, `-` for none.
    #[serde(default)]
    links: Vec<String>,
    /// Why the case is known to fail.
    xfail: Option<String>,
}

/// What differs from what is expected.
fn differences(case: &Case) -> Vec<String> {
    let report = read(&case.text);
    let mut out = Vec::new();
    if let Some(expected) = &case.claims {
        let ids: Vec<&str> = report.claims.iter().map(|c| c.id.as_str()).collect();
        let found: Vec<String> = report
            .claims
            .iter()
            .map(|c| {
                let outer = c.nested_in.as_ref().and_then(|n| ids.iter().position(|i| i == n));
                let part = |s: &Option<String>| s.clone().unwrap_or_else(|| "-".to_owned());
                let line = format!(
                    "{} | {} | {} | {}",
                    part(&c.source),
                    part(&c.cue),
                    c.stance.unwrap_or("-"),
                    part(&c.content)
                );
                outer.map_or(line.clone(), |n| format!("{line} in {n}"))
            })
            .collect();
        if &found != expected {
            out.push(format!("claims {found:#?}\n   expected {expected:#?}"));
        }
    }
    for line in &case.events {
        let (word, factuality) = line.split_once(": ").expect("word: factuality");
        let found: Vec<&str> =
            report.events.iter().filter(|e| e.trigger.contains(word)).map(|e| e.factuality).collect();
        if found.first() != Some(&factuality) {
            out.push(format!("{word}: {found:?}, expected {factuality}"));
        }
    }
    for line in &case.links {
        let (name, triggers) = line.split_once(": ").expect("source cue: triggers");
        let claim = report.claims.iter().find(|c| {
            let part = |s: &Option<String>| s.clone().unwrap_or_default();
            format!("{} {}", part(&c.source), part(&c.cue)) == name
        });
        let trigger = |id: &String| report.events.iter().find(|e| e.id == *id).map(|e| e.trigger.as_str());
        let found: Vec<&str> =
            claim.iter().flat_map(|c| &c.event_ids).filter_map(trigger).filter(|t| !name.contains(t)).collect();
        let found = if found.is_empty() { "-".to_owned() } else { found.join(" ") };
        if claim.is_none() || found != triggers {
            out.push(format!("{name} speaks of {found}, expected {triggers}"));
        }
    }
    out
}

#[test]
fn claims_and_factuality_of_our_own_sentences() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases/claims.toml");
    let content = std::fs::read_to_string(path).expect(path);
    let cases = toml::from_str::<File>(&content).expect(path).case;
    assert!(cases.len() >= 120, "{} cases", cases.len());
    let mut failures = Vec::new();
    for case in &cases {
        let differences = differences(case);
        match (&case.xfail, differences.is_empty()) {
            (None, false) => failures.push(format!("{}\n   {}", case.text, differences.join("\n   "))),
            (Some(why), true) => failures.push(format!("{}\n   passes, though it is marked: {why}", case.text)),
            _ => {}
        }
    }
    assert!(failures.is_empty(), "{} of {} cases:\n{}", failures.len(), cases.len(), failures.join("\n"));
}
