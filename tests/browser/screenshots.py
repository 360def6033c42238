"""Takes the pictures of docs/images. Run by script/screenshots against a running bot; no test."""

from __future__ import annotations

import shutil
import sys

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.window import ARGUMENTS, Window
from tests.conftest import ROOT

IMAGES = ROOT / "docs" / "images"
PHONE = {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 2, "has_touch": True, "is_mobile": True}
DESKTOP = {"viewport": {"width": 1200, "height": 780}, "device_scale_factor": 1.5}
HACKED = "my insta got hacked what do i do"


def main(url: str) -> None:
    """Take every picture."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=ARGUMENTS)
        _chat(browser, url, "desktop-light", DESKTOP, "light")
        _chat(browser, url, "desktop-dark", DESKTOP, "dark")
        _chat(browser, url, "phone-light", PHONE, "light")
        _chat(browser, url, "phone-dark", PHONE, "dark")
        _card(browser, url, "safety-card", "i just sent them money and now they want more", "light")
        _card(browser, url, "safety-card-dark", "i just sent them money and now they want more", "dark")
        _card(browser, url, "form", "i want to report something", "light")
        _card(browser, url, "other-language", "میرا اکاؤنٹ ہیک ہو گیا ہے، میں کیا کروں؟", "light")
        _page(browser, url, "page-without-script", "/advice/instagram-hacked")
        _page(browser, url, "ask-without-script", "/ask")
        _whole(browser, url)
        browser.close()


def _visit(browser: Browser, url: str, device: dict, scheme: str) -> Page:
    context = browser.new_context(**device, color_scheme=scheme, reduced_motion="reduce", locale="en-GB")
    page = context.new_page()
    page.goto(url)
    return page


def _chat(browser: Browser, url: str, name: str, device: dict, scheme: str) -> None:
    page = _visit(browser, url, device, scheme)
    window = Window(page).open()
    window.ask(HACKED)
    _take(page, f"chat-{name}")
    contacts = window.cards.last.get_by_role("heading", name="Who to contact")
    window.log.evaluate("(log, to) => log.scrollTop += to - 110", contacts.bounding_box()["y"])
    if "light" in name:
        _take(page, f"contacts-{name}")
    page.context.close()


def _card(browser: Browser, url: str, name: str, question: str, scheme: str) -> None:
    page = _visit(browser, url, PHONE, scheme)
    Window(page).open().ask(question)
    _take(page, name)
    page.context.close()


def _page(browser: Browser, url: str, name: str, path: str) -> None:
    page = _visit(browser, url + path, PHONE, "light")
    if path == "/ask":
        page.get_by_role("textbox", name="Your question").fill(HACKED)
        page.get_by_role("button", name="Send").click()
    _take(page, name)
    page.context.close()


def _whole(browser: Browser, url: str) -> None:
    page = _visit(browser, f"{url}/chat", DESKTOP, "light")
    Window(page).ask(HACKED)
    _take(page, "chat-whole-page")
    page.context.close()


def _take(page: Page, name: str) -> None:
    page.evaluate("document.fonts.ready")
    page.wait_for_timeout(200)
    page.screenshot(path=IMAGES / f"{name}.png")
    print(f"docs/images/{name}.png")


if __name__ == "__main__":
    main(sys.argv[1].rstrip("/"))
