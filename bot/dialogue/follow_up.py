"""Read a message alone and in context; the better reading wins, and says why.

In context an answer counts by three things: its probability for the message alone, its probability for the message put
behind what it leans on (the topic's title, or the question that was answered by a choice), and how near editors placed
it to the topic. docs/decisions/0008-context.md compares the ways of doing so.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, Literal, Optional

from bot.content.loading import AnswerEntry, Library
from bot.dialogue.topic import Talk
from bot.dialogue.wording import Wording, level

Kind = Literal["alone", "button", "variant", "answer", "same", "offer", "several", "people", "next-best"]

# How much nearer than any other answer: one that the topic names, one that names the topic, two steps away.
NAMED, NAMING, TWO_STEPS, SAME_AREA = 30.0, 20.0, 6.0, 2.0
# How much more an answer counts when its title names the device or platform that the message names.
TITLE_NAMES = 5.0
# A message that stands alone with this probability, and has matter of its own, is a new topic however it begins.
NEW_TOPIC = 0.9
# In context an answer is shown from this share of all scores, and from this score; else a few are offered.
SHOW_SHARE, SHOW_SCORE = 0.55, 0.003
OFFER_SCORE = 0.001
# A message that does not lean on anything must speak for an answer by itself, at least so much.
HINT = 0.01
OFFERS = 3
# What changes which variant of an answer fits.
READER_ENTITIES = ("device", "platform", "audience")
# Cards that ask back, but only about the topic.
ABOUT_TOPIC = frozenset({"near-topic", "more-on-topic", "complaint"})
# What the understanding says of a message that it cannot place.
UNCLEAR_INTENTS = frozenset({"advice", "nlu_fallback", "out_of_scope"})

# The probability of every answer for a text, by the model that is loaded.
Rank = Callable[[str], Mapping[str, float]]


@dataclass(frozen=True)
class Message:
    """What the understanding made of a message. `named`: entity and value; `named_words`: as they were typed."""

    text: str
    intent: str
    ranking: tuple[tuple[str, float], ...] = ()
    certain: bool = False
    confidence: float = 1.0
    named: Mapping[str, str] = field(default_factory=dict)
    named_words: tuple[str, ...] = ()

    @property
    def best(self) -> tuple[str, float]:
        """The best answer to the message alone."""
        return self.ranking[0] if self.ranking else ("", 0.0)


@dataclass(frozen=True)
class Context:
    """What a message may lean on: words to put before it, how much nearer some answers are, and the topic."""

    text: str
    near: Mapping[str, float]
    topic: Optional[str] = None
    # Shown twice running already: a third time would be no answer.
    worn: bool = False


@dataclass(frozen=True)
class Reading:
    """What a message means, and why it was read so. Plain data for a Rasa slot; never holds what was typed."""

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

        titles = {key: f" {level(entry.answer.title)} " for key, entry in library.answers.items()}
        self._about = {
            item.id: frozenset(
                key for key, title in titles.items() if any(f" {w.lower()} " in title for w in item.words)
            )
            for kind in ("platform", "device")
            if kind in library.lexicon
            for item in library.lexicon[kind].entries
        }

    def about(self, value: str) -> frozenset[str]:
        """The answers whose title names a device or platform."""
        return self._about.get(value, frozenset())

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
            near |= dict.fromkeys(self._related(key), TWO_STEPS)
        near |= dict.fromkeys(self._naming[topic], NAMING)
        near |= dict.fromkeys(self._related(topic), NAMED)
        return near

    def _related(self, key: str) -> Sequence[str]:
        entry: AnswerEntry | None = self._answers.get(key)
        return [other for other in entry.answer.related if other in self._answers] if entry else []


class FollowUps:
    """Reads a message in the light of a topic, or of a choice that is open."""

    def __init__(self, library: Library, rank: Rank) -> None:
        self._answers = library.answers
        self._wording = Wording(library.words)
        self._neighbours = Neighbours(library)
        self._rank = rank

    def context(self, talk: Talk) -> Optional[Context]:
        """The question behind an open choice; else the topic in hand; None when there is neither."""
        about_topic = any(card.id in ABOUT_TOPIC for card in talk.last.cards)
        open_choice = talk.last.shows("clarify") and talk.last.ranking and not about_topic
        choices = [button.answer for button in talk.offered.choices if button.answer] if open_choice else []
        if choices:
            return Context(talk.last.text, dict.fromkeys(choices, NAMED))
        if talk.topic in self._answers:
            topic = str(talk.topic)
            near = {**self._neighbours.weights(topic), topic: 1.0}
            worn = len(talk.before) > 1 and all(exchange.answers == topic for exchange in talk.before[:2])
            return Context(self._answers[topic].answer.title, near, topic, worn)
        return None

    def read(self, message: Message, talk: Talk) -> Reading:
        """The better of both readings. Without anything to lean on a message stands alone."""
        context = self.context(talk)
        if context is None:
            return Reading("alone", "nothing is there to lean on")
        corrected = self._wording.correction(message.text)
        leans = self._wording.why_it_leans(message.text, message.named_words)
        if corrected is not None:
            leans = "it corrects what was understood"
        if leans is None:
            return self._sharpened(message, context)
        matter = self._wording.matter(corrected if corrected is not None else message.text, message.named_words)
        if variant := self._variant(message, context.topic, matter):
            return variant
        best, alone = message.best
        if message.certain and alone >= NEW_TOPIC and matter and context.near.get(best, 0.0) < TWO_STEPS:
            return Reading("alone", f"{leans}, but it is a full question of its own ({best}, {alone:.2f})")
        return self._in_context(message, context, leans)

    def scores(self, message: Message, context: Context) -> list[tuple[str, float, float]]:
        """Every answer with its share of all scores and its score, the best first."""
        alone = dict(message.ranking)
        rest = min(alone.values(), default=0.0)
        together = self._rank(f"{context.text}. {message.text}")
        plain = {key: math.sqrt(score * alone.get(key, rest)) for key, score in together.items()}
        titled = {key for value in message.named.values() for key in self._neighbours.about(value)}
        weighted = {
            key: score * context.near.get(key, 1.0) * (TITLE_NAMES if key in titled else 1.0)
            for key, score in plain.items()
            if key in self._answers
        }
        total = sum(weighted.values()) or 1.0
        ordered = sorted(weighted, key=lambda key: -weighted[key])
        return [(key, weighted[key] / total, plain[key]) for key in ordered]

    def _variant(self, message: Message, topic: Optional[str], matter: Sequence[str]) -> Optional[Reading]:
        """The topic's own words, or its sister answer, for what is named; only when little else is said."""
        if topic is None or len(matter) > 1:
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

    def _in_context(self, message: Message, context: Context, leans: str) -> Reading:
        scores = self.scores(message, context)
        best, share, score = scores[0]
        why = f"{leans}; in context {best} has {share:.2f} of all scores"
        if best == context.topic and not context.worn:
            return Reading(
                "same", f"{why}, which is the topic", (best, *self._near(context, scores)), None, message.named
            )
        if best != context.topic and share >= SHOW_SHARE and score >= SHOW_SCORE:
            return Reading("answer", why, (best,), None, message.named)
        return Reading("offer", f"{why}, too little to be sure", self._near(context, scores), None, message.named)

    def _near(self, context: Context, scores: Sequence[tuple[str, float, float]]) -> tuple[str, ...]:
        """What is worth offering: what scores at all, then what the topic relates to."""
        fitting = [key for place, (key, _, score) in enumerate(scores[:OFFERS]) if place == 0 or score >= OFFER_SCORE]
        related = self._answers[context.topic].answer.related if context.topic else [key for key, _, _ in scores]
        found = [key for key in dict.fromkeys([*fitting, *related]) if key in self._answers and key != context.topic]
        return tuple(found[:OFFERS])

    def _sharpened(self, message: Message, context: Context) -> Reading:
        """A message that stands alone but is not clear: the context may decide between answers."""
        if message.certain or message.intent not in UNCLEAR_INTENTS:
            return Reading("alone", "it says enough by itself")
        best, share, score = self.scores(message, context)[0]
        near = context.near.get(best, 0.0) >= TWO_STEPS
        if near and share >= SHOW_SHARE and score >= SHOW_SCORE and dict(message.ranking).get(best, 0.0) >= HINT:
            return Reading("answer", f"unclear alone, but in context {best} has {share:.2f} of all scores", (best,))
        return Reading("alone", "unclear, and the context does not help")


def _family(key: str, value: str) -> Optional[str]:
    parts = key.split("-")
    wanted = value.split("-")
    for start in range(len(parts) - len(wanted) + 1):
        if parts[start : start + len(wanted)] == wanted:
            return "-".join([*parts[:start], "*", *parts[start + len(wanted) :]])
    return None
