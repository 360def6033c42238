"""`cyberprotect routes …`: list, show and check the register of routes. Starts fast: no model is loaded."""

from __future__ import annotations

import asyncio
import datetime
import difflib
import json

import typer

from bot.content import checking, plain_text
from bot.content.cards import route_card
from bot.content.dates import due_date, parse_days
from bot.content.loading import Library, load_library
from bot.content.models import Route
from bot.errors import CyberProtectError, Severity
from bot.settings import Settings

app = typer.Typer(no_args_is_help=True, help="The register of places to report to: list it, check it, see what is due.")


@app.command("list")
def list_routes(
    audience: str = typer.Option("", help="Only routes for: individual, parent, child, organisation."),
    as_json: bool = typer.Option(False, "--json", help="One JSON array, for programs."),
) -> None:
    """Every route: id, urgency, number or address, name. Those marked `hidden` are of low confidence."""
    routes = [route for route in _library().routes.values() if not audience or audience in route.audiences]
    if as_json:
        typer.echo(json.dumps([json.loads(route.json(exclude_defaults=True)) for route in routes], indent=2))
        return
    for route in routes:
        hidden = "" if route.shown else " (hidden)"
        typer.echo(f"{route.id:38} {route.urgency.value:12} {_contact(route):28} {route.name}{hidden}")


def _contact(route: Route) -> str:
    sms = f"text {route.sms.number}" if route.sms else None
    return route.phone or sms or ("web" if route.url else None) or route.email or "-"


@app.command()
def show(route_id: str = typer.Argument(..., help="The route's id.")) -> None:
    """One route as people see it, then what only reviewers see."""
    library = _library()
    route = library.routes.get(route_id)
    if route is None:
        close = difflib.get_close_matches(route_id, library.routes, n=3)
        raise CyberProtectError(f"no route '{route_id}'{f'; did you mean {chr(44).join(close)}?' if close else ''}")
    if route.shown:
        typer.echo(plain_text.render(route_card(library, [route_id], []), library.labels))
    else:
        typer.echo(f"{route.name}\n\nOf low confidence: never shown.")
    typer.echo(f"\nConfidence: {route.confidence.value}. Checked {route.checked}, again by {due_date(route)}.")
    for name, lines in (("Old names", route.formerly), ("Sources", route.sources), ("Doubts", route.doubts)):
        if lines:
            typer.echo(f"{name}:\n" + "\n".join(f"- {line}" for line in lines))


@app.command()
def check(
    links: bool = typer.Option(False, "--links", help="Also ask each web address whether it still answers."),
    timeout: float = typer.Option(20.0, help="Seconds to wait for a page."),
) -> None:
    """Problems of the register and the decision table; with --links a report on every address. Exit 1 on an error."""
    library = load_library(Settings().content)
    ours = (library.root / "routes", library.root / "triage")
    problems = [p for p in checking.check(library) if any(p.file.is_relative_to(folder) for folder in ours)]
    for problem in problems:
        typer.echo(str(problem).replace(f"{Settings().root}/", "", 1))
    errors = sum(problem.severity is Severity.ERROR for problem in problems)
    typer.echo(f"{errors} errors, {len(problems) - errors} warnings in {len(library.routes)} routes")
    if links:
        errors += _check_links(library, timeout)
    if errors:
        raise typer.Exit(1)


def _check_links(library: Library, timeout: float) -> int:
    from bot.content.link_check import check_links

    reports = asyncio.run(check_links(library.routes.values(), timeout))
    for report in reports:
        typer.echo(str(report))
    failed = sum(report.problem is not None for report in reports)
    typer.echo(f"{len(reports)} addresses asked, {failed} failed")
    return failed


@app.command()
def due(within: str = typer.Option("30d", help="How far ahead to look, in days: 30d.")) -> None:
    """Routes whose check date is past or comes soon, oldest first."""
    horizon = datetime.date.today() + datetime.timedelta(days=parse_days(within))
    dated = sorted((due_date(route), route.id) for route in _library().routes.values())
    soon = [item for item in dated if item[0] <= horizon]
    for date, key in soon:
        typer.echo(f"{date} {key}")
    typer.echo(f"{len(soon)} to check by {horizon}")


def _library() -> Library:
    return load_library(Settings().content).require_clean()
