"""The advice and the clock that all actions share. Content is read once a process."""

from __future__ import annotations

import functools

from bot.content.loading import Library, load_library
from bot.settings import Settings


@functools.lru_cache(maxsize=1)
def library() -> Library:
    """All content. Raises ContentError when a file cannot be read."""
    return load_library(Settings().content).require_clean()
