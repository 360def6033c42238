"""What is expected of a turn, held against the cards that came."""

from __future__ import annotations

import pytest

from bot.content.cards import Card, answer_payload, reply_card
from bot.content.loading import Library
from bot.errors import CyberProtectError
from bot.evaluation.conversations import Conversation, ExpectedTurn, TurnResult, faults, read_conversations, table

OFFERING = Card(
    kind="answer", id="vpn", text="A tunnel.", related=[{"label": "Passkeys", "payload": answer_payload("passkeys")}]
)


@pytest.mark.parametrize(
    ("expected", "wrong"),
    [
        ({"answer": ["vpn", "other"]}, 0),
        ({"answer": ["other"]}, 1),
        ({"outcome": "answer"}, 0),
        ({"outcome": ["clarify", "route"]}, 1),
        ({"outcome": ["answer", "form"], "answer": ["vpn"]}, 0),
        ({"must_say": ["TUNNEL"], "must_not_say": ["bridge"]}, 0),
        ({"must_say": ["bridge"], "must_not_say": ["tunnel"]}, 2),
        ({"offers": ["passkeys", "x"]}, 0),
        ({"offers": ["x"]}, 1),
        ({"names": ["vpn", "passkeys"]}, 0),
        ({"names": ["vpn", "x"]}, 1),
        ({"routes": ["emergency-999"]}, 1),
    ],
)
def test_a_turn_is_held_against_what_is_expected(library: Library, expected: dict, wrong: int):
    assert len(list(faults(ExpectedTurn(say="x", **expected), [OFFERING], [], library))) == wrong


def test_a_repeated_text_a_missing_way_out_and_an_error_are_faults(library: Library):
    bare = Card(kind="answer", id="vpn", text="A tunnel.")
    error = reply_card(library, "error")
    found = [list(faults(ExpectedTurn(say="x"), cards, [OFFERING], library)) for cards in ([bare], [error], [OFFERING])]
    assert [len(items) for items in found] == [2, 1, 1]


def test_the_table_has_a_row_for_each_behaviour_and_one_for_all():
    talk = Conversation(id="a", behaviour="more", turns=[ExpectedTurn(say="x")])
    rows = table([TurnResult(talk, 1, ()), TurnResult(talk, 2, ("wrong",))])
    assert [(row["behaviour"], row["turns"], row["right"]) for row in rows] == [("more", 2, 0.5), ("all", 2, 0.5)]


def test_an_empty_folder_is_an_error(tmp_path):
    with pytest.raises(CyberProtectError):
        read_conversations(tmp_path)
