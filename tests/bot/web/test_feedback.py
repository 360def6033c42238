"""Verdicts are numbers: which answer, which verdict, how often."""

from __future__ import annotations

import pytest

from bot.content.loading import Library
from bot.web.feedback import Feedback
from bot.web.problems import Problem


def test_verdicts_are_counted_and_listed_most_frequent_first(library: Library):
    feedback = Feedback(library)
    for answer, verdict in [("email-hacked", "yes"), ("instagram-hacked", "no"), ("instagram-hacked", "no")]:
        feedback.count({"answer": answer, "verdict": verdict})
    assert feedback.lines() == ["instagram-hacked no 2", "email-hacked yes 1"]


@pytest.mark.parametrize("body", [{}, {"answer": "my name is Jo", "verdict": "yes"}, {"answer": [], "verdict": {}}])
def test_anything_else_is_refused_and_leaves_no_trace(library: Library, body: dict):
    feedback = Feedback(library)
    with pytest.raises(Problem):
        feedback.count(body)
    assert feedback.lines() == []
