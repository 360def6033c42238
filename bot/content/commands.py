"""`cyberprotect content …`: check, list, show and approve the advice. Starts fast: no model is loaded."""

from __future__ import annotations

import datetime
import difflib
import json
from pathlib import Path
from typing import Optional

import typer

from bot.content import plain_text
from bot.content.approving import approve as record_approval
from bot.content.cards import Reader, answer_card
from bot.content.checking import check as find_problems
from bot.content.dates import due_date, parse_days
from bot.content.loading import AnswerEntry, Library, load_library
from bot.content.models import Area
from bot.content.registers import PAGES
from bot.content.schemas import write_schemas
from bot.errors import CyberProtectError, Severity
from bot.settings import Settings

app = typer.Typer(no_args_is_help=True, help="The advice: check it, list it, see what is due.")


@app.command()
def check(
    paths: Optional[list[Path]] = typer.Argument(None, help="Report on these files and folders only."),
    deep: bool = typer.Option(False, help="Also list utterances of different answers that mean almost the same."),
) -> None:
    """Report every problem with file and line. Exit status 1 when there is an error."""
    from bot.safety.patterns import check_patterns

    root = Settings().root
    library = load_library(Settings().content)
    problems = [*find_problems(library), *check_patterns(library)]
    if deep:
        from bot.nlu.similarity import check_similar_utterances

        problems += check_similar_utterances(Settings().data / "nlu" / "advice")
    if paths:
        wanted = [path.resolve() for path in paths]
        problems = [p for p in problems if any(p.file.resolve().is_relative_to(path) for path in wanted)]
    for problem in problems:
        typer.echo(str(problem).replace(f"{root}/", "", 1))
    errors = sum(problem.severity is Severity.ERROR for problem in problems)
    typer.echo(f"{errors} errors, {len(problems) - errors} warnings")
    if errors:
        raise typer.Exit(1)


@app.command("list")
def list_answers(as_json: bool = typer.Option(False, "--json", help="One JSON array, for programs.")) -> None:
    """Every answer: id, area and title."""
    entries = load_library(Settings().content).require_clean().answers.values()
    if as_json:
        typer.echo(json.dumps([_summary(entry) for entry in entries], indent=2, ensure_ascii=False))
        return
    for entry in entries:
        typer.echo(f"{entry.area.value:16} {entry.id:40} {entry.answer.title}")


def _summary(entry: AnswerEntry) -> dict[str, object]:
    answer = entry.answer
    return {
        "id": entry.id,
        "title": answer.title,
        "area": entry.area.value,
        "audiences": [audience.value for audience in answer.audiences],
        "covers": answer.covers,
        "routes": answer.routes,
        "checked": answer.checked.isoformat(),
        "check_again": due_date(answer).isoformat(),
    }


@app.command()
def show(answer_id: str = typer.Argument(..., help="The answer's id: the name of its file.")) -> None:
    """One answer as a reader sees it in plain text."""
    library = load_library(Settings().content).require_clean()
    card = answer_card(library, _entry(library, answer_id), Reader(), datetime.date.today())
    typer.echo(plain_text.render(card, library.labels))


@app.command()
def approve(
    answer_ids: list[str] = typer.Argument(..., help="The answers the unit has read and approved."),
    role: str = typer.Option(..., help="Who approved: a role, never a name."),
) -> None:
    """Record that the unit running the bot approved these answers today."""
    library = load_library(Settings().content).require_clean()
    for entry in [_entry(library, answer_id) for answer_id in answer_ids]:
        record_approval(entry, role, datetime.date.today())
        typer.echo(f"{entry.id}: approved by {role}")


@app.command()
def schema() -> None:
    """Write the JSON Schemas that editors' YAML plug-ins use."""
    for path in write_schemas(Settings().content / "schema"):
        typer.echo(path)


@app.command()
def pack(
    area: Area = typer.Option(..., help="Which shelf of advice."),
    out: Path = typer.Option(Path("build/pack.html"), help="Where the printable page goes."),
) -> None:
    """One printable page an answer, with its sources and doubts, for the unit to sign off."""
    from bot.content.packing import sign_off_pack

    library = load_library(Settings().content).require_clean()
    entries = [entry for entry in library.answers.values() if entry.area is area]
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(sign_off_pack(library, entries, datetime.date.today()), encoding="utf-8")
    typer.echo(f"{len(entries)} answers written to {out}")


@app.command()
def registers() -> None:
    """Write the generated pages docs/sources.md and docs/ageing.md."""
    library = load_library(Settings().content).require_clean()
    for name, page in PAGES.items():
        (Settings().root / "docs" / name).write_text(page(library), encoding="utf-8")
        typer.echo(f"docs/{name}")


def _entry(library: Library, answer_id: str) -> AnswerEntry:
    if answer_id not in library.answers:
        close = difflib.get_close_matches(answer_id, library.answers, n=3)
        hint = f"; did you mean {', '.join(close)}?" if close else ""
        raise CyberProtectError(f"no answer '{answer_id}'{hint}")
    return library.answers[answer_id]


@app.command()
def due(within: str = typer.Option("30d", help="How far ahead to look, in days: 30d.")) -> None:
    """Answers and routes whose check date is past or comes soon, oldest first."""
    library = load_library(Settings().content).require_clean()
    horizon = datetime.date.today() + datetime.timedelta(days=parse_days(within))
    dated = [(due_date(entry.answer), "answer", entry.id) for entry in library.answers.values()]
    dated += [(due_date(route), "route", route.id) for route in library.routes.values()]
    soon = sorted(item for item in dated if item[0] <= horizon)
    for date, kind, key in soon:
        typer.echo(f"{date} {kind:6} {key}")
    typer.echo(f"{len(soon)} to check by {horizon}")
