//! The lemmatiser: a table of exceptions by form and tag, then the rule of the longest ending that has one.

use hashbrown::HashMap;

use super::spelling;
use crate::error::Error;
use crate::lexicon::Table;

/// Longest ending that a rule may have, in bytes.
const LONGEST: usize = 7;

/// What replaces the end of a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Edit<'a> {
    cut: usize,
    add: &'a str,
}

/// Exceptions and rules, by tag (`VERB VBD`).
#[derive(Clone, Debug, Default)]
pub struct Lemmatizer<'a> {
    tags: HashMap<&'a str, Tables<'a>>,
    stems: HashMap<&'a str, &'a str>,
}

#[derive(Clone, Debug, Default)]
struct Tables<'a> {
    exceptions: HashMap<&'a str, &'a str>,
    rules: HashMap<&'a str, Edit<'a>>,
    keeps_case: bool,
}

impl<'a> Lemmatizer<'a> {
    /// Reads `lemma_rules.tsv` (tag, ending, cut, add) and `lemma_exceptions.tsv` (tag, form, lemma). A rule with `=` as
    /// its ending says that lemmas of the tag keep their capitals.
    ///
    /// # Errors
    /// A faulty row.
    pub fn open(rules: &'a str, exceptions: &'a str) -> Result<Self, Error> {
        let mut out = Self::default();
        for row in Table::parse("data/models/lemma_rules.tsv", rules)?.rows() {
            let tables = out.tags.entry(row.require("tag")?).or_default();
            match row.get("ending")? {
                "=" => tables.keeps_case = true,
                ending => {
                    let cut = row.require("cut")?.parse().map_err(|_| row.error("cut is no number"))?;
                    tables.rules.insert(ending, Edit { cut, add: row.get("add")? });
                }
            }
        }
        for row in Table::parse("data/models/lemma_exceptions.tsv", exceptions)?.rows() {
            let tables = out.tags.entry(row.require("tag")?).or_default();
            tables.exceptions.insert(row.require("form")?, row.require("lemma")?);
        }
        Ok(out)
    }

    /// Adds the past forms of `irregular_verbs.tsv` (lemma, forms, also) that the treebanks do not have.
    ///
    /// # Errors
    /// A faulty row.
    pub fn with_irregular(mut self, file: &'a str, verbs: &'a str) -> Result<Self, Error> {
        for row in Table::parse(file, verbs)?.rows() {
            let (lemma, also) = (row.require("lemma")?, row.get("also")? == "yes");
            let forms: Vec<&str> = row.list("forms")?.collect();
            let told = |tag: &str| matches!(tag, "VERB VBD" | "VERB VBN");
            #[allow(clippy::disallowed_methods)] // each tag for itself: the order does not matter
            let tags = self.tags.iter_mut().filter(|(tag, _)| tag.starts_with("VERB ") && (!also || told(tag)));
            for (_, tables) in tags {
                for form in &forms {
                    tables.exceptions.entry(form).or_insert(lemma);
                }
            }
        }
        Ok(self)
    }

    /// Adds the verbs of `regular_verbs.tsv` (lemma, stem), whose regular forms do not show how they end.
    ///
    /// # Errors
    /// A faulty row.
    pub fn with_regular(mut self, file: &'a str, verbs: &'a str) -> Result<Self, Error> {
        for row in Table::parse(file, verbs)?.rows() {
            let (lemma, stem) = (row.require("lemma")?, row.get("stem")?);
            let short = lemma.strip_suffix('e').unwrap_or(lemma);
            self.stems.insert(if stem.is_empty() { short } else { stem }, lemma);
        }
        Ok(self)
    }

    /// The lemma of a regular form of a verb where the list or the spelling tells it, as a stem and what comes behind:
    /// `ston` + `e` of `stoned`, `help` of `helped`, `raid` of itself.
    fn regular<'w>(&'w self, lower: &'w str, tag: &str) -> Option<(&'w str, &'static str)> {
        // `raid`, taken for a past like `said`.
        let listed = self.stems.get(lower.strip_suffix('e').unwrap_or(lower)).filter(|lemma| **lemma == lower);
        if listed.is_some() && tag.starts_with("VERB ") {
            return Some((lower, ""));
        }
        let stem = match tag {
            "VERB VBD" | "VERB VBN" => lower.strip_suffix("ed")?,
            "VERB VBG" => lower.strip_suffix("ing")?,
            "VERB VBZ" => lower.strip_suffix("es")?,
            _ => return None,
        };
        match self.stems.get(stem) {
            Some(lemma) => Some((lemma, "")),
            None if tag == "VERB VBZ" => stem.ends_with('x').then_some((stem, "")),
            None => spelling::lemma_of(stem),
        }
    }

    /// Writes the lemma of a word. `lower` is the form in lower case, `tag` the tagger's name of its tag.
    pub fn write(&self, form: &str, lower: &str, tag: &str, out: &mut String) {
        let Some(tables) = self.tags.get(tag) else {
            out.push_str(lower);
            return;
        };
        if let Some(lemma) = tables.exceptions.get(lower) {
            out.push_str(lemma);
            return;
        }
        if let Some((stem, add)) = self.regular(lower, tag) {
            out.push_str(stem);
            out.push_str(add);
            return;
        }
        let form = if tables.keeps_case { form } else { lower };
        let edit = endings(lower).find_map(|ending| tables.rules.get(ending));
        match edit.and_then(|edit| Some((form.get(..form.len().checked_sub(edit.cut)?)?, edit.add))) {
            // `S` as a plural noun is no ending alone.
            Some((stem, add)) if !(stem.is_empty() && add.is_empty()) => {
                out.push_str(stem);
                out.push_str(add);
            }
            _ => out.push_str(form),
        }
    }
}

/// The endings of a form, the longest first, the empty one last.
pub fn endings(lower: &str) -> impl Iterator<Item = &str> {
    let from = lower.len().saturating_sub(LONGEST);
    (from..=lower.len()).filter_map(|at| lower.get(at..))
}

#[cfg(test)]
mod tests {
    use crate::syntax::models::Models;

    /// The forms of `tests/cases/verbs.tsv`, some three hundred verbs in -e and a hundred others.
    #[test]
    fn regular_forms_have_their_verb() {
        let lemmatizer = &Models::builtin().unwrap().lemmatizer;
        let mut wrong = Vec::new();
        for line in include_str!("../../tests/cases/verbs.tsv").lines().skip(2) {
            let [lemma, past, gerund, third] = line.split('\t').collect::<Vec<_>>()[..] else { panic!("{line}") };
            for (form, tag) in [(past, "VBD"), (past, "VBN"), (gerund, "VBG"), (third, "VBZ")] {
                let mut out = String::new();
                lemmatizer.write(form, form, &format!("VERB {tag}"), &mut out);
                if out != lemma {
                    wrong.push(format!("{form} ({tag}) = {out}, not {lemma}"));
                }
            }
        }
        assert!(wrong.is_empty(), "{} wrong: {wrong:#?}", wrong.len());
    }
}
