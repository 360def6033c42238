"""Boxes: exact set algebra, checked against counting every point of a small space."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from bot.triage import boxes

SPACE = {"a": frozenset("12"), "b": frozenset("123"), "c": frozenset("12")}

parts = st.fixed_dictionaries(
    {key: st.sets(st.sampled_from(sorted(v)), min_size=1).map(frozenset) for key, v in SPACE.items()}
)


def points(box: boxes.Box) -> set[tuple[str, ...]]:
    return set(itertools.product(*(box[key] for key in SPACE)))


@given(parts, parts)
def test_outside_is_the_difference_in_separate_pieces(box, cut):
    pieces = list(boxes.outside(box, cut))
    assert set().union(*map(points, pieces)) == points(box) - points(cut)
    assert sum(len(points(piece)) for piece in pieces) == len(points(box) - points(cut))


@given(parts, parts)
def test_intersection(box, other):
    shared = boxes.intersection(box, other)
    assert (points(shared) if shared else set()) == points(box) & points(other)


@given(parts, st.lists(parts, max_size=6))
def test_uncovered_finds_a_gap_exactly_when_there_is_one(box, cover):
    rest = boxes.uncovered(box, cover)
    gap = points(box) - set().union(*map(points, cover))
    assert (rest is None) == (not gap)
    assert rest is None or points(rest) <= gap
