"""Hand a card to the channel: whole to ours, as plain text to any other. Never the same text twice running."""

from __future__ import annotations

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.library import library
from bot.content import plain_text
from bot.content.cards import Card, Reader
from bot.dialogue.repair import fresh
from bot.dialogue.topic import Talk

# Channels that render cards themselves; the name of ours is set in bot/web/channel.py.
CARD_CHANNELS = frozenset({"cyberprotect"})


def utter_card(dispatcher: CollectingDispatcher, tracker: Tracker, card: Card) -> None:
    """Say one card, or what takes its place where it would repeat the turn before."""
    said = fresh(library(), card, talk_of(tracker))
    if tracker.get_latest_input_channel() in CARD_CHANNELS:
        dispatcher.utter_message(json_message=said.to_json())
        return
    buttons = [{"title": button.label, "payload": button.payload} for button in said.quick_replies]
    # Other channels show the text; the card beside it is what the conversation remembers.
    dispatcher.utter_message(text=plain_text.render(said, library().labels), buttons=buttons, card=said.to_json())


def talk_of(tracker: Tracker) -> Talk:
    """The conversation so far, the message in hand included."""
    return Talk.of(reversed(tracker.events))


def reader_of(tracker: Tracker) -> Reader:
    """What the slots know of the person asking."""
    return Reader(*(tracker.get_slot(name) for name in ("audience", "platform", "device", "place")))
