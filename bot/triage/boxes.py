"""Sets of incidents as boxes (for each fact the values allowed), so that claims about a table can be proved.

The product of all facts has hundreds of millions of points; boxes are cut up instead of counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from bot.triage.facts import NAMES, Facts
from bot.triage.models import Condition, Except, FactsFile

Box = Mapping[str, frozenset[str]]


def whole(facts: FactsFile) -> Box:
    """The box of every incident."""
    return {name: frozenset(facts.domain(name)) for name in NAMES}


def box_of(condition: Condition, everything: Box) -> Box:
    """The incidents for which a condition holds. Raises ValueError for a value that does not exist."""
    box = dict(everything)
    for name, wanted in condition.items():
        allowed = wanted.not_ if isinstance(wanted, Except) else wanted
        values = frozenset([allowed] if isinstance(allowed, str) else allowed)
        if strange := values - everything[name]:
            raise ValueError(f"{name}: no value '{sorted(strange)[0]}'")
        box[name] = everything[name] - values if isinstance(wanted, Except) else values
    return box


def contains(box: Box, facts: Facts) -> bool:
    """Whether an incident lies in a box."""
    return all(facts.value(name) in values for name, values in box.items())


def intersection(one: Box, other: Box) -> Box | None:
    """What two boxes share, or None."""
    shared = {name: values & other[name] for name, values in one.items()}
    return shared if all(shared.values()) else None


def outside(box: Box, cut: Box) -> Iterator[Box]:
    """The part of `box` that is not in `cut`, in pieces that do not overlap."""
    if intersection(box, cut) is None:
        yield box
        return
    rest = dict(box)
    for name, values in box.items():
        if beyond := values - cut[name]:
            yield {**rest, name: beyond}
        rest[name] = values & cut[name]


def uncovered(box: Box, cover: Iterable[Box]) -> Box | None:
    """A part of `box` that none of the covering boxes contains, or None when all of it is covered."""
    pieces = [box]
    for other in cover:
        pieces = [rest for piece in pieces for rest in outside(piece, other)]
        if not pieces:
            return None
    return pieces[0] if pieces else None


def example(box: Box, everything: Box) -> str:
    """One incident of a box in words, naming only what the box narrows."""
    narrowed = {name: sorted(values)[0] for name, values in box.items() if values != everything[name]}
    return ", ".join(f"{name}: {value}" for name, value in narrowed.items()) or "any incident"
