"""Keep conversations in memory for one session, then forget them."""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import Iterable
from typing import Any, Optional

from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.constants import ACTION_LISTEN_NAME, ACTION_SESSION_START_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, ActiveLoop, Event, SessionStarted, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.dialogue.topic import WINDOW
from bot.runtime import in_process_actions

in_process_actions.install()

# As far back as anything looks (bot/dialogue/topic.py). Rasa replays all events several times a turn, so without this a
# turn costs a millisecond more for each one before it.
TURNS_KEPT = WINDOW + 1


class SessionTrackerStore(TrackerStore):
    """Live trackers by conversation id, dropped when the session has expired.

    Rasa's own in-memory store never evicts, and turns every event into JSON and back on each turn.
    """

    def __init__(
        self, domain: Domain, event_broker: Optional[EventBroker] = None, host: Optional[str] = None, **kwargs: Any
    ) -> None:
        super().__init__(domain, event_broker, **kwargs)
        self._trackers: dict[str, DialogueStateTracker] = {}
        self._last_used: dict[str, float] = {}

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Keep the tracker until its session is over."""
        await self.stream_events(tracker)
        shorten(tracker, TURNS_KEPT)
        self._trackers[tracker.sender_id] = tracker
        self._last_used.pop(tracker.sender_id, None)
        self._last_used[tracker.sender_id] = time.monotonic()
        # The timer forgets on time even when nobody else comes; looking first keeps the store right without it.
        asyncio.get_running_loop().call_later(self._session_seconds + 1, self._forget_expired)

    async def retrieve(self, sender_id: str) -> Optional[DialogueStateTracker]:
        """The conversation, or None when there is none or it has expired."""
        self._forget_expired()
        return self._trackers.get(sender_id)

    async def keys(self) -> Iterable[str]:
        """The ids of all live conversations."""
        return list(self._trackers)

    def forget(self, sender_id: str) -> None:
        """Drop a conversation now, because somebody asked to. Unknown ones are ignored."""
        self._trackers.pop(sender_id, None)
        self._last_used.pop(sender_id, None)

    @property
    def _session_seconds(self) -> float:
        return float(self.domain.session_config.session_expiration_time * 60)

    def _forget_expired(self) -> None:
        deadline = time.monotonic() - self._session_seconds
        # Saving moves a conversation to the end, so the expired ones stand in front.
        while self._last_used and (oldest := next(iter(self._last_used))) and self._last_used[oldest] < deadline:
            del self._trackers[oldest], self._last_used[oldest]


def shorten(tracker: DialogueStateTracker, turns: int) -> None:
    """Drop the events before the latest turns. What slots and form held by then stays, as if set at the start."""
    events = list(tracker.events)
    starts = [index for index, event in enumerate(events) if isinstance(event, UserUttered)]
    if len(starts) <= turns:
        return
    cut = starts[-turns]
    before = tracker.init_copy()
    for event in events[:cut]:
        before.update(event)
    held: list[Event] = [SlotSet(key, slot.value) for key, slot in before.slots.items() if slot.value is not None]
    if before.active_loop_name:
        held.append(ActiveLoop(before.active_loop_name))
    opening = [ActionExecuted(ACTION_SESSION_START_NAME), SessionStarted(), *held, ActionExecuted(ACTION_LISTEN_NAME)]
    for event in opening:
        event.timestamp = events[cut].timestamp
    tracker.events = deque([*opening, *events[cut:]], maxlen=tracker.events.maxlen)
