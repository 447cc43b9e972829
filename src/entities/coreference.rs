//! Coreference: which mentions are of one entity. One pass in text order; each mention looks its antecedent up by
//! name, acronym, surname, organ or head noun, or among the last few mentions.

mod agreement;
mod names;
mod nominals;
mod pronouns;
pub mod salience;
mod speakers;
mod standing;
mod voices;

use hashbrown::HashMap;

use super::candidates::Iso3;
use super::drafts::{Draft, HeadNoun};
use super::labels;
use super::lexicon::{Lexicon, Number, Sense};
use super::words::is_acronym;
use pronouns::Who;
use standing::Standing;
use voices::Voices;

use super::{Entities, Entity, EntityId, Level, Mention, MentionId};
use crate::syntax::{Syntax, phrases};
use crate::text::Text;
use crate::text::span::{SentenceId, TokenId, TokenSpan};

/// Mentions that a pronoun looks back over.
const WINDOW: usize = 40;
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
        titled: HashMap::new(),
        phrases: HashMap::new(),
        cores: HashMap::new(),
        recent: Vec::new(),
        joined: Vec::new(),
        by_head: HashMap::new(),
        speakers: HashMap::new(),
        talker: None,
        voices: Voices::new(text, syntax, lexicon),
        drafts,
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
    /// The capital of a country.
    capital: bool,
    /// The words before its noun, and which of them are names.
    modifiers: Vec<(String, bool)>,
    /// How many they are.
    count: Option<String>,
}

#[derive(Clone, Copy)]
struct Recent {
    /// None of a thing that is no mention.
    entity: Option<EntityId>,
    head: TokenId,
    /// The word of its span that hangs outside: of `Mr Ortega` the title.
    top: TokenId,
    span: TokenSpan,
    sentence: SentenceId,
    kind: &'static str,
    nested: bool,
    pronoun: bool,
    standing: Standing,
    /// The quotation that it stands in.
    voice: Option<usize>,
}

impl Recent {
    /// Is a word what it hangs by?
    fn is(&self, word: TokenId) -> bool {
        self.head == word || self.top == word && !self.nested
    }
}

/// Mentions told of side by side: `Kenya and Chad`.
struct Joined {
    first: Recent,
    last: TokenId,
    mentions: Vec<MentionId>,
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
    /// Who was named with a title, by its noun.
    titled: HashMap<String, Vec<EntityId>>,
    phrases: HashMap<String, EntityId>,
    /// The entity of a name by its span: an outer mention shares it.
    cores: HashMap<TokenSpan, EntityId>,
    recent: Vec<Recent>,
    joined: Vec<Joined>,
    /// The entity of a mention by its head.
    by_head: HashMap<TokenId, EntityId>,
    speakers: HashMap<Number, EntityId>,
    /// Who spoke last.
    talker: Option<EntityId>,
    voices: Voices,
    drafts: &'a [Draft],
}

impl<'a> Grouping<'a, '_> {
    fn add(&mut self, draft: &Draft, before: Option<&Draft>, after: &[Draft]) {
        let entity = match draft.level {
            _ if draft.kind == "title" => None,
            Level::Pronoun => match self.pronoun(draft) {
                Some(Who::One(id)) => Some(id),
                Some(Who::Several(i)) => {
                    let mentions = self.joined.get(i).map(|j| j.mentions.clone()).unwrap_or_default();
                    self.out.meant.push((draft.head, mentions));
                    return;
                }
                Some(Who::Thing(_)) | None => return,
            },
            Level::Name => Some(self.name(draft, before)),
            Level::Nominal => Some(self.nominal(draft, after)),
        };
        let mut mention = draft.mention();
        mention.entity = entity;
        if draft.level == Level::Pronoun
            && let Some(e) = entity.and_then(|id| self.out.entities.get(id.index()))
        {
            (mention.kind, mention.subtype) = (e.kind, e.subtype);
        }
        if let Some(id) = entity {
            self.see(id, draft, mention.kind);
            if draft.level == Level::Pronoun && self.is_possessive(draft.head) {
                let last = self.out.entities.get(id.index()).and_then(|e| e.mentions.last());
                self.out.meant.push((draft.head, last.copied().into_iter().collect()));
                return;
            }
            let mention_id = MentionId::new(self.out.mentions.len());
            self.join(mention_id);
            self.note(id, mention_id, draft);
        }
        self.out.mentions.push(mention);
    }

    /// Enters a mention among the recent ones.
    fn see(&mut self, id: EntityId, draft: &Draft, kind: &'static str) {
        let holds = |m: &Mention| m.span.contains(draft.span) && m.span != draft.span && m.kind != "title";
        let seen = Recent {
            entity: Some(id),
            head: draft.head,
            top: phrases::head_of(self.text, self.syntax, draft.span),
            span: draft.span,
            sentence: self.text.sentence_of(draft.head),
            kind,
            nested: self.out.mentions.last().is_some_and(holds),
            pronoun: draft.level == Level::Pronoun,
            standing: self.standing(phrases::head_of(self.text, self.syntax, draft.span)),
            voice: self.voices.at(draft.head),
        };
        self.recent.push(seen);
        self.by_head.insert(seen.head, id);
        if !seen.nested {
            self.by_head.insert(seen.top, id);
        }
        self.listen(&seen);
    }

    /// Enters a mention in the entity.
    fn note(&mut self, id: EntityId, mention: MentionId, draft: &Draft) {
        let text = &*self.words(draft.core.unwrap_or(draft.span));
        let source_type = self.source_type(draft);
        let role = self.role(draft);
        let female = self.gender(draft);
        let (Some(e), Some(facts)) = (self.out.entities.get_mut(id.index()), self.facts.get_mut(id.index())) else {
            return;
        };
        e.mentions.push(mention);
        facts.female = facts.female.or(female);
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
            plural: draft.number == Number::Plural && draft.kind != "norp",
            female: None,
            name_len: 0,
            known: draft.known,
            capital: draft.kind == "location" && self.is_capital_name(draft.span),
            ..Facts::default()
        });
        id
    }

    fn is_capital_name(&self, span: TokenSpan) -> bool {
        let mut senses = self.lexicon.phrases.matches_at(self.text, span.start, span.end);
        senses.any(|(s, entry)| s == span && matches!(entry.sense, Sense::Capital(_)))
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
        self.name_speakers();
        let mut out = self.out;
        for entity in &mut out.entities {
            if entity.source_type.is_none() {
                entity.source_type = self.lexicon.source_type((entity.kind, entity.subtype));
            }
        }
        out
    }
}
