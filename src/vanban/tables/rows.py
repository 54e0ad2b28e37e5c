"""Rows of a table of tasks as units: their labels, how they nest, and the cells that say who, when and what.

A row's path is its number under its group's and its section's: `II.1`, in an annex `PL1.I.1`. A row without a
number is a dash beside the numbered rows of its group (`II.-1`), but below a row (`II.1.-1`) whose number reaches down
to it or if a dash opens its words. The title of a group without a number is a dash too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import zip_longest

from vanban.grammar.markers import BULLETS, Marker, find_marker
from vanban.outline import Node, Part, is_heading, name_paths
from vanban.paragraphs import Paragraph, ended
from vanban.repair.folding import fold
from vanban.repair.lines import Flow, Line, join_lines
from vanban.tables.columns import counts_columns, is_head, signs
from vanban.tables.grids import Grid, GridCell, GridRow

# The label of paragraphs that are the head of a table: nobody is charged by them.
HEAD = "table-head"
_LEADS = frozenset({"lead", "executor"})
_ATTRIBUTES = _LEADS | {"coordinator", "time", "product"}
# The title of a group without a number stands between roman and arabic numbers.
_GROUP_DEPTH = 6.5
_LABEL = re.compile(r"\(?\s*(?:\d{1,3}(?:\.\d{1,3}){0,3}|[IVXLC]{1,7}|[A-HĐ]|[a-zđ])\s*[.):/]*")
_TITLES = frozenset({"roman", "capital", "part", "chapter"})
_POINTS = re.compile(r"\b(?:bang|bieu|phu luc|nhu sau|sau day|duoi day)\b")


@dataclass(slots=True)
class RowCell:
    """One cell of a row beside its task: the column's role and head, its words; `period` where a cross stands for
    the head's period; `carried` where its words stand in a merged cell above, `assumed` where they only may."""

    role: str | None
    head: str
    column: int
    pieces: list[Line]
    period: str | None = None
    carried: bool = False
    assumed: bool = False
    flow: Flow = field(init=False)

    def __post_init__(self) -> None:
        self.flow = join_lines(self.pieces)

    def go_on(self, pieces: list[Line]) -> None:
        """Add words that stand further down."""
        self.pieces = [*self.pieces, *pieces]
        self.flow = join_lines(self.pieces)


@dataclass(slots=True, eq=False)
class RowNode(Node):
    """A unit that stands in a row of a table: `said` holds its task's words, `titled` if it is a group's title."""

    cells: list[RowCell] = field(default_factory=list)
    said: list[Line] = field(default_factory=list)
    titled: bool = False
    beside: bool = False

    def of(self, *roles: str) -> list[RowCell]:
        """Answer its filled cells of these roles."""
        return [cell for cell in self.cells if cell.role in roles]

    @property
    def kind(self) -> tuple[str, int, bool]:
        """What must be alike in rows that stand side by side."""
        return self.marker.style, self.marker.label.count("."), self.titled and self.marker.style in BULLETS

    @property
    def depth(self) -> float:
        """How deep it stands among the rows of its table."""
        return _GROUP_DEPTH if self.kind[2] else self.marker.rank

    @property
    def charges(self) -> bool:
        """Whether a cell of its own says who, when or with what result."""
        return any(cell.role in _ATTRIBUTES and not cell.assumed for cell in self.cells)


def place_tables(part: Part, grids: Sequence[Grid]) -> None:
    """Put the rows of `grids` among the units of `part` where they stand in the text; a table belongs to the unit
    that introduces it."""
    for grid in grids:
        at = next((i for i, node in enumerate(part.nodes) if _first_line(node) > grid.first), len(part.nodes))
        before = part.nodes[at - 1] if at else None
        anchor = _introducing(before) if before is not None else None
        rows = _Rows(grid, anchor)
        rows.read(before.body if before is not None else part.front)
        part.nodes[at:at] = rows.nodes
        if anchor is not None:
            anchor.heading = is_heading(anchor)
    if grids:
        name_paths(part)


def _first_line(node: Node) -> int:
    return node.paragraph.lines[0].number


def _introducing(node: Node) -> Node | None:
    """The unit under which a table stands that follows `node`: itself, if it is a title or points to the table, or
    the nearest title over it."""
    if isinstance(node, RowNode):
        return next((above for above in node.ancestors() if not isinstance(above, RowNode)), None)
    said = fold(node.body[-1].text if node.body else node.text.text)
    if said.rstrip().endswith(":") or _POINTS.search(said):
        return node
    if not ended(node.text.text) and node.marker.style not in BULLETS:
        return node
    return next((above for above in node.ancestors() if above.heading), node.parent)


class _Rows:
    """Reads the rows of one grid in order; `open` holds the units that further rows may stand under."""

    def __init__(self, grid: Grid, anchor: Node | None) -> None:
        self.grid = grid
        self.anchor = anchor
        self.nodes: list[RowNode] = []
        self.open: list[RowNode] = []
        self.above: dict[int, GridCell] = {}
        self.number = next(iter(grid.columns.of("number")), None)
        tasks = grid.columns.of("task")
        self.task, self.detail = tasks[0], tasks[1] if len(tasks) > 1 else None

    def read(self, aside: list[Paragraph]) -> None:
        """Make the units; the table's head goes to `aside`, heads that come again to the unit before them."""
        heads = {tuple(map(fold, row.texts)) for row in self.grid.above}
        waiting: GridRow | None = None  # a row whose task a page has cut off
        broken = False
        last = 0
        for index, row in enumerate([*self.grid.above, *self.grid.rows]):
            if not row.own():
                continue
            again = tuple(map(fold, row.texts)) in heads or is_head([cell.text for cell in row.own()])
            if index < len(self.grid.above) or again or counts_columns(row.texts):
                (self.nodes[-1].body if self.nodes else aside).append(_head_paragraph(row))
                broken = index >= len(self.grid.above)
                continue
            broken = broken or (last > 0 and row.pieces[0].number > last + 1)
            if waiting is not None:
                row = _together(waiting, row) if self._label(row) is None else row
            cut, broken, last = broken and waiting is None, False, row.pieces[-1].number
            waiting = row if self._lacks_task(row) else None
            if waiting is None:
                self._row(row, cut)
        if waiting is not None:
            self._row(waiting, False)
        for node in self.nodes:
            title = node.titled or bool(node.children) or node.marker.style in _TITLES
            node.heading = title and not node.charges
        if not self.grid.exact:
            self._assume()

    def _lacks_task(self, row: GridRow) -> bool:
        """Whether a row has its number and words beside an empty task."""
        label = self._label(row)
        task = row.cells[self.task] if self.task < len(row.cells) else None
        empty = task is None or (not task.text and task.row == row.number)
        return label is not None and empty and len(row.own()) > 1 and self._title(row, label) is None

    def _row(self, row: GridRow, cut: bool) -> None:
        label, task = self._label(row), self._cell(row, self.task)
        title = None if cut and label is None else self._title(row, label)
        if title is not None:
            self._place(row, title, label, titled=True)
        elif task is None:
            self._extend(row, cut=cut or not self.grid.exact)
        elif task.row < row.number:
            detail = self._cell(row, self.detail)
            if detail is not None and detail.row == row.number:
                self._place(row, detail, None)
            else:
                self._extend(row, cut=False)
        elif label is None and self.nodes and task.text[:1].islower():
            self._extend(row, cut=True)
        elif self._divided(row, task):
            self._place(row, task, label, titled=True, alone=True)
            self._place(row, self._cell(row, self.detail) or task, None)
        else:
            self._place(row, task, label)

    def _cell(self, row: GridRow, column: int | None) -> GridCell | None:
        cell = row.cells[column] if column is not None and column < len(row.cells) else None
        return cell if cell is not None and cell.text else None

    def _divided(self, row: GridRow, task: GridCell) -> bool:
        """Whether the task reaches over several rows that a second column of tasks divides."""
        detail = self._cell(row, self.detail)
        return detail is not None and detail is not task and task.row_span > detail.row_span

    def _label(self, row: GridRow) -> GridCell | None:
        """The row's own number, if it prints one."""
        cell = self._cell(row, self.number)
        own = cell is not None and cell.row == row.number and cell.column_span == 1
        return cell if own and cell is not None and _LABEL.fullmatch(cell.text.strip()) else None

    def _title(self, row: GridRow, label: GridCell | None) -> GridCell | None:
        """The title of a group: the only filled cell beside the number, over several columns, or printed as one."""
        own = [cell for cell in row.own() if cell is not label]
        if len(own) != 1 or any(cell is not None and cell.text and cell.row < row.number for cell in row.cells):
            return None
        cell = own[0]
        marker = _marker_of(label, cell)
        printed = cell.text.isupper() or (marker is not None and marker.style in _TITLES)
        placed = cell.column <= self.task and not cell.text[:1].islower()
        return cell if placed and (cell.column_span > 1 or printed) else None

    def _place(
        self, row: GridRow, cell: GridCell, label: GridCell | None, titled: bool = False, alone: bool = False
    ) -> None:
        """Make a unit of `cell` under `label`; `alone`: the row's other cells belong to a unit of their own."""
        marker = _marker_of(label, cell) or Marker("dash", "-", 0, 0)
        pieces = [part for one in (label, cell) if one is not None and alone for part in one.pieces] or row.pieces
        if not alone and label is None and cell.column == self.detail:
            pieces = [part for part in pieces if part.start >= cell.pieces[0].start]
        paragraph = Paragraph(pieces, marker)
        paragraph.close()
        node = RowNode(paragraph, marker, None, said=list(cell.pieces), titled=titled)
        number = self._cell(row, self.number)
        bare = label is None and marker.end == 0 and not titled and cell.column == self.task
        node.beside = bare and (number is None or number.row == row.number)
        node.text = cell.flow.cut(marker.end) if label is None else cell.flow
        self._hang(node)
        if not alone:
            node.cells = [found for column in range(len(row.cells)) if (found := self._attribute(row, column, cell))]
        self.above.update({one.column: one for one in row.own()})
        self.nodes.append(node)

    def _attribute(self, row: GridRow, column: int, task: GridCell) -> RowCell | None:
        cell = self._cell(row, column)
        if cell is None or cell is task or column in {self.number, self.task} or cell.column != column:
            return None
        columns = self.grid.columns
        ditto = fold(cell.text) in signs("ditto") and column in self.above
        cell = self.above[column] if ditto else cell
        period = columns.periods[column] if fold(cell.text) in signs("cross") else None
        carried = ditto or cell.row < row.number
        return RowCell(columns.roles[column], columns.heads[column], column, list(cell.pieces), period, carried)

    def _hang(self, node: RowNode) -> None:
        """Find the unit that the row stands under: beside a row of its kind, else below the nearest that may hold
        it; a group's title without cells of its own holds whatever kind comes first."""
        if node.beside:
            while self.open and self.open[-1].charges:
                self.open.pop()
        beside = next((at for at in range(len(self.open) - 1, -1, -1) if self.open[at].kind == node.kind), None)
        if beside is not None:
            del self.open[beside:]
        while beside is None and self.open and self.open[-1].depth >= node.depth and self.open[-1].charges:
            self.open.pop()
        node.parent = self.open[-1] if self.open else self.anchor
        node.rank = max(node.marker.rank, node.parent.rank + 1) if node.parent is not None else node.marker.rank
        if node.parent is not None:
            node.parent.children.append(node)
        self.open.append(node)

    def _extend(self, row: GridRow, cut: bool) -> None:
        """A row that goes on with the one before; `cut`: by the end of a page, in the middle of its cells."""
        if not self.nodes:
            return
        node = self.nodes[-1]
        for cell in row.own():
            if cell.column == self.task or cell.column_span == len(row.cells):
                node.said = [*node.said, *cell.pieces]
                node.text = join_lines(node.said)
            elif cell.column != self.number:
                known = next((one for one in node.cells if one.column == cell.column), None) if cut else None
                if known is not None:
                    known.go_on(cell.pieces)
                elif (found := self._attribute(row, cell.column, cell)) or (found := self._own(cell)):
                    node.cells.append(found)
        node.paragraph.lines.extend(row.pieces)
        node.paragraph.close()

    def _own(self, cell: GridCell) -> RowCell:
        columns = self.grid.columns
        return RowCell(columns.roles[cell.column], columns.heads[cell.column], cell.column, list(cell.pieces))

    def _assume(self) -> None:
        """An empty cell for who leads may be the rest of a merged one: the words above it may hold for it."""
        last: dict[int, RowNode] = {}
        for node in self.nodes:
            if node.heading:
                continue
            before = last.get(id(node.parent)) or last.get(id(node))
            if node.of(*_LEADS):
                last[id(node.parent)] = last[id(node)] = node
            elif before is not None and self.grid.columns.of("lead") + self.grid.columns.of("executor"):
                node.cells += [
                    RowCell(cell.role, cell.head, cell.column, cell.pieces, carried=True, assumed=True)
                    for cell in before.of(*_LEADS)
                ]


def _together(above: GridRow, below: GridRow) -> GridRow:
    """The two halves of a row that a page has cut."""
    cells: list[GridCell | None] = []
    for upper, lower in zip_longest(above.cells, below.cells):
        if upper is None or lower is None or not upper.text or not lower.text or upper is lower:
            one = upper if upper is not None and upper.text else lower
            cells.append(one if one is None or one.row < above.number else replace(one, row=above.number))
        elif lower.row == below.number:
            cells.append(replace(upper, pieces=[*upper.pieces, *lower.pieces]))
        else:
            cells.append(upper)
    return GridRow(cells, above.number)


def _marker_of(label: GridCell | None, cell: GridCell) -> Marker | None:
    """The marker that a row's number gives, or the one that opens its words."""
    if label is None:
        return find_marker(cell.text)
    return find_marker(label.text.strip(" .)(:/") + ". x")


def _head_paragraph(row: GridRow) -> Paragraph:
    paragraph = Paragraph(row.pieces, None, HEAD)
    paragraph.close()
    return paragraph
