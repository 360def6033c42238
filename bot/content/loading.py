"""Load the whole of `content/` into one read-only library."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from bot.content import yaml_source
from bot.content.conversation_models import ConversationWords, LanguageFile
from bot.content.models import (
    Answer,
    Area,
    BriefsFile,
    ContentModel,
    ExceptionsFile,
    LemmaFile,
    LexiconFile,
    Reply,
    Route,
    RouteFile,
    SpellingFile,
    WordingFile,
)
from bot.content.route_names import route_names
from bot.content.safety_models import Lane, LaneId, PatternWords
from bot.errors import ContentError, Problem
from bot.triage.models import FactsFile, QuestionsFile, ResultFile, TableFile, TriageFiles

Model = TypeVar("Model", bound=ContentModel)


@dataclass(frozen=True)
class AnswerEntry:
    """An answer with what its file's place says about it."""

    id: str
    area: Area
    path: Path
    answer: Answer


@dataclass(frozen=True)
class Place:
    """Where in which file something stands."""

    path: Path
    keys: tuple[yaml_source.Key, ...]


@dataclass(frozen=True)
class Library:
    """Everything under `content/`, by id. Files that could not be read are in `problems`."""

    root: Path
    answers: Mapping[str, AnswerEntry] = field(default_factory=dict)
    routes: Mapping[str, Route] = field(default_factory=dict)
    route_places: Mapping[str, Place] = field(default_factory=dict)
    replies: Mapping[str, Reply] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)
    wording_places: Mapping[str, Place] = field(default_factory=dict)
    lexicon: Mapping[str, LexiconFile] = field(default_factory=dict)
    lemmas: Mapping[str, str] = field(default_factory=dict)
    words: ConversationWords = field(default_factory=ConversationWords.construct)
    languages: Mapping[str, LanguageFile] = field(default_factory=dict)
    spelling: SpellingFile = field(default_factory=SpellingFile)
    lanes: Mapping[LaneId, Lane] = field(default_factory=dict)
    lane_words: PatternWords = field(default_factory=PatternWords.construct)
    exceptions: ExceptionsFile = field(default_factory=ExceptionsFile)
    briefs: tuple[str, ...] = ()
    triage: TriageFiles | None = None
    problems: tuple[Problem, ...] = ()

    def require_clean(self) -> Library:
        """This library, or a ContentError listing every file that could not be read."""
        if self.problems:
            raise ContentError(list(self.problems))
        return self


class _Loader:
    """Reads files one by one and keeps going, so that an editor sees every problem at once."""

    def __init__(self, content: Path) -> None:
        self.content = content
        self.problems: list[Problem] = []

    def parse(self, path: Path, model: type[Model]) -> Model | None:
        """The file as `model`, or None with its problems noted."""
        try:
            data = yaml_source.read(path)
        except ContentError as error:
            self.problems += error.problems
            return None
        if not isinstance(data, dict):
            self.problems.append(Problem(path, 1, "expected keys and values, as in content/README.md"))
            return None
        try:
            return model.parse_obj(data)
        except ValidationError as error:
            self.problems += [
                Problem(path, yaml_source.line_of(path, item["loc"]), _humanise(item)) for item in error.errors()
            ]
            return None

    def parse_all(self, folder: str, model: type[Model], skip: str = "_") -> Iterator[tuple[Path, Model]]:
        """Every readable file below `folder`; names that start with `skip` are shared parts."""
        for path in sorted((self.content / folder).rglob("*.yml")):
            if not path.name.startswith(skip):
                parsed = self.parse(path, model)
                if parsed is not None:
                    yield path, parsed

    def optional(self, name: str, model: type[Model]) -> Model:
        """The file `name`, or an empty `model` when there is none."""
        path = self.content / name
        empty = model.construct(**{key: item.get_default() for key, item in model.__fields__.items()})
        return (self.parse(path, model) if path.exists() else None) or empty

    def answers(self) -> dict[str, AnswerEntry]:
        found: dict[str, AnswerEntry] = {}
        areas = {area.value: area for area in Area}
        for path, answer in self.parse_all("advice", Answer):
            area = areas.get(path.parent.name)
            if area is None:
                self.problems.append(Problem(path, 1, f"folder must be one of: {', '.join(areas)}"))
            elif path.stem in found:
                self.problems.append(Problem(path, 1, f"answer id already used by {found[path.stem].path}"))
            else:
                found[path.stem] = AnswerEntry(path.stem, area, path, answer)
        return found

    def routes(self) -> tuple[dict[str, Route], dict[str, Place]]:
        found: dict[str, Route] = {}
        places: dict[str, Place] = {}
        for path, route_file in self.parse_all("routes", RouteFile):
            for index, route in enumerate(route_file.routes):
                place = Place(path, ("routes", index))
                if self._is_new(route.id, place, places):
                    found[route.id] = route
        return found, places

    def wording(self) -> tuple[dict[str, Reply], dict[str, str], dict[str, Place]]:
        replies: dict[str, Reply] = {}
        labels: dict[str, str] = {}
        places: dict[str, Place] = {}
        for path, wording in self.parse_all("wording", WordingFile):
            for key, reply in wording.replies.items():
                if self._is_new(key, Place(path, ("replies", key)), places):
                    replies[key] = reply
            for key, label in wording.labels.items():
                if self._is_new(key, Place(path, ("labels", key)), places):
                    labels[key] = label
        return replies, labels, places

    def languages(self) -> dict[str, LanguageFile]:
        return {item.code: item for _, item in self.parse_all("languages", LanguageFile)}

    def lanes(self) -> dict[LaneId, Lane]:
        found: dict[LaneId, Lane] = {}
        known = {lane.value: lane for lane in LaneId}
        for path, lane in self.parse_all("safety", Lane):
            if path.stem in known:
                found[known[path.stem]] = lane
            else:
                self.problems.append(Problem(path, 1, f"file must be called after one of: {', '.join(known)}"))
        return dict(sorted(found.items(), key=lambda item: item[1].urgency))

    def triage(self) -> TriageFiles | None:
        """The four files of `content/triage/`, or None when there is no such folder or one cannot be read."""
        folder = self.content / "triage"
        if not folder.is_dir():
            return None
        facts = self.parse(folder / "facts.yml", FactsFile)
        questions = self.parse(folder / "questions.yml", QuestionsFile)
        table = self.parse(folder / "routes.yml", TableFile)
        result = self.parse(folder / "result.yml", ResultFile)
        return TriageFiles(facts, questions, table, result) if facts and questions and table and result else None

    def _is_new(self, key: str, place: Place, places: dict[str, Place]) -> bool:
        if key in places:
            line = yaml_source.line_of(place.path, place.keys)
            self.problems.append(Problem(place.path, line, f"id '{key}' is already used in {places[key].path}"))
            return False
        places[key] = place
        return True


def load_library(content: Path) -> Library:
    """Load everything below the folder `content`. Problems are collected, not raised."""
    if not content.is_dir():
        raise ContentError([Problem(content, 1, "no such folder: run this in the project, or set CYBERPROTECT_HOME")])
    loader = _Loader(content)
    answers = loader.answers()
    routes, route_places = loader.routes()
    replies, labels, wording_places = loader.wording()
    lexicon = {item.entity: item for _, item in loader.parse_all("lexicon", LexiconFile)}
    if names := route_names(routes, lexicon.values()):
        lexicon[names.entity] = names
    lemma_file = loader.optional("lexicon/_lemmas.yml", LemmaFile)
    return Library(
        root=content,
        answers=answers,
        routes=routes,
        route_places=route_places,
        replies=replies,
        labels=labels,
        wording_places=wording_places,
        lexicon=lexicon,
        lemmas={form: base for base, forms in (lemma_file.lemmas or {}).items() for form in forms},
        words=loader.optional("conversation/words.yml", ConversationWords),
        languages=loader.languages(),
        spelling=loader.optional("lexicon/_spelling.yml", SpellingFile),
        lanes=loader.lanes(),
        lane_words=loader.optional("safety/_words.yml", PatternWords),
        exceptions=loader.optional("exceptions.yml", ExceptionsFile),
        briefs=tuple(loader.optional("briefs.yml", BriefsFile).briefs or ()),
        triage=loader.triage(),
        problems=tuple(loader.problems),
    )


def _humanise(item: Mapping[str, Any]) -> str:
    """A pydantic error as a sentence an editor can act on."""
    where = ".".join(str(part) for part in item["loc"] if part != "__root__")
    message = str(item["msg"])
    if item["type"] == "value_error.missing":
        message = "this field is missing"
    elif item["type"] == "value_error.extra":
        message = "unknown key: remove it or correct the spelling"
    elif item["type"] == "value_error.str.regex":
        message = "ids are lower-case words joined by hyphens"
    return f"{where}: {message}" if where else message
