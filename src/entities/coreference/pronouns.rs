//! Pronouns: who or what they stand for. Those of the last sentences who agree in number, kind and gender are weighed by all
//! that speaks for them ([`Factor`]); where too little does, or two are as likely, the pronoun stands for nobody known.

use super::salience::Factor;
use super::voices::is_speech;
use super::{Grouping, Joined, Recent, Standing, WINDOW};
use crate::entities::drafts::Draft;
use crate::entities::lexicon::{Number, Pronoun, Refers};
use crate::entities::{EntityId, MentionId};
use crate::syntax::phrases;
use crate::syntax::predicates::{EmbeddingKind, Predicate, PredicateKind, Role};
use crate::syntax::tags::{Deprel, Upos};
use crate::text::span::{SentenceId, TokenId};

/// Mentions that count as repeated, at most.
const REPEATED: i32 = 4;

/// A pronoun and what stands around it.
pub(super) struct Place<'s> {
    pub(super) token: TokenId,
    pub(super) pronoun: Pronoun,
    pub(super) possessive: bool,
    pub(super) sentence: SentenceId,
    clause: TokenId,
    standing: Standing,
    /// The predicate that it is an argument of, and its role there.
    pub(super) own: Option<(&'s Predicate, Role)>,
    above: Above,
    /// The quotation that it stands in.
    pub(super) voice: Option<usize>,
    says: bool,
}

/// Whom the clause above makes likely.
#[derive(Clone, Copy, Default)]
struct Above {
    conjoined: Option<TokenId>,
    teller: Option<TokenId>,
    told: Option<TokenId>,
    /// `many say they would`: those, whoever they are.
    counted: bool,
}

/// Who a pronoun may stand for, and how much speaks for it.
#[derive(Clone, Debug)]
struct Weighed {
    who: Who,
    points: i32,
}

/// Whom a pronoun stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Who {
    /// One person, body or group.
    One(EntityId),
    /// Several told of side by side: their place among those.
    Several(usize),
    /// A thing that is no party.
    Thing(TokenId),
}

impl Grouping<'_, '_> {
    /// The entity of a pronoun that stands for one.
    pub(super) fn pronoun(&mut self, draft: &Draft) -> Option<Who> {
        let pronoun = *self.lexicon.pronouns.get(self.text.lower(draft.head))?;
        let sentence = self.text.sentence_of(draft.head);
        match pronoun.refers {
            Refers::Place => self.place(draft, sentence).map(Who::One),
            Refers::Speaker => self.speaker(draft, pronoun).map(Who::One),
            _ => self.antecedent(draft, pronoun),
        }
    }

    /// Does a pronoun say whose something is (`her` of `her house`, not of `saw her`)?
    pub(super) fn is_possessive(&self, token: TokenId) -> bool {
        let pronoun = self.lexicon.pronouns.get(self.text.lower(token));
        pronoun.is_some_and(|p| p.possessive && !(p.object && self.syntax.deprel(token) != Deprel::NmodPoss))
    }

    /// Who or what a pronoun of the third person stands for.
    fn antecedent(&mut self, draft: &Draft, pronoun: Pronoun) -> Option<Who> {
        let place = self.place_of(draft.head, pronoun);
        let reach = self.points(Factor::Reach, pronoun).max(1).unsigned_abs();
        let near = self.recent.iter().rev().take(WINDOW);
        let near = near.take_while(|r| place.sentence.0.saturating_sub(r.sentence.0) < reach);
        let fits = |r: &&Recent| (self.fits(r, &place) || self.is_thing(r, &place)) && self.is_free(r, &place);
        let mut candidates: Vec<Recent> = near.filter(fits).copied().collect();
        if pronoun.refers != Refers::Person {
            candidates.extend(self.things(&place));
            candidates.sort_by_key(|r| std::cmp::Reverse(r.head));
        }
        let Who::One(id) = self.best(&place, &candidates)? else { return self.best(&place, &candidates) };
        if let Some(facts) = self.facts.get_mut(id.index()) {
            facts.female = facts.female.or(pronoun.female);
        }
        Some(Who::One(id))
    }

    fn place_of(&self, token: TokenId, pronoun: Pronoun) -> Place<'_> {
        let clause = phrases::clause_head(self.syntax, token);
        let own = self.own_clause(token);
        let verb = own.map(|(p, _)| p).filter(|_| self.standing(token) == Standing::Subject);
        Place {
            token,
            pronoun,
            possessive: self.is_possessive(token),
            sentence: self.text.sentence_of(token),
            clause,
            standing: self.standing(token),
            above: own.map(|(p, role)| self.above(token, p, role)).unwrap_or_default(),
            own,
            voice: self.voices.at(token),
            says: verb.is_some_and(|p| is_speech(self.syntax, self.lexicon, p)),
        }
    }

    fn points(&self, factor: Factor, pronoun: Pronoun) -> i32 {
        self.lexicon.salience.of(factor, pronoun.refers)
    }

    /// The predicate that a word is an argument of, and its role there.
    fn own_clause(&self, word: TokenId) -> Option<(&Predicate, Role)> {
        let own = self.syntax.predicates.of(phrases::clause_head(self.syntax, word))?;
        let argument = own.arguments.iter().find(|a| a.head == word)?;
        Some((own, argument.role))
    }

    /// What the clause above says.
    fn above(&self, pronoun: TokenId, own: &Predicate, role: Role) -> Above {
        let Some((kind, above)) =
            own.embeddings.first().and_then(|e| Some((e.kind, self.syntax.predicates.of(e.governor)?)))
        else {
            return Above::default();
        };
        // `singled Besigye out and charged him`: who stands there in the same role.
        if kind == EmbeddingKind::Conjunction {
            return Above { conjoined: above.first(role).map(|a| a.head), ..Above::default() };
        }
        if kind != EmbeddingKind::Complement || self.standing(pronoun) != Standing::Subject {
            return Above::default();
        }
        // `Iraq said it would`, `told the men they could`: who tells it, or who is told.
        // Of a noun it is whose that is, or the one that the clause hangs on (`a claim by rebels that they shot`).
        let noun =
            (above.kind == PredicateKind::Noun).then(|| above.first(Role::Possessor).map_or(above.head, |a| a.head));
        let teller = above.first(Role::Subject).map(|a| a.head).or(noun);
        let told = above.first(Role::Object).or_else(|| above.first(Role::Indirect)).map(|a| a.head);
        let counted = teller.is_some_and(|t| matches!(self.syntax.upos(t), Upos::Adj | Upos::Num | Upos::Det));
        Above { teller, told, counted, ..Above::default() }
    }

    /// The one for whom most speaks, where enough does.
    fn best(&self, place: &Place<'_>, candidates: &[Recent]) -> Option<Who> {
        let nearest = candidates.first().map(|r| r.head);
        let of = |head: Option<TokenId>| head.is_some_and(|h| candidates.iter().any(|r| r.is(h)));
        if place.above.counted && !of(place.above.teller) && !of(place.above.told) {
            return None;
        }
        let mut all: Vec<Weighed> = Vec::new();
        for r in candidates {
            let points = self.of_mention(r, place, nearest == Some(r.head));
            let who = match r.entity.filter(|_| self.fits(r, place)) {
                Some(id) => Who::One(id),
                None => Who::Thing(r.head),
            };
            let same = |w: &&mut Weighed| w.who == who || self.is_same_thing(&w.who, &who);
            match all.iter_mut().find(same) {
                Some(w) => w.points = w.points.max(points),
                None => all.push(Weighed { who, points }),
            }
        }
        for w in &mut all {
            w.points += match w.who {
                Who::One(id) => self.of_entity(id, place, candidates),
                _ => self.points(Factor::Thing, place.pronoun),
            };
        }
        all.extend(self.joined_ones(place));
        all.sort_by_key(|w| std::cmp::Reverse(w.points));
        let (first, second) = (all.first()?, all.get(1).map_or(0, |w| w.points));
        let clear = first.points - second >= self.points(Factor::Margin, place.pronoun);
        let enough = first.points >= self.points(Factor::Least, place.pronoun);
        let party = !matches!(first.who, Who::Thing(_));
        (enough && clear && party).then(|| first.who.clone())
    }

    /// The same noun again.
    fn is_same_thing(&self, a: &Who, b: &Who) -> bool {
        match (a, b) {
            (Who::Thing(a), Who::Thing(b)) => self.syntax.lemma(*a) == self.syntax.lemma(*b),
            _ => false,
        }
    }

    /// What one mention of a candidate says for it.
    fn of_mention(&self, r: &Recent, place: &Place<'_>, nearest: bool) -> i32 {
        let points = |factor| self.points(factor, place.pronoun);
        let mut sum = points(Factor::Recent) + points(r.standing.factor());
        sum += if r.nested { 0 } else { points(Factor::Whole) };
        sum >>= place.sentence.0.saturating_sub(r.sentence.0).min(8);
        let here = r.sentence == place.sentence;
        let subject = |p: &Predicate| p.all(Role::Subject).any(|a| r.is(a.head));
        let own = here && (place.possessive || place.pronoun.reflexive);
        let own = own && self.syntax.predicates.of(place.clause).is_some_and(subject);
        let role = self.own_clause(r.top).map(|(_, role)| role);
        let suffers = role == Some(Role::Object) && place.own.is_some_and(|(_, role)| role == Role::Object);
        for (holds, factor) in [
            (here && phrases::clause_head(self.syntax, r.top) == place.clause, Factor::Clause),
            (nearest, Factor::Nearest),
            (own, Factor::OwnSubject),
            (!place.possessive && r.standing == place.standing, Factor::Parallel),
            (suffers, Factor::Suffers),
            (place.above.conjoined.is_some_and(|t| r.is(t)), Factor::Conjoined),
            (place.above.teller.is_some_and(|t| r.is(t)), Factor::Teller),
            (place.above.told.is_some_and(|t| r.is(t)), Factor::Told),
        ] {
            sum += if holds { points(factor) } else { 0 };
        }
        sum
    }

    /// What is known of a candidate says for it.
    fn of_entity(&self, id: EntityId, place: &Place<'_>, candidates: &[Recent]) -> i32 {
        let points = |factor| self.points(factor, place.pronoun);
        let same = || candidates.iter().filter(|r| r.entity == Some(id));
        let facts = self.facts.get(id.index());
        let known = facts.is_some_and(|f| f.female.is_some()) && place.pronoun.female.is_some();
        let many = facts.is_some_and(|f| f.plural) || same().any(|r| r.kind == "group");
        let narrated = |r: &&Recent| r.voice.is_none() || r.voice == place.voice;
        let last = same().next();
        let mut sum = points(Factor::Repeated) * (same().count() as i32 - 1).clamp(0, REPEATED);
        for (holds, factor) in [
            (place.says && place.voice.is_none() && self.talker == Some(id), Factor::Talker),
            (place.says, Factor::Says),
            (self.is_idle(place), Factor::Idle),
            (self.does(place), Factor::Does),
            (last.is_some_and(|r| r.pronoun), Factor::Pronoun),
            (facts.is_some_and(|f| f.named), Factor::Named),
            (known, Factor::Gender),
            (!same().any(|r| narrated(&r)), Factor::Voice),
            (place.voice.is_some() && !same().any(|r| r.voice == place.voice), Factor::Quoted),
            (last.is_some_and(|r| r.kind == "location"), Factor::Place),
            (many, Factor::Many),
            (!many && last.is_some_and(|r| r.kind == "organization"), Factor::Body),
        ] {
            sum += if holds { points(factor) } else { 0 };
        }
        sum
    }

    /// Those told of side by side whom a plural may stand for together, `Kenya and Chad`.
    fn joined_ones(&self, place: &Place<'_>) -> Vec<Weighed> {
        if place.pronoun.number != Number::Plural {
            return Vec::new();
        }
        // In what is quoted nobody means those who have just spoken.
        let spoke = |j: &Joined| {
            let who = |id: &MentionId| self.out.mentions.get(id.index()).and_then(|m| m.entity);
            place.voice.is_some() && self.talker.is_some() && j.mentions.iter().any(|id| who(id) == self.talker)
        };
        let near = self.joined.iter().enumerate().rev().take(4);
        let fits = near.filter(|(_, j)| {
            let here = place.sentence.0.saturating_sub(j.first.sentence.0) < 2 && j.last < place.token;
            here && self.is_free(&j.first, place) && !spoke(j)
        });
        let bonus = self.points(Factor::Joined, place.pronoun);
        fits.map(|(i, j)| Weighed { who: Who::Several(i), points: self.of_mention(&j.first, place, false) + bonus })
            .collect()
    }

    /// What things are or have done to them is seldom told of a party.
    fn is_idle(&self, place: &Place<'_>) -> bool {
        let does = place.own.is_some_and(|(p, role)| role == Role::Subject && p.kind == PredicateKind::Verb);
        !place.possessive && !does
    }

    /// Does a pronoun do something to somebody or something?
    fn does(&self, place: &Place<'_>) -> bool {
        place.own.is_some_and(|(p, role)| {
            role == Role::Subject && p.kind == PredicateKind::Verb && !p.passive && p.first(Role::Object).is_some()
        })
    }

    /// `here` and `there`: the last place.
    fn place(&self, draft: &Draft, sentence: SentenceId) -> Option<EntityId> {
        if self.syntax.upos(draft.head) != Upos::Adv {
            return None;
        }
        let near = self.recent.iter().rev().take(WINDOW);
        let mut near = near.take_while(|r| sentence.0.saturating_sub(r.sentence.0) < 3);
        near.find(|r| matches!(r.kind, "location" | "facility")).and_then(|r| r.entity)
    }

    /// `I` and `we`: one entity each in a document, until it is known who speaks.
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
