"""A learned detector: hears danger that no pattern names, in how a message means and how it is written."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Optional

import numpy as np
from sklearn.preprocessing import normalize

from bot.content.loading import Library
from bot.nlu.encoder import encode_training
from bot.nlu.normaliser import normaliser_for
from bot.nlu.ranker import Array, Ranker, Strengths
from bot.safety.examples import HARMLESS, IN_ADVICE, read_examples, read_harmless, read_labels
from bot.settings import Settings

# Labels of what is no danger start with this; what stands behind it only helps to tell the kinds apart.
NONE = "none"
# Chosen on data/safety/validation; docs/decisions/0006-safety-lane.md has the figures.
STRENGTHS = Strengths(meaning=10.0, unseen=0.007, spelling_share=0.4)
# Ordinary messages learn in so many groups of intents: "no danger" as one label is too many things at once.
GROUPS = 20
# One danger and one look-alike in so many stand in a long message too, beside sentences from a pool of so many.
EVERY_DANGER = 2
EVERY_LOOK_ALIKE = 4
POOL = 100


def train_detector(library: Library, utterances: Iterable[tuple[str, str]]) -> Ranker:
    """A ranker over the lanes and kinds of `none`, from `data/safety/` and the (text, intent) of everything else.

    Utterances that somebody labelled as danger count as such, disputed ones not at all, the others as ordinary.
    """
    normaliser = normaliser_for(library)
    rows = list(_rows(utterances))
    rows += _among_others(rows)
    texts = [normaliser.normalise(row.text).text for row in rows]
    embeddings = encode_training(texts)
    return Ranker.fit(texts, embeddings, _grouped(rows, embeddings), strengths=STRENGTHS)


@dataclass(frozen=True)
class _Row:
    text: str
    label: str
    intent: Optional[str] = None


def _rows(utterances: Iterable[tuple[str, str]]) -> Iterator[_Row]:
    folder = Settings().data / "safety"
    labelled = read_labels(folder / IN_ADVICE)
    for example in read_examples(folder):
        for label in [lane.value for lane in example.lanes] or [f"{NONE}/near {example.source.value}"]:
            yield _Row(example.text, label)
    for text in read_harmless(folder / HARMLESS):
        yield _Row(text, f"{NONE}/short")
    for text, intent in utterances:
        if text not in labelled:
            yield _Row(text, NONE, intent)
        for lane in labelled.get(text, ()):
            yield _Row(text, lane.value)


def _among_others(rows: Sequence[_Row]) -> list[_Row]:
    """Some dangers and look-alikes once more between two ordinary sentences, so that a long message hides nothing.

    Messages of three ordinary sentences keep length itself from sounding dangerous.
    """
    # Chosen by digests, not by chance: a new utterance leaves almost all of them, and their embeddings, as they were.
    pool = sorted((row.text for row in rows if row.intent), key=_digest)[:POOL]
    if not pool:
        return []

    def other(text: str, purpose: str) -> str:
        return min(pool, key=lambda candidate: _digest(purpose + text + candidate))

    def around(text: str) -> str:
        return f"{other(text, 'before')}. {text}. {other(text, 'after')}"

    def chosen(dangers: bool, every: int) -> list[_Row]:
        wanted = (row for row in rows if not row.intent and is_none(row.label) != dangers)
        return [row for row in wanted if _digest(row.text)[0] % every == 0]

    hidden = chosen(True, EVERY_DANGER) + chosen(False, EVERY_LOOK_ALIKE)
    instead = [other(row.text, "instead") for row in chosen(True, EVERY_LOOK_ALIKE)]
    return [_Row(around(row.text), row.label) for row in hidden] + [_Row(around(t), f"{NONE}/long") for t in instead]


def _grouped(rows: Sequence[_Row], embeddings: Array) -> list[str]:
    """The label of each row; ordinary ones get the group of their intent, made by the intents' mean embeddings."""
    from sklearn.cluster import KMeans

    of_intent: dict[str, list[int]] = {}
    for index, row in enumerate(rows):
        if row.intent:
            of_intent.setdefault(row.intent, []).append(index)
    if len(of_intent) <= GROUPS:
        groups = dict(zip(of_intent, range(len(of_intent)), strict=True))
    else:
        means = np.stack([embeddings[indices].mean(axis=0) for indices in of_intent.values()])
        clusters = KMeans(GROUPS, n_init=3, random_state=0).fit(normalize(means)).labels_
        groups = dict(zip(of_intent, clusters, strict=True))
    return [f"{NONE}/group {groups[row.intent]}" if row.intent else row.label for row in rows]


def _digest(text: str) -> bytes:
    return hashlib.blake2b(text.encode(), digest_size=8).digest()


def is_none(label: str) -> bool:
    """Whether a label of the detector means that there is no danger."""
    return label.partition("/")[0] == NONE


def danger_scores(detector: Ranker, text: str, embedding: Array) -> dict[str, float]:
    """The probability of each lane for a plain text and its embedding; what is missing to 1 is no danger."""
    return {label: score for label, score in detector.rank(text, embedding) if not is_none(label)}
