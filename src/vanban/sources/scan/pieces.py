"""What was recognised on a page that was cut into pieces, put together: column after column, and cells as tables."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace

from vanban.model import Limits
from vanban.sources.layout import Block, Field, Grid, Laid, Said, lay, settled, spoken
from vanban.sources.scan.engine import Word
from vanban.sources.scan.layout import Piece, in_order

Groups = list[list[Piece]]
# A table's cells as (row, column, rows covered, columns covered), and what each holds.
Cells = Sequence[tuple[tuple[int, int, int, int], Groups]]


def put_together(
    words: Iterable[Word],
    pieces: Sequence[Sequence[int]],
    tables: Sequence[Sequence[Sequence[int]]],
    moved: Sequence[Sequence[int]] = (),
) -> tuple[Laid, list[Word]]:
    """Answer the text of a page and its words, in the same order and at their places on the level page.

    `pieces`: as `cutting.Cutting` has them, from the top of the new picture; `tables`: for each table its cells as
    (row, column, rows covered, columns covered); `moved`: the markers that were set elsewhere, as `markers.Moved`.
    """
    held: list[list[Word]] = [[] for _ in pieces]
    tops = [piece[1] + piece[5] for piece in pieces]
    for word in words:
        place = max(bisect_right(tops, (word.top + word.bottom) / 2) - 1, 0)
        across, down = pieces[place][4], pieces[place][5]
        held[place].append(
            replace(
                word,
                left=word.left - across,
                right=word.right - across,
                top=word.top - down,
                bottom=word.bottom - down,
            )
        )
    parts: list[tuple[Groups, Cells | None]] = []
    filled = {(piece[6], piece[7]): in_order(some) for piece, some in zip(pieces, held, strict=True) if piece[6] >= 0}
    seen: set[int] = set()
    for piece, some in zip(pieces, held, strict=True):
        table = piece[6]
        if table < 0:
            parts.append((in_order(some), None))
        elif table not in seen:
            seen.add(table)
            grid = [
                ((row, column, down, across), filled.get((table, place), []))
                for place, (row, column, down, across) in enumerate(tables[table])
            ]
            parts.append(([], grid))
    laid, ordered = written(parts)
    return laid, [_led_back(word, moved) for word in ordered]


def _led_back(word: Word, moved: Sequence[Sequence[int]]) -> Word:
    """The word where it stands on the page, if it is a marker that was moved, or begins with one."""
    down = (word.top + word.bottom) / 2
    for left, top, right, bottom, step in moved:
        if top <= down <= bottom and left + step - 6 <= word.left <= right + step:
            alone = word.right <= right + step + 6
            return replace(word, left=word.left - step, right=word.right - step if alone else word.right)
    return word


def written(parts: Iterable[tuple[Groups, Cells | None]]) -> tuple[Laid, list[Word]]:
    """Answer stretches of text, and tables between them, as text, and the words in the order of the text."""
    blocks: list[Block] = []
    said: dict[int, list[Word]] = {}

    def line(piece: Piece) -> Said:
        one = Said(" ".join(word.text for word in piece.words))
        said[id(one)] = piece.words
        return one

    for groups, cells in parts:
        if cells is not None:
            fields = (Field(tuple(line(piece) for group in held for piece in group), *at) for at, held in cells)
            blocks.append(Grid(tuple(fields)))
        for group in groups:
            blocks += [Said(""), *map(line, group)] if blocks else map(line, group)
    blocks = settled(blocks)
    ordered = [word for one in spoken(blocks) for word in said.get(id(one), ())]
    return lay(blocks, Limits(max_chars=_ANY)), ordered


_ANY = 1 << 60
