"""The same advice with JavaScript switched off."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from bot.content.loading import Library
from bot.web.site import build_site

pytestmark = pytest.mark.browser


@pytest.fixture
def plain(browser: Browser, server_url: str) -> Iterator[Page]:
    context = browser.new_context(
        java_script_enabled=False, base_url=server_url, viewport={"width": 390, "height": 844}
    )
    page = context.new_page()
    yield page
    assert context.cookies() == []
    context.close()


def test_from_the_list_to_an_answer_and_on(plain: Page):
    plain.goto("/advice/")
    plain.get_by_role("link", name="My Instagram has been hacked").click()
    expect(plain.get_by_role("heading", level=1)).to_have_text("My Instagram has been hacked")
    expect(plain.get_by_role("heading", name="What to do")).to_be_visible()
    expect(plain.get_by_text("Checked on 22 November 2026.")).to_be_visible()
    plain.get_by_role("link", name="My email account has been hacked").click()
    expect(plain.get_by_role("heading", level=1)).to_have_text("My email account has been hacked")


def test_search_uses_the_same_understanding_and_keeps_words_out_of_the_address(plain: Page):
    plain.goto("/search")
    plain.get_by_role("textbox").fill("my insta got hacked, mail me at jo@example.com")
    plain.get_by_role("button", name="Search").click()
    expect(plain.locator(".found li").first).to_contain_text("My Instagram has been hacked")
    assert plain.url.endswith("/search")
    expect(plain.get_by_role("textbox")).to_have_value("my insta got hacked, mail me at [email address]")


def test_search_by_address_works_too_and_says_when_there_is_nothing(plain: Page):
    plain.goto("/search?q=my+insta+got+hacked")
    expect(plain.locator(".found li").first).to_contain_text("My Instagram has been hacked")
    plain.goto("/search?q=best+pizza+in+town")
    expect(plain.get_by_role("heading", name="No close answer")).to_be_visible()


def test_a_conversation_by_forms(plain: Page):
    plain.goto("/ask")
    plain.get_by_role("textbox", name="Your question").fill("my insta got hacked, pin is 4921")
    plain.get_by_role("button", name="Send").click()
    expect(plain.get_by_text("You said: my insta got hacked, pin is [password]")).to_be_visible()
    expect(plain.get_by_role("heading", name="My Instagram has been hacked")).to_be_visible()
    assert plain.url.endswith("/ask")
    first = plain.locator("input[name=conversation]").first.input_value()
    plain.get_by_role("button", name="My email account has been hacked").click()
    expect(plain.get_by_role("heading", name="My email account has been hacked")).to_be_visible()
    assert plain.locator("input[name=conversation]").first.input_value() == first


def test_a_conversation_that_ended_begins_again(plain: Page, server_url: str):
    response = plain.request.post(f"{server_url}/ask", form={"text": "my insta got hacked", "conversation": "gone"})
    assert response.status == 200 and "My Instagram has been hacked" in response.text()


def test_the_register_by_audience_and_urgency(plain: Page):
    plain.goto("/routes")
    plain.get_by_role("link", name="For children and young people").click()
    expect(plain.get_by_role("heading", name="In an emergency").first).to_be_visible()
    expect(plain.get_by_role("link", name="Ring 0800 1111").first).to_have_attribute("href", "tel:08001111")


def test_the_chat_pages_say_where_to_go_without_script(plain: Page):
    plain.goto("/chat")
    plain.get_by_role("link", name="ask without it").click()
    expect(plain.get_by_role("textbox", name="Your question")).to_be_visible()


def test_an_unknown_answer_is_a_page_with_a_way_on(plain: Page):
    assert plain.goto("/advice/no-such-answer").status == 404
    expect(plain.get_by_role("heading", level=1)).to_have_text("Page not found")
    assert plain.goto("/nothing").status == 404
    expect(plain.get_by_role("link", name="All advice")).to_be_visible()


def test_the_files_for_an_outage_work_from_a_disk(plain: Page, library: Library, tmp_path):
    count = build_site(library, tmp_path)
    assert count == len(library.answers) + 3
    plain.goto((tmp_path / "index.html").as_uri())
    plain.get_by_role("link", name="My Instagram has been hacked").click()
    expect(plain.get_by_role("heading", level=1)).to_have_text("My Instagram has been hacked")
    assert plain.locator("header").evaluate("header => getComputedStyle(header).backgroundColor") == "rgb(18, 67, 109)"
    plain.get_by_role("link", name="Who to contact", exact=True).click()
    expect(plain.get_by_role("heading", level=1)).to_have_text("Who to contact")
    assert plain.get_by_role("link", name="Search").count() == 0
