"""Rasa input channel: `POST /api/messages`, `GET /health` and the demo page."""

from __future__ import annotations

import logging
from asyncio import AbstractEventLoop
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, Optional

from rasa.core.channels.channel import InputChannel, UserMessage
from sanic import Blueprint, Sanic
from sanic.exceptions import SanicException
from sanic.request import Request
from sanic.response import HTTPResponse
from sanic.response import file as file_response
from sanic.response import json as json_response

from bot.content.cards import Card, offered_payloads, reply_card
from bot.content.loading import load_library
from bot.runtime.assistant import new_conversation_id
from bot.runtime.turn import CHANNEL_NAME, take_turn
from bot.settings import Settings
from bot.web import problems
from bot.web.problems import Problem

CONVERSATION_HEADER = "Conversation-Id"
MAX_CHARACTERS = 2000
# 2,000 characters as JSON escapes take 24 kB at the worst.
MAX_BODY_BYTES = 32_000
STATIC = Path(__file__).parent / "static"
PAGES = {
    "/": "index.html",
    "/static/chat.js": "chat.js",
    "/static/chat.css": "chat.css",
    "/static/icon.svg": "icon.svg",
}
SECURITY_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "img-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'self'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
}

logger = logging.getLogger(__name__)


class WebChannel(InputChannel):
    """Answer cards over HTTP, one conversation for each id that this server issued."""

    def __init__(self) -> None:
        self._library = load_library(Settings().content).require_clean()
        self._offered = offered_payloads(self._library)

    @classmethod
    def name(cls) -> str:
        """The name actions look for when they send cards."""
        return CHANNEL_NAME

    @classmethod
    def from_credentials(cls, credentials: Optional[dict[str, Any]]) -> WebChannel:
        """There is nothing to configure yet."""
        return cls()

    def url_prefix(self) -> str:
        """Serve from the root, not below `/webhooks`."""
        return "/"

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """The routes of this channel."""
        blueprint = Blueprint("cyberprotect")

        @blueprint.post("/api/messages")
        async def messages(request: Request) -> HTTPResponse:
            text = _message_text(request)
            conversation = await _conversation(request)
            cards = await take_turn(on_new_message, conversation, text, self._offered)
            return _cards_response(cards or [reply_card(self._library, "error")], conversation)

        @blueprint.get("/health")
        async def health(request: Request) -> HTTPResponse:
            if not _is_ready(request.app):
                raise problems.NOT_READY
            return json_response({"status": "ready", "answers": len(self._library.answers)})

        @blueprint.listener("after_server_start")
        async def warm_up(app: Sanic, loop: AbstractEventLoop) -> None:
            # A model that does not answer must not look ready, and the first visitor must not wait.
            if _agent_is_ready(app):
                cards = await take_turn(on_new_message, new_conversation_id(), "hello", self._offered)
                app.ctx.answers = bool(cards)

        @blueprint.listener("before_server_start")
        async def prepare(app: Sanic, loop: AbstractEventLoop) -> None:
            app.config.REQUEST_MAX_SIZE = MAX_BODY_BYTES
            app.error_handler.add(Exception, _problem_response)
            app.register_middleware(_page, "request")
            app.register_middleware(_add_security_headers, "response")

        return blueprint


def _message_text(request: Request) -> str:
    """The message of a well-formed request. Raises Problem for any other."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        raise problems.WRONG_TYPE
    try:
        body = request.json
    except SanicException as error:
        raise problems.NOT_JSON from error
    if not isinstance(body, dict):
        raise problems.NOT_JSON
    text = body.get("text")
    if not isinstance(text, str) or not text.strip():
        raise problems.NO_TEXT
    if len(text) > MAX_CHARACTERS:
        raise problems.too_long(MAX_CHARACTERS)
    return text.strip()


async def _conversation(request: Request) -> str:
    """The conversation that the request names, or a new one. Raises Problem for one we do not hold."""
    if not _is_ready(request.app):
        raise problems.NOT_READY
    named = request.headers.get(CONVERSATION_HEADER)
    if named is None:
        return new_conversation_id()
    if await request.app.ctx.agent.tracker_store.retrieve(named) is None:
        raise problems.UNKNOWN_CONVERSATION
    return str(named)


def _is_ready(app: Sanic) -> bool:
    return getattr(app.ctx, "answers", False)


def _agent_is_ready(app: Sanic) -> bool:
    agent = getattr(app.ctx, "agent", None)
    return agent is not None and bool(agent.is_ready())


def _cards_response(cards: list[Card], conversation: str) -> HTTPResponse:
    body = {"cards": [card.to_json() for card in cards]}
    return json_response(body, headers={CONVERSATION_HEADER: conversation})


async def _page(request: Request) -> Optional[HTTPResponse]:
    """The demo page. Middleware, because Rasa has already put its own greeting at `/`."""
    name = PAGES.get(request.path) if request.method == "GET" else None
    return await file_response(STATIC / name) if name else None


async def _add_security_headers(request: Request, response: HTTPResponse) -> None:
    response.headers.update(SECURITY_HEADERS)


def _problem_response(request: Request, error: Exception) -> HTTPResponse:
    if isinstance(error, Problem):
        return error.response()
    if isinstance(error, SanicException):
        return problems.from_status(error.status_code).response()
    # The type only: the message of an exception can hold what somebody typed.
    logger.error("Unexpected %s while answering %s", type(error).__name__, request.path)
    return problems.UNEXPECTED.response()
