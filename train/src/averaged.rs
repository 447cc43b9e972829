//! Averaged training of the linear models that `dateline::perceptron` reads.

use dateline::perceptron::Feature;

/// Weights under training, hashed as the model will read them. `WIDTH` is that of the `Linear` that will read them.
pub struct Averaged<const WIDTH: usize> {
    bits: u32,
    classes: Vec<String>,
    weights: Vec<i32>,
    /// Sum over all updates of the step at which each was made.
    stamps: Vec<i64>,
    step: i64,
    /// How often each feature was met, by a longer hash.
    met: Vec<u8>,
    rare: u8,
}

const MET_BITS: u32 = 25;

impl<const WIDTH: usize> Averaged<WIDTH> {
    /// Empty weights in 2^`bits` cells. A feature met less often than `rare` times has none: it would tell little and
    /// disturb others.
    pub fn new(bits: u32, classes: Vec<String>, rare: u8) -> Self {
        assert!(classes.len() <= WIDTH, "{} classes, but room for {WIDTH}", classes.len());
        Self {
            bits,
            classes,
            weights: vec![0; 1 << bits],
            stamps: vec![0; 1 << bits],
            step: 0,
            met: vec![0; 1 << MET_BITS],
            rare,
        }
    }

    /// Counts the features of a decision. Until they are counted, they are not learnt.
    pub fn meet(&mut self, features: &[Feature]) {
        for feature in features {
            let count = &mut self.met[feature.row(MET_BITS)];
            *count = count.saturating_add(1);
        }
    }

    /// The sum of each class; past the last class, noise.
    pub fn scores(&self, features: &[Feature]) -> [i32; WIDTH] {
        let mut scores = [0; WIDTH];
        for feature in features {
            let start = self.start(*feature);
            for (score, weight) in scores.iter_mut().zip(&self.weights[start..start + WIDTH]) {
                *score += weight;
            }
        }
        scores
    }

    /// Raises a class and lowers another, for the features of a decision.
    pub fn update(&mut self, features: &[Feature], up: usize, down: usize) {
        self.shift(features, up, 1);
        self.shift(features, down, -1);
    }

    /// Moves the weights of one class.
    pub fn shift(&mut self, features: &[Feature], class: usize, delta: i32) {
        for feature in features {
            if self.met[feature.row(MET_BITS)] < self.rare {
                continue;
            }
            let start = self.start(*feature);
            self.weights[start + class] += delta;
            self.stamps[start + class] += i64::from(delta) * self.step;
        }
    }

    /// Counts one decision more.
    pub fn tick(&mut self) {
        self.step += 1;
    }

    fn start(&self, feature: Feature) -> usize {
        feature.row(self.bits).min(self.weights.len() - WIDTH)
    }

    /// The model file: averages over all steps, scaled so that the largest is 127.
    pub fn bytes(&self) -> Vec<u8> {
        let steps = self.step.max(1) as f64;
        let average = |(w, s): (&i32, &i64)| f64::from(*w) - *s as f64 / steps;
        let averages = || self.weights.iter().zip(&self.stamps).map(average);
        let largest = averages().fold(1e-9, |high: f64, a| high.max(a.abs()));
        let mut out = format!("dateline-linear 1 {} {}\n", self.bits, self.classes.len()).into_bytes();
        for class in &self.classes {
            out.extend_from_slice(class.as_bytes());
            out.push(b'\n');
        }
        out.extend(averages().map(|a| (a * 127.0 / largest).round() as i8 as u8));
        let used = averages().filter(|a| (a * 127.0 / largest).round() != 0.0).count();
        println!(
            "    largest average {largest:.1}, {:.1}% of cells used",
            100.0 * used as f64 / self.weights.len() as f64
        );
        out
    }
}

/// The class of the highest score among some, the first of several.
pub fn highest(scores: &[i32], among: impl Fn(usize) -> bool) -> Option<usize> {
    (0..scores.len()).filter(|c| among(*c)).max_by_key(|c| (scores[*c], std::cmp::Reverse(*c)))
}

/// Numbers in a fixed, reproducible disorder.
pub struct Random(u64);

impl Random {
    /// From a seed.
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    /// A number below `limit`.
    pub fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 16) as usize % limit.max(1)
    }

    /// Puts a list in disorder.
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for i in (1..items.len()).rev() {
            items.swap(i, self.below(i + 1));
        }
    }
}
