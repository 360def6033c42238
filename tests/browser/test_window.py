"""The chat window on a page, against the real assistant: what people do with it."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.host_site import HostSite
from tests.browser.window import Window

pytestmark = pytest.mark.browser
HACKED = "my insta got hacked what do i do"


@pytest.fixture
def window(page: Page, server_url: str) -> Window:
    page.goto(server_url)
    return Window(page)


def test_the_keyboard_alone_opens_asks_and_closes(window: Window, page: Page):
    page.keyboard.press("Tab")
    while not window.launcher.evaluate("button => button.matches(':focus')"):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(window.box).to_be_focused()
    page.keyboard.type(HACKED)
    page.keyboard.press("Enter")
    expect(window.cards.last.get_by_role("heading", name="My Instagram has been hacked")).to_be_visible()
    expect(window.box).to_be_focused()
    for _ in range(3):
        page.keyboard.press("Tab")
    page.get_by_role("button", name="Close chat").press("Enter")
    expect(window.box).to_be_hidden()
    expect(window.launcher).to_be_focused()


def test_an_answer_has_steps_routes_sources_and_the_day_of_its_check(window: Window):
    card = window.open().ask(HACKED)
    expect(card.get_by_role("heading", name="What to do")).to_be_visible()
    assert card.locator("ol.steps > li").count() >= 3
    call = card.get_by_role("link", name=re.compile(r"^Ring 0300 123 2040 \(Report Fraud"))
    expect(call).to_have_attribute("href", "tel:03001232040")
    site = card.get_by_role("link", name=re.compile("Open the website of Instagram"))
    expect(site).to_have_attribute("rel", "noopener noreferrer")
    expect(card).to_contain_text("Checked on 22 November 2026.")
    card.get_by_text("Where this comes from").click()
    assert card.locator("details[open] a[href^=https]").count() >= 1


def test_a_quick_reply_gives_focus_back_to_the_box(window: Window):
    card = window.open().press("I have been scammed")
    expect(card.get_by_role("heading", level=3)).to_be_visible()
    expect(window.mine.last).to_have_text("You said: I have been scammed")
    expect(window.box).to_be_focused()


def test_an_arriving_answer_does_not_move_the_focus(window: Window, page: Page):
    window.open()
    window.box.fill(HACKED)
    window.box.press("Enter")
    leave = page.get_by_role("button", name="Leave this page")
    leave.focus()
    window.card(1)
    expect(leave).to_be_focused()


def test_what_somebody_types_is_text_and_never_markup(window: Window):
    window.open().ask("<img src=x onerror=alert(1)><b>bold</b>")
    expect(window.mine.last).to_contain_text("<img src=x onerror=alert(1)>")
    assert window.log.locator("img, b").count() == 0


def test_the_screen_reader_hears_the_answer_once_and_the_region_is_emptied(window: Window, page: Page):
    window.open().ask(HACKED)
    region = page.locator("cyber-protect [role=status]")
    expect(region).to_contain_text("Cyber Protect says: My Instagram has been hacked.")
    expect(window.log).to_have_attribute("aria-live", "off")
    expect(region).to_be_empty(timeout=8000)


def test_a_verdict_is_thanked_and_counted_without_text(window: Window, page: Page):
    card = window.open().ask(HACKED)
    with page.expect_request("**/api/feedback") as sent:
        card.get_by_role("button", name="Yes", exact=True).click()
    assert sent.value.post_data_json == {"answer": "instagram-hacked", "verdict": "yes"}
    expect(card).to_contain_text("Did this help? Yes. Thank you.")
    expect(window.box).to_be_focused()


def test_not_my_question_offers_others_and_then_topics_and_people(window: Window):
    window.open().ask(HACKED)
    card = window.press("Not my question")
    labels = card.get_by_role("button").all_inner_texts()[:-1]
    assert 1 <= len(labels) <= 3
    menu = window.press("None of these", within=card)
    expect(menu.get_by_role("link", name=re.compile("Ring 999"))).to_be_visible()
    assert not set(menu.get_by_role("button").all_inner_texts()) & set(labels)


def test_the_conversation_survives_reload_and_page_change_but_not_the_tab(window: Window, page: Page, server_url: str):
    window.open().ask(HACKED)
    page.reload()
    expect(window.cards.last).to_contain_text("My Instagram has been hacked")
    expect(window.box).not_to_be_focused()
    page.goto(f"{server_url}/advice/email-hacked")
    page.goto(server_url)
    expect(window.cards.last).to_contain_text("My Instagram has been hacked")
    window.ask("thanks")
    assert page.context.cookies() == [] and page.evaluate("localStorage.length") == 0
    other = page.context.new_page()
    other.goto(server_url)
    assert other.evaluate("sessionStorage.length") == 0
    expect(Window(other).box).to_be_hidden()


def test_clear_chat_forgets_here_and_on_the_server(window: Window, page: Page, server_url: str):
    window.open().ask(HACKED)
    stored = page.evaluate("JSON.parse(sessionStorage.getItem('cyber-protect:0')).conversation")
    with page.expect_response(lambda response: response.request.method == "DELETE") as forgotten:
        page.get_by_role("button", name="Clear chat").click()
    assert forgotten.value.status == 204
    expect(window.log).not_to_contain_text("Instagram")
    expect(window.box).to_be_focused()
    assert "Instagram" not in page.evaluate("JSON.stringify(sessionStorage)")
    gone = page.request.post(f"{server_url}/api/messages", data={"text": "x"}, headers={"Conversation-Id": stored})
    assert gone.status == 404


def test_advice_can_be_copied_downloaded_and_printed(window: Window, page: Page):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    window.open().ask(HACKED)
    page.get_by_role("button", name="Keep this advice").click()
    page.get_by_role("button", name="Copy", exact=True).click()
    expect(page.locator("cyber-protect [role=status]")).to_have_text("Advice copied.")
    copied = page.evaluate("navigator.clipboard.readText()")
    with page.expect_download() as saved:
        page.get_by_role("button", name="Download", exact=True).click()
    assert saved.value.suggested_filename == "advice.txt"
    text = saved.value.path().read_text(encoding="utf-8")
    assert text.strip() == copied.strip()
    for part in ("MY INSTAGRAM HAS BEEN HACKED", "1. Open Instagram's", "Ring 0300 123 2040", "Checked on"):
        assert part in text
    assert HACKED not in text
    page.evaluate("window.print = () => { window.printed = document.querySelector('.cyber-protect-print'); }")
    page.get_by_role("button", name="Print", exact=True).click()
    assert "Report Fraud" in page.evaluate("window.printed.shadowRoot.textContent")
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.querySelector('main')).display") == "none"
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert page.locator(".cyber-protect-print").count() == 0


def test_too_long_a_message_is_counted_and_waits(window: Window, page: Page):
    window.open()
    window.box.fill("x" * 1799)
    count = page.locator("#count")
    expect(count).to_be_empty()
    window.box.fill("x" * 1999)
    expect(count).to_have_text("You have 1 character left.")
    window.box.fill("x" * 2012)
    expect(count).to_have_text("Your message is 12 characters too long.")
    window.box.press("Enter")
    expect(window.box).to_have_value("x" * 2012)
    expect(window.mine).to_have_count(0)


def test_shift_and_enter_make_a_new_line(window: Window):
    window.open()
    window.box.fill("first")
    window.box.press("Shift+Enter")
    window.box.press_sequentially("second")
    expect(window.box).to_have_value("first\nsecond")


def test_events_methods_and_a_start_topic(page: Page, server_url: str, host_site: HostSite):
    host_site.policy = ""
    host_site.pages[
        "/application"
    ] = f"""<!doctype html><html lang="en"><head><title>An application</title><link rel="icon" href="data:,">
        <script src="{server_url}/static/cyber-protect.js" data-manual></script></head>
        <body><main></main></body></html>"""
    page.add_init_script(
        """window.heard = [];
        for (const name of ["open", "answer", "close", "clear"])
            addEventListener(`cyber-protect:${name}`, (event) => heard.push([name, event.detail]));"""
    )
    page.goto(f"{host_site.origin}/application")
    assert page.locator("cyber-protect").count() == 0
    # Two on one page of an application that adds and removes them, each with a conversation of its own.
    page.evaluate(
        """() => {
            for (const [id, topic] of [["one", "instagram-hacked"], ["two", ""]]) {
                const element = document.createElement("cyber-protect");
                element.id = id;
                element.setAttribute("mode", "inline");
                if (topic) element.setAttribute("topic", topic);
                document.querySelector("main").prepend(element);
            }
        }"""
    )
    one, two = (page.locator(f"#{name}") for name in ("one", "two"))
    expect(one.get_by_role("article").first).to_contain_text("My Instagram has been hacked")
    expect(two.get_by_role("article").first).to_contain_text("Hello.")
    page.evaluate("document.querySelector('#two').ask('what is phishing')")
    expect(two.get_by_role("article").last).to_contain_text("Where this comes from")
    assert ["answer", {"kind": "answer", "id": "instagram-hacked"}] in page.evaluate("heard")
    page.evaluate("(() => { const one = document.querySelector('#one'); one.remove(); document.body.append(one); })()")
    expect(one.get_by_role("article").first).to_contain_text("My Instagram has been hacked")
    page.evaluate("document.querySelector('#one').clear()")
    expect(one.get_by_role("article").first).to_contain_text("Hello.")


def test_the_whole_page_version_has_one_heading_and_no_launcher(page: Page, server_url: str):
    page.goto(f"{server_url}/chat")
    window = Window(page)
    window.ask(HACKED)
    expect(page.get_by_role("heading", level=1)).to_have_text("Cyber Protect")
    expect(window.launcher).to_be_hidden()
    expect(window.cards.last.get_by_role("heading", level=2)).to_have_text("My Instagram has been hacked")
