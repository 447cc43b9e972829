//! A second look at where phrases and clauses hang, once the tree is there.
//!
//! The parser fixes where a phrase goes before it has read it: `killed a soldier | in Mosul`, `the mayor of Aden | and
//! his son`. Here each object, modifier, clause and conjunct that follows its head is offered every word that could
//! govern it without crossing an arc, and a linear model chooses head and relation (tree revision: Attardi and Ciaramita
//! 2007; projective candidates: Hall and Novák 2005).

use super::input::{Input, Item};
use super::tags::Deprel;
use super::transitions::{NONE, Node, State};
use crate::error::Error;
use crate::perceptron::{Feature, Linear};

/// Cells a feature.
pub const WIDTH: usize = 16;
/// How many candidates are looked at.
const CANDIDATES: usize = 8;
/// How far the way up from the word before a phrase is followed.
const CLIMB: usize = 24;

/// The relations that are looked at again, and that may come out.
pub const RELATIONS: [Deprel; 16] = [
    Deprel::Obl,
    Deprel::Nmod,
    Deprel::Conj,
    Deprel::Obj,
    Deprel::Advcl,
    Deprel::Acl,
    Deprel::AclRelcl,
    Deprel::Appos,
    Deprel::OblAgent,
    Deprel::OblUnmarked,
    Deprel::NmodUnmarked,
    Deprel::NmodDesc,
    Deprel::Parataxis,
    Deprel::Xcomp,
    Deprel::Ccomp,
    Deprel::List,
];

/// The weights; class by class those of [`RELATIONS`].
#[derive(Clone, Debug)]
pub struct Reviser<'a> {
    model: Linear<'a, WIDTH>,
}

impl<'a> Reviser<'a> {
    /// Opens the model file.
    ///
    /// # Errors
    /// A faulty file, or one of other relations.
    pub fn open(bytes: &'a [u8]) -> Result<Self, Error> {
        let model = Linear::open("reviser.bin", bytes)?;
        if !model.classes().iter().copied().eq(RELATIONS.iter().map(|r| r.as_str())) {
            return Err(Error::data("reviser.bin", None, "has other relations than the code"));
        }
        Ok(Self { model })
    }

    /// Looks at a parsed sentence again; heads and relations change in `state`.
    pub fn revise(&self, input: &Input, state: &mut State, notes: &mut Notes, scratch: &mut Vec<Feature>) {
        notes.read(input, state);
        for word in 0..input.len() {
            if !notes.is_open(state, word) {
                continue;
            }
            notes.find(state, word);
            let mut best: Option<(i16, usize, Deprel)> = None;
            for at in 0..notes.candidates.len() {
                features(input, state, notes, word, at, scratch);
                for (class, score) in self.model.scores(scratch).into_iter().enumerate() {
                    if best.is_none_or(|(high, ..)| score > high) {
                        best = Some((score, notes.candidates[at].word, RELATIONS[class]));
                    }
                }
            }
            if let Some((_, head, relation)) = best {
                state.nodes[word].head = head;
                state.nodes[word].label = relation as u8;
            }
        }
    }
}

/// A word that could govern the one under review.
#[derive(Clone, Copy, Debug, Default)]
pub struct Candidate {
    /// Its position.
    pub word: usize,
    /// Its dependent on the way down to the word before the phrase; `NONE` for that word itself.
    below: usize,
}

/// What is read off a parsed sentence before it is looked at again.
#[derive(Clone, Debug, Default)]
pub struct Notes {
    /// The words that could govern the one under review, the nearest first.
    pub candidates: Vec<Candidate>,
    words: Vec<Note>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Note {
    /// The first word of what hangs on it to its left.
    first: usize,
    /// The forms of its preposition or subordinator, and of its conjunction; 0 for none.
    marker: u32,
    conjunction: u32,
    subject: bool,
    object: bool,
    conjunct: bool,
    /// Verbs and commas up to here.
    verbs: u32,
    commas: u32,
}

impl Notes {
    /// Reads a parsed sentence.
    pub fn read(&mut self, input: &Input, state: &State) {
        let len = input.len();
        self.words.clear();
        self.words.extend((0..len).map(|i| Note { first: i, ..Note::default() }));
        let (mut verbs, mut commas) = (0, 0);
        for i in 0..len {
            let node = &state.nodes[i];
            let is = |relation: Deprel| node.label == relation as u8;
            let clause = is(Deprel::Conj) || is(Deprel::Advcl) || is(Deprel::AclRelcl) || is(Deprel::Ccomp);
            verbs += u32::from(clause || is(Deprel::Root) || is(Deprel::Parataxis));
            commas += u32::from(is(Deprel::Punct));
            (self.words[i].verbs, self.words[i].commas) = (verbs, commas);
            let first = self.words[i].first;
            let Some(head) = self.words.get_mut(node.head) else { continue };
            head.first = head.first.min(first);
            if (is(Deprel::Case) || is(Deprel::Mark)) && head.marker == 0 {
                head.marker = input.item(i).form;
            } else if is(Deprel::Cc) {
                head.conjunction = input.item(i).form;
            }
            head.subject |= is(Deprel::Nsubj) || is(Deprel::NsubjPass);
            head.object |= is(Deprel::Obj);
            head.conjunct |= is(Deprel::Conj);
        }
    }

    /// Is a word looked at again? It follows its head by one of the [`RELATIONS`].
    pub fn is_open(&self, state: &State, word: usize) -> bool {
        let node = &state.nodes[word];
        node.head < word && RELATIONS.iter().any(|r| *r as u8 == node.label)
    }

    /// Finds the candidates for a word: what can be seen to its left over no arc.
    pub fn find(&mut self, state: &State, word: usize) {
        self.candidates.clear();
        let Some(mut at) = self.words[word].first.checked_sub(1) else { return };
        let mut below = NONE;
        let governs = |n: &Node| {
            const NEVER: [Deprel; 10] = [
                Deprel::Punct,
                Deprel::Case,
                Deprel::Det,
                Deprel::Cc,
                Deprel::Mark,
                Deprel::Aux,
                Deprel::AuxPass,
                Deprel::Cop,
                Deprel::Fixed,
                Deprel::Goeswith,
            ];
            NEVER.iter().all(|r| *r as u8 != n.label)
        };
        for _ in 0..CLIMB {
            let Some(node) = state.nodes.get(at).filter(|_| at < self.words.len()) else { break };
            if governs(node) || state.nodes[word].head == at {
                self.candidates.push(Candidate { word: at, below });
            }
            if self.candidates.len() == CANDIDATES || node.head > word {
                break;
            }
            below = at;
            at = node.head;
        }
    }
}

/// The features of one candidate.
pub fn features(input: &Input, state: &State, notes: &Notes, word: usize, at: usize, out: &mut Vec<Feature>) {
    out.clear();
    let Some(candidate) = notes.candidates.get(at).copied() else { return };
    let (head, node) = (candidate.word, state.nodes[word]);
    let (d, h) = (input.item(word), input.item(head));
    let (of_d, of_h) = (notes.words[word], notes.words[head]);
    let label = |i: usize| state.nodes.get(i).map_or(0, |n| u32::from(n.label) + 1);
    let above = state.nodes.get(head).map_or(Item::default(), |n| input.item(n.head));
    let near = notes.candidates.first().map_or(Item::default(), |c| input.item(c.word));
    let farther = notes.candidates.get(at + 1).map_or(Item::default(), |c| input.item(c.word));
    let (b, bl) = (input.item(candidate.below), label(candidate.below));
    let before = input.item(of_d.first.wrapping_sub(1));
    let first = input.item(of_d.first);
    let hl = label(head);
    let place = at as u32;
    let count = notes.candidates.len() as u32;
    let mine = (u32::from(node.label) + 1) * 2 + u32::from(node.head == head);
    let guide = input.guide(word);
    let scout = guide.map_or(0, |g| (u32::from(g.class) + 1) * 2 + u32::from(g.head == head));
    let agree = u32::from(node.head == head) * 2 + guide.map_or(0, |g| u32::from(g.head == head));
    let (p, q) = (of_d.marker, of_d.conjunction);
    let like = super::features::alike(d, h);
    let same = u32::from(p == of_h.marker) + 2 * u32::from(p != 0);
    let between = |a: u32, b: u32| a.saturating_sub(b).min(4);
    let verbs = between(of_d.verbs, of_h.verbs);
    let commas = between(of_d.commas, of_h.commas);
    let gap = super::features::bucket(word - head.min(word));
    let flags = u32::from(of_h.subject) + 2 * u32::from(of_h.object) + 4 * u32::from(of_h.conjunct);
    let clause = u32::from(of_d.subject) + 2 * u32::from(of_d.object);

    out.clear();
    let mut t = super::features::Templates::new(out, 0);
    t.add(&[]);
    t.add(&[mine]);
    t.add(&[scout]);
    t.add(&[mine, scout]);
    t.add(&[mine, place]);
    t.add(&[agree, place, count]);
    t.add(&[agree, d.tag, h.tag]);
    t.add(&[mine, h.tag]);
    t.add(&[mine, p]);
    t.add(&[mine, d.tag, h.tag, q]);
    t.add(&[scout, d.tag, h.tag]);
    t.add(&[mine, hl]);
    t.add(&[d.tag, h.tag]);
    t.add(&[d.tag, h.tag, p]);
    t.add(&[d.form, h.tag]);
    t.add(&[d.tag, h.form]);
    t.add(&[d.form, h.form]);
    t.add(&[h.form, p]);
    t.add(&[h.form, p, d.tag]);
    t.add(&[h.form, p, d.form]);
    t.add(&[h.form, p, d.brown]);
    t.add(&[h.tag, p, d.form]);
    t.add(&[h.brown, p]);
    t.add(&[h.embedded, p]);
    t.add(&[h.brown, p, d.brown]);
    t.add(&[h.embedded, p, d.embedded]);
    t.add(&[h.coarse, p, d.coarse]);
    t.add(&[h.brown, d.brown]);
    t.add(&[h.embedded, d.embedded]);
    // What the conjunct is like.
    t.add(&[q, like]);
    t.add(&[q, like, d.tag, h.tag]);
    t.add(&[q, like, same, hl]);
    t.add(&[q, hl, d.tag, h.tag]);
    t.add(&[q, same, d.tag, h.tag]);
    t.add(&[q, p, of_h.marker, h.tag]);
    t.add(&[q, commas, h.tag, d.tag]);
    t.add(&[first.form, commas, h.tag, d.tag]);
    t.add(&[q, flags, clause, h.tag, d.tag]);
    t.add(&[q, h.brown, d.tag]);
    t.add(&[q, place, count, like]);
    // What the candidate is, and what hangs on it.
    t.add(&[hl, p]);
    t.add(&[hl, h.tag, p, d.tag]);
    t.add(&[hl, place, p]);
    t.add(&[hl, above.tag, h.tag, p]);
    t.add(&[above.form, h.tag, p]);
    t.add(&[flags, h.tag, p]);
    t.add(&[flags, h.form, p]);
    t.add(&[clause, d.tag, h.tag, p]);
    t.add(&[bl, b.tag, h.tag, p]);
    t.add(&[bl, h.form, p]);
    t.add(&[b.form, h.form, p]);
    t.add(&[b.form, h.tag, p]);
    t.add(&[b.brown, h.brown, p]);
    t.add(&[bl, flags, d.tag, p]);
    t.add(&[farther.tag, h.tag, p, d.tag]);
    t.add(&[farther.form, h.form, p]);
    t.add(&[farther.form, h.tag, p]);
    t.add(&[near.tag, h.tag, p, place]);
    t.add(&[near.form, p, place, h.tag]);
    // Where they stand.
    t.add(&[gap, h.tag, d.tag]);
    t.add(&[gap, p, h.tag]);
    t.add(&[verbs, h.tag, d.tag, p]);
    t.add(&[verbs, commas, q, h.tag]);
    t.add(&[before.form, h.tag, d.tag, place]);
    t.add(&[before.form, commas, p]);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::words::Word;

    /// He saw the man in Aden with a dog.
    fn sentence() -> (Input, State) {
        let (mut input, mut state) = (Input::default(), State::default());
        input.fill(&[Word::default(); 9], &[0; 9]);
        state.start(9);
        let relations = ["nsubj", "root", "det", "obj", "case", "nmod", "case", "det", "obl"];
        for (i, (head, relation)) in [1, 9, 3, 1, 5, 3, 8, 8, 1].into_iter().zip(relations).enumerate() {
            state.nodes[i].head = head;
            state.nodes[i].label = Deprel::parse(relation).unwrap_or(Deprel::Dep) as u8;
        }
        (input, state)
    }

    #[test]
    fn a_phrase_may_hang_on_whatever_is_open_before_it() {
        let (input, state) = sentence();
        let mut notes = Notes::default();
        notes.read(&input, &state);
        let open: Vec<usize> = (0..9).filter(|w| notes.is_open(&state, *w)).collect();
        assert_eq!(open, [3, 5, 8]);
        notes.find(&state, 8);
        let found: Vec<usize> = notes.candidates.iter().map(|c| c.word).collect();
        assert_eq!(found, [5, 3, 1]);
        notes.find(&state, 3);
        assert_eq!(notes.candidates.len(), 1);
    }

    #[test]
    fn features_have_templates_of_their_own_and_fit_the_sums() {
        let (input, state) = sentence();
        let mut notes = Notes::default();
        notes.read(&input, &state);
        notes.find(&state, 8);
        let mut out = Vec::new();
        features(&input, &state, &notes, 8, 1, &mut out);
        assert!(out.len() <= 250);
        assert_eq!(out.iter().map(|f| f.row(30)).collect::<std::collections::BTreeSet<_>>().len(), out.len());
    }
}
