"""A user's script that touches every table: `mypy --strict` must accept it. Not run."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

import pandas as pd

import dateline
from dateline.schema import Casualty, Document, Event


def lines(doc: Document) -> Iterator[str]:
    for sentence in doc["sentences"]:
        yield f"{sentence['id']} {sentence['kind']} {sentence['start'] + 1}"
    for mention in doc["mentions"]:
        yield f"{mention['text']} {mention['type']} {mention['value'] or mention['best']}"
    for entity in doc["entities"]:
        yield f"{entity['name']} {entity['country']} {', '.join(entity['aliases'])} {entity['lat']}"
    for event in doc["events"]:
        yield f"{event['class']} {event['trigger']} {first(event)} {event['factuality']}"
    for claim in doc["claims"]:
        yield f"{claim['source']} {claim['stance']} {claim['content']}"
    for incident in doc["incidents"]:
        yield f"{incident['summary']} {incident['killed_low']} {incident['status']}"
    for token in doc.get("tokens", []):
        yield f"{token['lemma']} {token['upos']} {token['deprel']} {token['head']}"
    yield str(sum(killed(c) for c in doc["casualties"]))


def first(event: Event) -> str | None:
    return event["actor"][0] if event["actor"] else None


def killed(casualty: Casualty) -> int:
    return casualty["best"] or 0


doc = dateline.extract("text", published=datetime.date(2024, 8, 1), tokens=True)
docs = list(dateline.extract_many([{"text": "a", "doc_id": "1"}, "b"], workers=2, progress=True))
dateline.show(doc, "text").save("report.html")
page: dateline.Page = dateline.overview(docs, title="All")
tables: dict[str, pd.DataFrame] = dateline.frames(docs)
deadliest = tables["incidents"].sort_values("killed_low")
points = [feature["geometry"]["coordinates"] for feature in dateline.to_geojson(doc)["features"]]
own = dateline.Extractor(actors=[{"name": "Kivu Dawn Front"}]).extract("text")
print(*lines(doc), len(docs), page.html, len(deadliest), points, own["n_chars"])
