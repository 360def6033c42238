"""Answer from reviewed advice: the best match, a choice of a few, or the answer behind a button."""

from __future__ import annotations

import datetime
from typing import Any, Optional

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.library import library
from actions.speaking import reader_of, utter_card
from bot.content.cards import ANSWER_ENTITY, Card, Reader, answer_card, choice_card, reply_card
from bot.content.topic_cards import which_card
from bot.content.utterances import RETRIEVAL_INTENT

CHOICES = 3

Events = list[dict[str, Any]]


class ActionAnswer(Action):
    """Shows the answer that fits the message best, or offers a few when unsure."""

    def name(self) -> str:
        """As the domain and the rules call it."""
        return "action_answer"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        """Reads the ranking that the advice selector published."""
        certain = bool(_selection(tracker.latest_message).get("certain"))
        ranked = ranked_answers(tracker.latest_message)
        utter_card(dispatcher, tracker, choose(ranked, certain, reader_of(tracker)))
        return []


class ActionShowAnswer(Action):
    """Shows the answer whose button was pressed."""

    def name(self) -> str:
        """As the domain and the rules call it."""
        return "action_show_answer"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        """Reads the answer id that the button carried."""
        wanted = str(next(tracker.get_latest_entity_values(ANSWER_ENTITY), ""))
        known = [wanted] if wanted in library().answers else []
        utter_card(dispatcher, tracker, choose(known, True, reader_of(tracker)))
        return []


def answer_from_ranking(tracker: Tracker) -> Optional[Card]:
    """The card of the best answer to the latest message, when the selector is certain of it."""
    ranked = ranked_answers(tracker.latest_message)
    certain = bool(_selection(tracker.latest_message).get("certain"))
    return choose(ranked, True, reader_of(tracker)) if ranked and certain else None


def ranked_answers(parse_data: dict[str, Any]) -> list[str]:
    """The ids of the answers that the selector ranked for a message, best first."""
    ranked = [item["intent_response_key"].partition("/")[2] for item in _selection(parse_data).get("ranking", [])]
    return [key for key in ranked if key in library().answers]


def _selection(parse_data: dict[str, Any]) -> dict[str, Any]:
    selection: dict[str, Any] = parse_data.get("response_selector", {}).get(RETRIEVAL_INTENT, {})
    return selection


def choose(ranked: list[str], certain: bool, reader: Reader) -> Card:
    """The card of the first answer, with a question where its steps differ by device; a choice when not certain."""
    if not ranked:
        return reply_card(library(), "nlu-fallback")
    if not certain:
        return choice_card(library(), ranked[:CHOICES])
    entry = library().answers[ranked[0]]
    return which_card(library(), answer_card(library(), entry, reader, datetime.date.today()), entry, reader)
