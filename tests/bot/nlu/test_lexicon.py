"""Named things are found whatever their case, with their canonical ids."""

from __future__ import annotations

import pytest

from bot.content.loading import Library
from bot.nlu.lexicon import build_pipeline, mentions
from bot.nlu.normaliser import normaliser_for


@pytest.fixture(scope="module")
def nlp(library: Library):
    return build_pipeline(library.lexicon, library.lemmas)


@pytest.mark.parametrize(
    ("text", "entity", "value"),
    [
        ("my insta got hacked", "platform", "instagram"),
        ("MY INSTERGRAM IS GONE", "platform", "instagram"),
        ("how do i do it on my Samsung Galaxy", "device", "android"),
        ("my 14 year old is being bullied", "audience", "parent"),
        ("im 13 and scared", "audience", "child"),
        ("our charity was hacked", "audience", "organisation"),
        ("i sent £500", "money", "amount"),
        ("they made me buy gift cards", "payment", "gift-card"),
        ("I live in Milton Keynes", "place", "thames-valley"),
        ("she is 12 years old", "age_group", "under-18"),
    ],
)
def test_lexicon_finds(nlp, text: str, entity: str, value: str):
    assert (entity, value) in [(mention.entity, mention.value) for mention in mentions(nlp(text))]


@pytest.mark.parametrize("typed", ["im 13 and he wants my pics", "I'm 15", "i am 11 yrs old"])
def test_a_child_who_gives_an_age_is_known_as_a_child_in_plain_words_too(nlp, library: Library, typed: str):
    plain = normaliser_for(library).normalise(typed).text
    assert "child" in [mention.value for mention in mentions(nlp(plain))]


@pytest.mark.parametrize("text", ["i paid by direct debit", "what is phishing", "they asked me questions"])
def test_lexicon_does_not_invent(nlp, text: str):
    assert not [mention for mention in mentions(nlp(text)) if mention.entity == "platform"]


@pytest.mark.parametrize("text", ["my mum lost her savings to a scammer", "my dad is 81 and gave them his card"])
def test_an_adult_who_speaks_of_a_parent_is_not_taken_for_a_child(nlp, text: str):
    assert "child" not in [mention.value for mention in mentions(nlp(text))]


def test_lemmas_come_from_our_table(nlp):
    assert [token.lemma_ for token in nlp("hacked pics sent")] == ["hack", "picture", "send"]
