"""Conversations are held for a session and then forgotten; a second message waits only briefly."""

from __future__ import annotations

import asyncio

import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, ActiveLoop, BotUttered, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.runtime import tracker_store
from bot.runtime.lock_store import QuickLockStore
from bot.runtime.tracker_store import SessionTrackerStore


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    now = [0.0]
    monkeypatch.setattr(tracker_store.time, "monotonic", lambda: now[0])
    return now


def test_tracker_store_forgets_a_conversation_after_its_session(clock: list[float]):
    domain = Domain.from_dict({"session_config": {"session_expiration_time": 30}})
    store = SessionTrackerStore(domain)

    async def scenario():
        for name in ("early", "late"):
            await store.save(DialogueStateTracker(name, []))
        clock[0] = 29 * 60
        await store.save(DialogueStateTracker("late", []))
        clock[0] = 31 * 60
        assert await store.retrieve("early") is None
        assert await store.keys() == ["late"]
        clock[0] = 60 * 60
        assert await store.retrieve("late") is None

    asyncio.run(scenario())


def test_tracker_store_forgets_on_time_even_when_nobody_comes_back():
    store = SessionTrackerStore(Domain.from_dict({"session_config": {"session_expiration_time": 0.0005}}))

    async def scenario():
        await store.save(DialogueStateTracker("alone", []))
        assert list(store._trackers) == ["alone"]
        for _ in range(60):
            if not store._trackers:
                return True
            await asyncio.sleep(0.1)
        return False

    assert asyncio.run(scenario())


def test_lock_store_lets_messages_of_one_conversation_follow_each_other():
    store, order = QuickLockStore(), []

    async def speak(name: str):
        async with store.lock("one"):
            order.append(f"{name} starts")
            await asyncio.sleep(0.05)
            order.append(f"{name} ends")

    async def scenario():
        await asyncio.gather(speak("first"), speak("second"))

    asyncio.run(scenario())
    assert order == ["first starts", "first ends", "second starts", "second ends"]


def test_lock_store_polls_faster_than_rasa(monkeypatch: pytest.MonkeyPatch):
    waits = []

    async def record(seconds: float):
        waits.append(seconds)
        await real_sleep(0)

    real_sleep = asyncio.sleep
    store = QuickLockStore()

    async def scenario():
        async with store.lock("one"):
            monkeypatch.setattr(asyncio, "sleep", record)
            task = asyncio.ensure_future(_hold(store))
            for _ in range(5):
                await real_sleep(0)
        await task

    asyncio.run(scenario())
    assert waits and max(waits) < 0.1


async def _hold(store: QuickLockStore):
    async with store.lock("one"):
        return


def test_a_long_conversation_keeps_its_latest_turns_and_what_it_holds():
    domain = Domain.from_dict({"slots": {"device": {"type": "text", "mappings": [{"type": "custom"}]}}})
    tracker = DialogueStateTracker("long", domain.slots)
    tracker.update_with_events([SlotSet("device", "iphone"), ActiveLoop("form")], domain)
    for number in range(40):
        turn = [UserUttered(f"message {number}"), BotUttered(f"reply {number}"), ActionExecuted("action_listen")]
        tracker.update_with_events(turn, domain)
    tracker_store.shorten(tracker, 5)
    assert [event.text for event in tracker.events if isinstance(event, UserUttered)] == [
        f"message {number}" for number in range(35, 40)
    ]
    # Rasa replays the events before each action: nothing may be lost on the way.
    replayed = tracker.copy()
    assert replayed.get_slot("device") == "iphone" and replayed.active_loop_name == "form"
    before = len(tracker.events)
    tracker_store.shorten(tracker, 5)
    assert len(tracker.events) == before
