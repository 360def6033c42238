"""What all browser tests share: a real Chromium, and a page that complains about whatever goes wrong on it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.window import ARGUMENTS

AXE = (Path(__file__).parent / "vendor" / "axe-core-4.14.1.min.js").read_text(encoding="utf-8")
PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1280, "height": 860}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's Chromium where there is one, else Playwright's own.

    One a module: as long as Playwright is open, no other event loop can run.
    """
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A fresh tab on a desktop. A test fails when anything is written to the console that it did not expect."""
    context = browser.new_context(viewport=DESKTOP, reduced_motion="reduce", locale="en-GB")
    page = context.new_page()
    page.complaints = []  # type: ignore[attr-defined]
    page.on("console", lambda message: page.complaints.append(message.text))
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    yield page
    assert page.complaints == []
    context.close()


@pytest.fixture
def axe():
    """Run every rule of axe-core, experimental ones too, and return what it finds."""

    def run(page: Page) -> list[str]:
        page.evaluate(AXE)
        result = page.evaluate(
            """async () => {
                const rules = Object.fromEntries(axe.getRules().map((rule) => [rule.ruleId, { enabled: true }]));
                return await axe.run(document, { rules, resultTypes: ["violations"] });
            }"""
        )
        return [
            f"{item['id']}: {node['target']} {node.get('failureSummary', '')}"
            for item in result["violations"]
            for node in item["nodes"]
        ]

    return run
