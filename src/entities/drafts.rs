//! Drafts: mentions before they are grouped, with what grouping asks of them.

use super::candidates::{Candidate, CandidateSource, Iso3};
use super::lexicon::Number;
use super::{Level, Mention};
use crate::syntax::{Syntax, phrases};
use crate::text::Text;
use crate::text::span::{TokenId, TokenSpan};

/// A mention that refers to nobody yet.
#[derive(Clone, Debug)]
pub struct Draft {
    /// Its tokens.
    pub span: TokenSpan,
    /// Its head word.
    pub head: TokenId,
    /// A name of the ontology's `mention` enum.
    pub kind: &'static str,
    /// A name of the ontology's enum for `kind`.
    pub subtype: Option<&'static str>,
    /// Name, nominal or pronoun.
    pub level: Level,
    /// One or several.
    pub number: Number,
    /// The country that its words name.
    pub country: Option<Iso3>,
    /// Who found it.
    pub source: CandidateSource,
    /// The finder's record of it.
    pub record: Option<usize>,
    /// Its row in the table of known things.
    pub known: Option<usize>,
    /// The table's noun at its head.
    pub noun: Option<HeadNoun>,
    /// True after `the`, `this`: it points back.
    pub definite: bool,
    /// The name inside it: of `Foreign Minister Julie Bishop` the last two words, of `the city of Mosul` the last.
    pub core: Option<TokenSpan>,
}

/// The table row of a head noun.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum HeadNoun {
    /// A common noun.
    Noun(usize),
    /// An organ.
    Organ(usize),
}

impl Draft {
    /// A name that was selected.
    pub fn name(text: &Text<'_>, syntax: &Syntax, c: &Candidate) -> Self {
        Self {
            span: c.span,
            head: phrases::head_of(text, syntax, c.span),
            kind: c.kind,
            subtype: c.subtype,
            level: Level::Name,
            number: Number::Singular,
            country: c.country,
            source: c.source,
            record: c.record,
            known: if c.source == CandidateSource::Lexicon { c.record } else { None },
            noun: None,
            definite: false,
            core: None,
        }
    }

    /// The mention that it becomes.
    pub fn mention(&self) -> Mention {
        let nameless = self.level == Level::Nominal && self.core.is_none();
        Mention {
            span: self.span,
            head: self.head,
            kind: self.kind,
            subtype: self.subtype,
            level: self.level,
            entity: None,
            singular: nameless && self.number == Number::Singular && self.kind != "organization",
            source: self.source,
            record: self.record,
        }
    }
}

/// Brings drafts into text order, the longer first; of two on the same tokens the named one stays.
///
/// A name of an organisation takes in the nationality before it: `Yemeni Houthis`.
pub fn settle(text: &Text<'_>, syntax: &Syntax, drafts: &mut Vec<Draft>) {
    let order = |d: &Draft| (d.span.start, std::cmp::Reverse(d.span.end), d.level != Level::Name, d.kind == "norp");
    drafts.sort_by_key(order);
    let mut norp: Option<Draft> = None;
    for draft in drafts.iter_mut() {
        if draft.kind == "norp" {
            norp = Some(draft.clone());
        } else if draft.level == Level::Name
            && draft.kind == "organization"
            && let Some(norp) = norp.as_ref().filter(|n| n.span.end == draft.span.start)
            && text.sentence_of(norp.head) == text.sentence_of(draft.head)
        {
            draft.core = Some(draft.span);
            draft.span = norp.span.cover(draft.span);
            draft.country = draft.country.or(norp.country);
            draft.head = phrases::head_of(text, syntax, draft.span);
        }
    }
    drafts.sort_by_key(order);
    drafts.dedup_by(|b, a| a.span == b.span);
    // A weapon's name is one mention: no `rocket` in `rocket launcher`.
    let thing = |d: &Draft| matches!(d.kind, "weapon" | "vehicle");
    let mut last: Option<TokenSpan> = None;
    drafts.retain(|d| {
        let inside = thing(d) && last.is_some_and(|l| l.contains(d.span));
        if thing(d) && !inside {
            last = Some(d.span);
        }
        !inside
    });
}
