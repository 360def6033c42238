"""Score every label for a sentence: logistic regression on sentence embeddings."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from bot.nlu.encoder import shared_encoder

# C=30 was best on validation data of CLINC150 and BANKING77; embeddings of unit length want little shrinkage.
INVERSE_REGULARISATION = 30.0
MAX_ITERATIONS = 300

Array = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Ranker:
    """A trained ranker: one weight row and one bias a label."""

    labels: tuple[str, ...]
    weights: Array
    bias: Array

    @classmethod
    def fit(cls, texts: Sequence[str], labels: Sequence[str]) -> Ranker:
        """Learn from parallel lists of sentences and labels."""
        from sklearn.linear_model import LogisticRegression

        model = LogisticRegression(C=INVERSE_REGULARISATION, max_iter=MAX_ITERATIONS)
        model.fit(shared_encoder().encode(texts), np.array(labels))
        return cls(tuple(model.classes_), model.coef_.astype(np.float32), model.intercept_.astype(np.float32))

    def rank(self, text: str) -> list[tuple[str, float]]:
        """Every label with its probability, the most likely first."""
        scores = self.weights @ shared_encoder().encode([text])[0] + self.bias
        exponentials = np.exp(scores - scores.max())
        probabilities = exponentials / exponentials.sum()
        return [(self.labels[index], float(probabilities[index])) for index in np.argsort(-probabilities)]

    def save(self, folder: Path) -> None:
        """Write the ranker into a folder, without pickling."""
        np.savez_compressed(folder / "ranker.npz", weights=self.weights, bias=self.bias)
        (folder / "labels.json").write_text(json.dumps(self.labels), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> Ranker:
        """Read a ranker back. Raises FileNotFoundError when there is none."""
        arrays = np.load(folder / "ranker.npz", allow_pickle=False)
        labels = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
        return cls(tuple(labels), arrays["weights"], arrays["bias"])
