"""Tables of a Word file: rows and cells with what is merged, from their elements to a grid."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from vanban.sources.grids import MAX_SPAN, Slot, stacked
from vanban.sources.layout import Block, Grid
from vanban.sources.numbering import W, is_on, value_of


def read_grid(rows: list[Any], cells: Callable[[Any], Iterator[Any]], content: Callable[[Any], list[Block]]) -> Grid:
    """Answer the grid of `rows` (`w:tr`); `cells` answers the cells of a row, `content` what a cell holds.

    A cell merged downwards (`w:vMerge`) or sideways (`w:gridSpan`, in old files `w:hMerge`) is one field.
    """
    heads = 0
    for row in rows:
        properties = row.find(W + "trPr")
        if properties is None or not is_on(properties, "tblHeader"):
            break
        heads += 1
    return stacked((_slots(row, cells, content) for row in rows), heads)


def _slots(row: Any, cells: Callable[[Any], Iterator[Any]], content: Callable[[Any], list[Block]]) -> Iterator[Slot]:
    column = _count(row.find(W + "trPr"), "gridBefore", 0)
    for cell in cells(row):
        own = cell.find(W + "tcPr")
        across = max(_count(own, "gridSpan", 1), 1)
        yield Slot(tuple(content(cell)), column, across, _goes_on(own, "vMerge"), _goes_on(own, "hMerge"))
        column += across


def _goes_on(properties: Any | None, name: str) -> bool:
    """Whether a cell is the continuation of a merged one: the mark is there and does not say `restart`."""
    mark = None if properties is None else properties.find(W + name)
    return mark is not None and mark.get(W + "val") != "restart"


def _count(properties: Any | None, name: str, default: int) -> int:
    value = None if properties is None else value_of(properties, name)
    return min(int(value), MAX_SPAN) if value is not None and value.isdecimal() and len(value) < 6 else default
