//! What the three models of the parser look at. Training calls the same functions.

mod relations;
mod steps;
mod view;

use super::input::Item;
use super::transitions::{NONE, State};
use crate::perceptron::Feature;

pub use relations::label_features;
pub use steps::{features, scout_features};
pub(super) use steps::{first_features, other_features};
pub(super) use view::View;

/// Features under way, each of a template of its own.
pub(super) struct Templates<'a> {
    out: &'a mut Vec<Feature>,
    next: u32,
}

impl<'a> Templates<'a> {
    #[inline]
    pub(super) fn new(out: &'a mut Vec<Feature>, first: u32) -> Self {
        Self { out, next: first }
    }

    #[inline(always)]
    pub(super) fn add(&mut self, parts: &[u32]) {
        self.out.push(parts.iter().fold(Feature::new(self.next), |f, p| f.with(*p)));
        self.next += 1;
    }
}

/// The outermost dependents of a word, and those inside them: places, `NONE` where there is none.
#[derive(Clone, Copy)]
struct Sides {
    left: [usize; 2],
    right: [usize; 2],
}

#[inline]
fn label(state: &State, at: usize) -> u32 {
    state.nodes.get(at).map_or(0, |n| u32::from(n.label) + 1)
}

#[inline]
fn sides(state: &State, at: usize) -> Sides {
    state.nodes.get(at).map_or(Sides { left: [NONE; 2], right: [NONE; 2] }, |n| Sides { left: n.left, right: n.right })
}

#[inline]
pub(super) fn bucket(distance: usize) -> u32 {
    match distance {
        0..=5 => distance as u32 + 1,
        6..=8 => 7,
        9..=14 => 8,
        _ => 9,
    }
}

/// How far two words are of one kind: tag, coarse and fine cluster.
#[inline]
pub(super) fn alike(x: Item, y: Item) -> u32 {
    let same = |a: u32, b: u32| u32::from(a == b && a != 0);
    same(x.tag, y.tag) + 2 * same(x.coarse, y.coarse) + 4 * same(x.brown, y.brown)
}
