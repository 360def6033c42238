"""Read one message for danger: patterns and detector side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal

from spacy.tokens import Doc

from bot.content.safety_models import LaneId
from bot.nlu.language import is_latin
from bot.nlu.ranker import Array, Ranker
from bot.safety.detector import danger_scores
from bot.safety.patterns import DangerPatterns


@dataclass(frozen=True)
class Evidence:
    """Why a lane fired. Never holds what the person wrote."""

    lane: LaneId
    kind: Literal["pattern", "score"]
    name: str
    value: float

    def to_json(self) -> dict[str, Any]:
        """Plain data for the parsed message."""
        return {**asdict(self), "lane": self.lane.value, "value": round(self.value, 3)}


@dataclass(frozen=True)
class Thresholds:
    """From which probability of danger the detector fires."""

    danger: float
    # In a few words there is little to hear, so one lane must stand out by itself.
    short_words: int = 10
    short: float = 0.4
    # A further lane is named when its own probability reaches this.
    further: float = 0.25
    # From here on nothing else is shown beside the danger.
    sure: float = 0.8


class DangerReader:
    """Finds the lanes that a message fires, the most urgent first."""

    def __init__(
        self,
        patterns: DangerPatterns,
        detector: Ranker,
        urgency: Mapping[LaneId, int],
        thresholds: Thresholds,
    ) -> None:
        self._patterns = patterns
        self._detector = detector
        self._urgency = urgency
        self._thresholds = thresholds

    def read(self, doc: Doc, embedding: Array) -> list[Evidence]:
        """All evidence in a message: its normalised spaCy document and its embedding (384,)."""
        found = [Evidence(m.lane, "pattern", m.pattern, 1.0) for m in self._patterns.find(doc)]
        return found + self._heard(doc.text, embedding)

    def is_sure(self, evidence: Sequence[Evidence]) -> bool:
        """Whether a pattern fired or a score is high. If not, the ordinary answer is shown as well."""
        return any(item.kind == "pattern" or item.value >= self._thresholds.sure for item in evidence)

    def lanes(self, evidence: Sequence[Evidence]) -> list[LaneId]:
        """The lanes that fired, the most urgent first."""
        return sorted({item.lane for item in evidence}, key=lambda lane: self._urgency[lane])

    def _heard(self, text: str, embedding: Array) -> list[Evidence]:
        # What it hears in other scripts is noise; their card names 999 first.
        if not is_latin(text):
            return []
        scores = danger_scores(self._detector, text, embedding)
        if sum(scores.values()) < self._thresholds.danger:
            return []
        best = max(scores, key=lambda lane: scores[lane])
        if len(text.split()) <= self._thresholds.short_words and scores[best] < self._thresholds.short:
            return []
        lanes = {best} | {lane for lane, score in scores.items() if score >= self._thresholds.further}
        return [Evidence(LaneId(lane), "score", "detector", scores[lane]) for lane in sorted(lanes)]
