"""`cyberprotect content …`: check, list and show the advice. Starts fast: no model is loaded."""

from __future__ import annotations

import datetime
import json
import re
from pathlib import Path
from typing import Optional

import typer

from bot.content.checking import check as find_problems
from bot.content.dates import due_date
from bot.content.loading import AnswerEntry, load_library
from bot.errors import CyberProtectError, Severity
from bot.settings import Settings

app = typer.Typer(no_args_is_help=True, help="The advice: check it, list it, see what is due.")


@app.command()
def check(paths: Optional[list[Path]] = typer.Argument(None, help="Report on these files and folders only.")) -> None:
    """Report every problem with file and line. Exit status 1 when there is an error."""
    root = Settings().root
    problems = find_problems(load_library(Settings().content))
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
def due(within: str = typer.Option("30d", help="How far ahead to look, in days: 30d.")) -> None:
    """Answers and routes whose check date is past or comes soon, oldest first."""
    if not (match := re.fullmatch(r"(\d+)d", within)):
        raise CyberProtectError(f"--within {within}: write a number of days, as in 30d")
    library = load_library(Settings().content).require_clean()
    horizon = datetime.date.today() + datetime.timedelta(days=int(match[1]))
    dated = [(due_date(entry.answer), "answer", entry.id) for entry in library.answers.values()]
    dated += [(due_date(route), "route", route.id) for route in library.routes.values()]
    soon = sorted(item for item in dated if item[0] <= horizon)
    for date, kind, key in soon:
        typer.echo(f"{date} {kind:6} {key}")
    typer.echo(f"{len(soon)} to check by {horizon}")
