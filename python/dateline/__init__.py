"""Who did what to whom, where, when, how many were hurt, and who says so: from English news text, as plain dicts.

>>> import dateline
>>> doc = dateline.extract("Army shells hit a school in Sirte on Tuesday.", published="2020-01-02")
>>> doc["publication_date"], doc["date_source"]
('2020-01-02', 'given')

One document in, one ``dict`` out, with the tables ``sentences``, ``mentions``, ``entities``, ``events``, ``claims``,
``casualties`` and ``incidents`` (`dateline.schema` says what is in each). Every row has the characters that it came
from: ``text[row["start"]:row["end"]]``. Nothing is fetched, nothing is random: the same text gives the same rows.
"""

from typing import TYPE_CHECKING

from dateline._core import __version__
from dateline.extraction import Extractor, explain, extract, extract_many

if TYPE_CHECKING:
    from dateline import spark
    from dateline.display import Page, show
    from dateline.dataframes import frames
    from dateline.geojson import to_geojson
    from dateline.collection import overview

__all__ = [
    "Extractor", "Page", "__version__", "explain", "extract", "extract_many", "frames", "overview", "show", "spark",
    "to_geojson",
]  # fmt: skip

_LATER = {
    "Page": "display", "show": "display", "frames": "dataframes", "overview": "collection", "to_geojson": "geojson",
    "spark": "spark",
}  # fmt: skip


def __getattr__(name: str) -> object:
    """What a batch job never needs is imported when it is asked for."""
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    module = import_module(f"dateline.{_LATER[name]}")
    found = module if name == "spark" else getattr(module, name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
