"""Whole conversations with the real assistant, from conversations.yml."""

from __future__ import annotations

import asyncio
import itertools
from pathlib import Path
from typing import Any

import pytest

from bot.content import yaml_source
from bot.content.cards import Card, choice_payload, report_payload
from bot.runtime.assistant import Assistant, new_conversation_id

CONVERSATIONS = yaml_source.read(Path(__file__).parent / "conversations.yml")["conversations"]


def typed(turn: Any) -> str:
    if isinstance(turn, str):
        return turn
    pressed = turn["press"]
    return report_payload() if pressed == "start" else choice_payload(*pressed.split("/"))


def talk(assistant: Assistant, loop: asyncio.AbstractEventLoop, turns: list[Any]) -> list[list[Card]]:
    """The cards of each turn. When a danger breaks in, this person presses the button that goes on, and that counts."""
    conversation = new_conversation_id()

    def say(text: str) -> list[Card]:
        return loop.run_until_complete(assistant.take_turn(conversation, text)).cards

    replies = []
    for turn in turns:
        cards = say(typed(turn))
        way_on = [b.payload for b in cards[0].quick_replies if b.payload == report_payload()]
        replies.append(say(way_on[0]) if cards[0].kind == "emergency" and way_on else cards)
    return replies


def test_there_are_at_least_sixty():
    assert len(CONVERSATIONS) >= 60
    assert len({item["id"] for item in CONVERSATIONS}) == len(CONVERSATIONS)


@pytest.mark.parametrize("item", CONVERSATIONS, ids=lambda item: item["id"])
def test_conversation(assistant: Assistant, loop: asyncio.AbstractEventLoop, item: dict[str, Any]):
    cards = talk(assistant, loop, item["turns"])
    last = cards[-1]
    routes = [route.id for card in last for route in card.routes]
    if "first" in item:
        assert routes[:1] == [item["first"]], (routes, last[-1].text)
    assert [route for route in item.get("has", []) if route not in routes] == [], routes
    assert [route for route in item.get("lacks", []) if route in routes] == [], routes
    if "asks" in item:
        assert last[-1].id == f"triage-question-{item['asks']}"
    if "answers" in item:
        assert last[0].id == item["answers"]
    if "words" in item:
        assert item["words"] in last[0].text
    said = [card.text for turn in cards for card in turn]
    assert [text for text, after in itertools.pairwise(said) if text == after] == []
