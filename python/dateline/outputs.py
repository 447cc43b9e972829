"""What the command line writes: each form as a writer that takes documents one by one, so that a stream may be endless."""

from __future__ import annotations

import csv
import json
import re
from contextlib import ExitStack
from pathlib import Path
from typing import IO, Any, Protocol

from dateline.columns import TABLES, columns, rows
from dateline.schema import Document

class Writer(Protocol):
    """Takes each document with its text and the name that messages give it."""

    def write(self, doc: Document, text: str, name: str) -> None: ...
    def close(self) -> None: ...


_UNSAFE = re.compile("[\x7f-\x9f\u2028\u2029]")


def as_json(value: object, indent: int | None = None) -> str:
    """JSON in which no character can command a terminal or end a line: they stand as ``\\uXXXX``, so nothing is lost."""
    return _UNSAFE.sub(lambda m: f"\\u{ord(m[0]):04x}", json.dumps(value, ensure_ascii=False, indent=indent))


def _with_text(doc: Document, text: str, keep: bool) -> object:
    return {**doc, "text": text} if keep else doc


class JsonLines:
    """A document a line."""

    def __init__(self, out: IO[str], keep_text: bool) -> None:
        self._out, self._keep = out, keep_text

    def write(self, doc: Document, text: str, name: str) -> None:
        self._out.write(as_json(_with_text(doc, text, self._keep)) + "\n")

    def close(self) -> None:
        self._out.flush()


class Json:
    """The document; an array of them where there may be more than one."""

    def __init__(self, out: IO[str], keep_text: bool, array: bool) -> None:
        self._out, self._keep, self._array, self._any = out, keep_text, array, False

    def write(self, doc: Document, text: str, name: str) -> None:
        if self._array:
            self._out.write(",\n" if self._any else "[\n")
        self._any = True
        self._out.write(as_json(_with_text(doc, text, self._keep), 1))

    def close(self) -> None:
        if self._array:
            self._out.write("\n]\n" if self._any else "[]\n")
        elif self._any:
            self._out.write("\n")
        self._out.flush()


class GeoJson:
    """The incidents that have a point, as one FeatureCollection."""

    def __init__(self, out: IO[str]) -> None:
        self._out, self._n, self._any = out, 0, False
        out.write('{"type": "FeatureCollection", "features": [')

    def write(self, doc: Document, text: str, name: str) -> None:
        from dateline.geojson import features

        named: Document = {**doc, "doc_id": doc["doc_id"] if doc["doc_id"] is not None else str(self._n)}
        self._n += 1
        for feature in features([named]):
            self._out.write((",\n" if self._any else "\n") + as_json(feature))
            self._any = True

    def close(self) -> None:
        self._out.write("\n]}\n")
        self._out.flush()


class Html:
    """One page: a report for each document."""

    def __init__(self, out: IO[str]) -> None:
        self._out, self._n = out, 0

    def write(self, doc: Document, text: str, name: str) -> None:
        from dateline.display import show
        from dateline.markup import PAGE_HEAD, escape

        page = show(doc, text)
        self._out.write(page.html if self._n else PAGE_HEAD.format(title=escape(page.title)) + page.html)
        self._n += 1

    def close(self) -> None:
        if self._n:
            self._out.write("</body></html>\n")
        self._out.flush()


class Report:
    """The report for a terminal."""

    def __init__(self, out: IO[str]) -> None:
        self._out = out

    def write(self, doc: Document, text: str, name: str) -> None:
        from dateline.terminal import report

        self._out.write(report(doc, text, name))

    def close(self) -> None:
        self._out.flush()


_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029]")


def csv_cell(value: object) -> object:
    """A value for a spreadsheet.

    A list is joined with ``|``, None is empty. Words that a spreadsheet would run as a formula get an apostrophe before
    them, as spreadsheets themselves mark text; control characters become U+FFFD. Numbers stay numbers.
    """
    if isinstance(value, list):
        value = "|".join("" if item is None else str(item) for item in value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if not isinstance(value, str):
        return "" if value is None else value
    value = _CONTROLS.sub("\ufffd", value)
    return f"'{value}" if value.lstrip().startswith(_FORMULA) or value[:1] in ("\t", "\r", "\n") else value


class Csv:
    """One file a table, or one table to a stream; the header comes even where no row does."""

    def __init__(self, outs: dict[str, IO[str]]) -> None:
        self._outs = {table: (out, csv.writer(out, lineterminator="\n")) for table, out in outs.items()}
        self._n = 0
        for table, (_, writer) in self._outs.items():
            writer.writerow([column.name for column in columns(table)])

    def write(self, doc: Document, text: str, name: str) -> None:
        doc_id = doc["doc_id"] if doc["doc_id"] is not None else str(self._n)
        self._n += 1
        for table, (_, writer) in self._outs.items():
            writer.writerows(map(csv_cell, row) for row in rows(doc, table, doc_id))

    def close(self) -> None:
        for out, _ in self._outs.values():
            out.flush()


class Parquet:
    """One file a table, in row groups of some ten thousand rows. Needs pyarrow."""

    _GROUP = 20_000

    def __init__(self, paths: dict[str, Path]) -> None:
        import pyarrow.parquet as pq

        from dateline.dataframes import arrow_schema

        self._n = 0
        self._data: dict[str, list[list[Any]]] = {table: [[] for _ in columns(table)] for table in paths}
        self._stack = ExitStack()
        self._writers = {
            table: self._stack.enter_context(pq.ParquetWriter(path, arrow_schema(columns(table))))
            for table, path in paths.items()
        }

    def write(self, doc: Document, text: str, name: str) -> None:
        doc_id = doc["doc_id"] if doc["doc_id"] is not None else str(self._n)
        self._n += 1
        for table, data in self._data.items():
            for row in rows(doc, table, doc_id):
                for column, value in zip(data, row, strict=True):
                    column.append(value)
            if len(data[0]) >= self._GROUP:
                self._flush(table)

    def _flush(self, table: str) -> None:
        from dateline.dataframes import arrow_table

        self._writers[table].write_table(arrow_table(columns(table), self._data[table]))
        self._data[table] = [[] for _ in columns(table)]

    def close(self) -> None:
        with self._stack:
            for table in self._data:
                self._flush(table)


def tables_of(table: str | None, tokens: bool) -> list[str]:
    """The table that was asked for, or all."""
    return [table] if table else [name for name in TABLES if name != "tokens" or tokens]

