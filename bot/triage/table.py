"""The decision table: known facts in, ordered routes with their reasons out. It can say which rows fired."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from bot.triage import boxes
from bot.triage.boxes import Box
from bot.triage.facts import TYPES, UNKNOWN, Facts
from bot.triage.models import Condition, FactsFile, Row, TableFile


@dataclass(frozen=True)
class Placed:
    """A route in its place: why it is there and which row put it there."""

    route: str
    because: str
    row: str


@dataclass(frozen=True)
class Fired:
    """A row whose condition held, and the facts that made it hold."""

    row: str
    facts: Mapping[str, str]


@dataclass(frozen=True)
class Decision:
    """What the table says of an incident."""

    routes: tuple[Placed, ...]
    fired: tuple[Fired, ...]

    @property
    def order(self) -> tuple[str, ...]:
        """The route ids, the first to use first."""
        return tuple(placed.route for placed in self.routes)

    def explain(self) -> list[str]:
        """One line for each row that fired: what it rests on and what it gave."""
        lines = []
        for fired in self.fired:
            grounds = ", ".join(f"{name} is {value}" for name, value in fired.facts.items()) or "always"
            gave = ", ".join(placed.route for placed in self.routes if placed.row == fired.row)
            lines.append(f"{fired.row}: because {grounds}: {gave or 'nothing new'}")
        return lines


class Table:
    """The rows of `content/triage/routes.yml`, ready to be asked."""

    def __init__(self, file: TableFile, facts: FactsFile) -> None:
        self.file = file
        self.everything = boxes.whole(facts)
        self._implied = {
            (name, value.id): value.implies
            for name, fact in facts.facts.items()
            for value in fact.values
            if value.implies
        }
        self._bands = {band: index for index, band in enumerate(file.bands)}
        self._boxes = [self.box(row.when) for row in file.rows]

    def box(self, condition: Condition) -> Box:
        """The incidents of a condition."""
        return boxes.box_of(condition, self.everything)

    def holds(self, condition: Condition, facts: Facts) -> bool:
        """Whether a condition holds, with what follows from the facts."""
        return boxes.contains(self.box(condition), self.complete(facts))

    def complete(self, facts: Facts) -> Facts:
        """The facts and what follows from them: a child is under 18 unless somebody said otherwise."""
        for (name, value), implied in self._implied.items():
            if facts.value(name) == value:
                new = {key: TYPES[key](given) for key, given in implied.items() if facts.value(key) == UNKNOWN}
                facts = replace(facts, **new)
        return facts

    def decide(self, facts: Facts) -> Decision:
        """Each row that holds adds its routes, in order of band, then of the table. A route stands once."""
        complete = self.complete(facts)
        rows = [row for row, box in zip(self.file.rows, self._boxes, strict=True) if boxes.contains(box, complete)]
        entries = [(self._bands[entry.band], entry, row) for row in rows for entry in row.routes]
        placed: dict[str, Placed] = {}
        for _, entry, row in sorted(entries, key=lambda item: item[0]):
            placed.setdefault(entry.route, Placed(entry.route, entry.because, row.id))
        fired = tuple(Fired(row.id, {name: complete.value(name) for name in row.when}) for row in rows)
        return Decision(tuple(placed.values()), fired)

    def rows_with_boxes(self) -> list[tuple[Row, Box]]:
        """Each row with the incidents it speaks of."""
        return list(zip(self.file.rows, self._boxes, strict=True))

    def rank(self, band: str) -> int:
        """How early a band comes."""
        return self._bands[band]
