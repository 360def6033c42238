"""What the server tells browsers to allow: strict policies for its pages, and which other sites may embed the chat."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from urllib.parse import urlsplit

from bot.errors import CyberProtectError

# Where a police website that embeds the chat is named: "https://www.example.police.uk https://…", blanks between.
ORIGINS_VARIABLE = "CYBERPROTECT_ORIGINS"
API_PREFIX = "/api/"
STATIC_PREFIX = "/static/"

_COMMON = {
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=(), interest-cohort=()",
}


def allowed_origins(environment: Mapping[str, str] = os.environ) -> frozenset[str]:
    """The origins of other sites that may use the API. Raises CyberProtectError for one that is no origin."""
    origins = environment.get(ORIGINS_VARIABLE, "").split()
    for origin in origins:
        parts = urlsplit(origin)
        if parts.scheme not in {"http", "https"} or not parts.netloc or origin != f"{parts.scheme}://{parts.netloc}":
            raise CyberProtectError(f"{ORIGINS_VARIABLE}: '{origin}' is no origin; write it as https://www.example.org")
    return frozenset(origins)


def response_headers(path: str, origins: Iterable[str]) -> dict[str, str]:
    """The headers for an answer to `path`, whoever asks."""
    if path.startswith(API_PREFIX):
        return {
            **_COMMON,
            "Content-Security-Policy": _policy({"frame-ancestors": "'none'"}),
            "Cache-Control": "no-store",
        }
    if path.startswith(STATIC_PREFIX):
        # Other sites load these files, and check them against a hash, which needs CORS.
        return {
            **_COMMON,
            "Access-Control-Allow-Origin": "*",
            "Cross-Origin-Resource-Policy": "cross-origin",
        }
    return {
        **_COMMON,
        "Content-Security-Policy": _page_policy(origins),
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cache-Control": "no-store",
    }


def cors_headers(origin: str | None, origins: frozenset[str]) -> dict[str, str]:
    """What lets a page of `origin` use the API; nothing for an origin that was not named."""
    if origin is None or origin not in origins:
        return {"Vary": "Origin"}
    return {
        "Vary": "Origin",
        "Access-Control-Allow-Origin": origin,
        "Access-Control-Allow-Methods": "GET, POST, DELETE",
        "Access-Control-Allow-Headers": "Content-Type, Conversation-Id, Message-Id",
        "Access-Control-Expose-Headers": "Conversation-Id",
        "Access-Control-Max-Age": "3600",
    }


def _page_policy(origins: Iterable[str]) -> str:
    return _policy(
        {
            "script-src": "'self'",
            "style-src": "'self'",
            "img-src": "'self'",
            "connect-src": "'self'",
            "form-action": "'self'",
            "frame-ancestors": " ".join(["'self'", *sorted(origins)]),
            # No HTML string can reach the page, whatever a script does.
            "require-trusted-types-for": "'script'",
            "trusted-types": "cyber-protect",
        }
    )


def _policy(directives: Mapping[str, str]) -> str:
    """A policy in which everything is forbidden that is not named."""
    named = {"default-src": "'none'", "base-uri": "'none'", "form-action": "'none'", **directives}
    return "; ".join(f"{name} {value}" for name, value in named.items())
