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
