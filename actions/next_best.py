"""Offer the next best answers when the one shown was not what somebody meant."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.answer import CHOICES, ranked_answers
from actions.library import library
from actions.speaking import utter_card
from bot.content.cards import ANSWER_ENTITY, choice_card, reply_card
from bot.content.utterances import RETRIEVAL_INTENT

Events = list[dict[str, Any]]


class ActionNextBest(Action):
    """Goes on down the ranking of the last question, past everything that was shown or offered before."""

    def name(self) -> str:
        """As the domain and the rules call it."""
        return "action_next_best"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        """Offers up to three answers by title, or says who can help when there is none left."""
        seen = set(_seen(tracker.events))
        left = [key for key in _last_ranking(tracker.events) if key not in seen][:CHOICES]
        if left:
            utter_card(dispatcher, tracker, choice_card(library(), left, "not-my-question"))
        else:
            utter_card(dispatcher, tracker, reply_card(library(), "nothing-closer"))
        return []


def _last_ranking(events: Events) -> list[str]:
    """The ranking of the last question: not of a button, nor of small talk in between."""
    parsed = [event.get("parse_data") or {} for event in events if event.get("event") == "user"]
    questions = (data for data in reversed(parsed) if data.get("intent", {}).get("name") == RETRIEVAL_INTENT)
    return ranked_answers(next(questions, {}))


def _seen(events: Events) -> Iterator[str]:
    """The ids of all answers that this conversation has shown or offered."""
    for event in events:
        card = ((event.get("data") or {}).get("custom") or {}) if event.get("event") == "bot" else {}
        if card.get("kind") == "answer":
            yield str(card.get("id"))
        for button in card.get("quick_replies", []):
            payload = button["payload"]
            if "{" in payload:
                yield str(json.loads(payload[payload.index("{") :]).get(ANSWER_ENTITY))
