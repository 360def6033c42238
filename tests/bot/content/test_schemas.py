"""The checked-in JSON Schemas are those of the models."""

from __future__ import annotations

import pytest

from bot.content.schemas import SCHEMAS, schema_text
from tests.conftest import ROOT


@pytest.mark.parametrize("name", SCHEMAS)
def test_schema_files_are_current(name: str):
    path = ROOT / "content" / "schema" / f"{name}.json"
    assert path.read_text(encoding="utf-8") == schema_text(name), "run `cyberprotect content schema`"
