"""Split a message into the questions it holds."""

from __future__ import annotations

import re

from bot.content.conversation_models import ConversationWords
from bot.dialogue.wording import level

MAX_QUESTIONS = 4
MIN_WORDS = 3

_SENTENCES = re.compile(r"(?<=[?!.;])\s+|\n+")


def questions(text: str, words: ConversationWords) -> list[str]:
    """The parts of a message that may each be a question; only the message itself when it is one."""
    parts = [piece for sentence in _SENTENCES.split(text) for piece in _split(sentence, words)]
    whole = [part.strip(" ,.;") for part in parts if len(level(part).split()) >= MIN_WORDS]
    return whole[:MAX_QUESTIONS] if len(whole) > 1 else [text]


def _split(sentence: str, words: ConversationWords) -> list[str]:
    joins = sorted(words.joins, key=len, reverse=True)
    asks = "|".join(map(re.escape, words.asks))
    # A plain "and" joins all sorts of things; before a word that asks, it joins questions.
    strong = "|".join(re.escape(join) for join in joins if join != "and")
    cut = re.compile(rf"[,\s]+(?:(?:{strong})\b[,\s]*|and\s+(?=(?:{asks})\b))", re.IGNORECASE)
    return cut.split(sentence)
