"""Offer the next best answers when the one shown was not what somebody meant."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.answer import CHOICES
from actions.library import library
from actions.speaking import talk_of, utter_card
from bot.content.cards import choice_card, reply_card
from bot.content.utterances import RETRIEVAL_INTENT
from bot.dialogue.repair import CONTACTS, MISSES, way_out
from bot.dialogue.topic import Talk

Events = list[dict[str, Any]]


class ActionNextBest(Action):
    """Goes on down the ranking of the last question, past everything that was shown or offered before."""

    def name(self) -> str:
        """As the domain and the rules call it."""
        return "action_next_best"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        """Offers up to three answers by title; after a second miss the menu of topics; then says who can help."""
        talk = talk_of(tracker)
        left = next_best(talk)
        if talk.in_a_row(*MISSES):
            card = way_out(library(), talk)
        else:
            card = choice_card(library(), left, "not-my-question") if left else reply_card(library(), CONTACTS)
        utter_card(dispatcher, tracker, card)
        return []


def next_best(talk: Talk) -> list[str]:
    """The next answers to the last question: not to a button, nor to small talk in between."""
    questions = (exchange for exchange in talk.before if exchange.intent == RETRIEVAL_INTENT)
    asked = next(questions, None)
    ranked = [key for key, _ in asked.ranking] if asked else []
    return [key for key in ranked if key in library().answers and key not in talk.seen][:CHOICES]
