"""Rasa component: read the plain wording of a message and run our spaCy pipeline over it, once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Optional

from rasa.engine.graph import ExecutionContext
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.tokenizers.tokenizer import Token, Tokenizer
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message
from spacy.language import Language
from spacy.tokens import Doc

from bot.content.loading import load_library
from bot.fingerprint import fingerprint
from bot.nlu import lexicon
from bot.nlu.normaliser import Normalised, Normaliser, normaliser_for
from bot.settings import Settings

EXTRACTOR = "LexiconAnalyzer"
PLAIN_TEXT = "plain_text"
DOC = "plain_doc"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_TOKENIZER, is_trainable=False)
class LexiconAnalyzer(Tokenizer):
    """Tokens, lemmas and entities with canonical ids, from `content/lexicon/`.

    The text stays as it was typed; its plain wording and the spaCy document of that stand beside it on the message.
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
        folder = Settings().root / "bot" / "nlu"
        return fingerprint([Settings().content / "lexicon", folder / "lexicon.py", folder / "normaliser.py"])

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
        normaliser = normaliser_for(library)
        return cls(config, lexicon.build_pipeline(library.lexicon, library.lemmas), normaliser)

    def __init__(self, config: dict[str, Any], nlp: Language, normaliser: Normaliser) -> None:
        super().__init__(config)
        self._nlp = nlp
        self._normaliser = normaliser

    def tokenize(self, message: Message, attribute: str) -> list[Token]:
        """The tokens of one attribute; the message's entities are set on the way."""
        plain = self._normaliser.normalise(message.get(attribute))
        doc = self._nlp(plain.text)
        if attribute == TEXT:
            message.set(PLAIN_TEXT, plain.text)
            message.set(DOC, doc)
            message.set(ENTITIES, message.get(ENTITIES, []) + list(_entities(doc, plain)), add_to_output=True)
        return [
            Token(token.text, *plain.original_span(token.idx, token.idx + len(token.text)), lemma=token.lemma_)
            for token in doc
            if not token.is_space
        ]


def _entities(doc: Doc, plain: Normalised) -> Iterator[dict[str, Any]]:
    for mention in lexicon.mentions(doc):
        start, end = plain.original_span(mention.start, mention.end)
        yield {"entity": mention.entity, "value": mention.value, "start": start, "end": end, "extractor": EXTRACTOR}


def plain_text(message: Message) -> str:
    """The message in plain words, as `LexiconAnalyzer` reads it; as typed when it did not run."""
    return str(message.get(PLAIN_TEXT) or message.get(TEXT))
