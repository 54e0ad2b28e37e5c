"""Every text that a user sees can be translated, and is (docs/decisions/0003-messages-in-vietnamese.md)."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from html.parser import HTMLParser

import pytest

from .sources import NHIPCAU, VIETNAMESE, Module, named, product, tracked

# Pages that say their words in both languages at once, or are seen by those who build.
BARE_TEMPLATES = {
    "design/templates/500.html": "must stand when nothing else does: no language is known, both are given",
    "design/templates/design/guide": "the style guide: samples of every component",
}
TEMPLATES = [
    path
    for path in tracked("src/nhipcau/**/templates/**")
    if not path.relative_to(NHIPCAU).as_posix().startswith(tuple(BARE_TEMPLATES))
]
MARKED = re.compile(
    r"{% *block page_class *%}.*?{% *endblock *%}|{% *comment.*?endcomment *%}|{#.*?#}"
    r"|{% *blocktrans(?:late)?\b.*?endblocktrans(?:late)? *%}",
    re.DOTALL,
)
TAG = re.compile(r"{%.*?%}|{{.*?}}", re.DOTALL)
TRANSLATED = re.compile(r"_\((\"[^\"]*\"|'[^']*')\)")
LITERAL = re.compile(r"\"[^\"]*\"|'[^']*'")
LETTERS = re.compile(r"[^\W\d_]{2,}")
SPOKEN = {"title", "alt", "placeholder", "aria-label", "aria-description", "label", "content"}
SILENT = {"script", "style", "code", "kbd", "svg"}
# The same in every language: names, units, formats.
UNCHANGED = {"Nhịp", "Cầu", "PDF", "DOCX", "XLSX", "CSV", "HTML", "TXT", "MB", "ha", "px"}
UNCHANGED |= {"Enter", "Esc", "Ctrl", "Tab", "Alt"}
# Names of formats and standards.
UNCHANGED |= {"JSON", "Lines", "gzip", "RSS", "Atom", "Feed", "iCalendar", "OAI", "PMH", "Dublin", "Core", "DCAT"}
UNCHANGED |= {"Turtle", "LD", "RDF", "XML", "Sitemap", "oEmbed"}
UNCHANGED_IN_HEAD = {"viewport", "color-scheme", "theme-color", "robots", "htmx-config"}


class Spoken(HTMLParser):
    """Collects what a page says: its text and the attributes that are read out or shown."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[tuple[int, str]] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.silent += tag in SILENT and tag != "svg"
        if tag == "meta" and given.get("name") in UNCHANGED_IN_HEAD:
            return
        for name, value in attrs:
            button = tag == "input" and name == "value" and given.get("type") in {"submit", "button"}
            if value and (name in SPOKEN or name.startswith("data-text") or button):
                self.said.append((self.getpos()[0], value))

    def handle_endtag(self, tag: str) -> None:
        self.silent -= tag in SILENT and tag != "svg" and self.silent > 0

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.said.append((self.getpos()[0], data))


def bare(text: str) -> Iterator[tuple[int, str]]:
    """The texts of a template that are not marked for translation, with their lines."""
    text = MARKED.sub(_lines_only, text)
    for tag in TAG.finditer(text):
        if not re.match(r"{% *trans(late)?\b", tag.group()):
            for literal in LITERAL.findall(TRANSLATED.sub("", tag.group())):
                if VIETNAMESE.search(literal):
                    yield text[: tag.start()].count("\n") + 1, literal
    spoken = Spoken()
    spoken.feed(TAG.sub(_lines_only, text))
    for line, said in spoken.said:
        if set(LETTERS.findall(said)) - UNCHANGED:
            yield line, said.strip()


def _lines_only(match: re.Match[str]) -> str:
    return "\n" * match.group().count("\n")


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.relative_to(NHIPCAU).as_posix())
def test_every_text_of_a_template_is_marked_for_translation(template):
    assert list(bare(template.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize(
    ("template", "found"),
    [
        ('<p>{% translate "Lưu" %}</p>', []),
        ("<p>Lưu</p>", ["Lưu"]),
        ('<a title="Lưu lại">{{ name }}</a>', ["Lưu lại"]),
        ('{% include "x.html" with label="Lưu" %}', ['"Lưu"']),
        ('{% include "x.html" with label=_("Lưu") %}', []),
        ("{% blocktranslate %}Lưu {{ n }} mục{% endblocktranslate %}", []),
        ('{{ name|default:"không có" }}', ['"không có"']),
        ("<kbd>Enter</kbd> · 12/12 <b>Nhịp Cầu</b>", []),
    ],
)
def test_the_checker_sees_what_it_should(template, found):
    assert [said for _, said in bare(template)] == found


GETTEXT = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy"}
# Where a room speaks to people. Elsewhere Vietnamese is data: words of documents, columns of a province's files, and
# the audit trail, which keeps one language whoever acted.
SPEAKING = ("choices", "errors", "models", "forms", "views", "navigation", "policy")
UNTRANSLATED = {"src/nhipcau/design/forms.py": "the style guide's sample form"}


def unmarked(module: Module) -> Iterator[tuple[int, str]]:
    """Vietnamese texts of a module that gettext does not get to see; documentation is none."""
    seen = {id(node) for call in ast.walk(module.tree) if _called(call) & GETTEXT for node in ast.walk(call)}
    seen |= {id(node.value) for node in ast.walk(module.tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(module.tree):
        text = node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""
        spoken = VIETNAMESE.search(text) and set(LETTERS.findall(text)) - UNCHANGED
        if spoken and id(node) not in seen:
            yield node.lineno, text


def _called(node: ast.AST) -> set[str]:
    return {node.func.id} if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) else set()


PAGES = [
    module
    for module in product()
    if module.path.is_relative_to(NHIPCAU) and named(module, *SPEAKING) and module.name not in UNTRANSLATED
]


@pytest.mark.parametrize("module", PAGES, ids=lambda module: module.name)
def test_every_vietnamese_text_in_the_code_is_marked_for_translation(module):
    assert list(unmarked(module)) == []
