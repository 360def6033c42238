"""Ask whether the web pages of the register still answer: politely, one request at a time to each host."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import httpx

from bot.content.models import Route

TIMEOUT_SECONDS = 20.0
HOSTS_AT_A_TIME = 8
USER_AGENT = "cyber-protect-link-check (an advice service checks that the pages it names still exist)"
# Some servers answer HEAD wrongly, or not at all, where GET works.
FIRST_CLIENT_ERROR = 400


@dataclass(frozen=True)
class LinkReport:
    """What became of one address. `problem` is None when a page answered."""

    route: str
    url: str
    status: int | None
    moved_to: str | None
    problem: str | None

    def __str__(self) -> str:
        moved = f", moved to {self.moved_to}" if self.moved_to else ""
        return (
            f"{'FAILED' if self.problem else 'ok':6} {self.route:38} {self.url} ({self.problem or self.status}{moved})"
        )


async def check_links(
    routes: Iterable[Route], timeout: float = TIMEOUT_SECONDS, transport: httpx.AsyncBaseTransport | None = None
) -> list[LinkReport]:
    """A report for each route with a web address, in the order of the register. Nothing is raised."""
    linked = [(route.id, str(route.url)) for route in routes if route.url]
    by_host: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for route_id, url in linked:
        by_host[httpx.URL(url).host].append((route_id, url))
    some_hosts = asyncio.Semaphore(HOSTS_AT_A_TIME)
    async with httpx.AsyncClient(
        timeout=timeout, follow_redirects=True, headers={"User-Agent": USER_AGENT}, transport=transport
    ) as client:
        per_host = await asyncio.gather(*(_check_host(client, links, some_hosts) for links in by_host.values()))
    found = {(report.route, report.url): report for reports in per_host for report in reports}
    return [found[link] for link in linked]


async def _check_host(
    client: httpx.AsyncClient, links: Sequence[tuple[str, str]], some_hosts: asyncio.Semaphore
) -> list[LinkReport]:
    async with some_hosts:
        return [await _check(client, route_id, url) for route_id, url in links]


async def _check(client: httpx.AsyncClient, route_id: str, url: str) -> LinkReport:
    try:
        response = await client.head(url)
        if response.status_code >= FIRST_CLIENT_ERROR:
            async with client.stream("GET", url) as response:
                pass  # The status is enough: the body is not read.
    except httpx.TimeoutException:
        return LinkReport(route_id, url, None, None, "no answer in time")
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        return LinkReport(route_id, url, None, None, type(error).__name__)
    moved_to = str(response.url) if response.url != httpx.URL(url) else None
    problem = f"status {response.status_code}" if response.status_code >= FIRST_CLIENT_ERROR else None
    return LinkReport(route_id, url, response.status_code, moved_to, problem)
