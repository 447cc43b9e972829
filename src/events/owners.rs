//! Whose a deed is that stands behind a possessive pronoun: `criticized Chad for its bombing of the town`, `killed six in
//! their attack`. A pronoun of one's own is no mention; who is meant is looked for in the clauses above.

use super::View;
use crate::entities::{Mention, MentionId};
use crate::syntax::predicates::{Argument, EmbeddingKind, Predicate, Role};
use crate::text::span::TokenId;

/// Clauses above the deed that are looked at.
const CLAUSES: usize = 3;

/// Those whom a pronoun before the noun of a predicate stands for: whom the clause blames or praises for it, else whom the
/// text means, else those of the nearest clause that has some who agree.
pub fn of(view: &View<'_>, pronoun: TokenId, noun: &Predicate) -> Vec<MentionId> {
    let blamed = above(view, pronoun, noun, true);
    if !blamed.is_empty() {
        return blamed;
    }
    let meant = agreeing(view, pronoun, view.entities.meant_by(pronoun).to_vec());
    if meant.is_empty() { above(view, pronoun, noun, false) } else { meant }
}

/// Those in the nearest clause above the noun that has some who agree; `about`: only where it is what they are blamed for.
fn above(view: &View<'_>, pronoun: TokenId, noun: &Predicate, about: bool) -> Vec<MentionId> {
    let verbs = noun.embeddings.iter().take(CLAUSES).take_while(|e| e.kind != EmbeddingKind::Relative);
    let mut child = noun.head;
    for step in verbs {
        let Some(clause) = view.syntax.predicates.of(step.governor) else { continue };
        let case = clause.argument(child).and_then(|a| a.case).map(|c| view.text.lower(c));
        child = step.governor;
        // `criticized Chad for its bombing`: what somebody is blamed or praised for is his.
        let blamed = case.is_some_and(|c| view.lists().about.contains(c));
        let order: &[Role] = match (about, blamed) {
            (true, true) => &[Role::Object],
            (true, false) => continue,
            (false, _) => &[Role::Subject, Role::Object],
        };
        for role in order {
            // `In its statement, the ministry said`: who follows a phrase that is set first is meant by it.
            let first = *role == Role::Subject && case.is_some();
            let before = |a: &&Argument| a.head < pronoun || first && noun.head < a.head && a.head < step.governor;
            let ids = clause.all(*role).filter(before).filter_map(|a| view.entities.headed_by(a.head)).collect();
            let ids = agreeing(view, pronoun, ids);
            if !ids.is_empty() {
                return ids;
            }
        }
        let both = side_by_side(view, pronoun, clause);
        if !about && !both.is_empty() {
            return both;
        }
    }
    Vec::new()
}

/// `Biden greeted Erdogan before their talks`: persons told of apart, of whom a pronoun of several means all.
fn side_by_side(view: &View<'_>, pronoun: TokenId, clause: &Predicate) -> Vec<MentionId> {
    let with = |a: &Argument| a.case.is_some_and(|c| view.lists().accompanied.contains(view.text.lower(c)));
    let party = |a: &&Argument| match a.role {
        Role::Subject | Role::Object => true,
        Role::Oblique => with(a),
        _ => false,
    };
    let parties = clause.arguments.iter().filter(party).filter(|a| a.head < pronoun);
    let person = |id: &MentionId| view.entities.mention(*id).is_some_and(|m| m.kind == "person");
    let ids: Vec<MentionId> = parties.filter_map(|a| view.entities.headed_by(a.head)).filter(person).collect();
    let several = ids.len() > 1 && view.lists().own_many.contains(view.text.lower(pronoun));
    if several { ids } else { Vec::new() }
}

/// Those of the same number and kind as a pronoun.
fn agreeing(view: &View<'_>, pronoun: TokenId, ids: Vec<MentionId>) -> Vec<MentionId> {
    let (lists, word) = (view.lists(), view.text.lower(pronoun));
    let many = ids.len() > 1;
    let fits = |m: &Mention| match m.kind {
        "group" => lists.own_many.contains(word),
        "person" => lists.own_person.contains(word) || many && lists.own_many.contains(word),
        _ => lists.own_thing.contains(word) && !many || lists.own_many.contains(word),
    };
    let party = |m: &Mention| lists.actor_kinds.contains(m.kind) && fits(m);
    ids.into_iter().filter(|id| view.entities.mention(*id).is_some_and(party)).collect()
}
