"""Score every label for a sentence: what it means (embedding) and how it is written (n-grams), fused.

The embedding knows that "took over my page" is "hacked"; the n-grams know that "section 3ZA" is not "section 3A".
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Optional

import numpy as np
import numpy.typing as npt

MAX_ITERATIONS = 60
CHARACTER_BUCKETS = 2**15
WORD_BUCKETS = 2**14

Array = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Strengths:
    """How freely the meaning half learns (C), what the spelling half takes an unseen n-gram to weigh (Laplace's
    alpha), and how much the spelling half counts beside the other.

    Chosen on data/validation; the table is in docs/decisions/0005-understanding.md.
    """

    meaning: float = 10.0
    unseen: float = 0.007
    spelling_share: float = 0.3


class NgramHasher:
    """TF-IDF over hashed character and word n-grams: no vocabulary to keep, unseen spellings still land somewhere."""

    def __init__(self, idf: Array) -> None:
        from sklearn.feature_extraction.text import HashingVectorizer

        shared = {"alternate_sign": False, "norm": None, "lowercase": True}
        self._characters = HashingVectorizer(
            analyzer="char_wb", ngram_range=(2, 5), n_features=CHARACTER_BUCKETS, **shared
        )
        self._words = HashingVectorizer(ngram_range=(1, 2), n_features=WORD_BUCKETS, **shared)
        self.idf = idf

    @classmethod
    def fit(cls, texts: Sequence[str]) -> NgramHasher:
        """Learn how rare each bucket is."""
        hasher = cls(np.ones(CHARACTER_BUCKETS + WORD_BUCKETS, dtype=np.float32))
        counts = hasher._counts(texts)
        holders = np.bincount(counts.indices, minlength=counts.shape[1])
        hasher.idf = (np.log((1 + counts.shape[0]) / (1 + holders)) + 1).astype(np.float32)
        return hasher

    def transform(self, texts: Sequence[str]) -> Any:
        """Sparse unit-length features (texts, buckets)."""
        from sklearn.preprocessing import normalize

        counts = self._counts(texts)
        counts.data = (1 + np.log(counts.data)) * self.idf[counts.indices]
        return normalize(counts, copy=False)

    def _counts(self, texts: Sequence[str]) -> Any:
        from scipy import sparse

        parts = [self._characters.transform(texts), self._words.transform(texts)]
        return sparse.hstack(parts, format="csr", dtype=np.float32)


@dataclass(frozen=True)
class Ranker:
    """A trained ranker. Rows of `meaning` and columns of `spelling` are labels."""

    labels: tuple[str, ...]
    meaning: Array
    meaning_bias: Array
    spelling: npt.NDArray[np.float16]
    spelling_share: float
    hasher: NgramHasher

    @classmethod
    def fit(
        cls,
        texts: Sequence[str],
        embeddings: Array,
        labels: Sequence[str],
        weights: Optional[Sequence[float]] = None,
        strengths: Strengths = Strengths(),
    ) -> Ranker:
        """Learn from sentences, their embeddings (n, 384), labels and how much each counts, in the same order."""
        from sklearn.linear_model import LogisticRegression
        from sklearn.naive_bayes import MultinomialNB

        wanted = np.array(labels)
        counts = None if weights is None else np.array(weights)
        by_meaning = LogisticRegression(C=strengths.meaning, max_iter=MAX_ITERATIONS)
        by_meaning.fit(embeddings, wanted, sample_weight=counts)
        hasher = NgramHasher.fit(texts)
        # Naive Bayes on TF-IDF: as in Rennie and others (2003), and seconds where a linear SVM took most of a minute.
        by_spelling = MultinomialNB(alpha=strengths.unseen, fit_prior=False)
        by_spelling.fit(hasher.transform(texts), wanted, sample_weight=counts)
        return cls(
            labels=tuple(by_meaning.classes_),
            meaning=by_meaning.coef_.astype(np.float32),
            meaning_bias=by_meaning.intercept_.astype(np.float32),
            spelling=_half_precision(by_spelling.feature_log_prob_.T),
            spelling_share=strengths.spelling_share,
            hasher=hasher,
        )

    def rank(self, text: str, embedding: Array) -> list[tuple[str, float]]:
        """Every label with its probability, the most likely first, for a sentence and its embedding (384,)."""
        meaning = self.meaning @ embedding + self.meaning_bias
        features = self.hasher.transform([text])
        spelling = features.data @ self.spelling[features.indices].astype(np.float32)
        scores = _log_softmax(meaning) + self.spelling_share * spelling
        probabilities = np.exp(_log_softmax(scores))
        return [(self.labels[index], float(probabilities[index])) for index in np.argsort(-probabilities)]

    def save(self, folder: Path) -> None:
        """Write the ranker into a folder, without pickling."""
        np.savez_compressed(
            folder / "ranker.npz",
            meaning=self.meaning,
            meaning_bias=self.meaning_bias,
            spelling=self.spelling,
            spelling_share=self.spelling_share,
            idf=self.hasher.idf,
        )
        (folder / "labels.json").write_text(json.dumps(self.labels), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> Ranker:
        """Read a ranker back. Raises FileNotFoundError when there is none."""
        arrays = np.load(folder / "ranker.npz", allow_pickle=False)
        labels = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
        return cls(
            labels=tuple(labels),
            meaning=arrays["meaning"],
            meaning_bias=arrays["meaning_bias"],
            spelling=arrays["spelling"],
            spelling_share=float(arrays["spelling_share"]),
            hasher=NgramHasher(arrays["idf"]),
        )


def _half_precision(weights: Array) -> npt.NDArray[np.float16]:
    """Features by rows, so that one sentence reads a few hundred contiguous ones.

    What all labels share decides nothing, so it is left out before the rounding.
    """
    return np.ascontiguousarray((weights - weights.mean(axis=1, keepdims=True)).astype(np.float16))


def _log_softmax(scores: Array) -> Array:
    shifted = scores - scores.max()
    result: Array = shifted - np.log(np.exp(shifted).sum())
    return result
