//! Standing: what a mention is to its clause on the surface, for a subject is spoken of again before others are.

use super::salience::Factor;
use super::{Grouping, Joined};
use crate::entities::MentionId;
use crate::syntax::tags::{Deprel, Upos};
use crate::text::span::{TokenId, TokenSpan};

/// Conjuncts and appositions that are climbed.
const CLIMB: usize = 4;

/// What a mention is to its clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    Subject,
    Object,
    Oblique,
    Possessor,
    Inside,
}

impl Standing {
    pub(super) fn factor(self) -> Factor {
        match self {
            Self::Subject => Factor::Subject,
            Self::Object => Factor::Object,
            Self::Oblique => Factor::Oblique,
            Self::Possessor => Factor::Possessor,
            Self::Inside => Factor::Inside,
        }
    }
}

impl Grouping<'_, '_> {
    /// The standing of a word: of a conjunct and an apposition that of the first.
    pub(super) fn standing(&self, word: TokenId) -> Standing {
        let mut at = word;
        for _ in 0..CLIMB {
            match self.syntax.head(at) {
                Some(head) if matches!(self.syntax.deprel(at), Deprel::Conj | Deprel::Appos | Deprel::Flat) => {
                    at = head
                }
                _ => break,
            }
        }
        match self.syntax.deprel(at) {
            Deprel::Nsubj | Deprel::NsubjPass | Deprel::NsubjOuter if self.is_whose(at) => Standing::Inside,
            Deprel::Nsubj | Deprel::NsubjPass | Deprel::NsubjOuter => Standing::Subject,
            Deprel::Obj | Deprel::Iobj | Deprel::Root | Deprel::Ccomp | Deprel::Parataxis => Standing::Object,
            Deprel::Obl | Deprel::OblAgent | Deprel::OblUnmarked => Standing::Oblique,
            Deprel::NmodPoss => Standing::Possessor,
            _ => Standing::Inside,
        }
    }

    /// The subject of a clause that only tells of somebody whose it is: `Salah, whose` **brother** `was killed`. However that
    /// clause hangs; `whose` is no pronoun that stands for somebody by itself.
    fn is_whose(&self, subject: TokenId) -> bool {
        let owner = subject.before().filter(|t| self.syntax.deprel(*t) == Deprel::NmodPoss);
        owner.is_some_and(|t| {
            self.syntax.upos(t) == Upos::Pron
                && self.syntax.head(t) == Some(subject)
                && !self.lexicon.pronouns.contains_key(self.text.lower(t))
        })
    }

    /// Puts the last mention seen to those that it is conjoined with.
    pub(super) fn join(&mut self, mention: MentionId) {
        let Some(seen) = self.recent.last().copied().filter(|r| !r.pronoun && !r.nested) else { return };
        let head = self.syntax.head(seen.top).filter(|_| self.syntax.deprel(seen.top) == Deprel::Conj);
        let party = |kind: &str| matches!(kind, "person" | "organization" | "location");
        // A place that is no doer is no party.
        let doer = seen.kind != "location" || matches!(seen.standing, Standing::Subject | Standing::Object);
        let Some(head) = head.filter(|_| party(seen.kind) && doer) else { return };
        // `my son, pilot Ali Haddad` is one.
        let between = TokenSpan { start: head, end: seen.top };
        if !between.tokens().any(|t| self.syntax.upos(t) == Upos::Cconj) {
            return;
        }
        if let Some(joined) = self.joined.last_mut().filter(|j| j.first.is(head) && j.first.kind == seen.kind) {
            joined.mentions.push(mention);
            joined.last = seen.head;
            return;
        }
        let first = self.recent.iter().rev().take(8).find(|r| r.is(head) && r.kind == seen.kind && !r.nested).copied();
        let before = first.and_then(|r| self.out.entities.get(r.entity?.index())?.mentions.last().copied());
        if let (Some(first), Some(before)) = (first, before) {
            self.joined.push(Joined { first, last: seen.head, mentions: vec![before, mention] });
        }
    }
}
