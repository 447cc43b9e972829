//! What tells of no particular happening, planned or not: infinitives that say what something is for, or what somebody may or
//! ought to do (`flew in to rescue them`, `the right to attack`), and what is so as a rule (`gangs usually claim such attacks`).
//!
//! What one sets out for does happen (`gathered to protest`), what is planned or tried is told as such (`a plan to attack`,
//! `ready to strike`), and what words ask for is their content (`urged them to withdraw`): these stay.

use super::inflect::Form;
use super::trace::{Block, Listener};
use super::triggers::Trigger;
use super::{Event, View};
use crate::entities::MentionId;
use crate::syntax::phrases;
use crate::syntax::predicates::{Embedding, EmbeddingKind, Predicate, PredicateKind, Role, Tense};
use crate::syntax::tags::Upos;
use crate::text::span::{TokenId, TokenSpan};

/// How far before its verb a relative pronoun stands.
const WHO: usize = 4;

/// Leaves out the events of a sentence that tell of nothing particular; `first` is the sentence's first row.
pub fn leave_out(
    view: &View<'_>,
    triggers: &[Trigger<'_>],
    rows: &mut Vec<Event>,
    first: usize,
    listener: &mut impl Listener,
) {
    let told = rows.split_off(first);
    let words: Vec<TokenId> = told.iter().filter(|e| !e.local).map(|e| e.head).collect();
    let asked = |event: &Event| view.above(event.head).iter().any(|e| words.contains(&e.governor));
    rows.extend(told.into_iter().filter(|event| {
        let Some(trigger) = triggers.iter().find(|t| t.head == event.head) else { return true };
        // `confessed to killing`: no infinitive
        let infinitive = governor(view, event).filter(|_| trigger.pattern.form != Form::Ing);
        let meant = infinitive.is_some_and(|e| !takes_place(view, event, e)) && !asked(event);
        let rule =
            || is_habit(view, trigger, event) || is_of_a_kind(view, trigger, event) || is_ruled(view, trigger, event);
        let why = meant.then_some(Block::Purpose).or_else(|| rule().then_some(Block::Habit));
        if let Some(why) = why {
            listener.blocked(trigger.span, trigger.entry, why);
        }
        why.is_none()
    }));
}

/// What the infinitive of an event stands under, through those that it is joined to.
fn governor<'v>(view: &'v View<'_>, event: &Event) -> Option<&'v Embedding> {
    let own = view.syntax.predicates.of(event.head)?;
    let bare = own.kind == PredicateKind::Verb && own.tense == Tense::None;
    let above = own.embeddings.iter().find(|e| e.kind != EmbeddingKind::Conjunction).filter(|_| bare)?;
    let infinitive = above.marker.is_some_and(|m| view.lists().infinitive.contains(view.text.lower(m)));
    let complement = matches!(above.kind, EmbeddingKind::Adverbial | EmbeddingKind::Open);
    (infinitive && complement).then_some(above)
}

/// Does what stands under these words take place, or is it at least planned or tried?
fn takes_place(view: &View<'_>, event: &Event, above: &Embedding) -> bool {
    let lists = view.lists();
    let predicates = &view.syntax.predicates;
    let lemma = view.syntax.lemma(above.governor);
    let governor = predicates.of(above.governor);
    if governor.is_none_or(|p| p.kind == PredicateKind::Verb) {
        if governor.is_some_and(|p| is_permitted(view, p)) {
            return false;
        }
        return above.kind != EmbeddingKind::Adverbial || lists.going.contains(lemma) || is_made_to(view, event, above);
    }
    // `is in Rome to meet the pope`: a name is no plan.
    if view.syntax.upos(above.governor) == Upos::Propn {
        return true;
    }
    // `the third member to die`
    let phrase = phrases::base_noun_phrase(view.text, view.syntax, above.governor);
    lists.plans.contains(lemma) || phrase.tokens().any(|t| lists.plans.contains(view.text.lower(t)))
}

/// `forced the guards to withdraw`: whom something is done to does it, so it is no purpose of who did that.
fn is_made_to(view: &View<'_>, event: &Event, above: &Embedding) -> bool {
    let predicates = &view.syntax.predicates;
    let (Some(own), Some(governor)) = (predicates.of(event.head), predicates.of(above.governor)) else { return false };
    let role = if own.passive { Role::Object } else { Role::Subject };
    let done_to =
        |head: TokenId| governor.argument(head).is_some_and(|a| matches!(a.role, Role::Object | Role::Indirect));
    own.first(role).is_some_and(|a| done_to(a.head))
}

/// `The law allows owners to refuse`: a rule lets somebody do it. What a bill would let somebody do is planned.
fn is_permitted(view: &View<'_>, governor: &Predicate) -> bool {
    let lists = view.lists();
    let rule = |head: TokenId| lists.rule.contains(view.syntax.lemma(head));
    let in_force = governor.modals.is_empty();
    in_force
        && lists.permitting.contains(view.syntax.lemma(governor.head))
        && governor.all(Role::Subject).any(|a| rule(a.head))
}

/// Does it only say, in the present, of what kind somebody is (`anyone who threatens the king`, `is no body that punishes`)?
fn is_of_a_kind(view: &View<'_>, trigger: &Trigger<'_>, event: &Event) -> bool {
    let predicates = &view.syntax.predicates;
    let simple = trigger.is_verb(view) && matches!(trigger.pattern.form, Form::Base | Form::S);
    let Some(own) = predicates.of(event.head).filter(|p| simple && p.tense == Tense::Present) else { return false };
    let Some(whose) = antecedent(view, own) else { return false };
    let between = TokenSpan { start: whose, end: event.head };
    let apart = between.tokens().any(|t| view.text.token(t) == ",");
    let named = event.actors.iter().chain(&event.targets).any(|id| view.entities.is_named(*id));
    let said_of = || predicates.of(whose).is_some_and(|p| p.copula.is_some());
    !apart && !named && event.time.is_none() && (is_kind(view, whose) || said_of())
}

/// Who does what a relative clause tells. A pronoun (`anyone who`) heads no predicate that the clause could stand under.
fn antecedent(view: &View<'_>, own: &Predicate) -> Option<TokenId> {
    let above = own.embeddings.iter().find(|e| e.kind != EmbeddingKind::Conjunction);
    let relative = above.filter(|e| e.kind == EmbeddingKind::Relative).map(|e| e.governor);
    let does = relative.filter(|t| own.all(Role::Subject).any(|a| a.head == *t));
    does.or_else(|| {
        let mut back = std::iter::successors(own.head.before(), |t| t.before()).take(WHO);
        let who = back.find(|t| view.lists().who.contains(view.text.lower(*t)))?;
        who.before().filter(|t| view.syntax.upos(*t) == Upos::Pron)
    })
}

/// `legislators`, `any group`, `those`.
fn is_kind(view: &View<'_>, head: TokenId) -> bool {
    let words = &view.lists().of_a_kind;
    let phrase = phrases::base_noun_phrase(view.text, view.syntax, head);
    let mut small =
        phrase.tokens().filter(|t| matches!(view.syntax.upos(*t), Upos::Det | Upos::Num | Upos::Pron | Upos::Propn));
    match small.next() {
        Some(t) => words.contains(view.text.lower(t)),
        None => is_plural(view, head),
    }
}

/// Does a noun without an article stand under what rules or rates are about, or a claim in general (`ban protests`, `claim
/// credit for attacks`, `victims of torture`)?
fn is_ruled(view: &View<'_>, trigger: &Trigger<'_>, event: &Event) -> bool {
    let above = view.above(event.head).first().filter(|e| e.kind == EmbeddingKind::Argument);
    let Some(under) = above.filter(|e| view.lists().ruling.contains(view.syntax.lemma(e.governor))) else {
        return false;
    };
    let suffers = |id: &MentionId| view.entities.mention(*id).is_some_and(|m| m.head == under.governor);
    let told = event.time.is_some() || !event.places.is_empty() || !event.targets.iter().all(suffers);
    let phrase = phrases::base_noun_phrase(view.text, view.syntax, event.head);
    let bare = phrase.tokens().all(|t| matches!(view.syntax.upos(t), Upos::Noun | Upos::Adj | Upos::Verb));
    !trigger.is_verb(view) && !told && (bare || is_kind(view, event.head))
}

fn is_plural(view: &View<'_>, head: TokenId) -> bool {
    view.syntax.upos(head) == Upos::Noun && *view.text.lower(head) != *view.syntax.lemma(head)
}

/// Is it told, in the present and without a date, as what is so as a rule?
fn is_habit(view: &View<'_>, trigger: &Trigger<'_>, event: &Event) -> bool {
    let predicates = &view.syntax.predicates;
    let own = predicates.of(event.head);
    let above = view.above(event.head).iter().filter_map(|e| predicates.of(e.governor));
    let habitual = |p: &Predicate| {
        p.tense == Tense::Present && p.modifiers.iter().any(|t| view.lists().habitual.contains(view.text.lower(*t)))
    };
    // `customarily declines`
    let before = event.trigger.start.before().map_or("", |t| view.text.lower(t));
    let simple = matches!(trigger.pattern.form, Form::Base | Form::S);
    event.time.is_none()
        && (simple && view.lists().habitual.contains(before) || own.into_iter().chain(above).any(habitual))
}
