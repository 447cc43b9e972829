//! Stage 9. Schema: the structs that become dicts. The only definition of the output, version 1.
//!
//! Each field is a key, in the order of the output; [`join`] fills them from the tables of the stages.

mod joining;

use serde::Serialize;

pub use joining::join;

/// The version of the contract.
pub const SCHEMA_VERSION: &str = "1";

type Name = &'static str;

macro_rules! rows {
    ($($(#[$doc:meta])* $row:ident { $($(#[$key_doc:meta])* $key:ident: $type:ty),+ $(,)? })+) => {
        $(
            $(#[$doc])*
            #[derive(Clone, Debug, PartialEq, Serialize)]
            #[cfg_attr(feature = "python", derive(pyo3::IntoPyObject))]
            pub struct $row { $($(#[$key_doc])* pub $key: $type),+ }

            impl $row {
                /// The keys, in the order of the output.
                pub const KEYS: &'static [&'static str] = &[$(unraw(stringify!($key))),+];
            }
        )+

        /// Every kind of row with its keys.
        pub const ROWS: &[(&str, &[&str])] = &[$((stringify!($row), $row::KEYS)),+];
    };
}

/// `r#type` is the key `type`.
const fn unraw(name: &'static str) -> &'static str {
    match name.as_bytes() {
        [b'r', b'#', ..] => name.split_at(2).1,
        _ => name,
    }
}

rows! {
    /// One document.
    Report {
        /// `"1"`.
        schema_version: Name,
        /// The package's version.
        version: Name,
        /// As given.
        doc_id: Option<String>,
        /// As given.
        title: Option<String>,
        /// ISO date.
        publication_date: Option<String>,
        /// given, dateline or none.
        date_source: Name,
        /// `"en"`, or None with a warning where the text does not look English.
        language: Option<Name>,
        /// Code points in the text.
        n_chars: u32,
        /// What was noticed.
        warnings: Vec<String>,
        /// The sentences.
        sentences: Vec<SentenceRow>,
        /// The mentions.
        mentions: Vec<MentionRow>,
        /// The entities.
        entities: Vec<EntityRow>,
        /// The events.
        events: Vec<EventRow>,
        /// The claims.
        claims: Vec<ClaimRow>,
        /// The ledger.
        casualties: Vec<CasualtyRow>,
        /// The incidents.
        incidents: Vec<IncidentRow>,
        /// The tokens, on request; else the key is left out.
        #[serde(skip_serializing_if = "Option::is_none")]
        tokens: Option<Vec<TokenRow>>,
    }

    /// One sentence.
    #[allow(missing_docs)]
    SentenceRow { id: String, start: u32, end: u32, kind: Name }

    /// One token.
    #[allow(missing_docs)]
    TokenRow {
        id: String,
        sentence: String,
        start: u32,
        end: u32,
        text: String,
        lemma: String,
        upos: Name,
        head: Option<String>,
        deprel: Name,
    }

    /// One mention.
    #[allow(missing_docs)]
    MentionRow {
        id: String,
        entity_id: Option<String>,
        sentence: String,
        text: String,
        start: u32,
        end: u32,
        r#type: Name,
        subtype: Option<Name>,
        level: Name,
        value: Option<String>,
        low: Option<Number>,
        best: Option<Number>,
        high: Option<Number>,
        qualifier: Option<Name>,
        unit: Option<String>,
    }

    /// One entity.
    #[allow(missing_docs)]
    EntityRow {
        id: String,
        name: String,
        r#type: Name,
        subtype: Option<Name>,
        country: Option<String>,
        aliases: Vec<String>,
        role: Option<String>,
        n_mentions: u32,
        lat: Option<f64>,
        lon: Option<f64>,
        geonameid: Option<i64>,
        admin1: Option<String>,
        cameo_actor: Option<String>,
    }

    /// One event mention.
    #[allow(missing_docs)]
    EventRow {
        id: String,
        sentence: String,
        r#type: String,
        class: String,
        trigger: String,
        start: u32,
        end: u32,
        actor: Vec<String>,
        actor_ids: Vec<Option<String>>,
        actor_mentions: Vec<String>,
        target: Vec<String>,
        target_ids: Vec<Option<String>>,
        target_mentions: Vec<String>,
        place: Vec<String>,
        place_ids: Vec<Option<String>>,
        place_mentions: Vec<String>,
        place_precision: Option<Name>,
        place_basis: Option<Name>,
        country: Option<String>,
        lat: Option<f64>,
        lon: Option<f64>,
        weapon: Option<String>,
        weapon_type: Option<Name>,
        weapon_mention: Option<String>,
        time_mention: Option<String>,
        date_start: Option<String>,
        date_end: Option<String>,
        date_precision: Option<Name>,
        date_basis: Option<Name>,
        factuality: Name,
        attempt: bool,
        hedge: Option<String>,
        source: Vec<String>,
        source_ids: Vec<Option<String>>,
        source_type: Option<Name>,
        anonymous: Option<bool>,
        claim_ids: Vec<String>,
        background: bool,
        incident_id: Option<String>,
        cameo: Option<String>,
        plover: Option<String>,
        plover_mode: Option<String>,
        acled: Option<String>,
        ucdp: Option<String>,
        rule: String,
    }

    /// One claim.
    #[allow(missing_docs)]
    ClaimRow {
        id: String,
        sentence: String,
        source: Option<String>,
        source_start: Option<u32>,
        source_end: Option<u32>,
        source_id: Option<String>,
        source_type: Option<Name>,
        anonymous: Option<bool>,
        cue: Option<String>,
        cue_start: Option<u32>,
        cue_end: Option<u32>,
        stance: Option<Name>,
        content: Option<String>,
        content_start: Option<u32>,
        content_end: Option<u32>,
        quote: Name,
        nested_in: Option<String>,
        event_ids: Vec<String>,
    }

    /// One figure or named victim.
    #[allow(missing_docs)]
    CasualtyRow {
        id: String,
        event_id: Option<String>,
        incident_id: Option<String>,
        sentence: String,
        text: String,
        start: u32,
        end: u32,
        kind: Name,
        low: Option<i64>,
        best: Option<i64>,
        high: Option<i64>,
        qualifier: Option<Name>,
        victims: Option<String>,
        victim_type: Option<Name>,
        victim_country: Option<String>,
        demographic: Option<Name>,
        names: Vec<String>,
        subset_of: Option<String>,
        cumulative: bool,
        source: Option<String>,
        claim_id: Option<String>,
    }

    /// One incident.
    #[allow(missing_docs)]
    IncidentRow {
        id: String,
        r#type: String,
        class: String,
        actor: Vec<String>,
        actor_ids: Vec<Option<String>>,
        target: Vec<String>,
        target_ids: Vec<Option<String>>,
        place: Vec<String>,
        place_ids: Vec<Option<String>>,
        country: Option<String>,
        lat: Option<f64>,
        lon: Option<f64>,
        place_precision: Option<Name>,
        date_start: Option<String>,
        date_end: Option<String>,
        date_precision: Option<Name>,
        killed_low: Option<i64>,
        killed_best: Option<i64>,
        killed_high: Option<i64>,
        wounded_low: Option<i64>,
        wounded_best: Option<i64>,
        wounded_high: Option<i64>,
        status: Name,
        disputed: Vec<Name>,
        sources: Vec<String>,
        weapon_type: Option<Name>,
        n_events: u32,
        event_ids: Vec<String>,
        claim_ids: Vec<String>,
        casualty_ids: Vec<String>,
        background: bool,
        cameo: Option<String>,
        plover: Option<String>,
        acled: Option<String>,
        ucdp: Option<String>,
        summary: Option<String>,
    }
}

/// A figure: whole where it is whole.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "python", derive(pyo3::IntoPyObject))]
#[serde(untagged)]
pub enum Number {
    /// A count.
    Int(i64),
    /// An amount.
    Float(f64),
}

impl From<f64> for Number {
    fn from(value: f64) -> Self {
        #[allow(clippy::cast_possible_truncation)]
        if value.fract() == 0.0 && value.abs() < 9e15 { Self::Int(value as i64) } else { Self::Float(value) }
    }
}
