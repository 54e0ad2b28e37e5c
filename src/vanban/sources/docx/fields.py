"""Fields of a Word file: their results are text, their instructions are not, and some numbers exist only as fields."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from vanban.sources.counting import counted
from vanban.sources.numbering import W, is_on, value_of

# The list that a LISTNUM field counts in where it names none, level by level.
_LISTNUM = (
    ("decimal", "{})"), ("lowerLetter", "{})"), ("lowerRoman", "{})"),
    ("decimal", "({})"), ("lowerLetter", "({})"), ("lowerRoman", "({})"),
    ("decimal", "{}."), ("lowerLetter", "{}."), ("lowerRoman", "{}."),
)  # fmt: skip
_SWITCH = re.compile(r"\\([ls])\s*(\d{1,5})")


@dataclass(slots=True)
class _Field:
    instruction: str = ""
    in_result: bool = False
    form: Any | None = None

    @property
    def name(self) -> str:
        return self.instruction.strip().partition(" ")[0].upper()


class Fields:
    """Follows the marks of complex fields through the runs of a document."""

    def __init__(self) -> None:
        self._open: list[_Field] = []
        self._automatic = 0
        self._levels: dict[int, int] = {}

    @property
    def in_instruction(self) -> bool:
        """Whether what comes now is the instruction of a field and not printed."""
        return any(not field.in_result for field in self._open)

    @property
    def in_contents(self) -> bool:
        """Whether what comes now belongs to a table of contents, which repeats the headings."""
        return any(field.name == "TOC" for field in self._open)

    def mark(self, element: Any) -> str:
        """Follow a `w:fldChar`; answer what a field that stores no result prints."""
        kind = element.get(W + "fldCharType")
        if kind == "begin":
            self._open.append(_Field(form=element.find(W + "ffData")))
        elif kind == "separate" and self._open:
            self._open[-1].in_result = True
        elif kind == "end" and self._open:
            field = self._open.pop()
            return _form(field.form) if field.form is not None else "" if field.in_result else self._number(field)
        return ""

    def instruct(self, text: str) -> None:
        """Take in a piece of the instruction of the innermost field."""
        if self._open and not self._open[-1].in_result and len(self._open[-1].instruction) < 500:
            self._open[-1].instruction += text

    def close_instructions(self) -> None:
        """At the end of a paragraph: a field whose instruction was never closed does not swallow the document."""
        self._open = [field for field in self._open if field.in_result]

    def _number(self, field: _Field) -> str:
        if field.name.startswith("AUTONUM"):
            self._automatic += 1
            return f"{self._automatic}."
        if field.name != "LISTNUM":
            return ""
        switches = {name: int(value) for name, value in _SWITCH.findall(field.instruction)}
        level = min(max(switches.get("l", 1), 1), len(_LISTNUM)) - 1
        self._levels = {depth: value for depth, value in self._levels.items() if depth <= level}
        self._levels[level] = switches.get("s", self._levels.get(level, 0) + 1)
        style, pattern = _LISTNUM[level]
        return pattern.format(counted(self._levels[level], style))


def _form(form: Any) -> str:
    """A box to tick prints ticked or not; other form fields store what was filled in as their result."""
    box = form.find(W + "checkBox")
    if box is None:
        return ""
    name = "default" if box.find(W + "checked") is None else "checked"
    ticked = is_on(box, name) and value_of(box, name) != "0"
    return "☒" if ticked else "☐"
