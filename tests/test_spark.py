"""`dateline.spark` on a real local session: the same rows as on one machine. Needs Java; run by `make test-all`."""

from __future__ import annotations

import datetime
import json
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import dateline
from dateline.columns import TABLES

pytestmark = [
    pytest.mark.full,
    pytest.mark.skipif(shutil.which("java") is None and "JAVA_HOME" not in os.environ, reason="Java is not installed"),
    pytest.mark.filterwarnings("ignore"),  # pyspark's own
]
ARTICLES = [
    json.loads(line)
    for line in (Path(__file__).parent.parent / "examples" / "articles.jsonl").read_text(encoding="utf-8").splitlines()
][:60]


@pytest.fixture(scope="module")
def session() -> Iterator[Any]:
    sql = pytest.importorskip("pyspark.sql")
    if running := sql.SparkSession.getActiveSession():
        running.stop()
    os.environ["PYSPARK_PYTHON"] = sys.executable
    builder = sql.SparkSession.builder.master("local[2]").appName("dateline tests")
    for key, value in {
        "spark.ui.enabled": "false", "spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1",
        "spark.sql.shuffle.partitions": "2", "spark.sql.execution.arrow.maxRecordsPerBatch": "17",
    }.items():  # fmt: skip
        builder = builder.config(key, value)
    spark = builder.getOrCreate()
    spark.sparkContext.setLogLevel("ERROR")
    yield spark
    spark.stop()


@pytest.fixture(scope="module")
def df(session: Any) -> Any:
    rows = [(a["doc_id"], a["text"], datetime.date.fromisoformat(a["published"])) for a in ARTICLES]
    return session.createDataFrame(rows, "id string, body string, day date").repartition(4)


def plain(value: Any) -> Any:
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, dict):
        return {k: plain(v) for k, v in value.items()}
    return [plain(v) for v in value] if isinstance(value, list) else value


EXPECTED = {
    a["doc_id"]: dateline.extract(a["text"], published=a["published"], doc_id=a["doc_id"], tokens=True) for a in ARTICLES
}


def test_whole_documents_are_those_of_one_machine(df: Any) -> None:
    found = dateline.spark.extract(df, "body", id_col="id", published_col="day")
    assert found.schema == dateline.spark.schema()
    docs = {row["doc_id"]: plain(row.asDict(recursive=True)) for row in found.collect()}
    assert docs == {name: {k: v for k, v in doc.items() if k != "tokens"} for name, doc in EXPECTED.items()}


@pytest.mark.parametrize("table", TABLES)
def test_a_table_is_that_of_one_machine(df: Any, table: str) -> None:
    found = dateline.spark.extract(df, "body", id_col="id", published_col="day", table=table)
    assert found.schema == dateline.spark.schema(table)
    rows = [plain(row.asDict()) for row in found.collect()]
    expected: list[Any] = []
    for name, doc in EXPECTED.items():
        if table == "documents":
            expected.append({k: v for k, v in doc.items() if k not in TABLES})
        else:
            expected += [{"doc_id": name, **row} for row in doc[table]]  # type: ignore[literal-required]
    order = lambda row: (row["doc_id"], int("".join(c for c in row.get("id", "0") if c.isdigit())))  # noqa: E731
    assert sorted(rows, key=order) == sorted(expected, key=order)


def test_odd_rows_do_not_stop_the_job(session: Any) -> None:
    rows = [(1, "Rebels killed a farmer in Goma.", "2024-05-01"), (2, None, None), (3, "Rebels left.", "soon"), (4, "", "")]
    df = session.createDataFrame(rows, "id long, text string, day string")
    docs = {d["doc_id"]: d for d in dateline.spark.extract(df, id_col="id", published_col="day").collect()}
    assert sorted(docs) == ["1", "2", "3", "4"]
    assert docs["1"]["warnings"] == []
    assert "text must be a str" in docs["2"]["warnings"][0]
    assert "published='soon' is no date" in docs["3"]["warnings"][0]
    assert docs["2"]["events"] == []


def test_own_actors_reach_the_workers(session: Any) -> None:
    own = dateline.Extractor(actors=[{"name": "Kivu Dawn Front", "subtype": "armed_group", "country": "COD"}])
    df = session.createDataFrame([("The Kivu Dawn Front attacked Goma.",)], "text string")
    rows = dateline.spark.extract(df, table="entities", extractor=own).collect()
    assert ("Kivu Dawn Front", "COD") in [(r["name"], r["country"]) for r in rows]


def test_wrong_columns_and_tables_are_told(df: Any) -> None:
    with pytest.raises(ValueError, match="there is no column 'text' \\(there is: id, body, day\\)"):
        dateline.spark.extract(df)
    with pytest.raises(ValueError, match="there is no table 'x'"):
        dateline.spark.extract(df, "body", table="x")
