"""Incidents and their casualties: a sentence or two, and what a reader would enter in a table."""

from __future__ import annotations

from typing import Any

import dateline


def read(text: str) -> dict[str, Any]:
    return dict(dateline.extract(text, published="2024-05-16"))


def named(text: str) -> list[str]:
    return [name for row in read(text)["casualties"] if row["kind"] == "killed" for name in row["names"]]


def test_every_name_of_a_list_is_a_victim() -> None:
    text = "Gunmen in Lima killed Juan Perez, 34, a teacher; Maria Vega, 41, a nurse; and Luis Gomez, a farmer."
    assert named(text) == ["Juan Perez", "Maria Vega", "Luis Gomez"]


def test_a_name_with_a_verb_of_its_own_is_no_victim() -> None:
    assert named("Gunmen in Lima killed Juan Perez, 34, and Maria Vega fled.") == ["Juan Perez"]


def test_who_tells_of_the_dead_is_none_of_them() -> None:
    text = "A rocket hit a bakery in Sumy, killing four people including two girls, governor Juan Perez said."
    assert named(text) == []
    assert named("The raid left three kidnappers dead, General Juan Perez said.") == []
    assert named("The blast killed two bakers, Juan Perez and Maria Vega, police said.") == ["Juan Perez", "Maria Vega"]


def test_what_a_party_says_later_is_its_word_too() -> None:
    told = "Soldiers killed two rebels near Goma in Congo on Monday, army spokesman Juan Perez said. "
    later = 'A clash broke out at dawn, {} said. "The fighting went on for an hour," {} said.'
    statuses = [read(told + later.format(who, who))["incidents"][0]["status"] for who in ("Perez", "a shopkeeper")]
    assert statuses == ["claimed", "reported"]


def test_a_victim_with_a_title_has_a_name() -> None:
    assert named("Mayor Juan Perez was shot dead in Lima.") == ["Juan Perez"]


def test_capitals_make_no_place_of_a_common_noun() -> None:
    doc = read("REBELS ATTACKED A STORE IN THE NORTHERN AREA OF THE CAPITAL CITY.")
    assert all(e["lat"] is None for e in doc["entities"])


def test_a_building_beside_an_explosion_is_its_target() -> None:
    events = read("A bomb exploded outside the town hall in Lima on Tuesday.")["events"]
    assert [e["target"] for e in events] == [["town hall"]]


def test_names_beside_a_figure_are_its_victims() -> None:
    assert named("Gunmen killed two reporters, Juan Perez and Maria Vega, in Lima.") == ["Juan Perez", "Maria Vega"]


def test_figures_of_different_people_add_up() -> None:
    text = "Rebels attacked an army post near Goma on Tuesday. Three soldiers died in the attack. Two civilians were killed."
    assert [i["killed_best"] for i in read(text)["incidents"]] == [5]


def test_an_event_set_days_apart_is_another_incident() -> None:
    text = "Police killed two gunmen in Lima on Tuesday, six days after a bomb blast in Cusco killed 40 people."
    assert {2, 40} <= {i["killed_best"] for i in read(text)["incidents"]}


def test_no_casualties_are_no_killed_and_no_wounded() -> None:
    text = "Two rockets hit a base near Erbil on Monday, police said, with no casualties reported."
    assert [(i["killed_best"], i["wounded_high"]) for i in read(text)["incidents"]] == [(0, 0)]


def test_a_raid_that_somebody_said_killed_has_the_dead() -> None:
    text = "Tempers rose after a Turkish air raid in Hasakah that Ankara said killed a Kurdish commander."
    assert [(i["type"], i["killed_best"]) for i in read(text)["incidents"]] == [("airstrike", 1)]


def bounds(text: str, kind: str) -> list[tuple[int | None, int | None, int | None]]:
    keys = ("low", "best", "high")
    return [tuple(row[f"{kind}_{key}"] for key in keys) for row in read(text)["incidents"]]  # type: ignore[misc]


def test_what_did_not_come_of_an_event_is_part_of_its_incident() -> None:
    text = (
        "Several rockets were fired at an army camp near Goma on Monday, the army said, with no damage reported. "
        "Officers said none of the rockets hit the camp."
    )
    doc = read(text)
    assert len(doc["incidents"]) == 1
    assert {row["incident_id"] for row in doc["events"]} == {"i1"}


def test_others_are_others_than_those_just_named() -> None:
    text = (
        "A drone pilot, Karim Nasser, was wounded in an air raid near Tartus on Tuesday. "
        "Medics said the raid killed three fighters and wounded two others."
    )
    assert bounds(text, "wounded") == [(2, 2, 3)]


def test_a_death_that_is_denied_is_not_in_the_lowest_figure() -> None:
    text = (
        "Turkish jets killed a commander, Bahoz Erdal, in a raid near Hasakah on Tuesday, Ankara said. "
        "The group has denied that Erdal was killed. Twelve other people died in the raid, medics said."
    )
    assert bounds(text, "killed")[0] == (12, 13, 13)


def test_the_date_of_a_relative_clause_is_not_that_of_the_main_clause() -> None:
    text = (
        "Four people were killed in the city, including a member of the militia, who had taken part in raids "
        "since the attack on the camp on May 2."
    )
    killed = read(text)["events"][0]
    assert (killed["trigger"], killed["date_start"]) == ("killed", None)


def test_who_died_in_a_war_is_no_toll_of_an_incident() -> None:
    text = (
        "Gunmen killed two farmers near Goma on Wednesday, the army said. "
        "The conflict has killed over 9,000 people. Tens of thousands have died in the drug war. "
        "Twelve people died in the war on Tuesday."
    )
    doc = read(text)
    assert [row["cumulative"] for row in doc["casualties"]] == [False, True, True, False]
    assert doc["incidents"][0]["killed_best"] == 2


def test_a_figure_right_before_the_word_is_its_toll() -> None:
    text = (
        "Gunmen ambushed a convoy near Gao on Monday. The ministry put the toll at four dead and nine wounded "
        "and said 20 rebels were captured."
    )
    rows = [(row["kind"], row["best"]) for row in read(text)["casualties"]]
    assert ("killed", 4) in rows and ("wounded", 9) in rows and ("killed", 9) not in rows


def test_a_toll_that_rose_is_that_of_those_counted_before() -> None:
    text = (
        "Jets bombed a hostel in Sirte on Tuesday, killing 20 men, medics said. An officer said rival militias had "
        "shelled it. A spokesman put the toll at 31."
    )
    doc = read(text)
    rows = {row["best"]: row["incident_id"] for row in doc["casualties"]}
    assert rows[20] == rows[31]


def test_whom_a_clash_hurt_need_not_be_who_was_fought() -> None:
    text = "In Nuevo Laredo, marines fought gunmen of the Zetas, the navy said. One passer-by was wounded."
    assert [(row["type"], row["wounded_best"]) for row in read(text)["incidents"]] == [("armed_clash", 1)]


def test_an_air_raid_and_the_bombing_are_one() -> None:
    text = "An air raid on Adigrat killed three fighters on Wednesday. The bombing destroyed a fuel depot."
    assert len(read(text)["incidents"]) == 1


def test_victims_of_any_occupation_are_people() -> None:
    text = "A bomb killed two electricians, a waitress and three schoolgirls in Lima on Monday."
    rows = [(row["best"], row["victim_type"]) for row in read(text)["casualties"]]
    assert rows == [(2, "civilian"), (1, "civilian"), (3, "civilian")]


def test_figures_of_two_sources_are_rivals_whoever_the_victims_are() -> None:
    text = (
        "A bomb at a checkpoint near Gao killed two civilians on Tuesday, police said. "
        "The rebels said the bomb had killed nine soldiers."
    )
    assert bounds(text, "killed") == [(2, 2, 9)]


def test_the_day_of_a_deed_is_nearer_than_that_of_who_tells_of_it() -> None:
    text = "Troops raided a village near Goma on Monday, killing two men, including a teacher, residents and a medic said on Wednesday."
    doc = read(text)
    assert {row["date_start"] for row in doc["events"]} == {"2024-05-13"}
    assert [row["source"] for row in doc["claims"]] == ["residents and a medic"]


def test_a_day_in_a_clause_with_a_light_verb_is_that_of_what_came_of_it() -> None:
    text = "Turkey carried out air raids on two villages on Monday, killing nine men, a medic said on Wednesday."
    doc = read(text)
    assert {row["date_start"] for row in doc["events"]} == {"2024-05-13"}
    assert len(doc["incidents"]) == 1


def test_a_year_that_says_which_thing_is_meant_is_no_date() -> None:
    doc = dateline.extract("The general was jailed under the 2014 law. In the 2016 campaign, rebels attacked a bus.")
    dates = {row["trigger"]: row["date_start"] for row in doc["events"]}
    assert dates == {"jailed": None, "attacked": "2016-01-01"}


def test_day_and_place_of_another_deed_are_its_own() -> None:
    def rows(text: str) -> dict[str, tuple[str | None, list[str]]]:
        return {row["trigger"]: (row["date_start"], row["place"]) for row in read(text)["events"]}

    since = rows("The attack was the deadliest day for police since the terror attacks of September 11, 2001, in New York.")
    assert since == {"attack": (None, []), "terror attacks": ("2001-09-11", ["New York"])}
    assert rows("This was a protest against the killing of a boy in Gaza on Monday.")["protest"][0] is None
    together = rows("Six people died in a raid in Goma on Monday.")
    assert together["died"] == together["raid"] == ("2024-05-13", ["Goma"])


def test_the_year_before_a_deed_is_its_date() -> None:
    row = dateline.extract("He spoke of the 1979 Soviet invasion of Afghanistan.", published="2016-10-01")["events"][0]
    assert (row["trigger"], row["date_start"], row["background"]) == ("invasion", "1979-01-01", True)


def test_a_date_in_a_clause_beside_is_not_that_of_the_deed() -> None:
    def dates(text: str) -> dict[str, str | None]:
        return {row["trigger"]: row["date_start"] for row in dateline.extract(text, published="2024-05-16")["events"]}

    beside = dates("The militia's assault — reinforcements were sent to the city on Monday — is testing the army.")
    assert beside == {"assault": None}
    intent = dates("The army said on Monday that it would attack the town.")
    assert intent == {"attack": None}
    told = dates("The army said on Monday that it had attacked the town.")
    assert told == {"attacked": None}
    content = dates("A teacher joined the march because she says the mayor left her party, which she joined 35 years ago.")
    assert content["march"] is None
    scheduled = dates("The agency spoke of a referendum scheduled for June 3 in Crimea.")
    assert scheduled == {"referendum": "2024-06-03"}
    own = dates("The army said on Tuesday that it had attacked the town on Monday.")
    assert own == {"attacked": "2024-05-13"}
    march = dates("He was held after the March bombings in Tunis, police said.")
    assert march["bombings"] == "2024-03-01"
    before = dates("The May 4, 2012, attack in Oslo killed a guard.")
    assert before["attack"] == "2012-05-04"


def test_a_caption_is_dated_by_what_closes_it() -> None:
    caption = "Students hold candles in a demonstration to protest the hanging last week of Ali Omar, a poet, in Tunis, Jan. 4, 2016."
    rows = dateline.extract(caption, published="2016-01-05")["events"]
    march = next(row for row in rows if row["trigger"] == "demonstration")
    assert (march["date_start"], march["place"]) == ("2016-01-04", ["Tunis"])


def test_the_victim_is_whom_it_was_done_to_before() -> None:
    text = "A teacher, Rosa Diaz, was killed in Cali on Monday.\n\nThe victim, 41, was shot dead in her car."
    incidents = dateline.extract(text, published="2024-05-16")["incidents"]
    assert [row["killed_best"] for row in incidents] == [1]
    another = "A teacher, Rosa Diaz, was killed in Cali on Monday.\n\nA nurse was shot dead in her car in Quito."
    assert len(dateline.extract(another, published="2024-05-16")["incidents"]) == 2


def test_a_body_of_people_is_not_one_victim() -> None:
    rows = read("The governor said the shelling wounded the civilian population of Beni.")["casualties"]
    assert rows == []
