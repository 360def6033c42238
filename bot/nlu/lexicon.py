"""A blank spaCy pipeline made from `content/lexicon/`: tokens, lemmas and named things with their ids."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import spacy
from spacy.language import Language
from spacy.lookups import Lookups
from spacy.tokens import Doc

from bot.content.models import LexiconEntry, LexiconFile


@dataclass(frozen=True)
class Mention:
    """Something named in a message: where it stands, what kind it is, and its canonical id."""

    entity: str
    value: str
    start: int
    end: int


def build_pipeline(lexicon: Mapping[str, LexiconFile], lemmas: Mapping[str, str]) -> Language:
    """The pipeline. Words match whatever their case; the longest match wins."""
    nlp = spacy.blank("en")
    lemmatizer = nlp.add_pipe("lemmatizer", config={"mode": "lookup"})
    lookups = Lookups()
    lookups.add_table("lemma_lookup", dict(lemmas))
    lemmatizer.initialize(lookups=lookups)  # type: ignore[attr-defined]
    ruler = nlp.add_pipe("entity_ruler", config={"phrase_matcher_attr": "LOWER"})
    patterns = [p for file in lexicon.values() for entry in file.entries for p in _patterns(file.entity, entry)]
    ruler.add_patterns(patterns)  # type: ignore[attr-defined]
    return nlp


def _patterns(entity: str, entry: LexiconEntry) -> Iterator[dict[str, object]]:
    for pattern in (*entry.words, *entry.patterns):
        yield {"label": entity, "id": entry.id, "pattern": pattern}


def mentions(doc: Doc) -> list[Mention]:
    """What a processed message names, in order."""
    return [Mention(ent.label_, ent.ent_id_, ent.start_char, ent.end_char) for ent in doc.ents]
