//! Nominals: what `the army`, `the town` and `a spokesman` behind a name refer to.

use super::standing::Standing;
use super::{Grouping, Recent, WINDOW};
use crate::entities::drafts::{Draft, HeadNoun};
use crate::entities::lexicon::{Number, Refers};
use crate::entities::{Entity, EntityId, Level};
use crate::syntax::tags::{Deprel, Upos};
use crate::text::span::{TokenId, TokenSpan};

/// How many sentences back a bare noun reaches for something of its type that has another name.
const NEAR: u32 = 5;

/// How many sentences back `the capital` reaches.
const CAPITAL: u32 = 40;

/// Persons of one title that are kept apart.
const HOLDERS: usize = 8;

impl Grouping<'_, '_> {
    pub(super) fn organ(&mut self, draft: &Draft, organ: usize) -> EntityId {
        let lexicon = self.lexicon;
        let same_as = lexicon.organs.get(organ).map_or("", |o| o.same_as.as_str());
        let key = (draft.country, same_as);
        // `the army of President Assad` is his, whatever army was told of before.
        let owned = draft.country.is_none() && draft.level == Level::Nominal;
        let named = owned && self.is_of_name(draft);
        let others = owned && (self.is_of_somebody(draft) || named || self.is_of_speaker(draft));
        let told = self.organs.get(&key).copied().filter(|_| !others);
        let phrase = self.key(draft.span);
        let found = told.or_else(|| self.phrases.get(&phrase).copied().filter(|_| others));
        let id = found.unwrap_or_else(|| self.create(draft));
        if others {
            self.phrases.insert(phrase, id);
        }
        if named {
            self.organs.entry((None, same_as)).or_insert(id);
            return id;
        }
        self.organs.insert(key, id);
        // Later `the military` is this one.
        self.organs.insert((None, same_as), id);
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
                // `President-elect Doe` is `the president-elect`.
                let title = self.key(TokenSpan { start, end }).replace(" - ", "-");
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

    /// Does a phrase behind a noun or a name before it say whose it is (`the offices` of aid groups)?
    fn is_of_somebody(&self, draft: &Draft) -> bool {
        let of = draft.span.end;
        *self.text.lower(of) == *self.lexicon.of
            && self.syntax.head(of).is_some_and(|t| self.syntax.head(t) == Some(draft.head))
    }

    /// Does a name before a noun say whose it is (`President Assad's forces`)?
    fn is_of_name(&self, draft: &Draft) -> bool {
        let owns = |t: TokenId| self.syntax.deprel(t) == Deprel::NmodPoss && self.syntax.upos(t) == Upos::Propn;
        TokenSpan { start: draft.span.start, end: draft.head }.tokens().any(owns)
    }

    /// `our forces`: theirs of whoever speaks, and none told of before by somebody else.
    fn is_of_speaker(&self, draft: &Draft) -> bool {
        let speaks = |t: TokenId| {
            let pronoun = self.lexicon.pronouns.get(self.text.lower(t));
            pronoun.is_some_and(|p| p.refers == Refers::Speaker) && self.syntax.deprel(t) == Deprel::NmodPoss
        };
        let start = TokenId(draft.span.start.0.saturating_sub(1));
        TokenSpan { start, end: draft.head }.tokens().any(speaks)
    }

    fn common(&mut self, draft: &Draft, noun: usize) -> EntityId {
        let word = self.lexicon.nouns.get(noun).map(|n| n.noun.clone()).unwrap_or_default();
        let key = (word.clone(), draft.number);
        let last = word.rsplit(' ').next().unwrap_or("").to_owned();
        let phrase = self.key(draft.span);
        let mut found = None;
        if draft.definite {
            found = self.set_beside(draft).or_else(|| self.told_before(draft, noun, &word));
        } else if draft.country.is_some() && draft.number == Number::Plural {
            // `US officials`, again.
            found = self.phrases.get(&phrase).copied();
        }
        let id = found.or_else(|| self.set_beside(draft)).unwrap_or_else(|| self.create(draft));
        self.phrases.insert(phrase, id);
        self.nouns.insert((last, draft.number), id);
        self.nouns.insert(key, id);
        self.describe(draft, id);
        id
    }

    /// Whom a noun that points back means: who bears it as a title, who was called so, or who last was told of that is of
    /// its kind and has another name.
    fn told_before(&self, draft: &Draft, noun: usize, word: &str) -> Option<EntityId> {
        let general = self.lexicon.nouns.get(noun).is_some_and(|n| n.general);
        // `the people who died` are some.
        let clause = |t: &TokenId| matches!(self.syntax.deprel(*t), Deprel::Acl | Deprel::AclRelcl);
        let all = !self.syntax.tree.children(draft.head).iter().any(clause);
        if general && all && self.modifiers(draft).is_empty() && self.count_in(draft).is_none() {
            return None;
        }
        let last = word.rsplit(' ').next().unwrap_or("");
        let called = |w: &str| self.nouns.get(&(w.to_owned(), draft.number)).copied();
        // `the offices of the party` are no other offices.
        let other = self.is_of_somebody(draft) || self.is_of_speaker(draft);
        let same = |id: &EntityId| !other && self.compatible(draft, *id) && self.is_likewise(draft, *id);
        // `the prime minister` is no chief minister.
        let first = word.strip_suffix(last).unwrap_or("").trim_end();
        let bears = |id: &EntityId| {
            let told = self.facts.get(id.index()).map_or(&[][..], |f| &f.modifiers);
            first.is_empty() || told.is_empty() || told.iter().any(|(w, _)| w == first)
        };
        let found = self
            .title_holder(draft, word)
            .or_else(|| called(word).filter(same))
            .or_else(|| called(last).filter(same).filter(bears));
        let capital = self.lexicon.nouns.get(noun).is_some_and(|n| n.capital);
        // `the war-torn Syrian city`: how it is, and whose country's.
        let town = draft.kind == "location" && draft.subtype == self.lexicon.town;
        let told = town && self.modifiers(draft).iter().all(|(_, name)| !name);
        let bare = draft.span.len() == word.split(' ').count() || told || capital && draft.country.is_some();
        found.or_else(|| self.of_kind(draft, capital).filter(|_| draft.number == Number::Singular && bare && !other))
    }

    /// The last told of that is of the noun's kind: `the ship` after `HMS Kent`. No place that stands for a government,
    /// and of `the capital` only one that is a capital.
    fn of_kind(&self, draft: &Draft, capital: bool) -> Option<EntityId> {
        let sentence = self.text.sentence_of(draft.head);
        let (far, most) = if capital { (CAPITAL, 10 * WINDOW) } else { (NEAR, 4 * WINDOW) };
        let near = self.recent.iter().rev().take(most).take_while(|r| sentence.0.saturating_sub(r.sentence.0) <= far);
        let fits = |r: &&Recent| {
            let seat = r.entity.is_some_and(|id| self.is_capital(id));
            let government = seat && r.standing == Standing::Subject;
            !r.pronoun && !government && (seat || !capital)
        };
        let refers = matches!(draft.kind, "organization" | "location" | "vehicle");
        let mut ids = near.filter(fits).filter_map(|r| r.entity).filter(|_| refers);
        ids.find(|id| {
            let entity = self.out.entities.get(id.index());
            // Of a name that no table has it is not known yet what sort of place that is: most are towns.
            let town = draft.subtype == self.lexicon.town;
            let open = |e: &Entity| town && e.kind == "location" && e.subtype.is_none();
            let subtype = entity.is_some_and(|e| e.subtype == draft.subtype || draft.subtype.is_none() || open(e));
            subtype && self.compatible(draft, *id)
        })
    }

    /// Keeps in mind by which words an entity was told apart from others of its kind.
    fn describe(&mut self, draft: &Draft, id: EntityId) {
        let (words, count) = (self.modifiers(draft), self.count_in(draft));
        if let Some(facts) = self.facts.get_mut(id.index()) {
            facts.modifiers.extend(words);
            facts.count = facts.count.take().or(count);
        }
    }

    /// Do the words before a noun allow that it is an entity called so before? `The Arab legislators` are not the right-wing
    /// ones, nor the 12 soldiers the five; but `the extremist militants` may be the Hamas militants.
    fn is_likewise(&self, draft: &Draft, id: EntityId) -> bool {
        let Some(facts) = self.facts.get(id.index()) else { return false };
        let (own, before) = (self.modifiers(draft), &facts.modifiers);
        let shared = own.iter().any(|(w, _)| before.iter().any(|(other, _)| other == w));
        let named = |words: &[(String, bool)]| words.iter().any(|(_, name)| *name);
        let other = !own.is_empty() && !before.is_empty() && !shared && (named(&own) || !named(before));
        let counts = self.count_in(draft).zip(facts.count.as_deref()).is_some_and(|(a, b)| a != b);
        (!other || facts.named) && !counts
    }

    /// The words that a phrase tells its noun apart by, and which are names.
    fn modifiers(&self, draft: &Draft) -> Vec<(String, bool)> {
        let noun = match draft.noun {
            Some(HeadNoun::Noun(n)) => self.lexicon.nouns.get(n).map_or(1, |n| n.noun.split(' ').count()),
            _ => 1,
        };
        let end = TokenId((draft.head.0 + 1).saturating_sub(u32::try_from(noun).unwrap_or(1)));
        let before = TokenSpan { start: draft.span.start, end: end.max(draft.span.start) };
        let tells = |t: &TokenId| matches!(self.syntax.upos(*t), Upos::Adj | Upos::Noun | Upos::Propn | Upos::Verb);
        let plain = |t: &TokenId| !self.lexicon.determiners.contains_key(self.text.lower(*t));
        let words = before.tokens().filter(tells).filter(plain);
        words.map(|t| (self.text.lower(t).to_owned(), self.syntax.upos(t) == Upos::Propn)).collect()
    }

    /// How many they are, as written.
    fn count_in(&self, draft: &Draft) -> Option<String> {
        let mut before = TokenSpan { start: draft.span.start, end: draft.head }.tokens();
        before.find(|t| self.syntax.upos(*t) == Upos::Num).map(|t| self.text.lower(t).to_owned())
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
        let near = self.before_bracket(comma);
        let recent = self.recent.iter().rev().take(4).find(|r| r.head.0 + 4 > near.0 && r.head < near && !r.nested)?;
        let id = recent.entity?;
        let named = self.facts.get(id.index()).is_some_and(|f| f.named && !f.plural);
        let fits = recent.kind == draft.kind && matches!(draft.kind, "person" | "organization") && named && closed;
        (fits && self.compatible(draft, id)).then_some(id)
    }

    /// Where a short bracket that closes right before a comma opens (`the Defence Front` **(**`DFR), a group`), else the comma.
    fn before_bracket(&self, comma: TokenId) -> TokenId {
        let closed = comma.before().filter(|t| self.text.token(*t) == ")");
        let open = closed
            .and_then(|close| (1..4).map(|i| TokenId(close.0.saturating_sub(i))).find(|t| self.text.token(*t) == "("));
        open.unwrap_or(comma)
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
        // `the nation` is none of `rich nations`; a body is several people too.
        let several = self.facts.get(id.index()).is_some_and(|f| f.plural);
        let number = match entity.kind {
            "location" => several == (draft.number == Number::Plural),
            "organization" => !several || draft.number == Number::Plural,
            _ => true,
        };
        kind && country && subtype && number
    }
}
