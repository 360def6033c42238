"""What people type becomes plain words, and every plain word knows where it came from."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.content.loading import Library
from bot.nlu.normaliser import Normaliser, normaliser_for


@pytest.fixture(scope="module")
def normaliser(library: Library) -> Normaliser:
    return normaliser_for(library)


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("insta hackd help", "instagram hacked help"),
        ("sum1 is blackmaling me", "someone is blackmailing me"),
        ("I can't do this anymoreeee", "i can not do this anymore"),
        ("shes 13 n hes comin 2nite", "she is 13 and he is coming tonight"),
        ("they’re threatning me", "they are threatening me"),
        ("Ｈｅｌｐ\u200b me", "help me"),
        ("my sister's phone", "my sister's phone"),
        ("I paid £30000 on 12/11/2026", "i paid £30000 on 12/11/2026"),
        ("ring 999 or 0800 1111", "ring 999 or 0800 1111"),
        ("Qustodio", "qustodio"),
        ("", ""),
        ("😭😭", "😭😭"),
    ],
)
def test_reads_what_was_meant(normaliser: Normaliser, typed: str, plain: str) -> None:
    assert normaliser.normalise(typed).text == plain


def test_places_point_into_the_original(normaliser: Normaliser) -> None:
    typed = "Pls help, my INSTA got hackd"
    plain = normaliser.normalise(typed)

    start = plain.text.index("instagram")

    assert typed[slice(*plain.original_span(start, start + len("instagram")))] == "INSTA"


@given(st.text(max_size=300))
def test_never_fails_and_covers_the_whole_message(normaliser: Normaliser, typed: str) -> None:
    plain = normaliser.normalise(typed)

    assert "".join(typed[start:end] for _, _, start, end in plain.pieces) == typed
    assert not plain.pieces or plain.pieces[-1][1] == len(plain.text)
