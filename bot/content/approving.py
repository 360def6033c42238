"""Record that the unit running the bot approved an answer. Nothing else may claim approval."""

from __future__ import annotations

import datetime
import re
from pathlib import Path

from bot.content.loading import AnswerEntry
from bot.content.models import Status
from bot.errors import CyberProtectError

_STATUS = re.compile(r"^status: source-checked$", re.MULTILINE)


def approve(entry: AnswerEntry, role: str, date: datetime.date) -> None:
    """Write role and date into the answer's file, all at once; the rest of the file stays as it is.

    Raises CyberProtectError when it is approved already or has no plain status line.
    """
    if entry.answer.status is Status.APPROVED:
        raise CyberProtectError(f"{entry.path}: already approved by {entry.answer.approval}")
    text = entry.path.read_text(encoding="utf-8")
    stamp = f'status: approved\napproval:\n  role: "{role}"\n  date: {date.isoformat()}'
    approved, count = _STATUS.subn(lambda _: stamp, text)
    if count != 1:
        raise CyberProtectError(f"{entry.path}: expected one line 'status: source-checked'")
    _replace(entry.path, approved)


def _replace(path: Path, text: str) -> None:
    partial = path.with_suffix(".part")
    partial.write_text(text, encoding="utf-8")
    partial.replace(path)
