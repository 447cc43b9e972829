//! The whole way of a text, on one screen.

use jiff::civil;

use crate::claims::Claims;
use crate::entities::Entities;
use crate::events::Events;
use crate::incidents::Incidents;
use crate::resources::Resources;
use crate::schema::{self, Report};
use crate::syntax::Syntax;
use crate::text::Text;
use crate::values::Values;

/// What is known of a text beside itself.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Day of publication.
    pub published: Option<civil::Date>,
    /// Kept, not read.
    pub title: Option<String>,
    /// Kept, not read.
    pub doc_id: Option<String>,
    /// Give the tokens too?
    pub tokens: bool,
    /// What was noticed before the text was read.
    pub warnings: Vec<String>,
}

/// Every stage's table of one text.
#[derive(Debug)]
#[allow(missing_docs)]
pub struct Analysis<'a> {
    pub text: Text<'a>,
    pub syntax: Syntax,
    pub entities: Entities,
    pub values: Values,
    pub events: Events,
    pub claims: Claims,
    pub incidents: Incidents,
}

/// Runs the stages in order; each sees only those before it.
pub fn analyse<'a>(source: &'a str, published: Option<civil::Date>, resources: &Resources) -> Analysis<'a> {
    let text = Text::new(source);
    let syntax = Syntax::new(&text);
    let entities = Entities::new(&text, &syntax, resources);
    let values = Values::new(&text, &syntax, published, resources);
    let events = Events::new(&text, &syntax, &entities, &values, resources);
    let claims = Claims::new(&text, &syntax, &entities, &values, &events, resources);
    let incidents = Incidents::new(&text, &syntax, &entities, &values, &events, &claims, resources);
    Analysis { text, syntax, entities, values, events, claims, incidents }
}

/// Reads a text and reports what it tells.
pub fn extract(source: &str, options: &Options, resources: &Resources) -> Report {
    schema::join(&analyse(source, options.published, resources), options, resources)
}
