"""The command line: quick where no model is needed, clear where something is wrong."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from tests.conftest import ROOT


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "bot.cli", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, env={**environment} or None)


@pytest.mark.parametrize(
    "arguments",
    [
        ["content", "list"],
        ["content", "due"],
        ["content", "check"],
        ["content", "show", "instagram-hacked"],
        ["routes", "list"],
        ["routes", "due"],
        ["routes", "check"],
        ["routes", "show", "childline"],
    ],
)
def test_content_commands_import_neither_rasa_nor_tensorflow(arguments: list[str]):
    code = (
        "import sys; from bot.cli import app\n"
        f"try: app({arguments!r})\nexcept SystemExit as end: assert not end.code, end.code\n"
        # The check compiles the safety patterns, which are spaCy's.
        f"light = {{'spacy'}} if 'check' in {arguments!r} else set()\n"
        "heavy = {'rasa', 'tensorflow', 'spacy', 'onnxruntime', 'sklearn'} & set(sys.modules) - light\n"
        "assert not heavy, heavy"
    )
    result = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr


def test_content_list_as_json_has_every_answer(library):
    listed = json.loads(run("content", "list", "--json").stdout)
    assert {item["id"] for item in listed} == set(library.answers)
    assert set(listed[0]) == {"id", "title", "area", "audiences", "covers", "routes", "checked", "check_again"}


def test_content_show_suggests_the_id_that_was_meant():
    result = run("content", "show", "instagram-haked")
    assert result.returncode == 1 and "did you mean instagram-hacked" in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize("arguments", [["ask"], ["ask", "hello", "--out", "x"], ["content", "due", "--within", "soon"]])
def test_wrong_arguments_say_what_to_give(arguments: list[str]):
    result = run(*arguments)
    assert result.returncode != 0 and "Traceback" not in result.stderr
    assert result.stderr.startswith("cyberprotect: ")


def test_routes_show_tells_readers_and_reviewers():
    shown = run("routes", "show", "report-fraud").stdout
    assert "0300 123 2040" in shown and "Action Fraud" in shown and "Confidence: high" in shown
    assert "0808 800 2222" not in run("routes", "show", "family-lives").stdout


def test_routes_show_suggests_the_id_that_was_meant():
    assert "did you mean childline" in run("routes", "show", "chidline").stderr


def test_routes_list_as_json_has_every_route(library):
    assert {item["id"] for item in json.loads(run("routes", "list", "--json").stdout)} == set(library.routes)


def test_a_missing_content_folder_is_named(tmp_path):
    result = run("content", "check", CYBERPROTECT_HOME=str(tmp_path), PATH="/usr/bin:/bin")
    assert result.returncode == 1 and "no such folder" in result.stderr
