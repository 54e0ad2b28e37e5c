"""The pages on vanban say what the code does: their examples run, and no name, key or code is left out."""

from __future__ import annotations

import ast
import doctest
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest

import vanban
from vanban import __main__ as command
from vanban import doubts, exports, model

ROOT = Path(__file__).parents[2]
PAGES = ROOT / "docs" / "vanban"
SOURCES = sorted((ROOT / "src" / "vanban").rglob("*.py"))
CODE = re.compile(r"[a-z]+(?:_[a-z]+)*")


def page(name: str) -> str:
    return (PAGES / name).read_text(encoding="utf-8")


def named(text: str) -> set[str]:
    """Every name that a page sets in code: whole (`due_all`), or the last of a dotted one (`vanban.read`)."""
    spans = re.findall(r"`([^`\n]+)`", text)
    return {word for span in spans for word in re.findall(r"[A-Za-z_]+", span)}


def called(tree: ast.AST, *names: str) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names:
            yield node


def first_of_tuples(tree: ast.AST) -> set[str]:
    """The codes that stand first in tuples: tables of states, and warnings handed on as tuples."""
    heads = (node.elts[0] for node in ast.walk(tree) if isinstance(node, ast.Tuple) and node.elts)
    return {
        head.value
        for head in heads
        if isinstance(head, ast.Constant) and isinstance(head.value, str) and CODE.fullmatch(head.value)
    }


def warning_codes(tree: ast.Module) -> set[str]:
    """The codes of the warnings that a module gives, also of those that it takes from a table of its own."""
    codes: set[str] = set()
    for call in called(tree, "Warning_"):
        if call.args and isinstance(call.args[0], ast.Constant):
            codes.add(str(call.args[0].value))
        elif call.args and isinstance(call.args[0], ast.Name):
            tables = [node for node in tree.body if isinstance(node, ast.Assign) and isinstance(node.value, ast.Dict)]
            codes |= {code for table in tables for code in first_of_tuples(table)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith(".warnings.append"):
            codes |= first_of_tuples(node)
    return codes


def error_codes(tree: ast.Module) -> set[str]:
    """The codes of refusals: given to the error itself, or to its base by a class of error."""
    codes = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func) in {"UnreadableSource", "super().__init__"}:
            first = node.args[0] if node.args else None
            if isinstance(first, ast.Constant) and isinstance(first.value, str):
                codes.add(first.value)
    return codes


def values_of_a_reading() -> list[type]:
    return [
        value
        for value in vars(model).values()
        if isinstance(value, type) and is_dataclass(value) and value not in (model.Limits, model.FontRun)
    ]


@pytest.mark.parametrize("name", ["README.md", "reading.md"])
def test_every_example_of_a_page_runs(name):
    outcome = doctest.testfile(str(PAGES / name), module_relative=False, encoding="utf-8")
    assert outcome.attempted > 0
    assert outcome.failed == 0


def test_every_public_name_is_explained():
    said = set(re.findall(r"\w+", page("README.md")))
    assert [name for name in (*vanban.__all__, *exports.__all__) if name not in said] == []


def test_every_command_and_option_is_explained_in_both_languages():
    words = set(command._VERBS) | {word for known, valued, _ in command._VERBS.values() for word in known | valued}
    text = page("README.md")
    assert [word for word in sorted(words) if word not in text] == []
    theirs = page("tieng-viet.md")
    assert [verb for verb in ("read", "check", "export", "folder") if f"vanban {verb}" not in theirs] == []


def test_every_code_of_a_warning_is_listed():
    codes = set().union(*(warning_codes(ast.parse(path.read_text(encoding="utf-8"))) for path in SOURCES))
    assert {"empty", "scan_unsure", "electronic_signature", "layer_replaced"} <= codes
    listed = page("README.md").partition("| warning code |")[2].partition("\n\n")[0]
    assert codes == set(re.findall(r"^\| `(\w+)`", listed, re.M))


def test_every_code_of_an_error_is_listed():
    codes = set().union(*(error_codes(ast.parse(path.read_text(encoding="utf-8"))) for path in SOURCES))
    assert {"binary", "encrypted", "not_found"} <= codes
    listed = page("README.md").partition("| error code |")[2].partition("\n\n")[0]
    assert sorted(codes - named(listed)) == []


def test_every_limit_is_listed():
    said = named(page("README.md"))
    assert [item.name for item in fields(vanban.Limits) if item.name not in said] == []


@pytest.mark.parametrize("value", values_of_a_reading(), ids=lambda value: value.__name__)
def test_every_key_of_a_reading_is_explained(value):
    section = page("reading.md").partition(f"\n## {value.__name__.rstrip('_')}\n")[2].partition("\n## ")[0]
    assert [item.name for item in fields(value) if item.name not in named(section)] == []


def test_every_code_of_a_doubt_is_listed():
    codes = {value.code for value in vars(doubts).values() if isinstance(value, doubts.Doubt)}
    codes |= {doubts.unknown_name("lead", "").code, doubts.not_listed("lead").code}
    listed = page("reading.md").partition("| doubt code |")[2].partition("\n\n")[0]
    assert codes == set(re.findall(r"^\| `(\w+)`", listed, re.M))
