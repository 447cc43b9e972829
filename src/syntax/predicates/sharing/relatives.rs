//! Relative clauses: what the pronoun stands for, and what a clause without one lacks.

use crate::syntax::phrases;
use crate::syntax::predicates::builder::Builder;
use crate::syntax::predicates::lexicon::WordClass;
use crate::syntax::predicates::{Argument, PredicateId, PredicateKind, Role, Via};
use crate::syntax::tags::{Deprel, Upos};
use crate::text::span::TokenId;

/// How far up or down a gap is looked for.
const DEPTH: usize = 6;

/// The noun that a relative pronoun stands for, and how it was reached: what the clause hangs on, or where the tree
/// has it on no noun, the noun before the pronoun.
fn antecedent(b: &Builder<'_>, pronoun: TokenId) -> Option<(TokenId, Via)> {
    let mut at = pronoun;
    for _ in 0..DEPTH {
        let Some(head) = b.head(at) else { break };
        if matches!(b.deprel(at), Deprel::AclRelcl | Deprel::AdvclRelcl) && b.is_nominal(head) {
            return Some((who_is_meant(b, head), Via::Relative));
        }
        at = head;
    }
    let sentence = b.text.sentence_of(pronoun);
    for step in 1..=3 {
        let before = TokenId::new(pronoun.index().checked_sub(step)?);
        if b.text.sentence_of(before) != sentence {
            return None;
        }
        match b.syntax.upos(before) {
            Upos::Punct | Upos::Adp => {}
            Upos::Noun | Upos::Propn => {
                let noun = top_of_name(b, before);
                let outer =
                    b.is(pronoun, WordClass::Restrictive).then(|| phrases::noun_before_name(b.text, b.syntax, noun));
                return Some((outer.flatten().unwrap_or(noun), Via::Position));
            }
            _ => return None,
        }
    }
    None
}

/// Who it is that a noun before a clause is only said to be: `Doe is the man who shot him`, `Doe, a man who shot them`, `among
/// those held were two nuns`; else the noun.
pub(super) fn who_is_meant(b: &Builder<'_>, noun: TokenId) -> TokenId {
    let single = b.syntax.upos(noun) == Upos::Noun && b.text.lower(noun) == b.syntax.lemma(noun);
    let proper = |t: TokenId| b.syntax.upos(t) == Upos::Propn;
    let named =
        |t: TokenId| proper(t) || b.children(t).iter().any(|&c| c < t && b.deprel(c) == Deprel::Compound && proper(c));
    // Not `the town of Lod — an attack that killed six`, `the north, a boon for a regime that fell`.
    let comma = |c: TokenId| c.before().is_some_and(|t| b.text.token(t) == ",");
    let beside = b.deprel(noun) == Deprel::Appos
        && b.syntax.upos(TokenId(noun.0 + 1)) != Upos::Adp
        && b.children(noun).iter().any(|&c| b.is(c, WordClass::Article) && comma(c));
    if let Some(name) = b.head(noun).filter(|&n| single && beside && named(n)) {
        return name;
    }
    let row = b.id(noun).filter(|&id| b.row(id).copula.is_some() && b.links(noun).negation.is_none());
    let Some(subject) = row.and_then(|id| b.subject(id)) else { return noun };
    let those = matches!(b.syntax.upos(noun), Upos::Pron | Upos::Det) && b.links(noun).case.is_some();
    if single && named(subject) || those && b.is_nominal(subject) { subject } else { noun }
}

/// The head of the compound or name that a noun is part of.
fn top_of_name(b: &Builder<'_>, noun: TokenId) -> TokenId {
    let mut at = noun;
    for _ in 0..DEPTH {
        match b.head(at) {
            Some(head) if matches!(b.deprel(at), Deprel::Flat | Deprel::Compound | Deprel::Goeswith) => at = head,
            _ => break,
        }
    }
    at
}

/// `that`, `which`, `whose`, `where` among the arguments stand for the noun outside.
pub(super) fn pronouns(b: &mut Builder<'_>, id: PredicateId) {
    let head = b.row(id).head;
    for &child in b.children(head) {
        if !matches!(b.syntax.upos(child), Upos::Pron | Upos::Adv | Upos::Det | Upos::Sconj)
            || !b.is(child, WordClass::Relative)
        {
            continue;
        }
        let case = b.links(child).case;
        let found = antecedent(b, child);
        match b.deprel(child) {
            Deprel::Nsubj | Deprel::NsubjPass | Deprel::NsubjOuter => {
                let (subject, via) = found.unwrap_or((child, Via::Direct));
                if b.subject(id).is_none() {
                    b.give_subject(id, subject, via);
                } else if b.row(id).first(Role::Object).is_none() {
                    b.push(id, Argument { role: Role::Object, head: subject, case: None, via });
                }
            }
            Deprel::Mark if b.syntax.upos(child) == Upos::Pron && b.deprel(head) == Deprel::Acl => {
                let Some((noun, via)) = found else { continue };
                if b.subject(id).is_none() {
                    b.give_subject(id, noun, via);
                } else if b.row(id).first(Role::Object).is_none() && !b.row(id).passive {
                    b.push(id, Argument { role: Role::Object, head: noun, case: None, via });
                }
            }
            Deprel::Advmod => {
                if let Some((noun, via)) = found {
                    b.row_mut(id).modifiers.retain(|&m| m != child);
                    b.push(id, Argument { role: Role::Oblique, head: noun, case: Some(child), via });
                }
            }
            _ => {
                let Some((noun, via)) = found else { continue };
                let row = b.row_mut(id);
                let Some(at) = row.arguments.iter().position(|a| a.head == child) else { continue };
                let role = row.arguments[at].role;
                row.arguments.remove(at);
                // `a raid that the army said killed six`
                match said_without_subject(b, head).filter(|_| role == Role::Object) {
                    Some(said) => b.give_subject(said, noun, via),
                    None => b.push_all(id, Argument { role, head: noun, case, via }),
                }
            }
        }
    }
}

/// The verb of what is said or thought, if it stands without a subject of its own.
fn said_without_subject(b: &Builder<'_>, saying: TokenId) -> Option<PredicateId> {
    let clause =
        b.children(saying).iter().find(|&&c| b.deprel(c) == Deprel::Ccomp && b.syntax.upos(c) == Upos::Verb)?;
    let own = |&c: &TokenId| matches!(b.deprel(c), Deprel::Nsubj | Deprel::NsubjPass | Deprel::Csubj | Deprel::Mark);
    b.id(*clause).filter(|_| !b.children(*clause).iter().any(own))
}

/// A relative clause without a pronoun: the noun fills what is missing, in the clause or in the one under it.
pub(super) fn bare_clause(b: &mut Builder<'_>, id: PredicateId) {
    let head = b.row(id).head;
    let Some(noun) = b.head(head).map(|noun| who_is_meant(b, noun)) else { return };
    if has_pronoun(b, head) {
        return;
    }
    if b.row(id).kind != PredicateKind::Verb {
        return;
    }
    if b.subject(id).is_none() && !b.children(head).iter().any(|&c| b.deprel(c) == Deprel::Csubj) {
        b.give_subject(id, noun, Via::Relative);
        return;
    }
    let mut at = head;
    for _ in 0..DEPTH {
        let clause = |&&c: &&TokenId| matches!(b.deprel(c), Deprel::Ccomp | Deprel::Xcomp) && b.id(c).is_some();
        let Some(&inner) = b.children(at).iter().find(clause) else { break };
        at = inner;
    }
    if at != head {
        return; // filled when the inner clause is read
    }
    if b.row(id).first(Role::Object).is_none() && !b.row(id).passive {
        b.push(id, Argument { role: Role::Object, head: noun, case: None, via: Via::Relative });
    }
}

/// Is there a relative pronoun in the clause or in the complements under it?
fn has_pronoun(b: &Builder<'_>, clause: TokenId) -> bool {
    let mut at = clause;
    for _ in 0..DEPTH {
        let mut inner = None;
        for &child in b.children(at) {
            if matches!(b.syntax.upos(child), Upos::Pron | Upos::Adv | Upos::Det | Upos::Sconj)
                && b.is(child, WordClass::Relative)
                && b.deprel(child) != Deprel::Mark
            {
                return true;
            }
            let possessed = |&c: &TokenId| b.deprel(c) == Deprel::NmodPoss && b.is(c, WordClass::Relative);
            match b.deprel(child) {
                Deprel::Ccomp | Deprel::Xcomp => inner = Some(child),
                Deprel::Nsubj | Deprel::NsubjPass | Deprel::Obj | Deprel::Obl | Deprel::Nmod
                    if b.children(child).iter().any(possessed) =>
                {
                    return true;
                }
                _ => {}
            }
        }
        match inner {
            Some(inner) => at = inner,
            None => break,
        }
    }
    false
}

/// The gap of a relative clause, seen from a complement inside it: `the men the US deemed were planning it`.
pub(super) fn gap(b: &Builder<'_>, clause: TokenId) -> Option<TokenId> {
    let mut at = clause;
    for _ in 0..DEPTH {
        let head = b.head(at)?;
        match b.deprel(at) {
            Deprel::Ccomp | Deprel::Xcomp => at = head,
            Deprel::AclRelcl => return (!has_pronoun(b, at)).then_some(head),
            _ => return None,
        }
    }
    None
}

/// The noun outside is what the complement lacks: its subject, or where nothing above has it, its object.
pub(super) fn fill_gap(b: &mut Builder<'_>, id: PredicateId, noun: TokenId) {
    let head = b.row(id).head;
    if b.deprel(head) == Deprel::Ccomp && b.subject(id).is_none() {
        return b.give_subject(id, noun, Via::Relative);
    }
    let innermost = !b.children(head).iter().any(|&c| matches!(b.deprel(c), Deprel::Ccomp | Deprel::Xcomp));
    let row = b.row(id);
    let lacks = row.kind == PredicateKind::Verb && !row.passive && row.first(Role::Object).is_none();
    let taken = |g: PredicateId| b.row(g).arguments.iter().any(|a| a.head == noun && a.via == Via::Relative);
    if innermost && lacks && !b.head(head).and_then(|g| b.id(g)).is_some_and(taken) {
        b.push(id, Argument { role: Role::Object, head: noun, case: None, via: Via::Relative });
    }
}
