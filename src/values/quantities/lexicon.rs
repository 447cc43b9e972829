//! Qualifiers, vague amounts, units and currencies.

use crate::error::Error;
use crate::lexicon::{Row, Table};
use crate::ontology::Ontology;
use crate::values::items::Items;
use crate::values::words::{WordId, Words};

/// A phrase and what it means.
#[derive(Debug)]
struct Phrase<T> {
    rest: Box<[(WordId, bool)]>,
    value: T,
}

/// Phrases by first word, the longest first.
#[derive(Debug)]
pub struct Phrases<T> {
    by_first: Vec<Vec<Phrase<T>>>,
}

impl<T> Default for Phrases<T> {
    fn default() -> Self {
        Self { by_first: Vec::new() }
    }
}

impl<T: Copy> Phrases<T> {
    fn insert(&mut self, words: &mut Words, phrase: &str, value: T) {
        let parts = words.phrase(phrase);
        let Some(((first, _), rest)) = parts.split_first() else { return };
        if self.by_first.len() < words.len() {
            self.by_first.resize_with(words.len(), Vec::new);
        }
        let bucket = &mut self.by_first[first.index()];
        let at = bucket.partition_point(|p| p.rest.len() >= rest.len());
        bucket.insert(at, Phrase { rest: rest.into(), value });
    }

    /// The longest phrase that begins at an item: the first item after it, and what it means.
    pub fn at(&self, items: &Items, at: usize) -> Option<(usize, T)> {
        let item = items.get(at)?;
        self.by_first.get(item.word.index())?.iter().find_map(|p| {
            let fits = p.rest.iter().enumerate().all(|(i, (word, glued))| {
                items.get(at + 1 + i).is_some_and(|next| {
                    next.word == *word && next.sentence == item.sentence && !(*glued && next.space_before)
                })
            });
            fits.then_some((at + 1 + p.rest.len(), p.value))
        })
    }

    /// The longest phrase that ends right before an item: its first item, and what it means.
    pub fn before(&self, items: &Items, end: usize) -> Option<(usize, T)> {
        (end.saturating_sub(LONGEST)..end).find_map(|at| {
            let (reached, value) = self.at(items, at)?;
            (reached == end).then_some((at, value))
        })
    }
}

/// Items in the longest phrase.
const LONGEST: usize = 5;

/// An amount in words.
#[derive(Clone, Copy, Debug)]
pub struct Amount {
    /// Its lower bound.
    pub low: f64,
    /// `vague`, or `exact` for `both` and `none`.
    pub qualifier: &'static str,
    /// True where a number word after it multiplies it.
    pub times: bool,
    /// True where it is a mention of its own.
    pub row: bool,
}

/// The kind of a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnitKind {
    /// `km`
    Measure,
    /// `%`
    Percent,
    /// `years old`
    Age,
    /// `times`
    Times,
}

/// A unit of measure.
#[derive(Clone, Copy, Debug)]
pub struct Unit {
    /// As the output says it.
    pub name: &'static str,
    /// What it measures.
    pub kind: UnitKind,
    /// True where it stands right behind digits only.
    pub glued: bool,
}

/// The words of quantities.
#[derive(Debug, Default)]
pub struct QuantityLexicon {
    /// `more than`, `about`: a name of the `qualifier` enum.
    pub before: Phrases<&'static str>,
    /// `or more`
    pub after: Phrases<&'static str>,
    /// `dozens`
    pub amounts: Phrases<Amount>,
    /// `km`
    pub units: Phrases<Unit>,
    /// `$`
    pub signs: Phrases<&'static str>,
    /// `dollars`
    pub money: Phrases<&'static str>,
    /// By class: other, label, function, score, age, strong.
    classes: Vec<(String, Phrases<()>)>,
    function: Vec<bool>,
}

impl QuantityLexicon {
    /// The entries that the package ships.
    ///
    /// # Errors
    /// A fault in a data file.
    pub fn builtin(words: &mut Words, ontology: &Ontology) -> Result<Self, Error> {
        let mut out = Self::default();
        let file = "data/values/quantifiers.tsv";
        for row in Table::parse(file, include_str!("../../../data/values/quantifiers.tsv"))?.rows() {
            out.quantifier(&row, words, ontology)?;
        }
        let file = "data/values/units.tsv";
        for row in Table::parse(file, include_str!("../../../data/values/units.tsv"))?.rows() {
            let kind = match row.require("kind")? {
                "measure" => UnitKind::Measure,
                "percent" => UnitKind::Percent,
                "age" => UnitKind::Age,
                "times" => UnitKind::Times,
                other => return Err(row.error(format!("no kind {other:?}"))),
            };
            let unit = Unit { name: kept(row.require("unit")?), kind, glued: row.get("glued")? == "only" };
            for phrase in row.list("words")? {
                out.units.insert(words, phrase, unit);
            }
        }
        let file = "data/values/currencies.tsv";
        for row in Table::parse(file, include_str!("../../../data/values/currencies.tsv"))?.rows() {
            let code = kept(row.require("code")?);
            for sign in row.list("signs")? {
                out.signs.insert(words, sign, code);
            }
            for phrase in row.list("words")? {
                out.money.insert(words, phrase, code);
            }
        }
        let file = "data/values/quantity_words.tsv";
        for row in Table::parse(file, include_str!("../../../data/values/quantity_words.tsv"))?.rows() {
            let class = row.require("class")?;
            let at = out.classes.iter().position(|(c, _)| c == class).unwrap_or_else(|| {
                out.classes.push((class.to_owned(), Phrases::default()));
                out.classes.len() - 1
            });
            for phrase in row.list("words")? {
                out.classes[at].1.insert(words, phrase, ());
                if class == "function" {
                    let id = words.add(phrase);
                    out.function.resize(out.function.len().max(words.len()), false);
                    out.function[id.index()] = true;
                }
            }
        }
        Ok(out)
    }

    fn quantifier(&mut self, row: &Row<'_, '_>, words: &mut Words, ontology: &Ontology) -> Result<(), Error> {
        let named = row.require("qualifier")?;
        let plain = if named == "none" { "exact" } else { named };
        let qualifier =
            ontology.value("qualifier", plain).ok_or_else(|| row.error(format!("no qualifier {plain:?}")))?;
        for phrase in row.list("words")? {
            match row.require("place")? {
                "before" => self.before.insert(words, phrase, qualifier),
                "after" => self.after.insert(words, phrase, qualifier),
                "amount" => {
                    let low = row.require("low")?.parse().map_err(|_| row.error("low is no number"))?;
                    let (times, row) = (row.get("times")? == "yes", row.get("row")? == "yes");
                    self.amounts.insert(words, phrase, Amount { low, qualifier, times, row });
                }
                other => return Err(row.error(format!("no place {other:?}"))),
            }
        }
        Ok(())
    }

    /// Where a phrase of a class that begins at an item ends.
    pub fn class_at(&self, class: &str, items: &Items, at: usize) -> Option<usize> {
        self.phrases(class)?.at(items, at).map(|(end, ())| end)
    }

    /// True where a phrase of a class ends right before an item.
    pub fn class_before(&self, class: &str, items: &Items, end: usize) -> bool {
        self.phrases(class).is_some_and(|p| p.before(items, end).is_some())
    }

    fn phrases(&self, class: &str) -> Option<&Phrases<()>> {
        self.classes.iter().find(|(c, _)| c == class).map(|(_, p)| p)
    }

    /// True for words that no number counts.
    pub fn is_function_word(&self, word: WordId) -> bool {
        self.function.get(word.index()).copied().unwrap_or(false)
    }
}

/// A name that the data gives, kept as long as the program.
fn kept(name: &str) -> &'static str {
    Box::leak(name.to_owned().into_boxed_str())
}
