"""Where things are, and the few switches an operator may set in the environment."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path


def _project_root() -> Path:
    """The folder that holds `content/`: set by hand, else the checkout this file is in."""
    return Path(os.environ.get("CYBERPROTECT_HOME", Path(__file__).resolve().parent.parent))


@dataclass(frozen=True)
class Settings:
    """Paths and limits. Build one with `Settings()`; tests pass their own root."""

    root: Path = field(default_factory=_project_root)
    port: int = field(default_factory=lambda: int(os.environ.get("CYBERPROTECT_PORT", "5005")))
    host: str = field(default_factory=lambda: os.environ.get("CYBERPROTECT_HOST", "127.0.0.1"))

    @property
    def content(self) -> Path:
        """Advice, routes, wording and word lists, owned by editors."""
        return self.root / "content"

    @property
    def data(self) -> Path:
        """Rasa training data: utterances, rules and stories."""
        return self.root / "data"

    @property
    def models(self) -> Path:
        """Trained Rasa models."""
        return self.root / "models"
