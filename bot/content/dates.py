"""When a fact must be looked at again."""

from __future__ import annotations

import calendar
import datetime
import re
from typing import Protocol

from bot.errors import CyberProtectError


class Dated(Protocol):
    """Anything with a check date and an interval in months: an answer or a route."""

    @property
    def checked(self) -> datetime.date:
        """The day somebody last held it against its sources."""

    @property
    def check_again(self) -> int:
        """Months until the next check."""


def due_date(item: Dated) -> datetime.date:
    """The day after which the item is past its check date."""
    months = item.checked.month - 1 + item.check_again
    year, month = item.checked.year + months // 12, months % 12 + 1
    return datetime.date(year, month, min(item.checked.day, calendar.monthrange(year, month)[1]))


def is_due(item: Dated, today: datetime.date) -> bool:
    """Whether the item is past its check date on the day `today`."""
    return today > due_date(item)


def parse_days(text: str) -> int:
    """The days in `30d`. Raises CyberProtectError for anything else."""
    if not (match := re.fullmatch(r"(\d+)d", text)):
        raise CyberProtectError(f"--within {text}: write a number of days, as in 30d")
    return int(match[1])
