"""Printable pages for people who sign advice off: each answer with its sources, dates and doubts."""

from __future__ import annotations

import datetime
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from bot.content import prose
from bot.content.dates import due_date
from bot.content.loading import AnswerEntry, Library

TEMPLATES = Path(__file__).parent / "templates"


def sign_off_pack(library: Library, entries: list[AnswerEntry], today: datetime.date) -> str:
    """One HTML page, a sheet of paper an answer. Numbers are filled in as readers see them."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=select_autoescape(default=True), undefined=StrictUndefined
    )
    environment.filters["fill"] = lambda text: prose.fill(text, library.routes)
    return environment.get_template("pack.html").render(
        entries=entries, routes=library.routes, due_date=due_date, today=today
    )
