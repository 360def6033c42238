"""The link check against a real server on this machine."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from bot.content.link_check import LinkReport, check_links
from bot.content.loading import Library
from bot.content.models import Route


class Pages(BaseHTTPRequestHandler):
    seen: list[tuple[str, str]] = []
    under_way = 0
    most_at_once = 0
    overlapped = threading.Event()
    release = threading.Event()
    counting = threading.Lock()

    def do_HEAD(self) -> None:
        self.answer()

    def do_GET(self) -> None:
        self.answer()

    def answer(self) -> None:
        with Pages.counting:
            Pages.seen.append((self.command, self.path))
            Pages.under_way += 1
            Pages.most_at_once = max(Pages.most_at_once, Pages.under_way)
            if Pages.under_way > 1:
                Pages.overlapped.set()
        if self.path == "/page-0":
            # Long enough for the others to come in, if the client does not wait its turn.
            Pages.overlapped.wait(0.5)
        if self.path == "/silent":
            Pages.release.wait(20)
        status = {"/gone": 404, "/moved": 301}.get(self.path, 200)
        if self.path == "/no-head" and self.command == "HEAD":
            status = 405
        # Before the answer leaves: the next request may only come after it.
        with Pages.counting:
            Pages.under_way -= 1
        self.send_response(status)
        if status == 301:
            self.send_header("Location", "/new")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    Pages.release.clear()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Pages)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    Pages.release.set()
    server.shutdown()


def check(library: Library, *urls: str, timeout: float = 10.0) -> list[LinkReport]:
    pattern = library.routes["childline"]
    routes = [Route(**{**pattern.dict(), "id": f"route-{i}", "url": url}) for i, url in enumerate(urls)]
    return asyncio.run(check_links(routes, timeout))


def test_a_page_that_answers_is_well_and_only_asked_for_its_head(library: Library, site: str):
    (report,) = check(library, f"{site}/fine")
    assert (report.status, report.problem, report.moved_to) == (200, None, None)
    assert [method for method, path in Pages.seen if path == "/fine"] == ["HEAD"]


def test_where_head_is_refused_get_is_tried(library: Library, site: str):
    (report,) = check(library, f"{site}/no-head")
    assert (report.status, report.problem) == (200, None)
    assert [method for method, path in Pages.seen if path == "/no-head"] == ["HEAD", "GET"]


def test_a_missing_page_and_a_moved_one_are_told(library: Library, site: str):
    gone, moved = check(library, f"{site}/gone", f"{site}/moved")
    assert gone.problem == "status 404" and "FAILED" in str(gone)
    assert moved.problem is None and moved.moved_to == f"{site}/new"


def test_one_request_at_a_time_to_a_host(library: Library, site: str):
    Pages.most_at_once = 0
    reports = check(library, *(f"{site}/page-{i}" for i in range(8)))
    assert len(reports) == 8 and Pages.most_at_once == 1


def test_silence_and_refusal_are_reported_not_raised(library: Library, site: str):
    silent, refused = check(library, f"{site}/silent", "http://127.0.0.1:9/", timeout=0.3)
    assert silent.problem == "no answer in time"
    assert refused.problem == "ConnectError"


def test_routes_without_an_address_are_left_out(library: Library):
    without = [route for route in library.routes.values() if not route.url]
    assert without and asyncio.run(check_links(without)) == []
