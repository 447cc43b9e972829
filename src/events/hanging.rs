//! What hangs on a trigger in the tree: the arguments of its predicate, under the names that frames have for them.

use super::View;
use super::arguments::Found;
use super::frames::Path;
use super::lexicon::WordClass;
use super::owners;
use super::positions;
use super::triggers::Trigger;
use crate::entities::{Mention, MentionId};
use crate::syntax::phrases::{self, NounPhrase};
use crate::syntax::predicates::{Argument, Embedding, EmbeddingKind, Predicate, PredicateKind, Role, Via};
use crate::syntax::tags::Upos;
use crate::text::span::{TokenId, TokenSpan};

/// Names of positions in frames beside roles and prepositions: the subject of a clause that is the trigger's complement,
/// what it is done to there or in the clause that tells what the trigger is for.
pub const PURPOSE: &str = "purpose";
/// Who did the deed that it is about, as [`super::clauses`] tells (`condemned the killing of two men by police`).
pub const DOER: &str = "doer";
/// The place of what it is done to (`bombed targets in Syria`).
pub const GROUND: &str = "ground";
const CLAUSE_SUBJECT: &str = "clause_subject";
pub const CLAUSE_OBJECT: &str = "clause_object";
pub const CLAUSE_OTHER: &str = "clause_other";
const SPEAKER: &str = "speaker";
/// A vehicle or building that is the subject of a verb without an object (`a plane blew up`).
pub const ALONE: &str = "alone";
/// The subject of the clause that tells what was done on the occasion of the trigger (`said during a visit to Chad`).
const MATRIX: &str = "matrix";
/// The same where it is not told whether he was there.
const ASIDE: &str = "aside";

/// Whose the object is that is a word of the trigger.
const WHOSE: &str = "whose";

/// How deep complements of complements are read (`is ready to agree to host`).
const DEPTH: usize = 3;

/// The predicate of a trigger: that of its head, else of another of its words (`is prepared to`).
pub fn predicate<'a>(view: &View<'a>, trigger: &Trigger<'_>) -> Option<&'a Predicate> {
    let of = |t: TokenId| view.syntax.predicates.of(t);
    of(trigger.head).or_else(|| {
        let verb = trigger.pattern.class == WordClass::Verb;
        trigger.words(view).into_iter().filter(|_| verb).find_map(of)
    })
}

/// What the predicate of a trigger has.
pub fn direct<'a>(view: &View<'a>, trigger: &Trigger<'_>) -> Vec<Found<'a>> {
    let Some(predicate) = predicate(view, trigger) else { return of_modal(view, trigger) };
    let arguments = predicate.arguments.iter();
    let found = |role: Role, case: Option<&'a str>, a: &Argument| found(view, role, case, a);
    // `61 people were wounded`, read as an adjective: what it is said of was done to them.
    let own = predicate.head == trigger.head;
    let state = own && predicate.kind == PredicateKind::Adjective && trigger.pattern.class == WordClass::Verb;
    // `were held hostage`: the object is a word of the trigger, and who is held suffers it.
    let held = || {
        let words = trigger.words(view);
        predicate.passive && predicate.all(Role::Object).any(|a| words.contains(&a.head))
    };
    // `is prepared to` has its subject, though `prepared` looks like a passive.
    let deep = |role| match role {
        Role::Subject if state => Role::Object,
        Role::Indirect if held() => Role::Object,
        Role::Object if !own && predicate.passive => Role::Subject,
        _ => role,
    };
    // `Tikrit will be a hard fight`: what it is said of did not do it; `Tikrit was under siege`: it suffers it.
    let noun = trigger.pattern.class == WordClass::Noun;
    let small = |t: &TokenId| matches!(view.syntax.upos(*t), Upos::Det | Upos::Adj);
    let mut back = std::iter::successors(trigger.span.start.before(), |t| t.before()).take(3);
    let before = back.find(|t| !small(t)).map_or("", |t| view.text.lower(t));
    let said_of = |a: &Argument| {
        noun && own && predicate.copula.is_some() && a.role == Role::Subject && a.case.is_none() && a.via == Via::Direct
    };
    let under = view.lists().undergoing.contains(before);
    // `spoke while under arrest`
    let meanwhile = |a: &Argument| noun && own && under && a.role == Role::Subject && a.via == Via::Control;
    let apart = under || view.lists().preposition.contains(before);
    let arguments = arguments.filter(|a| !said_of(a) || apart).map(|a| match under && (said_of(a) || meanwhile(a)) {
        true => Argument { role: Role::Object, ..*a },
        false => *a,
    });
    // Not `promised to be a good king`: the mark of an infinitive is no preposition.
    let case = |a: &Argument| a.case.filter(|c| view.syntax.upos(*c) != Upos::Part).map(|c| view.text.lower(c));
    let mut out: Vec<Found<'a>> = arguments.map(|a| found(deep(a.role), case(&a), &a)).collect();
    if !predicate.passive && predicate.first(Role::Object).is_none() {
        suffer_alone(view, trigger, &mut out);
    }
    // Those whom a pronoun that is no mention means: `its attack`, and a `they` of several told of side by side.
    let pronouns = out.extract_if(.., |f| f.mention.is_none() && view.syntax.upos(f.head) == Upos::Pron);
    for own in pronouns.collect::<Vec<_>>() {
        let owners = match own.role {
            Role::Possessor => owners::of(view, own.head, predicate),
            _ => view.entities.meant_by(own.head).to_vec(),
        };
        if owners.is_empty() && own.role != Role::Possessor {
            out.push(own);
        }
        out.extend(owners.into_iter().map(|id| Found { mention: Some(id), ..own }));
    }
    // Also `spoke after meeting with the king`, where the deed reads as a noun.
    if trigger.pattern.class == WordClass::Noun || predicate.kind == PredicateKind::Noun {
        out.extend(matrix_subjects(view, trigger, predicate));
    }
    // What hangs on the other words of a trigger hangs on it (`signed an agreement` with the union).
    for word in trigger.words(view).into_iter().filter(|t| *t != predicate.head) {
        let noun = trigger.pattern.class == WordClass::Noun;
        let hangs =
            |a: &&Argument| a.role == Role::Oblique || noun && matches!(a.role, Role::Modifier | Role::Possessor);
        let others = view.syntax.predicates.of(word).into_iter().flat_map(|p| &p.arguments).filter(hangs);
        let new: Vec<&Argument> = others.filter(|a| out.iter().all(|f| f.head != a.head)).collect();
        // `took control of the bridge`: what stands under the trigger's last word is its object.
        let role = |a: &Argument| match a.case.is_some_and(|c| !noun && trigger.span.has(c)) {
            true => Role::Object,
            false => a.role,
        };
        out.extend(new.into_iter().map(|a| found(role(a), a.case.map(|c| view.text.lower(c)), a)));
    }
    if trigger.pattern.class == WordClass::Verb {
        // Whose the object is that the trigger takes in: `burned a Danish flag`, `froze Libya's assets`.
        let whose = |a: &&Argument| matches!(a.role, Role::Modifier | Role::Possessor | Role::Compound);
        let objects = trigger.words(view).into_iter().filter(|t| *t != predicate.head);
        let owners = objects.filter_map(|t| view.syntax.predicates.of(t)).flat_map(|p| &p.arguments).filter(whose);
        out.extend(owners.map(|a| Found { role: Role::Adjunct, ..found(a.role, Some(WHOSE), a) }));
        let local = trigger.frame(view).local;
        // Of words also what they are about (`sorrow over the shootings in Chad`).
        let about = |f: &Found<'_>| f.role == Role::Oblique && f.case.is_some_and(|c| view.lists().about.contains(c));
        let objects = out.iter().filter(|f| f.role == Role::Object || !local && about(f));
        let grounds: Vec<Found<'a>> = objects.filter_map(|f| ground(view, f, local.then_some(&out))).collect();
        out.extend(grounds);
    }
    of_clauses(view, predicate, &mut out);
    out
}

fn found<'a>(view: &View<'a>, role: Role, case: Option<&'a str>, a: &Argument) -> Found<'a> {
    Found { role, case, head: a.head, mention: view.entities.headed_by(a.head), via: a.via }
}

/// Makes of the thing that is the subject what suffers it, where the frame has that.
fn suffer_alone(view: &View<'_>, trigger: &Trigger<'_>, out: &mut [Found<'_>]) {
    if !trigger.frame(view).target.iter().any(Path::is_alone) {
        return;
    }
    let suffers = |m: &Mention| view.lists().suffering_kinds.contains(m.kind);
    for thing in out.iter_mut().filter(|f| f.role == Role::Subject) {
        if thing.mention.and_then(|id| view.entities.mention(id)).is_some_and(suffers) {
            (thing.role, thing.case) = (Role::Adjunct, Some(ALONE));
        }
    }
}

/// Adds what stands in the clauses that a predicate has for complements (`is ready to agree to host`).
fn of_clauses<'a>(view: &View<'a>, predicate: &'a Predicate, out: &mut Vec<Found<'a>>) {
    let mut above = predicate;
    for _ in 0..DEPTH {
        let inner = above.all(Role::Clause).find_map(|a| view.syntax.predicates.of(a.head));
        let Some(inner) = inner.filter(|p| p.head != above.head) else { break };
        let before = out.len();
        for a in &inner.arguments {
            let name = match a.role {
                Role::Subject if a.via != Via::Control => CLAUSE_SUBJECT,
                Role::Object | Role::Indirect => CLAUSE_OBJECT,
                Role::Oblique => CLAUSE_OTHER,
                _ => continue,
            };
            // `agreed to withdraw its troops`: one's own is nobody that it is done to.
            let mention = view.entities.headed_by(a.head).and_then(|id| view.entities.mention(id));
            let own = mention.is_some_and(|m| positions::is_own(view, m));
            if !(own && name == CLAUSE_OBJECT) {
                out.push(found(view, Role::Clause, Some(name), a));
            }
        }
        if out[before..].iter().any(|f| f.case != Some(CLAUSE_SUBJECT)) {
            break;
        }
        above = inner;
    }
}

/// Whose clause it is that has a noun under a preposition: who does something on the occasion that it names (`spoke during a
/// visit to Chad`, `marched in a rally`, `shouted slogans denouncing the tax during a rally`) is there. What is done to
/// somebody tells nothing of that (`was shot at a protest`).
fn matrix_subjects<'a>(view: &View<'a>, trigger: &Trigger<'_>, noun: &Predicate) -> Vec<Found<'a>> {
    let mut above = noun.embeddings.iter();
    let next = |above: &mut std::slice::Iter<'_, Embedding>| {
        let step = above.next().filter(|e| e.kind == EmbeddingKind::Argument)?;
        view.syntax.predicates.of(step.governor).filter(|p| p.kind == PredicateKind::Verb)
    };
    let Some(mut clause) = next(&mut above) else { return Vec::new() };
    let case = clause.argument(noun.head).and_then(|a| a.case).map(|c| view.text.lower(c));
    let Some(case) = case else { return Vec::new() };
    let subject_of = |clause: &Predicate| if clause.passive { Role::Object } else { Role::Subject };
    let person = |head: TokenId| {
        let present = |m: &Mention| view.lists().present_kinds.contains(m.kind);
        view.entities.headed_by(head).or_else(|| view.mention_over(head, &present)).filter(|id| person_of(view, *id))
    };
    // What only tells more of a thing that somebody has or shouts.
    let thing = clause.first(Role::Subject).is_none_or(|a| a.via == Via::Relative && person(a.head).is_none());
    if thing
        && above.next().is_some_and(|e| e.kind == EmbeddingKind::Relative)
        && let Some(outer) = next(&mut above)
    {
        clause = outer;
    }
    let frame = trigger.frame(view);
    let apart = clause.passive || frame.bystanders && clause.all(Role::Object).any(|a| person(a.head).is_some());
    let there = |id: MentionId| !apart && frame.occasion.iter().any(|o| o == case) && person_of(view, id);
    let found = |head: TokenId, mention: Option<MentionId>, name: &'static str| Found {
        role: Role::Adjunct,
        case: Some(name),
        head,
        mention,
        via: Via::Support,
    };
    let mut out: Vec<Found<'a>> = Vec::new();
    for subject in clause.all(subject_of(clause)) {
        let one = person(subject.head);
        let several = view.entities.meant_by(subject.head).iter().copied().filter(|_| one.is_none());
        for id in one.into_iter().chain(several).filter(|id| there(*id)) {
            out.push(found(subject.head, Some(id), MATRIX));
        }
    }
    let first = clause.first(subject_of(clause)).filter(|_| out.is_empty());
    out.extend(first.map(|a| found(a.head, view.entities.headed_by(a.head), ASIDE)));
    out
}

/// Is it somebody who can be somewhere?
fn person_of(view: &View<'_>, id: MentionId) -> bool {
    view.entities.mention(id).is_some_and(|m| view.lists().present_kinds.contains(m.kind))
}

/// The place where a thing or deed without a name is that something is done to (`bombed targets in Syria`, `condemned the
/// coup in Niger`); `wider`: what else hangs on the verb, if it may be told there.
fn ground<'a>(view: &View<'a>, object: &Found<'a>, wider: Option<&Vec<Found<'a>>>) -> Option<Found<'a>> {
    if object.mention.is_some() || view.syntax.upos(object.head) != Upos::Noun {
        return None;
    }
    let whole = phrases::noun_phrase(view.text, view.syntax, object.head, NounPhrase::Complements);
    let behind = TokenSpan { start: object.head, end: whole.end.max(object.head) };
    let lists = view.lists();
    let subtypes = if wider.is_some() { &lists.ground_subtypes } else { &lists.addressed_subtypes };
    let place = |m: &Mention| {
        let case = positions::case_before(view, object.head, m);
        m.subtype.is_some_and(|s| subtypes.contains(s)) && case.is_some_and(|c| view.lists().locative.contains(c))
    };
    let inside = view.entities.within(behind).find(|(_, m)| place(m)).map(|(id, _)| id);
    // What happens on the ground happens where its object is.
    let beside = || {
        let near = wider?.iter().filter(|f| f.role == Role::Oblique && f.head > object.head && f.via == Via::Direct);
        near.filter_map(|f| f.mention).find(|id| view.entities.mention(*id).is_some_and(place))
    };
    let id = inside.or_else(beside)?;
    let head = view.entities.mention(id)?.head;
    Some(Found { role: Role::Adjunct, case: Some(GROUND), head, mention: Some(id), via: Via::Direct })
}

/// A modal or negation as trigger (`must`, `will not`): the arguments of its verb are those of a clause, and who says it
/// is the speaker.
fn of_modal<'a>(view: &View<'a>, trigger: &Trigger<'_>) -> Vec<Found<'a>> {
    let after = (trigger.span.end.0..trigger.span.end.0.saturating_add(4)).map(TokenId);
    let mut verbs = after.filter_map(|t| view.syntax.predicates.of(t));
    let carried = |p: &&Predicate| p.modals.iter().chain(&p.negations).any(|t| trigger.span.has(*t));
    let Some(predicate) = verbs.find(carried) else { return Vec::new() };
    let found = |name: &'static str, a: &Argument| Found {
        role: Role::Clause,
        case: Some(name),
        head: a.head,
        mention: view.entities.headed_by(a.head),
        via: a.via,
    };
    let named = |a: &Argument| match a.role {
        Role::Subject => Some(CLAUSE_SUBJECT),
        Role::Object | Role::Indirect => Some(CLAUSE_OBJECT),
        Role::Oblique => Some(CLAUSE_OTHER),
        _ => None,
    };
    let mut out: Vec<Found<'a>> = predicate.arguments.iter().filter_map(|a| Some(found(named(a)?, a))).collect();
    let governor = predicate.embeddings.iter().find_map(|e| view.syntax.predicates.of(e.governor));
    out.extend(governor.into_iter().flat_map(|g| g.all(Role::Subject)).map(|a| found(SPEAKER, a)));
    out
}
