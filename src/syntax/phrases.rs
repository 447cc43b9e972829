//! Phrases: the run of tokens that belongs to a head. The only reader of the tree beside [`super::predicates`].

use super::Syntax;
use super::tags::{Deprel, Upos};
use crate::text::Text;
use crate::text::span::{TokenId, TokenSpan};

/// How much of what follows a noun belongs to its phrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NounPhrase {
    /// Nothing: `a spokesman`.
    Base,
    /// Phrases under a preposition: `a spokesman for the army`.
    Complements,
    /// Names and titles set beside it too: `a spokesman for the army, Ali Hassan`.
    Apposition,
    /// Relative clauses and participles too: `a spokesman for the army who asked not to be named`.
    Clauses,
    /// What is conjoined with it too: `a spokesman for the army and a doctor`.
    Coordination,
}

/// The noun phrase around a head without what follows it: `the Iraqi military` of `the Iraqi military in the north`.
pub fn base_noun_phrase(_text: &Text<'_>, syntax: &Syntax, head: TokenId) -> TokenSpan {
    let (before, after) = sides(syntax, head);
    let mut span = TokenSpan::one(head);
    for &child in before.iter().rev() {
        match syntax.deprel(child) {
            Deprel::Det
            | Deprel::DetPredet
            | Deprel::Amod
            | Deprel::Compound
            | Deprel::Nummod
            | Deprel::NmodPoss
            | Deprel::NmodDesc
            | Deprel::NmodUnmarked
            | Deprel::Flat
            | Deprel::Goeswith
            | Deprel::Fixed => span = span.cover(syntax.tree.extent(child)),
            Deprel::Punct => {}
            _ => break,
        }
    }
    for &child in after {
        match syntax.deprel(child) {
            Deprel::Flat | Deprel::FlatForeign | Deprel::Goeswith | Deprel::Fixed | Deprel::Compound => {
                span = span.cover(syntax.tree.extent(child));
            }
            Deprel::Nummod if child.index() == span.end.index() => span = span.cover(syntax.tree.extent(child)),
            Deprel::Punct if child.index() == span.end.index() => {}
            _ => break,
        }
    }
    span
}

/// The noun phrase around a head with as much of what follows as asked for.
pub fn noun_phrase(text: &Text<'_>, syntax: &Syntax, head: TokenId, extent: NounPhrase) -> TokenSpan {
    let mut span = base_noun_phrase(text, syntax, head);
    let (_, after) = sides(syntax, head);
    for &child in after {
        let needs = match syntax.deprel(child) {
            Deprel::Flat | Deprel::Compound | Deprel::Nummod | Deprel::Fixed | Deprel::Goeswith => NounPhrase::Base,
            Deprel::Nmod | Deprel::NmodUnmarked | Deprel::NmodPoss | Deprel::Amod => NounPhrase::Complements,
            Deprel::Appos | Deprel::NmodDesc => NounPhrase::Apposition,
            Deprel::Acl | Deprel::AclRelcl => NounPhrase::Clauses,
            Deprel::Conj => NounPhrase::Coordination,
            Deprel::Punct | Deprel::Case => continue,
            _ => break,
        };
        if needs > extent {
            break;
        }
        span = span.cover(syntax.tree.extent(child));
    }
    trim(syntax, span)
}

/// Does a word stand before a noun and only say of what kind it is (`attack` helicopter, `wounded` soldiers)? A verb in a
/// sentence that is all one noun phrase is its lost main verb (`Police seized weapons`).
pub fn is_premodifier(syntax: &Syntax, token: TokenId) -> bool {
    let modifies = matches!(syntax.deprel(token), Deprel::Compound | Deprel::Amod);
    let led = token.before().is_some_and(|t| syntax.upos(t) == Upos::Det);
    let main = |noun: TokenId| syntax.upos(token) == Upos::Verb && syntax.deprel(noun) == Deprel::Root && !led;
    modifies && syntax.head(token).is_some_and(|h| token < h && !main(h))
}

/// `the Israeli-occupied sector`: is a word only part of what stands before a noun and says what was done to it?
pub fn is_part_of_premodifier(syntax: &Syntax, token: TokenId) -> bool {
    let done = |h: TokenId| token < h && syntax.upos(h) == Upos::Verb && is_premodifier(syntax, h);
    syntax.deprel(token) != Deprel::Conj && syntax.head(token).is_some_and(done)
}

/// The noun that a word stands before and says which it is: `law` of `the 2014 law`.
pub fn modified(syntax: &Syntax, token: TokenId) -> Option<TokenId> {
    syntax.head(token).filter(|_| is_premodifier(syntax, token) || syntax.deprel(token) == Deprel::Nummod)
}

/// The noun that a noun hangs on, before or behind it: `attack` of `Sunday's attack` and `the attack of Sunday`.
pub fn noun_over(syntax: &Syntax, token: TokenId) -> Option<TokenId> {
    let hangs = matches!(syntax.deprel(token), Deprel::NmodPoss | Deprel::Nmod | Deprel::Compound);
    syntax.head(token).filter(|_| hangs)
}

/// `a vote to be held in May`: is a verb an infinitive that says what a noun is for?
pub fn is_infinitive_on_noun(syntax: &Syntax, verb: TokenId) -> bool {
    let to = |t: &TokenId| syntax.deprel(*t) == Deprel::Mark && syntax.upos(*t) == Upos::Part;
    syntax.deprel(verb) == Deprel::Acl && syntax.tree.children(verb).iter().take_while(|t| **t < verb).any(to)
}

/// `Rome and Oslo`: is a word joined to another?
pub fn is_joined(syntax: &Syntax, token: TokenId, to: TokenId) -> bool {
    syntax.deprel(token) == Deprel::Conj && syntax.head(token) == Some(to)
}

/// `the columnist Joe Roe`: does a name tell who it is that another word describes?
pub fn is_name_of(syntax: &Syntax, name: TokenId, noun: TokenId) -> bool {
    matches!(syntax.deprel(name), Deprel::Appos | Deprel::Flat) && syntax.head(name) == Some(noun)
}

/// `from eight the month before`: does a noun say when there were so many?
pub fn is_under_number(syntax: &Syntax, token: TokenId) -> bool {
    let head = syntax.head(token).filter(|h| *h < token && syntax.upos(*h) == Upos::Num);
    head.is_some() && matches!(syntax.deprel(token), Deprel::NmodUnmarked)
}

/// Everything that hangs on a head, as one run of tokens that holds the head.
pub fn subtree(_text: &Text<'_>, syntax: &Syntax, head: TokenId) -> TokenSpan {
    syntax.tree.extent(head)
}

/// The head of a run of tokens: the one whose own head lies outside, the last of several that are not punctuation.
pub fn head_of(_text: &Text<'_>, syntax: &Syntax, span: TokenSpan) -> TokenId {
    let outside = |&t: &TokenId| syntax.head(t).is_none_or(|h| !span.has(h));
    let word = |&t: &TokenId| !matches!(syntax.upos(t), Upos::Punct | Upos::Part | Upos::Adp);
    let heads = || span.tokens().rev().filter(outside);
    heads().find(word).or_else(|| heads().next()).unwrap_or(span.last())
}

/// The word that a preposition or subordinator marks.
pub fn marked_by(syntax: &Syntax, marker: TokenId) -> Option<TokenId> {
    let marks = matches!(syntax.deprel(marker), Deprel::Case | Deprel::Mark | Deprel::Fixed | Deprel::Advmod);
    syntax.head(marker).filter(|h| marks && *h > marker)
}

/// The word that leads to the clause of a head: `if` of `if they attack`.
pub fn subordinator(syntax: &Syntax, head: TokenId) -> Option<TokenId> {
    let marks = |t: &&TokenId| syntax.deprel(**t) == Deprel::Mark && syntax.upos(**t) == Upos::Sconj;
    syntax.tree.children(head).iter().find(marks).copied()
}

/// `attacking civilians would be a crime`: does a clause stand as a subject?
pub fn is_clausal_subject(syntax: &Syntax, head: TokenId) -> bool {
    matches!(syntax.deprel(head), Deprel::Csubj | Deprel::CsubjPass | Deprel::CsubjOuter)
}

/// `no chance that he resigns`: does a clause say what a noun is of, and not which?
pub fn is_noun_complement(syntax: &Syntax, head: TokenId) -> bool {
    syntax.deprel(head) == Deprel::Acl
}

/// The noun before a bare name and its preposition: `raid` of `a raid in Beirut that`.
pub fn noun_before_name(text: &Text<'_>, syntax: &Syntax, name: TokenId) -> Option<TokenId> {
    let children = syntax.tree.children(name);
    let bare = !children.iter().any(|&c| matches!(syntax.deprel(c), Deprel::Det | Deprel::Conj));
    let case = children.iter().find(|&&c| syntax.deprel(c) == Deprel::Case)?;
    let noun = case.before().filter(|&n| syntax.upos(n) == Upos::Noun && text.sentence_of(n) == text.sentence_of(name));
    noun.filter(|_| bare && syntax.upos(name) == Upos::Propn)
}

/// The noun behind a number that the number modifies: `troops` of `2,500 US troops`.
pub fn counted(syntax: &Syntax, number: TokenSpan) -> Option<TokenId> {
    let counts = |t: TokenId| matches!(syntax.deprel(t), Deprel::Nummod | Deprel::Amod | Deprel::Det);
    let noun = |h: &TokenId| matches!(syntax.upos(*h), Upos::Noun | Upos::Propn) && *h >= number.end;
    number.tokens().rev().filter(|t| counts(*t)).find_map(|t| syntax.head(t).filter(noun))
}

/// True where a token modifies a noun behind it: `wounded` of `wounded soldiers`.
pub fn is_modifier(syntax: &Syntax, token: TokenId) -> bool {
    matches!(syntax.deprel(token), Deprel::Amod | Deprel::Compound) && syntax.head(token).is_some_and(|h| h > token)
}

/// The nearest token upwards, itself included, that heads a clause: a predicate with a subject, or a root.
pub fn clause_head(syntax: &Syntax, token: TokenId) -> TokenId {
    let mut at = token;
    for _ in 0..CLIMB {
        let clause = matches!(
            syntax.deprel(at),
            Deprel::Root
                | Deprel::Ccomp
                | Deprel::Xcomp
                | Deprel::Advcl
                | Deprel::AdvclRelcl
                | Deprel::Acl
                | Deprel::AclRelcl
                | Deprel::Csubj
                | Deprel::CsubjPass
                | Deprel::Parataxis
        ) || syntax.deprel(at) == Deprel::Conj && matches!(syntax.upos(at), Upos::Verb | Upos::Aux);
        match syntax.head(at) {
            Some(head) if !clause => at = head,
            _ => return at,
        }
    }
    at
}

/// No way up is longer.
const CLIMB: usize = 24;

/// A clause with all that hangs on it, without the punctuation and the conjunction at its edges.
pub fn clause(_text: &Text<'_>, syntax: &Syntax, head: TokenId) -> TokenSpan {
    let span = trim(syntax, syntax.tree.extent(head));
    match syntax.upos(span.start) {
        Upos::Cconj if syntax.head(span.start) == Some(head) => {
            trim_start(syntax, TokenSpan { start: TokenId(span.start.0 + 1), ..span })
        }
        _ => span,
    }
}

/// What is said, where the clause that says so hangs on `head` or over it: the clause of `head` with its `that` and
/// its quotation marks, without `, officials said,`. Two runs or more where `without` splits it.
pub fn content(text: &Text<'_>, syntax: &Syntax, head: TokenId, without: Option<TokenId>) -> Vec<TokenSpan> {
    let whole = syntax.tree.extent(head);
    let Some(out) = without.map(|w| syntax.tree.extent(w)).filter(|o| whole.contains(*o) && !o.has(head)) else {
        return vec![trim_content(text, syntax, whole)];
    };
    [TokenSpan { start: whole.start, end: out.start }, TokenSpan { start: out.end, end: whole.end }]
        .into_iter()
        .map(|part| trim_content(text, syntax, part))
        .filter(|part| !part.is_empty())
        .collect()
}

fn sides(syntax: &Syntax, head: TokenId) -> (&[TokenId], &[TokenId]) {
    let children = syntax.tree.children(head);
    children.split_at(children.partition_point(|&c| c < head))
}

fn trim_start(syntax: &Syntax, mut span: TokenSpan) -> TokenSpan {
    while !span.is_empty() && syntax.upos(span.start) == Upos::Punct {
        span.start.0 += 1;
    }
    span
}

fn trim(syntax: &Syntax, span: TokenSpan) -> TokenSpan {
    let mut span = trim_start(syntax, span);
    while !span.is_empty() && syntax.upos(span.last()) == Upos::Punct {
        span.end.0 -= 1;
    }
    span
}

/// Drops punctuation at the edges but what closes or opens a quotation or a bracket.
fn trim_content(text: &Text<'_>, syntax: &Syntax, mut span: TokenSpan) -> TokenSpan {
    let loose = |token: TokenId| {
        syntax.upos(token) == Upos::Punct
            && text.token(token).chars().all(|c| matches!(c, ',' | '.' | ';' | ':' | '!' | '?' | '-' | '–' | '—'))
    };
    while !span.is_empty() && loose(span.start) {
        span.start.0 += 1;
    }
    while !span.is_empty() && loose(span.last()) {
        span.end.0 -= 1;
    }
    span
}
