"""`show`: whole text kept, everything escaped."""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

import dateline

DISPATCH = (Path(__file__).parent.parent / "examples" / "dispatch.txt").read_text(encoding="utf-8")
HOSTILE = (
    'Rebels "killed" <script>alert(1)</script> two people</div></section><img src=x onerror=alert(2)> in Homs & '
    "Hama' on Tuesday, <b>officials</b> said &lt;i&gt; that “shells” fell.\n<!-- --> ]]> \x00 {{x}} %s"
)


class Checker(HTMLParser):
    """Tags in order, and whether they close as they opened."""

    void = frozenset({"meta", "img", "br"})

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.attributes: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes.update(name for name, _ in attrs)
        if tag not in self.void:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.mark.parametrize("text", [DISPATCH, HOSTILE, "", "no"])
def test_page_is_well_formed_and_holds_the_text_and_no_tag_of_it(text: str) -> None:
    doc = dateline.extract(text, title="<i>title</i>", doc_id='"id"')
    page = dateline.show(doc, text).html
    checker = Checker()
    checker.feed(page)
    checker.close()
    assert checker.open == []
    known = {"style", "section", "p", "div", "mark", "h3", "table", "thead", "tbody", "tr", "th", "td"}
    assert checker.tags <= known
    assert checker.attributes <= {"class", "title", "aria-label", "scope"}
    shown = re.search(r'<div class="text">(.*?)</div>', page, re.DOTALL)
    assert shown is not None
    assert html.unescape(re.sub(r"</?mark[^>]*>", "", shown[1])).replace("\ufffd", "\x00") == text


def test_notebook_and_file_show_the_same(tmp_path: Path) -> None:
    page = dateline.show(dateline.extract(DISPATCH), DISPATCH)
    path = tmp_path / "report.html"
    page.save(path)
    saved = path.read_text(encoding="utf-8")
    assert saved.startswith("<!doctype html>")
    assert page._repr_html_() in saved


def test_another_text_is_refused() -> None:
    doc = dateline.extract(DISPATCH)
    with pytest.raises(ValueError, match="this is not the text of doc"):
        dateline.show(doc, DISPATCH + "x")
    with pytest.raises(TypeError, match="doc must be what extract"):
        dateline.show("x", DISPATCH)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="text must be a str"):
        dateline.show(doc, None)  # type: ignore[arg-type]
