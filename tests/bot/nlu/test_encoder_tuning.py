"""Tuning starts from the published encoder, learns, and survives the way into the ONNX graph."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import load_file

from bot.nlu import encoder_export
from bot.nlu.encoder import SentenceEncoder
from bot.nlu.encoder_tuning import TunableEncoder, Tuning, _pad, tune

TEXTS = ["my account was hacked", "someone got into my email", "i paid a fake shop", "scammed by a seller online"]
LABELS = ["hacked", "hacked", "scam", "scam"]


@pytest.fixture(scope="module")
def published(tmp_path_factory) -> SentenceEncoder:
    return SentenceEncoder(encoder_export.export(tmp_path_factory.mktemp("graph") / "published.onnx"))


def test_an_untrained_adapter_changes_nothing(published: SentenceEncoder):
    encoder = TunableEncoder(load_file(encoder_export.checked_weights()), Tuning())
    ids = [encoding.ids for encoding in published.tokenizer.encode_batch(TEXTS)]
    vectors = encoder(*_pad(ids), training=False).numpy()
    np.testing.assert_allclose(vectors, published.encode(TEXTS), atol=1e-4)


def test_tuning_draws_the_sentences_of_a_label_together(published: SentenceEncoder, tmp_path: Path):
    lines: list[str] = []
    tune(TEXTS, LABELS, Tuning(epochs=40, rank=4), lines.append).save(tmp_path / "adapter.safetensors")
    graph = encoder_export.export(tmp_path / "tuned.onnx", tmp_path / "adapter.safetensors")
    before, after = published.encode(TEXTS), SentenceEncoder(graph).encode(TEXTS)
    assert len(lines) == 40
    assert after[0] @ after[1] - after[0] @ after[2] > before[0] @ before[1] - before[0] @ before[2]
