"""Tables as lines in reading order, alike for every kind of file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

DATA_COLUMNS = 3
MAX_CELL = 2000


def table_lines(rows: Sequence[Sequence[Sequence[str]]], *, holds_tables: bool = False) -> Iterator[str]:
    """The lines of a table, given its rows of cells of lines.

    A table of data (three or more filled columns, more than one row) gives one line a row, cells apart by tabs: the row is the
    statement. Any other table only places things on the page (agency beside national motto, recipients beside
    signature), so each cell gives its own lines, row by row.
    """
    if not holds_tables and _is_data(rows):
        for row in rows:
            yield "\t".join(" ".join(line.strip() for line in cell if line.strip()) for cell in row).rstrip("\t")
        return
    for row in rows:
        for cell in row:
            yield from cell


def _is_data(rows: Sequence[Sequence[Sequence[str]]]) -> bool:
    widest = 0
    for row in rows:
        filled = 0
        for cell in row:
            size = sum(len(line.strip()) for line in cell)
            if size > MAX_CELL:
                return False
            filled += size > 0
        widest = max(widest, filled)
    return len(rows) > 1 and widest >= DATA_COLUMNS
