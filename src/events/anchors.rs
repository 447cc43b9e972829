//! Which triggers tell of one happening: a bare noun tells of a kind (`the group rejects violence`), and a verb such as
//! `hit` only of what another trigger met.

use super::lexicon::{Anchor, WordClass, Words};
use super::trace::{Block, Listener};
use super::triggers::Trigger;
use super::{Event, View};
use crate::entities::MentionId;
use crate::syntax::phrases;
use crate::syntax::predicates::{Argument, Predicate, Role, Tense};
use crate::syntax::tags::Upos;
use crate::text::span::TokenId;

/// The event, if its trigger is anchored as its entry asks.
pub fn keep(
    view: &View<'_>,
    trigger: &Trigger<'_>,
    event: Event,
    others: &[Trigger<'_>],
    listener: &mut impl Listener,
) -> Option<Event> {
    let anchored = match trigger.entry.anchor {
        _ if trigger.is_participle(view) => !event.targets.is_empty(),
        Anchor::Pair => {
            let many = |id: &MentionId| view.entities.mention(*id).is_some_and(|m| m.kind == "group");
            event.actors.len() > 1 || !event.targets.is_empty() || event.actors.iter().any(many)
        }
        _ if trigger.pattern.class == WordClass::Verb && !trigger.is_gerund(view) => {
            event.anchored || !is_general(view, &event)
        }
        Anchor::Deed => {
            event.dated
                || !event.targets.is_empty()
                || event.actors.len() > 1
                || happens(view, trigger)
                || done(view, trigger)
        }
        Anchor::Target => !event.targets.is_empty(),
        _ if event.anchored || trigger.pattern.class == WordClass::Fixed => true,
        Anchor::Free => true,
        Anchor::Argument => happens(view, trigger),
        Anchor::Determiner => determined(view, trigger) || hangs_on(view, trigger, others) || happens(view, trigger),
    };
    if !anchored {
        listener.blocked(trigger.span, trigger.entry, Block::Bare);
    }
    anchored.then_some(event)
}

/// `coups overthrow`: of nobody, to nobody, nowhere and at no time, told as what is so at all times.
fn is_general(view: &View<'_>, event: &Event) -> bool {
    let past = |id| view.syntax.predicates.clause_tense(id) == Tense::Past;
    event.places.is_empty() && event.time.is_none() && event.predicate.is_some_and(|id| !past(id))
}

/// `the raid`, `two raids`, `its raid`, `a wave of raids`, `an hour of shelling`.
fn determined(view: &View<'_>, trigger: &Trigger<'_>) -> bool {
    let phrase = phrases::base_noun_phrase(view.text, view.syntax, trigger.head);
    let mark = |t: TokenId| matches!(view.syntax.upos(t), Upos::Det | Upos::Num | Upos::Pron);
    let lists = view.lists();
    let counted = || {
        let of = phrase.start.before().filter(|t| lists.noun_link.contains(view.text.lower(*t)));
        let word = of.and_then(TokenId::before).map(|t| view.syntax.lemma(t));
        word.is_some_and(|w| lists.series.contains(w) || lists.spell.contains(w))
    };
    phrase.tokens().take_while(|t| *t < trigger.span.start).any(mark) || counted()
}

/// `wounded in clashes`: it is an argument of another trigger.
fn hangs_on(view: &View<'_>, trigger: &Trigger<'_>, others: &[Trigger<'_>]) -> bool {
    let above = view.above(trigger.head).first();
    above.is_some_and(|e| others.iter().any(|o| o.head == e.governor && o.pattern.class == WordClass::Verb))
}

/// `fighting broke out`, `a war that killed 400`: a verb says that it took place.
fn happens(view: &View<'_>, trigger: &Trigger<'_>) -> bool {
    let says = |p: &Predicate| {
        let verb = view.syntax.upos(p.head) != Upos::Noun && view.lists().happen.contains(view.syntax.lemma(p.head));
        verb && p.argument(trigger.head).is_some_and(|a| matches!(a.role, Role::Subject | Role::Object))
    };
    let predicates = &view.syntax.predicates;
    let above = view.above(trigger.head).first();
    if above.and_then(|e| predicates.of(e.governor)).is_some_and(says) {
        return true;
    }
    let Some(sentence) = view.text.sentence(view.text.sentence_of(trigger.head)) else { return false };
    let near = super::view::window(sentence.tokens, trigger.span);
    predicates.between(near).filter(|p| p.tense != Tense::None).any(says)
}

/// `imposed sanctions`: a light verb says that somebody did it.
fn done(view: &View<'_>, trigger: &Trigger<'_>) -> bool {
    view.syntax.predicates.of(trigger.head).is_some_and(|p| p.support.is_some())
}

/// A verb such as `hit`, told of another trigger, gives that its object and is no event of its own.
pub fn merge_bleached(
    view: &View<'_>,
    triggers: &[Trigger<'_>],
    rows: &mut Vec<Event>,
    first: usize,
    listener: &mut impl Listener,
) {
    for trigger in triggers.iter().filter(|t| t.entry.bleached) {
        let Some(predicate) = view.syntax.predicates.of(trigger.head) else { continue };
        let heads = |f: &dyn Fn(&Argument) -> bool| {
            predicate.arguments.iter().filter(|a| f(a)).map(|a| a.head).collect::<Vec<_>>()
        };
        let subjects = heads(&|a| a.role == Role::Subject);
        let under = |a: &Argument, cases: &Words| {
            a.role == Role::Oblique && a.case.is_some_and(|c| cases.contains(view.text.lower(c)))
        };
        let means = heads(&|a| under(a, &view.lists().means));
        // `soldiers struck a convoy during clashes`: who did what to whom is told, and the clashes are another deed.
        let by = heads(&|a| under(a, &view.lists().manner));
        let whole = |verb: &Event| !verb.actors.is_empty() && !verb.targets.is_empty();
        let told = |e: &Event, verb: &Event| {
            let met = means.contains(&e.head) && (by.contains(&e.head) || !whole(verb));
            e.head != trigger.head && (subjects.contains(&e.head) || met)
        };
        let Some((bleached, event)) = give_up(trigger, rows, first, listener, told) else { continue };
        if event.actors.is_empty() && means.contains(&event.head) {
            event.actors = bleached.actors;
        }
    }
}

/// A verb that only says that a deed of its own kind was done (`attended the summit`, `fired a barrage`) gives it its parties
/// and is no event beside it. Words about words are two (`accepted the offer`).
pub fn merge_light(
    view: &View<'_>,
    triggers: &[Trigger<'_>],
    rows: &mut Vec<Event>,
    first: usize,
    listener: &mut impl Listener,
) {
    for trigger in triggers.iter().filter(|t| t.is_verb(view)) {
        let Some(predicate) = view.syntax.predicates.of(trigger.head) else { continue };
        let object = |head: TokenId| predicate.all(Role::Object).any(|a| a.head == head && head > trigger.head);
        // Who hosts the talks of others does something else.
        let same = |e: &Event, verb: &Event| e.actors.is_empty() || e.actors == verb.actors;
        let told = |e: &Event, verb: &Event| {
            // `face criminal charges` is one with the charges that it takes in.
            let inside = verb.trigger.has(e.head) && e.head != verb.head;
            e.kind == verb.kind && (inside || e.local && object(e.head) && same(e, verb))
        };
        let Some((light, event)) = give_up(trigger, rows, first, listener, told) else { continue };
        if event.actors.is_empty() {
            event.actors = light.actors;
        }
        event.weapon = event.weapon.or(light.weapon);
        if event.time.is_none() || light.dated && !event.dated {
            (event.time, event.dated) = (light.time, light.dated);
        }
    }
}

/// Takes out the event of a verb that another event is told by, the first that `told` says so of, which gets its targets
/// and places where it has none. The verb's event and the other.
fn give_up<'r>(
    trigger: &Trigger<'_>,
    rows: &'r mut Vec<Event>,
    first: usize,
    listener: &mut impl Listener,
    told: impl Fn(&Event, &Event) -> bool,
) -> Option<(Event, &'r mut Event)> {
    let at = first + rows[first..].iter().position(|e| e.head == trigger.head)?;
    let of = first + rows[first..].iter().position(|e| told(e, &rows[at]))?;
    let mut verb = rows.remove(at);
    listener.blocked(trigger.span, trigger.entry, Block::Merged);
    let event = rows.get_mut(if of > at { of - 1 } else { of })?;
    if event.targets.is_empty() {
        event.targets = std::mem::take(&mut verb.targets);
    }
    if event.places.is_empty() {
        (event.places, event.place_basis) = (std::mem::take(&mut verb.places), verb.place_basis);
    }
    Some((verb, event))
}
