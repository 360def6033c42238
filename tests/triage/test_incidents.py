"""The decision table against incidents whose right place was written down first."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bot.content import yaml_source
from bot.content.loading import Library
from bot.triage.dialogue import Dialogue, State
from bot.triage.facts import Facts
from bot.triage.models import Question

INCIDENTS = yaml_source.read(Path(__file__).parent / "incidents.yml")["incidents"]
# Words that name two things at once; what is heard is a fair reading too.
HEARD_OTHERWISE = {
    "I lost £50 on a fake shop last month and live in Fife",
    "He has pictures of my 12 year old and threatens to share them",
    "I'm 15 and he threatens to share my nudes",
    "A pupil hacked the school, Guildford",
}


@pytest.fixture(scope="module")
def dialogue(library: Library) -> Dialogue:
    assert library.triage
    return Dialogue(library.triage, library)


def test_there_are_at_least_150():
    assert len(INCIDENTS) >= 150
    assert len({item["says"] for item in INCIDENTS}) == len(INCIDENTS)


@pytest.mark.parametrize("item", INCIDENTS, ids=lambda item: item["says"])
def test_incident(dialogue: Dialogue, item: dict[str, Any]):
    order = dialogue.table.decide(Facts.of(item["facts"])).order
    assert order[0] == item["first"]
    assert [route for route in item["includes"] if route not in order] == []
    assert [route for route in item["excludes"] if route in order] == []


@pytest.mark.parametrize("item", INCIDENTS, ids=lambda item: item["says"])
def test_what_is_heard_never_contradicts_what_was_said(dialogue: Dialogue, item: dict[str, Any]):
    if item["says"] in HEARD_OTHERWISE:
        pytest.skip("names two things")
    heard = dialogue.listener.hear(item["says"])
    facts = dialogue.table.complete(Facts.of(item["facts"]))
    assert {name: value for name, value in heard.facts.items() if facts.value(name) not in (value, "unknown")} == {}


def test_most_incidents_are_heard_in_the_words_they_are_told_in(dialogue: Dialogue):
    told = [item for item in INCIDENTS if "kind" in item["facts"]]
    heard = [item for item in told if dialogue.tells_kind([item["says"]])]
    assert len(heard) / len(told) > 0.95


def ask_through(dialogue: Dialogue, facts: dict[str, str], first: str | None = None) -> tuple[State, int]:
    """Somebody answers with buttons from what is true; "not sure" where it is not known."""
    state = dialogue.start(State(), [first] if first else [])
    asked = 0
    while state.asking:
        question = dialogue.question(state)
        assert question
        asked += 1
        option = button(question, facts)
        turn = dialogue.choose(state, question.id, option) if option else dialogue.reply(state, "not sure", False)
        state = turn.state
    return state, asked


def button(question: Question, facts: dict[str, str]) -> str | None:
    fitting = [o for o in question.options if all(facts.get(name) == value for name, value in o.sets.items())]
    return fitting[0].id if fitting else None


@pytest.mark.parametrize("item", INCIDENTS, ids=lambda item: item["says"])
def test_every_course_ends_with_routes(dialogue: Dialogue, item: dict[str, Any]):
    state, asked = ask_through(dialogue, item["facts"])
    assert state.ending == "complete"
    assert asked <= 7
    assert dialogue.table.decide(dialogue.facts(state)).order


def test_most_people_get_two_or_three_questions(dialogue: Dialogue):
    counts = sorted(ask_through(dialogue, item["facts"], item["says"])[1] for item in INCIDENTS)
    assert counts[len(counts) // 2] <= 3
    assert sum(count <= 3 for count in counts) / len(counts) >= 0.9


def test_a_decision_explains_itself(dialogue: Dialogue):
    facts = Facts.of({"kind": "scam", "money": "sent", "when": "recent", "area": "scotland"})
    lines = dialogue.table.decide(facts).explain()
    assert "money-just-sent: because money is sent, when is recent: bank-159, own-bank" in lines
    assert any(line.startswith("scotland-crime: because kind is scam, area is scotland") for line in lines)
