"""Answer a message that arrives twice only once: the browser asks again when an answer was lost on the way."""

from __future__ import annotations

import time
from collections import OrderedDict
from dataclasses import dataclass
from typing import Optional

from bot.content.cards import Card

# A browser gives up after 20 seconds, and people press "Try again" soon or never.
KEEP_SECONDS = 300.0
KEEP_AT_MOST = 2000


@dataclass(frozen=True)
class _Answered:
    message_id: str
    cards: list[Card]
    at: float


class Repeats:
    """The last answer of each conversation, for some minutes. Holds what the bot said, never what was typed."""

    def __init__(self) -> None:
        self._last: OrderedDict[str, _Answered] = OrderedDict()

    def find(self, conversation: str, message_id: Optional[str]) -> Optional[list[Card]]:
        """The answer that this very message has had already, or None."""
        last = self._last.get(conversation)
        fresh = last is not None and time.monotonic() - last.at < KEEP_SECONDS
        return last.cards if last and fresh and last.message_id == message_id else None

    def keep(self, conversation: str, message_id: Optional[str], cards: list[Card]) -> None:
        """Remember the answer to a message that carries an id."""
        self.forget(conversation)
        if message_id:
            self._last[conversation] = _Answered(message_id, cards, time.monotonic())
        while self._last and (len(self._last) > KEEP_AT_MOST or self._oldest_is_stale()):
            self._last.popitem(last=False)

    def forget(self, conversation: str) -> None:
        """Drop what is kept for a conversation."""
        self._last.pop(conversation, None)

    def _oldest_is_stale(self) -> bool:
        return time.monotonic() - next(iter(self._last.values())).at >= KEEP_SECONDS
