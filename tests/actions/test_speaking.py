"""Our channel gets whole cards; any other gets good plain text."""

from __future__ import annotations

import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions import speaking
from bot.content.cards import Card, reply_card
from bot.content.loading import Library
from bot.runtime.turn import CHANNEL_NAME


def said(channel: str, card: Card) -> dict:
    dispatcher = CollectingDispatcher()
    tracker = Tracker("x", {}, {}, [{"event": "user", "input_channel": channel}], False, None, {}, "action_listen")
    speaking.utter_card(dispatcher, tracker, card)
    (message,) = dispatcher.messages
    return message


def test_the_card_channel_is_ours():
    assert CHANNEL_NAME in speaking.CARD_CHANNELS


def test_our_channel_gets_the_card(library: Library):
    card = reply_card(library, "greet")
    assert Card.parse_obj(said(CHANNEL_NAME, card)["custom"]) == card


@pytest.mark.parametrize("channel", ["cmdline", "rest", "twilio"])
def test_other_channels_get_text_and_buttons(library: Library, channel: str):
    message = said(channel, reply_card(library, "greet"))
    assert message["text"].startswith("Hello.") and not message["custom"]
    assert message["buttons"][0]["title"] == "I have been scammed"
