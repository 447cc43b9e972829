//! Negation, modality and tense of a predicate in its own clause.

use super::builder::Builder;
use super::lexicon::{Auxiliary, AuxiliaryKind, WordClass};
use super::{PredicateId, PredicateKind, Role, Tense, Via};
use crate::syntax::tags::{Deprel, Upos};
use crate::text::span::TokenId;

/// Reads what negates and modifies a predicate. Its governor's must have been read before.
pub fn read(b: &mut Builder<'_>, id: PredicateId) {
    let auxiliaries = auxiliaries(b, id);
    negate(b, id);
    if b.row(id).kind == PredicateKind::Noun && b.row(id).copula.is_none() {
        return;
    }
    if !auxiliaries {
        finite(b, id);
    }
    from_above(b, id, auxiliaries);
}

/// Tense and modals of the auxiliaries; false where there are none.
fn auxiliaries(b: &mut Builder<'_>, id: PredicateId) -> bool {
    let head = b.row(id).head;
    let (mut any, mut perfect, mut tense) = (false, false, Tense::None);
    // `is to meet`, `was to leave`: what is settled for later.
    let mut settled = false;
    for &child in b.children(head) {
        if !matches!(b.deprel(child), Deprel::Aux | Deprel::AuxPass | Deprel::Cop) {
            continue;
        }
        let Some(auxiliary) = b.lexicon.auxiliary(b.text.lower(child)) else { continue };
        let auxiliary = before_base(b, auxiliary, child, head);
        any = true;
        if tense == Tense::None {
            tense = auxiliary.tense;
        }
        match auxiliary.kind {
            AuxiliaryKind::Modal => b.row_mut(id).modals.push(child),
            AuxiliaryKind::Have => perfect = true,
            AuxiliaryKind::Be => settled |= b.has_infinitive_between(child, head) && auxiliary.tense != Tense::None,
            AuxiliaryKind::Do => {}
        }
    }
    if !any {
        return false;
    }
    if b.has_infinitive_mark(head) {
        tense = if settled { Tense::Future } else { Tense::None };
    } else if perfect && tense == Tense::Present {
        tense = Tense::Past;
    }
    b.row_mut(id).tense = tense;
    true
}

/// `he'd ban them`, `they'd be hit`: with a base form behind it the contracted word is a modal.
fn before_base(b: &Builder<'_>, auxiliary: Auxiliary, at: TokenId, head: TokenId) -> Auxiliary {
    let verb = |t: &TokenId| matches!(b.syntax.upos(*t), Upos::Verb | Upos::Aux);
    let next = (at.0 + 1..=head.0).map(TokenId).find(verb);
    let form = |t: TokenId| b.text.lower(t) == b.syntax.lemma(t);
    let either = |t: TokenId| b.is(t, WordClass::Invariant) || b.is(t, WordClass::Unchanged);
    match (auxiliary.before_base, next) {
        (Some(tense), Some(next)) if form(next) && !either(next) => {
            Auxiliary { kind: AuxiliaryKind::Modal, tense, ..auxiliary }
        }
        _ => auxiliary,
    }
}

/// Tense of the verb's own form.
fn finite(b: &mut Builder<'_>, id: PredicateId) {
    let row = b.row(id);
    let head = row.head;
    let bare = b.is_gerund(head)
        || row.passive
        || row.kind != PredicateKind::Verb
        || b.has_infinitive_mark(head)
        || matches!(b.deprel(head), Deprel::Xcomp | Deprel::Amod | Deprel::Compound)
        || b.deprel(head) == Deprel::Acl && b.links(head).mark.is_none();
    if bare {
        return;
    }
    let own = b.lexicon.auxiliary(b.text.lower(head)).filter(|a| a.kind != AuxiliaryKind::Modal).map(|a| a.tense);
    let tense =
        own.unwrap_or(if b.is_participle(head) || is_past_as_base(b, id) { Tense::Past } else { Tense::Present });
    b.row_mut(id).tense = tense;
}

/// `jets hit a port`: the past of these verbs is as their base form, and a report tells of the past.
fn is_past_as_base(b: &Builder<'_>, id: PredicateId) -> bool {
    let head = b.row(id).head;
    b.is(head, WordClass::Invariant) && !super::roles::is_headline(b, head)
}

fn negate(b: &mut Builder<'_>, id: PredicateId) {
    let head = b.row(id).head;
    let mut found = std::mem::take(&mut b.row_mut(id).negations); // of the light verb
    found.extend(b.links(head).negation);
    let row = b.row(id);
    for &modifier in &row.modifiers {
        if b.deprel(modifier) == Deprel::Advmod {
            found.extend(b.links(modifier).negation);
        }
    }
    for argument in &row.arguments {
        let own = matches!(argument.via, Via::Direct | Via::Conjunction) && b.head(argument.head).is_some();
        let core = matches!(argument.role, Role::Subject | Role::Object | Role::Indirect);
        if !own || !core || row.kind == PredicateKind::Noun && row.copula.is_none() {
            continue;
        }
        if b.is(argument.head, WordClass::Negation) {
            found.push(argument.head);
        } else if let Some(negation) = b.links(argument.head).negation {
            found.push(negation);
        }
    }
    found.sort_unstable();
    found.dedup();
    b.row_mut(id).negations = found;
}

/// What a predicate has from the one above: of a conjunct auxiliaries and negation, of an infinitive what its
/// governor implies.
fn from_above(b: &mut Builder<'_>, id: PredicateId, auxiliaries: bool) {
    let head = b.row(id).head;
    let Some(above) = b.head(head).and_then(|h| b.id(h)) else { return };
    match b.deprel(head) {
        Deprel::Conj => conjoined(b, id, above, auxiliaries),
        Deprel::Xcomp | Deprel::Acl | Deprel::Advcl | Deprel::Ccomp => governed(b, id, above),
        _ => {}
    }
}

fn conjoined(b: &mut Builder<'_>, id: PredicateId, first: PredicateId, auxiliaries: bool) {
    let head = b.row(id).head;
    let own_subject = b.children(head).iter().any(|&c| matches!(b.deprel(c), Deprel::Nsubj | Deprel::NsubjPass));
    if auxiliaries || own_subject {
        return;
    }
    let first_head = b.row(first).head;
    let helped = b.children(first_head).iter().any(|&c| matches!(b.deprel(c), Deprel::Aux | Deprel::AuxPass));
    let past = b.is_participle(head) && !b.row(id).passive;
    let same_form = !past || b.is_participle(first_head) && helped;
    let alternative = b.links(head).cc.is_some_and(|c| b.is(c, WordClass::Alternative));
    if !same_form && !alternative {
        return;
    }
    let row = b.row(first);
    let (tense, modals, negations) = (row.tense, row.modals.clone(), row.negations.clone());
    let base = b.text.lower(head) == b.syntax.lemma(head);
    let row = b.row_mut(id);
    row.tense = tense;
    row.modals.extend(modals);
    if alternative || (helped && base) {
        row.negations.extend(negations);
    }
}

fn governed(b: &mut Builder<'_>, id: PredicateId, governor: PredicateId) {
    let head = b.row(id).head;
    let gov_head = b.row(governor).head;
    let Some(&control) = b.lexicon.control(b.syntax.lemma(gov_head)) else { return };
    let infinitive = b.has_infinitive_mark(head);
    let mark = b.links(head).mark.map(|m| b.lexicon.classes(b.text.lower(m))).unwrap_or_default();
    let nonfinite =
        infinitive || b.deprel(head) == Deprel::Xcomp || b.is_gerund(head) && mark.has(WordClass::Complement);
    let clause = b.deprel(head) == Deprel::Ccomp;
    if !nonfinite && !clause
        || b.deprel(head) == Deprel::Advcl && infinitive && control.modal.is_none() && control.implies.is_none()
    {
        return;
    }
    let above = b.row(governor);
    let (negations, modals) = (above.negations.clone(), above.modals.clone());
    let carried: Vec<TokenId> = match control.implies {
        Some(true) => negations,
        Some(false) if nonfinite && negations.is_empty() => vec![gov_head],
        _ if control.raises => negations,
        _ => Vec::new(),
    };
    let row = b.row_mut(id);
    row.negations.extend(carried);
    if let (Some(tense), true) = (control.modal, infinitive) {
        row.tense = tense;
        row.modals.push(gov_head);
        row.modals.extend(modals);
    }
}
