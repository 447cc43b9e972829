//! The best sequence of labels, and how sure it is of each.

use crate::error::Error;
use crate::perceptron::{Feature, Linear};

/// Cells a feature; no less than the number of labels.
pub const WIDTH: usize = 16;
/// The label of a word in no name.
pub const OUTSIDE: u8 = 0;
/// The types of names.
pub const KINDS: [&str; 3] = ["PER", "ORG", "LOC"];
/// The template of the feature that looks at the label before; far from those of words.
const TRANSITION: u32 = 1000;
/// The score of a name's label on a word that is in none.
const NO_NAME: i16 = -4000;
/// A score that no sequence reaches.
const NEVER: i32 = i32::MIN / 4;

/// The scores of a word that is in no name.
pub fn no_name() -> [i16; WIDTH] {
    std::array::from_fn(|label| if label == usize::from(OUTSIDE) { 0 } else { NO_NAME })
}

/// Where in a name a word stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// First of several.
    Begin,
    /// Between first and last.
    Inside,
    /// Last of several.
    Last,
    /// The only one.
    Only,
}

/// The names of the labels, in the order of their numbers.
pub fn labels() -> Vec<String> {
    let parts = ["B", "I", "L", "U"];
    std::iter::once("O".to_owned())
        .chain(KINDS.iter().flat_map(|k| parts.iter().map(move |p| format!("{p}-{k}"))))
        .collect()
}

/// Number of labels.
pub const LABELS: usize = 1 + 4 * KINDS.len();

/// The label of a part of a name.
pub fn label(kind: usize, part: Part) -> u8 {
    (1 + kind * 4 + part as usize) as u8
}

/// The type that a label belongs to and the part that it is.
pub fn parts(label: u8) -> Option<(usize, Part)> {
    let n = usize::from(label).checked_sub(1)?;
    let part = [Part::Begin, Part::Inside, Part::Last, Part::Only][n % 4];
    (n / 4 < KINDS.len()).then_some((n / 4, part))
}

/// True where one label may follow another.
pub fn follows(before: Option<u8>, after: Option<u8>) -> bool {
    let open = |l: u8| parts(l).filter(|(_, p)| matches!(p, Part::Begin | Part::Inside)).map(|(k, _)| k);
    let goes_on = |l: u8| parts(l).filter(|(_, p)| matches!(p, Part::Inside | Part::Last)).map(|(k, _)| k);
    before.and_then(open) == after.and_then(goes_on)
}

/// The feature that looks at the label before; `None` at the start.
pub fn transition(before: Option<u8>) -> Feature {
    Feature::new(TRANSITION).with(before.map_or(255, u32::from))
}

/// The names in a sequence of labels: type and range.
pub fn spans(labels: &[u8]) -> Vec<(&'static str, std::ops::Range<usize>)> {
    let mut out = Vec::new();
    let mut start = 0;
    for (i, &label) in labels.iter().enumerate() {
        match parts(label) {
            Some((_, Part::Begin)) => start = i,
            Some((kind, Part::Last)) => out.push((KINDS[kind], start..i + 1)),
            Some((kind, Part::Only)) => out.push((KINDS[kind], i..i + 1)),
            _ => {}
        }
    }
    out
}

/// Scores of the labels after each other.
#[derive(Clone, Debug)]
pub struct Decoder {
    first: [i32; LABELS],
    /// Each label and one that may follow it, with the score of that.
    next: Vec<(usize, usize, i32)>,
    last: [bool; LABELS],
}

impl Default for Decoder {
    fn default() -> Self {
        Self::from_scores(|_, _| 0)
    }
}

impl Decoder {
    /// Reads the scores of transitions from a model.
    ///
    /// # Errors
    /// The model has other labels.
    pub fn new(model: &Linear<'_, WIDTH>) -> Result<Self, Error> {
        if model.classes() != labels() {
            return Err(Error::data("names.bin", None, "has other labels"));
        }
        Ok(Self::from_scores(|before, after| i32::from(model.scores(&[transition(before)])[usize::from(after)])))
    }

    /// From a function that scores a label after another.
    pub fn from_scores(score: impl Fn(Option<u8>, u8) -> i32) -> Self {
        let scored = |before, after| if follows(before, Some(after)) { score(before, after) } else { NEVER };
        let pairs = (0..LABELS).flat_map(|b| (0..LABELS).map(move |l| (b, l)));
        let allowed = pairs.filter(|&(b, l)| follows(Some(b as u8), Some(l as u8)));
        Self {
            first: std::array::from_fn(|after| scored(None, after as u8)),
            next: allowed.map(|(b, l)| (b, l, score(Some(b as u8), l as u8))).collect(),
            last: std::array::from_fn(|label| follows(Some(label as u8), None)),
        }
    }

    /// Finds the best sequence for the scores in `work`, and each label's margin: how much worse the best sequence is
    /// that gives the word no label of that type.
    pub fn decode(&self, work: &mut Work) {
        let n = work.scores.len();
        work.labels.clear();
        work.margins.clear();
        if n == 0 {
            return;
        }
        work.forward.clear();
        work.from.clear();
        work.forward.push(std::array::from_fn(|l| self.first[l].saturating_add(work.scores[0][l])));
        work.from.push([0; LABELS]);
        for at in 1..n {
            let before = work.forward[at - 1];
            let mut row = [NEVER; LABELS];
            let mut from = [0u8; LABELS];
            for &(b, l, score) in &self.next {
                let sum = before[b].saturating_add(score);
                if sum > row[l] {
                    row[l] = sum;
                    from[l] = b as u8;
                }
            }
            for (value, score) in row.iter_mut().zip(&work.scores[at]) {
                *value = if *value <= NEVER / 2 { NEVER } else { *value + score };
            }
            level(&mut row);
            work.forward.push(row);
            work.from.push(from);
        }
        let mut best = 0;
        for l in 0..LABELS {
            let value = if self.last[l] { work.forward[n - 1][l] } else { NEVER };
            if value > work.forward[n - 1][best] || !self.last[best] {
                best = l;
            }
        }
        work.labels.resize(n, OUTSIDE);
        for at in (0..n).rev() {
            work.labels[at] = best as u8;
            best = usize::from(work.from[at][best]);
        }
        work.margins.resize(n, 0);
        if work.labels.iter().any(|l| *l != OUTSIDE) {
            self.margins(work);
        }
    }

    /// By the best sequence through each label of each word: forward as found, backward here.
    fn margins(&self, work: &mut Work) {
        let n = work.scores.len();
        let mut after: [i32; LABELS] = std::array::from_fn(|l| if self.last[l] { 0 } else { NEVER });
        for at in (0..n).rev() {
            let through = |l: usize| work.forward[at][l].saturating_add(after[l]);
            let label = usize::from(work.labels[at]);
            let kind = parts(label as u8).map(|(k, _)| k);
            let rival = (0..LABELS).filter(|&l| parts(l as u8).map(|(k, _)| k) != kind).map(through).max();
            work.margins[at] = through(label).saturating_sub(rival.unwrap_or(0)).clamp(0, 1000);
            let scores = work.scores[at];
            let mut before = [NEVER; LABELS];
            for &(b, l, score) in &self.next {
                before[b] = before[b].max(score.saturating_add(scores[l]).saturating_add(after[l]));
            }
            level(&mut before);
            after = before;
        }
    }
}

/// Takes the highest value off all, so that no sentence is too long for the sums.
fn level(row: &mut [i32; LABELS]) {
    let top = row.iter().copied().max().unwrap_or(0);
    row.iter_mut().filter(|v| **v > NEVER / 2).for_each(|v| *v -= top);
}

/// Buffers that the sentences of a text share.
#[derive(Clone, Debug, Default)]
pub struct Work {
    scores: Vec<[i32; LABELS]>,
    forward: Vec<[i32; LABELS]>,
    from: Vec<[u8; LABELS]>,
    /// The best sequence.
    pub labels: Vec<u8>,
    /// How far each label is ahead of the best of another type.
    pub margins: Vec<i32>,
}

impl Work {
    /// Begins a sentence.
    pub fn start(&mut self, len: usize) {
        self.scores.clear();
        self.scores.reserve(len);
    }

    /// Adds a word's scores.
    pub fn push<T: Copy + Into<i32>>(&mut self, scores: [T; WIDTH]) {
        self.scores.push(std::array::from_fn(|l| scores[l].into()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sequences_are_well_formed_whatever_the_scores() {
        let decoder = Decoder::default();
        let mut work = Work::default();
        let mut state = 7u32;
        for len in 0..12 {
            work.start(len);
            for _ in 0..len {
                work.push(std::array::from_fn::<i32, WIDTH, _>(|_| {
                    state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                    (state >> 20) as i32 - 2048
                }));
            }
            decoder.decode(&mut work);
            assert_eq!(work.labels.len(), len);
            let labels: Vec<Option<u8>> =
                std::iter::once(None).chain(work.labels.iter().map(|l| Some(*l))).chain([None]).collect();
            assert!(labels.windows(2).all(|w| follows(w[0], w[1])), "{:?}", work.labels);
        }
    }

    #[test]
    fn labels_and_numbers_agree() {
        let names = labels();
        assert_eq!(names.len(), LABELS);
        assert_eq!(names[usize::from(label(2, Part::Only))], "U-LOC");
        assert_eq!(parts(label(1, Part::Last)), Some((1, Part::Last)));
        assert_eq!(spans(&[0, 1, 2, 3, 12]), [("PER", 1..4), ("LOC", 4..5)]);
    }
}
