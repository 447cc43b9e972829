"""`show`: a document beside its text, as one self-contained piece of HTML for a notebook or a file.

No script, no network. Everything that comes from the text is escaped. Colours follow the reader's light or dark
scheme; what a colour says is also in words: in the tooltip, and in the tables below the text, to which every trigger and
every cue is a link.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence

from dateline.maps import Place, drawn
from dateline.markup import PAGE_HEAD, Cell, Html, Page, escape, table, tag
from dateline.schema import Casualty, Claim, Document, Event, Incident
from dateline.style import MENTIONS, SPEAKERS, STYLE

__all__ = ["PAGE_HEAD", "Page", "bounds", "date_range", "show"]


def show(doc: Document, text: str) -> Page:
    """Show a document beside the text that it was read from.

    The text with its mentions, events and claims marked, each piece of speech by who says it; below it incidents,
    casualties by source, timeline, map, events, claims and who is who.

    Parameters
    ----------
    doc
        What `extract` gave.
    text
        The very text that it was given.

    Raises
    ------
    TypeError
        ``doc`` is no document.
    ValueError
        ``text`` is another text: its length is not ``doc["n_chars"]``.

    Examples
    --------
    >>> import dateline
    >>> text = "Shells fell on Homs."
    >>> page = dateline.show(dateline.extract(text), text)
    >>> "Homs" in page.html
    True
    """
    if not isinstance(doc, Mapping) or "mentions" not in doc:
        raise TypeError("doc must be what extract() gave, as in show(extract(text), text)")
    if not isinstance(text, str):
        raise TypeError(f"text must be a str, not {type(text).__name__}")
    if len(text) != doc["n_chars"]:
        raise ValueError(f"this is not the text of doc: it has {len(text)} characters, not {doc['n_chars']}")
    return _Shown(doc, text).page()


class _Shown:
    """One document on its way to HTML."""

    def __init__(self, doc: Document, text: str) -> None:
        self.doc, self.text = doc, text
        name = f"{doc['doc_id']} {doc['title']} {text}".encode("utf-8", "replace")
        self.prefix = f"d{zlib.crc32(name):08x}-"  # ids must differ between the documents of one notebook
        self.names = {e["id"]: e["name"] for e in doc["entities"]}
        speakers = dict.fromkeys(self._speaker(c) for c in doc["claims"])
        self.speakers = {name: n % SPEAKERS for n, name in enumerate(speakers)}
        self.title = doc["title"] or doc["doc_id"] or "dateline"

    def page(self) -> Page:
        doc = self.doc
        told = [i for i in doc["incidents"] if i["class"] != "verbal"]
        talk = [i for i in doc["incidents"] if i["class"] == "verbal"]
        sections = [
            ("incidents", "Incidents", len(told), self._incidents(told, "Incidents")),
            ("casualties", "Casualties, by source", len(doc["casualties"]), self._casualties()),
            ("timeline", "Timeline", None, self._timeline()),
            ("map", "Map", None, self._map()),
            ("talk", "Accusations, denials, demands", len(talk), self._incidents(talk, "Accusations, denials, demands")),
            ("events", "Events", len(doc["events"]), self._events()),
            ("claims", "Claims: who says what", len(doc["claims"]), self._claims()),
            ("entities", "Who and where", None, self._entities()),
        ]
        links = "".join(
            f'<a href="#{self.prefix}{key}">{escape(name)}{"" if n is None else f" {n}"}</a>'
            for key, name, n, html in sections
            if html
        )
        parts = [
            f"<style>{STYLE}</style>",
            f'<section class="dateline" aria-label="{escape(self.title)}">',
            self._about(),
            f'<nav aria-label="Parts of this report">{links}</nav>' if links else "",
            f'<div class="text" role="article" aria-label="The text">{self._marked()}</div>',
            self._legend(),
        ]
        for key, name, _, html in sections:
            if html:
                parts.append(f'<h3 id="{self.prefix}{key}">{escape(name)}</h3>{html}')
        if not links:
            parts.append('<p class="note">Nothing was found in this text.</p>')
        return Page("".join([*parts, "</section>"]), self.title)

    def _about(self) -> str:
        doc = self.doc
        basis = {"given": "as given", "dateline": "from the dateline of the text", "none": ""}[doc["date_source"]]
        date = f"Published {doc['publication_date']}, {basis}" if doc["publication_date"] else "No day of publication known"
        name = f" · {doc['doc_id']}" if doc["doc_id"] and doc["title"] else ""
        notes = "".join(f'<p class="note">⚠ {escape(w)}</p>' for w in doc["warnings"])
        heading = f"<h2>{escape(self.title)}</h2>" if doc["title"] or doc["doc_id"] else ""
        return f'{heading}<p class="note">{escape(date + name)}</p>{notes}'

    # The text.

    def _marked(self) -> str:
        """The text with its layers. They may overlap: each stretch is one element that carries all of its own."""
        layers = self._layers()
        starts: dict[int, list[int]] = {}
        ends: dict[int, list[int]] = {}
        for number, layer in enumerate(layers):
            starts.setdefault(layer.start, []).append(number)
            ends.setdefault(layer.end, []).append(number)
        out: list[str] = []
        active: list[int] = []
        edges = sorted({0, len(self.text), *starts, *ends})
        for here, there in zip(edges, edges[1:], strict=False):
            over = ends.get(here)
            if over:
                active = [n for n in active if n not in over]
            active += starts.get(here, [])
            # A line break as an element: programs that convert notebooks squeeze white space between tags.
            words = escape(self.text[here:there]).replace("\n", "<br>")
            out.append(_stretch(words, [layers[n] for n in active], here))
        return "".join(out)

    def _speaker(self, c: Claim) -> str:
        """Who makes a claim: by the best name that the document has for them."""
        return self.names.get(c["source_id"] or "") or c["source"] or "nobody named"

    def _layers(self) -> list[_Layer]:
        layers: list[_Layer] = []
        for m in self.doc["mentions"]:
            figure = bounds(m["low"], m["best"], m["high"])
            told = " ".join(filter(None, (m["type"], m["subtype"], m["value"], figure, m["unit"])))
            layers.append(_Layer(m["start"], m["end"], m["type"] if m["type"] in MENTIONS else "m", told))
        for e in self.doc["events"]:
            layers.append(_Layer(e["start"], e["end"], "event", _told(e), link=self.prefix + e["id"]))
        for c in self.doc["claims"]:
            who = self._speaker(c)
            if c["cue_start"] is not None and c["cue_end"] is not None:
                told = f"claim: {who}, {c['stance'] or 'no stance'}"
                layers.append(_Layer(c["cue_start"], c["cue_end"], "cue", told, link=self.prefix + c["id"]))
            if c["content_start"] is not None and c["content_end"] is not None:
                told = f"says {who}"
                layers.append(_Layer(c["content_start"], c["content_end"], f"says w{self.speakers[who]}", told, who=who))
        return layers

    def _legend(self) -> str:
        kinds = dict.fromkeys(m["type"] for m in self.doc["mentions"])
        shown = [f'<span class="m {kind}">{kind}</span>' for kind in MENTIONS if kind in kinds]
        if self.doc["events"]:
            shown.append('<span class="event">event</span>')
        if self.doc["claims"]:
            shown.append('<span class="cue">word of saying</span>')
            shown += [
                f'<span class="says w{n}">said by {escape(name)}</span>'
                for name, n in list(self.speakers.items())[:SPEAKERS]
            ]
        return f'<p class="legend note" aria-label="Legend">{" ".join(shown)}</p>' if shown else ""

    # The tables.

    def _incidents(self, incidents: Sequence[Incident], caption: str) -> str:
        if not incidents:
            return ""
        columns = ("what", "status", "who", "to whom", "where", "when", "killed", "wounded", "told by")
        return table(columns, ((self.prefix + i["id"], self._incident(i)) for i in incidents), caption)

    def _incident(self, i: Incident) -> tuple[Cell, ...]:
        place = ", ".join(i["place"]) + (f" ({i['place_precision']})" if i["place"] and i["place_precision"] else "")
        when = date_range(i) + (" · background" if i["background"] else "")
        return (
            _words(i["type"]), tag(i["status"]), ", ".join(i["actor"]), ", ".join(i["target"]), place, when.lstrip(" ·"),
            _toll(i, "killed"), _toll(i, "wounded"), ", ".join(i["sources"]),
        )  # fmt: skip

    def _casualties(self) -> str:
        """Rival figures side by side: by incident and kind, each with its bounds, who gives it and in which words."""
        incidents = {i["id"]: i for i in self.doc["incidents"]}
        groups: dict[tuple[str, str], list[Casualty]] = {}
        for c in self.doc["casualties"]:
            groups.setdefault((c["incident_id"] or "", c["kind"]), []).append(c)
        rows: list[tuple[str | None, tuple[Cell, ...]]] = []
        for (name, kind), figures in groups.items():
            incident = incidents.get(name)
            what = f"{_words(incident['type'])}, {', '.join(incident['place'][:2]) or 'place not told'}" if incident else ""
            most = max((c["high"] or c["best"] or c["low"] or 0) for c in figures)
            for n, c in enumerate(figures):
                of = " (of the figure above)" if c["subset_of"] else " (running toll)" if c["cumulative"] else ""
                figure = (bounds(c["low"], c["best"], c["high"]) or "no figure") + of
                first = f"{kind}: {what or 'no incident'}" if n == 0 else "″"
                source = c["source"] or "the text itself"
                bar = _bar(c, most) if len(figures) > 1 else ""
                rows.append((None, (first, source, figure, bar, self._words_of(c))))
        return table(("what", "who says so", "figure", "from low to high", "in which words"), rows, "Casualties by source") \
            if rows else ""  # fmt: skip

    def _words_of(self, c: Casualty, context: int = 40) -> Html:
        """The figure's words with a little of what stands around them."""
        left = max(self.text.rfind("\n", 0, c["start"]) + 1, c["start"] - context)
        end = self.text.find("\n", c["end"])
        right = min(len(self.text) if end < 0 else end, c["end"] + context)
        before, after = escape(self.text[left : c["start"]]), escape(self.text[c["end"] : right])
        return Html(f"…{before}<b>{escape(self.text[c['start'] : c['end']])}</b>{after}…")

    def _timeline(self) -> str:
        dated = sorted((i for i in self.doc["incidents"] if i["date_start"]), key=lambda i: (i["date_start"] or "", i["id"]))
        if not dated:
            return ""
        rows = []
        for i in dated:
            where = f" in {', '.join(i['place'][:2])}" if i["place"] else ""
            parties = " → ".join(filter(None, (", ".join(i["actor"][:3]), ", ".join(i["target"][:3]))))
            toll = ", ".join(f"{kind} {_toll(i, kind)}" for kind in ("killed", "wounded") if _toll(i, kind))
            told = " · ".join(filter(None, (parties, toll)))
            kind = ' class="past"' if i["background"] else ""
            rows.append(
                f'<li{kind}><b class="num">{escape(date_range(i))}</b> '
                f'<a href="#{self.prefix}{i["id"]}">{escape(_words(i["type"]) + where)}</a> {tag(i["status"])}'
                f'<p class="note">{escape(told)}</p></li>'
            )
        undated = len(self.doc["incidents"]) - len(dated)
        note = f'<p class="note">{undated} without a date.</p>' if undated else ""
        return f'<ol class="time">{"".join(rows)}</ol>{note}'

    def _map(self) -> str:
        places: dict[tuple[float, float], Place] = {}
        for i in self.doc["incidents"]:
            if i["lat"] is None or i["lon"] is None:
                continue
            name = point_name(i, self.doc)
            place = places.setdefault((i["lon"], i["lat"]), Place(i["lon"], i["lat"], name, link=self.prefix + i["id"]))
            place.told.append(f"{_words(i['type'])}, {i['status']}, {date_range(i) or 'no date'}")
            place.weight += bool(place.told[1:])
        if not places:
            return ""
        found = list(places.values())
        named = ", ".join(p.name for p in found[:20])
        without = sum(i["lat"] is None for i in self.doc["incidents"])
        note = f" {without} incidents have no point." if without else ""
        return (
            drawn(found, f"Map of the places of {len(found)} incidents: {named}")
            + f'<p class="note">Borders for orientation only: Natural Earth, as in effect.{note}</p>'
        )

    def _events(self) -> str:
        columns = ("trigger", "type", "who", "to whom", "where", "when", "with", "how far true", "who says so")
        rows = ((self.prefix + e["id"], _event(e)) for e in self.doc["events"])
        return table(columns, rows, "Events") if self.doc["events"] else ""

    def _claims(self) -> str:
        rows = ((self.prefix + c["id"], self._claim(c)) for c in self.doc["claims"])
        return table(("who", "says", "stance", "what"), rows, "Claims") if self.doc["claims"] else ""

    def _claim(self, c: Claim) -> tuple[Cell, ...]:
        who = self._speaker(c)
        anonymous = ", not named" if c["anonymous"] else ""
        return Html(f'<span class="says w{self.speakers[who]}">{escape(who)}</span>{anonymous}'), c["cue"], c["stance"], c["content"]

    def _entities(self) -> str:
        def row(n: int) -> tuple[Cell, ...]:
            e = self.doc["entities"][n]
            kind = e["type"] + (f", {_words(e['subtype'])}" if e["subtype"] else "")
            point = f"{e['lat']:.3f}, {e['lon']:.3f}" if e["lat"] is not None and e["lon"] is not None else ""
            return e["name"], kind, e["country"], e["role"], ", ".join(e["aliases"]), point, str(e["n_mentions"])

        columns = ("name", "kind", "country", "role", "also", "latitude, longitude", "mentions")
        kinds = ("person", "organization", "group", "norp", "location", "facility")
        rows = [(None, row(n)) for n, e in enumerate(self.doc["entities"]) if e["type"] in kinds]
        return table(columns, rows, "Who and where") if rows else ""


class _Layer:
    """Something that marks a stretch of the text."""

    __slots__ = ("end", "kind", "link", "start", "told", "who")

    def __init__(self, start: int, end: int, kind: str, told: str, *, link: str = "", who: str = "") -> None:
        self.start, self.end, self.kind, self.told, self.link, self.who = start, end, kind, told, link, who


def _stretch(words: str, layers: list[_Layer], here: int) -> str:
    """Words as one element with the classes and tooltips of its layers, the shortest layer first."""
    if not layers:
        return words
    inner = sorted(layers, key=lambda a: a.end - a.start)
    kinds = dict.fromkeys(layer.kind for layer in inner)
    colour = next((k for k in kinds if k in MENTIONS), "")
    says = next((k for k in kinds if k.startswith("says ")), "")
    others = [k for k in kinds if k in ("event", "cue")]
    classes = " ".join(filter(None, ["m", colour, *others, says]))
    who = next((layer.who for layer in inner if layer.who and layer.start == here), "")
    tip = escape("\n".join(dict.fromkeys(layer.told for layer in inner))).replace("\n", "&#10;")
    label = f' data-who="{escape(who)}"' if who else ""
    link = next((layer.link for layer in inner if layer.link), "")
    if link:
        return f'<a class="{classes}" href="#{link}"{label} data-tip="{tip}">{words}</a>'
    return f'<mark class="{classes}"{label} data-tip="{tip}">{words}</mark>'


def bounds(low: float | None, best: float | None, high: float | None) -> str:
    """A figure as people write it: ``12``, ``4–5``, ``at least 12``, ``up to 30``; "" where nothing is known."""
    if low is None and high is None:
        return f"about {best}" if best is not None else ""
    if low is not None and high is not None:
        return str(low) if low == high else f"{low}–{high}"
    return f"at least {low}" if low is not None else f"up to {high}"


def date_range(row: Event | Incident) -> str:
    """The day, month or year, or the first and the last day."""
    start, end = row["date_start"], row["date_end"]
    if start is not None and row["date_precision"] in ("month", "year"):
        return start[:7] if row["date_precision"] == "month" else start[:4]
    return start or "" if start == end or end is None else f"{start} to {end}"


def point_name(incident: Incident, doc: Document) -> str:
    """What stands at the incident's point: the place that has that point, else the first that is named."""
    for e in doc["entities"]:
        if e["id"] in incident["place_ids"] and (e["lat"], e["lon"]) == (incident["lat"], incident["lon"]):
            return e["name"]
    return incident["place"][0] if incident["place"] else incident["country"] or "?"


def _words(name: str) -> str:
    return name.replace("_", " ")


def _toll(i: Incident, kind: str) -> str:
    if kind == "killed":
        figure = bounds(i["killed_low"], i["killed_best"], i["killed_high"])
    else:
        figure = bounds(i["wounded_low"], i["wounded_best"], i["wounded_high"])
    return f"{figure} (sources differ)" if figure and any(kind in name for name in i["disputed"]) else figure


def _told(e: Event) -> str:
    """An event for its tooltip: a line for each thing that is known."""
    lines = [
        ("who", ", ".join(e["actor"])), ("to whom", ", ".join(e["target"])), ("where", ", ".join(e["place"])),
        ("when", date_range(e)), ("with", e["weapon"]), ("says", ", ".join(e["source"])), ("part of", e["incident_id"]),
    ]  # fmt: skip
    return "\n".join([f"{_words(e['type'])}, {e['factuality']}", *(f"{k}: {v}" for k, v in lines if v)])


def _event(e: Event) -> tuple[Cell, ...]:
    how = e["factuality"] + (f" (“{e['hedge']}”)" if e["hedge"] else "") + (", attempt" if e["attempt"] else "")
    return (
        e["trigger"], _words(e["type"]), ", ".join(e["actor"]), ", ".join(e["target"]), ", ".join(e["place"]),
        date_range(e), e["weapon"], how, ", ".join(e["source"]),
    )  # fmt: skip


def _bar(c: Casualty, most: int) -> Html:
    """From low to high on the scale of its neighbours; an open end runs on to the edge, `about` is a point."""
    low, best, high = c["low"], c["best"], c["high"]
    if low is None and high is None:
        low = high = best
    start, end = low or 0, most if high is None else high
    if most <= 0:
        return Html("")
    x = 100 * min(start, most) / most
    width = max(100 * min(max(end, start), most) / most - x, 0)
    point = width < 3
    shape = f'<rect class="bar" x="{x - 3 * point:.0f}" y="2" width="{6 if point else width:.0f}" height="8" rx="2"/>'
    svg = f'<svg viewBox="-4 0 112 12" width="112" height="12" aria-hidden="true"><rect class="rail" y="5" width="100" height="2"/>{shape}</svg>'
    return Html(svg)
