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
from dateline.extraction import Extractor, extract, extract_many

if TYPE_CHECKING:
    from dateline.display import Page, show

__all__ = ["Extractor", "Page", "__version__", "extract", "extract_many", "show"]


def __getattr__(name: str) -> object:
    """What a batch job never needs is imported when it is asked for."""
    if name in ("Page", "show"):
        from dateline import display

        return getattr(display, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
