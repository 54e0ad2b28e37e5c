"""The text of a document as a page shows it, with one passage marked. Pure functions, no database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class ShownLine:
    """A line of the source: what stands before the marked passage, in it, and after it; `first`: the passage begins
    here; `page`: the page that begins with it."""

    number: int
    before: str
    marked: str = ""
    after: str = ""
    first: bool = False
    page: int | None = None


def shown_lines(reading: Mapping[str, Any], start: int = 0, end: int = 0) -> list[ShownLine]:
    """The lines of a reading's source that hold something, with `start:end` marked across them."""
    found: list[ShownLine] = []
    pages = {page["start"]: page["number"] for page in reading.get("pages", ())}
    at, page = 0, None
    for number, line in enumerate(reading["source_text"].split("\n"), 1):
        page = next((pages[place] for place in range(at, at + len(line) + 1) if place in pages), page)
        if line.strip():
            one, other = (min(max(place - at, 0), len(line)) for place in (start, end))
            first = one < other and not any(each.marked for each in found)
            found.append(ShownLine(number, line[:one], line[one:other], line[max(one, other) :], first, page))
            page = None
        at += len(line) + 1
    return found


def around(reading: Mapping[str, Any], start: int, end: int, room: int = 160) -> tuple[str, str, str]:
    """A passage with some words before and after it, in one line each."""
    source: str = reading["source_text"]
    before, after = source[max(start - room, 0) : start], source[end : end + room]
    if start > room:
        before = f"…{before.partition(' ')[2]}"
    if len(source) > end + room:
        after = f"{after.rpartition(' ')[0]}…"
    return tuple(" ".join(part.split()) for part in (before, source[start:end], after))  # type: ignore[return-value]
