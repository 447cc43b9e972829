//! Pronouns: who or what they stand for, looked for among the mentions of the last few sentences.

use super::{Grouping, Recent, SENTENCES, WINDOW};
use crate::entities::EntityId;
use crate::entities::drafts::Draft;
use crate::entities::lexicon::{Number, Pronoun, Refers};
use crate::syntax::phrases;
use crate::syntax::predicates::{EmbeddingKind, Predicate, PredicateKind, Role};
use crate::syntax::tags::{Deprel, Upos};
use crate::text::span::{SentenceId, TokenId, TokenSpan};

/// What the clauses around a pronoun say of whom it stands for.
enum Clause {
    Is(Recent),
    None,
    Open,
}

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

    /// Who or what a pronoun of the third person stands for.
    fn antecedent(&mut self, draft: &Draft, pronoun: Pronoun, sentence: SentenceId) -> Option<EntityId> {
        let fits = |r: &Recent| self.fits(r, pronoun, sentence);
        let reach = if pronoun.refers == Refers::Person { SENTENCES } else { 2 };
        let near =
            self.recent.iter().rev().take(WINDOW).take_while(|r| sentence.0.saturating_sub(r.sentence.0) < reach);
        let told = self.told_by(draft.head);
        let own = self.own_clause(draft.head);
        // `attacked him`: nobody else of the clause, which would be himself.
        let bound = !pronoun.possessive && !pronoun.reflexive;
        let beside = |r: &Recent| bound && own.is_some_and(|(p, _)| p.arguments.iter().any(|a| a.head == r.head));
        let free = |r: &Recent| !told.is_some_and(|t| t.has(r.head)) && !beside(r);
        let candidates: Vec<Recent> = near.copied().filter(|r| fits(r) && free(r)).collect();
        let best = match self.by_clause(draft.head, own, &candidates) {
            Clause::Is(r) => r,
            Clause::None => return None,
            Clause::Open => self.by_order(pronoun, own, &candidates)?,
        };
        if let Some(facts) = self.facts.get_mut(best.entity.index()) {
            facts.female = facts.female.or(pronoun.female);
        }
        Some(best.entity)
    }

    /// Agrees in number and gender, and is nobody who speaks.
    fn fits(&self, r: &Recent, pronoun: Pronoun, sentence: SentenceId) -> bool {
        let facts = self.facts.get(r.entity.index());
        let plural = facts.is_some_and(|f| f.plural);
        let gender = facts.and_then(|f| f.female).zip(pronoun.female).is_none_or(|(a, b)| a == b);
        let kind = match pronoun.refers {
            Refers::Person => r.kind == "person" && !plural && gender,
            Refers::Thing => {
                let state = r.kind == "location" && r.sentence == sentence && self.is_state(r.entity);
                !plural && !r.nested && (r.kind == "organization" || state)
            }
            _ => r.kind == "group" || r.kind == "organization" && !r.nested,
        };
        kind && ![Number::Singular, Number::Plural].iter().any(|n| self.speakers.get(n) == Some(&r.entity))
    }

    /// The predicate that a pronoun is an argument of, and its role there.
    fn own_clause(&self, pronoun: TokenId) -> Option<(&Predicate, Role)> {
        let own = self.syntax.predicates.of(phrases::clause_head(self.syntax, pronoun))?;
        let argument = own.arguments.iter().find(|a| a.head == pronoun)?;
        Some((own, argument.role))
    }

    /// What the clauses around it say.
    fn by_clause(&self, pronoun: TokenId, own: Option<(&Predicate, Role)>, candidates: &[Recent]) -> Clause {
        let Some((own, role)) = own else { return Clause::Open };
        let one = |head: TokenId| candidates.iter().rfind(|r| r.head == head).copied();
        let Some((kind, above)) =
            own.embeddings.first().and_then(|e| Some((e.kind, self.syntax.predicates.of(e.governor)?)))
        else {
            return Clause::Open;
        };
        // `singled Besigye out and charged him`: who stands there in the same role.
        if kind == EmbeddingKind::Conjunction && role != Role::Subject {
            let same = above.first(role).and_then(|a| one(a.head));
            return same.map_or(Clause::Open, Clause::Is);
        }
        let subject = self.is_subject(pronoun);
        if kind != EmbeddingKind::Complement || !subject {
            return Clause::Open;
        }
        // `Iraq said it would`, `told the men they could`: who tells it, else who is told, where one fits.
        let teller = above.first(Role::Subject).map(|a| a.head);
        let told = above.first(Role::Object).or_else(|| above.first(Role::Indirect)).map(|a| a.head);
        if let Some(found) = teller.and_then(one).or_else(|| told.and_then(one)) {
            return Clause::Is(found);
        }
        // `many say they would`: those, whoever they are.
        let counted = teller.is_some_and(|t| matches!(self.syntax.upos(t), Upos::Adj | Upos::Num | Upos::Det));
        if counted { Clause::None } else { Clause::Open }
    }

    /// By order and role: in the nearest sentence that has one the first, which is its subject.
    fn by_order(&self, pronoun: Pronoun, own: Option<(&Predicate, Role)>, candidates: &[Recent]) -> Option<Recent> {
        let last = candidates.first()?;
        if pronoun.refers == Refers::Person && pronoun.possessive {
            return Some(*last);
        }
        let mut inside = candidates.iter().rev().filter(|r| r.sentence == last.sentence);
        let done_to = |r: &&Recent| self.own_clause(r.head).is_some_and(|(_, role)| role == Role::Object);
        let does = own.is_some_and(|(p, role)| role == Role::Subject && p.kind == PredicateKind::Verb);
        let many = |r: &&Recent| r.kind == "group" || self.facts.get(r.entity.index()).is_some_and(|f| f.plural);
        let found = match pronoun.refers {
            // What things are or have done to them is seldom told of a party.
            Refers::Thing if !pronoun.possessive && !does => None,
            // `Police arrested three men. They were charged`: to whom something is done, it was done before.
            Refers::Any if own.is_some_and(|(_, role)| role == Role::Object) => {
                inside.clone().find(done_to).or_else(|| inside.next())
            }
            Refers::Any => inside.clone().find(many).or_else(|| inside.next()),
            _ => inside.next(),
        };
        // What is told of beside them as a single body is none of several.
        let subject = |r: &Recent| self.is_subject(r.head) || self.syntax.head(r.head).is_none();
        let several = pronoun.number == Number::Plural && !pronoun.possessive;
        found.filter(|r| !several || r.kind != "organization" || subject(r)).copied()
    }

    fn is_subject(&self, word: TokenId) -> bool {
        matches!(self.syntax.deprel(word), Deprel::Nsubj | Deprel::NsubjPass)
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
