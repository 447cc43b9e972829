//! Learns the lemma tables: for each tag the edit of each ending that most forms take, and the forms that differ.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use dateline::syntax::lemmas::{Lemmatizer, endings};

use crate::treebank::Sentence;

type Edit = (usize, String);

/// The two tables, as files.
pub fn learn(sentences: &[Sentence]) -> (String, String) {
    // Tag, form and lemma with their number; letters as annotated.
    let mut seen: BTreeMap<(&str, &str), BTreeMap<String, usize>> = BTreeMap::new();
    let mut cased: BTreeMap<&str, [usize; 2]> = BTreeMap::new();
    for token in sentences.iter().flatten().filter(|t| t.lemma != "_") {
        let upper = token.form != token.lower;
        if upper {
            let kept = token.lemma.chars().any(char::is_uppercase);
            cased.entry(&token.tag).or_default()[usize::from(kept)] += 1;
        }
        *seen.entry((&token.tag, &token.lower)).or_default().entry(token.lemma.to_lowercase()).or_default() += 1;
    }
    let mut rules = String::from(
        "# What replaces the ending of a form under a tag: CUT bytes go, ADD comes; of several endings the longest. `=`\n# as the ending: lemmas keep their capitals. Learnt from the treebanks named in README.md.\ntag\tending\tcut\tadd\n",
    );
    for (tag, [lost, kept]) in &cased {
        if kept > lost {
            let _ = writeln!(rules, "{tag}\t=\t0\t");
        }
    }
    let best: BTreeMap<(&str, &str), (&str, usize)> = seen
        .iter()
        .map(|(key, lemmas)| {
            let (lemma, n) = lemmas.iter().max_by_key(|(l, n)| (**n, std::cmp::Reverse((*l).clone()))).expect("one");
            (*key, (lemma.as_str(), *n))
        })
        .collect();
    // Endings vote by forms, so that a frequent irregular word does not make a rule.
    let mut votes: BTreeMap<(&str, &str), BTreeMap<Edit, usize>> = BTreeMap::new();
    for ((tag, form), (lemma, _)) in &best {
        let edit = edit(form, lemma);
        for ending in endings(form) {
            if ending.len() >= edit.0.min(3) || ending.is_empty() {
                *votes.entry((tag, ending)).or_default().entry(edit.clone()).or_default() += 1;
            }
        }
    }
    let mut kept: BTreeMap<(&str, &str), Edit> = BTreeMap::new();
    let mut keys: Vec<(&str, &str)> = votes.keys().copied().collect();
    keys.sort_by_key(|(tag, ending)| (ending.len(), *tag, *ending));
    for key in keys {
        let (edit, n) = votes[&key].iter().max_by_key(|(e, n)| (**n, std::cmp::Reverse((*e).clone()))).expect("one");
        let total: usize = votes[&key].values().sum();
        let (tag, ending) = key;
        let shorter = endings(ending).skip(1).find_map(|e| kept.get(&(tag, e)));
        let plain = (0, String::new());
        let default = shorter.unwrap_or(&plain);
        let safe = edit.0 == 0 || ending.len() >= edit.0;
        if safe && edit != default && (*n >= 3 || (*n == 2 && total == 2 && ending.len() > 4)) && n * 3 >= total * 2 {
            kept.insert(key, edit.clone());
        }
    }
    for ((tag, ending), (cut, add)) in &kept {
        let _ = writeln!(rules, "{tag}\t{ending}\t{cut}\t{add}");
    }
    let header = "# Forms whose lemma the rules of their tag do not give. Learnt from the treebanks named in README.md.\ntag\tform\tlemma\n";
    let made = rules.clone();
    let by_rules = Lemmatizer::open(&made, header).expect("just made");
    let mut exceptions = String::from(header);
    let mut rows: BTreeSet<(&str, &str, &str)> = BTreeSet::new();
    for ((tag, form), (lemma, n)) in &best {
        let mut guess = String::new();
        by_rules.write(form, form, tag, &mut guess);
        let proper = tag.starts_with("PROPN");
        if guess != **lemma
            && !lemma.is_empty()
            && !form.starts_with('#')
            && (!proper || *n > 1)
            && !tag.starts_with('X')
        {
            let as_seen = sentences
                .iter()
                .flatten()
                .find(|t| t.tag == **tag && t.lower == **form && t.lemma.to_lowercase() == **lemma);
            let lemma = as_seen.filter(|_| tag.contains("NNP")).map_or(*lemma, |t| t.lemma.as_str());
            rows.insert((tag, form, lemma));
        }
    }
    for (tag, form, lemma) in rows {
        let _ = writeln!(exceptions, "{tag}\t{form}\t{lemma}");
    }
    (rules, exceptions)
}

fn edit(form: &str, lemma: &str) -> Edit {
    let same = form.char_indices().zip(lemma.chars()).find(|((_, a), b)| a != b).map(|((at, _), _)| at);
    let same = same.unwrap_or(form.len().min(lemma.len()));
    (form.len() - same, lemma[same..].to_owned())
}
