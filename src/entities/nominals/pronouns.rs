//! Pronouns as mentions.

use super::Finder;
use crate::entities::Level;
use crate::entities::candidates::CandidateSource;
use crate::entities::drafts::Draft;
use crate::syntax::tags::{Deprel, Upos};
use crate::text::span::{TokenId, TokenSpan};

impl Finder<'_, '_> {
    pub(super) fn pronoun(&self, token: TokenId) -> Option<Draft> {
        let pronoun = self.lexicon.pronouns.get(self.text.lower(token))?;
        if !matches!(self.syntax.upos(token), Upos::Pron | Upos::Adv | Upos::X) || self.name(token).is_some() {
            return None;
        }
        let filler = matches!(self.syntax.deprel(token), Deprel::Expl);
        if filler || self.is_acronym_us(token) {
            return None;
        }
        Some(Draft {
            span: TokenSpan::one(token),
            head: token,
            kind: "",
            subtype: None,
            level: Level::Pronoun,
            number: pronoun.number,
            country: None,
            source: CandidateSource::Nominal,
            record: None,
            known: None,
            noun: None,
            definite: true,
            core: None,
        })
    }

    /// `US` is no `us`.
    fn is_acronym_us(&self, token: TokenId) -> bool {
        let capitals = self.text.sentence(self.text.sentence_of(token)).is_some_and(|s| s.capitals);
        let word = self.text.token(token);
        !capitals && word.chars().count() > 1 && word.chars().all(char::is_uppercase)
    }
}
