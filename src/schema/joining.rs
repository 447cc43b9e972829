//! The tables of the stages joined into rows: ids in text order, code points for tokens.

mod events;
mod incidents;

use jiff::civil;

use super::{ClaimRow, EntityRow, MentionRow, Number, Report, SCHEMA_VERSION, SentenceRow, TokenRow};
use crate::claims::ClaimId;
use crate::entities::{Entity, EntityId, MentionId};
use crate::events::EventId;
use crate::incidents::{CasualtyId, IncidentId};
use crate::pipeline::{Analysis, Options};
use crate::resources::Resources;
use crate::text::span::{CharSpan, SentenceId, TokenId, TokenSpan};
use crate::values::{DateId, QuantityId};

/// Joins the tables of the stages.
pub fn join(analysis: &Analysis<'_>, options: &Options, resources: &Resources) -> Report {
    let join = Join::new(analysis, resources);
    let publication = analysis.values.publication;
    Report {
        schema_version: SCHEMA_VERSION,
        version: env!("CARGO_PKG_VERSION"),
        doc_id: options.doc_id.clone(),
        title: options.title.clone(),
        publication_date: publication.date().map(|d| d.to_string()),
        date_source: publication.as_str(),
        language: analysis.text.is_english.then_some("en"),
        n_chars: analysis.text.offsets.chars(),
        warnings: options.warnings.iter().cloned().chain(join.warnings()).collect(),
        sentences: join.sentences(),
        mentions: join.mentions(),
        entities: join.entities(),
        events: join.events(),
        claims: join.claims(),
        casualties: join.casualties(),
        incidents: join.incidents(),
        tokens: options.tokens.then(|| join.tokens()),
    }
}

/// One row of the mention table, before it has an id.
#[derive(Clone, Copy, PartialEq, Eq)]
enum MentionSource {
    Entity(MentionId),
    Date(DateId),
    Quantity(QuantityId),
}

/// Names, entities and mentions of an argument.
type Arguments = (Vec<String>, Vec<Option<String>>, Vec<String>);

struct Join<'a, 'b> {
    a: &'a Analysis<'b>,
    resources: &'a Resources,
    /// The mention table's rows, in text order.
    order: Vec<MentionSource>,
    /// Output number of each entity mention, date and quantity.
    mention_number: Vec<usize>,
    date_number: Vec<usize>,
    quantity_number: Vec<usize>,
}

impl<'a, 'b> Join<'a, 'b> {
    fn new(a: &'a Analysis<'b>, resources: &'a Resources) -> Self {
        let mut order: Vec<(TokenSpan, MentionSource)> = Vec::new();
        order.extend(
            a.entities.mentions.iter().enumerate().map(|(i, m)| (m.span, MentionSource::Entity(MentionId::new(i)))),
        );
        order.extend(a.values.dates.iter().enumerate().map(|(i, d)| (d.span, MentionSource::Date(DateId::new(i)))));
        let quantities = a.values.quantities.iter().enumerate().filter(|(_, q)| q.is_mention);
        order.extend(quantities.map(|(i, q)| (q.row, MentionSource::Quantity(QuantityId::new(i)))));
        order.sort_by_key(|(span, _)| (span.start, std::cmp::Reverse(span.end)));
        let mut mention_number = vec![0; a.entities.mentions.len()];
        let mut date_number = vec![0; a.values.dates.len()];
        let mut quantity_number = vec![0; a.values.quantities.len()];
        let order: Vec<_> = order.into_iter().map(|(_, source)| source).collect();
        for (number, source) in order.iter().enumerate() {
            match source {
                MentionSource::Entity(m) => mention_number[m.index()] = number + 1,
                MentionSource::Date(d) => date_number[d.index()] = number + 1,
                MentionSource::Quantity(q) => quantity_number[q.index()] = number + 1,
            }
        }
        Self { a, resources, order, mention_number, date_number, quantity_number }
    }

    fn chars(&self, span: TokenSpan) -> CharSpan {
        self.a.text.offsets.chars_of(self.a.text.bytes(span))
    }

    fn string(&self, span: TokenSpan) -> String {
        self.a.text.slice(span).to_owned()
    }

    fn sentence_id(&self, token: TokenId) -> String {
        sentence_id(self.a.text.sentence_of(token))
    }

    fn quantity_id(&self, id: QuantityId) -> String {
        format!("m{}", self.quantity_number.get(id.index()).copied().unwrap_or(0))
    }

    fn mention_id(&self, id: MentionId) -> String {
        format!("m{}", self.mention_number.get(id.index()).copied().unwrap_or(0))
    }

    fn warnings(&self) -> Vec<String> {
        let mut out = Vec::new();
        if self.a.text.tokens.is_empty() {
            out.push("the text has no words".to_owned());
        } else if !self.a.text.is_english {
            out.push("the text does not look like English; what was found may be wrong".to_owned());
        }
        out
    }

    fn sentences(&self) -> Vec<SentenceRow> {
        let row = |(i, s): (usize, &crate::text::Sentence)| {
            let span = self.a.text.offsets.chars_of(s.span);
            SentenceRow { id: sentence_id(SentenceId::new(i)), start: span.start, end: span.end, kind: s.kind.as_str() }
        };
        self.a.text.sentences.iter().enumerate().map(row).collect()
    }

    fn tokens(&self) -> Vec<TokenRow> {
        let row = |(i, t): (usize, &crate::text::Token)| {
            let (id, span) = (TokenId::new(i), self.a.text.offsets.chars_of(t.span));
            TokenRow {
                id: format!("t{i}"),
                sentence: sentence_id(t.sentence),
                start: span.start,
                end: span.end,
                text: self.a.text.token(id).to_owned(),
                lemma: self.a.syntax.lemma(id).to_owned(),
                upos: self.a.syntax.upos(id).as_str(),
                head: self.a.syntax.head(id).map(|h| format!("t{h}")),
                deprel: self.a.syntax.deprel(id).as_str(),
            }
        };
        self.a.text.tokens.iter().enumerate().map(row).collect()
    }

    fn mentions(&self) -> Vec<MentionRow> {
        let row = |(number, source): (usize, &MentionSource)| {
            let span = match source {
                MentionSource::Entity(m) => self.a.entities.mentions[m.index()].span,
                MentionSource::Date(d) => self.a.values.dates[d.index()].span,
                MentionSource::Quantity(q) => self.a.values.quantities[q.index()].row,
            };
            let chars = self.chars(span);
            let mut row = MentionRow {
                id: format!("m{}", number + 1),
                entity_id: None,
                sentence: self.sentence_id(span.start),
                text: self.string(span),
                start: chars.start,
                end: chars.end,
                r#type: "",
                subtype: None,
                level: "nominal",
                value: None,
                low: None,
                best: None,
                high: None,
                qualifier: None,
                unit: None,
            };
            match source {
                MentionSource::Entity(m) => {
                    let m = &self.a.entities.mentions[m.index()];
                    row.entity_id = m.entity.map(entity_id);
                    (row.r#type, row.subtype, row.level) = (m.kind, m.subtype, m.level.as_str());
                }
                MentionSource::Date(d) => {
                    let d = &self.a.values.dates[d.index()];
                    (row.r#type, row.subtype, row.value) = ("date", Some(d.kind.as_str()), d.value.clone());
                }
                MentionSource::Quantity(q) => {
                    let q = &self.a.values.quantities[q.index()];
                    row.r#type = if q.money { "money" } else { "quantity" };
                    row.low = q.bounds.low.map(Number::from);
                    row.best = q.bounds.best.map(Number::from);
                    row.high = q.bounds.high.map(Number::from);
                    row.qualifier = Some(q.qualifier);
                    row.unit = q.unit.clone();
                }
            }
            row
        };
        self.order.iter().enumerate().map(row).collect()
    }

    fn entities(&self) -> Vec<EntityRow> {
        let row = |(i, e): (usize, &Entity)| EntityRow {
            id: entity_id(EntityId::new(i)),
            name: e.name.clone(),
            r#type: e.kind,
            subtype: e.subtype,
            country: e.country.clone(),
            aliases: e.aliases.clone(),
            role: e.role.clone(),
            n_mentions: count(e.mentions.len()),
            lat: e.place.as_ref().map(|p| p.lat),
            lon: e.place.as_ref().map(|p| p.lon),
            geonameid: e.place.as_ref().and_then(|p| p.geonameid),
            admin1: e.place.as_ref().and_then(|p| p.admin1.clone()),
            cameo_actor: e.cameo_actor.clone(),
        };
        self.a.entities.entities.iter().enumerate().map(row).collect()
    }

    /// Who takes part, or the figure that stands for them and is no entity (`killed four`).
    fn taking_part(&self, mentions: &[MentionId], figure: Option<QuantityId>) -> Arguments {
        let mut out = self.arguments(mentions.iter().copied());
        if let Some(id) = figure {
            out.0.push(self.string(self.a.values.quantities[id.index()].row));
            out.1.push(None);
            out.2.push(self.quantity_id(id));
        }
        out
    }

    /// Names, entity ids and mention ids of some arguments.
    fn arguments(&self, mentions: impl Iterator<Item = MentionId>) -> Arguments {
        let mut out = (Vec::new(), Vec::new(), Vec::new());
        for id in mentions {
            let Some(mention) = self.a.entities.mention(id) else { continue };
            out.0.push(self.a.entities.entity_of(id).map_or_else(|| self.string(mention.span), |e| e.name.clone()));
            out.1.push(mention.entity.map(entity_id));
            out.2.push(self.mention_id(id));
        }
        out
    }

    fn claims(&self) -> Vec<ClaimRow> {
        let row = |(i, c): (usize, &crate::claims::Claim)| {
            let (source, cue, content) =
                (c.source.map(|s| self.chars(s)), c.cue.map(|s| self.chars(s)), c.content.map(|s| self.chars(s)));
            ClaimRow {
                id: claim_id(ClaimId::new(i)),
                sentence: sentence_id(c.sentence),
                source: c.source.map(|s| self.string(s)),
                source_start: source.map(|s| s.start),
                source_end: source.map(|s| s.end),
                source_id: c.source_entity.map(entity_id),
                source_type: c.source_type,
                anonymous: c.anonymous,
                cue: c.cue.map(|s| self.string(s)),
                cue_start: cue.map(|s| s.start),
                cue_end: cue.map(|s| s.end),
                stance: c.stance,
                content: c.content.map(|s| self.string(s)),
                content_start: content.map(|s| s.start),
                content_end: content.map(|s| s.end),
                quote: c.quote.as_str(),
                nested_in: c.nested_in.map(claim_id),
                event_ids: c.events.iter().map(|&e| event_id(e)).collect(),
            }
        };
        self.a.claims.rows.iter().enumerate().map(row).collect()
    }
}

fn sentence_id(id: SentenceId) -> String {
    format!("s{id}")
}

fn entity_id(id: EntityId) -> String {
    format!("e{}", id.index() + 1)
}

fn event_id(id: EventId) -> String {
    format!("ev{}", id.index() + 1)
}

fn claim_id(id: ClaimId) -> String {
    format!("c{}", id.index() + 1)
}

fn casualty_id(id: CasualtyId) -> String {
    format!("k{}", id.index() + 1)
}

fn incident_id(id: IncidentId) -> String {
    format!("i{}", id.index() + 1)
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// ISO 8601, for the years that four digits can hold.
fn iso(date: civil::Date) -> Option<String> {
    (date.year() >= 1).then(|| date.to_string())
}
