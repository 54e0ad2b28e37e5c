"""The tags of a page in order, gathered into lines that know in which box of the page they stand."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from vanban.model import Limits
from vanban.sources.grids import arranged
from vanban.sources.html.lists import DrawnList, Place, SavedLists, drawn, number, place_of
from vanban.sources.layout import Block, Grid, Said, is_data, is_headed


def _names(words: str) -> frozenset[str]:
    return frozenset(words.split())


_SILENT = _names(
    "head script style noscript template iframe object svg canvas audio video select button textarea dialog del"
)
_CHROME = _names("nav aside")
_EDGES = _names("header footer")
_CHROME_ROLES = _names("navigation banner contentinfo search complementary dialog menu menubar")
_BLOCKS = _names(
    "address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure footer form "
    "h1 h2 h3 h4 h5 h6 header hr html li main nav ol p pre section summary table tbody td tfoot th thead tr ul"
)
# What holds paragraphs; those themselves are no boxes.
_BOXES = _BLOCKS - _names("address caption dd dt figcaption h1 h2 h3 h4 h5 h6 hr li p pre summary")
_LISTED = _names("p li h1 h2 h3 h4 h5 h6 div")
_VOID = _names("area base br col embed hr img input link meta param source track wbr")
_WHITE = re.compile(r"[ \t\r\n\f]+")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_PRINTED_LABEL = re.compile(r"mso-list\s*:\s*ignore", re.IGNORECASE)
_OWN_MARKER = re.compile(r"(?:[-–—+•*]|\d{1,3}(?:\.\d{1,3})*[.)]|[a-zđ][.)]|[IVXLC]+\.)\s")
# Of a style sheet, what holds the definitions of any list.
_MOST_PIECES, _LONGEST_PIECE = 100, 100_000
# No page is laid out with tables so deep; what stands deeper belongs to the cell around it.
_DEEPEST_TABLE = 20


class Boxes:
    """The boxes of a page as a tree, in the order in which they open; box 0 is the page itself."""

    def __init__(self) -> None:
        self.parents = array("i", [-1])
        self.names: dict[int, str] = {}
        self.tables: set[int] = set()
        self.chrome: set[int] = set()

    def open(self, parent: int) -> int:
        """Add a box in `parent` and answer its number."""
        self.parents.append(parent)
        return len(self.parents) - 1


@dataclass(frozen=True, slots=True)
class PageLine:
    """A line or a whole table of data, its `text` for judging it; `linked`: how much of that stands in links,
    `inner`: how much in links to other places of the page; `box`: where it stands."""

    block: Block
    text: str
    box: int
    linked: int = 0
    inner: int = 0
    main: bool = False

    @property
    def own(self) -> int:
        """Characters outside links."""
        return len(self.text) - self.linked


@dataclass(slots=True)
class _Cell:
    across: int
    down: int
    head: bool
    lines: list[PageLine] = field(default_factory=list)


@dataclass(slots=True)
class _Table:
    box: int
    rows: list[list[_Cell]] = field(default_factory=list)
    nested: bool = False


class Page:
    """Receives the tags of a page in order and gathers its `lines` and `boxes`."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._elements = self._size = 0
        self._open: list[tuple[str, int]] = []
        self._box = 0
        self._silent_from: int | None = None
        self._main = self._pre = self._deep = 0
        self._links: list[bool] = []
        self.boxes = Boxes()
        self.lines: list[PageLine] = []
        self._tables: list[_Table] = []
        self._lists: list[DrawnList] = []
        self._saved = SavedLists()
        self._sheet: list[str] | None = None
        self._place: Place | None = None
        self._label_from: tuple[int, int] | None = None
        self._label = ""
        self._pieces: list[str] = []
        self._linked = self._inner = 0

    @property
    def is_full(self) -> bool:
        """Whether the page holds more than is read of one."""
        return self._elements > self._limits.max_elements or self._size > self._limits.max_chars

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """A tag opens."""
        self._elements += 1
        if tag == "br":
            self._flush()
            return
        if tag in _BLOCKS:
            self._flush()
        if tag in _VOID:
            return
        self._open.append((tag, self._box))
        if tag == "style":
            self._sheet = []
        if self._silent_from is not None:
            return
        if tag in _SILENT or _is_hidden(tag, attributes):
            self._silent_from = len(self._open)
            return
        if tag in _BOXES:
            self._box = self.boxes.open(self._box)
            self._mark(tag, attributes)
        self._enter(tag, attributes)

    def _mark(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Note what a box is called; whether that makes it navigation is seen when the whole page is known."""
        edge = tag in _EDGES and not self._main
        if tag in _CHROME or edge or attributes.get("role", "").lower() in _CHROME_ROLES:
            self.boxes.chrome.add(self._box)
        elif tag not in {"html", "body", "main", "article"}:
            names = f"{attributes.get('class', '')} {attributes.get('id', '')}"[:500].strip()
            if names:
                self.boxes.names[self._box] = names
        if tag == "table":
            self.boxes.tables.add(self._box)

    def _enter(self, tag: str, attributes: Mapping[str, str]) -> None:
        match tag:
            case "main" | "article":
                self._main += 1
            case "pre":
                self._pre += 1
            case "a":
                target = attributes.get("href")
                self._links.append(target is not None and target.startswith("#"))
                if target is None:  # the goal of links, often around a heading
                    self._links.pop()
                    self._open[-1] = ("goal", self._open[-1][1])
            case "table":
                self._open_table()
            case "tr" if self._tables and not self._deep:
                self._tables[-1].rows.append([])
            case "td" | "th" if self._tables and self._tables[-1].rows and not self._deep:
                across, down = (number(attributes.get(name), 1) for name in ("colspan", "rowspan"))
                self._tables[-1].rows[-1].append(_Cell(across, down, tag == "th"))
            case "ol" | "ul":
                above = sum(one.style == "bullet" for one in self._lists[-20:])
                self._lists.append(drawn(tag, attributes, above))
            case "li":
                self._label = self._item_label(attributes)
            case "span" if _PRINTED_LABEL.search(attributes.get("style", "")[:1000]):
                self._label_from = (len(self._open), len(self._pieces))
        if tag in _LISTED:
            self._place = place_of(attributes.get("style", ""))

    def _open_table(self) -> None:
        if len(self._tables) >= _DEEPEST_TABLE:
            self._deep += 1
            return
        if self._tables:
            self._tables[-1].nested = True
        self._tables.append(_Table(self._box))

    def _item_label(self, attributes: Mapping[str, str]) -> str:
        if not self._lists:
            return "-"
        self._lists[-1].value = number(attributes.get("value"), self._lists[-1].value)
        return self._lists[-1].label()

    def end(self, tag: str) -> None:
        """A tag closes."""
        if tag in _BLOCKS:
            self._flush()
        if tag in _VOID or not self._open:
            return
        if self._label_from is not None and len(self._open) == self._label_from[0]:
            self._print_label(self._label_from[1])
        opened, self._box = self._open.pop()
        if self._sheet is not None and tag == "style":
            self._saved.define("".join(self._sheet))
            self._sheet = None
        if self._silent_from is not None:
            if len(self._open) < self._silent_from:
                self._silent_from = None
            return
        self._leave("" if opened == "goal" else tag)

    def _leave(self, tag: str) -> None:
        if tag in _LISTED:
            self._place = None
        match tag:
            case "main" | "article":
                self._main -= 1
            case "pre":
                self._pre -= 1
            case "a" if self._links:
                self._links.pop()
            case "table" if self._deep:
                self._deep -= 1
            case "table" if self._tables:
                table = self._tables.pop()
                self._sink.extend(_table_lines(table))
            case "ol" | "ul" if self._lists:
                self._lists.pop()
            case "li":
                self._label = ""

    def data(self, text: str) -> None:
        """Words between tags."""
        if self._silent_from is not None:
            if self._sheet is not None and len(self._sheet) < _MOST_PIECES:
                self._sheet.append(text[:_LONGEST_PIECE])
            return
        if self._pre:
            first, *rest = text.split("\n")
            self._add(first)
            for line in rest:
                self._flush(keep_blank=True)
                self._add(line)
        else:
            self._add(text)

    def comment(self, text: str) -> None:
        """Comments are not part of the document."""

    def pi(self, target: str, text: str | None = None) -> None:
        """Processing instructions are not part of the document."""

    def close(self) -> None:
        """The page ends, whatever is still open."""
        self._flush()
        while self._tables:
            table = self._tables.pop()
            self._sink.extend(_table_lines(table))

    def _add(self, text: str) -> None:
        self._pieces.append(text)
        self._size += len(text)
        if self._links:
            self._linked += len(text)
            if self._links[-1]:
                self._inner += len(text)

    def _print_label(self, start: int) -> None:
        """Put the label that a word processor printed in the place of its sign and the spaces behind it."""
        label = self._saved.printed(self._place, "".join(self._pieces[start:]))
        self._pieces[start:] = [f"{label} "]
        self._place = self._label_from = None
        self._label = ""

    @property
    def _sink(self) -> list[PageLine]:
        if self._tables and self._tables[-1].rows and self._tables[-1].rows[-1]:
            return self._tables[-1].rows[-1][-1].lines
        return self.lines

    def _flush(self, *, keep_blank: bool = False) -> None:
        text = "".join(self._pieces)
        linked, self._linked = self._linked, 0
        inner, self._inner = self._inner, 0
        self._pieces.clear()
        self._label_from = None
        text = text.rstrip("\r") if self._pre else _WHITE.sub(" ", text).strip(" ")
        said = bool(text.strip())
        if not said and not keep_blank:
            return
        if said and self._place is not None:
            self._label = self._saved.label(self._place) or self._label
            self._place = None
        if said and self._label:
            if not _OWN_MARKER.match(text):
                text = f"{self._label} {text}"
            self._label = ""
        line = PageLine(Said(text), text, self._box, min(linked, len(text)), min(inner, len(text)), self._main > 0)
        self._sink.append(line)


def _is_hidden(tag: str, attributes: Mapping[str, str]) -> bool:
    if "hidden" in attributes or attributes.get("aria-hidden") == "true":
        return True
    if _HIDDEN.search(attributes.get("style", "")[:1000]):
        return True
    # the reference to a footnote in a page saved by a word processor would stick to the word before it
    target = attributes.get("href", "") if tag == "a" else ""
    return target.startswith(("#_ftn", "#_edn")) and not target.startswith(("#_ftnref", "#_ednref"))


def _table_lines(table: _Table) -> Iterator[PageLine]:
    """A table of data as one line of judgement; any other cell after cell."""
    inner = [line for row in table.rows for cell in row for line in cell.lines]
    grid = _grid(table)
    if not inner or not is_data(grid) or (table.nested and not is_headed(grid)):
        yield from inner
        return
    text = " ".join(line.text for line in inner)
    linked, within = sum(line.linked for line in inner), sum(line.inner for line in inner)
    yield PageLine(grid, text, table.box, linked, within, inner[0].main)


def _grid(table: _Table) -> Grid:
    heads = 0
    for row in table.rows:
        if not row or not all(cell.head for cell in row):
            break
        heads += 1
    cells = ([([line.block for line in cell.lines], cell.down, cell.across) for cell in row] for row in table.rows)
    return arranged(cells, heads)
