"""No number or address reaches anybody that is not in the register: every card the content can produce is read."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

import pytest

from bot.content.cards import (
    Card,
    Reader,
    answer_card,
    offered_payloads,
    reply_card,
    route_card,
)
from bot.content.loading import Library
from bot.content.models import Audience
from bot.triage.dialogue import Dialogue, State
from bot.triage.facts import NAMES, Facts
from bot.triage.result import ending_card, menu_card, placed_routes, question_card

NUMBER = re.compile(r"(?<![\w£$.,])\+?\d[\d ()-]{4,}\d(?![\w%])")
SHORT = re.compile(r"\b(?:ring|text|call|phone|dial)(?: to| on)? (\d{3,6})\b", re.IGNORECASE)
ADDRESS = re.compile(r"https?://[^\s\"\\)]+")
EMAIL = re.compile(r"[\w.+-]+@[\w.-]+\w")


@pytest.fixture(scope="module")
def dialogue(library: Library) -> Dialogue:
    assert library.triage
    return Dialogue(library.triage, library)


def every_card(library: Library, dialogue: Dialogue) -> Iterator[Card]:
    today = datetime.date.today()
    readers = [Reader(), *(Reader(audience=audience.value) for audience in Audience)]
    for kind in ("platform", "device"):
        readers += [Reader(**{kind: entry.id}) for entry in library.lexicon[kind].entries]
    for entry in library.answers.values():
        yield from (answer_card(library, entry, reader, today) for reader in readers[:5])
        if any(variant.when.platform or variant.when.device for variant in entry.answer.variants):
            yield from (answer_card(library, entry, reader, today) for reader in readers[5:])
    yield from (reply_card(library, key) for key in library.replies)
    yield from (route_card(library, [key], route.formerly) for key, route in library.routes.items() if route.shown)
    yield from (menu_card(library, dialogue, times) for times in range(2))
    yield from triage_cards(library, dialogue)


def triage_cards(library: Library, dialogue: Dialogue) -> Iterator[Card]:
    """Each question, and for each row of the table a result in which it fires."""
    for question in dialogue.files.questions.questions:
        for times in (1, 2):
            state = State(asking=question.id, times_asked={question.id: times}, prefix="back")
            yield question_card(library, dialogue, state)
    for _, box in dialogue.table.rows_with_boxes():
        narrowed = {n: sorted(v)[0] for n, v in box.items() if v != dialogue.table.everything[n]}
        facts = {name: value for name, value in narrowed.items() if value != "unknown"}
        yield ending_card(library, dialogue, State(facts=facts, ending="complete", shown=1))


def test_every_number_and_address_is_in_the_register(library: Library, dialogue: Dialogue):
    routes = library.routes.values()
    given = " ".join(
        str(part)
        for route in routes
        for part in (route.phone, route.textphone, route.sms, route.url, route.email, route.how, route.hours, route.say)
        if part
    )
    digits = re.sub(r"\D", "", given)
    cards = list(every_card(library, dialogue))
    assert len(cards) > len(library.answers)
    for card in cards:
        # Sources are the pages an answer rests on, not places to turn to.
        text = card.copy(update={"sources": []}).json()
        for number in NUMBER.findall(text):
            if len(re.sub(r"\D", "", number)) >= 9:
                assert re.sub(r"\D", "", number) in digits, (card.id, number)
        assert [number for number in SHORT.findall(text) if number not in digits] == [], card.id
        assert [address for address in ADDRESS.findall(text) if address not in given] == [], card.id
        assert [address for address in EMAIL.findall(text) if address not in given] == [], card.id


def test_no_hidden_route_is_shown(library: Library, dialogue: Dialogue):
    hidden = {key for key, route in library.routes.items() if not route.shown}
    assert hidden
    for card in every_card(library, dialogue):
        assert hidden.isdisjoint(route.id for route in card.routes)


def test_each_route_of_a_result_has_its_reason(library: Library, dialogue: Dialogue):
    for _, box in dialogue.table.rows_with_boxes():
        narrowed = {name: sorted(box[name])[0] for name in NAMES if box[name] != dialogue.table.everything[name]}
        facts = Facts.of({name: value for name, value in narrowed.items() if value != "unknown"})
        assert all(route.reason for route in placed_routes(library, dialogue.table.decide(facts)))


def test_buttons_are_offered_or_are_words(library: Library, dialogue: Dialogue):
    offered = offered_payloads(library)
    for card in every_card(library, dialogue):
        for button in (*card.quick_replies, *card.related):
            assert button.payload in offered or not button.payload.startswith("/"), button
