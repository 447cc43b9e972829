//! What the recogniser looks at.

use super::decoding;
use super::names::PersonNames;
use crate::entities::gazetteer::{self, words::Use};
use crate::entities::hits::Hits;
use crate::entities::lexicon::{Lexicon, Sense};
use crate::entities::places::is_state;
use crate::perceptron::Feature;
use crate::resources::Resources;
use crate::syntax::clusters::{Cluster, Clusters};
use crate::syntax::words::{self, Word};
use crate::text::span::{TokenId, TokenSpan};
use crate::text::{Sentence, Text};

/// What tables tell of a word, as small numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cue {
    /// Its part in a name of the gazetteer and what kind of place that is; 0 for none.
    pub place: u8,
    /// Given name, surname or both.
    pub person: u8,
    /// What its use beside place names is, as one bit each.
    pub beside: u8,
    /// Its part in a known name and that name's type (the low five bits), then what else known it is part of.
    pub known: u16,
}

/// One word as the recogniser sees it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Token {
    /// Form, shape and ends.
    pub word: Word,
    /// Its word clusters.
    pub cluster: Cluster,
    /// What tables tell.
    pub cue: Cue,
    /// True where it begins with a capital letter.
    pub capital: bool,
    /// What the same word is elsewhere in the document: 0 nothing known, 1 no name, then the types.
    pub elsewhere: u8,
}

impl Token {
    /// True where it is worth noting what it is: capitalised.
    pub fn notable(&self) -> bool {
        self.capital
    }
}

/// How often a word was labelled as what.
#[derive(Clone, Copy, Debug, Default)]
pub struct Seen([u16; 4]);

impl Seen {
    fn slot(label: u8) -> usize {
        decoding::parts(label).map_or(0, |(kind, _)| kind + 1)
    }

    /// Counts a label.
    pub fn add(&mut self, label: u8) {
        let slot = &mut self.0[Self::slot(label)];
        *slot = slot.saturating_add(1);
    }

    /// What the word is elsewhere, one occurrence left out.
    pub fn without(mut self, label: u8) -> u8 {
        let slot = &mut self.0[Self::slot(label)];
        *slot = slot.saturating_sub(1);
        let most = (0..4).max_by_key(|&i| (self.0[i], std::cmp::Reverse(i))).unwrap_or(0);
        if self.0[most] == 0 { 0 } else { most as u8 + 1 }
    }
}

/// Reads a sentence.
pub fn read(text: &Text<'_>, sentence: &Sentence, resources: &Resources, names: &PersonNames, out: &mut Vec<Token>) {
    let from = out.len();
    let clusters = Clusters::builtin().ok();
    let mut read: Vec<Word> = Vec::new();
    words::read(sentence.tokens.tokens().map(|t| (text.token(t), text.lower(t))), &mut read);
    for (id, word) in sentence.tokens.tokens().zip(read) {
        let capital = text.token(id).chars().next().is_some_and(char::is_uppercase);
        let cue = Cue { place: 0, person: names.get(text.lower(id)), beside: 0, known: 0 };
        let cluster = clusters.map_or(Cluster::default(), |c| c.get(text.lower(id)));
        out.push(Token { word, cluster, cue, capital, elsewhere: 0 });
    }
    let (place_words, places) = (&resources.entities.place_words, &resources.entities.gazetteer);
    let mut at = sentence.tokens.start;
    while at < sentence.tokens.end {
        let tokens = &mut out[from..];
        let here = (at.0 - sentence.tokens.start.0) as usize;
        for (phrase, entry) in place_words.at(text, at, sentence.tokens.end) {
            let bit = match entry.r#use {
                Use::Before => 1,
                Use::Of => 2,
                Use::After if entry.kind == "facility" => 4,
                Use::After => 8,
                Use::Lead => 16,
                Use::Person => 32,
                _ => 0,
            };
            let last = here + phrase.len() - 1;
            if let Some(t) = tokens.get_mut(last) {
                t.cue.beside |= bit;
            }
        }
        if let Some(m) = gazetteer::longest_at(text, places, place_words, at, sentence.tokens.end) {
            let kind = place_kind(resources, &m);
            mark(tokens, here, m.span, kind);
            at = m.span.end;
        } else {
            at = TokenId(at.0 + 1);
        }
    }
}

/// Notes what is known of the words of a text.
pub fn read_known(hits: &Hits, lexicon: &Lexicon, tokens: &mut [Token]) {
    let mut end = 0;
    for hit in &hits.rows {
        let kind = |row: usize| lexicon.known(row).map_or("", |k| k.kind);
        let bit = match hit.sense {
            Sense::Name(row) => {
                if hit.span.start.index() < end {
                    continue;
                }
                end = hit.span.end.index();
                let kind = match kind(row) {
                    "location" => 0,
                    "organization" => 1,
                    "person" => 2,
                    _ => 3,
                };
                for (i, part) in parts_of(hit.span.len()) {
                    if let Some(t) = tokens.get_mut(hit.span.start.index() + i) {
                        t.cue.known = t.cue.known & !31 | (1 + part + 4 * kind);
                    }
                }
                continue;
            }
            Sense::Norp(..) | Sense::People(_) => 5,
            Sense::Organ(_) => 6,
            Sense::Title(_) => 7,
            Sense::NameHead("organization", _) | Sense::NameOpener("organization", _) => 8,
            Sense::NameHead(..) | Sense::NameOpener(..) => 9,
            Sense::Noun(row, _) => {
                let singular = lexicon.nouns.get(row).and_then(|n| n.singular).map_or("", |k| k.0);
                if singular == "person" { 10 } else { 11 }
            }
            Sense::Capital(_) => 12,
        };
        for i in hit.span.range() {
            if let Some(t) = tokens.get_mut(i) {
                t.cue.known |= 1 << bit;
            }
        }
    }
}

/// Each position of a name and its part: 0 first, 1 inside, 2 last, 3 only.
fn parts_of(len: usize) -> impl Iterator<Item = (usize, u16)> {
    (0..len).map(move |i| {
        let part = match (i == 0, i + 1 == len) {
            (true, true) => 3,
            (true, false) => 0,
            (false, true) => 2,
            (false, false) => 1,
        };
        (i, part)
    })
}

fn mark(tokens: &mut [Token], here: usize, span: TokenSpan, kind: u8) {
    for (i, part) in parts_of(span.len()) {
        if let Some(t) = tokens.get_mut(here + i) {
            t.cue.place = 1 + part as u8 + 4 * kind;
        }
    }
}

/// Country, division, region, large town, small town; the last two also as ordinary words or names of persons.
fn place_kind(resources: &Resources, m: &gazetteer::Match) -> u8 {
    let subtype = resources.entities.gazetteer.record(m.best.place).map_or("", |r| r.subtype);
    let flags = m.best.flags;
    match subtype {
        s if is_state(s) => 0,
        "admin1" => 1,
        "region" | "water" | "area" => 2,
        "city" | "admin2" => {
            let size = if m.magnitude >= 17.0 {
                3
            } else if m.magnitude >= 13.5 {
                4
            } else {
                5
            };
            let doubt = if flags.word() { 2 } else { u8::from(flags.given() || flags.surname()) };
            size + 3 * doubt
        }
        _ => 12,
    }
}

/// Is a word capitalised or in a table of names?
pub fn is_like_name(token: &Token) -> bool {
    token.capital || token.cue.place != 0 || token.cue.known != 0
}

/// The features of one word.
pub fn features(tokens: &[Token], at: usize, out: &mut Vec<Feature>) {
    out.clear();
    let mut template = 0;
    let nothing = Token::default();
    let token = |offset: isize| at.checked_add_signed(offset).and_then(|i| tokens.get(i)).unwrap_or(&nothing);
    let mut add = |parts: &[u32]| {
        out.push(parts.iter().fold(Feature::new(template), |f, p| f.with(*p)));
        template += 1;
    };
    let (c, l, ll, r, rr) = (token(0), token(-1), token(-2), token(1), token(2));
    let (w, wl, wll, wr, wrr) = (&c.word, &l.word, &ll.word, &r.word, &rr.word);
    add(&[]);
    add(&[w.form]);
    add(&[w.form, w.shape]);
    add(&[w.shape]);
    for suffix in w.suffixes {
        add(&[suffix, w.shape]);
    }
    for prefix in w.prefixes {
        add(&[prefix, w.shape]);
    }
    add(&[wl.form]);
    add(&[wl.form, w.shape]);
    add(&[wl.form, w.form]);
    add(&[wr.form]);
    add(&[wr.form, w.shape]);
    add(&[w.form, wr.form]);
    add(&[wll.form]);
    add(&[wll.form, wl.form]);
    add(&[wll.form, wl.form, w.shape]);
    add(&[wrr.form]);
    add(&[wr.form, wrr.form]);
    add(&[wl.form, wr.form]);
    add(&[wl.shape, w.shape]);
    add(&[w.shape, wr.shape]);
    add(&[wl.shape, w.shape, wr.shape]);
    add(&[wr.shape, wrr.shape, w.shape]);
    add(&[wl.suffixes[2], w.shape]);
    add(&[wr.suffixes[2], w.shape]);
    let brown = |t: &Token| u32::from(t.cluster.brown);
    let coarse = |t: &Token, bits: u32| u32::from(t.cluster.brown) & ((1 << bits) - 1);
    let embedded = |t: &Token| u32::from(t.cluster.embedded);
    for t in [c, l, r, ll, rr] {
        add(&[brown(t)]);
        add(&[coarse(t, 6), w.shape]);
        add(&[embedded(t), w.shape]);
    }
    add(&[brown(c), w.shape]);
    add(&[coarse(c, 10), w.shape]);
    add(&[coarse(l, 10), coarse(c, 10)]);
    add(&[coarse(c, 10), coarse(r, 10)]);
    add(&[embedded(l), embedded(c)]);
    add(&[embedded(c), embedded(r)]);
    add(&[embedded(l), embedded(r), w.shape]);
    let place = |t: &Token| u32::from(t.cue.place);
    let person = |t: &Token| u32::from(t.cue.person);
    let beside = |t: &Token| u32::from(t.cue.beside);
    add(&[place(c)]);
    add(&[place(c), w.shape]);
    add(&[place(c), wl.form]);
    add(&[place(c), wr.form]);
    add(&[place(c), beside(l)]);
    add(&[place(c), beside(r)]);
    add(&[place(l), place(c)]);
    add(&[place(c), place(r)]);
    add(&[place(c), person(c), w.shape]);
    add(&[place(l), w.shape]);
    add(&[place(r), w.shape]);
    add(&[person(c), w.shape]);
    add(&[person(l), person(c), w.shape]);
    add(&[person(c), person(r), wr.shape]);
    add(&[person(l), w.shape, wl.shape]);
    add(&[person(r), w.shape, wr.shape]);
    add(&[beside(l), w.shape]);
    add(&[beside(r), w.shape]);
    add(&[beside(c), w.shape]);
    let known = |t: &Token| u32::from(t.cue.known);
    let name = |t: &Token| u32::from(t.cue.known & 31);
    add(&[known(c), w.shape]);
    add(&[known(l), w.shape]);
    add(&[known(r), w.shape]);
    add(&[known(l), known(c)]);
    add(&[known(c), known(r)]);
    add(&[name(c), place(c), person(c)]);
    add(&[name(c)]);
    add(&[known(l) & !31, person(c), w.shape]);
    add(&[known(l) & !31, wr.shape, w.shape]);
    add(&[u32::from(c.elsewhere)]);
    add(&[u32::from(c.elsewhere), w.shape]);
    add(&[u32::from(c.elsewhere), place(c), person(c)]);
    add(&[u32::from(l.elsewhere), u32::from(c.elsewhere), w.shape]);
    add(&[u32::from(c.elsewhere), u32::from(r.elsewhere), w.shape]);
}
