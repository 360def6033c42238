"""The cards of triage: a question, the result with its ordered routes, the menu of routes."""

from __future__ import annotations

from collections.abc import Iterable

from bot.content import prose
from bot.content.cards import (
    Card,
    CardRoute,
    CardSection,
    QuickReply,
    card_routes,
    choice_payload,
    report_payload,
)
from bot.content.loading import Library
from bot.triage.dialogue import Dialogue, State
from bot.triage.facts import NAMES, Facts
from bot.triage.models import Question
from bot.triage.table import Decision

QUESTION_CARD = "triage-question"
RESULT_CARD = "triage-result"
MENU_CARD = "route-menu"


def question_card(library: Library, dialogue: Dialogue, state: State) -> Card:
    """The open question, in the wording whose turn it is."""
    question = dialogue.question(state)
    if question is None:
        raise ValueError("no question is open")
    file = dialogue.files.questions
    turn = state.times_asked[question.id] - 1
    before = {
        "unclear": file.unclear[max(state.unclear - 1, 0) % len(file.unclear)],
        "back": file.back_to[turn % len(file.back_to)],
    }
    texts = [before[state.prefix]] if state.prefix else []
    return Card(
        kind="form",
        id=f"{QUESTION_CARD}-{question.id}",
        text=" ".join([*texts, question.texts[turn % len(question.texts)]]),
        notice=_fill(library, _notice(dialogue, state)) or None,
        quick_replies=[*_options(question), *_controls(dialogue, state)],
    )


def _notice(dialogue: Dialogue, state: State) -> str:
    file = dialogue.files.questions
    parts = [] if state.trail or state.prefix else [file.intro]
    if state.facts:
        parts.append(file.so_far.format(facts=summary(dialogue, state)))
    return " ".join(parts)


def _options(question: Question) -> Iterable[QuickReply]:
    return (
        QuickReply(label=option.label, payload=choice_payload(question.id, option.id)) for option in question.options
    )


def _controls(dialogue: Dialogue, state: State) -> Iterable[QuickReply]:
    """Sent as the words they carry, which the listener knows."""
    labels = dialogue.files.questions.controls
    return (
        QuickReply(label=label, payload=label) for control, label in labels.items() if control != "back" or state.trail
    )


def summary(dialogue: Dialogue, state: State) -> str:
    """What the person told, in our words."""
    values = {name: dialogue.files.facts.facts[name].values for name in NAMES}
    told = [value.said for name in NAMES for value in values[name] if value.id == state.facts.get(name)]
    return ", ".join(told)


def ending_card(library: Library, dialogue: Dialogue, state: State) -> Card:
    """The result; the menu of routes when not even what happened is known."""
    if "kind" not in state.facts and state.ending != "complete":
        return menu_card(library, dialogue, state.shown)
    facts = dialogue.facts(state)
    file = dialogue.files.result
    return Card(
        kind="route",
        id=RESULT_CARD,
        title=file.title,
        text=file.leads[state.shown % len(file.leads)],
        notice=file.told.format(facts=summary(dialogue, state)) if state.facts else None,
        routes=placed_routes(library, dialogue.table.decide(facts)),
        sections=_sections(library, dialogue, facts),
        quick_replies=[QuickReply(label=library.labels["start-again"], payload=report_payload())],
    )


def placed_routes(library: Library, decision: Decision) -> list[CardRoute]:
    """The routes of a decision in order, each with its reason."""
    reasons = {placed.route: _fill(library, placed.because) for placed in decision.routes}
    return [route.copy(update={"reason": reasons[route.id]}) for route in card_routes(library, decision.order)]


def menu_card(library: Library, dialogue: Dialogue, times: int) -> Card:
    """The main places, for when nothing is known."""
    file = dialogue.files.result
    reasons = {entry.route: _fill(library, entry.because) for entry in file.menu_routes}
    return Card(
        kind="route",
        id=MENU_CARD,
        title=file.menu_title,
        text=file.menu_leads[times % len(file.menu_leads)],
        routes=[route.copy(update={"reason": reasons[route.id]}) for route in card_routes(library, reasons)],
        quick_replies=[QuickReply(label=library.labels["find-where-to-report"], payload=report_payload())],
    )


def _sections(library: Library, dialogue: Dialogue, facts: Facts) -> list[CardSection]:
    sections = []
    for section in dialogue.files.result.sections:
        points = [_fill(library, point.text) for point in section.points if dialogue.table.holds(point.when, facts)]
        if points:
            sections.append(CardSection(title=section.title, points=points))
    return sections


def _fill(library: Library, text: str) -> str:
    return prose.fill(text, library.routes)
