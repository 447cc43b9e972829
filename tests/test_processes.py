"""Processes: forked ones, pools of them, and an `Extractor` that goes from one to the other."""

from __future__ import annotations

import multiprocessing
import os
import warnings
from concurrent.futures import ProcessPoolExecutor
from typing import Any

import pytest

import dateline

TEXTS = [f"Shells fell on Homs on Tuesday, killing {n} people, medics said." for n in range(2, 10)]
METHODS = multiprocessing.get_all_start_methods()
OWN = dateline.Extractor(actors=[{"name": "Northern Dawn Front", "type": "organization", "country": "SYR"}])


def read(text: str) -> dict[str, Any]:
    return OWN.extract(text)


def read_with(job: tuple[dateline.Extractor, str]) -> dict[str, Any]:
    return job[0].extract(job[1])


@pytest.mark.parametrize("method", METHODS)
def test_a_pool_of_processes_reads_like_one(method: str) -> None:
    expected = [read(text) for text in TEXTS]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # fork beside the threads of the test runner
        with ProcessPoolExecutor(2, mp_context=multiprocessing.get_context(method)) as pool:
            assert list(pool.map(read, TEXTS)) == expected
            assert list(pool.map(read_with, [(OWN, text) for text in TEXTS])) == expected


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")
def test_a_fork_goes_on_after_a_parallel_batch() -> None:
    expected = list(OWN.extract_many(TEXTS, workers=2))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        child = os.fork()
    if child == 0:
        same = False
        try:
            same = list(OWN.extract_many(TEXTS, workers=2)) == expected
        finally:
            os._exit(0 if same else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
