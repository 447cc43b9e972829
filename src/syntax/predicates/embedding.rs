//! What a predicate stands under, out to the main clause.

use super::builder::Builder;
use super::lexicon::WordClass;
use super::{Embedding, EmbeddingKind, PredicateId};
use crate::syntax::tags::{Deprel, Upos};
use crate::text::span::TokenId;

/// No chain is longer.
const DEPTH: usize = 10;

/// The chain of governors of a predicate, the nearest first.
pub fn chain(b: &Builder<'_>, id: PredicateId) -> Vec<Embedding> {
    let mut out = Vec::new();
    let mut at = b.row(id).head;
    for _ in 0..DEPTH {
        if let Some(verb) = b.id(at).and_then(|i| b.row(i).support) {
            let verb = b.row(verb).head;
            if stands_under(b, at, verb) {
                at = verb;
            }
        }
        if let Some(report) = b.links(at).report {
            out.push(Embedding { governor: report, kind: EmbeddingKind::Parataxis, marker: None });
        }
        let Some(head) = b.head(at) else { break };
        if let Some(kind) = kind(b, at) {
            if b.links(head).report == Some(at) {
                break; // the clause of saying stands under nothing
            }
            if b.id(head).is_some() {
                out.push(Embedding { governor: head, kind, marker: marker(b, at, kind) });
            }
        }
        at = head;
    }
    out
}

/// Is the noun an argument of the verb in the tree, not the verb a clause on the noun?
fn stands_under(b: &Builder<'_>, noun: TokenId, verb: TokenId) -> bool {
    std::iter::successors(Some(noun), |&t| b.head(t)).take(4).any(|t| t == verb)
}

fn marker(b: &Builder<'_>, token: TokenId, kind: EmbeddingKind) -> Option<TokenId> {
    match kind {
        EmbeddingKind::Conjunction => b.links(token).cc,
        EmbeddingKind::Argument => b.links(token).case,
        _ => b.links(token).mark.or(b.links(token).case).or_else(|| {
            let adverb = |&&c: &&TokenId| b.deprel(c) == Deprel::Advmod && b.is(c, WordClass::Adverbial);
            b.children(token).iter().find(adverb).copied()
        }),
    }
}

/// How a token's relation embeds it; None where it stands free.
pub fn kind(b: &Builder<'_>, token: TokenId) -> Option<EmbeddingKind> {
    let mark = b.links(token).mark;
    let infinitive = || b.has_infinitive_mark(token);
    Some(match b.deprel(token) {
        Deprel::Ccomp if infinitive() => EmbeddingKind::Open,
        Deprel::Ccomp | Deprel::Csubj | Deprel::CsubjPass | Deprel::CsubjOuter => EmbeddingKind::Complement,
        Deprel::Xcomp => EmbeddingKind::Open,
        Deprel::Advcl if mark.is_some_and(|m| b.is(m, WordClass::Content)) => EmbeddingKind::Complement,
        Deprel::Advcl => {
            let complement = mark.is_some_and(|m| b.is(m, WordClass::Complement));
            if complement && (b.syntax.upos(token) != Upos::Noun || b.row_has_copula(token)) {
                EmbeddingKind::Open
            } else {
                EmbeddingKind::Adverbial
            }
        }
        // `reports that civilians died`: a conjunction, no pronoun
        Deprel::AclRelcl if mark.is_some_and(|m| b.syntax.upos(m) == Upos::Sconj) => EmbeddingKind::Complement,
        Deprel::AclRelcl | Deprel::AdvclRelcl => EmbeddingKind::Relative,
        Deprel::Acl if infinitive() => EmbeddingKind::Open,
        Deprel::Acl if mark.is_some() && b.is_gerund(token) => EmbeddingKind::Open,
        Deprel::Acl if mark.is_some() => EmbeddingKind::Complement,
        Deprel::Acl => EmbeddingKind::Relative,
        Deprel::Amod if b.syntax.upos(token) == Upos::Verb => EmbeddingKind::Relative,
        Deprel::Conj => EmbeddingKind::Conjunction,
        Deprel::Parataxis | Deprel::List => EmbeddingKind::Parataxis,
        Deprel::Root | Deprel::Punct | Deprel::Discourse | Deprel::Vocative => return None,
        _ => EmbeddingKind::Argument,
    })
}
