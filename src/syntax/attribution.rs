//! Attribution at the end of a sentence, `…, a local official said on Tuesday.`, and between the parts of what is told,
//! `…, officials said, killing two`: where who tells it stands.
//!
//! The commonest patterns of news, and ones that a greedy parser gets wrong: it draws what is told to the verb of saying.
//! Found by tags alone, before parsing, so that the two clauses are parsed apart.

use super::Syntax;
use super::predicates::lexicon::{Controller, Lexicon, WordClass};
use super::tags::Upos;
use crate::text::Text;
use crate::text::span::{TokenId, TokenSpan};

/// Tokens that the teller's noun phrase may have.
const TELLER: usize = 14;
/// Tokens between the verb of saying and the comma behind it (`said in a statement on Monday,`).
const WHEN: usize = 8;
/// Tokens that may follow the verb of saying.
const AFTER: usize = 9;

/// The first token of who tells it, if the sentence ends so. Tags and lemmas of the sentence must be known.
pub(super) fn at_the_end(text: &Text<'_>, syntax: &Syntax, sentence: TokenSpan) -> Option<TokenId> {
    let lexicon = Lexicon::builtin().ok()?;
    let is_verb = |t: &TokenId| syntax.is_verbal(*t);
    let says = |t: &TokenId| lexicon.control(syntax.lemma(*t)).is_some_and(|c| c.clause);
    let verb = sentence.tokens().rev().take(AFTER).find(is_verb).filter(says)?;
    let after = TokenSpan { start: TokenId(verb.0 + 1), end: sentence.end };
    if after.tokens().any(|t| matches!(syntax.upos(t), Upos::Sconj) || text.token(t) == ":") {
        return None;
    }
    let before = TokenSpan { start: sentence.start, end: verb };
    let comma = before.tokens().rev().take(TELLER).find(|&t| text.token(t) == ",")?;
    let mut first = TokenId(comma.0 + 1);
    while first < verb && syntax.upos(first) == Upos::Punct {
        first.0 += 1;
    }
    let teller = TokenSpan { start: first, end: verb };
    let told = TokenSpan { start: sentence.start, end: comma };
    (is_teller(text, syntax, lexicon, teller) && told.tokens().any(|t| is_verb(&t))).then_some(first)
}

/// Who tells it with the comma before, where that stands between the parts of what is told. The comma behind belongs to what
/// is told where that has its verb before (`fell, killing two`), and to neither part where it only cuts a clause in two.
pub(super) fn inserted(text: &Text<'_>, syntax: &Syntax, sentence: TokenSpan) -> Option<TokenSpan> {
    let lexicon = Lexicon::builtin().ok()?;
    let is_verb = |t: TokenId| syntax.is_verbal(t);
    let says = |t: &TokenId| is_verb(*t) && lexicon.control(syntax.lemma(*t)).is_some_and(|c| c.clause);
    let is_comma = |t: &TokenId| text.token(*t) == ",";
    let around = |verb: TokenId| {
        let before = TokenSpan { start: sentence.start, end: verb };
        let open = before.tokens().rev().take(TELLER).find(is_comma)?;
        let teller = TokenSpan { start: TokenId(open.0 + 1), end: verb };
        let behind = TokenSpan { start: TokenId(verb.0 + 1), end: sentence.end };
        let close = behind.tokens().take(WHEN).find(is_comma)?;
        let when = TokenSpan { start: behind.start, end: close };
        let of_time = |t: TokenId| lexicon.classes(text.lower(t)).has(WordClass::Time);
        // `told reporters on Monday`
        let addresses = || lexicon.control(syntax.lemma(verb)).is_some_and(|c| c.controller == Controller::Object);
        let nominal = matches!(syntax.upos(when.start), Upos::Noun | Upos::Propn);
        let plain = match when.len() {
            0 => true,
            1 if of_time(when.start) => true,
            1 => nominal && addresses(),
            _ => {
                let begins = syntax.upos(when.start) == Upos::Adp || nominal && addresses();
                begins && !when.tokens().any(is_verb)
            }
        };
        let rest = TokenSpan { start: TokenId(close.0 + 1), end: sentence.end };
        let begun = (sentence.start.0..open.0).map(TokenId).any(is_verb);
        let told = || begun || rest.tokens().any(is_verb);
        let goes_on = rest.len() > 1 && syntax.upos(rest.start) != Upos::Punct && sentence.start < open;
        (plain && goes_on && is_teller(text, syntax, lexicon, teller) && told())
            .then_some(TokenSpan { start: open, end: if begun { close } else { rest.start } })
    };
    sentence.tokens().filter(says).find_map(around)
}

/// A noun phrase without a verb, and no part of a relative clause.
fn is_teller(text: &Text<'_>, syntax: &Syntax, lexicon: &Lexicon, words: TokenSpan) -> bool {
    let nominal = |t: TokenId| matches!(syntax.upos(t), Upos::Noun | Upos::Propn | Upos::Pron);
    let plain = |t: TokenId| {
        nominal(t)
            || matches!(
                syntax.upos(t),
                Upos::Det | Upos::Adj | Upos::Adp | Upos::Num | Upos::Part | Upos::Cconj | Upos::Adv
            )
            || text.token(t) == "-"
    };
    let relative = |t: TokenId| lexicon.classes(text.lower(t)).has(WordClass::Relative);
    words.tokens().any(nominal) && words.tokens().all(|t| plain(t) && !relative(t))
}
