"""How far a long reading is, shown on standard error with what is installed: tqdm, else rich, else a plain count."""

from __future__ import annotations

import sys
import time
import warnings
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from typing import Protocol

from dateline.schema import Document

_EVERY = 0.5  # seconds between two plain counts


class _Step(Protocol):
    def __call__(self) -> object: ...


def counted(docs: Iterator[Document], total: int | None) -> Iterator[Document]:
    """The same documents, each counted as it is handed on. ``total`` is None where nobody knows."""
    bar = _tqdm if find_spec("tqdm") else _rich if find_spec("rich") else _plain
    with bar(total) as step:
        for doc in docs:
            yield doc
            step()


@contextmanager
def _tqdm(total: int | None) -> Generator[_Step, None, None]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # in a notebook without widgets tqdm warns and draws with text
        from tqdm.auto import tqdm

    with tqdm(total=total, unit="doc") as bar:
        yield bar.update


@contextmanager
def _rich(total: int | None) -> Generator[_Step, None, None]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeElapsedColumn

    with Progress(BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), console=Console(stderr=True)) as progress:
        task = progress.add_task("documents", total=total)
        yield lambda: progress.advance(task)


@contextmanager
def _plain(total: int | None) -> Generator[_Step, None, None]:
    n, began = 0, time.monotonic()
    shown = began
    terminal = sys.stderr is not None and sys.stderr.isatty()

    def line(end: str) -> None:
        of = f" of {total}" if total is not None else ""
        rate = n / max(time.monotonic() - began, 1e-9)
        print(f"\r{n}{of} documents, {rate:.0f}/s", end=end, file=sys.stderr, flush=True)

    def step() -> None:
        nonlocal n, shown
        n += 1
        if terminal and time.monotonic() - shown >= _EVERY:
            shown = time.monotonic()
            line("")

    try:
        yield step
    finally:
        if terminal:
            line("\n")
