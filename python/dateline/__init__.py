"""Who did what to whom, where, when, how many were hurt, and who says so: from English news text, as plain dicts.

>>> import dateline
>>> doc = dateline.extract("Army shells hit a school in Sirte on Tuesday.", published="2020-01-02")
>>> doc["publication_date"], doc["date_source"]
('2020-01-02', 'given')

One document in, one ``dict`` out, with the tables ``sentences``, ``mentions``, ``entities``, ``events``, ``claims``,
``casualties`` and ``incidents`` (`dateline.schema` says what is in each). Every row has the characters that it came
from: ``text[row["start"]:row["end"]]``. Nothing is fetched, nothing is random: the same text gives the same rows.
"""

from dateline._core import __version__
from dateline.display import Page, show
from dateline.extraction import extract, extract_many

__all__ = ["Page", "__version__", "extract", "extract_many", "show"]
