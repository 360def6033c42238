"""Not my question: the next best answers, then the menu of topics, and at the end somebody to talk to."""

from __future__ import annotations

from bot.content.cards import NOT_MY_QUESTION, Card
from bot.runtime.assistant import Assistant, new_conversation_id


def say(assistant: Assistant, loop, conversation: str, *texts: str) -> list[Card]:
    return [loop.run_until_complete(assistant.take_turn(conversation, text)).cards[0] for text in texts]


def offered(card: Card) -> list[str]:
    return [button.payload for button in card.quick_replies if button.payload != NOT_MY_QUESTION]


def test_it_goes_down_the_ranking_then_shows_the_menu_then_contacts(assistant: Assistant, loop):
    conversation = new_conversation_id()
    shown, near, menu, contacts = say(assistant, loop, conversation, "my insta got hacked", *[NOT_MY_QUESTION] * 3)
    assert near.kind == "clarify" and 1 <= len(offered(near)) <= 3
    assert f'/show_answer{{"answer": "{shown.id}"}}' not in offered(near)
    assert (menu.id, contacts.id) == ("topic-menu", "nothing-closer")
    for card in (menu, contacts):
        assert card.kind == "route" and {route.id for route in card.routes} >= {"emergency-999", "report-fraud"}


def test_small_talk_in_between_does_not_change_what_the_question_was(assistant: Assistant, loop):
    question, plain, chatty = "my insta got hacked", new_conversation_id(), new_conversation_id()
    direct = say(assistant, loop, plain, question, NOT_MY_QUESTION)[-1]
    later = say(assistant, loop, chatty, question, "thanks", NOT_MY_QUESTION)[-1]
    assert offered(direct) == offered(later) != []


def test_without_a_question_it_names_contacts(assistant: Assistant, loop):
    (card,) = say(assistant, loop, new_conversation_id(), NOT_MY_QUESTION)
    assert card.kind == "route" and card.routes
