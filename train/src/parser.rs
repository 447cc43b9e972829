//! Trains the parser with a dynamic oracle: it follows its own choices and learns to make the best of them.

use std::collections::BTreeMap;

use dateline::syntax::parser::{Action, Input, WIDTH, choose, features};
use dateline::syntax::tags::Deprel;
use dateline::syntax::transitions::{Move, State};
use dateline::syntax::words;

use crate::averaged::{Averaged, Random};
use crate::treebank::{Sentence, forms};

const BITS: u32 = 22;
const EPOCHS: usize = 8;
/// An arc of fewer words is learnt under no name of its own.
const RARE: usize = 8;
/// Of a hundred steps, how many follow the model where it errs.
const EXPLORE: usize = 90;

struct Example {
    input: Input,
    heads: Vec<usize>,
    dependents: Vec<Vec<usize>>,
    labels: Vec<Deprel>,
}

/// Trains on sentences with tags.
pub fn train(sentences: &[Sentence], tags: &[Vec<u8>], said: impl Fn(&str)) -> Vec<u8> {
    let classes = classes(sentences);
    let actions: Vec<Action> = classes.iter().filter_map(|c| Action::parse(c)).collect();
    let examples: Vec<Example> = sentences.iter().zip(tags).map(|(s, t)| example(s, t)).collect();
    said(&format!("{} actions", actions.len()));
    let mut model = Averaged::new(BITS, WIDTH, classes);
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let mut random = Random::new(2);
    let (mut state, mut scratch, mut scores) = (State::default(), Vec::new(), Vec::new());
    for epoch in 0..EPOCHS {
        random.shuffle(&mut order);
        let (mut steps, mut wrong) = (0u64, 0u64);
        for &i in &order {
            let example = &examples[i];
            state.start(example.input.len());
            while !state.is_done() {
                if let Some(forced) = forced(&state) {
                    state.apply(forced.kind, forced.number());
                    continue;
                }
                features(&example.input, &state, &mut scratch);
                model.scores(&scratch, &mut scores);
                let guess = choose(&actions, &scores, &state);
                let right = oracle(example, &state, &actions);
                let best = (0..actions.len()).filter(|a| right[*a]).max_by_key(|a| (scores[*a], std::cmp::Reverse(*a)));
                model.tick();
                steps += 1;
                let Some(best) = best else {
                    state.apply(guess.kind, guess.number());
                    continue;
                };
                let guessed = actions.iter().position(|a| *a == guess).unwrap_or(best);
                let mut next = guess;
                if !right[guessed] {
                    wrong += 1;
                    model.update(&scratch, best, guessed);
                    if epoch == 0 || random.below(100) >= EXPLORE {
                        next = actions[best];
                    }
                }
                state.apply(next.kind, next.number());
            }
        }
        said(&format!(
            "epoch {}: {:.2}% of {steps} steps right",
            epoch + 1,
            100.0 - 100.0 * wrong as f64 / steps as f64
        ));
    }
    model.bytes()
}

/// The only thing that can be done, where there is no choice.
fn forced(state: &State) -> Option<Action> {
    if state.next >= state.root() {
        (state.stack.len() == 1).then_some(Action { kind: Move::Left, label: Deprel::Root })
    } else {
        state.stack.is_empty().then_some(Action { kind: Move::Shift, label: Deprel::Dep })
    }
}

fn example(sentence: &Sentence, tags: &[u8]) -> Example {
    let mut words = Vec::new();
    words::read(forms(sentence), &mut words);
    let mut input = Input::default();
    input.fill(&words, tags);
    let heads: Vec<usize> = sentence.iter().map(|t| t.head).collect();
    let mut dependents = vec![Vec::new(); sentence.len() + 1];
    for (word, head) in heads.iter().enumerate() {
        dependents[*head].push(word);
    }
    Example { input, heads, dependents, labels: sentence.iter().map(|t| t.label).collect() }
}

fn classes(sentences: &[Sentence]) -> Vec<String> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for sentence in sentences {
        for (i, token) in sentence.iter().enumerate().filter(|(_, t)| t.head < sentence.len()) {
            let kind = if token.head > i { Move::Left } else { Move::Right };
            *counts.entry(Action { kind, label: token.label }.name()).or_default() += 1;
        }
    }
    let mut ranked: Vec<(String, usize)> = counts.into_iter().filter(|(_, n)| *n >= RARE).collect();
    ranked.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    ranked.truncate(WIDTH - 1);
    ["shift".to_owned()].into_iter().chain(ranked.into_iter().map(|(name, _)| name)).collect()
}

/// For each action: is it one of the best from here?
fn oracle(example: &Example, state: &State, actions: &[Action]) -> Vec<bool> {
    let costs = state.costs(&example.heads, &example.dependents);
    let least = costs.iter().flatten().min().copied();
    let top = state.stacked(0);
    let label = example.labels.get(top).copied();
    let best = |kind: Move| least.is_some() && costs[kind as usize] == least;
    let known = |kind: Move| actions.iter().any(|a| a.kind == kind && Some(a.label) == label);
    let any = [true, !known(Move::Left), !known(Move::Right)];
    actions
        .iter()
        .map(|a| best(a.kind) && (a.kind == Move::Shift || any[a.kind as usize] || Some(a.label) == label))
        .collect()
}
