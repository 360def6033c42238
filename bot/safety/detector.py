"""A learned detector on the sentence embedding: hears danger that no pattern names."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

NONE = "none"
# Chosen on data/safety/validation; docs/decisions/0006-safety-lane.md has the figures.
STRENGTH = 20.0
ORDINARY_WEIGHT = 0.3
MAX_ITERATIONS = 400

Array = npt.NDArray[np.float32]


@dataclass(frozen=True)
class DangerDetector:
    """One linear layer: a probability for each lane and for no danger."""

    labels: tuple[str, ...]
    weights: Array
    bias: Array

    @classmethod
    def fit(cls, vectors: Array, labels: Sequence[str], weights: Sequence[float]) -> DangerDetector:
        """Learn from embeddings (n, 384), a label each (a lane or `none`) and how much each counts."""
        from sklearn.linear_model import LogisticRegression

        model = LogisticRegression(C=STRENGTH, max_iter=MAX_ITERATIONS)
        model.fit(vectors, np.array(labels), sample_weight=np.array(weights))
        return cls(tuple(model.classes_), model.coef_.astype(np.float32), model.intercept_.astype(np.float32))

    def scores(self, vectors: Array) -> list[dict[str, float]]:
        """For each embedding the probability of each lane. What is missing to 1 is the chance of no danger."""
        raw = vectors @ self.weights.T + self.bias
        shifted = np.exp(raw - raw.max(axis=1, keepdims=True))
        shares = shifted / shifted.sum(axis=1, keepdims=True)
        return [
            {label: float(share) for label, share in zip(self.labels, row, strict=True) if label != NONE}
            for row in shares
        ]

    def save(self, folder: Path) -> None:
        """Write the detector into a folder, without pickling."""
        np.savez(folder / "detector.npz", weights=self.weights, bias=self.bias)
        (folder / "lanes.json").write_text(json.dumps(self.labels), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> DangerDetector:
        """Read a detector back. Raises FileNotFoundError when there is none."""
        arrays = np.load(folder / "detector.npz", allow_pickle=False)
        labels = tuple(json.loads((folder / "lanes.json").read_text(encoding="utf-8")))
        return cls(labels, arrays["weights"], arrays["bias"])
