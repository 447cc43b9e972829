//! Where parties of whom nothing says whose they are may be at home (`the army`, `rebels`, `two villagers`): in the one
//! country that their sentence has them in, else in the dateline's or the only one of the text, where the sentence tells of
//! no other side that it could be. A guess, made when everything that the text says of a country is known.

use super::affiliation::{self, REACH};
use super::lexicon::{Home, Lexicon};
use super::{Entities, EntityId, Level, Mention, MentionId};
use crate::syntax::Syntax;
use crate::syntax::tags::Upos;
use crate::text::{SentenceKind, Text};

/// The countries that some mentions tell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
enum Told {
    #[default]
    Nothing,
    One(String),
    Several,
}

impl Told {
    fn add(&mut self, country: &str) {
        match self {
            Self::Nothing => *self = Self::One(country.to_owned()),
            Self::One(c) if c != country => *self = Self::Several,
            _ => {}
        }
    }

    fn one(&self) -> Option<&str> {
        match self {
            Self::One(c) => Some(c),
            _ => None,
        }
    }
}

/// The countries of one sentence.
#[derive(Clone, Debug, Default)]
struct Sentence {
    /// Of places where something is or happens.
    placed: Told,
    /// Of places that stand otherwise, as the states that they are.
    bare: Told,
    /// Of nationalities.
    people: Told,
}

/// Gives unnamed parties without a country the one where they are at home.
pub fn settle(text: &Text<'_>, syntax: &Syntax, lexicon: &Lexicon, out: &mut Entities) {
    let mut sentences = vec![Sentence::default(); text.sentences.len()];
    let (mut whole, mut dateline) = (Told::Nothing, Told::Nothing);
    for mention in &out.mentions {
        let kind = match mention.kind {
            "location" | "norp" if mention.level == Level::Name => mention.kind,
            _ => continue,
        };
        let Some(country) = mention.entity.and_then(|e| out.entity(e)).and_then(|e| e.country.as_deref()) else {
            continue;
        };
        let at = text.sentence_of(mention.span.start);
        let Some(sentence) = sentences.get_mut(at.index()) else { continue };
        whole.add(country);
        if text.sentence(at).is_some_and(|s| s.kind == SentenceKind::Dateline) {
            dateline.add(country);
        }
        match kind {
            "norp" => sentence.people.add(country),
            _ if is_placed(text, syntax, lexicon, mention) => sentence.placed.add(country),
            _ => sentence.bare.add(country),
        }
    }
    let usual = dateline.one().or(whole.one());
    let found: Vec<(EntityId, String)> = (0..out.mentions.len())
        .map(MentionId::new)
        .filter_map(|id| {
            let mention = out.mention(id).filter(|m| m.level == Level::Nominal)?;
            let entity = mention.entity?;
            let e =
                out.entity(entity).filter(|e| e.country.is_none() && e.cameo_role.is_some() && e.part_of.is_none())?;
            let home = lexicon.home((e.kind, e.subtype))?;
            let outsider = mention.span.tokens().any(|t| lexicon.outsiders.contains(text.lower(t)));
            let sentence = sentences.get(text.sentence_of(mention.head).index()).filter(|_| !outsider)?;
            let quiet = sentence.bare == Told::Nothing
                && match home {
                    Home::Place => sentence.people == Told::Nothing,
                    Home::State => sentence.people == Told::Nothing || sentence.people.one() == usual,
                };
            // `Turkish jets struck posts in Iraq, the military said`: whose it is stays open.
            let other = |c: &str| home == Home::State && sentence.people.one().is_some_and(|p| p != c);
            let country = match &sentence.placed {
                Told::One(country) => Some(country.as_str()).filter(|c| !other(c)),
                Told::Nothing => usual.filter(|_| quiet),
                Told::Several => None,
            };
            country.map(|c| (entity, c.to_owned()))
        })
        .collect();
    for (id, country) in found {
        if let Some(entity) = out.entities.get_mut(id.index()).filter(|e| e.country.is_none()) {
            entity.country = Some(country);
        }
    }
    affiliation::code(lexicon, out);
}

/// Does a place stand under a preposition that says where something is (`in northern Mali`)?
fn is_placed(text: &Text<'_>, syntax: &Syntax, lexicon: &Lexicon, mention: &Mention) -> bool {
    let mut at = mention.span.start;
    for _ in 0..REACH {
        let Some(before) = at.before() else { return false };
        if lexicon.placing.contains(text.lower(before)) {
            return true;
        }
        // `in the northern Malian town of Kidal`
        let within = matches!(syntax.upos(before), Upos::Det | Upos::Adj | Upos::Noun | Upos::Propn)
            || text.lower(before) == lexicon.of;
        if !within {
            return false;
        }
        at = before;
    }
    false
}

#[cfg(test)]
mod tests {
    use crate::entities::testing;

    fn code(text: &str, name: &str) -> Option<String> {
        testing::code(text, |own| own.to_lowercase().ends_with(name))
    }

    #[test]
    fn the_one_country_where_it_happens_is_home() {
        let text = "The army attacked rebels near Gao in northern Mali.";
        assert_eq!(code(text, "army").as_deref(), Some("MLIMIL"));
        assert_eq!(code(text, "rebels").as_deref(), Some("MLIREB"));
        assert_eq!(code("Turkish jets struck Kurdish fighters in Syria.", "fighters").as_deref(), Some("SYRREB"));
        assert_eq!(code("NAIROBI, March 3 (Reuters) - The army killed four men.", "army").as_deref(), Some("KENMIL"));
    }

    #[test]
    fn another_side_is_not() {
        assert_eq!(code("The army shelled Lebanon.", "army").as_deref(), Some("---MIL"));
        assert_eq!(code("Israeli troops shot a villager.", "villager").as_deref(), Some("---CVL"));
        let text = "Turkish jets struck posts in Iraq, the military said.";
        assert_eq!(code(text, "military").as_deref(), Some("---MIL"));
        assert_eq!(code("Foreign troops left villages in Mali.", "troops").as_deref(), Some("---MIL"));
        assert_eq!(code("Fighters moved from camps in Mali to camps in Niger.", "fighters").as_deref(), Some("---REB"));
    }
}
