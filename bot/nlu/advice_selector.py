"""Rasa component: tell advice from small talk, and rank every reviewed answer for the message."""

from __future__ import annotations

from typing import Any, Optional

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.constants import DEFAULT_NLU_FALLBACK_INTENT_NAME
from rasa.shared.nlu.constants import (
    INTENT,
    INTENT_NAME_KEY,
    INTENT_RANKING_KEY,
    PREDICTED_CONFIDENCE_KEY,
    TEXT,
)
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.content.loading import load_library
from bot.content.utterances import RETRIEVAL_INTENT
from bot.dialogue.several import questions
from bot.fingerprint import fingerprint
from bot.nlu.encoder import adapter_path, shared_encoder
from bot.nlu.lexicon_analyzer import plain_text
from bot.nlu.normaliser import normaliser_for
from bot.nlu.ranker import Ranker
from bot.nlu.sentence_featurizer import embedding_of
from bot.settings import Settings

# Long enough to hold what a short message means in the light of the topic in hand (bot/dialogue/follow_up.py).
RANKING_LENGTH = 30
OUT_OF_SCOPE = frozenset(
    (
        "gibberish",
        "harmful_request",
        "other_language",
        "out_of_scope",
        "police_matter",
        "professional_advice",
        "prompt_injection",
    )
)


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class AdviceSelector(IntentClassifier, GraphComponent):
    """One model over all intents: `advice/<answer>` and the few others.

    Publishes `intent`, `intent_ranking` and Rasa's `response_selector` ranking.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Below `answer_threshold` the answers are offered, below `offer_threshold` none is."""
        return {"answer_threshold": 0.45, "offer_threshold": 0.20, "part_threshold": 0.60, "out_of_scope_odds": 8.0}

    @staticmethod
    def required_packages() -> list[str]:
        """The libraries whose versions decide what is learned."""
        return ["sklearn", "onnxruntime"]

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> Optional[str]:
        """Retrains when the code that learns or encodes changes."""
        folder = Settings().root / "bot" / "nlu"
        code = [folder / name for name in ("ranker.py", "encoder.py", "encoder_export.py", "normaliser.py")]
        return fingerprint([*code, adapter_path()])

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> AdviceSelector:
        """An untrained selector."""
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> AdviceSelector:
        """The trained selector. Raises rather than serve an untrained one."""
        with model_storage.read_from(resource) as folder:
            selector = cls(config, model_storage, resource, Ranker.load(folder))
        _SERVING.append(selector)
        del _SERVING[:-1]
        return selector

    def __init__(
        self, config: dict[str, Any], model_storage: ModelStorage, resource: Resource, ranker: Optional[Ranker] = None
    ) -> None:
        self._config = config
        self._storage = model_storage
        self._resource = resource
        self._ranker = ranker
        library = load_library(Settings().content).require_clean()
        self._words, self._normaliser = library.words, normaliser_for(library)

    def train(self, training_data: TrainingData) -> Resource:
        """Learn every labelled utterance and keep the result in the model archive."""
        examples = training_data.intent_examples
        self._ranker = Ranker.fit(
            [plain_text(example) for example in examples],
            np.stack([embedding_of(example) for example in examples]),
            [example.get_full_intent() for example in examples],
        )
        with self._storage.write_to(self._resource) as folder:
            self._ranker.save(folder)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Rank each message. Button payloads are left to Rasa's own handler."""
        if self._ranker is None:
            raise RuntimeError("AdviceSelector was asked before it was trained: run `make train`")
        for message in messages:
            text = message.get(TEXT)
            if text and not text.startswith("/"):
                self._understand(message, self._ranker.rank(plain_text(message), embedding_of(message)))
                self._note_several(message, self._ranker)
        return messages

    def rank(self, text: str) -> list[tuple[str, float]]:
        """Every label with its probability for a text that is no message by itself."""
        if self._ranker is None:
            raise RuntimeError("AdviceSelector was asked before it was trained: run `make train`")
        plain = self._normaliser.normalise(text).text
        return self._ranker.rank(plain, shared_encoder().encode([plain])[0])

    def _note_several(self, message: Message, ranker: Ranker) -> None:
        """`several`: the best answer to each question of a message, when it holds more than one that is clear."""
        parts = questions(message.get(TEXT), self._words)
        if len(parts) == 1:
            return
        plain = [self._normaliser.normalise(part).text for part in parts]
        ranked = zip(plain, shared_encoder().encode(plain), strict=True)
        best = [ranker.rank(text, embedding)[0] for text, embedding in ranked]
        prefix = f"{RETRIEVAL_INTENT}/"
        clear = (label for label, score in best if score >= self._config["part_threshold"] and label.startswith(prefix))
        message.get("response_selector")[RETRIEVAL_INTENT]["several"] = [
            label.removeprefix(prefix) for label in dict.fromkeys(clear)
        ]

    def _understand(self, message: Message, ranking: list[tuple[str, float]]) -> None:
        prefix = f"{RETRIEVAL_INTENT}/"
        answers = [(label, score) for label, score in ranking if label.startswith(prefix)]
        intents = self._intents(answers, [item for item in ranking if not item[0].startswith(prefix)])
        best_answer = answers[0][1] if answers else 0.0
        if intents[0][0] == RETRIEVAL_INTENT and best_answer < self._config["offer_threshold"]:
            intents.insert(0, (DEFAULT_NLU_FALLBACK_INTENT_NAME, 1.0 - best_answer))
        named = [{INTENT_NAME_KEY: label, PREDICTED_CONFIDENCE_KEY: score} for label, score in intents]
        message.set(INTENT, named[0], add_to_output=True)
        message.set(INTENT_RANKING_KEY, named[:RANKING_LENGTH], add_to_output=True)
        message.set("response_selector", self._selection(answers[:RANKING_LENGTH], best_answer), add_to_output=True)

    def _intents(self, answers: list[tuple[str, float]], others: list[tuple[str, float]]) -> list[tuple[str, float]]:
        """Every intent with its probability, the likeliest first.

        What is out of scope counts for more than its few utterances say: people ask anything at all.
        """
        odds = float(self._config["out_of_scope_odds"])
        weighted = {label: score * (odds if label in OUT_OF_SCOPE else 1.0) for label, score in others}
        weighted[RETRIEVAL_INTENT] = sum(score for _, score in answers)
        total = sum(weighted.values())
        return sorted(((label, score / total) for label, score in weighted.items()), key=lambda item: -item[1])

    def _selection(self, answers: list[tuple[str, float]], best: float) -> dict[str, Any]:
        """Rasa's ResponseSelector format, with `certain` beside it: answer, or offer the best few."""
        ranking = [{"intent_response_key": label, PREDICTED_CONFIDENCE_KEY: score} for label, score in answers]
        response = {
            **(ranking[0] if ranking else {}),
            "responses": [],
            "utter_action": f"utter_{RETRIEVAL_INTENT}",
        }
        certain = best >= self._config["answer_threshold"]
        return {
            "all_retrieval_intents": [RETRIEVAL_INTENT],
            RETRIEVAL_INTENT: {"response": response, "ranking": ranking, "certain": certain},
        }


# The selector of the model that this process loaded last. Rasa hands policies no part of the understanding.
_SERVING: list[AdviceSelector] = []


def rank_answers(text: str) -> dict[str, float]:
    """The probability of every answer for a text, by the loaded model. Raises RuntimeError when none is loaded."""
    if not _SERVING:
        raise RuntimeError("no trained model is loaded")
    prefix = f"{RETRIEVAL_INTENT}/"
    return {label.removeprefix(prefix): p for label, p in _SERVING[0].rank(text) if label.startswith(prefix)}
