"""Whatever is typed gets a sensible turn, never an exception."""

from __future__ import annotations

import asyncio

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.runtime.assistant import Assistant, Turn, new_conversation_id

LIMIT = 2000

PICTURES = st.text(st.characters(min_codepoint=0x1F300, max_codepoint=0x1FAFF), min_size=1, max_size=20)
RIGHT_TO_LEFT = st.text(st.characters(min_codepoint=0x5D0, max_codepoint=0x6FF), min_size=1, max_size=80)
CONTROLS = st.text(st.characters(max_codepoint=0x1F) | st.sampled_from("\u200b\u202e\ufeff\x7fa b"), min_size=1)
ANYTHING = st.text(st.characters(blacklist_categories=["Cs"]), min_size=1, max_size=LIMIT)
MIXED = st.lists(PICTURES | RIGHT_TO_LEFT | CONTROLS | st.sampled_from(["help", "мой", "我的", "/x", "{}"])).map(
    " ".join
)


def ask(assistant: Assistant, loop: asyncio.AbstractEventLoop, text: str) -> Turn:
    return loop.run_until_complete(assistant.take_turn(new_conversation_id(), text))


@pytest.mark.parametrize(
    "text", ["", " ", "a", "?", "\n", "/", "😭", "\x00", "\u202eabc", "؟", "0", "a" * LIMIT, "help " * 400, "🙏" * 500]
)
def test_odd_messages_get_a_sensible_turn(assistant: Assistant, loop: asyncio.AbstractEventLoop, text: str):
    turn = ask(assistant, loop, text)
    assert turn.cards[0].kind in {"clarify", "decline", "smalltalk"}


@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(text=ANYTHING | MIXED)
def test_no_message_breaks_a_turn(assistant: Assistant, loop: asyncio.AbstractEventLoop, text: str):
    turn = ask(assistant, loop, text)
    assert turn.cards
    assert turn.cards[0].kind != "error"
    assert turn.cards[0].text
