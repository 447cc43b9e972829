//! Pronouns: who or what they stand for, looked for among the mentions of the last few sentences.

use super::{Grouping, Recent, SENTENCES, WINDOW};
use crate::entities::EntityId;
use crate::entities::drafts::Draft;
use crate::entities::lexicon::{Number, Pronoun, Refers};
use crate::syntax::phrases;
use crate::syntax::predicates::{EmbeddingKind, Role};
use crate::syntax::tags::{Deprel, Upos};
use crate::text::span::{SentenceId, TokenId, TokenSpan};

impl Grouping<'_, '_> {
    pub(super) fn pronoun(&mut self, draft: &Draft) -> Option<EntityId> {
        let pronoun = *self.lexicon.pronouns.get(self.text.lower(draft.head))?;
        let sentence = self.text.sentence_of(draft.head);
        match pronoun.refers {
            Refers::Place => self.place(draft, sentence),
            Refers::Speaker => self.speaker(draft, pronoun),
            _ => self.antecedent(draft, pronoun, sentence),
        }
    }

    fn antecedent(&mut self, draft: &Draft, pronoun: Pronoun, sentence: SentenceId) -> Option<EntityId> {
        let fits = |r: &Recent| {
            let facts = self.facts.get(r.entity.index());
            let plural = facts.is_some_and(|f| f.plural);
            let gender = match (facts.and_then(|f| f.female), pronoun.female) {
                (Some(a), Some(b)) => a == b,
                _ => true,
            };
            match pronoun.refers {
                Refers::Person => r.kind == "person" && !plural && gender,
                Refers::Thing => {
                    let state = r.kind == "location" && r.sentence == sentence && self.is_state(r.entity);
                    !plural && !r.nested && (r.kind == "organization" || state)
                }
                _ => r.kind == "group" || r.kind == "organization" && !r.nested,
            }
        };
        let reach = if pronoun.refers == Refers::Thing { 2 } else { SENTENCES };
        let near =
            self.recent.iter().rev().take(WINDOW).take_while(|r| sentence.0.saturating_sub(r.sentence.0) < reach);
        let told = self.told_by(draft.head);
        let free = |r: &Recent| !told.is_some_and(|t| t.has(r.head));
        let candidates: Vec<Recent> = near.copied().filter(|r| fits(r) && free(r)).collect();
        // The nearest sentence that has one; in it the first, which is its subject.
        let nearest = candidates.first()?.sentence;
        let mut best = candidates.iter().rfind(|r| r.sentence == nearest).copied();
        if pronoun.refers == Refers::Person && pronoun.possessive {
            best = candidates.first().copied();
        }
        if pronoun.refers == Refers::Thing {
            let actor = |r: &&Recent| matches!(r.kind, "organization" | "location");
            best = candidates.iter().filter(|r| r.sentence == nearest).rev().find(actor).copied().or(best);
        }
        // `Iraq said it would`: who tells it, where that fits.
        let teller = self.teller(draft.head);
        let told = teller.and_then(|t| candidates.iter().rfind(|r| r.head == t).copied());
        // `many say they would`: those, whoever they are; and of what is told of beside them a single body is none.
        let counted = teller.is_some_and(|t| matches!(self.syntax.upos(t), Upos::Adj | Upos::Num | Upos::Det));
        let aside = |r: &Recent| {
            let subject = matches!(self.syntax.deprel(r.head), Deprel::Nsubj | Deprel::NsubjPass | Deprel::Root);
            pronoun.number == Number::Plural && !pronoun.possessive && r.kind == "organization" && !subject
        };
        let best = told.or(best.filter(|r| !counted && !aside(r)))?;
        if let Some(facts) = self.facts.get_mut(best.entity.index()) {
            facts.female = facts.female.or(pronoun.female);
        }
        let _ = draft;
        Some(best.entity)
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
        let closed = pronoun.0.checked_sub(1).is_some_and(|t| self.syntax.upos(TokenId(t)) == Upos::Punct);
        (subject && behind && closed).then_some(TokenSpan { start, end: pronoun })
    }

    /// The subject of the clause that tells the one whose subject a pronoun is.
    fn teller(&self, pronoun: TokenId) -> Option<TokenId> {
        let predicates = &self.syntax.predicates;
        let own = predicates.of(phrases::clause_head(self.syntax, pronoun))?;
        let subject = own.first(Role::Subject).is_some_and(|a| a.head == pronoun);
        let above = own.embeddings.first().filter(|e| subject && e.kind == EmbeddingKind::Complement)?;
        predicates.of(above.governor)?.first(Role::Subject).map(|a| a.head)
    }

    /// True of a place that acts: a country or territory.
    fn is_state(&self, id: EntityId) -> bool {
        let known = self.facts.get(id.index()).and_then(|f| f.known).and_then(|k| self.lexicon.known(k));
        known.is_some_and(|k| k.kind == "location")
    }

    /// `here` and `there`: the last place.
    fn place(&self, draft: &Draft, sentence: SentenceId) -> Option<EntityId> {
        if self.syntax.upos(draft.head) != Upos::Adv {
            return None;
        }
        let near = self.recent.iter().rev().take(WINDOW);
        let mut near = near.take_while(|r| sentence.0.saturating_sub(r.sentence.0) < SENTENCES);
        near.find(|r| matches!(r.kind, "location" | "facility")).map(|r| r.entity)
    }

    /// `I` and `we`: one entity each in a document.
    fn speaker(&mut self, draft: &Draft, pronoun: Pronoun) -> Option<EntityId> {
        if let Some(&id) = self.speakers.get(&pronoun.number) {
            return Some(id);
        }
        let kind = if pronoun.number == Number::Plural { self.lexicon.people.0 } else { "person" };
        let id = self.create(&Draft { kind, ..draft.clone() });
        self.speakers.insert(pronoun.number, id);
        Some(id)
    }
}
