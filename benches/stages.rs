//! What each stage costs on news text, on one core: `cargo bench --bench stages [FILE…]`.

use std::hint::black_box;
use std::time::{Duration, Instant};

use dateline::Options;
use dateline::claims::Claims;
use dateline::entities::Entities;
use dateline::events::Events;
use dateline::incidents::Incidents;
use dateline::pipeline::analyse;
use dateline::resources::Resources;
use dateline::schema::join;
use dateline::syntax::Syntax;
use dateline::text::Text;
use dateline::values::Values;

/// Characters read in all, over the rounds.
const WORKLOAD: usize = 3_000_000;
const STAGES: [&str; 8] = ["text", "syntax", "entities", "values", "events", "claims", "incidents", "schema"];

fn main() {
    let files: Vec<String> = std::env::args().skip(1).filter(|a| !a.starts_with("--")).collect();
    let sample = || vec![format!("{}/benches/news.txt", env!("CARGO_MANIFEST_DIR"))];
    let files = if files.is_empty() { sample() } else { files };
    let texts: Vec<String> = files.iter().map(|f| std::fs::read_to_string(f).expect("a text file")).collect();
    let opened = Instant::now();
    let resources = Resources::builtin().expect("data");
    let opened = opened.elapsed();
    let options = Options::default();
    let (mut spent, mut tokens) = ([Duration::ZERO; STAGES.len()], 0);
    let rounds = (WORKLOAD / texts.iter().map(String::len).sum::<usize>().max(1)).clamp(1, 30);
    for _ in 0..rounds {
        for source in &texts {
            let mut at = 0;
            let mut clock = Instant::now();
            let mut lap = || {
                spent[at] += clock.elapsed();
                at += 1;
                clock = Instant::now();
            };
            let text = Text::new(black_box(source));
            lap();
            let syntax = Syntax::new(&text);
            lap();
            let entities = Entities::new(&text, &syntax, resources);
            lap();
            let values = Values::new(&text, &syntax, None, resources);
            lap();
            let events = Events::new(&text, &syntax, &entities, &values, resources);
            lap();
            let claims = Claims::new(&text, &syntax, &entities, &values, &events, resources);
            lap();
            black_box(Incidents::new(&text, &syntax, &entities, &values, &events, &claims, resources));
            lap();
            tokens += text.tokens.len();
            let analysis = analyse(source, None, resources);
            let clock = Instant::now();
            black_box(join(&analysis, &options, resources));
            spent[STAGES.len() - 1] += clock.elapsed();
        }
    }
    let whole: Duration = spent.iter().sum();
    println!(
        "data opened in {:.1} ms; {} tokens a round, {rounds} rounds",
        opened.as_secs_f64() * 1e3,
        tokens / rounds
    );
    for (name, time) in STAGES.iter().zip(spent) {
        let share = 100.0 * time.as_secs_f64() / whole.as_secs_f64();
        println!("{name:10} {share:5.1} %  {:>9.0} tokens/s", tokens as f64 / time.as_secs_f64());
    }
    println!("{:10} {:5.1} %  {:>9.0} tokens/s", "whole", 100.0, tokens as f64 / whole.as_secs_f64());
}
