//! Everything that the stages know, as one value that every document of an extractor shares.

use std::sync::Arc;

use once_cell::sync::OnceCell;

use crate::entities::actors::Actor;
use crate::error::Error;
use crate::ontology::Ontology;
use crate::{claims, entities, events, incidents, syntax, text, values};

/// The ontology and each stage's lexicon. Cheap to clone: the parts are shared.
#[derive(Clone, Debug)]
pub struct Resources {
    /// Event types, enums and codes.
    pub ontology: Arc<Ontology>,
    /// Actors, role nouns, places.
    pub entities: Arc<entities::lexicon::Lexicon>,
    /// Time and number words.
    pub values: Arc<values::lexicon::Lexicon>,
    /// Triggers and frames.
    pub events: Arc<events::lexicon::Lexicon>,
    /// Cues and hedges.
    pub claims: Arc<claims::lexicon::Lexicon>,
    /// Victim nouns and discourse words.
    pub incidents: Arc<incidents::lexicon::Lexicon>,
}

impl Resources {
    /// What the package ships, read on first use.
    ///
    /// # Errors
    /// A fault in a shipped data file; the package's tests read them all.
    pub fn builtin() -> Result<&'static Self, Error> {
        static BUILTIN: OnceCell<Resources> = OnceCell::new();
        BUILTIN.get_or_try_init(|| {
            // Text and syntax read their tables by themselves and go on without a faulty one: that is said here.
            text::cues::Cues::builtin()?;
            text::lexicon::Lexicon::builtin()?;
            syntax::models::Models::builtin()?;
            syntax::clusters::Clusters::builtin()?;
            syntax::predicates::lexicon::Lexicon::builtin()?;
            let ontology = Ontology::builtin()?;
            Ok(Self {
                entities: Arc::new(entities::lexicon::Lexicon::builtin(&ontology)?),
                values: Arc::new(values::lexicon::Lexicon::builtin(&ontology)?),
                events: Arc::new(events::lexicon::Lexicon::builtin(&ontology)?),
                claims: Arc::new(claims::lexicon::Lexicon::builtin(&ontology)?),
                incidents: Arc::new(incidents::lexicon::Lexicon::builtin(&ontology)?),
                ontology: Arc::new(ontology),
            })
        })
    }
}

impl Resources {
    /// What the package ships, with actors and events of the user's own, which win over ours on the same words. Of the
    /// events: the file's name, as errors give it, and its content.
    ///
    /// # Errors
    /// The row or entry at fault and what would be right.
    pub fn with(actors: &[Actor], events: Option<(&str, &str)>) -> Result<Self, Error> {
        let mut out = Self::builtin()?.clone();
        if !actors.is_empty() {
            out.entities = Arc::new(out.entities.with_actors(actors, &out.ontology)?);
        }
        if let Some((file, content)) = events {
            let types = events::lexicon::own_types(file, content)?;
            if !types.is_empty() {
                let ontology = out.ontology.with_types(file, &types)?;
                out.incidents = Arc::new(out.incidents.with_types(&types, &ontology));
                out.ontology = Arc::new(ontology);
            }
            out.events = Arc::new(events::lexicon::Lexicon::with_events(file, content, &out.ontology)?);
        }
        Ok(out)
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_shipped_data_file_reads() {
        super::Resources::builtin().map(|_| ()).expect("a shipped data file is at fault");
    }
}
