"""The ranker learns, keeps what it learned, and gives probabilities."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.nlu.ranker import Ranker

TEXTS = [
    "my account was hacked",
    "someone got into my email",
    "i paid a fake shop",
    "scammed by a seller",
    "hello",
    "hi",
]
LABELS = ["advice/hacked", "advice/hacked", "advice/scam", "advice/scam", "greet", "greet"]


def test_ranker_survives_saving_and_ranks_every_label(tmp_path: Path):
    ranker = Ranker.fit(TEXTS, LABELS)
    ranker.save(tmp_path)
    ranking = Ranker.load(tmp_path).rank("they hacked my mail")
    assert ranking == ranker.rank("they hacked my mail")
    assert ranking[0][0] == "advice/hacked"
    assert sum(score for _, score in ranking) == pytest.approx(1)


def test_a_missing_ranker_raises(tmp_path: Path):
    with pytest.raises(FileNotFoundError):
        Ranker.load(tmp_path)
