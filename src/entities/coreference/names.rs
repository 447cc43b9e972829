//! Names: the entity of a name, by the table of known things, the same name before, a surname, an acronym or what it is set
//! beside.

use super::{APPOSITION, Grouping};
use crate::entities::drafts::{Draft, HeadNoun};
use crate::entities::lexicon::Number;
use crate::entities::words::is_acronym;
use crate::entities::{EntityId, Level};
use crate::syntax::tags::Upos;
use crate::text::span::{TokenId, TokenSpan};

impl Grouping<'_, '_> {
    pub(super) fn name(&mut self, draft: &Draft, before: Option<&Draft>) -> EntityId {
        let id = self.name_entity(draft, before);
        self.cores.insert(draft.span, id);
        if draft.kind == "norp" {
            return id;
        }
        // `the base` of `Ain Al-Asad air base`.
        let last = self.text.lower(draft.span.last()).to_owned();
        if draft.kind != "person" {
            self.nouns.insert((last, Number::Singular), id);
        }
        id
    }

    fn name_entity(&mut self, draft: &Draft, before: Option<&Draft>) -> EntityId {
        if let Some(row) = draft.known {
            // A people is not its country.
            let row_key = if draft.kind == self.lexicon.people.0 { row + self.lexicon.known.len() } else { row };
            if let Some(&id) = self.known.get(&row_key) {
                return id;
            }
            let beside = match draft.kind {
                "person" => self.last_name_alone(draft).or_else(|| self.apposed(draft)),
                "organization" => self.apposed(draft).filter(|_| !self.is_behind_comma(draft)),
                _ => None,
            };
            let id = beside.unwrap_or_else(|| self.create(draft));
            if beside.is_some() {
                self.become_known(id, row);
            }
            self.known.insert(row_key, id);
            self.remember_names(draft, id);
            return id;
        }
        if let Some(HeadNoun::Organ(organ)) = draft.noun {
            return self.organ(draft, organ);
        }
        let person = draft.kind == "person";
        let key = (person, self.key(draft.span));
        if let Some(&id) = self.names.get(&key) {
            return id;
        }
        let found = if person {
            self.surname(draft).or_else(|| self.last_name_alone(draft))
        } else {
            self.acronym(draft, before).or_else(|| self.last_word(draft))
        };
        let id = found.or_else(|| self.apposed(draft)).unwrap_or_else(|| self.create(draft));
        self.names.insert(key, id);
        self.remember_names(draft, id);
        id
    }

    /// An unnamed entity turns out to be a known one.
    fn become_known(&mut self, id: EntityId, row: usize) {
        let Some(known) = self.lexicon.known(row) else { return };
        if let (Some(e), Some(facts)) = (self.out.entities.get_mut(id.index()), self.facts.get_mut(id.index())) {
            if e.kind == known.kind {
                e.subtype = known.subtype.or(e.subtype);
            }
            e.country = known.country.map(|c| c.as_str().to_owned()).or(e.country.take());
            if known.cameo.is_some() {
                e.cameo_actor.clone_from(&known.cameo);
                e.cameo_role = None;
            }
            facts.known = Some(row);
        }
    }

    /// Each word of a person's full name can stand for the person later.
    fn remember_names(&mut self, draft: &Draft, id: EntityId) {
        if draft.kind != "person" || draft.span.len() < 2 {
            return;
        }
        for token in draft.span.tokens().filter(|&t| self.text.token(t).len() > 2) {
            self.surnames.insert(self.text.lower(token).to_owned(), id);
        }
    }

    /// A person of one name whom a longer name gave before, or whose name ends as another's.
    fn surname(&self, draft: &Draft) -> Option<EntityId> {
        let last = self.text.lower(draft.span.last());
        let found = self.surnames.get(last).copied()?;
        if draft.span.len() == 1 {
            return Some(found);
        }
        // Of two full names all shared words must agree: the shorter lies in the longer.
        let full = self.out.entities.get(found.index())?.name.to_lowercase();
        let mine = self.text.slice(draft.span).to_lowercase();
        (full.ends_with(&mine) || mine.ends_with(&full)).then_some(found)
    }

    /// `Besigye`, of a headline, whose full name comes later.
    fn last_name_alone(&self, draft: &Draft) -> Option<EntityId> {
        let last = self.text.lower(draft.span.last());
        let id = self.names.get(&(true, last.to_owned())).copied().filter(|_| draft.span.len() > 1)?;
        let alone = self.out.entities.get(id.index()).is_some_and(|e| !e.name.contains(char::is_whitespace));
        let told = self.facts.get(id.index()).and_then(|f| f.female);
        (alone && told.zip(self.gender(draft)).is_none_or(|(a, b)| a == b)).then_some(id)
    }

    /// Whether a person is a woman or a man, by the title before, the noun or the given name.
    pub(super) fn gender(&self, draft: &Draft) -> Option<bool> {
        if draft.kind != "person" || draft.number == Number::Plural {
            return None;
        }
        let gender = &self.lexicon.gender;
        let name = draft.core.unwrap_or(draft.span);
        if draft.level != Level::Name && draft.core.is_none() {
            return gender.nouns.get(self.text.lower(draft.head)).copied();
        }
        let before = TokenSpan { start: draft.span.start.before().unwrap_or(name.start), end: name.start };
        let word = |t: TokenId| self.text.lower(t);
        let titled = before.tokens().find_map(|t| gender.titles.get(word(t)).or_else(|| gender.nouns.get(word(t))));
        titled.copied().or_else(|| gender.given.get(word(name.start)).copied().filter(|_| name.len() > 1))
    }

    /// `(PMF)` right after `Popular Mobilization Forces`.
    fn acronym(&self, draft: &Draft, before: Option<&Draft>) -> Option<EntityId> {
        let before = before.filter(|b| b.level == Level::Name && b.kind == draft.kind)?;
        let word = self.text.token(draft.span.start);
        let bracket = TokenId(before.span.end.0);
        let opens = self.text.token(bracket) == "(" && bracket.0 + 1 == draft.span.start.0;
        if !opens || draft.span.len() != 1 || !is_acronym(word) {
            return None;
        }
        let initials = before.span.tokens().filter_map(|t| self.text.token(t).chars().next());
        let shared = initials.filter(|c| c.is_uppercase() && word.contains(*c)).count();
        let id = self.cores.get(&before.span).copied();
        id.filter(|_| shared >= 2)
    }

    /// `the Brotherhood` after `Muslim Brotherhood`.
    fn last_word(&self, draft: &Draft) -> Option<EntityId> {
        let found = self.nouns.get(&(self.key(draft.span), Number::Singular)).copied()?;
        let same = self.out.entities.get(found.index()).is_some_and(|e| e.kind == draft.kind);
        (same && draft.kind == "organization" && draft.span.len() == 1).then_some(found)
    }

    fn is_behind_comma(&self, draft: &Draft) -> bool {
        draft.span.start.before().is_some_and(|t| self.text.token(t) == ",")
    }

    /// A name set beside an unnamed mention: `a drone specialist from the Quds Force,` **Ahmed Reza Afshari**.
    fn apposed(&self, draft: &Draft) -> Option<EntityId> {
        let comma = draft.span.start.before()?;
        let (comma, adjacent) = match self.text.token(comma) {
            "," => (comma, false),
            _ => (draft.span.start, true),
        };
        let sentence = self.text.sentence_of(draft.head);
        for recent in self.recent.iter().rev().take(6) {
            if recent.sentence != sentence || recent.head >= comma || comma.0 - recent.head.0 > APPOSITION {
                break;
            }
            let id = recent.entity?;
            let facts = self.facts.get(id.index())?;
            let entity = self.out.entities.get(id.index())?;
            if recent.kind == draft.kind && !facts.named && !facts.plural {
                let from = recent.head.0 + 1;
                let between = (from..comma.0).map(TokenId);
                let split = between.into_iter().any(|t| {
                    matches!(self.syntax.upos(t), Upos::Verb | Upos::Aux | Upos::Punct | Upos::Cconj)
                        && self.text.token(t) != "-"
                });
                let country = match (draft.country, entity.country.as_deref()) {
                    (Some(a), Some(b)) => a.as_str() == b,
                    _ => true,
                };
                if !split && country && (!adjacent || from == draft.span.start.0) {
                    return Some(id);
                }
            }
        }
        None
    }
}
