//! Coreference: which mentions are of one entity. One pass in text order; each mention looks its antecedent up by
//! name, acronym, surname, organ or head noun, or among the last few mentions.

mod pronouns;

use hashbrown::HashMap;

use super::candidates::Iso3;
use super::drafts::{Draft, HeadNoun};
use super::labels;
use super::lexicon::{Lexicon, Number};
use super::words::is_acronym;
use super::{Entities, Entity, EntityId, Level, Mention, MentionId};
use crate::syntax::Syntax;
use crate::syntax::tags::{Deprel, Upos};
use crate::text::Text;
use crate::text::span::{SentenceId, TokenId, TokenSpan};

/// Mentions that a pronoun looks back over, and sentences.
const WINDOW: usize = 40;
const SENTENCES: u32 = 3;
/// Tokens between a noun phrase and the name set beside it.
const APPOSITION: u32 = 12;

/// Groups drafts, which come by start, the longer first.
pub fn group(text: &Text<'_>, syntax: &Syntax, lexicon: &Lexicon, drafts: &[Draft]) -> Entities {
    let mut grouping = Grouping {
        text,
        syntax,
        lexicon,
        out: Entities::default(),
        facts: Vec::new(),
        known: HashMap::new(),
        names: HashMap::new(),
        surnames: HashMap::new(),
        organs: HashMap::new(),
        nouns: HashMap::new(),
        phrases: HashMap::new(),
        by_kind: HashMap::new(),
        cores: HashMap::new(),
        recent: Vec::new(),
        speakers: HashMap::new(),
    };
    for (i, draft) in drafts.iter().enumerate() {
        let before = i.checked_sub(1).map(|j| &drafts[j]);
        grouping.add(draft, before, drafts.get(i + 1..).unwrap_or_default());
    }
    grouping.finish()
}

/// What grouping knows of an entity beside its row.
#[derive(Clone, Debug, Default)]
struct Facts {
    named: bool,
    plural: bool,
    female: Option<bool>,
    name_len: usize,
    known: Option<usize>,
}

#[derive(Clone, Copy)]
struct Recent {
    entity: EntityId,
    head: TokenId,
    sentence: SentenceId,
    kind: &'static str,
    nested: bool,
}

struct Grouping<'a, 'b> {
    text: &'a Text<'b>,
    syntax: &'a Syntax,
    lexicon: &'a Lexicon,
    out: Entities,
    facts: Vec<Facts>,
    known: HashMap<usize, EntityId>,
    names: HashMap<(bool, String), EntityId>,
    surnames: HashMap<String, EntityId>,
    organs: HashMap<(Option<Iso3>, &'a str), EntityId>,
    nouns: HashMap<(String, Number), EntityId>,
    phrases: HashMap<String, EntityId>,
    by_kind: HashMap<(&'static str, Option<&'static str>), EntityId>,
    /// The entity of a name by its span: an outer mention shares it.
    cores: HashMap<TokenSpan, EntityId>,
    recent: Vec<Recent>,
    speakers: HashMap<Number, EntityId>,
}

impl<'a> Grouping<'a, '_> {
    fn add(&mut self, draft: &Draft, before: Option<&Draft>, after: &[Draft]) {
        let entity = match draft.level {
            _ if draft.kind == "title" => None,
            Level::Pronoun => match self.pronoun(draft) {
                Some(id) => Some(id),
                None => return,
            },
            Level::Name => Some(self.name(draft, before)),
            Level::Nominal => Some(self.nominal(draft, after)),
        };
        let mut mention = draft.mention();
        mention.entity = entity;
        if let Some(id) = entity {
            if draft.level == Level::Pronoun
                && let Some(e) = self.out.entities.get(id.index())
            {
                (mention.kind, mention.subtype) = (e.kind, e.subtype);
            }
            let mention_id = MentionId::new(self.out.mentions.len());
            self.note(id, mention_id, draft, mention.kind);
        }
        self.out.mentions.push(mention);
    }

    /// Enters a mention in the entity and among the recent ones.
    fn note(&mut self, id: EntityId, mention: MentionId, draft: &Draft, kind: &'static str) {
        let nested = self
            .out
            .mentions
            .last()
            .is_some_and(|m| m.span.contains(draft.span) && m.span != draft.span && m.kind != "title");
        self.recent.push(Recent {
            entity: id,
            head: draft.head,
            sentence: self.text.sentence_of(draft.head),
            kind,
            nested,
        });
        let text = &*self.words(draft.core.unwrap_or(draft.span));
        let source_type = self.source_type(draft);
        let role = self.role(draft);
        let (Some(e), Some(facts)) = (self.out.entities.get_mut(id.index()), self.facts.get_mut(id.index())) else {
            return;
        };
        e.mentions.push(mention);
        if draft.kind == "norp" && e.kind != "norp" {
            return;
        }
        e.country = e.country.take().or_else(|| draft.country.map(|c| c.as_str().to_owned()));
        e.source_type = e.source_type.or(source_type);
        e.role = e.role.take().or(role);
        if draft.level == Level::Name {
            let canonical = facts.known.and_then(|k| self.lexicon.known(k)).is_some_and(|k| k.name == text);
            let length = match () {
                () if canonical => usize::MAX,
                () if is_acronym(text) => 1,
                () if facts.known.is_some() || e.kind == "person" => 1 + draft.span.len(),
                () => 2,
            };
            if !facts.named || length > facts.name_len {
                let old = std::mem::replace(&mut e.name, text.to_owned());
                if facts.named && old != e.name && !e.aliases.contains(&old) {
                    e.aliases.push(old);
                }
                facts.name_len = length;
                if e.kind == draft.kind && (e.subtype.is_none() || !facts.named) {
                    e.subtype = draft.subtype.or(e.subtype);
                }
            } else if text != e.name && !e.aliases.iter().any(|a| a == text) {
                e.aliases.push(text.to_owned());
            }
            facts.named = true;
            e.anonymous = false;
        }
    }

    fn source_type(&self, draft: &Draft) -> Option<&'static str> {
        let own = match draft.noun {
            Some(HeadNoun::Noun(n)) => self.lexicon.nouns.get(n).and_then(|n| n.source_type),
            Some(HeadNoun::Organ(o)) => self.lexicon.organs.get(o).and_then(|o| o.source_type),
            None => draft.known.and_then(|k| self.lexicon.known(k)).and_then(|k| k.source_type),
        };
        own.or_else(|| self.lexicon.source_type((draft.kind, draft.subtype)))
    }

    /// What an unnamed or titled person is: `spokesman`.
    fn role(&self, draft: &Draft) -> Option<String> {
        if draft.kind != "person" || draft.level != Level::Nominal {
            return None;
        }
        match (draft.core, draft.noun) {
            (Some(core), _) => {
                let title = TokenSpan { start: draft.span.start, end: core.start };
                (!title.is_empty()).then(|| self.text.slice(title).to_owned())
            }
            (None, Some(HeadNoun::Noun(n))) => self.lexicon.nouns.get(n).map(|n| n.noun.clone()),
            _ => None,
        }
    }

    fn create(&mut self, draft: &Draft) -> EntityId {
        let id = EntityId::new(self.out.entities.len());
        let known = draft.known.and_then(|k| self.lexicon.known(k));
        let role = match draft.noun {
            Some(HeadNoun::Noun(n)) => self.lexicon.nouns.get(n).and_then(|n| n.cameo.as_deref()),
            Some(HeadNoun::Organ(o)) => self.lexicon.organs.get(o).and_then(|o| o.cameo.as_deref()),
            None => None,
        };
        // A nationality points to its country.
        let kind = known.filter(|_| draft.kind == "norp").map_or(draft.kind, |k| k.kind);
        let subtype = if draft.kind == "norp" { known.and_then(|k| k.subtype) } else { draft.subtype };
        let coded = known.filter(|_| draft.kind != "group").and_then(|k| k.cameo.clone());
        let actor = !matches!(kind, "weapon" | "vehicle" | "document" | "title");
        let role = role.or_else(|| self.lexicon.role_code((kind, subtype)));
        let party = matches!(kind, "person" | "group" | "organization") && coded.is_none();
        self.out.entities.push(Entity {
            name: match known.filter(|_| draft.kind == "norp") {
                Some(k) => k.name.clone(),
                None => self.words(labels::label(self.text, self.syntax, self.lexicon, draft)),
            },
            kind,
            subtype,
            country: draft.country.map(|c| c.as_str().to_owned()),
            cameo_actor: coded.or_else(|| self.lexicon.cameo((kind, subtype), draft.country, role)).filter(|_| actor),
            cameo_role: party.then(|| role.unwrap_or_default().to_owned()),
            anonymous: draft.level != Level::Name && matches!(kind, "person" | "group"),
            ..Entity::default()
        });
        self.facts.push(Facts {
            named: false,
            plural: draft.number == Number::Plural,
            female: None,
            name_len: 0,
            known: draft.known,
        });
        id
    }

    /// A run of tokens on one line.
    fn words(&self, span: TokenSpan) -> String {
        self.text.slice(span).split_whitespace().collect::<Vec<_>>().join(" ")
    }

    fn key(&self, span: TokenSpan) -> String {
        let mut out = String::new();
        for token in span.tokens() {
            if !out.is_empty() {
                out.push(' ');
            }
            out.push_str(self.text.lower(token));
        }
        out
    }

    fn name(&mut self, draft: &Draft, before: Option<&Draft>) -> EntityId {
        let id = self.name_entity(draft, before);
        self.cores.insert(draft.span, id);
        if draft.kind == "norp" {
            return id;
        }
        if !matches!(draft.kind, "location" | "norp") || draft.noun.is_some() {
            self.by_kind.insert((draft.kind, draft.subtype), id);
        }
        self.by_kind.insert((draft.kind, draft.subtype), id);
        self.by_kind.insert((draft.kind, None), id);
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
            let beside = if draft.kind == "person" { self.apposed(draft) } else { None };
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
        let found = if person { self.surname(draft) } else { self.acronym(draft, before) };
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
            let facts = self.facts.get(recent.entity.index())?;
            let entity = self.out.entities.get(recent.entity.index())?;
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
                    return Some(recent.entity);
                }
            }
        }
        None
    }

    fn organ(&mut self, draft: &Draft, organ: usize) -> EntityId {
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

    fn nominal(&mut self, draft: &Draft, after: &[Draft]) -> EntityId {
        if let Some(core) = draft.core {
            // The inner name comes later in the order; both are one entity.
            if let Some(&id) = self.cores.get(&core) {
                return id;
            }
            if let Some(inner) = after.iter().take(8).find(|d| d.span == core && d.level == Level::Name) {
                return self.name(inner, None);
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

    fn common(&mut self, draft: &Draft, noun: usize) -> EntityId {
        let word = self.lexicon.nouns.get(noun).map(|n| n.noun.clone()).unwrap_or_default();
        let key = (word.clone(), draft.number);
        let phrase = self.key(draft.span);
        let mut found = None;
        if draft.definite {
            found = self.nouns.get(&key).copied().filter(|&id| self.compatible(draft, id));
            found = found.or_else(|| {
                let last = word.rsplit(' ').next().unwrap_or("").to_owned();
                self.nouns.get(&(last, draft.number)).copied().filter(|&id| self.compatible(draft, id))
            });
            let bare = draft.span.len() == word.split(' ').count();
            if found.is_none() && draft.number == Number::Singular && bare {
                let same = self.by_kind.get(&(draft.kind, draft.subtype)).copied();
                let refers = matches!(draft.kind, "organization" | "location" | "vehicle");
                found = same.filter(|&id| refers && self.compatible(draft, id));
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

    /// `Hamas` of `Hamas fighters`: what an unnamed mention's own words name.
    fn belong(&mut self) {
        for i in 0..self.out.mentions.len() {
            let outer = &self.out.mentions[i];
            let (span, Some(id)) = (outer.span, outer.entity) else { continue };
            if outer.level != Level::Nominal || !matches!(outer.kind, "person" | "group" | "organization") {
                continue;
            }
            let inside = self.out.mentions[i + 1..].iter().take(8).take_while(|m| m.span.start < span.end);
            // `Hamas-linked fighters` are not of it.
            let linked = |m: &&Mention| self.text.token(m.span.end) == "-";
            let inside = inside.filter(|m| m.kind == "organization" && !linked(m));
            let whole = inside.filter(|m| span.contains(m.span) && m.entity != Some(id));
            let whole = whole.filter_map(|m| m.entity).next();
            if let (Some(whole), Some(e)) = (whole, self.out.entities.get_mut(id.index())) {
                e.part_of = e.part_of.or(Some(whole));
            }
        }
    }

    fn finish(mut self) -> Entities {
        self.belong();
        let mut out = self.out;
        for entity in &mut out.entities {
            if entity.source_type.is_none() {
                entity.source_type = self.lexicon.source_type((entity.kind, entity.subtype));
            }
        }
        out
    }
}
