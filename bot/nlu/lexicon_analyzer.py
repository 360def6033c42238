"""Rasa component: run our spaCy pipeline once a message; give Rasa its tokens and its entities."""

from __future__ import annotations

from typing import Any, Optional

from rasa.engine.graph import ExecutionContext
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.tokenizers.tokenizer import Token, Tokenizer
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message
from spacy.language import Language

from bot.content.loading import load_library
from bot.fingerprint import fingerprint
from bot.nlu import lexicon
from bot.settings import Settings

EXTRACTOR = "LexiconAnalyzer"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_TOKENIZER, is_trainable=False)
class LexiconAnalyzer(Tokenizer):
    """Tokens, lemmas and entities with canonical ids, from `content/lexicon/`.

    Rasa's own spaCy extractor runs the pipeline a second time and drops the ids.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Intents are never split into words."""
        return {"intent_tokenization_flag": False, "intent_split_symbol": "_"}

    @staticmethod
    def required_packages() -> list[str]:
        """A new spaCy may cut words elsewhere, so it retrains."""
        return ["spacy"]

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> Optional[str]:
        """Retrains when the word lists or the pipeline's own code change."""
        return fingerprint([Settings().content / "lexicon", Settings().root / "bot" / "nlu" / "lexicon.py"])

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> LexiconAnalyzer:
        """Build the pipeline from the content folder. Raises ContentError when it cannot be read."""
        library = load_library(Settings().content).require_clean()
        return cls(config, lexicon.build_pipeline(library.lexicon, library.lemmas))

    def __init__(self, config: dict[str, Any], nlp: Language) -> None:
        super().__init__(config)
        self._nlp = nlp

    def tokenize(self, message: Message, attribute: str) -> list[Token]:
        """The tokens of one attribute; the message's entities are set on the way."""
        doc = self._nlp(message.get(attribute))
        if attribute == TEXT:
            found = [
                {
                    "entity": mention.entity,
                    "value": mention.value,
                    "start": mention.start,
                    "end": mention.end,
                    "extractor": EXTRACTOR,
                }
                for mention in lexicon.mentions(doc)
            ]
            message.set(ENTITIES, message.get(ENTITIES, []) + found, add_to_output=True)
        return [Token(token.text, token.idx, lemma=token.lemma_ or token.text) for token in doc if not token.is_space]
