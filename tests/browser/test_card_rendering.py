"""Kinds of cards that are rare: questions of a form, safety cards and results."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.states import EMERGENCY, FORM, ROUTE
from tests.browser.window import Window

pytestmark = pytest.mark.browser


@pytest.fixture
def window(page: Page, server_url: str) -> Window:
    page.goto(server_url)
    return Window(page).open()


def answer_with(page: Page, *cards: dict) -> None:
    """The assistant cannot be made to say these yet, so the server is answered for."""
    page.unroute("**/api/messages")
    page.route("**/api/messages", lambda route: route.fulfill(json={"cards": cards}, headers={"Conversation-Id": "x"}))


def test_a_form_says_where_it_stands_and_its_buttons_go_when_it_is_answered(window: Window, page: Page):
    answer_with(page, FORM)
    card = window.ask("i sent money")
    expect(card).to_contain_text("Question 2 of 3")
    expect(page.locator("cyber-protect [role=status]")).to_contain_text("Question 2 of 3. How did the money go?")
    answer_with(page, ROUTE)
    with page.expect_request("**/api/messages") as sent:
        result = window.press("Gift card")
    assert sent.value.post_data_json == {"text": "Gift card"}
    expect(card.get_by_role("button")).to_have_count(0)
    expect(result.get_by_role("heading", name="Have ready")).to_be_visible()
    expect(result).to_contain_text("Because money was lost in England.")
    expect(window.box).to_be_focused()


def test_a_safety_card_puts_the_number_first_and_names_what_not_to_do(window: Window, page: Page):
    answer_with(page, EMERGENCY)
    card = window.ask("i just sent them money")
    order = card.get_by_role("heading").all_inner_texts()
    assert order == ["Ring your bank now", "Who to contact", "What not to do"]
    expect(card.get_by_role("link", name="Ring 159 (Ring your bank on 159)")).to_be_in_viewport()
    colour = card.evaluate("(card) => getComputedStyle(card).borderTopColor")
    red, green, blue = (int(part) for part in colour[4:-1].split(","))
    assert not (red > 150 and green < 100 and blue < 100)


def test_an_address_of_a_strange_kind_is_no_link(window: Window, page: Page):
    route = {
        "id": "x",
        "name": "X",
        "purpose": "Y.",
        "url": "javascript:alert(1)",
        "phone": "101",
        "phone_link": "tel:101",
    }
    answer_with(page, {"kind": "route", "text": "Z.", "routes": [route]})
    card = window.ask("x")
    assert card.locator("a[href^=javascript]").count() == 0
    expect(card.get_by_role("link", name="Ring 101 (X)")).to_be_visible()


@pytest.mark.parametrize("body", [{}, {"cards": []}, {"cards": [None, 3, {"kind": "answer"}]}, []])
def test_a_reply_without_a_card_counts_as_a_failure(window: Window, page: Page, body: object):
    page.route("**/api/messages", lambda route: route.fulfill(json=body))
    window.box.fill("x")
    window.box.press("Enter")
    expect(window.mine.last).to_contain_text("Something went wrong on our side")
