"""`cyberprotect site|widget …`: the static pages, and the lines a web team pastes. No model is loaded."""

from __future__ import annotations

import json
from pathlib import Path

import typer

from bot.content.loading import load_library
from bot.settings import Settings

site_app = typer.Typer(no_args_is_help=True, help="The pages that need no JavaScript.")
widget_app = typer.Typer(no_args_is_help=True, help="The chat window for other people's pages.")

MANIFEST = Path(__file__).parent / "static" / "manifest.json"


@site_app.callback()
def site() -> None:
    """The pages that need no JavaScript."""


@site_app.command()
def build(out: Path = typer.Option(..., help="The folder to write to.")) -> None:
    """Write all advice and the register as files, for a day on which the bot is down."""
    from bot.web.site import build_site

    count = build_site(load_library(Settings().content).require_clean(), out)
    typer.echo(f"{count} pages written to {out}")


@widget_app.callback()
def widget() -> None:
    """The chat window for other people's pages."""


@widget_app.command()
def snippet(
    server: str = typer.Option(..., help="The address of the bot, as in https://advice.example.org."),
) -> None:
    """Print the script tag with its hash, and what the page's Content-Security-Policy must allow."""
    address = server.rstrip("/")
    integrity = json.loads(MANIFEST.read_text(encoding="utf-8"))["files"]["cyber-protect.js"]
    source = f'src="{address}/static/cyber-protect.js"'
    typer.echo(f'<script {source} integrity="{integrity}" crossorigin="anonymous" async></script>')
    typer.echo(f"Content-Security-Policy: script-src {address}; connect-src {address}")
    typer.echo("On the bot: set CYBERPROTECT_ORIGINS to the origin of your website (docs/widget.md).")
