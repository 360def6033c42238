"""What the script tag costs a page before anybody opens the chat."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.host_site import HostSite
from tests.browser.window import Window

pytestmark = pytest.mark.browser
MAX_BYTES = 4096
# Shorter tasks do not count as blocking (web.dev, Total Blocking Time).
BLOCKS_FROM_MS = 50
HOST = """<!doctype html><html lang="en"><head><title>Host</title>
<link rel="icon" href="data:,">{script}</head><body><main><h1>Host</h1>
<p>Words that must not move.</p></main></body></html>"""


def test_before_it_is_opened_it_costs_four_kilobytes_and_no_blocking(page: Page, server_url: str, host_site: HostSite):
    host_site.policy = ""
    host_site.pages["/"] = HOST.format(script=f'<script src="{server_url}/static/cyber-protect.js" async></script>')
    page.add_init_script(
        """window.long = []; window.shifts = 0;
        const watch = (type, note) => new PerformanceObserver((list) => list.getEntries().forEach(note))
            .observe({ type, buffered: true });
        watch("longtask", (entry) => long.push(entry.duration));
        watch("layout-shift", (entry) => (shifts += entry.value));"""
    )
    protocol = page.context.new_cdp_session(page)
    protocol.send("Network.enable")
    sizes: dict[str, float] = {}
    urls: dict[str, str] = {}
    protocol.on("Network.requestWillBeSent", lambda event: urls.update({event["requestId"]: event["request"]["url"]}))
    protocol.on("Network.loadingFinished", lambda event: sizes.update({event["requestId"]: event["encodedDataLength"]}))
    # A phone of the middle class is about four times slower than this machine.
    protocol.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    # The same page without the script first: what that blocks is the browser's own start.
    host_site.pages["/bare"] = HOST.format(script="")
    page.goto(f"{host_site.origin}/bare")
    page.wait_for_load_state("networkidle")
    blocked = [_blocking(page, host_site.origin)]
    ours = {url: sizes.get(key) for key, url in urls.items() if url.startswith(server_url)}
    assert list(ours) == [f"{server_url}/static/cyber-protect.js"]
    assert sum(ours.values()) <= MAX_BYTES
    # What the script blocks it blocks at every load; what only some loads show comes from the machine.
    blocked += [_blocking(page, host_site.origin) for _ in range(2)]
    assert [] in blocked, blocked
    assert page.evaluate("window.shifts") == 0


def _blocking(page: Page, address: str) -> list[float]:
    page.goto(address)
    Window(page).launcher.wait_for()
    page.wait_for_load_state("networkidle")
    return [duration for duration in page.evaluate("window.long") if duration > BLOCKS_FROM_MS]
