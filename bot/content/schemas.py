"""JSON Schemas of the content files, for editors' YAML plug-ins."""

from __future__ import annotations

import json
from pathlib import Path

from bot.content.conversation_models import ConversationWords, LanguageFile
from bot.content.models import (
    Answer,
    BriefsFile,
    ContentModel,
    ExceptionsFile,
    LemmaFile,
    LexiconFile,
    RouteFile,
    SpellingFile,
    WordingFile,
)
from bot.content.safety_models import Lane, PatternWords
from bot.triage.models import FactsFile, QuestionsFile, ResultFile, TableFile

SCHEMAS: dict[str, type[ContentModel]] = {
    "advice": Answer,
    "routes": RouteFile,
    "wording": WordingFile,
    "lexicon": LexiconFile,
    "lemmas": LemmaFile,
    "spelling": SpellingFile,
    "conversation-words": ConversationWords,
    "languages": LanguageFile,
    "safety": Lane,
    "safety-words": PatternWords,
    "exceptions": ExceptionsFile,
    "briefs": BriefsFile,
    "triage-facts": FactsFile,
    "triage-questions": QuestionsFile,
    "triage-routes": TableFile,
    "triage-result": ResultFile,
}


def schema_text(name: str) -> str:
    """The schema of one kind of content file, as it stands in `content/schema/<name>.json`."""
    return json.dumps(SCHEMAS[name].schema(), indent=2) + "\n"


def write_schemas(folder: Path) -> list[Path]:
    """Write every schema and return the files."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for name in SCHEMAS:
        path = folder / f"{name}.json"
        path.write_text(schema_text(name), encoding="utf-8")
        paths.append(path)
    return paths
