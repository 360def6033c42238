"""The proofs of the content check find what is wrong when something is."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import pytest

from bot.content import yaml_source
from bot.content.loading import Library
from bot.triage.models import FactsFile, QuestionsFile, ResultFile, TableFile, TriageFiles
from bot.triage.proofs import flaws
from tests.conftest import ROOT

Change = Callable[[dict[str, Any]], None]

FOLDER = ROOT / "content" / "triage"
DATA = {name: yaml_source.read(FOLDER / f"{name}.yml") for name in ("facts", "questions", "routes", "result")}


def messages(library: Library, change: Change) -> str:
    data = copy.deepcopy(DATA)
    change(data)
    files = TriageFiles(
        FactsFile.parse_obj(data["facts"]),
        QuestionsFile.parse_obj(data["questions"]),
        TableFile.parse_obj(data["routes"]),
        ResultFile.parse_obj(data["result"]),
    )
    return "\n".join(flaw.message for flaw in flaws(files, library.routes))


def rows(data: dict[str, Any]) -> list[dict[str, Any]]:
    return data["routes"]["rows"]


def drop(data: dict[str, Any], row_id: str) -> None:
    data["routes"]["rows"] = [row for row in rows(data) if row["id"] != row_id]


def add(data: dict[str, Any], when: dict[str, Any], route: str, band: str = "report") -> None:
    rows(data).append({"id": "new", "when": when, "routes": [{"route": route, "band": band, "because": "A test."}]})


def insist(data: dict[str, Any], **rule: Any) -> None:
    data["routes"]["always"].append({"says": "New rule.", **rule})


def test_the_table_as_it_is_has_no_flaw(library: Library):
    assert messages(library, lambda data: None) == ""


def drop_all(*row_ids: str) -> Change:
    def change(data: dict[str, Any]) -> None:
        for row_id in row_ids:
            drop(data, row_id)

    return change


def edit_question(index: int, **new: Any) -> Change:
    return lambda data: data["questions"]["questions"][index].update(new)


@pytest.mark.parametrize(
    ("change", "found"),
    [
        (drop_all("terrorism", "terrorism-someone-close", "threats-danger"), "no route for: kind: terrorism"),
        (drop_all("not-known-danger", "other-crime", "scam-money-not-known"), "no route for: "),
        (drop_all("live-attack"), "'report-fraud-live-cyber' is missing for: kind: account"),
        (drop_all("money-just-sent"), "'bank-159' is missing"),
        (lambda d: add(d, {"kind": "scam"}, "report-fraud"), "row 'new' gives 'report-fraud' for: kind: scam"),
        (lambda d: add(d, {"kind": "scam", "area": "wales"}, "report-fraud"), "row 'new' never shows 'report-fraud'"),
        (lambda d: add(d, {"kind": "scam"}, "childline", "danger"), "row 'new' puts 'childline' first for: kind: scam"),
        (lambda d: add(d, {"kind": "scam"}, "family-lives"), "route 'family-lives' is of low confidence"),
        (lambda d: add(d, {"kind": "scam"}, "nowhere"), "no route 'nowhere' in content/routes/"),
        (lambda d: add(d, {"kind": "scam"}, "childline", "nothing"), "no band 'nothing'"),
        (lambda d: add(d, {"kind": "robbery"}, "childline"), "kind: no value 'robbery'"),
        (lambda d: insist(d, when={"money": "sent", "when": "recent", "kind": "scam"}, first="childline"), "both want"),
        (lambda d: insist(d, when={"area": "scotland"}, includes=["report-fraud"]), "disagree on 'report-fraud'"),
        (lambda d: rows(d)[0].update(id=rows(d)[1]["id"]), "another row is called"),
        (edit_question(0, if_yes="perhaps"), "no option 'perhaps'"),
        (edit_question(1, texts=DATA["questions"]["questions"][0]["texts"]), "another question already says"),
        (
            edit_question(1, options=[{"id": key, "label": key, "sets": {"who": "nobody"}} for key in ("one", "two")]),
            "no value 'nobody' of a fact 'who'",
        ),
    ],
)
def test_a_flaw_is_found(library: Library, change: Change, found: str):
    said = messages(library, change)
    assert found in said, said
