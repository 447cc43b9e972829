//! The place and the day that close a caption: `Women march past a bombed school in Taiz, Yemen, Jan. 4, 2016.` They tell
//! where and when the picture was taken, so they belong to its main clause, whatever the last noun before them is.

use super::{Edit, Repair, edit};
use crate::syntax::tags::{Deprel, Upos};
use crate::text::cues::{Cue, Cues};
use crate::text::span::{TokenId, TokenSpan};

/// No place name with its region is longer.
const PLACE: u32 = 9;

impl Repair<'_> {
    /// Hangs the place and the day that close a sentence on its main word, unless that tells of the past.
    pub(super) fn closing(&self, sentence: TokenSpan) -> Option<Vec<Edit>> {
        let date = self.closing_date(sentence)?;
        let mut roots = sentence.tokens().filter(|&t| self.syntax.head(t).is_none());
        let root = roots.next().filter(|&r| r < date.start && self.shows(r))?;
        let mut edits = Vec::new();
        let day = date.tokens().find(|&t| self.syntax.head(t).is_some_and(|h| !date.has(h)));
        if let Some(day) = day.filter(|&d| self.syntax.head(d) != Some(root)) {
            edits.push(edit(day, root, Deprel::OblUnmarked));
        }
        let place = self.closing_place(TokenSpan { start: root, end: date.start });
        if let Some(place) = place.filter(|&p| self.syntax.head(p) != Some(root)) {
            edits.push(edit(place, root, Deprel::Obl));
        }
        (!edits.is_empty()).then_some(edits)
    }

    /// `Jan. 4, 2016` or `Jan. 4` behind a comma at the end of a sentence.
    fn closing_date(&self, sentence: TokenSpan) -> Option<TokenSpan> {
        let mut before = (sentence.start.0..sentence.end.0).rev().map(TokenId);
        let mut next = before.by_ref().find(|&t| self.syntax.upos(t) != Upos::Punct)?;
        let end = TokenId(next.0 + 1);
        let number = |t: TokenId, digits: std::ops::RangeInclusive<usize>| {
            let form = self.text.token(t);
            digits.contains(&form.len()) && form.bytes().all(|b| b.is_ascii_digit())
        };
        if number(next, 4..=4) {
            before.next().filter(|&t| self.text.token(t) == ",")?;
            next = before.next()?;
        }
        let month =
            before.next().filter(|&t| number(next, 1..=2) && Cues::shared().is_word(Cue::Month, self.text.lower(t)))?;
        before.next().filter(|&t| self.text.token(t) == ",")?;
        Some(TokenSpan { start: month, end })
    }

    /// The head of the place under a preposition before a closing date: `in Taiz, Yemen`.
    fn closing_place(&self, before: TokenSpan) -> Option<TokenId> {
        let comma = before.end.before()?;
        let floor = comma.0.saturating_sub(PLACE).max(before.start.0);
        let inside = (floor..comma.0).rev().map(TokenId);
        let part = |t: &TokenId| {
            matches!(self.syntax.upos(*t), Upos::Propn | Upos::Noun | Upos::Adj | Upos::Det | Upos::Punct)
        };
        let start = inside.take_while(part).last()?;
        let preposition = start.before()?;
        if !self.is(preposition, super::WordClass::Circumstance)
            || self.syntax.upos(TokenId(comma.0 - 1)) != Upos::Propn
        {
            return None;
        }
        let place = TokenSpan { start, end: comma };
        place
            .tokens()
            .find(|&t| self.syntax.upos(t) != Upos::Punct && self.syntax.head(t).is_some_and(|h| !place.has(h)))
    }

    /// A main word that shows what is to be seen: a noun, or a verb of the present.
    fn shows(&self, root: TokenId) -> bool {
        let (form, lemma) = (self.text.lower(root), self.syntax.lemma(root));
        let auxiliary = |c: &TokenId| matches!(self.syntax.deprel(*c), Deprel::Aux | Deprel::AuxPass | Deprel::Cop);
        match self.children(root).find(auxiliary) {
            Some(first) => {
                self.lexicon.auxiliary(self.text.lower(first)).is_some_and(|a| a.tense == super::Tense::Present)
            }
            None => {
                self.syntax.upos(root) != Upos::Verb || form == lemma || form.ends_with('s') || form.ends_with("ing")
            }
        }
    }
}
