"""No sequence of turns goes wrong: each ends with a route, says no text twice running and loses no fact."""

from __future__ import annotations

import asyncio
import itertools
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bot.content.cards import Card
from bot.content.loading import Library
from bot.runtime.assistant import Assistant
from bot.triage.dialogue import MAX_ASKED, Dialogue, State
from bot.triage.result import ending_card, question_card
from tests.triage.test_conversations import talk

WORDS = [
    "yes", "no", "not sure", "skip", "go back", "carry on", "ok", "pizza", "what is a vpn?", "i meant my daughter",
    "i was scammed", "my facebook was hacked", "someone has my nudes", "a scam text", "by bank transfer yesterday",
    "actually it was my mum", "glasgow", "oxford", "surrey", "it is happening right now", "our charity", "im 15",
    "no money", "i paid by card last week", "3", "",
    "🙂", "no it was earlier", "ransomware", "my son is hacking people",
]  # fmt: skip


@pytest.fixture(scope="module")
def dialogue(library: Library) -> Dialogue:
    assert library.triage
    return Dialogue(library.triage, library)


@st.composite
def turns(draw: st.DrawFn) -> list[tuple[str, bool]]:
    return draw(st.lists(st.tuples(st.sampled_from(WORDS), st.booleans()), max_size=60))


def card_of(library: Library, dialogue: Dialogue, state: State) -> Card:
    return question_card(library, dialogue, state) if state.asking else ending_card(library, dialogue, state)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=st.sampled_from(WORDS), course=turns())
@example(first="pizza", course=[("go back", False)] * 60)
@example(first="i was scammed", course=[("what is a vpn?", True)] * 60)
@example(first="i was scammed", course=[("no", False), ("go back", False)] * 30)
def test_any_course(library: Library, dialogue: Dialogue, first: str, course: list[tuple[str, bool]]):
    state = dialogue.start(State(), [first])
    said = [card_of(library, dialogue, state).text]
    for text, answerable in course:
        if not state.asking:
            break
        turn = dialogue.reply(state, text, answerable)
        before, state = state, turn.state if turn.understood else dialogue.resume(state)
        said.append(card_of(library, dialogue, state).text)
        # What was told stays, or another value took its place; only "go back" takes an answer back.
        lost = before.facts.keys() - state.facts.keys()
        assert not lost or text == "go back", (text, lost)
    assert [text for text, after in itertools.pairwise(said) if text == after] == []
    assert len(said) <= MAX_ASKED + 1
    # However it stands, stopping now shows routes.
    if state.asking:
        state = dialogue.reply(state, "stop", False).state
    assert state.asking is None
    assert ending_card(library, dialogue, state).routes
    assert State.from_json(state.to_json()) == state


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=200))
def test_any_text_is_survived(dialogue: Dialogue, text: str):
    state = dialogue.start(State(), [])
    turn = dialogue.reply(state, text, False)
    assert turn.understood and (turn.state.asking or turn.state.ending)


def test_at_most_two_clarifications_then_routes(library: Library, dialogue: Dialogue):
    state = dialogue.start(State(), [])
    for _ in range(2):
        state = dialogue.reply(state, "pizza", False).state
        assert state.asking
    state = dialogue.reply(state, "pizza", False).state
    assert ending_card(library, dialogue, state).id == "route-menu"


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(course=st.lists(st.sampled_from(WORDS[:20]), min_size=1, max_size=6))
def test_any_course_with_the_assistant(assistant: Assistant, loop: asyncio.AbstractEventLoop, course: list[str]):
    cards = talk(assistant, loop, ["where do i report this", *course, "/report_incident", "stop"])
    # Outside the questions somebody may ask the same twice; the form itself never repeats itself.
    said = [card for turn in cards for card in turn]
    forms = [(one, after) for one, after in itertools.pairwise(said) if "form" in (one.kind, after.kind)]
    assert [one.text for one, after in forms if one.text == after.text] == []
    assert all(turn for turn in cards)
    assert cards[-1][-1].kind == "route" and cards[-1][-1].routes


def test_an_answer_is_kept_over_an_interruption(assistant: Assistant, loop: asyncio.AbstractEventLoop):
    turns: list[Any] = ["where do i report this", "i was scammed", "what is a vpn", "by card yesterday"]
    notice = talk(assistant, loop, turns)[-1][-1].notice
    assert notice and "a scam or fraud" in notice and "by card" in notice and "24 hours" in notice
