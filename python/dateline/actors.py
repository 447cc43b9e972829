"""Actors of the user's own: whatever they come as, made into rows for the core."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

ActorRow: TypeAlias = "tuple[str, list[str], str, str, str, str]"
Actors: TypeAlias = "Iterable[Mapping[str, Any]] | str | os.PathLike[str] | Any | None"
"""A list of dicts, a path to a CSV or TSV file, a DataFrame (pandas or polars), or None."""

COLUMNS = ("name", "aliases", "type", "subtype", "country", "code")


def actor_rows(actors: Actors) -> list[ActorRow]:
    """Rows for the core. Errors name the row, counted from 1."""
    if actors is None:
        return []
    if isinstance(actors, (str, os.PathLike)):
        actors = _file(os.fspath(actors))
    elif hasattr(actors, "to_dicts"):  # polars
        actors = actors.to_dicts()
    elif hasattr(actors, "to_dict") and hasattr(actors, "columns"):  # pandas
        actors = actors.to_dict("records")
    elif isinstance(actors, Mapping) or not isinstance(actors, Iterable):
        raise TypeError(
            f"actors must be a list of dicts, a path to a CSV or TSV file or a DataFrame, not {type(actors).__name__}"
        )
    rows: Any = actors
    return [_row(number, row) for number, row in enumerate(rows, 1)]


def _file(path: str) -> list[Mapping[str, Any]]:
    import csv

    with open(path, encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t" if path.lower().endswith((".tsv", ".tab")) else ","))


def _row(number: int, row: object) -> ActorRow:
    if not isinstance(row, Mapping):
        raise TypeError(f"actors, row {number}: must be a dict with the keys {', '.join(COLUMNS)}, not {row!r}")
    unknown = [str(key) for key in row if key not in COLUMNS]
    if unknown:
        raise ValueError(f"actors, row {number}: no such column: {', '.join(unknown)} (known: {', '.join(COLUMNS)})")
    aliases = row.get("aliases")
    if isinstance(aliases, (list, tuple)):
        names = [_cell(number, "aliases", alias) for alias in aliases]
    else:
        names = _cell(number, "aliases", aliases).split("|")
    name, kind, subtype, country, code = (
        _cell(number, key, row.get(key)) for key in ("name", "type", "subtype", "country", "code")
    )
    if not name:
        raise ValueError(f"actors, row {number}: name is missing")
    return name, [n.strip() for n in names if n.strip()], kind, subtype, country, code


def _cell(number: int, column: str, value: object) -> str:
    """A missing value (None, NaN) is empty."""
    if value is None or value != value:  # noqa: PLR0124 (NaN)
        return ""
    if not isinstance(value, str):
        raise TypeError(f"actors, row {number}: {column} must be a str, not {type(value).__name__}")
    return value.strip()
