//! Arguments by order, where the tree gave none: the nearest mention before a trigger, those behind it by preposition.

use super::View;
use super::arguments::Found;
use super::inflect::Form;
use super::triggers::Trigger;
use crate::entities::{Level, Mention, MentionId};
use crate::syntax::predicates::{EmbeddingKind, Predicate, Role, Tense, Via};
use crate::syntax::tags::Upos;
use crate::text::span::{TokenId, TokenSpan};

/// Names in frames of the nearest mention on either side.
pub const LEFT: &str = "left";
pub const RIGHT: &str = "right";

/// How many words may stand between a preposition and the mention under it.
const REACH: usize = 4;

/// Roles by order: the nearest mention before is the subject, the nearest after the object, others by preposition.
pub fn positional<'a>(view: &View<'a>, sentence: TokenSpan, trigger: &Trigger<'_>) -> Vec<Found<'a>> {
    let mut out = Vec::new();
    let lists = view.lists();
    let verb = trigger.is_verb(view);
    let past = verb && trigger.pattern.form == Form::Past;
    // `a Chadian captured by rebels`
    let predicate = view.syntax.predicates.of(trigger.head).filter(|_| past);
    let reduced = predicate.is_some_and(is_participle);
    let by_somebody = predicate.is_some_and(|p| p.all(Role::Subject).any(|a| a.case.is_some()));
    let passive = past && is_passive(view, sentence, trigger);
    let party =
        |m: &Mention| lists.target_kinds.contains(m.kind) && m.level != Level::Pronoun || m.level == Level::Pronoun;
    let (mut left, mut right): (Vec<_>, Vec<_>) = (Vec::new(), Vec::new());
    for (id, m) in view.entities.within(sentence) {
        if m.span.end <= trigger.span.start && party(m) {
            left.push((id, m));
        } else if m.span.start > trigger.head && m.span.end > trigger.span.start {
            right.push((id, m));
        }
    }
    let before = if !verb {
        Role::Modifier
    } else if passive || reduced {
        Role::Object
    } else {
        Role::Subject
    };
    let near = left.iter().rev().find(|(_, m)| {
        // Before an article or a conjunction ends what could say of what kind it is.
        let ends = |t| matches!(view.syntax.upos(TokenId(t)), Upos::Verb | Upos::Det | Upos::Cconj);
        let adjacent = trigger.span.start.0 - m.span.end.0 <= 3 && !(m.span.end.0..trigger.span.start.0).any(ends);
        if verb {
            same_clause(view, m.span.end, trigger.span.start)
                && (case_before(view, sentence.start, m).is_none() || reduced && m.span.end == trigger.span.start)
        } else {
            adjacent && between_is_plain(view, m.span.end, trigger.span.start)
        }
    });
    if let Some((id, m)) = near {
        out.push(Found { role: before, case: None, head: m.head, mention: Some(*id), via: Via::Position });
    }
    let mut side = |at: Option<&(MentionId, &Mention)>, case: &'static str| {
        out.extend(at.map(|(id, m)| Found {
            role: Role::Adjunct,
            case: Some(case),
            head: m.head,
            mention: Some(*id),
            via: Via::Position,
        }));
    };
    // Not `Chadian` of `the Chadian parliament`; who stands before a passive did not do it, and who stands in another
    // clause is no guess.
    let nested = |m: &Mention| left.iter().any(|(_, o)| o.span != m.span && o.span.contains(m.span));
    side(
        left.iter()
            .rev()
            .filter(|_| !(passive || reduced && by_somebody))
            .take_while(|(_, m)| same_clause(view, m.span.end, trigger.span.start))
            .find(|(_, m)| !nested(m) && case_before(view, sentence.start, m).is_none())
            .filter(|(_, m)| !has_role(view, m.head)),
        LEFT,
    );
    let located = |m: &Mention| {
        let case = case_before(view, trigger.span.end, m);
        lists.place_kinds.contains(m.kind) && case.is_some_and(|c| lists.locative.contains(c))
    };
    // Behind a verb, a comma or a conjunction a guess is of another phrase, and under most prepositions it is a topic.
    let plain = |m: &Mention| {
        let between = TokenSpan { start: trigger.span.end, end: m.span.start };
        let breaks = |t: TokenId| {
            matches!(view.syntax.upos(t), Upos::Verb | Upos::Aux | Upos::Cconj)
                || lists.boundary.contains(view.text.lower(t))
        };
        let whose = |c: &str| {
            let links = [&lists.addressing, &lists.agent, &lists.locative_noun];
            !lists.opposing.contains(c) && links.iter().any(|l| l.contains(c))
        };
        !between.tokens().any(breaks) && case_before(view, trigger.span.end, m).is_none_or(whose)
    };
    side(
        right
            .iter()
            .take_while(|(_, m)| same_clause(view, trigger.span.end, m.span.start))
            .find(|(_, m)| party(m) && !located(m))
            .filter(|(_, m)| !is_own(view, m) && plain(m) && is_next(view, trigger, m)),
        RIGHT,
    );
    let mut last: Option<(Role, Option<&'a str>, TokenId)> = None;
    // Behind a noun, phrases follow each other without a gap: what comes after another word hangs on that.
    let mut reach = trigger.span.end;
    for (id, m) in right {
        // `Syrian` of `Syrian officers` is no party beside them.
        if last.is_some_and(|(_, _, end)| m.span.start < end) {
            continue;
        }
        let joined = last.filter(|(_, _, end)| {
            TokenSpan { start: *end, end: m.span.start }
                .tokens()
                .all(|t| lists.conjunction.contains(view.text.lower(t)))
        });
        let case = case_before(view, trigger.span.end, m).filter(|_| verb || follows(view, reach, m.span.start));
        // `an offensive by the regime of the president`: of what stands before it.
        let of_other = !verb && reach != trigger.span.end && case.is_some_and(|c| lists.locative_noun.contains(c));
        if of_other && joined.is_none() {
            reach = m.span.end;
            continue;
        }
        let plain = case.is_none() && verb && between_is_plain(view, TokenId(trigger.head.0 + 1), m.span.start);
        let (role, case) = match (joined, case) {
            (Some((role, case, _)), _) => (role, case),
            (None, Some(case)) => (Role::Oblique, Some(case)),
            (None, None) if plain && !passive && last.is_none() => (Role::Object, None),
            _ => continue,
        };
        last = Some((role, case, m.span.end));
        reach = m.span.end;
        out.push(Found { role, case, head: m.head, mention: Some(id), via: Via::Position });
    }
    out
}

/// Is it a participle that says what was done to somebody: on a noun or with who did it?
fn is_participle(predicate: &Predicate) -> bool {
    let on_noun = predicate.embeddings.first().is_some_and(|e| e.kind == EmbeddingKind::Relative);
    let agent = predicate.all(Role::Subject).any(|a| a.case.is_some());
    predicate.passive && predicate.tense == Tense::None && (on_noun || agent)
}

/// Has a word a role elsewhere that keeps it from doing the trigger's deed: it owns something else or is the object of a
/// verb that asks nothing of it (`reassured Poles after what he called`, `the cabinet's blocking of buses sent`)?
fn has_role(view: &View<'_>, head: TokenId) -> bool {
    let Some((governor, role)) = role_elsewhere(view, head) else { return false };
    let asks = || governor.all(Role::Clause).next().is_some();
    role == Role::Possessor || role == Role::Object && !asks()
}

/// What a word is an argument of, and as what.
fn role_elsewhere<'a>(view: &View<'a>, head: TokenId) -> Option<(&'a Predicate, Role)> {
    let above = view.above(head).first().filter(|e| e.kind == EmbeddingKind::Argument)?;
    let governor = view.syntax.predicates.of(above.governor)?;
    governor.argument(head).map(|a| (governor, a.role))
}

/// Is a mention the next party in order: right behind the trigger, small words apart (`pleaded with the rebels`, `rejected a
/// Chadian offer`), in its own words (`dismissed Chadian claims`), or whose a deed is (`demanded reforms by the cabinet`)?
/// Else it is part of something else (`asked for the king's support`).
fn is_next(view: &View<'_>, trigger: &Trigger<'_>, mention: &Mention) -> bool {
    let case = case_before(view, trigger.span.end, mention);
    if mention.span.start < trigger.span.end || case.is_some_and(|c| view.lists().agent.contains(c)) {
        return true;
    }
    let told = |t: TokenId| view.lexicon.starting_with(view.text.lower(t)).iter().any(|p| p.rest.is_empty());
    if let Some((owned, Role::Possessor)) = role_elsewhere(view, mention.head) {
        return told(owned.head);
    }
    let small =
        |t: TokenId| matches!(view.syntax.upos(t), Upos::Det | Upos::Adp | Upos::Part | Upos::Adj) || view.is_dated(t);
    TokenSpan { start: trigger.span.end, end: mention.span.start }.tokens().all(small)
}

/// Does a phrase under a preposition begin at a word, dates apart, and no infinitive (`the meeting to stay in Rome`)?
fn follows(view: &View<'_>, from: TokenId, mention: TokenId) -> bool {
    let mut between = (from.0..mention.0).map(TokenId).filter(|t| !view.is_dated(*t));
    between.next().is_some_and(|t| view.lists().preposition.contains(view.text.lower(t)))
        && between.next().is_none_or(|t| view.syntax.upos(t) != Upos::Verb)
}

/// Does a form of `be` stand before it?
pub fn is_passive(view: &View<'_>, sentence: TokenSpan, trigger: &Trigger<'_>) -> bool {
    let from = trigger.span.start.0.saturating_sub(3).max(sentence.start.0);
    (from..trigger.span.start.0).any(|t| view.lists().be.contains(view.text.lower(TokenId(t))))
}

/// Does a phrase begin right behind the trigger?
pub fn near(view: &View<'_>, trigger: &Trigger<'_>, found: &Found<'_>) -> bool {
    let mention = found.mention.and_then(|id| view.entities.mention(id));
    mention.is_some_and(|m| {
        let before = TokenSpan { start: trigger.span.end, end: m.span.start };
        let first = view.values.dates.partition_point(|d| d.span.end <= before.start);
        let dates = view.values.dates[first..].iter().take_while(|d| d.span.end <= before.end);
        // `the murder on 26 February of the mayor`
        let dated: u32 = dates.map(|d| d.span.len() as u32 + 1).sum();
        m.span.start.0.saturating_sub(trigger.span.end.0) <= 3 + dated
    })
}

/// Does nothing stand between a mention and the trigger (`a Chadian captured by rebels`, `displaced Chadians`)?
pub fn touches(view: &View<'_>, trigger: &Trigger<'_>, found: &Found<'_>) -> bool {
    let mention = found.mention.and_then(|id| view.entities.mention(id));
    mention.is_some_and(|m| m.span.end == trigger.span.start || m.span.start == trigger.span.end)
}

/// The preposition that a mention stands under.
pub fn case_before<'a>(view: &View<'a>, from: TokenId, mention: &Mention) -> Option<&'a str> {
    let start = from.index().max(mention.span.start.index().saturating_sub(REACH));
    (start..mention.span.start.index())
        .rev()
        .map(TokenId::new)
        // `to counter militants`: nobody stands under the `to` of a verb.
        .take_while(|t| !view.lists().boundary.contains(view.text.lower(*t)) && view.syntax.upos(*t) != Upos::Verb)
        // Not `met to discuss Mali`.
        .filter(|t| view.syntax.upos(*t) != Upos::Part)
        // Nobody stands under the `to` of `according to`.
        .filter(|t| t.before().is_none_or(|b| !view.lists().two_words.contains(view.text.lower(b))))
        .map(|t| view.text.lower(t))
        .find(|w| view.lists().preposition.contains(*w))
}

/// The preposition that a place stands under, that of the place that it is set beside too (`in Lagos, Nigeria`).
pub fn placing_case<'a>(view: &View<'a>, from: TokenId, mention: &Mention) -> Option<&'a str> {
    let beside = || {
        let comma = mention.span.start.before().filter(|t| view.text.token(*t) == ",")?;
        let before = TokenSpan { start: TokenId(comma.0.saturating_sub(REACH as u32)), end: comma };
        let mut ending = view.entities.within(before).filter(|(_, m)| m.span.end == comma).map(|(_, m)| m);
        let place = ending.find(|m| view.lists().place_kinds.contains(m.kind))?;
        case_before(view, from, place)
    };
    case_before(view, from, mention).or_else(beside)
}

/// True where no mark of another clause stands between.
pub fn same_clause(view: &View<'_>, from: TokenId, to: TokenId) -> bool {
    (from.0..to.0).all(|t| !view.lists().clause_mark.contains(view.text.lower(TokenId(t))))
}

/// True where only words stand between that begin no new phrase.
fn between_is_plain(view: &View<'_>, from: TokenId, to: TokenId) -> bool {
    (from.index()..to.index())
        .map(|t| view.text.lower(TokenId::new(t)))
        .all(|w| !view.lists().boundary.contains(w) && !view.lists().preposition.contains(w))
}

/// `its troops`.
pub fn is_own(view: &View<'_>, mention: &Mention) -> bool {
    mention.span.len() > 1 && view.syntax.upos(mention.span.start) == Upos::Pron
}
