//! Nominals: what `the army`, `the town` and `a spokesman` behind a name refer to.

use super::Grouping;
use crate::entities::drafts::{Draft, HeadNoun};
use crate::entities::lexicon::Number;
use crate::entities::{EntityId, Level};
use crate::syntax::tags::{Deprel, Upos};
use crate::text::span::{TokenId, TokenSpan};

/// How many sentences back a bare noun reaches for something of its type that has another name.
const NEAR: u32 = 5;

/// Persons of one title that are kept apart.
const HOLDERS: usize = 8;

impl Grouping<'_, '_> {
    pub(super) fn organ(&mut self, draft: &Draft, organ: usize) -> EntityId {
        let lexicon = self.lexicon;
        let same_as = lexicon.organs.get(organ).map_or("", |o| o.same_as.as_str());
        let key = (draft.country, same_as);
        // `the army of President Assad` is his, whatever army was told of before.
        let others = draft.country.is_none()
            && draft.level == Level::Nominal
            && self.text.lower(TokenId(draft.span.end.0)) == self.lexicon.of
            && matches!(self.syntax.upos(TokenId(draft.span.end.0 + 1)), Upos::Propn);
        let found = self.organs.get(&key).copied().filter(|_| !others);
        let id = found.unwrap_or_else(|| self.create(draft));
        self.organs.insert(key, id);
        // Later `the military` is this one.
        self.organs.insert((None, same_as), id);
        self.by_kind.insert((draft.kind, draft.subtype), id);
        self.by_kind.insert((draft.kind, None), id);
        id
    }

    pub(super) fn nominal(&mut self, draft: &Draft, after: &[Draft]) -> EntityId {
        if let Some(core) = draft.core {
            // The inner name comes later in the order; both are one entity.
            let inner = after.iter().take(8).find(|d| d.span == core && d.level == Level::Name);
            if let Some(id) = self.cores.get(&core).copied().or_else(|| inner.map(|d| self.name(d, None))) {
                self.remember_title(draft, core, id);
                return id;
            }
        }
        let named = self.named_behind(draft, after).map(|inner| self.name(inner, None));
        let id = named.unwrap_or_else(|| match draft.noun {
            Some(HeadNoun::Organ(organ)) => self.organ(draft, organ),
            Some(HeadNoun::Noun(noun)) => self.common(draft, noun),
            None => self.create(draft),
        });
        self.cores.insert(draft.span, id);
        id
    }

    /// The name of a place set behind what it is: `near the capital,` **Amman**`,` and `in the capital` **Amman**.
    fn named_behind<'d>(&self, draft: &Draft, after: &'d [Draft]) -> Option<&'d Draft> {
        let comma = self.text.token(TokenId(draft.span.end.0)) == ",";
        let start = draft.span.end.0 + u32::from(comma);
        let fits = |d: &&Draft| {
            d.level == Level::Name && d.kind == draft.kind && d.subtype == draft.subtype && d.span.start.0 == start
        };
        let place = draft.definite && draft.kind == "location" && draft.number == Number::Singular;
        let inner = after.iter().filter(|_| place).take(4).find(fits)?;
        // Not `the capital, Amman residents said`.
        let closed = !matches!(self.syntax.upos(inner.span.end), Upos::Noun | Upos::Propn | Upos::Part | Upos::Cconj);
        let within = self.text.sentence_of(inner.head) == self.text.sentence_of(draft.head);
        (closed && within).then_some(inner)
    }

    /// `President Juan Perez` can be `the president` later.
    fn remember_title(&mut self, draft: &Draft, core: TokenSpan, id: EntityId) {
        if draft.kind != "person" || draft.number == Number::Plural {
            return;
        }
        let of = (draft.span.start.0..core.start.0).find(|t| *self.text.lower(TokenId(*t)) == self.lexicon.of);
        for end in [Some(core.start.0), of].into_iter().flatten().map(TokenId) {
            for start in (draft.span.start.0..end.0).map(TokenId) {
                let title = self.key(TokenSpan { start, end });
                let noun = self.lexicon.title_nouns.get(&title).cloned().unwrap_or(title);
                let holders = self.titled.entry(noun).or_default();
                if !holders.contains(&id) && holders.len() < HOLDERS {
                    holders.push(id);
                }
            }
        }
    }

    /// The one person told of who has the title, if `the president` stands alone.
    fn title_holder(&self, draft: &Draft, word: &str) -> Option<EntityId> {
        let article = draft.span.start.before().is_some_and(|t| self.syntax.upos(t) == Upos::Det);
        let alone = article && !self.is_of_somebody(draft) && draft.span.last() == draft.head;
        let single = draft.kind == "person" && draft.number == Number::Singular;
        let mut holders = self.titled.get(word).filter(|_| alone && single)?.iter().copied();
        let mut fitting = holders.by_ref().filter(|&id| self.compatible(draft, id));
        fitting.next().filter(|_| fitting.next().is_none())
    }

    /// Does a phrase behind a noun say whose it is (`the offices` of aid groups)?
    fn is_of_somebody(&self, draft: &Draft) -> bool {
        let of = draft.span.end;
        *self.text.lower(of) == *self.lexicon.of
            && self.syntax.head(of).is_some_and(|t| self.syntax.head(t) == Some(draft.head))
    }

    fn common(&mut self, draft: &Draft, noun: usize) -> EntityId {
        let word = self.lexicon.nouns.get(noun).map(|n| n.noun.clone()).unwrap_or_default();
        let key = (word.clone(), draft.number);
        let phrase = self.key(draft.span);
        let mut found = None;
        // `the offices of the party` are no other offices.
        let other = draft.kind == "facility" && self.is_of_somebody(draft);
        if draft.definite && !other {
            found = self.title_holder(draft, &word);
            found = found.or_else(|| self.nouns.get(&key).copied().filter(|&id| self.compatible(draft, id)));
            found = found.or_else(|| {
                let last = word.rsplit(' ').next().unwrap_or("").to_owned();
                self.nouns.get(&(last, draft.number)).copied().filter(|&id| self.compatible(draft, id))
            });
            let bare = draft.span.len() == word.split(' ').count();
            if found.is_none() && draft.number == Number::Singular && bare {
                let same = self.by_kind.get(&(draft.kind, draft.subtype)).copied();
                let refers = matches!(draft.kind, "organization" | "location" | "vehicle");
                found = same.filter(|&id| refers && self.compatible(draft, id) && self.is_near(draft, id));
            }
        } else if draft.country.is_some() && draft.number == Number::Plural {
            // `US officials`, again.
            found = self.phrases.get(&phrase).copied();
        }
        let id = found.or_else(|| self.set_beside(draft)).unwrap_or_else(|| self.create(draft));
        self.phrases.insert(phrase, id);
        let last = word.rsplit(' ').next().unwrap_or("").to_owned();
        self.nouns.insert((last, draft.number), id);
        self.nouns.insert(key, id);
        self.by_kind.insert((draft.kind, draft.subtype), id);
        id
    }

    /// `Sergei Rudskoi,` **a Russian military spokesman**: the name before.
    fn set_beside(&self, draft: &Draft) -> Option<EntityId> {
        let mut comma = draft.span.start.before()?;
        if self.syntax.upos(comma) == Upos::Det {
            comma = comma.before()?;
        }
        if self.text.token(comma) != "," || draft.number == Number::Plural {
            return None;
        }
        let end = TokenId(draft.span.end.0);
        let closed = matches!(self.syntax.upos(end), Upos::Punct | Upos::Adp | Upos::Pron | Upos::Sconj)
            || self.syntax.deprel(end) == Deprel::Acl;
        let recent =
            self.recent.iter().rev().take(4).find(|r| r.head.0 + 4 > comma.0 && r.head < comma && !r.nested)?;
        let named = self.facts.get(recent.entity.index()).is_some_and(|f| f.named && !f.plural);
        let fits = recent.kind == draft.kind && matches!(draft.kind, "person" | "organization") && named && closed;
        (fits && self.compatible(draft, recent.entity)).then_some(recent.entity)
    }

    /// Was it told of in the last few sentences? `the ship` is not whatever ship stood pages before.
    fn is_near(&self, draft: &Draft, id: EntityId) -> bool {
        let last = self.out.entities.get(id.index()).and_then(|e| self.out.mention(*e.mentions.last()?));
        let sentence = |head| self.text.sentence_of(head).0;
        last.is_some_and(|m| sentence(draft.head).saturating_sub(sentence(m.head)) <= NEAR)
    }

    /// Type, country and number do not contradict.
    fn compatible(&self, draft: &Draft, id: EntityId) -> bool {
        let Some(entity) = self.out.entities.get(id.index()) else { return false };
        let kind = entity.kind == draft.kind;
        let country = match (draft.country, entity.country.as_deref()) {
            (Some(a), Some(b)) => a.as_str() == b,
            _ => true,
        };
        let generic = matches!(entity.kind, "organization" | "group" | "person");
        let subtype = generic || entity.subtype.is_none() || draft.subtype.is_none() || entity.subtype == draft.subtype;
        kind && country && subtype
    }
}
