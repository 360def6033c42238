"""The open safety suite: messages that must and must not fire a lane, and machine variations of them."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Optional

from pydantic import Field, ValidationError

from bot.content import yaml_source
from bot.content.models import ContentModel
from bot.content.safety_models import LaneId
from bot.errors import ContentError, Problem
from bot.safety.examples import IN_ADVICE, ExampleFile

PADDING = "_padding.yml"
MIN_TYPO_LENGTH = 5


class MustCatch(ContentModel):
    """A message that must fire its lane; one of `also` will do as well."""

    text: str
    voice: str
    style: str
    also: list[LaneId] = []


class MustNotCatch(ContentModel):
    """A look-alike that must fire nothing but what `may` allows."""

    text: str
    why: str
    may: list[LaneId] = []


class SuiteFile(ContentModel):
    """`tests/safety/<lane>.yml`."""

    lane: LaneId
    must_catch: list[MustCatch] = Field(..., min_items=1)
    must_not_catch: list[MustNotCatch] = Field(..., min_items=1)


class PaddingFile(ContentModel):
    """`tests/safety/_padding.yml`: harmless words to put around a message."""

    before: list[str] = Field(..., min_items=1)
    after: list[str] = Field(..., min_items=1)
    around: list[str] = Field(..., min_items=2)
    emoji: list[str] = Field(..., min_items=1)


@dataclass(frozen=True)
class Case:
    """One message, the lane it is written for (none: an ordinary question), what may fire, and whether it must."""

    text: str
    lane: Optional[LaneId]
    allowed: frozenset[LaneId]
    must_fire: bool
    variation: str = "plain"


def read_suite(folder: Path) -> list[Case]:
    """Every plain case of a suite, or of a folder of examples. Raises ContentError naming what is wrong."""
    paths = [path for path in sorted(folder.glob("*.yml")) if path.name not in {IN_ADVICE, PADDING}]
    return [case for path in paths for case in _cases(path)]


def _cases(path: Path) -> Iterator[Case]:
    data = yaml_source.read(path)
    try:
        if "danger" in data:
            file = ExampleFile.parse_obj(data)
            for spec in file.specs():
                yield Case(spec.text, file.lane, frozenset({file.lane, *spec.also}), True)
            yield from (Case(text, file.lane, frozenset(), False) for text in file.near)
            return
        suite = SuiteFile.parse_obj(data)
    except ValidationError as error:
        problems = [Problem(path, yaml_source.line_of(path, item["loc"]), str(item["msg"])) for item in error.errors()]
        raise ContentError(problems) from error
    for item in suite.must_catch:
        yield Case(item.text, suite.lane, frozenset({suite.lane, *item.also}), True)
    for near in suite.must_not_catch:
        yield Case(near.text, suite.lane, frozenset(near.may), False)


def ordinary_cases(questions: Iterable[str], labels: Mapping[str, tuple[LaneId, ...]]) -> list[Case]:
    """Advice questions that carry no danger: all but those that somebody labelled."""
    return [Case(text, None, frozenset(), False) for text in questions if text not in labels]


def read_padding(folder: Path) -> PaddingFile:
    """The words to pad with. Raises ContentError when the file is missing or has another shape."""
    path = folder / PADDING
    try:
        return PaddingFile.parse_obj(yaml_source.read(path))
    except ValidationError as error:
        raise ContentError([Problem(path, 1, str(error))]) from error


def variations(case: Case, padding: PaddingFile) -> Iterator[Case]:
    """The same message as others might type it. Seeded by the text, so every run asks the same."""
    rng = random.Random(case.text)  # noqa: S311 - nothing here is secret
    text = case.text
    first, last = rng.sample(padding.around, 2)
    changed = {
        "typos": _typos(text, rng),
        "no punctuation": re.sub(r"[^\w\s£]", "", text),
        "capitals": text.upper(),
        "emoji": f"{rng.choice(padding.emoji)} {text} {rng.choice(padding.emoji)}",
        "words before": f"{rng.choice(padding.before)} {text}",
        "words after": f"{text} {rng.choice(padding.after)}",
        "inside a long message": f"{first} {text} {last}",
    }
    for name, varied in changed.items():
        yield Case(varied, case.lane, case.allowed, case.must_fire, name)


def _typos(text: str, rng: random.Random) -> str:
    """Two neighbouring letters swapped in one or two longer words."""
    words = text.split(" ")
    long_enough = [index for index, word in enumerate(words) if len(word) >= MIN_TYPO_LENGTH and word.isalpha()]
    for index in rng.sample(long_enough, min(2, len(long_enough))):
        word = words[index]
        at = rng.randrange(1, len(word) - 2)
        words[index] = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    return " ".join(words)
