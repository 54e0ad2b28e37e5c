"""Automatic numbering of a Word document: from definitions and the order of paragraphs to printed labels."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Any

from .counting import bullet, counted

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
LEVELS = 9
MAX_STYLE_CHAIN = 20
_PLACE = re.compile(r"%([1-9])")


@dataclass(frozen=True, slots=True)
class Level:
    """One of the nine levels of a list, as the file defines it."""

    start: int = 1
    style: str = "decimal"
    pattern: str = ""
    restart: int | None = None
    legal: bool = False
    paragraph_style: str | None = None


@dataclass(slots=True)
class _List:
    """A `w:num`: which abstract list it draws on and what it changes."""

    abstract: str
    levels: dict[int, Level]
    starts: dict[int, int] = field(default_factory=dict)


def value_of(element: Any, name: str) -> str | None:
    """Answer the `w:val` of a child (`<w:numId w:val="3"/>`), None where there is none."""
    child = element.find(W + name)
    return None if child is None else child.get(W + "val")


def _int(value: str | None, default: int = 0) -> int:
    """A decimal attribute; files carry rubbish, so anything else gives the default."""
    if value is None or not re.fullmatch(r"-?\d{1,6}", value):
        return default
    return int(value)


def is_on(element: Any, name: str) -> bool:
    """Whether a switch of the format is set: there, and not said to be off."""
    child = element.find(W + name)
    return child is not None and child.get(W + "val") not in {"0", "false", "off"}


def _level(element: Any) -> Level:
    restart = value_of(element, "lvlRestart")
    return Level(
        start=_int(value_of(element, "start"), 1),
        style=value_of(element, "numFmt") or "decimal",
        pattern=(value_of(element, "lvlText") or "")[:100],
        restart=None if restart is None else _int(restart),
        legal=is_on(element, "isLgl"),
        paragraph_style=value_of(element, "pStyle"),
    )


def _levels(element: Any) -> dict[int, Level]:
    found: dict[int, Level] = {}
    for child in element.findall(W + "lvl"):
        depth = _int(child.get(W + "ilvl"), -1)
        if 0 <= depth < LEVELS:
            found[depth] = _level(child)
    return found


class Numbering:
    """Gives each numbered paragraph its label, in document order.

    Counters belong to the abstract list, so two `w:num` over one list go on counting together unless one of
    them restarts a level.
    """

    def __init__(self, numbering: Any | None, styles: Any | None) -> None:
        self._lists: dict[str, _List] = {}
        self._style_numbers: dict[str, tuple[str | None, int | None]] = {}
        self._based_on: dict[str, str | None] = {}
        self._default_style: str | None = None
        self._counters: dict[str, dict[int, int]] = {}
        self._restarted: set[tuple[str, int]] = set()
        if styles is not None:
            self._read_styles(styles)
        if numbering is not None:
            self._read_lists(numbering)

    def _read_styles(self, styles: Any) -> None:
        for style in styles.findall(W + "style"):
            name = style.get(W + "styleId")
            if name is None:
                continue
            self._based_on[name] = value_of(style, "basedOn")
            if style.get(W + "default") in {"1", "true"} and style.get(W + "type") == "paragraph":
                self._default_style = name
            number = style.find(f"{W}pPr/{W}numPr")
            if number is not None:
                depth = value_of(number, "ilvl")
                self._style_numbers[name] = (
                    value_of(number, "numId"),
                    None if depth is None else _int(depth),
                )

    def _read_lists(self, numbering: Any) -> None:
        abstract: dict[str, dict[int, Level]] = {}
        linked: dict[str, str] = {}
        for element in numbering.findall(W + "abstractNum"):
            key = element.get(W + "abstractNumId") or ""
            abstract[key] = _levels(element)
            link = value_of(element, "numStyleLink")
            if link is not None and not abstract[key]:
                linked[key] = link
        for element in numbering.findall(W + "num"):
            key = value_of(element, "abstractNumId") or ""
            own = _List(key, dict(abstract.get(key, {})))
            for override in element.findall(W + "lvlOverride"):
                depth = _int(override.get(W + "ilvl"), -1)
                if not 0 <= depth < LEVELS:
                    continue
                own.levels.update({d: level for d, level in _levels(override).items() if d == depth})
                start = value_of(override, "startOverride")
                if start is not None:
                    own.starts[depth] = _int(start, 1)
            self._lists[element.get(W + "numId") or ""] = own
        for own in self._lists.values():
            target = self._lists.get(self._style_numbers.get(linked.get(own.abstract, ""), (None, None))[0] or "")
            if own.abstract in linked and target is not None:
                own.levels, own.abstract = {**target.levels, **own.levels}, target.abstract

    def _of_style(self, style: str | None) -> tuple[str | None, int | None]:
        name = style or self._default_style
        origin = name
        for _ in range(MAX_STYLE_CHAIN):
            if name is None:
                break
            if name in self._style_numbers:
                number, depth = self._style_numbers[name]
                return number, self._depth_of(number, origin, name) if depth is None else depth
            name = self._based_on.get(name)
        return None, None

    def _depth_of(self, number: str | None, *styles: str | None) -> int:
        own = self._lists.get(number or "")
        if own is not None:
            for depth, level in own.levels.items():
                if level.paragraph_style is not None and level.paragraph_style in styles:
                    return depth
        return 0

    def label(self, properties: Any | None) -> str:
        """The printed label of a paragraph with these `w:pPr`, empty if it has none; counts the paragraph."""
        style = None if properties is None else value_of(properties, "pStyle")
        number, depth = self._of_style(style)
        direct = None if properties is None else properties.find(W + "numPr")
        if direct is not None:
            number = value_of(direct, "numId") or number
            ilvl = value_of(direct, "ilvl")
            depth = _int(ilvl) if ilvl is not None else depth
        own = self._lists.get(number or "")
        if own is None or number is None:
            return ""
        depth = min(max(depth or 0, 0), LEVELS - 1)
        level = own.levels.get(depth)
        if level is None:
            return ""
        counters = self._count(number, own, depth, level)
        if level.style == "bullet":
            above = sum(own.levels[d].style == "bullet" for d in counters if d < depth and d in own.levels)
            return bullet(level.pattern, above)
        return self._print(own, level, counters)

    def _count(self, number: str, own: _List, depth: int, level: Level) -> dict[int, int]:
        counters = self._counters.setdefault(own.abstract, {})
        if depth in own.starts and (number, depth) not in self._restarted:
            self._restarted.add((number, depth))
            counters[depth] = own.starts[depth]
        elif depth in counters:
            counters[depth] += 1
        else:
            counters[depth] = own.starts.get(depth, level.start)
        for deeper in [d for d in counters if d > depth]:
            restart = own.levels.get(deeper, Level()).restart
            if restart is None or (restart != 0 and depth < restart):
                del counters[deeper]
        return counters

    @staticmethod
    def _print(own: _List, level: Level, counters: dict[int, int]) -> str:
        def place(match: re.Match[str]) -> str:
            depth = int(match[1]) - 1
            shown = own.levels.get(depth, Level())
            if level.legal and shown.style != "none":
                shown = replace(shown, style="decimal")
            return counted(counters.get(depth, shown.start), shown.style)

        return _PLACE.sub(place, level.pattern)
