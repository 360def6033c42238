"""CLINC150: how often the right intent is named, and how often an out-of-scope message is known as such."""

from __future__ import annotations

import json

import numpy as np

from benchmarks.understanding.peers import Ours
from benchmarks.understanding.public_data import OUT_OF_SCOPE, Labelled, clinc150
from bot.nlu.encoder import shared_encoder
from bot.nlu.ranker import Strengths

# More room for the encoder than with our many small groups: chosen on CLINC150's validation split.
STRENGTHS = Strengths(meaning=30.0, spelling_share=0.15)
# The published systems: (in-scope accuracy, out-of-scope recall) in %, Larson and others (2019), Table 1, "Full".
PUBLISHED = {
    "Rasa (2019), published": (91.5, 45.3),
    "MLP on USE, published": (93.5, 47.4),
    "BERT, published": (96.9, 40.3),
}


def outcomes(peer: Ours, data: Labelled) -> tuple[list[str], list[float]]:
    """The likeliest intent that is in scope, and how sure the ranker is that the message is not."""
    named, outside = [], []
    for text in data.texts:
        scores = peer.scores(text)
        best, score = next((label, score) for label, score in scores if label != OUT_OF_SCOPE)
        named.append(best)
        outside.append(1 - score)
    return named, outside


def shares(named: list[str], outside: list[float], data: Labelled, threshold: float) -> tuple[float, float]:
    """In-scope accuracy and out-of-scope recall, in %, when messages at or above the threshold are turned away."""
    away = np.array(outside) >= threshold
    wanted = np.array(data.labels)
    in_scope = wanted != OUT_OF_SCOPE
    right = (np.array(named) == wanted) & ~away
    return 100 * float(right[in_scope].mean()), 100 * float(away[~in_scope].mean())


def main() -> None:
    """Choose the threshold on the validation split, where the two shares sum to most, and print the test split."""
    data = clinc150()
    peer = Ours(shared_encoder(tuned=False), strengths=STRENGTHS)
    peer.fit(data.train.texts, data.train.labels)
    checked = outcomes(peer, data.validation)
    candidates = np.linspace(0.05, 0.99, 95)
    threshold = max(candidates, key=lambda t: sum(shares(*checked, data.validation, t)))
    result = shares(*outcomes(peer, data.test), data.test, threshold)
    print("FIGURES " + json.dumps({"in_scope": result[0], "out_of_scope": result[1], "threshold": threshold}))


if __name__ == "__main__":
    main()
