"""Approval is written whole, once, and changes nothing else."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from bot.content.approving import approve
from bot.content.loading import load_library
from bot.errors import CyberProtectError

DATE = datetime.date(2026, 5, 1)


def test_approve_records_role_and_date_once(project: Path):
    before = (project / "content/advice/individuals/hacked.yml").read_text()
    approve(load_library(project / "content").answers["hacked"], "Cyber Protect officer", DATE)
    entry = load_library(project / "content").require_clean().answers["hacked"]
    assert entry.answer.approval and entry.answer.approval.role == "Cyber Protect officer"
    assert entry.answer.approval.date == DATE
    kept = [line for line in before.splitlines() if not line.startswith("status:")]
    assert all(line in entry.path.read_text() for line in kept)
    with pytest.raises(CyberProtectError, match="already approved"):
        approve(entry, "Somebody", DATE)
