"""Every rule of the content check catches what it is for, in the right file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.content.checking import check
from bot.content.loading import load_library
from bot.errors import Severity

ANSWER = "content/advice/individuals/hacked.yml"
ROUTES = "content/routes/support.yml"
UTTERANCES = "data/nlu/advice/individuals/hacked.yml"
LONG = " ".join(["and so on"] * 9) + "."
SHORT_TOO_LONG = " ".join(["Do this now, then do that."] * 11)


def problems(project: Path):
    return check(load_library(project / "content"))


def change(project: Path, file: str, old: str, new: str) -> None:
    path = project / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_good_content_has_no_problem(project: Path):
    assert problems(project) == []


@pytest.mark.parametrize(
    ("file", "old", "new", "line", "message"),
    [
        (ANSWER, "owner:", "ownr:", 1, "owner: this field is missing"),
        (ANSWER, "owner: Test", "colour: red\nowner: Test", 12, "unknown key"),
        (ANSWER, "[helpline]", "[nowhere]", 7, "no route 'nowhere'"),
        (ANSWER, "[helpline]", "[doubtful]", 7, "low confidence"),
        (ANSWER, "ring {helpline}", "ring {nowhere}", 3, "no route 'nowhere'"),
        (ANSWER, "ring {helpline}", "ring 01632 960123", 3, "looks like a phone number"),
        (ANSWER, "ring {helpline}", "ring 0123 456 7890", 3, "looks like a phone number"),
        (ANSWER, "Change the password.", "Go to www.example.org now.", 5, "looks like a web or e-mail address"),
        (ANSWER, "Change the password.", "Write at once to help@example.org today.", 5, "web or e-mail address"),
        (ANSWER, "It keeps others out.", LONG, 6, "words in one sentence"),
        (ANSWER, "It keeps others out.", "You should have done it.", 6, "blames the reader"),
        (ANSWER, "It keeps others out.", "It keeps others out!", 6, "no exclamation marks"),
        (ANSWER, "It keeps others out.", "It keeps {bank- 159} out.", 6, "no placeholder"),
        (ANSWER, "Change your password now.", SHORT_TOO_LONG, 3, "words in the short answer"),
        (ANSWER, "ring {helpline}", "ring the {helpline}", 3, "leave the article out"),
        (ANSWER, "related: []", "related: [ghost]", 8, "no other answer 'ghost'"),
        (ANSWER, "related: []", "related: [hacked]", 8, "no other answer 'hacked'"),
        (ANSWER, "status: source-checked", "status: approved", 1, "approval"),
        (ANSWER, "checked: 2026-01-01\ncheck", "checked: 2999-01-01\ncheck", 14, "has not come yet"),
        (ANSWER, "check_again: 12", "check_again: 7", 15, "permitted"),
        (
            ANSWER,
            "routes:",
            "variants:\n  - when: {device: toaster}\n    short: Hello you.\nroutes:",
            8,
            "no device 'toaster'",
        ),
        (ANSWER, "routes:", "variants:\n  - when: {audience: child}\n    short: Hello you.\nroutes:", 8, "not among"),
        (ANSWER, "routes:", "variants:\n  - when: {audience: parent}\nroutes:", 8, "of its own"),
        (ANSWER, "title:", "title: Twice\ntitle:", 2, "given twice"),
        (ANSWER, "title: My", "title: [My", 2, "not valid YAML"),
        (ROUTES, "Talk to somebody.", "Ring 0800 000 0000 to talk.", 6, "looks like a phone number"),
        (ROUTES, 'phone: "0123 456 7890"', 'hours: "Any time"', 2, "no way to get in touch"),
        (ROUTES, "id: doubtful", "id: helpline", 15, "already used"),
        (UTTERANCES, "      - way 3 of asking\n", "", 1, "24 utterances"),
        (UTTERANCES, "way 3 of", "Way 2, of", 8, "already an utterance"),
        (UTTERANCES, "advice/hacked", "advice/other", 1, "intent must be"),
    ],
)
def test_check_finds_each_fault_with_its_line(project: Path, file: str, old: str, new: str, line: int, message: str):
    change(project, file, old, new)
    found = problems(project)
    assert any(p.file == project / file and p.line == line and message in p.message for p in found), found


def test_check_reports_an_answer_past_its_date_as_a_warning(project: Path):
    change(project, ANSWER, "checked: 2026-01-01\ncheck", "checked: 2020-01-01\ncheck")
    assert [(p.severity, "past its check date" in p.message) for p in problems(project)] == [(Severity.WARNING, True)]


def test_check_limits_the_reading_grade_and_honours_exceptions(project: Path):
    hard = "Organisational accountability necessitates comprehensive authentication infrastructure administration."
    change(project, ANSWER, "It keeps others out.", hard)
    assert any("reading grade" in p.message for p in problems(project))
    (project / "content/exceptions.yml").write_text('reading_grade: {hacked: {grade: 30, reason: "A test."}}\n')
    assert problems(project) == []


def test_check_wants_each_brief_covered_once(project: Path):
    (project / "content/briefs.yml").write_text("briefs: [known]\n")
    change(project, ANSWER, "covers: []", "covers: [known, unknown, known]")
    messages = [p.message for p in problems(project)]
    assert any("no fact brief 'unknown'" in m for m in messages)
    assert any("already covered" in m for m in messages)


def test_check_wants_utterances_for_each_answer_and_an_answer_for_each_utterance_file(project: Path):
    (project / UTTERANCES).rename(project / "data/nlu/advice/individuals/lonely.yml")
    change(project, "data/nlu/advice/individuals/lonely.yml", "advice/hacked", "advice/lonely")
    messages = [p.message for p in problems(project)]
    assert any("no utterances: write data/nlu/advice/individuals/hacked.yml" in m for m in messages)
    assert any("no answer content/advice/individuals/lonely.yml" in m for m in messages)


def test_check_refuses_one_id_in_two_areas_and_an_unknown_area(project: Path):
    for area in ("serocu", "elsewhere"):
        path = project / f"content/advice/{area}/hacked.yml"
        path.parent.mkdir()
        path.write_text((project / ANSWER).read_text())
    messages = [p.message for p in problems(project)]
    assert any("already used by" in m for m in messages)
    assert any("folder must be one of" in m for m in messages)


def test_a_broken_file_does_not_hide_the_problems_of_others(project: Path):
    change(project, ROUTES, "routes:", "roots:")
    change(project, ANSWER, "owner:", "ownr:")
    assert {p.file.name for p in problems(project)} >= {"support.yml", "hacked.yml"}
