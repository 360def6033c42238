"""The files of the chat window: held in memory, compressed, and sent once to each browser that may keep them."""

from __future__ import annotations

import gzip
import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Optional

from sanic.request import Request
from sanic.response import HTTPResponse, raw

FOLDER = Path(__file__).parent / "static"
CONTENT_TYPES = {
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".svg": "image/svg+xml",
}
# A file that is asked for with its version never changes; any other is asked for again each time.
FOREVER = "public, max-age=31536000, immutable"
ASK_AGAIN = "no-cache"


@dataclass(frozen=True)
class _File:
    body: bytes
    zipped: bytes
    etag: str
    content_type: str


class StaticFiles:
    """Answers requests for `/static/<name>`."""

    def __init__(self, folder: Path = FOLDER) -> None:
        self._files = {path.name: _read(path) for path in folder.iterdir() if path.suffix in CONTENT_TYPES}

    def answer(self, request: Request, name: str) -> Optional[HTTPResponse]:
        """The file, "not modified", or None when there is no such file."""
        file = self._files.get(name)
        if file is None:
            return None
        headers = {
            "ETag": file.etag,
            "Vary": "Accept-Encoding",
            "Cache-Control": FOREVER if request.args.get("v") else ASK_AGAIN,
        }
        if request.headers.get("if-none-match") == file.etag:
            return raw(b"", status=304, headers=headers)
        if "gzip" in request.headers.get("accept-encoding", ""):
            return raw(file.zipped, headers={**headers, "Content-Encoding": "gzip"}, content_type=file.content_type)
        return raw(file.body, headers=headers, content_type=file.content_type)


def _read(path: Path) -> _File:
    body = path.read_bytes()
    etag = f'"{hashlib.sha256(body).hexdigest()[:20]}"'
    return _File(body, gzip.compress(body, 9, mtime=0), etag, CONTENT_TYPES[path.suffix])
