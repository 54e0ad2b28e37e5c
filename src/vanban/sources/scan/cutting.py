"""A page cut where recognition would read across: columns side by side, and the cells of a ruled table.

The pieces are laid one below the other on a new picture, in the order in which a person reads them; each knows where
it came from, so that words find their way back. A page of one column without tables stays as it is.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import radians, tan

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from vanban.sources.rules import RuledTable, Stroke, ruled_tables
from vanban.sources.scan.markers import Moved, moved_markers

Grey = NDArray[np.uint8]
Ink = NDArray[np.bool_]

DARK = 175  # of a ruling line, which is thin and blurred
INKED = 150
LINE_INCHES, UPRIGHT_INCHES = 0.3, 0.22
SLACK_INCHES = 0.03
COARSE = 4  # dots of the page in one of the copy on which columns are looked for
GUTTER_INCHES, NARROW_GUTTER_INCHES = 0.2, 0.11
LEAST_COLUMN = 0.12  # of the width of the page
BESIDE_INCHES = 0.09  # of text on both sides of a gutter, for a wide one; a narrow one needs three lines
NARROW_BESIDE_INCHES = 0.4
BETWEEN = 26  # dots of paper between two pieces
AROUND = 16


@dataclass(frozen=True, slots=True)
class Cutting:
    """A piece of the level page: its box there, and what moves it to its place on the new picture; `table` and `cell`
    tell which cell it is, -1 for text."""

    left: int
    top: int
    right: int
    bottom: int
    across: int
    down: int
    table: int = -1
    cell: int = -1


@dataclass(frozen=True, slots=True)
class Cut:
    """The new picture, the pieces on it from the top, the tables of the page, and the markers that were moved on it."""

    picture: Image.Image
    pieces: tuple[Cutting, ...]
    tables: tuple[RuledTable, ...]
    moved: tuple[Moved, ...] = ()


def cut(grey: Image.Image, skew: float, dpi: float) -> Cut | None:
    """Answer a page, whose lines fall by `skew` degrees, cut into pieces; None if it needs no cutting."""
    level = levelled(np.asarray(grey), skew)
    strokes = strokes_of(level, dpi)
    tables = [table for table in ruled_tables(strokes, SLACK_INCHES * dpi) if _holds_text(table, level)]
    # elsewhere a line is drawn under words, and would take their tails with it
    clean = without_strokes(level, [one for one in strokes if any(_belongs(one, table) for table in tables)])
    clean, moved = moved_markers(clean, dpi, [(table.top, table.bottom) for table in tables])
    boxes = list(_boxes(clean, tables, dpi))
    if len(boxes) < 2 and not moved:
        return None
    return replace(_laid(clean, boxes, tables), moved=tuple(moved))


def levelled(shades: Grey, skew: float) -> Grey:
    """Answer the picture with level lines, moved by whole dots: turning would blur the letters."""
    fall = tan(radians(skew))
    height, width = shades.shape
    if not skew or abs(fall) * max(height, width) < 1:
        return shades
    out = np.full_like(shades, 255)
    for start, end, step in _steps(width, fall):
        _move(out[:, start:end], shades[:, start:end], step)
    moved = np.full_like(shades, 255)
    for start, end, step in _steps(height, -fall):
        _move(moved[start:end].T, out[start:end].T, step)
    return moved


def _steps(length: int, fall: float) -> Iterator[tuple[int, int, int]]:
    """Stretches of `length` and by how many dots each is moved."""
    moves = np.round(np.arange(length) * fall).astype(np.int64)
    edges = [0, *(np.flatnonzero(np.diff(moves)) + 1).tolist(), length]
    for start, end in itertools.pairwise(edges):
        yield start, end, int(moves[start])


def _move(target: Grey, source: Grey, step: int) -> None:
    """Fill `target` with the rows of `source` from `step` rows further down."""
    if step >= 0:
        target[: len(source) - step] = source[step:]
    else:
        target[-step:] = source[:step]


def strokes_of(shades: Grey, dpi: float) -> list[Stroke]:
    """Answer the ruling lines of a level picture."""
    dark = shades < DARK
    levels = _runs(dark, LINE_INCHES * dpi)
    uprights = _runs(np.ascontiguousarray(dark.T), UPRIGHT_INCHES * dpi) if len(levels) > 1 else []
    return [
        *(Stroke(True, at, start, end) for at, start, end in levels),
        *(Stroke(False, at, start, end) for at, start, end in uprights),
    ]


def _runs(dark: Ink, length: float) -> list[tuple[int, int, int]]:
    """Lines along the rows: where dark dots go on for `length` at least, a row up or down aside."""
    marked = _long(dark, round(length / COARSE))
    found: list[list[int]] = []
    for row in np.flatnonzero(marked.any(axis=1)).tolist():
        for start, end in _stretches(marked[row]):
            for one in reversed(found[-60:]):
                if row - one[3] <= 3 and start <= one[2] + 4 and one[1] <= end + 4:
                    one[1], one[2], one[3] = min(one[1], start), max(one[2], end), row
                    break
            else:
                found.append([row, start, end, row])
    # what is thicker than a line is a picture, a stamp or the edge of the sheet
    return [
        ((first + last) // 2, start * COARSE, end * COARSE)
        for first, start, end, last in found
        if last - first <= max(length // 5, 6)
    ]


def _counted(ink: Ink) -> Grey:
    """How many dots of each four beside each other are ink; the width is a multiple of `COARSE`, which is four."""
    four = np.ascontiguousarray(ink).view(np.uint32)
    return np.asarray((four * np.uint32(0x01010101)) >> np.uint32(24), dtype=np.uint8)


def _long(dark: Ink, length: int) -> Ink:
    """Where a row, a few dots taken together, is dark for `length`: nearly all of it, also a row up or down."""
    height, width = dark.shape[0], dark.shape[1] // COARSE
    thick = dark[:, : width * COARSE].copy()
    thick[1:] |= dark[:-1, : width * COARSE]
    solid = _counted(thick) >= COARSE - 1
    if width <= length:
        return np.zeros_like(solid)
    sums = np.zeros((height, width + 1), dtype=np.int16)
    np.cumsum(solid, axis=1, out=sums[:, 1:])
    full = sums[:, length:] - sums[:, :-length] >= 0.92 * length
    marked = np.zeros_like(solid)
    for row in np.flatnonzero(full.any(axis=1)).tolist():
        for start, end in _stretches(full[row]):
            marked[row, start : end + length - 1] = True
    return marked


def without_strokes(shades: Grey, strokes: list[Stroke]) -> Grey:
    """Answer the picture without its ruling lines, which recognition takes for letters."""
    out = shades.copy()
    for stroke in strokes:
        at, start, end = round(stroke.at), max(round(stroke.start) - 3, 0), round(stroke.end) + 3
        near = slice(max(at - 3, 0), at + 4)
        (out[near, start:end] if stroke.across else out[start:end, near])[...] = 255
    return out


def _belongs(stroke: Stroke, table: RuledTable) -> bool:
    """Whether a line is one of those that draw the cells of `table`."""
    edges = (
        {cell.top for cell in table.cells} | {table.bottom}
        if stroke.across
        else {cell.left for cell in table.cells} | {table.right}
    )
    inside = table.top - 9 < (stroke.at if stroke.across else stroke.start) < table.bottom + 9
    return inside and any(abs(edge - stroke.at) < 9 for edge in edges)


def _holds_text(table: RuledTable, shades: Grey) -> bool:
    """Whether two cells of a table hold something: a frame around a page, or an empty box, is none."""
    filled = 0
    for cell in table.cells:
        part = shades[round(cell.top) + 4 : round(cell.bottom) - 4, round(cell.left) + 4 : round(cell.right) - 4]
        filled += bool(part.size and (part < INKED).sum() > 20)
    return filled > 1


Boxed = tuple[int, int, int, int, int, int]  # left, top, right, bottom, table, cell


def _boxes(shades: Grey, tables: list[RuledTable], dpi: float) -> Iterator[Boxed]:
    """The pieces of a page in reading order, without empty cells."""
    ink = shades < INKED
    at = 0
    height = len(ink)
    for number, table in enumerate(tables):
        if table.top < at:
            continue
        yield from _columns(ink, at, round(table.top), dpi)
        for place, cell in enumerate(table.cells):
            box = round(cell.left) + 2, round(cell.top) + 2, round(cell.right) - 1, round(cell.bottom) - 1
            inside = _filled(ink, box)
            if inside is not None:
                yield (*inside, number, place)
        at = round(table.bottom) + 2
    yield from _columns(ink, at, height, dpi)


def _filled(ink: Ink, box: tuple[int, int, int, int]) -> tuple[int, int, int, int] | None:
    """The part of a box that holds ink, None if there is none to speak of."""
    left, top, right, bottom = box
    part = ink[top:bottom, left:right]
    if part.size == 0 or part.sum() < 12:
        return None
    rows, columns = np.flatnonzero(part.any(axis=1)), np.flatnonzero(part.any(axis=0))
    return left + int(columns[0]), top + int(rows[0]), left + int(columns[-1]) + 1, top + int(rows[-1]) + 1


def _columns(ink: Ink, top: int, bottom: int, dpi: float) -> Iterator[Boxed]:
    """The text between `top` and `bottom`, columns that stand side by side apart."""
    width = ink.shape[1]
    if bottom - top < 8:
        return
    found = _gutter(ink[top:bottom], dpi)
    if found is None:
        if ink[top:bottom].any():
            yield 0, top, width, bottom, -1, -1
        return
    at, first, last = found
    yield from _columns(ink, top, top + first, dpi)
    yield 0, top + first, at, top + last, -1, -1
    yield at, top + first, width, top + last, -1, -1
    yield from _columns(ink, top + last, bottom, dpi)


def _gutter(ink: Ink, dpi: float) -> tuple[int, int, int] | None:
    """The column of paper with most text on both sides: where it lies, and its first and last row."""
    height, width = (side // COARSE * COARSE for side in ink.shape)
    if height < COARSE or width < COARSE:
        return None
    four = _counted(ink[:height, :width])
    small = four[::COARSE] + four[1::COARSE] + four[2::COARSE] + four[3::COARSE] > 1
    sums = np.zeros((small.shape[0], small.shape[1] + 1), dtype=np.int32)
    np.cumsum(small, axis=1, out=sums[:, 1:])
    unit = dpi / COARSE
    empty = sums[:, -1] < 2
    best: tuple[int, int, int, int] | None = None
    for gap, beside in ((GUTTER_INCHES, BESIDE_INCHES), (NARROW_GUTTER_INCHES, NARROW_BESIDE_INCHES)):
        wide, least = round(gap * unit), beside * unit
        for at in range(round(0.2 * small.shape[1]), round(0.8 * small.shape[1]) - wide, 3):
            blank = sums[:, at + wide] == sums[:, at]
            both = blank & (sums[:, at] > 0) & (sums[:, -1] > sums[:, at])
            most = int(np.count_nonzero(both))
            if most < least or (best is not None and most <= best[0]):
                continue  # no stretch of it can have more
            for first, last in _whole_lines(blank, empty, both, least):
                score = int(both[first:last].sum())
                if (best is None or score > best[0]) and _wide(small[first:last], at, at + wide):
                    best = score, at + wide // 2, first, last
    if best is None:
        return None
    return best[1] * COARSE, best[2] * COARSE, best[3] * COARSE


def _stretches(blank: Ink) -> Iterator[tuple[int, int]]:
    edges = np.flatnonzero(np.diff(np.concatenate(([0], blank.view(np.int8), [0]))))
    yield from zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True)


def _whole_lines(blank: Ink, empty: Ink, both: Ink, wanted: float) -> Iterator[tuple[int, int]]:
    """The stretches of `blank` rows that have so many rows of `both`, without the lines of text they only touch."""
    sums = np.concatenate(([0], np.cumsum(both)))
    for first, last in _stretches(blank):
        if sums[last] - sums[first] < wanted:
            continue
        if first:
            first += int(np.argmax(empty[first:last])) if empty[first:last].any() else last
        if last < len(blank) and first < last:
            last -= int(np.argmax(empty[first:last][::-1]))
        if first < last:
            yield first, last


def _wide(small: Ink, left: int, right: int) -> bool:
    """Whether the text on both sides of a gutter is wide enough for a column."""
    least = LEAST_COLUMN * small.shape[1]
    for part in (small[:, :left], small[:, right:]):
        used = np.flatnonzero(part.any(axis=0))
        if not used.size or used[-1] - used[0] < least:
            return False
    return True


def _laid(shades: Grey, boxes: list[Boxed], tables: list[RuledTable]) -> Cut:
    width = max(right - left for left, _, right, _, _, _ in boxes) + 2 * AROUND
    height = sum(bottom - top + BETWEEN for _, top, _, bottom, _, _ in boxes) + 2 * AROUND
    sheet = np.full((height, width), 255, dtype=np.uint8)
    pieces: list[Cutting] = []
    down = AROUND
    for left, top, right, bottom, table, cell in boxes:
        sheet[down : down + bottom - top, AROUND : AROUND + right - left] = shades[top:bottom, left:right]
        pieces.append(Cutting(left, top, right, bottom, AROUND - left, down - top, table, cell))
        down += bottom - top + BETWEEN
    return Cut(Image.fromarray(sheet), tuple(pieces), tuple(tables))
