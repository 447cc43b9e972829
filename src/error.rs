//! Every error that the crate reports. Text is never an error: only data and arguments are.

use std::fmt;

/// What is wrong with a data file or an argument.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Error {
    /// An entry of a data file breaks the file's rules.
    Data {
        /// The file, as the user or the package names it.
        file: String,
        /// The line (from 1), where one is known.
        line: Option<usize>,
        /// What is wrong and what would be right.
        message: String,
    },
    /// A row of the user's own actors breaks its rules.
    Actor {
        /// The row, counted from 1.
        row: usize,
        /// The name in it.
        name: String,
        /// What is wrong and what would be right.
        message: String,
    },
    /// There is nothing of that id to explain.
    Explain {
        /// What was asked for and what there is.
        message: String,
    },
    /// `published` is no date.
    Published {
        /// What was given.
        given: String,
    },
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Data { file, line: Some(line), message } => write!(f, "{file}, line {line}: {message}"),
            Self::Data { file, line: None, message } => write!(f, "{file}: {message}"),
            Self::Actor { row, name, message } => write!(f, "actors, row {row} ({name:?}): {message}"),
            Self::Explain { message } => f.write_str(message),
            Self::Published { given } => {
                write!(
                    f,
                    "published={given:?} is no date; give an ISO 8601 date such as \"2024-08-01\", a datetime.date or a datetime.datetime"
                )
            }
        }
    }
}

impl std::error::Error for Error {}

impl Error {
    /// A fault in a data file.
    pub fn data(file: &str, line: impl Into<Option<usize>>, message: impl Into<String>) -> Self {
        Self::Data { file: file.to_owned(), line: line.into(), message: message.into() }
    }
}
