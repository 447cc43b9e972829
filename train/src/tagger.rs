//! Trains the two passes of the tagger, and tags its own training text by models that have not seen it.

use std::collections::BTreeMap;

use dateline::perceptron::{Feature, Linear, best};
use dateline::syntax::tagger::{Pass, WIDTH, features};
use dateline::syntax::words::{self, Word};

use crate::averaged::{Averaged, Random, highest};
use crate::treebank::{Sentence, forms};

const BITS: u32 = 20;
const EPOCHS: usize = 6;
/// How far the right tag must be ahead of every other; an update moves the two apart by twice the number of features.
const MARGIN: i32 = 30;
/// A feature met less often is not learnt: many sentences are there twice.
const MET: u8 = 4;
/// A tag of fewer words is left out.
const RARE: usize = 6;

/// Both models, and for each training sentence the tags that models trained on the other sentences give it.
pub struct Trained {
    /// The file of the first pass.
    pub first: Vec<u8>,
    /// The file of the second pass.
    pub second: Vec<u8>,
    /// Tags by the number of their class.
    pub tags: Vec<Vec<u8>>,
}

struct Example {
    words: Vec<Word>,
    gold: Vec<Option<u8>>,
    fold: usize,
}

/// Trains on sentences. Their numbers of a fold say which are left out together.
pub fn train(sentences: &[Sentence], folds: &[usize], said: impl Fn(&str)) -> Trained {
    let classes = classes(sentences);
    let number: BTreeMap<&str, u8> = classes.iter().enumerate().map(|(i, c)| (c.as_str(), i as u8)).collect();
    let examples: Vec<Example> = sentences
        .iter()
        .zip(folds)
        .map(|(sentence, fold)| {
            let mut words = Vec::new();
            words::read(forms(sentence), &mut words);
            let gold = sentence.iter().map(|t| number.get(t.tag.as_str()).copied()).collect();
            Example { words, gold, fold: *fold }
        })
        .collect();
    let nothing: Vec<Vec<u8>> = vec![Vec::new(); examples.len()];
    let count = folds.iter().max().map_or(1, |f| f + 1);
    let mut first_tags = nothing.clone();
    for fold in 0..count {
        let model = pass(Pass::First, &examples, &nothing, &classes, Some(fold));
        tag(Pass::First, &model, &examples, &mut first_tags, fold);
    }
    said("tags of the first pass by models that have not seen the sentence");
    let first = pass(Pass::First, &examples, &nothing, &classes, None);
    let mut tags = first_tags.clone();
    for fold in 0..count {
        let model = pass(Pass::Second, &examples, &first_tags, &classes, Some(fold));
        tag(Pass::Second, &model, &examples, &mut tags, fold);
    }
    for (name, tags) in [("first", &first_tags), ("second", &tags)] {
        let pairs = || examples.iter().zip(tags).flat_map(|(e, t)| e.gold.iter().zip(t));
        let right = pairs().filter(|(g, t)| **g == Some(**t)).count();
        said(&format!(
            "{name} pass: {:.2}% of tags right on unseen sentences",
            100.0 * right as f64 / pairs().count() as f64
        ));
    }
    let second = pass(Pass::Second, &examples, &first_tags, &classes, None);
    Trained { first, second, tags }
}

fn classes(sentences: &[Sentence]) -> Vec<String> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for token in sentences.iter().flatten() {
        *counts.entry(&token.tag).or_default() += 1;
    }
    let mut ranked: Vec<(&str, usize)> = counts.into_iter().filter(|(_, n)| *n >= RARE).collect();
    ranked.sort_by_key(|(name, n)| (std::cmp::Reverse(*n), *name));
    ranked.truncate(WIDTH);
    ranked.into_iter().map(|(name, _)| name.to_owned()).collect()
}

/// Trains one pass on every fold but one.
fn pass(pass: Pass, examples: &[Example], given: &[Vec<u8>], classes: &[String], left_out: Option<usize>) -> Vec<u8> {
    let mut model = Averaged::<WIDTH>::new(BITS, classes.to_vec(), MET);
    let mut order: Vec<usize> = (0..examples.len()).filter(|i| Some(examples[*i].fold) != left_out).collect();
    let mut random = Random::new(1);
    let (mut scratch, mut tags) = (Vec::new(), Vec::new());
    for epoch in 0..EPOCHS {
        random.shuffle(&mut order);
        for &i in &order {
            let example = &examples[i];
            tags.clone_from(&given[i]);
            for at in 0..example.words.len() {
                features(pass, &example.words, &tags, at, &mut scratch);
                if epoch == 0 {
                    model.meet(&scratch);
                }
                let scores = model.scores(&scratch);
                let scores = &scores[..classes.len()];
                let guess = best(scores);
                model.tick();
                if let Some(gold) = example.gold[at].map(usize::from) {
                    let rival = highest(scores, |c| c != gold);
                    if let Some(rival) = rival.filter(|r| scores[gold] < scores[*r] + MARGIN) {
                        model.update(&scratch, gold, rival);
                    }
                }
                match pass {
                    Pass::First => tags.push(guess as u8),
                    Pass::Second => tags[at] = guess as u8,
                }
            }
        }
    }
    model.bytes()
}

fn tag(pass: Pass, bytes: &[u8], examples: &[Example], tags: &mut [Vec<u8>], fold: usize) {
    let model = Linear::<WIDTH>::open("tagger", bytes).expect("just made");
    let mut scratch: Vec<Feature> = Vec::new();
    for (example, tags) in examples.iter().zip(tags).filter(|(e, _)| e.fold == fold) {
        for at in 0..example.words.len() {
            features(pass, &example.words, tags, at, &mut scratch);
            let best = model.best(&model.scores(&scratch)) as u8;
            match pass {
                Pass::First => tags.push(best),
                Pass::Second => tags[at] = best,
            }
        }
    }
}
