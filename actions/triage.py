"""The form that finds where to report: reads answers, asks the next question, shows the routes in order."""

from __future__ import annotations

import functools
import itertools
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.library import library
from actions.speaking import utter_card
from bot.content.cards import CHOICE_ENTITY, CHOOSE_INTENT, REPORT_INTENT
from bot.content.utterances import RETRIEVAL_INTENT
from bot.errors import CyberProtectError
from bot.triage.dialogue import Dialogue, State, Turn
from bot.triage.result import ending_card, menu_card, question_card

FORM = "triage_form"
STATE_SLOT = "triage"
REQUESTED_SLOT = "requested_slot"
# Not understood as an answer, these have an answer of their own. Advice counts only when it is certain.
OTHER_MATTERS = frozenset(
    {"show_answer", "ask_route", "greet", "thank", "ask_capabilities", "ask_identity", "restart_chat"}
)

Events = list[dict[str, Any]]


@functools.lru_cache(maxsize=1)
def dialogue() -> Dialogue:
    """The conversation rules over the real content. Raises CyberProtectError when there are none."""
    files = library().triage
    if files is None:
        raise CyberProtectError("content/triage/ is missing")
    return Dialogue(files, library())


class ValidateTriageForm(Action):
    """Takes what the message tells, and decides whether the form asks on, ends or leaves the message to others."""

    def name(self) -> str:
        """The name Rasa looks for beside the form's."""
        return f"validate_{FORM}"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        """No event means: not for the form, so Rasa lets the rules answer and comes back."""
        state = State.from_json(tracker.get_slot(STATE_SLOT))
        if _since_latest_message(tracker, "active_loop"):
            return _remember(_begin(tracker, state))
        if _since_latest_message(tracker, "bot"):
            return _remember(dialogue().resume(state))
        turn = _read(tracker, state)
        return _remember(turn.state) if turn.understood else []


class ActionAskTriageReply(Action):
    """Puts the open question."""

    def name(self) -> str:
        """The name Rasa looks for to fill the slot `triage_reply`."""
        return "action_ask_triage_reply"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        """Reads the state; the wording whose turn it is was chosen there."""
        state = State.from_json(tracker.get_slot(STATE_SLOT))
        utter_card(dispatcher, tracker, question_card(library(), dialogue(), state))
        return []


class ActionShowRoutes(Action):
    """Ends the form: the routes in order, or the menu when too little is known."""

    def name(self) -> str:
        """As the domain and the rules call it."""
        return "action_show_routes"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        """Reads the state that the form left."""
        state = State.from_json(tracker.get_slot(STATE_SLOT))
        card = ending_card(library(), dialogue(), state) if state.ending else menu_card(library(), dialogue(), 0)
        utter_card(dispatcher, tracker, card)
        return []


def _begin(tracker: Tracker, earlier: State) -> State:
    """A new course from the message that started it, and from the one before when only that says what happened.

    The button goes on with a course that a danger broke off.
    """
    message = tracker.latest_message
    choice = next(tracker.get_latest_entity_values(CHOICE_ENTITY), None)
    if choice:
        return dialogue().choose(State(shown=earlier.shown), *_parts(choice)).state
    text = str(message.get("text") or "")
    if earlier.asking and text.startswith("/"):
        broke_in = _message_before(tracker, across_forms=True)
        turn = dialogue().reply(earlier, broke_in, False) if broke_in else None
        return turn.state if turn and turn.understood else dialogue().resume(earlier)
    texts = [] if text.startswith("/") else [text]
    before = _message_before(tracker)
    if before and dialogue().tells_kind([before]) and not dialogue().tells_kind(texts):
        texts.insert(0, before)
    return dialogue().start(earlier, texts)


def _message_before(tracker: Tracker, across_forms: bool = False) -> str | None:
    """What was typed just before the latest message, unless a course of questions lay in between."""
    typed: list[str] = []
    for event in reversed(tracker.events):
        if event.get("event") == "active_loop" and event.get("name") is None and not across_forms:
            break
        if event.get("event") == "user":
            typed.append(str(event.get("text") or ""))
        if len(typed) > 1:
            break
    return typed[1] if len(typed) > 1 and not typed[1].startswith("/") else None


def _read(tracker: Tracker, state: State) -> Turn:
    intent = str(tracker.get_intent_of_latest_message() or "")
    if intent == CHOOSE_INTENT:
        choice = next(tracker.get_latest_entity_values(CHOICE_ENTITY), "")
        return dialogue().choose(state, *_parts(choice))
    if intent == REPORT_INTENT and str(tracker.latest_message.get("text") or "").startswith("/"):
        return Turn(dialogue().start(state, []))
    return dialogue().reply(state, str(tracker.latest_message.get("text") or ""), _answerable(tracker, intent))


def _parts(choice: str) -> tuple[str, str]:
    question, _, option = choice.partition("/")
    return question, option


def _answerable(tracker: Tracker, intent: str) -> bool:
    """Whether the rules have a good answer to the message."""
    if intent == RETRIEVAL_INTENT:
        selection = tracker.latest_message.get("response_selector", {}).get(RETRIEVAL_INTENT, {})
        return bool(selection.get("certain"))
    return intent in OTHER_MATTERS


def _since_latest_message(tracker: Tracker, kind: str) -> bool:
    """Whether such an event came after the latest message.

    `active_loop`: the form has just started. `bot`: another action has answered, and the form comes back after it.
    """
    since = itertools.takewhile(lambda event: event.get("event") != "user", reversed(tracker.events))
    return any(event.get("event") == kind for event in since)


def _remember(state: State) -> Events:
    """The slot; and the end of the form when nothing is left to ask."""
    events = [SlotSet(STATE_SLOT, state.to_json())]
    return events if state.asking else [*events, SlotSet(REQUESTED_SLOT, None)]
