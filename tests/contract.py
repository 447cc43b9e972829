"""Is a document what docs/schema.md promises? Every key, enum, span and reference; structure, not accuracy."""

from __future__ import annotations

import datetime
import math
import re
from collections import Counter
from typing import Any

from dateline import _core

TABLES = {
    "sentences": ("SentenceRow", "s"), "mentions": ("MentionRow", "m"), "entities": ("EntityRow", "e"),
    "events": ("EventRow", "ev"), "claims": ("ClaimRow", "c"), "casualties": ("CasualtyRow", "k"),
    "incidents": ("IncidentRow", "i"), "tokens": ("TokenRow", "t"),
}  # fmt: skip
KEYS = {name: tuple(keys) for name, keys in _core.keys()}
ENUMS = {name: set(values) for name, values in _core.enums().items()}
FIXED = {
    "kind": {"headline", "dateline", "byline", "body", "boilerplate"},
    "level": {"name", "nominal", "pronoun"},
    "quote": {"none", "partial", "direct"},
    "factuality": {"asserted", "reported", "claimed", "confirmed", "denied", "negated", "planned", "possible"},
    "precision": {"exact", "near", "admin2", "admin1", "region", "country", None},
    "place_basis": {"stated", "sentence", "incident", "dateline", None},
    "date_precision": {"day", "week", "month", "year", "decade", "range", None},
    "date_basis": {"explicit", "relative", "inferred_year", "incident", None},
}
SPANS = {
    "mentions": [("text", "start", "end")], "tokens": [("text", "start", "end")],
    "events": [("trigger", "start", "end")], "casualties": [("text", "start", "end")],
    "claims": [(k, f"{k}_start", f"{k}_end") for k in ("source", "cue", "content")],
}  # fmt: skip
REFERENCES = {
    "mentions": {"sentence": "sentences", "entity_id": "entities"},
    "tokens": {"sentence": "sentences", "head": "tokens"},
    "events": {
        "sentence": "sentences", "actor_ids": "entities", "actor_mentions": "mentions", "target_ids": "entities",
        "target_mentions": "mentions", "place_ids": "entities", "place_mentions": "mentions",
        "weapon_mention": "mentions", "time_mention": "mentions", "source_ids": "entities", "claim_ids": "claims",
        "incident_id": "incidents",
    },
    "claims": {"sentence": "sentences", "source_id": "entities", "nested_in": "claims", "event_ids": "events"},
    "casualties": {
        "sentence": "sentences", "event_id": "events", "incident_id": "incidents", "subset_of": "casualties",
        "claim_id": "claims",
    },
    "incidents": {
        "actor_ids": "entities", "target_ids": "entities", "place_ids": "entities", "event_ids": "events",
        "claim_ids": "claims", "casualty_ids": "casualties",
    },
}  # fmt: skip
PARALLEL = [
    ("actor", "actor_ids", "actor_mentions"), ("target", "target_ids", "target_mentions"),
    ("place", "place_ids", "place_mentions"), ("source", "source_ids"),
]  # fmt: skip
BOUNDS = [("low", "best", "high"), ("killed_low", "killed_best", "killed_high"),
          ("wounded_low", "wounded_best", "wounded_high")]  # fmt: skip


def faults(text: str, doc: Any) -> list[str]:
    """Every way in which ``doc`` breaks the contract as a reading of ``text``; none if it holds."""
    out: list[str] = []
    expected = [k for k in KEYS["Report"] if k != "tokens" or "tokens" in doc]
    if type(doc) is not dict or list(doc) != expected:
        return [f"document keys: {list(doc)}"]
    check = lambda ok, *what: None if ok else out.append(": ".join(map(str, what)))  # noqa: E731
    check(doc["n_chars"] == len(text), "n_chars", doc["n_chars"])
    check((doc["publication_date"] is None) == (doc["date_source"] == "none"), "date_source", doc["date_source"])
    check(doc["language"] == "en" or (doc["language"] is None and doc["warnings"]), "language", doc["warnings"])
    ids = {table: {row["id"]: row for row in doc.get(table, ())} for table in TABLES}
    for table, (row_name, prefix) in TABLES.items():
        rows = doc.get(table, [])
        numbers = [int(m[1]) if (m := re.fullmatch(rf"{prefix}(\d+)", row["id"])) else -1 for row in rows]
        check(numbers == sorted(set(numbers)) and -1 not in numbers, table, "ids", numbers[:5])
        for row in rows:
            where = f"{table} {row['id']}"
            check(tuple(row) == KEYS[row_name], where, "keys", list(row))
            _plain(row, where, out)
            _enums(table, row, where, out)
            for string, start, end in SPANS.get(table, ()):
                if row[start] is None and row[end] is None and row[string] is None and table == "claims":
                    continue
                ok = type(row[start]) is int and type(row[end]) is int and 0 <= row[start] < row[end] <= len(text)
                check(ok and text[row[start] : row[end]] == row[string], where, string, row[string])
            for key, to in REFERENCES.get(table, {}).items():
                values = row[key] if isinstance(row[key], list) else [row[key]]
                check(all(v is None or v in ids[to] for v in values), where, key, row[key])
                check(not key.endswith("_mentions") or None not in values, where, key, "None")
            if "sentence" in row and row["sentence"] in ids["sentences"] and "start" in row:
                home = ids["sentences"][row["sentence"]]
                check(home["start"] <= row["start"] and row["end"] <= home["end"], where, "outside its sentence")
            for group in PARALLEL:
                if table == "events":
                    check(len({len(row[k]) for k in group}) == 1, where, group, "not parallel")
                    once = [i for i in row[group[1]] if i is not None]
                    check(len(set(once)) == len(once), where, group[1], "an entity twice")
            for ladder in BOUNDS:
                if ladder[0] in row:
                    steps = [row[k] for k in ladder if row[k] is not None]
                    check(steps == sorted(steps), where, ladder, steps)
        starts = [row["start"] for row in rows if "start" in row]
        check(starts == sorted(starts), table, "not in text order")
    counts = Counter(m["entity_id"] for m in doc["mentions"])
    for entity in doc["entities"]:
        check(entity["n_mentions"] == counts[entity["id"]], entity["id"], "n_mentions", entity["n_mentions"])
    roots = Counter(t["sentence"] for t in doc.get("tokens", ()) if t["head"] is None)
    sentences = {t["sentence"] for t in doc.get("tokens", ())}
    check(all(roots[s] == 1 for s in sentences), "roots", [s for s in sentences if roots[s] != 1][:3])
    return out


def _plain(row: dict[str, Any], where: str, out: list[str]) -> None:
    for key, value in row.items():
        for item in value if isinstance(value, list) else [value]:
            if type(item) not in (str, int, float, bool, type(None)) or item == "":
                out.append(f"{where}: {key}: {item!r}")
            if isinstance(item, float) and not math.isfinite(item):
                out.append(f"{where}: {key}: {item}")
        if key in ("date_start", "date_end") and value is not None:
            datetime.date.fromisoformat(value)
        if key == "country" and value is not None and not re.fullmatch("[A-Z]{3}", value):
            out.append(f"{where}: country: {value!r}")
    if "lat" in row and (row["lat"] is None) != (row["lon"] is None):
        out.append(f"{where}: lat without lon")


def _enums(table: str, row: dict[str, Any], where: str, out: list[str]) -> None:
    def check(key: str, allowed: set[str] | set[str | None], optional: bool) -> None:
        if not (row[key] in allowed or (optional and row[key] is None)):
            out.append(f"{where}: {key}: {row[key]!r}")

    if table == "sentences":
        check("kind", FIXED["kind"], False)
    if table in ("mentions", "entities"):
        check("type", ENUMS["mention"], False)
        check("subtype", ENUMS.get(f"subtype.{row['type']}", set()), True)
    if table == "mentions":
        check("level", FIXED["level"], False)
        check("qualifier", ENUMS["qualifier"], True)
        if row["type"] not in ("quantity", "money"):
            out.extend(f"{where}: {k} of a {row['type']}" for k in ("low", "best", "high", "unit") if row[k] is not None)
        if row["value"] is not None and row["type"] != "date":
            out.append(f"{where}: value of a {row['type']}")
    if table in ("events", "incidents"):
        check("type", ENUMS["event"], False)
        check("class", ENUMS["class"], False)
        check("place_precision", FIXED["precision"], True)
        check("date_precision", FIXED["date_precision"], True)
        check("weapon_type", ENUMS["subtype.weapon"], True)
    if table == "events":
        check("factuality", FIXED["factuality"], False)
        check("place_basis", FIXED["place_basis"], True)
        check("date_basis", FIXED["date_basis"], True)
    if table in ("events", "claims"):
        check("source_type", ENUMS["source_type"], True)
    if table == "claims":
        check("stance", ENUMS["stance"], True)
        check("quote", FIXED["quote"], False)
    if table == "casualties":
        check("kind", ENUMS["casualty"], False)
        check("qualifier", ENUMS["qualifier"], True)
        check("victim_type", ENUMS["victim_type"], True)
        check("demographic", ENUMS["demographic"], True)
    if table == "incidents":
        check("status", ENUMS["status"], False)
