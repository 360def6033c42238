"""Every open conversation with the real assistant. The held-out ones only measure."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from bot.evaluation.conversations import Conversation, hold, read_conversations
from bot.runtime.assistant import Assistant

CONVERSATIONS = read_conversations(Path(__file__).parent)
BEHAVIOURS = {
    *("clarify", "follow-up", "frustration", "more", "new-topic", "other-language", "people", "platform", "repair"),
    *("safety", "several", "small-talk", "triage", "undo"),
}


def test_every_behaviour_has_conversations():
    assert len(CONVERSATIONS) >= 80
    assert len({item.id for item in CONVERSATIONS}) == len(CONVERSATIONS)
    assert {item.behaviour for item in CONVERSATIONS} == BEHAVIOURS


@pytest.mark.parametrize("conversation", CONVERSATIONS, ids=lambda item: item.id)
def test_conversation(assistant: Assistant, loop: asyncio.AbstractEventLoop, conversation: Conversation):
    results = loop.run_until_complete(hold(assistant, conversation))
    assert [(result.number, result.faults) for result in results if result.faults] == []
