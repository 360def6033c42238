"""Reviewed patterns that notice danger: compiled from `content/safety/` into spaCy token patterns."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from spacy.language import Language
from spacy.matcher import Matcher
from spacy.tokens import Doc, Span

from bot.content.loading import Library
from bot.content.safety_models import Lane, LaneId, PatternWords
from bot.content.yaml_source import Key, line_of
from bot.errors import CyberProtectError, Problem
from bot.nlu.lexicon import build_pipeline
from bot.nlu.normaliser import word_counts

GAPS = {"..": 3, "...": 7}
SENTENCE_END = {".", "!", "?", "\n"}
# How many words before a match may deny it ("I am not", "nobody has ever").
DENIAL_REACH = 4
CHILD_AGE = "^([4-9]|1[0-7])$"

TokenPattern = list[dict[str, object]]
WordSet = Mapping[str, list[str]]


@dataclass(frozen=True)
class PatternMatch:
    """A pattern that fired, and the tokens (first, last + 1) that it covers."""

    lane: LaneId
    pattern: str
    start: int
    end: int


class PatternError(CyberProtectError):
    """A pattern that cannot be compiled."""


@dataclass(frozen=True)
class _Wording:
    """One row of words: the pattern it belongs to, and one of these words must be there for it to match."""

    lane: LaneId
    pattern: str
    unguarded: bool
    tokens: TokenPattern
    anchor: frozenset[str]


class DangerPatterns:
    """All patterns of all lanes over one spaCy pipeline.

    There are many wordings and a message holds few words. Each wording waits for its rarest word (`anchor`);
    only those whose word came up are matched.
    """

    def __init__(self, nlp: Language, lanes: Mapping[LaneId, Lane], words: PatternWords) -> None:
        self._vocab = nlp.vocab
        compiler = Compiler(nlp, words.groups)
        self._waiting: dict[str, list[_Wording]] = defaultdict(list)
        for lane_id, lane in lanes.items():
            for pattern in lane.patterns:
                for text in pattern.any_of:
                    tokens = compiler.compile(text)
                    wording = _Wording(lane_id, pattern.id, pattern.unguarded, tokens, _rarest(tokens))
                    for word in wording.anchor or {""}:
                        self._waiting[word].append(wording)
        self._matchers: dict[int, Matcher] = {}
        self._before = self._matcher([compiler.compile(text) for text in words.silenced_before])
        self._anywhere = self._matcher([compiler.compile(text) for text in words.silenced_anywhere])

    def _matcher(self, patterns: list[TokenPattern]) -> Matcher:
        matcher = Matcher(self._vocab)
        if patterns:
            matcher.add("pattern", patterns, greedy="LONGEST")
        return matcher

    def find(self, doc: Doc) -> list[PatternMatch]:
        """Every pattern that fires on a message (already normalised), each once."""
        found: dict[tuple[LaneId, str], PatternMatch] = {}
        sentences = list(sentence_spans(doc))
        waiting = {id(wording): wording for word in ("", *_lemmas(doc)) for wording in self._waiting.get(word, ())}
        for wording in waiting.values():
            key = (wording.lane, wording.pattern)
            if key in found:
                continue
            for _, start, end in self._matcher_of(wording)(doc):
                if wording.unguarded or not self._silenced(doc[start:end], sentences):
                    found[key] = PatternMatch(wording.lane, wording.pattern, start, end)
                    break
        return list(found.values())

    def _matcher_of(self, wording: _Wording) -> Matcher:
        """Made when it is first wanted: most wordings never are."""
        if id(wording) not in self._matchers:
            self._matchers[id(wording)] = self._matcher([wording.tokens])
        return self._matchers[id(wording)]

    def _silenced(self, span: Span, sentences: list[Span]) -> bool:
        sentence = next(s for s in sentences if s.start <= span.start < s.end)
        before = span.doc[max(sentence.start, span.start - DENIAL_REACH) : span.start]
        return bool(self._before(before)) or bool(self._anywhere(sentence))


def _lemmas(doc: Doc) -> set[str]:
    return {token.lemma_ for token in doc}


def _rarest(tokens: TokenPattern) -> frozenset[str]:
    """The words of that required place in a pattern which come up least in English; none when none is required."""
    required = [
        frozenset(cast(WordSet, token["LEMMA"])["IN"]) for token in tokens if "LEMMA" in token and "OP" not in token
    ]
    return min(required, key=lambda words: sum(word_counts().get(word, 0) for word in words), default=frozenset())


def check_patterns(library: Library) -> list[Problem]:
    """Patterns that do not compile, each with its file and line."""
    nlp = build_pipeline(library.lexicon, library.lemmas)
    folder = library.root / "safety"
    places: list[tuple[Path, tuple[Key, ...], str]] = [
        (folder / f"{lane_id.value}.yml", ("patterns", index, "any_of", position), text)
        for lane_id, lane in library.lanes.items()
        for index, pattern in enumerate(lane.patterns)
        for position, text in enumerate(pattern.any_of)
    ]
    words = library.lane_words
    for name in ("silenced_before", "silenced_anywhere"):
        texts = getattr(words, name) or ()
        places += [(folder / "_words.yml", (name, index), text) for index, text in enumerate(texts)]
    try:
        compiler = Compiler(nlp, words.groups or {})
    except PatternError as error:
        return [Problem(folder / "_words.yml", 1, str(error))]
    problems = []
    for path, keys, text in places:
        try:
            compiler.compile(text)
        except PatternError as error:
            problems.append(Problem(path, line_of(path, keys), str(error)))
    return problems


def sentence_spans(doc: Doc) -> Iterator[Span]:
    """The message cut at full stops, question and exclamation marks. People on phones often write none."""
    start = 0
    for token in doc:
        if token.text[0] in SENTENCE_END:
            yield doc[start : token.i + 1]
            start = token.i + 1
    if start < len(doc):
        yield doc[start : len(doc)]


class Compiler:
    """Turns the notation of content/safety/README.md into spaCy token patterns."""

    def __init__(self, nlp: Language, groups: Mapping[str, Iterable[str]]) -> None:
        self._nlp = nlp
        self._known: dict[str, str] = {}
        self._groups = {name: frozenset(self._lemma(word) for word in words) for name, words in groups.items()}

    def compile(self, text: str) -> TokenPattern:
        """One pattern. Raises PatternError for an unknown group or an empty word."""
        return [self._token(part, text) for part in text.split()]

    def _token(self, part: str, text: str) -> dict[str, object]:
        if part in GAPS:
            return {"ORTH": {"NOT_IN": sorted(SENTENCE_END)}, "OP": f"{{0,{GAPS[part]}}}"}
        optional = part.endswith("?") and len(part) > 1
        body = part[:-1] if optional else part
        token: dict[str, object] = {"OP": "?"} if optional else {}
        if body == "#":
            return {**token, "LIKE_NUM": True}
        if body == "#child":
            return {**token, "LOWER": {"REGEX": CHILD_AGE}}
        words = {word for name in body.split("|") for word in self._words(name, text)}
        return {**token, "LEMMA": {"IN": sorted(words)}}

    def _words(self, name: str, text: str) -> frozenset[str]:
        if not name or name == "@":
            raise PatternError(f"pattern '{text}' holds an empty word")
        if not name.startswith("@"):
            return frozenset({self._lemma(name)})
        if name[1:] not in self._groups:
            raise PatternError(f"pattern '{text}' names '{name}', which is no group in content/safety/_words.yml")
        return self._groups[name[1:]]

    def _lemma(self, word: str) -> str:
        if word not in self._known:
            self._known[word] = self._looked_up(word)
        return self._known[word]

    def _looked_up(self, word: str) -> str:
        doc = self._nlp.make_doc(word.lower())
        if len(doc) != 1:
            spaced = " ".join(token.text for token in doc)
            raise PatternError(f"'{word}' is more than one word here: write '{spaced}'")
        for _, pipe in self._nlp.pipeline:
            doc = pipe(doc)
        return str(doc[0].lemma_)
