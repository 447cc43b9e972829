"""`show`: a document beside its text, as one self-contained piece of HTML for a notebook or a file.

No script, no network. Everything that comes from the text is escaped. Colours follow the reader's light or dark
scheme; what a colour says is also in the tooltip and in the tables below the text.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from os import PathLike
from pathlib import Path

from dateline.schema import Casualty, Document, Event, Incident

_STYLE = """
.dateline{--ink:#1b1b1b;--paper:#fff;--line:#d0d0d0;--person:#dcefdc;--organization:#dbe7fb;--group:#e6e0f8;
--norp:#e9e9e9;--location:#fdeccd;--facility:#f8e0d3;--weapon:#f9d9dc;--vehicle:#f3dcea;--date:#d8f0ef;
--quantity:#eeeecd;--other:#eee;--event:#b00020;--claim:#1f5fbf;color:var(--ink);background:var(--paper);
font:15px/1.6 system-ui,sans-serif;max-width:72em;padding:.5em 1em}
@media (prefers-color-scheme:dark){.dateline{--ink:#e8e8e8;--paper:#1b1b1b;--line:#444;--person:#234a2b;
--organization:#233a63;--group:#3a2f5e;--norp:#3a3a3a;--location:#54411b;--facility:#553521;--weapon:#5c2630;
--vehicle:#4d2a42;--date:#1d4a4a;--quantity:#45451f;--other:#383838;--event:#ff8a95;--claim:#8ab4f8}}
.dateline h3{font-size:1em;margin:1.2em 0 .3em}
.dateline .text{white-space:pre-wrap;border:1px solid var(--line);border-radius:4px;padding:.8em}
.dateline mark{color:inherit;border-radius:3px;padding:0 .1em;background:var(--other)}
.dateline .event{border-bottom:2px solid var(--event);font-weight:600}
.dateline .cue{border-bottom:2px dotted var(--claim)}
.dateline table{border-collapse:collapse;font-size:.9em}
.dateline th,.dateline td{border:1px solid var(--line);padding:.2em .5em;text-align:left;vertical-align:top}
.dateline .table{overflow-x:auto}
.dateline .note{opacity:.75;font-size:.9em}
@media print{.dateline{color:#000;background:#fff}}
"""
_COLOURS = (
    "person", "organization", "group", "norp", "location", "facility", "weapon", "vehicle", "date", "quantity"
)  # fmt: skip
_STYLE += "".join(f".dateline .{kind}{{background:var(--{kind})}}" for kind in _COLOURS)


class Page:
    """A piece of HTML that a notebook shows and `save` writes to a file."""

    def __init__(self, html: str, title: str) -> None:
        self.html = html
        self.title = title

    def _repr_html_(self) -> str:
        return self.html

    def __repr__(self) -> str:
        return f"<dateline.Page {self.title!r}: shown in a notebook, or written by .save(path)>"

    def save(self, path: str | PathLike[str]) -> None:
        """Write a page of its own, to be opened in a browser."""
        head = '<meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        page = f'<!doctype html><html lang="en"><head>{head}<title>{escape(self.title)}</title></head>'
        Path(path).write_text(f"{page}<body>{self.html}</body></html>\n", encoding="utf-8", errors="replace")


def show(doc: Document, text: str) -> Page:
    """Show a document beside the text that it was read from.

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
    title = doc["title"] or doc["doc_id"] or "dateline"
    parts = [
        f"<style>{_STYLE}</style>",
        f'<section class="dateline" aria-label="{escape(title)}">',
        _about(doc),
        f'<div class="text">{_marked(doc, text)}</div>',
        _table("Incidents", _INCIDENTS, [_incident(i) for i in doc["incidents"]]),
        _table("Casualties, by source", _CASUALTIES, [_casualty(c) for c in doc["casualties"]]),
        _table("Events", _EVENTS, [_event(e) for e in doc["events"]]),
        _table("Claims", ("id", "source", "cue", "stance", "content"), [
            (c["id"], c["source"], c["cue"], c["stance"], c["content"]) for c in doc["claims"]
        ]),
        "</section>",
    ]  # fmt: skip
    return Page("".join(parts), title)


_INCIDENTS = ("id", "type", "status", "actor", "target", "place", "date", "killed", "wounded", "told")
_EVENTS = ("id", "type", "trigger", "actor", "target", "place", "date", "factuality", "source")
_CASUALTIES = ("incident", "kind", "figure", "words", "source")


def _about(doc: Document) -> str:
    date = f"published {doc['publication_date']} ({doc['date_source']})" if doc["publication_date"] else "no date"
    notes = "".join(f'<p class="note">⚠ {escape(w)}</p>' for w in doc["warnings"])
    return f'<p class="note">{escape(doc["title"] or "")} {escape(doc["doc_id"] or "")} · {escape(date)}</p>{notes}'


def _marked(doc: Document, text: str) -> str:
    """The text with its mentions, triggers and cues marked. Marks may overlap: each stretch carries all of its own."""
    layers: list[tuple[int, int, str, str]] = []
    for m in doc["mentions"]:
        what = " ".join(filter(None, (m["type"], m["subtype"], m["value"])))
        layers.append((m["start"], m["end"], m["type"], what))
    for e in doc["events"]:
        layers.append((e["start"], e["end"], "event", f"{e['id']} {e['type']}, {e['factuality']}"))
    for c in doc["claims"]:
        if c["cue_start"] is not None and c["cue_end"] is not None:
            says = f"{c['id']} {c['source'] or 'nobody named'} {c['stance'] or ''}"
            layers.append((c["cue_start"], c["cue_end"], "cue", says))
    starts: dict[int, list[int]] = {}
    ends: dict[int, list[int]] = {}
    for number, (start, end, _, _) in enumerate(layers):
        starts.setdefault(start, []).append(number)
        ends.setdefault(end, []).append(number)
    out: list[str] = []
    active: list[int] = []
    edges = sorted({0, len(text), *starts, *ends})
    for here, there in zip(edges, edges[1:], strict=False):
        active = [n for n in active if n not in ends.get(here, ())] + starts.get(here, [])
        piece = escape(text[here:there])
        if active:
            inner_first = sorted(active, key=lambda n: layers[n][1] - layers[n][0])
            kinds = dict.fromkeys(layers[n][2] for n in inner_first)
            base = next((k for k in kinds if k not in ("event", "cue")), "")
            classes = " ".join(k for k in (base, *(k for k in kinds if k in ("event", "cue"))) if k)
            says = "; ".join(layers[n][3] for n in inner_first)
            piece = f'<mark class="{classes}" title="{escape(says)}">{piece}</mark>'
        out.append(piece)
    return "".join(out)


def _table(title: str, columns: Sequence[str], rows: Sequence[Iterable[str | None]]) -> str:
    if not rows:
        return f'<h3>{title}</h3><p class="note">none found</p>'
    head = "".join(f'<th scope="col">{escape(c)}</th>' for c in columns)
    body = "".join("<tr>" + "".join(f"<td>{escape(cell or '')}</td>" for cell in row) + "</tr>" for row in rows)
    return f'<h3>{title}</h3><div class="table"><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'


def bounds(low: int | None, best: int | None, high: int | None) -> str:
    """A figure as people write it: ``12``, ``4–5``, ``at least 12``, ``up to 30``; "" where nothing is known."""
    if low is None and high is None:
        return f"about {best}" if best is not None else ""
    if low is not None and high is not None:
        return str(low) if low == high else f"{low}–{high}"
    return f"at least {low}" if low is not None else f"up to {high}"


def date_range(row: Event | Incident) -> str:
    """The day, or the first and the last."""
    start, end = row["date_start"], row["date_end"]
    return start or "" if start == end or end is None else f"{start} to {end}"


def _incident(i: Incident) -> tuple[str | None, ...]:
    return (
        i["id"], i["type"], i["status"], ", ".join(i["actor"]), ", ".join(i["target"]), ", ".join(i["place"]),
        date_range(i), bounds(i["killed_low"], i["killed_best"], i["killed_high"]),
        bounds(i["wounded_low"], i["wounded_best"], i["wounded_high"]), i["summary"],
    )  # fmt: skip


def _event(e: Event) -> tuple[str | None, ...]:
    return (
        e["id"], e["type"], e["trigger"], ", ".join(e["actor"]), ", ".join(e["target"]), ", ".join(e["place"]),
        date_range(e), e["factuality"], ", ".join(e["source"]),
    )  # fmt: skip


def _casualty(c: Casualty) -> tuple[str | None, ...]:
    figure = bounds(c["low"], c["best"], c["high"])
    return c["incident_id"], c["kind"], figure, c["text"], c["source"] or "the text itself"
