"""Which sites may embed the chat, and what a wrong setting says."""

from __future__ import annotations

import pytest

from bot.errors import CyberProtectError
from bot.web.security import allowed_origins, cors_headers, response_headers


def test_several_origins_are_read():
    named = {"CYBERPROTECT_ORIGINS": "https://www.one.example  https://two.example:8443"}
    assert allowed_origins(named) == {"https://www.one.example", "https://two.example:8443"}
    assert allowed_origins({}) == frozenset()


@pytest.mark.parametrize("wrong", ["*", "www.one.example", "https://one.example/", "https://one.example/page", "null"])
def test_what_is_no_origin_is_refused(wrong: str):
    with pytest.raises(CyberProtectError, match="is no origin"):
        allowed_origins({"CYBERPROTECT_ORIGINS": wrong})


def test_an_origin_is_compared_whole():
    origins = frozenset({"https://one.example"})
    for stranger in (None, "https://one.example.evil.example", "http://one.example", "https://sub.one.example"):
        assert cors_headers(stranger, origins) == {"Vary": "Origin"}


@pytest.mark.parametrize("path", ["/", "/ask", "/api/messages"])
def test_policies_start_from_nothing(path: str):
    policy = response_headers(path, ["https://one.example"])["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; base-uri 'none'")
    assert "unsafe" not in policy and "*" not in policy
    assert ("https://one.example" in policy) == (path != "/api/messages")
