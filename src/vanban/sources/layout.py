"""Lines and tables in reading order, alike for every kind of file, and how they are laid into one text.

A reader gives blocks: lines (`Said`) and tables (`Grid`). A table that states data is laid one line a row, with a tab
between its columns; one that only places things on the page is read cell after cell.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from vanban import data
from vanban.model import Cell, FontRun, Limits, Table, Warning_
from vanban.repair.folding import fold

DATA_COLUMNS = 3
HEADED_COLUMNS = 2
MAX_CELL = 2000
_COUNTED = re.compile(r"\(?(?:\d{1,2}|[A-H])\)?(?:\s*=.*)?")
_ITEM = re.compile(r"\d{1,3}(?:\.\d{1,3})*[.)]?|[IVX]{1,5}[.)]?")


@dataclass(frozen=True, slots=True)
class Said:
    """One line as read; `fonts`: (start, end, name) of its parts that are set in a font of an old encoding."""

    text: str
    fonts: tuple[tuple[int, int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Field:
    """A cell with what it holds, at its place in the grid; rows and columns count from 0, spans from 1."""

    blocks: tuple[Block, ...]
    row: int
    column: int
    row_span: int = 1
    column_span: int = 1

    @property
    def text(self) -> str:
        """Its lines joined with spaces, those of tables inside it too."""
        return " ".join(line.text.strip() for line in spoken(self.blocks) if line.text.strip())


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as the file gives it; `heads`: rows that the file itself calls head rows, 0 if it says nothing."""

    fields: tuple[Field, ...]
    heads: int = 0

    @property
    def rows(self) -> int:
        """How many rows there are."""
        return max((field.row + 1 for field in self.fields), default=0)

    @property
    def columns(self) -> int:
        """How many columns there are."""
        return max((field.column + field.column_span for field in self.fields), default=0)

    def by_row(self) -> list[list[Field]]:
        """The cells that begin in each row, from left to right."""
        found: list[list[Field]] = [[] for _ in range(self.rows)]
        for field in self.fields:
            found[field.row].append(field)
        return [sorted(row, key=lambda field: field.column) for row in found]


Block = Said | Grid


Piece = tuple[str, str | None]  # what a run of letters prints, and its font if that is one of an old encoding


@dataclass(frozen=True, slots=True)
class Laid:
    """The text of a document with the places of its tables and of its old fonts."""

    text: str
    tables: tuple[Table, ...]
    fonts: tuple[FontRun, ...]
    warnings: tuple[Warning_, ...]


def lay(blocks: Iterable[Block], limits: Limits) -> Laid:
    """Answer the text that `blocks` make, its first `max_chars` characters, with a warning if that is not all."""
    pen = _Pen()
    for block in settled(blocks):
        if isinstance(block, Said):
            pen.line(block)
        else:
            pen.table(block)
        if pen.size > limits.max_chars:
            break
    text, cut = trimmed("\n".join(pen.lines), limits)
    tables = tuple(table for table in pen.tables if table.end <= len(text))
    fonts = tuple(replace(run, end=min(run.end, len(text))) for run in pen.fonts if run.start < len(text))
    return Laid(text, tables, fonts, cut)


def settled(blocks: Iterable[Block]) -> list[Block]:
    """Answer `blocks` with tables that go on one after the other made one, and tables that only place things opened
    into what they hold: the tables that are left state data and hold nothing but lines."""
    found: list[Block] = []
    for block in _joined(blocks):
        if isinstance(block, Said):
            found.append(block)
        elif is_data(block):
            lines = (replace(field, blocks=tuple(spoken(field.blocks))) for field in block.fields)
            found.append(replace(block, fields=tuple(lines)))
        else:
            found.extend(inner for row in block.by_row() for field in row for inner in field.blocks)
    return found


def spoken(blocks: Iterable[Block]) -> Iterator[Said]:
    """The lines of `blocks`, tables read cell after cell."""
    for block in blocks:
        if isinstance(block, Said):
            yield block
        else:
            for row in block.by_row():
                for field in row:
                    yield from spoken(field.blocks)


def lines_of(pieces: Iterable[Piece]) -> Iterator[Said]:
    """Answer the lines of a paragraph given as `pieces`, in which `\\n` breaks a line."""
    text = ""
    fonts: list[tuple[int, int, str]] = []
    for piece, font in pieces:
        for index, part in enumerate(piece.split("\n")):
            if index:
                yield Said(text, tuple(fonts))
                text = ""
                fonts.clear()
            if font is not None and part:
                fonts.append((len(text), len(text) + len(part), font))
            text += part
    yield Said(text, tuple(fonts))


def one_line(label: str, blocks: Iterable[Block]) -> Said:
    """Answer `blocks` as one line behind a label, as a footnote is laid at the end of the text."""
    text = label
    fonts: list[tuple[int, int, str]] = []
    for line in spoken(blocks):
        words = line.text.strip()
        if words:
            shift = len(text) + 1 - (len(line.text) - len(line.text.lstrip()))
            fonts.extend((start + shift, end + shift, name) for start, end, name in line.fonts)
            text += f" {words}"
    return Said(text, tuple(fonts))


def is_data(grid: Grid) -> bool:
    """Whether a table states data: several rows, and three filled columns or a head that says what the columns are.

    Any other table only places things on the page: agency beside national motto, recipients beside signature.
    """
    rows = grid.by_row()
    if len(rows) < 2:
        return False
    if is_headed(grid):
        return True
    widest = 0
    for row in rows:
        texts = [field.text for field in row if field.text]
        if any(_places(text) or len(text) > MAX_CELL for text in texts):
            return False
        widest = max(widest, len(texts))
    nested = any(isinstance(block, Grid) for field in grid.fields for block in field.blocks)
    return widest >= DATA_COLUMNS and not nested


def is_headed(grid: Grid) -> bool:
    """Whether one of the first two filled rows is made of the words that head the columns of such tables."""
    rows = [row for row in grid.by_row()[:4] if any(field.text for field in row)][:2]
    return any(_head_words(row) >= HEADED_COLUMNS for row in rows)


def head_rows(grid: Grid) -> int:
    """How many rows at the top of a table of data are its head, the row that counts the columns included."""
    rows = grid.by_row()
    heads = grid.heads
    if not heads:
        texts = [[field.text for field in row] for row in rows[:3]]
        first = next((place for place, row in enumerate(texts) if any(row)), 0)
        opens = (texts[first] or [""])[0] if texts else ""
        heads = first if not is_headed(grid) and _ITEM.fullmatch(opens) else first + 1
    if heads:
        below = max((field.row + field.row_span for row in rows[:heads] for field in row), default=heads)
        # a cell of the head that reaches down takes with it the row that parts the others below their common title
        heads = below if below <= max(heads + 1, 3) else heads
    if 0 < heads < len(rows) and _counts_columns(rows[heads]):
        heads += 1
    return min(heads, len(rows) - 1)


def _head_words(row: Sequence[Field]) -> int:
    return sum(_plain(field.text) in _known("heads") for field in row if len(field.text) < 60)


def _places(text: str) -> bool:
    start = text[:40].lower().lstrip()
    return start.startswith(_sorted_places())


@cache
def _known(group: str) -> frozenset[str]:
    return frozenset(_plain(words) for words in data.groups("table_frame.txt")[group])


@cache
def _sorted_places() -> tuple[str, ...]:
    return data.groups("table_frame.txt")["places"]


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[^\w\s]", " ", fold(text)).split())


def _counts_columns(row: Sequence[Field]) -> bool:
    """Whether a row is the one that numbers the columns: `(1)`, `(2)`, `(3) = (1) + (2)`."""
    texts = [field.text for field in row if field.text]
    return len(texts) > 2 and all(_COUNTED.fullmatch(text) for text in texts) and texts[-1] != texts[0]


def _joined(blocks: Iterable[Block]) -> Iterator[Block]:
    """`blocks` with a table that goes on after nothing but blank lines taken into the one before it."""
    last: Grid | None = None
    blank: list[Said] = []
    for block in blocks:
        if isinstance(block, Said):
            if last is not None and not block.text.strip():
                blank.append(block)
                continue
            if last is not None:
                yield last
            yield from blank
            last, blank = None, []
            yield block
        elif last is not None and (whole := _continued(last, block)) is not None:
            last, blank = whole, []
        else:
            if last is not None:
                yield last
            yield from blank
            last, blank = block, []
    if last is not None:
        yield last
    yield from blank


def _continued(above: Grid, below: Grid) -> Grid | None:
    """Answer the two as one table if the second goes on with the first: as many columns, and either the same head
    again, which is printed once, or no head and a row that goes on with the items."""
    if above.columns != below.columns or above.columns < HEADED_COLUMNS or not is_headed(above):
        return None
    upper, lower = above.by_row(), below.by_row()
    heads = head_rows(above)
    same = _texts(upper[:heads]) == _texts(lower[:heads])
    if not same:
        opens = lower[0][0].text if lower and lower[0] else ""
        goes_on = lower and lower[0] and lower[0][0].column == 0 and (not opens or _ITEM.fullmatch(opens))
        if not goes_on or is_headed(below):
            return None
        heads = 0
    shift = len(upper) - heads
    more = (replace(field, row=field.row + shift) for field in below.fields if field.row >= heads)
    return Grid((*above.fields, *more), above.heads)


def _texts(rows: Sequence[Sequence[Field]]) -> list[list[str]]:
    return [[_plain(field.text) for field in row] for row in rows]


class _Pen:
    """Writes lines and rows one below the other and remembers where things came to stand."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.tables: list[Table] = []
        self.fonts: list[FontRun] = []
        self.size = 0

    def line(self, line: Said) -> None:
        self._fonts(line, self.size)
        self._write(line.text)

    def table(self, grid: Grid) -> None:
        start = self.size
        cells = [cell for row in grid.by_row() for cell in self._row(row)]
        self.tables.append(
            Table(start, self.size - 1, grid.rows, grid.columns, tuple(cells), head_rows(grid)),
        )

    def _row(self, row: Sequence[Field]) -> list[Cell]:
        text = ""
        placed: list[tuple[Field, int, int, list[int]]] = []
        at = 0
        for field in row:
            text, at = text + "\t" * (field.column - at), field.column
            start, breaks = len(text), []
            for line in spoken(field.blocks):
                words = line.text.strip().replace("\t", " ")
                if not words:
                    continue
                if len(text) > start:
                    text += " "
                    breaks.append(self.size + len(text))
                self._fonts(line, self.size + len(text), words)
                text += words
            placed.append((field, start, len(text), breaks))
        text = text.rstrip("\t")
        here, last = self.size, len(text)
        self._write(text)
        return [
            Cell(
                here + min(start, last),
                here + min(end, last),
                field.row,
                field.column,
                field.row_span,
                field.column_span,
                tuple(breaks),
            )
            for field, start, end, breaks in placed
        ]

    def _fonts(self, line: Said, at: int, words: str | None = None) -> None:
        if not line.fonts:
            return
        # what was stripped from the front of a cell's line moves its fonts
        gone = 0 if words is None else len(line.text) - len(line.text.lstrip())
        length = len(line.text) if words is None else len(words)
        for start, end, name in line.fonts:
            start, end = max(start - gone, 0), min(end - gone, length)
            if start >= end:
                continue
            last = self.fonts[-1] if self.fonts else None
            if last is not None and last.name == name and at + start - last.end <= 1:
                self.fonts[-1] = replace(last, end=at + end)
            else:
                self.fonts.append(FontRun(at + start, at + end, name))

    def _write(self, text: str) -> None:
        self.lines.append(text)
        self.size += len(text) + 1


def trimmed(text: str, limits: Limits) -> tuple[str, tuple[Warning_, ...]]:
    """The first `max_chars` characters, with a warning if that is not all of the text."""
    if len(text) <= limits.max_chars:
        return text, ()
    shown = f"{limits.max_chars:,}".replace(",", ".")
    return text[: limits.max_chars], (Warning_("truncated", f"Văn bản quá dài: chỉ đọc {shown} ký tự đầu."),)
