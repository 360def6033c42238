"""Routes are found by every name people use, and an old name is explained."""

from __future__ import annotations

import pytest

from bot.content.cards import route_card
from bot.content.loading import Library
from bot.nlu.lexicon import build_pipeline, mentions


@pytest.fixture(scope="module")
def named(library: Library):
    nlp = build_pipeline(library.lexicon, library.lemmas)
    return lambda text: [mention.value for mention in mentions(nlp(text)) if mention.entity == "route"]


@pytest.mark.parametrize(
    ("text", "route"),
    [
        ("number for childline", "childline"),
        ("action fraud phone number", "report-fraud"),
        ("link to Thinkuknow", "ceop-education"),
        ("is cyberfirst still going", "techfirst"),
        ("HOPELINEUK number", "papyrus-hopeline"),
        ("what is 7726", "spam-7726"),
        ("what is 159", "bank-159"),
        ("website of ceop", "ceop-safety-centre"),
        ("how do i ring the samaritans", "samaritans"),
    ],
)
def test_a_name_means_its_route(named, text: str, route: str):
    assert named(text) == [route]


def test_other_word_lists_keep_their_words(library: Library):
    names = {word.lower() for entry in library.lexicon["route"].entries for word in entry.words}
    others = {w.lower() for key, f in library.lexicon.items() if key != "route" for e in f.entries for w in e.words}
    assert not names & others


def test_hidden_routes_have_no_name(library: Library):
    assert all(library.routes[entry.id].shown for entry in library.lexicon["route"].entries)


def test_an_old_name_is_explained_and_the_new_one_is_not(library: Library):
    old = route_card(library, ["report-fraud"], ["action fraud"])
    assert old.text.startswith("Action Fraud is an old name. The name now: Report Fraud.")
    assert "old name" not in route_card(library, ["report-fraud"], ["report fraud"]).text
    assert [route.phone for route in old.routes] == ["0300 123 2040"]
