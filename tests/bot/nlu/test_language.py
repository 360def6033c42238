"""Other languages are noticed by their script or by the library; English and slang are left alone."""

from __future__ import annotations

import unicodedata

import pytest

from bot.content.loading import Library
from bot.content.topic_cards import language_card
from bot.nlu.language import LanguageReader

CARDS = {"pl", "ro", "pa", "ne", "pt", "es", "ur", "bn", "ar", "gu"}


@pytest.fixture(scope="module")
def reader(library: Library) -> LanguageReader:
    return LanguageReader(library.languages)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("ktoś ukradł mi pieniądze z konta", "pl"),
        ("mi-au furat banii din cont", "ro"),
        ("me han hackeado la cuenta de instagram", "es"),
        ("alguém roubou a minha conta do instagram", "pt"),
        ("ਮੇਰਾ ਖਾਤਾ ਹੈਕ ਹੋ ਗਿਆ", "pa"),
        ("আমার একাউন্ট হ্যাক হয়েছে", "bn"),
        ("મારું ખાતું હેક થયું છે", "gu"),
        ("मेरो खाता ह्याक भयो", "ne"),
        ("मेरा अकाउंट हैक हो गया है", "hi"),
        ("میرا اکاؤنٹ ہیک ہو گیا", "ur"),
        ("تم اختراق حسابي", "ar"),
        ("my insta got hacked wat do i do", None),
        ("my ps5 controller drifts", None),
        ("yo wagwan fam got scammed innit", None),
        ("it wont let me do that", None),
        ("hola", None),
        ("???", None),
    ],
)
def test_which_language(reader: LanguageReader, text: str, code: str | None):
    assert reader.read(text, False) == code


def test_what_the_understanding_suspects_needs_fewer_words(reader: LanguageReader):
    assert reader.read("nie mówię po angielsku", True) == "pl"


def test_every_card_names_the_numbers_and_keeps_its_script(library: Library):
    assert library.languages.keys() == CARDS
    for code, language in library.languages.items():
        card = language_card(library, code)
        assert card is not None and card.lang == code
        assert all(number in card.text for number in ("999", "159", "101", "Report Fraud", "interpreter"))
        letters = [unicodedata.name(char, "").partition(" ")[0] for char in card.title or "" if char.isalpha()]
        assert set(letters) == {language.script}
        assert (card.dir == "rtl") == (language.script == "ARABIC")


def test_a_language_without_a_card_gets_the_english_one(library: Library):
    assert language_card(library, "fr") is None
