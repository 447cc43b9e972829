//! Arguments that a predicate has from another place: relative clause, participle, control, conjunction.

mod relatives;

use super::builder::Builder;
use super::lexicon::{Controller, WordClass};
use super::{Argument, PredicateId, PredicateKind, Role, Via};
use crate::syntax::tags::{Deprel, Upos};
use crate::text::span::TokenId;

/// How far back a subject is looked for where the tree has none.
const REACH: usize = 8;

/// Adds to a predicate what it shares with others.
pub fn share(b: &mut Builder<'_>, id: PredicateId) {
    let head = b.row(id).head;
    relatives::pronouns(b, id);
    match b.deprel(head) {
        Deprel::Conj => conjoined(b, id),
        Deprel::AclRelcl => relatives::bare_clause(b, id),
        Deprel::Acl | Deprel::Amod => on_noun(b, id),
        Deprel::Xcomp | Deprel::Advcl | Deprel::Ccomp => under_governor(b, id),
        _ => {}
    }
    if b.row(id).kind == PredicateKind::Verb {
        object_of_conjunct(b, id);
        subject_by_position(b, id);
    }
    agent_by_position(b, id);
    circumstances(b, id);
}

/// A participle or infinitive on a noun, or a participle before it.
fn on_noun(b: &mut Builder<'_>, id: PredicateId) {
    let head = b.row(id).head;
    let Some(noun) = b.head(head) else { return };
    if b.subject(id).is_some() {
        return;
    }
    let finite = b.links(head).mark.is_some_and(|m| !b.is(m, WordClass::Infinitive)) && !b.is_gerund(head);
    if finite && b.deprel(head) == Deprel::Acl && !b.row(id).passive {
        return;
    }
    let gerund_of = b.is_gerund(head) && b.links(head).mark.is_some();
    let controller = b.lexicon.control(b.syntax.lemma(noun)).map(|c| c.controller);
    let holds = matches!(controller, Some(Controller::Holder | Controller::Receiver));
    if (b.has_infinitive_mark(head) && holds) || gerund_of {
        let given = b.head(noun).and_then(|v| receiver(b, b.id(v)?)).or_else(|| blamed(b, noun, head));
        if let Some(holder) = given.or_else(|| holder(b, noun)) {
            b.give_subject(id, holder, Via::Control);
        }
        return;
    }
    // `He is in London to meet them`: who is there is to do it, and not the place.
    if b.has_infinitive_mark(head)
        && b.links(noun).case.is_some()
        && let Some(who) = b.id(noun).filter(|&n| b.row(n).copula.is_some()).and_then(|n| b.subject(n))
    {
        return b.give_subject(id, who, Via::Control);
    }
    if b.row(id).kind != PredicateKind::Noun {
        // `Doe is the third mayor killed this year`: that tells of several deeds, and not of the one day of his.
        let counts = b.row(id).passive && b.syntax.upos(noun) == Upos::Noun;
        let noun = if counts { noun } else { relatives::who_is_meant(b, noun) };
        b.give_subject(id, noun, Via::Relative);
    }
}

/// Who has a plan, makes a threat: the noun's subject or possessor, the subject of its verb, the name before it.
pub fn holder(b: &Builder<'_>, noun: TokenId) -> Option<TokenId> {
    let id = b.id(noun)?;
    let row = b.row(id);
    let own = row.first(Role::Possessor).or_else(|| row.arguments.iter().find(|a| a.role == Role::Subject));
    if let Some(own) = own.filter(|a| a.via != Via::Direct || row.copula.is_none() || a.role == Role::Possessor) {
        return Some(own.head);
    }
    let name = |a: &&Argument| {
        let first = b.text.token(a.head).chars().next();
        matches!(a.role, Role::Compound | Role::Modifier) && first.is_some_and(char::is_uppercase)
    };
    let named = row.arguments.iter().find(name).map(|a| a.head);
    named.or_else(|| {
        let verb = b.id(b.head(noun)?)?;
        let object = matches!(b.deprel(noun), Deprel::Obj | Deprel::Obl | Deprel::Xcomp);
        if object { b.row(verb).first(Role::Subject).map(|a| a.head) } else { None }
    })
}

/// Whom a deed is told of that a noun gives the reason for (`the arrest of soldiers for killing a priest`).
fn blamed(b: &Builder<'_>, noun: TokenId, gerund: TokenId) -> Option<TokenId> {
    b.links(gerund).mark.filter(|&m| b.is(m, WordClass::Reason))?;
    let of = |c: &TokenId| *c > noun && *c < gerund && b.deprel(*c) == Deprel::Nmod;
    b.children(noun).iter().copied().find(of)
}

/// Whom a verb gives its object to, where that is something to do (`gave the army orders to shell`).
fn receiver(b: &Builder<'_>, verb: PredicateId) -> Option<TokenId> {
    let row = b.row(verb);
    let task =
        |a: &Argument| b.lexicon.control(b.syntax.lemma(a.head)).is_some_and(|c| c.controller == Controller::Receiver);
    let to = |a: &&Argument| a.role == Role::Oblique && a.case.is_some_and(|c| b.is(c, WordClass::Recipient));
    let given = row.all(Role::Object).any(task);
    let who = row.first(Role::Indirect).or_else(|| row.arguments.iter().find(to));
    who.filter(|_| given).map(|a| a.head)
}

/// Infinitive, gerund or participle under a verb: its subject is the subject or object above.
fn under_governor(b: &mut Builder<'_>, id: PredicateId) {
    let head = b.row(id).head;
    let deprel = b.deprel(head);
    if let Some(noun) = relatives::gap(b, head) {
        relatives::fill_gap(b, id, noun);
    }
    if b.subject(id).is_some() {
        return;
    }
    let Some(governor) = clause_above(b, head) else { return };
    let mark = b.links(head).mark;
    let nonfinite = deprel == Deprel::Xcomp
        || b.is_gerund(head)
        || b.row(id).passive
        || b.has_infinitive_mark(head)
        || (mark.is_some() && b.row(id).kind != PredicateKind::Verb);
    // `saw the army detain them`: who is seen is the object above.
    let between = |a: &Argument| b.row(governor).head < a.head && a.head < head;
    let watched = deprel == Deprel::Ccomp && is_bare(b, id) && b.row(governor).all(Role::Object).any(between);
    let clause = deprel == Deprel::Ccomp && !b.is_gerund(head) && !b.has_infinitive_mark(head);
    if !watched && (!nonfinite || clause) {
        return;
    }
    let entry = b.lexicon.control(b.syntax.lemma(b.row(governor).head)).map(|c| c.controller);
    let classes = mark.map(|m| b.lexicon.classes(b.text.lower(m))).unwrap_or_default();
    // `told the house that it rained, adding that`: who tells goes on, not who is told.
    let beside = deprel == Deprel::Advcl && b.is_gerund(head) && mark.is_none() && follows_comma(b, head);
    let complement = deprel == Deprel::Xcomp
        || watched
        || entry == Some(Controller::Object) && !beside
        || classes.has(WordClass::Complement)
        || classes.has(WordClass::Reason);
    let row = b.row(governor);
    let surface = b.subject(governor);
    let object = row.first(Role::Object).map(|a| a.head).filter(|&o| o < head || row.passive);
    let object = object.map(|o| blamed(b, o, head).unwrap_or(o));
    let asks = entry == Some(Controller::Object) && object.is_none();
    let told = || receiver(b, governor).or_else(|| addressed(b, governor, head).filter(|_| asks));
    let seen = b.is_gerund(head) && !beside && asks;
    let given = if seen { addressed(b, governor, head) } else { b.has_infinitive_mark(head).then(told).flatten() };
    let controller = if given.is_some() {
        given
    } else if let Some(undergoing) = object.filter(|&o| being_behind(b, head, o)) {
        Some(undergoing)
    } else if complement && (entry != Some(Controller::Subject) || is_bare(b, id)) {
        object.or_else(|| row.first(Role::Indirect).map(|a| a.head)).or(surface)
    } else if deprel == Deprel::Advcl && row.passive && mark.is_none() && b.is_gerund(head) {
        // `the bus was hit, killing 12`: the agent did it, or else the deed itself.
        Some(row.first(Role::Subject).map_or(row.head, |a| a.head))
    } else {
        surface
    };
    if let Some(controller) = controller {
        b.give_subject(id, controller, Via::Control);
    }
}

/// Is it an infinitive without `to`: what somebody is made to do (`had an envoy look into it`, `let the rebels go`)?
fn is_bare(b: &Builder<'_>, id: PredicateId) -> bool {
    let row = b.row(id);
    row.kind == PredicateKind::Verb
        && b.links(row.head).mark.is_none()
        && b.text.lower(row.head) == b.syntax.lemma(row.head)
}

/// The clause that an infinitive, gerund or participle hangs on. A gerund behind a comma tells what came of the main verb,
/// not of the participle on a noun behind that (`the bomb hit a bus used by soldiers, killing 12`).
fn clause_above(b: &Builder<'_>, clause: TokenId) -> Option<PredicateId> {
    let above = b.head(clause)?;
    let comma = follows_comma(b, clause);
    let outside = || {
        let noun = b.head(above)?;
        let verb = std::iter::successors(Some(noun), |&t| b.head(t))
            .take(REACH)
            .find_map(|t| b.id(t).filter(|&v| b.row(v).kind == PredicateKind::Verb))?;
        (b.row(verb).head < noun).then_some(verb)
    };
    let loose = comma && b.deprel(clause) == Deprel::Advcl && b.is_gerund(clause) && b.links(clause).mark.is_none();
    let on_noun = b.deprel(above) == Deprel::Acl && b.id(above).is_some_and(|a| b.row(a).kind == PredicateKind::Verb);
    if loose && on_noun { outside().or_else(|| b.id(above)) } else { b.id(above) }
}

/// Does a clause begin right behind a comma?
fn follows_comma(b: &Builder<'_>, clause: TokenId) -> bool {
    let first = b.children(clause).iter().copied().find(|&c| c < clause && b.deprel(c) != Deprel::Punct);
    first.unwrap_or(clause).before().is_some_and(|t| b.text.token(t) == ",")
}

/// Is a clause a passive gerund right behind a noun (`a boy being beaten`)?
fn being_behind(b: &Builder<'_>, clause: TokenId, noun: TokenId) -> bool {
    let first = b.children(clause).iter().copied().find(|&c| c < clause);
    let passive = first.is_some_and(|c| b.deprel(c) == Deprel::AuxPass && b.is_gerund(c));
    passive && first.and_then(TokenId::before) == Some(noun)
}

/// Who is asked or looked at under a preposition right behind the verb (`called on the public to stay at home`).
fn addressed(b: &Builder<'_>, verb: PredicateId, clause: TokenId) -> Option<TokenId> {
    let row = b.row(verb);
    let next = TokenId(row.head.0 + 1);
    let who = row.all(Role::Oblique).find(|a| a.case == Some(next) && a.head < clause);
    who.map(|a| a.head)
}

/// A conjunct shares the subject, and between nouns possessor and attributes, of the first one.
fn conjoined(b: &mut Builder<'_>, id: PredicateId) {
    let head = b.row(id).head;
    let Some(first) = b.head(head).and_then(|f| b.id(f)) else { return };
    if b.row(id).kind == PredicateKind::Noun {
        return nouns(b, id, first);
    }
    if b.row(first).kind == PredicateKind::Noun && b.row(first).copula.is_none() {
        return;
    }
    if b.subject(id).is_some() {
        return;
    }
    let own_auxiliary =
        b.children(head).iter().any(|&c| matches!(b.deprel(c), Deprel::Aux | Deprel::AuxPass | Deprel::Cop));
    let object = b.row(id).first(Role::Object).is_some() || b.row(id).first(Role::Clause).is_some();
    if b.row(first).passive && !own_auxiliary && !object && b.row(id).kind == PredicateKind::Verb {
        let same_form = b.is_participle(head) || b.is_participle(b.row(first).head) && !b.is_gerund(head);
        b.row_mut(id).passive = same_form;
        let agents: Vec<Argument> = b.row(first).all(Role::Subject).copied().collect();
        if same_form && b.row(id).first(Role::Subject).is_none() {
            for agent in agents.into_iter().filter(|a| a.head > head) {
                b.push(id, Argument { via: Via::Conjunction, ..agent });
            }
        }
    }
    if let Some(subject) = b.subject(first) {
        b.give_subject(id, subject, Via::Conjunction);
    }
    // `the men whom they caught and shot`: what a relative clause leaves out both leave out.
    if !object && !b.row(id).passive && b.row(id).kind == PredicateKind::Verb {
        let left_out = |a: &&Argument| a.role == Role::Object && a.via == Via::Relative;
        let lent: Vec<Argument> = b.row(first).arguments.iter().filter(left_out).copied().collect();
        for argument in lent {
            b.push(id, Argument { via: Via::Conjunction, ..argument });
        }
    }
}

fn nouns(b: &mut Builder<'_>, id: PredicateId, first: PredicateId) {
    let head = b.row(id).head;
    let own = b.children(head).iter().any(|&c| matches!(b.deprel(c), Deprel::NmodPoss | Deprel::Det));
    if !own {
        let start = b.row(first).head;
        let shared = |a: &&Argument| {
            matches!(a.role, Role::Possessor | Role::Modifier) && a.head < start && a.via == Via::Direct
        };
        let shared: Vec<Argument> = b.row(first).arguments.iter().filter(shared).copied().collect();
        for argument in shared {
            b.push(id, Argument { via: Via::Conjunction, ..argument });
        }
    }
    let after =
        |a: &&Argument| matches!(a.role, Role::Oblique | Role::Subject) && a.via == Via::Direct && a.head > head;
    let shared: Vec<Argument> = b.row(first).arguments.iter().filter(after).copied().collect();
    for argument in shared {
        b.push(id, Argument { via: Via::Conjunction, ..argument });
    }
    if b.row(first).first(Role::Oblique).is_none() {
        let own = |a: &&Argument| matches!(a.role, Role::Oblique | Role::Subject) && a.via == Via::Direct;
        let lent: Vec<Argument> = b.row(id).arguments.iter().filter(own).copied().collect();
        for argument in lent {
            b.push(first, Argument { via: Via::Conjunction, ..argument });
        }
    }
    let said = b.row(first).copula.is_some() && b.row(id).copula.is_none();
    if let Some(subject) = b.subject(first).filter(|_| said) {
        b.give_subject(id, subject, Via::Conjunction);
    }
}

/// `shot and killed X`: the object after the last of two verbs that stand together is the first one's too.
fn object_of_conjunct(b: &mut Builder<'_>, id: PredicateId) {
    let head = b.row(id).head;
    if b.row(id).passive || b.row(id).first(Role::Object).is_some() {
        return;
    }
    for &child in b.children(head) {
        if b.deprel(child) != Deprel::Conj || b.syntax.upos(child) != Upos::Verb {
            continue;
        }
        let loose = |&c: &TokenId| matches!(b.deprel(c), Deprel::Cc | Deprel::Punct | Deprel::Advmod | Deprel::Conj);
        let close = b.children(head).iter().filter(|&&c| head < c && c < child).all(loose)
            && b.children(child).iter().filter(|&&c| c < child).all(loose);
        if !close {
            continue;
        }
        let object = b.children(child).iter().copied().find(|&c| b.deprel(c) == Deprel::Obj);
        if let Some(object) = object {
            b.push_all(id, Argument { role: Role::Object, head: object, case: None, via: Via::Conjunction });
            return;
        }
    }
}

/// A finite verb without a subject: the last free noun before it.
fn subject_by_position(b: &mut Builder<'_>, id: PredicateId) {
    let head = b.row(id).head;
    let open = !matches!(b.deprel(head), Deprel::Xcomp | Deprel::Acl | Deprel::Amod | Deprel::Conj | Deprel::Compound);
    if b.subject(id).is_some() || !open || b.is_gerund(head) || b.has_infinitive_mark(head) {
        return;
    }
    let sentence = b.text.sentence_of(head);
    for step in 1..=REACH {
        let Some(at) = head.index().checked_sub(step).map(TokenId::new) else { return };
        if b.text.sentence_of(at) != sentence {
            return;
        }
        match b.syntax.upos(at) {
            Upos::Aux | Upos::Adv | Upos::Part => {}
            Upos::Noun | Upos::Propn | Upos::Pron => {
                let free = matches!(
                    b.deprel(at),
                    Deprel::Root | Deprel::Dep | Deprel::Nsubj | Deprel::Parataxis | Deprel::List | Deprel::Vocative
                );
                if free && b.head(at) != Some(head) && b.links(at).case.is_none() {
                    b.give_subject(id, at, Via::Position);
                }
                return;
            }
            _ => return,
        }
    }
}

/// `the killing of nuns by gunmen`, where the agent hangs on the nuns.
fn agent_by_position(b: &mut Builder<'_>, id: PredicateId) {
    let row = b.row(id);
    let takes = row.passive || row.kind == PredicateKind::Noun;
    if !takes || row.arguments.iter().any(|a| a.role == Role::Subject && a.case.is_some()) {
        return;
    }
    let (head, passive) = (row.head, row.passive);
    let below = |a: &&Argument| {
        a.head > head && (matches!(a.role, Role::Oblique | Role::Attribute) || passive && a.role == Role::Object)
    };
    let under: Vec<TokenId> = row.arguments.iter().filter(below).map(|a| a.head).take(REACH).collect();
    for noun in under {
        let agent = b.children(noun).iter().copied().find(|&c| {
            matches!(b.deprel(c), Deprel::Nmod | Deprel::Obl | Deprel::OblAgent)
                && matches!(b.syntax.upos(c), Upos::Noun | Upos::Propn | Upos::Pron)
                && b.links(c).case.is_some_and(|m| b.is(m, WordClass::Agent))
                && !b.is(c, WordClass::Time)
        });
        if let Some(agent) = agent {
            let case = b.links(agent).case;
            b.push_all(id, Argument { role: Role::Subject, head: agent, case, via: Via::Position });
            return;
        }
    }
}

/// Place and time that hang on what follows a predicate (bombed **camps in Syria** on **Sunday**) may be its own.
fn circumstances(b: &mut Builder<'_>, id: PredicateId) {
    let head = b.row(id).head;
    let core = matches!(b.row(id).kind, PredicateKind::Verb | PredicateKind::Noun);
    if !core {
        return;
    }
    let verb = b.row(id).kind == PredicateKind::Verb;
    let after = |a: &&Argument| {
        let role = matches!(a.role, Role::Oblique) || a.case.is_some() || verb && matches!(a.role, Role::Object);
        a.head > head && role && matches!(a.via, Via::Direct | Via::Conjunction | Via::Position)
    };
    let mut below: Vec<(TokenId, usize)> =
        b.row(id).arguments.iter().filter(after).map(|a| (a.head, 0)).take(REACH).collect();
    let mut at = 0;
    while let Some(&(noun, depth)) = below.get(at) {
        at += 1;
        for &child in b.children(noun) {
            let role = match b.deprel(child) {
                Deprel::Nmod if child > noun => Role::Oblique,
                Deprel::NmodUnmarked if child > noun => Role::Adjunct,
                _ => continue,
            };
            let case = b.links(child).case;
            let circumstance = case.is_some_and(|c| b.is(c, WordClass::Circumstance));
            if circumstance || role == Role::Adjunct {
                b.push_all(id, Argument { role, head: child, case, via: Via::Position });
            }
            if depth < 2 && below.len() < REACH {
                below.push((child, depth + 1));
            }
        }
    }
}
