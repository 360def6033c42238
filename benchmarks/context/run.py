"""Print how often each way of reading a follow-up puts a right answer first, or among three."""

from __future__ import annotations

import asyncio
import math
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from bot.content import yaml_source
from bot.content.loading import Library
from bot.dialogue.follow_up import Neighbours
from bot.nlu.advice_selector import rank_answers
from bot.runtime.assistant import Assistant
from bot.settings import Settings

FOLLOW_UPS = Path(__file__).parent / "follow_ups.yml"
PLACES = (1, 3)

Scores = Mapping[str, float]
Way = Callable[[Mapping[str, Any]], Scores]


def ways(library: Library) -> dict[str, Way]:
    """Each way gives every answer a score for a follow-up."""
    neighbours = Neighbours(library)

    def alone(case: Mapping[str, Any]) -> Scores:
        return rank_answers(case["then"])

    def behind(text: Callable[[Mapping[str, Any]], str]) -> Way:
        return lambda case: rank_answers(f"{text(case)}. {case['then']}")

    def both(first: Way, second: Way) -> Way:
        def score(case: Mapping[str, Any]) -> Scores:
            ours, others = first(case), second(case)
            return {key: math.sqrt(ours[key] * others[key]) for key in ours}

        return score

    def near(way: Way) -> Way:
        def score(case: Mapping[str, Any]) -> Scores:
            weights = neighbours.weights(case["topic"])
            return {key: value * weights.get(key, 1.0) for key, value in way(case).items()}

        return score

    title = behind(lambda case: library.answers[case["topic"]].answer.title)
    question = behind(lambda case: str(case["asked"]))
    return {
        "the message alone": alone,
        "behind the topic's title": title,
        "behind the question before": question,
        "alone, times how near the topic": near(alone),
        "alone and behind the title": both(alone, title),
        "alone and behind the title, times how near": near(both(alone, title)),
        "alone and behind the question, times how near": near(both(alone, question)),
    }


def found(case: Mapping[str, Any], scores: Scores, places: int) -> bool:
    """Whether a right answer is among the first. The topic counts only where it is right itself."""
    kept: Sequence[str] = [key for key in scores if key != case["topic"] or key in case["right"]]
    return bool(set(sorted(kept, key=lambda key: -scores[key])[:places]) & set(case["right"]))


async def main() -> None:
    """Ask the trained model."""
    assistant = await Assistant.load(Settings())
    cases = yaml_source.read(FOLLOW_UPS)["follow_ups"]
    print(f"| way ({len(cases)} follow-ups) | right first | among three |\n|---|---|---|")
    for name, way in ways(assistant.library).items():
        counts = [sum(found(case, way(case), places) for case in cases) for places in PLACES]
        print(f"| {name} | " + " | ".join(f"{count / len(cases):.0%}" for count in counts) + " |")


if __name__ == "__main__":
    asyncio.run(main())
