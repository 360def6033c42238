"""`cyberprotect evaluate`: ask a question set, or hold whole conversations, and write the report."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Optional

import typer

from bot.errors import CyberProtectError
from bot.evaluation.questions import Question, read_questions
from bot.settings import Settings

if TYPE_CHECKING:
    from bot.evaluation.conversations import TurnResult
    from bot.evaluation.measures import Result

app = typer.Typer(invoke_without_command=True, help="Put question sets and conversations to the whole assistant.")

CONVERSATIONS = Path("tests/conversations")


@app.callback()
def evaluate(
    context: typer.Context,
    questions: Path = typer.Option(Path("tests/questions"), help="A folder of question files."),
    name: str = typer.Option("questions", help="What the report is called under reports/."),
    against: Optional[Path] = typer.Option(None, help="A committed report (JSON) that must not be undercut."),
) -> None:
    """Put every question of a set to the whole assistant and report the figures."""
    if context.invoked_subcommand:
        return
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


@app.command("conversations")
def hold_conversations(
    held_out: bool = typer.Option(False, "--held-out", help="Those that nothing may be tuned on."),
    name: str = typer.Option("", help="What the report is called under reports/."),
) -> None:
    """Hold every conversation and report the share of turns that went as expected, by behaviour."""
    from bot.evaluation import conversations

    settings = Settings()
    parts = [conversations.HELD_OUT] if held_out else ["", conversations.MEASURED]
    results = asyncio.run(_hold([settings.root / CONVERSATIONS / part for part in parts]))
    report = name or ("conversations-held-out" if held_out else "conversations")
    conversations.write(settings.root / "reports", report, results)
    for row in conversations.table(results):
        typer.echo(
            f"{row['behaviour']:16} {row['turns']:4} turns  {row['right']:6.1%} "
            f"({row['low']:.1%} to {row['high']:.1%}, {row['conversations']} conversations)"
        )


async def _ask(asked: list[Question]) -> list[Result]:
    from bot.evaluation.running import ask_all
    from bot.runtime.assistant import Assistant

    return await ask_all(await Assistant.load(Settings()), asked, quiet=not sys.stderr.isatty())


async def _hold(folders: Sequence[Path]) -> list[TurnResult]:
    from bot.evaluation.conversations import hold, read_conversations
    from bot.runtime.assistant import Assistant

    found = [conversation for folder in folders for conversation in read_conversations(folder)]
    assistant = await Assistant.load(Settings())
    return [result for conversation in found for result in await hold(assistant, conversation)]
