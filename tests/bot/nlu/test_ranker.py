"""The ranker learns, keeps what it learned, and gives probabilities."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.nlu.encoder import shared_encoder
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
    ranker = Ranker.fit(TEXTS, shared_encoder().encode(TEXTS), LABELS)
    ranker.save(tmp_path)
    asked = "they hacked my mail"
    (embedding,) = shared_encoder().encode([asked])
    ranking = Ranker.load(tmp_path).rank(asked, embedding)
    assert ranking == ranker.rank(asked, embedding)
    assert ranking[0][0] == "advice/hacked"
    assert sum(score for _, score in ranking) == pytest.approx(1)


def test_a_missing_ranker_raises(tmp_path: Path):
    with pytest.raises(FileNotFoundError):
        Ranker.load(tmp_path)
