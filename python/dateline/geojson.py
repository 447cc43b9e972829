"""`to_geojson`: incidents that have a point, for a map (RFC 7946: WGS 84, longitude before latitude)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Literal, TypedDict

from dateline.columns import documents, numbered
from dateline.schema import Document, Incident


class Point(TypedDict):
    """Longitude and latitude, in degrees."""

    type: Literal["Point"]
    coordinates: list[float]


class Feature(TypedDict):
    """One incident. Its properties are its row without ``lat`` and ``lon``, and the document's ``doc_id``."""

    type: Literal["Feature"]
    id: str
    geometry: Point
    properties: dict[str, Any]


class FeatureCollection(TypedDict):
    """What maps read."""

    type: Literal["FeatureCollection"]
    features: list[Feature]


def to_geojson(docs: Document | Iterable[Document]) -> FeatureCollection:
    """The incidents that have a point, as a plain dict for ``json.dump``.

    Parameters
    ----------
    docs
        What `dateline.extract` gave, or any iterable of such documents.

    Returns
    -------
    FeatureCollection
        One feature an incident, its ``id`` being ``doc_id/id``. Lists are joined with ``"; "``, since most programs that
        draw maps take no lists. Incidents without a point are left out; ``place_precision`` tells how far to trust one.

    Raises
    ------
    TypeError
        ``docs`` holds something else than documents.

    Examples
    --------
    >>> import dateline
    >>> found = to_geojson(dateline.extract("Rebels killed a farmer in Goma.", doc_id="a"))
    >>> [(f["id"], f["properties"]["place"]) for f in found["features"]]
    [('a/i1', 'Goma')]
    """
    return {"type": "FeatureCollection", "features": list(features(documents(docs)))}


def features(docs: Iterable[Document]) -> Iterator[Feature]:
    """The features one by one, for a stream."""
    for doc_id, doc in numbered(docs):
        for incident in doc["incidents"]:
            if incident["lat"] is not None and incident["lon"] is not None:
                yield _feature(doc_id, incident, incident["lon"], incident["lat"])


def _feature(doc_id: str, incident: Incident, lon: float, lat: float) -> Feature:
    properties = {"doc_id": doc_id} | {k: _plain(v) for k, v in incident.items() if k not in ("lat", "lon")}
    point: Point = {"type": "Point", "coordinates": [lon, lat]}
    return {"type": "Feature", "id": f"{doc_id}/{incident['id']}", "geometry": point, "properties": properties}


def _plain(value: object) -> object:
    return "; ".join(str(item) for item in value if item is not None) if isinstance(value, list) else value
