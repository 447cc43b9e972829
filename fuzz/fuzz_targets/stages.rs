//! Each stage alone, on what the stages before made of the text.

#![no_main]

use dateline::Resources;
use dateline::claims::Claims;
use dateline::entities::Entities;
use dateline::events::Events;
use dateline::incidents::Incidents;
use dateline::syntax::Syntax;
use dateline::text::Text;
use dateline::values::Values;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|source: &str| {
    let resources = Resources::builtin().expect("data");
    let text = Text::new(source);
    let syntax = Syntax::new(&text);
    assert_eq!(syntax.heads.len(), text.tokens.len());
    let entities = Entities::new(&text, &syntax, resources);
    let values = Values::new(&text, &syntax, None, resources);
    let events = Events::new(&text, &syntax, &entities, &values, resources);
    let claims = Claims::new(&text, &syntax, &entities, &values, &events, resources);
    assert_eq!(claims.assessments.len(), events.rows.len());
    let incidents = Incidents::new(&text, &syntax, &entities, &values, &events, &claims, resources);
    assert_eq!(incidents.inherited.len(), events.rows.len());
});
