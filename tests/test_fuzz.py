"""Random texts made from news: seeds cut, repeated, shuffled and spliced with odd characters, for a bounded time.

``FUZZ_SECONDS`` is how long (5 unless told), ``FUZZ_SEED`` where to begin; a failure prints the seed that gives it.
Coverage-guided fuzzing of each stage is in ``fuzz/``.
"""

from __future__ import annotations

import json
import os
import random
import time
from pathlib import Path

import dateline
import pytest
from contract import faults

ROOT = Path(__file__).parent.parent
SECONDS = float(os.environ.get("FUZZ_SECONDS", "5"))
SEED = int(os.environ.get("FUZZ_SEED", "0"))
LONGEST = 20_000

ODD = [
    "\0", "\x1b[31m", "\u202e", "\u200b", "\ufeff", "\u00a0", "\u2028", "\r\n", "\r", "\t" * 9, "\n" * 5, "e\u0301",
    "\ud800", "\U0001f600", "\u0645\u0631\u062d\u0628\u0627", "(" * 40, ")" * 40, '"' * 7, "“" * 5, "”" * 5, "’" * 5,
    "." * 30, "--" * 8, "$" * 3, "999999999999999999999", "1e400", "31 February 2023", "0/0/0000", "9999-12-31",
    "A" * 300, "a-" * 100, "<script>", "=1+1", "U.S.", "…", "Mr.", "¼", "²", "ǅ", "İ", "ß", "ﬁ",
]  # fmt: skip


def seeds() -> list[str]:
    files = [ROOT / "examples" / "dispatch.txt", ROOT / "benches" / "news.txt", *sorted((ROOT / "tests/gold").glob("*.toml"))]
    return [path.read_text(encoding="utf-8") for path in files]


def mutated(rng: random.Random, texts: list[str]) -> str:
    text = rng.choice(texts)
    for _ in range(rng.randint(1, 8)):
        at, to = sorted(rng.randint(0, len(text)) for _ in range(2))
        other = rng.choice(texts)
        start = rng.randint(0, len(other))
        match rng.randrange(9):
            case 0:
                text = text[:at] + text[to:]
            case 1:
                text = text[:at] + rng.choice(ODD) + text[at:]
            case 2:
                text = text[:to] + text[at:to] * rng.randint(1, 4) + text[to:]
            case 3:
                text = text[:at] + other[start : start + rng.randint(1, 400)] + text[at:]
            case 4:
                words = text.split(" ")
                rng.shuffle(words)
                text = " ".join(words)
            case 5:
                text = rng.choice([str.upper, str.lower, str.title, str.swapcase])(text)
            case 6:
                text = text.replace(rng.choice([" ", ".", ",", "\n", "the"]), rng.choice(["", " ", "\n", ",", "."]))
            case 7:
                text = text[at:to]
            case _:
                text = "".join(rng.sample(text, len(text))) if len(text) < 500 else text[::-1]
        text = text[:LONGEST]
    return text


def test_no_text_breaks_the_contract() -> None:
    texts, until, n = seeds(), time.monotonic() + SECONDS, SEED
    while time.monotonic() < until:
        rng = random.Random(n)
        text = mutated(rng, texts)
        published = rng.choice([None, "2024-02-29", "1899-12-31", "9999-12-31", "0001-01-01"])
        doc = dateline.extract(text, published=published, tokens=rng.random() < 0.3)
        # A lone surrogate reads as U+FFFD.
        assert faults(text.replace("\ud800", "\ufffd"), doc) == [], f"FUZZ_SEED={n}"
        assert not any("internal error" in w for w in doc["warnings"]), f"FUZZ_SEED={n}"
        json.dumps(doc)
        n += 1
    assert n > SEED


@pytest.mark.parametrize("unit", ["(", '"', "killed ", "and ", "a-", "1 ", "1,", "Mr. ", "said ", "of the ", "\n", "U.S. ", "he "])
def test_time_is_linear_in_the_text(unit: str) -> None:
    def seconds(n: int) -> float:
        text = (unit * (n // len(unit) + 1))[:n]
        began = time.process_time()
        dateline.extract(text)
        return time.process_time() - began

    seconds(1000)
    # Sixteen times the text in at most forty times the time, unless it is over before a clock can tell.
    short, long = min(seconds(8_000) for _ in range(2)), min(seconds(128_000) for _ in range(2))
    assert long < max(40 * short, 1.0), (short, long)
