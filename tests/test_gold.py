"""Our own gold: the annotation is sound, and no stage falls below its floor."""

from __future__ import annotations

import gold
import pytest

from dateline import _core

# Regression guards, a little below what was measured; raise one when its figure has risen.
FLOORS = {
    "mention": 0.80, "mention, same end": 0.87, "mention, overlap": 0.88, "trigger": 0.79, "trigger, any type": 0.87,
    "actor": 0.80, "target": 0.78, "place": 0.68, "factuality": 0.70, "date": 0.63, "claim": 0.88, "stance": 0.91,
    "casualty": 0.81, "status": 0.60, "toll": 0.55, "incident B-cubed": 0.84,
    "entity B-cubed": 0.94,
}  # fmt: skip


@pytest.mark.parametrize("dispatch", gold.load(), ids=lambda d: d.name)
def test_the_annotation_is_sound(dispatch: gold.Dispatch) -> None:
    assert gold.faults(dispatch, _core.enums()) == []


@pytest.mark.parametrize(
    ("phrase", "word"),
    [
        ("the Ministry of Health", "ministry"),
        ("Rapid Support Forces", "forces"),
        ("tens of thousands of people", "people"),
        ("Mali's", "mali"),
        ("U.S.-flagged tanker", "tanker"),
        ("", ""),
    ],
)
def test_head_of_a_phrase(phrase: str, word: str) -> None:
    assert gold.head(phrase) == word


def test_spans_pair_one_to_one_the_largest_overlap_first() -> None:
    assert gold.pairs([(0, 4), (2, 6)], [(3, 6)]) == [(1, 0)]
    assert gold.pairs([(0, 4), (2, 6)], [(3, 6)], prefer=[(0, 0)]) == [(0, 0)]
    assert gold.pairs([(0, 4)], [(4, 6)]) == []


def test_an_empty_answer_scores_nothing() -> None:
    tables = ("mentions", "entities", "events", "claims", "casualties", "incidents")
    scores = gold.score((d, {table: [] for table in tables}) for d in gold.load())
    assert all(s.right == 0 for s in scores.values())


def test_no_figure_falls_below_its_floor() -> None:
    scores = gold.score(gold.read_all())
    print("", *gold.table(scores), sep="\n")
    figures = gold.figures(scores)
    assert {name: figures[name] for name, floor in FLOORS.items() if figures[name] < floor} == {}
