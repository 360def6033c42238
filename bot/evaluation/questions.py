"""Question sets: one YAML file an answer, each question with its register and what must not be chosen."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import Field, ValidationError

from bot.content import yaml_source
from bot.content.models import ContentModel, Id
from bot.errors import ContentError, Problem

Register = Literal[
    "plain",
    "terse",
    "rambling",
    "panic",
    "typo",
    "textspeak",
    "second-language",
    "older",
    "young",
    "statement",
    "slang",
    "staff",
]


class QuestionSpec(ContentModel):
    """One question as written in a file."""

    text: str = Field(..., min_length=1, description="As typed; one letter is a question too.")
    register_: list[Register] = Field(..., alias="register", min_items=1)
    not_: list[Id] = Field([], alias="not")


class QuestionFile(ContentModel):
    """`tests/questions/<area>/<id>.yml` and `data/validation/<area>/<id>.yml`."""

    answer: Id
    questions: list[QuestionSpec] = Field(..., min_items=1)


@dataclass(frozen=True)
class Question:
    """A question, the answer it asks for, and where it comes from."""

    text: str
    answer: str
    area: str
    registers: tuple[str, ...]
    forbidden: tuple[str, ...] = ()


def read_questions(folder: Path) -> list[Question]:
    """All questions below a folder. Raises ContentError naming every file that is wrong."""
    found: list[Question] = []
    problems: list[Problem] = []
    for path in sorted(folder.rglob("*.yml")):
        try:
            file = QuestionFile.parse_obj(yaml_source.read(path))
        except ContentError as error:
            problems += error.problems
            continue
        except ValidationError as error:
            problems += [Problem(path, yaml_source.line_of(path, e["loc"]), str(e["msg"])) for e in error.errors()]
            continue
        if file.answer != path.stem:
            problems.append(Problem(path, 1, f"answer must be '{path.stem}', as the file is called"))
        area = path.parent.name
        found += [Question(q.text, file.answer, area, tuple(q.register_), tuple(q.not_)) for q in file.questions]
    if problems:
        raise ContentError(problems)
    return found
