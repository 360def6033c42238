"""The encoder is checked, deterministic, and places like meanings together."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from bot.nlu import encoder_export
from bot.nlu.encoder import SentenceEncoder, encode_training, shared_encoder
from bot.nlu.encoder_export import EncoderError

REFERENCE = Path(__file__).parent / "reference" / "vectors.npz"


@pytest.fixture(scope="module")
def full_precision(tmp_path_factory: pytest.TempPathFactory) -> SentenceEncoder:
    return SentenceEncoder(encoder_export.export(tmp_path_factory.mktemp("graph") / "published.onnx"))


def cosines(left: np.ndarray, right: np.ndarray) -> np.ndarray:
    return (left * right).sum(axis=1)


def test_full_precision_says_what_the_reference_implementation_says(full_precision: SentenceEncoder):
    reference = np.load(REFERENCE, allow_pickle=False)
    assert cosines(full_precision.encode(reference["sentences"].tolist()), reference["vectors"]).min() >= 0.999


def test_eight_bits_stay_close_to_the_reference(tmp_path: Path):
    reference = np.load(REFERENCE, allow_pickle=False)
    quick = SentenceEncoder(encoder_export.export_int8(tmp_path / "int8.onnx"))
    assert cosines(quick.encode(reference["sentences"].tolist()), reference["vectors"]).min() >= 0.95


def test_encode_gives_unit_vectors_whatever_the_batch(full_precision: SentenceEncoder):
    texts = ["my account was hacked", "hi", "a much longer question about parental controls on a games console", ""]
    together = full_precision.encode(texts)
    alone = np.vstack([full_precision.encode([text]) for text in texts])
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
