"""The pattern notation, and what silences a pattern."""

from __future__ import annotations

import datetime

import pytest

from bot.content.safety_models import Lane, LaneId, PatternWords
from bot.nlu.lexicon import build_pipeline
from bot.safety.patterns import DangerPatterns, PatternError

NLP = build_pipeline({}, {"sent": "send", "killed": "kill"})
WORDS = PatternWords(
    groups={"who": ["he", "she"]},
    silenced_before=["not|never|nobody"],
    silenced_anywhere=["what do|does ... mean", "game|film"],
)


def lane(*wordings: str, unguarded: bool = False) -> Lane:
    return Lane.parse_obj(
        {
            "title": "Danger",
            "urgency": 1,
            "about": "A test.",
            "replies": [{"text": "Ring now.", "routes": ["police"], "comfort": "Good."}],
            "again": ["Once more.", "And again."],
            "patterns": [{"id": "one", "about": "A test.", "any_of": list(wordings), "unguarded": unguarded}],
            "sources": [{"publisher": "A body", "title": "A page", "url": "https://example.org", "seen": "2026-01-01"}],
            "owner": "Tests",
            "status": "source-checked",
            "checked": datetime.date(2026, 1, 1),
            "check_again": 3,
        }
    )


def fires(wording: str, text: str, unguarded: bool = False) -> bool:
    patterns = DangerPatterns(NLP, {LaneId.THREAT_TO_LIFE: lane(wording, unguarded=unguarded)}, WORDS)
    return bool(patterns.find(NLP(text)))


@pytest.mark.parametrize(
    ("wording", "text", "expected"),
    [
        ("@who will kill|stab me", "he will stab me", True),
        ("@who will kill|stab me", "they will stab me", False),
        ("send it", "he sent it", True),
        ("he really? knows", "he knows", True),
        ("he really? knows", "he really knows", True),
        ("he .. knife", "he has got a knife", True),
        ("he .. knife", "he is here. i bought a knife", False),
        ("he .. knife", "he a b c d knife", False),
        ("he ... knife", "he a b c d knife", True),
        ("i am #child", "i am 13", True),
        ("i am #child", "i am 31", False),
        ("paid #", "paid 300", True),
    ],
)
def test_notation(wording: str, text: str, expected: bool) -> None:
    assert fires(wording, text) is expected


@pytest.mark.parametrize(
    "text",
    [
        "he will not kill me",
        "nobody says he will kill me",
        "what does he will kill me mean",
        "in the game he will kill me",
    ],
)
def test_denials_questions_and_games_silence_it(text: str) -> None:
    assert not fires("he will|would kill me", text)


def test_a_game_in_another_sentence_does_not() -> None:
    assert fires("he will kill me", "i was playing a game. he will kill me")


def test_an_unguarded_pattern_is_never_silenced() -> None:
    assert fires("he will kill me", "what does he will kill me mean", unguarded=True)


@pytest.mark.parametrize("wording", ["@nobody will", "do|@ it", "cannot go"])
def test_a_wrong_pattern_says_what_is_wrong(wording: str) -> None:
    with pytest.raises(PatternError):
        fires(wording, "anything")


def test_a_document_of_another_pipeline_is_read_as_well() -> None:
    patterns = DangerPatterns(NLP, {LaneId.THREAT_TO_LIFE: lane("he will kill me")}, WORDS)
    other = build_pipeline({}, {})
    assert [match.pattern for match in patterns.find(other("he will kill me"))] == ["one"]
