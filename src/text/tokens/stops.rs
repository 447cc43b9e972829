//! Full stops that belong to a word: `Lt.`, `U.S.`, `example.org`.

use super::{Cutter, LOOK, is_gap, is_word};
use crate::text::lexicon::{Abbreviation, Needs, Part};

impl Cutter<'_> {
    /// Where the last part begins and ends that a full stop at `at` ties to the letters before it: `U.S`, `Ph.D`,
    /// `example.org`.
    pub(super) fn dotted(&self, start: usize, segment: usize, at: usize, end: usize) -> Option<(usize, usize)> {
        let limit = self.look(at, end);
        let next = self.run(at + 1, limit, is_word);
        let letters = |from: usize, to: usize| self.text(from, to).chars().count() == 1;
        let single =
            letters(segment, at) && letters(at + 1, next) && self.char_at(at + 1).is_some_and(char::is_alphabetic);
        if single && self.text(segment, at).chars().all(char::is_alphabetic) {
            return Some((at + 1, next));
        }
        if self.lexicon.abbreviation(self.text(start, (next + 1).min(end))).is_some() {
            return Some((at + 1, next));
        }
        let host = self.run(at + 1, limit, |c| is_word(c) || matches!(c, '.' | '-'));
        let host = at + self.text(at, host).trim_end_matches(['.', '-']).len();
        let last = self.text(at, host).rfind('.').map_or(at, |dot| at + dot) + 1;
        let name = self.text(last, host);
        let is_host = self.lexicon.is_part(Part::Domain, name) && !name.starts_with(|c: char| c.is_uppercase())
            || self.lexicon.is_part(Part::File, name)
            || self.is_news_group(at, host);
        is_host.then_some((last, host))
    }

    /// True for what goes on with two more words, all in small letters, with a full stop before each.
    fn is_news_group(&self, at: usize, end: usize) -> bool {
        let mut parts = self.text(at + 1, end).split('.');
        let is_name = |part: &str| part.len() > 1 && part.bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
        parts.clone().count() > 1 && parts.all(is_name)
    }

    /// The end of a word that keeps its full stop: `Lt.`, `U.S.`, `J.`
    pub(super) fn with_stop(&self, start: usize, segment: usize, at: usize, end: usize) -> Option<usize> {
        let dots = self.run(at, end.min(at + 4), |c| matches!(c, '.' | '\u{2026}')) - at;
        if self.char_at(at) != Some('.') || !matches!(dots, 1 | 2) {
            return None;
        }
        let to = at + 1;
        let word = self.text(start, at);
        let tail = self.char_at(to).filter(|_| to < end);
        let after = tail.or_else(|| self.after_gap(to));
        if let Some((kind, needs)) = self.lexicon.abbreviation(self.text(start, to)) {
            let tight = tail.is_none_or(|c| !c.is_alphabetic()) || kind == Abbreviation::Title;
            let mut letters = word.chars();
            let fits = match needs {
                Needs::Nothing => true,
                Needs::Number => after.is_some_and(|c| c.is_ascii_digit()),
                // In capitals the number tells: `ON JAN. 8`.
                Needs::Capital => {
                    letters.next().is_some_and(char::is_uppercase)
                        && (letters.clone().all(char::is_lowercase)
                            || letters.all(char::is_uppercase) && after.is_some_and(|c| c.is_ascii_digit()))
                }
                Needs::Lower => tail.is_some() || after.is_some_and(|c| c.is_lowercase() || c.is_ascii_digit()),
            };
            return (tight && fits).then_some(to);
        }
        let mut letters = word.chars();
        let single = letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none();
        if single {
            return after.is_some_and(char::is_alphanumeric).then_some(to);
        }
        let acronym = segment > start
            && word.split('.').all(|part| part.chars().count() == 1 && part.chars().all(char::is_alphabetic));
        (acronym && tail.is_none_or(|c| !c.is_alphanumeric())).then_some(to)
    }

    /// The first character of the next word on the same line.
    fn after_gap(&self, at: usize) -> Option<char> {
        let mut rest = self.source.get(at..)?.chars().take(LOOK);
        rest.find(|&c| c == '\n' || !is_gap(c)).filter(|&c| c != '\n')
    }
}
