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
LABELS = ["one", "two", "one", "two"]


@pytest.fixture(scope="module")
def published(tmp_path_factory) -> SentenceEncoder:
    return SentenceEncoder(encoder_export.export(tmp_path_factory.mktemp("graph") / "published.onnx"))


def test_an_untrained_adapter_changes_nothing(published: SentenceEncoder):
    encoder = TunableEncoder(load_file(encoder_export.checked_weights()), Tuning())
    ids = [encoding.ids for encoding in published.tokenizer.encode_batch(TEXTS)]
    vectors = encoder(*_pad(ids), training=False).numpy()
    np.testing.assert_allclose(vectors, published.encode(TEXTS), atol=1e-4)


def test_tuning_learns_and_reaches_the_graph(published: SentenceEncoder, tmp_path: Path):
    losses: list[float] = []
    adapter = tune(TEXTS, LABELS, Tuning(epochs=30, rank=4), lambda line: losses.append(float(line.rpartition(" ")[2])))
    adapter.save(tmp_path / "adapter.safetensors")
    graph = encoder_export.export(tmp_path / "tuned.onnx", tmp_path / "adapter.safetensors")
    after = SentenceEncoder(graph).encode(TEXTS)
    assert losses[-1] < 0.9 * losses[0]
    assert np.abs(after - published.encode(TEXTS)).max() > 0.01
    np.testing.assert_allclose(np.linalg.norm(after, axis=1), 1, atol=1e-5)
