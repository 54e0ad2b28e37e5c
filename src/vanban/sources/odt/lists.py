"""Lists of an ODT file: from list styles and the order of items to printed labels."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from vanban.sources.counting import bullet, counted
from vanban.sources.odt.names import OFFICE, STYLE, TEXT, XML_ID, number

MAX_LEVELS = 10
_FORMATS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}


@dataclass(frozen=True, slots=True)
class _Level:
    """One level of a list style; `style` is a number format, `bullet` or `none`."""

    style: str = "none"
    before: str = ""
    after: str = ""
    shown: int = 1
    start: int = 1


_Levels = dict[int, _Level]


@dataclass(slots=True)
class Counting:
    """A list in the course of being read: its style, the level it is at, and what its levels count to, which lists
    that go on with it share."""

    style: str | None
    depth: int
    counters: dict[int, int] = field(default_factory=dict)


class Lists:
    """Gives each item of a list its label, in document order."""

    def __init__(self, roots: Iterable[Any]) -> None:
        self._styles: dict[str, _Levels] = {}
        self._outline: _Levels = {}
        for root in roots:
            for place in ("styles", "automatic-styles"):
                for style in root.iterfind(f"{OFFICE}{place}/{TEXT}list-style"):
                    self._styles[style.get(STYLE + "name") or ""] = _levels(style)
                for style in root.iterfind(f"{OFFICE}{place}/{TEXT}outline-style"):
                    self._outline = _levels(style)
        self._last: dict[str | None, dict[int, int]] = {}
        self._named: dict[str, dict[int, int]] = {}
        self._headings: dict[int, int] = {}

    def opened(self, element: Any, above: Counting | None) -> Counting:
        """Answer the counting of a `text:list`: inside another one its next level, else a new one or, where the file
        says so, one that goes on."""
        style = element.get(TEXT + "style-name")
        if above is not None:
            return Counting(style or above.style, above.depth + 1, above.counters)
        counting = Counting(style, 0)
        earlier = self._named.get(element.get(TEXT + "continue-list") or "")
        if earlier is None and element.get(TEXT + "continue-numbering") == "true":
            earlier = self._last.get(style)
        if earlier is not None:
            counting.counters = earlier
        self._last[style] = counting.counters
        if (name := element.get(XML_ID)) is not None:
            self._named[name] = counting.counters
        return counting

    def label(self, counting: Counting, start: str | None) -> str:
        """Count one item and answer its label; `start`: the value it sets, if it does."""
        levels = self._styles.get(counting.style or "", {})
        return _counted(levels, counting.counters, min(counting.depth, MAX_LEVELS - 1), start)

    def heading(self, element: Any) -> str:
        """Count a heading that stands in no list and answer the label that the outline of the file gives it."""
        depth = number(element.get(TEXT + "outline-level"), 1) - 1
        if element.get(TEXT + "is-list-header") == "true" or self._outline.get(depth, _Level()).style == "none":
            return ""
        return _counted(self._outline, self._headings, min(depth, MAX_LEVELS - 1), element.get(TEXT + "start-value"))


def _levels(style: Any) -> _Levels:
    found: _Levels = {}
    for element in style:
        depth = number(element.get(TEXT + "level"), 0) - 1
        if not 0 <= depth < MAX_LEVELS:
            continue
        if element.tag == TEXT + "list-level-style-bullet":
            found[depth] = _Level("bullet", element.get(TEXT + "bullet-char") or "•")
        elif element.tag in {TEXT + "list-level-style-number", TEXT + "outline-level-style"}:
            found[depth] = _Level(
                _FORMATS.get(element.get(STYLE + "num-format") or "", "none"),
                (element.get(STYLE + "num-prefix") or "")[:50],
                (element.get(STYLE + "num-suffix") or "")[:50],
                number(element.get(TEXT + "display-levels"), 1, MAX_LEVELS),
                number(element.get(TEXT + "start-value"), 1),
            )
    return found


def _counted(levels: _Levels, counters: dict[int, int], depth: int, start: str | None) -> str:
    level = levels.get(depth, _Level())
    counters[depth] = number(start, counters.get(depth, level.start - 1) + 1)
    for deeper in [place for place in counters if place > depth]:
        del counters[deeper]
    if level.style == "bullet":
        above = sum(levels[place].style == "bullet" for place in counters if place < depth and place in levels)
        return bullet(level.before, above)
    if level.style == "none":
        return (level.before + level.after).strip()
    shown = []
    for place in range(depth - max(level.shown, 1) + 1, depth + 1):
        at = levels.get(place, _Level())
        if place >= 0 and at.style not in {"bullet", "none"}:
            shown.append(counted(counters.get(place, at.start), at.style))
    return f"{level.before}{'.'.join(shown)}{level.after}".strip()
