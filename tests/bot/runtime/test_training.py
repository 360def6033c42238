"""Training is skipped exactly when nothing it learns from has changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.errors import CyberProtectError
from bot.runtime import training
from bot.settings import Settings


def test_is_current_notices_any_change(tmp_path: Path):
    settings = Settings(root=tmp_path)
    (tmp_path / "content").mkdir()
    (tmp_path / "models").mkdir()
    with pytest.raises(CyberProtectError, match="make train"):
        training.trained_model(settings)
    (tmp_path / "models" / "cyber-protect.tar.gz").write_bytes(b"")
    training.record(settings, training.learned_fingerprint(settings))
    assert training.is_current(settings)
    (tmp_path / "content" / "new.yml").write_text("a: b")
    assert not training.is_current(settings)
