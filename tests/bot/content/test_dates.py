"""Check dates fall on real days."""

from __future__ import annotations

import datetime
from types import SimpleNamespace

import pytest

from bot.content.dates import due_date, is_due


@pytest.mark.parametrize(
    ("checked", "months", "due"),
    [("2026-01-15", 3, "2026-04-15"), ("2026-11-30", 3, "2027-02-28"), ("2026-12-31", 12, "2027-12-31")],
)
def test_due_date_adds_months(checked: str, months: int, due: str):
    item = SimpleNamespace(checked=datetime.date.fromisoformat(checked), check_again=months)
    assert due_date(item) == datetime.date.fromisoformat(due)
    assert not is_due(item, datetime.date.fromisoformat(due))
    assert is_due(item, datetime.date.fromisoformat(due) + datetime.timedelta(days=1))
