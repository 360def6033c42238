"""How single messages are read: follow-ups, choices, several questions, repair."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from bot.content.cards import NOT_MY_QUESTION, Card, reply_card
from bot.content.loading import Library
from bot.dialogue.choosing import Chooser
from bot.dialogue.follow_up import FollowUps, Message, Neighbours, Reading
from bot.dialogue.reading import ConversationReader, Situation
from bot.dialogue.repair import fresh
from bot.dialogue.several import questions
from bot.dialogue.topic import Button, Exchange, Offered, SeenCard, Talk
from bot.dialogue.wording import Wording


def with_topic(topic: str) -> Talk:
    return Talk(Exchange(), (Exchange("advice", "a question", (), (SeenCard({"kind": "answer", "id": topic}),)),))


def ranks(**scores: float):
    def rank(text: str) -> Mapping[str, float]:
        return {key.replace("_", "-"): score for key, score in scores.items()}

    return rank


def message(text: str, **changes) -> Message:
    return replace(Message(text, "advice"), **changes)


@pytest.mark.parametrize(
    ("text", "leans"),
    [
        ("and on android?", True),
        ("what if she already paid", True),
        ("is it free", True),
        ("why", True),
        ("can he see it", True),
        ("my instagram account was hacked yesterday", False),
        ("how do i make a strong password", False),
        ("", False),
        ("and " * 20 + "a very long story", False),
    ],
)
def test_which_messages_lean_on_the_one_before(library: Library, text: str, leans: bool):
    assert bool(Wording(library.words).why_it_leans(text)) == leans


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("no i meant my daughter", "my daughter"),
        ("i meant the bank one", "the bank one"),
        ("its for my business", "my business"),
        ("my daughter meant it", None),
    ],
)
def test_what_a_correction_puts_in_its_place(library: Library, text: str, meant: str | None):
    assert Wording(library.words).correction(text) == meant


@pytest.mark.parametrize(
    ("text", "topic", "named", "kind", "answer"),
    [
        ("and on android", "lost-stolen-phone", {"device": "android"}, "variant", "lost-stolen-phone"),
        ("what about tiktok", "instagram-hacked", {"platform": "tiktok"}, "answer", "tiktok-hacked"),
        ("should we pay it", "ransomware-response", {}, "answer", "paying-ransoms-law"),
        ("is it worth it", "vpn", {}, "same", "vpn"),
    ],
)
def test_a_follow_up_is_read_with_the_topic(
    library: Library, text: str, topic: str, named: dict[str, str], kind: str, answer: str
):
    rank = ranks(paying_ransoms_law=0.6, vpn=0.5)
    words = tuple(named.values())
    alone = (("paying-ransoms-law", 0.3 if topic == "ransomware-response" else 0.001), ("vpn", 0.3))
    heard = message(text, named=named, named_words=words, ranking=alone)
    reading = FollowUps(library, rank).read(heard, with_topic(topic))
    assert (reading.kind, reading.answers[0]) == (kind, answer)
    assert reading.reason


def test_a_full_question_is_a_new_topic_however_it_begins(library: Library):
    asked = message("and how do i report a phishing email", ranking=(("phishing-email", 0.95),), certain=True)
    reading = FollowUps(library, ranks(phishing_email=0.9)).read(asked, with_topic("serocu-what-is-it"))
    assert reading.kind == "alone" and "full question" in reading.reason


def test_without_a_topic_every_message_stands_alone(library: Library):
    assert FollowUps(library, ranks()).read(message("and then"), Talk()).kind == "alone"


def test_when_nothing_clearly_fits_what_is_near_is_offered(library: Library):
    flat = {key: 1 / len(library.answers) for key in library.answers}
    reading = FollowUps(library, lambda text: flat).read(
        message("does it float", ranking=tuple(flat.items())), with_topic("vpn")
    )
    assert reading.kind in {"offer", "same"}
    assert set(reading.answers) & set(library.answers["vpn"].answer.related)


def test_a_reading_survives_its_slot_and_holds_nothing_that_was_typed(library: Library):
    reading = FollowUps(library, ranks(vpn=1.0)).read(message("is zzyzx free then for it"), with_topic("vpn"))
    assert Reading.from_json(reading.to_json()) == reading
    assert "zzyzx" not in str(reading.to_json())


@pytest.mark.parametrize(
    ("topic", "value", "sister"),
    [("instagram-hacked", "tiktok", "tiktok-hacked"), ("tiktok-hacked", "tiktok", None), ("vpn", "tiktok", None)],
)
def test_sisters_differ_in_the_platform_only(library: Library, topic: str, value: str, sister: str | None):
    assert Neighbours(library).sister(topic, value) == sister


CHOICES = Offered(
    (
        Button("How to set parental controls on an iPhone or iPad", '/show_answer{"answer": "a"}'),
        Button("My child got round the parental controls", '/show_answer{"answer": "b"}'),
        Button("None of these", NOT_MY_QUESTION),
    ),
    (Button("WhatsApp and children", '/show_answer{"answer": "c"}'),),
)


@pytest.mark.parametrize(
    ("text", "chosen"),
    [
        ("the second one", "b"),
        ("2", "b"),
        ("i'll take the first please", "a"),
        ("the last one", "c"),
        ("the one about the iphone", "a"),
        ("the one about whatsapp", "c"),
        ("none of these", "none"),
        ("My child got round the parental controls", "b"),
        ("parental controls", None),
        ("the ninth one", None),
        ("how do i back up my phone", None),
    ],
)
def test_a_typed_answer_names_a_button(library: Library, text: str, chosen: str | None):
    found = Chooser(library.words).choose(text, CHOICES, True, NOT_MY_QUESTION)
    payload = {None: None, "none": NOT_MY_QUESTION}.get(chosen, f'/show_answer{{"answer": "{chosen}"}}')
    assert (found.button.payload if found else None) == payload


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("my insta got hacked and also how do i stop spam texts", 2),
        ("what is a vpn? how do i make a strong password?", 2),
        ("how do we set up dmarc and how do we train staff", 2),
        ("someone rang me and said they were my bank", 1),
        ("hello. help", 1),
        ("my son and daughter play roblox and minecraft", 1),
        ("hackers got into my facebook and are messaging my friends", 1),
    ],
)
def test_a_message_is_split_into_its_questions(library: Library, text: str, parts: int):
    assert len(questions(text, library.words)) == parts


@pytest.mark.parametrize(
    ("text", "changes", "kind"),
    [
        ("/anything", {}, "alone"),
        ("hello", {"intent": "greet"}, "alone"),
        ("no", {"intent": "deny"}, "next-best"),
        ("call me", {"ranking": (("talk-to-a-person", 0.9),), "certain": True}, "people"),
    ],
)
def test_the_order_of_readings(library: Library, text: str, changes: dict, kind: str):
    reader = ConversationReader(library, ranks(vpn=0.1))
    assert reader.read(Situation(message(text, **changes), with_topic("vpn"))).kind == kind


@pytest.mark.parametrize(("certain", "kind"), [(True, "alone"), (False, "button")])
def test_a_full_question_does_not_press_a_button_that_shares_its_words(library: Library, certain: bool, kind: str):
    button = {"label": "How children can manage their passwords", "payload": '/show_answer{"answer": "vpn"}'}
    offering = SeenCard({"kind": "clarify", "id": "offer-choices", "quick_replies": [button]})
    asked = message("a password manager", ranking=(("password-managers", 0.97),), certain=certain)
    here = Situation(asked, Talk(Exchange(), (Exchange("advice", "x", (), (offering,)),)))
    assert ConversationReader(library, ranks(vpn=0.1)).read(here).kind == kind


def test_several_questions_are_one_reading(library: Library):
    reader = ConversationReader(library, ranks())
    reading = reader.read(Situation(message("a? b?"), Talk(), ["vpn", "passkeys"]))
    assert (reading.kind, reading.answers) == ("several", ("vpn", "passkeys"))


def test_after_a_danger_no_is_an_answer_to_are_you_safe(library: Library):
    reader = ConversationReader(library, ranks(vpn=0.1))
    assert reader.read(Situation(message("no", intent="deny"), with_topic("vpn"), in_danger=True)).kind != "next-best"


def after(*cards: Card) -> Talk:
    exchanges = [Exchange("advice", "x", (), (SeenCard(card.to_json()),)) for card in cards]
    return Talk(Exchange(), tuple(exchanges))


@pytest.mark.parametrize("reply_id", ["greet", "thank", "nlu-fallback", "gibberish", "error", "what-about"])
def test_no_text_comes_twice_running(library: Library, reply_id: str):
    card = reply_card(library, reply_id)
    second = fresh(library, card, after(card))
    third = fresh(library, card, after(second, card))
    assert card.text != second.text != third.text


def test_the_third_question_back_becomes_the_menu(library: Library):
    asking = reply_card(library, "what-about")
    assert fresh(library, asking, after(asking)).kind == "clarify"
    assert fresh(library, asking, after(asking, asking)).id == "topic-menu"
