"""`frames` and `to_geojson`: the same columns and dtypes whatever was read, and no value changed on the way."""

from __future__ import annotations

import datetime
import json
from pathlib import Path
from typing import Any

import pytest
from contract import TABLES

import dateline
from dateline.columns import columns

DISPATCH = (Path(__file__).parent.parent / "examples" / "dispatch.txt").read_text(encoding="utf-8")
DOC = dateline.extract(DISPATCH, doc_id="a", tokens=True)
ENGINES = ["pandas", "polars", "pyarrow"]


def records(frame: Any, engine: str) -> list[dict[str, Any]]:
    """Rows as plain dicts, what is missing as None and days as ISO dates."""
    if engine == "pandas":
        rows: list[dict[str, Any]] = frame.astype(object).where(frame.notna(), None).to_dict("records")
    else:
        rows = frame.to_dicts() if engine == "polars" else frame.to_pylist()
    return [{k: str(v)[:10] if isinstance(v, datetime.date) else v for k, v in row.items()} for row in rows]


@pytest.mark.parametrize("engine", ENGINES)
def test_every_row_and_value_arrives(engine: Any) -> None:
    pytest.importorskip(engine)
    tables = dateline.frames(DOC, engine=engine)
    assert list(tables) == ["documents", *TABLES]
    for table in TABLES:
        assert records(tables[table], engine) == [{"doc_id": "a", **row} for row in DOC[table]], table  # type: ignore[literal-required]
    (document,) = records(tables["documents"], engine)
    assert document == {k: v for k, v in DOC.items() if k not in TABLES}


@pytest.mark.parametrize("engine", ENGINES)
def test_columns_and_dtypes_do_not_depend_on_the_rows(engine: Any) -> None:
    pytest.importorskip(engine)

    def dtypes(docs: Any) -> Any:
        found = dateline.frames(docs, engine=engine)
        shape = {t: f.schema if engine == "pyarrow" else dict(zip(f.columns, f.dtypes, strict=True)) for t, f in found.items()}
        return {t: s for t, s in shape.items() if t != "tokens"}

    assert dtypes([]) == dtypes(DOC) == dtypes([dateline.extract(""), DOC])


def test_dtypes_of_pandas() -> None:
    pd = pytest.importorskip("pandas")
    tables = dateline.frames(DOC)
    incidents, mentions, claims = tables["incidents"], tables["mentions"], tables["claims"]
    assert incidents["date_start"].dtype == "datetime64[s]"
    assert tables["documents"]["publication_date"][0] == pd.Timestamp("2024-11-13")
    assert incidents["killed_low"].dtype == "Int64"
    assert incidents["lat"].dtype == "float64"
    assert (incidents["background"].dtype, claims["anonymous"].dtype) == ("bool", "boolean")
    assert mentions["best"].dtype == "float64"
    assert incidents["cameo"].dtype == "string"
    assert "coup" in incidents["type"].cat.categories
    assert "suicide_bombing" not in set(incidents["type"])
    assert isinstance(incidents["actor"][0], list)


def test_early_and_late_dates_are_dates() -> None:
    pd = pytest.importorskip("pandas")
    doc: Any = dateline.extract("Rebels attacked Goma.")
    doc["publication_date"] = "0978-05-01"
    assert dateline.frames(doc)["documents"]["publication_date"][0] == pd.Timestamp("0978-05-01").as_unit("s")


def test_a_stream_is_taken_as_it_comes_and_unnamed_documents_are_numbered() -> None:
    pytest.importorskip("pandas")
    texts = ["Rebels attacked Goma.", {"text": "Rebels attacked Bukavu.", "doc_id": "x"}, "Rebels attacked Uvira."]
    tables = dateline.frames(dateline.extract_many(texts))
    assert list(tables["documents"]["doc_id"]) == ["0", "x", "2"]
    assert set(tables["events"]["doc_id"]) == {"0", "x", "2"}


def test_a_doc_id_given_twice_is_told() -> None:
    pytest.importorskip("pandas")
    with pytest.warns(UserWarning, match="2 documents have the doc_id 'a'"):
        dateline.frames([DOC, DOC])


def test_ids_join() -> None:
    pytest.importorskip("pandas")
    tables = dateline.frames([DOC, dateline.extract(DISPATCH, doc_id="b")])
    joined = tables["events"].merge(tables["incidents"], left_on=["doc_id", "incident_id"], right_on=["doc_id", "id"])
    assert len(joined) == tables["events"]["incident_id"].notna().sum()


@pytest.mark.parametrize("docs", ["text", b"", 7, None, ["text"], [{}], [None]])
def test_what_is_no_document_is_told(docs: Any) -> None:
    with pytest.raises(TypeError, match="docs"):
        dateline.frames(docs)
    with pytest.raises(TypeError, match="docs"):
        dateline.to_geojson(docs)


def test_an_unknown_engine_and_one_that_is_missing_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ValueError, match="engine must be one of 'pandas', 'polars', 'pyarrow', not 'dask'"):
        dateline.frames(DOC, engine="dask")  # type: ignore[call-overload]
    monkeypatch.setitem(__import__("sys").modules, "polars", None)
    with pytest.raises(ModuleNotFoundError, match="pip install polars"):
        dateline.frames(DOC, engine="polars")


def test_every_closed_vocabulary_is_a_category() -> None:
    kinds = {(t, c.name): c.kind for t in TABLES for c in columns(t)}
    for key in [("events", "type"), ("incidents", "status"), ("mentions", "subtype"), ("casualties", "kind"), ("claims", "stance")]:
        assert kinds[key] == "category"
    assert kinds["events", "actor"] == "list"
    with pytest.raises(ValueError, match="there is no table 'x'"):
        columns("x")


@pytest.mark.parametrize("engine", ENGINES)
def test_event_types_of_an_extractors_own_arrive(engine: Any, tmp_path: Path) -> None:
    pytest.importorskip(engine)
    path = tmp_path / "mine.toml"
    path.write_text(
        '[[type]]\nname = "piracy"\nclass = "violence"\n\n'
        '[[entry]]\nname = "board_ship"\ntype = "piracy"\nverb = ["board"]\nframe = "attack"\n',
        encoding="utf-8",
    )
    doc = dateline.Extractor(events=path).extract("Pirates boarded a tanker near Hobyo.")
    rows = records(dateline.frames(doc, engine=engine)["events"], engine)
    assert [row["type"] for row in rows] == [e["type"] for e in doc["events"]] == ["piracy"]


def test_geojson_has_longitude_first_and_only_incidents_with_a_point() -> None:
    found = dateline.to_geojson([DOC, dateline.extract("Rebels attacked.", doc_id="b")])
    assert json.loads(json.dumps(found)) == found
    with_point = [i for i in DOC["incidents"] if i["lat"] is not None]
    assert len(found["features"]) == len(with_point) > 0
    for feature, incident in zip(found["features"], with_point, strict=True):
        assert feature["geometry"]["coordinates"] == [incident["lon"], incident["lat"]]
        assert feature["id"] == f"a/{incident['id']}"
        assert feature["properties"]["doc_id"] == "a"
        assert all(not isinstance(v, (list, dict)) for v in feature["properties"].values())
    assert dateline.to_geojson([]) == {"type": "FeatureCollection", "features": []}
