//! Places: namesakes, what lies in what, what is near. Own sentences; expectations written before looking.

mod common;

use dateline::entities::{Entities, PlacePrecision, places};
use dateline::syntax::Syntax;
use dateline::text::Text;

fn read(source: &str) -> (Text<'_>, Entities) {
    let resources = common::resources();
    let text = Text::new(source);
    let syntax = Syntax::new(&text);
    let entities = Entities::new(&text, &syntax, resources);
    (text, entities)
}

/// Country, latitude and longitude of the mention of this name, the last of several.
fn place(source: &str, name: &str) -> Option<(String, f64, f64, PlacePrecision)> {
    let (text, entities) = read(source);
    let mention = entities.mentions.iter().rfind(|m| text.slice(m.span) == name)?;
    let entity = entities.entity(mention.entity?)?;
    let place = entity.place.as_ref()?;
    Some((entity.country.clone().unwrap_or_default(), place.lat, place.lon, place.precision))
}

#[track_caller]
fn assert_near(source: &str, name: &str, country: &str, lat: f64, lon: f64) {
    let found = place(source, name);
    let close =
        found.as_ref().is_some_and(|(c, y, x, _)| c == country && (y - lat).abs() < 1.0 && (x - lon).abs() < 1.0);
    assert!(close, "{name} in {source:?}: {found:?}");
}

#[test]
fn namesakes_follow_what_holds_them() {
    assert_near("The plant in Paris, Texas, was closed.", "Paris", "USA", 33.66, -95.56);
    assert_near("Talks were held in Paris on Monday.", "Paris", "FRA", 48.86, 2.35);
    assert_near("A bomb went off in Tripoli, Lebanon, killing two people.", "Tripoli", "LBN", 34.44, 35.85);
    assert_near("Clashes broke out in Tripoli and in Misrata.", "Tripoli", "LBY", 32.89, 13.19);
    assert_near("A car bomb exploded in Musayib, located in Babil province.", "Musayib", "IRQ", 32.78, 44.29);
}

#[test]
fn namesakes_follow_their_neighbours() {
    let lebanon = "Rockets hit Sidon and Tyre. In Tripoli the Lebanese army closed the roads to Beirut.";
    assert_near(lebanon, "Tripoli", "LBN", 34.44, 35.85);
    let texas = "Deputies from Dallas and Fort Worth searched a house in Arlington on Friday, Texas police said.";
    assert_near(texas, "Arlington", "USA", 32.74, -97.11);
}

#[test]
fn countries_regions_and_seas_have_points() {
    assert_near("Syrian officials denied the report.", "Syrian", "SYR", 35.0, 38.0);
    assert_near("The ship was attacked in the Red Sea.", "Red Sea", "", 20.0, 38.0);
    assert_near("Shelling went on across Donbas.", "Donbas", "UKR", 48.3, 38.2);
    assert_near("Dozens were killed in the Gaza Strip.", "Gaza Strip", "PSE", 31.4, 34.4);
    let province = place("Troops left Babil province on Sunday.", "Babil province").expect("a place");
    assert_eq!(province.3, PlacePrecision::Admin1);
}

#[test]
fn capital_letters_hide_no_place() {
    assert_near("AIR STRIKE KILLS FIVE IN RAQQA, SYRIA", "RAQQA", "SYR", 35.95, 39.01);
}

#[test]
fn near_is_not_in() {
    let resources = common::resources();
    for (source, near) in [
        ("A convoy was hit south of Baghdad.", true),
        ("A convoy was hit near Rafah.", true),
        ("Shells fell on the outskirts of Kharkiv.", true),
        ("A convoy was hit in Baghdad.", false),
        ("Troops left for Mosul.", false),
    ] {
        let (text, entities) = read(source);
        let mention = entities.mentions.iter().rfind(|m| m.kind == "location").expect("a place");
        assert_eq!(places::is_near(&text, mention.span, resources), near, "{source}");
    }
}

#[test]
fn names_of_many_regions_are_found() {
    for (source, name, kind) in [
        ("The commander, Abdelmalik al-Khourasani, was killed on Friday.", "Abdelmalik al-Khourasani", "person"),
        ("Residents said Volodymyr Hrytsenko had fled the village.", "Volodymyr Hrytsenko", "person"),
        ("Witnesses told reporters that Oumarou Diakité was among the dead.", "Oumarou Diakité", "person"),
        ("Police arrested Jorge Echeverría in the capital.", "Jorge Echeverría", "person"),
        ("Soldiers shot Thein Zaw Htay at a checkpoint.", "Thein Zaw Htay", "person"),
    ] {
        let (text, entities) = read(source);
        let found: Vec<_> = entities.mentions.iter().map(|m| (text.slice(m.span), m.kind)).collect();
        assert!(found.contains(&(name, kind)), "{source}: {found:?}");
    }
}

#[test]
fn any_text_is_read_and_reads_the_same_twice() {
    let long = "Paris ".repeat(3000);
    for source in ["", "((((", "\u{fffd}\u{301}", "al-", "Ж Ж Ж", "San José, San José", long.as_str()] {
        let (one, two) = (read(source).1, read(source).1);
        assert_eq!(format!("{one:?}"), format!("{two:?}"));
    }
}

#[test]
fn a_territory_keeps_its_type_and_has_a_point_of_its_own() {
    let doc = common::read("Israel struck Gaza on Monday.");
    let gaza = doc.entities.iter().find(|e| e.name == "Gaza").expect("found");
    assert_eq!((gaza.subtype, gaza.country.as_deref()), (Some("territory"), Some("PSE")));
    let (lat, lon) = (gaza.lat.expect("a point"), gaza.lon.expect("a point"));
    assert!((31.2..31.7).contains(&lat) && (34.2..34.6).contains(&lon), "{lat}, {lon}");
}

#[test]
fn a_place_known_by_a_part_of_its_name_is_in_a_country_that_the_text_tells_of() {
    // Part of the name is that of a place in Kenya.
    for source in [
        "Gunmen raided the village of Unguwar Mai Awo.",
        "Gunmen raided the village of Unguwar Mai Awo in Nigeria's Katsina state.",
    ] {
        let doc = common::read(source);
        let place = doc.entities.iter().find(|e| e.name == "Unguwar Mai Awo").expect("found");
        assert_eq!(place.geonameid, None, "{source}");
        assert_ne!(place.country.as_deref(), Some("KEN"), "{source}");
    }
}
