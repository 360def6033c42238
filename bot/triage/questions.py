"""Choose the next question: the first one, in the editors' order, whose answer can still change the routes."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from bot.triage.facts import TYPES, UNKNOWN, Facts
from bot.triage.models import Question, QuestionsFile
from bot.triage.table import Table


def next_question(table: Table, file: QuestionsFile, facts: Facts, closed: Collection[str]) -> Question | None:
    """The question to ask now, or None when nothing more would change the routes.

    `closed` are the ids of questions that the person skipped or was not sure of.
    """
    complete = table.complete(facts)
    open_questions = (
        question
        for question in file.questions
        if question.id not in closed
        and complete.value(question.about) == UNKNOWN
        and table.holds(question.ask_when, complete)
    )
    return next((question for question in open_questions if _matters(table, question, facts)), None)


def _matters(table: Table, question: Question, facts: Facts) -> bool:
    now = table.decide(facts).order
    return any(table.decide(told(facts, option.sets)).order != now for option in question.options)


def told(facts: Facts, new: dict[str, str]) -> Facts:
    """The facts with some of them set from plain ids."""
    return replace(facts, **{name: TYPES[name](value) for name, value in new.items()})
