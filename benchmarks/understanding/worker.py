"""Measure one peer on one data set in a process of its own, and print the figures as JSON."""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Callable

from benchmarks.understanding import public_data
from benchmarks.understanding.peers import Bm25, NearestNeighbour, Ours, Peer, RasaDefault, TfidfLinear
from bot.content.loading import load_library
from bot.content.utterances import RETRIEVAL_INTENT, advice_paths, read
from bot.evaluation.questions import read_questions
from bot.nlu.encoder import shared_encoder
from bot.nlu.normaliser import normaliser_for
from bot.settings import Settings

PEERS: dict[str, Callable[[], Peer]] = {
    "ours": lambda: Ours(shared_encoder(), normaliser_for(load_library(Settings().content))),
    "ours-published": lambda: Ours(shared_encoder(tuned=False)),
    "neighbour": lambda: NearestNeighbour(shared_encoder(tuned=False)),
    "bm25": Bm25,
    "tfidf": TfidfLinear,
    "rasa": lambda: RasaDefault("benchmarks/understanding/rasa_default.yml"),
}


def advice() -> tuple[public_data.Labelled, public_data.Labelled]:
    """Our utterances, and the held-out questions."""
    settings = Settings()
    files = [read(path) for path in advice_paths(settings.data / "nlu" / "advice")]
    train = [(text, f"{RETRIEVAL_INTENT}/{file.answer}") for file in files for text in file.examples]
    asked = [q for q in read_questions(settings.root / "tests" / "questions") if q.area != "out-of-scope"]
    return (
        public_data.Labelled([text for text, _ in train], [label for _, label in train]),
        public_data.Labelled([q.text for q in asked], [f"{RETRIEVAL_INTENT}/{q.answer}" for q in asked]),
    )


def banking77() -> tuple[public_data.Labelled, public_data.Labelled]:
    """Training and test questions."""
    data = public_data.banking77()
    return data.train, data.test


DATA = {"advice": advice, "banking77": banking77}


def measure(peer: Peer, train: public_data.Labelled, test: public_data.Labelled) -> dict[str, float]:
    """Shares right, milliseconds a message, seconds to learn, and megabytes at the peak."""
    start = time.perf_counter()
    peer.fit(train.texts, train.labels)
    trained = time.perf_counter() - start
    right, times = [0, 0], []
    for text, label in zip(test.texts, test.labels, strict=True):
        start = time.perf_counter()
        ranked = peer.rank(text)
        times.append((time.perf_counter() - start) * 1000)
        right[0] += label == ranked[0]
        right[1] += label in ranked
    times.sort()
    return {
        "first": 100 * right[0] / len(times),
        "three": 100 * right[1] / len(times),
        "p50_ms": times[len(times) // 2],
        "p95_ms": times[int(len(times) * 0.95)],
        "train_s": trained,
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


if __name__ == "__main__":
    made = PEERS[sys.argv[1]]()
    print("FIGURES " + json.dumps(measure(made, *DATA[sys.argv[2]]())))
