"""The map: where things are, drawn by ourselves on the outline of the province."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from math import cos, hypot, pi, radians, sin
from typing import Any

from django.conf import settings

from .cards import address_of, elsewhere, listed
from .sites import Site

WIDTH, MOST = 1000.0, 400
APART = 44.0  # units between the middles of two marks: they are 38 wide and have an edge
RINGS, STEPS = 5, 12  # places tried about a point, the nearest first
MARGIN = 22.0
Position = tuple[float, float]  # longitude, latitude


@dataclass(frozen=True, slots=True)
class Point:
    """Something on the map, in its units, and the way to it. `number` tells which line of the list it is.

    It is at `x`, `y`; its mark stands at `mark`, beside that where another mark would be covered.
    """

    number: int
    x: float
    y: float
    title: str
    url: str
    kind: str
    language: str
    mark: Position

    @property
    def is_beside(self) -> bool:
        """Whether the mark does not stand where the thing is, so that a line leads there."""
        return self.mark != (self.x, self.y)


@dataclass(frozen=True, slots=True)
class Label:
    """A word on the map."""

    x: float
    y: float
    text: str
    kind: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """The map in units of its `width` × `height`: paths as SVG writes them, and the points."""

    width: int
    height: int
    land: str = ""
    rivers: tuple[str, ...] = ()
    hills: tuple[str, ...] = ()
    labels: tuple[Label, ...] = ()
    points: tuple[Point, ...] = ()


@dataclass(frozen=True, slots=True)
class Frame:
    """How positions become units of the drawing: true to angle at the middle of the province."""

    west: float
    north: float
    scale: float  # units a degree of longitude
    squeeze: float  # what a degree of latitude is longer

    def at(self, position: Position) -> Position:
        """The place of a position in the drawing."""
        return (
            round((position[0] - self.west) * self.scale, 1),
            round((self.north - position[1]) * self.scale * self.squeeze, 1),
        )


@dataclass(frozen=True, slots=True)
class Ground:
    """What is drawn below the points, as a province's own file says (provinces/<code>/ban-do.json)."""

    frame: Frame
    width: int
    height: int
    land: str = ""
    rivers: tuple[str, ...] = ()
    hills: tuple[str, ...] = ()
    labels: tuple[tuple[float, float, dict[str, str], str], ...] = field(default=())


def drawing(site: Site, code: str, kinds: tuple[str, ...] = ("place", "event", "product", "project")) -> Drawing:
    """The map of a province with what stands on it in a language; two queries."""
    rows = listed(site.province.pk, code, kinds).exclude(latitude=None)[:MOST]
    rest = elsewhere(site.province.pk, code, kinds).exclude(latitude=None)[: MOST // 2]
    found = [*rows, *rest]
    ground = ground_of(site.province.code) or _around([(float(r.longitude), float(r.latitude)) for r in found])
    at = [(row, ground.frame.at((float(row.longitude), float(row.latitude)))) for row in found]
    there = [(row, place) for row, place in at if 0 <= place[0] <= ground.width and 0 <= place[1] <= ground.height]
    marks = apart([place for _row, place in there], ground.width, ground.height)
    points = tuple(
        Point(number, *place, row.title, address_of(row), row.kind, row.language, mark)
        for number, ((row, place), mark) in enumerate(zip(there, marks, strict=True), 1)
    )
    labels = tuple(
        Label(x, y, names.get(code) or names["en" if code != "vi" else "vi"], kind)
        for x, y, names, kind in ground.labels
    )
    return Drawing(
        ground.width, ground.height, ground.land, ground.rivers, ground.hills, labels, points,
    )  # fmt: skip


def apart(places: list[Position], width: float, height: float) -> list[Position]:
    """Where the marks of these places stand so that none covers another: at the place, or else as near as is free.

    On a map that is too full the mark stands at its place and may be covered.
    """
    taken: dict[tuple[int, int], list[Position]] = {}
    marks = []
    for place in places:
        mark = next((each for each in _about(place, width, height) if _is_free(each, taken)), place)
        taken.setdefault(_cell(mark), []).append(mark)
        marks.append(mark)
    return marks


def _about(place: Position, width: float, height: float) -> Iterator[Position]:
    yield place
    for ring in range(1, RINGS + 1):
        for step in range(STEPS):
            angle = 2 * pi * step / STEPS - pi / 2  # above first
            x, y = place[0] + ring * APART * cos(angle), place[1] + ring * APART * sin(angle)
            if MARGIN <= x <= width - MARGIN and MARGIN <= y <= height - MARGIN:
                yield round(x, 1), round(y, 1)


def _cell(place: Position) -> tuple[int, int]:
    return int(place[0] // APART), int(place[1] // APART)


def _is_free(place: Position, taken: Mapping[tuple[int, int], list[Position]]) -> bool:
    across, down = _cell(place)
    near = (each for x in (-1, 0, 1) for y in (-1, 0, 1) for each in taken.get((across + x, down + y), ()))
    return all(hypot(each[0] - place[0], each[1] - place[1]) >= APART - 0.2 for each in near)


@lru_cache(maxsize=64)
def ground_of(code: str) -> Ground | None:
    """The ground of a province's map; None where nobody has drawn it."""
    path = settings.PROVINCES / code / "ban-do.json"
    if not path.exists():
        return None
    told: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    (west, south), (east, north) = told["frame"]
    frame = _frame(west, south, east, north)
    width, height = frame.at((east, south))
    return Ground(
        frame, round(width), round(height), f"{_path(told['land'], frame)}Z",
        tuple(_path(line, frame) for line in told.get("rivers", [])),
        tuple(f"{_path(line, frame)}Z" for line in told.get("hills", [])),
        tuple((*frame.at(each["at"]), each["text"], each["kind"]) for each in told.get("labels", [])),
    )  # fmt: skip


def _around(positions: list[Position]) -> Ground:
    """A ground for points alone, with some room about them."""
    xs, ys = [each[0] for each in positions] or [105.0], [each[1] for each in positions] or [16.0]
    room = max(max(xs) - min(xs), max(ys) - min(ys), 0.4) * 0.1
    east, south = max(xs) + room, min(ys) - room
    frame = _frame(min(xs) - room, south, east, max(ys) + room)
    width, height = frame.at((east, south))
    return Ground(frame, round(width), max(round(height), 300))


def _frame(west: float, south: float, east: float, north: float) -> Frame:
    return Frame(west, north, WIDTH / (east - west), 1 / cos(radians((south + north) / 2)))


def _path(line: list[Position], frame: Frame) -> str:
    places = [frame.at(each) for each in line]
    return "M" + "L".join(f"{x:g} {y:g}" for x, y in places)
