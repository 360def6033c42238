"""Utterances that a learner could not tell apart are found, by words and by meaning."""

from __future__ import annotations

from pathlib import Path

from bot.nlu.similarity import check_similar_utterances


def write(folder: Path, answer: str, *examples: str) -> None:
    text = f'version: "3.1"\nnlu:\n  - intent: advice/{answer}\n    examples: |\n'
    (folder / f"{answer}.yml").write_text(text + "".join(f"      - {example}\n" for example in examples))


def test_close_pairs_of_different_answers_are_listed_with_their_line(tmp_path: Path):
    write(tmp_path, "one", "is cyber essentials compulsory", "my bike was stolen", "alpha beta gamma delta epsilon")
    write(tmp_path, "two", "is cyber essentials mandatory", "epsilon delta gamma beta alpha", "how do i bake bread")
    found = check_similar_utterances(tmp_path)
    assert [(p.line, p.message.split("'")[3]) for p in found] == [
        (5, "is cyber essentials mandatory"),
        (7, "epsilon delta gamma beta alpha"),
    ]


def test_the_same_answer_may_say_a_thing_twice(tmp_path: Path):
    write(tmp_path, "one", "is cyber essentials compulsory", "is cyber essentials mandatory")
    assert check_similar_utterances(tmp_path) == []
