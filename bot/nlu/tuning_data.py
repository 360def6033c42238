"""What the encoder is tuned on: every utterance with the answer, intent or danger that it asks for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.content import yaml_source
from bot.content.loading import Library
from bot.content.utterances import advice_paths, read
from bot.nlu.normaliser import normaliser_for
from bot.safety.examples import read_examples

INTENT_FILES = ("small_talk.yml", "out_of_scope.yml", "triage.yml", "safety.yml")


@dataclass(frozen=True)
class TuningPair:
    """A sentence in plain words, and the group it belongs to."""

    text: str
    label: str


def tuning_pairs(library: Library, data: Path) -> list[TuningPair]:
    """All pairs. A danger and its look-alikes are two groups, so that the encoder learns to tell them apart."""
    normaliser = normaliser_for(library)
    return [TuningPair(normaliser.normalise(text).text, label) for text, label in _labelled(data)]


def _labelled(data: Path) -> Iterator[tuple[str, str]]:
    for file in (read(path) for path in advice_paths(data / "nlu" / "advice")):
        yield from ((text, file.answer) for text in file.examples)
    for name in INTENT_FILES:
        for block in yaml_source.read(data / "nlu" / name)["nlu"]:
            lines = (line[2:].strip() for line in block["examples"].splitlines() if line.startswith("- "))
            yield from ((text, f"intent/{block['intent']}") for text in lines)
    for example in read_examples(data / "safety"):
        yield example.text, f"{'danger' if example.lanes else 'near'}/{example.source.value}"
