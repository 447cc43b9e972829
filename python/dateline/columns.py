"""The columns of every table, with what they hold: read off `dateline.schema`, used by whatever writes tables.

A table outside its document has ``doc_id`` as its first column. ``documents`` has one row a document: all that is no
table itself. ``tokens`` is there only for documents that were read with ``tokens=True``.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, TypeAlias

from dateline import _core, schema
from dateline.schema import Document

Kind: TypeAlias = Literal["text", "category", "date", "integer", "number", "flag", "list"]
Table: TypeAlias = Literal[
    "documents", "sentences", "mentions", "entities", "events", "claims", "casualties", "incidents", "tokens"
]

_ROWS: dict[str, Any] = {
    "sentences": schema.Sentence, "mentions": schema.Mention, "entities": schema.Entity, "events": schema.Event,
    "claims": schema.Claim, "casualties": schema.Casualty, "incidents": schema.Incident, "tokens": schema.Token,
}  # fmt: skip
TABLES: tuple[str, ...] = ("documents", *_ROWS)
"""Names of the tables, in the order of the pipeline; ``tokens`` last."""

_DATES = frozenset({"publication_date", "date_start", "date_end"})


@dataclass(frozen=True)
class Column:
    """One column: its kind, whether None may stand in it, and for a category its closed vocabulary."""

    name: str
    kind: Kind
    nullable: bool
    values: tuple[str, ...] = ()


@cache
def columns(table: str) -> tuple[Column, ...]:
    """The columns of a table, ``doc_id`` first. ``ValueError`` for a name that is no table."""
    if table not in TABLES:
        raise ValueError(f"there is no table {table!r}: the tables are {', '.join(TABLES)}")
    hints = typing.get_type_hints(schema.Document if table == "documents" else _ROWS[table])
    keys = [key for key in hints if key not in TABLES and key != "doc_id"]
    return (Column("doc_id", "text", True), *(_column(table, key, hints[key]) for key in keys))


def _column(table: str, name: str, hint: Any) -> Column:
    nullable = False
    if isinstance(hint, types.UnionType) or typing.get_origin(hint) is typing.Union:
        parts = [part for part in typing.get_args(hint) if part is not type(None)]
        nullable, hint = True, float if float in parts else parts[0]
    values = _vocabulary(table, name)
    if typing.get_origin(hint) is Literal:
        return Column(name, "category", nullable, typing.get_args(hint))
    if values:
        return Column(name, "category", nullable, values)
    if name in _DATES:
        return Column(name, "date", nullable)
    kinds: dict[Any, Kind] = {int: "integer", float: "number", bool: "flag", str: "text"}
    return Column(name, kinds.get(hint, "list"), nullable)


def _vocabulary(table: str, name: str) -> tuple[str, ...]:
    """Enums that only the ontology lists: event types, classes, subtypes."""
    enums = _core.enums()
    if table in ("events", "incidents") and name in ("type", "class"):
        return tuple(enums["event" if name == "type" else "class"])
    if table in ("mentions", "entities") and name == "subtype":
        subtypes = (value for key, values in enums.items() if key.startswith("subtype.") for value in values)
        return tuple(dict.fromkeys(subtypes))
    return ()


def rows(doc: Mapping[str, Any], table: str, doc_id: str | None) -> Iterator[tuple[Any, ...]]:
    """The rows of one document's table, in the order of `columns`."""
    names = [column.name for column in columns(table)[1:]]
    for row in (doc,) if table == "documents" else doc.get(table, ()):
        yield (doc_id, *(row[name] for name in names))


def numbered(docs: Iterable[Document]) -> Iterator[tuple[str, Document]]:
    """Documents with the name that their rows go by: ``doc_id``, else the place in the stream, from 0."""
    for number, doc in enumerate(docs):
        yield doc["doc_id"] if doc["doc_id"] is not None else str(number), doc


def documents(docs: Document | Iterable[Document]) -> Iterable[Document]:
    """One document or many, as many. ``TypeError`` for anything else."""
    if isinstance(docs, Mapping):
        return (typing.cast(Document, docs),)
    if isinstance(docs, (str, bytes)) or not isinstance(docs, Iterable):
        raise TypeError(f"docs must be what extract() or extract_many() gave, not {type(docs).__name__}")
    return _checked(docs)


def _checked(docs: Iterable[Document]) -> Iterator[Document]:
    for number, doc in enumerate(docs):
        if not isinstance(doc, Mapping) or "mentions" not in doc:
            raise TypeError(f"docs, number {number}: not what extract() gave but {type(doc).__name__}")
        yield doc
