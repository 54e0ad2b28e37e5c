"""Tables by the lines that are drawn around their cells: on the picture of a page, or among the drawings of a PDF.

Places are in any unit, from the top left corner of the page; `slack` is how far two lines may miss each other and
still meet.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

# A boundary between two places of the grid is drawn if a line covers so much of it.
_COVERED = 0.6
_MOST_LINES = 400


@dataclass(frozen=True, slots=True)
class Stroke:
    """A level (`across`) or upright line: `at` where it lies, from `start` to `end` along it."""

    across: bool
    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class RuledCell:
    """A cell: its place in the grid and on the page."""

    row: int
    column: int
    row_span: int
    column_span: int
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class RuledTable:
    """A table drawn with lines; its cells row by row."""

    cells: tuple[RuledCell, ...]
    left: float
    top: float
    right: float
    bottom: float


def ruled_tables(strokes: Iterable[Stroke], slack: float) -> list[RuledTable]:
    """Answer the tables that `strokes` draw, from the top: lines that meet, and at least two cells between them."""
    merged = _merged(strokes, slack)
    tables = [table for group in _touching(merged, slack) if (table := _table(group, slack)) is not None]
    return sorted(tables, key=lambda table: (table.top, table.left))


def _merged(strokes: Iterable[Stroke], slack: float) -> list[Stroke]:
    """Pieces of one line put together: cells are often drawn one by one, each with its own border."""
    done: list[Stroke] = []
    for stroke in sorted(strokes, key=lambda one: (one.across, one.at, one.start)):
        place = len(done) - 1
        while place >= 0 and done[place].across == stroke.across and stroke.at - done[place].at <= slack:
            other = done[place]
            if stroke.start <= other.end + slack and other.start <= stroke.end + slack:
                start, end = min(other.start, stroke.start), max(other.end, stroke.end)
                done[place] = Stroke(other.across, other.at, start, end)
                break
            place -= 1
        else:
            done.append(stroke)
        if len(done) > _MOST_LINES:
            break
    return done


def _touching(strokes: Sequence[Stroke], slack: float) -> Iterator[list[Stroke]]:
    """Groups of lines that meet, directly or over others."""
    left = set(range(len(strokes)))
    while left:
        group = [left.pop()]
        for place in group:
            near = [other for other in left if _meet(strokes[place], strokes[other], slack)]
            left.difference_update(near)
            group.extend(near)
        yield [strokes[place] for place in group]


def _meet(one: Stroke, other: Stroke, slack: float) -> bool:
    if one.across == other.across:
        return False
    return one.start - slack <= other.at <= one.end + slack and other.start - slack <= one.at <= other.end + slack


def _table(group: Sequence[Stroke], slack: float) -> RuledTable | None:
    levels = [one for one in group if one.across]
    uprights = [one for one in group if not one.across]
    if len(levels) < 2 or len(uprights) < 1:
        return None
    # a table without lines at its sides ends where its level lines do
    ends = [Stroke(False, at, 0, 0) for at in (min(one.start for one in levels), max(one.end for one in levels))]
    # … and one that a page breaks goes as far as its upright lines
    ends += [Stroke(True, at, 0, 0) for at in (min(one.start for one in uprights), max(one.end for one in uprights))]
    rows = _places([*levels, *ends[2:]], slack)
    columns = _places([*uprights, *ends[:2]], slack)
    if len(rows) < 2 or len(columns) < 3:
        return None
    cells = tuple(_cells(rows, columns, levels, uprights, slack))
    if len(cells) < 2:
        return None
    return RuledTable(cells, columns[0], rows[0], columns[-1], rows[-1])


def _places(strokes: Iterable[Stroke], slack: float) -> list[float]:
    found: list[float] = []
    for stroke in sorted(strokes, key=lambda one: one.at):
        if not found or stroke.at - found[-1] > 2 * slack:
            found.append(stroke.at)
    return found


def _cells(
    rows: Sequence[float], columns: Sequence[float], levels: Sequence[Stroke], uprights: Sequence[Stroke], slack: float
) -> Iterator[RuledCell]:
    """The places of the grid, put together where no line parts them."""
    taken: set[tuple[int, int]] = set()
    for row in range(len(rows) - 1):
        for column in range(len(columns) - 1):
            if (row, column) in taken:
                continue
            across = 1
            while (
                column + across < len(columns) - 1
                and (row, column + across) not in taken
                and not _drawn(uprights, columns[column + across], rows[row], rows[row + 1], slack)
            ):
                across += 1
            down = 1
            while row + down < len(rows) - 1 and not any(
                _drawn(levels, rows[row + down], columns[each], columns[each + 1], slack)
                for each in range(column, column + across)
            ):
                down += 1
            taken.update((r, c) for r in range(row, row + down) for c in range(column, column + across))
            yield RuledCell(
                row, column, down, across,
                columns[column], rows[row], columns[column + across], rows[row + down],
            )  # fmt: skip


def _drawn(strokes: Iterable[Stroke], at: float, start: float, end: float, slack: float) -> bool:
    covered = sum(
        max(min(one.end, end) - max(one.start, start), 0.0) for one in strokes if abs(one.at - at) <= 2 * slack
    )
    return covered >= _COVERED * (end - start)
