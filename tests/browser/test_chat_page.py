"""The demo page in a real Chromium: somebody types, and reads a reviewed answer."""

from __future__ import annotations

import shutil

import pytest
from playwright.sync_api import Page, expect, sync_playwright

pytestmark = pytest.mark.browser
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]


@pytest.fixture(scope="module")
def browser():
    """Debian's Chromium where there is one, else Playwright's own."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def page(browser, server_url: str):
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.complaints = []
    page.on("console", lambda message: page.complaints.append(message.text))
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    page.goto(server_url)
    yield page
    assert page.complaints == []
    page.close()


def ask(page: Page, text: str):
    count = page.locator(".bot").count()
    page.get_by_label("Your question").fill(text)
    page.keyboard.press("Enter")
    answer = page.locator(".bot").nth(count)
    answer.wait_for()
    return answer


def test_a_hacked_account_gets_steps_route_sources_and_date(page: Page):
    answer = ask(page, "my insta got hacked what do i do")
    expect(answer.get_by_role("heading", name="What to do")).to_be_visible()
    assert answer.locator("ol > li").count() >= 3
    expect(answer.get_by_role("link", name="Ring 0300 123 2040")).to_have_attribute("href", "tel:03001232040")
    expect(answer).to_contain_text("Checked on")
    expect(answer).to_contain_text("Where this comes from")


def test_a_button_shows_its_answer_and_focus_returns_to_the_box(page: Page):
    greeting = ask(page, "hello")
    greeting.get_by_role("button", name="I have been scammed").click()
    page.locator(".bot").nth(1).wait_for()
    expect(page.get_by_label("Your question")).to_be_focused()
    expect(page.locator(".bot").nth(1).get_by_role("heading", level=2)).to_be_visible()


def test_what_somebody_types_is_shown_as_text_only(page: Page):
    ask(page, "<img src=x onerror=alert(1)>")
    expect(page.locator(".you").last).to_contain_text("<img src=x")
    assert page.locator(".you img").count() == 0
