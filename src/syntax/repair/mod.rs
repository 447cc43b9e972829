//! Trees that no English sentence has, mended: a greedy parser takes `Jets bombed camps` for one noun phrase and
//! `the men who fled died` for a noun without a verb, and cannot go back.
//!
//! Each rule asks for a configuration that the grammar rules out and puts the finite verb where it belongs; its example is
//! what the parser got wrong. What was moved is kept, so that arguments reached through it are marked as found by position.
//! A rule stays only while switching it off makes rows or figures worse.

mod attributes;
mod captions;
mod clauses;
mod placing;
mod relations;
mod reports;
mod times;

use super::Syntax;
use super::predicates::Tense;
use super::predicates::lexicon::{Lexicon, WordClass};
use super::tags::{Deprel, Upos};
use crate::text::Text;
use crate::text::span::TokenId;

/// No way up or along is longer.
const REACH: usize = 6;
/// The root is not looked for in a longer sentence.
const MAX_SENTENCE: usize = 120;

/// Mends a tree; the tokens that were moved, in text order.
pub fn mend(text: &Text<'_>, syntax: &mut Syntax) -> Vec<TokenId> {
    let Ok(lexicon) = Lexicon::builtin() else { return Vec::new() };
    let mut moved = Vec::new();
    // `were killed, including two children`: an object has no preposition.
    for token in (0..syntax.heads.len()).map(TokenId::new) {
        if syntax.deprel(token) == Deprel::Obj && (Repair { text, syntax, lexicon }).has(token, |d| d == Deprel::Case) {
            syntax.deprels[token.index()] = Deprel::Obl;
        }
        // `made telephone calls`: what is an object and has an adjective is a noun, whatever else its form may be.
        let described = |d: Deprel| matches!(d, Deprel::Amod | Deprel::Compound | Deprel::Det | Deprel::NmodPoss);
        let object = syntax.upos(token) == Upos::Verb && syntax.deprel(token) == Deprel::Obj;
        if object && (Repair { text, syntax, lexicon }).has(token, described) {
            syntax.upos[token.index()] = Upos::Noun;
        }
    }
    for index in 0..syntax.heads.len() {
        let token = TokenId::new(index);
        let repair = Repair { text, syntax, lexicon };
        let first = repair.on_punctuation(token).or_else(|| repair.hyphened_participle(token));
        let edits = first.or_else(|| repair.past_before_verb(token)).or_else(|| {
            match (repair.syntax.upos(token), repair.syntax.deprel(token)) {
                (Upos::Noun | Upos::Propn, Deprel::Vocative) => repair.called_before_subject(token),
                (_, Deprel::Compound) => repair.compound_with_preposition(token).or_else(|| repair.day_on_noun(token)),
                (_, Deprel::Case) => repair.stranded_before_agent(token),
                (_, Deprel::OblAgent) => repair.agent_of_active(token),
                (_, Deprel::NsubjPass) => repair.second_subject(token).or_else(|| repair.active_subject(token)),
                (Upos::Noun | Upos::Propn, Deprel::Nsubj) => repair.second_subject(token),
                (Upos::Propn, Deprel::Nmod) => repair.name_behind_title(token).or_else(|| repair.day_on_noun(token)),
                (_, Deprel::Appos | Deprel::NmodUnmarked) if repair.is_nominal(token) => {
                    repair.subject_behind_phrase(token).or_else(|| repair.day_on_noun(token))
                }
                (Upos::Verb, Deprel::Amod) => {
                    repair.people_before_number(token).or_else(|| repair.verb_before_object(token))
                }
                (Upos::Verb, Deprel::Acl) => repair
                    .deed_behind_noun(token)
                    .or_else(|| repair.gerund_complement(token))
                    .or_else(|| repair.finite_participle(token)),
                (Upos::Verb, Deprel::Conj) => repair
                    .relative_behind_comma(token)
                    .or_else(|| repair.clause_behind_phrase(token))
                    .or_else(|| repair.subject_in_list(token))
                    .or_else(|| repair.verb_behind_list(token))
                    .or_else(|| repair.verb_on_noun(token))
                    .or_else(|| repair.garden_path(token))
                    .or_else(|| repair.lost_main_verb(token)),
                (Upos::Verb, Deprel::AclRelcl) => {
                    repair.clause_of_report(token).or_else(|| repair.relative_of_last(token))
                }
                (
                    Upos::Verb,
                    Deprel::Xcomp | Deprel::Ccomp | Deprel::Advcl | Deprel::Parataxis | Deprel::Dep | Deprel::Appos,
                ) => repair
                    .deed_behind_noun(token)
                    .or_else(|| repair.relative_behind_comma(token))
                    .or_else(|| repair.clause_of_time(token))
                    .or_else(|| repair.clause_behind_phrase(token))
                    .or_else(|| repair.participle_on_noun(token))
                    .or_else(|| repair.garden_path(token))
                    .or_else(|| repair.lost_main_verb(token)),
                _ => None,
            }
        });
        take(syntax, edits.unwrap_or_default(), &mut moved);
    }
    for sentence in &text.sentences {
        let edits = Repair { text, syntax, lexicon }.closing(sentence.tokens);
        take(syntax, edits.unwrap_or_default(), &mut moved);
    }
    moved.sort_unstable();
    moved.dedup();
    moved
}

/// Puts tokens where edits say.
fn take(syntax: &mut Syntax, edits: Vec<Edit>, moved: &mut Vec<TokenId>) {
    for edit in edits {
        moved.push(edit.token);
        syntax.heads[edit.token.index()] = edit.head;
        syntax.deprels[edit.token.index()] = edit.deprel;
        if let Some(upos) = edit.upos {
            syntax.upos[edit.token.index()] = upos;
        }
    }
}

/// Mends lists, and times before who did something, once clauses are mended; the tokens that were moved, in text order.
pub fn mend_nouns(text: &Text<'_>, syntax: &mut Syntax) -> Vec<TokenId> {
    let Ok(lexicon) = Lexicon::builtin() else { return Vec::new() };
    let mut moved = Vec::new();
    for token in (0..syntax.heads.len()).map(TokenId::new) {
        let repair = Repair { text, syntax, lexicon };
        let edits = match syntax.deprel(token) {
            Deprel::Appos | Deprel::NmodUnmarked => repair.middle_of_list(token).map(|edit| vec![edit]),
            Deprel::Compound | Deprel::Nummod => repair.time_before_subject(token),
            _ => None,
        };
        take(syntax, edits.unwrap_or_default(), &mut moved);
    }
    moved
}

/// A new place for a token.
struct Edit {
    token: TokenId,
    head: Option<TokenId>,
    deprel: Deprel,
    upos: Option<Upos>,
}

fn edit(token: TokenId, head: TokenId, deprel: Deprel) -> Edit {
    Edit { token, head: Some(head), deprel, upos: None }
}

/// Is it the subject of a clause?
fn is_subject(deprel: Deprel) -> bool {
    matches!(deprel, Deprel::Nsubj | Deprel::NsubjPass | Deprel::Csubj)
}

/// Looks at heads as mended so far and at children as they were.
struct Repair<'a> {
    text: &'a Text<'a>,
    syntax: &'a Syntax,
    lexicon: &'static Lexicon,
}

impl Repair<'_> {
    /// What hangs on a token still.
    fn children(&self, token: TokenId) -> impl DoubleEndedIterator<Item = TokenId> {
        let children = self.syntax.tree.children(token);
        children.iter().copied().filter(move |&c| self.syntax.head(c) == Some(token))
    }

    fn has(&self, token: TokenId, wanted: impl Fn(Deprel) -> bool) -> bool {
        self.children(token).any(|c| wanted(self.syntax.deprel(c)))
    }

    fn is(&self, token: TokenId, class: WordClass) -> bool {
        self.lexicon.classes(self.text.lower(token)).has(class)
    }

    fn is_nominal(&self, token: TokenId) -> bool {
        matches!(self.syntax.upos(token), Upos::Noun | Upos::Propn | Upos::Pron | Upos::Num)
    }

    /// What the subject of a verb is to it.
    fn subject_role(&self, verb: TokenId) -> Deprel {
        if self.has(verb, |d| d == Deprel::AuxPass) { Deprel::NsubjPass } else { Deprel::Nsubj }
    }

    /// A finite form without a subject, by its auxiliary, or by looking like a past or a third person.
    fn looks_finite(&self, verb: TokenId) -> bool {
        !self.has(verb, |d| d == Deprel::Mark || is_subject(d)) && self.has_finite_form(verb)
    }

    /// The same, whatever subject it has.
    fn has_finite_form(&self, verb: TokenId) -> bool {
        let (form, lemma) = (self.text.lower(verb), self.syntax.lemma(verb));
        let auxiliary = |c: TokenId| matches!(self.syntax.deprel(c), Deprel::Aux | Deprel::AuxPass);
        let compound = verb.before().is_some_and(|t| self.text.token(t) == "-");
        match self.children(verb).find(|&c| auxiliary(c)) {
            Some(first) => self.lexicon.auxiliary(self.text.lower(first)).is_some_and(|a| a.tense != Tense::None),
            None => !compound && !form.ends_with("ing") && form != lemma,
        }
    }

    fn has_finite_auxiliary(&self, verb: TokenId) -> bool {
        self.has(verb, |d| matches!(d, Deprel::Aux | Deprel::AuxPass)) && self.looks_finite(verb)
    }

    /// Does a token hang on another, a few steps down?
    fn within(&self, token: TokenId, head: TokenId) -> bool {
        let mut at = Some(token);
        for _ in 0..REACH {
            match at {
                Some(t) if t == head => return true,
                Some(t) => at = self.syntax.head(t),
                None => return false,
            }
        }
        false
    }
}
