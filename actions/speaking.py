"""Hand a card to the channel: whole to ours, as plain text to any other."""

from __future__ import annotations

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.library import library
from bot.content import plain_text
from bot.content.cards import Card, Reader

# Channels that render cards themselves; the name of ours is set in bot/web/channel.py.
CARD_CHANNELS = frozenset({"cyberprotect"})


def utter_card(dispatcher: CollectingDispatcher, tracker: Tracker, card: Card) -> None:
    """Say one card."""
    if tracker.get_latest_input_channel() in CARD_CHANNELS:
        dispatcher.utter_message(json_message=card.to_json())
        return
    buttons = [{"title": button.label, "payload": button.payload} for button in card.quick_replies]
    dispatcher.utter_message(text=plain_text.render(card, library().labels), buttons=buttons)


def reader_of(tracker: Tracker) -> Reader:
    """What the slots know of the person asking."""
    return Reader(*(tracker.get_slot(name) for name in ("audience", "platform", "device", "place")))
