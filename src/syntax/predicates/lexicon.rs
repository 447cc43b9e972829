//! What this layer knows: function words, auxiliaries, verbs of control and light verbs, read once from `data/`.

use hashbrown::HashMap;

use once_cell::sync::OnceCell;

use super::{PredicateKind, Role, Tense};
use crate::error::Error;
use crate::lexicon::{Row, Table};

/// What a function word does; see `data/lexicon/grammar_words.tsv`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u32)]
pub enum WordClass {
    /// Negates its head.
    Negation = 1,
    /// Takes a negation away.
    Focus = 2,
    /// Relative pronoun or adverb.
    Relative = 4,
    /// Marks an agent.
    Agent = 8,
    /// Marks an attribute.
    Attribute = 16,
    /// Marks an infinitive.
    Infinitive = 32,
    /// Makes a gerund a complement.
    Complement = 64,
    /// Makes a gerund a reason.
    Reason = 128,
    /// Joins alternatives.
    Alternative = 256,
    /// Noun of time.
    Time = 512,
    /// `there` of `there is`.
    Existential = 1024,
    /// Preposition of place or time.
    Circumstance = 2048,
    /// Preposition that begins a clause too.
    Subordinator = 4096,
    /// Verb whose past is as its base form.
    Invariant = 8192,
    /// Adverb that begins a clause.
    Adverbial = 16384,
    /// Begins what is said or asked.
    Content = 32768,
    /// Relative pronoun of a clause that tells which of several.
    Restrictive = 131072,
    /// Deed in `-ing` that is a noun as well.
    Nominal = 262_144,
    /// Verb that takes no object, by its dictionary form.
    Intransitive = 524_288,
    /// Past form that is a noun as well.
    Past = 1_048_576,
    /// Marks to whom something is given.
    Recipient = 2_097_152,
    /// Verb that is passive where it has no object, by its dictionary form.
    Transitive = 4_194_304,
    /// Verb whose participle is as its base form.
    Unchanged = 8_388_608,
    /// Article, which headlines leave out.
    Article = 16_777_216,
}

impl WordClass {
    fn parse(name: &str) -> Option<Self> {
        Some(match name {
            "negation" => Self::Negation,
            "focus" => Self::Focus,
            "relative" => Self::Relative,
            "agent" => Self::Agent,
            "attribute" => Self::Attribute,
            "infinitive" => Self::Infinitive,
            "complement" => Self::Complement,
            "reason" => Self::Reason,
            "alternative" => Self::Alternative,
            "time" => Self::Time,
            "existential" => Self::Existential,
            "circumstance" => Self::Circumstance,
            "subordinator" => Self::Subordinator,
            "invariant" => Self::Invariant,
            "adverbial" => Self::Adverbial,
            "content" => Self::Content,
            "restrictive" => Self::Restrictive,
            "nominal" => Self::Nominal,
            "intransitive" => Self::Intransitive,
            "past" => Self::Past,
            "recipient" => Self::Recipient,
            "transitive" => Self::Transitive,
            "unchanged" => Self::Unchanged,
            "article" => Self::Article,
            _ => return None,
        })
    }
}

/// The classes of one word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WordClasses(u32);

impl WordClasses {
    /// Is the word of this class?
    pub fn has(self, class: WordClass) -> bool {
        self.0 & class as u32 != 0
    }
}

/// Which auxiliary a form is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AuxiliaryKind {
    /// `be`, and `get` of a passive.
    Be,
    /// `have`
    Have,
    /// `do`
    Do,
    /// `may`, `will`
    Modal,
}

/// A form of an auxiliary.
#[derive(Clone, Copy, Debug)]
pub struct Auxiliary {
    /// Which one.
    pub kind: AuxiliaryKind,
    /// What it says of its clause.
    pub tense: Tense,
    /// What it says of its clause as a modal, before a base form: `'d` of `he'd go`, not of `he'd gone`.
    pub before_base: Option<Tense>,
}

/// Whose deed an infinitive is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Controller {
    /// That of the governor's subject.
    Subject,
    /// That of the governor's object.
    Object,
    /// That of who holds the noun that governs.
    Holder,
    /// That of whom the noun is given to, else of who holds it.
    Receiver,
}

/// What a governor tells of its infinitive.
#[derive(Clone, Copy, Debug)]
pub struct Control {
    /// Whose deed it is.
    pub controller: Controller,
    /// True: done if the governor is true; false: not done; None: open.
    pub implies: Option<bool>,
    /// A negation on the governor is meant of the infinitive.
    pub raises: bool,
    /// A noun after it begins a clause: said rebels fled.
    pub clause: bool,
    /// Its tense as a half-auxiliary.
    pub modal: Option<Tense>,
}

/// Where the noun is that takes over a light word's arguments.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NounAt {
    /// Its object.
    Object,
    /// Under its preposition.
    Oblique,
    /// Its subject.
    Subject,
}

/// A word that lends its arguments to a noun.
#[derive(Clone, Debug)]
pub struct Light {
    /// Its own word class.
    pub kind: PredicateKind,
    /// The particle that it needs.
    pub particle: Option<&'static str>,
    /// The preposition that the noun stands under.
    pub preposition: Option<&'static str>,
    /// Where the noun is.
    pub noun: NounAt,
    /// What its subject is to the noun.
    pub holder: Option<Role>,
    /// What its object is to the noun.
    pub object: Option<Role>,
    /// The noun takes its tense, negation and embedding.
    pub transparent: bool,
    /// The only nouns that will do; every noun where empty.
    pub words: Vec<&'static str>,
    /// The preposition that the noun's subject stands under.
    pub doer: Option<&'static str>,
}

/// The entries of the layer.
#[derive(Debug, Default)]
pub struct Lexicon {
    words: HashMap<&'static str, WordClasses>,
    auxiliaries: HashMap<&'static str, Auxiliary>,
    control: HashMap<&'static str, Control>,
    light: HashMap<&'static str, Vec<Light>>,
}

impl Lexicon {
    /// The entries that the package ships, read on first use.
    ///
    /// # Errors
    /// A fault in a shipped data file.
    pub fn builtin() -> Result<&'static Self, Error> {
        static BUILTIN: OnceCell<Lexicon> = OnceCell::new();
        BUILTIN.get_or_try_init(|| {
            Ok(Self { words: words()?, auxiliaries: auxiliaries()?, control: control()?, light: light()? })
        })
    }

    /// What a word does, by its lower-cased form.
    pub fn classes(&self, word: &str) -> WordClasses {
        self.words.get(word).copied().unwrap_or_default()
    }

    /// The auxiliary of a lower-cased form.
    pub fn auxiliary(&self, word: &str) -> Option<Auxiliary> {
        self.auxiliaries.get(word).copied()
    }

    /// What a lemma tells of the infinitive under it.
    pub fn control(&self, lemma: &str) -> Option<&Control> {
        self.control.get(lemma)
    }

    /// The ways in which a lemma lends its arguments.
    pub fn light(&self, lemma: &str) -> &[Light] {
        self.light.get(lemma).map_or(&[], Vec::as_slice)
    }
}

fn words() -> Result<HashMap<&'static str, WordClasses>, Error> {
    let table =
        Table::parse("data/lexicon/grammar_words.tsv", include_str!("../../../data/lexicon/grammar_words.tsv"))?;
    let mut out: HashMap<_, WordClasses> = HashMap::new();
    for row in table.rows() {
        let entry = out.entry(row.require("word")?).or_default();
        for name in row.list("classes")? {
            let class = WordClass::parse(name).ok_or_else(|| row.error(format!("{name:?} is no class")))?;
            entry.0 |= class as u32;
        }
    }
    Ok(out)
}

fn auxiliaries() -> Result<HashMap<&'static str, Auxiliary>, Error> {
    let table = Table::parse("data/lexicon/auxiliaries.tsv", include_str!("../../../data/lexicon/auxiliaries.tsv"))?;
    let mut out = HashMap::new();
    for row in table.rows() {
        let kind = match row.require("kind")? {
            "be" => AuxiliaryKind::Be,
            "have" => AuxiliaryKind::Have,
            "do" => AuxiliaryKind::Do,
            "modal" => AuxiliaryKind::Modal,
            other => return Err(row.error(format!("{other:?} is no kind of auxiliary"))),
        };
        let before_base = match row.get("base")? {
            "" => None,
            cell => Some(tense(&row, cell)?),
        };
        let entry = Auxiliary { kind, tense: tense(&row, row.require("tense")?)?, before_base };
        out.insert(row.require("form")?, entry);
    }
    Ok(out)
}

fn control() -> Result<HashMap<&'static str, Control>, Error> {
    let table =
        Table::parse("data/lexicon/control_verbs.tsv", include_str!("../../../data/lexicon/control_verbs.tsv"))?;
    let mut out = HashMap::new();
    for row in table.rows() {
        let controller = match row.require("subject")? {
            "subject" => Controller::Subject,
            "object" => Controller::Object,
            "holder" => Controller::Holder,
            "receiver" => Controller::Receiver,
            other => return Err(row.error(format!("{other:?} is no controller"))),
        };
        let implies = match row.get("implies")? {
            "" => None,
            cell => Some(yes(&row, cell)?),
        };
        let modal = match row.get("modal")? {
            "" => None,
            cell => Some(tense(&row, cell)?),
        };
        let clause = yes(&row, row.get("clause")?)?;
        let raises = yes(&row, row.get("raises")?)?;
        out.insert(row.require("lemma")?, Control { controller, implies, raises, clause, modal });
    }
    Ok(out)
}

fn light() -> Result<HashMap<&'static str, Vec<Light>>, Error> {
    let table = Table::parse("data/lexicon/light_verbs.tsv", include_str!("../../../data/lexicon/light_verbs.tsv"))?;
    let mut out: HashMap<_, Vec<Light>> = HashMap::new();
    for row in table.rows() {
        let kind = match row.require("pos")? {
            "verb" => PredicateKind::Verb,
            "noun" => PredicateKind::Noun,
            "adjective" => PredicateKind::Adjective,
            other => return Err(row.error(format!("{other:?} is no part of speech"))),
        };
        let noun = match row.require("noun")? {
            "object" => NounAt::Object,
            "oblique" => NounAt::Oblique,
            "subject" => NounAt::Subject,
            other => return Err(row.error(format!("{other:?} is no place of a noun"))),
        };
        if (noun == NounAt::Oblique) == row.get("preposition")?.is_empty() {
            return Err(row.error("a preposition goes with an oblique, and an oblique with a preposition"));
        }
        let light = Light {
            kind,
            particle: cell(row.get("particle")?),
            preposition: cell(row.get("preposition")?),
            noun,
            holder: role(&row, row.require("holder")?)?,
            object: role(&row, row.get("object")?)?,
            transparent: yes(&row, row.get("transparent")?)?,
            words: row.list("words")?.collect(),
            doer: cell(row.get("doer")?),
        };
        out.entry(row.require("lemma")?).or_default().push(light);
    }
    Ok(out)
}

fn cell(cell: &'static str) -> Option<&'static str> {
    (!cell.is_empty()).then_some(cell)
}

fn role(row: &Row<'_, '_>, cell: &str) -> Result<Option<Role>, Error> {
    match cell {
        "" | "-" => Ok(None),
        "subject" => Ok(Some(Role::Subject)),
        "object" => Ok(Some(Role::Object)),
        "setting" => Ok(Some(Role::Adjunct)),
        other => Err(row.error(format!("{other:?} is no role here"))),
    }
}

fn yes(row: &Row<'_, '_>, cell: &str) -> Result<bool, Error> {
    match cell {
        "yes" => Ok(true),
        "" | "no" => Ok(false),
        other => Err(row.error(format!("{other:?} is neither yes nor no"))),
    }
}

fn tense(row: &Row<'_, '_>, cell: &str) -> Result<Tense, Error> {
    match cell {
        "past" => Ok(Tense::Past),
        "present" => Ok(Tense::Present),
        "future" => Ok(Tense::Future),
        "none" => Ok(Tense::None),
        other => Err(row.error(format!("{other:?} is no tense"))),
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_shipped_tables_read() {
        super::Lexicon::builtin().map(|_| ()).expect("a shipped data file is at fault");
    }
}
