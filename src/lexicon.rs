//! How data files are read: tables with named columns, and phrases looked up by their words.

use hashbrown::HashMap;

use crate::error::Error;
use crate::text::Text;
use crate::text::span::{TokenId, TokenSpan};

/// A table of tab-separated values: the first line that is no comment names the columns, `#` begins a comment line.
#[derive(Debug)]
pub struct Table<'a> {
    file: &'a str,
    columns: Vec<&'a str>,
    rows: Vec<(usize, Vec<&'a str>)>,
}

/// One row of a [`Table`].
#[derive(Clone, Copy, Debug)]
pub struct Row<'t, 'a> {
    table: &'t Table<'a>,
    line: usize,
    cells: &'t [&'a str],
}

impl<'a> Table<'a> {
    /// Reads a table. `file` is the name that errors show.
    ///
    /// # Errors
    /// No header, or a row with more cells than the header.
    pub fn parse(file: &'a str, content: &'a str) -> Result<Self, Error> {
        let mut lines = content
            .lines()
            .enumerate()
            .map(|(i, l)| (i + 1, l.trim_end_matches('\r')))
            .filter(|(_, l)| !l.trim().is_empty() && !l.starts_with('#'));
        let (_, header) =
            lines.next().ok_or_else(|| Error::data(file, None, "is empty: the first line names the columns"))?;
        let columns: Vec<&str> = header.split('\t').map(str::trim).collect();
        let mut rows = Vec::new();
        for (line, content) in lines {
            let cells: Vec<&str> = content.split('\t').map(str::trim).collect();
            if cells.len() > columns.len() {
                let message = format!("{} cells, but {} columns ({})", cells.len(), columns.len(), columns.join(", "));
                return Err(Error::data(file, line, message));
            }
            rows.push((line, cells));
        }
        Ok(Self { file, columns, rows })
    }

    /// The rows, first to last.
    pub fn rows(&self) -> impl Iterator<Item = Row<'_, 'a>> {
        self.rows.iter().map(|(line, cells)| Row { table: self, line: *line, cells })
    }
}

impl<'a> Row<'_, 'a> {
    /// A cell; "" where the row is short.
    ///
    /// # Errors
    /// The table has no such column.
    pub fn get(&self, column: &str) -> Result<&'a str, Error> {
        let at = self.table.columns.iter().position(|c| *c == column);
        let at = at.ok_or_else(|| Error::data(self.table.file, None, format!("has no column {column:?}")))?;
        Ok(self.cells.get(at).copied().unwrap_or(""))
    }

    /// A cell that must hold something.
    ///
    /// # Errors
    /// No such column, or nothing in it.
    pub fn require(&self, column: &str) -> Result<&'a str, Error> {
        match self.get(column)? {
            "" => Err(self.error(format!("{column} is empty"))),
            cell => Ok(cell),
        }
    }

    /// The parts of a cell between `|`; none of an empty cell.
    ///
    /// # Errors
    /// No such column.
    pub fn list(&self, column: &str) -> Result<impl Iterator<Item = &'a str> + use<'a>, Error> {
        Ok(self.get(column)?.split('|').map(str::trim).filter(|s| !s.is_empty()))
    }

    /// An error that names this row.
    pub fn error(&self, message: impl Into<String>) -> Error {
        Error::data(self.table.file, self.line, message)
    }
}

/// The words of a phrase after the first.
type Rest = Box<[Box<str>]>;

/// Phrases by their lower-cased words. A phrase is written as the tokens stand, with a space between two tokens.
#[derive(Clone, Debug)]
pub struct PhraseMap<T> {
    /// By first word: the other words and the value, the longest phrase first.
    by_first: HashMap<Box<str>, Vec<(Rest, T)>>,
}

impl<T> Default for PhraseMap<T> {
    fn default() -> Self {
        Self { by_first: HashMap::new() }
    }
}

impl<T> PhraseMap<T> {
    /// Adds a phrase. It is lower-cased and cut into tokens as a text is.
    pub fn insert(&mut self, phrase: &str, value: T) {
        let lower = phrase.to_lowercase();
        let text = Text::new(&lower);
        let mut words = (0..text.tokens.len()).map(|i| Box::<str>::from(text.token(TokenId::new(i))));
        let Some(first) = words.next() else { return };
        let rest: Rest = words.collect();
        let bucket = self.by_first.entry(first).or_default();
        let at = bucket.partition_point(|(words, _)| words.len() >= rest.len());
        bucket.insert(at, (rest, value));
    }

    /// Every phrase that begins at a token and ends before `limit`, the longest first.
    pub fn matches_at<'m>(
        &'m self,
        text: &'m Text<'_>,
        start: TokenId,
        limit: TokenId,
    ) -> impl Iterator<Item = (TokenSpan, &'m T)> {
        self.by_first.get(text.lower(start)).into_iter().flatten().filter_map(move |(rest, value)| {
            let end = start.index() + 1 + rest.len();
            let fits = end <= limit.index()
                && rest.iter().enumerate().all(|(i, w)| **w == *text.lower(TokenId::new(start.index() + 1 + i)));
            fits.then(|| (TokenSpan::new(start.index(), end), value))
        })
    }

    /// The longest phrase that begins at a token and ends before `limit`.
    pub fn longest_at<'m>(&'m self, text: &'m Text<'_>, start: TokenId, limit: TokenId) -> Option<(TokenSpan, &'m T)> {
        self.matches_at(text, start, limit).next()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_phrase_wins_and_stays_inside_its_limit() {
        let mut map = PhraseMap::default();
        map.insert("Islamic State", 1);
        map.insert("Islamic State in Iraq", 2);
        let text = Text::new("The ISLAMIC STATE in Iraq");
        let end = TokenId::new(text.tokens.len());
        assert_eq!(map.longest_at(&text, TokenId(1), end), Some((TokenSpan::new(1, 5), &2)));
        assert_eq!(map.longest_at(&text, TokenId(1), TokenId(4)), Some((TokenSpan::new(1, 3), &1)));
        assert_eq!(map.longest_at(&text, TokenId(0), end), None);
    }

    #[test]
    fn a_faulty_table_names_file_line_and_fault() {
        let error = Table::parse("data/x.tsv", "name\tkind\n# note\na\tb\tc\n").expect_err("three cells");
        assert_eq!(error.to_string(), "data/x.tsv, line 3: 3 cells, but 2 columns (name, kind)");
        let table = Table::parse("data/x.tsv", "name\tkind\na\n").expect("fine");
        let row = table.rows().next().expect("a row");
        assert_eq!(row.require("kind").expect_err("empty").to_string(), "data/x.tsv, line 2: kind is empty");
    }
}
