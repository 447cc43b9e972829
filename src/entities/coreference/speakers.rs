//! Speakers: who `I` and `we` are in a quotation, and who spoke last.

use super::voices::is_speech;
use super::{Grouping, Recent};
use crate::entities::drafts::Draft;
use crate::entities::lexicon::{Number, Refers};
use crate::entities::{EntityId, Level, MentionId};
use crate::syntax::phrases;
use crate::syntax::predicates::Role;
use crate::text::span::TokenId;

impl Grouping<'_, '_> {
    /// Keeps in mind who speaks, where a mention is the subject of a verb of speech that the narrator tells.
    pub(super) fn listen(&mut self, seen: &Recent) {
        let party = matches!(seen.kind, "person" | "organization" | "group");
        let clause = self.syntax.predicates.of(phrases::clause_head(self.syntax, seen.top));
        let says = clause
            .is_some_and(|p| is_speech(self.syntax, self.lexicon, p) && p.all(Role::Subject).any(|a| seen.is(a.head)));
        if party && says && seen.voice.is_none() {
            self.talker = seen.entity;
        }
    }

    /// The entity told of before that a name further on will be: of `"He lied," said Berg` the Berg that is known.
    pub(super) fn named_later(&self, head: TokenId) -> Option<EntityId> {
        let from = self.drafts.partition_point(|d| d.span.start.0 + 8 < head.0);
        let near = self.drafts[from..].iter().take_while(|d| d.span.start <= head);
        let name = near.filter(|d| d.level == Level::Name && d.span.has(head)).last()?;
        self.known_as(name)
    }

    fn known_as(&self, name: &Draft) -> Option<EntityId> {
        let row = name.known.and_then(|row| self.known.get(&row));
        let person = name.kind == "person";
        let same = || self.names.get(&(person, self.key(name.span)));
        let last = || self.surnames.get(self.text.lower(name.span.last())).filter(|_| person);
        row.or_else(same).or_else(last).copied()
    }

    /// Gives `I` and `we` of a quotation to who speaks there: a person, or the body that speaks or
    /// that the person speaks for, if it is told.
    pub(super) fn name_speakers(&mut self) {
        for i in 0..self.out.mentions.len() {
            let mention = &self.out.mentions[i];
            let (head, old) = (mention.head, mention.entity);
            let Some(old) = old.filter(|_| mention.level == Level::Pronoun) else { continue };
            let pronoun = self.lexicon.pronouns.get(self.text.lower(head)).filter(|p| p.refers == Refers::Speaker);
            let Some(number) = pronoun.map(|p| p.number) else { continue };
            let speaker = self.voices.at(head).and_then(|q| self.voices.teller(q)).and_then(|t| self.by_head.get(&t));
            if let Some(id) = speaker.and_then(|id| self.means(*id, number)).filter(|id| *id != old) {
                self.hand_over(MentionId::new(i), old, id);
            }
        }
        self.drop_empty();
    }

    /// Whom a speaker means by `I` or by `we`.
    fn means(&self, speaker: EntityId, number: Number) -> Option<EntityId> {
        let entity = self.out.entities.get(speaker.index())?;
        match number {
            Number::Singular => (entity.kind == "person").then_some(speaker),
            Number::Plural if entity.kind == "person" => entity.part_of.or(Some(speaker)),
            Number::Plural => matches!(entity.kind, "organization" | "group").then_some(speaker),
        }
    }

    /// Makes a mention one of another entity.
    fn hand_over(&mut self, mention: MentionId, from: EntityId, to: EntityId) {
        let (Some(row), Some(new)) =
            (self.out.mentions.get_mut(mention.index()), self.out.entities.get_mut(to.index()))
        else {
            return;
        };
        (row.entity, row.kind, row.subtype) = (Some(to), new.kind, new.subtype);
        let at = new.mentions.partition_point(|m| *m < mention);
        new.mentions.insert(at, mention);
        if let Some(old) = self.out.entities.get_mut(from.index()) {
            old.mentions.retain(|m| *m != mention);
        }
    }

    /// Takes out the entities that have lost every mention, and puts the others by their first.
    fn drop_empty(&mut self) {
        let entities = &self.out.entities;
        let mut order: Vec<usize> = (0..entities.len()).filter(|i| !entities[*i].mentions.is_empty()).collect();
        order.sort_by_key(|i| entities[*i].mentions.first().copied());
        let mut place: Vec<Option<EntityId>> = vec![None; entities.len()];
        for (new, old) in order.iter().enumerate() {
            place[*old] = Some(EntityId::new(new));
        }
        let new = |id: Option<EntityId>| id.and_then(|id| place.get(id.index()).copied().flatten());
        let mut old: Vec<_> = std::mem::take(&mut self.out.entities).into_iter().map(Some).collect();
        self.out.entities = order.iter().filter_map(|i| old[*i].take()).collect();
        for entity in &mut self.out.entities {
            entity.part_of = new(entity.part_of);
        }
        for mention in &mut self.out.mentions {
            mention.entity = new(mention.entity);
        }
    }
}
