"""Figures for a ranked list of answers, each with a 95 % bootstrap interval."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from bot.evaluation.questions import Question

RESAMPLES = 2000
SEED = 20261122
CALIBRATION_BINS = 10

Values = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Result:
    """What the assistant made of one question."""

    question: Question
    outcome: str
    ranking: tuple[tuple[str, float], ...]

    @property
    def rank(self) -> int | None:
        """Place of the right answer in the ranking, from 1; None when it is not in it."""
        places = [place for place, (answer, _) in enumerate(self.ranking, 1) if answer == self.question.answer]
        return places[0] if places else None


@dataclass(frozen=True)
class Estimate:
    """A mean and the ends of its 95 % interval."""

    value: float
    low: float
    high: float
    count: int

    def __str__(self) -> str:
        return f"{self.value:.1%} ({self.low:.1%} to {self.high:.1%}, n={self.count})"


def estimate(values: Sequence[float]) -> Estimate:
    """The mean with a percentile bootstrap interval (Efron, 1979). NaN for no values."""
    array: Values = np.asarray(values, dtype=np.float64)
    if not array.size:
        return Estimate(float("nan"), float("nan"), float("nan"), 0)
    rng = np.random.default_rng(SEED)
    means = array[rng.integers(0, array.size, (RESAMPLES, array.size))].mean(axis=1)
    low, high = np.percentile(means, [2.5, 97.5])
    return Estimate(float(array.mean()), float(low), float(high), int(array.size))


def right_within(places: int) -> Callable[[Result], float]:
    """1 when the right answer is among the first `places`, else 0."""
    return lambda result: float(result.rank is not None and result.rank <= places)


def reciprocal_rank(result: Result) -> float:
    """1 for the first place, 1/2 for the second, …, 0 when it is not ranked."""
    return 1 / result.rank if result.rank else 0.0


def calibration(results: Sequence[Result]) -> tuple[list[tuple[float, float, int]], float]:
    """Bins of (mean confidence, share right, count), and the expected calibration error (Guo and others, 2017)."""
    ranked = [result for result in results if result.ranking]
    confidence = np.array([result.ranking[0][1] for result in ranked])
    right = np.array([right_within(1)(result) for result in ranked])
    bins = np.minimum((confidence * CALIBRATION_BINS).astype(int), CALIBRATION_BINS - 1)
    rows = [
        (float(confidence[bins == index].mean()), float(right[bins == index].mean()), int((bins == index).sum()))
        for index in range(CALIBRATION_BINS)
        if (bins == index).any()
    ]
    error = sum(abs(mean - share) * count for mean, share, count in rows) / max(1, len(ranked))
    return rows, error


def confused_pairs(results: Sequence[Result], most: int = 20) -> list[tuple[str, str, int]]:
    """The commonest (asked, answered instead, times)."""
    pairs = Counter((r.question.answer, r.ranking[0][0]) for r in results if r.ranking and r.rank != 1)
    return [(asked, given, count) for (asked, given), count in pairs.most_common(most)]
