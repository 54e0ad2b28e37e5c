"""Tables of tasks in a text: where they stand, and their cells as flows of repaired text.

A table is the source's own (`Extract.tables`) or shows itself in the lines: cells apart by tabs or by `|`, or (in
`flat.py`) one cell a line under a head that names the columns.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from vanban.model import Table
from vanban.repair.lines import Flow, Line, join_lines
from vanban.tables.columns import Columns, counts_columns, is_head, is_lower_head, read_columns

_HEAD_ROWS = 3
# Rows over the head: the table's own title, `Đơn vị tính: …`.
_ROWS_ABOVE = 3
# Recipients and signature come between `|` too where a page laid them out as a table.
_FOOT = re.compile(r"[\s|]*(?:Nơi nhận|NƠI NHẬN|(?:TM|KT|TL|TUQ)\.\s)")
_RULE = re.compile(r"[\s|+:=—–_-]+")


@dataclass(slots=True)
class GridCell:
    """A cell: its words, and how many rows and columns it covers from its place."""

    pieces: list[Line]
    row: int
    column: int
    row_span: int = 1
    column_span: int = 1
    flow: Flow = field(init=False)

    def __post_init__(self) -> None:
        self.flow = join_lines(self.pieces)

    @property
    def text(self) -> str:
        """Its words, lines joined."""
        return self.flow.text


@dataclass(slots=True)
class GridRow:
    """A row: in each column the cell that stands there, its own or one that reaches down to it."""

    cells: list[GridCell | None]
    number: int

    def text(self, column: int) -> str:
        """Answer the words that hold in `column`, also those of a merged cell; empty if there are none."""
        cell = self.cells[column] if column < len(self.cells) else None
        return cell.text if cell is not None else ""

    def own(self) -> list[GridCell]:
        """Answer the filled cells that begin in this row, each once."""
        found: list[GridCell] = []
        for cell in self.cells:
            if cell is not None and cell.text and cell.row == self.number and (not found or found[-1] is not cell):
                found.append(cell)
        return found

    @property
    def texts(self) -> list[str]:
        """The words in every column."""
        return [self.text(column) for column in range(len(self.cells))]

    @property
    def pieces(self) -> list[Line]:
        """The parts of lines that its own cells hold, in the order of the text."""
        return sorted((part for cell in self.own() for part in cell.pieces), key=lambda part: part.start)


@dataclass(slots=True)
class Grid:
    """A table of tasks: its columns and the rows below the head; `above`: rows that are head or title. `exact`:
    merged cells are known; else an empty cell may belong to the one above it."""

    columns: Columns
    rows: list[GridRow]
    above: list[GridRow]
    exact: bool
    numbers: frozenset[int] = field(default_factory=frozenset)

    @property
    def first(self) -> int:
        """The number of its first line."""
        return min(self.numbers)


def source_grids(lines: Sequence[Line], tables: Iterable[Table]) -> list[Grid]:
    """Answer the tables of tasks among the source's own; one without a head goes on with the columns of the table
    that ends right above it."""
    grids: list[Grid] = []
    for table in tables:
        rows = _rows(lines, table)
        grid = make_grid(rows, exact=True)
        if grid is None and grids and rows and _goes_on(lines, grids[-1], rows):
            before = grids[-1]
            before.rows.extend(rows)
            before.numbers |= _numbers(rows)
        elif grid is not None:
            grids.append(grid)
    return grids


def _rows(lines: Sequence[Line], table: Table) -> list[GridRow]:
    cells: list[list[GridCell | None]] = [[None] * table.columns for _ in range(table.rows)]
    for cell in table.cells:
        pieces = pieces_at(lines, cell.start, cell.end)
        one = GridCell(pieces, cell.row, cell.column, cell.row_span, cell.column_span)
        for row in range(cell.row, min(cell.row + cell.row_span, table.rows)):
            for column in range(cell.column, min(cell.column + cell.column_span, table.columns)):
                cells[row][column] = one
    return [GridRow(row, number) for number, row in enumerate(cells)]


def pieces_at(lines: Sequence[Line], start: int, end: int) -> list[Line]:
    """Answer the parts of `lines` that stand in `source_text[start:end]`."""
    pieces = []
    first = max(bisect_right(lines, start, key=lambda line: line.start) - 1, 0)
    for index in range(first, len(lines)):
        line = lines[index]
        if line.start >= end:
            break
        begin, stop = _column(line, start), _column(line, end)
        if stop > begin:
            pieces.append(piece(line, begin, stop))
    return pieces


def _column(line: Line, offset: int) -> int:
    if line.offsets is None:
        return min(max(offset - line.start, 0), len(line.text))
    return min(bisect_left(line.offsets, offset - line.start), len(line.text))


def piece(line: Line, begin: int, stop: int) -> Line:
    """Answer `line.text[begin:stop]` as a line of its own, with its place in the source."""
    start = line.source(begin)
    offsets = line.offsets
    if offsets is not None:
        offsets = tuple(offset + line.start - start for offset in offsets[begin : stop + 1])
    return Line(line.number, line.text[begin:stop], start, offsets)


def _goes_on(lines: Sequence[Line], before: Grid, rows: list[GridRow]) -> bool:
    """Whether nothing stands between a table's end and the rows, and their columns are as many."""
    numbers = _numbers(rows)
    if not numbers or len(before.columns.roles) != len(rows[0].cells):
        return False
    last, first = max(before.numbers), min(numbers)
    between = lines[bisect_right(lines, last, key=lambda line: line.number) :]
    return next((line.number for line in between if line.text.strip()), first) >= first


def _numbers(rows: Iterable[GridRow]) -> frozenset[int]:
    return frozenset(part.number for row in rows for part in row.pieces)


def make_grid(rows: list[GridRow], exact: bool) -> Grid | None:
    """Answer the table that `rows` make if its head is that of a table of tasks."""
    for at in range(min(_ROWS_ABOVE + 1, len(rows))):
        if is_head([cell.text for cell in rows[at].own()]):
            break
    else:
        return None
    end = at + 1
    while end < len(rows) and end < at + _HEAD_ROWS and _is_head_row(rows[at], rows[end], exact):
        end += 1
    columns = read_columns([_head_texts(rows[at:end], step, exact) for step in range(end - at)])
    if not columns.charges:
        return None
    while end < len(rows) and counts_columns(rows[end].texts):
        end += 1
    return Grid(columns, rows[end:], rows[:end], exact, _numbers(rows))


def _is_head_row(first: GridRow, row: GridRow, exact: bool) -> bool:
    own = [cell.text for cell in row.own()]
    reaching = any(cell is not None and cell.text and cell.row < row.number for cell in row.cells)
    split = reaching or (not exact and not row.text(0) and bool(first.text(0)))
    return split and is_lower_head(own)


def _head_texts(rows: list[GridRow], step: int, exact: bool) -> list[str]:
    """The heads of one row; without known merges a head holds for the empty places at its right that are split
    in the row below."""
    texts = rows[step].texts
    if exact or step + 1 >= len(rows):
        return texts
    below = rows[step + 1].texts
    for column in range(1, len(texts)):
        if not texts[column] and below[column] and below[column - 1]:
            texts[column] = texts[column - 1]
    return texts


def line_grids(lines: Sequence[Line], taken: frozenset[int]) -> list[Grid]:
    """Answer the tables that lines show by tabs or `|`, outside the lines in `taken`."""
    grids: list[Grid] = []
    index = 0
    while index < len(lines):
        line = lines[index]
        sign = _sign(line.text)
        if sign is None or line.number in taken or not _may_open(lines, index, sign):
            index += 1
            continue
        run, stop = _run(lines, index, sign, taken)
        grid = make_grid(_split_rows(run, sign), exact=False)
        if grid is not None:
            grids.append(grid)
        index = stop
    return grids


def _sign(text: str) -> str | None:
    """What parts the cells of a line: `|` or a tab, None if it holds no cells."""
    if text.count("|") >= 2:
        return "|"
    return "\t" if "\t" in text.strip() else None


def _may_open(lines: Sequence[Line], index: int, sign: str) -> bool:
    """Whether the head of a table of tasks stands at `lines[index]`."""
    texts = [text.strip() for text in lines[index].text.split(sign)]
    return is_head([text for text in texts if text])


def _run(lines: Sequence[Line], index: int, sign: str, taken: frozenset[int]) -> tuple[list[Line], int]:
    """The lines of the table that opens at `index`, and the index after them. A line without cells belongs to it
    where cells go on right after it: a group's title, or the rest of a last cell."""
    run = [lines[index]]
    stop = at = index + 1
    waiting: list[Line] = []
    while at < len(lines) and lines[at].number not in taken and len(waiting) < 3:
        text = lines[at].text
        if sign == "|" and _FOOT.match(text):
            break
        if _sign(text) == sign or (sign == "|" and text.strip() and _RULE.fullmatch(text)):
            run.extend(waiting)
            run.append(lines[at])
            waiting, stop = [], at + 1
        elif text.strip():
            waiting.append(lines[at])
        at += 1
    return run, stop


def _split_rows(run: list[Line], sign: str) -> list[GridRow]:
    split = [_cells(line, sign) for line in run]
    ruled = sign == "|" and sum(line.text.lstrip().startswith("+-") for line in run) > 2
    width = max((len(cells) for cells in split), default=0)
    rows: list[GridRow] = []
    gathered: list[list[Line]] = []
    for line, cells in zip(run, split, strict=True):
        rule = sign == "|" and _RULE.fullmatch(line.text) is not None
        if not rule:
            gathered.append(cells)
        if gathered and (rule or not ruled):
            rows.append(_row(gathered, width, len(rows)))
            gathered = []
    if gathered:
        rows.append(_row(gathered, width, len(rows)))
    return rows


def _cells(line: Line, sign: str) -> list[Line]:
    """The cells of one line, as parts of it; a frame's outer `|` parts nothing."""
    text = line.text
    begin, stop = 0, len(text)
    if sign == "|":
        begin += len(text) - len(text.lstrip())
        begin += text[begin : begin + 1] == "|"
        stop = len(text.rstrip())
        stop -= text[stop - 1 : stop] == "|"
    cells = []
    at = begin
    for part in text[begin:stop].split(sign):
        cells.append(piece(line, at, at + len(part)))
        at += len(part) + 1
    return cells


def _row(gathered: list[list[Line]], width: int, number: int) -> GridRow:
    cells: list[GridCell | None] = []
    for column in range(width):
        parts = [one[column] for one in gathered if column < len(one) and one[column].text.strip()]
        cells.append(GridCell(parts, number, column) if parts else None)
    if len(gathered[0]) == 1 and cells[0] is not None:
        cells[0].column_span = width
        cells = [cells[0]] * width
    return GridRow(cells, number)
