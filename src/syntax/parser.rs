//! The parser: greedy, one [`transitions`](super::transitions) step after the other, each chosen by a linear model.

use super::tags::Deprel;
use super::transitions::{Move, NONE, State};
use super::words::Word;
use crate::error::Error;
use crate::perceptron::{Feature, Linear};

/// Cells a feature; no less than the number of actions.
pub const WIDTH: usize = 96;

/// One class of the model: a move and, of an arc, its relation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Action {
    /// The move.
    pub kind: Move,
    /// The relation; `Dep` of a shift.
    pub label: Deprel,
}

impl Action {
    /// From the name of a class: `shift`, `left nsubj`, `right obj`.
    pub fn parse(name: &str) -> Option<Self> {
        let (kind, label) = name.split_once(' ').unwrap_or((name, "dep"));
        let kind = match kind {
            "shift" => Move::Shift,
            "left" => Move::Left,
            "right" => Move::Right,
            _ => return None,
        };
        Some(Self { kind, label: Deprel::parse(label)? })
    }

    /// The name of its class.
    pub fn name(self) -> String {
        match self.kind {
            Move::Shift => "shift".to_owned(),
            Move::Left => format!("left {}", self.label.as_str()),
            Move::Right => format!("right {}", self.label.as_str()),
        }
    }

    /// The number that [`State`] keeps of its relation.
    pub fn number(self) -> u8 {
        self.label as u8
    }
}

/// The weights and what their classes mean.
#[derive(Clone, Debug)]
pub struct Parser<'a> {
    model: Linear<'a, WIDTH>,
    actions: Vec<Action>,
}

/// What the features see of a sentence: its words, then the root, then the missing word.
#[derive(Clone, Debug, Default)]
pub struct Input {
    items: Vec<Item>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Item {
    form: u32,
    tag: u32,
    cluster: u32,
}

impl Input {
    /// Takes a sentence with its tags.
    pub fn fill(&mut self, words: &[Word], tags: &[u8]) {
        self.items.clear();
        let item = |(w, t): (&Word, &u8)| Item { form: w.form, tag: u32::from(*t) + 2, cluster: w.cluster };
        self.items.extend(words.iter().zip(tags).map(item));
        self.items.push(Item { form: 1, tag: 1, cluster: 1 });
        self.items.push(Item::default());
    }

    /// Number of words.
    pub fn len(&self) -> usize {
        self.items.len().saturating_sub(2)
    }

    /// True of no word.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

impl<'a> Parser<'a> {
    /// Opens the model file.
    ///
    /// # Errors
    /// A faulty file.
    pub fn open(bytes: &'a [u8]) -> Result<Self, Error> {
        let model = Linear::open("parser.bin", bytes)?;
        let actions = model.classes().iter().map(|name| {
            Action::parse(name)
                .ok_or_else(|| Error::data("parser.bin", None, format!("has an unknown action {name:?}")))
        });
        let actions = actions.collect::<Result<Vec<_>, _>>()?;
        let has = |kind| actions.iter().any(|a| a.kind == kind);
        if !(has(Move::Shift) && has(Move::Left) && has(Move::Right)) {
            return Err(Error::data("parser.bin", None, "lacks a kind of action"));
        }
        Ok(Self { model, actions })
    }

    /// Parses a sentence; the arcs are in `state` afterwards.
    pub fn parse(&self, input: &Input, state: &mut State, scratch: &mut Vec<Feature>) {
        state.start(input.len());
        while !state.is_done() {
            let action = self.choose(input, state, scratch);
            state.apply(action.kind, action.number());
        }
    }

    fn choose(&self, input: &Input, state: &State, scratch: &mut Vec<Feature>) -> Action {
        features(input, state, scratch);
        let scores = self.model.scores(scratch);
        choose(&self.actions, &scores, state)
    }
}

/// The allowed action of the highest score. The root's relation is `root` and no other word's is.
pub fn choose<T: PartialOrd + Copy>(actions: &[Action], scores: &[T], state: &State) -> Action {
    if state.next >= state.root() {
        if state.stack.len() == 1 {
            return Action { kind: Move::Left, label: Deprel::Root };
        }
    } else if state.stack.is_empty() {
        return Action { kind: Move::Shift, label: Deprel::Dep };
    }
    let allowed = [state.allows(Move::Shift), state.allows(Move::Left), state.allows(Move::Right)];
    let mut best: Option<(T, Action)> = None;
    for (score, action) in scores.iter().zip(actions) {
        let open = allowed[action.kind as usize];
        if open && best.is_none_or(|(high, _)| *score > high) {
            best = Some((*score, *action));
        }
    }
    let fallback = if allowed[0] { Move::Shift } else { Move::Right };
    best.map_or(Action { kind: fallback, label: Deprel::Dep }, |(_, action)| action)
}

/// The features of one decision.
#[allow(clippy::many_single_char_names)]
pub fn features(input: &Input, state: &State, out: &mut Vec<Feature>) {
    out.clear();
    let items = &input.items;
    let none = items.len().saturating_sub(1);
    let item = |at: usize| items.get(at.min(none)).copied().unwrap_or_default();
    let node = |at: usize| state.nodes.get(at);
    let label = |at: usize| node(at).map_or(0, |n| u32::from(n.label) + 1);
    let left = |at: usize, i: usize| node(at).map_or(NONE, |n| n.left[i]);
    let right = |at: usize, i: usize| node(at).map_or(NONE, |n| n.right[i]);
    let valency = |at: usize| node(at).map_or((0, 0), |n| (u32::from(n.lefts.min(4)), u32::from(n.rights.min(4))));
    let gap = |a: usize, b: usize| if a == NONE || b == NONE { 0 } else { bucket(b.saturating_sub(a)) };

    let at_s: [usize; 4] = std::array::from_fn(|i| state.stacked(i));
    let at_b: [usize; 4] = std::array::from_fn(|i| if state.next + i <= state.root() { state.next + i } else { NONE });
    let [s0, s1, s2, s3] = at_s.map(item);
    let [b0, b1, b2, b3] = at_b.map(item);
    let at = [
        left(at_s[0], 0),
        left(at_s[0], 1),
        right(at_s[0], 0),
        right(at_s[0], 1),
        left(at_s[1], 0),
        left(at_s[1], 1),
        right(at_s[1], 0),
        right(at_s[1], 1),
        left(at_b[0], 0),
        left(at_b[0], 1),
        left(at_s[2], 0),
        right(at_s[2], 0),
    ];
    let [s0l, s0m, s0r, s0q, s1l, s1m, s1r, s1q, b0l, b0m, ..] = at.map(item);
    let [s0l_, s0m_, s0r_, s0q_, s1l_, s1m_, s1r_, s1q_, b0l_, b0m_, s2l_, s2r_] = at.map(label);
    let (s0vl, s0vr) = valency(at_s[0]);
    let (s1vl, s1vr) = valency(at_s[1]);
    let (b0vl, _) = valency(at_b[0]);
    let d = gap(at_s[0], at_b[0]);
    let e = gap(at_s[1], at_s[0]);

    let mut template = 0;
    let mut add = |parts: &[u32]| {
        out.push(parts.iter().fold(Feature::new(template), |f, p| f.with(*p)));
        template += 1;
    };
    add(&[]);
    // Single words.
    for x in [s0, s1, s2, b0, b1, b2] {
        add(&[x.form]);
        add(&[x.tag]);
        add(&[x.form, x.tag]);
        add(&[x.cluster]);
    }
    add(&[s3.tag]);
    add(&[b3.tag]);
    for x in [s0l, s0r, s1l, s1r, b0l, s0m, s1m, s0q, s1q, b0m] {
        add(&[x.form]);
        add(&[x.tag]);
    }
    for l in [s0l_, s0m_, s0r_, s0q_, s1l_, s1m_, s1r_, s1q_, b0l_, b0m_, s2l_, s2r_] {
        add(&[l]);
    }
    // Two words.
    for (x, y) in [(s0, b0), (s1, s0), (s1, b0), (b0, b1), (s0, b1), (s2, s0), (s2, b0)] {
        add(&[x.tag, y.tag]);
        add(&[x.form, y.tag]);
        add(&[x.tag, y.form]);
        add(&[x.form, y.form]);
        add(&[x.cluster, y.cluster]);
    }
    for (x, y) in [(s0, b0), (s1, s0)] {
        add(&[x.form, x.tag, y.tag]);
        add(&[x.tag, y.form, y.tag]);
        add(&[x.form, x.tag, y.form, y.tag]);
        add(&[x.cluster, y.tag]);
        add(&[x.tag, y.cluster]);
    }
    // Three and four words.
    add(&[b0.tag, b1.tag, b2.tag]);
    add(&[s0.tag, b0.tag, b1.tag]);
    add(&[s1.tag, s0.tag, b0.tag]);
    add(&[s2.tag, s1.tag, s0.tag]);
    add(&[s2.tag, s1.tag, s0.tag, b0.tag]);
    add(&[s1.tag, s0.tag, b0.tag, b1.tag]);
    add(&[s0.tag, b0.tag, b1.tag, b2.tag]);
    add(&[s1.form, s0.tag, b0.tag]);
    add(&[s1.tag, s0.form, b0.tag]);
    add(&[s1.tag, s0.tag, b0.form]);
    add(&[s0.form, b0.tag, b1.tag]);
    add(&[s0.tag, b0.form, b1.tag]);
    add(&[s0.tag, b0.tag, b1.form]);
    add(&[s1.form, s0.form, b0.tag]);
    add(&[s1.form, s0.tag, b0.form]);
    // Words with their dependents.
    add(&[s0.tag, s0l.tag, b0.tag]);
    add(&[s0.tag, s0r.tag, b0.tag]);
    add(&[s0.tag, b0.tag, b0l.tag]);
    add(&[s1.tag, s0.tag, s0l.tag]);
    add(&[s1.tag, s0.tag, s0r.tag]);
    add(&[s1.tag, s1l.tag, s0.tag]);
    add(&[s1.tag, s1r.tag, s0.tag]);
    add(&[s1.tag, s1r_, s0.tag, s0l_]);
    add(&[s1.form, s0l.form, s0.tag]);
    add(&[s1.form, s0l.form, s0.form]);
    add(&[s1.tag, s0l.form, s0.tag]);
    add(&[s1.tag, s0l.form, s0.form]);
    add(&[s0.form, b0l.form, b0.tag]);
    add(&[s0.tag, b0l.form, b0.tag]);
    add(&[s0.form, b0l.form, b0.form]);
    add(&[s1.form, b0l.form, b0.tag]);
    add(&[s1.tag, s0.tag, b0l.form, b0.tag]);
    add(&[s1.form, s0.tag, b0l.form]);
    add(&[s1.form, s0.form, b0l.form]);
    add(&[s2.form, s0l.form, s0.tag]);
    add(&[s1.cluster, s0l.form, s0.cluster]);
    add(&[s0.cluster, b0l.form, b0.cluster]);
    add(&[s0.tag, s0l_, s0m_]);
    add(&[s0.tag, s0r_, s0q_]);
    add(&[s1.tag, s1l_, s1m_]);
    add(&[s1.tag, s1r_, s1q_]);
    add(&[b0.tag, b0l_, b0m_]);
    add(&[s0.form, s0l_, s0r_]);
    add(&[s1.form, s1l_, s1r_]);
    add(&[s0.form, s0r_, b0.tag]);
    add(&[s1.form, s1r_, s0.tag]);
    add(&[s0.tag, s0l_, b0.tag, b0l_]);
    // Valency and distance.
    add(&[s0.tag, s0vl]);
    add(&[s0.tag, s0vr]);
    add(&[s0.form, s0vl]);
    add(&[s0.form, s0vr]);
    add(&[s1.tag, s1vl]);
    add(&[s1.tag, s1vr]);
    add(&[s1.form, s1vr]);
    add(&[b0.tag, b0vl]);
    add(&[b0.form, b0vl]);
    add(&[d]);
    add(&[e]);
    add(&[s0.tag, b0.tag, d]);
    add(&[s1.tag, s0.tag, e]);
    add(&[s0.form, d]);
    add(&[b0.form, d]);
    add(&[s1.form, e]);
    add(&[s0.form, e]);
    add(&[s1.tag, s0.tag, s0vl, s1vr]);
    add(&[s0.tag, b0.tag, s0vr, b0vl]);
    add(&[u32::from(state.stack.len() == 1), s0.tag, b0.tag]);
    add(&[u32::from(state.stack.len() == 2), s1.tag, s0.tag, b0.tag]);
}

fn bucket(distance: usize) -> u32 {
    match distance {
        0..=5 => distance as u32 + 1,
        6..=8 => 7,
        9..=14 => 8,
        _ => 9,
    }
}
