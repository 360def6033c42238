"""Hash files and folders, so that a change in any of them is noticed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

_IGNORED = {"__pycache__"}


def fingerprint(paths: Iterable[Path]) -> str:
    """One hex digest of the names and bytes of all files at or below `paths`. Missing paths count as empty."""
    digest = hashlib.sha256()
    for path in paths:
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if file.is_file() and not _IGNORED & set(file.parts):
                digest.update(str(file.relative_to(path.parent)).encode())
                digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()
