"""Small talk, refusals and the rest: say the reply that carries the intent's name."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import ActiveLoop, AllSlotsReset
from rasa_sdk.executor import CollectingDispatcher

from actions.library import library
from actions.safety import DANGERS
from actions.speaking import talk_of, utter_card
from bot.content.cards import Card, answer_buttons, reply_card
from bot.content.topic_cards import language_card
from bot.dialogue.topic import Talk

FALLBACK_REPLY = "nlu-fallback"
BACK_TO_TOPIC = frozenset({"say-safe", "false-alarm"})
# No cheery goodbye to somebody who was in danger a moment ago; "are you safe?" is what yes and no answer.
AFTER_DANGER = {
    "thank": "thank-after-danger",
    "say-goodbye": "goodbye-after-danger",
    "affirm": "say-safe",
    "deny": "say-not-safe",
}


class ActionReply(Action):
    """Says the reply in `content/wording/` whose id is the intent with hyphens."""

    def name(self) -> str:
        """As the domain and the rules call it."""
        return "action_reply"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[dict[str, Any]]:
        """An intent without a reply of its own gets the fallback, never silence."""
        reply_id = str(tracker.get_intent_of_latest_message() or "").replace("_", "-")
        if tracker.get_slot(DANGERS):
            reply_id = AFTER_DANGER.get(reply_id, reply_id)
        known = reply_id if reply_id in library().replies else FALLBACK_REPLY
        foreign = language_card(library(), str(tracker.latest_message.get("language")))
        card = foreign if foreign and known == "other-language" else reply_card(library(), known)
        utter_card(dispatcher, tracker, _with_topic(card, talk_of(tracker)) if known in BACK_TO_TOPIC else card)
        return []


def _with_topic(card: Card, talk: Talk) -> Card:
    """The card with a button to what the conversation was about before the danger."""
    buttons = answer_buttons(library(), [talk.topic] if talk.topic else [])
    return card.copy(update={"quick_replies": [*buttons, *card.quick_replies]})


class ActionForget(Action):
    """Forgets what the person told the bot, when they start again."""

    def name(self) -> str:
        """As the domain and the rules call it."""
        return "action_forget"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[dict[str, Any]]:
        """Empties every slot and leaves any questions."""
        return [AllSlotsReset(), ActiveLoop(None)]
