//! Where each location and facility is: a choice between namesakes.
//!
//! Every place entity starts with the candidates of its name, weighted by size. What the text says of one ("X in Y
//! province", "X, Y") speaks for some of them; then, in a few rounds, the places of a document vote for each other:
//! those in the same division or country, and those close by. Linear in the number of entities.

use std::collections::{BTreeMap, BTreeSet};

use super::gazetteer::words::Use;
use super::gazetteer::{self, Gazetteer, NameHash, PlaceId};
use super::{Entities, EntityId, Level, Place, PlacePrecision};
use crate::resources::Resources;
use crate::text::Text;
use crate::text::span::{TokenId, TokenSpan};

/// Namesakes that are looked at, the likeliest first.
const MOST: usize = 24;
/// Rounds of voting.
const ROUNDS: usize = 4;
/// How many doublings of population make one candidate e times as likely as another.
const TEMPERATURE: f32 = 1.5;
/// Degrees a cell: places in the same or a neighbouring cell are close by.
const CELL: f64 = 1.0;

/// Gives every location and facility that it can place its point and country.
pub fn resolve(text: &Text<'_>, entities: &mut Entities, resources: &Resources) {
    let context = Context { text, resources, gazetteer: &resources.entities.gazetteer };
    let mut sites: Vec<Site> = Vec::new();
    let mut site_of: Vec<Option<usize>> = vec![None; entities.entities.len()];
    for id in (0..entities.entities.len()).map(EntityId::new) {
        if let Some(site) = context.site(entities, id) {
            site_of[id.index()] = Some(sites.len());
            sites.push(site);
        }
    }
    // A place known by a part of its name only is one in a country that the text tells of.
    let told: BTreeSet<PlaceId> =
        sites.iter().filter(|s| !s.guess).filter_map(|s| s.choices.first()?.country).collect();
    for site in sites.iter_mut().filter(|s| s.guess) {
        site.choices.retain(|c| c.country.is_some_and(|country| told.contains(&country)));
    }
    context.contain(entities, &site_of, &mut sites);
    for _ in 0..ROUNDS {
        let votes = context.votes(&sites);
        sites.iter_mut().for_each(|site| vote(site, &votes));
    }
    for site in &sites {
        context.place(entities, site);
    }
}

/// Is a place of this subtype one that acts: a country or territory?
pub fn is_state(subtype: &str) -> bool {
    matches!(subtype, "country" | "territory")
}

/// True where the text puts something close to a place and not in it: `south of Baghdad`, `near Rafah`.
pub fn is_near(text: &Text<'_>, place: TokenSpan, resources: &Resources) -> bool {
    let first = text.sentence(text.sentence_of(place.start)).map_or(place.start, |s| s.tokens.start);
    resources.entities.place_words.ending_at(text, place.start, first, Use::Near).is_some()
}

/// A place entity and what it may be.
struct Site {
    entity: EntityId,
    /// How often the document names it, dampened.
    weight: f32,
    choices: Vec<Choice>,
    /// True where the entity's name is wider than what was looked up: `southern Lebanon`.
    part: bool,
    /// True where only some words of the name are known, and others are no kind or direction: `Unguwar Mai Awo`.
    guess: bool,
}

/// One of the places that a name may mean.
#[derive(Clone, Copy)]
struct Choice {
    place: PlaceId,
    /// What speaks for it whatever the other places are.
    own: f32,
    /// Its share of the site's vote.
    share: f32,
    country: Option<PlaceId>,
    admin1: Option<PlaceId>,
    cell: (i16, i16),
    subtype: &'static str,
}

/// What the document's places vote for.
#[derive(Default)]
struct Votes {
    country: BTreeMap<PlaceId, f32>,
    admin1: BTreeMap<PlaceId, f32>,
    cell: BTreeMap<(i16, i16), f32>,
}

struct Context<'a, 'b> {
    text: &'a Text<'b>,
    resources: &'a Resources,
    gazetteer: &'a Gazetteer,
}

impl Context<'_, '_> {
    fn site(&self, entities: &Entities, id: EntityId) -> Option<Site> {
        let entity = entities.entity(id)?;
        let facility = entity.kind == "facility";
        if entity.kind != "location" && !facility {
            return None;
        }
        let names = || entity.mentions.iter().filter_map(|&m| entities.mention(m)).filter(|m| m.level == Level::Name);
        let weight = if facility { 0.0 } else { 1.0 + (names().count() as f32).ln_1p() };
        let of_country = || {
            let place = entity.country.as_deref().and_then(|c| self.gazetteer.country(c))?;
            Some(Site { entity: id, weight, choices: vec![self.choice(place, 0.0)?], part: false, guess: false })
        };
        let of_name = || {
            names().find_map(|mention| {
                let (core, choices) = self.choices(mention.span, mention.subtype, facility);
                let other = |t: TokenId| !core.has(t) && self.is_name_of_its_own(t);
                let guess =
                    !facility && matches!(mention.subtype, None | Some("city")) && mention.span.tokens().any(other);
                let part = core != mention.span && (facility || mention.subtype == Some("area"));
                (!choices.is_empty()).then_some(Site { entity: id, weight, choices, part, guess })
            })
        };
        // A territory has a point of its own, which need not be its country's.
        match entity.subtype {
            Some("country") => of_country().or_else(of_name),
            Some("territory") => of_name().or_else(of_country),
            _ => of_name(),
        }
    }

    /// Does a word of a name say more than of what kind or in which part the place is?
    fn is_name_of_its_own(&self, token: TokenId) -> bool {
        let words = &self.resources.entities.place_words;
        let kind = [Use::After, Use::Lead, Use::Direction, Use::Of, Use::Prefix, Use::Article];
        let capital = self.text.token(token).chars().next().is_some_and(char::is_uppercase);
        capital && !kind.into_iter().any(|u| words.is(self.text, token, u))
    }

    /// What a name may mean: of the whole mention, else of the longest known name in it.
    fn choices(&self, span: TokenSpan, subtype: Option<&'static str>, facility: bool) -> (TokenSpan, Vec<Choice>) {
        let words = &self.resources.entities.place_words;
        let whole = NameHash::of(self.gazetteer, self.text.slice(span));
        let found = whole.map(|h| self.named(h, subtype)).unwrap_or_default();
        if !found.is_empty() {
            return (span, found);
        }
        for start in span.tokens().filter(|&t| !words.is(self.text, t, Use::Direction)) {
            let Some(m) = gazetteer::longest_at(self.text, self.gazetteer, words, start, span.end) else { continue };
            let doubtful = m.best.flags.given() || m.best.flags.surname() || m.best.flags.word() || m.magnitude < 14.0;
            if !facility || !doubtful {
                return (m.span, self.named(m.name, subtype));
            }
        }
        (span, Vec::new())
    }

    /// The places of a name, the likeliest first.
    fn named(&self, name: NameHash, subtype: Option<&'static str>) -> Vec<Choice> {
        let mut out: Vec<Choice> = Vec::new();
        for hit in self.gazetteer.lookup(name) {
            let Some(record) = self.gazetteer.record(hit.place) else { continue };
            let mut own = gazetteer::prior(self.gazetteer, hit, &record);
            // `Babil province` is the province, whatever else is called so.
            if matches!(subtype, Some("admin1" | "admin2")) && matches!(record.subtype, "admin1" | "admin2") {
                own += 20.0;
            }
            out.extend(self.choice(hit.place, own));
        }
        out.sort_by(|a, b| b.own.total_cmp(&a.own).then(a.place.cmp(&b.place)));
        // A town far larger than its division, or its seat, is meant before the division.
        out.truncate(MOST);
        for i in 0..out.len() {
            if out[i].subtype == "admin1"
                && !matches!(subtype, Some("admin1"))
                && out.iter().any(|c| c.subtype == "city" && c.admin1 == Some(out[i].place))
            {
                out[i].own -= 4.0;
            }
        }
        out.sort_by(|a, b| b.own.total_cmp(&a.own).then(a.place.cmp(&b.place)));
        out
    }

    fn choice(&self, place: PlaceId, own: f32) -> Option<Choice> {
        let record = self.gazetteer.record(place)?;
        Some(Choice {
            place,
            own,
            share: 0.0,
            country: self.gazetteer.country_of(place),
            admin1: self.gazetteer.admin1_of(place),
            cell: ((record.lat / CELL).floor() as i16, (record.lon / CELL).floor() as i16),
            subtype: record.subtype,
        })
    }

    /// `Paris, Texas` and `Musayib, in Babil province`: the later place holds the earlier one.
    fn contain(&self, entities: &Entities, site_of: &[Option<usize>], sites: &mut [Site]) {
        let places: Vec<(TokenSpan, usize)> = entities
            .mentions
            .iter()
            .filter(|m| m.level == Level::Name)
            .filter_map(|m| Some((m.span, site_of.get(m.entity?.index()).copied().flatten()?)))
            .collect();
        for pair in places.windows(2) {
            let ((inner, a), (outer, b)) = (pair[0], pair[1]);
            if a == b || outer.start < inner.end {
                continue;
            }
            let bonus = self.link(TokenSpan { start: inner.end, end: outer.start });
            if bonus == 0.0 {
                continue;
            }
            for i in 0..sites[a].choices.len() {
                let c = sites[a].choices[i];
                let holds = |o: &Choice| {
                    o.place != c.place
                        && match o.subtype {
                            s if is_state(s) => c.country == Some(o.place),
                            "admin1" => c.admin1 == Some(o.place) && c.subtype != "admin1",
                            _ => false,
                        }
                };
                if let Some(held) = sites[b].choices.iter().position(holds) {
                    sites[a].choices[i].own += bonus;
                    sites[b].choices[held].own += bonus / 2.0;
                }
            }
        }
    }

    /// How strongly the words between two places say that the second holds the first.
    fn link(&self, between: TokenSpan) -> f32 {
        if between.len() > 7 {
            return 0.0;
        }
        let words = &self.resources.entities.place_words;
        let mut bonus = 0.0;
        for (i, token) in between.tokens().enumerate() {
            match self.text.token(token) {
                "," | "(" if i == 0 => bonus = if between.len() == 1 { 14.0 } else { 6.0 },
                "." | ";" | ":" | "and" | ")" => return 0.0,
                _ if words.is(self.text, token, Use::Before) => bonus = f32::max(bonus, 6.0) + 2.0,
                _ => {}
            }
        }
        bonus
    }

    /// What the sites vote for: each spreads its weight over its choices.
    fn votes(&self, sites: &[Site]) -> Votes {
        let mut out = Votes::default();
        let mut seen: BTreeSet<PlaceId> = BTreeSet::new();
        for site in sites {
            let top = site.choices.first().map(|c| c.place);
            let again = top.is_some_and(|p| !seen.insert(p));
            for c in &site.choices {
                let vote = c.share * site.weight * if again { 0.3 } else { 1.0 };
                if let Some(country) = c.country {
                    *out.country.entry(country).or_default() += vote;
                }
                if let Some(admin1) = c.admin1 {
                    *out.admin1.entry(admin1).or_default() += vote;
                }
                if local(c) {
                    *out.cell.entry(c.cell).or_default() += vote;
                }
            }
        }
        out
    }

    /// Writes the choice into the entity and its mentions.
    fn place(&self, entities: &mut Entities, site: &Site) {
        let Some(choice) = site.choices.iter().max_by(|a, b| a.share.total_cmp(&b.share).then(b.place.cmp(&a.place)))
        else {
            return;
        };
        let Some(record) = self.gazetteer.record(choice.place) else { return };
        let Some(entity) = entities.entities.get_mut(site.entity.index()) else { return };
        // What is known as a territory stays one, whatever division or town its point is from.
        let territory = entity.subtype == Some("territory");
        let precision = match record.subtype {
            _ if site.part || territory => PlacePrecision::Region,
            s if is_state(s) => PlacePrecision::Country,
            "admin1" => PlacePrecision::Admin1,
            "admin2" => PlacePrecision::Admin2,
            "region" | "water" => PlacePrecision::Region,
            "area" if record.geonameid.is_none() && choice.country.is_none() => PlacePrecision::Region,
            _ => PlacePrecision::Exact,
        };
        entity.place = Some(Place {
            lat: record.lat,
            lon: record.lon,
            geonameid: record.geonameid,
            admin1: choice.admin1.and_then(|d| self.gazetteer.name(d)).map(str::to_owned),
            precision,
        });
        if territory {
            return;
        }
        entity.country = choice.country.and_then(|c| self.gazetteer.iso3(c)).map(str::to_owned);
        let (kind, subtype) = gazetteer::kind_of(record.subtype);
        if kind == entity.kind && !site.part {
            entity.subtype = Some(subtype);
            for id in entity.mentions.clone() {
                if let Some(m) = entities.mentions.get_mut(id.index()).filter(|m| m.kind == kind) {
                    m.subtype = Some(subtype);
                }
            }
        }
    }
}

/// One round: a site's shares from its own evidence and what the others voted for.
fn vote(site: &mut Site, votes: &Votes) {
    let of = |total: Option<&f32>, own: f32| (total.copied().unwrap_or(0.0) - own * site.weight).max(0.0);
    let mut scores: Vec<f32> = Vec::with_capacity(site.choices.len());
    for c in &site.choices {
        let own =
            |same: &dyn Fn(&Choice) -> bool| site.choices.iter().filter(|o| same(o)).map(|o| o.share).sum::<f32>();
        let mut score = c.own;
        if let Some(country) = c.country {
            score += 1.6 * of(votes.country.get(&country), own(&|o| o.country == c.country)).ln_1p();
        }
        if let Some(admin1) = c.admin1 {
            score += 3.0 * of(votes.admin1.get(&admin1), own(&|o| o.admin1 == c.admin1)).ln_1p();
        }
        if local(c) {
            let cells = (-1..=1).flat_map(|lat| (-1..=1).map(move |lon| (lat, lon)));
            let near: f32 =
                cells.filter_map(|(lat, lon)| votes.cell.get(&(c.cell.0 + lat, c.cell.1 + lon))).sum::<f32>();
            let close = |o: &Choice| local(o) && o.cell.0.abs_diff(c.cell.0) <= 1 && o.cell.1.abs_diff(c.cell.1) <= 1;
            score += 3.0 * of(Some(&near), own(&close)).ln_1p();
        }
        scores.push(score);
    }
    let top = scores.iter().copied().fold(f32::MIN, f32::max);
    let weights: Vec<f32> = scores.iter().map(|s| ((s - top) / TEMPERATURE).exp()).collect();
    let sum: f32 = weights.iter().sum();
    for (c, w) in site.choices.iter_mut().zip(&weights) {
        c.share = w / sum;
    }
}

/// True for places small enough that nearness to others tells something.
fn local(choice: &Choice) -> bool {
    matches!(choice.subtype, "city" | "admin2" | "area")
}
