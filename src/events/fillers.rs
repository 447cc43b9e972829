//! Who is meant by the word that fills a role: its own mention, else those inside its phrase or behind it.

use super::View;
use super::arguments::Found;
use super::lexicon::Words;
use super::positions;
use crate::entities::{Level, Mention, MentionId};
use crate::syntax::phrases::{self, NounPhrase};
use crate::syntax::predicates::{Role, Via};
use crate::syntax::tags::Upos;
use crate::text::span::{TokenId, TokenSpan};

/// How far behind a noun whom a relative clause is about may stand.
const REACH: u32 = 12;

/// Persons named behind a noun for several, at most.
const MEMBERS: usize = 8;

/// How many words of a name may stand behind the phrase that says what somebody is.
const NAME: u32 = 4;

/// The mentions of an argument: its own, else those inside its noun phrase (`Iraqi` of `Iraqi positions`).
/// `direct`: the predicate has it.
pub fn resolve(view: &View<'_>, found: &Found<'_>, kinds: &Words, direct: bool) -> Vec<MentionId> {
    let fits = |m: &Mention| kinds.contains(m.kind);
    let own = found.mention.or_else(|| view.entities.headed_by(found.head));
    if let Some(id) = own.filter(|id| view.entities.mention(*id).is_some_and(fits)) {
        // `thousands of refugees and migrants`
        let last = view.entities.mention(id).map(|m| m.span.last()).filter(|t| *t > found.head);
        let joined = last.map_or_else(Vec::new, |t| joined_to(view, t, &fits));
        return members_or(view, id).into_iter().chain(joined).collect();
    }
    // `the funeral of Paul Smith, who died`: a thing is nobody, and who stands right before the pronoun is meant.
    if found.via == Via::Relative
        && let Some(id) = named_before_who(view, found.head, &fits)
    {
        return vec![id];
    }
    // A deed that did something (`was shelled, killing six`) has parties of its own, which are none of this one's.
    let told = || view.lexicon.starting_with(view.text.lower(found.head)).iter().any(|p| p.rest.is_empty());
    let deed = view.syntax.upos(found.head) == Upos::Verb || found.via == Via::Position && told();
    // A building does nothing, and who it belongs to did nothing with it (`the attack on an army base that killed six`).
    let building = |id: MentionId| view.entities.mention(id).is_some_and(|m| view.lists().place_kinds.contains(m.kind));
    let idle = found.role == Role::Subject && found.via != Via::Direct && own.is_some_and(building);
    // `urged those involved to protect the children`: a pronoun is nobody of whom its clause tells.
    let of = view.lists().noun_link.contains(view.text.lower(TokenId(found.head.0 + 1)));
    let nameless = view.syntax.upos(found.head) == Upos::Pron && found.role == Role::Object && !of;
    if !direct || deed || idle || nameless {
        return Vec::new();
    }
    let base = phrases::base_noun_phrase(view.text, view.syntax, found.head);
    // `American churches condemned it`: those who run the building, and not their country.
    let people = |m: &Mention| m.kind == "norp";
    if let Some(id) = own.filter(|id| found.role == Role::Subject && building(*id))
        && view.entities.mention(id).is_some_and(|m| m.kind != "location")
        && view.entities.within(base).any(|(_, m)| people(m))
    {
        return vec![id];
    }
    let inside = |span: TokenSpan, fits: &dyn Fn(&Mention) -> bool| {
        view.entities.within(span).find(|(_, m)| fits(m)).map(|(id, _)| id)
    };
    // `presidential nominee Jane Doe`, `Secretary of State Jane Doe`: the person that the word is part of, or the name behind.
    let person = |m: &Mention| m.kind == "person" && fits(m);
    let after = TokenSpan { start: base.end, end: TokenId(base.end.0 + NAME) };
    let next =
        view.entities.within(after).find(|(_, m)| m.span.start == base.end && m.level == Level::Name && person(m));
    if let Some(id) = view.mention_over(found.head, &person).or(next.map(|(id, _)| id)) {
        return vec![id];
    }
    // Further on in a subject a place is where something is, and no party (`the strike on a market in Aleppo killed`).
    let subject = found.role == Role::Subject;
    let placed = |m: &Mention| {
        let lies = |m: &Mention| {
            let case = positions::placing_case(view, base.end, m);
            view.lists().place_kinds.contains(m.kind)
                && (subject || case.is_some_and(|c| view.lists().locative.contains(c)))
        };
        // `wounded a third in the town of Gao`
        let around = TokenSpan { start: base.end, end: m.span.end };
        lies(m) || view.entities.within(around).any(|(_, o)| o.span.contains(m.span) && lies(o))
    };
    // `searched for bodies after the truck bombing`, `the army patrol`: no thing that another noun only names, and nobody
    // unnamed whose it is.
    let named = |m: &Mention| {
        let actor = view.lists().actor_kinds.contains(m.kind) && m.level == Level::Name;
        !actor && phrases::is_premodifier(view.syntax, m.head)
    };
    // `the British-owned mine`: who did something to it before is no party.
    let fits = |m: &Mention| fits(m) && !phrases::is_part_of_premodifier(view.syntax, m.head);
    let party = |m: &Mention| fits(m) && !placed(m) && !named(m);
    let actor =
        |m: &Mention| party(m) || (fits(m) && m.subtype.is_some_and(|s| view.lists().state_subtypes.contains(s)));
    inside(base, &actor)
        .or_else(|| {
            if subject && !view.is_quantity(found.head) {
                return agent(view, found.head, fits);
            }
            let measured = view.lists().measure.contains(view.text.lower(found.head));
            let whole = match measured {
                true => phrases::subtree(view.text, view.syntax, found.head),
                false => phrases::noun_phrase(view.text, view.syntax, found.head, NounPhrase::Complements),
            };
            let behind = TokenSpan { start: found.head, end: whole.end.max(found.head) };
            // `thousands of Iraqi Kurds` are Kurds.
            // `half of Chad's generals` are generals.
            let group = |m: &Mention| party(m) && m.kind == "group";
            let number = view.is_quantity(found.head) && found.role != Role::Modifier;
            let over = || view.mention_over(found.head, &group).filter(|_| number || measured);
            let counted = over().or_else(|| inside(behind, &group).filter(|_| number));
            // `supported action against Chad and Mali`: who that is against is nobody that it is for.
            let opposed = |m: &Mention| {
                let case = positions::case_before(view, found.head, m);
                case.is_some_and(|c| view.lists().opposing.contains(c))
            };
            let against = |m: &Mention| {
                let mut others = view.entities.within(behind).map(|(_, o)| o);
                opposed(m) || others.any(|o| phrases::is_joined(view.syntax, m.head, o.head) && opposed(o))
            };
            counted.or_else(|| inside(behind, &|m| party(m) && !against(m)))
        })
        .map_or_else(Vec::new, |id| {
            let inner = view.entities.mention(id).map(|m| m.head).filter(|h| *h > found.head);
            let inner = inner.filter(|_| !subject || view.is_quantity(found.head));
            let joined = inner.map_or_else(Vec::new, |h| joined_to(view, h, &fits));
            members_or(view, id).into_iter().chain(joined).collect()
        })
}

/// Those joined to the last word of a phrase that counts them (`many of the soldiers` **and police**).
fn joined_to(view: &View<'_>, word: TokenId, fits: &dyn Fn(&Mention) -> bool) -> Vec<MentionId> {
    let behind = TokenSpan { start: word, end: TokenId(word.0 + REACH) };
    let joined = |m: &Mention| m.head != word && fits(m) && phrases::is_joined(view.syntax, m.head, word);
    view.entities.within(behind).filter(|(_, m)| joined(m)).map(|(id, _)| id).collect()
}

/// Those whose names follow a noun for several, else the noun's own mention.
fn members_or(view: &View<'_>, id: MentionId) -> Vec<MentionId> {
    let members = named_members(view, id);
    if members.is_empty() { vec![id] } else { members }
}

/// `Presidents Doe and Roe`, `countries such as Chad and Mali`: those whose names follow right behind a noun for several.
fn named_members(view: &View<'_>, id: MentionId) -> Vec<MentionId> {
    let Some(noun) = view.entities.mention(id).filter(|m| m.level == Level::Nominal) else { return Vec::new() };
    let joins = |t: TokenId| {
        let link = view.text.token(t) == "," || view.lists().conjunction.contains(view.text.lower(t));
        link || view.syntax.upos(t) == Upos::Det
    };
    let past = |t: TokenId| TokenId(t.0 + u32::from(joins(t)));
    let mut at = noun.span.end;
    let led = examples_at(view, at);
    at = TokenId(at.0 + led);
    let few = if led > 0 { 1 } else { 2 };
    let sort = |m: &Mention| {
        if led > 0 { view.lists().actor_kinds.contains(m.kind) } else { m.kind == "person" && noun.kind == "group" }
    };
    let mut out = Vec::new();
    for _ in 0..MEMBERS {
        at = past(past(past(at)));
        let near = TokenSpan { start: at, end: TokenId(at.0 + REACH) };
        let named = |m: &Mention| m.span.start == at && m.level == Level::Name && sort(m);
        let Some((id, name)) = view.entities.within(near).filter(|(_, m)| named(m)).max_by_key(|(_, m)| m.span.len())
        else {
            break;
        };
        out.push(id);
        at = name.span.end;
        if !joins(at) {
            break;
        }
    }
    if out.len() >= few { out } else { Vec::new() }
}

/// How many words behind a noun lead to examples of what it is (`such as`).
fn examples_at(view: &View<'_>, at: TokenId) -> u32 {
    let (first, next) = (view.text.lower(at), view.text.lower(TokenId(at.0 + 1)));
    let two = view.lists().exemplifying.contains(format!("{first} {next}").as_str());
    if two { 2 } else { u32::from(view.lists().exemplifying.contains(first)) }
}

/// The person or group behind a noun that a clause with `who` follows.
fn named_before_who(view: &View<'_>, noun: TokenId, fits: &dyn Fn(&Mention) -> bool) -> Option<MentionId> {
    let lists = view.lists();
    let behind = TokenSpan { start: noun, end: TokenId(noun.0 + REACH) };
    let who = |m: &Mention| {
        let next = m.span.end;
        let comma = TokenId(next.0 + u32::from(view.text.token(next) == ","));
        lists.who.contains(view.text.lower(comma))
    };
    let people = |m: &Mention| matches!(m.kind, "person" | "group") && fits(m);
    view.entities.within(behind).find(|(_, m)| people(m) && who(m)).map(|(id, _)| id)
}

/// Who a deed is by or from (`killed by mortar fire from the Front`); what is of somebody did nothing in his name (`photos
/// of her nephews`).
fn agent(view: &View<'_>, head: TokenId, fits: impl Fn(&Mention) -> bool) -> Option<MentionId> {
    let mut arguments = view.syntax.predicates.of(head).into_iter().flat_map(|p| &p.arguments);
    arguments.find_map(|a| {
        let case = a.case.is_some_and(|c| view.lists().agent.contains(view.text.lower(c)));
        let id = view.entities.headed_by(a.head).filter(|id| view.entities.mention(*id).is_some_and(&fits));
        id.filter(|_| case || a.role == Role::Subject)
    })
}
