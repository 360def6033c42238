"""The words of a message, levelled, and whether it leans on what was said before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property

from bot.content.conversation_models import ConversationWords

# A longer message says enough by itself, however it begins.
MAX_FOLLOW_UP_WORDS = 12
# A message that points back ("that", "she") may still have this many words of its own.
MAX_POINTING_MATTER = 3

_WORD = re.compile(r"[^\W_]+")


def level(text: str) -> str:
    """Lower case, no punctuation, one space between words."""
    return " ".join(_WORD.findall(re.sub(r"['’`]", "", text.lower())))


class Wording:
    """Word lists from `content/conversation/words.yml`, ready to be asked."""

    def __init__(self, words: ConversationWords) -> None:
        self._words = words
        self._pointing = frozenset(words.pointing)

    @cached_property
    def _small(self) -> frozenset[str]:
        return frozenset(self._words.small) | self._pointing

    def matter(self, text: str, named: Sequence[str] = ()) -> list[str]:
        """The words that carry matter of their own, without those of things named elsewhere (`named`)."""
        taken = {word for phrase in named for word in level(phrase).split()}
        return [word for word in level(text).split() if word not in self._small and word not in taken]

    def opens_like_follow_up(self, text: str) -> str | None:
        """The opener that a message begins with."""
        return self._prefix(level(text), self._words.openers)

    def points(self, text: str) -> str | None:
        """The first word that stands for something said before."""
        return next((word for word in level(text).split() if word in self._pointing), None)

    def correction(self, text: str) -> str | None:
        """What is meant instead, when the message takes back what was understood."""
        plain = level(text)
        start = self._prefix(plain, self._words.corrections)
        return plain[len(start) :].strip() if start else None

    def why_it_leans(self, text: str, named: Sequence[str] = ()) -> str | None:
        """The reason for reading a message with the topic in hand, or None when it stands by itself."""
        plain = level(text)
        if not plain or len(plain.split()) > MAX_FOLLOW_UP_WORDS:
            return None
        matter = self.matter(plain, named)
        if opener := self.opens_like_follow_up(plain):
            return f"it begins with '{opener}'"
        if not matter:
            return "it names nothing of its own"
        if (word := self.points(plain)) and len(matter) <= MAX_POINTING_MATTER:
            return f"'{word}' stands for something said before"
        return None

    @staticmethod
    def _prefix(plain: str, phrases: Sequence[str]) -> str | None:
        fitting = [phrase for phrase in phrases if plain == phrase or plain.startswith(f"{phrase} ")]
        return max(fitting, key=len, default=None)
