"""What leaves the page: nothing unmasked, and nothing to anybody else."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.window import Window
from tests.conftest import ROOT

pytestmark = pytest.mark.browser
VECTORS = json.loads((ROOT / "tests" / "masking" / "vectors.json").read_text(encoding="utf-8"))
CARD = {"kind": "smalltalk", "text": "Heard."}


def test_the_browser_hides_what_the_server_hides(page: Page, server_url: str):
    """Every shared vector through the real box; the server is answered for, as only what is sent matters here."""
    sent: list[str] = []

    def answer(route: Route) -> None:
        sent.append(route.request.post_data_json["text"])
        route.fulfill(json={"cards": [CARD]}, headers={"Conversation-Id": "x"})

    page.route("**/api/window", lambda route: route.fulfill(json={"welcome": CARD, "contacts": VECTORS["public"]}))
    page.route("**/api/messages", answer)
    page.goto(server_url)
    window = Window(page).open()
    typed = [case["text"] for case in VECTORS["hidden"]] + VECTORS["kept"]
    expected = [case["masked"] for case in VECTORS["hidden"]] + VECTORS["kept"]
    for text in typed:
        window.ask(text)
    assert sent == expected
    stored = page.evaluate("JSON.stringify(sessionStorage)")
    assert "4111 1111" not in stored.replace("4111 1111 1111 1112", "") and "hunter2" not in stored


def test_somebody_sees_that_something_was_hidden(page: Page, server_url: str):
    page.goto(server_url)
    window = Window(page).open()
    window.ask("they have my card 4111 1111 1111 1111 and my password is hunter2")
    mine = window.mine.last
    expect(mine).to_contain_text("they have my card [card number] and my password is [password]")
    expect(mine).to_contain_text("We hid a password and a card number before sending.")


def test_a_whole_visit_asks_nobody_else_and_sends_nothing_unmasked(page: Page, server_url: str):
    secrets = ("4111111111111111", "07700 900123", "jo@example.com", "AB123456C", "hunter2")
    requests = []
    page.context.on("request", lambda request: requests.append(request))
    page.goto(server_url)
    window = Window(page).open()
    window.ask(f"call me on {secrets[1]}, mail {secrets[2]}, card {secrets[0]}")
    window.ask(f"ni {secrets[3]} and my password is {secrets[4]}")
    window.press("I have been scammed")
    page.get_by_role("button", name="Keep this advice").click()
    with page.expect_download():
        page.get_by_role("button", name="Download", exact=True).click()
    page.reload()
    page.get_by_role("button", name="Clear chat").click()
    assert len(requests) >= 8
    assert [r.url for r in requests if not r.url.startswith((server_url, "blob:"))] == []
    for request in requests:
        everything = f"{request.url} {request.post_data or ''} {request.headers}"
        assert [secret for secret in secrets if secret in everything] == []
        assert not request.headers.get("cookie") and not request.headers.get("referer")
