//! Trains the parser with a dynamic oracle: it follows its own choices and learns to make the best of them.
//!
//! The scout comes first. It reads from the end, and what it says of a training sentence is said by one that has not
//! seen the sentence.

use std::collections::BTreeMap;

use dateline::perceptron::{Feature, Linear};
use dateline::syntax::features::{features, label_features, scout_features};
use dateline::syntax::input::Input;
use dateline::syntax::parser::{Builder, LABEL_WIDTH, STEP_WIDTH, Step, choose, choose_label, forced};
use dateline::syntax::tags::Deprel;
use dateline::syntax::transitions::{Move, State};
use dateline::syntax::words;

use crate::averaged::{Averaged, Random, highest};
use crate::reviser;
use crate::treebank::{Sentence, forms};

/// A feature met less often is not learnt: many sentences are there twice.
const RARE: u8 = 4;
const STEP_BITS: u32 = 22;
const LABEL_BITS: u32 = 20;
const EPOCHS: usize = 9;
const SCOUT_BITS: u32 = 20;
const SCOUT_EPOCHS: usize = 7;
/// How far the right class must be ahead of every wrong one; an update moves the two apart by twice the number of
/// features.
const STEP_MARGIN: i32 = 700;
const SCOUT_MARGIN: i32 = 150;
const LABEL_MARGIN: i32 = 200;
/// Of a hundred steps, how many follow the model where it errs.
const EXPLORE: usize = 90;
/// In how many parts the sentences fall of which the reviser's training trees are made, each by a builder trained on the
/// others.
const REVISED_PARTS: usize = 3;
const REVISED_EPOCHS: usize = 4;

/// The groups of relations that a step chooses between; the last one of either side takes what no other names.
const GROUPS: [(Move, &str); 15] = [
    (Move::Left, "nsubj nsubj:pass nsubj:outer csubj csubj:pass csubj:outer expl"),
    (Move::Left, "case mark cc cc:preconj"),
    (Move::Left, "det det:predet nmod:poss"),
    (Move::Left, "amod nummod compound flat nmod nmod:unmarked nmod:desc goeswith"),
    (Move::Left, "aux aux:pass cop"),
    (Move::Left, "advmod discourse"),
    (Move::Left, "punct"),
    (Move::Left, ""),
    (Move::Right, "obj iobj xcomp ccomp"),
    (Move::Right, "obl obl:agent obl:unmarked advmod advcl"),
    (Move::Right, "nmod nmod:unmarked nmod:desc acl acl:relcl appos nummod"),
    (Move::Right, "conj"),
    (Move::Right, "punct"),
    (Move::Right, "flat compound compound:prt fixed goeswith case"),
    (Move::Right, ""),
];

/// The four files.
pub struct Trained {
    /// The scout's model of steps.
    pub scout: Vec<u8>,
    /// The model of steps.
    pub steps: Vec<u8>,
    /// The model of relations.
    pub labels: Vec<u8>,
    /// The reviser's model.
    pub reviser: Vec<u8>,
}

/// A sentence to learn from.
pub struct Example {
    /// What the parser sees.
    pub input: Input,
    /// The true heads.
    pub heads: Vec<usize>,
    dependents: Vec<Vec<usize>>,
    /// The true relations.
    pub labels: Vec<Deprel>,
}

/// Trains on sentences with tags. A sentence is tagged, scouted and, for the reviser, parsed by models of the other
/// folds.
pub fn train(sentences: &[Sentence], folds: &[usize], tags: &[Vec<u8>], said: impl Fn(&str)) -> Trained {
    let mut examples: Vec<Example> = sentences.iter().zip(tags).map(|(s, t)| example(s, t)).collect();
    let names = classes(sentences);
    let scout = scout(&mut examples, folds, &names.0, &said);
    let mut parses = vec![State::default(); examples.len()];
    let mut scratch = Vec::new();
    for part in 0..REVISED_PARTS {
        let (steps, labels) = builder(&examples, &names, REVISED_EPOCHS, |i| folds[i] % REVISED_PARTS != part, &said);
        let builder = Builder::open(&steps, &labels).expect("just made");
        for (i, parse) in parses.iter_mut().enumerate().filter(|(i, _)| folds[*i] % REVISED_PARTS == part) {
            builder.build(&examples[i].input, parse, &mut scratch);
        }
    }
    let reviser = reviser::train(&examples, &parses, &said);
    let (steps, labels) = builder(&examples, &names, EPOCHS, |_| true, &said);
    Trained { scout, steps, labels, reviser }
}

/// Trains what builds the tree; the files of steps and of relations.
fn builder(
    examples: &[Example],
    (step_names, label_names): &(Vec<String>, Vec<String>),
    epochs: usize,
    uses: impl Fn(usize) -> bool,
    said: &impl Fn(&str),
) -> (Vec<u8>, Vec<u8>) {
    let classes: Vec<Step> = step_names.iter().filter_map(|c| Step::parse(c)).collect();
    let relations: Vec<Deprel> = label_names.iter().filter_map(|c| Deprel::parse(c)).collect();
    let mut steps = Averaged::<STEP_WIDTH>::new(STEP_BITS, step_names.clone(), RARE);
    let mut labels = Averaged::<LABEL_WIDTH>::new(LABEL_BITS, label_names.clone(), RARE);
    let mut order: Vec<usize> = (0..examples.len()).filter(|i| uses(*i)).collect();
    let mut random = Random::new(2);
    let (mut state, mut scratch) = (State::default(), Vec::new());
    let learner = Learner { classes: &classes, margin: STEP_MARGIN };
    for epoch in 0..epochs {
        random.shuffle(&mut order);
        let (mut taken, mut wrong) = (0u64, 0u64);
        for &i in &order {
            let example = &examples[i];
            state.start(example.input.len());
            while !state.is_done() {
                if let Some((kind, label)) = forced(&state) {
                    state.apply(kind, label as u8);
                    continue;
                }
                features(&example.input, &state, &mut scratch);
                if epoch == 0 {
                    steps.meet(&scratch);
                }
                let Some((guess, best)) = learner.learn(&mut steps, example, &state, &scratch) else { break };
                taken += 1;
                wrong += u64::from(guess != best);
                let step = &classes[learner.next(guess, best, epoch, &mut random)];
                let mut label = step.labels.first().copied().unwrap_or(Deprel::Dep);
                if step.labels.len() > 1 {
                    label_features(&example.input, &state, step.kind, &mut scratch);
                    if epoch == 0 {
                        labels.meet(&scratch);
                    }
                    let scores = labels.scores(&scratch);
                    let scores = &scores[..relations.len()];
                    labels.tick();
                    if let Some(guess) = choose_label(&relations, scores, &step.labels) {
                        label = relations[guess];
                    }
                    let gold = example.labels[state.stacked(0)];
                    let gold = relations.iter().position(|r| *r == gold && step.labels.contains(r));
                    if let Some(gold) = gold {
                        let rival = highest(scores, |r| r != gold && step.labels.contains(&relations[r]));
                        if let Some(rival) = rival.filter(|r| scores[gold] < scores[*r] + LABEL_MARGIN) {
                            labels.update(&scratch, gold, rival);
                        }
                    }
                }
                state.apply(step.kind, label as u8);
            }
        }
        let right = 100.0 - 100.0 * wrong as f64 / taken as f64;
        said(&format!("epoch {}: {right:.2}% of {taken} steps right", epoch + 1));
    }
    (steps.bytes(), labels.bytes())
}

/// Learns one step after the other.
struct Learner<'a> {
    classes: &'a [Step],
    margin: i32,
}

impl Learner<'_> {
    /// The class that the model would take, and what it should: the same where that is one of the best. Between the best
    /// and the strongest wrong one it learns, also where the best is ahead by less than the margin.
    fn learn(
        &self,
        model: &mut Averaged<STEP_WIDTH>,
        example: &Example,
        state: &State,
        features: &[Feature],
    ) -> Option<(usize, usize)> {
        let scores = model.scores(features);
        let scores = &scores[..self.classes.len()];
        let guess = choose(self.classes, scores, state)?;
        let right = oracle(example, state, self.classes);
        model.tick();
        let Some(best) = highest(scores, |c| right[c]) else { return Some((guess, guess)) };
        let rival = highest(scores, |c| !right[c] && state.allows(self.classes[c].kind));
        if let Some(rival) = rival.filter(|r| scores[best] < scores[*r] + self.margin) {
            model.update(features, best, rival);
        }
        Some((guess, if right[guess] { guess } else { best }))
    }

    /// What is done: now and then the wrong thing, so that the model learns to go on from there.
    fn next(&self, guess: usize, best: usize, epoch: usize, random: &mut Random) -> usize {
        if guess == best || (epoch > 0 && random.below(100) < EXPLORE) { guess } else { best }
    }
}

/// The side on which the head stands, in the sentence turned round.
fn turned(name: &str) -> String {
    match name.split_once(' ') {
        Some(("left", labels)) => format!("right {labels}"),
        Some(("right", labels)) => format!("left {labels}"),
        _ => name.to_owned(),
    }
}

/// Trains the scout and gives each example what it says.
fn scout(examples: &mut [Example], folds: &[usize], names: &[String], said: &impl Fn(&str)) -> Vec<u8> {
    let names: Vec<String> = names.iter().map(|n| turned(n)).collect();
    let mut mirrored: Vec<Example> = examples.iter().map(mirror).collect();
    let count = folds.iter().max().map_or(1, |f| f + 1);
    for fold in 0..count {
        let bytes = train_scout(&mirrored, &names, |i| folds[i] != fold);
        let model = Linear::<STEP_WIDTH>::open("scout.bin", &bytes).expect("just made");
        let classes: Vec<Step> = names.iter().filter_map(|c| Step::parse(c)).collect();
        let (mut state, mut scratch) = (State::default(), Vec::new());
        let (mut words, mut right) = (0, 0);
        for (i, example) in examples.iter_mut().enumerate().filter(|(i, _)| folds[*i] == fold) {
            let input = &mut mirrored[i].input;
            state.start(input.len());
            while !state.is_done() {
                if let Some((kind, _)) = forced(&state) {
                    state.apply(kind, 0);
                    continue;
                }
                scout_features(input, &state, &mut scratch);
                let Some(class) = choose(&classes, &model.scores(&scratch), &state) else { break };
                state.apply(classes[class].kind, class as u8);
            }
            words += example.heads.len();
            right += state.nodes.iter().zip(&mirrored[i].heads).filter(|(n, h)| n.head == **h).count();
            example.input.turn();
            example.input.take_guides(&state);
        }
        said(&format!("scout without fold {fold}: {:.2}% of heads right in it", 100.0 * right as f64 / words as f64));
    }
    train_scout(&mirrored, &names, |_| true)
}

fn train_scout(examples: &[Example], names: &[String], uses: impl Fn(usize) -> bool) -> Vec<u8> {
    let classes: Vec<Step> = names.iter().filter_map(|c| Step::parse(c)).collect();
    let mut model = Averaged::<STEP_WIDTH>::new(SCOUT_BITS, names.to_vec(), RARE);
    let mut order: Vec<usize> = (0..examples.len()).filter(|i| uses(*i)).collect();
    let mut random = Random::new(3);
    let (mut state, mut scratch) = (State::default(), Vec::new());
    let learner = Learner { classes: &classes, margin: SCOUT_MARGIN };
    for epoch in 0..SCOUT_EPOCHS {
        random.shuffle(&mut order);
        for &i in &order {
            let example = &examples[i];
            state.start(example.input.len());
            while !state.is_done() {
                if let Some((kind, _)) = forced(&state) {
                    state.apply(kind, 0);
                    continue;
                }
                scout_features(&example.input, &state, &mut scratch);
                if epoch == 0 {
                    model.meet(&scratch);
                }
                let Some((guess, best)) = learner.learn(&mut model, example, &state, &scratch) else { break };
                let next = learner.next(guess, best, epoch, &mut random);
                state.apply(classes[next].kind, next as u8);
            }
        }
    }
    model.bytes()
}

/// The sentence turned round.
fn mirror(example: &Example) -> Example {
    let len = example.heads.len();
    let turn = |i: usize| if i < len { len - 1 - i } else { len };
    let mut input = example.input.clone();
    input.turn();
    let heads: Vec<usize> = example.heads.iter().rev().map(|h| turn(*h)).collect();
    let labels = example.labels.iter().rev().copied().collect();
    Example { input, dependents: dependents(&heads), heads, labels }
}

fn dependents(heads: &[usize]) -> Vec<Vec<usize>> {
    let mut out = vec![Vec::new(); heads.len() + 1];
    for (word, head) in heads.iter().enumerate() {
        out[*head].push(word);
    }
    out
}

fn example(sentence: &Sentence, tags: &[u8]) -> Example {
    let mut words = Vec::new();
    words::read(forms(sentence), &mut words);
    let mut input = Input::default();
    input.fill(&words, tags);
    let heads: Vec<usize> = sentence.iter().map(|t| t.head).collect();
    Example { input, dependents: dependents(&heads), heads, labels: sentence.iter().map(|t| t.label).collect() }
}

/// The names of both models' classes, from the arcs of the sentences.
fn classes(sentences: &[Sentence]) -> (Vec<String>, Vec<String>) {
    let mut counts: BTreeMap<(usize, Deprel), usize> = BTreeMap::new();
    for sentence in sentences {
        for (i, token) in sentence.iter().enumerate().filter(|(_, t)| t.head < sentence.len()) {
            *counts.entry((usize::from(token.head < i), token.label)).or_default() += 1;
        }
    }
    let mut names: Vec<String> = vec!["shift".to_owned()];
    let mut used: Vec<Deprel> = Vec::new();
    for (kind, group) in GROUPS {
        let side = usize::from(kind == Move::Right);
        let elsewhere =
            |l: &Deprel| GROUPS.iter().any(|(k, g)| *k == kind && g.split(' ').any(|name| name == l.as_str()));
        let frequent = |l: &&Deprel| counts.get(&(side, **l)).is_some_and(|n| *n >= 25);
        let listed = |l: &&Deprel| {
            if group.is_empty() { !elsewhere(l) } else { group.split(' ').any(|name| name == l.as_str()) }
        };
        let labels: Vec<Deprel> = Deprel::ALL.iter().filter(listed).filter(frequent).copied().collect();
        used.extend(&labels);
        let listed: Vec<&str> = labels.iter().map(|l| l.as_str()).collect();
        names.push(format!("{} {}", if side == 1 { "right" } else { "left" }, listed.join(" ")));
    }
    used.sort_unstable();
    used.dedup();
    (names, used.iter().map(|l| l.as_str().to_owned()).collect())
}

/// For each class: is it one of the best from here?
fn oracle(example: &Example, state: &State, classes: &[Step]) -> Vec<bool> {
    let costs = state.costs(&example.heads, &example.dependents);
    let least = costs.iter().flatten().min().copied();
    let label = example.labels.get(state.stacked(0)).copied().unwrap_or(Deprel::Dep);
    let known = |kind: Move| classes.iter().any(|c| c.kind == kind && c.labels.contains(&label));
    let best = |kind: Move| least.is_some() && costs[kind as usize] == least;
    let fits = |c: &Step| c.kind == Move::Shift || c.labels.contains(&label) || !known(c.kind);
    classes.iter().map(|c| best(c.kind) && fits(c)).collect()
}
