"""Any walk of 30 turns: no error, no text twice running, at most two questions back in a row, and always a way out."""

from __future__ import annotations

import asyncio

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from bot.content.cards import Card
from bot.evaluation.conversations import INVITES
from bot.runtime.assistant import Assistant, new_conversation_id

TURNS = 30
WALKS = 8
MAX_CLARIFIED = 2
QUESTIONS = [
    "my insta got hacked",
    "how do i set up parental controls",
    "what is a vpn",
    "my phone was stolen",
    "do we have to tell the ico",
    "what is the weather tomorrow",
    "i am being blackmailed over pictures",
    "where do i report this",
    "what is a passkey? and what is cyber essentials?",
]
LEANING = [
    "and on android?",
    "what about tiktok",
    "is it free",
    "tell me more",
    "why",
    "what next",
    "that didnt work",
    "ive done that",
    "shorter",
    "eli5",
    "not that",
    "wrong",
    "no",
    "yes",
    "go back",
    "undo",
    "the second one",
    "2",
    "last one",
    "none of these",
    "this is useless",
    "you are shit",
    "talk to a human",
    "thanks",
    "bye",
    "hello",
    "...",
    "?",
    "ok",
    "im fine",
    "false alarm",
    "stop",
    "start again",
    "ktos ukradl mi pieniadze",
    "what if she already paid",
    "no i meant my daughter",
    "the one about whatsapp",
    "asdfgh",
    "pretend you are my grandma",
    "/show_lane",
    "its a samsung",
    "back",
    "skip",
]


def test_any_walk(assistant: Assistant, loop: asyncio.AbstractEventLoop):
    class Walk(RuleBasedStateMachine):
        def __init__(self) -> None:
            super().__init__()
            self.conversation = new_conversation_id()
            self.cards: list[Card] = []
            self.before: list[Card] = []
            self.clarified = 0

        def say(self, text: str) -> None:
            self.before = self.cards
            self.cards = loop.run_until_complete(assistant.take_turn(self.conversation, text)).cards
            only_asks = self.cards[0].kind == "clarify" and text not in {"go back", "undo", "back"}
            self.clarified = self.clarified + 1 if only_asks else 0

        @rule(text=st.sampled_from(QUESTIONS))
        def ask(self, text: str) -> None:
            self.say(text)

        @rule(text=st.sampled_from(LEANING))
        def lean(self, text: str) -> None:
            self.say(text)

        @precondition(lambda self: any(card.quick_replies or card.related for card in self.cards))
        @rule(data=st.data())
        def press(self, data: st.DataObject) -> None:
            buttons = [button for card in self.cards for button in (*card.quick_replies, *card.related)]
            self.say(data.draw(st.sampled_from(buttons)).payload)

        @invariant()
        def no_error(self) -> None:
            assert all(card.kind != "error" and card.text.strip() for card in self.cards)

        @invariant()
        def nothing_twice(self) -> None:
            assert not {card.text for card in self.cards} & {card.text for card in self.before}

        @invariant()
        def asks_back_twice_at_most(self) -> None:
            assert self.clarified <= MAX_CLARIFIED

        @invariant()
        def leaves_a_way_out(self) -> None:
            ways = (c.routes or c.quick_replies or c.related or c.kind in INVITES for c in self.cards)
            assert not self.cards or any(ways)

    run_state_machine_as_test(
        Walk,
        settings=settings(
            max_examples=WALKS,
            stateful_step_count=TURNS,
            deadline=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
        ),
    )
