"""The HTTP channel, against a really running server."""

from __future__ import annotations

import httpx
import pytest

from bot.web.channel import MAX_CHARACTERS

JSON = {"Content-Type": "application/json"}
QUESTION = {"text": "my insta got hacked what do i do"}


def post(url: str, **kwargs) -> httpx.Response:
    return httpx.post(f"{url}/api/messages", timeout=30, **kwargs)


def test_a_question_gets_a_card_and_a_conversation(server_url: str):
    first = post(server_url, json=QUESTION)
    assert first.status_code == 200
    (card,) = first.json()["cards"]
    assert card["kind"] == "answer" and card["id"] == "instagram-hacked"
    assert card["steps"] and card["sources"] and card["provenance"]["checked"]
    assert "report-fraud" in [route["id"] for route in card["routes"]]
    conversation = first.headers["Conversation-Id"]
    assert len(conversation) >= 32
    again = post(server_url, json={"text": "thanks"}, headers={"Conversation-Id": conversation})
    assert again.headers["Conversation-Id"] == conversation


def test_two_visitors_get_two_conversations(server_url: str):
    ids = {post(server_url, json={"text": "hello"}).headers["Conversation-Id"] for _ in range(2)}
    assert len(ids) == 2


@pytest.mark.parametrize(
    ("body", "headers", "status"),
    [
        (b"not json", JSON, 400),
        (b"[1, 2]", JSON, 400),
        (b'{"message": "x"}', JSON, 422),
        (b'{"text": 7}', JSON, 422),
        (b'{"text": "   "}', JSON, 422),
        (b'{"text": "%s"}' % (b"x" * (MAX_CHARACTERS + 1)), JSON, 413),
        (b'{"text": "%s"}' % (b"x" * 200_000), JSON, 413),
        (b'{"text": "x"}', {"Content-Type": "text/plain"}, 415),
        (b'{"text": "x"}', JSON | {"Conversation-Id": "made-up"}, 404),
    ],
)
def test_bad_requests_get_a_problem_document(server_url: str, body: bytes, headers: dict, status: int):
    response = post(server_url, content=body, headers=headers)
    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"
    problem = response.json()
    assert problem["status"] == status and problem["title"] and problem["detail"]
    assert "Traceback" not in response.text


@pytest.mark.parametrize(("method", "path", "status"), [("GET", "/api/messages", 405), ("GET", "/nothing", 404)])
def test_unknown_addresses_get_a_problem_document(server_url: str, method: str, path: str, status: int):
    response = httpx.request(method, f"{server_url}{path}")
    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("path", ["/version", "/status", "/domain", "/model/train", "/conversations/x/tracker"])
def test_rasa_management_api_is_off(server_url: str, path: str):
    assert httpx.get(f"{server_url}{path}").status_code == 404
    assert httpx.post(f"{server_url}{path}", json={}).status_code in {404, 405}


@pytest.mark.parametrize(
    "text", ["/restart", "/greet", '/show_answer{"answer": "no-such"}', "/session_start", "//greet"]
)
def test_a_typed_intent_is_only_text(server_url: str, text: str):
    response = post(server_url, json={"text": text})
    assert response.status_code == 200
    assert response.json()["cards"][0]["kind"] != "error"


def test_the_payload_of_a_button_shows_its_answer(server_url: str):
    button = post(server_url, json={"text": "hello"}).json()["cards"][0]["quick_replies"][0]
    card = post(server_url, json={"text": button["payload"]}).json()["cards"][0]
    assert card["kind"] == "answer" and button["payload"].endswith(f'"{card["id"]}"}}')


def test_a_message_of_the_full_length_is_answered(server_url: str):
    text = ("I was scammed and do not know what to do. " * 60)[:MAX_CHARACTERS]
    assert post(server_url, json={"text": text}).status_code == 200


def test_pages_carry_a_strict_content_security_policy(server_url: str):
    page = httpx.get(f"{server_url}/")
    assert page.status_code == 200 and "Cyber Protect" in page.text
    policy = page.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'") and "unsafe" not in policy
    assert "set-cookie" not in page.headers


def test_health_says_how_many_answers_it_has(server_url: str, library):
    assert httpx.get(f"{server_url}/health").json() == {"status": "ready", "answers": len(library.answers)}
