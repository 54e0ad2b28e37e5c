"""Tables whose cells an extractor wrote one a line: the heads of the columns, then the cells of row after row.

A row begins at the number that comes next in the first column, or, where rows have none, after as many lines as there
are columns. Where a row has more or fewer lines than columns, what the lines say decides which column each stands in.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from vanban.deadlines import labelled_limit
from vanban.grammar.lexicon import Tokens
from vanban.grammar.markers import find_marker
from vanban.grammar.names import parse_names
from vanban.repair.lines import Line
from vanban.tables.columns import column_role, counts_columns, is_head
from vanban.tables.grids import Grid, GridCell, GridRow, make_grid

_LEAST, _MOST = 3, 12
_LONGEST_HEAD = 40
# A row of more lines than columns and these is no row.
_MORE_LINES = 8
_NAMED = frozenset({"lead", "executor", "coordinator"})
_NUMBER = re.compile(r"\(?(\d{1,3}(?:\.\d{1,3}){0,3})[.)]?")
_GROUP = re.compile(r"(?P<roman>[IVX]{1,5})[.)]?|(?P<letter>[A-HĐ])[.)]?")
_AFTER = re.compile(r"Nơi nhận|NƠI NHẬN|Trên đây là|(?:TM|KT|TL|TUQ)\.\s")
_SECTIONS = frozenset({"part", "chapter", "division", "article", "capital", "roman"})
_CONTINUED, _EMPTY = 1.5, 2.5


def flat_grids(lines: Sequence[Line], taken: frozenset[int]) -> list[Grid]:
    """Answer the tables of tasks whose cells stand one a line, outside the lines numbered in `taken`."""
    said = [line for line in lines if line.text.strip()]
    grids: list[Grid] = []
    at = 0
    while at < len(said):
        width = _heads(said, at, taken)
        if not width:
            at += 1
            continue
        rows, end = _rows(said, at, width, taken)
        grid = make_grid(rows, exact=False) if len(rows) > 1 else None
        if grid is not None and grid.rows:
            grids.append(grid)
        at = end
    return grids


def _heads(said: Sequence[Line], at: int, taken: frozenset[int]) -> int:
    """Answer how many lines from `at` on are heads of columns, 0 if they are not those of a table of tasks."""
    end = at
    while end < len(said) and end - at < _MOST and said[end].number not in taken and _is_one_head(said[end].text):
        end += 1
    texts = [line.text.strip() for line in said[at:end]]
    if "number" in map(column_role, texts[1:]):
        return 0  # the title of the table stands before its heads
    return end - at if len(texts) >= _LEAST and is_head(texts) else 0


def _is_one_head(text: str) -> bool:
    words = text.strip()
    if len(words) > _LONGEST_HEAD or "\t" in words or "|" in words or find_marker(words) is not None:
        return False
    return column_role(words) is not None


def _rows(said: Sequence[Line], at: int, width: int, taken: frozenset[int]) -> tuple[list[GridRow], int]:
    """Answer the rows of the table that opens at `at`, the row of its heads first, and the place after it."""
    heads = said[at : at + width]
    roles = [column_role(line.text) for line in heads]
    rows = [_row([[line] for line in heads], 0)]
    at += width
    counted = [line.text for line in said[at : at + width]]
    if counts_columns(counted):
        rows.append(_row([[line] for line in said[at : at + width]], 1))
        at += width
    below = itertools.takewhile(
        lambda line: line.number not in taken and not _ends(line), itertools.islice(said, at, None)
    )
    for row in _numbered(below, roles) if roles[0] == "number" else _repeated(below, roles):
        rows.append(_row(row, len(rows)))
        at += sum(map(len, row))
    return rows, at


def _ends(line: Line) -> bool:
    """Whether a line can stand in no row: the title of a section, or what closes a document."""
    text = line.text.strip()
    marker = find_marker(text)
    titled = marker is not None and marker.style in _SECTIONS and marker.end < len(text)
    return titled or _AFTER.match(text) is not None


def _numbered(below: Iterator[Line], roles: Sequence[str | None]) -> list[list[list[Line]]]:
    """Answer the rows of a table whose rows are numbered, each as the lines of its columns."""
    said: list[Line] = []
    starts: list[int] = []
    last: tuple[int, ...] = ()
    group = ""
    for at, line in enumerate(below):
        said.append(line)
        text = line.text.strip()
        number = _NUMBER.fullmatch(text)
        title = _GROUP.fullmatch(text)
        if number is not None:
            found = tuple(map(int, number[1].split(".")))
            if _follows(last, found) or (found == (1,) and starts and said[starts[-1]].text.strip() == group):
                starts.append(at)
                last = found
        elif title is not None and (not starts or at - starts[-1] > 1) and _comes_next(group, title):
            starts.append(at)
            group = text
        if not starts or at - starts[-1] > len(roles) + _MORE_LINES:
            break
    rows: list[list[list[Line]]] = []
    for place, start in enumerate(starts):
        beyond = starts[place + 1] if place + 1 < len(starts) else min(start + len(roles), len(said))
        cells = said[start + 1 : beyond]
        if not cells or len(cells) > len(roles) - 1 + _MORE_LINES:
            break
        rows.append([[said[start]], *_placed(cells, roles[1:])])
    return rows


def _follows(last: tuple[int, ...], found: tuple[int, ...]) -> bool:
    """Whether one number comes right after another in a table: 2 after 1, 1.1 after 1, 2 after 1.3."""
    if not last:
        return found in ((1,), (1, 1))
    if found == (*last, 1):
        return True
    return len(found) <= len(last) and found == (*last[: len(found) - 1], last[len(found) - 1] + 1)


def _comes_next(group: str, title: re.Match[str]) -> bool:
    """Whether a group's letter or roman number opens the groups or comes after the last one's."""
    order = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
    if title["letter"] is not None and title["letter"] not in order:
        return (not group and title["letter"] == "A") or group[:1] < title["letter"]
    plain = group.rstrip(".)")
    wanted = order[order.index(plain) + 1] if plain in order[:-1] else "I"
    return title["roman"] == wanted


def _repeated(below: Iterator[Line], roles: Sequence[str | None]) -> list[list[list[Line]]]:
    """Answer the rows of a table without numbers: as many lines each as there are columns, the columns of names and
    times filled with what they are for."""
    rows: list[list[list[Line]]] = []
    while len(row := list(itertools.islice(below, len(roles)))) == len(roles):
        told = [_fit(role, line.text) == 0 for role, line in zip(roles, row, strict=True) if _is_told(role)]
        if not told or not all(told):
            break
        rows.append([[line] for line in row])
    return rows


def _is_told(role: str | None) -> bool:
    return role in _NAMED or role == "time"


def _placed(cells: Sequence[Line], roles: Sequence[str | None]) -> list[list[Line]]:
    """Answer for each column its lines: one each where there are as many, else as they fit best, in order."""
    if len(cells) == len(roles):
        return [[line] for line in cells]
    if len(cells) == 1:
        return [list(cells), *([] for _ in roles[1:])]
    # best[c]: the cheapest way to place the lines so far with the last of them in column c
    best = [_EMPTY * column + _fit(role, cells[0].text) for column, role in enumerate(roles)]
    steps: list[list[int]] = []
    for line in cells[1:]:
        fresh: list[float] = []
        came: list[int] = []
        for column, role in enumerate(roles):
            ways = [
                (
                    best[before] + (_going_on(role, line.text) if before == column else _EMPTY * (column - before - 1)),
                    before,
                )
                for before in range(column + 1)
            ]
            cost, before = min(ways)
            fresh.append(cost + _fit(role, line.text))
            came.append(before)
        best = fresh
        steps.append(came)
    column = min(range(len(roles)), key=lambda at: best[at] + _EMPTY * (len(roles) - 1 - at))
    found: list[list[Line]] = [[] for _ in roles]
    for at in range(len(cells) - 1, -1, -1):
        found[column].insert(0, cells[at])
        column = steps[at - 1][column] if at else column
    return found


def _going_on(role: str | None, text: str) -> float:
    """Answer what it costs that a column takes one line more; several work together oftener than several lead."""
    first = text.strip()[:1]
    likely = first.islower() or first in "-–+•" or role == "coordinator"
    return 0.5 if likely else _CONTINUED


def _fit(role: str | None, text: str) -> float:
    """Answer how badly `text` fits a column: 0 where it says what the column is for."""
    words = text.strip()
    if role == "time":
        return 0.0 if labelled_limit(words, 0) is not None else 3.0
    names, end = parse_names(Tokens(words), 0, semicolons=True)
    named = bool(names) and end * 2 > len(words)
    if role in _NAMED:
        return 0.0 if named else 2.0
    if role == "task":
        return 2.0 if named or len(words) < 12 else 0.0
    return 1.5 if named else 1.0


def _row(cells: Sequence[Sequence[Line]], number: int) -> GridRow:
    return GridRow(
        [GridCell(list(lines), number, column) if lines else None for column, lines in enumerate(cells)], number
    )
