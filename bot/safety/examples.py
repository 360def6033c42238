"""Written examples of danger and of look-alikes: the files `data/safety/`, `data/safety/validation/`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Union

from pydantic import Field, ValidationError

from bot.content import yaml_source
from bot.content.models import ContentModel
from bot.content.safety_models import LaneId
from bot.errors import ContentError, Problem

IN_ADVICE = "in_advice.yml"
HARMLESS = "harmless.yml"


class DangerSpec(ContentModel):
    """A message that must fire the lane of its file, and the other lanes that are right as well."""

    text: str
    also: list[LaneId] = []


class ExampleFile(ContentModel):
    """`data/safety/<lane>.yml`."""

    lane: LaneId
    danger: list[Union[str, DangerSpec]] = Field(..., min_items=1)
    near: list[str] = Field(..., min_items=1)

    def specs(self) -> list[DangerSpec]:
        """The dangers, the short form written out."""
        return [item if isinstance(item, DangerSpec) else DangerSpec(text=item) for item in self.danger]


class LabelledLine(ContentModel):
    """A line of the advice data that carries danger itself."""

    text: str
    lanes: list[LaneId] = Field(..., min_items=1)
    unsure: bool = False


class HarmlessFile(ContentModel):
    """`data/safety/harmless.yml`."""

    harmless: list[str] = Field(..., min_items=1)


@dataclass(frozen=True)
class Example:
    """A message, the lanes that should fire (the first above all), and where it was written."""

    text: str
    lanes: tuple[LaneId, ...]
    source: LaneId


def read_examples(folder: Path) -> list[Example]:
    """All dangers and look-alikes below a folder. Raises ContentError naming what is wrong."""
    paths = (path for path in sorted(folder.glob("*.yml")) if path.name not in {IN_ADVICE, HARMLESS})
    return [example for path in paths for example in _read(path)]


def read_harmless(path: Path) -> list[str]:
    """Short messages that are harmless wherever they come. Raises ContentError naming what is wrong."""
    lines: list[str] = _parse(path, HarmlessFile, yaml_source.read(path)).harmless
    return lines


def read_labels(path: Path) -> dict[str, tuple[LaneId, ...]]:
    """Lines of other data that carry danger, with their lanes; empty lanes where readers disagree."""
    if not path.exists():
        return {}
    lines = [
        _parse(path, LabelledLine, line) for lines in (yaml_source.read(path) or {}).values() for line in lines or ()
    ]
    return {line.text: () if line.unsure else tuple(line.lanes) for line in lines}


def _read(path: Path) -> Iterator[Example]:
    file = _parse(path, ExampleFile, yaml_source.read(path))
    if file.lane.value != path.stem:
        raise ContentError([Problem(path, 1, f"lane must be '{path.stem}', as the file is called")])
    for spec in file.specs():
        yield Example(spec.text, (file.lane, *spec.also), file.lane)
    for text in file.near:
        yield Example(text, (), file.lane)


def _parse(path: Path, model: type[ContentModel], data: Mapping[str, object]) -> Any:
    try:
        return model.parse_obj(data)
    except ValidationError as error:
        raise ContentError(
            [Problem(path, yaml_source.line_of(path, item["loc"]), str(item["msg"])) for item in error.errors()]
        ) from error
