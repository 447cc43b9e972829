//! The text stage: cases by construction, and what holds for any string.

use std::time::{Duration, Instant};

use dateline::text::Text;
use dateline::text::span::TokenSpan;
use dateline::text::tokens::is_gap;
use proptest::prelude::*;
use toml::{Table, Value};

fn cases() -> Table {
    toml::from_str(include_str!("cases/text.toml")).expect("cases/text.toml reads")
}

/// Runs the cases of a section: `actual` makes of a text what its case must say. Known failures must fail.
fn check(section: &str, actual: impl Fn(&str) -> Value) {
    let cases = cases();
    let known = cases["known"].as_table().expect("a table");
    let (mut failures, mut count) = (Vec::new(), 0);
    for (name, group) in cases[section].as_table().expect("a table") {
        for case in group.as_array().expect("an array") {
            let case = case.as_array().expect("a case");
            let text = case[0].as_str().expect("a text");
            let expected = if case.len() == 2 { case[1].clone() } else { Value::Array(case[1..].to_vec()) };
            let found = actual(text);
            count += 1;
            if (found == expected) == known.contains_key(text) {
                failures.push(format!("{section}.{name}: {text:?}\n  expected {expected}\n  found    {found}"));
            }
        }
    }
    assert!(failures.is_empty(), "{} of {count} cases:\n{}", failures.len(), failures.join("\n"));
}

fn sentences(text: &Text<'_>) -> Vec<String> {
    let words = |run: TokenSpan| text.slice(run).split_whitespace().collect::<Vec<_>>().join(" ");
    text.sentences.iter().map(|s| words(s.tokens)).collect()
}

#[test]
fn tokens_are_cut_as_in_universal_dependencies() {
    check("tokens", |source| {
        let text = Text::new(source);
        let words: Vec<&str> = text.tokens.iter().map(|t| t.span.of(source)).collect();
        Value::String(words.join(" "))
    });
}

#[test]
fn sentences_end_where_they_should() {
    check("sentences", |source| sentences(&Text::new(source)).into());
}

#[test]
fn sentences_have_their_kinds() {
    let wanted = cases();
    check("kinds", |source| {
        let text = Text::new(source);
        let all = wanted["kinds"].as_table().into_iter().flat_map(|t| t.values()).filter_map(Value::as_array).flatten();
        let case = all.filter_map(Value::as_array).find(|c| c[0].as_str() == Some(source));
        let heads: Vec<&str> =
            case.and_then(|c| c[1].as_array()).into_iter().flatten().filter_map(Value::as_str).collect();
        let found = sentences(&text).into_iter().zip(&text.sentences).enumerate().map(|(i, (words, sentence))| {
            let head = heads.get(i).and_then(|h| h.split_once(": ")).map_or("", |(_, head)| head);
            let words = if words.starts_with(head) { head.to_owned() } else { words };
            format!("{}: {words}", sentence.kind.as_str())
        });
        found.collect::<Vec<_>>().into()
    });
}

#[test]
fn datelines_give_place_date_and_agency() {
    check("datelines", |source| {
        let text = Text::new(source);
        let dateline = text.dateline.unwrap_or_default();
        let words = |run: Option<TokenSpan>| run.map_or("", |r| text.slice(r)).to_owned();
        vec![words(dateline.place), words(dateline.date), words(dateline.agency)].into()
    });
}

#[test]
fn english_is_told_from_other_languages() {
    check("english", |source| if Text::new(source).is_english { "yes" } else { "no" }.into());
}

#[test]
fn the_cases_are_many() {
    let count: usize = cases()
        .values()
        .filter_map(Value::as_table)
        .flat_map(|t| t.values())
        .filter_map(Value::as_array)
        .map(Vec::len)
        .sum();
    assert!(count >= 150, "{count}");
}

#[test]
fn capitals_are_noticed() {
    let text = Text::new("THE ARMY ATTACKED THE TOWN. The army left the U.S. base.");
    assert_eq!(text.sentences.iter().map(|s| s.capitals).collect::<Vec<_>>(), [true, false]);
}

#[test]
fn a_run_without_an_end_is_cut_at_a_comma() {
    let source = "one two three four five six seven, ".repeat(200);
    let text = Text::new(&source);
    assert!(text.sentences.iter().all(|s| s.tokens.len() <= 256));
    let last = |s: &dateline::text::Sentence| text.token(s.tokens.last());
    assert!(text.sentences.iter().all(|s| last(s) == ","));
}

/// What must hold whatever the string is.
fn check_any(source: &str) {
    let text = Text::new(source);
    let mut at = 0;
    for token in &text.tokens {
        let (start, end) = (token.span.start as usize, token.span.end as usize);
        let between = source.get(at..start).expect("tokens are in order, on character boundaries");
        assert!(between.chars().all(is_gap), "{between:?} is in no token");
        assert_eq!(token.space_before, start > at);
        assert!(start < end);
        at = end;
    }
    assert!(source[at..].chars().all(is_gap));
    let mut first = 0;
    for (i, sentence) in text.sentences.iter().enumerate() {
        let run = sentence.tokens.range();
        assert_eq!(run.start, first, "sentences cover all tokens");
        assert!(!run.is_empty());
        assert_eq!(sentence.span, text.bytes(sentence.tokens));
        assert!(text.tokens[run.clone()].iter().all(|t| t.sentence.index() == i));
        first = run.end;
    }
    assert_eq!(first, text.tokens.len());
    if let Some(dateline) = text.dateline {
        for part in [dateline.place, dateline.date, dateline.agency].into_iter().flatten() {
            assert!(!part.is_empty() && part.end.index() <= text.tokens.len());
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_string_is_a_text(source in "\\PC{0,200}") {
        check_any(&source);
    }

    #[test]
    fn any_characters_are_a_text(source in proptest::collection::vec(any::<char>(), 0..200)) {
        check_any(&source.into_iter().collect::<String>());
    }

    #[test]
    fn any_mixture_of_what_news_is_made_of_is_a_text(
        parts in proptest::collection::vec(
            prop::sample::select(vec![
                "U.S.", "Lt.", "BAGHDAD", "July", "30", "(", ")", "Reuters", "-", "--", "—", "[TEXT]", "n't", "'s", "’s", "'",
                "\"", "“", "”", "...", "…", ".", ",", "!", "?", ":", "/", "@", "#", "$", "%", "a", "5pm", "3.5", "https://", "www.",
                "x@y.z", ":)", " ", " ", " ", "\n", "\n\n", "\r\n", "\0", "é", "🙂", "\u{200d}", "\u{ad}", "don", "t", "1990",
            ]),
            0..60,
        )
    ) {
        check_any(&parts.concat());
    }
}

#[test]
fn time_grows_with_the_length_alone() {
    let odd = |unit: &str, bytes: usize| unit.repeat(bytes / unit.len());
    let texts = [
        "The army attacked the town, the U.S. said. ",
        "word ",
        "a",
        "a.",
        "a-",
        "1-",
        "1,",
        "a'",
        "'",
        "@",
        "a@",
        "#a",
        "(",
        "[",
        ")",
        ".",
        "\"",
        "\n",
        "a\n",
        "www.",
        "http://(",
        "\0",
        "é",
        "[1]",
        ".[1]",
        "A. ",
        "BAGHDAD, ",
        "(a ",
        "THE ARMY FOUGHT ON ALL OF THE FRONTS OF THE WAR AND LOST ALL OF THEM\n",
    ];
    for unit in texts {
        let source = odd(unit, 100_000);
        let start = Instant::now();
        check_any(&source);
        assert!(start.elapsed() < Duration::from_secs(5), "{unit:?}: {:?}", start.elapsed());
    }
}

#[test]
fn ten_megabytes_in_one_line_and_five_thousand_brackets() {
    let line = "Rebels in the U.S.-backed north didn't say who'd fired ".repeat(190_000);
    assert_eq!(Text::new(&line).tokens.len(), 13 * 190_000);
    check_any(&format!("{}x{}", "(".repeat(5_000), ")".repeat(5_000)));
    check_any("\0\0a\0b\0");
    check_any("");
    check_any(" \n\t");
}

#[test]
fn the_shipped_tables_read() {
    dateline::text::lexicon::Lexicon::builtin().map(|_| ()).expect("a table of words is at fault");
    dateline::text::cues::Cues::builtin().map(|_| ()).expect("the table of cues is at fault");
}
