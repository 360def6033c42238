"""The encoder is checked, deterministic, and places like meanings together."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from bot.nlu import encoder_export
from bot.nlu.encoder import encode_training, shared_encoder
from bot.nlu.encoder_export import EncoderError


def test_encode_gives_unit_vectors_whatever_the_batch():
    texts = ["my account was hacked", "hi", "a much longer question about parental controls on a games console", ""]
    together = shared_encoder().encode(texts)
    alone = np.vstack([shared_encoder().encode([text]) for text in texts])
    assert together.shape == (4, 384)
    np.testing.assert_allclose(np.linalg.norm(together, axis=1), 1, atol=1e-5)
    np.testing.assert_allclose(together, alone, atol=1e-5)


def test_encode_places_paraphrases_closer_than_other_subjects():
    vectors = shared_encoder().encode(["someone broke into my email", "my email was hacked", "how to bake bread"])
    assert vectors[0] @ vectors[1] > vectors[0] @ vectors[2] + 0.3


def test_training_vectors_are_kept_and_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    encoder = shared_encoder()
    monkeypatch.setattr("bot.nlu.encoder.graph_path", lambda tuned: tmp_path / "graph.onnx")
    monkeypatch.setattr("bot.nlu.encoder.shared_encoder", lambda tuned: encoder)
    first = encode_training(["one question", "another", "one question"])
    np.testing.assert_allclose(first, encoder.encode(["one question", "another", "one question"]), atol=1e-5)
    monkeypatch.setattr("bot.nlu.encoder.shared_encoder", lambda tuned: pytest.fail("must not encode again"))
    np.testing.assert_array_equal(encode_training(["another", "one question"]), first[[1, 0]])


def test_altered_weights_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "model.safetensors").write_bytes(b"not the weights")
    monkeypatch.setattr(encoder_export, "package_file", lambda name: tmp_path / name)
    with pytest.raises(EncoderError, match="make setup"):
        encoder_export.checked_weights()


def test_a_missing_weights_package_says_what_to_do(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(encoder_export, "PACKAGE", "no_such_package")
    with pytest.raises(EncoderError, match="make setup"):
        encoder_export.package_file("model.safetensors")
