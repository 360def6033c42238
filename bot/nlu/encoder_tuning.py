"""Fine-tune the sentence encoder on our utterances with low-rank adapters, in TensorFlow.

Each weight matrix W of the published encoder stays as it is; a small product B·A is learned beside it
(LoRA, Hu and others, 2021). The result is under a megabyte, so it lives in the repository and set-up needs no training.
The loss is softmax over the cosine to one learned prototype a label (Wang and others, 2018, without margin).
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from bot.nlu import encoder_export
from bot.nlu.encoder_export import HEADS, HIDDEN, LAYER_NORM_EPSILON, LAYERS

Array = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Tuning:
    """The choices of one run; the defaults were best on validation questions (docs/decisions/0005)."""

    rank: int = 12
    epochs: int = 4
    learning_rate: float = 1e-3
    batch_size: int = 32
    scale: float = 20.0
    label_smoothing: float = 0.05
    dropout: float = 0.1
    weight_decay: float = 0.01
    warm_up: float = 0.1
    max_tokens: int = 96
    seed: int = 7


@dataclass
class Adapter:
    """The learned factors by the name of the dense layer they correct."""

    factors: dict[str, tuple[Any, Any]] = field(default_factory=dict)

    def save(self, path: Path) -> None:
        """Write half-precision factors, whole or not at all."""
        from safetensors.numpy import save_file

        arrays = {f"{name}.a": a.numpy().astype(np.float16) for name, (a, _) in self.factors.items()}
        arrays |= {f"{name}.b": b.numpy().astype(np.float16) for name, (_, b) in self.factors.items()}
        partial = path.with_suffix(".part")
        save_file(arrays, str(partial))
        partial.replace(path)


class TunableEncoder:
    """The encoder as TensorFlow operations, with an adapter on every dense layer."""

    def __init__(self, weights: dict[str, Array], tuning: Tuning) -> None:
        import tensorflow as tf

        self._tf = tf
        self._weights = {name: tf.constant(value) for name, value in weights.items() if value.dtype == np.float32}
        self._dropout = tuning.dropout
        rng = np.random.default_rng(tuning.seed)
        self.adapter = Adapter()
        for name in encoder_export.dense_layers():
            outputs, inputs = weights[f"{name}.weight"].shape
            start = rng.normal(0, 1 / math.sqrt(inputs), (tuning.rank, inputs)).astype(np.float32)
            self.adapter.factors[name] = (tf.Variable(start), tf.Variable(tf.zeros((outputs, tuning.rank))))

    def __call__(self, ids: Any, mask: Any, training: bool) -> Any:
        """Unit vectors (batch, 384) for token ids and their mask (batch, tokens)."""
        tf, weights = self._tf, self._weights
        length = tf.shape(ids)[1]
        state = tf.gather(weights["embeddings.word_embeddings.weight"], ids)
        state += weights["embeddings.position_embeddings.weight"][:length]
        state += weights["embeddings.token_type_embeddings.weight"][0]
        state = self._drop(self._norm(state, "embeddings"), training)
        bias = (1.0 - mask[:, None, None, :]) * -10000.0
        for layer in range(LAYERS):
            state = self._layer(state, bias, f"encoder.layer.{layer}", training)
        weight = mask[:, :, None]
        pooled = tf.reduce_sum(state * weight, axis=1) / tf.reduce_sum(weight, axis=1)
        return tf.math.l2_normalize(pooled, axis=1)

    def _layer(self, state: Any, bias: Any, prefix: str, training: bool) -> Any:
        tf = self._tf
        query, key, value = (
            self._heads(state, f"{prefix}.attention.self.{part}") for part in ("query", "key", "value")
        )
        scores = tf.matmul(query, key, transpose_b=True) / math.sqrt(HIDDEN // HEADS) + bias
        mixed = tf.transpose(tf.matmul(tf.nn.softmax(scores), value), [0, 2, 1, 3])
        joined = tf.reshape(mixed, tf.shape(state))
        output = self._drop(self._dense(joined, f"{prefix}.attention.output.dense"), training)
        state = self._norm(output + state, f"{prefix}.attention.output")
        wide = tf.nn.gelu(self._dense(state, f"{prefix}.intermediate.dense"), approximate=False)
        output = self._drop(self._dense(wide, f"{prefix}.output.dense"), training)
        return self._norm(output + state, f"{prefix}.output")

    def _heads(self, state: Any, name: str) -> Any:
        tf = self._tf
        shape = tf.shape(state)
        split = tf.reshape(self._dense(state, name), (shape[0], shape[1], HEADS, HIDDEN // HEADS))
        return tf.transpose(split, [0, 2, 1, 3])

    def _dense(self, state: Any, name: str) -> Any:
        tf = self._tf
        down, up = self.adapter.factors[name]
        kernel = self._weights[f"{name}.weight"] + tf.matmul(up, down)
        return tf.tensordot(state, kernel, axes=[[2], [1]]) + self._weights[f"{name}.bias"]

    def _norm(self, state: Any, prefix: str) -> Any:
        tf = self._tf
        mean, variance = tf.nn.moments(state, axes=[2], keepdims=True)
        scale, shift = (self._weights[f"{prefix}.LayerNorm.{part}"] for part in ("weight", "bias"))
        return (state - mean) * tf.math.rsqrt(variance + LAYER_NORM_EPSILON) * scale + shift

    def _drop(self, state: Any, training: bool) -> Any:
        return self._tf.nn.dropout(state, self._dropout) if training else state


def tune(texts: Sequence[str], labels: Sequence[str], tuning: Tuning, report: Any = print) -> Adapter:
    """Learn an adapter from parallel lists of sentences and labels. About five minutes an epoch for 12,000."""
    import tensorflow as tf
    from safetensors.numpy import load_file
    from tokenizers import Tokenizer

    tf.random.set_seed(tuning.seed)
    encoder = TunableEncoder(load_file(encoder_export.checked_weights()), tuning)
    tokenizer = Tokenizer.from_file(str(encoder_export.package_file("tokenizer.json")))
    tokenizer.no_padding()
    tokenizer.enable_truncation(tuning.max_tokens)
    ids = [encoding.ids for encoding in tokenizer.encode_batch(list(texts))]
    names, targets = np.unique(np.asarray(labels), return_inverse=True)
    prototypes = tf.Variable(_mean_vectors(encoder, ids, targets, len(names), tuning.batch_size))
    variables = [*(v for pair in encoder.adapter.factors.values() for v in pair), prototypes]
    steps = tuning.epochs * math.ceil(len(ids) / tuning.batch_size)
    optimizer = _Adam(variables, tuning, steps)
    signature = [tf.TensorSpec((None, None), tf.int32), tf.TensorSpec((None, None)), tf.TensorSpec((None,), tf.int32)]

    @tf.function(input_signature=signature)
    def step(batch: Any, mask: Any, wanted: Any) -> Any:
        with tf.GradientTape() as tape:
            vectors = encoder(batch, mask, training=True)
            scores = tuning.scale * tf.matmul(vectors, tf.math.l2_normalize(prototypes, axis=1), transpose_b=True)
            smooth = tf.one_hot(wanted, len(names)) * (1 - tuning.label_smoothing) + tuning.label_smoothing / len(names)
            loss = tf.reduce_mean(tf.nn.softmax_cross_entropy_with_logits(smooth, scores))
        optimizer.apply(tape.gradient(loss, variables))
        return loss

    rng = np.random.default_rng(tuning.seed)
    for epoch in range(1, tuning.epochs + 1):
        losses = [float(step(*_pad([ids[i] for i in rows]), targets[rows])) for rows in _batches(ids, tuning, rng)]
        report(f"epoch {epoch} of {tuning.epochs}: loss {np.mean(losses):.3f}")
    return encoder.adapter


class _Adam:
    """AdamW (Loshchilov and Hutter, 2019) with warm-up and linear decay, as plain variables in the graph."""

    def __init__(self, variables: Sequence[Any], tuning: Tuning, steps: int) -> None:
        import tensorflow as tf

        self._tf, self._variables, self._tuning, self._steps = tf, variables, tuning, steps
        self._count = tf.Variable(0.0)
        self._first = [tf.Variable(tf.zeros_like(variable)) for variable in variables]
        self._second = [tf.Variable(tf.zeros_like(variable)) for variable in variables]

    def apply(self, gradients: Sequence[Any]) -> None:
        """One step."""
        tf, tuning = self._tf, self._tuning
        count = self._count.assign_add(1.0)
        rise = count / (tuning.warm_up * self._steps)
        rate = tuning.learning_rate * tf.minimum(rise, tf.maximum(0.0, 1.0 - count / self._steps))
        # By index: TensorFlow rewrites this loop and knows no `zip(strict=True)`.
        for index, variable in enumerate(self._variables):
            gradient, first, second = gradients[index], self._first[index], self._second[index]
            first.assign(0.9 * first + 0.1 * gradient)
            second.assign(0.999 * second + 0.001 * gradient * gradient)
            move = (first / (1 - 0.9**count)) / (tf.sqrt(second / (1 - 0.999**count)) + 1e-8)
            variable.assign_sub(rate * (move + tuning.weight_decay * variable))


def _mean_vectors(encoder: TunableEncoder, ids: list[list[int]], targets: Any, count: int, size: int) -> Array:
    """One unit vector a label: the mean of its sentences, the start of its prototype."""
    sums = np.zeros((count, HIDDEN), dtype=np.float32)
    order = sorted(range(len(ids)), key=lambda index: len(ids[index]))
    for start in range(0, len(order), size):
        rows = order[start : start + size]
        np.add.at(sums, targets[rows], encoder(*_pad([ids[i] for i in rows]), training=False).numpy())
    unit: Array = sums / np.linalg.norm(sums, axis=1, keepdims=True)
    return unit


def _batches(ids: list[list[int]], tuning: Tuning, rng: np.random.Generator) -> Iterator[list[int]]:
    """Every sentence once, sentences of like length together, batches in random order."""
    order = rng.permutation(len(ids))
    window = tuning.batch_size * 20
    batches = []
    for start in range(0, len(order), window):
        near = sorted(order[start : start + window], key=lambda index: len(ids[index]))
        batches += [near[at : at + tuning.batch_size] for at in range(0, len(near), tuning.batch_size)]
    rng.shuffle(batches)
    yield from batches


def _pad(rows: list[list[int]]) -> tuple[npt.NDArray[np.int32], Array]:
    width = max(len(row) for row in rows)
    ids = np.zeros((len(rows), width), dtype=np.int32)
    mask = np.zeros((len(rows), width), dtype=np.float32)
    for index, row in enumerate(rows):
        ids[index, : len(row)] = row
        mask[index, : len(row)] = 1
    return ids, mask
