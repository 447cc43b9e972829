//! Refinement: a modifier or a weapon makes an attack an airstrike, a drone attack, a suicide bombing.

use super::arguments::Around;
use super::lexicon::{WordClass, Words};
use super::triggers::Trigger;
use super::{View, Weapon};
use crate::entities::{Mention, MentionId};
use crate::ontology::EventType;
use crate::syntax::predicates::Role;
use crate::syntax::tags::Upos;
use crate::text::span::{TokenId, TokenSpan};

/// What refinement found.
#[derive(Debug, Default)]
pub struct Refined {
    /// The more exact type.
    pub kind: Option<EventType>,
    /// The word that says so.
    pub by: Option<TokenId>,
    /// With what it was done.
    pub weapon: Option<Weapon>,
}

/// Refines the type of a trigger.
pub fn refine<'a>(
    view: &View<'_>,
    sentence: TokenSpan,
    trigger: &Trigger<'_>,
    around: &Around<'_>,
    weapon: Option<MentionId>,
    parties: impl Iterator<Item = &'a MentionId> + Clone,
) -> Refined {
    let modifiers = modifiers(view, sentence, trigger, around);
    let in_modifiers = || {
        let mut inside = modifiers.iter().filter_map(|t| view.entities.headed_by(*t));
        inside.find(|id| view.entities.mention(*id).is_some_and(|m| view.lists().weapon_kinds.contains(m.kind)))
    };
    let mention = weapon.or_else(in_modifiers);
    let subtype = mention
        .and_then(|id| view.entities.mention(id))
        .and_then(|m| m.subtype)
        .filter(|s| view.lexicon.weapon_types.contains(s));
    let kind = trigger.entry.kind;
    let weapon_head = mention.and_then(|id| view.entities.mention(id)).map(|m| m.span);
    let words = || {
        let of_weapon = weapon_head.into_iter().flat_map(|s| s.tokens());
        modifiers.iter().copied().chain(of_weapon).chain([trigger.head])
    };
    let called = |m: &Mention, words: &Words| m.span.tokens().any(|t| words.contains(view.text.lower(t)));
    let doers = || {
        let subjects = around.direct.iter().filter(|f| f.role == Role::Subject);
        subjects.filter_map(|f| view.entities.mention(f.mention?))
    };
    let sides = || parties.clone().filter_map(|id| view.entities.mention(*id));
    let rule = view.lexicon.refinements.iter().find(|r| {
        kind.is_some_and(|k| r.from.contains(&k))
            && (doers().any(|m| called(m, &r.actors.words) || r.actors.has_kind(m))
                || sides().any(|m| called(m, &r.sides))
                || subtype.is_some_and(|s| r.weapons.iter().any(|w| w == s))
                || words().any(|t| r.words.contains(view.text.lower(t))))
    });
    let weapon_kind = subtype.or_else(|| rule.and_then(|r| r.weapon));
    let weapon = (mention.is_some() || weapon_kind.is_some()).then_some(Weapon { mention, kind: weapon_kind });
    let by =
        rule.and_then(|r| words().find(|t| r.words.contains(view.text.lower(*t))).or(weapon_head.map(|s| s.start)));
    Refined { kind: rule.map(|r| r.to), by, weapon }
}

/// The words that modify a noun, and those before it in its phrase.
fn modifiers(view: &View<'_>, sentence: TokenSpan, trigger: &Trigger<'_>, around: &Around<'_>) -> Vec<TokenId> {
    let mut out: Vec<TokenId> = Vec::new();
    if trigger.pattern.class != WordClass::Verb {
        let lists = view.lists();
        let before = (sentence.start.0..trigger.span.start.0).rev().take(4).map(TokenId);
        out.extend(before.take_while(|t| {
            let word = view.text.lower(*t);
            !lists.boundary.contains(word)
                && !lists.preposition.contains(word)
                && !matches!(view.syntax.upos(*t), Upos::Verb | Upos::Aux)
        }));
        out.extend(trigger.span.tokens());
        out.extend(around.direct.iter().filter(|f| matches!(f.role, Role::Compound | Role::Modifier)).map(|f| f.head));
    }
    out
}
