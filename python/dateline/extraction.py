"""`extract`, `extract_many` and `explain`: what goes in, checked, and what comes out."""

from __future__ import annotations

import datetime
import os
import re
import time
from collections.abc import Iterable, Iterator, Mapping, Sized
from typing import TypeAlias, cast

from dateline import _core
from dateline.actors import ActorRow, Actors, actor_rows
from dateline.schema import Document

Published: TypeAlias = "str | datetime.date | None"
"""A day of publication: an ISO 8601 string, a ``date`` or a ``datetime`` (its own day, whatever its zone)."""

_Job: TypeAlias = "tuple[str, str | None, str | None, str | None, list[str]]"
"""Text, ISO date, title, doc_id, what was wrong with it."""

_ISO = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ]\d.*)?")
_BATCH_CHARS = 1 << 21
_BATCH_SECONDS = 0.5
_SURROGATES = re.compile("[\ud800-\udfff]")
_KEYS = ("text", "published", "title", "doc_id")


class Extractor:
    """Reads documents with what the package knows and, if given, with actors and events of your own.

    It never changes: threads may share one, it pickles, and it costs little to make. `extract` and `extract_many` of
    the package are those of an ``Extractor()``.

    Parameters
    ----------
    actors
        Names that you know better: a list of dicts, a path to a CSV or TSV file, or a DataFrame, with the columns
        ``name`` and, if wanted, ``aliases`` (a list, or ``|`` between them), ``type`` (default organization),
        ``subtype``, ``country`` (ISO 3166 alpha-3) and ``code`` (CAMEO actor code). They win over what is built in.
    events
        Path to a TOML file of triggers, in the form of ``data/events/*.toml``, and of event types (``[[type]]``).

    Raises
    ------
    ValueError
        A row or an entry is at fault; the message names it and says what would be right.
    TypeError
        ``actors`` or ``events`` is of another kind.
    OSError
        A file can't be read.

    Examples
    --------
    >>> own = Extractor(actors=[{"name": "Kivu Dawn Front", "aliases": ["KDF"], "subtype": "armed_group", "country": "COD"}])
    >>> doc = own.extract("The KDF attacked Goma.")
    >>> [(e["name"], e["subtype"], e["country"]) for e in doc["entities"]][:1]
    [('KDF', 'armed_group', 'COD')]
    """

    def __init__(self, *, actors: Actors = None, events: str | os.PathLike[str] | None = None) -> None:
        self._actors = actor_rows(actors)
        self._events = _events(events)
        self._made: _core.Extractor | None = None
        if self._actors or self._events is not None:
            self._reader()

    def __reduce__(self) -> tuple[object, ...]:
        return _restore, (self._actors, self._events)

    def __repr__(self) -> str:
        own = f"{len(self._actors)} actors of your own" if self._actors else "what the package knows"
        return f"<dateline.Extractor: {own}{', events of your own' if self._events is not None else ''}>"

    def _reader(self) -> _core.Extractor:
        # Read on first use: importing the package must stay cheap.
        if self._made is None:
            self._made = _core.Extractor(self._actors, self._events)
        return self._made

    def extract(
        self,
        text: str,
        *,
        published: Published = None,
        title: str | None = None,
        doc_id: str | None = None,
        tokens: bool = False,
    ) -> Document:
        """Read one document.

        Parameters
        ----------
        text
            The article as it stands. Any string will do: empty, capitals, HTML, another language; what was noticed is in
            ``warnings``.
        published
            Day of publication, as ``"2024-08-01"``, ``datetime.date`` or ``datetime.datetime``. Relative dates ("Tuesday")
            count from it. Without it the dateline of the text is used, if it has one.
        title, doc_id
            Kept in the result as given, and not read.
        tokens
            Give the table ``tokens`` too: lemma, part of speech, head and relation of every word.

        Returns
        -------
        Document
            A plain ``dict``; see `dateline.schema`.

        Raises
        ------
        TypeError
            An argument of the wrong type.
        ValueError
            ``published`` is no date.

        Examples
        --------
        >>> doc = extract("Rebels seized Goma.", published="2025-01-28", doc_id="drc-17")
        >>> doc["doc_id"], doc["n_chars"], doc["warnings"]
        ('drc-17', 19, [])
        """
        if not isinstance(text, str):
            raise TypeError(_not_text(text, "text"))
        day = _day(published)
        return self._reader().extract(text, day, _string(title, "title"), _string(doc_id, "doc_id"), bool(tokens))

    def extract_many(
        self,
        texts: Iterable[str | Mapping[str, object]],
        *,
        tokens: bool = False,
        workers: int | None = None,
        progress: bool = False,
    ) -> Iterator[Document]:
        """Read many documents in parallel and yield them in order.

        Each is what `extract` gives for it alone, on any number of workers. Memory stays bounded: documents are taken from
        ``texts`` a batch at a time (32 a worker, 2 million characters or half a second, whichever comes first), so it may
        be endless. Ctrl-C ends it as soon as the documents that are being read are done.

        Parameters
        ----------
        texts
            Strings, or mappings with ``text`` and, if known, ``published``, ``title``, ``doc_id`` (other keys are left
            alone). A list, a generator, a file of lines: any iterable but a single string.
        tokens
            As for `extract`.
        workers
            Threads; all cores if None.
        progress
            Show how far it is, on standard error: with tqdm if that is installed, else with rich, else as a plain count
            if standard error is a terminal.

        Yields
        ------
        Document
            One for each document, in order. One that can't be read (no text, a ``published`` that is no date) still has
            its row: what was wrong is in its ``warnings``, and the others go on. If ``texts`` itself fails, the documents
            before the failure come first, then its error.

        Raises
        ------
        TypeError
            ``texts`` is a single string, a single mapping or not iterable.
        ValueError
            ``workers`` is less than 1.

        Examples
        --------
        >>> docs = extract_many(["Troops left Kharkiv.", {"text": "Shells fell on Homs.", "published": "2012-02-04"}])
        >>> [doc["publication_date"] for doc in docs]
        [None, '2012-02-04']
        """
        if isinstance(texts, (str, bytes)):
            raise TypeError("texts is a single string: give a list of texts, or use extract() for one")
        if isinstance(texts, Mapping):
            raise TypeError("texts is a single mapping: give a list of them, as in [document]")
        if workers is None:
            workers = os.cpu_count() or 1
        if isinstance(workers, bool) or not isinstance(workers, int):
            raise TypeError(f"workers must be an int or None, not {type(workers).__name__}")
        if workers < 1:
            raise ValueError(f"workers must be 1 or more, not {workers}")
        docs = self._read(iter(texts), bool(tokens), workers)
        if not progress:
            return docs
        from dateline.progress import counted

        return counted(docs, len(texts) if isinstance(texts, Sized) else None)

    def explain(
        self, text: str, event: str | None = None, *, sentence: str | None = None, published: Published = None
    ) -> str:
        """Say in plain words how an event was found, or why a sentence has none.

        The text is read again. Of an event: the trigger and the entry that fired, what refined the type, and for actor,
        target, place, date and weapon which position or which words gave them. Of a sentence: its events, and for each
        word that might have been a trigger why it is none.

        Parameters
        ----------
        text
            The article, as it was given to `extract`.
        event
            Id of an event, such as ``"ev7"``.
        sentence
            Id of a sentence, such as ``"s4"``, instead of an event's.
        published
            As it was given to `extract`.

        Returns
        -------
        str
            Some lines to print.

        Raises
        ------
        TypeError
            An argument of the wrong type.
        ValueError
            Both an event and a sentence are given, or neither; or the text has none of that id: the message says which
            there are.

        Examples
        --------
        >>> print(explain("Rebels seized Goma.", "ev1").splitlines()[0])
        ev1: seizure, from "seized" in s0
        >>> print(explain("The board struck a balance.", sentence="s0").splitlines()[1].strip())
        no event of "struck a balance" by the entry "not_hit": the words are a fixed phrase that is no event
        """
        if not isinstance(text, str):
            raise TypeError(_not_text(text, "text"))
        event, sentence = _string(event, "event"), _string(sentence, "sentence")
        if (event is None) == (sentence is None):
            given = "neither" if event is None else "both"
            raise ValueError(f"give the id of an event or sentence=, not {given}: explain(text, 'ev1') or sentence='s0'")
        return self._reader().explain(text, event, sentence, _day(published))

    def _read(self, texts: Iterator[object], tokens: bool, workers: int) -> Iterator[Document]:
        failure: Exception | None = None
        while failure is None:
            batch, failure = _batch(texts, 32 * workers)
            if not batch and failure is None:
                return
            yield from self._reader().extract_batch(batch, tokens, workers)
        raise failure


def _batch(texts: Iterator[object], most: int) -> tuple[list[_Job], Exception | None]:
    """What to read at once: never more than memory or patience bear. And how ``texts`` failed, if it did."""
    batch: list[_Job] = []
    chars, began = 0, time.monotonic()
    try:
        for item in texts:
            batch.append(_job(item))
            chars += len(batch[-1][0])
            if chars >= _BATCH_CHARS or len(batch) >= most or time.monotonic() - began >= _BATCH_SECONDS:
                break
    except Exception as error:
        return batch, error
    return batch, None


def _restore(actors: list[ActorRow], events: tuple[str, str] | None) -> Extractor:
    """An unpickled extractor."""
    out = Extractor()
    out._actors, out._events = actors, events
    return out


def _events(path: object) -> tuple[str, str] | None:
    """The file's name, for errors, and what is in it."""
    if path is None:
        return None
    if not isinstance(path, (str, os.PathLike)):
        raise TypeError(f"events must be a path to a TOML file, not {type(path).__name__}")
    with open(path, encoding="utf-8") as file:
        return os.fsdecode(path), file.read()


_DEFAULT = Extractor()
extract = _DEFAULT.extract
extract_many = _DEFAULT.extract_many
explain = _DEFAULT.explain


def _job(item: object) -> _Job:
    """One document for the core. What can't be read becomes a warning: it must not cost the other documents."""
    faults: list[str] = []

    def keep(check: object, *args: object) -> str | None:
        try:
            return cast("str | None", check(*args))  # type: ignore[operator]
        except (TypeError, ValueError) as error:
            faults.append(str(error))
            return None

    if isinstance(item, Mapping):
        text, published, title, doc_id = (item.get(key) for key in _KEYS)
        if "text" not in item:
            faults.append(f"the document has no key 'text' (keys: {', '.join(map(str, item))})")
    else:
        text, published, title, doc_id = item, None, None, None
    if not isinstance(text, str):
        if not faults:
            faults.append(_not_text(text, "text"))
        text = ""
    day, title, doc_id = keep(_day, published), keep(_string, title, "title"), keep(_string, doc_id, "doc_id")
    return text, day, title, doc_id, faults


def _day(published: object) -> str | None:
    """ISO date, or an error that says what would be right."""
    right = 'give an ISO 8601 date such as "2024-08-01", a datetime.date or a datetime.datetime'
    if published is None or published != published:  # noqa: PLR0124 (NaN, NaT)
        return None
    if isinstance(published, datetime.date):
        given = published.isoformat()
    elif isinstance(published, str):
        given = published.strip()
    else:
        raise TypeError(f"published must be a date, not {type(published).__name__}: {right}")
    match = _ISO.fullmatch(given)
    try:
        return datetime.date.fromisoformat(match[1]).isoformat() if match else _raise(published, right)
    except ValueError:
        return _raise(published, right)


def _raise(published: object, right: str) -> str:
    raise ValueError(f"published={published!r} is no date: {right}") from None


def _string(value: object, name: str) -> str | None:
    if value is None or value != value:  # noqa: PLR0124 (NaN)
        return None
    if not isinstance(value, str):
        raise TypeError(f"{name} must be a str or None, not {type(value).__name__}: use str({name})")
    return _SURROGATES.sub("\ufffd", value)


def _not_text(value: object, name: str) -> str:
    how = ": decode it first, as in text.decode('utf-8')" if isinstance(value, (bytes, bytearray)) else ""
    return f"{name} must be a str, not {type(value).__name__}{how}"
