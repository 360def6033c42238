"""Write the advice and the register as plain files: what a web team puts up when the bot is down."""

from __future__ import annotations

import functools
import shutil
from collections.abc import Callable
from pathlib import Path, PurePosixPath
from typing import Optional

from bot.content.loading import Library
from bot.web.rendering import Link, Pages

STATIC = Path(__file__).parent / "static"
FILES = ("pages.css", "icon.svg")


def build_site(library: Library, folder: Path) -> int:
    """Write every page below `folder` and return how many there are. Links are relative, so any address will do."""
    makers: dict[str, Callable[[Pages], Optional[str]]] = {
        "index.html": Pages.advice_index,
        "advice/": Pages.advice_index,
        "routes": Pages.routes,
        **{f"advice/{key}": functools.partial(_advice, key) for key in library.answers},
    }
    for name, make in makers.items():
        file = _file(name)
        target = folder / file
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(make(Pages(library, _links_from(file), live=False)) or "", encoding="utf-8")
    (folder / "static").mkdir(exist_ok=True)
    for name in FILES:
        shutil.copyfile(STATIC / name, folder / "static" / name)
    return len(makers)


def _advice(answer_id: str, pages: Pages) -> Optional[str]:
    return pages.advice(answer_id)


def _file(name: str) -> PurePosixPath:
    """The file of a page: `advice/phishing` is `advice/phishing/index.html`; files are themselves."""
    path = PurePosixPath(name)
    return path if path.suffix else path / "index.html"


def _links_from(source: PurePosixPath) -> Link:
    """Links relative to the file `source`."""
    up = "../" * (len(source.parts) - 1)
    return lambda name: f"{up}{_file(name)}"
