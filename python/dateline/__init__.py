"""Events, claims, casualties and incidents from English news text, as plain dicts."""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Iterable, Iterator

from dateline import _core

__version__ = _core.__version__


def _iso(published):
    return published.isoformat()[:10] if isinstance(published, datetime.date) else published


def extract(text, *, published=None, title=None, doc_id=None, tokens=False):
    """Read one document."""
    return _core.extract(text, _iso(published), title, doc_id, tokens)


def extract_many(texts: Iterable, *, tokens: bool = False, workers: int = 2) -> Iterator[dict]:
    """Read many documents, in order."""
    it = iter(texts)
    while batch := list(itertools.islice(it, 64)):
        rows = [(d, None, None, None) if isinstance(d, str) else (d["text"], _iso(d.get("published")), d.get("title"), d.get("doc_id")) for d in batch]
        yield from _core.extract_batch(rows, tokens, workers)
