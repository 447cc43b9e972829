//! The order of work: rows, then from the main clause inwards each predicate's own arguments, what it shares with
//! others, its polarity and tense; embedding last.

use super::lexicon::{Lexicon, WordClass};
use super::{
    Argument, Predicate, PredicateId, PredicateKind, Predicates, Role, Tense, Via, embedding, polarity, roles, sharing,
    support,
};
use crate::syntax::Syntax;
use crate::syntax::tags::{Deprel, Upos};
use crate::text::Text;
use crate::text::span::TokenId;

/// No predicate takes more arguments than this, however long the list that the text gives.
const MAX_ARGUMENTS: usize = 64;

/// What is asked of a token again and again, found in one pass.
#[derive(Clone, Copy, Debug, Default)]
pub struct Links {
    /// Its first preposition or possessive mark.
    pub case: Option<TokenId>,
    /// Its first subordinator.
    pub mark: Option<TokenId>,
    /// Its coordinator.
    pub cc: Option<TokenId>,
    /// The first word that negates it.
    pub negation: Option<TokenId>,
    /// The clause of saying that hangs on it: `, officials said`.
    pub report: Option<TokenId>,
}

/// What the work needs and has found so far.
pub struct Builder<'a> {
    pub text: &'a Text<'a>,
    pub syntax: &'a Syntax,
    pub lexicon: &'static Lexicon,
    pub rows: Vec<Predicate>,
    pub of_token: Vec<Option<PredicateId>>,
    pub links: Vec<Links>,
    /// The grammatical subject of each predicate, whatever its deep role.
    pub subjects: Vec<Option<TokenId>>,
}

/// Reads the predicates off the tree.
pub fn build(text: &Text<'_>, syntax: &Syntax) -> Predicates {
    // A fault in a shipped table is found by the package's tests.
    let Ok(lexicon) = Lexicon::builtin() else { return Predicates::default() };
    let n = syntax.heads.len();
    let mut builder = Builder {
        text,
        syntax,
        lexicon,
        rows: Vec::with_capacity(n / 2),
        of_token: vec![None; n],
        links: vec![Links::default(); n],
        subjects: Vec::new(),
    };
    builder.link();
    builder.add_rows();
    for &token in syntax.tree.order() {
        if let Some(id) = builder.id(token) {
            roles::read(&mut builder, id);
            sharing::share(&mut builder, id);
            polarity::read(&mut builder, id);
            support::lend(&mut builder, id);
        }
    }
    for index in 0..builder.rows.len() {
        builder.rows[index].embeddings = embedding::chain(&builder, PredicateId::new(index));
    }
    for row in &mut builder.rows {
        row.arguments.sort_by_key(|a| (a.head, a.role));
    }
    Predicates { rows: builder.rows, of_token: builder.of_token }
}

impl<'a> Builder<'a> {
    fn link(&mut self) {
        for index in 0..self.links.len() {
            let token = TokenId::new(index);
            let Some(head) = self.head(token) else { continue };
            let Some(links) = self.links.get(head.index()) else { continue };
            let deprel = self.deprel(token);
            let closed = matches!(
                self.syntax.upos(token),
                Upos::Adv | Upos::Part | Upos::Det | Upos::Cconj | Upos::Sconj | Upos::Adp | Upos::Intj | Upos::X
            );
            let negates = closed && links.negation.is_none() && self.negates(token);
            let report = deprel == Deprel::Parataxis && links.report.is_none() && self.is_report(token);
            let links = &mut self.links[head.index()];
            match deprel {
                Deprel::Case if links.case.is_none() => links.case = Some(token),
                Deprel::Mark if links.mark.is_none() => links.mark = Some(token),
                Deprel::Cc if links.cc.is_none() => links.cc = Some(token),
                _ => {}
            }
            if negates {
                links.negation = Some(token);
            }
            if report {
                links.report = Some(token);
            }
        }
    }

    /// Does this word negate, with nothing after it that takes the negation away?
    fn negates(&self, token: TokenId) -> bool {
        self.is(token, WordClass::Negation) && !self.is(TokenId(token.0 + 1), WordClass::Focus)
    }

    /// Is this loose clause one of saying: a verb with a subject and nothing said?
    fn is_report(&self, token: TokenId) -> bool {
        let mut subject = false;
        let says = self.lexicon.control(self.syntax.lemma(token)).is_some_and(|c| c.clause);
        for &child in self.children(token) {
            match self.deprel(child) {
                Deprel::Nsubj => subject = true,
                Deprel::Obj if says => {}
                Deprel::Obj | Deprel::Ccomp | Deprel::Xcomp | Deprel::NsubjPass => return false,
                _ => {}
            }
        }
        subject && self.syntax.upos(token) == Upos::Verb
    }

    fn add_rows(&mut self) {
        for index in 0..self.of_token.len() {
            let token = TokenId::new(index);
            let Some(kind) = self.kind(token) else { continue };
            self.of_token[index] = Some(PredicateId::new(self.rows.len()));
            self.subjects.push(None);
            self.rows.push(Predicate {
                head: token,
                kind,
                particle: None,
                support: None,
                copula: None,
                arguments: Vec::new(),
                passive: false,
                tense: Tense::None,
                negations: Vec::new(),
                modals: Vec::new(),
                modifiers: Vec::new(),
                embeddings: Vec::new(),
            });
        }
    }

    fn kind(&self, token: TokenId) -> Option<PredicateKind> {
        let deprel = self.deprel(token);
        match self.syntax.upos(token) {
            Upos::Verb if matches!(deprel, Deprel::Case | Deprel::Mark | Deprel::Fixed | Deprel::Flat) => None,
            Upos::Verb => Some(PredicateKind::Verb),
            Upos::Aux if matches!(deprel, Deprel::Aux | Deprel::AuxPass | Deprel::Cop) => None,
            Upos::Aux => Some(PredicateKind::Verb),
            Upos::Noun | Upos::Propn => match deprel {
                Deprel::Flat | Deprel::FlatForeign | Deprel::Fixed | Deprel::Goeswith => None,
                Deprel::Compound if self.syntax.upos(token) == Upos::Propn => None,
                _ => Some(PredicateKind::Noun),
            },
            Upos::Adj if deprel == Deprel::Amod => {
                let takes = |&c: &TokenId| {
                    matches!(self.deprel(c), Deprel::Obl | Deprel::Xcomp | Deprel::Ccomp | Deprel::Advcl)
                };
                self.children(token).iter().any(takes).then_some(PredicateKind::Adjective)
            }
            Upos::Punct | Upos::Sym | Upos::Cconj | Upos::Part => None,
            upos => {
                let clause = matches!(deprel, Deprel::Root | Deprel::Ccomp | Deprel::Advcl | Deprel::AclRelcl);
                let secondary = matches!(deprel, Deprel::Acl | Deprel::Xcomp);
                let predicative = |&c: &TokenId| matches!(self.deprel(c), Deprel::Cop | Deprel::Nsubj);
                let headed = self.children(token).iter().any(predicative);
                (headed || upos == Upos::Adj && (clause || secondary)).then_some(PredicateKind::Adjective)
            }
        }
    }

    pub fn head(&self, token: TokenId) -> Option<TokenId> {
        self.syntax.head(token).filter(|&h| h != token)
    }

    pub fn deprel(&self, token: TokenId) -> Deprel {
        self.syntax.deprel(token)
    }

    /// What hangs on a token, in text order. The slice lives as long as the tree, not as this borrow.
    pub fn children(&self, token: TokenId) -> &'a [TokenId] {
        self.syntax.tree.children(token)
    }

    pub fn links(&self, token: TokenId) -> Links {
        self.links.get(token.index()).copied().unwrap_or_default()
    }

    /// Is the word of this class?
    pub fn is(&self, token: TokenId, class: WordClass) -> bool {
        self.lexicon.classes(self.text.lower(token)).has(class)
    }

    pub fn id(&self, token: TokenId) -> Option<PredicateId> {
        self.of_token.get(token.index()).copied().flatten()
    }

    pub fn row(&self, id: PredicateId) -> &Predicate {
        &self.rows[id.index()]
    }

    pub fn row_mut(&mut self, id: PredicateId) -> &mut Predicate {
        &mut self.rows[id.index()]
    }

    pub fn subject(&self, id: PredicateId) -> Option<TokenId> {
        self.subjects.get(id.index()).copied().flatten()
    }

    /// The case or, of a clause, the subordinator that marks a token.
    pub fn marker(&self, token: TokenId) -> Option<TokenId> {
        let links = self.links(token);
        links.case.or(links.mark)
    }

    pub fn has_infinitive_mark(&self, token: TokenId) -> bool {
        self.links(token).mark.is_some_and(|m| self.is(m, WordClass::Infinitive))
            || self.children(token).iter().any(|&c| {
                self.deprel(c) == Deprel::Mark && self.syntax.upos(c) == Upos::Part && self.is(c, WordClass::Infinitive)
            })
    }

    /// Does the mark of an infinitive stand right behind a word before its verb: `is to meet`?
    pub fn has_infinitive_between(&self, before: TokenId, verb: TokenId) -> bool {
        let next = TokenId(before.0 + 1);
        next < verb && self.syntax.upos(next) == Upos::Part && self.is(next, WordClass::Infinitive)
    }

    pub fn is_gerund(&self, token: TokenId) -> bool {
        self.text.lower(token).ends_with("ing") && self.text.lower(token) != self.syntax.lemma(token)
    }

    /// Could the form be a past participle: neither gerund nor base form nor third person?
    pub fn is_participle(&self, token: TokenId) -> bool {
        let (form, lemma) = (self.text.lower(token), self.syntax.lemma(token));
        form != lemma && !form.ends_with("ing") && !form.strip_prefix(lemma).is_some_and(|s| matches!(s, "s" | "es"))
    }

    pub fn is_nominal(&self, token: TokenId) -> bool {
        matches!(
            self.syntax.upos(token),
            Upos::Noun | Upos::Propn | Upos::Pron | Upos::Num | Upos::Sym | Upos::Adj | Upos::Det | Upos::X
        )
    }

    /// Adds an argument unless the predicate has it already.
    pub fn push(&mut self, id: PredicateId, mut argument: Argument) {
        if argument.via == Via::Direct && self.syntax.mended.binary_search(&argument.head).is_ok() {
            argument.via = Via::Position;
        }
        let row = self.row_mut(id);
        let known = row.arguments.iter().any(|a| a.head == argument.head && a.role == argument.role);
        if !known && argument.head != row.head && row.arguments.len() < MAX_ARGUMENTS {
            row.arguments.push(argument);
        }
    }

    /// Adds an argument and what is conjoined with it.
    pub fn push_all(&mut self, id: PredicateId, argument: Argument) {
        self.push(id, argument);
        let own = self.row(id).head;
        let via = if argument.via == Via::Direct { Via::Conjunction } else { argument.via };
        for &child in self.children(argument.head) {
            // Not `two nuns who fled and a priest`; but `among those held were two nuns and a priest`.
            let shared = argument.via != Via::Relative || child < own || argument.head > own;
            if self.deprel(child) == Deprel::Conj && child != own && shared && self.is_nominal(child) {
                let case = self.links(child).case.or(argument.case);
                self.push(id, Argument { head: child, case, via, ..argument });
            }
        }
        if matches!(argument.role, Role::Compound | Role::Modifier)
            && let Some(first) = self.first_of_pair(argument.head)
        {
            self.push(id, Argument { head: first, via, ..argument });
        }
    }

    /// `the Chad-Sudan talks`, `Russian-Ukrainian talks`: the first of two names that a hyphen joins before a noun.
    fn first_of_pair(&self, second: TokenId) -> Option<TokenId> {
        let hyphen = second.before()?;
        let first = hyphen.before()?;
        let name = |t: TokenId| self.text.token(t).starts_with(char::is_uppercase);
        let tight = |t: TokenId| self.text.tokens.get(t.index()).is_some_and(|t| !t.space_before);
        let pair = self.text.token(hyphen) == "-" && tight(hyphen) && tight(second);
        (pair && name(first) && name(second) && self.head(first) == Some(second)).then_some(first)
    }

    /// Gives a predicate its grammatical subject, in its deep role.
    pub fn give_subject(&mut self, id: PredicateId, head: TokenId, via: Via) {
        let passive = self.row(id).passive;
        self.subjects[id.index()].get_or_insert(head);
        let role = if passive { Role::Object } else { Role::Subject };
        self.push_all(id, Argument { role, head, case: None, via });
    }

    /// Has the predicate of this token a copula?
    pub fn row_has_copula(&self, token: TokenId) -> bool {
        self.id(token).is_some_and(|id| self.row(id).copula.is_some())
    }
}
