//! Actors of the user's own: rows that override what is built in.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::candidates::Iso3;
use super::lexicon::{Entry, Known, Lexicon, NO_COUNTRY, Sense};
use super::words::{CasePattern, Marker};
use crate::error::Error;
use crate::lexicon::PhraseMap;
use crate::ontology::Ontology;

/// Types that an actor cannot have: they are found by rule, not by name.
const UNNAMED: &[&str] = &["date", "quantity", "money", "title"];

/// One row as the user gives it; "" where a cell is left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Actor {
    /// Its usual name.
    pub name: String,
    /// Its other names.
    pub aliases: Vec<String>,
    /// A name of the ontology's `mention` enum; "" is `organization`.
    pub kind: String,
    /// A subtype of `kind`.
    pub subtype: String,
    /// ISO 3166 alpha-3.
    pub country: String,
    /// CAMEO actor code; "" is made from country and subtype.
    pub code: String,
}

impl Lexicon {
    /// This lexicon with actors of the user's own, which win over names built in. Cheap: tables are shared.
    ///
    /// # Errors
    /// [`Error::Actor`] names the row, counted from 1, and what would be right.
    pub fn with_actors(&self, rows: &[Actor], ontology: &Ontology) -> Result<Self, Error> {
        let mut out = self.clone();
        let mut own: PhraseMap<Entry> = PhraseMap::default();
        let mut names = BTreeSet::new();
        for (i, row) in rows.iter().enumerate() {
            let fault = |message: String| Error::Actor { row: i + 1, name: row.name.clone(), message };
            let known = self.known_of(row, ontology).map_err(&fault)?;
            if !names.insert(row.name.trim().to_lowercase()) {
                return Err(fault("the name is given twice".to_owned()));
            }
            out.known.push(known);
            let sense = Sense::Name(out.known.len() - 1);
            for phrase in std::iter::once(&row.name).chain(&row.aliases) {
                let phrase = phrase.trim();
                if !phrase.chars().any(char::is_alphanumeric) {
                    return Err(fault(format!("alias {phrase:?} has no word in it")));
                }
                own.insert(phrase, Entry { sense, case: CasePattern::of(phrase), marker: Marker::Plain });
            }
        }
        out.own = Arc::new(own);
        out.own_from = self.known.len();
        Ok(out)
    }

    fn known_of(&self, row: &Actor, ontology: &Ontology) -> Result<Known, String> {
        let name = row.name.trim();
        if !name.chars().any(char::is_alphanumeric) {
            return Err("the name has no word in it".to_owned());
        }
        let written = if row.kind.is_empty() { "organization" } else { &row.kind };
        let kinds = || ontology.values("mention").iter().filter(|k| !UNNAMED.contains(k)).copied().collect::<Vec<_>>();
        let kind = ontology
            .value("mention", written)
            .filter(|k| !UNNAMED.contains(k))
            .ok_or_else(|| format!("type {written:?} is none of {}", kinds().join(", ")))?;
        let subtype = match row.subtype.as_str() {
            "" => None,
            s => Some(ontology.subtype(kind, s).ok_or_else(|| format!("{s:?} is no subtype of {kind}"))?),
        };
        let country = match row.country.as_str() {
            "" => None,
            c => Some(
                Iso3::parse(c)
                    .filter(|c| self.states.contains_key(c))
                    .ok_or_else(|| format!("country {c:?} is no ISO 3166 alpha-3 code such as IRQ"))?,
            ),
        };
        let cameo = match row.code.as_str() {
            "" => self.cameo((kind, subtype), country, None),
            c if is_actor_code(c) => Some(c.to_owned()),
            c => return Err(format!("code {c:?} is no CAMEO actor code such as USAMIL")),
        };
        let source_type = self.source_type((kind, subtype));
        Ok(Known { name: name.to_owned(), kind, subtype, country, cameo, source_type })
    }
}

/// `USAMIL`, or without a country `---REB`.
fn is_actor_code(code: &str) -> bool {
    let letters = code.strip_prefix(NO_COUNTRY).unwrap_or(code);
    letters.len() >= 3 && letters.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Options, Resources, extract};

    fn actor(name: &str, aliases: &[&str], subtype: &str, country: &str) -> Actor {
        Actor {
            name: name.to_owned(),
            aliases: aliases.iter().map(|a| (*a).to_owned()).collect(),
            subtype: subtype.to_owned(),
            country: country.to_owned(),
            ..Actor::default()
        }
    }

    #[test]
    fn own_actors_are_found_and_win() {
        let builtin = Resources::builtin().expect("resources");
        let rows = [actor("Blue Valley Front", &["BVF"], "armed_group", "NPL"), actor("Hamas", &[], "political", "")];
        let lexicon = builtin.entities.with_actors(&rows, &builtin.ontology).expect("valid rows");
        let own = Resources { entities: Arc::new(lexicon), ..builtin.clone() };
        let report = extract("The BVF met Hamas. The Blue Valley Front left.", &Options::default(), &own);
        let front = report.entities.iter().find(|e| e.name == "Blue Valley Front").expect("the front");
        assert_eq!((front.subtype, front.country.as_deref(), front.n_mentions), (Some("armed_group"), Some("NPL"), 2));
        let hamas = report.entities.iter().find(|e| e.name == "Hamas").expect("Hamas");
        assert_eq!((hamas.subtype, hamas.country.as_deref()), (Some("political"), None));
    }

    #[test]
    fn a_faulty_row_is_named() {
        let builtin = Resources::builtin().expect("resources");
        let fault = |row: Actor| {
            let rows = [actor("Fine", &[], "", ""), row];
            builtin.entities.with_actors(&rows, &builtin.ontology).expect_err("a fault").to_string()
        };
        assert_eq!(fault(actor("X", &[], "army", "")), "actors, row 2 (\"X\"): \"army\" is no subtype of organization");
        assert!(fault(actor("X", &[], "", "Iraq")).contains("no ISO 3166 alpha-3 code such as IRQ"));
        assert!(fault(actor("", &[], "", "")).contains("row 2"));
        assert!(fault(actor("fine", &[], "", "")).contains("given twice"));
        assert!(fault(Actor { kind: "date".to_owned(), ..actor("X", &[], "", "") }).contains("is none of person"));
    }

    #[test]
    fn a_code_has_letters_behind_a_country_that_is_not_known() {
        let fits = ["USAMIL", "TCD", "---REB"].into_iter().all(is_actor_code);
        let fails = ["", "US", "---", "-USA", "---re", "----REB", "usa"].into_iter().any(is_actor_code);
        assert!(fits && !fails);
    }
}
