"""Batches answer every line, and a bad line is named without losing the finished ones."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.errors import CyberProtectError
from bot.runtime import batch
from bot.runtime.assistant import Assistant

OUTCOMES = {"answer", "clarify", "emergency", "route", "form", "smalltalk", "decline", "error"}


async def collect(assistant: Assistant, source: Path, target: Path, job: batch.Job):
    return [line async for line in batch.run(assistant, source, target, job)]


def test_ask_writes_a_full_line_for_each_question(assistant: Assistant, loop, tmp_path: Path):
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    questions = ["my insta got hacked what do i do", "hello", "/restart", "", "\u0000\u202e", "what's the weather"]
    source.write_text("".join(json.dumps({"id": str(n), "text": q}) + "\n" for n, q in enumerate(questions)))
    loop.run_until_complete(collect(assistant, source, target, batch.ASK))
    lines = [json.loads(line) for line in target.read_text().splitlines()]
    assert [line["id"] for line in lines] == [str(n) for n in range(len(questions))]
    assert all(line["outcome"] in OUTCOMES and line["text"] and line["ms"] > 0 for line in lines)
    assert lines[0]["answer"] == "instagram-hacked" and "instagram-hacked" in lines[0]["routes"]
    assert lines[0]["candidates"][0]["answer"] == "instagram-hacked"
    assert lines[1]["outcome"] == "smalltalk"


def test_talk_keeps_one_conversation_a_line(assistant: Assistant, loop, tmp_path: Path):
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text(json.dumps({"id": "a", "turns": [{"user": "hello"}, {"user": "thank you"}]}) + "\n")
    loop.run_until_complete(collect(assistant, source, target, batch.TALK))
    (line,) = (json.loads(line) for line in target.read_text().splitlines())
    assert [turn["outcome"] for turn in line["turns"]] == ["smalltalk", "smalltalk"]
    assert "I have been scammed" in line["turns"][0]["buttons"]


@pytest.mark.parametrize(
    ("bad", "message"),
    [
        ("{", "not JSON"),
        ('{"id": "2"}', '"text" is missing'),
        ('{"id": 2, "text": "x"}', '"id" is missing'),
        ("[1]", '"id"'),
    ],
)
def test_a_bad_line_is_named_and_finished_lines_are_kept(
    assistant: Assistant, loop, tmp_path: Path, bad: str, message: str
):
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text(f"{json.dumps({'id': '1', 'text': 'hello'})}\n{bad}\n")
    with pytest.raises(CyberProtectError, match=f"in.jsonl:2: .*{message.split(' ', maxsplit=1)[0]}"):
        loop.run_until_complete(collect(assistant, source, target, batch.ASK))
    assert json.loads(target.read_text())["id"] == "1"
