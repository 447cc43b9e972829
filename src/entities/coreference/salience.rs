//! Salience: how much speaks for each thing that a pronoun may stand for. The factors are named here, what they weigh is in
//! `data/lexicon/salience.tsv`.

use crate::entities::lexicon::Refers;
use crate::error::Error;
use crate::lexicon::Table;

macro_rules! factors {
    ($($(#[$doc:meta])* $variant:ident = $name:literal),+ $(,)?) => {
        /// What may speak for a candidate, and the limits under which nobody is taken.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Factor { $($(#[$doc])* $variant),+ }

        impl Factor {
            const NAMES: &'static [&'static str] = &[$($name),+];
        }
    };
}

factors! {
    /// It is mentioned in the sentence of the pronoun.
    Recent = "recent",
    /// As a subject.
    Subject = "subject",
    /// As an object.
    Object = "object",
    /// Under a preposition of a verb.
    Oblique = "oblique",
    /// As whose something is.
    Possessor = "possessor",
    /// In another way inside a noun phrase.
    Inside = "inside",
    /// Not inside another mention.
    Whole = "whole",
    /// In the clause of the pronoun.
    Clause = "clause",
    /// Nobody else was mentioned after it.
    Nearest = "nearest",
    /// It is the subject of the pronoun's clause: of `its`, `himself`.
    OwnSubject = "own_subject",
    /// It has the role that the pronoun has.
    Parallel = "parallel",
    /// Something is done to both.
    Suffers = "suffers",
    /// It has the pronoun's role in the clause that the pronoun's is conjoined with.
    Conjoined = "conjoined",
    /// It is who tells the clause that the pronoun is the subject of.
    Teller = "teller",
    /// It is who is told that clause.
    Told = "told",
    /// It spoke last, and the pronoun is the subject of a verb of speech.
    Talker = "talker",
    /// The pronoun is the subject of a verb of speech.
    Says = "says",
    /// The pronoun neither does nor has anything.
    Idle = "idle",
    /// The pronoun does something to something.
    Does = "does",
    /// Each mention before the last.
    Repeated = "repeated",
    /// Its last mention was a pronoun: the text goes on about it.
    Pronoun = "pronoun",
    /// It has a name.
    Named = "named",
    /// Its gender is known, and the pronoun's.
    Gender = "gender",
    /// It is mentioned only in the words of another speaker.
    Voice = "voice",
    /// The pronoun is quoted, and nothing in the quotation mentions it.
    Quoted = "quoted",
    /// It is a place, which stands for a government.
    Place = "place",
    /// It is several.
    Many = "many",
    /// It is one body.
    Body = "body",
    /// It is several that are told of side by side.
    Joined = "joined",
    /// It is a thing that is no party.
    Thing = "thing",
    /// Points under which nobody is taken.
    Least = "least",
    /// Points that the best must have more than the next.
    Margin = "margin",
    /// Sentences that are looked at.
    Reach = "reach",
}

/// What each factor weighs for each kind of pronoun.
#[derive(Clone, Debug)]
pub struct Salience {
    rows: Vec<[i32; KINDS.len()]>,
}

/// The columns of the table.
const KINDS: [&str; 3] = ["person", "thing", "any"];

impl Default for Salience {
    fn default() -> Self {
        Self { rows: vec![[0; KINDS.len()]; Factor::NAMES.len()] }
    }
}

impl Salience {
    /// Reads the table.
    ///
    /// # Errors
    /// A row that is no factor, a weight that is no number, a factor without a row.
    pub fn parse((file, text): (&str, &str)) -> Result<Self, Error> {
        let mut out = Self::default();
        let mut missing: Vec<&str> = Factor::NAMES.to_vec();
        for row in Table::parse(file, text)?.rows() {
            let name = row.require("factor")?;
            let at = Factor::NAMES.iter().position(|n| *n == name);
            let at = at.ok_or_else(|| row.error(format!("{name:?} is none of {}", Factor::NAMES.join(", "))))?;
            missing.retain(|m| *m != name);
            for (cell, kind) in out.rows[at].iter_mut().zip(KINDS) {
                let written = row.require(kind)?;
                *cell = written.parse().map_err(|_| row.error(format!("{kind} is {written:?}, no whole number")))?;
            }
        }
        match missing.first() {
            Some(name) => Err(Error::data(file, None, format!("has no row {name:?}"))),
            None => Ok(out),
        }
    }

    /// What a factor weighs for a pronoun.
    pub fn of(&self, factor: Factor, refers: Refers) -> i32 {
        let column = match refers {
            Refers::Person => 0,
            Refers::Thing => 1,
            _ => 2,
        };
        self.rows.get(factor as usize).map_or(0, |r| r[column])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_faulty_table_names_the_fault() {
        let fault = |rows: &str| {
            let text = format!("factor\tperson\tthing\tany\n{rows}");
            Salience::parse(("salience.tsv", &text)).expect_err("faulty").to_string()
        };
        assert!(fault("charm\t1\t2\t3\n").contains("\"charm\" is none of recent"));
        assert!(fault("recent\t1\tmuch\t3\n").contains("thing is \"much\""));
        assert!(fault("recent\t1\t2\t3\n").contains("has no row \"subject\""));
    }
}
