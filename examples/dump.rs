use dateline::syntax::{Syntax, predicates::PredicateKind};
use dateline::text::Text;
use dateline::text::span::TokenId;
fn main() {
    let s = std::fs::read_to_string(std::env::args().nth(1).expect("file")).expect("read");
    let trees = std::env::args().nth(2).is_some();
    let text = Text::new(&s);
    let syntax = Syntax::new(&text);
    for sent in &text.sentences {
        println!("\n# {}", text.slice(sent.tokens));
        if trees {
            for t in sent.tokens.tokens() {
                print!(
                    "{}/{}/{}/{} ",
                    text.token(t),
                    syntax.upos(t).as_str(),
                    syntax.head(t).map_or("-", |h| text.token(h)),
                    syntax.deprel(t).as_str()
                );
            }
            println!();
        }
        for t in sent.tokens.tokens() {
            let Some(p) = syntax.predicates.of(t) else { continue };
            if p.kind == PredicateKind::Noun
                && p.arguments.iter().all(|a| a.via == dateline::syntax::predicates::Via::Direct)
                && p.negations.is_empty()
                && p.support.is_none()
            {
                continue;
            }
            let w = |t: TokenId| text.token(t);
            let args: Vec<String> = p
                .arguments
                .iter()
                .map(|a| {
                    format!(
                        "{:?}{}={}{}",
                        a.role,
                        a.case.map_or(String::new(), |c| format!(":{}", w(c))),
                        w(a.head),
                        match a.via {
                            dateline::syntax::predicates::Via::Direct => "".to_string(),
                            v => format!("<{v:?}>"),
                        }
                    )
                })
                .collect();
            let emb: Vec<String> = p.embeddings.iter().map(|e| format!("{}/{:?}", w(e.governor), e.kind)).collect();
            println!(
                "  {:<12}{}{:?} {}{}{} | {}",
                w(t),
                if p.passive { "PASS " } else { "" },
                p.tense,
                args.join(" "),
                if p.negations.is_empty() {
                    String::new()
                } else {
                    format!(" NEG={:?}", p.negations.iter().map(|&n| w(n)).collect::<Vec<_>>())
                },
                if p.modals.is_empty() {
                    String::new()
                } else {
                    format!(" MOD={:?}", p.modals.iter().map(|&n| w(n)).collect::<Vec<_>>())
                },
                emb.join(" > ")
            );
        }
    }
}
