"""House rules for sentences."""

from __future__ import annotations

import pytest

from bot.content import prose

RULES = prose.HouseRules(frozenset({"999", "159", "7726", "03001232040"}), ("GOV.UK",))


@pytest.mark.parametrize(
    "text",
    [
        "Ring your bank on {bank-159}.",
        "You may get back up to £85,000 within 5 working days.",
        "Sign in on GOV.UK to see it.",
        "The law came in on 7 October 2024.",
        "About 99 per cent of 1,200 people.",
        "It is aimed at children aged 11 to 17.",
    ],
)
def test_problems_in_accepts_ordinary_prose(text: str):
    assert list(prose.problems_in(text, RULES)) == []


@pytest.mark.parametrize(
    "text",
    [
        "Ring 999 now.",
        "Forward it to 7726.",
        "Ring 0300 123 2040.",
        "Ring +44 7700 900123.",
        "Ring (0118) 496 0123.",
        "See gov.uk for more.",
        "See https://example.org.",
        "Write to me@example.org.",
        "Stay calm \U0001f600.",
    ],
)
def test_problems_in_refuses_numbers_addresses_and_emoji(text: str):
    assert list(prose.problems_in(text, RULES))


def test_sentences_are_split_at_stops_and_questions():
    assert prose.sentences('Are you safe? Ring now. "Wait." Go on') == ["Are you safe?", "Ring now.", '"Wait.', "Go on"]


def test_reading_grade_rises_with_harder_words():
    assert prose.reading_grade("Change your password now. Tell a friend.") < 4
    assert prose.reading_grade("Organisational accountability necessitates authentication.") > 12
