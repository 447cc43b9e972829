//! A linear classifier over hashed features: the kernel that tagger, parser and name recogniser share.
//!
//! Features have no dictionary. A feature is a [`Feature`], built by mixing a template number with what the template
//! looks at; its hash is the place in one flat table of bytes where its row of weights begins, one weight a class. Rows
//! overlap and may collide: training sees the same table and learns around it. Sums are of integers, so every machine
//! computes the same.
//!
//! ```
//! use dateline::perceptron::{Feature, Linear};
//!
//! // Weights are made by the package in `train/` (`Averaged`), which gives the bytes of a file like this one.
//! let file = b"dateline-linear 1 4 2\nno\nyes\n\x01\x02\x01\x02\x01\x02\x01\x02\x01\x02\x01\x02\x01\x02\x01\x02";
//! let model = Linear::<16>::open("model.bin", file)?;
//! let features = [Feature::new(0).with(7), Feature::new(1).with(3).with(4)];
//! let scores = model.scores(&features);
//! assert_eq!(model.best(&scores), 1);
//! assert_eq!(model.classes()[1], "yes");
//! # Ok::<(), dateline::Error>(())
//! ```
//!
//! To use it for another task: write one function that fills a buffer with the [`Feature`]s of a decision and call it
//! from the stage and from a trainer in `train/`; train with `Averaged`; write its bytes to `data/models/` and open them
//! with `include_bytes!`. At most 250 features a decision, or the sums of 16 bits could overflow.

use prefetch_index::prefetch_index;
use pulp::Arch;

use crate::error::Error;

/// How many rows ahead of the sum the memory is asked for: the tables are larger than the nearest caches.
const AHEAD: usize = 24;

/// One feature of a decision: a hash that is still open to more parts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Feature(u64);

impl Feature {
    /// A feature of the template of this number. Templates of one model have different numbers.
    #[inline(always)]
    pub fn new(template: u32) -> Self {
        Self(u64::from(template).wrapping_add(1).wrapping_mul(0xd6e8_feb8_6659_fd93))
    }

    /// Mixes in one thing that the template looks at.
    #[inline(always)]
    pub fn with(self, value: u32) -> Self {
        Self((self.0.rotate_left(5) ^ u64::from(value)).wrapping_mul(0x9e37_79b9_7f4a_7c15))
    }

    /// Where its row begins in a table of 2^`bits` cells.
    #[inline(always)]
    pub fn row(self, bits: u32) -> usize {
        (self.0.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (64 - bits)) as usize
    }
}

/// A hash of a string, for [`Feature::with`].
#[inline]
pub fn hash(text: &str) -> u32 {
    let mut state = 0xcbf2_9ce4_8422_2325_u64;
    for &byte in text.as_bytes() {
        state = (state ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    }
    (state ^ (state >> 32)) as u32
}

/// The weights of a model, read in place. `WIDTH` is the number of cells summed a feature: a multiple of 16, no less
/// than the number of classes.
#[derive(Clone, Debug)]
pub struct Linear<'a, const WIDTH: usize> {
    bits: u32,
    classes: Vec<&'a str>,
    cells: &'a [u8],
    arch: Arch,
}

impl<'a, const WIDTH: usize> Linear<'a, WIDTH> {
    /// Opens the bytes of a model file: a line `dateline-linear 1 BITS CLASSES`, the names of the classes, a line each,
    /// and 2^BITS weights.
    ///
    /// # Errors
    /// The bytes are no such file, or the model has more classes than `WIDTH`. `name` is what the error shows.
    pub fn open(name: &str, bytes: &'a [u8]) -> Result<Self, Error> {
        let fault = |message: &str| Error::data(name, None, message);
        let (head, mut rest) = split_line(bytes).ok_or_else(|| fault("has no header"))?;
        let numbers: Vec<usize> = head
            .strip_prefix("dateline-linear 1 ")
            .map(|s| s.split(' ').filter_map(|n| n.parse().ok()).collect())
            .unwrap_or_default();
        let &[bits, count] = numbers.as_slice() else {
            return Err(fault("does not begin with \"dateline-linear 1 BITS CLASSES\""));
        };
        if bits > 30 || count == 0 || count > WIDTH {
            return Err(fault("has a number of cells or classes that does not fit"));
        }
        let mut classes = Vec::with_capacity(count);
        for _ in 0..count {
            let (class, after) = split_line(rest).ok_or_else(|| fault("ends among the names of its classes"))?;
            classes.push(class);
            rest = after;
        }
        if rest.len() != 1 << bits {
            return Err(fault("has another number of weights than its header says"));
        }
        Ok(Self { bits: bits as u32, classes, cells: rest, arch: Arch::new() })
    }

    /// The names of the classes.
    pub fn classes(&self) -> &[&'a str] {
        &self.classes
    }

    /// The sum of each class; cells past the last class are noise.
    #[inline]
    pub fn scores(&self, features: &[Feature]) -> [i16; WIDTH] {
        let mut scores = [0; WIDTH];
        self.add(features, &mut scores);
        scores
    }

    /// Adds the features' weights to sums, with the widest instructions that the machine has. The sums are the same with
    /// any.
    #[inline]
    pub fn add(&self, features: &[Feature], scores: &mut [i16; WIDTH]) {
        self.arch.dispatch(
            #[inline(always)]
            || add(self.cells, self.bits, features, scores),
        );
    }

    /// The class of the highest sum, the first of several.
    #[inline]
    pub fn best(&self, scores: &[i16; WIDTH]) -> usize {
        best(&scores[..self.classes.len().min(WIDTH)])
    }

    /// How far a class is ahead of the next one; the highest number where there is no other.
    #[inline]
    pub fn lead(&self, scores: &[i16; WIDTH], class: usize) -> i16 {
        lead(class, scores[class], scores.iter().take(self.classes.len()).map(|score| Some(*score)))
    }
}

/// How far a class of this score is ahead of every other that has one; the highest number where there is no other.
#[inline]
pub fn lead(class: usize, own: i16, scores: impl Iterator<Item = Option<i16>>) -> i16 {
    let others = scores.enumerate().filter(|(i, _)| *i != class);
    let next = others.filter_map(|(_, score)| score).max();
    next.map_or(i16::MAX, |next| own.saturating_sub(next))
}

/// Adds the rows of the features to sums.
#[inline(always)]
fn add<const WIDTH: usize>(cells: &[u8], bits: u32, features: &[Feature], scores: &mut [i16; WIDTH]) {
    // The last rows begin early enough to end inside the table.
    let last = cells.len().saturating_sub(WIDTH);
    let mut sums = *scores;
    for (i, feature) in features.iter().enumerate() {
        if let Some(coming) = features.get(i + AHEAD) {
            let at = coming.row(bits);
            for line in (0..WIDTH).step_by(64) {
                prefetch_index(cells, at + line);
            }
        }
        let start = feature.row(bits).min(last);
        let Some(row) = cells.get(start..start + WIDTH) else { continue };
        for (sum, &cell) in sums.iter_mut().zip(row) {
            *sum += i16::from(cell as i8);
        }
    }
    *scores = sums;
}

/// The position of the highest score, the first of several; 0 of none.
#[inline]
pub fn best<T: PartialOrd + Copy>(scores: &[T]) -> usize {
    let mut best = 0;
    for (i, score) in scores.iter().enumerate() {
        if *score > scores[best] {
            best = i;
        }
    }
    best
}

fn split_line(bytes: &[u8]) -> Option<(&str, &[u8])> {
    let end = bytes.iter().take(400).position(|b| *b == b'\n')?;
    Some((std::str::from_utf8(bytes.get(..end)?).ok()?, bytes.get(end + 1..)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_faulty_file_is_an_error() {
        for bytes in [&b""[..], b"\xff\n", b"dateline-linear 1 4 2\na\nb\nshort", b"dateline-linear 1 99 2\na\nb\n"] {
            assert!(Linear::<16>::open("x.bin", bytes).is_err());
        }
    }

    #[test]
    fn order_and_template_matter() {
        let rows = [
            Feature::new(1).with(2).with(3).row(22),
            Feature::new(1).with(3).with(2).row(22),
            Feature::new(2).with(2).with(3).row(22),
            Feature::new(1).with(2).row(22),
        ];
        for (i, a) in rows.iter().enumerate() {
            assert!(rows[i + 1..].iter().all(|b| a != b));
        }
    }
}
