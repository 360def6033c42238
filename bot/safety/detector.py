"""A learned detector: hears danger that no pattern names, in how a message means and how it is written."""

from __future__ import annotations

from collections.abc import Iterable

from bot.content.loading import Library
from bot.nlu.encoder import encode_training
from bot.nlu.normaliser import normaliser_for
from bot.nlu.ranker import Array, Ranker, Strengths
from bot.safety.examples import IN_ADVICE, read_examples, read_labels
from bot.settings import Settings

NONE = "none"
# Chosen on data/safety/validation; docs/decisions/0006-safety-lane.md has the figures.
STRENGTHS = Strengths(meaning=20.0, spelling=0.5, spelling_share=0.5)
ORDINARY_WEIGHT = 0.3


def train_detector(library: Library, utterances: Iterable[str]) -> Ranker:
    """A ranker over the lanes and `none`, from `data/safety/` and the utterances of everything else.

    Utterances that somebody labelled as danger count as such, disputed ones not at all, the others as ordinary.
    """
    data = Settings().data
    normaliser = normaliser_for(library)
    labelled = read_labels(data / "safety" / IN_ADVICE)
    rows: list[tuple[str, str, float]] = []
    for example in read_examples(data / "safety"):
        rows += [(example.text, lane.value, 1.0) for lane in example.lanes] or [(example.text, NONE, 1.0)]
    for text in utterances:
        if text in labelled:
            rows += [(text, lane.value, 1.0) for lane in labelled[text]]
        else:
            rows.append((text, NONE, ORDINARY_WEIGHT))
    texts = [normaliser.normalise(text).text for text, _, _ in rows]
    labels, weights = [label for _, label, _ in rows], [weight for _, _, weight in rows]
    return Ranker.fit(texts, encode_training(texts), labels, weights, STRENGTHS)


def danger_scores(detector: Ranker, text: str, embedding: Array) -> dict[str, float]:
    """The probability of each lane for a plain text and its embedding; what is missing to 1 is no danger."""
    return {label: score for label, score in detector.rank(text, embedding) if label != NONE}
