//! English inflection: from the dictionary form of an entry to the forms that a text may hold.

use hashbrown::HashMap;

use crate::error::Error;
use crate::lexicon::Table;

/// Which form of a verb or noun a word is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Form {
    /// `strike`
    Base,
    /// `strikes`, of verb or noun.
    S,
    /// `struck`, `stricken`
    Past,
    /// `striking`
    Ing,
    /// An entry that is no verb and no noun: its words as they stand.
    Fixed,
}

/// The verbs and nouns that do not follow the rule.
#[derive(Debug, Default)]
pub struct Irregular {
    verbs: HashMap<String, Vec<(String, Form)>>,
    nouns: HashMap<String, String>,
}

impl Irregular {
    /// Reads the table: `word`, `pos` (verb or noun), `past`, `ing`, `s`; several forms between `|`.
    ///
    /// # Errors
    /// A fault in the table.
    pub fn parse(file: &str, content: &str) -> Result<Self, Error> {
        let mut out = Self::default();
        let table = Table::parse(file, content)?;
        for row in table.rows() {
            let word = row.require("word")?;
            match row.require("pos")? {
                "verb" => {
                    let mut forms = vec![(word.to_owned(), Form::Base)];
                    for (column, form) in [("past", Form::Past), ("ing", Form::Ing), ("s", Form::S)] {
                        let given: Vec<&str> = row.list(column)?.collect();
                        if given.is_empty() {
                            let rule = regular(word).into_iter().filter(|(_, f)| *f == form);
                            forms.extend(rule);
                        }
                        forms.extend(given.into_iter().map(|w| (w.to_owned(), form)));
                    }
                    out.verbs.insert(word.to_owned(), forms);
                }
                "noun" => drop(out.nouns.insert(word.to_owned(), row.require("s")?.to_owned())),
                other => return Err(row.error(format!("pos is {other:?}; give verb or noun"))),
            }
        }
        Ok(out)
    }

    /// Every form of a verb.
    pub fn verb(&self, word: &str) -> Vec<(String, Form)> {
        self.verbs.get(word).cloned().unwrap_or_else(|| regular(word))
    }

    /// Singular and plural of a noun.
    pub fn noun(&self, word: &str) -> Vec<(String, Form)> {
        let plural = self.nouns.get(word).cloned().unwrap_or_else(|| with_s(word));
        let mut out = vec![(word.to_owned(), Form::Base)];
        if plural != word {
            out.push((plural, Form::S));
        }
        out
    }
}

fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u')
}

/// True where a suffix doubles the last letter: `stab`, `ban`, `gun`, but not `raid`, `bomb`, `bow`.
fn doubles(word: &str) -> bool {
    let mut back = word.chars().rev();
    let (Some(last), Some(vowel), Some(before)) = (back.next(), back.next(), back.next()) else { return false };
    let short = word.chars().filter(|c| is_vowel(*c)).count() == 1;
    short && is_vowel(vowel) && !is_vowel(last) && !is_vowel(before) && !matches!(last, 'w' | 'x' | 'y')
}

fn regular(word: &str) -> Vec<(String, Form)> {
    let stem = word.strip_suffix('e').filter(|s| !s.ends_with(['e', 'o', 'y']));
    let past = match (stem, word.strip_suffix('y')) {
        (Some(_), _) => format!("{word}d"),
        (None, Some(s)) if !s.ends_with(is_vowel) => format!("{s}ied"),
        _ if word.ends_with('e') => format!("{word}d"),
        _ if doubles(word) => format!("{word}{}ed", &word[word.len() - 1..]),
        _ => format!("{word}ed"),
    };
    let ing = match (stem, word.strip_suffix("ie")) {
        (_, Some(s)) => format!("{s}ying"),
        (Some(s), _) => format!("{s}ing"),
        _ if doubles(word) => format!("{word}{}ing", &word[word.len() - 1..]),
        _ => format!("{word}ing"),
    };
    vec![(word.to_owned(), Form::Base), (with_s(word), Form::S), (past, Form::Past), (ing, Form::Ing)]
}

fn with_s(word: &str) -> String {
    if word.ends_with(['s', 'x', 'z']) || word.ends_with("ch") || word.ends_with("sh") {
        return format!("{word}es");
    }
    match word.strip_suffix('y') {
        Some(stem) if !stem.ends_with(is_vowel) => format!("{stem}ies"),
        _ => format!("{word}s"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_follow_the_spelling_rules() {
        let irregular =
            Irregular::parse("x.tsv", "word\tpos\tpast\ting\ts\nstrike\tverb\tstruck|stricken\n").expect("fine");
        let forms = |w: &str| irregular.verb(w).into_iter().map(|(f, _)| f).collect::<Vec<_>>().join(" ");
        assert_eq!(forms("stab"), "stab stabs stabbed stabbing");
        assert_eq!(forms("raid"), "raid raids raided raiding");
        assert_eq!(forms("bomb"), "bomb bombs bombed bombing");
        assert_eq!(forms("seize"), "seize seizes seized seizing");
        assert_eq!(forms("free"), "free frees freed freeing");
        assert_eq!(forms("deny"), "deny denies denied denying");
        assert_eq!(forms("deploy"), "deploy deploys deployed deploying");
        assert_eq!(forms("die"), "die dies died dying");
        assert_eq!(forms("strike"), "strike struck stricken striking strikes");
        assert_eq!(irregular.noun("clash")[1].0, "clashes");
    }
}
