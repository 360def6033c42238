"""The generated pages in docs/ are those of the content."""

from __future__ import annotations

import pytest

from bot.content.registers import PAGES
from tests.conftest import ROOT


@pytest.mark.parametrize("name", PAGES)
def test_generated_pages_are_current(library, name: str):
    assert (ROOT / "docs" / name).read_text(encoding="utf-8") == PAGES[name](library), (
        "run `cyberprotect content registers`"
    )
