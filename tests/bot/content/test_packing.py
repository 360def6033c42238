"""The sign-off pack shows everything a unit must judge."""

from __future__ import annotations

import datetime
from pathlib import Path

from bot.content.loading import load_library
from bot.content.packing import sign_off_pack


def test_pack_shows_answer_sources_and_doubts(project: Path):
    path = project / "content/advice/individuals/hacked.yml"
    path.write_text(path.read_text() + "doubts: [Is <this> still so?]\navoid: [Wait and see.]\n")
    library = load_library(project / "content").require_clean()
    page = sign_off_pack(library, list(library.answers.values()), datetime.date(2026, 2, 1))
    for part in (
        "ring the helpline",
        "https://example.org/a",
        "Is &lt;this&gt; still so?",
        "Wait and see.",
        "2027-01-01",
    ):
        assert part in page


def test_every_real_answer_can_be_packed(library):
    page = sign_off_pack(library, list(library.answers.values()), datetime.date(2026, 11, 22))
    assert page.count("<article>") == len(library.answers)
