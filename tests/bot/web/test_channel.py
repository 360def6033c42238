"""The HTTP channel, against a really running server."""

from __future__ import annotations

import httpx
import pytest

from bot.content.cards import NOT_MY_QUESTION
from bot.web.channel import MAX_CHARACTERS
from tests.browser.host_site import HostSite

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


def test_a_message_with_the_same_id_is_answered_once(server_url: str):
    first = post(server_url, json={"text": "hello"})
    headers = {"Conversation-Id": first.headers["Conversation-Id"], "Message-Id": "one"}
    answers = [post(server_url, json=QUESTION, headers=headers).json() for _ in range(2)]
    assert answers[0] == answers[1]
    offered = post(server_url, json={"text": NOT_MY_QUESTION}, headers=headers | {"Message-Id": "two"}).json()
    again = post(server_url, json={"text": NOT_MY_QUESTION}, headers=headers | {"Message-Id": "three"}).json()
    assert offered["cards"] != again["cards"]


def test_secrets_are_hidden_from_the_assistant_too(server_url: str):
    page = httpx.post(f"{server_url}/ask", data={"text": "card 4111 1111 1111 1111"}, timeout=30)
    assert "[card number]" in page.text and "4111" not in page.text


def test_a_conversation_is_forgotten_on_demand(server_url: str):
    headers = {"Conversation-Id": post(server_url, json={"text": "hello"}).headers["Conversation-Id"]}
    assert httpx.delete(f"{server_url}/api/messages", headers=headers).status_code == 204
    assert post(server_url, json={"text": "hello"}, headers=headers).status_code == 404
    assert httpx.delete(f"{server_url}/api/messages").status_code == 404


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"answer": "instagram-hacked", "verdict": "yes"}, 204),
        ({"answer": "instagram-hacked", "verdict": "maybe"}, 422),
        ({"answer": "no-such", "verdict": "no"}, 422),
        ({"answer": ["x"], "verdict": {}}, 422),
        ([], 400),
    ],
)
def test_a_verdict_is_counted_only_for_an_answer_of_ours(server_url: str, body: object, status: int):
    assert httpx.post(f"{server_url}/api/feedback", json=body).status_code == status


def test_only_named_sites_may_use_the_api(server_url: str, host_site: HostSite):
    ask = {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "content-type,conversation-id"}
    for origin, allowed in ((host_site.origin, host_site.origin), ("https://elsewhere.example", None)):
        preflight = httpx.options(f"{server_url}/api/messages", headers={"Origin": origin, **ask})
        answer = post(server_url, json={"text": "hello"}, headers={"Origin": origin})
        for response in (preflight, answer):
            assert response.headers.get("access-control-allow-origin") == allowed
            assert "access-control-allow-credentials" not in response.headers
        if allowed:
            assert answer.headers["access-control-expose-headers"] == "Conversation-Id"
            assert "Conversation-Id" in preflight.headers["access-control-allow-headers"]


def test_the_window_learns_which_contacts_are_public(server_url: str):
    start = httpx.get(f"{server_url}/api/window").json()
    assert "03001232040" in start["contacts"]["numbers"] and start["welcome"]["quick_replies"]


def test_files_are_compressed_checked_again_and_open_to_other_sites(server_url: str):
    url = f"{server_url}/static/cyber-protect.js"
    first = httpx.get(url, headers={"Accept-Encoding": "gzip"})
    assert first.headers["content-encoding"] == "gzip" and first.headers["access-control-allow-origin"] == "*"
    assert first.headers["cache-control"] == "no-cache"
    assert "immutable" in httpx.get(f"{url}?v=1").headers["cache-control"]
    assert httpx.get(url, headers={"If-None-Match": first.headers["etag"]}).status_code == 304
    for name in ("../channel.py", "manifest.json", "nothing.js"):
        assert httpx.get(f"{server_url}/static/{name}").status_code == 404


def test_pages_carry_a_strict_content_security_policy(server_url: str):
    page = httpx.get(f"{server_url}/")
    assert page.status_code == 200 and "Cyber Protect" in page.text
    policy = page.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'") and "unsafe" not in policy
    assert "set-cookie" not in page.headers


def test_health_says_how_many_answers_it_has(server_url: str, library):
    assert httpx.get(f"{server_url}/health").json() == {"status": "ready", "answers": len(library.answers)}
