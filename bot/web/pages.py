"""The pages that need no JavaScript, on the running server: advice, search, a conversation by forms, the register."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Optional

from rasa.shared.nlu.constants import INTENT, INTENT_NAME_KEY
from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse
from sanic.response import html as html_response

from bot.content.cards import Card
from bot.content.loading import Library
from bot.content.utterances import RETRIEVAL_INTENT
from bot.web import problems
from bot.web.masking import Masker
from bot.web.problems import Problem
from bot.web.rendering import Pages

MAX_FOUND = 8
# Answers that the ranking holds to be much less likely than the best are noise to a reader.
MIN_SHARE_OF_BEST = 0.02

# Says something in a conversation (None: a new one); returns the conversation and what the bot said.
Converse = Callable[[Request, Optional[str], str], Awaitable[tuple[str, list[Card]]]]


def add_pages(blueprint: Blueprint, library: Library, masker: Masker, converse: Converse, max_characters: int) -> None:
    """Add every page to the blueprint of the web channel."""
    pages = Pages(library)

    def page(path: str, make: Callable[[], str]) -> None:
        async def handler(request: Request) -> HTTPResponse:
            return html_response(make())

        blueprint.add_route(handler, path, methods=["GET"], name=f"page_{make.__name__}")

    for path, make in {"/chat": pages.chat, "/routes": pages.routes, "/advice": pages.advice_index}.items():
        page(path, make)

    @blueprint.get("/advice/<answer_id:[a-z0-9-]+>")
    async def advice(request: Request, answer_id: str) -> HTTPResponse:
        text = pages.advice(answer_id)
        return html_response(text) if text else _not_found(pages)

    @blueprint.route("/search", methods=["GET", "POST"])
    async def search(request: Request) -> HTTPResponse:
        # The form posts, so that what people type stands in no address; `q` in an address works as well.
        typed = request.form.get("q") if request.method == "POST" else request.args.get("q")
        query = masker.mask((typed or "").strip()[:max_characters]).text
        found = await _closest(request, library, query) if query else []
        return html_response(pages.search(query, found))

    @blueprint.get("/ask")
    async def ask_first(request: Request) -> HTTPResponse:
        return html_response(pages.ask())

    @blueprint.post("/ask")
    async def ask(request: Request) -> HTTPResponse:
        text = (request.form.get("text") or "").strip()[:max_characters]
        if not text:
            return html_response(pages.ask(request.form.get("conversation")))
        try:
            conversation, cards = await converse(request, request.form.get("conversation"), text)
        except Problem as problem:
            if problem != problems.UNKNOWN_CONVERSATION:
                return html_response(pages.problem(problem.title, problem.detail), status=problem.status)
            conversation, cards = await converse(request, None, text)
        shown = "" if text.startswith("/") else masker.mask(text).text
        return html_response(pages.ask(conversation, shown, cards))


async def _closest(request: Request, library: Library, query: str) -> list[str]:
    """The ids of the answers that the assistant ranks highest for these words."""
    parsed = await request.app.ctx.agent.parse_message(query.lstrip("/"))
    selection = parsed.get("response_selector", {}).get(RETRIEVAL_INTENT, {})
    ranked = [
        (item["intent_response_key"].partition("/")[2], item["confidence"]) for item in selection.get("ranking", [])
    ]
    if not ranked or parsed.get(INTENT, {}).get(INTENT_NAME_KEY) != RETRIEVAL_INTENT:
        return []
    worthwhile = [key for key, score in ranked if key in library.answers and score >= ranked[0][1] * MIN_SHARE_OF_BEST]
    return worthwhile[:MAX_FOUND]


def _not_found(pages: Pages) -> HTTPResponse:
    text = pages.problem("Page not found", "There is no advice at this address. All advice is one press away, above.")
    return html_response(text, status=404)
