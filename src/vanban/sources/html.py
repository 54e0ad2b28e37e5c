"""Web pages: the document that stands on the page, without the navigation around it.

The page is read as a stream of tags, never as a tree, so depth and size cost no more than their length. Scripts,
styles and hidden parts are passed over; nothing is fetched.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, cast

from vanban.errors import MissingReader
from vanban.model import Limits, Warning_
from vanban.sources import HTML, Extract
from vanban.sources.counting import bullet, counted
from vanban.sources.layout import is_data, row_line, trimmed
from vanban.sources.text import decode

try:
    from lxml import etree
except ImportError as missing:
    raise MissingReader("HTML", "html") from missing


def _names(words: str) -> frozenset[str]:
    return frozenset(words.split())


_CHUNK = 65_536
_SILENT = _names(
    "head script style noscript template iframe object svg canvas audio video select button textarea dialog del"
)
_CHROME = _names("nav aside")
_EDGES = _names("header footer")
_CHROME_ROLES = _names("navigation banner contentinfo search complementary dialog menu menubar")
_CHROME_NAMES = _names(
    "nav navbar navigation menu topmenu mainmenu breadcrumb breadcrumbs sidebar footer banner share sharing social "
    "related comment comments cookie cookies ads advert advertisement pagination pager search toolbar login "
    "copyright"
)
_BLOCKS = _names(
    "address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure footer form "
    "h1 h2 h3 h4 h5 h6 header hr html li main nav ol p pre section summary table tbody td tfoot th thead tr ul"
)
_VOID = _names("area base br col embed hr img input link meta param source track wbr")
_WHITE = re.compile(r"[ \t\r\n\f]+")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_LIST_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*([^;]+)", re.IGNORECASE)
_OWN_MARKER = re.compile(r"(?:[-–—+•*]|\d{1,3}(?:\.\d{1,3})*[.)]|[a-zđ][.)]|[IVXLC]+\.)\s")
_OPENING = re.compile(r"CỘNG H[ÒO]|Ủ?Y BAN NHÂN DÂN|UBND|KẾ HOẠCH|QUYẾT ĐỊNH|TỈNH ỦY|[IVX]+\.\s", re.IGNORECASE)
_CLOSING = re.compile(r"Nơi nhận|TM\.|KT\.|CHỦ TỊCH|\./\.|Lưu:", re.IGNORECASE)
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w.:-]{2,30})", re.IGNORECASE)
_SOLID = 60
_STYLES = {
    "a": "lowerLetter", "lower-alpha": "lowerLetter", "lower-latin": "lowerLetter",
    "A": "upperLetter", "upper-alpha": "upperLetter", "upper-latin": "upperLetter",
    "i": "lowerRoman", "lower-roman": "lowerRoman", "I": "upperRoman", "upper-roman": "upperRoman",
    "decimal-leading-zero": "decimalZero",
}  # fmt: skip


def extract(data: bytes, *, limits: Limits) -> Extract:
    """Answer the text of a web page, a line for each paragraph, line break, list item or table row.

    Menus, link lists and other parts around the document are left out, with a warning that says so.
    """
    page, warnings = _decoded(data[: limits.max_bytes])
    target = _Page(limits)
    parser = etree.HTMLParser(target=cast(Any, target), encoding="utf-8", no_network=True, recover=True)
    fed_all = len(data) <= limits.max_bytes
    for start in range(0, len(page), _CHUNK):
        # what is cut between characters is never cut inside one
        parser.feed(page[start : start + _CHUNK].encode("utf-8", "replace"))
        if target.is_full:
            fed_all = False
            break
    if page:
        parser.close()
    lines = target.lines
    kept = _document(lines)
    text, cut = trimmed("\n".join(line.text for line in kept), limits)
    if not cut and not fed_all:
        cut = (Warning_("truncated", "Trang web quá lớn: chỉ đọc được phần đầu."),)
    dropped = len(lines) - len(kept)
    if dropped:
        warnings += (Warning_("left_out", f"Đã bỏ {dropped} dòng điều hướng, liên kết quanh văn bản."),)
    return Extract(text, (), HTML, warnings + cut)


def _decoded(data: bytes) -> tuple[str, tuple[Warning_, ...]]:
    """The page as text: byte order mark and UTF-8 first, then the encoding that the page declares."""
    declared = _CHARSET.search(data[:4096])
    text, warnings = decode(data)
    if warnings and declared is not None:
        with contextlib.suppress(LookupError):
            text, warnings = data.decode(declared[1].decode("ascii"), "replace"), ()
    return text.replace("\x00", ""), warnings


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    linked: int = 0
    main: bool = False
    chrome: bool = False

    @property
    def own(self) -> int:
        """Characters outside links."""
        return len(self.text) - self.linked


@dataclass(slots=True)
class _Table:
    rows: list[list[list[_Line]]] = field(default_factory=list)
    nested: bool = False


@dataclass(slots=True)
class _List:
    style: str
    value: int
    step: int
    depth: int

    def label(self) -> str:
        """Count one item and answer its printed label."""
        value, self.value = self.value, self.value + self.step
        if self.style == "bullet":
            return bullet("•", self.depth)
        if self.style in {"none", "-", "+"}:
            return "" if self.style == "none" else self.style
        return f"{counted(value, self.style)}."


class _Page:
    """Receives the tags of a page in order and gathers its `lines`."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._elements = self._size = 0
        self._open: list[str] = []
        self._silent_from: int | None = None
        self._chrome_from: int | None = None
        self._main = self._pre = self._links = 0
        self.lines: list[_Line] = []
        self._tables: list[_Table] = []
        self._lists: list[_List] = []
        self._label = ""
        self._pieces: list[str] = []
        self._linked = 0

    @property
    def is_full(self) -> bool:
        return self._elements > self._limits.max_elements or self._size > self._limits.max_chars

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self._elements += 1
        if tag == "br":
            self._flush()
            return
        if tag in _BLOCKS:
            self._flush()
        if tag in _VOID:
            return
        self._open.append(tag)
        if self._silent_from is not None:
            return
        if tag in _SILENT or _is_hidden(tag, attributes):
            self._silent_from = len(self._open)
            return
        if self._chrome_from is None and self._is_chrome(tag, attributes):
            self._chrome_from = len(self._open)
        self._enter(tag, attributes)

    def _enter(self, tag: str, attributes: Mapping[str, str]) -> None:
        match tag:
            case "main" | "article":
                self._main += 1
            case "pre":
                self._pre += 1
            case "a":
                self._links += 1
            case "table":
                if self._tables:
                    self._tables[-1].nested = True
                self._tables.append(_Table())
            case "tr" if self._tables:
                self._tables[-1].rows.append([])
            case "td" | "th" if self._tables and self._tables[-1].rows:
                self._tables[-1].rows[-1].append([])
            case "ol" | "ul":
                above = sum(one.style == "bullet" for one in self._lists[-20:])
                self._lists.append(_list(tag, attributes, above))
            case "li":
                self._label = self._item_label(attributes)

    def _item_label(self, attributes: Mapping[str, str]) -> str:
        if not self._lists:
            return "-"
        self._lists[-1].value = _number(attributes.get("value"), self._lists[-1].value)
        return self._lists[-1].label()

    def end(self, tag: str) -> None:
        if tag in _BLOCKS:
            self._flush()
        if tag in _VOID or not self._open:
            return
        self._open.pop()
        if self._silent_from is not None:
            if len(self._open) < self._silent_from:
                self._silent_from = None
            return
        if self._chrome_from is not None and len(self._open) < self._chrome_from:
            self._chrome_from = None
        self._leave(tag)

    def _leave(self, tag: str) -> None:
        match tag:
            case "main" | "article":
                self._main -= 1
            case "pre":
                self._pre -= 1
            case "a":
                self._links -= 1
            case "table" if self._tables:
                table = self._tables.pop()
                self._sink.extend(_table_lines(table))
            case "ol" | "ul" if self._lists:
                self._lists.pop()
            case "li":
                self._label = ""

    def data(self, text: str) -> None:
        if self._silent_from is not None:
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
        self._flush()
        while self._tables:
            table = self._tables.pop()
            self._sink.extend(_table_lines(table))

    def _add(self, text: str) -> None:
        self._pieces.append(text)
        self._size += len(text)
        if self._links:
            self._linked += len(text)

    @property
    def _sink(self) -> list[_Line]:
        if self._tables and self._tables[-1].rows and self._tables[-1].rows[-1]:
            return self._tables[-1].rows[-1][-1]
        return self.lines

    def _flush(self, *, keep_blank: bool = False) -> None:
        text = "".join(self._pieces)
        linked, self._linked = self._linked, 0
        self._pieces.clear()
        text = text.rstrip("\r") if self._pre else _WHITE.sub(" ", text).strip(" ")
        if not text.strip() and not keep_blank:
            return
        if self._label and text.strip():
            if not _OWN_MARKER.match(text):
                text = f"{self._label} {text}"
            self._label = ""
        line = _Line(text, min(linked, len(text)), self._main > 0, self._chrome_from is not None)
        self._sink.append(line)

    def _is_chrome(self, tag: str, attributes: Mapping[str, str]) -> bool:
        if tag in _CHROME or (tag in _EDGES and not self._main):
            return True
        if tag in {"html", "body", "main", "article"}:
            return False
        names = f"{attributes.get('class', '')} {attributes.get('id', '')}"[:500].lower().split()
        return attributes.get("role", "").lower() in _CHROME_ROLES or not _CHROME_NAMES.isdisjoint(names)


def _is_hidden(tag: str, attributes: Mapping[str, str]) -> bool:
    if "hidden" in attributes or attributes.get("aria-hidden") == "true":
        return True
    if _HIDDEN.search(attributes.get("style", "")[:1000]):
        return True
    # the reference to a footnote in a page saved by a word processor would stick to the word before it
    target = attributes.get("href", "") if tag == "a" else ""
    return target.startswith(("#_ftn", "#_edn")) and not target.startswith(("#_ftnref", "#_ednref"))


def _number(value: str | None, default: int) -> int:
    return int(value) if value is not None and re.fullmatch(r"\s*-?\d{1,6}\s*", value) else default


def _list(tag: str, attributes: Mapping[str, str], above: int) -> _List:
    declared = _LIST_STYLE.search(attributes.get("style", "")[:1000])
    style = declared[1].strip() if declared else attributes.get("type", "")
    sign = style.strip("\"' ")
    if sign in {"none", "-", "+"}:
        return _List(sign, 1, 1, above)
    if tag == "ul":
        return _List("bullet", 1, 1, above)
    step = -1 if "reversed" in attributes else 1
    return _List(_STYLES.get(sign, "decimal"), _number(attributes.get("start"), 1), step, above)


def _table_lines(table: _Table) -> Iterator[_Line]:
    texts = [[[line.text for line in cell] for cell in row] for row in table.rows]
    if table.nested or not is_data(texts):
        yield from (line for row in table.rows for cell in row for line in cell)
        return
    for row, words in zip(table.rows, texts, strict=True):
        lines = [line for cell in row for line in cell]
        if lines:
            linked = sum(line.linked for line in lines)
            yield _Line(row_line(words), linked, lines[0].main, lines[0].chrome)


def _document(lines: Sequence[_Line]) -> list[_Line]:
    """The lines of the document itself: its main part if the page marks one, without link lists before and after."""
    whole = sum(line.own for line in lines)
    kept = [line for line in lines if not line.chrome]
    if sum(line.own for line in kept) * 5 < whole:
        kept = list(lines)
    main = [line for line in kept if line.main]
    if sum(line.own for line in main) * 2 >= sum(line.own for line in kept):
        kept = main or kept
    solid = [place for place, line in enumerate(kept) if line.own >= _SOLID]
    opening = (
        place
        for place, line in enumerate(kept)
        if line.own >= _SOLID or (line.own > line.linked and _OPENING.match(line.text))
    )
    first = next(opening, 0)
    last = max([*solid[-1:], *(p for p, line in enumerate(kept) if _CLOSING.search(line.text))], default=len(kept))
    return [line for p, line in enumerate(kept) if first <= p <= last or line.linked * 2 < len(line.text)]
