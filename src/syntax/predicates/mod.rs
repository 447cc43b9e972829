//! Predicates: for every verb and every noun or adjective with arguments, its deep roles.
//!
//! Passive, relative clause, participle, control, conjunction, light verb and apposition are undone here, once: a
//! later stage asks for the subject of `killed` and gets the bomb, whatever the clause looked like. Nothing after
//! this file walks the tree.

mod builder;
mod embedding;
pub mod lexicon;
mod polarity;
mod roles;
mod sharing;
mod support;

use super::Syntax;
use crate::text::Text;
use crate::text::span::{TokenId, TokenSpan, index_type};

index_type! {
    /// A predicate's position in [`Predicates::rows`].
    PredicateId
}

/// Every predicate of a text, in text order of its head word.
#[derive(Debug, Default)]
pub struct Predicates {
    /// The predicates.
    pub rows: Vec<Predicate>,
    /// For each token the predicate that it heads.
    of_token: Vec<Option<PredicateId>>,
}

/// One predicate and what hangs on it.
#[derive(Clone, Debug)]
pub struct Predicate {
    /// The word that carries it: the verb, or the noun of a nominal (`airstrike`).
    pub head: TokenId,
    /// Verb, noun or adjective.
    pub kind: PredicateKind,
    /// The verb's particle (`carried` **out**).
    pub particle: Option<TokenId>,
    /// The light verb that carries a noun predicate (**carried out** a strike).
    pub support: Option<PredicateId>,
    /// The copula of a noun or adjective predicate (**was** an attack).
    pub copula: Option<TokenId>,
    /// Deep roles, in text order; a conjunct argument is an argument of its own.
    pub arguments: Vec<Argument>,
    /// True where the surface form is passive.
    pub passive: bool,
    /// Tense of the finite verb that carries it, through its auxiliaries.
    pub tense: Tense,
    /// The words that negate it in its own clause (`not`, `no`, `never`, `none of`, `without`, **failed** to).
    pub negations: Vec<TokenId>,
    /// Modal auxiliaries and semi-auxiliaries on it (`may`, `could`, `will`, `was about to`).
    pub modals: Vec<TokenId>,
    /// Adverbs and adjectives that modify it (`reportedly`, `apparent`, `suspected`).
    pub modifiers: Vec<TokenId>,
    /// What it stands under, the nearest first, out to the main clause.
    pub embeddings: Vec<Embedding>,
}

/// The word class of a predicate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PredicateKind {
    /// `struck`
    Verb,
    /// `airstrike`
    Noun,
    /// `responsible`
    Adjective,
}

/// Tense, through auxiliaries: `has been killed` is past, `will kill` future.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Tense {
    /// Past, perfect included.
    Past,
    /// Present.
    Present,
    /// `will`, `shall`, `going to`.
    Future,
    /// Infinitives, participles and nouns under no finite verb.
    None,
}

/// One argument of a predicate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Argument {
    /// Its deep role.
    pub role: Role,
    /// The argument's head word.
    pub head: TokenId,
    /// The preposition or subordinator that marks it.
    pub case: Option<TokenId>,
    /// How it was reached.
    pub via: Via,
}

/// Deep grammatical role. A passive subject is an `Object`, a `by` agent a `Subject`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Who does it.
    Subject,
    /// Whom it is done to.
    Object,
    /// To or for whom.
    Indirect,
    /// Under a preposition: see [`Argument::case`].
    Oblique,
    /// Without a preposition, of time or measure (`Tuesday`, `last week`).
    Adjunct,
    /// Of a noun: `Israel's` strike.
    Possessor,
    /// Of a noun: `drone` attack, `Hamas` attack.
    Compound,
    /// Of a noun: `Israeli` strike, `suspected` attack.
    Modifier,
    /// A clause that is its complement: what was said, ordered, feared.
    Clause,
    /// What it is said to be: copula complement, `as` phrase, apposition.
    Attribute,
}

/// How an argument was reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Via {
    /// It hangs on the predicate itself.
    Direct,
    /// It is a conjunct of one that does, or is shared by conjoined predicates.
    Conjunction,
    /// It is the noun that a relative clause or participle modifies.
    Relative,
    /// It is the subject or object of the verb above (control, raising, adverbial participle).
    Control,
    /// It hangs on the light verb or the copula.
    Support,
    /// By position only, where the tree gave nothing.
    Position,
}

/// One step out from a predicate to what it stands under.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Embedding {
    /// The governing predicate's head word.
    pub governor: TokenId,
    /// How it is embedded.
    pub kind: EmbeddingKind,
    /// The word that marks it (`that`, `if`, `to`, `after`), if any.
    pub marker: Option<TokenId>,
}

/// How a predicate is embedded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum EmbeddingKind {
    /// Finite complement: said **that it struck**, and quotations.
    Complement,
    /// Infinitive or gerund complement: plans **to strike**.
    Open,
    /// Adverbial clause: **if it strikes**, **after it struck**.
    Adverbial,
    /// Relative clause or participle on a noun.
    Relative,
    /// Argument of the governor, as a noun: vowed **retaliation**, prevented the **attack**.
    Argument,
    /// Conjunct of the governor: takes part in what the governor stands under.
    Conjunction,
    /// Loosely attached: `, officials said`.
    Parataxis,
}

impl Predicates {
    /// Reads the predicates off the tree.
    pub fn new(text: &Text<'_>, syntax: &Syntax) -> Self {
        builder::build(text, syntax)
    }

    /// The predicate of this id.
    pub fn get(&self, id: PredicateId) -> Option<&Predicate> {
        self.rows.get(id.index())
    }

    /// The predicates whose head words stand in a run of tokens.
    pub fn between(&self, span: TokenSpan) -> impl Iterator<Item = &Predicate> {
        let first = self.rows.partition_point(|p| p.head < span.start);
        self.rows[first..].iter().take_while(move |p| p.head < span.end)
    }

    /// The predicates that this one stands under, the nearest first.
    pub fn governors(&self, id: PredicateId) -> impl Iterator<Item = (&Embedding, &Predicate)> {
        let embeddings = self.get(id).map_or(&[][..], |p| &p.embeddings);
        embeddings.iter().filter_map(|e| Some((e, self.of(e.governor)?)))
    }

    /// The tense of the finite verb that carries a predicate: its own, else that of the nearest governor that has one.
    pub fn clause_tense(&self, id: PredicateId) -> Tense {
        let own = self.get(id).map(|p| p.tense);
        let all = own.into_iter().chain(self.governors(id).map(|(_, g)| g.tense));
        all.into_iter().find(|&t| t != Tense::None).unwrap_or(Tense::None)
    }

    /// Obliques and adjuncts that may belong to a predicate though the tree puts them elsewhere: on its object
    /// (killed **people in Kabul**), on the verb that it is an argument of (a blast **killed** 12 **in Kabul**), on its
    /// light verb, on a conjoined predicate. Reached by [`Via::Position`], nearest first.
    pub fn wider(&self, id: PredicateId) -> Vec<Argument> {
        let Some(own) = self.get(id) else { return Vec::new() };
        let loose = |a: &&Argument| matches!(a.role, Role::Oblique | Role::Adjunct);
        let from_arguments = own
            .arguments
            .iter()
            .filter(|a| matches!(a.role, Role::Object | Role::Subject | Role::Oblique) && a.head > own.head)
            .filter_map(|a| self.of(a.head))
            .flat_map(|p| &p.arguments);
        let from_above = own
            .embeddings
            .iter()
            .take_while(|e| matches!(e.kind, EmbeddingKind::Argument | EmbeddingKind::Conjunction))
            .map_while(|e| self.of(e.governor).filter(|p| p.kind == PredicateKind::Verb))
            .flat_map(|p| &p.arguments);
        let mut out: Vec<Argument> = Vec::new();
        for argument in from_arguments.chain(from_above).filter(loose) {
            let known = own.arguments.iter().chain(&out).any(|a| a.head == argument.head);
            if !known && argument.head != own.head {
                out.push(Argument { via: Via::Position, ..*argument });
            }
        }
        out
    }

    /// The predicate that a token heads.
    pub fn of(&self, token: TokenId) -> Option<&Predicate> {
        self.id_of(token).and_then(|id| self.rows.get(id.index()))
    }

    /// The id of the predicate that a token heads.
    pub fn id_of(&self, token: TokenId) -> Option<PredicateId> {
        self.of_token.get(token.index()).copied().flatten()
    }
}

impl Predicate {
    /// The arguments of one role, in text order.
    pub fn all(&self, role: Role) -> impl Iterator<Item = &Argument> {
        self.arguments.iter().filter(move |a| a.role == role)
    }

    /// The first argument of one role.
    pub fn first(&self, role: Role) -> Option<&Argument> {
        self.all(role).next()
    }

    /// The argument whose head is this token.
    pub fn argument(&self, head: TokenId) -> Option<&Argument> {
        self.arguments.iter().find(|a| a.head == head)
    }

    /// The obliques under one preposition, in text order.
    pub fn obliques<'p>(&'p self, text: &'p Text<'_>, preposition: &'p str) -> impl Iterator<Item = &'p Argument> {
        self.all(Role::Oblique).filter(move |a| a.case.is_some_and(|c| text.lower(c) == preposition))
    }

    /// True where something negates it in its own clause.
    pub fn is_negated(&self) -> bool {
        !self.negations.is_empty()
    }
}
