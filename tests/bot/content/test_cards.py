"""Cards show what is known, in the words for this reader, and nothing of low confidence."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from bot.content import plain_text
from bot.content.cards import (
    NOT_MY_QUESTION,
    Card,
    Reader,
    answer_card,
    answer_payload,
    card_routes,
    fitting_variants,
    offered_payloads,
    route_payload,
)
from bot.content.loading import Library, load_library
from bot.content.models import Variant, VariantCondition

TODAY = datetime.date(2026, 6, 1)
VARIANTS = """\
variants:
  - when: {audience: parent}
    short: Sit down with your child.
  - when: {device: iphone}
    steps:
      - do: Open Settings.
routes: [helpline]
"""


@pytest.fixture
def small(project: Path) -> Library:
    path = project / "content/advice/individuals/hacked.yml"
    path.write_text(path.read_text().replace("routes: [helpline]\n", VARIANTS))
    return load_library(project / "content").require_clean()


def card(library: Library, today: datetime.date = TODAY, **reader: str) -> Card:
    return answer_card(library, library.answers["hacked"], Reader(**reader), today)


def test_answer_card_fills_routes_into_sentences_and_lists_each_once(small: Library):
    plain = card(small)
    assert plain.text == "Change your password now. Then ring the helpline."
    assert [(route.id, route.phone_link) for route in plain.routes] == [("helpline", "tel:01234567890")]


def test_answer_card_says_who_it_is_from_and_when_it_was_checked(small: Library):
    about = card(small).provenance
    assert about and about.owner == "Test team" and about.checked == datetime.date(2026, 1, 1)
    assert "Not yet approved" in about.status


def test_answer_card_past_its_check_date_says_so(small: Library):
    assert card(small).notice is None
    assert card(small, datetime.date(2027, 1, 1)).notice is None
    assert "past the date" in (card(small, datetime.date(2027, 1, 2)).notice or "")


def test_variants_are_joined_and_keep_what_they_leave_out(small: Library):
    parent, iphone = card(small, audience="parent"), card(small, audience="parent", device="iphone")
    assert parent.text == "Sit down with your child." and parent.steps[0].do == "Change the password."
    assert iphone.text == "Sit down with your child." and iphone.steps[0].do == "Open Settings."
    assert fitting_variants(small.answers["hacked"].answer, Reader(audience="child")) == []


def test_words_for_a_child_go_before_words_for_a_device(small: Library):
    answer = small.answers["hacked"].answer
    child = Variant(when=VariantCondition(audience="child"), short="You are not in trouble.")
    both = answer.copy(update={"variants": [*answer.variants, child]})
    assert [v.when.audience or v.when.device for v in fitting_variants(both, Reader("child", None, "iphone"))] == [
        "child",
        "iphone",
    ]


def test_card_routes_never_show_low_confidence(small: Library):
    assert [route.id for route in card_routes(small, ["doubtful", "helpline", "helpline"])] == ["helpline"]


def test_cards_survive_the_wire(small: Library):
    sent = card(small)
    assert Card.parse_obj(sent.to_json()) == sent


def test_plain_text_holds_everything_a_reader_needs(small: Library):
    text = plain_text.render(card(small), small.labels)
    for part in (
        "Change the password. It keeps others out.",
        "0123 456 7890",
        "1 January 2026",
        "https://example.org/a",
    ):
        assert part in text


def test_offered_payloads_are_those_of_buttons_that_cards_can_carry(small: Library):
    assert answer_payload("hacked") == '/show_answer{"answer": "hacked"}'
    plain = {NOT_MY_QUESTION, "/say_safe", "/say_not_safe", "/false_alarm", "/report_incident"}
    assert offered_payloads(small) == {answer_payload("hacked"), route_payload("helpline"), *plain}


def test_every_button_under_a_question_is_offered(library: Library):
    offered = offered_payloads(library)
    assert '/answer_question{"choice": "money/recent"}' in offered
    assert '/answer_question{"choice": "money/nonsense"}' not in offered
