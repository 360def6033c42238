"""Ways of ranking answers for a message: ours and the peers that we measure it against."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

import numpy as np

from bot.nlu.encoder import SentenceEncoder
from bot.nlu.ranker import Ranker, Strengths

DEPTH = 3


class Peer(Protocol):
    """Something that learns from labelled sentences and then names the likeliest labels."""

    def fit(self, texts: Sequence[str], labels: Sequence[str]) -> None:
        """Learn from parallel lists."""

    def rank(self, text: str) -> list[str]:
        """The `DEPTH` likeliest labels, best first."""


class Ours:
    """The normaliser, the tuned encoder and the ranker of `bot/nlu/`; without the normaliser for other domains."""

    def __init__(self, encoder: SentenceEncoder, normaliser: Any = None, strengths: Strengths = Strengths()) -> None:
        self._encoder, self._normaliser, self._strengths = encoder, normaliser, strengths
        self.ranker: Ranker

    def fit(self, texts: Sequence[str], labels: Sequence[str]) -> None:
        """Encode everything anew and learn."""
        plain = [self._plain(text) for text in texts]
        self.ranker = Ranker.fit(plain, self._encoder.encode(plain), labels, strengths=self._strengths)

    def rank(self, text: str) -> list[str]:
        """As the assistant does."""
        return [label for label, _ in self.scores(text)[:DEPTH]]

    def scores(self, text: str) -> list[tuple[str, float]]:
        """Every label with its probability, best first."""
        plain = self._plain(text)
        return self.ranker.rank(plain, self._encoder.encode([plain])[0])

    def _plain(self, text: str) -> str:
        return str(self._normaliser.normalise(text).text) if self._normaliser else text


class NearestNeighbour:
    """The label of the most similar training sentence, by the encoder as published."""

    def __init__(self, encoder: SentenceEncoder) -> None:
        self._encoder = encoder

    def fit(self, texts: Sequence[str], labels: Sequence[str]) -> None:
        """Keep every vector."""
        self._vectors, self._labels = self._encoder.encode(texts), np.array(labels)

    def rank(self, text: str) -> list[str]:
        """Labels in the order of their nearest sentence."""
        return _first(self._labels[np.argsort(-(self._vectors @ self._encoder.encode([text])[0]))])


class Bm25:
    """BM25 (Robertson and others, 1994; Lucene's variant in `bm25s`), one document a training sentence."""

    def fit(self, texts: Sequence[str], labels: Sequence[str]) -> None:
        """Index the sentences, stemmed no further than the library does."""
        import bm25s

        self._bm25s, self._labels = bm25s, np.array(labels)
        self._index = bm25s.BM25()
        self._index.index(bm25s.tokenize(list(texts), stopwords=None, show_progress=False), show_progress=False)

    def rank(self, text: str) -> list[str]:
        """Labels in the order of their best sentence."""
        tokens = self._bm25s.tokenize([text], stopwords=None, show_progress=False)
        found, _ = self._index.retrieve(tokens, k=min(50, len(self._labels)), show_progress=False)
        return _first(self._labels[found[0]])


class TfidfLinear:
    """TF-IDF of words and pairs of words with a linear SVM: scikit-learn's usual first answer."""

    def fit(self, texts: Sequence[str], labels: Sequence[str]) -> None:
        """Learn with the library's defaults."""
        from sklearn.feature_extraction.text import TfidfVectorizer
        from sklearn.pipeline import make_pipeline
        from sklearn.svm import LinearSVC

        self._model = make_pipeline(TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True), LinearSVC())
        self._model.fit(texts, labels)

    def rank(self, text: str) -> list[str]:
        """By the margin."""
        order = np.argsort(-self._model.decision_function([text])[0])[:DEPTH]
        return [str(self._model.classes_[index]) for index in order]


class RasaDefault:
    """Rasa's default pipeline (DIET and ResponseSelector) on the same sentences, by its own `config.yml`."""

    def __init__(self, config: str) -> None:
        self._config = config

    def fit(self, texts: Sequence[str], labels: Sequence[str]) -> None:
        """Train NLU alone with `rasa.model_training` in a folder of its own."""
        import asyncio
        import tempfile
        from pathlib import Path

        import yaml
        from rasa.core.agent import load_agent
        from rasa.model_training import train_nlu

        folder = Path(tempfile.mkdtemp())
        examples: dict[str, list[str]] = {}
        for text, label in zip(texts, labels, strict=True):
            examples.setdefault(label, []).append(text)
        nlu = [{"intent": label, "examples": "".join(f"- {t}\n" for t in rows)} for label, rows in examples.items()]
        answers = {f"utter_{label}": [{"text": label}] for label in examples if "/" in label}
        training = {"version": "3.1", "nlu": nlu, "responses": answers}
        (folder / "nlu.yml").write_text(yaml.safe_dump(training, allow_unicode=True), encoding="utf-8")
        model = train_nlu(self._config, str(folder / "nlu.yml"), str(folder))
        self._loop = asyncio.new_event_loop()
        self._agent = self._loop.run_until_complete(load_agent(str(model)))

    def rank(self, text: str) -> list[str]:
        """The answers of the retrieval intent when it won, else the intents."""
        parsed = self._loop.run_until_complete(self._agent.parse_message(text))
        intent = parsed["intent"]["name"]
        selection = parsed.get("response_selector", {}).get(intent)
        if selection:
            return [item["intent_response_key"] for item in selection["ranking"][:DEPTH]]
        return [item["name"] for item in parsed["intent_ranking"][:DEPTH]]


def _first(labels: Any) -> list[str]:
    return list(dict.fromkeys(str(label) for label in labels))[:DEPTH]
