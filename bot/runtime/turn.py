"""One turn of a conversation: a message in, answer cards out. Every way of talking to the bot uses it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from rasa.core.channels.channel import OutputChannel, UserMessage

from bot.content.cards import Card

CHANNEL_NAME = "cyberprotect"

Handler = Callable[[UserMessage], Awaitable[Any]]


class CardCollector(OutputChannel):
    """Collects the cards that actions utter during one turn."""

    def __init__(self) -> None:
        self.cards: list[Card] = []

    @classmethod
    def name(cls) -> str:
        """Actions send whole cards, not text, to the channel of this name."""
        return CHANNEL_NAME

    async def send_custom_json(self, recipient_id: str, json_message: dict[str, Any], **kwargs: Any) -> None:
        """A card arrives."""
        self.cards.append(Card.parse_obj(json_message))

    async def send_text_message(self, recipient_id: str, text: str, **kwargs: Any) -> None:
        """Plain text from Rasa itself or an action that knows no cards."""
        self.cards.append(Card(kind="smalltalk", text=text))


async def take_turn(handler: Handler, conversation_id: str, text: str, offered: frozenset[str]) -> list[Card]:
    """Send one message and return what the bot says, which may be nothing when an action failed.

    Text that starts with `/` is only text unless it is the payload of a button of ours.
    """
    safe = text if text in offered else text.lstrip("/ \t\n")
    collector = CardCollector()
    await handler(UserMessage(safe, collector, conversation_id, input_channel=CHANNEL_NAME))
    return collector.cards
