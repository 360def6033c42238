"""Every state of the window and every page under all rules of axe-core, and what no rule can see."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.states import EMERGENCY, FORM, ROUTE
from tests.browser.window import Window

pytestmark = pytest.mark.browser
HACKED = "my insta got hacked what do i do"
# 1,280 by 1,024 at 400 %.
ZOOMED = {"width": 320, "height": 256}
LOOKS = {
    "desktop": {"viewport": {"width": 1280, "height": 860}},
    "dark": {"viewport": {"width": 1280, "height": 860}, "color_scheme": "dark"},
    "phone": {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True},
    "320 px": {"viewport": {"width": 320, "height": 640}},
    "400 % zoom": {"viewport": ZOOMED},
    "forced colours": {"viewport": {"width": 1280, "height": 860}, "forced_colors": "active"},
}
PAGES = ("/", "/chat", "/advice/", "/advice/instagram-hacked", "/search?q=insta hacked", "/ask", "/routes", "/nothing")
TEXT_SPACING = """* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }
p { margin-bottom: 2em !important; }"""


@pytest.fixture(params=LOOKS)
def looks(request: pytest.FixtureRequest, browser: Browser) -> Page:
    context = browser.new_context(**LOOKS[request.param], reduced_motion="reduce", locale="en-GB")
    yield context.new_page()
    context.close()


def answer_with(page: Page, card: dict) -> None:
    page.unroute("**/api/messages")
    page.route("**/api/messages", lambda route: route.fulfill(json={"cards": [card]}, headers={"Conversation-Id": "x"}))


def fits(page: Page) -> bool:
    """Whether nothing has to be scrolled sideways, in the page or in the window."""
    return page.evaluate(
        """() => {
            const root = document.querySelector("cyber-protect").shadowRoot;
            const boxes = [document.documentElement, ...root.querySelectorAll(".window, .log, .card")];
            return boxes.every((box) => box.scrollWidth <= box.clientWidth + 1);
        }"""
    )


def test_no_rule_is_broken_in_any_state(looks: Page, server_url: str, axe: Callable[[Page], list[str]]):
    page = looks
    page.goto(server_url)
    window = Window(page)
    window.launcher.wait_for()
    found = {"closed": axe(page)}
    window.open()
    found["open"] = axe(page)
    window.ask(HACKED)
    found["answer"] = axe(page)
    window.press("Not my question")
    found["choices"] = axe(page)
    for name, card in {"form": FORM, "safety": EMERGENCY, "result": ROUTE}.items():
        answer_with(page, card)
        window.ask("x")
        found[name] = axe(page)
    page.unroute("**/api/messages")
    page.route("**/api/messages", lambda route: route.fulfill(status=500, json={}))
    window.box.fill("my card is 4111 1111 1111 1111")
    window.box.press("Enter")
    window.log.get_by_role("button", name="Try again").wait_for()
    page.get_by_role("button", name="Keep this advice").click()
    window.box.fill("x" * 2001)
    found["failed"] = axe(page)
    assert {state: problems for state, problems in found.items() if problems} == {}
    assert fits(page)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_rule_is_broken_on_any_page(
    browser: Browser, server_url: str, axe: Callable[[Page], list[str]], scheme: str
):
    context = browser.new_context(java_script_enabled=True, color_scheme=scheme, viewport={"width": 360, "height": 740})
    page = context.new_page()
    found = {}
    for path in PAGES:
        page.goto(server_url + path)
        found[path] = axe(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    context.close()
    assert {path: problems for path, problems in found.items() if problems} == {}


def test_axe_would_find_something(page: Page, server_url: str, axe: Callable[[Page], list[str]]):
    page.goto(server_url)
    window = Window(page).open()
    window.box.evaluate("box => box.labels[0].remove()")
    assert any(problem.startswith("label:") for problem in axe(page))


def test_text_spacing_hides_nothing(page: Page, server_url: str):
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(server_url)
    window = Window(page).open()
    page.evaluate(
        """(css) => {
            const sheet = new CSSStyleSheet();
            sheet.replaceSync(css);
            const root = document.querySelector("cyber-protect").shadowRoot;
            root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
        }""",
        TEXT_SPACING,
    )
    card = window.ask(HACKED)
    assert fits(page)
    cut = card.evaluate(
        """card => [...card.querySelectorAll("button, a, p, li")]
            .filter((part) => getComputedStyle(part).overflow !== "visible")
            .filter((part) => part.scrollHeight > part.clientHeight + 2)
            .map((part) => part.textContent)"""
    )
    assert cut == []


@pytest.mark.parametrize("viewport", [{"width": 390, "height": 844}, {"width": 1280, "height": 860}, ZOOMED])
def test_targets_are_large_enough(page: Page, server_url: str, viewport: dict):
    page.set_viewport_size(viewport)
    page.goto(server_url)
    window = Window(page).open()
    window.ask(HACKED)
    answer_with(page, EMERGENCY)
    window.ask("x")
    sizes = page.evaluate(
        """() => [...document.querySelector("cyber-protect").shadowRoot
            .querySelectorAll("a, button, summary, textarea")]
            .filter((part) => part.checkVisibility() && !part.closest("li:not(.route) > a, .intro, details"))
            .map((part) => [part.textContent, part.className, part.getBoundingClientRect()])
            .map(([text, name, box]) => ({ text, name, width: box.width, height: box.height }))"""
    )
    assert len(sizes) > 15
    assert [part for part in sizes if min(part["width"], part["height"]) < 24] == []
    routes = [part for part in sizes if part["name"] in {"call", "site"}]
    assert routes and [part for part in routes if part["height"] < 44] == []


def test_the_focus_is_seen_and_never_hidden_behind_the_window(page: Page, server_url: str):
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(server_url)
    window = Window(page).open()
    window.ask(HACKED)
    stops = set()
    for _ in range(40):
        page.keyboard.press("Tab")
        stop = page.evaluate(
            """() => {
                const host = document.activeElement;
                const held = host?.shadowRoot?.activeElement;
                if (!held) return null;
                const style = getComputedStyle(held);
                return [held.textContent, style.outlineStyle, parseFloat(style.outlineWidth)];
            }"""
        )
        # While the window covers the screen, the focus goes round in it (or to the browser), never behind it.
        if stop:
            assert stop[1] == "solid" and stop[2] >= 2, stop
            stops.add(stop[0])
    assert len(stops) > 10
    assert page.evaluate("document.activeElement.localName") in {"cyber-protect", "body"}


def test_the_box_stays_above_a_touch_keyboard(browser: Browser, server_url: str):
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page = context.new_page()
    # The keyboard of a phone makes the visible part of the page smaller; this browser has none to show.
    page.add_init_script(
        """window.seen = Object.assign(new EventTarget(), { width: 390, height: 844, offsetTop: 0, scale: 1 });
        Object.defineProperty(window, "visualViewport", { value: window.seen });"""
    )
    page.goto(server_url)
    window = Window(page).open()
    page.evaluate("Object.assign(seen, { height: 500, offsetTop: 60 }); seen.dispatchEvent(new Event('resize'))")
    box = window.box.bounding_box()
    assert box["y"] + box["height"] <= 560
    leave = page.get_by_role("button", name="Leave this page").bounding_box()
    assert leave["y"] >= 60
    assert float(window.box.evaluate("box => parseFloat(getComputedStyle(box).fontSize)")) >= 16
    context.close()


def test_on_a_touch_screen_a_quick_reply_does_not_bring_the_keyboard(browser: Browser, server_url: str):
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(server_url)
    window = Window(page).open()
    expect(window.box).not_to_be_focused()
    window.press("I have been scammed")
    expect(window.box).to_be_focused()
    assert window.box.evaluate("box => box.inputMode") == "none"
    window.box.tap()
    assert window.box.evaluate("box => box.inputMode") == ""
    expect(window.box).to_be_focused()
    context.close()


def test_headings_messages_and_senders_make_sense_without_sight(page: Page, server_url: str):
    page.goto(server_url)
    window = Window(page).open()
    window.ask(HACKED)
    expect(page.get_by_role("dialog", name="Cyber Protect")).to_be_visible()
    expect(window.mine.last).to_have_text(f"You said: {HACKED}")
    expect(window.cards.last).to_have_attribute("aria-label", "Cyber Protect says")
    levels = page.locator("cyber-protect").locator("h1, h2, h3, h4").evaluate_all("all => all.map((h) => h.localName)")
    assert levels[0] == "h2" and set(levels) == {"h2", "h3", "h4"}
