//! The tagger: each word's Universal POS and Penn tag as one class, left to right, in two passes.
//!
//! The first pass sees the tags to the left; the second sees the first one's tags on both sides.

use super::tags::Upos;
use super::words::Word;
use crate::error::Error;
use crate::perceptron::{Feature, Linear};

/// Cells a feature; no less than the number of tags.
pub const WIDTH: usize = 96;

/// A tag that the first pass puts so far ahead of every other stays. UPOS on the development texts is the same with it
/// as without, and four words of five are settled.
const AHEAD: i16 = 100;

/// How far the tag of a finite verb may be behind the best in a sentence that would have no verb: most of those that have
/// none are far from it (`Thanks for the information`), headlines and captions near (`Women march in Manhattan`).
const NEAR: i16 = 150;

/// Penn tags of verbs that make a sentence, and of those that tell in the present or past what its subject does.
const VERBS: [&str; 6] = ["MD", "VB", "VBD", "VBN", "VBP", "VBZ"];
const FINITE: [&str; 3] = ["VBD", "VBP", "VBZ"];

/// What stands beside the sentence in place of a tag.
const OUTSIDE: u8 = 255;

/// Which of the two passes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pass {
    /// Tags to the right are unknown.
    First,
    /// Every tag is known from the first pass.
    Second,
}

/// Both passes' weights.
#[derive(Clone, Debug)]
pub struct Tagger<'a> {
    passes: [Linear<'a, WIDTH>; 2],
    upos: Vec<Upos>,
    /// Which tags are those of verbs that make a sentence.
    verbal: Vec<bool>,
    /// The tags of finite verbs without an auxiliary.
    finite: Vec<u8>,
}

impl<'a> Tagger<'a> {
    /// Opens the two model files.
    ///
    /// # Errors
    /// A faulty file, or two that do not belong together.
    pub fn open(first: &'a [u8], second: &'a [u8]) -> Result<Self, Error> {
        let passes = [Linear::open("tagger-1.bin", first)?, Linear::open("tagger-2.bin", second)?];
        if passes[0].classes() != passes[1].classes() {
            return Err(Error::data("tagger-2.bin", None, "has other tags than tagger-1.bin"));
        }
        let upos = |name: &&str| name.split(' ').next().and_then(Upos::parse).unwrap_or(Upos::X);
        let classes = passes[0].classes();
        let penn = |name: &str, among: &[&str]| name.split(' ').nth(1).is_some_and(|p| among.contains(&p));
        Ok(Self {
            upos: classes.iter().map(upos).collect(),
            verbal: classes.iter().map(|c| penn(c, &VERBS)).collect(),
            finite: (0..=u8::MAX).zip(classes).filter(|(_, c)| penn(c, &FINITE)).map(|(tag, _)| tag).collect(),
            passes,
        })
    }

    /// Tags by number: `NOUN NNS`.
    pub fn names(&self) -> &[&'a str] {
        self.passes[0].classes()
    }

    /// The Universal POS of a tag.
    pub fn upos(&self, tag: u8) -> Upos {
        self.upos.get(usize::from(tag)).copied().unwrap_or(Upos::X)
    }

    /// The Penn tag of a tag.
    pub fn xpos(&self, tag: u8) -> &'a str {
        self.names().get(usize::from(tag)).and_then(|n| n.split(' ').nth(1)).unwrap_or("")
    }

    /// Tags a sentence. `open` holds the words that the second pass looks at afterwards.
    pub fn tag(&self, words: &[Word], tags: &mut Vec<u8>, open: &mut Vec<usize>, scratch: &mut Vec<Feature>) {
        let [first, second] = &self.passes;
        tags.clear();
        open.clear();
        for at in 0..words.len() {
            features(Pass::First, words, tags, at, scratch);
            let scores = first.scores(scratch);
            let best = first.best(&scores);
            if first.lead(&scores, best) < AHEAD {
                open.push(at);
            }
            tags.push(best as u8);
        }
        for &at in &*open {
            features(Pass::Second, words, tags, at, scratch);
            tags[at] = second.best(&second.scores(scratch)) as u8;
        }
        if let Some((at, verb)) = self.overlooked(words, tags, scratch) {
            tags[at] = verb;
            for beside in (at.saturating_sub(1)..words.len().min(at + 2)).filter(|b| *b != at) {
                features(Pass::Second, words, tags, beside, scratch);
                tags[beside] = second.best(&second.scores(scratch)) as u8;
            }
        }
    }

    /// In a sentence without a verb, the word behind its first that is nearest to being one, and what it then is.
    fn overlooked(&self, words: &[Word], tags: &[u8], scratch: &mut Vec<Feature>) -> Option<(usize, u8)> {
        if words.len() < 4 || tags.iter().any(|t| self.verbal[usize::from(*t)]) {
            return None;
        }
        let second = &self.passes[1];
        let mut nearest: Option<(i16, usize, u8)> = None;
        for at in 1..words.len() {
            features(Pass::Second, words, tags, at, scratch);
            let scores = second.scores(scratch);
            let Some(&verb) = self.finite.iter().max_by_key(|t| scores[usize::from(**t)]) else { continue };
            let behind = scores[second.best(&scores)].saturating_sub(scores[usize::from(verb)]);
            if behind <= NEAR && nearest.is_none_or(|(least, ..)| behind < least) {
                nearest = Some((behind, at, verb));
            }
        }
        nearest.map(|(_, at, verb)| (at, verb))
    }
}

/// The features of one decision. In the first pass `tags` ends before `at`; it looks at less, since the second corrects it.
pub fn features(pass: Pass, words: &[Word], tags: &[u8], at: usize, out: &mut Vec<Feature>) {
    out.clear();
    let mut template = 0;
    let nothing = Word::default();
    let word = |offset: isize| at.checked_add_signed(offset).and_then(|i| words.get(i)).unwrap_or(&nothing);
    let tag =
        |offset: isize| u32::from(at.checked_add_signed(offset).and_then(|i| tags.get(i)).copied().unwrap_or(OUTSIDE));
    let mut add = |parts: &[u32]| {
        out.push(parts.iter().fold(Feature::new(template), |f, p| f.with(*p)));
        template += 1;
    };
    let (w, l, ll, r, rr) = (word(0), word(-1), word(-2), word(1), word(2));
    let (tl, tll) = (tag(-1), tag(-2));
    let brown = |w: &Word| u32::from(w.cluster.brown);
    let coarse = |w: &Word| u32::from(w.cluster.brown & 63);
    let embedded = |w: &Word| u32::from(w.cluster.embedded);
    add(&[]);
    add(&[w.form]);
    add(&[w.form, w.shape]);
    add(&[w.shape, tl]);
    for suffix in w.suffixes {
        add(&[suffix]);
    }
    add(&[w.prefixes[1]]);
    add(&[w.suffixes[2], tl]);
    add(&[w.suffixes[1], w.shape]);
    add(&[l.form]);
    add(&[l.form, w.form]);
    add(&[r.form]);
    add(&[r.form, w.form]);
    add(&[r.form, w.suffixes[2]]);
    add(&[rr.form]);
    add(&[r.suffixes[2]]);
    add(&[brown(w)]);
    add(&[embedded(w)]);
    add(&[brown(r)]);
    add(&[coarse(w), coarse(r)]);
    add(&[brown(w), w.shape]);
    add(&[tl]);
    add(&[tl, tll]);
    add(&[tl, w.form]);
    add(&[tl, r.form]);
    add(&[tl, brown(w)]);
    if pass == Pass::Second {
        let (t, tr, trr) = (tag(0), tag(1), tag(2));
        add(&[t]);
        add(&[t, w.form]);
        add(&[t, tl]);
        add(&[tr]);
        add(&[tr, trr]);
        add(&[t, tr]);
        add(&[tl, tr]);
        add(&[tl, t, tr]);
        add(&[tr, w.form]);
        add(&[tr, w.suffixes[2]]);
        add(&[tl, tr, w.suffixes[1]]);
        add(&[tl, tll, tr]);
        add(&[tl, tr, trr]);
        add(&[tr, r.form]);
        add(&[trr]);
        add(&[tl, w.form, tr]);
        add(&[w.shape]);
        add(&[w.prefixes[0]]);
        add(&[w.prefixes[2]]);
        add(&[w.suffixes[2], w.shape]);
        add(&[l.form, w.suffixes[2]]);
        add(&[ll.form]);
        add(&[ll.form, l.form]);
        add(&[r.form, rr.form]);
        add(&[l.form, r.form]);
        add(&[l.suffixes[2]]);
        add(&[r.shape, w.shape]);
        add(&[r.suffixes[1], w.suffixes[1]]);
        add(&[coarse(w)]);
        add(&[brown(l)]);
        add(&[embedded(r)]);
        add(&[coarse(l), coarse(w)]);
        add(&[brown(l), brown(w)]);
        add(&[brown(w), brown(r)]);
        add(&[coarse(w), w.suffixes[1]]);
    }
}
