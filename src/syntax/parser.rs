//! The parser: greedy, one [`transitions`](super::transitions) step after the other, each chosen by a linear model;
//! another one names the relation of each arc within the group that the step allows.
//!
//! A scout that reads the sentence from its end goes before, and what it finds are features; the [reviser](super::revise)
//! goes after, and hangs phrases anew.

use super::features::{View, first_features, label_features, other_features, scout_features};
use super::input::Input;
use super::revise::{Notes, Reviser};
use super::tags::Deprel;
use super::transitions::{Move, State};
use crate::error::Error;
use crate::perceptron::{Feature, Linear, lead};

/// A step whose first features put it so far ahead of every other is not looked at further. With a lower bar the trees
/// get worse: LAS on the development texts 82.24 without it, 82.22 at 200, 82.11 at 150.
const AHEAD: i16 = 200;

/// Cells a feature of the model of steps.
pub const STEP_WIDTH: usize = 16;

/// Cells a feature of the model of relations.
pub const LABEL_WIDTH: usize = 48;

/// One class of the model of steps: a move and, of an arc, the relations that it may have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The move.
    pub kind: Move,
    /// The relations; none of a shift.
    pub labels: Vec<Deprel>,
}

impl Step {
    /// From the name of a class: `shift`, `left nsubj csubj`, `right obj iobj`.
    pub fn parse(name: &str) -> Option<Self> {
        let mut parts = name.split(' ');
        let kind = match parts.next()? {
            "shift" => Move::Shift,
            "left" => Move::Left,
            "right" => Move::Right,
            _ => return None,
        };
        Some(Self { kind, labels: parts.map(Deprel::parse).collect::<Option<_>>()? })
    }
}

/// A model of steps and what its classes mean.
#[derive(Clone, Debug)]
struct Stepper<'a> {
    model: Linear<'a, STEP_WIDTH>,
    classes: Vec<Step>,
}

/// What builds the tree step by step.
#[derive(Clone, Debug)]
pub struct Builder<'a> {
    steps: Stepper<'a>,
    labels: Linear<'a, LABEL_WIDTH>,
    label_classes: Vec<Deprel>,
}

/// The weights and what their classes mean.
#[derive(Clone, Debug)]
pub struct Parser<'a> {
    scout: Stepper<'a>,
    builder: Builder<'a>,
    reviser: Reviser<'a>,
}

/// Buffers of the parser.
#[derive(Clone, Debug, Default)]
pub struct Scratch {
    /// The features of a decision.
    pub features: Vec<Feature>,
    notes: Notes,
}

impl<'a> Stepper<'a> {
    fn open(name: &str, bytes: &'a [u8]) -> Result<Self, Error> {
        let model = Linear::open(name, bytes)?;
        let unknown = |class: &str| Error::data(name, None, format!("has an unknown class {class:?}"));
        let classes = model.classes().iter().map(|class| Step::parse(class).ok_or_else(|| unknown(class)));
        let classes = classes.collect::<Result<Vec<_>, _>>()?;
        Ok(Self { model, classes })
    }

    /// The class of the next step; None where the model knows no allowed move.
    fn choose(&self, state: &State, scratch: &[Feature]) -> Option<usize> {
        choose(&self.classes, &self.model.scores(scratch), state)
    }
}

impl<'a> Builder<'a> {
    /// Opens two model files.
    ///
    /// # Errors
    /// A faulty file.
    pub fn open(steps: &'a [u8], labels: &'a [u8]) -> Result<Self, Error> {
        let labels = Linear::open("labels.bin", labels)?;
        let unknown = |name: &str| Error::data("labels.bin", None, format!("has an unknown class {name:?}"));
        let label_classes = labels.classes().iter().map(|name| Deprel::parse(name).ok_or_else(|| unknown(name)));
        let label_classes = label_classes.collect::<Result<Vec<_>, _>>()?;
        Ok(Self { steps: Stepper::open("parser.bin", steps)?, labels, label_classes })
    }

    /// The class of the next step; None where the model knows no allowed move.
    fn choose(&self, input: &Input, state: &State, scratch: &mut Vec<Feature>) -> Option<usize> {
        let Stepper { model, classes } = &self.steps;
        scratch.clear();
        let view = View::new(input, state);
        first_features(&view, scratch);
        let mut scores = model.scores(scratch);
        let class = choose(classes, &scores, state)?;
        if lead(class, scores[class], allowed(classes, &scores, state)) >= AHEAD {
            return Some(class);
        }
        let first = scratch.len();
        other_features(&view, scratch);
        model.add(&scratch[first..], &mut scores);
        choose(classes, &scores, state)
    }

    /// Builds the tree of a sentence that the scout has seen.
    pub fn build(&self, input: &Input, state: &mut State, scratch: &mut Vec<Feature>) {
        state.start(input.len());
        while !state.is_done() {
            if let Some((kind, label)) = forced(state) {
                state.apply(kind, label as u8);
                continue;
            }
            let Some(step) = self.choose(input, state, scratch) else {
                state.apply(fallback(state), Deprel::Dep as u8);
                continue;
            };
            let step = &self.steps.classes[step];
            let label = match step.labels.as_slice() {
                [] => Deprel::Dep,
                [label] => *label,
                group => {
                    label_features(input, state, step.kind, scratch);
                    let scores = self.labels.scores(scratch);
                    let label = choose_label(&self.label_classes, &scores, group);
                    label.and_then(|i| self.label_classes.get(i)).copied().unwrap_or(Deprel::Dep)
                }
            };
            state.apply(step.kind, label as u8);
        }
    }
}

impl<'a> Parser<'a> {
    /// Opens the four model files.
    ///
    /// # Errors
    /// A faulty file.
    pub fn open(scout: &'a [u8], steps: &'a [u8], labels: &'a [u8], reviser: &'a [u8]) -> Result<Self, Error> {
        let builder = Builder::open(steps, labels)?;
        Ok(Self { scout: Stepper::open("scout.bin", scout)?, builder, reviser: Reviser::open(reviser)? })
    }

    /// Parses a sentence; the arcs are in `state` afterwards.
    pub fn parse(&self, input: &mut Input, state: &mut State, scratch: &mut Scratch) {
        self.guide(input, state, &mut scratch.features);
        self.builder.build(input, state, &mut scratch.features);
        self.reviser.revise(input, state, &mut scratch.notes, &mut scratch.features);
    }

    /// Parses the sentence from its end with the scout and notes what it found.
    fn guide(&self, input: &mut Input, state: &mut State, scratch: &mut Vec<Feature>) {
        input.turn();
        state.start(input.len());
        while !state.is_done() {
            if let Some((kind, _)) = forced(state) {
                state.apply(kind, 0);
                continue;
            }
            scout_features(input, state, scratch);
            match self.scout.choose(state, scratch) {
                Some(class) => state.apply(self.scout.classes[class].kind, class as u8),
                None => state.apply(fallback(state), 0),
            }
        }
        input.take_guides(state);
    }
}

/// What is always allowed, so that a sentence ends under any model.
fn fallback(state: &State) -> Move {
    if state.allows(Move::Shift) { Move::Shift } else { Move::Right }
}

/// The only thing that can be done, where there is no choice.
pub fn forced(state: &State) -> Option<(Move, Deprel)> {
    if state.next >= state.root() {
        (state.stack.len() == 1).then_some((Move::Left, Deprel::Root))
    } else {
        state.stack.is_empty().then_some((Move::Shift, Deprel::Dep))
    }
}

/// The allowed class of the highest score.
pub fn choose<T: PartialOrd + Copy>(classes: &[Step], scores: &[T], state: &State) -> Option<usize> {
    highest(allowed(classes, scores, state))
}

/// The scores of the classes whose move is allowed.
fn allowed<T: Copy>(classes: &[Step], scores: &[T], state: &State) -> impl Iterator<Item = Option<T>> {
    let allowed = [state.allows(Move::Shift), state.allows(Move::Left), state.allows(Move::Right)];
    classes.iter().zip(scores).map(move |(c, s)| allowed[c.kind as usize].then_some(*s))
}

/// The relation of the highest score in a group.
pub fn choose_label<T: PartialOrd + Copy>(classes: &[Deprel], scores: &[T], group: &[Deprel]) -> Option<usize> {
    highest(classes.iter().zip(scores).map(|(c, s)| group.contains(c).then_some(*s)))
}

fn highest<T: PartialOrd + Copy>(scores: impl Iterator<Item = Option<T>>) -> Option<usize> {
    let mut best: Option<(T, usize)> = None;
    for (i, score) in scores.enumerate() {
        if let Some(score) = score
            && best.is_none_or(|(high, _)| score > high)
        {
            best = Some((score, i));
        }
    }
    best.map(|(_, i)| i)
}
