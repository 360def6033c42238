"""Rasa component: notice a message in another language, and which one it is."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import INTENT, INTENT_NAME_KEY, PREDICTED_CONFIDENCE_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.content.loading import load_library
from bot.content.utterances import RETRIEVAL_INTENT
from bot.nlu.language import LanguageReader, is_latin
from bot.settings import Settings

LANGUAGE = "language"
OTHER_LANGUAGE_INTENT = "other_language"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class LanguageSpotter(IntentClassifier, GraphComponent):
    """Sets the intent `other_language` and leaves the language's code beside it. Stands after `AdviceSelector`."""

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> LanguageSpotter:
        """Reads the languages we have a card for. Raises ContentError when the content cannot be read."""
        return cls(LanguageReader(load_library(Settings().content).require_clean().languages))

    def __init__(self, reader: LanguageReader) -> None:
        self._reader = reader

    def process(self, messages: list[Message]) -> list[Message]:
        """Look at each message. Button payloads are nobody's language."""
        for message in messages:
            text = message.get(TEXT)
            if not text or text.startswith("/"):
                continue
            intent = (message.get(INTENT) or {}).get(INTENT_NAME_KEY)
            # An answer that is certain was asked for in English, however odd its words: "spf n dmarc".
            if intent == RETRIEVAL_INTENT and _is_certain(message) and is_latin(text):
                continue
            if code := self._reader.read(text, intent == OTHER_LANGUAGE_INTENT):
                foreign = {INTENT_NAME_KEY: OTHER_LANGUAGE_INTENT, PREDICTED_CONFIDENCE_KEY: 1.0}
                message.set(INTENT, foreign, add_to_output=True)
                message.set(LANGUAGE, code, add_to_output=True)
        return messages


def _is_certain(message: Message) -> bool:
    return bool((message.get("response_selector") or {}).get(RETRIEVAL_INTENT, {}).get("certain"))
