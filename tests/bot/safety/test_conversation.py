"""Danger in a real conversation: it comes first, is remembered, and is never pasted twice."""

from __future__ import annotations

import asyncio

import pytest

from bot.content.cards import Card
from bot.runtime.assistant import Assistant, new_conversation_id

DANGER = "someone has my nudes and says he will send them to my family if i dont pay"


@pytest.fixture
def say(assistant: Assistant, loop: asyncio.AbstractEventLoop):
    conversation = new_conversation_id()

    def turn(text: str) -> list[Card]:
        return loop.run_until_complete(assistant.take_turn(conversation, text)).cards

    return turn


def test_danger_comes_before_any_answer(say):
    (card,) = say(DANGER)
    assert card.kind == "emergency"
    assert card.id in {"adult_sextortion", "child_sextortion"}


def test_the_same_danger_again_gets_a_reminder_and_then_the_answer(say):
    (first,) = say(DANGER)
    reminder, *answers = say(DANGER)
    assert reminder.kind == "emergency"
    assert reminder.id == f"{first.id}-again"
    assert reminder.text != first.text
    assert all(card.kind in {"answer", "clarify"} for card in answers)


def test_thanks_after_danger_get_a_gentle_check(say):
    say(DANGER)
    (card,) = say("thanks")
    assert card.id == "thank-after-danger"


def test_a_false_alarm_is_believed_and_forgotten(say):
    say(DANGER)
    (calm,) = say("/false_alarm")
    (thanks,) = say("thanks")
    assert calm.id == "false-alarm"
    assert thanks.id == "thank"


def test_another_danger_is_behind_a_button(say):
    say(DANGER)
    (card,) = say('/show_lane{"lane": "suicide_self_harm"}')
    assert card.id == "suicide_self_harm"


@pytest.mark.parametrize("text", ["how do i make a strong password", "what does sextortion mean", "thanks"])
def test_ordinary_messages_get_no_warning(say, text: str):
    assert all(card.kind != "emergency" for card in say(text))
