"""A learned detector: hears danger that no pattern names, in how a message means and how it is written."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bot.content.loading import Library
from bot.nlu.encoder import encode_training
from bot.nlu.normaliser import normaliser_for
from bot.nlu.ranker import Array, Ranker, Strengths
from bot.safety.examples import IN_ADVICE, read_examples, read_labels
from bot.settings import Settings

NONE = "none"
# Chosen on data/safety/validation; docs/decisions/0006-safety-lane.md has the figures.
STRENGTHS = Strengths(meaning=20.0, unseen=0.007, spelling_share=0.1)
ORDINARY_WEIGHT = 0.3
# One example in so many stands in a long message too, beside sentences from a pool of so many.
EVERY = 3
POOL = 100


def train_detector(library: Library, utterances: Iterable[str]) -> Ranker:
    """A ranker over the lanes and `none`, from `data/safety/` and the utterances of everything else.

    Utterances that somebody labelled as danger count as such, disputed ones not at all, the others as ordinary.
    """
    normaliser = normaliser_for(library)
    rows = list(_rows(utterances))
    rows += list(_among_others(rows))
    texts = [normaliser.normalise(row.text).text for row in rows]
    labels, weights = [row.label for row in rows], [row.weight for row in rows]
    return Ranker.fit(texts, encode_training(texts), labels, weights, STRENGTHS)


@dataclass(frozen=True)
class _Row:
    text: str
    label: str
    weight: float


def _rows(utterances: Iterable[str]) -> Iterator[_Row]:
    folder = Settings().data / "safety"
    labelled = read_labels(folder / IN_ADVICE)
    for example in read_examples(folder):
        for label in [lane.value for lane in example.lanes] or [NONE]:
            yield _Row(example.text, label, 1.0)
    for text in utterances:
        if text not in labelled:
            yield _Row(text, NONE, ORDINARY_WEIGHT)
        for lane in labelled.get(text, ()):
            yield _Row(text, lane.value, 1.0)


def _among_others(rows: Sequence[_Row]) -> Iterator[_Row]:
    """Some dangers and look-alikes once more between two ordinary sentences, so that a long message hides nothing.

    Messages of three ordinary sentences keep length itself from sounding dangerous.
    """
    # Chosen by digests, not by chance: a new utterance leaves almost all of them, and their embeddings, as they were.
    pool = sorted((row.text for row in rows if row.weight < 1), key=_digest)[:POOL]
    if not pool:
        return

    def other(text: str, purpose: str) -> str:
        return min(pool, key=lambda candidate: _digest(purpose + text + candidate))

    def around(text: str) -> str:
        return f"{other(text, 'before')}. {text}. {other(text, 'after')}"

    for row in (row for row in rows if row.weight == 1 and _digest(row.text)[0] % EVERY == 0):
        yield _Row(around(row.text), row.label, 1.0)
        if row.label != NONE:
            yield _Row(around(other(row.text, "instead")), NONE, 1.0)


def _digest(text: str) -> bytes:
    return hashlib.blake2b(text.encode(), digest_size=8).digest()


def danger_scores(detector: Ranker, text: str, embedding: Array) -> dict[str, float]:
    """The probability of each lane for a plain text and its embedding; what is missing to 1 is no danger."""
    return {label: score for label, score in detector.rank(text, embedding) if label != NONE}
