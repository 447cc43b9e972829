"""`dateline.spark.extract`: the tables of a Spark DataFrame of articles, read on its workers.

Every worker needs the package installed; nothing else is shared, since documents are read one by one. Needs pyspark 3.5 or
later, with pyarrow and pandas, which pyspark's ``mapInArrow`` asks for: ``pip install 'dateline[spark]'``.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

from dateline.columns import TABLES, Column, columns
from dateline.extraction import Extractor

if TYPE_CHECKING:
    import pyarrow
    from pyspark.sql import DataFrame
    from pyspark.sql.types import StructType

_BATCH = 64  # documents a record batch: what a worker holds at a time
_NESTED = tuple(t for t in TABLES if t not in ("documents", "tokens"))


def extract(
    df: DataFrame,
    text_col: str = "text",
    *,
    id_col: str | None = None,
    published_col: str | None = None,
    title_col: str | None = None,
    table: str | None = None,
    extractor: Extractor | None = None,
) -> DataFrame:
    """Read a column of articles; lazy, like every transformation of Spark.

    Parameters
    ----------
    df
        One article a row.
    text_col, id_col, published_col, title_col
        Its columns: the text (string), its id, its day of publication (date, timestamp or ISO string) and its title.
        An id of another type becomes a string; without ``id_col`` ``doc_id`` is null.
    table
        None gives a row a document, each table as an array of structs. The name of a table (``"events"``) gives its
        rows, ``doc_id`` first: what most jobs want.
    extractor
        An `Extractor` with actors or events of your own.

    Returns
    -------
    DataFrame
        With the schema that `schema` declares. A row without a readable text has an empty document, what was wrong being
        in its ``warnings``; it never stops the job.

    Raises
    ------
    ValueError
        A column is not there, or ``table`` is no table.
    ModuleNotFoundError
        pyspark or pyarrow is not installed.
    """
    named = [c for c in (text_col, id_col, published_col, title_col) if c is not None]
    missing = [c for c in named if c not in df.columns]
    if missing:
        raise ValueError(f"there is no column {missing[0]!r} (there is: {', '.join(df.columns)})")
    declared = schema(table)
    chosen = df.select(*dict.fromkeys(named))
    keys = {"text": text_col, "doc_id": id_col, "published": published_col, "title": title_col}
    return chosen.mapInArrow(_reader(keys, table, extractor or Extractor()), declared)


def schema(table: str | None = None) -> StructType:
    """The Spark schema of a table (``doc_id`` first), or with None of whole documents."""
    from pyspark.sql import types as t

    kinds = {
        "text": t.StringType(), "category": t.StringType(), "date": t.DateType(), "integer": t.LongType(),
        "number": t.DoubleType(), "flag": t.BooleanType(), "list": t.ArrayType(t.StringType()),
    }  # fmt: skip

    def fields(spec: Iterable[Column]) -> list[t.StructField]:
        return [t.StructField(c.name, kinds[c.kind]) for c in spec]

    if table is not None:
        return t.StructType(fields(columns(table)))
    nested = [t.StructField(name, t.ArrayType(t.StructType(fields(columns(name)[1:])))) for name in _NESTED]
    return t.StructType([*fields(columns("documents")), *nested])


def _reader(
    keys: dict[str, str | None], table: str | None, extractor: Extractor
) -> Callable[[Iterable[pyarrow.RecordBatch]], Iterator[pyarrow.RecordBatch]]:
    """What a worker runs. One thread: Spark gives each task a core."""

    def read(batches: Iterable[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
        import pyarrow as pa

        declared = _arrow_schema(table)
        held: list[dict[str, Any]] = []
        for doc in extractor.extract_many(_jobs(batches, keys), workers=1, tokens=table == "tokens"):
            held.extend(_documents(doc) if table is None else _rows(doc, table))
            if len(held) >= (_BATCH if table is None else 4096):
                yield pa.RecordBatch.from_pylist(held, schema=declared)
                held = []
        if held:
            yield pa.RecordBatch.from_pylist(held, schema=declared)

    return read


def _jobs(batches: Iterable[pyarrow.RecordBatch], keys: dict[str, str | None]) -> Iterator[dict[str, Any]]:
    given = {key: column for key, column in keys.items() if column is not None}
    for batch in batches:
        for start in range(0, batch.num_rows, _BATCH):
            part = batch.slice(start, _BATCH)
            values = [part.column(column).to_pylist() for column in given.values()]
            for row in zip(*values, strict=True):
                job = dict(zip(given, row, strict=True))
                for key in ("doc_id", "title"):
                    if job.get(key) is not None:
                        job[key] = str(job[key])
                yield job


def _arrow_schema(table: str | None) -> pyarrow.Schema:
    import pyarrow as pa

    kinds: dict[str, Any] = {
        "text": pa.string(), "category": pa.string(), "date": pa.date32(), "integer": pa.int64(), "number": pa.float64(),
        "flag": pa.bool_(), "list": pa.list_(pa.string()),
    }  # fmt: skip

    def fields(spec: Iterable[Column]) -> list[Any]:
        return [pa.field(c.name, kinds[c.kind]) for c in spec]

    if table is not None:
        return pa.schema(fields(columns(table)))
    nested = [pa.field(name, pa.list_(pa.struct(fields(columns(name)[1:])))) for name in _NESTED]
    return pa.schema([*fields(columns("documents")), *nested])


def _documents(doc: Any) -> Iterator[dict[str, Any]]:
    out = _plain(doc, "documents")
    for name in _NESTED:
        out[name] = [_plain(row, name) for row in doc[name]]
    yield out


def _rows(doc: Any, table: str) -> Iterator[dict[str, Any]]:
    for row in (doc,) if table == "documents" else doc[table]:
        yield {**_plain(row, table), "doc_id": doc["doc_id"]}


def _plain(row: Any, table: str) -> dict[str, Any]:
    """A row as Arrow takes it: days as dates, measures as floats."""
    out = {}
    for c in columns(table):
        value = row.get(c.name)
        if value is not None and c.kind == "date":
            value = datetime.date.fromisoformat(value)
        elif value is not None and c.kind == "number":
            value = float(value)
        out[c.name] = value
    return out
