"""Training utterances as files, without Rasa: where they live and what they say."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from bot.content import yaml_source
from bot.content.loading import AnswerEntry
from bot.errors import ContentError, Problem

RETRIEVAL_INTENT = "advice"


@dataclass(frozen=True)
class UtteranceFile:
    """`data/nlu/advice/<area>/<answer>.yml` and its examples."""

    path: Path
    answer: str
    examples: tuple[str, ...]


def path_for(data: Path, entry: AnswerEntry) -> Path:
    """Where an answer's training utterances live."""
    return data / "nlu" / "advice" / entry.area.value / f"{entry.id}.yml"


def advice_paths(folder: Path) -> list[Path]:
    """Every utterance file below `data/nlu/advice`."""
    return sorted(folder.rglob("*.yml"))


def read(path: Path) -> UtteranceFile:
    """One utterance file. Raises ContentError when it has another shape."""
    data = yaml_source.read(path)
    try:
        (block,) = data["nlu"]
        examples = tuple(line[2:].strip() for line in block["examples"].splitlines() if line.startswith("- "))
        intent = block["intent"]
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise ContentError([Problem(path, 1, "expected one `nlu` block with `intent` and `examples: |`")]) from error
    if intent != f"{RETRIEVAL_INTENT}/{path.stem}":
        line = yaml_source.line_of(path, ("nlu", 0, "intent"))
        raise ContentError([Problem(path, line, f"intent must be '{RETRIEVAL_INTENT}/{path.stem}'")])
    return UtteranceFile(path, path.stem, examples)


def normalise(example: str) -> str:
    """The example with case, punctuation and spacing levelled, to find repeats."""
    return re.sub(r"[^a-z0-9]+", " ", re.sub(r"['’]", "", example.lower())).strip()
