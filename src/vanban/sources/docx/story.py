"""The body of a Word file walked once, from top to bottom, since numbering counts as it goes."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

from vanban.errors import Corrupt, MissingReader, TooLarge
from vanban.model import Limits, Warning_
from vanban.sources.docx.fields import Fields
from vanban.sources.docx.package import BROKEN, Package, parser_options
from vanban.sources.docx.styles import Styles
from vanban.sources.docx.tables import read_grid
from vanban.sources.fonts import stored
from vanban.sources.layout import Block, Piece, Said, lines_of, one_line, settled
from vanban.sources.numbering import Numbering, W, is_on

try:
    from lxml import etree
except ImportError as missing:
    raise MissingReader("DOCX", "docx") from missing

_CHOICE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_VML = "{urn:schemas-microsoft-com:vml}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_DELETED = frozenset({W + "del", W + "moveFrom"})
_INSERTED = frozenset({W + "ins", W + "moveTo"})
_WRAPPERS = _INSERTED | frozenset(
    W + name for name in ("customXml", "smartTag", "sdtContent", "hyperlink", "fldSimple", "dir", "bdo")
)
_BREAKS = frozenset({W + "br", W + "cr"})
_PICTURES = frozenset({W + "drawing", W + "pict", W + "object"})
_NOTES = {W + "footnoteReference": "footnotes", W + "endnoteReference": "endnotes"}
_WHITE = re.compile(r"[\t\r\n]")
_EDGE = " \t\r\n"
_HUGE = "Tệp Word có quá nhiều thành phần nên bị từ chối; hãy lưu phần cần đọc thành một tệp riêng."
# Signs of symbol fonts that say more than a dot: dashes, arrows, boxes ticked or not.
_SIGNS = {0x2D: "-", 0x6F: "☐", 0xA8: "☐", 0xFE: "☒", 0xFD: "☒", 0xFC: "✓", 0xE0: "→", 0xDE: "⇒"}


class Story:
    """Gives the blocks of the document, and says afterwards what a person should know about them."""

    def __init__(self, package: Package, limits: Limits) -> None:
        self._package = package
        self._limits = limits
        styles = next(package.roots("styles"), None)
        self._numbering = Numbering(next(package.roots("numbering"), None), styles)
        self._styles = Styles(styles)
        self._fields = Fields()
        self._budget = limits.max_elements
        self._notes: list[tuple[str, str]] = []
        self._carried: list[Piece] = []
        self._contents: list[Block] = []
        self._inserted = self._deleted = 0
        self._hidden = self._foreign = False

    def blocks(self) -> Iterator[Block]:
        """Answer the body and, at its end, the footnotes."""
        size = 0
        for element in self._top_elements():
            for block in self._block(element):
                yield block
                size += len(block.text) + 1 if isinstance(block, Said) else sum(len(f.text) for f in block.fields)
            if size > self._limits.max_chars:
                break
        if self._carried:
            yield from lines_of(self._carried)
        if self._fields.in_contents:
            # a table of contents that never ends may be anything
            yield from self._contents
            self._contents.clear()
        yield from self._footnotes()

    def block(self, element: Any) -> list[Block]:
        """Answer what an element of another part (a page header) holds."""
        return list(self._blocks(element))

    def warnings(self) -> Iterator[Warning_]:
        """What there is to say about the body, once it has been walked."""
        if self._inserted or self._deleted:
            yield Warning_(
                "tracked_changes",
                f"Văn bản còn dấu sửa đổi chưa chốt: {self._inserted} chỗ chèn được giữ, "
                f"{self._deleted} chỗ xóa được bỏ.",
            )
        if self._hidden:
            yield Warning_("hidden_text", "Văn bản có chữ ẩn; chữ ẩn không in ra nên không được đọc.")
        if self._foreign:
            yield Warning_("left_out", "Văn bản chèn cả tệp khác vào giữa; phần chèn đó không được đọc.")
        if self._contents:
            yield Warning_("left_out", "Mục lục tự động được bỏ vì chỉ nhắc lại các đề mục.")

    def _top_elements(self) -> Iterator[Any]:
        """The children of the body one by one; each is forgotten once read, to hold memory down."""
        source = io.BytesIO(self._package.document)
        try:
            for _, element in etree.iterparse(source, events=("end",), **parser_options()):
                self._budget -= 1
                if self._budget < 0:
                    raise TooLarge(_HUGE)
                parent = element.getparent()
                if parent is None or parent.tag != W + "body":
                    continue
                if element.getroottree().docinfo.internalDTD is not None:
                    raise Corrupt(BROKEN)
                yield element
                element.clear()
                while element.getprevious() is not None:
                    del parent[0]
        except etree.XMLSyntaxError as problem:
            raise Corrupt(BROKEN) from problem

    def _block(self, element: Any) -> Iterator[Block]:
        tag = element.tag
        if tag == W + "p":
            before = self._fields.in_contents
            blocks = list(self._paragraph(element))
            if before or self._fields.in_contents:
                self._contents.extend(blocks)
            else:
                yield from blocks
        elif tag == W + "tbl":
            yield read_grid(list(self._rows(element)), self._cells, lambda cell: settled(self._blocks(cell)))
        elif tag == W + "altChunk":
            self._foreign = True
        elif tag in _DELETED:
            self._deleted += 1
        else:
            yield from self._blocks(_inside(element))

    def _blocks(self, parent: Any | None) -> Iterator[Block]:
        if parent is not None:
            for child in parent:
                yield from self._block(child)

    def _rows(self, table: Any) -> Iterator[Any]:
        for row in _through_wrappers(table, W + "tr"):
            if row.find(f"{W}trPr/{W}del") is not None:
                self._deleted += 1
            else:
                self._inserted += row.find(f"{W}trPr/{W}ins") is not None
                yield row

    @staticmethod
    def _cells(row: Any) -> Iterator[Any]:
        return _through_wrappers(row, W + "tc")

    def _paragraph(self, paragraph: Any) -> Iterator[Block]:
        properties = paragraph.find(W + "pPr")
        boxes: list[Any] = []
        capitals = self._styles.capitals(properties, "pStyle")
        pieces = [*self._carried, *self._inline(paragraph, properties, capitals, boxes)]
        self._carried = []
        self._fields.close_instructions()
        if properties is not None and properties.find(f"{W}rPr/{W}del") is not None:
            # the end of this paragraph was deleted: what is left of it belongs to the next one
            self._deleted += 1
            self._carried = pieces
        else:
            label = self._numbering.label(properties)
            if label and any(text.strip() for text, _ in pieces):
                pieces.insert(0, (f"{label} ", None))
            yield from lines_of(pieces)
        for box in boxes:
            yield from [Said(box)] if isinstance(box, str) else self._blocks(box)

    def _inline(self, parent: Any, properties: Any | None, capitals: bool, boxes: list[Any]) -> Iterator[Piece]:
        for child in parent:
            tag = child.tag
            if tag == W + "r":
                yield from self._run(child, properties, capitals, boxes)
            elif tag in _DELETED:
                self._deleted += 1
            elif tag == _MATH + "oMath" or tag == _MATH + "oMathPara":
                yield "".join(part.text or "" for part in child.iter(_MATH + "t")), None
            elif tag == W + "sdt" or tag == _CHOICE + "AlternateContent" or tag in _WRAPPERS:
                self._inserted += tag in _INSERTED
                inside = _inside(child)
                if inside is not None:
                    yield from self._inline(inside, properties, capitals, boxes)

    def _run(self, run: Any, paragraph: Any | None, capitals: bool, boxes: list[Any]) -> Iterator[Piece]:
        properties = run.find(W + "rPr")
        if properties is not None:
            if is_on(properties, "vanish"):
                self._hidden = self._hidden or run.find(W + "t") is not None
                return
            direct = properties.find(W + "caps")
            styled = self._styles.capitals(properties, "rStyle")
            capitals = is_on(properties, "caps") if direct is not None else capitals or styled
        font = self._styles.font(properties, paragraph)
        for child in run:
            piece = self._piece(child, font, boxes)
            if font is not None:
                # capitals of an old encoding are other fonts, not other letters
                yield stored(piece), font
            elif piece:
                yield piece.upper() if capitals else piece, None

    def _piece(self, element: Any, font: str | None, boxes: list[Any]) -> str:
        tag = element.tag
        if tag == W + "fldChar":
            return self._fields.mark(element)
        if tag == W + "instrText":
            self._fields.instruct(element.text or "")
        elif tag in _NOTES:
            self._notes.append((_NOTES[tag], element.get(W + "id") or ""))
        elif tag in _PICTURES or tag == _CHOICE + "AlternateContent":
            boxes.extend(_text_boxes(element))
        elif tag == W + "ruby":
            return "".join(part.text or "" for part in element.iterfind(f"{W}rubyBase/{W}r/{W}t"))
        elif not self._fields.in_instruction:
            return _printed(element, font)
        return ""

    def _footnotes(self) -> Iterator[Block]:
        if not self._notes:
            return
        texts: dict[tuple[str, str], Any] = {}
        for kind in ("footnotes", "endnotes"):
            for root in self._package.roots(kind):
                texts.update({(kind, note.get(W + "id") or ""): note for note in root})
        yield Said("")
        for place, key in enumerate(list(self._notes), start=1):
            note = texts.get(key)
            if note is not None:
                yield one_line(f"[{place}]", self._blocks(note))


def _printed(element: Any, font: str | None) -> str:
    """What the smallest parts of a run print."""
    tag = element.tag
    if tag == W + "t":
        text = element.text or ""
        return _WHITE.sub(" ", text if element.get(_SPACE) == "preserve" else text.strip(_EDGE))
    if tag == W + "tab" or tag == W + "ptab":
        return "\t"
    if tag in _BREAKS:
        return "\n"
    if tag == W + "noBreakHyphen":
        return "-"
    if tag == W + "softHyphen":
        # only seen where a line breaks at it; in the fonts of TCVN3 its code is the letter ư
        return "\u00ad" if font is not None else ""
    if tag == W + "sym":
        return _symbol(element, font)
    return ""


def _inside(element: Any) -> Any | None:
    """What a wrapper wraps: the content of a control, or the first reading of alternate content."""
    if element.tag == W + "sdt":
        return element.find(W + "sdtContent")
    if element.tag == _CHOICE + "AlternateContent":
        choice = element.find(_CHOICE + "Choice")
        return element.find(_CHOICE + "Fallback") if choice is None else choice
    return element if element.tag in _WRAPPERS else None


def _through_wrappers(parent: Any, wanted: str) -> Iterator[Any]:
    for child in parent:
        if child.tag == wanted:
            yield child
        else:
            inside = _inside(child)
            if inside is not None:
                yield from _through_wrappers(inside, wanted)


def _text_boxes(element: Any) -> Iterator[Any]:
    """The outermost text boxes of a drawing, each once, though files store them for new and old programs; letters
    drawn as a picture (a watermark) come as a string."""
    if element.tag == _CHOICE + "AlternateContent":
        found: list[Any] = []
        for reading in (*element.findall(_CHOICE + "Choice"), *element.findall(_CHOICE + "Fallback")):
            found = found or list(_text_boxes(reading))
        yield from found
        return
    for child in element:
        if child.tag == W + "txbxContent":
            yield child
        elif child.tag == _VML + "textpath" and child.get("string"):
            yield _WHITE.sub(" ", child.get("string")).strip()
        else:
            yield from _text_boxes(child)


def _symbol(element: Any, font: str | None) -> str:
    code = element.get(W + "char")
    if code is None or not re.fullmatch(r"[0-9A-Fa-f]{1,5}", code):
        return ""
    value = int(code, 16)
    if 0xF000 <= value <= 0xF0FF:
        # symbol fonts live in the private area: what is no known sign is shown as a dot
        return chr(value) if font is not None else _SIGNS.get(value - 0xF000, "•")
    return chr(value) if value >= 0x20 and not 0xD800 <= value <= 0xDFFF else ""
