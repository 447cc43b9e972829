//! Frequent names of persons, of `data/lexicon/person_names.tsv`.

use hashbrown::HashMap;

use crate::error::Error;
use crate::lexicon::Table;
use crate::perceptron::hash;

const FILE: &str = "data/lexicon/person_names.tsv";
const DATA: &str = include_str!("../../../data/lexicon/person_names.tsv");

/// A frequent given name.
pub const GIVEN: u8 = 1;
/// A frequent surname.
pub const SURNAME: u8 = 2;

/// Names by the hash of their lower case.
#[derive(Debug, Default)]
pub struct PersonNames {
    kinds: HashMap<u32, u8>,
}

impl PersonNames {
    /// The names that the package ships.
    ///
    /// # Errors
    /// A row of a kind that is neither given nor surname.
    pub fn builtin() -> Result<Self, Error> {
        let mut kinds: HashMap<u32, u8> = HashMap::new();
        for row in Table::parse(FILE, DATA)?.rows() {
            let kind = match row.require("kind")? {
                "given" => GIVEN,
                "surname" => SURNAME,
                other => return Err(row.error(format!("kind is {other:?}; give given or surname"))),
            };
            for name in row.list("names")? {
                *kinds.entry(hash(&name.to_lowercase())).or_default() |= kind;
            }
        }
        Ok(Self { kinds })
    }

    /// [`GIVEN`], [`SURNAME`], both or 0 for a word in lower case.
    pub fn get(&self, lower: &str) -> u8 {
        self.kinds.get(&hash(lower)).copied().unwrap_or(0)
    }
}
