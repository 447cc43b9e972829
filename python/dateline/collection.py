"""`overview`: many documents on one page: where, when, what, and every incident with the document that tells of it."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from dateline.columns import documents, numbered
from dateline.display import bounds, date_range, point_name
from dateline.maps import Place, drawn
from dateline.markup import Cell, Html, Page, escape, table, tag
from dateline.schema import Document, Incident
from dateline.style import STYLE

_ROWS = 500
_BARS = 60


class _Row(NamedTuple):
    doc_id: str
    incident: Incident
    point: str  # what stands at its point


def overview(docs: Document | Iterable[Document], *, title: str = "Incidents") -> Page:
    """Show what many documents tell: map, timeline and table of their incidents.

    Talk (accusations, denials, demands) and background are left out. One happening that two documents tell of counts
    twice: each document is read alone.

    Parameters
    ----------
    docs
        What `extract` gave, or any iterable of such documents.
    title
        Heading of the page.

    Returns
    -------
    Page
        Shown in a notebook, or written by ``.save(path)``; self-contained like that of `show`.

    Raises
    ------
    TypeError
        ``docs`` holds something else than documents.

    Examples
    --------
    >>> import dateline
    >>> texts = ["Rebels attacked Goma on May 3, 2024.", "Rebels attacked Bukavu on May 9, 2024."]
    >>> overview(dateline.extract_many(texts), title="Two attacks")
    <dateline.Page 'Two attacks': shown in a notebook, or written by .save(path)>
    """
    found: list[_Row] = []
    n = 0
    for name, doc in numbered(documents(docs)):
        n += 1
        told = (i for i in doc["incidents"] if i["class"] != "verbal" and not i["background"])
        found += [_Row(name, i, point_name(i, doc)) for i in told]
    found.sort(key=lambda row: row.incident["date_start"] or "9999")
    parts = [
        f"<style>{STYLE}</style>",
        f'<section class="dateline" aria-label="{escape(title)}"><h2>{escape(title)}</h2>',
        f'<p class="note">{len(found)} incidents told in {n} documents. Each document is read alone: one happening in two '
        "of them counts twice.</p>",
        _part("Where", _map(found)),
        _part("When", _bars(found)),
        _part("What", _kinds(found)),
        _part("Incidents", _table(found)),
        "</section>",
    ]
    return Page("".join(parts), title)


def _part(name: str, html: str) -> str:
    return f"<h3>{name}</h3>{html}" if html else ""


def _map(found: Sequence[_Row]) -> str:
    places: dict[tuple[float, float], Place] = {}
    for name, i, point in found:
        if i["lat"] is None or i["lon"] is None or i["place_precision"] in ("country", "region", None):
            continue
        where = (i["lon"], i["lat"])
        place = places.setdefault(where, Place(*where, point, weight=0))
        place.weight += 1
        place.told.append(f"{date_range(i) or 'no date'}: {i['type'].replace('_', ' ')}, {i['status']} ({name})")
    if not places:
        return ""
    shown = sum(len(place.told) for place in places.values())
    note = f"{shown} incidents with a town or a district; {len(found) - shown} without. Borders for orientation only: "
    return drawn(list(places.values()), f"Map of {shown} incidents") + f'<p class="note">{note}Natural Earth, as in effect.</p>'


def _bars(found: Sequence[_Row]) -> str:
    """Incidents by day, week, month or year: the finest that is still readable. Only those told to at least that."""
    fine = {"day": 0, "week": 1, "month": 2, "year": 3}
    dated = [
        (datetime.date.fromisoformat(i["date_start"]), fine[i["date_precision"]])
        for _, i, _ in found
        if i["date_start"] and i["date_precision"] in fine
    ]
    if not dated:
        return ""
    first, last = min(day for day, _ in dated), max(day for day, _ in dated)
    step = next((s for s in range(4) if _steps(first, last, s) <= _BARS), 3)
    counts = Counter(_start(day, step) for day, precision in dated if precision <= step)
    if not counts:
        return ""
    starts = [_start(min(counts), step)]
    while starts[-1] < max(counts):
        starts.append(_next(starts[-1], step))
    starts = starts[-4 * _BARS :]
    most, wide, high = max(counts.values()), 720, 150
    slot = (wide - 30) / len(starts)
    bars, labels = [], []
    every = max(1, round(len(starts) / 9))
    for n, start in enumerate(starts):
        label = start.isoformat()[: (10, 10, 7, 4)[step]]
        x, tall = 28 + n * slot, (high - 32) * counts[start] / most
        if counts[start]:
            bars.append(
                f'<rect class="bar" x="{x:.1f}" y="{high - 20 - tall:.1f}" width="{max(slot - 2, 1):.1f}" height="{tall:.1f}">'
                f"<title>{label}: {counts[start]}</title></rect>"
            )
        if n % every == 0 and x < wide - 60:
            labels.append(f'<text class="axis" x="{x:.1f}" y="{high - 6}">{label}</text>')
    unit = ("day", "week", "month", "year")[step]
    told = f"Incidents by {unit}, {starts[0]} to {starts[-1]}; at most {most} in one {unit}"
    left = len(found) - sum(counts.values())
    note = f'<p class="note">By {unit}. {left} without a date as exact as that.</p>'
    axis = f'<text class="axis" x="0" y="18">{most}</text><path class="grid" d="M28 14H{wide}"/>'
    return (
        f'<svg viewBox="0 0 {wide} {high}" width="{wide}" role="img" aria-label="{escape(told)}">{axis}{"".join(bars)}'
        f'<rect class="rail" x="28" y="{high - 20}" width="{wide - 28}" height="1"/>{"".join(labels)}</svg>{note}'
    )


def _steps(first: datetime.date, last: datetime.date, step: int) -> int:
    days = (last - first).days
    return (days, days // 7, days // 30, days // 365)[step] + 1


def _start(day: datetime.date, step: int) -> datetime.date:
    if step == 1:
        return datetime.date.fromordinal(max(day.toordinal() - day.weekday(), 1))
    return day.replace(day=1) if step == 2 else day.replace(month=1, day=1) if step == 3 else day


def _next(day: datetime.date, step: int) -> datetime.date:
    return _start(day + datetime.timedelta(days=(1, 7, 32, 367)[step]), step)


def _kinds(found: Sequence[_Row]) -> str:
    kinds = Counter((i["type"], i["country"] or "") for _, i, _ in found)
    types = Counter(i["type"] for _, i, _ in found)
    named = Counter(i["country"] for _, i, _ in found if i["country"])
    countries = [*(c for c, _ in named.most_common(12)), ""]
    rows = [
        (None, (t.replace("_", " "), str(n), *(str(kinds[t, c] or "") for c in countries))) for t, n in types.most_common()
    ]
    return table(("type", "all", *(c or "no country" for c in countries)), rows, "Incidents by type and country") if rows else ""


def _table(found: Sequence[_Row]) -> str:
    def row(name: str, i: Incident) -> tuple[Cell, ...]:
        return (
            Html(f'<span class="num">{date_range(i) or "no date"}</span>'), i["type"].replace("_", " "), tag(i["status"]), ", ".join(i["actor"]),
            ", ".join(i["target"]), ", ".join(i["place"]), i["country"],
            bounds(i["killed_low"], i["killed_best"], i["killed_high"]),
            bounds(i["wounded_low"], i["wounded_best"], i["wounded_high"]), ", ".join(i["sources"]), name,
        )  # fmt: skip

    columns = (
        "when", "what", "status", "who", "to whom", "where", "country", "killed", "wounded", "told by", "document"
    )  # fmt: skip
    rows = [(None, row(name, i)) for name, i, _ in found[:_ROWS]]
    more = f'<p class="note">And {len(found) - _ROWS} more.</p>' if len(found) > _ROWS else ""
    return table(columns, rows, "Incidents") + more if rows else ""
