"""Question files: read, refused with a line, and never mixed with training data."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.content.utterances import advice_paths, normalise, read
from bot.errors import ContentError
from bot.evaluation.questions import read_questions
from tests.conftest import ROOT


def test_read_questions_names_the_line_of_a_mistake(tmp_path: Path):
    path = tmp_path / "individuals" / "a.yml"
    path.parent.mkdir()
    path.write_text("answer: a\nquestions:\n  - text: Help me\n    register: [loud]\n")
    with pytest.raises(ContentError, match=r"a\.yml:4: error: unexpected value"):
        read_questions(tmp_path)
    path.write_text("answer: b\nquestions:\n  - text: Help me\n    register: [plain]\n")
    with pytest.raises(ContentError, match="answer must be 'a'"):
        read_questions(tmp_path)


def test_every_answer_has_six_held_out_questions(library):
    counts = dict.fromkeys(library.answers, 0)
    for question in read_questions(ROOT / "tests" / "questions"):
        if question.area != "out-of-scope":
            counts[question.answer] += 1
    assert {answer: count for answer, count in counts.items() if count < 6} == {}


@pytest.mark.parametrize("other", ["data/validation", "tests/questions"])
def test_no_question_stands_in_the_training_data(other: str):
    trained = {normalise(text) for path in advice_paths(ROOT / "data/nlu/advice") for text in read(path).examples}
    assert [q.text for q in read_questions(ROOT / other) if normalise(q.text) in trained] == []


def test_held_out_and_validation_questions_are_different():
    held_out = {normalise(q.text) for q in read_questions(ROOT / "tests/questions")}
    assert [q.text for q in read_questions(ROOT / "data/validation") if normalise(q.text) in held_out] == []
