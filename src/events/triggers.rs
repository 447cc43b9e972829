//! Triggers: where an entry's words stand, and whether they can be an event there.

use super::conditions;
use super::frames::Frame;
use super::lexicon::{Element, Entry, Pattern, WordClass};
use super::trace::{Block, Listener};
use super::{View, inflect::Form};
use crate::entities::Level;
use crate::syntax::phrases;
use crate::syntax::predicates::Tense;
use crate::syntax::tags::Upos;
use crate::text::span::{TokenId, TokenSpan};

/// The longest run of words in a gap of a trigger.
const GAP: u32 = 8;

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
pub fn find<'a>(view: &View<'a>, sentence: TokenSpan, listener: &mut impl Listener) -> Vec<Trigger<'a>> {
    let mut out = Vec::new();
    let mut used: Vec<TokenId> = Vec::new();
    for token in sentence.tokens() {
        if used.contains(&token) {
            continue;
        }
        let patterns = view.lexicon.starting_with(view.text.lower(token));
        let hit = patterns.iter().find_map(|p| accept(view, sentence, token, p, listener));
        if let Some(trigger) = hit {
            // What stands in a gap is read on: it may hold triggers of its own.
            used.retain(|t| *t > token);
            used.extend(trigger.words(view));
            let modifies = (trigger.span.len() == 1 || takes_in_noun(view, &trigger))
                // No participle stands before an article or a number: `freed three hostages` has a verb.
                && !matches!(view.syntax.upos(trigger.span.end), Upos::Det | Upos::Num | Upos::Pron)
                && !trigger.is_participle(view)
                && phrases::is_premodifier(view.syntax, trigger.head)
                && !view.syntax.head(trigger.head).is_some_and(|h| view.lists().part_in.contains(view.syntax.lemma(h)));
            let block = match trigger.entry.kind {
                None => Some(Block::Idiom),
                Some(_) if modifies => Some(Block::Modifier),
                Some(_) => {
                    let name = inside_name(view, trigger.head) || inside_title(view, sentence, trigger.head);
                    name.then_some(Block::Name)
                }
            };
            match block {
                None => out.push(trigger),
                Some(why) => listener.blocked(trigger.span, trigger.entry, why),
            }
        }
    }
    out
}

impl<'a> Trigger<'a> {
    /// Is it read as a verb?
    pub fn is_verb(&self, view: &View<'_>) -> bool {
        self.pattern.class == WordClass::Verb && !self.is_gerund(view)
    }

    /// The frame of its word class.
    pub fn frame(&self, view: &View<'_>) -> &'a Frame {
        if self.is_verb(view) { &self.entry.verb } else { &self.entry.noun }
    }

    /// Is it a verb used as a noun (`the maiming of civilians`)?
    pub fn is_gerund(&self, view: &View<'_>) -> bool {
        self.pattern.class == WordClass::Verb
            && self.span.len() == 1
            && self.pattern.form == Form::Ing
            && matches!(view.syntax.upos(self.head), Upos::Noun | Upos::Propn)
    }

    /// Does it stand as a participle before those that it is done to (`the slain general`)?
    pub fn is_participle(&self, view: &View<'_>) -> bool {
        self.entry.participle
            && self.pattern.class == WordClass::Verb
            && self.pattern.form == Form::Past
            && phrases::is_premodifier(view.syntax, self.head)
    }

    /// Its words, without those that only fill its gaps.
    pub fn words(&self, view: &View<'_>) -> Vec<TokenId> {
        let fixed = |t: &TokenId| {
            let word = view.text.lower(*t);
            *t == self.span.start || self.pattern.rest.iter().any(|e| matches!(e, Element::Word(w) if **w == *word))
        };
        self.span.tokens().filter(fixed).collect()
    }
}

fn accept<'a>(
    view: &View<'a>,
    sentence: TokenSpan,
    start: TokenId,
    pattern: &'a Pattern,
    listener: &mut impl Listener,
) -> Option<Trigger<'a>> {
    let entry = view.lexicon.entries.get(pattern.entry)?;
    let after = TokenId(start.0 + 1);
    let span = TokenSpan { start, end: follow(view, entry, &pattern.rest, after, after, sentence.end)? };
    let head = match pattern.class {
        WordClass::Verb => start,
        WordClass::Noun => TokenId(start.0.saturating_add(pattern.head)).min(span.last()),
        WordClass::Fixed => span.last(),
    };
    // `met opposition leaders` is no `met opposition`.
    let goes_on = || pattern.class == WordClass::Verb && phrases::is_premodifier(view.syntax, span.last());
    if entry.kind.is_none() && span.len() > 1 && goes_on() {
        return None;
    }
    let trigger = Trigger { span, head, entry, pattern };
    let single = span.len() == 1;
    let block = if fits_class(view, sentence, &trigger, single) {
        conditions::unmet(view, sentence, &trigger).map(Block::Condition)
    } else {
        Some(Block::Class(view.syntax.upos(head)))
    };
    match block {
        None => Some(trigger),
        Some(why) => {
            listener.blocked(span, entry, why);
            None
        }
    }
}

/// Where the rest of a pattern ends, if it stands here; `end` is the end of what is matched so far.
fn follow(
    view: &View<'_>,
    entry: &Entry,
    rest: &[Element],
    at: TokenId,
    end: TokenId,
    limit: TokenId,
) -> Option<TokenId> {
    let Some((first, others)) = rest.split_first() else { return Some(end) };
    let is = |word: &str| at < limit && *word == *view.text.lower(at);
    let next = TokenId(at.0 + 1);
    match first {
        Element::Word(word) if is(word) => follow(view, entry, others, next, next, limit),
        Element::Context(word) if is(word) => follow(view, entry, others, next, end, limit),
        Element::Word(_) | Element::Context(_) => None,
        Element::Gap => (0..=GAP)
            .map(|n| TokenId(at.0 + n))
            .take_while(|t| *t < limit && (*t == at || !closes_gap(view, entry, TokenId(t.0 - 1))))
            .take_while(|t| !is_adverbial(view, TokenSpan { start: at, end: *t }))
            .find_map(|t| follow(view, entry, others, t, end, limit)),
    }
}

/// A gap holds a phrase, and so no clause mark and no finite verb; that of an idiom no second phrase either (`met reporters
/// in the hope of` is no `met the hope`).
fn closes_gap(view: &View<'_>, entry: &Entry, token: TokenId) -> bool {
    let next_phrase =
        || view.syntax.upos(token) == Upos::Adp && !view.lists().phrase_link.contains(view.text.lower(token));
    let clause = || {
        matches!(view.syntax.upos(token), Upos::Sconj | Upos::Pron)
            && view.lists().clause_mark.contains(view.text.lower(token))
    };
    // `named Doe and known as the Colonel`: what is joined behind the phrase is none of it.
    let joined = || {
        let and = token.before().is_some_and(|t| view.syntax.upos(t) == Upos::Cconj);
        and && view.syntax.upos(token) == Upos::Verb
    };
    is_stop(view, token)
        || clause()
        || joined()
        || (entry.kind.is_none() && next_phrase())
        || view.syntax.upos(token) == Upos::Aux
        || (view.syntax.upos(token) == Upos::Verb
            && view.syntax.predicates.of(token).is_some_and(|p| matches!(p.tense, Tense::Past | Tense::Present)))
}

/// `a block in the middle of the street` is no `block the street`: a gap of two prepositions says where, and holds no object.
fn is_adverbial(view: &View<'_>, gap: TokenSpan) -> bool {
    let opens = gap.tokens().next().is_some_and(|t| view.lists().locative.contains(view.text.lower(t)));
    opens && gap.tokens().skip(1).any(|t| view.syntax.upos(t) == Upos::Adp)
}

/// Punctuation that ends a clause or a list.
pub fn is_stop(view: &View<'_>, token: TokenId) -> bool {
    view.text.token(token).chars().all(|c| c.is_ascii_punctuation() && !matches!(c, '\'' | '-' | '$' | '%' | '"'))
}

/// Does the part of speech fit the class? An untagged word fits where it follows what nouns follow, or not.
fn fits_class(view: &View<'_>, sentence: TokenSpan, trigger: &Trigger<'_>, single: bool) -> bool {
    let pattern = trigger.pattern;
    let upos = view.syntax.upos(trigger.head);
    match (pattern.class, upos) {
        (WordClass::Fixed, _) => true,
        (class, Upos::Verb) if single && view.is_gerund(trigger) => class == WordClass::Noun,
        // `the town fell to them` is of the verb `fall` and not of `fell`.
        (WordClass::Verb, Upos::Verb) if pattern.form == Form::Base => {
            view.syntax.lemma(trigger.head) == view.text.lower(trigger.head)
        }
        (WordClass::Verb, Upos::Verb | Upos::Aux) | (WordClass::Noun, Upos::Noun | Upos::Propn) => true,
        (WordClass::Verb, Upos::Adj) => matches!(pattern.form, Form::Past | Form::Ing),
        // `the bombing` is read as the noun where there is one.
        // `holding talks to` is no talking to somebody.
        (WordClass::Verb, Upos::Noun | Upos::Propn) if !single && matches!(pattern.form, Form::Base | Form::S) => {
            !is_after_modifier(view, sentence, trigger)
        }
        (WordClass::Verb, Upos::Noun | Upos::Propn) => {
            !single || pattern.form == Form::Past || (pattern.form == Form::Ing && !view.is_ambiguous(trigger))
        }
        // A tagger's slip on a word that has no other reading.
        (WordClass::Verb, Upos::Adp | Upos::Adv | Upos::X) if pattern.form == Form::Past => !view.is_ambiguous(trigger),
        // `close to the border`
        (WordClass::Verb, Upos::Adv) => false,
        (WordClass::Noun, Upos::Adj) if pattern.form == Form::Base => !view.is_ambiguous(trigger) || !single,
        // `a government forces airstrike`: a tagger's slip on a word that is no verb.
        (WordClass::Noun, Upos::Verb) if single && pattern.form == Form::Base => {
            !view.is_ambiguous(trigger) && is_after_noun(view, sentence, trigger)
        }
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

/// `the recognized government`: a participle that takes in the noun that it modifies.
fn takes_in_noun(view: &View<'_>, trigger: &Trigger<'_>) -> bool {
    let before = trigger.span.start.before();
    let opens = |t: TokenId| {
        matches!(view.syntax.upos(t), Upos::Det | Upos::Adv | Upos::Adj | Upos::Adp) || view.text.token(t) == "-"
    };
    trigger.pattern.form == Form::Past
        && before.is_some_and(opens)
        && view.syntax.head(trigger.head).is_some_and(|h| trigger.span.has(h))
}

/// Does it stand behind a noun that it could be the head of?
fn is_after_noun(view: &View<'_>, sentence: TokenSpan, trigger: &Trigger<'_>) -> bool {
    let before = trigger.span.start.before().filter(|t| *t >= sentence.start);
    before.is_some_and(|t| matches!(view.syntax.upos(t), Upos::Noun | Upos::Propn | Upos::Adj))
}

/// Does the word before it make it a noun?
fn is_after_modifier(view: &View<'_>, sentence: TokenSpan, trigger: &Trigger<'_>) -> bool {
    let before = trigger.span.start.before().filter(|t| *t >= sentence.start);
    before.is_some_and(|t| {
        matches!(view.syntax.upos(t), Upos::Verb | Upos::Adj | Upos::Det | Upos::Num | Upos::Adp)
            || view.lists().noun_before.contains(view.text.lower(t))
    })
}

/// Is a word part of a date, or of a name of something (`Ministry of War`)?
fn inside_name(view: &View<'_>, token: TokenId) -> bool {
    view.is_dated(token)
        || view.mentions_over(token).any(|m| m.level == Level::Name && m.span.len() > 1 && !view.is_value(m.kind))
}

/// How many words a title in quotation marks has at most.
const TITLE: usize = 8;

/// Is a word of a title in quotation marks, each word of which is capitalised (`the headline "Broken Promise"`)?
fn inside_title(view: &View<'_>, sentence: TokenSpan, token: TokenId) -> bool {
    let quote = |t: &TokenId| matches!(view.text.token(*t), "\"" | "“" | "”");
    let before: Vec<TokenId> = (sentence.start.0..token.0).rev().map(TokenId).take(TITLE).collect();
    let behind: Vec<TokenId> = (token.0..sentence.end.0).map(TokenId).take(TITLE).collect();
    let (Some(open), Some(close)) = (before.iter().position(&quote), behind.iter().position(quote)) else {
        return false;
    };
    let words: Vec<&str> = before[..open].iter().chain(&behind[..close]).map(|t| view.text.token(*t)).collect();
    let title =
        |w: &&str| w.chars().next().is_some_and(char::is_uppercase) && w.chars().skip(1).any(char::is_lowercase);
    words.len() > 1 && words.iter().all(title)
}
