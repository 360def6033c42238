"""The `cyberprotect` command. Commands that need no model never import Rasa."""

from __future__ import annotations

import sys

import typer

from bot.content.commands import app as content_app
from bot.content.route_commands import app as routes_app
from bot.errors import CyberProtectError
from bot.evaluation.commands import app as evaluation_app
from bot.nlu.commands import app as encoder_app
from bot.runtime import commands as runtime_commands
from bot.safety.commands import app as safety_app
from bot.web.commands import site_app, widget_app

app = typer.Typer(no_args_is_help=True, add_completion=False, help="Run, ask and look after Cyber Protect.")
app.add_typer(content_app, name="content")
app.add_typer(routes_app, name="routes")
app.add_typer(encoder_app, name="encoder")
app.add_typer(safety_app, name="safety")
app.add_typer(site_app, name="site")
app.add_typer(widget_app, name="widget")
runtime_commands.register(app)
app.add_typer(evaluation_app, name="evaluate")


def main() -> None:
    """Entry point: our own errors are printed as they are, without a stack trace."""
    try:
        app()
    except CyberProtectError as error:
        sys.exit(f"cyberprotect: {error}")


if __name__ == "__main__":
    main()
