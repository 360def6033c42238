"""Never a loop: no text twice running, at most two questions back in a row, and a way out when nothing fits."""

from __future__ import annotations

from bot.content import prose
from bot.content.cards import Card, reply_card
from bot.content.loading import Library
from bot.content.topic_cards import led
from bot.dialogue.topic import GO_BACK_INTENT, Talk

MAX_CLARIFIED = 2
MENU = "topic-menu"
CONTACTS = "nothing-closer"
# Two of these running are two misses.
MISSES = ("not-my-question", "nlu-fallback", MENU, CONTACTS)


def fresh(library: Library, card: Card, talk: Talk) -> Card:
    """The card, or what is said in its place when that would be a loop."""
    said = {seen.text for exchange in (talk.now, talk.last) for seen in exchange.cards}
    if _asks_too_much(card, talk) or (card.id == "nlu-fallback" and talk.in_a_row(*MISSES)):
        card = way_out(library, talk)
    if card.text not in said:
        return card
    reply = library.replies.get(card.id or "")
    again = reply.again if reply else []
    others = (prose.fill(text, library.routes) for text in again)
    other = next((text for text in others if text not in said), None)
    return card.copy(update={"text": other}) if other else led(card, library.labels["once-more"])


def way_out(library: Library, talk: Talk) -> Card:
    """The menu of topics with its contacts; after that, contacts only."""
    return reply_card(library, CONTACTS if talk.in_a_row(MENU) else MENU)


def _asks_too_much(card: Card, talk: Talk) -> bool:
    """One question back too many, unless somebody went back to it."""
    return card.kind == "clarify" and talk.clarified() >= MAX_CLARIFIED and talk.now.intent != GO_BACK_INTENT
