"""The course of the questions, without Rasa: what a turn does to what is known, and what comes next.

Every course ends. A question is put twice more at most when it is not understood, other matters may come between three
times running, and no course asks more often than `MAX_ASKED`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any, Literal

from bot.content.loading import Library
from bot.triage.facts import Facts
from bot.triage.models import Question, TriageFiles
from bot.triage.questions import next_question
from bot.triage.table import Table
from bot.triage.understanding import Heard, Listener

MAX_UNCLEAR = 2
MAX_INTERRUPTIONS = 3
MAX_ASKED = 40

CONTROLS = frozenset({"stop", "skip", "not-sure", "back", "carry-on"})

Ending = Literal["complete", "stopped", "unclear"]
Prefix = Literal["unclear", "back"]


@dataclass(frozen=True)
class State:
    """Everything a conversation remembers of its triage. Plain data: it lives in one Rasa slot."""

    facts: dict[str, str] = field(default_factory=dict)
    weak: tuple[str, ...] = ()
    closed: tuple[str, ...] = ()
    trail: tuple[str, ...] = ()
    asking: str | None = None
    prefix: Prefix | None = None
    times_asked: dict[str, int] = field(default_factory=dict)
    unclear: int = 0
    interruptions: int = 0
    shown: int = 0
    ending: Ending | None = None

    def to_json(self) -> dict[str, Any]:
        """Plain data for the slot."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any] | None) -> State:
        """The state in a slot; an empty one when there is none."""
        plain: dict[str, Any] = {**(data or {})}
        for name in plain.keys() & {"weak", "closed", "trail"}:
            plain[name] = tuple(plain[name])
        return cls(**plain)


@dataclass(frozen=True)
class Turn:
    """What came of a message. Not understood: somebody else may answer it, and the state is as it was."""

    state: State
    understood: bool = True


class Dialogue:
    """The rules of the conversation over one set of files."""

    def __init__(self, files: TriageFiles, library: Library) -> None:
        self.files = files
        self.table = Table(files.table, files.facts)
        self.listener = Listener(files.facts, library.lexicon)

    def question(self, state: State) -> Question | None:
        """The question that is open."""
        return next((item for item in self.files.questions.questions if item.id == state.asking), None)

    def facts(self, state: State) -> Facts:
        """What is known, with what follows from it."""
        return self.table.complete(Facts.of(state.facts))

    def tells_kind(self, texts: list[str]) -> bool:
        """Whether one of the messages says what happened."""
        heard = map(self.listener.hear, texts)
        return any("kind" in {*one.facts, *one.weak} for one in heard)

    def start(self, earlier: State, texts: list[str]) -> State:
        """A new course. What the person said in `texts`, oldest first, counts as told."""
        state = State(times_asked=earlier.times_asked, shown=earlier.shown)
        state = replace(state, times_asked={key: count % 2 for key, count in state.times_asked.items()})
        for text in texts:
            state = _learn(state, self.listener.hear(text), None)
        return self._move_on(state)

    def choose(self, state: State, question_id: str, option_id: str) -> Turn:
        """A button was pressed: an answer, or a change of one given before."""
        question = next((item for item in self.files.questions.questions if item.id == question_id), None)
        option = question.option(option_id) if question else None
        if question is None or option is None:
            return Turn(state, understood=False)
        told = {**state.facts, **option.sets}
        closed = tuple(key for key in state.closed if key != question.id)
        return Turn(self._move_on(_progress(replace(state, facts=told, closed=closed), question.id)))

    def reply(self, state: State, text: str, answerable: bool) -> Turn:
        """A typed message. `answerable`: reviewed advice fits it, so a question may be put aside for it."""
        question = self.question(state)
        heard = self.listener.hear(text, question)
        answered = question is not None and question.about in heard.facts
        if heard.command in CONTROLS and not answered:
            return Turn(self._control(state, heard.command, question))
        if heard.asks and answerable and not heard.corrects:
            return Turn(state, understood=False)
        learned = self._learn_or_correct(state, heard, question, answered)
        if learned.facts != state.facts or answered:
            return Turn(self._move_on(_progress(learned, question.id if answered and question else None)))
        if answerable:
            return Turn(state, understood=False)
        if question and question.otherwise and not heard.command:
            return self.choose(state, question.id, question.otherwise)
        return Turn(self.unclear(state))

    def _learn_or_correct(self, state: State, heard: Heard, question: Question | None, answered: bool) -> State:
        learned = _learn(state, heard, question)
        if learned.facts != state.facts or answered:
            return learned
        # Nothing new, and no answer: what it says against what is known can only be a correction.
        return _learn(state, replace(heard, corrects=True), question)

    def unclear(self, state: State) -> State:
        """The message meant nothing here: ask again, or end when that happened too often."""
        if state.unclear >= MAX_UNCLEAR:
            return _end(state, "unclear")
        return self._ask(replace(state, unclear=state.unclear + 1), state.asking, "unclear")

    def resume(self, state: State) -> State:
        """Something else was said in between: ask again in other words, or end when that happened too often."""
        if state.interruptions >= MAX_INTERRUPTIONS - 1:
            return _end(state, "stopped")
        return self._ask(replace(state, interruptions=state.interruptions + 1), state.asking, "back")

    def _control(self, state: State, command: str | None, question: Question | None) -> State:
        if command == "stop":
            return _end(state, "stopped")
        if command in ("skip", "not-sure") and question:
            return self._move_on(_progress(replace(state, closed=(*state.closed, question.id)), question.id))
        if command == "back" and state.trail:
            previous = state.trail[-1]
            before = next(item for item in self.files.questions.questions if item.id == previous)
            undone = {name for option in before.options for name in option.sets}
            facts = {name: value for name, value in state.facts.items() if name not in undone}
            closed = tuple(key for key in state.closed if key != previous)
            state = replace(state, facts=facts, closed=closed, trail=state.trail[:-1])
            return self._ask(state, previous, None)
        return self._ask(state, state.asking, "back")

    def _move_on(self, state: State) -> State:
        question = next_question(self.table, self.files.questions, Facts.of(state.facts), state.closed)
        return self._ask(state, question.id, None) if question else _end(state, "complete")

    def _ask(self, state: State, question_id: str | None, prefix: Prefix | None) -> State:
        if question_id is None:
            return self._move_on(state)
        if sum(state.times_asked.values()) >= MAX_ASKED:
            return _end(state, "stopped")
        times = {**state.times_asked, question_id: state.times_asked.get(question_id, 0) + 1}
        return replace(state, asking=question_id, prefix=prefix, times_asked=times)


def _progress(state: State, question_id: str | None) -> State:
    """Something was answered: patience is full again, and the question can be gone back to."""
    trail = (*state.trail, question_id) if question_id and question_id not in state.trail[-1:] else state.trail
    return replace(state, trail=trail, unclear=0, interruptions=0)


def _end(state: State, ending: Ending) -> State:
    return replace(state, asking=None, prefix=None, ending=ending, shown=state.shown + 1)


def _learn(state: State, heard: Heard, question: Question | None) -> State:
    """Take what was heard. What is known gives way only to an answer to its question or to a correction."""
    about = {question.about} if question else set()
    new = {
        name: value
        for name, value in heard.facts.items()
        if name not in state.facts or name in state.weak or name in about or heard.corrects
    }
    weak = {name: value for name, value in heard.weak.items() if name not in state.facts and name not in new}
    still_weak = tuple(name for name in state.weak if name not in new) + tuple(weak)
    return replace(state, facts={**state.facts, **weak, **new}, weak=still_weak)
