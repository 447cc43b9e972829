//! Quotations: marks paired over the text, straight or curly, nested, unclosed, carried over paragraphs.

use super::span::{TokenId, TokenSpan};
use super::{SentenceKind, Text};

/// The outermost quotations of a text.
#[derive(Debug, Default)]
pub struct Quotations {
    /// In text order; they never overlap.
    pub rows: Vec<Quotation>,
    /// For each token the quotation that it is in.
    of_token: Vec<Option<u32>>,
}

/// Lines that a quotation without a closing mark may run on over.
const LINES: usize = 4;

/// Words between marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// The marks and what is between them.
    pub span: TokenSpan,
    /// False where the closing mark is missing: the quotation then ends with its paragraph if it began with it, else with
    /// the sentence that it began in. It runs on over the lines of a text that has lost the marks at their ends.
    pub closed: bool,
    /// True where the paragraph before left a quotation open, which this one carries on with marks of its own.
    pub continued: bool,
}

/// What a token can do to a quotation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mark {
    /// Curly or doubled, of one direction only.
    Open(Style),
    Close(Style),
    /// Straight: the surroundings tell.
    Either(Style),
}

/// Marks pair with marks of the same style.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Style {
    Double,
    Single,
}

impl Quotations {
    /// Pairs the marks of a text.
    pub fn new(text: &Text<'_>) -> Self {
        let mut pairing = Pairing { text, out: Self::default(), open: Vec::new(), first: 0, carried: false };
        let mut start = 0;
        while start < text.sentences.len() {
            let paragraph = text.sentences[start].paragraph;
            let len = text.sentences[start..].iter().take_while(|s| s.paragraph == paragraph).count();
            let first = text.sentences[start].tokens.start.index();
            let end = text.sentences[start + len - 1].tokens.end.index();
            pairing.paragraph(first, end);
            start += len;
            pairing.run_on(end, start);
        }
        let mut out = pairing.out;
        out.of_token = vec![None; text.tokens.len()];
        for (i, row) in out.rows.iter().enumerate() {
            let id = u32::try_from(i).ok();
            out.of_token[row.span.range()].fill(id);
        }
        out
    }

    /// The number of the quotation that a token is in, its marks included.
    pub fn id_at(&self, token: TokenId) -> Option<usize> {
        self.of_token.get(token.index()).copied().flatten().map(|i| i as usize)
    }

    /// The quotation that a token is in.
    pub fn at(&self, token: TokenId) -> Option<&Quotation> {
        self.rows.get(self.id_at(token)?)
    }
}

struct Pairing<'t, 'a> {
    text: &'t Text<'a>,
    out: Quotations,
    /// Where each open quotation began, the outermost first.
    open: Vec<(usize, Style)>,
    /// The first token of the paragraph.
    first: usize,
    /// True where the paragraph before ended inside a quotation.
    carried: bool,
}

impl Pairing<'_, '_> {
    fn paragraph(&mut self, first: usize, end: usize) {
        self.first = first;
        let mut at = first;
        while at < end {
            let (mark, width) = self.mark(at, end);
            match mark {
                Some(Mark::Open(style)) => self.push(at, style),
                Some(Mark::Close(style)) => self.close(at + width, style),
                Some(Mark::Either(style)) if self.open.iter().any(|(_, s)| *s == style) => {
                    self.close(at + width, style)
                }
                Some(Mark::Either(style)) => self.push(at, style),
                None => {}
            }
            at += width;
        }
        // A single mark alone was an apostrophe.
        let left = self.open.iter().find(|(_, style)| *style == Style::Double).map(|(start, _)| *start);
        let until = |start| if start == first { end } else { self.sentence_end(start).min(end) };
        let left = left.map(|start| (start, until(start)));
        if let Some((start, last)) = left {
            self.add(start, last, false);
        }
        self.carried = left.is_some_and(|(_, last)| last == end);
        self.open.clear();
    }

    /// `“They came by night` and on the next line `We saw ten of them.`, both without what ends them: a quotation that is
    /// open where a line breaks off runs on to the line that ends a sentence, or over one to that which opens it anew.
    fn run_on(&mut self, end: usize, sentence: usize) {
        let open = self.out.rows.last().is_some_and(|r| !r.closed && r.span.end.index() == end);
        if !open {
            return;
        }
        if let Some(close) = self.close_ahead(sentence) {
            return self.extend_last(close, true);
        }
        if self.stops(end) {
            return;
        }
        let mut reach = end;
        for (i, next) in self.text.sentences.iter().skip(sentence).take(LINES).enumerate() {
            let (first, last) = (next.tokens.start.index(), next.tokens.end.index());
            let mark = (first..last).find(|&t| self.is_double(t, last));
            let over = match mark {
                Some(at) => at == first && i == 1,
                None => self.stops(last),
            };
            match mark {
                None if next.kind == SentenceKind::Body => reach = last,
                Some(_) if over => {}
                _ => return,
            }
            if over {
                return self.extend_last(reach, false);
            }
        }
    }

    /// Where the first mark on the lines that follow ends, if it closes what is open: `“They came by night` on one line,
    /// `We saw ten of them,” he said.` on the next.
    fn close_ahead(&self, sentence: usize) -> Option<usize> {
        let next = &self.text.sentences[sentence..self.text.sentences.len().min(sentence + LINES)];
        let body = next.iter().take_while(|s| s.kind == SentenceKind::Body);
        let (first, last) = (next.first()?.tokens.start.index(), body.last()?.tokens.end.index());
        let at = (first..last).find(|&t| self.is_double(t, last))?;
        let (mark, width) = self.mark(at, last);
        // A curly mark closes no straight one.
        let curly = |t: TokenId| matches!(self.text.token(t), "“" | "”" | "„");
        let opened = self.out.rows.last().is_some_and(|r| curly(r.span.start));
        (mark == Some(Mark::Close(Style::Double)) && opened == curly(TokenId::new(at))).then_some(at + width)
    }

    fn extend_last(&mut self, end: usize, closed: bool) {
        if let Some(row) = self.out.rows.last_mut() {
            (row.span.end, row.closed) = (TokenId::new(end), closed);
        }
    }

    fn is_double(&self, at: usize, end: usize) -> bool {
        let mark = self.mark(at, end).0;
        matches!(mark, Some(Mark::Open(Style::Double) | Mark::Close(Style::Double) | Mark::Either(Style::Double)))
    }

    /// Does a sentence end before this token, by its mark?
    fn stops(&self, end: usize) -> bool {
        let last = end.checked_sub(1).map(|t| self.text.token(TokenId::new(t)));
        last.is_some_and(|t| matches!(t, "." | "?" | "!" | "..." | "…"))
    }

    /// The end of the sentence that a token is in.
    fn sentence_end(&self, at: usize) -> usize {
        let sentence = self.text.sentence(self.text.sentence_of(TokenId::new(at)));
        sentence.map_or(at + 1, |s| s.tokens.end.index())
    }

    fn push(&mut self, at: usize, style: Style) {
        // One that opens in a later sentence says that the mark that should have closed the one before is lost.
        if let (Style::Double, [(start, Style::Double)]) = (style, &self.open[..]) {
            let (start, end) = (*start, self.sentence_end(*start));
            if end <= at {
                self.add(start, end, false);
                self.open.clear();
            }
        }
        // A mark of the style that is open already, without a close between, adds nothing.
        if self.open.last().is_none_or(|(_, s)| *s != style) && self.open.len() < 4 {
            self.open.push((at, style));
        }
    }

    fn close(&mut self, end: usize, style: Style) {
        let Some(depth) = self.open.iter().rposition(|(_, s)| *s == style) else { return };
        let (start, _) = self.open[depth];
        self.open.truncate(depth);
        if !self.open.iter().any(|(_, s)| *s == Style::Double) && (depth == 0 || style == Style::Double) {
            // A double mark inside single ones that never close takes their place.
            if depth > 0 {
                self.open.clear();
            }
            self.add(start, end, true);
        }
    }

    fn add(&mut self, start: usize, end: usize, closed: bool) {
        let continued = self.carried && start == self.first;
        self.out.rows.push(Quotation { span: TokenSpan::new(start, end), closed, continued });
    }

    /// The mark that begins at a token, and how many tokens it takes.
    fn mark(&self, at: usize, end: usize) -> (Option<Mark>, usize) {
        let word = |i: usize| if i < end { self.text.token(TokenId::new(i)) } else { "" };
        let space = |i: usize| i >= end || self.text.tokens.get(i).is_none_or(|t| t.space_before);
        let after_opener = at > self.first && matches!(word(at - 1), "(" | "[" | "—" | "–" | "-" | "\"" | "“" | "‘");
        let begins = at == self.first || space(at) || after_opener;
        let (style, width) = match word(at) {
            "“" | "„" | "«" | "``" => return (Some(Mark::Open(Style::Double)), 1),
            "”" | "»" => return (Some(Mark::Close(Style::Double)), 1),
            "\"" | "''" => (Style::Double, 1),
            // Two single marks stand for a double one.
            "'" | "`" | "’" | "‘" if matches!(word(at + 1), "'" | "`" | "’" | "‘") && !space(at + 1) => {
                (Style::Double, 2)
            }
            "‘" => return (begins.then_some(Mark::Open(Style::Single)), 1),
            "'" | "’" | "`" => (Style::Single, 1),
            _ => return (None, 1),
        };
        let ends = space(at + width) || !self.begins_word(word(at + width));
        let mark = match (begins, ends) {
            (true, false) => Some(Mark::Open(style)),
            (false, true) => Some(Mark::Close(style)),
            _ if style == Style::Double => Some(Mark::Either(style)),
            _ => None,
        };
        (mark, width)
    }

    fn begins_word(&self, token: &str) -> bool {
        token
            .chars()
            .next()
            .is_some_and(|c| c.is_alphanumeric() || matches!(c, '$' | '[' | '(' | '…' | '‘' | '\'' | '#' | '@'))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quoted(source: &str) -> Vec<(String, bool, bool)> {
        let text = Text::new(source);
        let quotations = Quotations::new(&text);
        quotations.rows.iter().map(|q| (text.slice(q.span).to_owned(), q.closed, q.continued)).collect()
    }

    fn plain(source: &str) -> Vec<String> {
        quoted(source).into_iter().map(|(s, _, _)| s).collect()
    }

    #[test]
    fn straight_curly_and_doubled_single_marks() {
        assert_eq!(plain(r#""We left," he said, "at dawn.""#), [r#""We left,""#, r#""at dawn.""#]);
        assert_eq!(plain("“We left,” he said."), ["“We left,”"]);
        assert_eq!(plain("''We left,'' he said."), ["''We left,''"]);
    }

    #[test]
    fn an_inner_quotation_is_part_of_the_outer_one() {
        assert_eq!(plain("“They shouted ‘fire’ and ran,” she said."), ["“They shouted ‘fire’ and ran,”"]);
    }

    #[test]
    fn an_apostrophe_is_no_mark() {
        assert_eq!(plain("The rebels' base wasn't hit, residents' groups said."), Vec::<String>::new());
    }

    #[test]
    fn a_quotation_left_open_ends_with_its_paragraph_and_the_next_one_carries_it_on() {
        let rows = quoted("“We stay.\n\n“We fight,” he said.");
        assert_eq!(rows[0], ("“We stay.".to_owned(), false, false));
        assert_eq!(rows[1], ("“We fight,”".to_owned(), true, true));
    }

    #[test]
    fn a_lost_mark_costs_one_sentence() {
        let source =
            "They called it “a grave mistake. Rain fell on the coast. The mayor spoke of “a hard day” and left.";
        assert_eq!(plain(source), ["“a grave mistake.", "“a hard day”"]);
        assert_eq!(plain("They called it \"a grave mistake. Rain fell. He left."), ["\"a grave mistake."]);
        assert_eq!(plain("He said: “We stay. We fight.” Rain fell."), ["“We stay. We fight.”"]);
    }

    #[test]
    fn a_quotation_runs_on_over_lines_that_have_lost_their_ends() {
        let told = "The mayor of the town spoke to us on the bridge on Monday";
        let lines = [
            "\"Nobody in the valley has slept in a bed for the last ten days",
            "Shells fall on the houses by the river every night until the morning comes",
            "We want to leave for the camp in the hills as soon as the road is open.",
        ]
        .join("\n\n");
        let narrator = "The camp lies in the hills behind the town and has no water of its own";
        assert_eq!(plain(&format!("{told}\n\n{lines}\n\n{narrator}")), [&*lines]);
        // Where nothing ends it, each line stands for itself.
        let first = lines.lines().next().unwrap_or_default();
        assert_eq!(plain(&format!("{told}\n\n{first}\n\n{narrator}\n\n{told}")), [first]);
        assert_eq!(plain(&format!("{told}\n\n{first}.\n\n{narrator}.")), [format!("{first}.")]);
    }

    #[test]
    fn a_quotation_closes_on_a_later_line() {
        let rows = quoted("“They came by night\n\nWe saw ten of them,” he said.\n\nRain fell.");
        assert_eq!(rows, [("“They came by night\n\nWe saw ten of them,”".to_owned(), true, false)]);
        assert_eq!(plain("\"They came.\n\nWe fled,\" he said."), ["\"They came.\n\nWe fled,\""]);
        assert_eq!(plain("“They came.\n\nHe spoke of “a hard day”."), ["“They came.", "“a hard day”"]);
        assert_eq!(plain("He spoke of \"a hard day.\n\nWe fled,” she said."), ["\"a hard day."]);
    }

    #[test]
    fn stray_marks_do_no_harm() {
        for source in ["”", "“", "\"", "'", "\" \" \"", "“““”””", "a ” b “ c", "'\"'\"'"] {
            plain(source);
        }
        assert!(plain(&"\"'".repeat(5000)).len() <= 5000);
    }
}
