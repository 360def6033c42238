"""Reports say what was measured, and a drop is noticed."""

from __future__ import annotations

import json
from pathlib import Path

from bot.evaluation import report
from tests.bot.evaluation.test_measures import FIRST, MISSED, SECOND, result

FOREIGN = result("out-of-scope", outcome="decline")


def test_summary_keeps_out_of_scope_apart():
    figures = report.summary([FIRST, SECOND, MISSED, FOREIGN])
    assert figures["right first"].count == 3
    assert figures["out of scope handled as such"].value == 1


def test_write_leaves_markdown_json_and_picture(tmp_path: Path):
    report.write(tmp_path, "q", "A set", [FIRST, SECOND, MISSED, FOREIGN])
    assert "| individuals |" in (tmp_path / "q.md").read_text()
    assert json.loads((tmp_path / "q.json").read_text())["right first"]["count"] == 3
    assert (tmp_path / "q-reliability.png").stat().st_size > 1000
    assert (tmp_path / "q-confusion.png").stat().st_size > 1000


def test_regressions_names_what_fell_significantly(tmp_path: Path):
    report.write(tmp_path, "old", "A set", [FIRST] * 50)
    assert report.regressions([FIRST] * 50, tmp_path / "old.json") == []
    (line, *_) = report.regressions([FIRST] * 25 + [MISSED] * 25, tmp_path / "old.json")
    assert line.startswith("right first: 50.0%")
