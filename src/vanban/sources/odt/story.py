"""The body of an ODT file walked once, from top to bottom, since lists count as they go."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from vanban.model import Limits, Warning_
from vanban.sources.fonts import stored
from vanban.sources.grids import MAX_SPAN, arranged
from vanban.sources.layout import Block, Grid, Piece, Said, lines_of, one_line, settled
from vanban.sources.odt.lists import Counting, Lists
from vanban.sources.odt.names import DRAW, OFFICE, TABLE, TEXT, number
from vanban.sources.odt.styles import Letters, Styles

_WHITE = re.compile(r"[ \t\r\n]+")
_MAX_SPACES = 100
_MAX_REPEATED_ROWS = 100
_PARAGRAPHS = frozenset({TEXT + "p", TEXT + "h"})
_CONTENTS = frozenset(
    TEXT + name
    for name in ("table-of-content", "illustration-index", "table-index", "alphabetical-index", "object-index")
)
# What stands in a paragraph without being printed there.
_UNPRINTED = frozenset(
    {
        OFFICE + "annotation", OFFICE + "annotation-end", OFFICE + "forms", TEXT + "tracked-changes",
        TEXT + "hidden-text", TEXT + "hidden-paragraph", TEXT + "note-citation", TEXT + "ruby-text",
        TEXT + "sequence-decls", TEXT + "variable-decls", TEXT + "user-field-decls", TEXT + "toc-mark",
        TEXT + "alphabetical-index-mark",
    }
)  # fmt: skip
_ROW_GROUPS = frozenset(TABLE + name for name in ("table-rows", "table-row-group", "table-header-rows"))


class Story:
    """Gives the blocks of the document, and says afterwards what a person should know about them."""

    def __init__(self, body: Any, styles: Styles, lists: Lists, limits: Limits) -> None:
        self._body = body
        self._styles = styles
        self._lists = lists
        self._limits = limits
        self._notes: list[Any] = []
        self._hidden = self._contents = False

    def blocks(self) -> Iterator[Block]:
        """Answer the body and, at its end, the footnotes."""
        size = 0
        for child in self._body:
            for block in self._block(child, None):
                yield block
                size += len(block.text) + 1 if isinstance(block, Said) else sum(len(f.text) for f in block.fields)
            if size > self._limits.max_chars:
                break
        if self._notes:
            yield Said("")
        for place, note in enumerate(list(self._notes), start=1):
            body = note.find(TEXT + "note-body")
            yield one_line(f"[{place}]", self.part(body) if body is not None else ())

    def part(self, element: Any) -> list[Block]:
        """Answer what an element holds that is no paragraph itself: a page header, a text box, a cell."""
        return [block for child in element for block in self._block(child, None)]

    def warnings(self) -> Iterator[Warning_]:
        """What there is to say about the body, once it has been walked."""
        regions = self._body.iterfind(f"{TEXT}tracked-changes/{TEXT}changed-region/*")
        kinds = [region.tag for region in regions]
        inserted, deleted = kinds.count(TEXT + "insertion"), kinds.count(TEXT + "deletion")
        if inserted or deleted:
            yield Warning_(
                "tracked_changes",
                f"Văn bản còn dấu sửa đổi chưa chốt: {inserted} chỗ chèn được giữ, {deleted} chỗ xóa được bỏ.",
            )
        if self._hidden:
            yield Warning_("hidden_text", "Văn bản có chữ ẩn; chữ ẩn không in ra nên không được đọc.")
        if self._contents:
            yield Warning_("left_out", "Mục lục tự động được bỏ vì chỉ nhắc lại các đề mục.")

    def _block(self, element: Any, counting: Counting | None) -> Iterator[Block]:
        tag = element.tag
        if tag in _PARAGRAPHS:
            label = self._lists.heading(element) if tag == TEXT + "h" and counting is None else ""
            yield from self._paragraph(element, label)
        elif tag == TEXT + "list":
            yield from self._list(element, self._lists.opened(element, counting))
        elif tag == TABLE + "table":
            yield self._table(element)
        elif tag in _CONTENTS:
            self._contents = True
        elif tag == TEXT + "section" and element.get(TEXT + "display") == "none":
            self._hidden = True
        elif isinstance(tag, str) and tag.startswith(DRAW):
            yield from self._drawing(element)
        elif tag not in _UNPRINTED:
            for child in element:
                yield from self._block(child, counting)

    def _list(self, element: Any, counting: Counting) -> Iterator[Block]:
        for item in element:
            waiting = item.tag == TEXT + "list-item"
            for child in item:
                if child.tag in _PARAGRAPHS:
                    label = self._lists.label(counting, item.get(TEXT + "start-value")) if waiting else ""
                    waiting = False
                    yield from self._paragraph(child, label)
                else:
                    yield from self._block(child, counting)

    def _paragraph(self, element: Any, label: str) -> Iterator[Block]:
        boxes: list[Any] = []
        pieces = list(self._inline(element, self._styles.of(element, "paragraph"), boxes))
        if label and any(text.strip() for text, _ in pieces):
            pieces.insert(0, (f"{label} ", None))
        yield from lines_of(_folded(pieces))
        for box in boxes:
            yield from self._drawing(box)

    def _inline(self, element: Any, letters: Letters, boxes: list[Any]) -> Iterator[Piece]:
        yield from self._said(element.text, letters)
        for child in element:
            tag = child.tag
            if tag == TEXT + "span":
                yield from self._inline(child, self._styles.of(child, "text").over(letters), boxes)
            elif tag == TEXT + "s":
                yield "\x1f" * number(child.get(TEXT + "c"), 1, _MAX_SPACES), None
            elif tag == TEXT + "tab":
                yield "\v", None
            elif tag == TEXT + "line-break":
                yield "\n", None
            elif tag == TEXT + "note":
                self._notes.append(child)
            elif tag in {TEXT + "hidden-text", TEXT + "hidden-paragraph"}:
                self._hidden = True
            elif isinstance(tag, str) and tag.startswith(DRAW):
                boxes.append(child)
            elif isinstance(tag, str) and tag not in _UNPRINTED:
                yield from self._inline(child, letters, boxes)
            yield from self._said(child.tail, letters)

    def _said(self, text: str | None, letters: Letters) -> Iterator[Piece]:
        if not text:
            return
        if letters.hidden:
            self._hidden = True
            return
        text = _WHITE.sub(" ", text)
        if letters.font:
            yield stored(text), letters.font
        else:
            yield text.upper() if letters.capitals else text, None

    def _drawing(self, element: Any) -> Iterator[Block]:
        """The text boxes and the words inside a drawing, which may hold further ones."""
        for child in element:
            tag = child.tag
            if tag in _PARAGRAPHS or tag == TEXT + "list" or tag == TABLE + "table":
                yield from self._block(child, None)
            elif isinstance(tag, str) and tag.startswith(DRAW):
                yield from self._drawing(child)

    def _table(self, table: Any) -> Grid:
        rows: list[list[tuple[Sequence[Block], int, int]]] = []
        heads = 0
        for row, is_head in _rows(table, False):
            cells = list(self._cells(row))
            filled = any(blocks for blocks, _, _ in cells)
            times = number(row.get(TABLE + "number-rows-repeated"), 1, _MAX_REPEATED_ROWS) if filled else 1
            rows.extend([cells] * times)
            heads += is_head
        return arranged(rows, heads)

    def _cells(self, row: Any) -> Iterator[tuple[Sequence[Block], int, int]]:
        for cell in row:
            if cell.tag != TABLE + "table-cell":
                continue
            down = number(cell.get(TABLE + "number-rows-spanned"), 1)
            across = number(cell.get(TABLE + "number-columns-spanned"), 1)
            blocks = settled(self.part(cell))
            for _ in range(number(cell.get(TABLE + "number-columns-repeated"), 1, MAX_SPAN)):
                yield blocks, down, across


def _rows(table: Any, is_head: bool) -> Iterator[tuple[Any, bool]]:
    for child in table:
        if child.tag == TABLE + "table-row":
            yield child, is_head
        elif child.tag in _ROW_GROUPS:
            yield from _rows(child, is_head or child.tag == TABLE + "table-header-rows")


def _folded(pieces: list[Piece]) -> Iterator[Piece]:
    """`pieces` with white space as the format prints it: a run of it is one space and none stands at an edge of the
    paragraph; spaces and tabs that the file asks for by name stay."""
    blank = True
    for text, font in pieces:
        if blank:
            text = text.lstrip(" ")
        blank = text.endswith((" ", "\n")) if text else blank
        yield text.replace("\v", "\t").replace("\x1f", " "), font
