"""Every template, style and script of the house: nothing inline, nothing from another host, nothing missing."""

from __future__ import annotations

import posixpath
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from nhipcau.design.components.marks import SPRITE, icon_names

HOUSE = Path(__file__).parents[2]
TEMPLATES = sorted(path for path in HOUSE.rglob("templates/**/*") if path.suffix in {".html", ".txt"})
PAGES = [path for path in TEMPLATES if path.suffix == ".html"]
ASSETS = sorted(path for path in HOUSE.rglob("static/**/*") if path.suffix in {".css", ".js"})
COMMENTS = re.compile(r"{#.*?#}|{% comment %}.*?{% endcomment %}", re.DOTALL)


def named(path: Path) -> str:
    return str(path.relative_to(HOUSE))


def source(path: Path) -> str:
    return COMMENTS.sub("", path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", PAGES, ids=named)
def test_a_template_holds_no_inline_style_or_script(path):
    text = source(path)
    assert not re.search(r"<style\b|\sstyle\s*=|\son[a-z]+\s*=|\shx-on|javascript:", text, re.IGNORECASE)
    for tag in re.findall(r"<script\b[^>]*>", text):
        # Data of a page is no script.
        assert "src=" in tag or re.search(r'type="application/(ld\+)?json"', tag), tag


@pytest.mark.parametrize("path", PAGES + ASSETS, ids=named)
def test_nothing_is_fetched_from_another_host(path):
    assert not re.search(r"""(?:src|href|action|url\(|import|from)\s*[=(]?\s*["']?(?:https?:)?//""", source(path))


@pytest.mark.parametrize("path", [path for path in PAGES if "wagtailadmin" not in path.parts], ids=named)
def test_every_icon_that_a_template_names_is_in_the_sprite(path):
    text = source(path)
    asked = re.findall(r"{%\s*icon(?:_button)?\s+[\"']([a-z-]+)[\"']", text)
    asked += re.findall(r"\b(?:icon|icon_name|action_icon)=[\"']([a-z-]+)[\"']", text)
    assert set(asked) <= icon_names()


@pytest.mark.parametrize("path", PAGES, ids=named)
def test_every_file_that_a_template_names_is_there(path):
    for name in re.findall(r"{%\s*static\s+[\"']([^\"']+)[\"']", source(path)):
        assert finders.find(name), name


@pytest.mark.parametrize("path", [path for path in ASSETS if path.suffix == ".css"], ids=named)
def test_every_file_that_a_style_names_is_there(path):
    for name in re.findall(r"url\(\"([^\"]+)\"\)", path.read_text(encoding="utf-8")):
        # Written as the browser asks for it: below the static files of all rooms together.
        assert finders.find(posixpath.normpath(f"{static_folder(path)}/{name}")), name


def static_folder(path: Path) -> str:
    """The folder of a style below `static/`, as addresses have it."""
    return path.parent.relative_to(next(each for each in path.parents if each.name == "static")).as_posix()


def test_icons_take_their_colour_from_the_page_and_are_drawn_once():
    text = SPRITE.read_text(encoding="utf-8")
    names = re.findall(r'<symbol id="([a-z-]+)"', text)
    assert len(names) == len(set(names))
    assert set(re.findall(r'(?:fill|stroke)="([^"]+)"', text)) <= {"currentColor", "none"}


def test_each_typeface_has_its_licence_beside_it():
    fonts = HOUSE / "design" / "static" / "design" / "fonts"
    families = {re.match(r"be-vietnam|tinos", path.name)[0] for path in fonts.glob("*.woff2")}
    assert families == {"be-vietnam", "tinos"}
    for licence in ("OFL-be-vietnam-pro.txt", "OFL-tinos.txt"):
        assert "SIL OPEN FONT LICENSE" in (fonts / licence).read_text(encoding="utf-8")
