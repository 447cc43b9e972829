//! Patterns over classes of items, kept in one tree so that all rules are tried at once.
//!
//! A pattern is a row of words, `CLASSES`, marks and numbers. `x?` may be missing, `(a b | c)` is one of several,
//! `~x` stands without a space before it. Every pattern is written out into plain rows when the data is read; rows with
//! the same beginning share it.

use super::slots::{Slot, Slots};
use crate::values::items::Items;
use crate::values::lexicon::Lexicon;
use crate::values::words::{WordId, Words};

/// One thing that an item, or a run of items, can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Element {
    /// This word or mark.
    Word(WordId),
    /// Something of this class.
    Class(ClassId),
    /// This number in digits.
    Number(i32),
    /// Where a sentence begins or ends.
    Edge,
}

/// A class of words, or of numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ClassId(pub u8);

/// An element and whether it must stand without a space before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Step {
    element: Element,
    glued: bool,
}

#[derive(Debug, Default)]
struct Node {
    edges: Vec<(Step, usize)>,
    /// Rules whose pattern ends here.
    rules: Vec<usize>,
}

/// The patterns of all rules.
#[derive(Debug)]
pub struct Grammar {
    nodes: Vec<Node>,
    /// True for the words that a pattern may begin with.
    first_words: Vec<bool>,
}

/// A rule that fits.
#[derive(Clone, Copy, Debug)]
pub struct Fit {
    /// The first item after it.
    pub end: usize,
    /// The rule's position.
    pub rule: usize,
    /// What the pattern caught.
    pub slots: Slots,
}

/// Rows that one pattern may be written out into.
const MOST_ROWS: usize = 4096;

impl Default for Grammar {
    fn default() -> Self {
        Self { nodes: vec![Node::default()], first_words: Vec::new() }
    }
}

impl Grammar {
    /// Adds a rule's pattern.
    ///
    /// # Errors
    /// A message on what is wrong with the pattern.
    pub fn add(&mut self, rule: usize, pattern: &str, names: &mut Names<'_>) -> Result<(), String> {
        for row in expand(pattern)? {
            let mut node = 0;
            for word in &row {
                let step = names.step(word)?;
                let next = self.nodes[node].edges.iter().find(|(s, _)| *s == step).map(|(_, n)| *n);
                node = next.unwrap_or_else(|| {
                    self.nodes.push(Node::default());
                    let new = self.nodes.len() - 1;
                    self.nodes[node].edges.push((step, new));
                    new
                });
            }
            if node == 0 {
                return Err("the pattern fits nothing at all".to_owned());
            }
            if !self.nodes[node].rules.contains(&rule) {
                self.nodes[node].rules.push(rule);
            }
        }
        Ok(())
    }

    /// Notes which words a pattern can begin with; called when every rule is in.
    pub fn finish(&mut self, lexicon: &Lexicon) {
        let mut first = vec![false; lexicon.words.len()];
        for (step, _) in &self.nodes[0].edges {
            match step.element {
                Element::Word(w) => first[w.index()] = true,
                Element::Class(c) => {
                    for (word, entries) in lexicon.entries.iter().enumerate() {
                        first[word] |= entries.iter().any(|e| e.class == c);
                    }
                    if lexicon.is_number_class(c) {
                        for (word, number) in lexicon.number_words.iter().enumerate() {
                            first[word] |= number.is_some();
                        }
                    }
                }
                Element::Number(_) | Element::Edge => {}
            }
        }
        self.first_words = first;
    }

    /// The longest rule that fits from an item on and that `holds`; of the same length the first in the data.
    pub fn longest(
        &self,
        items: &Items,
        lexicon: &Lexicon,
        at: usize,
        holds: impl Fn(usize, usize) -> bool,
    ) -> Option<Fit> {
        let item = items.get(at)?;
        if item.word == WordId::UNKNOWN && matches!(item.kind, crate::values::items::ItemKind::Word) {
            return None;
        }
        if item.word != WordId::UNKNOWN && !self.first_words.get(item.word.index()).copied().unwrap_or(false) {
            return None;
        }
        let mut best: Option<Fit> = None;
        let mut search = Search { grammar: self, items, lexicon, start: at, holds: &holds, best: &mut best };
        search.from(0, at, &Slots::default());
        best
    }
}

struct Search<'a, F> {
    grammar: &'a Grammar,
    items: &'a Items,
    lexicon: &'a Lexicon,
    start: usize,
    holds: &'a F,
    best: &'a mut Option<Fit>,
}

impl<F: Fn(usize, usize) -> bool> Search<'_, F> {
    fn from(&mut self, node: usize, at: usize, slots: &Slots) {
        let Some(node) = self.grammar.nodes.get(node) else { return };
        for &rule in &node.rules {
            let better = self.best.as_ref().is_none_or(|b| at > b.end || (at == b.end && rule < b.rule));
            if better && (self.holds)(rule, at) {
                *self.best = Some(Fit { end: at, rule, slots: *slots });
            }
        }
        let Some(item) = self.items.get(at) else { return };
        let before = at.checked_sub(1).and_then(|i| self.items.get(i));
        if at > self.start && before.is_some_and(|b| b.sentence != item.sentence) {
            return;
        }
        for (step, next) in &node.edges {
            if step.glued && item.space_before {
                continue;
            }
            match step.element {
                Element::Word(w) => {
                    if item.word == w {
                        self.from(*next, at + 1, slots);
                    }
                }
                Element::Number(n) => {
                    if item.plain(4) == Some(n) {
                        self.from(*next, at + 1, slots);
                    }
                }
                Element::Class(class) => {
                    let slot = self.lexicon.slot_of(class);
                    self.lexicon.each_match(self.items, class, at, |end, value| {
                        let mut slots = *slots;
                        if let Some(slot) = slot {
                            slots.set(slot, value);
                        }
                        self.from(*next, end, &slots);
                    });
                }
                Element::Edge => {}
            }
        }
    }
}

/// The words and classes that patterns may name.
pub struct Names<'a> {
    /// Words; a pattern adds its own.
    pub words: &'a mut Words,
    /// Class names by number.
    pub classes: &'a [Box<str>],
}

impl Names<'_> {
    /// An element of a context, by its name.
    ///
    /// # Errors
    /// No such class.
    pub fn element(&mut self, name: &str) -> Result<Element, String> {
        if name == "<s>" || name == "</s>" {
            return Ok(Element::Edge);
        }
        if name.chars().all(|c| c.is_ascii_uppercase() || c == '_') {
            let at = self.classes.iter().position(|c| **c == *name).ok_or_else(|| format!("no class {name}"))?;
            return Ok(Element::Class(ClassId(u8::try_from(at).unwrap_or(u8::MAX))));
        }
        if let Ok(n) = name.parse::<i32>() {
            return Ok(Element::Number(n));
        }
        Ok(Element::Word(self.words.add(name)))
    }

    fn step(&mut self, name: &str) -> Result<Step, String> {
        let glued = name.strip_prefix('~').filter(|n| !n.is_empty());
        Ok(Step { element: self.element(glued.unwrap_or(name))?, glued: glued.is_some() })
    }
}

/// Writes a pattern out into plain rows.
fn expand(pattern: &str) -> Result<Vec<Vec<String>>, String> {
    let spaced = pattern.replace('(', " ( ").replace(')', " ) ").replace(") ?", ")?").replace('|', " | ");
    let spaced = spaced.replace(")  ?", ")?").replace(")", ") ").replace(") ?", ")? ");
    let parts: Vec<&str> = spaced.split_whitespace().collect();
    let mut at = 0;
    let rows = alternatives(&parts, &mut at, 0)?;
    if at < parts.len() {
        return Err(format!("{:?} has no opening bracket", parts[at]));
    }
    Ok(rows)
}

fn alternatives(parts: &[&str], at: &mut usize, depth: usize) -> Result<Vec<Vec<String>>, String> {
    if depth > 8 {
        return Err("brackets more than eight deep".to_owned());
    }
    let mut all = Vec::new();
    let mut rows: Vec<Vec<String>> = vec![Vec::new()];
    while let Some(&part) = parts.get(*at) {
        let choices: Vec<Vec<String>> = match part {
            ")" | ")?" => break,
            "|" => {
                *at += 1;
                all.append(&mut rows);
                rows = vec![Vec::new()];
                continue;
            }
            "(" => {
                *at += 1;
                let mut inner = alternatives(parts, at, depth + 1)?;
                match parts.get(*at) {
                    Some(&")?") => inner.push(Vec::new()),
                    Some(&")") => {}
                    _ => return Err("a bracket is not closed".to_owned()),
                }
                inner
            }
            _ => match part.strip_suffix('?').filter(|p| !p.is_empty()) {
                Some(maybe) => vec![vec![maybe.to_owned()], Vec::new()],
                None => vec![vec![part.to_owned()]],
            },
        };
        *at += 1;
        if rows.len() * choices.len() > MOST_ROWS {
            return Err(format!("more than {MOST_ROWS} ways to read it"));
        }
        rows = rows.iter().flat_map(|row| choices.iter().map(|c| row.iter().chain(c).cloned().collect())).collect();
    }
    all.append(&mut rows);
    Ok(all)
}

/// The slot that a class fills, by the class's name: `UNIT` and `UNIT_MANY` fill the same.
pub fn slot_of_class(name: &str) -> Option<Slot> {
    Slot::parse(name).or_else(|| name.rsplit_once('_').and_then(|(stem, _)| slot_of_class(stem)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(pattern: &str) -> Vec<String> {
        expand(pattern).expect("a pattern").iter().map(|r| r.join(" ")).collect()
    }

    #[test]
    fn a_pattern_is_written_out() {
        assert_eq!(rows("MONTH DAY ,? YEAR"), ["MONTH DAY , YEAR", "MONTH DAY YEAR"]);
        assert_eq!(rows("(a|the)? day"), ["a day", "the day", "day"]);
        assert_eq!(rows("(x (y|z)?) w"), ["x y w", "x z w", "x w"]);
    }

    #[test]
    fn a_faulty_pattern_says_what_is_wrong() {
        assert!(expand("(a b").is_err());
        assert!(expand("a) b").is_err());
    }
}
