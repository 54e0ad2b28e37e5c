"""The units of a reading as a tree again: a reading keeps them flat, with paths."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from vanban.grammar.markers import find_marker
from vanban.model import Reading, Unit

_PART = re.compile(r"(?:KT|PL\w*)\.")
_LONGEST_MARKER = 60
# Nobody writes so deep; what a hostile text nests deeper hangs at this depth, so that walks may recurse.
_DEEPEST = 40


@dataclass(slots=True)
class Branch:
    """A unit with those below it; `label` is the last piece of its path, `number` its marker as printed."""

    unit: Unit
    label: str
    number: str
    children: list[Branch] = field(default_factory=list)
    above: Branch | None = None
    depth: int = 0


def parts_of(reading: Reading) -> dict[str, list[Branch]]:
    """Answer the outermost units of each part in order: "" is the document itself, `KT` the plan or regulation
    issued with it, `PL1` its first annex."""
    parts: dict[str, list[Branch]] = {"": []}
    placed: dict[str, Branch] = {}
    for unit in reading.units:
        match = _PART.match(unit.path)
        prefix = match.group() if match else ""
        parent = _parent(unit.path, placed)
        above = len(parent) + 1 if parent else len(prefix)
        branch = Branch(unit, unit.path[above:], _number(reading, unit))
        placed[unit.path] = branch
        _hang(branch, placed[parent] if parent else None, parts.setdefault(prefix[:-1], []))
    return parts


def _hang(branch: Branch, parent: Branch | None, outermost: list[Branch]) -> None:
    if parent is None:
        outermost.append(branch)
        return
    if parent.depth >= _DEEPEST and parent.above is not None:
        branch.label = branch.unit.path
        parent = parent.above
    branch.above, branch.depth = parent, parent.depth + 1
    parent.children.append(branch)


def _parent(path: str, placed: dict[str, Branch]) -> str:
    """The longest path before a dot of `path` that is a unit; labels may hold dots themselves (`Ch.I`)."""
    at = path.rfind(".")
    while at > 0:
        if path[:at] in placed:
            return path[:at]
        at = path.rfind(".", 0, at)
    return ""


def _number(reading: Reading, unit: Unit) -> str:
    printed = reading.source_text[unit.start : unit.start + _LONGEST_MARKER].lstrip()
    marker = find_marker(printed)
    return printed[: marker.end].strip() if marker else ""
