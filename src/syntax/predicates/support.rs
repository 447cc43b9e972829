//! Light verbs and their like: what they lend to the noun that carries the meaning.

use super::builder::Builder;
use super::lexicon::{Light, NounAt};
use super::{Argument, PredicateId, PredicateKind, Role, Via};
use crate::syntax::tags::Deprel;
use crate::text::span::TokenId;

/// Lends a light word's arguments to its noun.
pub fn lend(b: &mut Builder<'_>, id: PredicateId) {
    let head = b.row(id).head;
    let lexicon = b.lexicon;
    for light in lexicon.light(b.syntax.lemma(head)) {
        let row = b.row(id);
        let particle = row.particle.map(|p| b.text.lower(p));
        if light.kind != row.kind || light.particle != particle && light.particle.is_some() {
            continue;
        }
        if light.particle.is_none() && particle.is_some() {
            continue;
        }
        // `bodies are seen at the mosque`: nowhere is told to have seen them.
        if light.holder == Some(Role::Adjunct) && row.first(Role::Subject).is_none() {
            continue;
        }
        let nouns = nouns(b, id, light);
        let doer = |of: PredicateId| b.row(of).arguments.iter().any(|a| is_doer(b, light, a));
        if nouns.is_empty() || light.doer.is_some() && !doer(id) && !nouns.iter().any(|n| doer(*n)) {
            continue;
        }
        for noun in nouns {
            hand_over(b, id, noun, light);
        }
        return;
    }
}

/// The nouns that take the arguments.
fn nouns(b: &Builder<'_>, id: PredicateId, light: &Light) -> Vec<PredicateId> {
    let row = b.row(id);
    let fits = |a: &&Argument| match light.noun {
        NounAt::Object => a.role == Role::Object,
        NounAt::Subject => a.role == Role::Subject && row.first(Role::Object).is_none_or(|o| is_fixed(b, row.head, o)),
        NounAt::Oblique => a.role == Role::Oblique && a.case.map(|c| b.text.lower(c)) == light.preposition,
    };
    let known = |head: &TokenId| light.words.is_empty() || light.words.contains(&b.syntax.lemma(*head));
    let nominal = |id: &PredicateId| b.row(*id).kind == PredicateKind::Noun;
    let direct = row.arguments.iter().filter(fits).map(|a| a.head);
    // `blamed rebels for the attack`: a parser may hang it on the object.
    let lends = light.noun == NounAt::Oblique && light.object == Some(Role::Subject);
    let objects = row.arguments.iter().filter(|a| lends && a.role == Role::Object).map(|a| a.head);
    let under = objects.flat_map(|object| b.children(object).iter().copied());
    let under = under.filter(|&t| b.links(t).case.map(|c| b.text.lower(c)) == light.preposition);
    direct.chain(under).filter(known).filter_map(|head| b.id(head)).filter(nominal).collect()
}

/// `took place`: an object that is part of the verb.
fn is_fixed(b: &Builder<'_>, verb: TokenId, object: &Argument) -> bool {
    object.head.index() == verb.index() + 1 && b.children(object.head).is_empty()
}

fn hand_over(b: &mut Builder<'_>, id: PredicateId, noun: PredicateId, light: &Light) {
    let noun_head = b.row(noun).head;
    if light.doer.is_some() {
        take_doer(b, id, noun, light);
    }
    let of_noun = b.row(id).kind != PredicateKind::Verb;
    let given: Vec<Argument> = b.row(id).arguments.clone();
    for argument in given.iter().filter(|a| a.head != noun_head) {
        let case = argument.case.map(|c| b.text.lower(c));
        let role = match argument.role {
            Role::Oblique if light.doer.is_some() && case == light.doer => Some(Role::Subject),
            Role::Subject if of_noun => continue,
            Role::Subject => light.holder,
            Role::Object if light.noun == NounAt::Oblique => light.object,
            // `On Monday envoys accused Chad of the attack`: before a deed that is only spoken of it is told when that was.
            Role::Oblique | Role::Adjunct if light.holder.is_none() && argument.head < noun_head => None,
            Role::Oblique | Role::Adjunct if !of_noun || light.transparent => Some(argument.role),
            Role::Indirect if !of_noun => Some(Role::Indirect),
            _ => None,
        };
        if let Some(role) = role {
            let via = if argument.via == Via::Position { Via::Position } else { Via::Support };
            b.push(noun, Argument { role, via, ..*argument });
        }
    }
    if let (true, Some(role)) = (of_noun, light.holder) {
        for holder in holders(b, id, noun_head, light) {
            b.push_all(noun, Argument { role, head: holder, case: None, via: Via::Support });
        }
    }
    if light.transparent {
        let row = b.row(id);
        let (tense, negations, modals, modifiers) =
            (row.tense, row.negations.clone(), row.modals.clone(), row.modifiers.clone());
        let row = b.row_mut(noun);
        row.support.get_or_insert(id);
        row.tense = tense;
        extend(&mut row.negations, negations);
        extend(&mut row.modals, modals);
        extend(&mut row.modifiers, modifiers);
    }
}

/// Does it stand under the preposition of who did it?
fn is_doer(b: &Builder<'_>, light: &Light, argument: &Argument) -> bool {
    argument.role == Role::Oblique && argument.case.map(|c| b.text.lower(c)) == light.doer
}

/// `blamed the attack on rebels`: a parser may hang who did it on the deed.
fn take_doer(b: &mut Builder<'_>, id: PredicateId, noun: PredicateId, light: &Light) {
    if b.row(id).arguments.iter().any(|a| is_doer(b, light, a)) {
        return;
    }
    let last = b.row(noun).arguments.iter().rposition(|a| is_doer(b, light, a));
    if let Some(argument) = last.and_then(|at| b.row_mut(noun).arguments.get_mut(at)) {
        (argument.role, argument.case, argument.via) = (Role::Subject, None, Via::Support);
    }
}

fn extend(to: &mut Vec<TokenId>, from: Vec<TokenId>) {
    for token in from {
        if !to.contains(&token) {
            to.push(token);
        }
    }
}

/// Whom a noun of a part in an event is said of: its subject, what it stands in apposition to, its possessor.
fn holders(b: &Builder<'_>, id: PredicateId, noun: TokenId, light: &Light) -> Vec<TokenId> {
    let row = b.row(id);
    let own = row.arguments.iter().filter(|a| matches!(a.role, Role::Subject | Role::Possessor) && a.head != noun);
    let mut out: Vec<TokenId> = own.map(|a| a.head).collect();
    if b.deprel(row.head) == Deprel::Appos {
        out.extend(b.head(row.head));
    }
    for &child in b.children(row.head) {
        if b.deprel(child) == Deprel::Appos {
            out.push(child);
        }
    }
    if out.is_empty() && row.kind == PredicateKind::Noun && !light.transparent {
        out.push(row.head);
    }
    out
}
