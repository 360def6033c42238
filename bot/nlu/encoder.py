"""Turn sentences into 384-dimensional unit vectors, on one thread."""

from __future__ import annotations

import functools
import hashlib
import os
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from bot.fingerprint import fingerprint
from bot.nlu import encoder_export
from bot.settings import Settings

MAX_TOKENS = 256
BATCH_SIZE = 32
DIGEST_LENGTH = 24

Matrix = npt.NDArray[np.float32]


class SentenceEncoder:
    """all-MiniLM-L6-v2 on ONNX Runtime. Two threads were slower than one (docs/decisions/0003)."""

    def __init__(self, graph: Path) -> None:
        import onnxruntime
        from tokenizers import Tokenizer

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(str(graph), options, providers=["CPUExecutionProvider"])
        self.tokenizer = Tokenizer.from_file(str(encoder_export.package_file("tokenizer.json")))
        self.tokenizer.no_padding()
        self.tokenizer.enable_truncation(MAX_TOKENS)

    def encode(self, texts: Sequence[str]) -> Matrix:
        """One row a text (n, 384), each of length 1. Texts of like length share a batch.

        With 8-bit weights a row depends a little on its batch (cosine above 0.98), as activations share a scale.
        """
        rows = np.zeros((len(texts), encoder_export.HIDDEN), dtype=np.float32)
        encodings = self.tokenizer.encode_batch(list(texts))
        by_length = sorted(range(len(texts)), key=lambda index: len(encodings[index].ids))
        for start in range(0, len(texts), BATCH_SIZE):
            chunk = by_length[start : start + BATCH_SIZE]
            rows[chunk] = self._run([encodings[index].ids for index in chunk])
        return rows

    def _run(self, ids: list[list[int]]) -> Matrix:
        width = max(len(row) for row in ids)
        padded = np.zeros((len(ids), width), dtype=np.int64)
        mask = np.zeros_like(padded)
        for index, row in enumerate(ids):
            padded[index, : len(row)] = row
            mask[index, : len(row)] = 1
        (embedding,) = self._session.run(None, {"input_ids": padded, "attention_mask": mask})
        return np.asarray(embedding, dtype=np.float32)


def encode_training(texts: Sequence[str], tuned: bool = True) -> Matrix:
    """Like `encode`, but kept on disk: the same thousands of utterances are wanted again and again.

    For training data only. What somebody types to the bot never comes here.
    """
    store = graph_path(tuned).with_suffix(".vectors.npz")
    known: dict[str, Matrix] = {}
    if store.exists():
        with np.load(store, allow_pickle=False) as kept:
            known = dict(zip(kept["digests"].tolist(), kept["vectors"], strict=True))
    by_digest = {_digest(text): text for text in texts}
    missing = sorted(by_digest.keys() - known.keys())
    if missing:
        known |= dict(zip(missing, shared_encoder(tuned).encode([by_digest[key] for key in missing]), strict=True))
        partial = store.with_name(f"{store.stem}.{os.getpid()}.part.npz")
        np.savez(partial, digests=np.array(list(known)), vectors=np.stack(list(known.values())))
        partial.replace(store)
    return np.stack([known[_digest(text)] for text in texts])


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:DIGEST_LENGTH]


@functools.lru_cache(maxsize=2)
def shared_encoder(tuned: bool = True) -> SentenceEncoder:
    """The one encoder of this process, with our adapter or as published; builds its graph where it is missing."""
    # Kept by itself: finding the graph hashes the adapter, which a message must not wait for.
    return _loaded(graph_path(tuned), adapter_path() if tuned and adapter_path().exists() else None)


@functools.lru_cache(maxsize=2)
def _loaded(graph: Path, adapter: Path | None) -> SentenceEncoder:
    if not graph.exists():
        encoder_export.export_int8(graph, adapter)
    return SentenceEncoder(graph)


def graph_path(tuned: bool = True) -> Path:
    """Where the graph of the present adapter lives, or of the published weights."""
    version = fingerprint([adapter_path()])[:12] if tuned and adapter_path().exists() else "published"
    return Settings().models / "encoder" / f"minilm-{version}-int8.onnx"


def adapter_path() -> Path:
    """What `cyberprotect encoder tune` learned from our utterances."""
    return Settings().data / "encoder" / "adapter.safetensors"
