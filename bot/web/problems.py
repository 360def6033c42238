"""Errors as JSON problem documents (RFC 9457): what is wrong and what to do, never a stack trace."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from sanic.response import HTTPResponse
from sanic.response import json as json_response

CONTENT_TYPE = "application/problem+json"


@dataclass(frozen=True)
class Problem(Exception):
    """One refused request."""

    status: int
    title: str
    detail: str
    type: str = "about:blank"

    def response(self) -> HTTPResponse:
        """The problem on the wire."""
        return json_response(asdict(self), status=self.status, content_type=CONTENT_TYPE)


NOT_JSON = Problem(400, "Not JSON", 'Send a JSON object such as {"text": "my account was hacked"}.')
NO_TEXT = Problem(422, "No text", 'The field "text" must be a string that says something.')
UNKNOWN_CONVERSATION = Problem(
    404, "Unknown conversation", "This conversation has ended. Send the message again without the conversation header."
)
WRONG_TYPE = Problem(415, "Wrong media type", "Send the header Content-Type: application/json.")
NOT_READY = Problem(503, "Not ready", "The assistant is still starting. Try again in half a minute.")
UNEXPECTED = Problem(500, "Something went wrong", "The message could not be answered. Please send it again.")


def too_long(limit: int) -> Problem:
    """The message has more than `limit` characters."""
    return Problem(413, "Too long", f"A message can have {limit} characters at most.")


def from_status(status: int) -> Problem:
    """A problem for an HTTP status that the server itself raised."""
    titles = {
        400: ("Bad request", "The request could not be read."),
        404: ("Not found", "There is nothing at this address."),
        405: ("Method not allowed", "This address does not take that method."),
        408: ("Too slow", "The request took too long to arrive."),
        413: ("Too long", "The request is too large."),
    }
    title, detail = titles.get(status, (UNEXPECTED.title, UNEXPECTED.detail))
    return Problem(status, title, detail)
