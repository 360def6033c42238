"""The repository keeps its shape: tests mirror code, utterances mirror answers, intents are used."""

from __future__ import annotations

import pytest
import yaml

from bot.content.loading import Library
from bot.content.utterances import path_for
from tests.conftest import ROOT


def rules_text() -> str:
    return "".join(path.read_text(encoding="utf-8") for path in (ROOT / "data" / "rules").glob("*.yml"))


def test_every_test_module_mirrors_a_module_or_folder():
    for path in (ROOT / "tests" / "bot").rglob("test_*.py"):
        folder = ROOT / path.relative_to(ROOT / "tests").parent
        assert folder.is_dir(), path


def test_every_intent_of_the_domain_has_a_rule():
    domain = yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8"))
    rules = rules_text()
    # The form calls the first two itself, the others are called by SafetyPolicy and ContextPolicy.
    called = ("action_ask_triage_reply", "validate_triage_form", "action_safety", "action_follow_up")
    rules += "".join(f"action: {action}\n" for action in called)
    assert [intent for intent in domain["intents"] if f"intent: {intent}\n" not in rules] == []
    assert [action for action in domain["actions"] if f"action: {action}\n" not in rules] == []


def test_intents_that_are_only_replied_to_have_a_reply_of_their_own(library: Library):
    rules = [
        rule for path in (ROOT / "data" / "rules").glob("*.yml") for rule in yaml.safe_load(path.read_text())["rules"]
    ]
    replied = [rule["steps"][0]["intent"] for rule in rules if rule["steps"][-1] == {"action": "action_reply"}]
    assert len(replied) > 10
    assert [intent for intent in replied if intent.replace("_", "-") not in library.replies] == []


def test_every_answer_has_utterances_of_the_same_name(library: Library):
    assert [e.id for e in library.answers.values() if not path_for(ROOT / "data", e).exists()] == []


@pytest.mark.parametrize("folder", ["bot", "actions", "benchmarks"])
def test_modules_are_short_and_say_their_reason(folder: str):
    for path in (ROOT / folder).rglob("*.py"):
        lines = path.read_text(encoding="utf-8").splitlines()
        assert lines and lines[0].startswith('"""'), path
        assert len(lines) < 400, path
