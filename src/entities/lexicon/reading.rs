//! The tables of `data/lexicon/` read into entries.

use std::sync::Arc;

use super::{Determiner, Home, Kind, Known, Lexicon, Noun, Number, Organ, Pronoun, Refers, Sense, SubtypeCode};
use crate::entities::candidates::Iso3;
use crate::entities::words::plural;
use crate::error::Error;
use crate::lexicon::{Row, Table};
use crate::ontology::Ontology;

impl Lexicon {
    pub(super) fn read_subtypes(&mut self, (file, text): (&str, &str), ontology: &Ontology) -> Result<(), Error> {
        for row in Table::parse(file, text)?.rows() {
            let kind = mention_kind(&row, row.require("kind")?, ontology)?;
            let subtype = subtype(&row, kind, row.require("subtype")?, ontology)?;
            let code = SubtypeCode {
                cameo: text_of(row.get("cameo")?),
                source_type: source_type(&row, ontology)?,
                country_after: row.list("country_after")?.map(str::to_owned).collect(),
                home: match row.get("home")? {
                    "" => None,
                    "place" => Some(Home::Place),
                    "state" => Some(Home::State),
                    other => return Err(row.error(format!("home is {other:?}; give place, state or nothing"))),
                },
            };
            if row.get("international")? == "yes" {
                self.international.extend(code.cameo.clone());
            }
            if let Some(subtype) = subtype {
                self.codes.insert((kind, subtype), code);
            }
        }
        Ok(())
    }

    pub(super) fn read_countries(&mut self, (file, text): (&str, &str), ontology: &Ontology) -> Result<(), Error> {
        let nationality = ontology.subtype("norp", "nationality").unwrap_or("nationality");
        let kind = ontology.value("mention", "location").unwrap_or("location");
        let government = ontology.value("source_type", "government");
        for row in Table::parse(file, text)?.rows() {
            let country = iso3(&row, row.require("iso3")?)?;
            let subtype = subtype(&row, kind, row.require("subtype")?, ontology)?;
            let name = row.require("name")?;
            let cameo = text_of(row.get("cameo")?).unwrap_or_else(|| country.as_str().to_owned());
            let id = self.push(Known {
                name: name.to_owned(),
                kind,
                subtype,
                country: Some(country),
                cameo: Some(cameo),
                source_type: government,
            });
            self.states.entry(country).or_insert(id);
            self.add(name, Sense::Name(id));
            row.list("aliases")?.for_each(|a| self.add(a, Sense::Name(id)));
            row.list("adjectives")?.for_each(|a| self.add(a, Sense::Norp(id, nationality)));
            row.list("people")?.for_each(|a| self.add(a, Sense::People(id)));
            row.list("capital")?.filter(|c| *c != name).for_each(|a| self.add(a, Sense::Capital(id)));
        }
        Ok(())
    }

    pub(super) fn read_communities(&mut self, (file, text): (&str, &str), ontology: &Ontology) -> Result<(), Error> {
        let kind = ontology.value("mention", "norp").unwrap_or("norp");
        for row in Table::parse(file, text)?.rows() {
            let Some(subtype) = subtype(&row, kind, row.require("subtype")?, ontology)? else { continue };
            let id = self.push(Known {
                name: row.require("name")?.to_owned(),
                kind,
                subtype: Some(subtype),
                country: optional_iso3(&row)?,
                cameo: text_of(row.get("cameo")?),
                source_type: None,
            });
            row.list("adjectives")?.for_each(|a| self.add(a, Sense::Norp(id, subtype)));
            row.list("people")?.for_each(|a| self.add(a, Sense::People(id)));
        }
        Ok(())
    }

    pub(super) fn read_actors(
        &mut self,
        (file, text): (&str, &str),
        kind: &str,
        ontology: &Ontology,
    ) -> Result<(), Error> {
        for row in Table::parse(file, text)?.rows() {
            let kind = mention_kind(&row, kind, ontology)?;
            self.read_actor(&row, kind, ontology)?;
        }
        Ok(())
    }

    /// One named actor: columns name, aliases, subtype, country, cameo, source_type.
    fn read_actor(&mut self, row: &Row<'_, '_>, kind: &'static str, o: &Ontology) -> Result<(), Error> {
        let name = row.require("name")?;
        let subtype = subtype(row, kind, row.get("subtype")?, o)?;
        let country = optional_iso3(row)?;
        let cameo = text_of(row.get("cameo")?).or_else(|| self.cameo((kind, subtype), country, None));
        let source_type = source_type(row, o)?.or_else(|| self.source_type((kind, subtype)));
        let id = self.push(Known { name: name.to_owned(), kind, subtype, country, cameo, source_type });
        self.add(name, Sense::Name(id));
        row.list("aliases")?.for_each(|a| self.add(a, Sense::Name(id)));
        Ok(())
    }

    pub(super) fn read_organs(&mut self, (file, text): (&str, &str), ontology: &Ontology) -> Result<(), Error> {
        for row in Table::parse(file, text)?.rows() {
            let organ = row.require("organ")?;
            let written = row.require("subtype")?;
            let written = if written.contains('/') { written.to_owned() } else { format!("organization/{written}") };
            let Some(kind) = kind_of(&row, &written, ontology)? else { continue };
            let same_as = text_of(row.get("same_as")?).unwrap_or_else(|| organ.to_owned());
            let (cameo, source) = (text_of(row.get("cameo")?), source_type(&row, ontology)?);
            let source_type = source.or_else(|| self.source_type(kind));
            let alone = row.get("alone")? != "no";
            Arc::make_mut(&mut self.organs).push(Organ { same_as, kind, cameo, source_type, alone });
            self.add(organ, Sense::Organ(self.organs.len() - 1));
        }
        Ok(())
    }

    pub(super) fn read_roles(&mut self, (file, text): (&str, &str), ontology: &Ontology) -> Result<(), Error> {
        for row in Table::parse(file, text)?.rows() {
            let singular = kind_of(&row, row.get("singular")?, ontology)?;
            let many = kind_of(&row, row.get("many")?, ontology)?;
            let noun = Noun {
                noun: row.require("noun")?.to_lowercase(),
                singular,
                many,
                cameo: text_of(row.get("cameo")?),
                source_type: source_type(&row, ontology)?,
                takes_of: !row.get("of")?.is_empty(),
                takes_kind: row.get("of")? == "kind",
                general: row.get("of")? == "general",
                capital: false,
            };
            self.add_noun(&row, noun)?;
        }
        Ok(())
    }

    pub(super) fn read_things(
        &mut self,
        (file, text): (&str, &str),
        kind: &str,
        ontology: &Ontology,
    ) -> Result<(), Error> {
        for row in Table::parse(file, text)?.rows() {
            let kind = mention_kind(&row, kind, ontology)?;
            let subtype =
                if kind == "document" { None } else { subtype(&row, kind, row.require("subtype")?, ontology)? };
            let noun = Noun {
                noun: row.require("noun")?.to_lowercase(),
                singular: Some((kind, subtype)),
                many: Some((kind, subtype)),
                cameo: None,
                source_type: None,
                takes_of: false,
                takes_kind: false,
                general: false,
                capital: row.get("capital").is_ok_and(|c| c == "yes"),
            };
            self.add_noun(&row, noun)?;
        }
        Ok(())
    }

    pub(super) fn read_titles(&mut self, (file, text): (&str, &str), ontology: &Ontology) -> Result<(), Error> {
        for row in Table::parse(file, text)?.rows() {
            let subtype = subtype(&row, "person", row.get("subtype")?, ontology)?;
            let title = row.require("title")?;
            self.add(title, Sense::Title(subtype));
            let noun = row.get("noun")?;
            if !noun.is_empty() {
                self.title_nouns.insert(title.to_lowercase(), noun.to_lowercase());
            }
        }
        Ok(())
    }

    pub(super) fn read_name_heads(&mut self, (file, text): (&str, &str), ontology: &Ontology) -> Result<(), Error> {
        for row in Table::parse(file, text)?.rows() {
            if let Some((kind, subtype)) = kind_of(&row, row.require("kind")?, ontology)? {
                self.add(row.require("word")?, Sense::NameHead(kind, subtype));
            }
        }
        Ok(())
    }

    pub(super) fn read_name_openers(&mut self, (file, text): (&str, &str), ontology: &Ontology) -> Result<(), Error> {
        for row in Table::parse(file, text)?.rows() {
            if let Some((kind, subtype)) = kind_of(&row, row.require("kind")?, ontology)? {
                self.add(row.require("word")?, Sense::NameOpener(kind, subtype));
            }
        }
        Ok(())
    }

    pub(super) fn read_title_modifiers(&mut self, (file, text): (&str, &str)) -> Result<(), Error> {
        for row in Table::parse(file, text)?.rows() {
            self.title_modifiers.insert(row.require("word")?.to_lowercase());
        }
        Ok(())
    }

    pub(super) fn read_label_words(&mut self, (file, text): (&str, &str)) -> Result<(), Error> {
        for row in Table::parse(file, text)?.rows() {
            self.label_words.insert(row.require("word")?.to_lowercase());
        }
        Ok(())
    }

    pub(super) fn read_pronouns(&mut self, (file, text): (&str, &str)) -> Result<(), Error> {
        for row in Table::parse(file, text)?.rows() {
            let refers = match row.require("refers")? {
                "person" => Refers::Person,
                "thing" => Refers::Thing,
                "any" => Refers::Any,
                "speaker" => Refers::Speaker,
                "place" => Refers::Place,
                other => {
                    return Err(row.error(format!("refers is {other:?}; give person, thing, any, speaker or place")));
                }
            };
            let number = if row.require("number")? == "plural" { Number::Plural } else { Number::Singular };
            let female = match row.get("gender")? {
                "female" => Some(true),
                "male" => Some(false),
                _ => None,
            };
            let cases = row.list("case")?.collect::<Vec<_>>();
            let [possessive, reflexive, object] = ["possessive", "reflexive", "object"].map(|c| cases.contains(&c));
            let form = row.require("pronoun")?.to_lowercase();
            self.pronouns.insert(form, Pronoun { refers, possessive, reflexive, object, number, female });
        }
        Ok(())
    }

    /// Takes the verbs of the claims' table that a quotation can stand beside.
    pub(super) fn read_speech(&mut self, (file, text): (&str, &str)) -> Result<(), Error> {
        for row in Table::parse(file, text)?.rows() {
            let quotes = row.get("frames")?.split_whitespace().any(|f| f == "quote");
            if row.require("kind")? == "speech" && quotes {
                self.speech.insert(row.require("lemma")?.to_lowercase());
            }
        }
        Ok(())
    }

    pub(super) fn read_gender(&mut self, (file, text): (&str, &str)) -> Result<(), Error> {
        for row in Table::parse(file, text)?.rows() {
            let female = match row.require("gender")? {
                "female" => true,
                "male" => false,
                other => return Err(row.error(format!("gender is {other:?}; give female or male"))),
            };
            let words = match row.require("kind")? {
                "title" => &mut self.gender.titles,
                "noun" => &mut self.gender.nouns,
                "given" => &mut self.gender.given,
                other => return Err(row.error(format!("kind is {other:?}; give title, noun or given"))),
            };
            for word in row.list("words")? {
                if words.insert(word.to_lowercase(), female).is_some_and(|before| before != female) {
                    return Err(row.error(format!("{word:?} is given for both genders")));
                }
            }
        }
        Ok(())
    }

    pub(super) fn read_determiners(&mut self, (file, text): (&str, &str)) -> Result<(), Error> {
        for row in Table::parse(file, text)?.rows() {
            let class = match row.require("class")? {
                "outsider" => {
                    self.outsiders.insert(row.require("word")?.to_lowercase());
                    continue;
                }
                "place" => {
                    self.placing.insert(row.require("word")?.to_lowercase());
                    continue;
                }
                "link_for" => {
                    row.require("word")?.clone_into(&mut self.for_);
                    continue;
                }
                "link" => {
                    row.require("word")?.clone_into(&mut self.of);
                    continue;
                }
                "article" => Determiner::Article,
                "definite" => Determiner::Definite,
                "quantity" => Determiner::Quantity,
                "negative" => Determiner::Negative,
                "count" => Determiner::Count,
                other => {
                    return Err(
                        row.error(format!("class {other:?} is none of article, definite, quantity, negative, count"))
                    );
                }
            };
            let points_back = row.get("points_back")? == "yes";
            self.determiners.insert(row.require("word")?.to_lowercase(), (class, points_back));
        }
        Ok(())
    }

    fn add_noun(&mut self, row: &Row<'_, '_>, noun: Noun) -> Result<(), Error> {
        let written = row.require("noun")?;
        let id = self.nouns.len();
        let many = text_of(row.get("plural")?).unwrap_or_else(|| plural(written));
        if noun.many.is_some() && many == written {
            self.add(written, Sense::Noun(id, Number::Plural));
        } else {
            if noun.singular.is_some() {
                self.add(written, Sense::Noun(id, Number::Singular));
            }
            if noun.many.is_some() {
                self.add(&many, Sense::Noun(id, Number::Plural));
            }
        }
        Arc::make_mut(&mut self.nouns).push(noun);
        Ok(())
    }
}

fn text_of(cell: &str) -> Option<String> {
    (!cell.is_empty()).then(|| cell.to_owned())
}

fn iso3(row: &Row<'_, '_>, code: &str) -> Result<Iso3, Error> {
    Iso3::parse(code).ok_or_else(|| row.error(format!("country {code:?} is no ISO 3166 alpha-3 code such as IRQ")))
}

fn optional_iso3(row: &Row<'_, '_>) -> Result<Option<Iso3>, Error> {
    match row.get("country")? {
        "" => Ok(None),
        code => iso3(row, code).map(Some),
    }
}

fn mention_kind(row: &Row<'_, '_>, name: &str, ontology: &Ontology) -> Result<&'static str, Error> {
    let all = || ontology.values("mention").join(", ");
    ontology.value("mention", name).ok_or_else(|| row.error(format!("type {name:?} is none of {}", all())))
}

fn subtype(row: &Row<'_, '_>, kind: &str, name: &str, ontology: &Ontology) -> Result<Option<&'static str>, Error> {
    if name.is_empty() {
        return Ok(None);
    }
    let found = ontology.subtype(kind, name);
    found.map(Some).ok_or_else(|| row.error(format!("{name:?} is no subtype of {kind}")))
}

fn source_type(row: &Row<'_, '_>, ontology: &Ontology) -> Result<Option<&'static str>, Error> {
    let name = row.get("source_type")?;
    if name.is_empty() {
        return Ok(None);
    }
    let found = ontology.value("source_type", name);
    found.map(Some).ok_or_else(|| row.error(format!("{name:?} is no source type")))
}

/// `organization/military` or `document`.
fn kind_of(row: &Row<'_, '_>, written: &str, ontology: &Ontology) -> Result<Option<Kind>, Error> {
    if written.is_empty() {
        return Ok(None);
    }
    let (kind, sub) = written.split_once('/').unwrap_or((written, ""));
    let kind = mention_kind(row, kind, ontology)?;
    Ok(Some((kind, subtype(row, kind, sub, ontology)?)))
}
