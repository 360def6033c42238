"""Read a message alone and with the topic in hand; the better reading wins, and says why.

In context, an answer counts by its probability for the message alone times a weight for how near it is to the topic.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, Literal, Optional

from bot.content.loading import AnswerEntry, Library
from bot.dialogue.wording import Wording

Kind = Literal["alone", "button", "variant", "answer", "offer", "several", "people", "next-best"]

# How much nearer than any other answer: one that the topic names, one that names the topic, two steps away.
NAMED, NAMING, TWO_STEPS, SAME_AREA = 30.0, 20.0, 6.0, 2.0
# A message that stands alone with this probability, and has matter of its own, is a new topic however it begins.
NEW_TOPIC = 0.75
# From which share of the weighted probability an answer in context is shown rather than offered.
SHOW = 0.5
# Below this probability for the message alone, weights only multiply noise.
MIN_ALONE = 0.005
OFFERS = 3
# What changes which variant of an answer fits.
READER_ENTITIES = ("device", "platform", "audience")


@dataclass(frozen=True)
class Message:
    """What the understanding made of a message. `named`: entity and value; `named_words`: as they were typed."""

    text: str
    intent: str
    ranking: tuple[tuple[str, float], ...] = ()
    certain: bool = False
    named: Mapping[str, str] = field(default_factory=dict)
    named_words: tuple[str, ...] = ()

    @property
    def best(self) -> tuple[str, float]:
        """The best answer to the message alone."""
        return self.ranking[0] if self.ranking else ("", 0.0)


@dataclass(frozen=True)
class Reading:
    """What a message means, and why it was read so. Plain data: it lives in one Rasa slot. Never holds what was typed."""

    kind: Kind
    reason: str
    answers: tuple[str, ...] = ()
    payload: Optional[str] = None
    named: Mapping[str, str] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """For the slot."""
        return {**asdict(self), "answers": list(self.answers)}

    @classmethod
    def from_json(cls, data: Mapping[str, Any] | None) -> Reading:
        """Out of the slot."""
        plain = dict(data or {"kind": "alone", "reason": "nothing was read"})
        return cls(**{**plain, "answers": tuple(plain.get("answers", ()))})


class Neighbours:
    """Which answers are near which: by what their editors relate, and by their names."""

    def __init__(self, library: Library) -> None:
        self._answers = library.answers
        self._naming: dict[str, set[str]] = defaultdict(set)
        for entry in library.answers.values():
            for key in entry.answer.related:
                self._naming[key].add(entry.id)
        self._families: dict[str, dict[str, str]] = defaultdict(dict)
        for kind in ("platform", "device"):
            for value in (item.id for item in library.lexicon[kind].entries) if kind in library.lexicon else ():
                for key in library.answers:
                    if (family := _family(key, value)) is not None:
                        self._families[family][value] = key

    def sister(self, topic: str, value: str) -> Optional[str]:
        """The answer that is to `value` what the topic is to another: tiktok-hacked for instagram-hacked."""
        for members in self._families.values():
            if topic in members.values() and members.get(value) not in (None, topic):
                return members[value]
        return None

    def weights(self, topic: str) -> dict[str, float]:
        """How near every answer is to the topic; those that are missing count once."""
        entry = self._answers[topic]
        near = {key: SAME_AREA for key, other in self._answers.items() if other.area is entry.area}
        for key in entry.answer.related:
            near |= {further: TWO_STEPS for further in self._related(key)}
        near |= {key: NAMING for key in self._naming[topic]}
        near |= {key: NAMED for key in self._related(topic)}
        return near

    def _related(self, key: str) -> Sequence[str]:
        entry: AnswerEntry | None = self._answers.get(key)
        return [other for other in entry.answer.related if other in self._answers] if entry else []


class FollowUps:
    """Reads a message with a topic in hand."""

    def __init__(self, library: Library, neighbours: Neighbours) -> None:
        self._answers = library.answers
        self._wording = Wording(library.words)
        self._neighbours = neighbours

    def read(self, message: Message, topic: Optional[str]) -> Reading:
        """The better of both readings. Without a topic every message stands alone."""
        if topic is None or topic not in self._answers:
            return Reading("alone", "no topic is in hand")
        corrected = self._wording.correction(message.text)
        leans = self._wording.why_it_leans(message.text, message.named_words)
        if corrected is not None:
            leans = "it corrects what was understood"
        if leans is None:
            return self._sharpened(message, topic)
        matter = self._wording.matter(corrected if corrected is not None else message.text, message.named_words)
        if variant := self._variant(message, topic, matter):
            return variant
        best, alone = message.best
        if message.certain and alone >= NEW_TOPIC and matter and best not in self._neighbours.weights(topic):
            return Reading("alone", f"{leans}, but it is a full question of its own ({best}, {alone:.2f})")
        return self._in_context(message, topic, leans)

    def _variant(self, message: Message, topic: str, matter: Sequence[str]) -> Optional[Reading]:
        """The topic's own words, or its sister answer, for what is named; only when little else is said."""
        if len(matter) > 1:
            return None
        for kind in READER_ENTITIES:
            value = message.named.get(kind)
            if value is None:
                continue
            named = {kind: value}
            if any(getattr(v.when, kind) == value for v in self._answers[topic].answer.variants):
                return Reading("variant", f"the topic has words of its own for {value}", (topic,), None, named)
            if sister := self._neighbours.sister(topic, value):
                return Reading("answer", f"it is to {value} what the topic is to another", (sister,), None, named)
        return None

    def _in_context(self, message: Message, topic: str, leans: str) -> Reading:
        scores = self.scores(message, topic)
        if not scores:
            return Reading("offer", f"{leans}, and nothing near the topic fits", self._near(topic), None, message.named)
        (best, share), *others = scores
        if share >= SHOW:
            return Reading("answer", f"{leans}; near the topic it fits best ({share:.2f})", (best,), None, message.named)
        offered = tuple(dict.fromkeys([best, *(key for key, _ in others), *self._near(topic)]))[:OFFERS]
        return Reading("offer", f"{leans}; near the topic several fit ({share:.2f})", offered, None, message.named)

    def _sharpened(self, message: Message, topic: str) -> Reading:
        """A message that stands alone but is not clear: the topic may decide between answers."""
        if message.intent != "advice" or message.certain:
            return Reading("alone", "it says enough by itself")
        near = self._neighbours.weights(topic)
        for key, score in message.ranking[:OFFERS]:
            if near.get(key, 0.0) >= TWO_STEPS and score >= SHOW * message.best[1]:
                return Reading("answer", f"unclear alone ({message.best[1]:.2f}), but this is near the topic", (key,))
        return Reading("alone", "unclear, and the topic does not help")

    def scores(self, message: Message, topic: str) -> list[tuple[str, float]]:
        """Answers but the topic, with their share of the weighted probability, the best first."""
        near = self._neighbours.weights(topic)
        kept = [(key, score) for key, score in message.ranking if score >= MIN_ALONE and key != topic]
        weighted = {key: score * near.get(key, 1.0) for key, score in kept}
        total = sum(weighted.values())
        return sorted(((key, score / total) for key, score in weighted.items()), key=lambda item: -item[1])

    def _near(self, topic: str) -> tuple[str, ...]:
        return tuple(key for key in self._answers[topic].answer.related if key in self._answers)[:OFFERS]


def _family(key: str, value: str) -> Optional[str]:
    parts = key.split("-")
    wanted = value.split("-")
    for start in range(len(parts) - len(wanted) + 1):
        if parts[start : start + len(wanted)] == wanted:
            return "-".join([*parts[:start], "*", *parts[start + len(wanted) :]])
    return None
