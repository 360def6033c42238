"""Typed answers to buttons: "the second one", "2", "last", "the one about whatsapp", or the label itself."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rapidfuzz import fuzz

from bot.content.conversation_models import ConversationWords
from bot.dialogue.topic import Button, Offered
from bot.dialogue.wording import Wording, level

# How alike a typed label must be (of 100), and each word of a description.
SAME_LABEL = 88
SAME_WORD = 85
MAX_DESCRIPTION_WORDS = 6

_LEAD = re.compile(
    r"^(?:(?:i|ill|id|we|lets|can you|can i)\s+)?(?:want|like|take|pick|choose|have|try|see|show me|go (?:for|with))\s+"
)
_DESCRIBES = re.compile(
    r"^(?:the|that|your)?\s*(?:one|answer|bit|link|button)s?\s+(?:about|on|with|for|that says|called|of)\s+"
)
_POLITE = re.compile(r"\s+(?:please|pls|plz|thanks|ta|then|i think|one please)$")


@dataclass(frozen=True)
class Chosen:
    """A button, and why it was taken."""

    button: Button
    reason: str


class Chooser:
    """Finds the button that a message means."""

    def __init__(self, words: ConversationWords) -> None:
        self._places = {phrase: int(place) for place, phrases in words.choices.items() for phrase in phrases}
        self._only = frozenset(words.only)
        self._wording = Wording(words)

    def choose(self, text: str, offered: Offered, asked: bool, none_of_these: str) -> Chosen | None:
        """The button, or None when the message names none of them, or more than one.

        `asked`: the bot has just asked to choose, so a bare word may be a choice. `none_of_these` is the payload of
        the way out: a label like any other, but "the last one" never means it.
        """
        buttons = [*offered.choices, *offered.related]
        plain = _POLITE.sub("", _LEAD.sub("", level(text)))
        counted = [button for button in buttons if button.payload != none_of_these]
        place = self._places.get(plain)
        if place is not None and (asked or len(plain) > 1) and abs(place) <= len(counted):
            return Chosen(counted[place - 1 if place > 0 else place], f"'{plain}' counts the buttons")
        answers = [button for button in offered.choices if button.answer]
        if plain in self._only and len(answers) == 1:
            return Chosen(answers[0], f"'{plain}' can only be this button")
        for button in buttons:
            if fuzz.ratio(plain, level(button.label)) >= SAME_LABEL:
                return Chosen(button, "it says what is on the button")
        described = _DESCRIBES.sub("", plain)
        if not (asked or described != plain) or len(plain.split()) > MAX_DESCRIPTION_WORDS:
            return None
        wanted = self._wording.matter(described)
        among = counted if described != plain else [button for button in counted if button in offered.choices]
        fitting = [button for button in among if wanted and all(_names(button, word) for word in wanted)]
        return Chosen(fitting[0], "its words fit only this button") if len(fitting) == 1 else None


def _names(button: Button, word: str) -> bool:
    return any(fuzz.ratio(word, other) >= SAME_WORD for other in level(button.label).split())
