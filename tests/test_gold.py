"""Our own gold: the annotation is sound, and no stage falls below its floor."""

from __future__ import annotations

import gold
import pytest

from dateline import _core

# Regression guards, a little below what was measured; raise one when its figure has risen.
FLOORS: dict[str, float] = {}


@pytest.mark.parametrize("dispatch", gold.load(), ids=lambda d: d.name)
def test_the_annotation_is_sound(dispatch: gold.Dispatch) -> None:
    assert gold.faults(dispatch, _core.enums()) == []


def test_a_perfect_answer_scores_full_marks_on_spans() -> None:
    assert gold.head("the Ministry of Health") == "ministry"
    assert gold.head("Rapid Support Forces") == "forces"
    assert gold.pairs([(0, 4), (2, 6)], [(3, 6)]) == [(1, 0)]


def test_no_figure_falls_below_its_floor() -> None:
    scores = gold.score(gold.read_all())
    print("", *gold.table(scores), sep="\n")
    figures = gold.figures(scores)
    assert {name: figures[name] for name, floor in FLOORS.items() if figures[name] < floor} == {}
