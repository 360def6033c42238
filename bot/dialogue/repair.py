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
    asked_for = talk.now.intent == GO_BACK_INTENT
    if card.kind == "clarify" and talk.clarified() >= MAX_CLARIFIED and not asked_for:
        card = way_out(library, talk)
    elif card.id == "nlu-fallback" and talk.in_a_row(*MISSES) > 0:
        card = way_out(library, talk)
    if card.text not in said:
        return card
    again = library.replies[card.id].again if card.id in library.replies else []
    others = (prose.fill(text, library.routes) for text in again)
    other = next((text for text in others if text not in said), None)
    return card.copy(update={"text": other}) if other else led(card, library.labels["once-more"])


def way_out(library: Library, talk: Talk) -> Card:
    """The menu of topics with its contacts; after that, contacts only."""
    return reply_card(library, CONTACTS if talk.in_a_row(MENU) else MENU)
