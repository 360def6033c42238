"""What must be true of `content/triage/`: proved for every combination of facts, not tried on examples."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from bot.content.models import Route
from bot.triage import boxes
from bot.triage.boxes import Box
from bot.triage.facts import NAMES
from bot.triage.models import Always, Condition, Row, TriageFiles
from bot.triage.table import Table


@dataclass(frozen=True)
class Flaw:
    """Something wrong, in which file and where in it."""

    file: str
    keys: tuple[str | int, ...]
    message: str


def flaws(files: TriageFiles, routes: Mapping[str, Route]) -> Iterator[Flaw]:
    """Every flaw. Values that do not exist are reported first, because nothing can be proved of them."""
    broken = list(_strange_values(files))
    yield from broken
    yield from _strange_routes(files, routes)
    if broken:
        return
    table = Table(files.table, files.facts)
    yield from incomplete(table)
    yield from superfluous(table)
    yield from conflicting(table)
    for index, rule in enumerate(files.table.always):
        yield from (Flaw("routes.yml", ("always", index), f"{rule.says} {why}") for why in broken_rule(table, rule))
    yield from _questions(files, table)


def incomplete(table: Table) -> Iterator[Flaw]:
    """Every combination of facts gets a route."""
    rest = boxes.uncovered(table.everything, (box for _, box in table.rows_with_boxes()))
    if rest is not None:
        yield Flaw("routes.yml", ("rows",), f"no route for: {boxes.example(rest, table.everything)}")


def superfluous(table: Table) -> Iterator[Flaw]:
    """A route of a row that other rows always give at least as early can never be seen: the row is out of reach."""
    places = [(index, row, box) for index, (row, box) in enumerate(table.rows_with_boxes())]
    for index, row, box in places:
        for position, entry in enumerate(row.routes):
            place = (table.rank(entry.band), index)
            earlier = [
                other_box
                for other, other_row, other_box in places
                if _earliest(table, other_row, other, entry.route) < place
            ]
            if boxes.uncovered(box, earlier) is None:
                message = f"row '{row.id}' never shows '{entry.route}': other rows always give it first"
                yield Flaw("routes.yml", ("rows", index, "routes", position), message)


def _earliest(table: Table, row: Row, index: int, route: str) -> tuple[int, int]:
    """Where a row puts a route; after everything when it does not give it."""
    ranks = [table.rank(entry.band) for entry in row.routes if entry.route == route]
    return (min(ranks), index) if ranks else (len(table.file.bands), index)


def conflicting(table: Table) -> Iterator[Flaw]:
    """Two rules must not claim the first place of one incident, nor one ask for what another forbids."""
    rules = [(index, rule, table.box(rule.when)) for index, rule in enumerate(table.file.always)]
    for (_, one, box), (index, other, other_box) in combinations(rules, 2):
        if boxes.intersection(box, other_box) is None:
            continue
        if one.first and other.first and one.first != other.first:
            yield Flaw("routes.yml", ("always", index), f"'{one.says}' and '{other.says}' both want to be first")
        wanted = {*one.includes, one.first} & {*other.never} | {*other.includes, other.first} & {*one.never}
        for route in sorted(filter(None, wanted)):
            yield Flaw("routes.yml", ("always", index), f"'{one.says}' and '{other.says}' disagree on '{route}'")


def broken_rule(table: Table, rule: Always) -> Iterator[str]:
    """Why an `always` rule does not hold; nothing when it is proved."""
    box = table.box(rule.when)
    rows = table.rows_with_boxes()
    for route in (*rule.includes, *([rule.first] if rule.first else [])):
        giving = [row_box for row, row_box in rows if any(entry.route == route for entry in row.routes)]
        if (rest := boxes.uncovered(box, giving)) is not None:
            yield f"'{route}' is missing for: {boxes.example(rest, table.everything)}"
    for row, row_box in rows:
        shared = boxes.intersection(box, row_box)
        if shared is None:
            continue
        for route in (entry.route for entry in row.routes if entry.route in rule.never):
            yield f"row '{row.id}' gives '{route}' for: {boxes.example(shared, table.everything)}"
    if rule.first:
        yield from _not_first(table, rule.first, box)


def _not_first(table: Table, first: str, box: Box) -> Iterator[str]:
    """Rows that can put another route before `first` somewhere in the box."""
    places = [
        (table.rank(entry.band), index, position, entry.route, row, row_box)
        for index, (row, row_box) in enumerate(table.rows_with_boxes())
        for position, entry in enumerate(row.routes)
    ]
    for rank, index, position, route, row, row_box in places:
        shared = boxes.intersection(box, row_box)
        if route == first or shared is None:
            continue
        earlier = [b for r, i, p, other, _, b in places if other == first and (r, i, p) < (rank, index, position)]
        if (rest := boxes.uncovered(shared, earlier)) is not None:
            yield f"row '{row.id}' puts '{route}' first for: {boxes.example(rest, table.everything)}"


def _conditions(files: TriageFiles) -> Iterator[tuple[str, tuple[str | int, ...], Condition]]:
    for index, row in enumerate(files.table.rows):
        yield "routes.yml", ("rows", index), row.when
    for index, rule in enumerate(files.table.always):
        yield "routes.yml", ("always", index), rule.when
    for index, question in enumerate(files.questions.questions):
        yield "questions.yml", ("questions", index), question.ask_when
    for index, section in enumerate(files.result.sections):
        for position, point in enumerate(section.points):
            yield "result.yml", ("sections", index, "points", position), point.when


def _settings(files: TriageFiles) -> Iterator[tuple[str, tuple[str | int, ...], dict[str, str]]]:
    for index, question in enumerate(files.questions.questions):
        for position, option in enumerate(question.options):
            yield "questions.yml", ("questions", index, "options", position), option.sets
        for hint in question.hints.values():
            yield "questions.yml", ("questions", index, "hints"), hint
    for name, fact in files.facts.facts.items():
        for index, value in enumerate(fact.values):
            yield "facts.yml", ("facts", name, "values", index), value.implies


def _strange_values(files: TriageFiles) -> Iterator[Flaw]:
    everything = boxes.whole(files.facts)
    for file, keys, condition in _conditions(files):
        try:
            boxes.box_of(condition, everything)
        except ValueError as error:
            yield Flaw(file, keys, str(error))
    for file, keys, sets in _settings(files):
        for name, value in sets.items():
            if name not in NAMES or value not in everything[name]:
                yield Flaw(file, keys, f"no value '{value}' of a fact '{name}'")
    bands = set(files.table.bands)
    for index, row in enumerate(files.table.rows):
        for position, entry in enumerate(row.routes):
            if entry.band not in bands:
                yield Flaw("routes.yml", ("rows", index, "routes", position), f"no band '{entry.band}'")
    yield from _repeated(row.id for row in files.table.rows)


def _repeated(ids: Iterable[str]) -> Iterator[Flaw]:
    seen: set[str] = set()
    for index, key in enumerate(ids):
        if key in seen:
            yield Flaw("routes.yml", ("rows", index), f"another row is called '{key}'")
        seen.add(key)


def _strange_routes(files: TriageFiles, routes: Mapping[str, Route]) -> Iterator[Flaw]:
    named: list[tuple[str, tuple[str | int, ...], str]] = [
        ("routes.yml", ("rows", index, "routes", position), entry.route)
        for index, row in enumerate(files.table.rows)
        for position, entry in enumerate(row.routes)
    ]
    named += [
        ("result.yml", ("menu_routes", index), entry.route) for index, entry in enumerate(files.result.menu_routes)
    ]
    for index, rule in enumerate(files.table.always):
        wanted: tuple[Any, ...] = (*rule.includes, *rule.never, *([rule.first] if rule.first else []))
        named += [("routes.yml", ("always", index), route) for route in wanted]
    for file, keys, route in named:
        if route not in routes:
            yield Flaw(file, keys, f"no route '{route}' in content/routes/")
        elif not routes[route].shown:
            yield Flaw(file, keys, f"route '{route}' is of low confidence and is never shown: leave it out")


def _questions(files: TriageFiles, table: Table) -> Iterator[Flaw]:
    """Questions differ from each other, a yes or no means one of the options, and each can change something."""
    seen: set[str] = set()
    for index, question in enumerate(files.questions.questions):
        keys = ("questions", index)
        if question.about not in NAMES:
            yield Flaw("questions.yml", keys, f"no fact '{question.about}'")
        for text in question.texts:
            if text in seen:
                yield Flaw("questions.yml", keys, f"another question already says '{text}'")
            seen.add(text)
        for meant in filter(None, (question.if_yes, question.if_no, question.otherwise)):
            if question.option(meant) is None:
                yield Flaw("questions.yml", keys, f"no option '{meant}'")
        if all(box[question.about] == table.everything[question.about] for _, box in table.rows_with_boxes()):
            yield Flaw("questions.yml", keys, f"no row depends on '{question.about}': the answer changes nothing")
