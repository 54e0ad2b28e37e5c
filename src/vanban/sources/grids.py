"""Tables from the rows and cells of a file to a grid, in the two ways in which files say what is merged."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from vanban.model import Cell, Table
from vanban.repair.folding import fold
from vanban.sources.layout import Block, Field, Grid

MAX_SPAN = 200


@dataclass(frozen=True, slots=True)
class Slot:
    """A cell of a row as word processors store it: at `column`, `across` columns wide; `down`, `beside`: it only goes
    on with the cell above or before it."""

    blocks: tuple[Block, ...]
    column: int
    across: int = 1
    down: bool = False
    beside: bool = False


def stacked(rows: Iterable[Iterable[Slot]], heads: int = 0) -> Grid:
    """Answer the grid of `rows` in which every cell stands at its column and a merged one comes in several slots."""
    fields: list[Field] = []
    above: dict[int, int] = {}  # column → place in `fields` of the last cell that began there
    for row, slots in enumerate(rows):
        for slot in slots:
            column = min(slot.column, MAX_SPAN)
            across = max(min(slot.across, MAX_SPAN - column), 1)
            place = above.get(column)
            if slot.down and place is not None:
                field = fields[place]
                fields[place] = replace(field, row_span=row - field.row + 1, blocks=_with(field.blocks, slot.blocks))
            elif slot.beside and fields and fields[-1].row == row:
                field = fields[-1]
                span = max(column + across - field.column, field.column_span)
                fields[-1] = replace(field, column_span=span, blocks=_with(field.blocks, slot.blocks))
            else:
                above[column] = len(fields)
                fields.append(Field(slot.blocks, row, column, 1, across))
    return narrowed(Grid(tuple(fields), heads))


def arranged(rows: Iterable[Iterable[tuple[Sequence[Block], int, int]]], heads: int = 0) -> Grid:
    """Answer the grid of `rows` of cells given as (content, row span, column span), as web pages and ODF give them:
    a cell takes the first place that no cell above reaches into."""
    fields: list[Field] = []
    taken: dict[int, int] = {}  # column → first row that is free again
    for row, cells in enumerate(rows):
        column = 0
        for blocks, down, across in cells:
            while taken.get(column, 0) > row:
                column += 1
            down, across = min(max(down, 1), MAX_SPAN), min(max(across, 1), MAX_SPAN)
            if column + across > MAX_SPAN:
                column, across = MAX_SPAN, 1
            fields.append(Field(tuple(blocks), row, column, down, across))
            taken.update(dict.fromkeys(range(column, column + across), row + down))
            column += across
    return narrowed(Grid(tuple(fields), heads))


def narrowed(grid: Grid) -> Grid:
    """Answer `grid` without the columns in which no cell begins, and without spans past its last row."""
    used = sorted({field.column for field in grid.fields})
    place = {column: index for index, column in enumerate(used)}
    rows = grid.rows
    fields = []
    for field in grid.fields:
        inside = sum(field.column <= column < field.column + field.column_span for column in used)
        down = min(field.row_span, rows - field.row)
        fields.append(replace(field, column=place[field.column], column_span=max(inside, 1), row_span=down))
    return Grid(tuple(fields), grid.heads)


def _with(blocks: tuple[Block, ...], more: tuple[Block, ...]) -> tuple[Block, ...]:
    """What a merged cell holds; the empty paragraph that each of its parts must have adds nothing."""
    return blocks + tuple(block for block in more if isinstance(block, Grid) or block.text.strip())


# What may stand between the two halves of a table that a page breaks.
_PAGE_NUMBER = re.compile(r"[\s\d/|–—-]*(?:trang\s*\d+)?[\s\d/|–—-]*", re.I)


def joined(tables: Iterable[Table], text: str) -> Iterator[Table]:
    """Answer `tables` of a text that comes page by page, those that go on over a page made one; a head that is
    printed again stays a row."""
    last: Table | None = None
    for table in tables:
        if last is not None and _goes_on(last, table, text):
            last = _lengthened(last, table, text)
            continue
        if last is not None:
            yield last
        last = table
    if last is not None:
        yield last


def _goes_on(above: Table, below: Table, text: str) -> bool:
    between = text[above.end : below.start]
    return above.columns == below.columns and len(between) < 40 and _PAGE_NUMBER.fullmatch(between) is not None


def _lengthened(above: Table, below: Table, text: str) -> Table:
    shift, heads = above.rows, _repeated(above, below, text)
    cells = list(above.cells)
    for cell in below.cells:
        place = _reaching(cells, above, cell, text) if cell.row == heads and cell.start == cell.end else None
        if place is None:
            cells.append(replace(cell, row=cell.row + shift))
        else:
            cells[place] = replace(cells[place], row_span=shift + cell.row + cell.row_span - cells[place].row)
    return Table(above.start, below.end, shift + below.rows, above.columns, tuple(cells), above.heads)


def _repeated(above: Table, below: Table, text: str) -> int:
    """How many rows at the top of the second half print the head of the first again."""

    def said(table: Table) -> list[str]:
        return ["".join(fold(text[cell.start : cell.end]).split()) for cell in table.cells if cell.row < above.heads]

    return above.heads if said(above) == said(below) else 0


def _reaching(cells: Sequence[Cell], above: Table, empty: Cell, text: str) -> int | None:
    """The place in `cells` of a merged cell that reaches down to the page's end, and so perhaps over it to `empty`."""
    for place, cell in enumerate(cells):
        reaches = cell.row + cell.row_span == above.rows and cell.row_span > 1
        if reaches and cell.column == empty.column and text[cell.start : cell.end].strip():
            return place
    return None
