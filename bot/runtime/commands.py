"""`cyberprotect serve|train|ask|talk`: the commands that need the trained assistant."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from pathlib import Path
from typing import Optional

import typer
from rich.progress import track

from bot.errors import CyberProtectError
from bot.settings import Settings


def train(force: bool = typer.Option(False, help="Train even when nothing changed.")) -> None:
    """Train the assistant. Does nothing when content, data, config and code are as they were."""
    from bot.runtime import training

    settings = Settings()
    if not force and training.is_current(settings):
        typer.echo("The model is up to date.")
        return
    typer.echo("Training: this takes a minute or two.")
    typer.echo(f"Trained in {training.train(settings, force):.0f} seconds.")


def serve(
    port: int = typer.Option(Settings().port, help="Where to listen."),
    host: str = typer.Option(Settings().host, help="0.0.0.0 listens to other machines too."),
) -> None:
    """Serve the bot and its pages, as `rasa run` does, without telemetry or management API."""
    from bot.runtime.training import QUIET, trained_model

    settings = Settings()
    model = trained_model(settings)
    typer.echo(f"Starting on http://localhost:{port}/ (about half a minute)")
    command = [sys.executable, "-m", "rasa", "run", "--model", str(model), "--port", str(port), "--interface", host]
    raise typer.Exit(subprocess.run(command, cwd=settings.root, env={**os.environ, **QUIET}, check=False).returncode)


def ask(
    question: Optional[str] = typer.Argument(None, help="What somebody might type."),
    jsonl: Optional[Path] = typer.Option(None, exists=True, dir_okay=False, help='A file of {"id", "text"} lines.'),
    out: Optional[Path] = typer.Option(None, help="Where the answers of --jsonl go."),
) -> None:
    """Ask one question, or a file of them, each in a fresh conversation."""
    if jsonl and out and not question:
        asyncio.run(_run_batch("ask", jsonl, out))
    elif question and not (jsonl or out):
        asyncio.run(_ask_one(question))
    else:
        raise CyberProtectError("give either a question, or --jsonl IN --out OUT")


def talk(
    jsonl: Optional[Path] = typer.Option(None, exists=True, dir_okay=False, help='A file of {"id", "turns"} lines.'),
    out: Optional[Path] = typer.Option(None, help="Where the conversations of --jsonl go."),
) -> None:
    """Talk to the assistant here, and ask it /why; or run a file of conversations, each with all its turns."""
    if jsonl and out:
        asyncio.run(_run_batch("talk", jsonl, out))
    elif not (jsonl or out):
        asyncio.run(_talk_here())
    else:
        raise CyberProtectError("give both --jsonl IN and --out OUT, or neither to talk here")


async def _talk_here() -> None:
    from bot.runtime import interactive
    from bot.runtime.assistant import Assistant

    typer.echo("Loading the assistant takes some seconds.")
    await interactive.talk(await Assistant.load(Settings()))


async def _ask_one(question: str) -> None:
    from bot.content import plain_text
    from bot.runtime.assistant import Assistant, new_conversation_id

    assistant = await Assistant.load(Settings())
    turn = await assistant.take_turn(new_conversation_id(), question)
    typer.echo("\n\n".join(plain_text.render(card, assistant.library.labels) for card in turn.cards))


async def _run_batch(kind: str, source: Path, target: Path) -> None:
    from bot.runtime import batch
    from bot.runtime.assistant import Assistant

    job = {"ask": batch.ASK, "talk": batch.TALK}[kind]
    source, target = source.resolve(), target.resolve()
    total = sum(1 for line in source.read_text(encoding="utf-8").splitlines() if line.strip())
    assistant = await Assistant.load(Settings())
    bar = iter(track(range(total), description=kind, disable=not sys.stderr.isatty()))
    async for _ in batch.run(assistant, source, target, job):
        next(bar)
    next(bar, None)
    typer.echo(f"{total} lines written to {target}")


def register(app: typer.Typer) -> None:
    """Add these commands to the root command."""
    for command in (serve, train, ask, talk):
        app.command()(command)
