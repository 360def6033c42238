"""Slow, off-line, restarted, too busy, broken: no message is lost, none is doubled, and help stays in reach."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.window import Window

pytestmark = pytest.mark.browser
HACKED = "my insta got hacked what do i do"
MESSAGES = "**/api/messages"


@pytest.fixture
def window(page: Page, server_url: str) -> Window:
    page.goto(server_url)
    return Window(page).open()


def say(window: Window, text: str) -> None:
    window.box.fill(text)
    window.box.press("Enter")


def expect_contacts(window: Window) -> None:
    for number in ("999", "159", "101", "0300 123 2040"):
        expect(window.log.get_by_role("link", name=f"Ring {number}", exact=True)).to_be_visible()


def test_a_slow_answer_is_announced_and_only_one_message_is_sent(window: Window, page: Page):
    held: list[Route] = []
    page.route(MESSAGES, lambda route: held.append(route))
    say(window, HACKED)
    expect(page.get_by_text("Looking for the right advice").first).to_be_visible()
    say(window, "are you there")
    expect(window.box).to_have_value("are you there")
    expect(page.locator("cyber-protect [role=status]")).to_have_text("Please wait for the answer first.")
    assert len(held) == 1
    held[0].continue_()
    expect(window.card(1)).to_contain_text("My Instagram has been hacked")
    expect(page.locator(".thinking")).to_be_hidden()


@pytest.mark.parametrize(
    ("status", "words"),
    [(429, "Too many messages"), (503, "Too many messages"), (500, "wrong on our side"), (422, "could not be read")],
)
def test_a_refused_message_is_kept_and_sent_again_on_demand(window: Window, page: Page, status: int, words: str):
    page.route(MESSAGES, lambda route: route.fulfill(status=status, json={}))
    say(window, HACKED)
    expect(window.mine.last.locator(".failed")).to_contain_text(words)
    expect_contacts(window)
    page.unroute(MESSAGES)
    window.log.get_by_role("button", name="Try again").click()
    expect(window.card(1)).to_contain_text("My Instagram has been hacked")
    expect(window.mine).to_have_count(1)
    expect(window.log.get_by_role("button", name="Try again")).to_have_count(0)
    expect(window.box).to_be_focused()
    assert [complaint for complaint in page.complaints if str(status) not in complaint] == []
    page.complaints.clear()


def test_off_line_names_contacts_that_need_no_server(window: Window, page: Page):
    page.context.set_offline(True)
    say(window, HACKED)
    expect(window.mine.last).to_contain_text("You may be off-line.")
    expect_contacts(window)
    page.context.set_offline(False)
    window.log.get_by_role("button", name="Try again").click()
    expect(window.card(1)).to_contain_text("My Instagram has been hacked")
    page.complaints.clear()


def test_an_answer_lost_on_the_way_is_not_asked_for_twice(window: Window, page: Page, server_url: str):
    window.ask("hello")
    lost: list[str] = []

    def lose(route: Route) -> None:
        """The server answers, but the answer never arrives."""
        lost.append(route.fetch().text())
        route.abort()

    page.route(MESSAGES, lose)
    say(window, HACKED)
    expect(window.mine.last).to_contain_text("not sent")
    page.unroute(MESSAGES)
    page.reload()  # Even a new page asks with the same id.
    with page.expect_response(MESSAGES) as again:
        window.log.get_by_role("button", name="Try again").click()
    assert again.value.text() == lost[0]
    expect(window.mine).to_have_count(2)
    # Had it been said twice, this would offer the answers after the next.
    expect(window.cards.last).to_contain_text("My Instagram has been hacked")
    page.complaints.clear()


def test_a_conversation_the_server_forgot_goes_on_with_a_note(window: Window, page: Page):
    window.ask("hello")
    page.evaluate(
        """fetch("/api/messages", { method: "DELETE", headers: {
            "Conversation-Id": JSON.parse(sessionStorage.getItem("cyber-protect:0")).conversation } })"""
    )
    card = window.ask(HACKED)
    expect(card).to_contain_text("My Instagram has been hacked")
    expect(window.log).to_contain_text("no longer knows what you said before")
    page.complaints.clear()


def test_when_the_window_cannot_be_fetched_the_launcher_names_the_contacts(page: Page, server_url: str):
    page.route("**/static/window.js*", lambda route: route.abort())
    page.goto(server_url)
    window = Window(page)
    window.launcher.click()
    for number in ("999", "159", "101", "0300 123 2040"):
        expect(page.get_by_role("link", name=f"Ring {number}", exact=True)).to_be_visible()
    page.unroute("**/static/window.js*")
    window.open()
    expect(page.get_by_text("I cannot reach the advice service.")).to_have_count(0)
    page.complaints.clear()


def test_a_window_file_that_was_tampered_with_does_not_run(page: Page, server_url: str):
    page.route(
        "**/static/window.js*",
        lambda route: route.fulfill(content_type="text/javascript", body="document.title = 'tampered';"),
    )
    page.goto(server_url)
    Window(page).launcher.click()
    expect(page.get_by_role("link", name="Ring 999", exact=True)).to_be_visible()
    assert page.title() != "tampered"
    page.complaints.clear()


def test_answers_that_arrive_after_clearing_stay_away(window: Window, page: Page):
    held: list[Route] = []
    page.route(MESSAGES, lambda route: held.append(route))
    say(window, HACKED)
    expect(page.get_by_text("Looking for the right advice").first).to_be_visible()
    page.get_by_role("button", name="Clear chat").click()
    with page.expect_response(MESSAGES):
        held[0].continue_()
    page.unroute(MESSAGES)
    expect(window.log).not_to_contain_text("Instagram")
    expect(window.ask("thanks")).to_contain_text("You are welcome")
