"""Tables of tasks: found in a source or its lines, and read into units, one a row."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from vanban.model import Table
from vanban.repair.lines import Line
from vanban.tables.flat import flat_grids
from vanban.tables.grids import Grid, line_grids, source_grids
from vanban.tables.rows import HEAD, RowCell, RowNode, place_tables

__all__ = ["HEAD", "Grid", "RowCell", "RowNode", "find_grids", "place_tables", "without"]


# A line between the bars of a table, and one that holds bars beside what only heads or closes a document.
_BARRED = re.compile(r"\s*\|.*\|\s*")
_FRAME = re.compile(
    r"CỘNG\s+H(?:ÒA|OÀ)\s+XÃ\s+HỘI|ĐẢNG\s+CỘNG\s+SẢN|[ĐD]ộc lập\s*[-–]|Nơi nhận"
    r"|ngày.{1,12}tháng|\b(?:TM|KT|TL|TUQ)\.\s",
    re.IGNORECASE,
)
_RULE = re.compile(r"[\s|:=—–_-]*")


def find_grids(lines: Sequence[Line], tables: Iterable[Table]) -> list[Grid]:
    """Answer the tables of tasks in `lines` in order: the source's own `tables`, and those that the lines show."""
    known = source_grids(lines, tables)
    known += line_grids(lines, _numbers(known))
    known += flat_grids(lines, _numbers(known))
    return sorted(known, key=lambda grid: grid.first)


def _numbers(grids: Iterable[Grid]) -> frozenset[int]:
    return frozenset(number for grid in grids for number in grid.numbers)


def without(lines: Sequence[Line], grids: Iterable[Grid]) -> list[Line]:
    """Answer `lines` with an empty line where each table stands, and with a tab for each bar of a table that only
    places the head and foot of a document."""
    standing = list(grids)
    taken = frozenset(number for grid in standing for number in grid.numbers)
    firsts = {grid.first for grid in standing}
    return [
        Line(line.number, "", line.start) if line.number in firsts else _unbarred(line)
        for line in lines
        if line.number not in taken or line.number in firsts
    ]


def _unbarred(line: Line) -> Line:
    if "|" not in line.text or not (_BARRED.fullmatch(line.text) or _FRAME.search(line.text)):
        return line
    if _RULE.fullmatch(line.text):
        return replace(line, text="", offsets=None)
    return replace(line, text=line.text.replace("|", "\t"))
