"""Leaving fast: the page is blank at once, the conversation is gone, and Escape stays the page's own."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.window import Window

pytestmark = pytest.mark.browser
NEUTRAL = "https://www.bbc.co.uk/weather"


@pytest.fixture
def window(page: Page, server_url: str) -> Window:
    """A chat with something to hide. The neutral site stands in for the real one: no test leaves the machine."""
    page.route(NEUTRAL, lambda route: route.fulfill(content_type="text/html", body="<h1>Weather</h1>"))
    page.goto(f"{server_url}/advice/")
    page.goto(server_url)
    window = Window(page).open()
    window.ask("my insta got hacked what do i do")
    return window


def test_the_button_leaves_and_going_back_shows_nothing(window: Window, page: Page, server_url: str):
    page.get_by_role("button", name="Leave this page").click()
    page.wait_for_url(NEUTRAL)
    page.go_back()
    # The page with the chat is no longer in the history: this is the one before it.
    assert page.url == f"{server_url}/advice/"
    assert page.evaluate("sessionStorage.length") == 0
    page.goto(server_url)
    expect(window.box).to_be_hidden()


@pytest.mark.parametrize("size", [(1280, 860), (390, 844)])
def test_the_page_is_blank_before_the_neutral_site_answers(window: Window, page: Page, size: tuple[int, int]):
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.unroute(NEUTRAL)
    page.route(NEUTRAL, lambda route: route.fulfill(status=204))  # No content: the browser stays where it is.
    page.get_by_role("button", name="Leave this page").click()
    cover = page.locator("body > div[popover]")
    expect(cover).to_be_visible()
    box = cover.bounding_box()
    assert box == {"x": 0, "y": 0, "width": size[0], "height": size[1]}
    assert page.title() == ""
    assert page.evaluate("document.elementFromPoint(innerWidth - 40, 100).getAttribute('popover')") == "manual"
    assert window.log.count() == 0


def test_shift_three_times_leaves(window: Window, page: Page):
    heard = page.locator("cyber-protect [role=status]")
    page.keyboard.press("Shift")
    expect(heard).to_have_text("Shift, press 2 more times to leave.")
    page.keyboard.press("Shift")
    expect(heard).to_have_text("Shift, press 1 more time to leave.")
    page.keyboard.press("Shift")
    page.wait_for_url(NEUTRAL)


def test_shift_for_capitals_does_not_leave(window: Window, page: Page):
    window.box.focus()
    for letter in "HELP":
        page.keyboard.down("Shift")
        page.keyboard.press(letter)
        page.keyboard.up("Shift")
    page.keyboard.press("Shift")
    page.keyboard.press("Shift")
    page.keyboard.press("a")
    page.keyboard.press("Shift")
    expect(window.box).to_have_value("HELPa")
    expect(window.box).to_be_visible()


@pytest.mark.parametrize("size", [(1280, 860), (390, 844)])
def test_the_page_hears_escape_while_the_window_has_the_focus(window: Window, page: Page, size: tuple[int, int]):
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.evaluate(
        """addEventListener("keydown", (event) => {
            if (event.key === "Escape") window.heard = !event.defaultPrevented; })"""
    )
    window.box.focus()
    page.keyboard.press("Escape")
    assert page.evaluate("window.heard") is True


def test_nothing_of_the_conversation_is_in_address_title_or_history(window: Window, page: Page, server_url: str):
    assert page.url == f"{server_url}/"
    assert "nstagram" not in page.title()
    length = page.evaluate("history.length")
    window.ask("my mum got scammed")
    assert page.evaluate("history.length") == length
