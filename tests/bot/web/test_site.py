"""The static pages: every answer, every route, and no link that leads nowhere."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest

from bot.content.loading import Library
from bot.web.site import build_site


@pytest.fixture(scope="module")
def site(library: Library, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    build_site(library, folder)
    return folder


def test_every_link_inside_leads_to_a_file(site: Path):
    pages = list(site.rglob("*.html"))
    links = 0
    for page in pages:
        for address in re.findall(r'(?:href|src)="([^"#:]+)"', page.read_text(encoding="utf-8")):
            assert (page.parent / html.unescape(address)).resolve().is_file(), (page, address)
            links += 1
    assert links > len(pages) * 5


def test_every_answer_is_there_with_its_sources(site: Path, library: Library):
    for entry in library.answers.values():
        text = (site / "advice" / entry.id / "index.html").read_text(encoding="utf-8")
        assert all(html.escape(str(source.url)) in text for source in entry.answer.sources), entry.id
        assert "{" not in re.sub(r"<[^>]*>", "", text), entry.id


def test_the_register_shows_every_route_but_those_of_low_confidence(site: Path, library: Library):
    text = html.unescape((site / "routes" / "index.html").read_text(encoding="utf-8"))
    for route in library.routes.values():
        assert (f'<p class="name">{route.name}</p>' in text) == route.shown


def test_no_page_has_a_script_a_style_attribute_or_a_form(site: Path):
    for page in site.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        assert not re.search(r"<script|<form|<style|\sstyle=|\son[a-z]+=", text), page
