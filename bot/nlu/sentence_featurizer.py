"""Rasa component: the sentence embedding of each message, computed once for all who need it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Optional

import numpy as np
import numpy.typing as npt
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.featurizers.dense_featurizer.dense_featurizer import DenseFeaturizer
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.fingerprint import fingerprint
from bot.nlu.encoder import adapter_path, encode_training, shared_encoder
from bot.nlu.lexicon_analyzer import plain_text
from bot.settings import Settings


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class SentenceFeaturizer(DenseFeaturizer, GraphComponent):
    """Adds one dense sentence feature (1, 384) of unit length, made from the message's plain reading."""

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> SentenceFeaturizer:
        """Builds the encoder's graph where it is missing."""
        shared_encoder()
        return cls(execution_context.node_name, config)

    @staticmethod
    def required_packages() -> list[str]:
        """The library whose version decides the numbers."""
        return ["onnxruntime"]

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> Optional[str]:
        """Retrains when the encoder changes."""
        folder = Settings().root / "bot" / "nlu"
        return fingerprint([folder / "encoder.py", folder / "encoder_export.py", adapter_path()])

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        """Nothing can be configured."""

    def process(self, messages: list[Message]) -> list[Message]:
        """Encode what people type."""
        wanted = [message for message in messages if message.get(TEXT)]
        if wanted:
            self._attach(wanted, shared_encoder().encode([plain_text(message) for message in wanted]))
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Encode the examples; those of an earlier training come from disk."""
        wanted = [message for message in training_data.training_examples if message.get(TEXT)]
        if wanted:
            self._attach(wanted, encode_training([plain_text(message) for message in wanted]))
        return training_data

    def _attach(self, messages: Sequence[Message], rows: npt.NDArray[np.float32]) -> None:
        for message, row in zip(messages, rows, strict=True):
            message.add_features(Features(row[np.newaxis], FEATURE_TYPE_SENTENCE, TEXT, self._identifier))


def embedding_of(message: Message) -> npt.NDArray[np.float32]:
    """The sentence embedding (384,) that `SentenceFeaturizer` left on a message. Raises ValueError without one."""
    _, sentence = message.get_dense_features(TEXT, [])
    if sentence is None:
        raise ValueError("no sentence embedding: put SentenceFeaturizer before this component in config.yml")
    row: npt.NDArray[np.float32] = sentence.features[0]
    return row
