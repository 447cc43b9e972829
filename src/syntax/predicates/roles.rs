//! The arguments that hang on a predicate itself.

use super::builder::Builder;
use super::lexicon::{AuxiliaryKind, Controller, WordClass};
use super::{Argument, PredicateId, PredicateKind, Role, Via};
use crate::syntax::tags::{Deprel, Upos};
use crate::text::SentenceKind;
use crate::text::span::TokenId;

/// Reads the children of a predicate.
pub fn read(b: &mut Builder<'_>, id: PredicateId) {
    let head = b.row(id).head;
    if b.row(id).kind == PredicateKind::Verb {
        b.row_mut(id).passive = is_passive(b, head);
    }
    for &child in b.children(head) {
        if b.row(id).kind == PredicateKind::Noun {
            of_noun(b, id, child);
        } else {
            of_clause(b, id, child);
        }
    }
}

fn direct(role: Role, head: TokenId, case: Option<TokenId>) -> Argument {
    Argument { role, head, case, via: Via::Direct }
}

/// What hangs on a verb or an adjective.
fn of_clause(b: &mut Builder<'_>, id: PredicateId, child: TokenId) {
    let case = b.marker(child);
    match b.deprel(child) {
        Deprel::Nsubj | Deprel::NsubjPass | Deprel::NsubjOuter => subject(b, id, child),
        Deprel::Csubj | Deprel::CsubjPass if b.is_gerund(child) => subject(b, id, child),
        Deprel::Csubj | Deprel::CsubjPass | Deprel::CsubjOuter => b.push(id, direct(Role::Clause, child, case)),
        Deprel::Obj => b.push_all(id, direct(Role::Object, child, case)),
        Deprel::Iobj => {
            // `urged both sides to stop`: without another object it is the object.
            let other = |&c: &TokenId| matches!(b.deprel(c), Deprel::Obj | Deprel::Ccomp);
            let says = b.lexicon.control(b.syntax.lemma(b.row(id).head)).is_some_and(|c| c.clause);
            let indirect = says || b.children(b.row(id).head).iter().any(other);
            b.push_all(id, direct(if indirect { Role::Indirect } else { Role::Object }, child, case));
        }
        Deprel::Obl | Deprel::OblAgent | Deprel::Nmod => {
            b.push_all(id, direct(oblique_role(b, id, child), child, case))
        }
        Deprel::OblUnmarked | Deprel::NmodUnmarked => b.push_all(id, direct(Role::Adjunct, child, None)),
        Deprel::Ccomp => b.push(id, direct(Role::Clause, child, case)),
        Deprel::Xcomp => {
            let role = if b.syntax.upos(child) == Upos::Verb { Role::Clause } else { Role::Attribute };
            b.push(id, direct(role, child, case));
        }
        Deprel::Expl if !b.is(child, WordClass::Existential) => expletive(b, id, child),
        Deprel::CompoundPrt => b.row_mut(id).particle = Some(child),
        Deprel::Advmod if is_particle(b, id, child) => b.row_mut(id).particle = Some(child),
        Deprel::Cop => b.row_mut(id).copula = Some(child),
        Deprel::Advmod if b.links(b.row(id).head).negation != Some(child) => b.row_mut(id).modifiers.push(child),
        Deprel::Dep if matches!(b.syntax.upos(child), Upos::Noun | Upos::Propn) => loose(b, id, child),
        _ => {}
    }
}

/// What hangs on a noun.
fn of_noun(b: &mut Builder<'_>, id: PredicateId, child: TokenId) {
    let case = b.marker(child);
    match b.deprel(child) {
        Deprel::NmodPoss => b.push_all(id, direct(Role::Possessor, child, case)),
        Deprel::Compound => b.push_all(id, direct(Role::Compound, child, None)),
        Deprel::Amod => {
            b.row_mut(id).modifiers.push(child);
            b.push_all(id, direct(Role::Modifier, child, None));
        }
        Deprel::Nmod | Deprel::Obl | Deprel::OblAgent => {
            b.push_all(id, direct(oblique_role(b, id, child), child, case));
        }
        Deprel::NmodUnmarked | Deprel::OblUnmarked => b.push_all(id, direct(Role::Adjunct, child, None)),
        Deprel::Appos => {
            b.push_all(id, direct(Role::Attribute, child, None));
            mirror(b, id, child);
        }
        Deprel::NmodDesc => b.push(id, direct(Role::Attribute, child, None)),
        Deprel::Nsubj | Deprel::NsubjOuter | Deprel::NsubjPass => {
            subject(b, id, child);
            mirror(b, id, child);
        }
        Deprel::Cop => b.row_mut(id).copula = Some(child),
        Deprel::Acl if b.links(child).mark.is_some() => b.push(id, direct(Role::Clause, child, case)),
        Deprel::Ccomp | Deprel::Xcomp | Deprel::Csubj => b.push(id, direct(Role::Clause, child, case)),
        Deprel::Advmod if b.links(b.row(id).head).negation != Some(child) => b.row_mut(id).modifiers.push(child),
        Deprel::Obj => b.push_all(id, direct(Role::Object, child, None)),
        _ => {}
    }
}

/// A noun that is said of another tells what that one is.
fn mirror(b: &mut Builder<'_>, id: PredicateId, of: TokenId) {
    let head = b.row(id).head;
    if let Some(of) = b.id(of) {
        b.push(of, direct(Role::Attribute, head, None));
    }
}

fn subject(b: &mut Builder<'_>, id: PredicateId, child: TokenId) {
    if b.is(child, WordClass::Relative) && b.syntax.upos(child) == Upos::Pron {
        return; // the relative clause gives the noun instead
    }
    let passive = b.row(id).passive;
    let retained = passive && b.children(b.row(id).head).iter().any(|&c| b.deprel(c) == Deprel::Obj);
    b.give_subject(id, child, Via::Direct);
    if retained {
        for argument in &mut b.row_mut(id).arguments {
            if argument.role == Role::Object {
                argument.role = Role::Indirect;
            }
        }
    }
}

/// `by` makes an agent of what stands under a passive or a noun, unless it names a time; `as` an attribute.
fn oblique_role(b: &Builder<'_>, id: PredicateId, child: TokenId) -> Role {
    let row = b.row(id);
    let Some(case) = b.links(child).case else { return Role::Oblique };
    let classes = b.lexicon.classes(b.text.lower(case));
    let agent = classes.has(WordClass::Agent)
        && (row.passive || row.kind == PredicateKind::Noun)
        && !matches!(b.syntax.upos(child), Upos::Num | Upos::Sym)
        && !b.is(child, WordClass::Time);
    if agent {
        Role::Subject
    } else if classes.has(WordClass::Attribute) {
        Role::Attribute
    } else {
        Role::Oblique
    }
}

/// `it` taken for an empty subject, though nothing else is the subject.
fn expletive(b: &mut Builder<'_>, id: PredicateId, child: TokenId) {
    let other = |&c: &TokenId| {
        matches!(
            b.deprel(c),
            Deprel::Nsubj | Deprel::NsubjPass | Deprel::Csubj | Deprel::CsubjPass | Deprel::Ccomp | Deprel::Advcl
        )
    };
    let infinitive = |&c: &TokenId| b.deprel(c) == Deprel::Xcomp && b.has_infinitive_mark(c);
    let children = b.children(b.row(id).head);
    if !children.iter().any(other) && (b.row(id).kind == PredicateKind::Verb || children.iter().any(infinitive)) {
        b.give_subject(id, child, Via::Position);
    }
}

/// An adverb right after a verb that has a light verb with that particle.
fn is_particle(b: &Builder<'_>, id: PredicateId, child: TokenId) -> bool {
    let head = b.row(id).head;
    child.index() == head.index() + 1
        && b.lexicon.light(b.syntax.lemma(head)).iter().any(|l| l.particle == Some(b.text.lower(child)))
}

/// A noun whose relation is unknown: by its preposition and its side.
fn loose(b: &mut Builder<'_>, id: PredicateId, child: TokenId) {
    let head = b.row(id).head;
    let case = b.links(child).case;
    let role = if case.is_some() {
        oblique_role(b, id, child)
    } else if child > head || b.row(id).passive {
        Role::Object
    } else {
        Role::Subject
    };
    if b.row(id).first(role).is_none() || role == Role::Oblique {
        b.push_all(id, Argument { role, head: child, case, via: Via::Position });
    }
}

/// Is the verb passive: by its auxiliary, its agent, or as a participle with no subject of its own?
fn is_passive(b: &Builder<'_>, verb: TokenId) -> bool {
    let (mut auxiliary, mut be, mut subject, mut object, mut agent) = (false, false, false, false, false);
    let active = is_active(b, verb);
    for &child in b.children(verb) {
        match b.deprel(child) {
            Deprel::NsubjPass if active || two_subjects(b, verb) => subject = true,
            Deprel::AuxPass | Deprel::NsubjPass | Deprel::CsubjPass | Deprel::OblAgent => return true,
            Deprel::Aux => {
                auxiliary = true;
                be = b.lexicon.auxiliary(b.text.lower(child)).is_some_and(|a| a.kind == AuxiliaryKind::Be);
            }
            Deprel::Nsubj => subject = true,
            Deprel::Obj | Deprel::Ccomp => object = true,
            Deprel::Obl => {
                agent |= b.links(child).case.is_some_and(|c| b.is(c, WordClass::Agent))
                    && matches!(b.syntax.upos(child), Upos::Noun | Upos::Propn | Upos::Pron)
                    && !b.is(child, WordClass::Time);
            }
            _ => {}
        }
    }
    let participle = b.is_participle(verb);
    if auxiliary {
        return be && participle;
    }
    if b.is_gerund(verb) || b.has_infinitive_mark(verb) {
        return false;
    }
    match b.deprel(verb) {
        Deprel::Acl | Deprel::Amod => !subject && !object && !active,
        Deprel::Advcl => !subject && participle && !object,
        Deprel::Xcomp => participle && !object,
        deprel => {
            let headline =
                is_headline(b, verb) && (agent || participle && b.lexicon.auxiliary(b.text.lower(verb)).is_none());
            let gapped = deprel == Deprel::Conj && subject && participle && lacks_object(b, verb);
            !object && (headline || gapped)
        }
    }
}

/// `six were killed and ten wounded`: a verb that needs an object and has none, nor shares that of another.
fn lacks_object(b: &Builder<'_>, verb: TokenId) -> bool {
    let shares = |&c: &TokenId| match b.deprel(c) {
        Deprel::Conj => b.syntax.upos(c) == Upos::Verb,
        deprel => matches!(deprel, Deprel::Iobj | Deprel::OblUnmarked),
    };
    b.lexicon.classes(b.syntax.lemma(verb)).has(WordClass::Transitive) && !b.children(verb).iter().any(shares)
}

/// `A former mayor called on the town`, `Groups have called for it`: read as a passive though nothing makes it one. It is
/// active behind another auxiliary than `be`, and without one with an object or clause or as a verb that governs one.
fn is_active(b: &Builder<'_>, verb: TokenId) -> bool {
    let children = b.children(verb);
    let be = |c: TokenId| b.lexicon.auxiliary(b.text.lower(c)).is_some_and(|a| a.kind == AuxiliaryKind::Be);
    let marked = |&c: &TokenId| match b.deprel(c) {
        Deprel::AuxPass | Deprel::OblAgent => true,
        Deprel::Obl => b.links(c).case.is_some_and(|m| b.is(m, WordClass::Agent)),
        Deprel::Aux => be(c),
        _ => false,
    };
    if children.iter().any(marked) || is_headline(b, verb) {
        return false;
    }
    let governs = |&c: &TokenId| matches!(b.deprel(c), Deprel::Obj | Deprel::Ccomp | Deprel::Xcomp);
    if b.deprel(verb) == Deprel::Acl && calls_on(b, verb) {
        return true;
    }
    // `The cabinet threatened to resign.`, read as one noun phrase.
    let main = || b.deprel(verb) == Deprel::Acl && b.head(verb).is_some_and(|n| b.deprel(n) == Deprel::Root);
    let finite = matches!(b.deprel(verb), Deprel::Root | Deprel::Ccomp | Deprel::Parataxis) || main();
    let past = b.text.lower(verb).ends_with("ed");
    children.iter().any(|&c| b.deprel(c) == Deprel::Aux)
        || finite && past && (children.iter().any(governs) || b.lexicon.control(b.syntax.lemma(verb)).is_some())
}

/// `a former mayor called on the town to wait`: a verb that asks, with whom it asks under a preposition right behind it.
fn calls_on(b: &Builder<'_>, verb: TokenId) -> bool {
    let next = TokenId(verb.0 + 1);
    let asks = b.lexicon.control(b.syntax.lemma(verb)).is_some_and(|c| c.controller == Controller::Object);
    let other = b.is(next, WordClass::Agent) || b.is(next, WordClass::Recipient);
    let under = |&c: &TokenId| b.links(c).case == Some(next) && !b.is(c, WordClass::Time);
    let children = b.children(verb);
    asks && !other && children.iter().any(under) && children.iter().any(|&c| b.has_infinitive_mark(c))
}

/// `that the group used`: a relative pronoun and a subject, so no passive.
fn two_subjects(b: &Builder<'_>, verb: TokenId) -> bool {
    let subjects = || b.children(verb).iter().filter(|&&c| matches!(b.deprel(c), Deprel::Nsubj | Deprel::NsubjPass));
    subjects().count() > 1 && subjects().any(|&c| b.is(c, WordClass::Relative))
}

/// Tokens in which a sentence shows whether it is written as a headline.
const HEADLINE: usize = 30;

/// A sentence in the style of a headline: it is one, or it has no full stop and near its beginning neither article nor
/// auxiliary. A text may have lost the full stops at the ends of its lines.
pub fn is_headline(b: &Builder<'_>, token: TokenId) -> bool {
    let Some(sentence) = b.text.sentence(b.text.sentence_of(token)) else { return false };
    let left_out = |t: TokenId| {
        let auxiliary = || b.lexicon.auxiliary(b.text.lower(t)).is_some_and(|a| a.kind != AuxiliaryKind::Modal);
        b.is(t, WordClass::Article) || b.syntax.upos(t) == Upos::Aux && auxiliary()
    };
    sentence.kind == SentenceKind::Headline
        || b.syntax.upos(sentence.tokens.last()) != Upos::Punct
            && !sentence.tokens.tokens().take(HEADLINE).any(left_out)
}
