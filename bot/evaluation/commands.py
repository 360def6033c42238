"""`cyberprotect evaluate`: ask a question set and write the report."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Optional

import typer

from bot.errors import CyberProtectError
from bot.evaluation.questions import Question, read_questions
from bot.settings import Settings

if TYPE_CHECKING:
    from bot.evaluation.measures import Result


def evaluate(
    questions: Path = typer.Option(Path("tests/questions"), help="A folder of question files."),
    name: str = typer.Option("questions", help="What the report is called under reports/."),
    against: Optional[Path] = typer.Option(None, help="A committed report (JSON) that must not be undercut."),
) -> None:
    """Put every question of a set to the whole assistant and report the figures."""
    from bot.evaluation import report

    settings = Settings()
    asked = read_questions(settings.root / questions)
    if not asked:
        raise CyberProtectError(f"no question files below {questions}")
    results = asyncio.run(_ask(asked))
    report.write(settings.root / "reports", name, f"Question set {questions}", results)
    for figure, value in report.summary(results).items():
        typer.echo(f"{figure:32} {value}")
    worse = report.regressions(results, settings.root / against) if against else []
    for line in worse:
        typer.echo(f"WORSE {line}", err=True)
    if worse:
        raise typer.Exit(1)


async def _ask(asked: list[Question]) -> list[Result]:
    from bot.evaluation.running import ask_all
    from bot.runtime.assistant import Assistant

    return await ask_all(await Assistant.load(Settings()), asked, quiet=not sys.stderr.isatty())
