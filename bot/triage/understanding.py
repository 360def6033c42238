"""What a message says of an incident, by the words and patterns of `content/triage/facts.yml`. No guess is made."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import spacy
from spacy.matcher import Matcher, PhraseMatcher
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from bot.content.models import LexiconFile
from bot.triage.models import FactsFile, Question

# A command is a short message: "go back", not a sentence in which the word "back" stands.
MAX_COMMAND_WORDS = 6
# "my child" means the button "My child or a child I know"; "it" means nothing.
MIN_PART_OF_LABEL = 4
_APOSTROPHES = str.maketrans("’‘`", "'''")


@dataclass(frozen=True)
class Heard:
    """What one message holds."""

    facts: Mapping[str, str] = field(default_factory=dict)
    weak: Mapping[str, str] = field(default_factory=dict)
    command: str | None = None
    corrects: bool = False
    asks: bool = False


class Listener:
    """Finds facts, commands and corrections in a message. Built once; safe to share."""

    def __init__(self, file: FactsFile, lexicon: Mapping[str, LexiconFile]) -> None:
        self._file = file
        self._nlp = spacy.blank("en")
        self._facts = {name: self._matchers(name, lexicon) for name in file.facts}
        self._corrections = self._phrases({"correction": file.correction_words})
        self._commands = {level(phrase): command for command, phrases in file.commands.items() for phrase in phrases}

    def hear(self, text: str, question: Question | None = None) -> Heard:
        """Everything the message says; `question` is the one it may answer."""
        doc = self._nlp(text.translate(_APOSTROPHES))
        found = dict(self._all_facts(doc))
        weak = {name: value for name, (value, is_weak) in found.items() if is_weak}
        facts = {name: value for name, (value, is_weak) in found.items() if not is_weak}
        command = self._command(text)
        corrects = bool(self._corrections(doc))
        if question:
            facts = {**facts, **self._answer(text, question, command)}
            if question.about not in facts:
                facts = {**self._hinted(text, question, facts, corrects), **facts}
        return Heard(facts, weak, command, corrects, self._is_question(text))

    def _hinted(self, text: str, question: Question, facts: Mapping[str, str], corrects: bool) -> dict[str, str]:
        """What a message means that starts with yes or no, or tells something that only follows from a yes."""
        for name in (name for name in question.hints if name in facts):
            # A tax office is no account that was taken over: what its value implies is known without a hint.
            if question.about not in self._implied(name, facts[name]):
                return question.hints[name]
        first = next(iter(level(text).split()), "")
        meant = {"affirm": question.if_yes, "deny": question.if_no}.get(self._commands.get(first, ""))
        option = question.option(meant) if meant and not corrects else None
        return dict(option.sets) if option else {}

    def _implied(self, name: str, value: str) -> Mapping[str, str]:
        return next(item.implies for item in self._file.facts[name].values if item.id == value)

    def _command(self, text: str) -> str | None:
        plain = level(text)
        return self._commands.get(plain) if len(plain.split()) <= MAX_COMMAND_WORDS else None

    def _is_question(self, text: str) -> bool:
        plain = level(text)
        starts = any(plain == word or plain.startswith(f"{word} ") for word in map(level, self._file.question_words))
        return starts or text.rstrip().endswith("?")

    def _answer(self, text: str, question: Question, command: str | None) -> dict[str, str]:
        """What a yes, a no, the words on a button or its number mean under this question."""
        plain = level(text)
        meant = {"affirm": question.if_yes, "deny": question.if_no}.get(command or "")
        for number, option in enumerate(question.options, 1):
            if plain in (level(option.label), str(number)) or option.id == meant:
                return dict(option.sets)
        parts = [option for option in question.options if f" {plain} " in f" {level(option.label)} "]
        clear = len(parts) == 1 and len(plain) >= MIN_PART_OF_LABEL and command is None
        return dict(parts[0].sets) if clear else {}

    def _all_facts(self, doc: Doc) -> Iterator[tuple[str, tuple[str, bool]]]:
        for name, find in self._facts.items():
            spans = find(doc)
            if spans:
                yield name, self._strongest(name, spans)

    def _strongest(self, name: str, spans: list[Span]) -> tuple[str, bool]:
        """The value that stands first in the file, and whether only weak words named it."""
        order = {value.id: index for index, value in enumerate(self._file.facts[name].values)}
        best = min(spans, key=lambda span: order[_value(span)])
        return _value(best), best.label_.startswith("weak:")

    def _matchers(self, name: str, lexicon: Mapping[str, LexiconFile]) -> _Finder:
        fact = self._file.facts[name]
        shared = {entry.id: entry for entry in lexicon[fact.lexicon].entries} if fact.lexicon else {}
        words: dict[str, list[str]] = {}
        patterns: dict[str, list[list[dict[str, object]]]] = {}
        for value in fact.values:
            entry = shared.get(value.id)
            words[value.id] = [*value.words, *(entry.words if entry else [])]
            words[f"weak:{value.id}"] = value.weak_words
            patterns[f"weak:{value.id}"] = value.weak_patterns
            patterns[value.id] = [*value.patterns, *(entry.patterns if entry else [])]
        return _Finder(self._phrases(words), self._token_patterns(patterns))

    def _phrases(self, words: Mapping[str, list[str]]) -> PhraseMatcher:
        matcher = PhraseMatcher(self._nlp.vocab, attr="LOWER")
        for key, phrases in words.items():
            if phrases:
                matcher.add(key, [self._nlp.make_doc(phrase) for phrase in phrases])
        return matcher

    def _token_patterns(self, patterns: Mapping[str, list[list[dict[str, object]]]]) -> Matcher:
        matcher = Matcher(self._nlp.vocab)
        for key, given in patterns.items():
            if given:
                matcher.add(key, given)
        return matcher


@dataclass(frozen=True)
class _Finder:
    """The phrases and patterns of one fact."""

    phrases: PhraseMatcher
    patterns: Matcher

    def __call__(self, doc: Doc) -> list[Span]:
        """What is named, the longest where two overlap; weak words only when there are no others."""
        patterned = self.patterns(doc, as_spans=True) if len(self.patterns) else []
        spans = [*self.phrases(doc, as_spans=True), *patterned]
        strong = [span for span in spans if not span.label_.startswith("weak:")]
        return filter_spans(strong or spans)


def _value(span: Span) -> str:
    return span.label_.removeprefix("weak:")


def level(text: str) -> str:
    """The text with case, punctuation and spacing levelled."""
    plain = re.sub(r"['’‘`]", "", text.lower())
    return re.sub(r"[^a-z0-9]+", " ", plain).strip()
