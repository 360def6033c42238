"""The whole trained assistant in this process, for the command line, evaluation and tests."""

from __future__ import annotations

import os
import secrets
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Optional

from bot.content import plain_text
from bot.content.cards import Card, offered_payloads, reply_card
from bot.content.loading import Library, load_library
from bot.errors import CyberProtectError
from bot.settings import Settings

MAX_CANDIDATES = 5
READING = "reading"


@dataclass(frozen=True)
class Candidate:
    """An answer the selector considered, and its probability."""

    answer: str
    score: float


@dataclass(frozen=True)
class Why:
    """What led to a turn: the parsed message, how it was read in context, and each action with its policy."""

    parsed: dict[str, Any]
    reading: dict[str, Any]
    actions: list[str]


@dataclass(frozen=True)
class Turn:
    """What happened in one turn, as evaluation reads it."""

    cards: list[Card]
    candidates: list[Candidate]
    lane: Optional[str]
    milliseconds: float
    why: Why

    def record(self, library: Library) -> dict[str, Any]:
        """The turn as one line of a batch file."""
        main = self.cards[0]
        return {
            "outcome": main.kind,
            "answer": main.id if main.kind == "answer" else None,
            "candidates": [{"answer": c.answer, "score": round(c.score, 4)} for c in self.candidates],
            "lane": self.lane,
            "routes": [route.id for card in self.cards for route in card.routes],
            "text": "\n\n".join(plain_text.render(card, library.labels) for card in self.cards),
            "ms": round(self.milliseconds, 1),
        }


class Assistant:
    """A loaded model with a conversation store of its own."""

    def __init__(self, agent: Any, library: Library) -> None:
        self._agent = agent
        self._offered = offered_payloads(library)
        self.library = library

    @classmethod
    async def load(cls, settings: Settings, model: Optional[Path] = None) -> Assistant:
        """Load the trained model, or another archive. Raises CyberProtectError when it is missing or broken."""
        from bot.runtime.training import quiet_rasa, trained_model

        quiet_rasa()
        from rasa.core.agent import load_agent
        from rasa.core.utils import AvailableEndpoints

        os.chdir(settings.root)  # Rasa imports our components by their place in the project.
        endpoints = AvailableEndpoints.read_endpoints(str(settings.root / "endpoints.yml"))
        agent = await load_agent(str(model or trained_model(settings)), endpoints=endpoints)
        if not agent.is_ready():
            raise CyberProtectError("the trained model does not load: run `cyberprotect train --force`")
        return cls(agent, load_library(settings.content).require_clean())

    async def parse(self, text: str) -> dict[str, Any]:
        """What the understanding makes of one message, without a conversation."""
        parsed: dict[str, Any] = await self._agent.parse_message(text)
        return parsed

    async def take_turn(self, conversation_id: str, text: str) -> Turn:
        """Send one message as the web channel does, and measure it."""
        from bot.runtime.turn import take_turn

        start = time.perf_counter()
        cards = await take_turn(self._agent.handle_message, conversation_id, text, self._offered)
        milliseconds = (time.perf_counter() - start) * 1000
        tracker = await self._agent.tracker_store.retrieve(conversation_id)
        parsed = tracker.latest_message.parse_data if tracker and tracker.latest_message else {}
        ranking = parsed.get("response_selector", {}).get("advice", {}).get("ranking", [])[:MAX_CANDIDATES]
        actions = _actions_since_message(tracker) if tracker else []
        candidates = [Candidate(i["intent_response_key"].partition("/")[2], i["confidence"]) for i in ranking]
        lane = next(iter(parsed.get("safety", {}).get("lanes", [])), None)
        why = Why(parsed, dict(tracker.get_slot(READING) or {}) if tracker else {}, actions)
        return Turn(cards or [reply_card(self.library, "error")], candidates, lane, milliseconds, why)


def _actions_since_message(tracker: Any) -> list[str]:
    """The actions of the latest turn in order, each with the policy that chose it."""
    found: list[str] = []
    for event in reversed(tracker.events):
        if event.type_name == "user":
            break
        if event.type_name == "action":
            # Rasa puts a number before a policy's name: policy_1_ContextPolicy.
            policy = str(event.policy or "form").rpartition("_")[2]
            found.insert(0, f"{event.action_name} ({policy})")
    return found


def new_conversation_id() -> str:
    """An id nobody can guess: 24 random bytes."""
    return secrets.token_urlsafe(24)
