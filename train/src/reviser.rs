//! Trains the reviser on trees that a builder made of sentences it has not seen.

use dateline::syntax::revise::{Notes, RELATIONS, WIDTH, features};
use dateline::syntax::transitions::State;

use crate::averaged::{Averaged, Random};
use crate::parser::Example;

const BITS: u32 = 19;
const EPOCHS: usize = 8;
/// A feature met less often is not learnt.
const RARE: u8 = 4;
/// How far the right head and relation must be ahead of all others; an update moves them apart by twice the number of
/// features.
const MARGIN: i32 = 300;

/// The file, from the sentences and their trees.
pub fn train(examples: &[Example], parses: &[State], said: &impl Fn(&str)) -> Vec<u8> {
    let names = RELATIONS.iter().map(|r| r.as_str().to_owned()).collect();
    let mut model = Averaged::<WIDTH>::new(BITS, names, RARE);
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let mut random = Random::new(4);
    let (mut notes, mut scratch) = (Notes::default(), Vec::new());
    for epoch in 0..EPOCHS {
        random.shuffle(&mut order);
        let (mut seen, mut before, mut after) = (0u32, 0u32, 0u32);
        for &i in &order {
            let example = &examples[i];
            let (input, mut state) = (&example.input, parses[i].clone());
            notes.read(input, &state);
            for word in (0..input.len()).filter(|w| example.labels.len() > *w) {
                if !notes.is_open(&state, word) {
                    continue;
                }
                notes.find(&state, word);
                let mut scores = Vec::with_capacity(notes.candidates.len() * WIDTH);
                for at in 0..notes.candidates.len() {
                    features(input, &state, &notes, word, at, &mut scratch);
                    if epoch == 0 {
                        model.meet(&scratch);
                    }
                    scores.extend(model.scores(&scratch));
                }
                model.tick();
                let highest = |not: Option<usize>| {
                    (0..scores.len()).filter(|c| Some(*c) != not).max_by_key(|c| (scores[*c], std::cmp::Reverse(*c)))
                };
                let place = notes.candidates.iter().position(|c| c.word == example.heads[word]);
                let class = RELATIONS.iter().position(|r| *r == example.labels[word]);
                let gold = place.zip(class).map(|(p, c)| p * WIDTH + c);
                let rival = highest(gold);
                let guess = highest(None);
                if let (Some(gold), Some(rival)) = (gold, rival)
                    && scores[gold] < scores[rival] + MARGIN
                {
                    for (choice, delta) in [(gold, 1), (rival, -1)] {
                        features(input, &state, &notes, word, choice / WIDTH, &mut scratch);
                        model.shift(&scratch, choice % WIDTH, delta);
                    }
                }
                let right = |s: &State| {
                    let node = &s.nodes[word];
                    u32::from(node.head == example.heads[word] && node.label == example.labels[word] as u8)
                };
                seen += 1;
                before += right(&state);
                if let Some(guess) = guess {
                    state.nodes[word].head = notes.candidates[guess / WIDTH].word;
                    state.nodes[word].label = RELATIONS[guess % WIDTH] as u8;
                }
                after += right(&state);
            }
        }
        let percent = |n: u32| 100.0 * f64::from(n) / f64::from(seen.max(1));
        said(&format!(
            "reviser, epoch {}: of {seen} arcs {:.2}% right before, {:.2}% after",
            epoch + 1,
            percent(before),
            percent(after)
        ));
    }
    model.bytes()
}
