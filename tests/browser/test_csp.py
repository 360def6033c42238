"""On somebody else's website under the strictest policy: nothing is reported, everything works."""

from __future__ import annotations

import json
import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.host_site import HostSite
from tests.browser.window import Window
from tests.conftest import ROOT

pytestmark = pytest.mark.browser
MANIFEST = json.loads((ROOT / "bot/web/static/manifest.json").read_text(encoding="utf-8"))
LISTENER = """
window.violations = [];
document.addEventListener("securitypolicyviolation", (event) =>
    violations.push(`${event.violatedDirective} ${event.blockedURI}`));
"""


def host_page(server_url: str, integrity: str) -> str:
    return f"""<!doctype html><html lang="en"><head><title>A police website</title></head>
<body><main><h1>A police website</h1></main>
<script src="{server_url}/static/cyber-protect.js" integrity="{integrity}" crossorigin="anonymous" async
  data-name="Example Police" data-position="left"></script></body></html>"""


@pytest.fixture
def embedded(page: Page, server_url: str, host_site: HostSite) -> Window:
    host_site.reports.clear()
    host_site.policy = (
        f"default-src 'none'; script-src {server_url}; connect-src {server_url}; base-uri 'none'; form-action 'none'; "
        "require-trusted-types-for 'script'; trusted-types cyber-protect; report-uri /reports"
    )
    host_site.pages["/"] = host_page(server_url, MANIFEST["files"]["cyber-protect.js"])
    page.add_init_script(LISTENER)
    page.goto(host_site.origin)
    return Window(page).open()


def test_every_state_under_a_strict_policy_leaves_no_report(embedded: Window, page: Page, host_site: HostSite):
    window = embedded
    expect(page.get_by_text("Advice on the website of Example Police")).to_be_visible()
    window.ask("my insta got hacked what do i do")
    window.press("Not my question")
    window.ask("card 4111 1111 1111 1111")
    page.set_viewport_size({"width": 320, "height": 480})
    page.set_viewport_size({"width": 1280, "height": 860})
    page.evaluate("window.print = () => undefined")
    page.get_by_role("button", name="Keep this advice").click()
    page.get_by_role("button", name="Print", exact=True).click()
    with page.expect_download():
        page.get_by_role("button", name="Download", exact=True).click()
    page.reload()
    expect(window.cards.last).to_be_visible()
    page.get_by_role("button", name="Clear chat").click()
    page.get_by_role("button", name="Close chat").click()
    assert page.evaluate("violations") == []
    assert host_site.reports == []


def test_leaving_under_a_strict_policy_leaves_no_report(embedded: Window, page: Page, host_site: HostSite):
    page.route("https://www.bbc.co.uk/weather", lambda route: route.fulfill(content_type="text/html", body="Weather"))
    page.get_by_role("button", name="Leave this page").click()
    page.wait_for_url("https://www.bbc.co.uk/weather")
    assert host_site.reports == []


def test_the_listener_would_hear_a_violation(embedded: Window, page: Page, host_site: HostSite):
    with page.expect_request(f"{host_site.origin}/reports"):
        page.evaluate(
            "document.body.append(Object.assign(document.createElement('img'), { src: 'https://example.org/x' }))"
        )
    assert "img-src https://example.org/x" in page.evaluate("violations")
    page.complaints.clear()


def test_a_loader_with_another_hash_does_not_run(page: Page, server_url: str, host_site: HostSite):
    host_site.policy = ""
    host_site.pages["/"] = host_page(server_url, "sha384-" + "A" * 64)
    page.goto(host_site.origin)
    page.wait_for_load_state("networkidle")
    assert page.locator("cyber-protect").count() == 0
    assert re.search("integrity", " ".join(page.complaints))
    page.complaints.clear()


def test_a_site_that_was_not_named_cannot_use_the_chat(page: Page, server_url: str, host_site: HostSite):
    host_site.policy = ""
    host_site.pages["/"] = host_page(server_url, MANIFEST["files"]["cyber-protect.js"])
    page.goto(host_site.origin.replace("127.0.0.1", "localhost"))
    window = Window(page)
    window.launcher.click()
    window.box.fill("hello")
    window.box.press("Enter")
    expect(window.log).to_contain_text("not sent")
    page.complaints.clear()


def test_our_own_pages_report_nothing(page: Page, server_url: str):
    page.add_init_script(LISTENER)
    for path in ("/", "/chat", "/advice/", "/advice/instagram-hacked", "/routes", "/search?q=scam", "/ask"):
        response = page.goto(server_url + path)
        policy = response.headers["content-security-policy"]
        assert policy.startswith("default-src 'none'") and "unsafe" not in policy
        assert page.evaluate("violations") == []
