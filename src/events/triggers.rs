//! Triggers: where an entry's words stand, and whether what is around them lets it be an event.

use std::cell::LazyCell;

use super::arguments;
use super::frames::Frame;
use super::hanging;
use super::lexicon::{Complement, Conditions, Element, Entry, Pattern, Terms, WordClass};
use super::trace::{Block, Listener};
use super::{View, inflect::Form};
use crate::entities::Level;
use crate::syntax::phrases;
use crate::syntax::predicates::{Embedding, EmbeddingKind, Role, Tense};
use crate::syntax::tags::Upos;
use crate::text::span::{TokenId, TokenSpan};

/// The longest run of words in a gap of a trigger.
const GAP: u32 = 8;
/// Predicates behind a trigger among which its participle clauses are looked for.
const CLAUSES: usize = 8;

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
        unmet(view, sentence, &trigger).map(Block::Condition)
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
    is_stop(view, token)
        || clause()
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
fn is_stop(view: &View<'_>, token: TokenId) -> bool {
    view.text.token(token).chars().all(|c| c.is_ascii_punctuation() && !matches!(c, '\'' | '-' | '$' | '%' | '"'))
}

/// Does the part of speech fit the class? An untagged word fits where it follows what nouns follow, or not.
fn fits_class(view: &View<'_>, sentence: TokenSpan, trigger: &Trigger<'_>, single: bool) -> bool {
    let pattern = trigger.pattern;
    let upos = view.syntax.upos(trigger.head);
    match (pattern.class, upos) {
        (WordClass::Fixed, _) => true,
        (class, Upos::Verb) if single && view.is_gerund(trigger) => class == WordClass::Noun,
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

/// The name of the first condition that does not hold.
fn unmet(view: &View<'_>, sentence: TokenSpan, trigger: &Trigger<'_>) -> Option<&'static str> {
    let Conditions {
        object,
        not_object,
        only_object,
        subject,
        not_subject,
        not_under,
        with,
        not_with,
        before,
        not_before,
        after,
        not_after,
        not_oblique,
        clause,
        // Asked once the parties are known.
        not_actor: _,
        not_parties: _,
    } = &trigger.entry.conditions;
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
    let direct = LazyCell::new(|| hanging::direct(view, trigger));
    let filled = |terms: &Terms, role: Role, wanted| {
        arguments::condition(view, trigger, &direct, role, |t| word(terms, t), terms, wanted)
    };
    let near = |terms: &Option<Terms>, wanted: bool, holds: &dyn Fn(&Terms) -> bool| {
        terms.as_ref().is_some_and(|t| holds(t) != wanted)
    };
    let verb = trigger.pattern.class == WordClass::Verb;
    let role = |terms: &Option<Terms>, role: Role, wanted: bool| {
        verb && terms.as_ref().is_some_and(|t| filled(t, role, wanted) != wanted)
    };
    if near(before, true, &|b| preceding().any(|t| word(b, t))) {
        return Some("before");
    }
    if near(not_before, false, &|b| preceding().take(1).any(|t| word(b, t))) {
        return Some("not_before");
    }
    if near(after, true, &|a| following().any(|t| word(a, t))) {
        return Some("after");
    }
    if near(not_after, false, &|a| following().take(1).any(|t| word(a, t))) {
        return Some("not_after");
    }
    if role(object, Role::Object, true) {
        return Some("object");
    }
    if role(not_object, Role::Object, false) {
        return Some("not_object");
    }
    if role(subject, Role::Subject, true) {
        return Some("subject");
    }
    if role(not_subject, Role::Subject, false) {
        return Some("not_subject");
    }
    // `candidates staged rallies`: who does what a noun names, where the tree says so.
    let does = |terms: &Terms| direct.iter().any(|f| f.role == Role::Subject && word(terms, f.head));
    if !verb && not_subject.as_ref().is_some_and(does) {
        return Some("not_subject");
    }
    // `the destruction of trust`: what it is done to, where a noun's frame has that.
    let suffers = |terms: &Terms| {
        let target = &trigger.frame(view).target;
        direct.iter().any(|f| f.role != Role::Subject && target.iter().any(|p| p.fits(f)) && word(terms, f.head))
    };
    if !verb && not_object.as_ref().is_some_and(suffers) {
        return Some("not_object");
    }
    // A number or a pronoun may stand for any sort.
    let fits = |terms: &Terms, t: TokenId| view.is_quantity(t) || word(terms, t) || view.headed_by_kind(t, terms);
    let only = |terms: &Terms| arguments::objects(view, trigger).all(|t| fits(terms, t));
    if verb && only_object.as_ref().is_some_and(|o| !only(o)) {
        return Some("only_object");
    }
    let apart = |terms: &Terms| direct.iter().any(|f| f.role == Role::Oblique && word(terms, f.head));
    if near(not_oblique, false, &apart) {
        return Some("not_oblique");
    }
    if clause.as_ref().is_some_and(|kinds| !kinds.contains(&complement(view, sentence, trigger))) {
        return Some("clause");
    }
    let beside = |terms: &Terms| {
        let behind = TokenSpan { start: trigger.span.end, end: sentence.end };
        let of_it =
            |e: &Embedding| e.governor == trigger.head && e.kind == EmbeddingKind::Adverbial && e.marker.is_none();
        let mut clauses = view.syntax.predicates.between(behind).take(CLAUSES);
        clauses.any(|p| p.embeddings.first().is_some_and(of_it) && word(terms, p.head))
    };
    if near(with, true, &beside) {
        return Some("with");
    }
    if near(not_with, false, &beside) {
        return Some("not_with");
    }
    let above = view.above(trigger.head).first();
    let under = above.filter(|e| e.kind == EmbeddingKind::Argument).map(|e| e.governor);
    (not_under.as_ref().zip(under).is_some_and(|(terms, t)| word(terms, t))).then_some("not_under")
}

/// What clause a verb takes. One that no word marks may hang on it as an adverbial does (`charged they were armed`), an
/// infinitive also on whom it is asked of.
fn complement(view: &View<'_>, sentence: TokenSpan, trigger: &Trigger<'_>) -> Complement {
    let predicates = &view.syntax.predicates;
    let Some(verb) = predicates.of(trigger.head) else { return Complement::None };
    let infinitive = |t: TokenId| view.lists().infinitive.contains(view.text.lower(t));
    let asked = |e: &Embedding| {
        e.marker.is_some_and(infinitive)
            && verb.all(Role::Object).chain(verb.all(Role::Indirect)).any(|a| a.head == e.governor)
    };
    let loose = |e: &Embedding| match e.kind {
        EmbeddingKind::Adverbial => true,
        EmbeddingKind::Parataxis => e.marker.is_some_and(infinitive),
        _ => false,
    };
    let hangs = |e: &Embedding| e.governor == verb.head && loose(e) || asked(e);
    let own = verb.all(Role::Clause).filter_map(|a| predicates.of(a.head));
    let behind = TokenSpan { start: trigger.span.end, end: sentence.end };
    let hanging = predicates.between(behind).take(CLAUSES).filter(|p| p.embeddings.first().is_some_and(hangs));
    let mut kinds = own.chain(hanging).filter_map(|p| match p.embeddings.first().and_then(|e| e.marker) {
        None if p.tense != Tense::None => Some(Complement::Finite),
        Some(mark) if infinitive(mark) => Some(Complement::Infinitive),
        Some(mark) if view.lists().told_by.contains(view.text.lower(mark)) => Some(Complement::That),
        _ => None,
    });
    kinds.next().unwrap_or(Complement::None)
}
