"""The words of a page of a PDF laid into the cells that are drawn around them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from vanban.model import Limits
from vanban.repair.lines import hyphenated
from vanban.sources.layout import Block, Field, Grid, Laid, Said, lay
from vanban.sources.rules import RuledTable, Stroke, ruled_tables

SLACK = 2.0  # points
_WORD = re.compile(r"\S+")
Box = Sequence[float]  # left, top, right, bottom


@dataclass(slots=True)
class _Held:
    """A word in a cell, and how high it stands."""

    text: str
    top: float
    bottom: float


def laid_in_cells(text: str, strokes: Sequence[Sequence[float]], places: Sequence[Box]) -> Laid | None:
    """Answer the text of a page with its ruled tables as tables; None if it has none, or if `places` are not those of
    its words, one for one. `strokes`: (whether level, at, start, end), in the unit of `places`."""
    tables = ruled_tables((Stroke(bool(level), at, start, end) for level, at, start, end in strokes), SLACK)
    if not tables:
        return None
    words = list(_WORD.finditer(text))
    if len(words) != len(places):
        return None
    held: dict[tuple[int, int], list[_Held]] = {}
    blocks: list[Block | int] = []
    word = 0
    for line in text.split("\n"):
        kept: list[str] = []
        for part in line.split():
            place = _cell_at(tables, places[word])
            if place is None:
                kept.append(part)
            else:
                if place[0] not in blocks:
                    blocks.append(place[0])
                held.setdefault(place, []).append(_Held(part, places[word][1], places[word][3]))
            word += 1
        if kept or not (line.strip() or (blocks and isinstance(blocks[-1], int))):
            blocks.append(Said(line if len(kept) == len(line.split()) else " ".join(kept)))
    whole = [_grid(tables[block], block, held) if isinstance(block, int) else block for block in blocks]
    return lay(whole, Limits(max_chars=max(len(text) * 4, 1000)))


def _cell_at(tables: Sequence[RuledTable], box: Box) -> tuple[int, int] | None:
    across, down = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    for number, table in enumerate(tables):
        if not (table.left <= across <= table.right and table.top <= down <= table.bottom):
            continue
        for place, cell in enumerate(table.cells):
            if cell.left <= across <= cell.right and cell.top <= down <= cell.bottom:
                return number, place
    return None


def _grid(table: RuledTable, number: int, held: dict[tuple[int, int], list[_Held]]) -> Grid:
    fields = (
        Field(
            tuple(map(Said, _lines(held.get((number, place), [])))),
            cell.row,
            cell.column,
            cell.row_span,
            cell.column_span,
        )
        for place, cell in enumerate(table.cells)
    )
    return Grid(tuple(fields))


def _goes_on(last: str, following: str) -> bool:
    """`57-` + `KL/TW`, `III/` + `2026`, `30/6/` + `2026`."""
    return hyphenated(last) or (len(last) > 1 and last[-1] == "/" and last[-2].isalnum() and following[:1].isdigit())


def _lines(words: Sequence[_Held]) -> list[str]:
    """The lines of a cell; one that ends in the hyphen of a broken word, or inside a date, goes on without a space."""
    lines: list[str] = []
    before: _Held | None = None
    for word in words:
        if before is None or word.top + word.bottom > 2 * before.bottom:
            if lines and _goes_on(lines[-1].rsplit(" ", 1)[-1], word.text):
                lines[-1] += word.text
            else:
                lines.append(word.text)
        else:
            lines[-1] += f" {word.text}"
        before = word
    return lines
