"""Let a second message of the same conversation wait milliseconds, not whole seconds."""

from __future__ import annotations

from contextlib import AbstractAsyncContextManager
from typing import Optional

from rasa.core.lock import TicketLock
from rasa.core.lock_store import LOCK_LIFETIME, InMemoryLockStore
from rasa.utils.endpoints import EndpointConfig

POLL_SECONDS = 0.02


class QuickLockStore(InMemoryLockStore):
    """Rasa's in-memory lock store, asked every 20 ms: Rasa's own poll of 1 s is not configurable."""

    def __init__(self, endpoint_config: Optional[EndpointConfig] = None) -> None:
        super().__init__()

    def lock(
        self, conversation_id: str, lock_lifetime: float = LOCK_LIFETIME, wait_time_in_seconds: float = POLL_SECONDS
    ) -> AbstractAsyncContextManager[TicketLock]:
        """Hold the conversation's lock while in the context."""
        lock: AbstractAsyncContextManager[TicketLock] = super().lock(
            conversation_id, lock_lifetime, wait_time_in_seconds
        )
        return lock
