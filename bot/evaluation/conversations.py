"""Whole conversations with what each turn should do, and how many turns do so."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Optional

from pydantic import Field, root_validator

from bot.content import plain_text, yaml_source
from bot.content.cards import Card
from bot.content.loading import Library
from bot.content.models import ContentModel
from bot.dialogue.topic import Button
from bot.errors import CyberProtectError
from bot.evaluation.measures import estimate
from bot.runtime.assistant import Assistant, new_conversation_id

HELD_OUT = "held_out"
# Opened to learn from: counted, not asserted.
MEASURED = "measured"
# A card of these kinds invites to go on in its own words; any other needs a button or somebody to contact.
INVITES = frozenset({"smalltalk", "decline", "form"})


class ExpectedTurn(ContentModel):
    """What is typed or pressed, and what must come of it. A list holds what would each be right."""

    say: Optional[str] = None
    press: Optional[str] = Field(None, description="The label of a button that the turn before offered.")
    outcome: list[str] = []
    answer: list[str] = []
    must_say: list[str] = []
    must_not_say: list[str] = []
    offers: list[str] = []
    names: list[str] = []
    routes: list[str] = []

    @root_validator(pre=True)
    def listed(cls, values: dict[str, Any]) -> dict[str, Any]:
        """One outcome may stand without brackets."""
        outcome = values.get("outcome", [])
        return {**values, "outcome": [outcome] if isinstance(outcome, str) else outcome}


class Conversation(ContentModel):
    """Turns of one person. `behaviour` is the row of the report."""

    id: str
    behaviour: str
    turns: list[ExpectedTurn] = Field(..., min_items=1)


class ConversationFile(ContentModel):
    """`tests/conversations/*.yml`."""

    conversations: list[Conversation]


@dataclass(frozen=True)
class TurnResult:
    """What was wrong with a turn; nothing when it was as expected."""

    conversation: Conversation
    number: int
    faults: tuple[str, ...]


def read_conversations(folder: Path) -> list[Conversation]:
    """Those directly in the folder. Raises CyberProtectError when there is none."""
    files = [ConversationFile.parse_obj(yaml_source.read(path)) for path in sorted(folder.glob("*.yml"))]
    found = [item for file in files for item in file.conversations]
    if not found:
        raise CyberProtectError(f"no conversations in {folder}")
    return found


async def hold(assistant: Assistant, conversation: Conversation) -> list[TurnResult]:
    """Say every turn and compare."""
    named, results = new_conversation_id(), []
    before: Sequence[Card] = []
    for number, expected in enumerate(conversation.turns, 1):
        typed = expected.say if expected.press is None else _payload(before, expected.press)
        if typed is None:
            results.append(TurnResult(conversation, number, (f"no button '{expected.press}'",)))
            continue
        cards = (await assistant.take_turn(named, typed)).cards
        results.append(TurnResult(conversation, number, tuple(faults(expected, cards, before, assistant.library))))
        before = cards
    return results


def faults(expected: ExpectedTurn, cards: Sequence[Card], before: Sequence[Card], library: Library) -> Iterator[str]:
    """Everything that is not as expected, in words."""
    yield from _always(cards, before)
    outcomes = expected.outcome or (["answer"] if expected.answer else [])
    if outcomes and cards[0].kind not in outcomes:
        yield f"is {cards[0].kind} ({cards[0].id}), not {' or '.join(outcomes)}"
    main = next((card.id for card in cards if card.kind == "answer"), None)
    if expected.answer and main not in expected.answer and (main or not expected.outcome):
        yield f"answers {main}, not {' or '.join(expected.answer)}"
    text = "\n\n".join(plain_text.render(card, library.labels) for card in cards).lower()
    yield from (f"does not say '{words}'" for words in expected.must_say if words.lower() not in text)
    yield from (f"says '{words}'" for words in expected.must_not_say if words.lower() in text)
    shown = _shown(cards)
    # An answer that is shown outright is offered, too.
    if expected.offers and not shown & set(expected.offers):
        yield f"offers none of {', '.join(expected.offers)}"
    yield from (f"drops {name}" for name in expected.names if name not in shown)
    routes = {route.id for card in cards for route in card.routes}
    yield from (f"does not name {route}" for route in expected.routes if route not in routes)


def table(results: Sequence[TurnResult]) -> list[dict[str, Any]]:
    """Turns as expected: one row a behaviour, and all together at the end, with 95 % intervals."""
    rows: dict[str, list[TurnResult]] = defaultdict(list)
    for result in results:
        rows[result.conversation.behaviour].append(result)
    return [_row(name, rows[name]) for name in sorted(rows)] + [_row("all", list(results))]


def write(folder: Path, name: str, results: Sequence[TurnResult]) -> None:
    """`reports/<name>.md` and `.json`."""
    rows = table(results)
    lines = ["| behaviour | conversations | turns | as expected | 95 % interval |", "|---|---|---|---|---|"]
    lines += [
        f"| {row['behaviour']} | {row['conversations']} | {row['turns']} | {row['right']:.1%} | "
        f"{row['low']:.1%} to {row['high']:.1%} |"
        for row in rows
    ]
    wrong = [f"- {r.conversation.id}, turn {r.number}: {'; '.join(r.faults)}" for r in results if r.faults]
    text = "\n".join(["# Conversations", "", *lines, "", "## Turns that are not", "", *(wrong or ["None."])])
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.md").write_text(f"{text}\n", encoding="utf-8")
    (folder / f"{name}.json").write_text(json.dumps(rows, indent=2) + "\n", encoding="utf-8")


def _always(cards: Sequence[Card], before: Sequence[Card]) -> Iterator[str]:
    said = {card.text for card in before}
    yield from (f"repeats '{card.text[:40]}'" for card in cards if card.text in said)
    yield from (f"error: {card.text[:40]}" for card in cards if card.kind == "error")
    if not any(card.routes or card.quick_replies or card.related or card.kind in INVITES for card in cards):
        yield "leaves no way out"


def _payload(cards: Sequence[Card], label: str) -> Optional[str]:
    buttons = [button for card in cards for button in (*card.quick_replies, *card.related)]
    return next((button.payload for button in buttons if button.label == label), None)


def _shown(cards: Sequence[Card]) -> set[str]:
    buttons = [button for card in cards for button in (*card.quick_replies, *card.related)]
    behind = {Button(button.label, button.payload).answer for button in buttons}
    return {key for key in behind if key} | {str(card.id) for card in cards if card.kind == "answer"}


def _row(name: str, results: Sequence[TurnResult]) -> dict[str, Any]:
    right = estimate([float(not result.faults) for result in results])
    conversations = len({result.conversation.id for result in results})
    return {
        "behaviour": name,
        "conversations": conversations,
        "turns": len(results),
        "right": round(right.value, 4),
        "low": round(right.low, 4),
        "high": round(right.high, 4),
    }
