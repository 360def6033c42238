"""What an editor may write under `content/triage/`: facts, questions, the decision table, the texts of the result."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, Optional, Union

from pydantic import Field, root_validator, validator

from bot.content.models import ContentModel, Id, Sentence
from bot.triage.facts import NAMES, TYPES, UNKNOWN

Strings = Union[str, list[str]]


class Except(ContentModel):
    """Every value but these; an unknown fact is included unless it is listed."""

    not_: Strings = Field(..., alias="not")

    class Config(ContentModel.Config):
        """Written `{not: scotland}`."""

        allow_population_by_field_name = True


Condition = dict[str, Union[Except, str, list[str]]]


def _facts_exist(condition: dict[str, object]) -> dict[str, object]:
    for name in condition:
        if name not in NAMES:
            raise ValueError(f"no fact '{name}' (there are: {', '.join(NAMES)})")
    return condition


class FactValue(ContentModel):
    """One value of a fact and how people say it."""

    id: Id
    said: Sentence = Field(..., description="How the bot repeats it: 'so far: …'.")
    words: list[str] = []
    weak_words: list[str] = Field([], description="Count only while nothing better is known.")
    patterns: list[list[dict[str, object]]] = Field([], description="spaCy token patterns.")
    weak_patterns: list[list[dict[str, object]]] = []
    implies: dict[str, str] = Field({}, description="Facts that follow unless something else was said.")


class Fact(ContentModel):
    """A fact with its values; `lexicon` also takes the words of content/lexicon/<lexicon>.yml by value id."""

    about: Sentence
    lexicon: Optional[str] = None
    values: list[FactValue] = Field(..., min_items=1)


class FactsFile(ContentModel):
    """`content/triage/facts.yml`."""

    facts: dict[str, Fact]
    correction_words: list[str] = Field(..., description="With one of these, what was said before is replaced.")
    question_words: list[str] = Field(..., description="A message that starts so is a question, not an answer.")
    commands: dict[Literal["stop", "skip", "not-sure", "back", "carry-on", "affirm", "deny"], list[str]]

    @validator("facts")
    def match_the_code(cls, facts: dict[str, Fact]) -> dict[str, Fact]:
        """Facts and values are those of bot/triage/facts.py; platforms under `account` are free."""
        if set(facts) != set(NAMES):
            raise ValueError(f"facts must be exactly: {', '.join(NAMES)}")
        for name, fact in facts.items():
            ids = [value.id for value in fact.values]
            wanted = ids if TYPES[name] is str else [item.value for item in TYPES[name]]  # type: ignore[attr-defined]
            if sorted(ids) != sorted(set(wanted)) or UNKNOWN in ids:
                raise ValueError(f"{name}: values must be exactly: {', '.join(wanted)}")
        return facts

    def domain(self, name: str) -> tuple[str, ...]:
        """Every value of a fact, and `unknown`."""
        return (*(value.id for value in self.facts[name].values), UNKNOWN)


class Option(ContentModel):
    """A button under a question: what it says and which facts it sets."""

    id: Id
    label: Sentence
    sets: dict[str, str]


class Question(ContentModel):
    """A question of the form."""

    id: Id
    about: Sentence = Field(..., description="The fact it asks for.")
    ask_when: Condition = Field({}, description="Asked only then, and only while it can change the routes.")
    texts: list[Sentence] = Field(..., min_items=2, unique_items=True, description="Wordings, used in turn.")
    options: list[Option] = Field(..., min_items=2)
    if_yes: Optional[Id] = Field(None, description="The option that a plain yes means.")
    if_no: Optional[Id] = None
    hints: dict[str, dict[str, str]] = Field({}, description="What it means when only that other fact is told.")
    otherwise: Optional[Id] = Field(None, description="The option that words we do not know mean: any other app.")

    _facts = validator("ask_when", allow_reuse=True)(_facts_exist)

    def option(self, option_id: str) -> Optional[Option]:
        """The option of that id."""
        return next((option for option in self.options if option.id == option_id), None)


class QuestionsFile(ContentModel):
    """`content/triage/questions.yml`: the questions in the order in which they are asked."""

    intro: Sentence = Field(..., description="Shown above the first question.")
    so_far: Sentence = Field(..., description="Shown above the others; `{facts}` is what was understood.")
    unclear: list[Sentence] = Field(..., min_items=2, max_items=2, description="Before a question asked again.")
    back_to: list[Sentence] = Field(..., min_items=2, description="Before a question asked again after another answer.")
    controls: dict[Literal["not-sure", "back", "stop"], Sentence]
    questions: list[Question] = Field(..., min_items=1)


class RowRoute(ContentModel):
    """A route that a row adds, why, and how early."""

    route: Id
    band: Id
    because: Sentence


class Row(ContentModel):
    """A row of the decision table: when the condition holds, its routes are added."""

    id: Id
    when: Condition = {}
    routes: list[RowRoute] = Field(..., min_items=1)

    _facts = validator("when", allow_reuse=True)(_facts_exist)


class Always(ContentModel):
    """What must hold in the table whatever else is known. The content check proves it."""

    says: Sentence
    when: Condition
    first: Optional[Id] = None
    includes: list[Id] = []
    never: list[Id] = []

    _facts = validator("when", allow_reuse=True)(_facts_exist)

    @root_validator(skip_on_failure=True)
    def says_something(cls, values: dict[str, object]) -> dict[str, object]:
        """An empty rule would prove nothing."""
        if not (values["first"] or values["includes"] or values["never"]):
            raise ValueError("give first, includes or never")
        return values


class TableFile(ContentModel):
    """`content/triage/routes.yml`: the decision table."""

    bands: list[Id] = Field(..., min_items=1, unique_items=True, description="What comes first, from top to bottom.")
    rows: list[Row] = Field(..., min_items=1)
    always: list[Always] = []


class Point(ContentModel):
    """A sentence of the result, and when it is shown."""

    text: Sentence
    when: Condition = {}

    _facts = validator("when", allow_reuse=True)(_facts_exist)


class ResultSection(ContentModel):
    """A headed list below the routes."""

    id: Id
    title: Sentence
    points: list[Point] = Field(..., min_items=1)


class ResultFile(ContentModel):
    """`content/triage/result.yml`: the words around the routes."""

    title: Sentence
    leads: list[Sentence] = Field(..., min_items=2, description="First words of a result, used in turn.")
    menu_title: Sentence
    menu_leads: list[Sentence] = Field(..., min_items=2, description="When too little is known, used in turn.")
    menu_routes: list[RowRoute] = Field(..., min_items=1)
    told: Sentence = Field(..., description="`{facts}` is what was understood.")
    sections: list[ResultSection] = Field(..., min_items=1)


@dataclass(frozen=True)
class TriageFiles:
    """Everything under `content/triage/`."""

    facts: FactsFile
    questions: QuestionsFile
    table: TableFile
    result: ResultFile


def triage_texts(files: TriageFiles) -> Iterator[tuple[str, tuple[str | int, ...], str]]:
    """Every sentence that readers see: file, place in it, words."""
    questions, result = files.questions, files.result
    yield "questions.yml", ("intro",), questions.intro
    for name in ("unclear", "back_to"):
        for index, text in enumerate(getattr(questions, name)):
            yield "questions.yml", (name, index), text
    for index, question in enumerate(questions.questions):
        for position, text in enumerate((*question.texts, *(option.label for option in question.options))):
            yield "questions.yml", ("questions", index, position), text
    for index, row in enumerate(files.table.rows):
        for position, entry in enumerate(row.routes):
            yield "routes.yml", ("rows", index, "routes", position, "because"), entry.because
    for position, entry in enumerate(result.menu_routes):
        yield "result.yml", ("menu_routes", position, "because"), entry.because
    for name in ("leads", "menu_leads"):
        for index, text in enumerate(getattr(result, name)):
            yield "result.yml", (name, index), text
    for index, section in enumerate(result.sections):
        for position, point in enumerate(section.points):
            yield "result.yml", ("sections", index, "points", position), point.text
