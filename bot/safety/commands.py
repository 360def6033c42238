"""`cyberprotect safety …`: show why a message does or does not fire the safety lane."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from bot.settings import Settings

if TYPE_CHECKING:
    from bot.evaluation.safety import ScoreCard

app = typer.Typer(no_args_is_help=True, help="The safety lane: explain what fires it.")


@app.command()
def explain(text: str = typer.Argument(..., help="A message, as somebody would type it.")) -> None:
    """Which patterns and scores fired on a message, the most urgent lane first."""
    verdict = asyncio.run(_read(text))
    if not verdict["lanes"]:
        typer.echo("no danger")
    for lane in verdict["lanes"]:
        typer.echo(lane)
        for item in (item for item in verdict["evidence"] if item["lane"] == lane):
            typer.echo(f"  {item['kind']:8} {item['name']:24} {item['value']:.2f}")


@app.command()
def score(
    suite: Path = typer.Option(Path("tests/safety"), help="Messages that must and must not fire."),
    questions: Path = typer.Option(Path("tests/questions"), help="Ordinary questions, which must not."),
    name: str = typer.Option("safety", help="What the report is called under reports/."),
    misses: bool = typer.Option(False, help="Print what was missed. Never for the held-out suite."),
) -> None:
    """Measure the lane on a suite, its machine variations and ordinary questions."""
    settings = Settings()
    card = asyncio.run(_score(settings.root / suite, settings.root / questions))
    card.write(settings.root / "reports", name)
    for figure, value in card.summary().items():
        typer.echo(f"{figure:34} {value}")
    if misses:
        typer.echo("\n".join(card.misses()))


async def _score(suite: Path, questions: Path) -> ScoreCard:
    from bot.evaluation.questions import read_questions
    from bot.evaluation.safety import ScoreCard, judge
    from bot.runtime.assistant import Assistant
    from bot.safety.examples import IN_ADVICE, read_labels
    from bot.safety.suite import ordinary_cases, read_padding, read_suite, variations

    parse = (await Assistant.load(Settings())).parse
    plain = read_suite(suite)
    padding = read_padding(Settings().root / "tests" / "safety")
    varied = [varied for case in plain if case.must_fire for varied in variations(case, padding)]
    ordinary = ordinary_cases((q.text for q in read_questions(questions)), read_labels(suite / IN_ADVICE))
    return ScoreCard(await judge(parse, plain), await judge(parse, varied), await judge(parse, ordinary))


async def _read(text: str) -> dict[str, list[dict[str, Any]]]:
    from bot.runtime.assistant import Assistant

    parsed = await (await Assistant.load(Settings())).parse(text)
    verdict: dict[str, list[dict[str, Any]]] = parsed["safety"]
    return verdict
