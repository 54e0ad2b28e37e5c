"""The plan of the house, as far as a machine can see it (docs/decisions/0001-the-house.md)."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from statistics import quantiles

import pytest
from django.apps import apps
from tools.console import ROOT

from .sources import NHIPCAU, VANBAN, Function, Module, modules, named, product, rooms, tracked

MAX_FILE_LINES = 500
MAX_FUNCTION_LINES = 60
P90_FUNCTION_LINES = 27
P90_TEMPLATE_LINES = 70

FILES = {"apps", "choices", "errors", "models", "queries", "actions", "public", "tasks", "forms", "views", "urls"}
FILES |= {"wagtail_hooks", "__init__"}
FOLDERS = {"templates", "tests", "migrations", "management", "static", "templatetags"}
# What a room needs beside them, and why.
MORE = {
    "core": {
        "policy": "who may do what",
        "middleware": "the edge of every request",
        "context": "what every template knows",
        "request": "the type of our requests",
        "navigation": "the doors that rooms add to the menu",
        "words": "folding, normal form and sorting of Vietnamese",
        "wording": "what changed between two wordings",
        "worker": "background work",
        "schedule": "what is done once a day",
        "workdays": "the working days of Vietnam, as pure functions",
        "languages": "the languages that content is kept in",
    },
    "design": {
        "components": "one file a component",
        "samples": "what the style guide shows",
        "acting": "how a page carries out an act",
        "telling": "what is said after it",
    },
    "search": {"engines": "one file a database engine", "text": "what is indexed of a text"},
    "paper": {
        "description": "what a document says, frozen",
        "word": "descriptions made into DOCX",
        "office": "DOCX made into PDF",
        "figures": "every number of a document with its source",
        "workbook": "annexes as XLSX",
    },
    "organisations": {"accounts": "how django-allauth sees our accounts"},
    "notices": {
        "sources": "what other rooms have to remind people of",
        "mail": "letters as files, and what a letter is made of",
    },
    "library": {
        "kinds": "what kinds of items there are and the facts of each",
        "blocks": "what a text is made of",
        "gate": "the door between Wagtail's pages and the actions",
        "keeper": "who answers at that door",
        "files": "uploads judged by what they hold: pure functions over bytes",
        "exchanging": "texts that leave for translators and come back: formats as pure functions",
        "engines": "one file a translation engine",
    },
    "portal": {
        "middleware": "the edge of the portal: no cookie, pages from memory, readers counted",
        "kept": "finished pages in memory",
        "counters": "readers in memory until they are written down",
        "checks": "what an administrator is told before it runs",
        "locale": "the portal's own words in the languages that the house does not speak",
    },
    "exchange": {
        "api": "the interface for machines, one endpoint a file",
        "connectors": "the place for systems that will have an interface",
    },
    "documents": {"pictures": "the pictures of pages, and where lines stand on them"},
    "backoffice": {
        "permissions": "what Wagtail is told of our authorities",
        "separation": "what Wagtail would show of other provinces",
        "widgets": "Wagtail's controls without inline script",
        "wagtail": "Vietnamese catalogues of Wagtail's own words, in its folders",
    },
}
WITHOUT_PROVINCE = {
    "core.Province": "is the province",
    "library.PictureRendition": "belongs to its picture",
    "core.WorkerLease": "belongs to the machine room",
    "core.DailyRun": "belongs to the machine room",
}
CLOCKS = {"now", "today", "utcnow", "localdate", "localtime", "time"}


def modules_with_contract() -> list[Module]:
    """Where every public function owes documentation and annotations."""
    ours = [module for module in product() if module.path.is_relative_to(NHIPCAU)]
    reader = [module for module in product() if module.path.is_relative_to(VANBAN)]
    return [*reader, *(module for module in ours if named(module, "queries", "actions", "public"))]


def ids(values: list[Module]) -> list[str]:
    return [value.name for value in values]


CONTRACT = modules_with_contract()
ALL = modules("src", "tools", "tests", "benchmarks", "dev.py", "conftest.py")


@pytest.mark.parametrize("room", rooms(), ids=lambda room: room.name)
def test_a_room_has_only_the_files_that_every_room_has(room):
    known = FILES | FOLDERS | set(MORE.get(room.name, {}))
    found = {path.relative_to(room).parts[0].removesuffix(".py") for path in tracked(f"src/nhipcau/{room.name}")}
    assert not {name for name in found if not name.endswith(".md")} - known


@pytest.mark.parametrize("room", rooms(), ids=lambda room: room.name)
def test_a_room_has_tests(room):
    assert list((room / "tests").glob("test_*.py"))


def written_reasons() -> dict[str, str]:
    """`path` or `path:function` → reason, from docs/decisions/long.md."""
    page = (ROOT / "docs/decisions/long.md").read_text(encoding="utf-8")
    return dict(re.findall(r"^\| `([^`]+)` \| (.+?) \|$", page, re.MULTILINE))


def too_long() -> dict[str, int]:
    found = {}
    texts = [path for path in tracked("src", "tests") if path.suffix in {".html", ".css", ".js"}]
    for path in [*(module.path for module in ALL), *texts]:
        lines = path.read_text(encoding="utf-8").count("\n")
        if lines > MAX_FILE_LINES:
            found[path.relative_to(ROOT).as_posix()] = lines
    for module in ALL:
        for function in module.functions():
            if length(function) > MAX_FUNCTION_LINES:
                found[f"{module.name}:{function.name}"] = length(function)
    return found


def length(function: Function) -> int:
    assert function.end_lineno is not None
    return function.end_lineno - function.lineno + 1


def test_what_is_long_has_a_written_reason():
    assert {name: lines for name, lines in too_long().items() if name not in written_reasons()} == {}


def test_a_reason_goes_when_its_cause_does():
    assert set(written_reasons()) <= set(too_long())


def test_nine_functions_in_ten_are_short():
    lengths = [length(function) for module in product() for function in module.functions()]
    assert quantiles(lengths, n=10)[-1] <= P90_FUNCTION_LINES


def test_nine_templates_in_ten_are_short():
    lengths = [path.read_text(encoding="utf-8").count("\n") for path in tracked("src/**/templates/**.html")]
    assert quantiles(lengths, n=10)[-1] <= P90_TEMPLATE_LINES


@pytest.mark.parametrize("module", CONTRACT, ids=ids(CONTRACT))
def test_every_public_function_says_what_it_answers_or_changes(module):
    assert [name for name, function in module.public_functions() if not ast.get_docstring(function)] == []


@pytest.mark.parametrize("module", CONTRACT, ids=ids(CONTRACT))
def test_every_public_function_is_annotated(module):
    assert [name for name, function in module.public_functions() if not annotated(function)] == []


def annotated(function: Function) -> bool:
    given = function.args
    takes = [*given.posonlyargs, *given.args, *given.kwonlyargs]
    takes += [extra for extra in (given.vararg, given.kwarg) if extra]
    return function.returns is not None and all(
        argument.annotation is not None or argument.arg in {"self", "cls"} for argument in takes
    )


@pytest.mark.parametrize("module", CONTRACT, ids=ids(CONTRACT))
def test_today_is_a_parameter_and_never_a_hidden_clock(module):
    calls = [node for node in ast.walk(module.tree) if isinstance(node, ast.Call) and not node.args]
    asked = [node.func.attr for node in calls if isinstance(node.func, ast.Attribute) and node.func.attr in CLOCKS]
    assert asked == []


@pytest.mark.parametrize("module", ALL, ids=ids(ALL))
def test_no_handler_swallows_everything(module):
    handlers = [node for node in ast.walk(module.tree) if isinstance(node, ast.ExceptHandler)]
    assert [node.lineno for node in handlers if catches_all(node) and not passes_on(node)] == []


def catches_all(handler: ast.ExceptHandler) -> bool:
    if handler.type is None:
        return True
    caught = {node.id for node in ast.walk(handler.type) if isinstance(node, ast.Name)}
    return bool(caught & {"Exception", "BaseException"})


def passes_on(handler: ast.ExceptHandler) -> bool:
    """Whether a handler only tidies up and raises the same error again."""
    last = handler.body[-1]
    return isinstance(last, ast.Raise) and last.exc is None


@pytest.mark.parametrize("module", ALL, ids=ids(ALL))
def test_nothing_is_imported_wholesale(module):
    stars = [
        node.lineno
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ImportFrom) and any(alias.name == "*" for alias in node.names)
    ]
    assert stars == [] or "config/settings" in module.name


def test_every_record_belongs_to_a_province():
    without = []
    for model in apps.get_models():
        if model.__module__.startswith("nhipcau.") and model._meta.label not in WITHOUT_PROVINCE:
            field = next((field for field in model._meta.fields if field.name == "province"), None)
            if field is None or field.null:
                without.append(model._meta.label)
    assert without == []


# Written in pieces, so that this page does not find itself.
MACHINE = re.compile(
    r"(?<![\w./-])/(?:wo" r"rk|ro" r"ot|ho" r"me/\w+|Us" r"ers/\w+)/"
    r"|py" r"pi\.org|pythonhos" r"ted\.org|registry\.np" r"mjs|deb\.deb" r"ian\.org|\.pyen" r"v\b"
)  # fmt: skip


def test_no_file_names_a_machine_or_a_registry():
    found = {}
    for path in tracked():
        text = _text(path)
        if match := MACHINE.search(text):
            found[path.relative_to(ROOT).as_posix()] = match.group()
    assert found == {}


def _text(path: Path) -> str:
    content = path.read_bytes()
    return "" if b"\0" in content[:1024] else content.decode("utf-8", errors="replace")
