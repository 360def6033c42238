"""Measures against cases worked out by hand."""

from __future__ import annotations

import pytest

from bot.evaluation.measures import Result, calibration, confused_pairs, estimate, reciprocal_rank, right_within
from bot.evaluation.questions import Question


def result(answer: str, *ranking: tuple[str, float], outcome: str = "answer", **extra) -> Result:
    return Result(Question("?", answer, "individuals", ("terse",), **extra), outcome, ranking)


FIRST = result("a", ("a", 0.9), ("b", 0.1))
SECOND = result("a", ("b", 0.6), ("a", 0.4))
MISSED = result("a", ("b", 0.55), ("c", 0.45))


def test_rank_and_reciprocal_rank():
    assert [r.rank for r in (FIRST, SECOND, MISSED)] == [1, 2, None]
    assert [reciprocal_rank(r) for r in (FIRST, SECOND, MISSED)] == [1, 0.5, 0]
    assert [right_within(3)(r) for r in (FIRST, SECOND, MISSED)] == [1, 1, 0]


def test_estimate_brackets_the_mean():
    found = estimate([1.0] * 90 + [0.0] * 10)
    assert found.value == pytest.approx(0.9)
    assert 0.8 < found.low < 0.9 < found.high < 1
    assert estimate([]).count == 0


def test_calibration_error_by_hand():
    rows, error = calibration([FIRST, SECOND, MISSED])
    assert rows == [
        (pytest.approx(0.55), 0.0, 1),
        (pytest.approx(0.6), 0.0, 1),
        (pytest.approx(0.9), 1.0, 1),
    ]
    assert error == pytest.approx((0.55 + 0.6 + 0.1) / 3)


def test_confused_pairs_counts_wrong_firsts_only():
    assert confused_pairs([FIRST, SECOND, MISSED, SECOND]) == [("a", "b", 3)]
