"""Danger: show what to do now, remember it, and take "I am safe" or "that is not what I meant" calmly."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import ActiveLoop, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.answer import answer_from_ranking
from actions.library import library
from actions.speaking import reader_of, utter_card
from bot.content.cards import LANE_ENTITY, emergency_card, reminder_card, with_way_on
from bot.content.safety_models import LaneId

# Dangers of this conversation, in the order in which they came up; each as often as it did.
DANGERS = "dangers"
REQUESTED_SLOT = "requested_slot"

Events = list[dict[str, Any]]


class ActionSafety(Action):
    """Shows the card of the most urgent danger; the second time a short reminder and then the ordinary answer."""

    def name(self) -> str:
        """As the domain and SafetyPolicy call it."""
        return "action_safety"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        """Reads the verdict of SafetyLane. A form is put aside; a button leads back to it."""
        lanes = [LaneId(lane) for lane in tracker.latest_message["safety"]["lanes"]]
        in_form = bool((tracker.active_loop or {}).get("name"))
        _warn(dispatcher, tracker, lanes, in_form)
        events = [_remember(tracker, lanes[0])]
        return [*events, ActiveLoop(None), SlotSet(REQUESTED_SLOT, None)] if in_form else events


class ActionShowLane(Action):
    """Shows the card of another danger whose button was pressed."""

    def name(self) -> str:
        """As the domain and the rules call it."""
        return "action_show_lane"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        """Reads the lane that the button carried."""
        lane = LaneId(next(tracker.get_latest_entity_values(LANE_ENTITY)))
        utter_card(dispatcher, tracker, emergency_card(library(), [lane], reader_of(tracker)))
        return [_remember(tracker, lane)]


class ActionCalm(Action):
    """The person says that they are safe, or that the warning was not what they meant: believed at once."""

    def name(self) -> str:
        """As the domain and the rules call it."""
        return "action_calm"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        """The danger is forgotten: later thanks are only thanks."""
        return [SlotSet(DANGERS, None)]


def _warn(dispatcher: CollectingDispatcher, tracker: Tracker, lanes: Sequence[LaneId], in_form: bool) -> None:
    reader = reader_of(tracker)
    times = (tracker.get_slot(DANGERS) or []).count(lanes[0].value)
    card = reminder_card(library(), lanes[0], times, reader) if times else emergency_card(library(), lanes, reader)
    utter_card(dispatcher, tracker, with_way_on(library(), card, in_form))
    # Not sure, or warned before: the person gets the answer to the question as well.
    wanted = not in_form and (times or not tracker.latest_message["safety"]["sure"])
    answer = answer_from_ranking(tracker) if wanted else None
    if answer:
        utter_card(dispatcher, tracker, answer)


def _remember(tracker: Tracker, lane: LaneId) -> dict[str, Any]:
    event: dict[str, Any] = SlotSet(DANGERS, [*(tracker.get_slot(DANGERS) or []), lane.value])
    return event
