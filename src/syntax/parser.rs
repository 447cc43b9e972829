//! The parser: greedy, one [`transitions`](super::transitions) step after the other, each chosen by a linear model; another one names the
//! relation of each arc within the group that the step allows.

use super::tags::Deprel;
use super::transitions::{Move, NONE, Node, State};
use super::words::Word;
use crate::error::Error;
use crate::perceptron::{Feature, Linear};

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

/// The weights and what their classes mean.
#[derive(Clone, Debug)]
pub struct Parser<'a> {
    scout: Stepper<'a>,
    steps: Stepper<'a>,
    labels: Linear<'a, LABEL_WIDTH>,
    label_classes: Vec<Deprel>,
}

/// What the features see of a sentence: its words, then the root, then the missing word.
#[derive(Clone, Debug, Default)]
pub struct Input {
    items: Vec<Item>,
    guides: Vec<Guide>,
}

/// What the scout says of a word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Guide {
    /// The head; the number of words for the root.
    pub head: usize,
    /// The number of the step's class that made the arc.
    pub class: u8,
    /// The last word that hangs on it; itself where none follows it.
    pub last: usize,
}

#[derive(Clone, Copy, Debug, Default)]
struct Item {
    form: u32,
    tag: u32,
    brown: u32,
    coarse: u32,
    embedded: u32,
}

impl Input {
    /// Takes a sentence with its tags.
    pub fn fill(&mut self, words: &[Word], tags: &[u8]) {
        self.items.clear();
        let item = |(w, t): (&Word, &u8)| Item {
            form: w.form,
            tag: u32::from(*t) + 2,
            brown: u32::from(w.cluster.brown),
            coarse: u32::from(w.cluster.brown & 63),
            embedded: u32::from(w.cluster.embedded),
        };
        self.items.extend(words.iter().zip(tags).map(item));
        self.items.push(Item { form: 1, tag: 1, ..Item::default() });
        self.items.push(Item::default());
        self.guides.clear();
    }

    /// Turns the sentence round: the last word comes first.
    pub fn turn(&mut self) {
        let len = self.len();
        self.items[..len].reverse();
        self.guides.clear();
    }

    /// Takes heads and classes from a parse of the sentence turned round; it is no longer turned afterwards.
    pub fn take_guides(&mut self, parse: &State) {
        self.turn();
        let len = self.len();
        let guide = |(i, node): (usize, &Node)| Guide {
            head: if node.head < len { len - 1 - node.head } else { len },
            class: node.label,
            last: len - 1 - i,
        };
        self.guides.extend(parse.nodes.iter().take(len).enumerate().map(guide));
        self.guides.reverse();
        for i in 0..self.guides.len() {
            let head = self.guides[i].head;
            if let Some(head) = self.guides.get_mut(head) {
                head.last = head.last.max(i);
            }
        }
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

impl<'a> Parser<'a> {
    /// Opens the three model files.
    ///
    /// # Errors
    /// A faulty file.
    pub fn open(scout: &'a [u8], steps: &'a [u8], labels: &'a [u8]) -> Result<Self, Error> {
        let labels = Linear::open("labels.bin", labels)?;
        let unknown = |name: &str| Error::data("labels.bin", None, format!("has an unknown class {name:?}"));
        let label_classes = labels.classes().iter().map(|name| Deprel::parse(name).ok_or_else(|| unknown(name)));
        let label_classes = label_classes.collect::<Result<Vec<_>, _>>()?;
        let (scout, steps) = (Stepper::open("scout.bin", scout)?, Stepper::open("parser.bin", steps)?);
        Ok(Self { scout, steps, labels, label_classes })
    }

    /// Parses a sentence; the arcs are in `state` afterwards.
    pub fn parse(&self, input: &mut Input, state: &mut State, scratch: &mut Vec<Feature>) {
        self.guide(input, state, scratch);
        state.start(input.len());
        while !state.is_done() {
            if let Some((kind, label)) = forced(state) {
                state.apply(kind, label as u8);
                continue;
            }
            features(input, state, scratch);
            let Some(step) = self.steps.choose(state, scratch) else {
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
    let allowed = [state.allows(Move::Shift), state.allows(Move::Left), state.allows(Move::Right)];
    highest(classes.iter().zip(scores).map(|(c, s)| allowed[c.kind as usize].then_some(*s)))
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

/// The features of the next step.
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
    for x in [s0, s1, b0, b1] {
        add(&[x.form]);
        add(&[x.form, x.tag]);
        add(&[x.tag]);
        add(&[x.brown]);
        add(&[x.coarse]);
        add(&[x.embedded]);
    }
    for x in [s2, b2] {
        add(&[x.form]);
        add(&[x.tag]);
        add(&[x.coarse]);
    }
    add(&[s3.tag]);
    add(&[b3.tag]);
    for x in [s0l, s0r, s1l, s1r, b0l] {
        add(&[x.form]);
        add(&[x.tag]);
    }
    for x in [s0m, s1m, s0q, s1q, b0m] {
        add(&[x.tag]);
    }
    for l in [s0l_, s0m_, s0r_, s0q_, s1l_, s1m_, s1r_, s1q_, b0l_, b0m_, s2l_, s2r_] {
        add(&[l]);
    }
    // Two words.
    for (x, y) in [(s0, b0), (s1, s0), (s1, b0), (b0, b1), (s0, b1)] {
        add(&[x.tag, y.tag]);
        add(&[x.form, y.tag]);
        add(&[x.tag, y.form]);
        add(&[x.form, y.form]);
        add(&[x.coarse, y.coarse]);
    }
    for (x, y) in [(s2, s0), (s2, b0)] {
        add(&[x.tag, y.tag]);
        add(&[x.form, y.tag]);
        add(&[x.coarse, y.coarse]);
    }
    for (x, y) in [(s0, b0), (s1, s0)] {
        add(&[x.form, x.tag, y.tag]);
        add(&[x.tag, y.form, y.tag]);
        add(&[x.form, x.tag, y.form, y.tag]);
        add(&[x.brown, y.tag]);
        add(&[x.tag, y.brown]);
        add(&[x.brown, y.brown]);
        add(&[x.embedded, y.embedded]);
        add(&[x.embedded, y.tag]);
        add(&[x.tag, y.embedded]);
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
    add(&[s1.brown, s0l.form, s0.tag]);
    add(&[s1.coarse, s0l.form, s0.coarse]);
    add(&[s1.embedded, s0l.form, s0.embedded]);
    add(&[s0.brown, b0l.form, b0.tag]);
    add(&[s0.coarse, b0l.form, b0.coarse]);
    add(&[s0.embedded, b0l.form, b0.embedded]);
    add(&[s1.brown, b0l.form, b0.tag]);
    add(&[s1.brown, s0.brown, b0l.form]);
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
    // What the scout says.
    let guide = |at: usize| input.guides.get(at);
    let class = |at: usize| guide(at).map_or(0, |g| u32::from(g.class) + 1);
    let place = |at: usize| {
        let Some(head) = guide(at).map(|g| g.head) else { return 0 };
        match head {
            _ if head == at_s[0] => 1,
            _ if head == at_s[1] => 2,
            _ if head == at_s[2] => 3,
            _ if head == state.root() => 4,
            _ if head == at_b[0] => 5,
            _ if head == at_b[1] => 6,
            _ if head > state.next => 7,
            _ if at_s[0] != NONE && head > at_s[0] => 8,
            _ if node(head).is_some_and(|n| n.head == NONE) => 9,
            _ => 10,
        }
    };
    let open = |at: usize| guide(at).map_or(0, |g| 1 + u32::from(g.last >= state.next));
    let [g0, g1, gb] = [at_s[0], at_s[1], at_b[0]].map(class);
    let [p0, p1, pb] = [at_s[0], at_s[1], at_b[0]].map(place);
    let (o0, o1) = (open(at_s[0]), open(at_s[1]));
    add(&[p0]);
    add(&[pb]);
    add(&[p1]);
    add(&[o0]);
    add(&[p0, g0]);
    add(&[pb, gb]);
    add(&[p0, pb]);
    add(&[p0, pb, o0]);
    add(&[p0, p1, pb, o0]);
    add(&[p0, g0, o0]);
    add(&[p0, o0, o1, pb]);
    add(&[p0, g0, pb, gb, o0]);
    add(&[p0, s0.tag, b0.tag]);
    add(&[p0, s0.tag, s1.tag]);
    add(&[pb, s0.tag, b0.tag]);
    add(&[pb, gb, s1.tag, s0.tag]);
    add(&[p1, g1]);
    add(&[p0, g0, s0.form]);
    add(&[pb, gb, b0.form]);
    add(&[pb, s0.form]);
    add(&[p0, b0.form]);
    add(&[p0, s1.form]);
    add(&[p0, pb, o0, s0.tag, b0.tag, s1.tag]);
    add(&[p0, g0, d, e]);
    add(&[p0, g0, s0l_, s0r_]);
    add(&[p0, s1.tag, s1r_, s0.tag]);
    add(&[pb, gb, b0l_, s0.tag]);
}

/// The features of the scout's next step.
pub fn scout_features(input: &Input, state: &State, out: &mut Vec<Feature>) {
    out.clear();
    let items = &input.items;
    let none = items.len().saturating_sub(1);
    let item = |at: usize| items.get(at.min(none)).copied().unwrap_or_default();
    let node = |at: usize| state.nodes.get(at);
    let label = |at: usize| node(at).map_or(0, |n| u32::from(n.label) + 1);
    let left = |at: usize, i: usize| node(at).map_or(NONE, |n| n.left[i]);
    let right = |at: usize, i: usize| node(at).map_or(NONE, |n| n.right[i]);
    let gap = |a: usize, b: usize| if a == NONE || b == NONE { 0 } else { bucket(b.saturating_sub(a)) };
    let at_s: [usize; 3] = std::array::from_fn(|i| state.stacked(i));
    let at_b: [usize; 3] = std::array::from_fn(|i| if state.next + i <= state.root() { state.next + i } else { NONE });
    let [s0, s1, s2] = at_s.map(item);
    let [b0, b1, b2] = at_b.map(item);
    let at = [
        left(at_s[0], 0),
        left(at_s[0], 1),
        right(at_s[0], 0),
        right(at_s[0], 1),
        left(at_s[1], 0),
        right(at_s[1], 0),
        left(at_b[0], 0),
        left(at_b[0], 1),
    ];
    let [s0l, _, s0r, _, s1l, s1r, b0l, _] = at.map(item);
    let [s0l_, s0m_, s0r_, s0q_, s1l_, s1r_, b0l_, b0m_] = at.map(label);
    let (d, e) = (gap(at_s[0], at_b[0]), gap(at_s[1], at_s[0]));

    let mut template = 0;
    let mut add = |parts: &[u32]| {
        out.push(parts.iter().fold(Feature::new(template), |f, p| f.with(*p)));
        template += 1;
    };
    add(&[]);
    for x in [s0, s1, b0, b1] {
        add(&[x.form, x.tag]);
        add(&[x.tag]);
        add(&[x.brown]);
    }
    add(&[s2.tag]);
    add(&[b2.tag]);
    add(&[b2.form]);
    for x in [s0l, s0r, s1l, s1r, b0l] {
        add(&[x.form]);
        add(&[x.tag]);
    }
    for (x, y) in [(s0, b0), (s1, s0), (s1, b0), (s0, b1), (b0, b1)] {
        add(&[x.tag, y.tag]);
        add(&[x.form, y.tag]);
        add(&[x.tag, y.form]);
    }
    for (x, y) in [(s0, b0), (s1, s0)] {
        add(&[x.form, y.form]);
        add(&[x.brown, y.tag]);
        add(&[x.tag, y.brown]);
        add(&[x.coarse, y.coarse]);
    }
    add(&[b0.tag, b1.tag, b2.tag]);
    add(&[s0.tag, b0.tag, b1.tag]);
    add(&[s1.tag, s0.tag, b0.tag]);
    add(&[s2.tag, s1.tag, s0.tag]);
    add(&[s1.tag, s0.tag, b0.tag, b1.tag]);
    add(&[s0.tag, b0.tag, b1.tag, b2.tag]);
    add(&[s0.tag, b0.form, b1.tag]);
    add(&[s0.form, b0.tag, b1.tag]);
    add(&[s0.tag, b0.tag, b1.form]);
    add(&[s1.form, s0.tag, b0.tag]);
    add(&[s0.tag, s0r.form, b0.tag]);
    add(&[s0.form, s0r.form, b0.form]);
    add(&[s0.tag, s0r.form, b0.form]);
    add(&[s0.tag, s0l_, s0m_, b0.tag]);
    add(&[s0.tag, s0r_, s0q_, b0.tag]);
    add(&[s1.tag, s1l_, s1r_, s0.tag]);
    add(&[b0.tag, b0l_, b0m_, s0.tag]);
    add(&[s1.tag, s0.tag, s0r_, s0l_]);
    add(&[s0.form, s0l_, s0r_]);
    add(&[b0.form, b0l_]);
    add(&[s0.tag, b0.tag, d]);
    add(&[s1.tag, s0.tag, e]);
    add(&[s0.tag, s0r.tag, b0.tag]);
    add(&[s0.tag, b0.tag, b0l.tag]);
    add(&[s1.tag, s0l.tag, s0.tag]);
}

/// The features of the relation of an arc that a move is about to make.
pub fn label_features(input: &Input, state: &State, kind: Move, out: &mut Vec<Feature>) {
    out.clear();
    let items = &input.items;
    let none = items.len().saturating_sub(1);
    let item = |at: usize| items.get(at.min(none)).copied().unwrap_or_default();
    let node = |at: usize| state.nodes.get(at);
    let label = |at: usize| node(at).map_or(0, |n| u32::from(n.label) + 1);
    let left = |at: usize, i: usize| node(at).map_or(NONE, |n| n.left[i]);
    let right = |at: usize, i: usize| node(at).map_or(NONE, |n| n.right[i]);
    let dependent = state.stacked(0);
    let head = if kind == Move::Left { state.next } else { state.stacked(1) };
    let (d, h) = (item(dependent), item(head));
    let (dl, dm, dr) = (left(dependent, 0), left(dependent, 1), right(dependent, 0));
    let (hl, hm, hr, hq) = (left(head, 0), left(head, 1), right(head, 0), right(head, 1));
    let [dl, dm, dr, hl, hm, hr, hq] = [dl, dm, dr, hl, hm, hr, hq].map(|at| (item(at), label(at)));
    let before = item(dependent.wrapping_sub(1).min(none));
    let after = item(dependent.saturating_add(1).min(none));
    let (next, next2) = (item(state.next.min(none)), item((state.next + 1).min(none)));
    let gap = if dependent < head { bucket(head - dependent) } else { bucket(dependent - head) };

    let mut template = if kind == Move::Left { 0 } else { 100 };
    let mut add = |parts: &[u32]| {
        out.push(parts.iter().fold(Feature::new(template), |f, p| f.with(*p)));
        template += 1;
    };
    add(&[]);
    for x in [d, h] {
        add(&[x.form]);
        add(&[x.tag]);
        add(&[x.form, x.tag]);
        add(&[x.brown]);
        add(&[x.coarse]);
        add(&[x.embedded]);
    }
    for (x, l) in [dl, dr, dm, hl, hr, hm, hq] {
        add(&[x.form]);
        add(&[x.tag]);
        add(&[l]);
    }
    for x in [before, after, next, next2] {
        add(&[x.form]);
        add(&[x.tag]);
    }
    add(&[gap]);
    add(&[d.tag, h.tag, gap]);
    add(&[d.tag, h.tag]);
    add(&[d.form, h.tag]);
    add(&[d.tag, h.form]);
    add(&[d.form, h.form]);
    add(&[d.form, d.tag, h.tag]);
    add(&[d.tag, h.form, h.tag]);
    add(&[d.brown, h.tag]);
    add(&[d.tag, h.brown]);
    add(&[d.coarse, h.coarse]);
    add(&[d.embedded, h.tag]);
    add(&[d.tag, h.embedded]);
    add(&[d.embedded, h.embedded]);
    add(&[dl.0.form, d.tag, h.tag]);
    add(&[dl.0.form, d.tag, h.form]);
    add(&[dl.0.form, h.form]);
    add(&[dl.0.form, d.form]);
    add(&[dl.1, dm.1, d.tag, h.tag]);
    add(&[dl.1, dr.1, d.tag, h.tag]);
    add(&[dm.0.form, dl.0.form, d.tag]);
    add(&[hr.1, hq.1, d.tag, h.tag]);
    add(&[hl.1, hm.1, d.tag, h.tag]);
    add(&[hr.1, d.tag, h.form]);
    add(&[hl.1, d.tag, h.form]);
    add(&[hr.1, dl.0.form, d.tag]);
    add(&[before.tag, d.tag, after.tag]);
    add(&[before.form, d.tag, h.tag]);
    add(&[after.form, d.tag, h.tag]);
    add(&[before.tag, d.tag, h.tag]);
    add(&[after.tag, d.tag, h.tag]);
    add(&[dl.0.tag, d.tag, h.tag]);
    add(&[dr.0.tag, d.tag, h.tag]);
    add(&[next.tag, d.tag, h.tag]);
    add(&[next.form, d.tag, h.tag]);
    let guide = input.guides.get(dependent);
    let class = guide.map_or(0, |g| (u32::from(g.class) + 1) * 2 + u32::from(g.head == head));
    add(&[class]);
    add(&[class, d.tag, h.tag]);
    add(&[class, d.tag, h.form]);
}

fn bucket(distance: usize) -> u32 {
    match distance {
        0..=5 => distance as u32 + 1,
        6..=8 => 7,
        9..=14 => 8,
        _ => 9,
    }
}
