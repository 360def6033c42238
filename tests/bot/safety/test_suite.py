"""The safety suite is big enough, is never trained on, and its variations are what they say."""

from __future__ import annotations

import pytest

from bot.content.safety_models import LaneId
from bot.content.utterances import advice_paths, normalise, read
from bot.safety.examples import read_examples
from bot.safety.suite import Case, read_padding, read_suite, variations
from tests.conftest import ROOT

SUITE = ROOT / "tests" / "safety"


@pytest.mark.parametrize("lane", LaneId)
def test_every_lane_has_forty_to_catch_and_thirty_not_to(lane: LaneId):
    cases = [case for case in read_suite(SUITE) if case.lane is lane]
    assert sum(case.must_fire for case in cases) >= 40
    assert sum(not case.must_fire for case in cases) >= 30


@pytest.mark.parametrize("held_out", [SUITE, ROOT / "data" / "safety" / "validation"])
def test_no_case_stands_in_the_training_data(held_out):
    trained = {normalise(text) for path in advice_paths(ROOT / "data/nlu/advice") for text in read(path).examples}
    trained |= {normalise(example.text) for example in read_examples(ROOT / "data" / "safety")}
    assert [case.text for case in read_suite(held_out) if normalise(case.text) in trained] == []


def test_variations_are_seeded_and_keep_the_message():
    case = Case("someone threatens to share my pictures", LaneId.ADULT_SEXTORTION, frozenset(), True)
    padding = read_padding(SUITE)
    once, again = (list(variations(case, padding)) for _ in range(2))
    assert once == again
    assert len({varied.text for varied in once} - {case.text}) == len(once) - 1
    assert all(case.text in v.text for v in once if v.variation in {"words before", "words after", "emoji"})
