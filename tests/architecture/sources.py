"""The sources of the house as the architecture tests see them."""

from __future__ import annotations

import ast
import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tools.console import ROOT

NHIPCAU = ROOT / "src/nhipcau"
VANBAN = ROOT / "src/vanban"
VIETNAMESE = re.compile(r"[À-ỹĐđ]")
Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Module:
    """A Python file with its syntax tree; `name` is its path from the root."""

    path: Path

    @property
    def name(self) -> str:
        return self.path.relative_to(ROOT).as_posix()

    @property
    def text(self) -> str:
        return self.path.read_text(encoding="utf-8")

    @property
    def tree(self) -> ast.Module:
        return _parsed(self.path)

    def functions(self) -> Iterator[Function]:
        return (node for node in ast.walk(self.tree) if isinstance(node, Function))

    def public_functions(self) -> Iterator[tuple[str, Function]]:
        """Functions of the module and methods of its public classes, without underscore, with their names."""
        for node in self.tree.body:
            if isinstance(node, Function) and not node.name.startswith("_"):
                yield node.name, node
            elif isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                for inner in node.body:
                    if isinstance(inner, Function) and not inner.name.startswith("_"):
                        yield f"{node.name}.{inner.name}", inner


@cache
def _parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def tracked(*patterns: str) -> list[Path]:
    """The files of the repository that match, also those that are new and not yet added."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "--", *patterns]
    names = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()
    return [ROOT / name for name in sorted(names) if (ROOT / name).is_file()]


def modules(*patterns: str) -> list[Module]:
    """Python files that people write: no migrations."""
    return [Module(path) for path in tracked(*patterns) if path.suffix == ".py" and "migrations" not in path.parts]


def product() -> list[Module]:
    """Python files of the product, without their tests."""
    return [module for module in modules("src") if "tests" not in module.path.parts]


def rooms() -> list[Path]:
    """The folders of the rooms (Django apps)."""
    return [path.parent for path in tracked("src/nhipcau/*/apps.py")]


def named(module: Module, *names: str) -> bool:
    """Whether a module is, or lies in a package that is, one of the named files of a room."""
    inside = module.path.relative_to(NHIPCAU).with_suffix("").parts
    return len(inside) > 1 and inside[1] in names
