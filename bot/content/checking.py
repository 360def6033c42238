"""The content check: every rule an editor must keep, each problem with its file and line."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.content import prose, utterances
from bot.content.dates import is_due
from bot.content.loading import AnswerEntry, Library
from bot.content.models import Nation, Route, Step, Variant
from bot.content.safety_models import Lane, LaneId, LaneReply
from bot.content.yaml_source import Key, line_containing, line_of
from bot.errors import ContentError, Problem, Severity
from bot.triage import proofs
from bot.triage.models import triage_texts

MIN_UTTERANCES = 25


@dataclass(frozen=True)
class Finding:
    """A problem before its line number is looked up."""

    path: Path
    keys: tuple[Key, ...]
    message: str
    severity: Severity = Severity.ERROR
    line: int = 0

    def located(self) -> Problem:
        """The same with the line an editor has to open."""
        return Problem(self.path, self.line or line_of(self.path, self.keys), self.message, self.severity)


Text = tuple[tuple[Key, ...], str]


def house_rules(library: Library) -> prose.HouseRules:
    """The rules for this library's own numbers and names."""
    names = tuple(library.exceptions.names_like_addresses or ())
    return prose.HouseRules(prose.register_numbers(library.routes.values()), names)


def answer_texts(entry: AnswerEntry) -> Iterator[Text]:
    """Each sentence-bearing field of an answer that readers see, with where it stands."""
    answer = entry.answer
    yield ("title",), answer.title
    yield ("short",), answer.short
    yield from _step_texts(("steps",), answer.steps)
    for index, variant in enumerate(answer.variants):
        if variant.short:
            yield ("variants", index, "short"), variant.short
        yield from _step_texts(("variants", index, "steps"), variant.steps)


def _step_texts(at: tuple[Key, ...], steps: Sequence[Step]) -> Iterator[Text]:
    for index, step in enumerate(steps):
        for name in ("do", "why"):
            if text := getattr(step, name):
                yield (*at, index, name), text


def check_answer_prose(library: Library) -> Iterator[Finding]:
    """Short, plain sentences; numbers and addresses only through the register."""
    rules = house_rules(library)
    for entry in library.answers.values():
        for keys, text in answer_texts(entry):
            messages = (*prose.problems_in(text, rules), *prose.doubled_articles(text, library.routes))
            yield from (Finding(entry.path, keys, message) for message in messages)
        for keys, text in (t for t in answer_texts(entry) if t[0][-1] == "short"):
            if (count := len(prose.words(text))) > prose.MAX_SHORT_WORDS:
                yield Finding(entry.path, keys, f"{count} words in the short answer (at most {prose.MAX_SHORT_WORDS})")


def check_reading_grade(library: Library) -> Iterator[Finding]:
    """Reading age of 11 at most, but for the exceptions that give a reason."""
    exceptions = library.exceptions.reading_grade
    for entry in library.answers.values():
        limit = exceptions[entry.id].grade if entry.id in exceptions else prose.MAX_READING_GRADE
        if (grade := answer_grade(entry, library)) > limit:
            message = f"reading grade {grade:.1f} (at most {limit:g}): shorter words and sentences"
            yield Finding(entry.path, ("short",), message)
    for key in exceptions.keys() - library.answers.keys():
        yield Finding(library.root / "exceptions.yml", ("reading_grade", key), f"no answer '{key}'")


def answer_grade(entry: AnswerEntry, library: Library) -> float:
    """The reading grade of everything an answer says. Unknown routes count by their id."""
    known = {key: route.say for key, route in library.routes.items()}
    parts = (text for keys, text in answer_texts(entry) if keys != ("title",))
    body = " ".join(part if part.rstrip()[-1] in ".?:" else f"{part}." for part in parts)
    for key in prose.placeholders(body):
        body = body.replace(f"{{{key}}}", known.get(key, key)).replace(f"{{{key}:phone}}", "101")
    return prose.reading_grade(body)


def check_answer_links(library: Library) -> Iterator[Finding]:
    """Routes, related answers, platforms and briefs that an answer names must exist."""
    for entry in library.answers.values():
        answer, path = entry.answer, entry.path
        for index, key in enumerate(answer.routes):
            yield from _route_findings(library, path, ("routes", index), key)
        for keys, text in answer_texts(entry):
            for key in prose.placeholders(text):
                yield from _route_findings(library, path, keys, key)
        for index, key in enumerate(answer.related):
            if key not in library.answers or key == entry.id:
                yield Finding(path, ("related", index), f"no other answer '{key}' to relate to")
        for index, variant in enumerate(answer.variants):
            yield from _variant_findings(library, path, index, variant)


def _route_findings(library: Library, path: Path, keys: tuple[Key, ...], key: str) -> Iterator[Finding]:
    route = library.routes.get(key)
    if route is None:
        yield Finding(path, keys, f"no route '{key}' in content/routes/")
    elif not route.shown:
        yield Finding(path, keys, f"route '{key}' is of low confidence and is never shown: leave it out")


def _variant_findings(library: Library, path: Path, index: int, variant: Variant) -> Iterator[Finding]:
    for position, key in enumerate(variant.routes):
        yield from _route_findings(library, path, ("variants", index, "routes", position), key)
    for kind in ("platform", "device"):
        value = getattr(variant.when, kind)
        known = {item.id for item in library.lexicon[kind].entries} if kind in library.lexicon else set()
        if value and value not in known:
            yield Finding(path, ("variants", index, "when", kind), f"no {kind} '{value}' in content/lexicon/{kind}.yml")


def check_variants_distinct(library: Library) -> Iterator[Finding]:
    """Two variants for the same reader would leave the choice to chance."""
    for entry in library.answers.values():
        seen: set[object] = set()
        for index, variant in enumerate(entry.answer.variants):
            if variant.when in seen:
                yield Finding(entry.path, ("variants", index), "another variant already has this 'when'")
            seen.add(variant.when)
            if variant.when.audience and variant.when.audience not in entry.answer.audiences:
                message = f"audience '{variant.when.audience.value}' is not among the answer's audiences"
                yield Finding(entry.path, ("variants", index, "when"), message)


def check_covers(library: Library) -> Iterator[Finding]:
    """A fact brief is answered in one place only, and `covers` names real briefs."""
    owner: dict[str, str] = {}
    for entry in library.answers.values():
        for index, brief in enumerate(entry.answer.covers):
            keys = ("covers", index)
            if library.briefs and brief not in library.briefs:
                yield Finding(entry.path, keys, f"no fact brief '{brief}' in content/briefs.yml")
            if brief in owner:
                yield Finding(entry.path, keys, f"brief '{brief}' is already covered by '{owner[brief]}'")
            owner.setdefault(brief, entry.id)


def check_dates(library: Library) -> Iterator[Finding]:
    """Past its check date is a warning (readers are told); a date to come is a mistake."""
    today = datetime.date.today()
    for entry in library.answers.values():
        if entry.answer.checked > today:
            yield Finding(entry.path, ("checked",), "this date has not come yet")
        elif is_due(entry.answer, today):
            yield Finding(entry.path, ("checked",), "past its check date: check the facts again", Severity.WARNING)


def check_routes(library: Library) -> Iterator[Finding]:
    """The register's own sentences keep the house rules too."""
    rules = house_rules(library)
    today = datetime.date.today()
    for route in library.routes.values():
        path, at = library.route_places[route.id].path, library.route_places[route.id].keys
        if route.shown and not (route.phone or route.textphone or route.sms or route.url or route.email or route.how):
            yield Finding(path, at, f"route '{route.id}' gives no way to get in touch")
        for keys, text in _route_texts(route):
            yield from (Finding(path, (*at, *keys), message) for message in prose.problems_in(text, rules))
        if route.checked > today:
            yield Finding(path, (*at, "checked"), "this date has not come yet")
        elif is_due(route, today):
            yield Finding(path, (*at, "checked"), f"route '{route.id}' is past its check date", Severity.WARNING)


def _route_texts(route: Route) -> Iterator[Text]:
    for name in ("purpose", "not_for", "how", "next", "hours", "cost"):
        if text := getattr(route, name):
            yield (name,), text
    for index, item in enumerate(route.have_ready):
        yield ("have_ready", index), item


def check_wording(library: Library) -> Iterator[Finding]:
    """Everything else the bot says: same rules, and its buttons lead somewhere."""
    rules = house_rules(library)
    for key, reply in library.replies.items():
        path, at = library.wording_places[key].path, library.wording_places[key].keys
        for name, text in (("text", reply.text), *(("again", text) for text in reply.again)):
            yield from (Finding(path, (*at, name), message) for message in prose.problems_in(text, rules))
        for route in (*reply.routes, *(key for text in (reply.text, *reply.again) for key in prose.placeholders(text))):
            yield from _route_findings(library, path, at, route)
        for index, button in enumerate(reply.quick_replies):
            if button.answer and button.answer not in library.answers:
                yield Finding(path, (*at, "quick_replies", index), f"no answer '{button.answer}'")
    for key, label in library.labels.items():
        place = library.wording_places[key]
        yield from (Finding(place.path, place.keys, message) for message in prose.problems_in(label, rules))


def check_languages(library: Library) -> Iterator[Finding]:
    """The cards in other languages name numbers through the register only; nobody here can check their words."""
    for code, language in library.languages.items():
        path = library.root / "languages" / f"{code}.yml"
        if not path.exists():
            yield Finding(library.root / "languages", (), f"the file of '{code}' must be called {code}.yml")
            continue
        for key in prose.placeholders(language.text):
            yield from _route_findings(library, path, ("text",), key)
        for message in prose.missing_phones(language.text, library.routes):
            yield Finding(path, ("text",), message)


def check_utterances(library: Library) -> Iterator[Finding]:
    """Enough ways of asking for each answer, none asked of two answers, none without an answer."""
    data = library.root.parent / "data"
    broken = {problem.file for problem in library.problems}
    asked: dict[str, str] = {}
    for path in utterances.advice_paths(data / "nlu" / "advice"):
        try:
            file = utterances.read(path)
        except ContentError as error:
            yield from (Finding(p.file, (), p.message) for p in error.problems)
            continue
        entry = library.answers.get(file.answer)
        unreadable = (library.root / "advice" / path.parent.name / path.name) in broken
        if not unreadable and (entry is None or entry.area.value != path.parent.name):
            yield Finding(path, (), f"no answer content/advice/{path.parent.name}/{file.answer}.yml")
        if len(file.examples) < MIN_UTTERANCES:
            yield Finding(path, (), f"{len(file.examples)} utterances (at least {MIN_UTTERANCES})")
        for example in file.examples:
            key = utterances.normalise(example)
            if key in asked:
                yield Finding(
                    path,
                    (),
                    f"'{example}' is already an utterance of '{asked[key]}'",
                    line=line_containing(path, example),
                )
            asked.setdefault(key, file.answer)
    for entry in library.answers.values():
        if not (path := utterances.path_for(data, entry)).exists():
            yield Finding(entry.path, (), f"no utterances: write {path.relative_to(library.root.parent)}")


def check_safety(library: Library) -> Iterator[Finding]:
    """Every danger has a lane, each sentence keeps the house rules, and every route can be shown to its reader."""
    folder = library.root / "safety"
    missing = set(LaneId) - library.lanes.keys() if folder.is_dir() else set()
    for lane_id in sorted(missing, key=lambda lane: lane.value):
        yield Finding(folder, (), f"no lane file {lane_id.value}.yml: every danger must be looked for")
    ranks: dict[int, LaneId] = {}
    for lane_id, lane in library.lanes.items():
        path = folder / f"{lane_id.value}.yml"
        if lane.urgency in ranks:
            yield Finding(path, ("urgency",), f"'{ranks[lane.urgency].value}' already has urgency {lane.urgency}")
        ranks.setdefault(lane.urgency, lane_id)
        for keys, text in _lane_texts(lane):
            yield from _lane_text_findings(library, path, keys, text)
        for index, reply in enumerate(lane.replies):
            yield from _lane_reply_findings(library, path, index, reply)
        for index, key in enumerate(lane.related):
            if key not in library.answers:
                yield Finding(path, ("related", index), f"no answer '{key}'")


def _lane_texts(lane: Lane) -> Iterator[Text]:
    yield ("title",), lane.title
    for index, reply in enumerate(lane.replies):
        yield ("replies", index, "text"), reply.text
        yield ("replies", index, "comfort"), reply.comfort
        for position, text in enumerate(reply.avoid):
            yield ("replies", index, "avoid", position), text
    for index, text in enumerate(lane.again):
        yield ("again", index), text


def _lane_text_findings(library: Library, path: Path, keys: tuple[Key, ...], text: str) -> Iterator[Finding]:
    routes = library.routes
    messages = (*prose.problems_in(text, house_rules(library)), *prose.doubled_articles(text, routes))
    for message in (*messages, *prose.missing_phones(text, routes)):
        yield Finding(path, keys, message)
    for key in prose.placeholders(text):
        yield from _route_findings(library, path, keys, key)


def _lane_reply_findings(library: Library, path: Path, index: int, reply: LaneReply) -> Iterator[Finding]:
    nation = reply.nation or Nation.ENGLAND
    named = [(("replies", index, "text"), key) for key in prose.placeholders(reply.text)]
    listed = [(("replies", index, "routes", position), key) for position, key in enumerate(reply.routes)]
    for keys, key in (*named, *listed):
        yield from _route_findings(library, path, keys, key)
        route = library.routes.get(key)
        if route and nation not in route.nations:
            yield Finding(path, keys, f"route '{key}' does not serve {nation.value}, so this reader never sees it")
    if not any(library.routes[key].phone for _, key in named if key in library.routes):
        yield Finding(path, ("replies", index, "text"), "name a number to ring in the first words")


def check_triage(library: Library) -> Iterator[Finding]:
    """The decision table proved, and the words of triage held against the house rules."""
    if library.triage is None:
        return
    folder = library.root / "triage"
    for name, fact in library.triage.facts.facts.items():
        if fact.lexicon and fact.lexicon not in library.lexicon:
            yield Finding(
                folder / "facts.yml", ("facts", name, "lexicon"), f"no word list content/lexicon/{fact.lexicon}.yml"
            )
    for flaw in proofs.flaws(library.triage, library.routes):
        yield Finding(folder / flaw.file, flaw.keys, flaw.message)
    rules = house_rules(library)
    for name, keys, text in triage_texts(library.triage):
        messages = (*prose.problems_in(text, rules), *prose.doubled_articles(text, library.routes))
        yield from (Finding(folder / name, keys, message) for message in messages)
        for key in prose.placeholders(text):
            if key != "facts":
                yield from _route_findings(library, folder / name, keys, key)


CHECKS: tuple[Callable[[Library], Iterator[Finding]], ...] = (
    check_answer_prose,
    check_reading_grade,
    check_answer_links,
    check_variants_distinct,
    check_covers,
    check_dates,
    check_routes,
    check_wording,
    check_languages,
    check_utterances,
    check_safety,
    check_triage,
)


def check(library: Library) -> list[Problem]:
    """Every problem in the library, by file and line; those found while loading come first."""
    found = {finding.located() for rule in CHECKS for finding in rule(library)}
    return sorted({*library.problems, *found})
