//! Stage 6. Claims: who says so, and did it happen.

pub mod attribution;
pub mod chains;
pub mod content;
pub mod cues;
pub mod factuality;
pub mod lexicon;
pub mod links;
pub mod parties;
pub mod sources;

use crate::entities::{Entities, EntityId};
use crate::events::{EventId, Events};
use crate::ontology::Ontology;
use crate::resources::Resources;
use crate::syntax::Syntax;
use crate::syntax::predicates::Predicate;
use crate::text::Text;
use crate::text::quotes::Quotations;
use crate::text::span::{SentenceId, TokenId, TokenSpan, index_type};
use crate::values::Values;
use lexicon::Lexicon;

index_type! {
    /// A claim's position in [`Claims::rows`].
    ClaimId
}

/// The stance of who owns up to a deed.
pub const OWNS: &str = "claims_responsibility";

/// The classes of what somebody may own up to.
const DEEDS: &[&str] = &["violence", "outcome"];

/// The claims of a text, and for each event how far it is said to be true.
#[derive(Debug, Default)]
pub struct Claims {
    /// Claims in text order.
    pub rows: Vec<Claim>,
    /// One assessment an event, in the order of [`Events::rows`].
    pub assessments: Vec<Assessment>,
}

/// Who says what, in which words.
#[derive(Clone, Debug)]
pub struct Claim {
    /// The sentence of its cue.
    pub sentence: SentenceId,
    /// The words that name who says so.
    pub source: Option<TokenSpan>,
    /// Who that is.
    pub source_entity: Option<EntityId>,
    /// Who says so together with it: `Moscow` **and Ankara** `announced`.
    pub joint: Vec<EntityId>,
    /// True where a pronoun says so that stands for nobody whom the text names or describes.
    pub nameless: bool,
    /// A name of the ontology's `source_type` enum.
    pub source_type: Option<&'static str>,
    /// True where the source is an unnamed person; None without a source.
    pub anonymous: Option<bool>,
    /// The words that say that it is said.
    pub cue: Option<TokenSpan>,
    /// A name of the ontology's `stance` enum.
    pub stance: Option<&'static str>,
    /// What is said, quotation marks and a leading `that` included.
    pub content: Option<TokenSpan>,
    /// Is it quoted?
    pub quote: Quote,
    /// The claim that this one is part of the content of.
    pub nested_in: Option<ClaimId>,
    /// The events that it speaks of, in text order.
    pub events: Vec<EventId>,
}

impl Claim {
    /// How its source is named: the entity's best name, else the words themselves; None without a source, or where only a
    /// pronoun names it.
    pub fn source_name(&self, text: &Text<'_>, entities: &Entities) -> Option<String> {
        if self.nameless {
            return None;
        }
        let entity = self.source_entity.and_then(|e| entities.entity(e));
        entity.map(|e| e.name.clone()).or_else(|| self.source.map(|s| text.slice(s).to_owned()))
    }
}

/// How far a content is quoted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Quote {
    /// In the writer's words.
    #[default]
    None,
    /// In part.
    Partial,
    /// In whole.
    Direct,
}

impl Quote {
    /// The name in the output.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Partial => "partial",
            Self::Direct => "direct",
        }
    }
}

/// What the text says of an event's truth.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Assessment {
    /// The most cautious reading that scopes over the trigger.
    pub factuality: Factuality,
    /// The hedging words.
    pub hedge: Option<TokenSpan>,
    /// True where its own sentence or a claim about it tells that it was tried and failed.
    pub attempt: bool,
    /// Claims that speak of it, the nearest link of the chain first.
    pub claims: Vec<ClaimId>,
    /// Those of them whose sources tell that it is so, or is not: none where the text itself says so.
    pub attesting: Vec<ClaimId>,
}

/// Did it happen? From the least to the most cautious.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Factuality {
    /// The text says so itself.
    #[default]
    Asserted,
    /// Somebody who is not a party says so.
    Reported,
    /// A party says so, or the cue keeps its distance.
    Claimed,
    /// Somebody confirms it.
    Confirmed,
    /// It may be so.
    Possible,
    /// It is intended, ordered, threatened.
    Planned,
    /// The text says that it is not so.
    Negated,
    /// Somebody says that it is not so.
    Denied,
}

impl Factuality {
    /// The name in the output.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Asserted => "asserted",
            Self::Reported => "reported",
            Self::Claimed => "claimed",
            Self::Confirmed => "confirmed",
            Self::Possible => "possible",
            Self::Planned => "planned",
            Self::Negated => "negated",
            Self::Denied => "denied",
        }
    }
}

impl Claims {
    /// Finds the claims of a text and assesses its events.
    pub fn new(
        text: &Text<'_>,
        syntax: &Syntax,
        entities: &Entities,
        values: &Values,
        events: &Events,
        resources: &Resources,
    ) -> Self {
        let quotations = Quotations::new(text);
        let lexicon = &*resources.claims;
        let ctx = Context {
            text,
            syntax,
            entities,
            values,
            events,
            lexicon,
            ontology: &resources.ontology,
            quotations: &quotations,
        };
        let found = attribution::find(&ctx);
        let assessments = factuality::assess(&ctx, &found);
        Self { rows: found.into_iter().map(|a| a.claim).collect(), assessments }
    }
}

/// What every part of the stage looks at.
#[derive(Clone, Copy, Debug)]
pub struct Context<'c, 'a, 'l> {
    /// The text.
    pub text: &'c Text<'a>,
    /// Its syntax.
    pub syntax: &'c Syntax,
    /// Its entities.
    pub entities: &'c Entities,
    /// Its dates and numbers.
    pub values: &'c Values,
    /// Its events.
    pub events: &'c Events,
    /// What the stage knows.
    pub lexicon: &'l Lexicon,
    /// Event types and their classes.
    pub ontology: &'l Ontology,
    /// The quotations of the text.
    pub quotations: &'c Quotations,
}

impl<'c> Context<'c, '_, '_> {
    /// The predicate that a token heads.
    pub fn predicate(&self, token: TokenId) -> Option<&'c Predicate> {
        self.syntax.predicates.of(token)
    }

    /// Does it end as a gerund or present participle does?
    pub fn is_ing(&self, token: TokenId) -> bool {
        self.text.lower(token).ends_with("ing")
    }

    /// Is it a comma?
    pub fn is_comma(&self, token: TokenId) -> bool {
        self.text.token(token) == ","
    }

    /// Is it a colon?
    pub fn is_colon(&self, token: TokenId) -> bool {
        self.text.token(token) == ":"
    }

    /// Is it a quotation mark?
    pub fn is_mark(&self, token: TokenId) -> bool {
        matches!(self.text.token(token), "\"" | "'" | "''" | "“" | "”" | "‘" | "’")
    }

    /// Does it end a sentence?
    pub fn ends_sentence(&self, token: TokenId) -> bool {
        matches!(self.text.token(token), "." | "?" | "!" | ";")
    }

    /// Does it end a clause, as the last word of a quotation before `he said` does?
    pub fn ends_clause(&self, token: TokenId) -> bool {
        matches!(self.text.token(token), "," | "." | "?" | "!" | "…" | "..." | "—" | "–" | "--")
    }

    /// Punctuation that belongs to no phrase at whose edge it stands.
    pub fn is_edge(&self, token: TokenId) -> bool {
        self.ends_clause(token) || matches!(self.text.token(token), ";" | ":" | "-" | ")" | "|")
    }

    /// Does a sentence begin here, by its capital?
    pub fn begins_sentence(&self, token: TokenId) -> bool {
        self.text.token(token).starts_with(char::is_uppercase)
    }
}
