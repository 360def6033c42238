"""A message that comes twice is answered once, and nothing is kept for long."""

from __future__ import annotations

import pytest

from bot.content.cards import Card
from bot.web import repeats
from bot.web.repeats import Repeats

CARDS = [Card(kind="smalltalk", text="Hello.")]


def test_only_the_last_message_of_the_same_conversation_is_found():
    kept = Repeats()
    kept.keep("a", "1", CARDS)
    assert kept.find("a", "1") == CARDS
    assert kept.find("a", "2") is None and kept.find("b", "1") is None and kept.find("a", None) is None
    kept.keep("a", None, CARDS)
    assert kept.find("a", "1") is None


def test_it_forgets_after_a_while_and_beyond_a_number(monkeypatch: pytest.MonkeyPatch):
    now = [0.0]
    monkeypatch.setattr(repeats.time, "monotonic", lambda: now[0])
    monkeypatch.setattr(repeats, "KEEP_AT_MOST", 2)
    kept = Repeats()
    for conversation in "abc":
        kept.keep(conversation, "1", CARDS)
    assert [kept.find(conversation, "1") is None for conversation in "abc"] == [True, False, False]
    now[0] = repeats.KEEP_SECONDS
    assert kept.find("c", "1") is None
