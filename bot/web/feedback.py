"""Count verdicts on answers: which answer, which verdict, how often. No text, no conversation, no time."""

from __future__ import annotations

from collections import Counter
from typing import Any, Literal, get_args

from bot.content.loading import Library
from bot.web.problems import Problem

Verdict = Literal["yes", "no", "not-mine"]
NOT_A_VERDICT = Problem(
    422, "Not a verdict", 'Send {"answer": "<id of an answer>", "verdict": "yes"}, "no" or "not-mine".'
)


class Feedback:
    """Counts since the server started."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._counts: Counter[tuple[str, str]] = Counter()

    def count(self, body: dict[str, Any]) -> None:
        """Count one verdict. Raises Problem for an unknown answer or verdict."""
        answer, verdict = body.get("answer"), body.get("verdict")
        if not (isinstance(answer, str) and isinstance(verdict, str)):
            raise NOT_A_VERDICT
        if answer not in self._library.answers or verdict not in get_args(Verdict):
            raise NOT_A_VERDICT
        self._counts[(answer, verdict)] += 1

    def lines(self) -> list[str]:
        """One line an answer and verdict, most frequent first."""
        return [f"{answer} {verdict} {count}" for (answer, verdict), count in self._counts.most_common()]
