"""What a conversation remembers, from its events alone."""

from __future__ import annotations

import json
from typing import Any

import pytest

from bot.dialogue.topic import WINDOW, Talk

Event = dict[str, Any]


def said(text: str, intent: str = "advice", ranking: tuple[tuple[str, float], ...] = ()) -> Event:
    ranked = [{"intent_response_key": f"advice/{key}", "confidence": score} for key, score in ranking]
    parsed = {"intent": {"name": intent}, "response_selector": {"advice": {"ranking": ranked}}}
    return {"event": "user", "text": text, "parse_data": parsed}


def shown(kind: str, card_id: str, text: str = "", offers: tuple[str, ...] = (), beside_text: bool = False) -> Event:
    buttons = [{"label": key, "payload": f"/show_answer{json.dumps({'answer': key})}"} for key in offers]
    card = {"kind": kind, "id": card_id, "text": text or card_id, "quick_replies": buttons}
    if beside_text:
        return {"event": "bot", "text": "as text", "data": {"custom": None}, "metadata": {"card": card}}
    return {"event": "bot", "data": {"custom": card}}


def talk(*events: Event) -> Talk:
    return Talk.of(reversed([*events, said("now")]))


@pytest.mark.parametrize("beside_text", [False, True])
def test_the_topic_is_the_answer_shown_last_on_every_channel(beside_text: bool):
    events = [
        said("a"),
        shown("answer", "vpn", beside_text=beside_text),
        said("thanks", "thank"),
        shown("smalltalk", "t"),
    ]
    assert talk(*events).topic == "vpn"
    assert talk().topic is None


def test_beside_a_danger_the_topic_is_what_was_asked():
    events = [said("a", ranking=(("sextortion-real", 0.8),)), shown("emergency", "adult_sextortion")]
    assert talk(*events).topic == "sextortion-real"


def test_asking_for_a_person_does_not_change_the_topic():
    assert talk(said("a"), shown("answer", "vpn"), said("human"), shown("answer", "talk-to-a-person")).topic == "vpn"


def test_a_new_start_forgets_everything():
    events = [
        said("a"),
        shown("answer", "vpn"),
        said("start again", "restart_chat"),
        shown("smalltalk", "restart-chat"),
    ]
    assert talk(*events).topic is None


def test_what_was_shown_or_offered_is_seen():
    events = [
        said("a"),
        shown("clarify", "offer-choices", offers=("vpn", "passkeys")),
        said("b"),
        shown("answer", "vpn"),
    ]
    assert talk(*events).seen == {"vpn", "passkeys"}
    assert [button.answer for button in talk(*events[:2]).offered.choices] == ["vpn", "passkeys"]


@pytest.mark.parametrize(
    ("turns", "place"),
    [
        (["a"], None),
        (["a", "b"], "a"),
        (["a", "b", "c"], "b"),
        (["a", "b", "c", "back:b"], "a"),
        (["a", "b", "back:a"], None),
        (["a", "b", "back:a", "c"], "a"),
    ],
)
def test_going_back_counts_each_step(turns: list[str], place: str | None):
    events = []
    for turn in turns:
        back, _, card = turn.rpartition(":")
        events += [said("x", "go_back" if back else "advice"), shown("answer", card)]
    found = talk(*events).place_before()
    assert (found.id if found else None) == place


def test_only_the_latest_turns_count():
    events = [said("a"), shown("answer", "old")]
    for number in range(WINDOW + 5):
        events += [said("x", "thank"), shown("smalltalk", f"thanks {number}")]
    assert talk(*events).topic is None
    assert len(talk(*events).before) <= WINDOW + 1
