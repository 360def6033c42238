"""Train one config in a process of its own, talk to it, and print the figures as JSON."""

from __future__ import annotations

import asyncio
import json
import resource
import statistics
import sys
import tempfile
import time
from pathlib import Path

from bot.content.utterances import advice_paths, read
from bot.runtime import training
from bot.runtime.assistant import Assistant, new_conversation_id
from bot.settings import Settings

QUESTIONS = 200
WARM_UP = 10
EARLY, LATE, AROUND = 5, 100, 3
LONG_CONVERSATIONS = 5


def questions(settings: Settings) -> list[str]:
    """A spread of training utterances: only their length and kind matter here, not the answers."""
    texts = [text for path in advice_paths(settings.data / "nlu" / "advice") for text in read(path).examples]
    return texts[:: max(1, len(texts) // QUESTIONS)][:QUESTIONS]


async def in_a_long_conversation(assistant: Assistant, asked: list[str]) -> tuple[float, float]:
    """Milliseconds of a turn around the 5th and around the 100th of one conversation, medians over several."""
    early, late = [], []
    for start in range(LONG_CONVERSATIONS):
        conversation = new_conversation_id()
        for number in range(1, LATE + AROUND + 1):
            text = asked[(start * 7 + number) % len(asked)]
            milliseconds = (await assistant.take_turn(conversation, text)).milliseconds
            early += [milliseconds] if abs(number - EARLY) <= AROUND else []
            late += [milliseconds] if abs(number - LATE) <= AROUND else []
    return statistics.median(early), statistics.median(late)


async def measure(settings: Settings, config: str) -> dict[str, float]:
    """Seconds to train and load, milliseconds a turn, megabytes at the peak."""
    with tempfile.TemporaryDirectory() as folder:
        trained = training.train(settings, force=True, config=config, output=Path(folder))
        start = time.perf_counter()
        assistant = await Assistant.load(settings, Path(folder) / f"{training.MODEL_NAME}.tar.gz")
        loaded = time.perf_counter() - start
        asked = questions(settings)
        times = [(await assistant.take_turn(new_conversation_id(), text)).milliseconds for text in asked]
        early, late = await in_a_long_conversation(assistant, asked)
    times = sorted(times[WARM_UP:])
    return {
        "turn_5_ms": early,
        "turn_100_ms": late,
        "train_s": trained,
        "load_s": loaded,
        "turn_p50_ms": times[len(times) // 2],
        "turn_p95_ms": times[int(len(times) * 0.95)],
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


if __name__ == "__main__":
    print("FIGURES " + json.dumps(asyncio.run(measure(Settings(), sys.argv[1]))))
