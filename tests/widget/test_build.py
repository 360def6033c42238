"""The chat window that is checked in is the one that the source makes, and says what the register says."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from bot.content.loading import Library
from tests.conftest import ROOT

WIDGET = ROOT / "widget"
STATIC = ROOT / "bot" / "web" / "static"
MANIFEST = json.loads((STATIC / "manifest.json").read_text(encoding="utf-8"))
BUILT_FROM = ("build.mjs", "package.json", "package-lock.json", "tsconfig.json")
BUDGET = {"loader": 3 * 1024, "window script": 20 * 1024, "window style": 6 * 1024}


def fingerprint_of_sources() -> str:
    """As widget/build.mjs makes it: a line for each file, sorted, hashed."""
    files = [*(WIDGET / "src").rglob("*"), *(WIDGET / name for name in BUILT_FROM), ROOT / "bot/web/masking.json"]
    lines = [
        f"{path.relative_to(ROOT).as_posix()} {hashlib.sha256(path.read_bytes()).hexdigest()}\n"
        for path in files
        if path.is_file()
    ]
    return hashlib.sha256("".join(sorted(lines)).encode()).hexdigest()


def test_the_window_was_built_from_this_source():
    assert MANIFEST["sources"] == fingerprint_of_sources(), "run `npm ci && npm run build` in widget/"


@pytest.mark.parametrize("name", ["cyber-protect.js", "window.js"])
def test_the_files_are_as_built(name: str):
    digest = base64.b64encode(hashlib.sha384((STATIC / name).read_bytes()).digest()).decode()
    assert MANIFEST["files"][name] == f"sha384-{digest}"


def test_the_loader_knows_the_hash_of_the_window():
    assert MANIFEST["files"]["window.js"] in (STATIC / "cyber-protect.js").read_text(encoding="utf-8")


def test_the_sizes_are_within_budget():
    assert set(MANIFEST["gzipped"]) == set(BUDGET)
    assert all(MANIFEST["gzipped"][name] <= limit for name, limit in BUDGET.items())


@pytest.mark.skipif(shutil.which("npm") is None, reason="Node is not installed")
def test_building_again_gives_the_same_files(tmp_path: Path):
    if not (WIDGET / "node_modules").is_dir():
        subprocess.run(["npm", "ci", "--no-audit", "--no-fund"], cwd=WIDGET, check=True)
    subprocess.run(["npm", "run", "build", "--", "--out", str(tmp_path)], cwd=WIDGET, check=True)
    for name in ("cyber-protect.js", "window.js", "manifest.json"):
        assert (tmp_path / name).read_bytes() == (STATIC / name).read_bytes(), name


def test_the_contacts_that_need_no_server_are_those_of_the_register(library: Library):
    fallback = json.loads((WIDGET / "src" / "fallback.json").read_text(encoding="utf-8"))
    assert [item["id"] for item in fallback["routes"]] == ["emergency-999", "bank-159", "police-101", "report-fraud"]
    for item in fallback["routes"]:
        phone = library.routes[item["id"]].phone
        assert item["label"] == f"Ring {phone}"
        assert item["link"] == f"tel:{re.sub(r'[^0-9]', '', phone)}"


def test_no_html_string_and_nothing_evaluated_in_the_source():
    for path in (WIDGET / "src").glob("*.ts"):
        code = path.read_text(encoding="utf-8")
        assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function", code), (
            path
        )
        assert "localStorage" not in code and "document.cookie" not in code, path


def test_the_lock_file_names_no_registry():
    assert '"resolved"' not in (WIDGET / "package-lock.json").read_text(encoding="utf-8")
