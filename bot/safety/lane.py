"""Rasa component: read every message for danger and leave the verdict on it for `SafetyPolicy`."""

from __future__ import annotations

from typing import Any, Optional

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.content.loading import Library, load_library
from bot.fingerprint import fingerprint
from bot.nlu.encoder import adapter_path
from bot.nlu.lexicon import build_pipeline
from bot.nlu.lexicon_analyzer import DOC
from bot.nlu.ranker import Ranker
from bot.nlu.sentence_featurizer import embedding_of
from bot.safety.detector import train_detector
from bot.safety.patterns import DangerPatterns
from bot.safety.reading import DangerReader, Thresholds
from bot.settings import Settings

SAFETY = "safety"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class SafetyLane(IntentClassifier, GraphComponent):
    """Publishes `safety: {lanes, sure, evidence}` beside the intent, which it leaves to others."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """The probability of danger from which the learned detector fires."""
        return {"threshold": 0.38}

    @staticmethod
    def required_packages() -> list[str]:
        """The libraries whose versions decide what is noticed."""
        return ["sklearn", "spacy", "onnxruntime"]

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> Optional[str]:
        """Retrains when examples, patterns or the code that reads them change."""
        settings = Settings()
        watched = [settings.data / "safety", settings.content / "safety", settings.content / "lexicon"]
        return fingerprint([*watched, settings.root / "bot" / "safety", adapter_path()])

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> SafetyLane:
        """An untrained lane. Raises ContentError when the content cannot be read."""
        return cls(config, model_storage, resource, load_library(Settings().content).require_clean())

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> SafetyLane:
        """The trained lane. Raises rather than serve without one."""
        lane = cls.create(config, model_storage, resource, execution_context)
        with model_storage.read_from(resource) as folder:
            lane.use(Ranker.load(folder))
        return lane

    def __init__(self, config: dict[str, Any], storage: ModelStorage, resource: Resource, library: Library) -> None:
        self._config = config
        self._storage = storage
        self._resource = resource
        self._library = library
        self._reader: Optional[DangerReader] = None

    def use(self, detector: Ranker) -> None:
        """Read messages with this detector from now on."""
        library = self._library
        self._reader = DangerReader(
            DangerPatterns(build_pipeline(library.lexicon, library.lemmas), library.lanes, library.lane_words),
            detector,
            {lane_id: lane.urgency for lane_id, lane in library.lanes.items()},
            Thresholds(self._config["threshold"]),
        )

    def train(self, training_data: TrainingData) -> Resource:
        """Learn from `data/safety/`; all other utterances are ordinary unless labelled there."""
        examples = ((message.get(TEXT), message.get_full_intent()) for message in training_data.intent_examples)
        detector = train_detector(self._library, examples)
        with self._storage.write_to(self._resource) as folder:
            detector.save(folder)
        self.use(detector)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Read each message. Button payloads carry no danger."""
        if self._reader is None:
            raise RuntimeError("SafetyLane was asked before it was trained: run `make train`")
        for message in messages:
            text = message.get(TEXT)
            if text and not text.startswith("/"):
                evidence = self._reader.read(message.get(DOC), embedding_of(message))
                verdict = {
                    "lanes": [lane.value for lane in self._reader.lanes(evidence)],
                    "sure": self._reader.is_sure(evidence),
                    "evidence": [item.to_json() for item in evidence],
                }
                message.set(SAFETY, verdict, add_to_output=True)
        return messages
