"""The source text beside what was read from it: lines cut where something begins or ends.

Offsets count code points of the reading's `source_text`; pure functions, no database.
"""

from __future__ import annotations

import bisect
import itertools
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

_MARKER = re.compile(
    r"^\s*(?:[-–+*•]|\(?[a-zđ]\)|(?:[IVXLC]+|\d+(?:\.\d+)*)[.)]|(?:Điều|Khoản)\s+\d+[.:])\s+", re.IGNORECASE
)
_SHOWN_REPAIR = 60  # longer ones are no repaired word but a paragraph put together


@dataclass(frozen=True, slots=True)
class Mark:
    """Something that was read from `start:end`: a proposal (`p12`), a citation (`c3`), a name of the header (`m1`)."""

    start: int
    end: int
    key: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of one line under the same marks. `text` is shown; it differs from the source where `original` is set."""

    text: str
    start: int
    end: int
    keys: tuple[str, ...] = ()
    original: str = ""

    @property
    def shown_keys(self) -> str:
        """The marks as one attribute value."""
        return " ".join(self.keys)


@dataclass(frozen=True, slots=True)
class Line:
    """A line that holds something. `gap`: blank lines stand before it; `heading`: the path of the heading it opens;
    `page`: the page that begins with it, where the source has pages."""

    number: int
    pieces: tuple[Piece, ...]
    gap: bool = False
    heading: str = ""
    page: int | None = None


def source_lines(
    reading: Mapping[str, Any], marks: Iterable[Mark], only: Sequence[tuple[int, int]] | None = None
) -> list[Line]:
    """The lines of the source that hold something, in order, cut at marks and repairs.

    `only`: spans; answers just the lines that touch one of them. Time grows with the text and the marks.
    """
    source: str = reading["source_text"]
    starts = line_starts(source)
    by_line = _marks_by_line(marks, starts, source)
    repairs = _repairs_by_line(reading)
    headings = {unit["line"]: unit["path"] for unit in reading["units"] if unit["heading"]}
    pages = _first_lines_of_pages(reading)
    wanted = None if only is None else _lines_of(only, starts)
    found: list[Line] = []
    gap = False
    for number, start in enumerate(starts, 1):
        end = starts[number] - 1 if number < len(starts) else len(source)
        blank = not source[start:end].strip()
        if not blank and (wanted is None or number in wanted):
            pieces = _pieces(source, start, end, by_line.get(number, ()), repairs.get(number, ()))
            found.append(Line(number, pieces, gap, headings.get(number, ""), pages.get(number)))
        gap = blank
    return found


def line_starts(source: str) -> list[int]:
    """The offset at which each line begins."""
    return [0, *(at + 1 for at, letter in enumerate(source) if letter == "\n")]


def line_of(starts: Sequence[int], offset: int) -> int:
    """The number of the line that holds an offset, from 1."""
    return bisect.bisect_right(starts, offset)


def passage(reading: Mapping[str, Any], start: int, end: int) -> str:
    """What `source_text[start:end]` says: repaired, lines joined, its marker off."""
    source: str = reading["source_text"]
    number = line_of(line_starts(source), start)
    repairs = _repairs_by_line(reading)
    joined = ""
    for offset, part in enumerate(source[start:end].split("\n")):
        for original, repaired in repairs.get(number + offset, ()):
            part = part.replace(original, repaired, 1)
        part = part.strip()
        hyphened = bool(re.search(r"\w-$", joined))
        joined = part if not joined else f"{joined}{'' if hyphened or not part else ' '}{part}"
    return _MARKER.sub("", re.sub(r"\s+", " ", joined)).strip()


def cut_point(source: str, spans: Sequence[Sequence[int]], text: str, at: int) -> int:
    """The offset in the source where a duty's text is cut when it is cut before `text[at]`.

    Counted in letters and digits from the end, where text and source agree (the marker is in front), and kept
    strictly inside the spans, so that both parts have a place.
    """
    wanted = sum(letter.isalnum() for letter in text[at:])
    inside = [place for start, end in spans for place in range(start, end)]
    seen, found = 0, inside[-1]
    for place in reversed(inside):
        if seen >= wanted:
            break
        found = place
        seen += source[place].isalnum()
    return min(max(found, inside[0] + 1), inside[-1])


def split_spans(spans: Sequence[Sequence[int]], at: int) -> tuple[list[list[int]], list[list[int]]]:
    """The spans before and from an offset that lies inside them."""
    before = [[start, min(end, at)] for start, end in spans if start < at]
    after = [[max(start, at), end] for start, end in spans if end > at]
    return before, after


def _pieces(
    source: str, start: int, end: int, marks: Iterable[Mark], repairs: Iterable[tuple[str, str]]
) -> tuple[Piece, ...]:
    changed: dict[int, tuple[int, str]] = {}
    cursor = start
    for original, repaired in repairs:
        at = source.find(original, cursor, end)
        if at >= 0:
            changed[at] = (at + len(original), repaired)
            cursor = at + len(original)
    inside = [mark for mark in marks if mark.start < end and mark.end > start]
    cuts = {start, end, *changed, *(stop for stop, _ in changed.values())}
    for mark in inside:
        cuts |= {max(mark.start, start), min(mark.end, end)}
    hidden = [(at, stop) for at, (stop, _) in changed.items()]
    cuts = {cut for cut in cuts if not any(at < cut < stop for at, stop in hidden)}
    edges = sorted(cuts)
    pieces = []
    for one, other in itertools.pairwise(edges):
        keys = tuple(dict.fromkeys(mark.key for mark in inside if mark.start <= one and mark.end >= other))
        shown = source[one:other]
        if one in changed:
            pieces.append(Piece(changed[one][1], one, other, keys, original=shown))
        else:
            pieces.append(Piece(shown, one, other, keys))
    return tuple(pieces)


def _marks_by_line(marks: Iterable[Mark], starts: Sequence[int], source: str) -> dict[int, list[Mark]]:
    by_line: dict[int, list[Mark]] = defaultdict(list)
    for mark in marks:
        if 0 <= mark.start < mark.end <= len(source):
            for number in range(line_of(starts, mark.start), line_of(starts, mark.end - 1) + 1):
                by_line[number].append(mark)
    return by_line


def _repairs_by_line(reading: Mapping[str, Any]) -> dict[int, list[tuple[str, str]]]:
    by_line: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for repair in reading["repairs"]:
        original, repaired = repair["original"], repair["repaired"]
        if original.strip() and repaired.strip() and original != repaired and len(original) <= _SHOWN_REPAIR:
            by_line[repair["line"]].append((original, repaired))
    return by_line


def _first_lines_of_pages(reading: Mapping[str, Any]) -> dict[int, int]:
    """The line of the first unit of each page; nothing for a source without pages."""
    first: dict[int, int] = {}
    for unit in reading["units"]:
        if unit["page"]:
            first.setdefault(unit["page"], unit["line"])
    return {line: page for page, line in first.items()}


def _lines_of(spans: Iterable[Sequence[int]], starts: Sequence[int]) -> set[int]:
    return {
        number
        for start, end in spans
        if end > start
        for number in range(line_of(starts, start), line_of(starts, end - 1) + 1)
    }
