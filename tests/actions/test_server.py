"""The same actions over HTTP, as Rasa's own action server runs them."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from contextlib import suppress

import httpx
import pytest
from rasa.utils.endpoints import EndpointConfig

from bot.runtime.assistant import Assistant, new_conversation_id
from tests.conftest import ROOT

QUESTION = "my insta got hacked what do i do"


@pytest.fixture(scope="module")
def action_server() -> str:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "rasa_sdk", "--actions", "actions", "--port", str(port)]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    url = f"http://127.0.0.1:{port}"
    for _ in range(240):
        with suppress(httpx.TransportError):
            if httpx.get(f"{url}/health").status_code == httpx.codes.OK:
                break
        time.sleep(0.25)
    yield f"{url}/webhook"
    process.terminate()
    process.wait(timeout=20)


def test_an_action_server_gives_the_same_cards(assistant: Assistant, loop, action_server: str):
    in_process = loop.run_until_complete(assistant.take_turn(new_conversation_id(), QUESTION))
    processor = assistant._agent.processor
    processor.action_endpoint = EndpointConfig(action_server)
    try:
        over_http = loop.run_until_complete(assistant.take_turn(new_conversation_id(), QUESTION))
    finally:
        processor.action_endpoint = None
    assert over_http.cards == in_process.cards
    assert over_http.cards[0].kind == "answer"
