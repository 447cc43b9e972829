//! Countries and codes of parties without a name: what stands behind them (`the mayor of Nablus`, `rebels in Chad`,
//! `ministers from the Georgian government`) or in them (`UN troops`) tells whose they are. Last, when places are known.

use super::candidates::Iso3;
use super::lexicon::Lexicon;
use super::places::is_state;
use super::{Entities, Level, Mention, MentionId};
use crate::syntax::Syntax;
use crate::syntax::phrases::{self, NounPhrase};
use crate::syntax::tags::Upos;
use crate::text::Text;
use crate::text::span::{TokenId, TokenSpan};

/// How far behind an unnamed mention its country is looked for.
pub const REACH: u32 = 12;

/// Completes the countries of unnamed parties, then every code that is made of country and role.
pub fn settle(text: &Text<'_>, syntax: &Syntax, lexicon: &Lexicon, out: &mut Entities) {
    for id in (0..out.mentions.len()).map(MentionId::new) {
        let Some(mention) = out.mention(id).filter(|m| m.level == Level::Nominal) else { continue };
        if mention.entity.and_then(|e| out.entity(e)).is_none_or(|e| e.country.is_some()) {
            continue;
        }
        let country = behind(text, syntax, lexicon, out, id);
        let entity = mention.entity.and_then(|e| out.entities.get_mut(e.index()));
        if let (Some(entity), Some(country)) = (entity, country) {
            entity.country = Some(country);
        }
    }
    code(lexicon, out);
}

/// Makes every code that is made of country and role.
pub fn code(lexicon: &Lexicon, out: &mut Entities) {
    for i in 0..out.entities.len() {
        let entity = &out.entities[i];
        let Some(role) = &entity.cameo_role else { continue };
        let country = entity.country.as_deref().and_then(Iso3::parse);
        // `UN troops`: those of a body that has no country are coded with that body.
        let body = || {
            let whole =
                entity.part_of.and_then(|id| out.entity(id)).filter(|w| w.country.is_none() && w.cameo_role.is_none());
            whole.and_then(|w| w.cameo_actor.clone())
        };
        let code = match (country, body()) {
            (Some(country), _) => lexicon.cameo((entity.kind, entity.subtype), Some(country), Some(role)),
            (None, Some(body)) => Some(format!("{body}{role}")),
            (None, None) => continue,
        };
        out.entities[i].cameo_actor = code;
    }
}

/// The country of what is named in the phrase behind a mention, if its preposition tells one: of a state, a people or a
/// body, else of the last place (`the West Bank city of Nablus`).
fn behind(text: &Text<'_>, syntax: &Syntax, lexicon: &Lexicon, out: &Entities, id: MentionId) -> Option<String> {
    let mention = out.mention(id)?;
    let link = mention.span.end;
    if !lexicon.country_after((mention.kind, mention.subtype), text.lower(link)) {
        return None;
    }
    let named = |span: TokenSpan| out.within(span).filter(|(_, m)| m.level != Level::Pronoun);
    let country = |id: MentionId| out.entity_of(id).and_then(|e| e.country.clone());
    let phrase = phrases::noun_phrase(text, syntax, mention.head, NounPhrase::Complements);
    let end = phrase.end.min(TokenId(link.0.saturating_add(REACH)));
    if link >= end {
        // `ministers from the Georgian government`, with the phrase on the verb: a body moves from nowhere.
        let start = TokenId(link.0 + 1 + u32::from(syntax.upos(TokenId(link.0 + 1)) == Upos::Det));
        let near = TokenSpan { start, end: TokenId(start.0.saturating_add(REACH)) };
        // What does not move is where the verb says.
        let fixed = mention.kind == "facility";
        let kind = |m: &Mention| m.kind == "organization" || fixed && m.kind == "location";
        let body = named(near).next().filter(|(_, m)| m.span.start == start && kind(m));
        return body.and_then(|(id, _)| country(id));
    }
    let behind = TokenSpan { start: link, end };
    let party = named(behind).filter(|(_, m)| m.kind != "location" || m.subtype.is_some_and(is_state));
    let places = named(behind).filter(|(_, m)| m.kind == "location");
    party.filter_map(|(id, _)| country(id)).next().or_else(|| places.filter_map(|(id, _)| country(id)).last())
}

#[cfg(test)]
mod tests {
    use crate::entities::testing;

    fn code(text: &str, name: &str) -> Option<String> {
        testing::code(text, |own| own.starts_with(name))
    }

    #[test]
    fn what_stands_behind_an_unnamed_party_tells_its_country() {
        assert_eq!(code("Police questioned the mayor of the town of Nablus.", "mayor").as_deref(), Some("PSEGOV"));
        assert_eq!(code("Rebels in Chad attacked a post.", "Rebels").as_deref(), Some("TCDREB"));
        assert_eq!(code("Ministers from the Georgian government resigned.", "Ministers").as_deref(), Some("GEOGOV"));
        assert_eq!(
            code("The rebels received ministers from the Georgian government.", "ministers").as_deref(),
            Some("GEOGOV")
        );
        assert_eq!(
            code("Israel released the mayor of the West Bank city of Nablus.", "mayor").as_deref(),
            Some("PSEGOV")
        );
        assert_eq!(code("South Sudanese rebels left.", "South Sudanese rebels").as_deref(), Some("SSDREB"));
        // An ambassador in Kabul is hardly an Afghan.
        assert_eq!(code("Diplomats in Kabul left.", "Diplomats").as_deref(), Some("---GOV"));
    }

    #[test]
    fn a_role_without_a_country_stands_behind_hyphens_and_a_body_of_no_country_first() {
        assert_eq!(code("Rebels attacked a post.", "Rebels").as_deref(), Some("---REB"));
        assert_eq!(code("Aid agencies left.", "Aid agencies").as_deref(), Some("NGO"));
    }

    #[test]
    fn those_of_a_body_without_a_country_are_coded_with_it() {
        assert_eq!(code("UN troops withdrew.", "UN troops").as_deref(), Some("IGOUNOMIL"));
    }
}
