//! Addresses: URLs, e-mail addresses, user names, hashtags, each one word.

use super::{Cutter, is_word};

impl Cutter<'_> {
    /// The end of the address that begins here: a URL, an e-mail address, a host, a user name, a hashtag.
    pub(super) fn address(&self, at: usize, end: usize, has_at: bool) -> Option<usize> {
        let rest = &self.source.as_bytes()[at..end];
        let first = rest.first()?;
        let starts = |prefix: &str| {
            prefix.as_bytes()[0].eq_ignore_ascii_case(first)
                && rest.len() > prefix.len()
                && rest[..prefix.len()].eq_ignore_ascii_case(prefix.as_bytes())
        };
        if ["http://", "https://", "www.", "ftp://", "mailto:"].iter().any(|p| starts(p)) {
            return Some(self.url_end(at, end));
        }
        if matches!(first, b'#' | b'@') {
            let to = self.run(at + 1, end, is_word);
            let named = self.char_at(at + 1).is_some_and(char::is_alphabetic);
            return (named && to > at + 2).then_some(to);
        }
        if !has_at || !first.is_ascii_alphanumeric() {
            return None;
        }
        let local = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-' | '+' | '%');
        let limit = self.look(at, end);
        let sign = self.run(at, limit, local);
        let host = self.run(sign + 1, limit, |c| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-'));
        let ok = self.char_at(sign) == Some('@') && host > sign + 2;
        let trimmed = at + self.text(at, host).trim_end_matches(['.', '-']).len();
        ok.then_some(trimmed)
    }

    /// The end of a URL: to the gap, without the punctuation of the sentence that it stands in.
    fn url_end(&self, at: usize, end: usize) -> usize {
        let to = self.run(at, end, |c| !matches!(c, '<' | '>' | '"' | '\u{201C}' | '\u{201D}' | '|'));
        let mut url = self.text(at, to);
        let open = url.matches('(').count();
        let mut closed = url.matches(')').count();
        while let Some(last) = url.chars().next_back() {
            match last {
                '.' | ',' | ';' | ':' | '!' | '?' | '\'' | '\u{2019}' | ']' | '}' => {}
                ')' if closed > open => closed -= 1,
                _ => break,
            }
            url = &url[..url.len() - last.len_utf8()];
        }
        at + url.len()
    }
}
