"""What is hidden in a message, with the vectors that also drive the browser."""

from __future__ import annotations

import json

import pytest

from bot.content.loading import Library
from bot.web.masking import Masker, PublicContacts, public_contacts
from tests.conftest import ROOT

VECTORS = json.loads((ROOT / "tests" / "masking" / "vectors.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def masker() -> Masker:
    public = VECTORS["public"]
    return Masker(PublicContacts(frozenset(public["numbers"]), frozenset(public["emails"])))


@pytest.mark.parametrize("case", VECTORS["hidden"], ids=lambda case: case["text"][:40])
def test_secrets_are_hidden(masker: Masker, case: dict):
    masked = masker.mask(case["text"])
    assert masked.text == case["masked"]
    assert sorted(masked.kinds) == sorted(case["kinds"])


@pytest.mark.parametrize("text", VECTORS["kept"])
def test_sums_dates_ages_and_public_numbers_stay(masker: Masker, text: str):
    assert masker.mask(text).text == text


def test_masking_twice_changes_nothing(masker: Masker):
    for case in VECTORS["hidden"]:
        assert masker.mask(case["masked"]).text == case["masked"]


def test_every_contact_of_the_register_stays(library: Library):
    masker = Masker(public_contacts(library))
    for route in library.routes.values():
        for contact in (route.phone, route.textphone, route.email, route.sms and route.sms.number):
            if contact:
                assert masker.mask(f"what is {contact} for").text == f"what is {contact} for"
