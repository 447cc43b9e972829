//! Which mentions are of one entity: names, titles, nouns and pronouns.

mod common;

use common::read;

/// The texts of the mentions that share an entity with the first mention of `first`, a name inside a longer one left out.
fn chain(text: &str, first: &str) -> Vec<String> {
    let report = read(text);
    let found = report.mentions.iter().find(|m| m.text == first);
    let id = found.unwrap_or_else(|| panic!("{text:?} has no mention {first:?}")).entity_id.clone();
    let same: Vec<_> = report.mentions.iter().filter(|m| id.is_some() && m.entity_id == id).collect();
    let inner = |i: usize| i > 0 && same[i].start < same[i - 1].end;
    (0..same.len()).filter(|i| !inner(*i)).map(|i| same[i].text.clone()).collect()
}

fn are(cases: &[(&str, &str, &[&str])]) {
    for (text, first, wanted) in cases {
        assert_eq!(chain(text, first), *wanted, "{text}");
    }
}

#[test]
fn a_last_name_alone_is_the_full_name_that_follows() {
    are(&[
        (
            "Besigye arrested in Kampala. Police held opposition leader Kizza Besigye on Monday. Besigye denied wrongdoing.",
            "Besigye",
            &["Besigye", "opposition leader Kizza Besigye", "Besigye"],
        ),
        // A man is not the woman told of before.
        ("Mrs. Haddad was shot dead. Karim Haddad, a lawyer, spoke in Beirut.", "Mrs. Haddad", &["Mrs. Haddad"]),
    ]);
}

#[test]
fn the_last_word_of_a_body_is_the_body_and_no_place_is_the_part_of_another() {
    are(&[(
        "The Muslim Brotherhood protested in Cairo. The Brotherhood says it wants peace.",
        "Muslim Brotherhood",
        &["Muslim Brotherhood", "Brotherhood", "it"],
    )]);
    assert!(!chain("Floods hit North Texas. People fled to Texas.", "Texas").contains(&"North Texas".to_owned()));
}

#[test]
fn a_title_alone_is_the_one_person_who_was_named_with_it() {
    are(&[
        (
            "President Juan Ortega visited Lima. The president said he would go to Cusco.",
            "President Juan Ortega",
            &["President Juan Ortega", "president", "he"],
        ),
        (
            "Gen. Salim Haddad met envoys in Antakya. The general said the rebels needed arms.",
            "Gen. Salim Haddad",
            &["Gen. Salim Haddad", "general"],
        ),
        (
            "Gunmen shot Judge Maria Lopez in Lima. They accused the judge of taking bribes.",
            "Judge Maria Lopez",
            &["Judge Maria Lopez", "judge"],
        ),
        // Of two nobody knows which, and one of another place is another.
        (
            "Senator Jon Dahl met Senator Karim Haddad. The senator left early.",
            "Senator Jon Dahl",
            &["Senator Jon Dahl"],
        ),
        ("Mayor Jon Dahl spoke in Oslo. The mayor of Uruapan was shot dead.", "Mayor Jon Dahl", &["Mayor Jon Dahl"]),
    ]);
}

#[test]
fn a_pronoun_agrees_in_gender_with_title_noun_and_given_name() {
    are(&[
        ("Mrs. Dahl met John Kerry in Oslo. She praised him.", "Mrs. Dahl", &["Mrs. Dahl", "She"]),
        ("A policeman stopped a woman in Hebron. She was shot.", "woman", &["woman", "She"]),
        ("Karim Haddad met Maria Lopez in Lima. He was arrested.", "Karim Haddad", &["Karim Haddad", "He"]),
    ]);
}

#[test]
fn nobody_is_his_own_object() {
    are(&[
        (
            "Police chief Jon Dahl spoke. Anna Berg accused him of lying.",
            "Police chief Jon Dahl",
            &["Police chief Jon Dahl", "him"],
        ),
        (
            "Rebel commanders contacted soldiers at the base and told them to withdraw.",
            "soldiers",
            &["soldiers", "them"],
        ),
    ]);
}

#[test]
fn to_whom_something_is_done_it_was_done_before() {
    are(&[(
        "Police arrested three men in Cairo. They were charged with treason.",
        "three men",
        &["three men", "They"],
    )]);
}

#[test]
fn several_are_not_the_one_body_told_of_beside_them() {
    are(&[("The ministry spoke to farmers. They said they would stay.", "farmers", &["farmers", "They", "they"])]);
}

#[test]
fn who_is_told_is_meant_where_the_teller_does_not_fit() {
    are(&[("The mayor told the protesters they could stay.", "protesters", &["protesters", "they"])]);
}

#[test]
fn what_things_suffer_is_told_of_no_party() {
    for text in [
        "Boko Haram filmed a car so that it could be bombed.",
        "The party condemned the coup, and many went to the streets to oppose it.",
        "The ministry met the envoys. They said it was time to leave.",
    ] {
        let report = read(text);
        assert!(!report.mentions.iter().any(|m| m.text == "it"), "{text}");
    }
}

#[test]
fn who_speaks_is_no_third_person() {
    let text = "\"I saw my neighbour in the street,\" she said. \"We could not get him to a hospital.\"";
    assert!(!chain(text, "I").contains(&"him".to_owned()));
}

#[test]
fn a_name_right_behind_what_it_is_names_it() {
    are(&[
        (
            "The militant group al-Shabab attacked a mall. The group claimed the attack.",
            "militant group",
            &["militant group", "al-Shabab", "group"],
        ),
        ("Backed by the militia, Hamas said it would stay.", "Hamas", &["Hamas", "it"]),
    ]);
}

#[test]
fn an_acronym_in_brackets_is_an_alias() {
    let text = "The Blue River Movement (BRM) signed. Later the BRM withdrew.";
    assert_eq!(chain(text, "Blue River Movement"), ["Blue River Movement", "BRM", "BRM"]);
    let text = "The Popular Mobilization Forces (PMF) met Hashd al-Shaabi commanders.";
    assert_eq!(chain(text, "PMF").len(), 3);
}

#[test]
fn a_surname_is_the_person_named_before() {
    let text = "Gen. Karim Haddad spoke. Haddad said he would stay.";
    are(&[(text, "Haddad", &["Gen. Karim Haddad", "Haddad", "he"])]);
    // The name inside the mention with the title is his too.
    let report = read(text);
    let who = |text: &str| report.mentions.iter().find(|m| m.text == text).and_then(|m| m.entity_id.clone());
    assert!(who("Karim Haddad").is_some() && who("Karim Haddad") == who("Haddad"));
}

#[test]
fn a_name_beside_a_role_is_the_same_person() {
    let text = "A raid killed the top commander of Hamas in Rafah, Mohammed Deif.";
    are(&[(text, "Mohammed Deif", &["top commander of Hamas", "Mohammed Deif"])]);
}

#[test]
fn the_group_is_the_armed_group_before() {
    are(&[(
        "Boko Haram attacked Maiduguri. The group claimed responsibility.",
        "Boko Haram",
        &["Boko Haram", "group"],
    )]);
}

#[test]
fn a_pronoun_is_who_tells_the_clause_that_it_is_the_subject_of() {
    let text = "In a letter handed to the United Nations, the African Union said it would send envoys.";
    are(&[
        (text, "African Union", &["African Union", "it"]),
        ("To the surprise of Anna Berg, Jon Dahl said he would resign.", "Jon Dahl", &["Jon Dahl", "he"]),
    ]);
}

#[test]
fn a_place_set_behind_what_it_is_gives_it_its_name() {
    let text = "Talks opened in Lagos. Five guards were shot near the capital, Amman.";
    are(&[(text, "Amman", &["capital", "Amman"])]);
}

#[test]
fn who_is_told_of_is_not_who_tells_it() {
    let text = "Senator Jon Dahl arrived. \"The murder of the envoy's brother was brutal,\" he said.";
    assert!(chain(text, "Jon Dahl").contains(&"he".to_owned()));
}

#[test]
fn those_who_are_only_counted_are_nobody_told_of_before() {
    let text = "Voters left the Peace Movement. But many now say they are willing to return.";
    assert!(!chain(text, "Peace Movement").contains(&"they".to_owned()));
}

#[test]
fn an_army_of_somebody_is_no_other_army() {
    let text = "He works with the Qatar Armed Forces. Rebels fought the army of President Bashar al-Assad.";
    assert!(!chain(text, "Qatar Armed Forces").contains(&"army".to_owned()));
}

#[test]
fn only_a_determiner_points_back() {
    let text = "Shells killed at least 38 people. The governor said 54 people were killed.";
    assert_eq!(chain(text, "54 people"), ["54 people"]);
    let text = "Shells killed 54 people. A doctor said 38 bodies were found and that 61 people were wounded.";
    assert_eq!(chain(text, "61 people"), ["61 people"]);
    assert_eq!(chain("A car was parked there. They searched said car.", "car").len(), 1);
}

#[test]
fn the_offices_of_one_are_no_other_offices() {
    are(&[
        ("The union offices were raided. The offices of the party were looted.", "union offices", &["union offices"]),
        ("Police raided the union offices. The offices were looted.", "union offices", &["union offices", "offices"]),
        ("The famine killed 300 people. The army told the people to leave.", "300 people", &["300 people"]),
        (
            "A truce in Aleppo failed. Families left the war-torn Syrian city.",
            "Aleppo",
            &["Aleppo", "war-torn Syrian city"],
        ),
        (
            "Chadian forces shelled Faya. \"They fought our forces,\" a rebel commander said.",
            "Chadian forces",
            &["Chadian forces"],
        ),
        (
            "President-elect Jane Doe left. The president-elect was tired.",
            "Jane Doe",
            &["President-elect Jane Doe", "president-elect"],
        ),
        ("A truce in Mosul failed. Families left the war-torn Syrian city.", "Mosul", &["Mosul"]),
    ]);
}

#[test]
fn a_pronoun_is_the_subject_of_its_clause_and_not_whoever_was_told_of_before() {
    let text = "Oslo condemned the raid. Tripoli said it would widen its bombardment of Derna.";
    assert_eq!(chain(text, "Tripoli"), ["Tripoli", "it"]);
    are(&[
        ("Merkel met Jon Dahl in Ankara. He promised her to take the refugees back.", "Jon Dahl", &["Jon Dahl", "He"]),
        ("Two men followed a woman in Turin and attacked her with knives.", "woman", &["woman", "her"]),
        (
            "A claim by Fatah militants that they shot a jet down was denied by Iraq.",
            "Fatah militants",
            &["Fatah militants", "they"],
        ),
    ]);
}

#[test]
fn who_speaks_on_is_meant_and_not_who_was_named_in_the_quotation() {
    let text = "Jon Dahl teaches law in Oslo. \"President Peter Vik has ruled out a strike,\" Dahl said. \"He fears a war,\" he added.";
    assert_eq!(chain(text, "Jon Dahl"), ["Jon Dahl", "Dahl", "he"]);
    assert_eq!(chain(text, "President Peter Vik"), ["President Peter Vik", "He"]);
}

#[test]
fn i_of_a_quotation_is_its_speaker_and_we_the_body_that_speaks_or_its_speaker() {
    are(&[
        (
            "\"I ask them to release my son,\" said Karim Haddad, a farmer. \"I have no money.\"",
            "Karim Haddad",
            &["I", "Karim Haddad", "farmer", "I"],
        ),
        ("Hamas said in Gaza: \"We have asked for talks.\"", "Hamas", &["Hamas", "We"]),
    ]);
    // Whom a person speaks for when nothing says so, nobody knows, but is one of them; nor who writes.
    assert_eq!(chain("\"We will leave,\" Anna Berg said.", "Anna Berg"), ["We", "Anna Berg"]);
    assert_eq!(chain("I met Anna Berg in Oslo. I liked the place.", "Anna Berg"), ["Anna Berg"]);
}

#[test]
fn things_that_are_no_party_may_be_meant_and_then_nobody_is() {
    for (text, first) in [
        ("The ministry sent beetles to Oslo. They died in the cold.", "ministry"),
        ("The union published a plan. It was praised in Lima.", "union"),
    ] {
        assert_eq!(chain(text, first), [first], "{text}");
    }
}

#[test]
fn what_contradicts_keeps_a_noun_apart() {
    are(&[
        (
            "Right-wing legislators backed the bill. A minister blasted the Arab legislators.",
            "Right-wing legislators",
            &["Right-wing legislators"],
        ),
        ("Five soldiers fled. The 12 soldiers were found in Goma.", "Five soldiers", &["Five soldiers"]),
        ("The Chad army met rebels. The army of President Bashar al-Assad fled.", "Chad army", &["Chad army"]),
        // Other words for those who have a name are none that contradict.
        (
            "Boko Haram fighters came to Bama. The extremist fighters burned huts.",
            "Boko Haram fighters",
            &["Boko Haram fighters", "extremist fighters"],
        ),
    ]);
}

#[test]
fn a_description_behind_a_name_is_of_that_name() {
    let text =
        "Activists of a rights group met. The Defence Front (DFR), the hardline group that led the marches, left.";
    assert!(!chain(text, "rights group").contains(&"hardline group".to_owned()));
}

#[test]
fn the_capital_is_one_and_the_city_no_government() {
    are(&[
        (
            "KABUL (Reuters) - A bomb hit a bus. London condemned it. Police in the capital fled.",
            "KABUL",
            &["KABUL", "capital"],
        ),
        ("Shells hit Derna. Tehran denied it had sent them. Fires burned in the city.", "Tehran", &["Tehran", "it"]),
    ]);
}

#[test]
fn another_minister_is_another_and_one_nation_is_not_several() {
    let text = "Juan Lopez, chief minister of Sonora, won. Critics urged the prime minister to resign.";
    assert!(!chain(text, "Juan Lopez").contains(&"prime minister".to_owned()));
    let text = "Rich nations met in Rome. Shells fell on the nation again.";
    assert_eq!(chain(text, "Rich nations"), ["Rich nations"]);
    are(&[(
        "Prime Minister Raul Perez met Juan Lopez, the chief minister. Crowds urged the prime minister to resign.",
        "Raul Perez",
        &["Prime Minister Raul Perez", "prime minister"],
    )]);
}

#[test]
fn a_part_of_many_is_not_all_of_them() {
    assert_eq!(
        chain("Soldiers fled. Rebels killed two of the soldiers.", "two of the soldiers"),
        ["two of the soldiers"]
    );
    assert_eq!(chain("Seven of the 11 detainees were freed.", "Seven of the 11 detainees").len(), 1);
}

#[test]
fn who_is_told_of_by_whose_kin_goes_on() {
    are(&[
        (
            "Police spoke to Ahmed Salah, whose brother was among the dead. He fled to Turkey.",
            "Ahmed Salah",
            &["Ahmed Salah", "He"],
        ),
        (
            "His brother was hurt. Omar Haddad, whose cousin led the raid, fled. He was shot.",
            "Omar Haddad",
            &["Omar Haddad", "He"],
        ),
    ]);
}
