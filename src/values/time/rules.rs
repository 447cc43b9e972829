//! The rules of time expressions, as the data has them.

use serde::Deserialize;

use super::grammar::{Element, Fit, Grammar, Names};
use super::slots::{Slot, Slots, number_of};
use crate::error::Error;
use crate::values::DateKind;
use crate::values::items::Items;
use crate::values::lexicon::Lexicon;
use crate::values::words::WordId;

/// How the value of a rule is made of what its pattern caught.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Form {
    /// A place in the calendar, written out or with parts left out.
    Calendar,
    /// Counted from the day of publication: `two days ago`.
    FromNow,
    /// Counted from the date told before: `two days later`.
    FromText,
    /// The unit, week day, month, season or part of day at the publication, before or after it: `last week`.
    AtNow,
    /// The same by the date told before: `the next day`, `that year`.
    AtText,
    /// A length of time.
    Duration,
    /// Something that comes back.
    Set,
    /// The value of the rule as it stands; none where it has none.
    Fixed,
}

/// A rule as written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    name: String,
    pattern: Patterns,
    form: Form,
    #[serde(default)]
    with: std::collections::BTreeMap<String, toml::Value>,
    value: Option<String>,
    kind: Option<String>,
    #[serde(default)]
    after: Vec<String>,
    #[serde(default)]
    not_after: Vec<String>,
    #[serde(default)]
    before: Vec<String>,
    #[serde(default)]
    not_before: Vec<String>,
    #[serde(default)]
    yes: Vec<(String, String)>,
    #[serde(default)]
    no: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Patterns {
    One(String),
    Several(Vec<String>),
}

#[derive(Debug, Deserialize)]
struct File {
    rule: Vec<Written>,
}

/// A rule.
#[derive(Debug)]
pub struct Rule {
    /// Its name.
    pub name: &'static str,
    /// How its value is made.
    pub form: Form,
    /// What it knows beside what it catches.
    pub with: Slots,
    /// The value, where it is always the same.
    pub value: Option<String>,
    /// The TIMEX3 type, where the form does not give it.
    pub kind: Option<DateKind>,
    /// One of these must stand before it.
    after: Vec<Element>,
    /// None of these may.
    not_after: Vec<Element>,
    /// One of these must stand after it.
    before: Vec<Vec<Element>>,
    /// None of these may.
    not_before: Vec<Vec<Element>>,
    /// Phrasings, the expression in brackets, with its value.
    pub yes: Vec<(String, String)>,
    /// Phrasings in which it does not fire.
    pub no: Vec<String>,
}

/// All rules and their patterns.
#[derive(Debug, Default)]
pub struct Rules {
    /// In the order of the data.
    pub rows: Vec<Rule>,
    grammar: Grammar,
}

impl Rules {
    /// Reads the rules.
    ///
    /// # Errors
    /// A fault in the file.
    pub fn read(file: &str, content: &str, names: &mut Names<'_>) -> Result<Self, Error> {
        let written: File = toml::from_str(content).map_err(|e| Error::data(file, None, e.to_string()))?;
        let mut out = Self::default();
        for (i, rule) in written.rule.into_iter().enumerate() {
            let fault = |message: String| Error::data(file, None, format!("rule {:?}: {message}", rule.name));
            let patterns = match &rule.pattern {
                Patterns::One(p) => std::slice::from_ref(p),
                Patterns::Several(list) => list,
            };
            for pattern in patterns {
                out.grammar.add(i, pattern, names).map_err(fault)?;
            }
            let mut with = Slots::default();
            for (name, value) in &rule.with {
                let slot = Slot::parse(name).ok_or_else(|| fault(format!("no slot {name:?}")))?;
                let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
                let number = number_of(&text).ok_or_else(|| fault(format!("{name} is {text:?}")))?;
                with.set(slot, number);
            }
            let kind = match rule.kind.as_deref() {
                None => None,
                Some("date") => Some(DateKind::Date),
                Some("time") => Some(DateKind::Time),
                Some("duration") => Some(DateKind::Duration),
                Some("set") => Some(DateKind::Set),
                Some(other) => return Err(fault(format!("no kind {other:?}"))),
            };
            let mut context = |list: &[String]| -> Result<Vec<Element>, Error> {
                list.iter().map(|n| names.element(n).map_err(fault)).collect()
            };
            let (after, not_after) = (context(&rule.after)?, context(&rule.not_after)?);
            // What stands after may be a row of several: `- YEAR`.
            let mut rows = |list: &[String]| -> Result<Vec<Vec<Element>>, Error> {
                let row = |names: &String| names.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
                list.iter().map(|n| context(&row(n))).collect()
            };
            let row = Rule {
                after,
                not_after,
                before: rows(&rule.before)?,
                not_before: rows(&rule.not_before)?,
                // Rules are read once and live as long as the program.
                name: Box::leak(rule.name.clone().into_boxed_str()),
                form: rule.form,
                with,
                value: rule.value.clone(),
                kind,
                yes: rule.yes,
                no: rule.no,
            };
            out.rows.push(row);
        }
        Ok(out)
    }

    /// Prepares the table of first words; called when the lexicon is full.
    pub fn finish(&mut self, lexicon: &Lexicon) {
        self.grammar.finish(lexicon);
    }

    /// The longest expression that begins at an item.
    pub fn longest(&self, items: &Items, lexicon: &Lexicon, at: usize) -> Option<Fit> {
        self.grammar.longest(items, lexicon, at, |rule, end| {
            self.rows.get(rule).is_some_and(|r| r.context_holds(items, lexicon, at, end))
        })
    }
}

impl Rule {
    fn context_holds(&self, items: &Items, lexicon: &Lexicon, start: usize, end: usize) -> bool {
        let left = |list: &[Element]| list.iter().any(|e| stands_before(items, lexicon, *e, start));
        let right = |list: &[Vec<Element>]| list.iter().any(|row| row_stands_after(items, lexicon, row, end));
        (self.after.is_empty() || left(&self.after))
            && (self.before.is_empty() || right(&self.before))
            && !left(&self.not_after)
            && !right(&self.not_before)
    }
}

/// The longest phrase of a class, in items, that a context looks back for.
const LONGEST_BACK: usize = 3;

fn stands_before(items: &Items, lexicon: &Lexicon, element: Element, start: usize) -> bool {
    let here = items.get(start).map(|i| i.sentence);
    let Some(before) = start.checked_sub(1).and_then(|i| items.get(i)).filter(|i| Some(i.sentence) == here) else {
        return element == Element::Edge;
    };
    match element {
        Element::Edge => false,
        Element::Word(w) => before.word == w && w != WordId::UNKNOWN,
        Element::Number(n) => before.plain(4) == Some(n),
        Element::Class(c) => (start.saturating_sub(LONGEST_BACK)..start).any(|at| {
            let mut reaches = false;
            lexicon.each_match(items, c, at, |end, _| reaches |= end == start);
            reaches
        }),
    }
}

fn row_stands_after(items: &Items, lexicon: &Lexicon, row: &[Element], end: usize) -> bool {
    let mut at = end;
    row.iter().all(|e| {
        let reached = stands_after(items, lexicon, *e, at);
        at = reached.unwrap_or(at);
        reached.is_some()
    })
}

/// Where an element that stands right behind an expression ends.
fn stands_after(items: &Items, lexicon: &Lexicon, element: Element, end: usize) -> Option<usize> {
    let here = end.checked_sub(1).and_then(|i| items.get(i)).map(|i| i.sentence);
    let Some(after) = items.get(end).filter(|i| Some(i.sentence) == here) else {
        return (element == Element::Edge).then_some(end);
    };
    match element {
        Element::Edge => None,
        Element::Word(w) => (after.word == w && w != WordId::UNKNOWN).then_some(end + 1),
        Element::Number(n) => (after.plain(4) == Some(n)).then_some(end + 1),
        Element::Class(c) => {
            let mut reached = None;
            lexicon.each_match(items, c, end, |e, _| reached = reached.max(Some(e)));
            reached
        }
    }
}
