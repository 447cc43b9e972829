"""HTML from any string: escaped, no character that a terminal or a browser would obey."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Sequence
from os import PathLike
from pathlib import Path

_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_LINES = re.compile("\r\n?")

PAGE_HEAD = (
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
    "<title>{title}</title><style>html{{color-scheme:light dark}}body{{margin:0;background:light-dark(#fff,#181a1d)}}"
    "</style></head><body>"
)


def escape(string: str) -> str:
    """For an element or an attribute. Control characters show as U+FFFD, one for one."""
    return html.escape(_CONTROLS.sub("\ufffd", _LINES.sub("\n", string)))


class Page:
    """A piece of HTML that a notebook shows and `save` writes to a file."""

    def __init__(self, html: str, title: str) -> None:
        self.html = html
        self.title = title

    def _repr_html_(self) -> str:
        return self.html

    def __repr__(self) -> str:
        return f"<dateline.Page {self.title!r}: shown in a notebook, or written by .save(path)>"

    def full(self) -> str:
        """A page of its own, to be opened in a browser."""
        return f"{PAGE_HEAD.format(title=escape(self.title))}{self.html}</body></html>\n"

    def save(self, path: str | PathLike[str]) -> None:
        """Write a page of its own, to be opened in a browser."""
        Path(path).write_text(self.full(), encoding="utf-8", errors="replace")


class Html(str):
    """A string that is HTML already."""


Cell = str | Html | None


def cell(value: Cell) -> str:
    """The inside of an element: HTML as it is, any other string escaped."""
    return value if isinstance(value, Html) else escape(value or "")


def tag(value: str) -> Html:
    """A word of a closed vocabulary."""
    return Html(f'<span class="tag {escape(value)}">{escape(value)}</span>')


def table(columns: Sequence[str], rows: Iterable[tuple[str | None, Sequence[Cell]]], caption: str) -> str:
    """A table whose rows may have an id to link to. The first cell of a row is its header; empty columns are left out."""
    rows = list(rows)
    used = [n for n in range(len(columns)) if n == 0 or any(cells[n] for _, cells in rows)]
    head = "".join(f'<th scope="col">{escape(columns[n])}</th>' for n in used)
    body = []
    for name, every in rows:
        cells = [every[n] for n in used]
        first = f'<th scope="row">{cell(cells[0])}</th>'
        rest = "".join(f"<td>{cell(c)}</td>" for c in cells[1:])
        body.append((f'<tr id="{name}">' if name else "<tr>") + first + rest + "</tr>")
    return (
        f'<div class="table"><table aria-label="{escape(caption)}"><thead><tr>{head}</tr></thead>'
        f"<tbody>{''.join(body)}</tbody></table></div>"
    )
