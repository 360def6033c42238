"""Direct questions for a place or a number: the route straight from the register."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.library import library
from actions.speaking import utter_card
from actions.triage import dialogue
from bot.content.cards import route_card
from bot.content.route_names import ROUTE_ENTITY
from bot.triage.result import menu_card

MAX_ROUTES = 3


class ActionShowRoute(Action):
    """Shows the routes that the message names."""

    def name(self) -> str:
        """As the domain and the rules call it."""
        return "action_show_route"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[dict[str, Any]]:
        """Reads the route entities; without one, shows the main places."""
        message = tracker.latest_message
        named = [e for e in message.get("entities", []) if e["entity"] == ROUTE_ENTITY and _shown(e["value"])]
        text = str(message.get("text") or "")
        words = [text[entity["start"] : entity["end"]] for entity in named if "start" in entity]
        ids = list(dict.fromkeys(entity["value"] for entity in named))[:MAX_ROUTES]
        card = route_card(library(), ids, words) if ids else menu_card(library(), dialogue(), 0)
        utter_card(dispatcher, tracker, card)
        return []


def _shown(route_id: str) -> bool:
    return route_id in library().routes and library().routes[route_id].shown
