"""`cyberprotect talk` in a real terminal session: cards, buttons by number, and why."""

from __future__ import annotations

from contextlib import closing

import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

from bot.runtime.assistant import Assistant
from bot.runtime.interactive import talk


def typed(assistant: Assistant, loop, *lines: str) -> None:
    # In the version that Rasa allows, a pipe is no context manager yet.
    with closing(create_pipe_input()) as keys, create_app_session(input=keys, output=DummyOutput()):
        keys.send_text("".join(f"{line}\r" for line in lines))
        loop.run_until_complete(talk(assistant))


def test_it_says_what_led_to_an_answer(assistant: Assistant, loop, capsys: pytest.CaptureFixture[str]):
    typed(assistant, loop, "/why", "my insta got hacked", "what about tiktok", "/why", "/quit")
    said = capsys.readouterr().out
    assert "Nothing was said yet" in said
    for part in (
        "danger",
        "intent",
        "answers",
        "platform=tiktok",
        "reading   answer -> tiktok-hacked",
        "action_follow_up",
    ):
        assert part in said, part
    assert "(ContextPolicy)" in " ".join(said.split()) and " ms" in said


def test_a_number_in_brackets_presses_a_button_and_new_forgets(
    assistant: Assistant, loop, capsys: pytest.CaptureFixture[str]
):
    typed(assistant, loop, "what is a passkey", "tell me more", "[2]", "/new", "shorter", "/quit")
    said = capsys.readouterr().out
    title = assistant.library.answers["password-managers"].answer.title
    assert title.upper() in said
    assert assistant.library.replies["what-about"].text.split(".")[0] in " ".join(said.split())


def test_the_end_of_the_input_ends_it(assistant: Assistant, loop):
    typed(assistant, loop, "\x04")
