"""Words for what somebody does in the chat window, so that the tests read like it."""

from __future__ import annotations

from playwright.sync_api import Locator, Page

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]


class Window:
    """The chat window on a page."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.launcher = page.get_by_role("button", name="Get advice")
        self.box = page.get_by_role("textbox", name="Your question")
        self.log = page.get_by_role("log", name="Conversation")
        self.cards = self.log.get_by_role("article")
        self.mine = self.log.locator(".mine")

    def open(self) -> Window:
        """Press the launcher and wait until the first buttons are there."""
        self.launcher.click()
        self.box.wait_for()
        self.cards.first.wait_for()
        return self

    def ask(self, text: str) -> Locator:
        """Type, press Enter and wait for the card."""
        count = self.cards.count()
        self.box.fill(text)
        self.box.press("Enter")
        return self.card(count)

    def press(self, name: str, within: Locator | None = None) -> Locator:
        """Press a button and wait for the card that follows."""
        count = self.cards.count()
        (within or self.log).get_by_role("button", name=name, exact=True).click()
        return self.card(count)

    def card(self, number: int) -> Locator:
        """The card of that number, when it is there."""
        card = self.cards.nth(number)
        card.wait_for()
        return card
