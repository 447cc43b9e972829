//! Sentences: read from CoNLL-U or from the evaluation format, and copies of them in other styles.

use std::io::Read;
use std::path::Path;

use dateline::syntax::tags::Deprel;

/// One word of a treebank.
#[derive(Clone, Debug)]
pub struct Token {
    /// As written.
    pub form: String,
    /// In lower case.
    pub lower: String,
    /// As annotated.
    pub lemma: String,
    /// `NOUN NNS`; in the evaluation format the Universal POS only.
    pub tag: String,
    /// Position of the head; the number of words for the root.
    pub head: usize,
    /// Relation.
    pub label: Deprel,
}

/// The words of a sentence.
pub type Sentence = Vec<Token>;

/// Pairs of forms, as the core takes them.
pub fn forms(sentence: &Sentence) -> impl Iterator<Item = (&str, &str)> + Clone {
    sentence.iter().map(|t| (t.form.as_str(), t.lower.as_str()))
}

fn lower(form: &str) -> String {
    form.replace('\u{2019}', "'").to_lowercase()
}

/// The content of a file, unpacked where its name ends in `.gz`.
pub fn read(path: &Path) -> std::io::Result<String> {
    let bytes = std::fs::read(path)?;
    if path.extension().is_some_and(|e| e == "gz") {
        let mut text = String::new();
        flate2::read::GzDecoder::new(&bytes[..]).read_to_string(&mut text)?;
        return Ok(text);
    }
    String::from_utf8(bytes).map_err(std::io::Error::other)
}

/// The sentences of a CoNLL-U file; word ranges and empty nodes are passed over.
pub fn conllu(text: &str) -> Vec<Sentence> {
    let mut out = Vec::new();
    let mut sentence: Vec<(Token, usize)> = Vec::new();
    for line in text.lines().chain([""]) {
        if line.is_empty() {
            let len = sentence.len();
            let close = |(mut token, head): (Token, usize)| {
                token.head = if head == 0 { len } else { head - 1 };
                token
            };
            if len > 0 {
                out.push(sentence.drain(..).map(close).collect());
            }
            continue;
        }
        let cells: Vec<&str> = line.split('\t').collect();
        let [id, form, lemma, upos, xpos, _, head, label, ..] = cells[..] else { continue };
        let (Ok(_), Ok(head)) = (id.parse::<usize>(), head.parse()) else { continue };
        let label = Deprel::parse(label).unwrap_or(Deprel::Dep);
        let (form, lemma, tag) = (form.to_owned(), lemma.to_owned(), format!("{upos} {xpos}"));
        sentence.push((Token { lower: lower(&form), form, lemma, tag, head: 0, label }, head));
    }
    out
}

/// The sentences of the evaluation format, with the corpus that each is from.
pub fn evaluation(text: &str) -> Vec<(String, Sentence)> {
    let mut out = Vec::new();
    for line in text.lines() {
        let Ok(record) = serde_json::from_str::<serde_json::Value>(line) else { continue };
        let source: Vec<char> = record["text"].as_str().unwrap_or("").chars().collect();
        let name = record["gold"]["corpus"].as_str().unwrap_or("").to_owned();
        for rows in record["gold"]["sentences"].as_array().into_iter().flatten() {
            let rows = rows.as_array().map(Vec::as_slice).unwrap_or_default();
            let sentence = rows.iter().map(|row| {
                let at = |i: usize| row[i].as_u64().unwrap_or(0) as usize;
                let form: String = source[at(0)..at(1)].iter().collect();
                let text = |i: usize| row[i].as_str().unwrap_or("").to_owned();
                let head = row[4].as_i64().and_then(|h| usize::try_from(h).ok()).unwrap_or(rows.len());
                let label = Deprel::parse(&text(5)).unwrap_or(Deprel::Dep);
                Token { lower: lower(&form), form, lemma: text(2), tag: text(3), head, label }
            });
            out.push((name.clone(), sentence.collect()));
        }
    }
    out
}

/// The sentence in capitals.
pub fn capitals(sentence: &Sentence) -> Sentence {
    let mut out = sentence.clone();
    for token in &mut out {
        token.form = token.form.to_uppercase();
    }
    out
}

/// The sentence as a headline: no articles, no forms of *be* that only help, no full stop, and capitals at the
/// beginning of words where `title`.
pub fn headline(sentence: &Sentence, title: bool) -> Sentence {
    let governs = |i: usize| sentence.iter().any(|t| t.head == i);
    let keep: Vec<bool> = sentence
        .iter()
        .enumerate()
        .map(|(i, t)| {
            let article = t.label == Deprel::Det && matches!(t.lemma.as_str(), "the" | "a");
            let helper = matches!(t.label, Deprel::Aux | Deprel::AuxPass | Deprel::Cop) && t.lemma == "be";
            let stop = i + 1 == sentence.len() && t.form == "." && i > 0;
            governs(i) || !(article || helper || stop)
        })
        .collect();
    let place = |i: usize| keep[..i.min(keep.len())].iter().filter(|k| **k).count();
    let kept = sentence.iter().zip(&keep).filter(|(_, k)| **k);
    let mut out: Sentence = kept.map(|(t, _)| Token { head: place(t.head), ..t.clone() }).collect();
    for token in out.iter_mut().filter(|_| title) {
        let small = token.form.len() < 4 && !token.tag.starts_with("VERB") && !token.tag.starts_with('N');
        let mut letters = token.form.chars();
        if let Some(first) = letters.next().filter(|_| !small) {
            token.form = first.to_uppercase().chain(letters).collect();
        }
    }
    out
}
