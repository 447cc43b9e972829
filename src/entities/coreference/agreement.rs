//! Agreement: whom a pronoun could stand for at all, whatever speaks for it. Number, kind and gender, the limits of its own
//! clause, and who speaks to whom.

use super::pronouns::Place;
use super::standing::Standing;
use super::voices::is_speech;
use super::{Grouping, Recent, WINDOW};
use crate::entities::EntityId;
use crate::entities::lexicon::{Number, Refers};
use crate::syntax::phrases;
use crate::syntax::predicates::Role;
use crate::syntax::tags::{Deprel, Upos};
use crate::text::span::{SentenceId, TokenId, TokenSpan};

/// Tokens before a pronoun in which things that are no mentions are looked for.
const TOKENS: u32 = 80;

impl Grouping<'_, '_> {
    /// Agrees in number, kind and gender, and is nobody who speaks.
    pub(super) fn fits(&self, r: &Recent, place: &Place<'_>) -> bool {
        let Some(id) = r.entity else { return false };
        let facts = self.facts.get(id.index());
        let plural = facts.is_some_and(|f| f.plural);
        let gender = facts.and_then(|f| f.female).zip(place.pronoun.female).is_none_or(|(a, b)| a == b);
        let kind = match place.pronoun.refers {
            Refers::Person => r.kind == "person" && !plural && gender,
            Refers::Thing => !plural && !r.nested && (r.kind == "organization" || self.acts(r, place)),
            _ => r.kind == "group" || r.kind == "organization" && !r.nested,
        };
        kind && ![Number::Singular, Number::Plural].iter().any(|n| self.speakers.get(n) == Some(&id))
    }

    /// A state that was told of in the sentence, or a place that did something: its government.
    fn acts(&self, r: &Recent, place: &Place<'_>) -> bool {
        let does = matches!(r.standing, Standing::Subject | Standing::Possessor);
        let Some(id) = r.entity.filter(|_| r.kind == "location") else { return false };
        self.is_state(id) && (r.sentence == place.sentence || does) || does && self.is_capital(id)
    }

    /// May a mention be of the one whom the pronoun stands for? Nobody else of a clause is (`attacked him`), none whose own
    /// words hold it (`his brother`), and who speaks is not told of.
    pub(super) fn is_free(&self, r: &Recent, place: &Place<'_>) -> bool {
        let beside = place.own.is_some_and(|(p, _)| p.arguments.iter().any(|a| r.is(a.head)));
        let bound = match (place.pronoun.reflexive, place.possessive) {
            (true, _) => false,
            (_, true) => r.span.has(place.token),
            _ => beside,
        };
        let told = self.told_by(place.token).is_some_and(|t| t.has(r.head));
        // `"He lied," said Berg`: in what she says he is somebody else.
        let speaks = place.voice.is_some_and(|v| r.entity.is_some() && self.speaker_of(v) == r.entity);
        // `"Berg lied," he said`
        let spoken_of = self.voices.told_by(place.token).any(|q| {
            self.recent
                .iter()
                .rev()
                .take(WINDOW)
                .any(|other| other.voice == Some(q) && other.entity == r.entity && r.entity.is_some())
        });
        !bound && !told && !speaks && !spoken_of
    }

    /// A mention of what is no party: a weapon, a building.
    pub(super) fn is_thing(&self, r: &Recent, place: &Place<'_>) -> bool {
        let plural = r.entity.and_then(|id| self.facts.get(id.index())).is_some_and(|f| f.plural);
        let party = matches!(r.kind, "person" | "group" | "organization" | "norp");
        place.pronoun.refers != Refers::Person && !party && plural == (place.pronoun.number == Number::Plural)
    }

    /// The nouns before a pronoun that are no mentions and agree with it in number: `the plan … it`.
    pub(super) fn things(&self, place: &Place<'_>) -> Vec<Recent> {
        let Some(before) = place.sentence.0.checked_sub(1) else { return Vec::new() };
        let start = self.text.sentence(SentenceId(before)).map_or(place.token, |s| s.tokens.start);
        let start = start.max(TokenId(place.token.0.saturating_sub(TOKENS)));
        let noun = |t: &TokenId| {
            let unmarked = matches!(self.syntax.deprel(*t), Deprel::OblUnmarked | Deprel::NmodUnmarked);
            let plural = self.syntax.lemma(*t) != self.text.lower(*t);
            self.syntax.upos(*t) == Upos::Noun
                && !unmarked
                && !phrases::is_premodifier(self.syntax, *t)
                && plural == (place.pronoun.number == Number::Plural)
        };
        let tokens = TokenSpan { start, end: place.token }.tokens().rev().filter(noun);
        let mentioned = |t: &TokenId| self.recent.iter().rev().take(WINDOW).any(|r| r.span.has(*t));
        let seen = tokens.filter(|t| !mentioned(t)).map(|t| Recent {
            entity: None,
            head: t,
            top: t,
            span: TokenSpan::one(t),
            sentence: self.text.sentence_of(t),
            kind: "",
            nested: false,
            pronoun: false,
            standing: self.standing(t),
            voice: self.voices.at(t),
        });
        seen.filter(|r| self.is_free(r, place)).collect()
    }

    /// Who speaks in a quotation, where that was or can be told: of `"…," he said` who spoke last.
    pub(super) fn speaker_of(&self, quotation: usize) -> Option<EntityId> {
        let teller = self.voices.teller(quotation)?;
        let goes_on = || self.talker.filter(|_| self.syntax.upos(teller) == Upos::Pron);
        self.by_head.get(&teller).copied().or_else(|| self.named_later(teller)).or_else(goes_on)
    }

    /// What is told before its teller is named (`"His brother was killed," he said`): who is told of there is not the
    /// teller.
    fn told_by(&self, pronoun: TokenId) -> Option<TokenSpan> {
        let verb = phrases::clause_head(self.syntax, pronoun);
        let own = self.syntax.predicates.of(verb)?;
        let subject = own.first(Role::Subject).is_some_and(|a| a.head == pronoun);
        let start = self.text.sentence(self.text.sentence_of(pronoun))?.tokens.start;
        let behind =
            self.syntax.deprel(verb) == Deprel::Parataxis && self.syntax.head(verb).is_some_and(|h| h < pronoun);
        let closed = pronoun.before().is_some_and(|t| self.syntax.upos(t) == Upos::Punct);
        let says = is_speech(self.syntax, self.lexicon, own);
        (subject && says && behind && closed).then_some(TokenSpan { start, end: pronoun })
    }

    /// True of a place that acts: a country or territory.
    fn is_state(&self, id: EntityId) -> bool {
        let known = self.facts.get(id.index()).and_then(|f| f.known).and_then(|k| self.lexicon.known(k));
        known.is_some_and(|k| k.kind == "location")
    }

    pub(super) fn is_capital(&self, id: EntityId) -> bool {
        self.facts.get(id.index()).is_some_and(|f| f.capital)
    }
}
