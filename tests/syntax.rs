//! Tagger, lemmatiser and parser on whole texts.

use dateline::syntax::Syntax;
use dateline::text::Text;
use dateline::text::span::TokenId;
use proptest::prelude::*;

/// One root a sentence, heads inside the sentence, no circles.
fn check_trees(source: &str) {
    let text = Text::new(source);
    let syntax = Syntax::new(&text);
    assert_eq!(syntax.upos.len(), text.tokens.len());
    assert_eq!(syntax.heads.len(), text.tokens.len());
    assert_eq!(syntax.deprels.len(), text.tokens.len());
    for sentence in &text.sentences {
        let roots = sentence.tokens.tokens().filter(|t| syntax.head(*t).is_none()).count();
        assert_eq!(roots, 1, "{source:?}");
        let mut settled = vec![false; sentence.tokens.len()];
        for token in sentence.tokens.tokens() {
            let (mut at, mut path) = (token, Vec::new());
            while !settled[at.index() - sentence.tokens.start.index()] {
                path.push(at);
                assert!(path.len() <= sentence.tokens.len(), "a circle in {source:?}");
                let Some(head) = syntax.head(at) else { break };
                assert!(sentence.tokens.has(head), "a head outside the sentence in {source:?}");
                at = head;
            }
            for token in path {
                settled[token.index() - sentence.tokens.start.index()] = true;
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn every_string_gives_trees(source in "\\PC{0,200}") {
        check_trees(&source);
    }

    #[test]
    fn every_run_of_words_gives_trees(words in prop::collection::vec("[a-z]{1,8}|[A-Z][a-z]{0,5}|[0-9.,]{1,4}|[(),.:\"'-]|the|in|was|and|\n", 0..120)) {
        check_trees(&words.join(" "));
    }
}

#[test]
fn long_and_strange_sentences_give_trees() {
    check_trees("");
    check_trees("Why");
    check_trees(&"and ".repeat(10_000));
    check_trees(&"(".repeat(5_000));
    check_trees(&"\u{301}".repeat(50));
    // The comma before the teller is in another sentence.
    check_trees("},\nrc== =denied=t Fir,");
    // Marks that enclose nothing.
    check_trees("they said \"\" and left");
}

#[test]
fn the_same_text_gives_the_same_trees() {
    let source = "Troops fired on the crowd in Basra, witnesses said. AT LEAST NINE PEOPLE WERE KILLED.";
    let rows = || {
        let text = Text::new(source);
        let syntax = Syntax::new(&text);
        format!("{:?} {:?} {:?}", syntax.upos, syntax.heads, syntax.deprels)
    };
    assert_eq!(rows(), rows());
}

/// `word/UPOS/lemma/head/relation` of every token, the head as its word.
fn analysis(source: &str) -> Vec<String> {
    let text = Text::new(source);
    let syntax = Syntax::new(&text);
    (0..text.tokens.len())
        .map(TokenId::new)
        .map(|t| {
            let head = syntax.head(t).map_or("-", |h| text.token(h));
            let (upos, label) = (syntax.upos(t).as_str(), syntax.deprel(t).as_str());
            format!("{}/{upos}/{}/{head}/{label}", text.token(t), syntax.lemma(t))
        })
        .collect()
}

fn check(source: &str, expected: &str) {
    let expected: Vec<&str> = expected.split_whitespace().collect();
    assert_eq!(analysis(source), expected, "{source}");
}

#[test]
#[ignore = "known to fail"]
fn two_places_in_a_row() {
    check(
        "Gunmen killed three soldiers near Kirkuk on Monday.",
        "Gunmen/NOUN/gunman/killed/nsubj killed/VERB/kill/-/root three/NUM/three/soldiers/nummod
         soldiers/NOUN/soldier/killed/obj near/ADP/near/Kirkuk/case Kirkuk/PROPN/Kirkuk/killed/obl on/ADP/on/Monday/case
         Monday/PROPN/Monday/killed/obl ./PUNCT/./killed/punct",
    );
}

#[test]
fn a_number_before_a_compound() {
    check(
        "Two police officers were wounded by a roadside bomb.",
        "Two/NUM/two/officers/nummod police/NOUN/police/officers/compound officers/NOUN/officer/wounded/nsubj:pass
         were/AUX/be/wounded/aux:pass wounded/VERB/wound/-/root by/ADP/by/bomb/case a/DET/a/bomb/det
         roadside/NOUN/roadside/bomb/compound bomb/NOUN/bomb/wounded/obl:agent ./PUNCT/./wounded/punct",
    );
}

#[test]
fn news_in_running_text() {
    check(
        "The army said that rebels had attacked its base.",
        "The/DET/the/army/det army/NOUN/army/said/nsubj said/VERB/say/-/root that/SCONJ/that/attacked/mark
         rebels/NOUN/rebel/attacked/nsubj had/AUX/have/attacked/aux attacked/VERB/attack/said/ccomp
         its/PRON/its/base/nmod:poss base/NOUN/base/attacked/obj ./PUNCT/./said/punct",
    );
}

#[test]
fn a_headline() {
    check(
        "Suicide Bomber Kills Nine in Kabul",
        "Suicide/NOUN/suicide/Bomber/compound Bomber/NOUN/bomber/Kills/nsubj Kills/VERB/kill/-/root
         Nine/NUM/nine/Kills/obj in/ADP/in/Kabul/case Kabul/PROPN/Kabul/Kills/obl",
    );
}

#[test]
fn capitals() {
    check(
        "THE REBELS ATTACKED THE VILLAGE .",
        "THE/DET/the/REBELS/det REBELS/NOUN/rebel/ATTACKED/nsubj ATTACKED/VERB/attack/-/root THE/DET/the/VILLAGE/det
         VILLAGE/NOUN/village/ATTACKED/obj ./PUNCT/./ATTACKED/punct",
    );
}

#[test]
fn no_lemma_is_empty() {
    let text = Text::new("The S left. It was S S S and 's.");
    let syntax = Syntax::new(&text);
    for index in 0..text.tokens.len() {
        assert!(!syntax.lemma(TokenId::new(index)).is_empty());
    }
}
