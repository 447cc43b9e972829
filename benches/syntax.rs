//! Tokens a second of tagger and parser together, on one core:
//!
//! ```text
//! cargo bench --bench syntax [-- FILE]
//! ```
//!
//! Without a file, on the sentences of `benches/news.txt`. The best of several rounds counts, so that other work on the
//! machine tells less. `benches/syntax_spacy.py` runs this and spaCy on the same text.

use std::time::Instant;

use dateline::syntax::models::{Models, Workspace};
use dateline::text::Text;

fn main() {
    let given = std::env::args().skip(1).find(|a| !a.starts_with("--"));
    let source = given.map_or_else(
        || include_str!("news.txt").to_owned(),
        |path| std::fs::read_to_string(&path).expect("a text file"),
    );
    let begin = Instant::now();
    let models = Models::builtin().expect("the shipped models");
    println!("models opened in {:.3} ms", begin.elapsed().as_secs_f64() * 1e3);
    let text = Text::new(&source);
    let mut work = Workspace::default();
    let mut best = f64::INFINITY;
    let rounds = (400_000 / text.tokens.len().max(1)).clamp(3, 200);
    for _ in 0..rounds {
        let begin = Instant::now();
        for sentence in &text.sentences {
            models.analyse(sentence.tokens.tokens().map(|t| (text.token(t), text.lower(t))), &mut work);
        }
        best = best.min(begin.elapsed().as_secs_f64());
    }
    let tokens = text.tokens.len();
    println!("dateline  {tokens} tokens, {:.0} tokens/s (best of {rounds} rounds)", tokens as f64 / best);
}
