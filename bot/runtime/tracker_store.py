"""Keep conversations in memory for one session, then forget them."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterable
from typing import Any, Optional

from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker

from bot.runtime import in_process_actions

in_process_actions.install()


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
