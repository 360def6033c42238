"""Pages without JavaScript, made from the same cards as the chat. Knows no server, so it also writes them as files."""

from __future__ import annotations

import datetime
import functools
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Optional

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from bot.content.cards import Card, CardRoute, Reader, answer_card, card_routes, reply_card
from bot.content.loading import AnswerEntry, Library
from bot.content.models import Area, Audience, Urgency
from bot.content.plain_text import format_date

TEMPLATES = Path(__file__).parent / "templates"

# Turns the name of a page, such as "advice/phishing", into an address.
Link = Callable[[str], str]


def server_link(name: str) -> str:
    """The address of a page on the running server."""
    return f"/{name}"


@dataclass(frozen=True)
class Shelf:
    """A heading and the answers or routes below it."""

    title: str
    items: Sequence[Any]


class Pages:
    """Renders pages. `live` pages have a search and a conversation; files have neither."""

    def __init__(self, library: Library, link: Link = server_link, live: bool = True) -> None:
        self._library = library
        self._always = {
            "labels": library.labels,
            "link": link,
            "live": live,
            "emergency": reply_card(library, "error").routes,
        }

    def home(self) -> str:
        """A page as a police website might have it, with the chat on it."""
        return self._render("home.html")

    def chat(self) -> str:
        """The chat over the whole page."""
        return self._render("chat.html")

    def advice_index(self) -> str:
        """Every answer by title."""
        entries = self._library.answers.values()
        shelves = [
            Shelf(self._library.labels[f"area-{area.value}"], self._titles([e for e in entries if e.area is area]))
            for area in Area
        ]
        return self._render("advice_index.html", shelves=[shelf for shelf in shelves if shelf.items])

    def advice(self, answer_id: str) -> Optional[str]:
        """One answer as a page, or None when there is none of that id."""
        entry = self._library.answers.get(answer_id)
        if entry is None:
            return None
        return self._render("advice.html", card=self._card(entry), related=self._related(entry))

    def routes(self) -> str:
        """The whole register: by who it is for, and by how urgent it is."""
        shown = [route for route in self._library.routes.values() if route.shown]
        shelves = []
        for audience in Audience:
            groups = []
            for urgency in Urgency:
                fitting = [route.id for route in shown if audience in route.audiences and route.urgency is urgency]
                routes: list[CardRoute] = card_routes(self._library, fitting)
                groups.append(Shelf(self._library.labels[f"urgency-{urgency.value}"], routes))
            title = self._library.labels[f"audience-{audience.value}"]
            shelves.append((audience.value, Shelf(title, [group for group in groups if group.items])))
        return self._render("routes.html", shelves=shelves)

    def search(self, query: str, answer_ids: Sequence[str]) -> str:
        """The closest answers to some words, best first."""
        found = self._titles([self._library.answers[key] for key in answer_ids])
        return self._render("search.html", query=query, found=found)

    def ask(self, conversation: Optional[str] = None, question: str = "", cards: Sequence[Card] = ()) -> str:
        """A conversation by plain forms: the last question, what the bot said, and the next question."""
        shown = list(cards) or [reply_card(self._library, "greet")]
        return self._render("ask.html", conversation=conversation, question=question, cards=shown)

    def problem(self, title: str, text: str) -> str:
        """A page for what went wrong."""
        return self._render("problem.html", title=title, text=text)

    def _render(self, template: str, **values: Any) -> str:
        return _environment().get_template(template).render(**self._always, **values)

    def _card(self, entry: AnswerEntry) -> Card:
        return answer_card(self._library, entry, Reader(), datetime.date.today())

    def _titles(self, entries: Sequence[AnswerEntry]) -> list[Card]:
        return [self._card(entry) for entry in entries]

    def _related(self, entry: AnswerEntry) -> list[Card]:
        return self._titles(
            [self._library.answers[key] for key in entry.answer.related if key in self._library.answers]
        )


@functools.lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=select_autoescape(default=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["readable_date"] = format_date
    return environment
