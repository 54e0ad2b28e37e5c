"""What was read, marked on the pictures of the paper. Pure functions, no database."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from .source import Mark

_PERCENT = 100


@dataclass(frozen=True, slots=True)
class Spot:
    """A rectangle on a page, in percent of its width and height; `key` is what it lights, as in the text."""

    key: str
    x: str
    y: str
    width: str
    height: str


@dataclass(slots=True)
class Paper:
    """One page: its number, its size in whole points, and what stands on it."""

    number: int
    width: int
    height: int
    spots: list[Spot] = field(default_factory=list)


def papers(reading: Mapping[str, Any], marks: Iterable[Mark]) -> list[Paper]:
    """The pages of a reading whose lines have places, with a spot for every line that a mark touches.

    A reading without places (plain text, a text layer, an older reader) has no pages to show. Time grows with the
    lines of a page times the marks on them.
    """
    places = sorted(reading.get("places", ()))
    if not places:
        return []
    found = {
        page["number"]: Paper(page["number"], round(page["width"]), round(page["height"])) for page in reading["pages"]
    }
    first = 0
    for mark in sorted(marks, key=lambda each: each.start):
        while first < len(places) and places[first][1] <= mark.start and places[first][0] < mark.start:
            first += 1
        for at in range(first, len(places)):
            place = places[at]
            if place[0] >= mark.end:
                break
            if place[1] > mark.start and place[2] in found:
                found[place[2]].spots.append(_spot(mark.key, place))
    return list(found.values())


def _spot(key: str, place: list[float]) -> Spot:
    left, top, right, bottom = place[3:]
    return Spot(key, *(f"{share * _PERCENT:.2f}%" for share in (left, top, right - left, bottom - top)))
