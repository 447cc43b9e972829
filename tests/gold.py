"""The project's own gold: dispatches in ``tests/gold/*.toml``, annotated by hand after docs/schema.md, and their scorer.

``python tests/gold.py`` prints the table; ``--errors`` also what differs, ``--errors NAME`` only for the lines of the
table that begin with NAME. Places and groups are real, the happenings invented.

A file is ``text``, ``published`` where it is known, and five lists of rows. ``nth`` counts occurrences of the words in
the text, from 1. ``coref`` groups mentions of one entity. Arguments are words of the text. -1 in figures is None.

Where docs/schema.md leaves a span open: a mention without a name is its noun with the nouns and nationality before it,
without adjectives and possessors; persons keep their number (`at least nine soldiers`), which is a quantity as well; a
title is all that stands before the name. A figure alone is a party (`killed four`). ``mention, same end`` leaves the left edge open. Pronouns are not annotated and
not counted. An event in no incident is one of its own.
"""

from __future__ import annotations

import datetime
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

try:
    import tomllib
except ModuleNotFoundError:  # Python 3.10
    import tomli as tomllib  # type: ignore[no-redef]

FOLDER = Path(__file__).parent / "gold"
Row = dict[str, Any]
Span = tuple[int, int]
COUNTS = {"dozens", "hundreds", "thousands", "tens", "scores", "several", "most", "some", "all", "one"}


@dataclass
class Dispatch:
    """One text with what it should give."""

    name: str
    text: str
    published: str | None
    mention: list[Row]
    event: list[Row]
    claim: list[Row]
    casualty: list[Row]
    incident: list[Row]


@dataclass
class Score:
    """Right, found and expected, added up over texts."""

    right: float = 0
    found: float = 0
    expected: float = 0
    errors: list[str] = field(default_factory=list)

    def add(self, right: float, found: float, expected: float) -> None:
        self.right += right
        self.found += found
        self.expected += expected

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.expected if self.expected else 0.0

    @property
    def f1(self) -> float:
        total = self.found + self.expected
        return 2 * self.right / total if total else 0.0


def load() -> list[Dispatch]:
    """Every dispatch, in the order of file names."""
    lists = ("mention", "event", "claim", "casualty", "incident")
    out = []
    for path in sorted(FOLDER.glob("*.toml")):
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        out.append(Dispatch(path.stem, data["text"], data.get("published"), *(data.get(name, []) for name in lists)))
    return out


def occurrences(text: str, words: str) -> list[Span]:
    """Where ``words`` stand in ``text`` as whole words."""
    return [m.span() for m in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text)]


def span(text: str, words: str, nth: int = 1) -> Span | None:
    """The span of the nth occurrence, if there is one."""
    found = occurrences(text, words)
    return found[nth - 1] if 0 < nth <= len(found) else None


def head(phrase: str) -> str:
    """The head word of a phrase, in lower case: the last before a preposition or relative clause, a count left out."""
    words = re.findall(r"[^\W_]+(?:[-.'’][^\W_]+)*", phrase)
    while "of" in words and words[words.index("of") - 1].lower() in COUNTS:
        words = words[words.index("of") + 1 :]
    for i, word in enumerate(words):
        if i and word.lower() in ("of", "in", "from", "at", "for", "against", "near", "who", "that", "which"):
            words = words[:i]
            break
    return words[-1].lower().removesuffix("'s").removesuffix("’s") if words else ""


def faults(d: Dispatch, enums: dict[str, list[str]]) -> list[str]:
    """What is wrong with the annotation itself."""
    out = []
    check = lambda ok, *what: None if ok else out.append(" ".join(map(str, (d.name, *what))))  # noqa: E731
    factuality = {"asserted", "reported", "claimed", "confirmed", "denied", "negated", "planned", "possible"}
    for m in d.mention:
        check(span(d.text, m["text"], m.get("nth", 1)), "mention", m)
        check(m["type"] in enums["mention"], "type", m)
        check("subtype" not in m or m["subtype"] in enums.get(f"subtype.{m['type']}", ()), "subtype", m)
    spots = Counter((m["text"], m.get("nth", 1), m["type"]) for m in d.mention)
    check(max(spots.values(), default=1) == 1, "twice", spots.most_common(1))
    ids = {e["id"] for e in d.event}
    check(len(ids) == len(d.event), "event ids")
    for e in d.event:
        check(span(d.text, e["trigger"], e.get("nth", 1)), "trigger", e)
        check(e["type"] in enums["event"], "type", e)
        check(e["factuality"] in factuality, "factuality", e)
        for key in ("actor", "target", "place"):
            check(all(occurrences(d.text, words) for words in e.get(key, ())), key, e)
        for key in ("source", "weapon"):
            check(key not in e or e[key] in d.text, key, e)
        check(_dates_read(e.get("date")), "date", e)
    for c in d.claim:
        check(span(d.text, c["cue"], c.get("nth", 1)), "cue", c)
        check(c["stance"] in enums["stance"], "stance", c)
        check("source" not in c or c["source"] in d.text, "source", c)
        check(all(part in d.text for part in c.get("content", "").split(" … ")), "content", c)
    incidents = {i["id"] for i in d.incident}
    for k in d.casualty:
        check(d.text.count(k["text"]) >= 1, "casualty", k)
        check(k["kind"] in enums["casualty"], "kind", k)
        check("incident" not in k or k["incident"] in incidents, "incident", k)
        check(_ladder([k["low"], k["best"], k["high"]]), "figures", k)
    for i in d.incident:
        check(i["type"] in enums["event"] and i["status"] in enums["status"], "enum", i)
        check(i["events"] and set(i["events"]) <= ids, "events", i)
        check("place" not in i or i["place"] in d.text, "place", i)
        check(_ladder(i.get("killed", [])) and _ladder(i.get("wounded", [])) and _dates_read(i.get("date")), "figures", i)
    members = Counter(e for i in d.incident for e in i["events"])
    check(max(members.values(), default=1) == 1, "event in two incidents", members.most_common(1))
    return out


def _ladder(figures: list[int]) -> bool:
    known = [n for n in figures if n != -1]
    return known == sorted(known)


def _dates_read(date: str | list[str] | None) -> bool:
    first, last = days(date)
    try:
        return first is None or datetime.date.fromisoformat(first) <= datetime.date.fromisoformat(last or "")
    except ValueError:
        return False


def days(date: str | list[str] | None) -> tuple[str | None, str | None]:
    """First and last day."""
    if isinstance(date, list):
        return date[0], date[1]
    return date, date


def overlap(a: Span, b: Span) -> int:
    """How many characters two spans share."""
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def pairs(gold: list[Span], found: list[Span], prefer: Iterable[tuple[int, int]] = ()) -> list[tuple[int, int]]:
    """Gold and found spans that overlap, one to one; preferred pairs first, then those that share most."""
    first = set(prefer)
    options = sorted(
        (-((g, f) in first), -overlap(a, b), g, f)
        for g, a in enumerate(gold)
        for f, b in enumerate(found)
        if overlap(a, b)
    )
    used_gold: set[int] = set()
    used_found: set[int] = set()
    out = []
    for *_, g, f in options:
        if g not in used_gold and f not in used_found:
            used_gold.add(g)
            used_found.add(f)
            out.append((g, f))
    return sorted(out)


def score(docs: Iterable[tuple[Dispatch, Row]]) -> dict[str, Score]:
    """Figures over all dispatches, each with the document that was extracted from it."""
    scores: dict[str, Score] = defaultdict(Score)
    for d, doc in docs:
        _mentions(d, doc, scores)
        _coreference(d, doc, scores)
        matched = _events(d, doc, scores)
        _claims(d, doc, scores)
        _casualties(d, doc, scores)
        _incidents(d, doc, matched, scores)
    return dict(scores)


def _mentions(d: Dispatch, doc: Row, scores: dict[str, Score]) -> None:
    gold = {(*_at(d, m, "text"), m["type"]): m for m in d.mention}
    found = {(m["start"], m["end"], m["type"]): m for m in doc["mentions"] if m["level"] != "pronoun"}
    scores["mention"].add(len(gold.keys() & found.keys()), len(found), len(gold))
    ends = Counter((end, kind) for _, end, kind in gold) & Counter((end, kind) for _, end, kind in found)
    scores["mention, same end"].add(sum(ends.values()), len(found), len(gold))
    names, spans = list(gold), list(found)
    same = [(g, f) for g, a in enumerate(names) for f, b in enumerate(spans) if a[2] == b[2] and overlap(a[:2], b[:2])]
    near = pairs([a[:2] for a in names], [b[:2] for b in spans], same)
    right = [(g, f) for g, f in near if names[g][2] == spans[f][2]]
    scores["mention, overlap"].add(len(right), len(spans), len(names))
    partner = dict(near)
    errors = scores["mention"].errors
    for g, key in enumerate(names):
        if key in found:
            continue
        other = spans[partner[g]] if g in partner else None
        words = d.text[key[0] : key[1]]
        if other is None:
            errors.append(f"missed {key[2]}: {words} [{d.name}: {_around(d.text, key)}]")
        elif other[2] != key[2]:
            errors.append(f"type {key[2]} as {other[2]}: {words} / {d.text[other[0] : other[1]]} [{d.name}]")
        elif other not in gold:
            errors.append(f"bounds {key[2]}: {words} / {d.text[other[0] : other[1]]} [{d.name}]")
    taken = set(partner.values())
    for f, key in enumerate(spans):
        if f not in taken and key not in gold:
            errors.append(f"spurious {key[2]}: {d.text[key[0] : key[1]]} [{d.name}: {_around(d.text, key)}]")


def _coreference(d: Dispatch, doc: Row, scores: dict[str, Score]) -> None:
    """B-cubed over the mentions that both have, those alone included; of titles and values none refers."""
    ends = {(m["end"], m["type"]): m for m in doc["mentions"] if m["level"] != "pronoun" and m["entity_id"]}
    pairs_ = [(m, ends.get((_at(d, m, "text")[1], m["type"]))) for m in d.mention if m["type"] != "title"]
    both = [(m.get("coref", f"alone {i}"), f["entity_id"], m["text"]) for i, (m, f) in enumerate(pairs_) if f]
    for wanted, given, words in both:
        together = {i for i, (w, _, _) in enumerate(both) if w == wanted}
        grouped = {i for i, (_, g, _) in enumerate(both) if g == given}
        shared = len(together & grouped)
        scores["entity, precision"].add(shared / len(grouped), 1, 1)
        scores["entity, recall"].add(shared / len(together), 1, 1)
        others = sorted({both[i][2] for i in grouped - together})
        if others:
            scores["entity, precision"].errors.append(f"{words} with {others} [{d.name}]")
        others = sorted({both[i][2] for i in together - grouped})
        if others:
            scores["entity, recall"].errors.append(f"{words} without {others} [{d.name}]")


def _events(d: Dispatch, doc: Row, scores: dict[str, Score]) -> dict[str, Row]:
    """Scores events; gives the found event of each gold event that has one of any type."""
    gold, found = d.event, doc["events"]
    gold_spans = [_at(d, e, "trigger") for e in gold]
    found_spans = [(e["start"], e["end"]) for e in found]
    same = [(g, f) for g, a in enumerate(gold) for f, b in enumerate(found) if a["type"] == b["type"]]
    near = pairs(gold_spans, found_spans, same)
    right = [(g, f) for g, f in near if gold[g]["type"] == found[f]["type"]]
    scores["trigger"].add(len(right), len(found), len(gold))
    scores["trigger, any type"].add(len(near), len(found), len(gold))
    errors = scores["trigger"].errors
    for g, e in enumerate(gold):
        if g not in dict(near):
            errors.append(f"missed {e['type']}: {e['trigger']} [{d.name}: {_around(d.text, gold_spans[g])}]")
    for g, f in near:
        if (g, f) not in right:
            errors.append(
                f"type {gold[g]['type']} as {found[f]['type']}: {gold[g]['trigger']}"
                f" [{d.name}: {_around(d.text, gold_spans[g])}]"
            )
    for f in sorted(set(range(len(found))) - {f for _, f in near}):
        row = found[f]
        errors.append(f"spurious {row['type']}: {row['trigger']} [{d.name}: {_around(d.text, found_spans[f])}]")
    for g, f in right:
        _arguments(d, doc, gold[g], found[f], scores)
        _one_event(d, gold[g], found[f], scores)
    return {gold[g]["id"]: found[f] for g, f in near}


def _arguments(d: Dispatch, doc: Row, gold: Row, found: Row, scores: dict[str, Score]) -> None:
    mentions = {m["id"]: m for m in doc["mentions"]}
    chains: dict[str, set[str]] = defaultdict(set)
    for m in d.mention:
        if "coref" in m:
            chains[m["coref"]].add(head(m["text"]))
    for role in ("actor", "target", "place"):
        wanted = [{head(words)} for words in gold.get(role, ())]
        for heads in wanted:
            for chain in [c for c in chains.values() if c & heads]:
                heads |= chain
        given = [
            {head(name or ""), head(mentions[m]["text"])}
            for name, m in zip(found[role], found[f"{role}_mentions"], strict=True)
        ]
        if role == "place":  # the container beside a place may be named or not
            hit = any(w & g for w in wanted for g in given)
            scores[role].add(hit, bool(given), bool(wanted))
            wrong = not hit and (wanted or given)
        else:
            hits = _matching(wanted, given)
            scores[role].add(hits, len(given), len(wanted))
            wrong = hits < max(len(wanted), len(given))
        if wrong:
            scores[role].errors.append(
                f"{gold['trigger']}: {gold.get(role, [])} / {found[role]} [{d.name}: "
                f"{_around(d.text, (found['start'], found['end']), 90)}]"
            )


def _matching(wanted: list[set[str]], given: list[set[str]]) -> int:
    left = list(given)
    hits = 0
    for heads in wanted:
        for other in left:
            if heads & other:
                left.remove(other)
                hits += 1
                break
    return hits


def _one_event(d: Dispatch, gold: Row, found: Row, scores: dict[str, Score]) -> None:
    where = f"[{d.name}: {_around(d.text, (found['start'], found['end']), 90)}]"
    ok = gold["factuality"] == found["factuality"]
    scores["factuality"].add(ok, 1, 1)
    if not ok:
        scores["factuality"].errors.append(
            f"{gold['trigger']}: {gold['factuality']} as {found['factuality']} {where}"
        )
    wanted, given = days(gold.get("date")), (found["date_start"], found["date_end"])
    ok = wanted == given
    scores["date"].add(ok and wanted[0] is not None, given[0] is not None, wanted[0] is not None)
    if not ok:
        scores["date"].errors.append(f"{gold['trigger']}: {wanted} / {given} {found['date_basis']} {where}")


def _claims(d: Dispatch, doc: Row, scores: dict[str, Score]) -> None:
    gold, found = d.claim, doc["claims"]
    names = {e["id"]: e["name"] for e in doc["entities"]}
    spans = [_at(d, c, "cue") for c in gold]
    near = pairs(spans, [(c["cue_start"], c["cue_end"]) for c in found])
    right = 0
    errors = scores["claim"].errors
    for g, f in near:
        source = gold[g].get("source")
        other = found[f]["source"]
        if source is None or other is None:
            ok = source is other
        else:
            named = names.get(found[f]["source_id"]) or other
            ok = source in other or head(source) in (head(other), head(named))
        right += ok
        scores["stance"].add(gold[g]["stance"] == found[f]["stance"], 1, 1)
        if not ok:
            errors.append(f"source of {gold[g]['cue']}: {source} / {other} [{d.name}: {_around(d.text, spans[g], 90)}]")
        if gold[g]["stance"] != found[f]["stance"]:
            scores["stance"].errors.append(
                f"{gold[g]['cue']}: {gold[g]['stance']} as {found[f]['stance']} [{d.name}: {_around(d.text, spans[g])}]"
            )
    scores["claim"].add(right, len(found), len(gold))
    for g in sorted(set(range(len(gold))) - {g for g, _ in near}):
        errors.append(f"missed: {gold[g]['cue']} [{d.name}: {_around(d.text, spans[g], 90)}]")
    for f in sorted(set(range(len(found))) - {f for _, f in near}):
        row = found[f]
        errors.append(f"spurious: {row['source']}, {row['cue']}: {row['content']} [{d.name}]")


def _casualties(d: Dispatch, doc: Row, scores: dict[str, Score]) -> None:
    gold, found = d.casualty, doc["casualties"]
    starts = [d.text.index(k["text"]) for k in gold]
    spans = [(start, start + len(k["text"])) for start, k in zip(starts, gold, strict=True)]
    found_spans = [(k["start"], k["end"]) for k in found]
    same = [(g, f) for g, a in enumerate(gold) for f, b in enumerate(found) if _figures(a) == _figures(b)]
    near = pairs(spans, found_spans, same)
    right = [(g, f) for g, f in near if _figures(gold[g]) == _figures(found[f])]
    scores["casualty"].add(len(right), len(found), len(gold))
    errors = scores["casualty"].errors
    partner = dict(near)
    for g, k in enumerate(gold):
        if (g, partner.get(g)) not in right:
            other = found[partner[g]] if g in partner else None
            seen = f"{other['text']!r} {_figures(other)}" if other else "missed"
            errors.append(f"{k['text']} {_figures(k)} / {seen} [{d.name}: {_around(d.text, spans[g])}]")
    for f in sorted(set(range(len(found))) - set(partner.values())):
        row = found[f]
        errors.append(f"spurious: {row['text']!r} {_figures(row)} [{d.name}: {_around(d.text, found_spans[f])}]")


def _figures(row: Row) -> tuple[Any, ...]:
    return (row["kind"], *(None if row[k] == -1 else row[k] for k in ("low", "best", "high")))


def _incidents(d: Dispatch, doc: Row, matched: dict[str, Row], scores: dict[str, Score]) -> None:
    """B-cubed over the found events that stand in a gold incident; tolls and status of the incident that shares most."""
    home = {e: i["id"] for i in d.incident for e in i["events"]}
    gold_of = {e: home.get(e, e) for e in matched}
    found_of = {e: row["incident_id"] or row["id"] for e, row in matched.items()}
    for e in matched:
        if e not in home:
            continue
        together = {o for o in matched if gold_of[o] == gold_of[e]}
        merged = {o for o in matched if found_of[o] == found_of[e]}
        shared = len(together & merged)
        scores["incident, precision"].add(shared / len(merged), 1, 1)
        scores["incident, recall"].add(shared / len(together), 1, 1)
    rows = {i["id"]: i for i in doc["incidents"]}
    for i in d.incident:
        best = Counter(found_of[e] for e in i["events"] if e in matched and found_of[e] in rows).most_common(1)
        row = rows[best[0][0]] if best else None
        scores["status"].add(row is not None and row["status"] == i["status"], 1, 1)
        if row is None or row["status"] != i["status"]:
            scores["status"].errors.append(
                f"{i['id']} {i['type']}: {i['status']} as {row and row['status']} [{d.name}: {row and row['summary']}]"
            )
        for kind in ("killed", "wounded"):
            if kind in i:
                wanted = [None if n == -1 else n for n in i[kind]]
                given = [row[f"{kind}_{k}"] for k in ("low", "best", "high")] if row else None
                scores["toll"].add(given == wanted, 1, 1)
                if given != wanted:
                    scores["toll"].errors.append(
                        f"{i['id']} {i['type']} {kind}: {wanted} / {given} [{d.name}: {row and row['summary']}]"
                    )
        parts = {found_of[e] for e in i["events"] if e in matched}
        if len(parts) > 1:
            split = [[matched[e]["trigger"] for e in i["events"] if found_of.get(e) == p] for p in sorted(parts)]
            scores["incident, recall"].errors.append(f"{i['id']} {i['type']} is split: {split} [{d.name}]")
    for part in sorted(set(found_of.values())):
        parts = {gold_of[e] for e in matched if found_of[e] == part}
        if len(parts) > 1 and any(e in home for e in matched if found_of[e] == part):
            mixed = [[matched[e]["trigger"] for e in matched if found_of[e] == part and gold_of[e] == p] for p in sorted(parts)]
            scores["incident, precision"].errors.append(f"merged: {mixed} [{d.name}]")


def _at(d: Dispatch, row: Row, key: str) -> Span:
    place = span(d.text, row[key], row.get("nth", 1))
    assert place is not None, (d.name, row)
    return place


def _around(text: str, at: tuple[Any, ...], width: int = 40) -> str:
    start, end = at[0], at[1]
    words = f"{text[max(0, start - width) : start]}⟦{text[start:end]}⟧{text[end : end + width]}"
    return words.replace("\n", "⏎")


def figures(scores: dict[str, Score]) -> dict[str, float]:
    """One figure a line of the table: F, or the share that is right."""
    out = {name: s.f1 for name, s in scores.items() if not name.endswith((", precision", ", recall"))}
    for what in ("entity", "incident"):
        p, r = (scores[f"{what}, {k}"].f1 if f"{what}, {k}" in scores else 0.0 for k in ("precision", "recall"))
        out[f"{what} B-cubed"] = 2 * p * r / (p + r) if p + r else 0.0
    return out


def table(scores: dict[str, Score]) -> Iterator[str]:
    """The figures as lines of text."""
    yield f"{'':20}{'P':>7}{'R':>7}{'F':>7}{'gold':>7}"
    for name, s in scores.items():
        yield f"{name:20}{100 * s.precision:7.1f}{100 * s.recall:7.1f}{100 * s.f1:7.1f}{s.expected:7.0f}"
    for name in ("entity B-cubed", "incident B-cubed"):
        yield f"{name:20}{100 * figures(scores)[name]:21.1f}"


def read_all() -> list[tuple[Dispatch, Row]]:
    """Every dispatch with its document."""
    import dateline

    return [(d, dateline.extract(d.text, published=d.published)) for d in load()]


if __name__ == "__main__":
    result = score(read_all())
    print("\n".join(table(result)))
    if "--errors" in sys.argv:
        stage = sys.argv[-1]
        for name, s in result.items():
            if stage == "--errors" or name.startswith(stage):
                print(f"\n## {name}", *sorted(s.errors), sep="\n")
