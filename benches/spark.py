"""How Spark scales on one machine: articles a second on 1 and on 2 cores, beside `extract_many` without Spark.

python benches/spark.py [ARTICLES [ROUNDS]]. Needs Java, pyspark and pyarrow. The articles are those of
`examples/articles.jsonl`, over and over; a round warms each session up on a tenth of them first.
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path

import dateline

ARTICLES = Path(__file__).parent.parent / "examples" / "articles.jsonl"


def main() -> None:
    n, rounds = (int(a) for a in (*sys.argv[1:], "4800", "3")[:2])
    few = [json.loads(line) for line in ARTICLES.read_text(encoding="utf-8").splitlines()]
    articles = [few[i % len(few)] for i in range(n)]
    chars = sum(len(a["text"]) for a in articles)
    print(f"{n} articles, {chars / n:.0f} characters each; best of {rounds}")
    for workers in (1, 2):
        best = min(_alone(articles, workers) for _ in range(rounds))
        _tell(f"extract_many, {workers} worker(s)", n, chars, best)
    for cores in (1, 2):
        _tell(f"Spark local[{cores}]", n, chars, _spark(articles, cores, rounds))


def _tell(name: str, n: int, chars: int, seconds: float) -> None:
    print(f"{name:28} {seconds:6.2f} s {n / seconds:8.0f} articles/s {chars / seconds / 1e6:6.3f} million characters/s")


def _alone(articles: list[dict[str, str]], workers: int) -> float:
    began = time.perf_counter()
    for _ in dateline.extract_many(articles, workers=workers):
        pass
    return time.perf_counter() - began


def _spark(articles: list[dict[str, str]], cores: int, rounds: int) -> float:
    from pyspark.sql import SparkSession

    os.environ["PYSPARK_PYTHON"] = sys.executable
    builder = SparkSession.builder.master(f"local[{cores}]").config("spark.ui.enabled", "false")
    builder = builder.config("spark.driver.host", "127.0.0.1").config("spark.driver.bindAddress", "127.0.0.1")
    spark = builder.getOrCreate()
    spark.sparkContext.setLogLevel("ERROR")

    def read(part: list[dict[str, str]]) -> float:
        rows = [(a["doc_id"], a["text"], a["published"]) for a in part]
        df = spark.createDataFrame(rows, "id string, text string, published string").repartition(4 * cores).cache()
        df.count()
        began = time.perf_counter()
        found = dateline.spark.extract(df, id_col="id", published_col="published", table="incidents")
        found.write.format("noop").mode("overwrite").save()
        return time.perf_counter() - began

    read(articles[: len(articles) // 10])
    best = min(read(articles) for _ in range(rounds))
    spark.stop()
    return best


if __name__ == "__main__":
    main()
