"""The report that `python -m dateline` prints: incidents, tolls by source, events, claims, each with its words."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from dateline.display import bounds, date_range
from dateline.schema import Casualty, Claim, Document, Event, Incident

WIDTH = 100


def report(doc: Document, text: str, name: str, width: int = WIDTH) -> str:
    """The report of one document, in plain text lines of at most ``width`` columns where words allow it."""
    return "\n".join(_lines(doc, text, name, width)) + "\n"


def printable(string: str) -> str:
    """On one line, without characters that a terminal would obey."""
    return "".join(c if c.isprintable() else "�" for c in " ".join(string.split()))


def _lines(doc: Document, text: str, name: str, width: int) -> Iterator[str]:
    if doc["publication_date"]:
        source = "from the dateline" if doc["date_source"] == "dateline" else "as given"
        date = f"published {doc['publication_date']} ({source})"
    else:
        date = "no publication date known: relative dates stay open (--published YYYY-MM-DD gives one)"
    yield from _wrap(f"{printable(name)} · {date}", width)
    for warning in doc["warnings"]:
        yield from _wrap(f"warning: {printable(warning)}", width)
    events = {e["id"]: e for e in doc["events"]}
    ledger: dict[str | None, list[Casualty]] = {}
    for c in doc["casualties"]:
        ledger.setdefault(c["incident_id"], []).append(c)
    yield from _heading("INCIDENTS", len(doc["incidents"]))
    for i in doc["incidents"]:
        first = next((events[e] for e in i["event_ids"] if e in events), None)
        yield from _incident(i, first, ledger.get(i["id"], []), text, width)
    if ledger.get(None):
        yield ""
        yield "  figures that belong to no incident"
        yield from _tolls(ledger[None], text, width)
    yield from _heading("EVENTS", len(doc["events"]))
    for e in doc["events"]:
        yield from _event(e, text, width)
    yield from _heading("CLAIMS", len(doc["claims"]))
    for claim in doc["claims"]:
        yield from _claim(claim, width)


def _heading(title: str, n: int) -> Iterator[str]:
    yield ""
    yield f"{title} ({n})"


def _wrap(string: str, width: int, indent: str = "", more: str = "    ") -> list[str]:
    return textwrap.wrap(string, width, initial_indent=indent, subsequent_indent=indent + more) or [indent]


def _quoted(text: str, start: int, end: int, context: int = 60) -> str:
    """The words ``text[start:end]`` in brackets, with a little of what stands around them."""
    left = max(text.rfind("\n", 0, start) + 1, start - context)
    stop = text.find("\n", end)
    right = min(len(text) if stop < 0 else stop, end + context)
    left = left if left == 0 or text[left - 1].isspace() else text.find(" ", left, start) + 1 or start
    if right < len(text) and not text[right].isspace():
        right = max(text.rfind(" ", end, right), end)
    return f"“{printable(f'{text[left:start]}[{text[start:end]}]{text[end:right]}')}”"


def _who(actor: list[str], target: list[str]) -> str:
    actors, targets = ", ".join(map(printable, actor)), ", ".join(map(printable, target))
    if not actors and not targets:
        return "nobody named"
    return f"{actors or '?'} → {targets}" if targets else f"{actors} (actor)"


def _where(row: Event | Incident) -> str:
    if not row["place"]:
        return "place not told"
    country = f", {row['country']}" if row["country"] else ""
    precision = f" ({row['place_precision']}{country})" if row["place_precision"] else ""
    return ", ".join(map(printable, row["place"])) + precision


def _incident(i: Incident, first: Event | None, tolls: list[Casualty], text: str, width: int) -> Iterator[str]:
    yield ""
    when = date_range(i) or "date not told"
    background = " · background" if i["background"] else ""
    yield from _wrap(f"{i['id']}  {i['type']} · {i['status']}{background}", width)
    yield from _wrap(f"{_who(i['actor'], i['target'])} · {_where(i)} · {when}", width, "    ")
    for kind, low, best, high in (
        ("killed", i["killed_low"], i["killed_best"], i["killed_high"]),
        ("wounded", i["wounded_low"], i["wounded_best"], i["wounded_high"]),
    ):
        figure = bounds(low, best, high)
        if figure:
            disputed = " (sources differ)" if any(kind in field for field in i["disputed"]) else ""
            yield f"    {kind}: {figure}{disputed}"
    yield from _tolls(tolls, text, width)
    if first is not None:
        yield from _wrap(_quoted(text, first["start"], first["end"]), width, "    ", "")


def _tolls(tolls: list[Casualty], text: str, width: int) -> Iterator[str]:
    """Rival figures side by side: by kind, each with who says so and in which words."""
    for kind in dict.fromkeys(c["kind"] for c in tolls):
        for c in (c for c in tolls if c["kind"] == kind):
            figure = bounds(c["low"], c["best"], c["high"]) or "no figure"
            of = " (of the figure above)" if c["subset_of"] else " (running toll)" if c["cumulative"] else ""
            source = printable(c["source"]) if c["source"] else "the text itself"
            yield from _wrap(f"{kind:9} {figure + of:24} {source}", width, "      ")
            yield from _wrap(_quoted(text, c["start"], c["end"], 40), width, "        ", "")


def _event(e: Event, text: str, width: int) -> Iterator[str]:
    yield ""
    hedge = f" (“{printable(e['hedge'])}”)" if e["hedge"] else ""
    source = f" · says {', '.join(map(printable, e['source']))}" if e["source"] else ""
    marks = "".join(f" · {name}" for name, on in (("attempt", e["attempt"]), ("background", e["background"])) if on)
    yield from _wrap(f"{e['id']:5} {e['type']} · {e['factuality']}{hedge}{source}{marks}", width)
    weapon = f" · with {printable(e['weapon'])}" if e["weapon"] else ""
    when = date_range(e) or "date not told"
    yield from _wrap(f"{_who(e['actor'], e['target'])} · {_where(e)} · {when}{weapon}", width, "      ")
    yield from _wrap(_quoted(text, e["start"], e["end"]), width, "      ", "")


def _claim(c: Claim, width: int) -> Iterator[str]:
    source = printable(c["source"]) if c["source"] else "nobody named"
    cue = f" “{printable(c['cue'])}”" if c["cue"] else ""
    content = f": {printable(c['content'])}" if c["content"] else ""
    yield from _wrap(f"{c['id']:5} {source}{cue} ({c['stance'] or 'no stance'}){content}", width, "", "      ")
