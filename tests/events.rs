//! Events from raw text: sentences that give none, and frames with roles written by hand.

mod common;

use std::sync::Arc;

use common::{analyse, resources};
use dateline::Resources;
use dateline::entities::MentionId;
use dateline::events::lexicon::Lexicon;
use dateline::pipeline;
use dateline::values::QuantityId;
use serde::Deserialize;

#[derive(Deserialize)]
struct Groups {
    group: Vec<Group>,
}

#[derive(Deserialize)]
struct Group {
    word: String,
    sentences: Vec<String>,
    #[serde(default)]
    known: Vec<String>,
}

#[derive(Deserialize)]
struct Cases {
    case: Vec<Case>,
}

/// One sentence with its events, each `type: trigger | actors | targets | places`.
#[derive(Deserialize)]
struct Case {
    text: String,
    events: Vec<String>,
    #[serde(default)]
    known: bool,
}

fn events(text: &str) -> Vec<String> {
    let a = analyse(text);
    let words = |ids: &[MentionId]| {
        ids.iter().filter_map(|&m| a.entities.mention(m)).map(|m| a.text.slice(m.span)).collect::<Vec<_>>().join(", ")
    };
    let row = |e: &dateline::events::Event| {
        let places: Vec<MentionId> = e.places.iter().map(|p| p.mention).collect();
        let name = resources().ontology.event(e.kind).map_or("", |r| r.name.as_str());
        let figure = |q: Option<QuantityId>| q.map(|q| a.text.slice(a.values.quantities[q.index()].row));
        let party = |ids: &[MentionId], q| figure(q).map_or_else(|| words(ids), str::to_owned);
        let actors = party(&e.actors, e.actor_figure());
        let parts = [actors, party(&e.targets, e.target_figure()), words(&places)];
        format!("{name}: {} | {}", a.text.slice(e.trigger), parts.join(" | "))
    };
    a.events.rows.iter().map(row).collect()
}

#[test]
fn ordinary_words_give_no_event() {
    let file: Groups = toml::from_str(include_str!("cases/no_event.toml")).expect("a valid file");
    let mut wrong = Vec::new();
    let mut sentences = 0;
    for group in &file.group {
        sentences += group.sentences.len();
        for sentence in &group.sentences {
            let found = events(sentence);
            if !found.is_empty() && !group.known.contains(sentence) {
                wrong.push(format!("{}: {sentence:?}: {found:?}", group.word));
            }
        }
    }
    assert!(sentences >= 150, "{sentences} sentences");
    assert!(wrong.is_empty(), "{} of {sentences} wrong\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn frames_give_the_roles_written_by_hand() {
    let file: Cases = toml::from_str(include_str!("cases/events.toml")).expect("a valid file");
    let mut wrong = Vec::new();
    for case in &file.case {
        let found = events(&case.text);
        if found != case.events && !case.known {
            wrong.push(format!("{:?}\n  expected {:?}\n  found    {:?}", case.text, case.events, found));
        }
    }
    let (n, of) = (wrong.len(), file.case.len());
    assert!(wrong.is_empty(), "{n} of {of} wrong\n{}", wrong.join("\n"));
}

#[test]
fn users_may_add_triggers() {
    let builtin = resources();
    let own = |toml: &str| Lexicon::with_events("own.toml", toml, &builtin.ontology);
    let entry = "[[entry]]\nname = \"garrotte\"\ntype = \"assault\"\nverb = [\"garrotte\"]\nframe = \"affect\"\n";
    let own_resources = Resources { events: Arc::new(own(entry).expect("valid")), ..builtin.clone() };
    let rules = |text: &str| {
        pipeline::analyse(text, None, &own_resources).events.rows.into_iter().map(|e| e.entry.name).collect::<Vec<_>>()
    };
    assert!(rules("Gunmen garrotted a man in Derry.").iter().any(|r| r.starts_with("garrotte_verb/")));

    let fault = |toml: &str| own(toml).expect_err("a fault").to_string();
    let unknown = fault(&entry.replace("assault", "asault"));
    assert_eq!(unknown, "own.toml: entry \"garrotte\": no event type \"asault\"");
    let frame = fault(&entry.replace("affect", "afect"));
    assert_eq!(frame, "own.toml: entry \"garrotte\": no frame \"afect\" in data/events/frames.toml");
    assert!(fault(&entry.replace("frame", "fame")).contains("fame"));
    assert!(fault(&entry.replace("garrotte\"\nt", "attack\"\nt")).contains("the name is taken"));
}
