//! Conditions: what an entry asks for, or rules out, around its trigger.

use std::cell::LazyCell;

use super::View;
use super::arguments;
use super::hanging;
use super::lexicon::{Complement, Conditions, Terms, WordClass};
use super::triggers::{Trigger, is_stop};
use crate::syntax::predicates::{Embedding, EmbeddingKind, Role, Tense};
use crate::text::span::{TokenId, TokenSpan};

/// Predicates behind a trigger among which its participle clauses are looked for.
const CLAUSES: usize = 8;

/// The name of the first condition that does not hold.
pub fn unmet(view: &View<'_>, sentence: TokenSpan, trigger: &Trigger<'_>) -> Option<&'static str> {
    let Conditions {
        object,
        not_object,
        only_object,
        subject,
        not_subject,
        not_under,
        with,
        not_with,
        before,
        not_before,
        after,
        not_after,
        not_oblique,
        clause,
        // Asked once the parties are known.
        not_actor: _,
        not_parties: _,
    } = &trigger.entry.conditions;
    let text = |t: TokenId| view.text.lower(t);
    let preceding = || {
        let from = trigger.span.start.0.saturating_sub(3).max(sentence.start.0);
        (from..trigger.span.start.0).rev().map(TokenId).take_while(|t| !is_stop(view, *t))
    };
    let following = || {
        let to = trigger.span.end.0.saturating_add(4).min(sentence.end.0);
        (trigger.span.end.0..to).map(TokenId).take_while(|t| !is_stop(view, *t))
    };
    let word = |terms: &Terms, t: TokenId| {
        terms.words.contains(text(t)) || (!terms.words.is_empty() && terms.words.contains(view.syntax.lemma(t)))
    };
    let direct = LazyCell::new(|| hanging::direct(view, trigger));
    let filled = |terms: &Terms, role: Role, wanted| {
        arguments::condition(view, trigger, &direct, role, |t| word(terms, t), terms, wanted)
    };
    let near = |terms: &Option<Terms>, wanted: bool, holds: &dyn Fn(&Terms) -> bool| {
        terms.as_ref().is_some_and(|t| holds(t) != wanted)
    };
    let verb = trigger.pattern.class == WordClass::Verb;
    let role = |terms: &Option<Terms>, role: Role, wanted: bool| {
        verb && terms.as_ref().is_some_and(|t| filled(t, role, wanted) != wanted)
    };
    if near(before, true, &|b| preceding().any(|t| word(b, t))) {
        return Some("before");
    }
    if near(not_before, false, &|b| preceding().take(1).any(|t| word(b, t))) {
        return Some("not_before");
    }
    if near(after, true, &|a| following().any(|t| word(a, t))) {
        return Some("after");
    }
    if near(not_after, false, &|a| following().take(1).any(|t| word(a, t))) {
        return Some("not_after");
    }
    if role(object, Role::Object, true) {
        return Some("object");
    }
    if role(not_object, Role::Object, false) {
        return Some("not_object");
    }
    if role(subject, Role::Subject, true) {
        return Some("subject");
    }
    if role(not_subject, Role::Subject, false) {
        return Some("not_subject");
    }
    // `candidates staged rallies`: who does what a noun names, where the tree says so.
    let does = |terms: &Terms| direct.iter().any(|f| f.role == Role::Subject && word(terms, f.head));
    if !verb && not_subject.as_ref().is_some_and(does) {
        return Some("not_subject");
    }
    // `the destruction of trust`: what it is done to, where a noun's frame has that.
    let suffers = |terms: &Terms| {
        let target = &trigger.frame(view).target;
        let among = |t: TokenId| word(terms, t) || view.headed_by_kind(t, terms);
        direct.iter().any(|f| f.role != Role::Subject && target.iter().any(|p| p.fits(f)) && among(f.head))
    };
    if !verb && not_object.as_ref().is_some_and(suffers) {
        return Some("not_object");
    }
    // A number or a pronoun may stand for any sort.
    let fits = |terms: &Terms, t: TokenId| view.is_quantity(t) || word(terms, t) || view.headed_by_kind(t, terms);
    let only = |terms: &Terms| arguments::objects(view, trigger).all(|t| fits(terms, t));
    if verb && only_object.as_ref().is_some_and(|o| !only(o)) {
        return Some("only_object");
    }
    let apart = |terms: &Terms| direct.iter().any(|f| f.role == Role::Oblique && word(terms, f.head));
    if near(not_oblique, false, &apart) {
        return Some("not_oblique");
    }
    if clause.as_ref().is_some_and(|kinds| !kinds.contains(&complement(view, sentence, trigger))) {
        return Some("clause");
    }
    let beside = |terms: &Terms| {
        let behind = TokenSpan { start: trigger.span.end, end: sentence.end };
        let of_it =
            |e: &Embedding| e.governor == trigger.head && e.kind == EmbeddingKind::Adverbial && e.marker.is_none();
        let mut clauses = view.syntax.predicates.between(behind).take(CLAUSES);
        clauses.any(|p| p.embeddings.first().is_some_and(of_it) && word(terms, p.head))
    };
    if near(with, true, &beside) {
        return Some("with");
    }
    if near(not_with, false, &beside) {
        return Some("not_with");
    }
    let above = view.above(trigger.head).first();
    let under = above.filter(|e| e.kind == EmbeddingKind::Argument).map(|e| e.governor);
    (not_under.as_ref().zip(under).is_some_and(|(terms, t)| word(terms, t))).then_some("not_under")
}

/// What clause a verb takes. One that no word marks may hang on it as an adverbial does (`charged they were armed`), an
/// infinitive also on whom it is asked of.
fn complement(view: &View<'_>, sentence: TokenSpan, trigger: &Trigger<'_>) -> Complement {
    let predicates = &view.syntax.predicates;
    let Some(verb) = predicates.of(trigger.head) else { return Complement::None };
    let infinitive = |t: TokenId| view.lists().infinitive.contains(view.text.lower(t));
    let asked = |e: &Embedding| {
        e.marker.is_some_and(infinitive)
            && verb.all(Role::Object).chain(verb.all(Role::Indirect)).any(|a| a.head == e.governor)
    };
    let loose = |e: &Embedding| match e.kind {
        EmbeddingKind::Adverbial => true,
        EmbeddingKind::Parataxis => e.marker.is_some_and(infinitive),
        _ => false,
    };
    let hangs = |e: &Embedding| e.governor == verb.head && loose(e) || asked(e);
    let own = verb.all(Role::Clause).filter_map(|a| predicates.of(a.head));
    let behind = TokenSpan { start: trigger.span.end, end: sentence.end };
    let hanging = predicates.between(behind).take(CLAUSES).filter(|p| p.embeddings.first().is_some_and(hangs));
    let mut kinds = own.chain(hanging).filter_map(|p| match p.embeddings.first().and_then(|e| e.marker) {
        None if p.tense != Tense::None => Some(Complement::Finite),
        Some(mark) if infinitive(mark) => Some(Complement::Infinitive),
        Some(mark) if view.lists().told_by.contains(view.text.lower(mark)) => Some(Complement::That),
        _ => None,
    });
    kinds.next().unwrap_or(Complement::None)
}
