"""Run files of questions or conversations through the whole assistant, one JSON line each."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.errors import CyberProtectError
from bot.runtime.assistant import Assistant, new_conversation_id

Line = dict[str, Any]
Answerer = Callable[[Assistant, Line], Awaitable[Line]]


@dataclass(frozen=True)
class Job:
    """One kind of batch: how a line is checked, and how it is answered."""

    fields: dict[str, type]
    answer: Answerer


async def _ask(assistant: Assistant, line: Line) -> Line:
    turn = await assistant.take_turn(new_conversation_id(), line["text"])
    return {"id": line["id"], **turn.record(assistant.library)}


async def _talk(assistant: Assistant, line: Line) -> Line:
    conversation, turns = new_conversation_id(), []
    for user in (turn["user"] for turn in line["turns"]):
        turn = await assistant.take_turn(conversation, user)
        buttons = [button.label for card in turn.cards for button in card.quick_replies]
        turns.append({"user": user, **turn.record(assistant.library), "buttons": buttons})
    return {"id": line["id"], "turns": turns}


ASK = Job({"id": str, "text": str}, _ask)
TALK = Job({"id": str, "turns": list}, _talk)


def read_lines(path: Path, job: Job) -> Iterator[Line]:
    """The lines of a batch file, one by one. Raises CyberProtectError naming the line that is wrong."""
    with path.open(encoding="utf-8") as file:
        for number, raw in enumerate(file, 1):
            if raw.strip():
                yield _parse(raw, f"{path}:{number}", job)


def _parse(raw: str, where: str, job: Job) -> Line:
    try:
        line: Line = json.loads(raw)
    except json.JSONDecodeError as error:
        raise CyberProtectError(f"{where}: not JSON: {error.msg}") from error
    for name, kind in job.fields.items():
        if not isinstance(line, dict) or not isinstance(line.get(name), kind):
            raise CyberProtectError(f'{where}: "{name}" is missing or is no {kind.__name__}')
    for turn in line.get("turns", []):
        if not isinstance(turn, dict) or not isinstance(turn.get("user"), str):
            raise CyberProtectError(f'{where}: every turn needs "user", a string')
    return line


async def run(assistant: Assistant, source: Path, target: Path, job: Job) -> AsyncIterator[Line]:
    """Answer every line of `source` into `target`, which is complete up to the line that stops the run."""
    with target.open("w", encoding="utf-8") as out:
        for line in read_lines(source, job):
            result = await job.answer(assistant, line)
            out.write(json.dumps(result, ensure_ascii=False) + "\n")
            out.flush()
            yield result
