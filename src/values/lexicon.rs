//! What this stage knows: time and number words, read once from `data/`.

use super::items::{ItemKind, Items};
use super::numbers::{self, NumberWord};
use super::quantities::lexicon::QuantityLexicon;
use super::time::grammar::{ClassId, Names, slot_of_class};
use super::time::rules::Rules;
use super::time::slots::{Slot, number_of};
use super::words::{WordId, Words};
use crate::error::Error;
use crate::lexicon::Table;
use crate::ontology::Ontology;

/// Classes that numbers in the text belong to, whatever their words. Every other class is a column of the data.
const NUMBER_CLASSES: [(&str, NumberClass); 18] = [
    ("N", NumberClass::Cardinal),
    ("N_LAST", NumberClass::Cardinal),
    ("MONTH_NUMBER", NumberClass::Month),
    ("DAY_SURE", NumberClass::LateDay),
    ("SHORT_YEAR_MARKED", NumberClass::MarkedYear),
    ("YEAR_ANY", NumberClass::AnyYear),
    ("YEAR_COMMON", NumberClass::CommonYear),
    ("YEAR_OLD", NumberClass::OldYear),
    ("ORD", NumberClass::Ordinal),
    ("YEAR", NumberClass::Year),
    ("SHORT_YEAR", NumberClass::ShortYear),
    ("DECADE", NumberClass::Decade),
    ("DAY", NumberClass::Day),
    ("HOUR", NumberClass::Hour),
    ("MINUTE", NumberClass::Minute),
    ("HOUR_MILITARY", NumberClass::MilitaryHour),
    ("DAY_SPELLED", NumberClass::SpelledDay),
    ("QUARTER_NUMBER", NumberClass::Quarter),
];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum NumberClass {
    Cardinal,
    Ordinal,
    Year,
    ShortYear,
    Decade,
    Day,
    Hour,
    Minute,
    MilitaryHour,
    Month,
    LateDay,
    MarkedYear,
    AnyYear,
    CommonYear,
    OldYear,
    SpelledDay,
    Quarter,
}

/// A phrase of a class.
#[derive(Debug)]
pub struct Entry {
    /// The words after the first, and whether each stands without a space before it.
    rest: Box<[(WordId, bool)]>,
    /// Its class.
    pub class: ClassId,
    /// What it means.
    value: f64,
    /// True where it must begin with a capital.
    capital: bool,
}

/// The stage's entries.
#[derive(Debug, Default)]
pub struct Lexicon {
    /// Every word of every table.
    pub words: Words,
    /// For each word what it does to a number.
    pub number_words: Vec<Option<NumberWord>>,
    /// For each word the phrases that begin with it.
    pub entries: Vec<Vec<Entry>>,
    /// The rules of time expressions.
    pub rules: Rules,
    /// Qualifiers, units and currencies.
    pub quantities: QuantityLexicon,
    classes: Vec<Box<str>>,
    number_classes: Vec<Option<NumberClass>>,
    slots: Vec<Option<Slot>>,
}

impl Lexicon {
    /// The entries that the package ships.
    ///
    /// # Errors
    /// A fault in a data file.
    pub fn builtin(ontology: &Ontology) -> Result<Self, Error> {
        let mut out = Self::default();
        for (name, _) in NUMBER_CLASSES {
            out.classes.push(name.into());
        }
        out.read_numbers("data/values/number_words.tsv", include_str!("../../data/values/number_words.tsv"))?;
        out.read_words("data/values/time_words.tsv", include_str!("../../data/values/time_words.tsv"))?;
        out.number_classes =
            out.classes.iter().map(|c| NUMBER_CLASSES.iter().find(|(n, _)| **c == **n).map(|(_, k)| *k)).collect();
        out.slots = out.classes.iter().map(|c| slot_of_class(c)).collect();
        let file = "data/values/time_rules.toml";
        let mut names = Names { words: &mut out.words, classes: &out.classes };
        let mut rules = Rules::read(file, include_str!("../../data/values/time_rules.toml"), &mut names)?;
        out.quantities = QuantityLexicon::builtin(&mut out.words, ontology)?;
        out.entries.resize_with(out.words.len(), Vec::new);
        out.number_words.resize(out.words.len(), None);
        rules.finish(&out);
        out.rules = rules;
        Ok(out)
    }

    fn read_numbers(&mut self, file: &str, content: &str) -> Result<(), Error> {
        for row in Table::parse(file, content)?.rows() {
            let value = row.require("value")?.parse().map_err(|_| row.error("value is no number"))?;
            let kind = row.require("kind")?;
            let number = NumberWord::parse(kind, value).ok_or_else(|| row.error(format!("no kind {kind:?}")))?;
            for word in row.list("words")? {
                let id = self.words.add(word);
                self.number_words.resize(self.words.len().max(self.number_words.len()), None);
                self.number_words[id.index()] = Some(number);
            }
        }
        Ok(())
    }

    fn read_words(&mut self, file: &str, content: &str) -> Result<(), Error> {
        for row in Table::parse(file, content)?.rows() {
            let name = row.require("class")?;
            let class = self.classes.iter().position(|c| **c == *name).unwrap_or_else(|| {
                self.classes.push(name.into());
                self.classes.len() - 1
            });
            let class = ClassId(u8::try_from(class).map_err(|_| row.error("more than 256 classes"))?);
            let value = row.get("value")?;
            let value = if value.is_empty() { 0.0 } else { number_of(value).ok_or_else(|| row.error("bad value"))? };
            let capital = row.get("case")? == "capital";
            for phrase in row.list("words")? {
                let words = self.words.phrase(phrase);
                let Some(((first, _), rest)) = words.split_first() else { continue };
                let size = self.words.len().max(self.entries.len());
                self.entries.resize_with(size, Vec::new);
                let entry = Entry { rest: rest.into(), class, value, capital };
                let bucket = &mut self.entries[first.index()];
                let at = bucket.partition_point(|e| e.rest.len() >= entry.rest.len());
                bucket.insert(at, entry);
            }
        }
        Ok(())
    }

    /// The slot that a class fills.
    pub fn slot_of(&self, class: ClassId) -> Option<Slot> {
        self.slots.get(usize::from(class.0)).copied().flatten()
    }

    /// What an item's word does to a number.
    pub fn number_word(&self, items: &Items, at: usize) -> Option<NumberWord> {
        self.number_words.get(items.get(at)?.word.index()).copied().flatten()
    }

    /// A class by its name; None where no entry is of it.
    pub fn class(&self, name: &str) -> Option<ClassId> {
        let at = self.classes.iter().position(|c| **c == *name)?;
        u8::try_from(at).ok().map(ClassId)
    }

    /// True for `the`, which no mention begins with; `a` in `a week` is a number.
    pub fn article(&self, items: &Items, at: usize) -> bool {
        self.class("DEFINITE").is_some_and(|c| self.has_class(items, c, at))
    }

    /// True for articles, prepositions, conjunctions and auxiliaries: words that no number counts.
    pub fn is_function_word(&self, items: &Items, at: usize) -> bool {
        self.quantities.is_function_word(items.get(at).map_or(WordId::UNKNOWN, |i| i.word))
    }

    /// True where numbers belong to the class.
    pub fn is_number_class(&self, class: ClassId) -> bool {
        self.number_classes.get(usize::from(class.0)).copied().flatten().is_some()
    }

    /// Calls `found` with the end and meaning of everything of a class that begins at an item.
    pub fn each_match(&self, items: &Items, class: ClassId, at: usize, mut found: impl FnMut(usize, f64)) {
        let Some(item) = items.get(at) else { return };
        if let Some(kind) = self.number_classes.get(usize::from(class.0)).copied().flatten()
            && let Some((end, value)) = self.number_of_class(items, kind, at)
        {
            found(end, value);
        }
        for entry in self.entries.get(item.word.index()).into_iter().flatten() {
            if entry.class != class || (entry.capital && !item.capital) {
                continue;
            }
            let fits = entry.rest.iter().enumerate().all(|(i, (word, glued))| {
                items.get(at + 1 + i).is_some_and(|next| {
                    next.word == *word && next.sentence == item.sentence && !(*glued && next.space_before)
                })
            });
            if fits {
                found(at + 1 + entry.rest.len(), entry.value);
            }
        }
    }

    /// True where something of the class begins at an item.
    pub fn has_class(&self, items: &Items, class: ClassId, at: usize) -> bool {
        let mut any = false;
        self.each_match(items, class, at, |_, _| any = true);
        any
    }

    fn number_of_class(&self, items: &Items, class: NumberClass, at: usize) -> Option<(usize, f64)> {
        let item = items.get(at)?;
        let plain = |most: u8, range: std::ops::RangeInclusive<i32>| {
            item.plain(most).filter(|n| range.contains(n)).map(|n| (at + 1, f64::from(n)))
        };
        let count = match item.kind {
            ItemKind::Number(d) => d.count,
            _ => 0,
        };
        match class {
            NumberClass::Cardinal => numbers::read(items, self, at).filter(|r| !r.ordinal).map(|r| (r.end, r.value)),
            NumberClass::Ordinal => numbers::read(items, self, at).filter(|r| r.ordinal).map(|r| (r.end, r.value)),
            NumberClass::Year | NumberClass::CommonYear | NumberClass::OldYear if items.in_code(at) => None,
            NumberClass::Year if count == 4 => plain(4, 1000..=2999),
            NumberClass::CommonYear if count == 4 => plain(4, 1900..=2099),
            NumberClass::OldYear if count == 4 => plain(4, 1000..=1899).or_else(|| plain(4, 2100..=2199)),
            NumberClass::Year | NumberClass::CommonYear | NumberClass::OldYear => None,
            NumberClass::AnyYear => plain(4, 1..=2999),
            NumberClass::Month => plain(2, 1..=12),
            NumberClass::LateDay => plain(2, 13..=31),
            NumberClass::MarkedYear => match item.kind {
                ItemKind::ShortYear(n) => Some((at + 1, f64::from(n))),
                _ => None,
            },
            NumberClass::ShortYear => match item.kind {
                ItemKind::ShortYear(n) => Some((at + 1, f64::from(n))),
                _ => plain(2, 0..=99).filter(|_| count == 2),
            },
            NumberClass::Decade => match item.kind {
                ItemKind::Decade(n) => Some((at + 1, f64::from(n))),
                _ => None,
            },
            NumberClass::Day => match item.kind {
                ItemKind::Ordinal(n @ 1..=31) => Some((at + 1, f64::from(n))),
                _ => plain(2, 1..=31),
            },
            NumberClass::SpelledDay if item.kind == ItemKind::Word => {
                numbers::read(items, self, at).filter(|r| r.ordinal && r.value <= 31.0).map(|r| (r.end, r.value))
            }
            NumberClass::SpelledDay => None,
            NumberClass::Quarter => plain(1, 1..=4),
            NumberClass::Hour => plain(2, 0..=24),
            NumberClass::MilitaryHour if count == 4 => plain(4, 100..=2400).filter(|(_, v)| v % 100.0 < 60.0),
            NumberClass::MilitaryHour => None,
            NumberClass::Minute => plain(2, 0..=59).filter(|_| count == 2),
        }
    }
}
