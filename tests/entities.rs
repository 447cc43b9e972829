//! What counts as a mention, where it ends, and what its entity is.

mod common;

use common::{read, resources};

/// `type:text` of every mention.
fn mentions(text: &str) -> Vec<String> {
    read(text).mentions.iter().map(|m| format!("{}:{}", m.r#type, m.text)).collect()
}

fn has(text: &str, wanted: &[&str]) {
    let found = mentions(text);
    for w in wanted {
        assert!(found.iter().any(|m| m == w), "{text:?} lacks {w:?}: {found:?}");
    }
}

fn lacks(text: &str, unwanted: &[&str]) {
    let found = mentions(text);
    for w in unwanted {
        assert!(!found.iter().any(|m| m == w), "{text:?} has {w:?}");
    }
}

#[test]
fn articles_and_possessives_stay_outside() {
    has("The Iraqi army’s answer hit the base.", &["organization:Iraqi army", "facility:base"]);
    has("Hamas' fighters and Hezbollah's leader met.", &["organization:Hamas", "organization:Hezbollah"]);
}

#[test]
fn a_name_keeps_the_nationality_before_it() {
    has("Members of the Yemeni Houthis fled.", &["organization:Yemeni Houthis", "norp:Yemeni"]);
    let report = read("The Iranian Quds Force denied it. Iran said so.");
    let norp = report.mentions.iter().find(|m| m.r#type == "norp").expect("Iranian");
    let entity = report.entities.iter().find(|e| Some(&e.id) == norp.entity_id.as_ref()).expect("its entity");
    assert_eq!((entity.name.as_str(), entity.r#type, entity.country.as_deref()), ("Iran", "location", Some("IRN")));
}

#[test]
fn a_people_is_no_person_however_it_looks() {
    has("Rohingya Muslims have fled to Thailand by boat.", &["norp:Rohingya", "group:Muslims"]);
    has("Azeri and Armenian troops clashed.", &["norp:Azeri", "organization:Armenian troops"]);
    lacks("Police detained Muslim Rohingya near Ranong.", &["person:Muslim Rohingya"]);
}

#[test]
fn a_name_takes_no_nationality_from_another_sentence() {
    let text = "Talks with Iran.\nThe Yemeni\n\nHouthis fled.";
    has(text, &["organization:Houthis", "norp:Yemeni"]);
    lacks(text, &["organization:Yemeni\n\nHouthis"]);
}

#[test]
fn acronyms_need_their_capitals_in_mixed_case() {
    has("Fighters of IS entered the town.", &["organization:IS"]);
    lacks("It is said that he is there.", &["organization:is"]);
    lacks("They told us to leave.", &["location:us"]);
    has("Troops of the US left.", &["location:US"]);
    has("Men of LeT crossed the border.", &["organization:LeT"]);
    lacks("Let us go.", &["organization:Let"]);
    has("Nato said Unicef would stay.", &["organization:Nato", "organization:Unicef"]);
}

#[test]
fn capitals_give_the_same_names() {
    let text = "THE FARABUNDO MARTI NATIONAL LIBERATION FRONT ATTACKED SOLDIERS IN HONDURAS.";
    has(text, &["organization:FARABUNDO MARTI NATIONAL LIBERATION FRONT", "group:SOLDIERS", "location:HONDURAS"]);
}

#[test]
fn countries_and_governments_do_not_mix() {
    let report = read("The Syrian army and the Turkish army clashed. The Syrian army withdrew.");
    let armies: Vec<_> = report.entities.iter().filter(|e| e.r#type == "organization").collect();
    assert_eq!(armies.len(), 2);
    assert_eq!((armies[0].country.as_deref(), armies[0].cameo_actor.as_deref()), (Some("SYR"), Some("SYRMIL")));
    assert_eq!(armies[0].n_mentions, 2);
}

#[test]
fn unnamed_persons_have_a_source_type_and_a_role() {
    let report = read("An Iraqi military spokesman said so.");
    let spokesman = report.entities.iter().find(|e| e.r#type == "person").expect("the spokesman");
    assert_eq!((spokesman.role.as_deref(), spokesman.country.as_deref()), (Some("spokesman"), Some("IRQ")));
}

#[test]
fn any_text_gives_an_answer() {
    for text in ["", "(", "the the the", "US", "of of of", "\u{feff}\u{0}", "((((((((((", "’s ’s", "Gen. Gen. Gen."]
    {
        read(text);
    }
    read(&"Hamas (".repeat(3000));
}

#[test]
fn a_name_read_as_two_types_keeps_the_subtype_of_its_own() {
    let text = "TORRINGTON - A fire broke out at a mill in Torrington on Monday, the TORRINGTON council said.";
    let doc = read(text);
    for e in &doc.entities {
        let values = resources().ontology.subtype(e.r#type, e.subtype.unwrap_or(""));
        assert!(e.subtype.is_none() || values.is_some(), "{} {:?}", e.r#type, e.subtype);
    }
}

#[test]
fn a_count_of_a_group_does_not_name_it() {
    let report = read("The council said none of its fighters were near the town.");
    let names: Vec<&str> = report.entities.iter().map(|e| e.name.as_str()).collect();
    assert!(names.contains(&"fighters"), "{names:?}");
}

#[test]
fn an_embassy_of_nobody_is_a_building() {
    has("The blast damaged the embassy.", &["facility:embassy"]);
    has("The Chadian embassy said so.", &["organization:Chadian embassy"]);
}

#[test]
fn what_stands_behind_a_kind_of_place_is_one() {
    has("He was born in the village of Kfar Nobo.", &["location:village of Kfar Nobo", "location:Kfar Nobo"]);
    lacks("He was born in the village of Kfar Nobo.", &["person:Kfar Nobo"]);
}

#[test]
fn a_weekday_behind_a_role_is_no_name() {
    has("The envoy was attacked by an assailant Thursday morning in Seoul.", &["person:assailant"]);
    lacks("The envoy was attacked by an assailant Thursday morning in Seoul.", &["person:Thursday"]);
}

#[test]
fn who_runs_a_building_is_no_country() {
    let actors = |text: &str| read(text).events[0].actor.clone();
    assert_eq!(actors("Polish churches condemned the law."), ["Polish churches"]);
    assert_eq!(actors("Turkish jets bombed a French hospital."), ["Turkey"]);
}

#[test]
fn a_head_of_mission_is_a_title() {
    let text = "MSF head of mission Paula Ortiz condemned the raid.";
    has(text, &["title:head of mission", "person:Paula Ortiz", "organization:MSF"]);
    has("The head of mission of MSF left.", &["person:head of mission of MSF"]);
}
