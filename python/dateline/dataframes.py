"""`frames`: the tables of many documents as DataFrames of pandas or polars, or as Arrow tables."""

from __future__ import annotations

import datetime
import warnings
from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Literal, cast, overload

from dateline.columns import TABLES, Column, columns, documents, numbered, rows
from dateline.schema import Document

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

_INSTALL = {"pandas": "pandas", "polars": "polars", "pyarrow": "pyarrow"}


@overload
def frames(
    docs: Document | Iterable[Document], engine: Literal["pandas"] = "pandas"
) -> dict[str, pandas.DataFrame]: ...
@overload
def frames(docs: Document | Iterable[Document], engine: Literal["polars"]) -> dict[str, polars.DataFrame]: ...
@overload
def frames(docs: Document | Iterable[Document], engine: Literal["pyarrow"]) -> dict[str, pyarrow.Table]: ...
def frames(docs: Document | Iterable[Document], engine: str = "pandas") -> dict[str, Any]:
    """The tables of one document or of many, each as one DataFrame with the dtypes of its columns.

    Parameters
    ----------
    docs
        What `extract` gave, or any iterable of such documents: a list, or `extract_many` as it runs.
    engine
        ``"pandas"``, ``"polars"`` or ``"pyarrow"``.

    Returns
    -------
    dict
        A DataFrame for each of ``documents``, ``sentences``, ``mentions``, ``entities``, ``events``, ``claims``,
        ``casualties`` and ``incidents``, and for ``tokens`` if any document has them. The columns are always the same,
        rows or none. The first is ``doc_id``: the document's own, or its number in the stream, from 0, where it has
        none. Ids such as ``ev1`` are unique within a document, so join tables on ``doc_id`` and the id.

        Dates are ``datetime64[s]`` (polars, Arrow: ``Date``), whole numbers ``Int64``, measures and degrees
        ``float64``, closed vocabularies categories with all their values, other strings ``string``; lists stay lists.

    Raises
    ------
    ModuleNotFoundError
        The engine is not installed; the message says what to install.
    TypeError, ValueError
        ``docs`` holds something else than documents; ``engine`` is none of the three.

    Warns
    -----
    UserWarning
        Two documents share a ``doc_id``, so a join on it would mix their rows.

    Examples
    --------
    >>> import dateline
    >>> tables = frames(dateline.extract("Rebels killed two soldiers near Goma.", published="2025-01-28", doc_id="a"))
    >>> tables["casualties"][["doc_id", "kind", "low", "victims"]].to_dict("records")
    [{'doc_id': 'a', 'kind': 'killed', 'low': 2, 'victims': 'two soldiers'}]
    """
    if engine not in _INSTALL:
        raise ValueError(f"engine must be one of {', '.join(map(repr, _INSTALL))}, not {engine!r}")
    build = {"pandas": _pandas, "polars": _polars, "pyarrow": arrow_table}[engine]
    try:
        __import__(engine)
    except ModuleNotFoundError as error:
        raise ModuleNotFoundError(f"engine={engine!r} needs {engine}: pip install {_INSTALL[engine]}") from error
    return {table: build(columns(table), data) for table, data in collected(documents(docs)).items()}


def collected(docs: Iterable[Document]) -> dict[str, list[list[Any]]]:
    """Every table's columns as lists of plain values."""
    out: dict[str, list[list[Any]]] = {table: [[] for _ in columns(table)] for table in TABLES}
    names: Counter[str] = Counter()
    tokens = False
    for doc_id, doc in numbered(docs):
        names[doc_id] += 1
        tokens = tokens or "tokens" in doc
        for table, data in out.items():
            for row in rows(doc, table, doc_id):
                for column, value in zip(data, row, strict=True):
                    column.append(value)
    twice = [name for name, n in names.items() if n > 1]
    if twice:
        more = f" (and {len(twice) - 1} more)" if len(twice) > 1 else ""
        warnings.warn(
            f"{names[twice[0]]} documents have the doc_id {twice[0]!r}{more}: a join on doc_id mixes their rows",
            stacklevel=3,
        )
    if not tokens:
        del out["tokens"]
    return out


def _pandas(spec: tuple[Column, ...], data: list[list[Any]]) -> pandas.DataFrame:
    import numpy as np
    import pandas as pd

    def series(column: Column, values: list[Any]) -> Any:
        match column.kind:
            case "date":
                return pd.Series(np.array(values, dtype="datetime64[s]"))
            case "integer":
                return pd.Series(values, dtype="Int64")
            case "number":
                return pd.Series(values, dtype="float64")
            case "flag":
                return pd.Series(values, dtype="boolean" if column.nullable else "bool")
            case "category":
                return pd.Series(pd.Categorical(values, categories=_vocabulary(column, values)))
            case "list":
                return pd.Series(values, dtype="object")
            case _:
                return pd.Series(values, dtype="string")

    frame: pandas.DataFrame = pd.DataFrame({c.name: series(c, v) for c, v in zip(spec, data, strict=True)})
    return frame


def _polars(spec: tuple[Column, ...], data: list[list[Any]]) -> polars.DataFrame:
    import polars as pl

    kinds: dict[str, Any] = {
        "date": pl.Date, "integer": pl.Int64, "number": pl.Float64, "flag": pl.Boolean, "list": pl.List(pl.String),
        "text": pl.String,
    }  # fmt: skip
    return pl.DataFrame({
        c.name: pl.Series(c.name, plain(c, v), dtype=kinds[c.kind] if c.kind in kinds else pl.Enum(_vocabulary(c, v)))
        for c, v in zip(spec, data, strict=True)
    })  # fmt: skip


def _vocabulary(column: Column, values: list[Any]) -> list[str]:
    """A column's closed vocabulary; event types of an extractor's own come after the package's."""
    own = {v for v in values if v is not None} - set(column.values)
    return [*column.values, *sorted(own)]


def arrow_table(spec: tuple[Column, ...], data: list[list[Any]]) -> pyarrow.Table:
    """Columns of plain values as an Arrow table."""
    import pyarrow as pa

    fields = arrow_schema(spec)
    arrays = [pa.array(plain(c, values), type=f.type) for c, values, f in zip(spec, data, fields, strict=True)]
    return pa.Table.from_arrays(arrays, schema=fields)


def arrow_schema(spec: tuple[Column, ...]) -> pyarrow.Schema:
    """The columns as an Arrow schema; categories are dictionaries of strings."""
    import pyarrow as pa

    kinds: dict[str, Any] = {
        "date": pa.date32(), "integer": pa.int64(), "number": pa.float64(), "flag": pa.bool_(),
        "list": pa.list_(pa.string()), "text": pa.string(), "category": pa.dictionary(pa.int32(), pa.string()),
    }  # fmt: skip
    return pa.schema([pa.field(c.name, kinds[c.kind]) for c in spec])


def plain(column: Column, values: list[Any]) -> list[Any]:
    """Values as engines want them: a date as a ``datetime.date``, a number as a float."""
    if column.kind == "date":
        return [None if v is None else datetime.date.fromisoformat(cast(str, v)) for v in values]
    if column.kind == "number":
        return [None if v is None else float(v) for v in values]
    return values
