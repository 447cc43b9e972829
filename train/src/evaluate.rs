//! Scores on sentences already cut into words.

use std::collections::BTreeMap;
use std::error::Error;
use std::path::Path;
use std::time::Instant;

use dateline::syntax::lemmas::Lemmatizer;
use dateline::syntax::models::{Models, Workspace};
use dateline::syntax::parser::Parser;
use dateline::syntax::tagger::Tagger;
use dateline::syntax::tags::Deprel;

use crate::treebank::{self, Sentence, forms};

#[derive(Default)]
struct Counts {
    words: usize,
    upos: usize,
    lemmas: usize,
    heads: usize,
    arcs: usize,
    relations: BTreeMap<&'static str, [usize; 3]>,
}

fn main_label(label: Deprel) -> &'static str {
    label.as_str().split(':').next().unwrap_or("")
}

/// Prints scores of the models in a folder on sentences, each with the name of its corpus.
pub fn report(sentences: &[(String, Sentence)], models: &Path) -> Result<(), Box<dyn Error>> {
    let file = |name: &str| std::fs::read(models.join(name));
    let (first, second) = (file("tagger-1.bin")?, file("tagger-2.bin")?);
    let (scout, steps, labels) = (file("scout.bin")?, file("parser.bin")?, file("labels.bin")?);
    let reviser = file("reviser.bin")?;
    let rules = treebank::read(&models.join("lemma_rules.tsv"))?;
    let exceptions = treebank::read(&models.join("lemma_exceptions.tsv"))?;
    let models = Models {
        tagger: Tagger::open(&first, &second)?,
        parser: Parser::open(&scout, &steps, &labels, &reviser)?,
        lemmatizer: Lemmatizer::open(&rules, &exceptions)?,
    };
    let upper: Vec<(String, Sentence)> =
        sentences.iter().map(|(_, s)| ("capitals".to_owned(), treebank::capitals(s))).collect();
    let mut scores: BTreeMap<&str, Counts> = BTreeMap::new();
    let begin = Instant::now();
    let mut work = Workspace::default();
    for (corpus, sentence) in sentences.iter().chain(&upper) {
        models.analyse(forms(sentence), &mut work);
        count(scores.entry(corpus).or_default(), sentence, &models, &work);
        if corpus != "capitals" {
            count(scores.entry("all").or_default(), sentence, &models, &work);
        }
    }
    let words: usize = ["all", "capitals"].iter().filter_map(|n| scores.get(n)).map(|c| c.words).sum();
    println!("{:.0} words/s with scoring", words as f64 / begin.elapsed().as_secs_f64());
    for (name, c) in &scores {
        let percent = |n: usize| 100.0 * n as f64 / c.words.max(1) as f64;
        println!(
            "{name:9} {:6} words: UPOS {:.2} lemmas {:.2} UAS {:.2} LAS {:.2}",
            c.words,
            percent(c.upos),
            percent(c.lemmas),
            percent(c.heads),
            percent(c.arcs)
        );
    }
    let shown = "nsubj obj obl nmod conj acl advcl ccomp xcomp compound appos";
    for name in shown.split(' ') {
        if let Some([hit, mine, gold]) = scores.get("all").and_then(|c| c.relations.get(name)) {
            print!("{name} {:.1}  ", 200.0 * *hit as f64 / (mine + gold).max(1) as f64);
        }
    }
    println!();
    Ok(())
}

fn count(counts: &mut Counts, sentence: &Sentence, models: &Models<'_>, work: &Workspace) {
    let mut lemma = String::new();
    for ((token, tag), node) in sentence.iter().zip(&work.tags).zip(&work.state.nodes) {
        lemma.clear();
        let name = models.tagger.names()[usize::from(*tag)];
        models.lemmatizer.write(&token.form, &token.lower, name, &mut lemma);
        let label = Deprel::ALL[usize::from(node.label)];
        let (mine, gold) = (main_label(label), main_label(token.label));
        let head = node.head == token.head;
        counts.words += 1;
        counts.upos += usize::from(token.tag.split(' ').next() == Some(models.tagger.upos(*tag).as_str()));
        counts.lemmas += usize::from(token.lemma == lemma || token.lemma == "_");
        counts.heads += usize::from(head);
        counts.arcs += usize::from(head && mine == gold);
        counts.relations.entry(mine).or_default()[1] += 1;
        let of_gold = counts.relations.entry(gold).or_default();
        of_gold[2] += 1;
        of_gold[0] += usize::from(head && mine == gold);
    }
}
