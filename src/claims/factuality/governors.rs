//! Governors: what the predicates that an event stands under make of it.

use super::{Reading, from_hedge, is_definite, is_temporal, level, modifiers, own, purposes};
use crate::claims::lexicon::{Effect, Frame, Operator, Place};
use crate::claims::{Context, Factuality};
use crate::syntax::phrases;
use crate::syntax::predicates::{Embedding, EmbeddingKind, Predicate, PredicateKind, Role, Tense, Via};
use crate::syntax::tags::Upos;
use crate::text::span::{TokenId, TokenSpan};

/// What the predicates above make of it, the outermost first: each is read in the light of those above it.
pub(super) fn chain(ctx: &Context<'_, '_, '_>, event: &Predicate, is_cue: &impl Fn(TokenId) -> bool) -> Reading {
    // `If they attack, fine`: the clause stands under no verb.
    let outermost = event.embeddings.last().map_or(event.head, |e| e.governor);
    let mut above = supposed_by_itself(ctx, outermost);
    // `talks are set to resume`: a noun stands where the verb does that it is lent to, wherever a parser hangs it.
    let verb = event.support.and_then(|id| ctx.syntax.predicates.get(id));
    let lent = |v: &&Predicate| event.embeddings.iter().all(|e| e.governor != v.head) && v.head != event.head;
    let event = verb.filter(lent).unwrap_or(event);
    for (i, step) in event.embeddings.iter().enumerate().rev() {
        let Some(governor) = ctx.predicate(step.governor) else { continue };
        let child = match i.checked_sub(1) {
            Some(i) => event.embeddings[i].governor,
            None => event.head,
        };
        let shared = matches!(step.kind, EmbeddingKind::Conjunction);
        let cue = is_cue(governor.head);
        let tells = cue || step.kind == EmbeddingKind::Complement && reporting(ctx, governor).is_some();
        let whole = if shared {
            above
        } else {
            above.or(without_cue(own(ctx, TokenSpan::one(governor.head), Some(governor)), tells))
        };
        let told = event.embeddings.get(i + 1).and_then(|next| moved(ctx, governor, step, next));
        above = match told {
            Some(effect) => Reading::new(effect, step.governor).or(outer_doubt(above)),
            None => passed_down(ctx, whole, above, governor, step, child, cue),
        };
    }
    above.or(supposed_by_itself(ctx, event.head))
}

/// What the word makes of a clause that leads to it, whatever the clause hangs on.
fn supposed_by_itself(ctx: &Context<'_, '_, '_>, clause: TokenId) -> Reading {
    let word = phrases::subordinator(ctx.syntax, clause);
    word.map_or_else(Reading::default, |w| from_hedge(ctx, w, Place::Subordinator, false, false))
}

/// `prompted the general to resign`: what the verb makes of an infinitive that the tree hangs on its object.
fn moved(ctx: &Context<'_, '_, '_>, noun: &Predicate, step: &Embedding, above: &Embedding) -> Option<Factuality> {
    let hung = step.kind == EmbeddingKind::Open && noun.kind == PredicateKind::Noun && is_infinitive(ctx, step);
    let verb = ctx.predicate(above.governor).filter(|v| hung && v.negations.is_empty())?;
    verb.argument(noun.head).filter(|a| a.role == Role::Object && above.kind == EmbeddingKind::Argument)?;
    let mut entries = ctx.lexicon.operators(ctx.text.lower(verb.head)).iter();
    entries.find(|o| o.frames.has(Frame::Oinf) && o.particle.is_none()).and_then(|o| level(o.effect))
}

/// Of a verb of saying only its negation and its plan reach what is said: `can confirm that` is no doubt.
fn without_cue(reading: Reading, cue: bool) -> Reading {
    if cue && reading.factuality == Factuality::Possible { Reading::default() } else { reading }
}

/// What of a governor's state reaches the predicate under it. `outer` is what stands above the governor.
fn passed_down(
    ctx: &Context<'_, '_, '_>,
    whole: Reading,
    outer: Reading,
    governor: &Predicate,
    step: &Embedding,
    child: TokenId,
    cue: bool,
) -> Reading {
    let negated = whole.factuality == Factuality::Negated;
    // `want to thank you`: that is the thanks.
    let courtesy =
        step.kind == EmbeddingKind::Open && ctx.lexicon.hedge(ctx.text.lower(child), Place::Courtesy).is_some();
    if courtesy && wishes(ctx, governor) {
        return outer;
    }
    if step.kind == EmbeddingKind::Complement && is_asked_about(ctx, child) {
        return attested(outer);
    }
    let entry = operator(ctx, governor, step, child);
    let noun = step.kind == EmbeddingKind::Argument && ctx.events.rows.binary_search_by_key(&child, |e| e.head).is_ok();
    if noun && entry.is_some_and(|o| o.frames.has(Frame::Known)) {
        return Reading::default();
    }
    if noun && entry.is_some_and(|o| o.frames.has(Frame::Some) && is_definite(ctx, child)) {
        return outer_doubt(whole);
    }
    let entry = entry.filter(|o| negated || o.effect != Effect::None);
    if let Some(operator) = entry {
        let past = governor.tense == Tense::Past && governor.modals.is_empty();
        let effect = match (negated, past) {
            (true, _) => operator.negated,
            (false, true) => operator.past,
            (false, false) => operator.effect,
        };
        let own = level(effect).map_or_else(Reading::default, |f| Reading::new(f, governor.head));
        // A doubtful or planned operator leaves what is under it in doubt; a negated one has been reckoned with.
        return if negated { own } else { own.or(outer_doubt(whole)) };
    }
    match step.kind {
        EmbeddingKind::Conjunction if shares_negation(ctx, governor, step) => whole,
        EmbeddingKind::Conjunction if is_second_infinitive(ctx, governor, child) => sister(ctx, governor, child),
        EmbeddingKind::Conjunction | EmbeddingKind::Parataxis => outer,
        EmbeddingKind::Open if cue => outer,
        EmbeddingKind::Open if governor.kind != PredicateKind::Verb => whole.or(unbegun(ctx, governor, step)),
        EmbeddingKind::Open => whole,
        EmbeddingKind::Complement if governor.kind == PredicateKind::Adjective && is_infinitive(ctx, step) => {
            outer_doubt(whole).or(unbegun(ctx, governor, step))
        }
        EmbeddingKind::Complement if leaves_open(ctx, step) => subordinated(ctx, step),
        EmbeddingKind::Complement if is_supposed(ctx, governor, child, whole) => {
            Reading { factuality: Factuality::Possible, ..whole }
        }
        EmbeddingKind::Complement if cue => outer,
        EmbeddingKind::Complement => outer_doubt(whole).or(said(ctx, governor)),
        EmbeddingKind::Adverbial => {
            let follows = brought_about(ctx, step, child, whole).or(yet_to_come(ctx, step, child, whole));
            subordinated(ctx, step).or(purposes::purpose(ctx, governor, step, child, whole)).or(follows)
        }
        EmbeddingKind::Relative if is_class(ctx, governor, child) => supposed(governor, whole),
        EmbeddingKind::Relative => Reading::default(),
        EmbeddingKind::Argument => {
            let carried = ctx
                .predicate(child)
                .is_some_and(|p| p.support.is_some() && p.support == ctx.syntax.predicates.id_of(governor.head));
            let whole_of = carried || carries(ctx, governor, child) || unreal_object(ctx, governor, child, whole);
            if whole_of { whole } else { attested(outer) }
        }
    }
}

/// `want`, `would like`: does a verb tell what one wishes to do oneself?
fn wishes(ctx: &Context<'_, '_, '_>, verb: &Predicate) -> bool {
    let affirmed = verb.negations.is_empty();
    affirmed && ctx.lexicon.operators(ctx.text.lower(verb.head)).iter().any(|o| o.frames.has(Frame::Wish))
}

/// Is it an infinitive by its mark?
pub(super) fn is_infinitive(ctx: &Context<'_, '_, '_>, step: &Embedding) -> bool {
    step.marker.is_some_and(|m| ctx.syntax.upos(m) == Upos::Part)
}

/// `a deal to deploy troops`, `important to support them`: what a noun or adjective is for has not happened by that,
/// unless it tells who has done it (`the first to condemn it`).
fn unbegun(ctx: &Context<'_, '_, '_>, governor: &Predicate, step: &Embedding) -> Reading {
    let done = modifiers(governor).any(|w| ctx.lexicon.hedge(ctx.text.lower(w), Place::Achiever).is_some())
        || ctx.lexicon.hedge(ctx.text.lower(governor.head), Place::Achiever).is_some();
    if done || !is_infinitive(ctx, step) {
        return Reading::default();
    }
    match governor.kind {
        PredicateKind::Adjective => Reading { factuality: Factuality::Possible, word: None },
        _ => Reading { factuality: Factuality::Planned, word: None },
    }
}

/// `needs a new strategy and to arrest the smugglers`: is an infinitive joined to what its verb takes as a noun?
fn is_second_infinitive(ctx: &Context<'_, '_, '_>, governor: &Predicate, child: TokenId) -> bool {
    let to = |t: TokenId| ctx.lexicon.hedge(ctx.text.lower(t), Place::Auxiliary).is_some();
    let mark = |t: &TokenId| ctx.syntax.upos(*t) == Upos::Part && to(*t);
    let infinitive = |head: TokenId| head.before().filter(mark).is_some();
    governor.kind == PredicateKind::Verb && infinitive(child) && !infinitive(governor.head)
}

/// What the verb makes of the infinitive that is joined to its object.
fn sister(ctx: &Context<'_, '_, '_>, governor: &Predicate, child: TokenId) -> Reading {
    let mut entries = ctx.lexicon.operators(ctx.text.lower(governor.head)).iter();
    let own = entries.find(|o| child > governor.head && o.frames.has(Frame::Inf)).and_then(|o| level(o.effect));
    own.map_or_else(Reading::default, |f| Reading::new(f, governor.head))
}

/// `whether it struck`: open, whatever stands above.
fn leaves_open(ctx: &Context<'_, '_, '_>, step: &Embedding) -> bool {
    subordinated(ctx, step).factuality == Factuality::Possible
}

/// `unclear why they fled`: is something asked about what is known to be so?
pub(super) fn is_asked_about(ctx: &Context<'_, '_, '_>, child: TokenId) -> bool {
    let first = phrases::clause(ctx.text, ctx.syntax, child).start;
    let asks = ctx.lexicon.hedge(ctx.text.lower(first), Place::Interrogative).is_some();
    asks && first < child && ctx.predicate(child).is_some_and(|p| p.tense != Tense::None)
}

/// `attacking civilians would be a crime`: a clause for a subject is only supposed where what it would bring about is.
fn is_supposed(ctx: &Context<'_, '_, '_>, governor: &Predicate, child: TokenId, whole: Reading) -> bool {
    let subject = phrases::is_clausal_subject(ctx.syntax, child);
    let ahead = matches!(whole.factuality, Factuality::Possible | Factuality::Planned);
    subject && ahead && ctx.predicate(child).is_some_and(|p| p.tense == Tense::None) && !governor.modals.is_empty()
}

/// What a verb of saying makes of its content where it is no claim of its own, as in a quotation.
fn said(ctx: &Context<'_, '_, '_>, governor: &Predicate) -> Reading {
    match reporting(ctx, governor).and_then(level) {
        Some(f) if f > Factuality::Reported => Reading::new(f, governor.head),
        _ => Reading::default(),
    }
}

/// The effect of a verb that reports a clause (`it can be confirmed that …`), claim or not.
fn reporting(ctx: &Context<'_, '_, '_>, governor: &Predicate) -> Option<Effect> {
    let mut cues = ctx.lexicon.verbs(ctx.text.lower(governor.head));
    cues.find(|(c, _)| c.frames.has(Frame::That)).map(|(c, _)| c.effect)
}

/// What is claimed or confirmed is so with all that it names.
fn attested(reading: Reading) -> Reading {
    let attested = matches!(reading.factuality, Factuality::Claimed | Factuality::Confirmed);
    if attested { reading } else { Reading::default() }
}

/// `may launch a strike`, `no plans for strikes`: a noun that speaks of nothing known shares its verb's fate.
fn unreal_object(ctx: &Context<'_, '_, '_>, governor: &Predicate, child: TokenId, whole: Reading) -> bool {
    let role = governor.arguments.iter().find(|a| a.head == child).map(|a| a.role);
    let fits = match whole.factuality {
        Factuality::Possible | Factuality::Planned => matches!(role, Some(Role::Object | Role::Subject)),
        Factuality::Negated => role == Some(Role::Object),
        _ => false,
    };
    // `if its forces take part in raids`
    let case = governor.argument(child).and_then(|a| a.case);
    let within = case.is_some_and(|c| ctx.lexicon.hedge(ctx.text.lower(c), Place::Means).is_some());
    let supposed = within && whole.factuality == Factuality::Possible && is_conditional(ctx, governor);
    (fits || supposed) && !is_definite(ctx, child)
}

fn shares_negation(ctx: &Context<'_, '_, '_>, governor: &Predicate, step: &Embedding) -> bool {
    governor.kind == PredicateKind::Noun
        && !governor.negations.is_empty()
        && step.marker.is_some_and(|m| ctx.lexicon.hedge(ctx.text.lower(m), Place::Alternative).is_some())
}

pub(super) fn outer_doubt(reading: Reading) -> Reading {
    if matches!(reading.factuality, Factuality::Possible | Factuality::Planned) { reading } else { Reading::default() }
}

/// The entry of a governor whose frame the child fills.
pub(super) fn operator<'l>(
    ctx: &Context<'_, '_, 'l>,
    governor: &Predicate,
    step: &Embedding,
    child: TokenId,
) -> Option<&'l Operator> {
    let operators = ctx.lexicon.operators(ctx.text.lower(governor.head));
    if operators.is_empty() || joins_deeds(ctx, governor, step) {
        return None;
    }
    let argument = governor.arguments.iter().find(|a| a.head == child);
    let case = argument.and_then(|a| a.case).or(step.marker).map(|c| ctx.text.lower(c));
    let frames: &[Frame] = match (step.kind, argument.map(|a| a.role)) {
        (EmbeddingKind::Complement, _) if is_infinitive(ctx, step) => &[Frame::Inf, Frame::That],
        (EmbeddingKind::Complement, _) => &[Frame::That],
        (EmbeddingKind::Open, _) if is_gerund(ctx, child) => &[Frame::Ing, Frame::Inf],
        (EmbeddingKind::Open, _) => &[Frame::Inf, Frame::Oinf],
        // `led him to resign`: the tree takes it for a purpose.
        (EmbeddingKind::Adverbial, _) if is_infinitive(ctx, step) && has_object(governor) => &[Frame::Oinf],
        (EmbeddingKind::Argument, Some(Role::Object)) if is_pointer(ctx, child) => &[Frame::Np, Frame::Pointer],
        (EmbeddingKind::Argument, Some(Role::Object)) => &[Frame::Np],
        (EmbeddingKind::Argument, Some(Role::Subject)) => &[Frame::Subject],
        (EmbeddingKind::Argument, Some(Role::Attribute)) => &[Frame::As],
        (EmbeddingKind::Relative, _) if governor.kind != PredicateKind::Verb && is_bare_gerund(ctx, child) => {
            &[Frame::Inf]
        }
        (EmbeddingKind::Relative, _) if is_told_by(ctx, governor, child) => &[Frame::That],
        _ => &[],
    };
    let beside = [Some(TokenId(governor.head.0 + 1)), governor.particle];
    let whole =
        |o: &&Operator| o.particle.as_ref().is_none_or(|p| beside.iter().flatten().any(|&t| **p == *ctx.text.lower(t)));
    let fits = |o: &&Operator| frames.iter().any(|&f| o.frames.has(f)) || case.is_some_and(|c| o.frames.takes(c));
    operators.iter().filter(whole).find(fits)
}

/// Does a noun stand for what somebody tells: `reports`, `allegations`?
pub(super) fn is_pointer(ctx: &Context<'_, '_, '_>, noun: TokenId) -> bool {
    ctx.lexicon.hedge(ctx.text.lower(noun), Place::Pointer).is_some()
}

/// `no chance he will resign`: does a whole clause behind a noun say what it is of, without a word that leads to it?
fn is_told_by(ctx: &Context<'_, '_, '_>, noun: &Predicate, child: TokenId) -> bool {
    let whole = |p: &Predicate| p.tense != Tense::None && p.all(Role::Subject).any(|a| a.via == Via::Direct);
    let ahead = |p: &Predicate| !p.modals.is_empty() || p.tense == Tense::Future;
    noun.kind == PredicateKind::Noun
        && ctx
            .predicate(child)
            .is_some_and(|p| whole(p) && (phrases::is_noun_complement(ctx.syntax, child) || ahead(p)))
}

/// `being bombed`, `bombing`
fn is_gerund(ctx: &Context<'_, '_, '_>, verb: TokenId) -> bool {
    let auxiliary = |t: &TokenId| ctx.syntax.upos(*t) == Upos::Aux && ctx.is_ing(*t);
    ctx.is_ing(verb) || verb.before().filter(auxiliary).is_some()
}

/// `a bill banning aid`, not `the bill that bans it`
fn is_bare_gerund(ctx: &Context<'_, '_, '_>, verb: TokenId) -> bool {
    ctx.is_ing(verb) && ctx.predicate(verb).is_some_and(|p| p.tense == Tense::None)
}

fn has_object(governor: &Predicate) -> bool {
    governor.all(Role::Object).any(|a| governor.passive || a.head > governor.head)
}

/// `acts or threats of violence`: what both are of is more than the second makes of it.
fn joins_deeds(ctx: &Context<'_, '_, '_>, governor: &Predicate, step: &Embedding) -> bool {
    let joined = governor.embeddings.first().filter(|e| e.kind == EmbeddingKind::Conjunction);
    let noun = |head: TokenId| ctx.predicate(head).is_some_and(|p| p.kind == PredicateKind::Noun);
    step.kind == EmbeddingKind::Argument
        && governor.kind == PredicateKind::Noun
        && joined.is_some_and(|e| noun(e.governor) && ctx.lexicon.operators(ctx.text.lower(e.governor)).is_empty())
}

/// `if they were to attack`: does it stand in a clause that only supposes it, whatever is planned in there?
pub(super) fn is_conditional(ctx: &Context<'_, '_, '_>, event: &Predicate) -> bool {
    event.embeddings.iter().any(|step| leaves_open(ctx, step))
}

/// `a petition banning aid`: what a draft is to bring about, where the tree makes it the subject of its participle.
pub(super) fn drafted(ctx: &Context<'_, '_, '_>, event: &Predicate) -> Reading {
    let subject = event.all(Role::Subject).find(|a| a.via == Via::Direct && a.head < event.head);
    let Some(draft) = subject.filter(|_| is_bare_gerund(ctx, event.head) && event.modals.is_empty()) else {
        return Reading::default();
    };
    let mut entries = ctx.lexicon.operators(ctx.text.lower(draft.head)).iter();
    let effect = entries.find(|o| o.frames.has(Frame::Inf)).and_then(|o| level(o.effect));
    effect.map_or_else(Reading::default, |f| Reading::new(f, draft.head))
}

/// `if`, `unless`, `without`.
fn subordinated(ctx: &Context<'_, '_, '_>, step: &Embedding) -> Reading {
    step.marker.map_or_else(Reading::default, |m| from_hedge(ctx, m, Place::Subordinator, false, false))
}

/// `will shell the town, killing civilians`, `must end it by freeing them`: what a deed brings about, and what it is done
/// by, is as far from fact as the deed.
fn brought_about(ctx: &Context<'_, '_, '_>, step: &Embedding, child: TokenId, whole: Reading) -> Reading {
    let means = |m| ctx.lexicon.hedge(ctx.text.lower(m), Place::Means).is_some() && !is_under_way(ctx, whole);
    let participle = step.marker.is_none_or(means) && step.governor < child && is_bare_gerund(ctx, child);
    if participle { outer_doubt(whole) } else { Reading::default() }
}

/// `tried to end it`: is what makes a plan of it itself a deed?
fn is_under_way(ctx: &Context<'_, '_, '_>, whole: Reading) -> bool {
    let entries = whole.word.map_or(&[][..], |w| ctx.lexicon.operators(ctx.text.lower(w.start)));
    entries.iter().any(|o| o.frames.has(Frame::Means))
}

/// `must help them before they are forced to flee`: what is to come first has not come either.
fn yet_to_come(ctx: &Context<'_, '_, '_>, step: &Embedding, child: TokenId, whole: Reading) -> Reading {
    let temporal = step.marker.is_some_and(|m| is_temporal(ctx, m));
    let present = ctx.predicate(child).is_some_and(|p| p.tense == Tense::Present);
    if temporal && present { outer_doubt(whole) } else { Reading::default() }
}

/// `would punish politicians who support them`, `no body that judges`: does the clause tell which of those who are only
/// thought of, by what they do now?
fn is_class(ctx: &Context<'_, '_, '_>, noun: &Predicate, child: TokenId) -> bool {
    noun.kind == PredicateKind::Noun
        && !is_definite(ctx, noun.head)
        && ctx.predicate(child).is_some_and(|p| p.tense == Tense::Present && p.modals.is_empty())
}

/// What those do who are only thought of is as far from fact as they are.
fn supposed(noun: &Predicate, whole: Reading) -> Reading {
    let denied = noun.copula.is_some() && whole.factuality == Factuality::Negated;
    if denied { Reading { factuality: Factuality::Possible, ..whole } } else { outer_doubt(whole) }
}

/// `the resumption of talks`: does the noun only tell how the deed under it goes on?
fn carries(ctx: &Context<'_, '_, '_>, noun: &Predicate, child: TokenId) -> bool {
    let case = noun.argument(child).and_then(|a| a.case);
    let genitive = case.is_some_and(|c| ctx.lexicon.hedge(ctx.text.lower(c), Place::Genitive).is_some());
    genitive && ctx.lexicon.hedge(ctx.text.lower(noun.head), Place::Carrier).is_some()
}
