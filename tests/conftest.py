"""Fixtures all tests share: a small content folder of their own, the trained assistant, a running server."""

from __future__ import annotations

import asyncio
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from bot.content.loading import Library, load_library
from bot.runtime import training
from bot.runtime.assistant import Assistant
from bot.settings import Settings
from tests.browser.host_site import HostSite, running_host_site

ROOT = Path(__file__).resolve().parent.parent
START_SECONDS = 180

GOOD_ANSWER = """\
title: My account was hacked
audiences: [individual, parent]
short: Change your password now. Then ring {helpline}.
steps:
  - do: Change the password.
    why: It keeps others out.
routes: [helpline]
related: []
covers: []
sources:
  - {publisher: A body, title: A page, url: "https://example.org/a", seen: 2026-01-01}
owner: Test team
status: source-checked
checked: 2026-01-01
check_again: 12
"""
GOOD_ROUTES = """\
routes:
  - id: helpline
    name: The helpline
    say: the helpline
    category: support
    purpose: Talk to somebody.
    audiences: [individual]
    nations: [england]
    urgency: soon
    phone: "0123 456 7890"
    sources: ["https://example.org/"]
    checked: 2026-01-01
    check_again: 12
    confidence: high
  - id: doubtful
    name: Doubtful
    say: doubtful
    category: support
    purpose: Nobody knows.
    audiences: [individual]
    nations: [england]
    urgency: soon
    phone: "0999 888 7777"
    sources: ["https://example.org/"]
    checked: 2026-01-01
    check_again: 12
    confidence: low
"""
GOOD_UTTERANCES = 'version: "3.1"\nnlu:\n  - intent: advice/hacked\n    examples: |\n' + "".join(
    f"      - way {number} of asking\n" for number in range(25)
)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project folder whose content is small and without a fault."""
    for name, text in {
        "content/advice/individuals/hacked.yml": GOOD_ANSWER,
        "content/routes/support.yml": GOOD_ROUTES,
        "content/wording/labels.yml": (ROOT / "content/wording/labels.yml").read_text(encoding="utf-8"),
        "data/nlu/advice/individuals/hacked.yml": GOOD_UTTERANCES,
    }.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture(scope="session")
def library() -> Library:
    """The real content."""
    return load_library(ROOT / "content").require_clean()


@pytest.fixture(scope="session")
def loop() -> asyncio.AbstractEventLoop:
    """One event loop for everything that talks to the assistant."""
    return asyncio.new_event_loop()


@pytest.fixture(scope="session")
def assistant(loop: asyncio.AbstractEventLoop) -> Assistant:
    """The real, trained assistant in this process."""
    if not training.is_current(Settings()):
        training.train(Settings())
    return loop.run_until_complete(Assistant.load(Settings()))


@pytest.fixture(scope="session")
def host_site() -> Iterator[HostSite]:
    """Another website, which the bot allows to embed the chat."""
    with running_host_site() as site:
        yield site


@pytest.fixture(scope="session")
def server_url(host_site: HostSite) -> Iterator[str]:
    """The address of the bot, really running in a process of its own."""
    if not training.is_current(Settings()):
        training.train(Settings())
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = Path(os.environ.get("TMPDIR", "/tmp")) / f"cyberprotect-test-{port}.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "bot.cli", "serve", "--port", str(port)],
            cwd=ROOT,
            env={**os.environ, "CYBERPROTECT_ORIGINS": host_site.origin},
            stdout=output,
            stderr=output,
        )
        url = f"http://127.0.0.1:{port}"
        try:
            _wait_until_ready(url, process, log)
            yield url
        finally:
            subprocess.run(["pkill", "-P", str(process.pid)], check=False)
            process.terminate()
            process.wait(timeout=20)


def _wait_until_ready(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            if httpx.get(f"{url}/health", timeout=2).status_code == httpx.codes.OK:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.5)
    raise RuntimeError(f"the server did not become ready:\n{log.read_text(errors='replace')[-3000:]}")
