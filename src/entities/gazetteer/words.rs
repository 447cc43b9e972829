//! The words around place names, of `data/gazetteer/words.tsv`.

use crate::error::Error;
use crate::lexicon::{PhraseMap, Table};
use crate::ontology::Ontology;
use crate::text::Text;
use crate::text::span::{TokenId, TokenSpan};

const FILE: &str = "data/gazetteer/words.tsv";
const DATA: &str = include_str!("../../../data/gazetteer/words.tsv");
/// Tokens of the longest phrase.
const LONGEST: usize = 4;

/// What a phrase tells of the name beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Use {
    /// A preposition that places follow.
    Before,
    /// The thing told of is close to the place.
    Near,
    /// Names the kind of the place that follows.
    Of,
    /// Ends the name of a place.
    After,
    /// Begins the name of a place.
    Lead,
    /// Part of the place that follows.
    Direction,
    /// A person's name follows.
    Person,
    /// An article.
    Article,
    /// A foreign article that begins a name in lower case (`al-Qaim`).
    Prefix,
}

/// A phrase's use, and the place that it makes of its neighbour.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// What it tells.
    pub r#use: Use,
    /// A name of the ontology's `mention` enum; "" where the use makes none.
    pub kind: &'static str,
    /// A name of the ontology's enum for `kind`.
    pub subtype: Option<&'static str>,
}

/// The phrases.
#[derive(Debug, Default)]
pub struct Words {
    phrases: PhraseMap<Entry>,
}

impl Words {
    /// The phrases that the package ships.
    ///
    /// # Errors
    /// A row with an unknown use or type.
    pub fn builtin(ontology: &Ontology) -> Result<Self, Error> {
        let mut out = Self::default();
        for row in Table::parse(FILE, DATA)?.rows() {
            let r#use = match row.require("use")? {
                "before" => Use::Before,
                "near" => Use::Near,
                "of" => Use::Of,
                "after" => Use::After,
                "lead" => Use::Lead,
                "direction" => Use::Direction,
                "person" => Use::Person,
                "article" => Use::Article,
                "prefix" => Use::Prefix,
                other => return Err(row.error(format!("{other:?} is no use"))),
            };
            let (kind, subtype) = (row.get("type")?, row.get("subtype")?);
            let kind = match kind {
                "" => "",
                kind => ontology.value("mention", kind).ok_or_else(|| row.error(format!("{kind:?} is no type")))?,
            };
            let subtype = match subtype {
                "" => None,
                s => {
                    Some(ontology.subtype(kind, s).ok_or_else(|| row.error(format!("{s:?} is no subtype of {kind}")))?)
                }
            };
            out.phrases.insert(row.require("phrase")?, Entry { r#use, kind, subtype });
        }
        Ok(out)
    }

    /// The longest phrase of one use that ends where a name starts, an article between them left out.
    pub fn ending_at(&self, text: &Text<'_>, name: TokenId, limit: TokenId, r#use: Use) -> Option<(TokenSpan, Entry)> {
        let mut end = name.index();
        if end > limit.index() && self.is(text, TokenId::new(end - 1), Use::Article) {
            end -= 1;
        }
        let from = end.saturating_sub(LONGEST).max(limit.index());
        (from..end).find_map(|start| {
            let phrases = self.phrases.matches_at(text, TokenId::new(start), TokenId::new(end));
            phrases.into_iter().find(|(s, e)| s.end.index() == end && e.r#use == r#use).map(|(s, e)| (s, *e))
        })
    }

    /// `the village of Kfar Nobo`: what kind of place the words before a name say that it is.
    pub fn kind_behind(&self, text: &Text<'_>, name: TokenId, limit: TokenId) -> Option<Entry> {
        let (_, entry) = self.ending_at(text, name, limit, Use::Of)?;
        entry.subtype.map(|_| entry)
    }

    /// The longest kind of place that follows a name.
    pub fn after(&self, text: &Text<'_>, start: TokenId, limit: TokenId) -> Option<(TokenSpan, Entry)> {
        if start >= limit {
            return None;
        }
        self.phrases.matches_at(text, start, limit).find(|(_, e)| e.r#use == Use::After).map(|(s, e)| (s, *e))
    }

    /// The phrases that begin at a token and end before `limit`.
    pub fn at<'m>(
        &'m self,
        text: &'m Text<'_>,
        start: TokenId,
        limit: TokenId,
    ) -> impl Iterator<Item = (TokenSpan, &'m Entry)> {
        self.phrases.matches_at(text, start, limit)
    }

    /// True where a token alone has this use.
    pub fn is(&self, text: &Text<'_>, token: TokenId, r#use: Use) -> bool {
        self.phrases.matches_at(text, token, TokenId(token.0 + 1)).any(|(_, e)| e.r#use == r#use)
    }
}
