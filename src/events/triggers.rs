//! Triggers: where an entry's words stand, and whether what is around them lets it be an event.

use super::arguments;
use super::lexicon::{Conditions, Element, Entry, Pattern, Terms, WordClass};
use super::{View, inflect::Form};
use crate::entities::Level;
use crate::syntax::predicates::Role;
use crate::syntax::tags::Upos;
use crate::text::span::{TokenId, TokenSpan};

/// The longest run of words in a gap of a trigger.
const GAP: usize = 8;

/// A trigger in the text.
#[derive(Clone, Copy, Debug)]
pub struct Trigger<'a> {
    /// Its tokens.
    pub span: TokenSpan,
    /// The inflected word.
    pub head: TokenId,
    /// The entry.
    pub entry: &'a Entry,
    /// The form found.
    pub pattern: &'a Pattern,
}

/// The triggers of a sentence, first to last. Where several begin at a word, the longest wins.
pub fn find<'a>(view: &View<'a>, sentence: TokenSpan) -> Vec<Trigger<'a>> {
    let mut out = Vec::new();
    let mut next = sentence.start;
    for token in sentence.tokens() {
        if token < next {
            continue;
        }
        let patterns = view.lexicon.starting_with(view.text.lower(token));
        let hit = patterns.iter().find_map(|p| accept(view, sentence, token, p));
        if let Some(trigger) = hit {
            // Past a gap the text is read on: it may hold triggers of its own.
            let gap = trigger.pattern.rest.contains(&Element::Gap);
            next = if gap { TokenId(token.0 + 1) } else { trigger.span.end };
            if trigger.entry.kind.is_some() && !inside_name(view, trigger.head) {
                out.push(trigger);
            }
        }
    }
    out
}

fn accept<'a>(view: &View<'a>, sentence: TokenSpan, start: TokenId, pattern: &'a Pattern) -> Option<Trigger<'a>> {
    let end = follow(view, &pattern.rest, TokenId(start.0 + 1), sentence.end)?;
    let span = TokenSpan { start, end };
    let head = if pattern.class == WordClass::Noun { span.last() } else { start };
    let entry = view.lexicon.entries.get(pattern.entry)?;
    let trigger = Trigger { span, head, entry, pattern };
    let single = span.len() == 1;
    (fits_class(view, &trigger, single) && holds(view, sentence, &trigger)).then_some(trigger)
}

/// Where the rest of a pattern ends, if it stands here.
fn follow(view: &View<'_>, rest: &[Element], at: TokenId, limit: TokenId) -> Option<TokenId> {
    let Some((first, others)) = rest.split_first() else { return Some(at) };
    match first {
        Element::Word(word) => {
            (at < limit && **word == *view.text.lower(at)).then(|| follow(view, others, TokenId(at.0 + 1), limit))?
        }
        Element::Gap => (0..=GAP)
            .map(|n| TokenId(at.0 + n as u32))
            .take_while(|t| *t < limit && (*t == at || !is_stop(view, TokenId(t.0 - 1))))
            .find_map(|t| follow(view, others, t, limit)),
    }
}

/// Punctuation that ends a clause or a list.
fn is_stop(view: &View<'_>, token: TokenId) -> bool {
    view.text.token(token).chars().all(|c| c.is_ascii_punctuation() && !matches!(c, '\'' | '-' | '$' | '%' | '"'))
}

/// Does the part of speech fit the class? An untagged word fits where it follows what nouns follow, or not.
fn fits_class(view: &View<'_>, trigger: &Trigger<'_>, single: bool) -> bool {
    let pattern = trigger.pattern;
    let upos = view.syntax.upos(trigger.head);
    match (pattern.class, upos) {
        (WordClass::Fixed, _) => true,
        (WordClass::Verb, Upos::Verb | Upos::Aux) | (WordClass::Noun, Upos::Noun | Upos::Propn) => true,
        (WordClass::Verb, Upos::Adj) => matches!(pattern.form, Form::Past | Form::Ing),
        (WordClass::Verb, Upos::Noun | Upos::Propn) => {
            !single || (pattern.form == Form::Ing || pattern.form == Form::Past)
        }
        // A tagger's slip on a word that has no other reading.
        (WordClass::Verb, Upos::Adp | Upos::Adv | Upos::X) if pattern.form == Form::Past => !view.is_ambiguous(trigger),
        (WordClass::Noun, Upos::Adj) if pattern.form == Form::Base => !view.is_ambiguous(trigger) || !single,
        (WordClass::Noun, Upos::Adj | Upos::Verb) => !single,
        (_, Upos::X) => {
            let before = trigger.span.start.0.checked_sub(1).map(|t| view.text.lower(TokenId(t)));
            let nominal = before.is_some_and(|w| view.lists().noun_before.contains(w));
            match pattern.form {
                Form::Base | Form::S => (pattern.class == WordClass::Noun) == nominal || !view.is_ambiguous(trigger),
                Form::Past | Form::Ing | Form::Fixed => true,
            }
        }
        _ => !single,
    }
}

/// Is a word part of a name of something (`Ministry of War`)?
fn inside_name(view: &View<'_>, token: TokenId) -> bool {
    view.mentions_over(token).any(|m| m.level == Level::Name && m.span.len() > 1 && !view.is_value(m.kind))
}

fn holds(view: &View<'_>, sentence: TokenSpan, trigger: &Trigger<'_>) -> bool {
    let Conditions { object, not_object, subject, not_subject, before, not_before, after, not_after } =
        &trigger.entry.conditions;
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
    let filled =
        |terms: &Terms, role: Role| arguments::condition(view, trigger, role, |t| word(terms, t), &terms.kinds);
    before.as_ref().is_none_or(|b| preceding().any(|t| word(b, t)))
        && not_before.as_ref().is_none_or(|b| !preceding().take(1).any(|t| word(b, t)))
        && after.as_ref().is_none_or(|a| following().any(|t| word(a, t)))
        && not_after.as_ref().is_none_or(|a| !following().take(1).any(|t| word(a, t)))
        && (trigger.pattern.class != WordClass::Verb || {
            object.as_ref().is_none_or(|o| filled(o, Role::Object))
                && not_object.as_ref().is_none_or(|o| !filled(o, Role::Object))
                && subject.as_ref().is_none_or(|s| filled(s, Role::Subject))
                && not_subject.as_ref().is_none_or(|s| !filled(s, Role::Subject))
        })
}
