//! Makes the weights of the name recogniser:
//!
//! ```text
//! python train/names.py … TRAIN.jsonl
//! cargo run --release --manifest-path train/Cargo.toml --bin names -- TRAIN.jsonl data/models/names.bin
//! ```
//!
//! A structured perceptron: the best sequence under the weights is compared with the gold one, and the features of the
//! words where they differ are moved. Half of the sentences see what models trained without their document make of the
//! same words elsewhere. The same data give the same bytes.

#[allow(dead_code)] // The other trainer uses all of it.
#[path = "../averaged.rs"]
mod averaged;

use std::error::Error;

use averaged::{Averaged, Random};
use dateline::entities::hits::Hits;
use dateline::entities::recognizer::decoding::{self, Decoder, KINDS, LABELS, OUTSIDE, Part, WIDTH, Work};
use dateline::entities::recognizer::features::{Cue, Token, features};
use dateline::entities::recognizer::{Reading, Recognizer};
use dateline::perceptron::{Feature, Linear};
use dateline::resources::Resources;
use dateline::syntax::Syntax;
use dateline::text::Text;
use dateline::text::span::SentenceId;

const BITS: u32 = 21;
/// A feature met less often is not learnt.
const RARE: u8 = 2;
const EPOCHS: usize = 8;
/// Of a hundred sentences, how many are read without the tables of names.
const WITHOUT_TABLES: usize = 12;

/// A sentence with its gold labels.
struct Example {
    tokens: Vec<Token>,
    gold: Vec<u8>,
    /// What its words are elsewhere in the document, by a model that has not seen it.
    elsewhere: Vec<u8>,
}

/// The sentences of a document.
struct Document {
    text: String,
    gold: Vec<u8>,
    examples: Vec<Example>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [data, out, dev @ ..] = &arguments[..] else {
        return Err("usage: names TRAIN.jsonl OUT.bin [DEV.jsonl]".into());
    };
    let resources = Resources::builtin()?;
    let recognizer = Recognizer::untrained()?;
    let mut documents = Vec::new();
    for line in std::fs::read_to_string(data)?.lines() {
        documents.push(document(line, resources, &recognizer)?);
    }
    let count: usize = documents.iter().flat_map(|d| &d.examples).map(|e| e.gold.len()).sum();
    println!("{} documents, {count} words", documents.len());
    for half in 0..2 {
        let model = train(&documents, |i| i % 2 != half, false, EPOCHS / 2);
        let model = Linear::<WIDTH>::open("half", &model)?;
        let decoder = Decoder::new(&model)?;
        for document in documents.iter_mut().skip(half).step_by(2) {
            let mut labels = Vec::with_capacity(document.gold.len());
            for example in &document.examples {
                labels.extend(predict(&model, &decoder, &example.tokens));
            }
            let text = Text::new(&document.text);
            let mut reading = Reading::new(
                &text,
                &Hits::find(&text, &Syntax::new(&text), &resources.entities),
                resources,
                &recognizer.names,
            );
            reading.see(&labels);
            for (i, example) in document.examples.iter_mut().enumerate() {
                let tokens = reading.sentence(&text, SentenceId::new(i));
                example.elsewhere = tokens.iter().map(|t| t.elsewhere).collect();
            }
        }
    }
    let bytes = train(&documents, |_| true, true, EPOCHS);
    std::fs::write(out, &bytes)?;
    if let Some(dev) = dev.first() {
        evaluate(&std::fs::read_to_string(dev)?, &Recognizer::open(bytes.leak())?, resources)?;
    }
    Ok(())
}

/// Prints strict scores of the recogniser alone.
fn evaluate(dev: &str, recognizer: &Recognizer, resources: &Resources) -> Result<(), Box<dyn Error>> {
    let (mut right, mut found, mut gold) = ([0; 3], [0; 3], [0; 3]);
    let (mut margins_right, mut margins_wrong) = (Vec::new(), Vec::new());
    for line in dev.lines() {
        let record: serde_json::Value = serde_json::from_str(line)?;
        let source = record["text"].as_str().unwrap_or("");
        let text = Text::new(source);
        let mut names = std::collections::BTreeSet::new();
        for span in record["gold"].as_array().into_iter().flatten() {
            let kind = KINDS.iter().position(|k| Some(*k) == span[2].as_str()).ok_or("unknown type")?;
            names.insert((span[0].as_u64().unwrap_or(0) as u32, span[1].as_u64().unwrap_or(0) as u32, kind));
            gold[kind] += 1;
        }
        let syntax = Syntax::new(&text);
        let hits = Hits::find(&text, &syntax, &resources.entities);
        for name in recognizer.find(&text, &syntax, &hits, resources) {
            let span = text.offsets.chars_of(text.bytes(name.span));
            let kind = KINDS.iter().position(|k| *k == name.kind).ok_or("unknown type")?;
            found[kind] += 1;
            if names.contains(&(span.start, span.end, kind)) {
                right[kind] += 1;
                margins_right.push(name.margin);
            } else {
                margins_wrong.push(name.margin);
            }
        }
    }
    let f = |r: i32, p: i32, g: i32| 200.0 * f64::from(r) / f64::from((p + g).max(1));
    let all = |n: [i32; 3]| n.iter().sum::<i32>();
    println!(
        "F {:.2}  P {:.2}  R {:.2}",
        f(all(right), all(found), all(gold)),
        100.0 * f64::from(all(right)) / f64::from(all(found)),
        100.0 * f64::from(all(right)) / f64::from(all(gold))
    );
    for (i, kind) in KINDS.iter().enumerate() {
        println!("{kind} {:.2}", f(right[i], found[i], gold[i]));
    }
    for (name, margins) in [("right", &mut margins_right), ("wrong", &mut margins_wrong)] {
        margins.sort_unstable();
        let at = |q: usize| margins.get(margins.len() * q / 10).copied().unwrap_or(0);
        println!("margins {name}: {:?}", (0..10).map(at).collect::<Vec<_>>());
    }
    Ok(())
}

fn document(line: &str, resources: &Resources, recognizer: &Recognizer) -> Result<Document, Box<dyn Error>> {
    let record: serde_json::Value = serde_json::from_str(line)?;
    let source = record["text"].as_str().unwrap_or("").to_owned();
    let bytes: Vec<usize> = source.char_indices().map(|(b, _)| b).chain([source.len()]).collect();
    let text = Text::new(&source);
    let mut gold = vec![OUTSIDE; text.tokens.len()];
    for span in record["spans"].as_array().into_iter().flatten() {
        let at = |i: usize| bytes.get(span[i].as_u64().unwrap_or(0) as usize).copied().unwrap_or(0) as u32;
        let (start, end) = (at(0), at(1));
        let kind = KINDS.iter().position(|k| Some(*k) == span[2].as_str()).ok_or("unknown type")?;
        let first = text.tokens.partition_point(|t| t.span.end <= start);
        let last = text.tokens.partition_point(|t| t.span.start < end);
        for (i, slot) in gold.iter_mut().enumerate().take(last).skip(first) {
            let part = match (i == first, i + 1 == last) {
                (true, true) => Part::Only,
                (true, false) => Part::Begin,
                (false, true) => Part::Last,
                (false, false) => Part::Inside,
            };
            *slot = decoding::label(kind, part);
        }
    }
    let reading =
        Reading::new(&text, &Hits::find(&text, &Syntax::new(&text), &resources.entities), resources, &recognizer.names);
    let mut examples = Vec::new();
    for (i, sentence) in text.sentences.iter().enumerate() {
        let tokens = reading.sentence(&text, SentenceId::new(i)).to_vec();
        let mut labels = gold[sentence.tokens.range()].to_vec();
        repair(&mut labels);
        examples.push(Example { elsewhere: vec![0; tokens.len()], tokens, gold: labels });
    }
    Ok(Document { gold, examples, text: source.clone() })
}

/// A name cut in two by the end of a sentence is left out.
fn repair(labels: &mut [u8]) {
    for i in 0..labels.len() {
        let before = if i == 0 { None } else { Some(labels[i - 1]) };
        if !decoding::follows(before, Some(labels[i])) {
            labels[i] = OUTSIDE;
        }
    }
    for i in (0..labels.len()).rev() {
        if !decoding::follows(Some(labels[i]), labels.get(i + 1).copied()) {
            labels[i] = OUTSIDE;
        }
    }
}

fn predict(model: &Linear<'_, WIDTH>, decoder: &Decoder, tokens: &[Token]) -> Vec<u8> {
    let (mut work, mut scratch) = (Work::default(), Vec::new());
    work.start(tokens.len());
    for at in 0..tokens.len() {
        features(tokens, at, &mut scratch);
        work.push(model.scores(&scratch));
    }
    decoder.decode(&mut work);
    work.labels
}

fn train(documents: &[Document], keep: impl Fn(usize) -> bool, elsewhere: bool, epochs: usize) -> Vec<u8> {
    let mut model = Averaged::<WIDTH>::new(BITS, decoding::labels(), RARE);
    let kept = documents.iter().enumerate().filter(|(i, _)| keep(*i)).flat_map(|(_, d)| &d.examples);
    let examples: Vec<&Example> = kept.collect();
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let mut random = Random::new(3);
    let mut work = Work::default();
    let mut rows: Vec<Vec<Feature>> = Vec::new();
    let mut scratch = Vec::new();
    for example in &examples {
        for at in 0..example.tokens.len() {
            features(&example.tokens, at, &mut scratch);
            model.meet(&scratch);
        }
    }
    let transitions = (0..LABELS).map(|l| Some(l as u8)).chain([None]).map(decoding::transition);
    let transitions: Vec<Feature> = transitions.collect();
    for _ in 0..RARE {
        model.meet(&transitions);
    }
    for epoch in 0..epochs {
        random.shuffle(&mut order);
        let (mut words, mut wrong) = (0, 0);
        for &i in &order {
            let example = examples[i];
            let mut tokens = example.tokens.clone();
            if elsewhere && random.below(2) == 0 {
                for (token, seen) in tokens.iter_mut().zip(&example.elsewhere) {
                    token.elsewhere = *seen;
                }
            }
            if random.below(100) < WITHOUT_TABLES {
                tokens.iter_mut().for_each(|t| t.cue = Cue { beside: t.cue.beside, ..Cue::default() });
            }
            rows.resize_with(tokens.len().max(rows.len()), Vec::new);
            work.start(tokens.len());
            for (at, row) in rows.iter_mut().enumerate().take(tokens.len()) {
                features(&tokens, at, row);
                work.push(model.scores(row));
            }
            let transitions: Vec<[i32; WIDTH]> = (0..=LABELS)
                .map(|before| {
                    let before = (before < LABELS).then_some(before as u8);
                    model.scores(&[decoding::transition(before)])
                })
                .collect();
            let score =
                |before: Option<u8>, after: u8| transitions[before.map_or(LABELS, usize::from)][usize::from(after)];
            Decoder::from_scores(score).decode(&mut work);
            model.tick();
            words += tokens.len();
            for at in 0..tokens.len() {
                let (gold, guess) = (example.gold[at], work.labels[at]);
                if gold != guess {
                    wrong += 1;
                    model.update(&rows[at], usize::from(gold), usize::from(guess));
                }
                let before = |labels: &[u8]| if at == 0 { None } else { Some(labels[at - 1]) };
                let (gold_before, guess_before) = (before(&example.gold), before(&work.labels));
                if (gold_before, gold) != (guess_before, guess) {
                    model.shift(&[decoding::transition(gold_before)], usize::from(gold), 1);
                    model.shift(&[decoding::transition(guess_before)], usize::from(guess), -1);
                }
            }
        }
        println!("    epoch {epoch}: {:.2}% of words wrong", 100.0 * f64::from(wrong) / words as f64);
    }
    model.bytes()
}
