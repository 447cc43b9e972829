//! Where a finite verb goes that was taken for something else, and what its subject is.

use super::{Edit, MAX_SENTENCE, REACH, Repair, edit};
use crate::syntax::predicates::lexicon::WordClass;
use crate::syntax::tags::{Deprel, Upos};
use crate::text::span::TokenId;

impl Repair<'_> {
    /// The nearest verb that a noun is an argument of, however deep.
    pub(super) fn verb_above(&self, noun: TokenId) -> Option<TokenId> {
        let mut at = noun;
        for _ in 0..REACH {
            let argument = matches!(
                self.syntax.deprel(at),
                Deprel::Obj
                    | Deprel::Iobj
                    | Deprel::Obl
                    | Deprel::Nmod
                    | Deprel::Conj
                    | Deprel::OblAgent
                    | Deprel::NmodPoss
            );
            let head = self.syntax.head(at).filter(|_| argument)?;
            if self.syntax.upos(head) == Upos::Verb {
                return Some(head);
            }
            at = head;
        }
        None
    }

    /// The noun that a finite verb after `noun` has for its subject: out of prepositional phrases and reduced clauses.
    pub(super) fn subject_from(&self, noun: TokenId, verb: TokenId) -> Option<TokenId> {
        let mut at = noun;
        for _ in 0..REACH {
            let head = self.syntax.head(at);
            let case = self.children(at).find(|&c| self.syntax.deprel(c) == Deprel::Case);
            if at < verb && case.is_some_and(|c| self.is(c, WordClass::Subordinator)) {
                return self.is_nominal(at).then_some(at);
            }
            match self.syntax.deprel(at) {
                Deprel::Compound
                | Deprel::Flat
                | Deprel::Nmod
                | Deprel::NmodPoss
                | Deprel::Obl
                | Deprel::OblAgent
                | Deprel::OblUnmarked
                | Deprel::Acl
                | Deprel::AclRelcl => at = head?,
                Deprel::Obj | Deprel::Xcomp => {
                    let above = head?;
                    let said = self.lexicon.control(self.syntax.lemma(above)).is_some_and(|c| c.clause);
                    if self.is_nominal(above) && self.has(above, |d| d == Deprel::Case) {
                        break;
                    }
                    if self.is_nominal(above) || matches!(self.syntax.deprel(above), Deprel::Acl | Deprel::AclRelcl) {
                        at = above;
                    } else {
                        return (said && self.is_nominal(at)).then_some(at);
                    }
                }
                Deprel::Nsubj | Deprel::NsubjPass if head.is_some_and(|h| h > at && h != verb) => return None,
                _ => break,
            }
        }
        self.is_nominal(at).then_some(at)
    }

    /// Puts a verb in the place of the noun that is its subject.
    pub(super) fn promote(&self, verb: TokenId, subject: TokenId, object: Option<TokenId>) -> Option<Vec<Edit>> {
        if subject >= verb || !self.within(verb, subject) {
            return None;
        }
        let mut edits = self.place(verb, subject)?;
        for child in self.children(subject).filter(|&c| c > verb && Some(c) != object) {
            let deprel = match self.syntax.deprel(child) {
                Deprel::Nmod => Deprel::Obl,
                Deprel::NmodUnmarked => Deprel::OblUnmarked,
                Deprel::Acl => Deprel::Advcl,
                other => other,
            };
            edits.push(edit(child, verb, deprel));
        }
        edits.push(edit(subject, verb, Deprel::Nsubj));
        edits.extend(object.map(|o| edit(o, verb, Deprel::Obj)));
        Some(edits)
    }

    /// Where the clause goes that a noun begins: in the noun's place, or over what stands before it at the head of the
    /// sentence (`In August a strike killed`), or under its preposition (`after a gunman shot`).
    pub(super) fn place(&self, verb: TokenId, subject: TokenId) -> Option<Vec<Edit>> {
        let head = self.syntax.head(subject);
        let put = |head, deprel| Edit { token: verb, head, deprel, upos: None };
        let case = self.children(subject).find(|&c| self.syntax.deprel(c) == Deprel::Case);
        if let (Some(case), Some(head)) = (case, head) {
            let clause = self.is(case, WordClass::Subordinator);
            return clause.then(|| vec![put(Some(head), Deprel::Advcl), edit(case, verb, Deprel::Mark)]);
        }
        let deprel = self.syntax.deprel(subject);
        let before = head.filter(|&h| h < subject && !matches!(self.syntax.upos(h), Upos::Verb | Upos::Aux));
        let Some(before) = before else {
            let cc = self.children(subject).find(|&c| self.syntax.deprel(c) == Deprel::Cc && c < subject);
            let says = head.is_some_and(|h| self.lexicon.control(self.syntax.lemma(h)).is_some_and(|c| c.clause));
            return Some(match (deprel, cc, head) {
                (Deprel::Obj | Deprel::Nsubj | Deprel::Dep, Some(cc), Some(_)) => {
                    vec![put(head, Deprel::Conj), edit(cc, verb, Deprel::Cc)]
                }
                (Deprel::Obj, ..) => vec![put(head, Deprel::Ccomp)],
                (Deprel::Nsubj | Deprel::Dep, ..) => {
                    vec![put(head, if says { Deprel::Ccomp } else { Deprel::Parataxis })]
                }
                _ => vec![put(head, deprel)],
            });
        };
        Some(match (self.syntax.head(before), deprel) {
            (None, Deprel::Appos | Deprel::Nsubj | Deprel::Dep | Deprel::Parataxis | Deprel::Obj) => {
                let cased = self.has(before, |d| d == Deprel::Case);
                let circumstance = match self.syntax.upos(before) {
                    Upos::Adv => Deprel::Advmod,
                    _ if cased => Deprel::Obl,
                    _ => Deprel::OblUnmarked,
                };
                vec![put(None, Deprel::Root), edit(before, verb, circumstance)]
            }
            (_, Deprel::Nsubj | Deprel::Dep | Deprel::Obj) => vec![put(head, Deprel::AclRelcl)],
            _ => vec![put(head, deprel)],
        })
    }

    /// The root of the sentence, where it stands before a token.
    pub(super) fn root_before(&self, token: TokenId) -> Option<TokenId> {
        let sentence = self.text.sentence(self.text.sentence_of(token))?;
        let before = (sentence.tokens.start.index()..token.index()).map(TokenId::new);
        before.take(MAX_SENTENCE).find(|&t| self.syntax.head(t).is_none())
    }
}
