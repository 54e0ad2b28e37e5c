"""What the pages of documentation point at is there."""

from __future__ import annotations

import re

import pytest
from tools.console import ROOT

from .sources import tracked

PAGES = [path for path in tracked("*.md", "docs/**.md") if path.suffix == ".md"]
LINK = re.compile(r"\]\((?!\w+:|#)([^)#\s]+)")


@pytest.mark.parametrize("document", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_link_and_picture_of_a_page_leads_somewhere(document):
    targets = LINK.findall(document.read_text(encoding="utf-8"))
    assert [target for target in targets if not (document.parent / target).exists()] == []


def test_every_picture_is_shown_and_comes_from_a_journey():
    shown = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)
    journeys = "\n".join(path.read_text(encoding="utf-8") for path in tracked("tests/journeys"))
    for picture in tracked("docs/pictures"):
        assert picture.name in shown, picture.name
        assert f'"{picture.stem}"' in journeys, picture.name


def test_the_changelog_has_a_place_for_what_comes_next():
    assert "## [Unreleased]" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
