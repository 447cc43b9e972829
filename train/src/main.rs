//! Makes tagger, parser and lemma tables from treebanks:
//!
//! ```text
//! cargo run --release --bin dateline-train --manifest-path train/Cargo.toml -- DATA_DIR OUT_DIR [DEV.jsonl.gz]
//! ```
//!
//! Every `*.conllu` and `*.conllu.gz` of `DATA_DIR` is read, in the order of their names, and after them the wire news of
//! our own in `wire/`. The same data give the same bytes. The optional third file and `wire/dev/` are only measured on.

mod averaged;
mod evaluate;
mod lemmas;
mod parser;
mod reviser;
mod tagger;
mod treebank;

use std::error::Error;
use std::path::{Path, PathBuf};
use std::time::Instant;

use treebank::Sentence;

/// Wire news of our own, beside the public treebanks; in `dev` what is only measured on.
const WIRE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/wire");
/// In how many parts the sentences fall, each of which is analysed by models of the others.
const FOLDS: usize = 5;
/// Neighbours that are left out together: a document's words recur.
const BLOCK: usize = 40;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let [data, out, ..] = &arguments[..] else {
        return Err("usage: dateline-train DATA_DIR OUT_DIR [DEV.jsonl.gz]".into());
    };
    let mut gold = sentences(data)?;
    gold.extend(sentences(Path::new(WIRE))?);
    std::fs::create_dir_all(out)?;
    let begin = Instant::now();
    let said = |what: &str| println!("{:7.1} s  {what}", begin.elapsed().as_secs_f64());

    let (rules, exceptions) = lemmas::learn(&gold);
    std::fs::write(out.join("lemma_rules.tsv"), &rules)?;
    std::fs::write(out.join("lemma_exceptions.tsv"), &exceptions)?;
    said("lemmas");

    let (styled, origins) = styles(&gold);
    let folds: Vec<usize> = origins.iter().map(|origin| origin / BLOCK % FOLDS).collect();
    let words = styled.iter().map(Vec::len).sum::<usize>();
    said(&format!("{} sentences; with copies in other styles {}, {words} words", gold.len(), styled.len()));
    let tagger = tagger::train(&styled, &folds, said);
    std::fs::write(out.join("tagger-1.bin"), &tagger.first)?;
    std::fs::write(out.join("tagger-2.bin"), &tagger.second)?;
    said("tagger");
    let parser = parser::train(&styled, &folds, &tagger.tags, said);
    std::fs::write(out.join("scout.bin"), &parser.scout)?;
    std::fs::write(out.join("parser.bin"), &parser.steps)?;
    std::fs::write(out.join("labels.bin"), &parser.labels)?;
    std::fs::write(out.join("reviser.bin"), &parser.reviser)?;
    said("parser");

    let mut dev = match arguments.get(2) {
        Some(file) => treebank::evaluation(&treebank::read(file)?),
        None => Vec::new(),
    };
    dev.extend(sentences(&Path::new(WIRE).join("dev"))?.into_iter().map(|s| ("wire".to_owned(), s)));
    evaluate::report(&dev, out)?;
    said("measured");
    Ok(())
}

fn sentences(folder: &Path) -> Result<Vec<Sentence>, Box<dyn Error>> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)?.map(|f| f.map(|f| f.path())).collect::<Result<_, _>>()?;
    files.retain(|f| f.to_string_lossy().contains(".conllu"));
    files.sort();
    let mut out = Vec::new();
    for file in files {
        out.extend(treebank::conllu(&treebank::read(&file)?));
    }
    Ok(out)
}

/// The sentences, and copies of some: every third in capitals, every fourth as a headline, in turns with capitals at the
/// beginning of words, in capitals and as it is. With them, which sentence each is made of.
fn styles(gold: &[Sentence]) -> (Vec<Sentence>, Vec<usize>) {
    let mut out = gold.to_vec();
    let mut origins: Vec<usize> = (0..gold.len()).collect();
    for (i, sentence) in gold.iter().enumerate() {
        if i % 3 == 0 {
            out.push(treebank::capitals(sentence));
            origins.push(i);
        }
        if i % 4 == 1 && sentence.len() > 3 {
            out.push(match i / 4 % 4 {
                0 | 1 => treebank::headline(sentence, true),
                2 => treebank::headline(sentence, false),
                _ => treebank::capitals(&treebank::headline(sentence, false)),
            });
            origins.push(i);
        }
    }
    (out, origins)
}
