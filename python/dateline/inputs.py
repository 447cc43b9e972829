"""What the command line reads: files, folders and standard input, as one stream of articles.

Nothing here stops at a fault: it is handed to ``fault`` as one line, and the next article follows.
"""

from __future__ import annotations

import csv
import io
import json
import os
import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from typing import BinaryIO

FORMS = {
    ".txt": "text", ".text": "text", ".html": "html", ".htm": "html", ".xhtml": "html", ".jsonl": "jsonl",
    ".ndjson": "jsonl", ".json": "json", ".csv": "csv", ".tsv": "csv",
}  # fmt: skip
"""How a file is read, by the end of its name. Any other file that is named is read as text; in a folder it is left out."""

_NAMES = {
    "text": ("text", "body", "content"), "doc_id": ("doc_id", "id", "url"),
    "published": ("published", "publication_date", "date"), "title": ("title", "headline"),
}  # fmt: skip


@dataclass(frozen=True)
class Article:
    """One text as `extract_many` takes it, with the name that messages give it."""

    name: str
    text: str
    doc_id: str | None = None
    published: str | None = None
    title: str | None = None
    whole_page: bool = False
    """A web page whose menus and captions are in the text, since trafilatura is not installed."""

    def job(self) -> Mapping[str, object]:
        """The document for `extract_many`."""
        return {"text": self.text, "doc_id": self.doc_id, "published": self.published, "title": self.title}


@dataclass(frozen=True)
class Columns:
    """Columns (or JSON keys) that the user named; where None, the first usual name that is there."""

    text: str | None = None
    doc_id: str | None = None
    published: str | None = None
    title: str | None = None


class Unreadable(Exception):
    """A file or a row that can't be read, in words for the user."""


Fault = Callable[[str], None]


def articles(names: Sequence[str], columns: Columns, form: str | None, fault: Fault) -> Iterator[Article]:
    """The articles of files, folders (and theirs, in the order of their names) and, for ``-``, standard input."""
    for name in names:
        try:
            for path in _files(name, fault):
                yield from _one(path, columns, form, fault)
        except OSError as error:
            fault(f"{_shown(name)}: {error.strerror or error}")
        except Unreadable as error:
            fault(f"{_shown(name)}: {error}")


def _files(name: str, fault: Fault) -> Iterator[str]:
    if name == "-" or not os.path.isdir(name):
        yield name
        return
    found = False
    unread: Callable[[OSError], None] = lambda e: fault(f"{_shown(e.filename)}: {e.strerror}")  # noqa: E731
    for folder, below, files in os.walk(name, onerror=unread):
        below[:] = sorted(b for b in below if not b.startswith("."))
        for file in sorted(files):
            if not file.startswith(".") and Path(file).suffix.lower() in FORMS:
                found = True
                yield os.path.join(folder, file)
    if not found:
        raise Unreadable(f"no file to read in this folder (read are {', '.join(FORMS)})")


def _one(name: str, columns: Columns, form: str | None, fault: Fault) -> Iterator[Article]:
    """The articles of one file. What is wrong with the file ends it; what is wrong with a row costs the row."""
    shown = "standard input" if name == "-" else _shown(name)
    form = form or FORMS.get(Path(name).suffix.lower(), "text")
    try:
        with _opened(name) as file:
            if form in ("text", "html"):
                yield (_text if form == "text" else _page)(shown, None if name == "-" else shown, file.read(), fault)
            else:
                rows = {"jsonl": _json_lines, "json": _json, "csv": _csv}[form](file, Path(name), columns, shown, fault)
                for where, row in rows:
                    try:
                        yield _row(row, f"{shown}:{where}", columns)
                    except Unreadable as error:
                        fault(f"{shown}:{where}: {error}")
    except OSError as error:
        fault(f"{shown}: {error.strerror or error}")
    except Unreadable as error:
        fault(f"{shown}: {error}")


def _opened(name: str) -> BinaryIO:
    if name == "-":
        return open(sys.stdin.fileno(), "rb", closefd=False)
    return open(name, "rb")


def _shown(name: str) -> str:
    """A file's name as text: one that is no UTF-8 gets replacement characters."""
    return os.fsencode(name).decode("utf-8", errors="replace")


def decoded(data: bytes, encoding: str = "utf-8") -> str:
    """UTF-8, or UTF-16 with a byte order mark. Bytes that are neither become U+FFFD."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encoding = "utf-16"
    return data.decode(encoding, errors="replace")


def _text(name: str, doc_id: str | None, data: bytes, fault: Fault) -> Article:
    return Article(name, decoded(data), doc_id)


def _row(row: object, name: str, columns: Columns) -> Article:
    if not isinstance(row, Mapping):
        raise Unreadable(f"an article must be an object with a text, not {type(row).__name__}")

    def cell(key: str, given: str | None) -> object:
        if given is not None:
            return row.get(given)
        return next((row[usual] for usual in _NAMES[key] if row.get(usual) not in (None, "")), None)

    text = cell("text", columns.text)
    if not isinstance(text, str):
        keys = ", ".join(map(str, row)) or "none"
        wanted = repr(columns.text) if columns.text else "'text'"
        raise Unreadable(f"no text under {wanted} (there is: {keys}); --text-column names it")
    doc_id, published, title = (
        None if value in (None, "") else str(value)
        for value in (cell(key, getattr(columns, key)) for key in ("doc_id", "published", "title"))
    )
    return Article(name, text, name if doc_id is None else doc_id, published, title)


def _json_lines(
    file: BinaryIO, path: Path, columns: Columns, name: str, fault: Fault
) -> Iterator[tuple[int, object]]:
    for number, line in enumerate(file, 1):
        if line.strip():
            try:
                yield number, json.loads(decoded(line.removeprefix(b"\xef\xbb\xbf")))
            except (ValueError, RecursionError) as error:
                fault(f"{name}:{number}: no JSON: {error}")


def _json(file: BinaryIO, path: Path, columns: Columns, name: str, fault: Fault) -> Iterator[tuple[int, object]]:
    try:
        found = json.loads(decoded(file.read().removeprefix(b"\xef\xbb\xbf")))
    except (ValueError, RecursionError) as error:
        raise Unreadable(f"no JSON: {error}") from error
    yield from enumerate(found if isinstance(found, list) else [found], 1)


def _csv(file: BinaryIO, path: Path, columns: Columns, name: str, fault: Fault) -> Iterator[tuple[int, object]]:
    """Rows under a header; the delimiter (comma, semicolon, tab) is the header's most frequent one."""
    csv.field_size_limit(min(sys.maxsize, 2**31 - 1))
    lines = io.TextIOWrapper(file, encoding="utf-8-sig", errors="replace", newline="")
    head = lines.readline()
    delimiter = "\t" if path.suffix.lower() == ".tsv" else max(",;\t", key=head.count)
    header = next(csv.reader([head], delimiter=delimiter), [])
    named = [c for c in (columns.text, columns.doc_id, columns.published, columns.title) if c is not None]
    missing = [c for c in named if c not in header]
    if missing or (columns.text is None and not set(_NAMES["text"]) & set(header)):
        wanted = missing[0] if missing else "text"
        hint = "" if missing else "; --text-column names the one with the articles"
        raise Unreadable(f"there is no column {wanted!r} (there is: {', '.join(header) or 'none'}){hint}")
    rows = csv.DictReader(lines, fieldnames=header, delimiter=delimiter)
    while True:
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            fault(f"{name}:{rows.line_num + 1}: no CSV: {error}")
            continue
        yield rows.line_num + 1, row


_CHARSET = re.compile(rb"<meta[^>]+charset=[\"']?([A-Za-z0-9_-]+)", re.IGNORECASE)


def _page(name: str, doc_id: str | None, data: bytes, fault: Fault) -> Article:
    """A web page: its article through trafilatura if that is installed, else all of its text.

    Title and day of publication are taken only where the page states them (`<title>`, ``article:published_time``).
    """
    charset = _CHARSET.search(data[:4096])
    try:
        html = decoded(data, charset[1].decode("ascii") if charset else "utf-8")
    except LookupError:
        html = decoded(data)
    page = _Page()
    try:
        page.feed(html)
        page.close()
    except Exception as error:  # a page may be odd in ways that its parser does not foresee
        raise Unreadable(f"no web page: {error}") from error
    try:
        import trafilatura
    except ImportError:
        return Article(name, page.text(), doc_id, page.published, page.title, whole_page=True)
    text = trafilatura.extract(html, include_comments=False) or page.text()
    return Article(name, text, doc_id, page.published, page.title)


class _Page(HTMLParser):
    """The text of a page without scripts and styles, a line for each block."""

    _blocks = frozenset(
        "address article aside blockquote dd div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header hr li main nav "
        "ol p pre section table td th tr ul".split(" ")
    )
    _hidden = frozenset({"script", "style", "template", "noscript", "svg", "head"})

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.hidden: list[str] = []
        self.in_title = False
        self.title: str | None = None
        self.published: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in self._hidden:
            self.hidden.append(tag)
        elif tag == "body":
            self.hidden.clear()
        self.in_title = tag == "title" and self.title is None
        if tag in self._blocks:
            self.parts.append("\n\n")
        elif tag == "br":
            self.parts.append("\n")
        if tag == "meta":
            given = dict(attrs)
            if "article:published_time" in (given.get("property"), given.get("name")):
                day = re.match(r"\d{4}-\d{2}-\d{2}", given.get("content") or "")
                self.published = self.published or (day[0] if day else None)

    def handle_endtag(self, tag: str) -> None:
        self.in_title = False
        if tag in self.hidden:
            del self.hidden[self.hidden.index(tag) :]
        if tag in self._blocks:
            self.parts.append("\n\n")

    def handle_data(self, data: str) -> None:
        if self.in_title:
            self.title = " ".join(data.split()) or None
        elif not self.hidden:
            self.parts.append(data)

    def text(self) -> str:
        blocks = (" ".join(block.split()) for block in re.split(r"\n{2,}", "".join(self.parts)))
        return "\n\n".join(block for block in blocks if block)
