//! What the stage looks at, and what it asks of it.

use super::inflect::Form;
use super::lexicon::{Lexicon, Lists, Terms, WordClass};
use super::triggers::Trigger;
use crate::entities::{Entities, Level, Mention, MentionId};
use crate::syntax::predicates::{Embedding, Role};
use crate::syntax::tags::Upos;
use crate::syntax::{Syntax, phrases};
use crate::text::Text;
use crate::text::span::{TokenId, TokenSpan};
use crate::values::Values;

/// What the stage looks at.
#[derive(Debug)]
pub(crate) struct View<'a> {
    pub text: &'a Text<'a>,
    pub syntax: &'a Syntax,
    pub entities: &'a Entities,
    pub values: &'a Values,
    pub lexicon: &'a Lexicon,
}

impl<'a> View<'a> {
    pub fn lists(&self) -> &'a Lists {
        &self.lexicon.lists
    }

    /// What the predicate of a word stands under, the nearest first.
    pub fn above(&self, word: TokenId) -> &'a [Embedding] {
        self.syntax.predicates.of(word).map_or(&[][..], |p| &p.embeddings)
    }

    /// Could the trigger's word be of the other word class too?
    pub fn is_ambiguous(&self, trigger: &Trigger<'_>) -> bool {
        let mut same = self.lexicon.starting_with(self.text.lower(trigger.span.start)).iter();
        same.any(|p| p.rest == trigger.pattern.rest && p.class != trigger.pattern.class)
    }

    /// Does a word that may be either name a deed behind a preposition or article, though the tagger has it as a verb
    /// (`displaced by fighting`)?
    pub fn is_gerund(&self, trigger: &Trigger<'_>) -> bool {
        let mut forms = self.lexicon.starting_with(self.text.lower(trigger.span.start)).iter();
        let verb = forms.any(|p| p.rest.is_empty() && p.class == WordClass::Verb && p.form == Form::Ing);
        let before = trigger.span.start.0.checked_sub(1).map(|t| self.text.lower(TokenId(t)));
        let object =
            self.syntax.predicates.of(trigger.head).is_some_and(|p| p.all(Role::Object).any(|a| a.head > p.head));
        let noun = before.is_some_and(|w| self.lists().noun_before.contains(w)) || self.named_place(trigger).is_some();
        verb && !object && self.is_ambiguous(trigger) && noun
    }

    /// `the Orlando shooting`: the place, no state, between an article and a trigger.
    pub fn named_place(&self, trigger: &Trigger<'_>) -> Option<MentionId> {
        let ends = |m: &Mention| m.span.end == trigger.span.start && self.lists().place_kinds.contains(m.kind);
        let place = self.mention_over(trigger.span.start.before()?, &ends)?;
        let article = self.entities.mention(place)?.span.start.before()?;
        (self.syntax.upos(article) == Upos::Det && self.is_ground(place, false)).then_some(place)
    }

    /// The organisation that unnamed people are of, named in the phrase right behind them or, in brackets, right before:
    /// `guerrillas of the National Front`, `members of the banned Movement for Peace`, `NF [National Front] guerrillas`.
    pub fn band_of(&self, id: MentionId) -> Option<MentionId> {
        let band = |m: &&Mention| matches!(m.kind, "group" | "organization") && m.level == Level::Nominal;
        let people = self.entities.mention(id).filter(band)?;
        let bracket = people.span.start.before();
        if let Some(bracket) = bracket.filter(|t| matches!(self.text.token(*t), "]" | ")")) {
            let before = TokenSpan { start: TokenId(bracket.0.saturating_sub(NAME_REACH)), end: bracket };
            let mut glosses = self.entities.within(before).filter(|(_, m)| m.span.end == bracket);
            return glosses.find(|(_, m)| m.kind == "organization").map(|(id, _)| id);
        }
        // `opponents of the Front` are not of it.
        if self.lists().foe.contains(self.text.lower(people.head)) {
            return None;
        }
        let linked = self.lists().band_link.contains(self.text.lower(people.span.end));
        let phrase = phrases::noun_phrase(self.text, self.syntax, people.head, phrases::NounPhrase::Complements);
        let end = phrase
            .end
            .max(TokenId(people.span.end.0 + 3))
            .min(self.text.sentence(self.text.sentence_of(people.head))?.tokens.end);
        let start = TokenId(people.span.end.0 + 1);
        let between = |m: &Mention| {
            (start.0..m.span.start.0)
                .all(|t| matches!(self.syntax.upos(TokenId(t)), Upos::Det | Upos::Adj | Upos::Num | Upos::Verb))
        };
        let band = self
            .entities
            .within(TokenSpan { start: start.min(end), end })
            .find(|(_, m)| m.kind != "norp" && m.kind != "quantity")?;
        (linked && band.1.kind == "organization" && between(band.1)).then_some(band.0)
    }

    /// Is a token part of a date?
    pub fn is_dated(&self, token: TokenId) -> bool {
        self.values.date_at(token).is_some()
    }

    /// Does a word say how many of something (`dozens of students`, `some of them`)?
    pub fn is_quantity(&self, token: TokenId) -> bool {
        matches!(self.syntax.upos(token), Upos::Num | Upos::Pron | Upos::Det)
            || self.values.quantity_at(token).is_some()
    }

    /// The mentions that a token is in.
    pub fn mentions_over(&self, token: TokenId) -> impl Iterator<Item = &'a Mention> {
        let from = TokenId(token.0.saturating_sub(NAME_REACH));
        let first = self.entities.mentions.partition_point(|m| m.span.start < from);
        let rest = self.entities.mentions.iter().skip(first);
        rest.take_while(move |m| m.span.start <= token).filter(move |m| m.span.has(token))
    }

    /// Does a token head a mention of one of these types?
    pub fn headed_by_kind(&self, token: TokenId, terms: &Terms) -> bool {
        let id = self.entities.headed_by(token);
        id.and_then(|id| self.entities.mention(id)).is_some_and(|m| terms.has_kind(m))
    }

    /// Is a mention of one of the types, as it stands or by what is known of whom it is, or somebody without a name who is
    /// called by one of the words?
    pub fn is_one_of(&self, id: MentionId, terms: &Terms) -> bool {
        let Some(mention) = self.entities.mention(id) else { return false };
        let known = mention.subtype.or_else(|| self.entities.entity_of(id).and_then(|e| e.subtype));
        let named = self.entities.is_named(id);
        !named && terms.words.contains(self.text.lower(mention.head)) || terms.has_sort(mention.kind, known)
    }

    /// The longest mention of a sort that a token is in.
    pub fn mention_over(&self, token: TokenId, fits: &dyn Fn(&Mention) -> bool) -> Option<MentionId> {
        let near = TokenSpan { start: TokenId(token.0.saturating_sub(NAME_REACH)), end: TokenId(token.0 + NAME_REACH) };
        let over = self.entities.within(near).filter(|(_, m)| m.span.has(token) && fits(m));
        over.max_by_key(|(_, m)| m.span.len()).map(|(id, _)| id)
    }

    /// Is it a place that is no state, or, where states count too, any place?
    pub fn is_ground(&self, id: MentionId, states: bool) -> bool {
        let state = |m: &Mention| m.subtype.is_some_and(|s| self.lists().state_subtypes.contains(s));
        self.entities.mention(id).is_some_and(|m| self.lists().place_kinds.contains(m.kind) && (states || !state(m)))
    }

    /// Is a place the country that a party is of?
    pub fn is_home_of(&self, place: MentionId, party: MentionId) -> bool {
        let country = |id: MentionId| self.entities.entity_of(id).and_then(|e| e.country.as_deref());
        let located = self.entities.mention(place).is_some_and(|m| self.lists().place_kinds.contains(m.kind));
        located && !self.is_ground(place, false) && country(place).is_some_and(|home| country(party) == Some(home))
    }

    /// Dates, quantities and the like: kinds that are no party, place or thing.
    pub fn is_value(&self, kind: &str) -> bool {
        let lists = self.lists();
        !lists.target_kinds.contains(kind) && !lists.place_kinds.contains(kind)
    }
}

/// How far around a trigger its arguments are looked for by position, so that a sentence without end takes no longer a word.
const WINDOW: u32 = 64;

/// The part of a sentence around a trigger.
pub fn window(sentence: TokenSpan, trigger: TokenSpan) -> TokenSpan {
    let start = TokenId(trigger.start.0.saturating_sub(WINDOW)).max(sentence.start);
    TokenSpan { start, end: TokenId(trigger.end.0.saturating_add(WINDOW)).min(sentence.end) }
}

/// How far before a token a mention that holds it may begin.
const NAME_REACH: u32 = 12;
