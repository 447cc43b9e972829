"""`show` and `overview`: whole text kept, everything escaped, nothing fetched, readable without colours."""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

import dateline

DISPATCH = (Path(__file__).parent.parent / "examples" / "dispatch.txt").read_text(encoding="utf-8")
HOSTILE = (
    'Rebels "killed" <script>alert(1)</script> two people</div></section><img src=x onerror=alert(2)> in Homs & '
    "Hama' on Tuesday, <b>officials</b> said &lt;i&gt; that “shells” fell.\n<!-- --> ]]> \x00 {{x}} %s"
)
FORGED: Any = '"><script>alert(3)</script><a href="javascript:alert(4)" onclick=x>\x1b[2J'


class Checker(HTMLParser):
    """Tags in order, whether they close as they opened, and where links go."""

    void = frozenset({"meta", "img", "br"})

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.links: list[str] = []
        self.ids: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes.update(name for name, _ in attrs)
        self.links += [value or "" for name, value in attrs if name == "href"]
        self.ids += [value or "" for name, value in attrs if name == "id"]
        if tag not in self.void:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


KNOWN = {
    "style", "section", "p", "div", "br", "mark", "a", "nav", "span", "b", "h2", "h3", "table", "thead", "tbody", "tr", "th", "td",
    "ol", "li", "svg", "rect", "path", "circle", "text", "title",
}  # fmt: skip
ATTRIBUTES = {
    "class", "id", "href", "role", "aria-label", "aria-hidden", "scope", "data-tip", "data-who", "viewbox", "width",
    "height", "x", "y", "d", "cx", "cy", "r", "rx",
}  # fmt: skip


def checked(page: str) -> Checker:
    """The page is well-formed, has no tag or attribute but ours, no address but its own."""
    checker = Checker()
    checker.feed(page)
    checker.close()
    assert checker.open == []
    assert checker.tags <= KNOWN
    assert checker.attributes <= ATTRIBUTES
    assert len(checker.ids) == len(set(checker.ids))
    assert {link.removeprefix("#") for link in checker.links} <= set(checker.ids)
    assert all(link.startswith("#") for link in checker.links)
    assert not re.search(r"url\(|@import|https?:|\x1b", page)
    return checker


@pytest.mark.parametrize("text", [DISPATCH, HOSTILE, "", "no", "\x1b[2J Shells\r\nfell\ud800 on Homs."])
def test_page_is_well_formed_and_holds_the_text_and_no_tag_of_it(text: str) -> None:
    doc = dateline.extract(text, title="<i>title</i>", doc_id='"id"')
    page = dateline.show(doc, text).html
    checked(page)
    shown = re.search(r'<div class="text"[^>]*>(.*?)</div>', page, re.DOTALL)
    assert shown is not None
    plain = html.unescape(re.sub(r"</?(mark|a)\b[^>]*>", "", shown[1]).replace("<br>", "\n"))
    assert plain == re.sub("[\x00\x1b\ud800]", "\ufffd", text.replace("\r\n", "\n"))


def test_every_cell_is_escaped() -> None:
    """A document whose every string is hostile, as from a forged file."""
    doc: Any = dateline.extract(DISPATCH)
    for table in ("mentions", "entities", "events", "claims", "casualties", "incidents"):
        for row in doc[table]:
            for key, value in row.items():
                ids = key == "id" or key.endswith(("_id", "_ids")) or "date" in key or key == "class"
                if isinstance(value, str) and not ids:
                    row[key] = FORGED
                elif isinstance(value, list) and not ids:
                    row[key] = [FORGED] * len(value)
    doc["title"] = doc["warnings"] = FORGED
    doc["warnings"] = [FORGED]
    checked(dateline.show(doc, DISPATCH).html)
    checked(dateline.overview([doc, doc], title=FORGED).html)


def test_every_event_and_claim_leads_to_its_row() -> None:
    doc = dateline.extract(DISPATCH)
    links = [link.split("-")[-1] for link in checked(dateline.show(doc, DISPATCH).html).links]
    assert {e["id"] for e in doc["events"]} <= set(links)


def test_two_documents_of_one_notebook_share_no_id() -> None:
    one, two = (dateline.show(dateline.extract(DISPATCH, doc_id=name), DISPATCH).html for name in "ab")
    assert not set(checked(one).ids) & set(checked(two).ids)


def test_what_colours_say_is_in_words_too() -> None:
    doc = dateline.extract(DISPATCH)
    page = dateline.show(doc, DISPATCH).html
    for claim in doc["claims"]:
        if claim["content_start"] is not None:
            assert "data-who=" in page
    for heading in ("Incidents", "Casualties, by source", "Timeline", "Map", "Events", "Claims: who says what"):
        assert f">{heading}</h3>" in page
    assert page.count('role="img"') == page.count('<svg viewBox="0') == 1
    for table in re.findall(r"<table[^>]*>", page):
        assert "aria-label=" in table


def test_the_page_follows_light_dark_and_print() -> None:
    page = dateline.show(dateline.extract("no"), "no").html
    assert "color-scheme:light dark" in page
    assert "@media print" in page
    assert "[data-jp-theme-light=false]" in page


def test_the_map_is_small_and_has_every_place() -> None:
    doc = dateline.extract(DISPATCH)
    page = dateline.show(doc, DISPATCH).html
    svg = page[page.index('<svg viewBox="0 0 720') :].split("</svg>")[0]
    assert len(svg) < 30_000
    assert {i["place"][0] for i in doc["incidents"] if i["lat"] is not None} <= set(re.findall(r"<title>(.*?)\n", svg))


@pytest.mark.parametrize("points", [[(0.0, 0.0)], [(-180.0, -89.0), (180.0, 89.0)], [(179.9, 85.0)], [(30.0, -80.0)]])
def test_a_map_of_any_points_holds_them(points: list[tuple[float, float]]) -> None:
    from dateline.maps import Place, drawn

    svg = drawn([Place(lon, lat, "x") for lon, lat in points], "map")
    high = float(svg.split('viewBox="0 0 720 ')[1].split('"')[0])
    for x, y in re.findall(r'<circle[^>]* cx="([-\d.]+)" cy="([-\d.]+)"', svg):
        assert -1 <= float(x) <= 721
        assert -60 <= float(y) <= high + 60
    assert len(svg) < 80_000


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


def test_overview_counts_and_places_incidents() -> None:
    texts = [f"Rebels killed a farmer in {town} on May {day}, 2024." for town, day in (("Goma", 3), ("Bukavu", 9), ("Goma", 12))]
    page = dateline.overview(dateline.extract_many(texts)).html
    checked(page)
    assert "3 incidents told in 3 documents" in page
    assert page.count("<circle") == 2
    assert "2024-05-09: 1" in page
    checked(dateline.overview([]).html)
    with pytest.raises(TypeError, match="docs"):
        dateline.overview("text")  # type: ignore[arg-type]
