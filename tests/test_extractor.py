"""`Extractor`: actors and events of the user's own."""

from __future__ import annotations

import pickle
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

import dateline

FRONT = {"name": "Kivu Dawn Front", "aliases": ["KDF"], "subtype": "armed_group", "country": "COD", "code": "CODREB"}
TEXT = "Fighters of the Kivu Dawn Front attacked Goma on Tuesday. The KDF has denied it."


def entity(extractor: Any, text: str = TEXT) -> dict[str, Any]:
    found = [e for e in extractor.extract(text)["entities"] if e["name"] == "Kivu Dawn Front"]
    assert len(found) == 1
    assert found[0]["aliases"] == ["KDF"]
    return dict(found[0])


def with_events(folder: Path, toml: str) -> Any:
    """An extractor with events of the user's own, from a file `mine.toml`."""
    path = folder / "mine.toml"
    path.write_text(toml, encoding="utf-8")
    return dateline.Extractor(events=path)


def test_own_actors_are_found_by_name_and_alias() -> None:
    assert not any(e["country"] == "COD" and e["type"] == "organization" for e in dateline.extract(TEXT)["entities"])
    row = entity(dateline.Extractor(actors=[FRONT]))
    assert (row["type"], row["subtype"], row["country"]) == ("organization", "armed_group", "COD")
    assert row["cameo_actor"] == "CODREB"


@pytest.mark.parametrize("suffix", [".csv", ".tsv"])
def test_actors_from_a_file(tmp_path: Path, suffix: str) -> None:
    path, tab = tmp_path / f"actors{suffix}", "\t" if suffix == ".tsv" else ","
    rows = [["name", "aliases", "subtype", "country"], ["Kivu Dawn Front", "KDF|Dawn Front", "armed_group", "COD"]]
    path.write_text("\n".join(tab.join(row) for row in rows), encoding="utf-8")
    assert entity(dateline.Extractor(actors=path))["country"] == "COD"


def test_actors_from_pandas_with_missing_cells() -> None:
    pandas = pytest.importorskip("pandas")
    frame = pandas.DataFrame([{"name": "Kivu Dawn Front", "aliases": "KDF", "country": None, "subtype": "armed_group"}])
    assert entity(dateline.Extractor(actors=frame))["subtype"] == "armed_group"


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ({"aliases": ["KDF"]}, "row 2: name is missing"),
        ({**FRONT, "name": "X Front", "colour": "red"}, "row 2: no such column: colour"),
        ({**FRONT, "name": "X Front", "subtype": "army of one"}, "row 2.*army of one"),
        ({**FRONT, "name": "X Front", "country": "Congo"}, "row 2.*Congo"),
        ({**FRONT, "name": "X Front", "type": "band"}, "row 2.*band"),
    ],
)
def test_a_faulty_row_is_named(row: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        dateline.Extractor(actors=[FRONT, row])


def test_actors_of_a_wrong_type() -> None:
    with pytest.raises(TypeError, match="actors must be a list of dicts"):
        dateline.Extractor(actors=7)
    with pytest.raises(TypeError, match="row 1: must be a dict"):
        dateline.Extractor(actors=["KDF"])
    with pytest.raises(TypeError, match="row 1: code must be a str"):
        dateline.Extractor(actors=[{"name": "X Front", "code": 7}])
    with pytest.raises(FileNotFoundError):
        dateline.Extractor(actors="no-such-file.csv")


def test_events_that_are_no_toml(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"mine\.toml: .*TOML parse error"):
        with_events(tmp_path, "this is no TOML")
    with pytest.raises(TypeError, match="events must be a path"):
        dateline.Extractor(events=["strike"])  # type: ignore[arg-type]


ENTRY = """
[[entry]]
name = "garrotte"
type = "assault"
verb = ["garrotte"]
frame = "affect"
"""


def test_events_of_your_own(tmp_path: Path) -> None:
    own = with_events(tmp_path, ENTRY)
    text = "Gunmen garrotted a man in Derry."
    (event,) = pickle.loads(pickle.dumps(own)).extract(text)["events"]
    assert (event["type"], event["actor"], event["target"], event["place"]) == ("assault", ["Gunmen"], ["man"], ["Derry"])
    assert 'by the entry "garrotte"' in own.explain(text, "ev1")
    assert dateline.extract(text)["events"] == []


@pytest.mark.parametrize(
    ("old", "new", "wrong"),
    [
        ("assault", "asault", 'entry "garrotte": no event type "asault"'),
        ("affect", "afect", 'entry "garrotte": no frame "afect"'),
        ("verb", "verbs", "verbs"),
        ('"garrotte"\nt', '"attack"\nt', 'entry "attack": the name is taken'),
        ('["garrotte"]', '["a|b ' + "a|b " * 20 + '"]', 'entry "garrotte": a trigger has more than 1000 readings'),
        ('"affect"', '"affect"\nnot_after = ["of wire"]', 'entry "garrotte": "of wire" is more than one word'),
        ('["garrotte"]', '["a ' + "_ b " * 8 + '"]', 'entry "garrotte": a trigger has more than 3 gaps'),
    ],
)
def test_faults_in_events_name_file_and_entry(tmp_path: Path, old: str, new: str, wrong: str) -> None:
    with pytest.raises(ValueError) as caught:
        with_events(tmp_path, ENTRY.replace(old, new))
    assert str(caught.value).startswith(str(tmp_path / "mine.toml")) and wrong in str(caught.value)


TYPE = """
[[type]]
name = "pipeline_sabotage"
class = "violence"
like = "property_damage"
cameo = "1712"
plover = "ASSAULT"
mode = "destroy"

[[entry]]
name = "tap_pipeline"
type = "pipeline_sabotage"
verb = ["puncture", "tap into"]
frame = "attack"
examples = ["Thieves punctured the pipeline near Warri."]
"""
TAPPED = "Militants punctured a pipeline in Warri on Sunday. Two soldiers were killed in Warri on Sunday."


def test_a_type_of_your_own(tmp_path: Path) -> None:
    own = pickle.loads(pickle.dumps(with_events(tmp_path, TYPE)))
    doc = own.extract(TAPPED, published="2024-03-05")
    event = doc["events"][0]
    assert (event["type"], event["class"]) == ("pipeline_sabotage", "violence")
    assert (event["actor"], event["target"], event["place"]) == (["Militants"], ["pipeline"], ["Warri"])
    assert (event["cameo"], event["plover"], event["plover_mode"]) == ("1712", "ASSAULT", "destroy")
    assert (event["acled"], event["ucdp"]) == (None, None)
    (incident,) = (i for i in doc["incidents"] if event["id"] in i["event_ids"])
    assert incident["type"] == "pipeline_sabotage" and incident["summary"].startswith("Pipeline sabotage of pipeline")
    assert 'by the entry "tap_pipeline"' in own.explain(TAPPED, "ev1")
    # What is planned of a class is coded as such, and others know nothing of the type.
    planned = own.extract("Militants plan to puncture a pipeline.")["events"][0]
    assert (planned["factuality"], planned["cameo"]) == ("planned", "138")
    assert all(e["type"] != "pipeline_sabotage" for e in dateline.extract(TAPPED)["events"])


def test_the_example_is_the_one_that_the_docs_show() -> None:
    root = Path(__file__).parent.parent
    _, example = (root / "examples" / "own_events.toml").read_text(encoding="utf-8").split("\n\n", 1)
    assert example in (root / "docs" / "extending.md").read_text(encoding="utf-8")


def test_a_type_of_your_own_without_codes(tmp_path: Path) -> None:
    bare = TYPE.replace('like = "property_damage"\ncameo = "1712"\nplover = "ASSAULT"\nmode = "destroy"\n', "")
    doc = with_events(tmp_path, bare).extract("Militants punctured a pipeline in Warri.")
    (event,), (incident,) = doc["events"], doc["incidents"]
    codes = ("cameo", "plover", "plover_mode", "acled", "ucdp")
    assert [event[key] for key in codes] == [None] * 5
    assert (incident["type"], incident["class"], incident["cameo"]) == ("pipeline_sabotage", "violence", None)


@pytest.mark.parametrize(
    ("old", "new", "wrong"),
    [
        ('class = "violence"\n', "", "missing field `class`"),
        ('"violence"', '"mischief"', 'type "pipeline_sabotage": class "mischief" is none of coercion, diplomacy'),
        ('name = "pipeline_sabotage"', 'name = "airstrike"', 'type "airstrike": the name is taken'),
        ('name = "pipeline_sabotage"', 'name = "Pipe Line"', 'type "Pipe Line": a name is lower-case letters'),
        ('"property_damage"', '"damage"', 'type "pipeline_sabotage": like "damage" is no event type'),
        ('"1712"', '"x"', 'type "pipeline_sabotage": cameo "x" is no CAMEO code such as 190'),
        ('mode = "destroy"', 'colour = "red"', "unknown field `colour`"),
        ('type = "pipeline_sabotage"', 'type = "sabotage"', 'entry "tap_pipeline": no event type "sabotage"'),
        ("[[entry]]", '[[type]]\nname = "pipeline_sabotage"\nclass = "violence"\n[[entry]]', "the name is taken"),
    ],
)
def test_faults_in_types_name_file_and_type(tmp_path: Path, old: str, new: str, wrong: str) -> None:
    with pytest.raises(ValueError) as caught:
        with_events(tmp_path, TYPE.replace(old, new, 1))
    assert str(caught.value).startswith(str(tmp_path / "mine.toml")) and wrong in str(caught.value)


def test_it_pickles_and_threads_share_it() -> None:
    own = dateline.Extractor(actors=[FRONT])
    expected = own.extract(TEXT)
    assert pickle.loads(pickle.dumps(own)).extract(TEXT) == expected
    with ThreadPoolExecutor(8) as pool:
        assert all(doc == expected for doc in pool.map(lambda _: own.extract(TEXT), range(100)))
    assert list(own.extract_many([TEXT] * 40, workers=4)) == [expected] * 40
