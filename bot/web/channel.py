"""Rasa input channel: the HTTP interface of docs/http.md, the pages and the files of the chat window."""

from __future__ import annotations

import logging
from asyncio import AbstractEventLoop
from collections.abc import Awaitable, Callable
from typing import Any, Optional

from rasa.core.channels.channel import InputChannel, UserMessage
from sanic import Blueprint, Sanic
from sanic.exceptions import NotFound, SanicException
from sanic.request import Request
from sanic.response import HTTPResponse
from sanic.response import empty as empty_response
from sanic.response import html as html_response
from sanic.response import json as json_response

from bot.content.cards import Card, offered_payloads, reply_card
from bot.content.loading import load_library
from bot.runtime.assistant import new_conversation_id
from bot.runtime.tracker_store import SessionTrackerStore
from bot.runtime.turn import CHANNEL_NAME, take_turn
from bot.settings import Settings
from bot.web import problems
from bot.web.feedback import Feedback
from bot.web.files import StaticFiles
from bot.web.masking import Masker, public_contacts
from bot.web.pages import add_pages
from bot.web.problems import Problem
from bot.web.rendering import Pages
from bot.web.repeats import Repeats
from bot.web.security import API_PREFIX, allowed_origins, cors_headers, response_headers

CONVERSATION_HEADER = "Conversation-Id"
MESSAGE_HEADER = "Message-Id"
MAX_CHARACTERS = 2000
# 2,000 characters as JSON escapes take 24 kB at the worst.
MAX_BODY_BYTES = 32_000
logger = logging.getLogger(__name__)


class WebChannel(InputChannel):
    """Answer cards over HTTP, one conversation for each id that this server issued."""

    def __init__(self) -> None:
        self._library = load_library(Settings().content).require_clean()
        self._offered = offered_payloads(self._library)
        self._contacts = public_contacts(self._library)
        self._masker = Masker(self._contacts)
        self._feedback = Feedback(self._library)
        self._repeats = Repeats()
        self._origins = allowed_origins()
        self._files = StaticFiles()
        self._home = Pages(self._library).home()

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

        async def converse(request: Request, named: Optional[str], text: str) -> tuple[str, list[Card]]:
            conversation = await _conversation(request, named)
            message_id = request.headers.get(MESSAGE_HEADER)
            cards = self._repeats.find(conversation, message_id)
            if cards is None:
                safe = text if text in self._offered else self._masker.mask(text).text
                said = await take_turn(on_new_message, conversation, safe, self._offered)
                cards = said or [reply_card(self._library, "error")]
                self._repeats.keep(conversation, message_id, cards)
            return conversation, cards

        @blueprint.post("/api/messages")
        async def messages(request: Request) -> HTTPResponse:
            text = _message_text(_json(request))
            conversation, cards = await converse(request, request.headers.get(CONVERSATION_HEADER), text)
            body = {"cards": [card.to_json() for card in cards]}
            return json_response(body, headers={CONVERSATION_HEADER: conversation})

        @blueprint.delete("/api/messages")
        async def forget(request: Request) -> HTTPResponse:
            conversation = await _conversation(request, request.headers.get(CONVERSATION_HEADER, ""))
            self._repeats.forget(conversation)
            _session_store(request.app).forget(conversation)
            return empty_response()

        @blueprint.get("/api/window")
        async def window(request: Request) -> HTTPResponse:
            contacts = {"numbers": sorted(self._contacts.numbers), "emails": sorted(self._contacts.emails)}
            welcome = reply_card(self._library, "greet").to_json()
            return json_response({"welcome": welcome, "contacts": contacts})

        @blueprint.post("/api/feedback")
        async def feedback(request: Request) -> HTTPResponse:
            self._feedback.count(_json(request))
            return empty_response()

        @blueprint.get("/health")
        async def health(request: Request) -> HTTPResponse:
            if not _is_ready(request.app):
                raise problems.NOT_READY
            return json_response({"status": "ready", "answers": len(self._library.answers)})

        add_pages(blueprint, self._library, self._masker, converse, MAX_CHARACTERS)

        @blueprint.listener("before_server_stop")
        async def say_counts(app: Sanic, loop: AbstractEventLoop) -> None:
            for line in self._feedback.lines():
                logger.warning("feedback %s", line)

        @blueprint.listener("after_server_start")
        async def warm_up(app: Sanic, loop: AbstractEventLoop) -> None:
            # A model that does not answer must not look ready, and the first visitor must not wait.
            if _agent_is_ready(app):
                cards = await take_turn(on_new_message, new_conversation_id(), "hello", self._offered)
                app.ctx.answers = bool(cards)

        @blueprint.listener("before_server_start")
        async def prepare(app: Sanic, loop: AbstractEventLoop) -> None:
            app.config.REQUEST_MAX_SIZE = MAX_BODY_BYTES
            app.error_handler.add(NotFound, self._not_found)
            app.error_handler.add(Exception, _problem_response)
            app.register_middleware(self._serve_files, "request")
            app.register_middleware(self._add_headers, "response")

        return blueprint

    async def _serve_files(self, request: Request) -> Optional[HTTPResponse]:
        """The home page and the files. Middleware, because Rasa has already put its own greeting at `/`."""
        if request.method not in {"GET", "HEAD"}:
            return None
        if request.path == "/":
            return html_response(self._home)
        folder, _, name = request.path.rpartition("/")
        return self._files.answer(request, name) if folder == "/static" else None

    def _not_found(self, request: Request, error: NotFound) -> HTTPResponse:
        """A page for people, a problem document for programs."""
        problem = problems.from_status(error.status_code)
        if "text/html" not in request.headers.get("accept", ""):
            return problem.response()
        return html_response(Pages(self._library).problem(problem.title, problem.detail), status=problem.status)

    async def _add_headers(self, request: Request, response: HTTPResponse) -> None:
        for name, value in response_headers(request.path, self._origins).items():
            response.headers.setdefault(name, value)
        if request.path.startswith(API_PREFIX):
            response.headers.update(cors_headers(request.headers.get("origin"), self._origins))


def _json(request: Request) -> dict[str, Any]:
    """The JSON object that a request carries. Raises Problem when it is none."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        raise problems.WRONG_TYPE
    try:
        body = request.json
    except SanicException as error:
        raise problems.NOT_JSON from error
    if not isinstance(body, dict):
        raise problems.NOT_JSON
    return body


def _message_text(body: dict[str, Any]) -> str:
    """The message in a well-formed request. Raises Problem for any other."""
    text = body.get("text")
    if not isinstance(text, str) or not text.strip():
        raise problems.NO_TEXT
    if len(text) > MAX_CHARACTERS:
        raise problems.too_long(MAX_CHARACTERS)
    return text.strip()


async def _conversation(request: Request, named: Optional[str]) -> str:
    """The conversation that the request names, or a new one. Raises Problem for one we do not hold."""
    if not _is_ready(request.app):
        raise problems.NOT_READY
    if named is None:
        return new_conversation_id()
    if await request.app.ctx.agent.tracker_store.retrieve(named) is None:
        raise problems.UNKNOWN_CONVERSATION
    return str(named)


def _session_store(app: Sanic) -> SessionTrackerStore:
    """Our own store, out of the wrapper that Rasa puts around every store."""
    wrapper = app.ctx.agent.tracker_store
    store: SessionTrackerStore = getattr(wrapper, "_tracker_store", wrapper)
    return store


def _is_ready(app: Sanic) -> bool:
    return getattr(app.ctx, "answers", False)


def _agent_is_ready(app: Sanic) -> bool:
    agent = getattr(app.ctx, "agent", None)
    return agent is not None and bool(agent.is_ready())


def _problem_response(request: Request, error: Exception) -> HTTPResponse:
    if isinstance(error, Problem):
        return error.response()
    if isinstance(error, SanicException):
        return problems.from_status(error.status_code).response()
    # The type only: the message of an exception can hold what somebody typed.
    logger.error("Unexpected %s while answering %s", type(error).__name__, request.path)
    return problems.UNEXPECTED.response()
