"""Messages that lean on what was said before: more, why, next, shorter; in context; a person; anger; going back."""

from __future__ import annotations

import datetime
import json
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.library import library
from actions.next_best import next_best
from actions.speaking import reader_of, talk_of, utter_card
from bot.content.cards import Card, Reader, answer_card, emergency_card, reply_card
from bot.content.loading import AnswerEntry
from bot.content.safety_models import LaneId
from bot.content.topic_cards import (
    lexicon_name,
    more_card,
    next_card,
    offer_card,
    people_card,
    same_card,
    several_card,
    short_card,
    simple_card,
    variant_card,
    which_card,
    why_card,
)
from bot.dialogue.follow_up import READER_ENTITIES, Reading
from bot.dialogue.repair import way_out
from bot.dialogue.topic import PEOPLE_ANSWER, Button, Talk

READING = "reading"
LEADS = {"ask_next": "next-lead", "not_working": "not-working-lead", "already_done": "done-lead"}

Events = list[dict[str, Any]]


class ActionAboutTopic(Action):
    """Does with the topic in hand what the intent asks: more, why, next, shorter, simpler, or its device."""

    def name(self) -> str:
        """As the domain and the rules call it."""
        return "action_about_topic"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        """Without a topic it asks what it is about."""
        intent, topic = str(tracker.get_intent_of_latest_message()), _topic(talk_of(tracker))
        card = about(intent, topic, tracker) if topic else reply_card(library(), "what-about")
        utter_card(dispatcher, tracker, card)
        return []


class ActionFollowUp(Action):
    """Carries out how ContextPolicy read the message."""

    def name(self) -> str:
        """As the domain and the policy call it."""
        return "action_follow_up"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        """Reads the slot `reading`."""
        reading = Reading.from_json(tracker.get_slot(READING))
        utter_card(dispatcher, tracker, in_context(reading, tracker))
        return []


class ActionComplaint(Action):
    """Anger: said sorry for once, then acted upon."""

    def name(self) -> str:
        """As the domain and the rules call it."""
        return "action_complaint"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        """The first time sorry and other answers, then people to talk to, then the menu."""
        talk = talk_of(tracker)
        times = sum(exchange.intent == talk.now.intent for exchange in talk.before)
        if times == 0:
            card = offer_card(library(), [*next_best(talk), PEOPLE_ANSWER], "complaint")
        elif times == 1:
            card = _people(talk, reader_of(tracker))
        else:
            card = way_out(library(), talk)
        utter_card(dispatcher, tracker, card)
        return []


class ActionGoBack(Action):
    """Shows the card before the last once more."""

    def name(self) -> str:
        """As the domain and the rules call it."""
        return "action_go_back"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        """Says so when there is nothing to go back to."""
        place = talk_of(tracker).place_before()
        card = Card.parse_obj(place.raw) if place else reply_card(library(), "nothing-before")
        utter_card(dispatcher, tracker, card)
        return []


def about(intent: str, topic: AnswerEntry, tracker: Tracker) -> Card:
    """The card for a message that only says what to do with the topic."""
    reader, today = reader_of(tracker), datetime.date.today()
    if intent == "ask_more":
        return more_card(library(), topic)
    if intent == "ask_why":
        return why_card(library(), topic, reader, today)
    if intent == "ask_shorter":
        return short_card(library(), topic, reader, today)
    if intent == "ask_simpler":
        return simple_card(library(), topic, reader, today)
    if intent in LEADS:
        return next_card(library(), topic, LEADS[intent])
    named = {
        e["entity"]: e["value"] for e in tracker.latest_message.get("entities", []) if e["entity"] in READER_ENTITIES
    }
    return variant_card(library(), topic, reader, named, today)


def in_context(reading: Reading, tracker: Tracker) -> Card:
    """The card for a reading of ContextPolicy."""
    reader, today, talk = reader_of(tracker), datetime.date.today(), talk_of(tracker)
    if reading.payload:
        return _pressed(Button("", reading.payload), talk, reader)
    if reading.kind == "offer":
        return _offer(reading)
    if reading.kind == "people":
        return _people(talk, reader)
    if reading.kind == "several":
        return several_card(library(), reading.answers, reader, today)
    first, *near = reading.answers
    entry = library().answers[first]
    return {
        "variant": lambda: variant_card(library(), entry, reader, reading.named, today),
        "same": lambda: same_card(library(), entry, near, reader, today),
    }.get(reading.kind, lambda: _answer(entry, reader))()


def _answer(entry: AnswerEntry, reader: Reader) -> Card:
    return which_card(library(), answer_card(library(), entry, reader, datetime.date.today()), entry, reader)


def _pressed(button: Button, talk: Talk, reader: Reader) -> Card:
    """What the button shows when it is pressed. Those without a card of their own ask to be put in words."""
    today = datetime.date.today()
    if (answer := button.answer) in library().answers:
        return _answer(library().answers[str(answer)], reader)
    _, brace, rest = button.payload.partition("{")
    carried = json.loads(brace + rest) if brace else {}
    if "lane" in carried:
        return emergency_card(library(), [LaneId(carried["lane"])], reader)
    named = {kind: value for kind, value in carried.items() if kind in READER_ENTITIES}
    topic = _topic(talk)
    if named and topic:
        told = Reader(*(named.get(name, getattr(reader, name)) for name in ("audience", "platform", "device", "place")))
        return variant_card(library(), topic, told, named, today)
    return reply_card(library(), "choose-offer")


def _offer(reading: Reading) -> Card:
    names = [
        name
        for kind, value in reading.named.items()
        if kind != "audience" and (name := lexicon_name(library(), kind, value))
    ]
    card = offer_card(library(), reading.answers, "near-topic")
    if not names:
        return card
    return card.copy(update={"text": library().labels["no-steps-for"].format(name=", ".join(names))})


def _people(talk: Talk, reader: Reader) -> Card:
    return people_card(library(), library().answers[PEOPLE_ANSWER], _topic(talk), reader, datetime.date.today())


def _topic(talk: Talk) -> AnswerEntry | None:
    return library().answers.get(talk.topic) if talk.topic else None
