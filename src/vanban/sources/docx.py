"""Word files: the text as printed, in reading order, with the labels that automatic numbering draws.

Kept: paragraphs, tables, text boxes, tracked insertions, line breaks, tabs, footnotes (at the end, `[1] …`).
Left out: deletions, hidden text, comments, page headers and footers (but a secrecy mark in a header is kept,
since it decides whether the document may be here at all). Macros and embedded files are never opened.
"""

from __future__ import annotations

import io
import posixpath
import re
from collections.abc import Iterator
from typing import Any

from vanban.errors import Corrupt, MissingReader, TooLarge, Unsupported
from vanban.model import Limits, Warning_
from vanban.sources import DOCX, Extract
from vanban.sources.archive import Archive
from vanban.sources.layout import is_data, row_line, trimmed
from vanban.sources.numbering import Numbering, W, is_on, value_of

try:
    from lxml import etree
except ImportError as missing:
    raise MissingReader("DOCX", "docx") from missing

_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_TRANSITIONAL = W.strip("{}").encode()
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_CHOICE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"

_DELETED = frozenset({W + "del", W + "moveFrom"})
_WRAPPERS = frozenset(
    W + name
    for name in (
        "ins",
        "moveTo",
        "customXml",
        "smartTag",
        "sdtContent",
        "hyperlink",
        "fldSimple",
        "dir",
        "bdo",
    )
)
_BREAKS = frozenset({W + "br", W + "cr"})
_PICTURES = frozenset({W + "drawing", W + "pict", W + "object"})
_NOTES = {W + "footnoteReference": "footnotes", W + "endnoteReference": "endnotes"}
_SECRECY = re.compile(r"\s*(?:tuyệt\s+mật|tối\s+mật|mật)\s*", re.IGNORECASE)
_WHITE = re.compile(r"[\t\r\n]")
_BROKEN = "Tệp Word đã hỏng nên không đọc được; hãy mở bằng phần mềm soạn thảo, lưu lại thành .docx rồi gửi lại."
_HUGE = "Tệp Word có quá nhiều thành phần nên bị từ chối; hãy lưu phần cần đọc thành một tệp riêng."
_OTHER = "Tệp nén này không phải văn bản Word (.docx); hãy lưu văn bản thành .docx hoặc .pdf rồi gửi lại."


def extract(data: bytes, *, limits: Limits) -> Extract:
    """Answer the text of a DOCX file, one line for each paragraph or line break; it has no pages of its own.

    Raises Corrupt, Encrypted, TooLarge or Unsupported (an archive of another kind).
    """
    package = _Package(data, limits)
    story = _Story(package, limits)
    try:
        lines = story.lines()
    except etree.XMLSyntaxError as problem:
        raise Corrupt(_BROKEN) from problem
    text, cut = trimmed("\n".join(lines), limits)
    return Extract(text, (), DOCX, (*package.warnings(text), *story.warnings(), *cut))


def _parser_options() -> dict[str, Any]:
    return {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False}


class _Package:
    """The parts of the file, found through its relationships and never through paths."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        self._archive = Archive(data, limits)
        main = next((target for kind, target in self._relations("") if kind == "officeDocument"), "word/document.xml")
        content = self._archive.read(main)
        if content is None or b"wordprocessingml" not in content[:65536]:
            raise Unsupported(_OTHER)
        self.document = content.replace(_STRICT, _TRANSITIONAL)
        self._related = list(self._relations(main))

    def _relations(self, part: str) -> Iterator[tuple[str, str]]:
        folder, name = posixpath.split(part)
        content = self._archive.read(posixpath.join(folder, "_rels", f"{name}.rels"))
        if content is None:
            return
        for relation in self.parsed(content).iter(_RELATION):
            if relation.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, relation.get("Target") or ""))
                yield (relation.get("Type") or "").rpartition("/")[2], target.lstrip("/")

    @staticmethod
    def parsed(content: bytes) -> Any:
        """Answer the root element; a document type declaration, which Word never writes, is refused."""
        try:
            root = etree.fromstring(content.replace(_STRICT, _TRANSITIONAL), etree.XMLParser(**_parser_options()))
        except (etree.XMLSyntaxError, ValueError) as problem:
            raise Corrupt(_BROKEN) from problem
        if root.getroottree().docinfo.internalDTD is not None:
            raise Corrupt(_BROKEN)
        return root

    def roots(self, kind: str) -> Iterator[Any]:
        """The parts that stand in this relation to the document (`numbering`, `styles`, `header` …)."""
        for found, target in self._related:
            content = self._archive.read(target) if found == kind else None
            if content is not None:
                yield self.parsed(content)

    def warnings(self, text: str) -> Iterator[Warning_]:
        names = [name.lower() for name in self._archive.names]
        if any(name.endswith("vbaproject.bin") for name in names):
            yield Warning_("macros", "Tệp có macro; macro không được chạy và không được đọc.")
        if any("/embeddings/" in name or "/activex/" in name for name in names):
            yield Warning_("embedded", "Tệp có nhúng tệp khác hoặc điều khiển; phần nhúng không được đọc.")
        if not text.strip() and any("/media/" in name for name in names):
            yield Warning_(
                "scan", "Văn bản chỉ có ảnh chụp, không có chữ; hãy gửi tệp soạn thảo hoặc bản nhận dạng chữ."
            )


class _Story:
    """Walks the document once, from top to bottom, since numbering counts as it goes."""

    def __init__(self, package: _Package, limits: Limits) -> None:
        self._package = package
        self._limits = limits
        styles = next(package.roots("styles"), None)
        self._numbering = Numbering(next(package.roots("numbering"), None), styles)
        self._capitals = _capital_styles(styles)
        self._budget = limits.max_elements
        self._notes: list[tuple[str, str]] = []
        self._carried = ""
        self._tracked = self._hidden = self._foreign = False

    def lines(self) -> list[str]:
        """Answer every line of the document: header marks of secrecy, body, footnotes."""
        lines = list(self._secrecy_marks())
        size = 0
        for element in self._top_elements():
            for line in self._block(element):
                lines.append(line)
                size += len(line) + 1
            if size > self._limits.max_chars:
                break
        if self._carried:
            lines.append(self._carried)
        lines += self._footnotes()
        return lines

    def warnings(self) -> Iterator[Warning_]:
        if self._tracked:
            yield Warning_(
                "tracked_changes", "Văn bản còn dấu sửa đổi chưa chốt: phần chèn được giữ, phần xóa được bỏ."
            )
        if self._hidden:
            yield Warning_("hidden_text", "Văn bản có chữ ẩn; chữ ẩn không in ra nên không được đọc.")
        if self._foreign:
            yield Warning_("left_out", "Văn bản chèn cả tệp khác vào giữa; phần chèn đó không được đọc.")

    def _top_elements(self) -> Iterator[Any]:
        """The children of the body one by one; each is forgotten once read, to hold memory down."""
        source = io.BytesIO(self._package.document)
        for _, element in etree.iterparse(source, events=("end",), **_parser_options()):
            self._budget -= 1
            if self._budget < 0:
                raise TooLarge(_HUGE)
            parent = element.getparent()
            if parent is None or parent.tag != W + "body":
                continue
            if element.getroottree().docinfo.internalDTD is not None:
                raise Corrupt(_BROKEN)
            yield element
            element.clear()
            while element.getprevious() is not None:
                del parent[0]

    def _block(self, element: Any) -> Iterator[str]:
        tag = element.tag
        if tag == W + "p":
            yield from self._paragraph(element)
        elif tag == W + "tbl":
            yield from self._table(element)
        elif tag == W + "altChunk":
            self._foreign = True
        elif tag in _DELETED:
            self._tracked = True
        else:
            yield from self._blocks(_inside(element))

    def _blocks(self, parent: Any | None) -> Iterator[str]:
        if parent is not None:
            for child in parent:
                yield from self._block(child)

    def _table(self, table: Any) -> Iterator[str]:
        rows: list[list[list[str]]] = []
        for row in _through_wrappers(table, W + "tr"):
            mark = row.find(f"{W}trPr/{W}del")
            if mark is not None:
                self._tracked = True
                continue
            rows.append([list(self._blocks(cell)) for cell in _through_wrappers(row, W + "tc")])
        nested = next(table.iterdescendants(W + "tbl"), None) is not None
        if not nested and is_data(rows):
            yield from map(row_line, rows)
        else:
            yield from (line for row in rows for cell in row for line in cell)

    def _paragraph(self, paragraph: Any) -> Iterator[str]:
        properties = paragraph.find(W + "pPr")
        boxes: list[Any] = []
        pieces = list(self._inline(paragraph, self._in_capitals(properties, "pStyle"), boxes))
        text = self._carried + "".join(pieces)
        self._carried = ""
        mark = None if properties is None else properties.find(f"{W}rPr/{W}del")
        if mark is not None:
            # the end of this paragraph was deleted: what is left of it belongs to the next one
            self._tracked, self._carried = True, text
        else:
            label = self._numbering.label(properties)
            yield from (f"{label} {text}" if label and text.strip() else text).split("\n")
        for box in boxes:
            yield from self._blocks(box)

    def _inline(self, parent: Any, capitals: bool, boxes: list[Any]) -> Iterator[str]:
        for child in parent:
            tag = child.tag
            if tag == W + "r":
                yield from self._run(child, capitals, boxes)
            elif tag in _DELETED:
                self._tracked = True
            elif tag == W + "ins" or tag == W + "moveTo":
                self._tracked = True
                yield from self._inline(child, capitals, boxes)
            elif tag == _MATH + "oMath" or tag == _MATH + "oMathPara":
                yield "".join(part.text or "" for part in child.iter(_MATH + "t"))
            elif tag == W + "sdt" or tag == _CHOICE + "AlternateContent" or tag in _WRAPPERS:
                inside = _inside(child)
                if inside is not None:
                    yield from self._inline(inside, capitals, boxes)

    def _run(self, run: Any, capitals: bool, boxes: list[Any]) -> Iterator[str]:
        properties = run.find(W + "rPr")
        if properties is not None:
            if is_on(properties, "vanish"):
                self._hidden = True
                return
            direct = properties.find(W + "caps")
            styled = self._in_capitals(properties, "rStyle")
            capitals = is_on(properties, "caps") if direct is not None else capitals or styled
        for child in run:
            piece = self._piece(child, boxes)
            yield piece.upper() if capitals else piece

    def _piece(self, element: Any, boxes: list[Any]) -> str:
        tag = element.tag
        if tag == W + "t":
            text = element.text or ""
            return _WHITE.sub(" ", text if element.get(_SPACE) == "preserve" else text.strip())
        if tag == W + "tab" or tag == W + "ptab":
            return "\t"
        if tag in _BREAKS:
            return "\n"
        if tag == W + "noBreakHyphen":
            return "-"
        if tag == W + "sym":
            return _symbol(element.get(W + "char"))
        if tag in _NOTES:
            self._notes.append((_NOTES[tag], element.get(W + "id") or ""))
        elif tag in _PICTURES:
            boxes.extend(_text_boxes(element))
        elif tag == _CHOICE + "AlternateContent":
            inside = _inside(element)
            if inside is not None:
                boxes.extend(_text_boxes(inside))
        return ""

    def _in_capitals(self, properties: Any | None, name: str) -> bool:
        return properties is not None and value_of(properties, name) in self._capitals

    def _footnotes(self) -> Iterator[str]:
        if not self._notes:
            return
        texts: dict[tuple[str, str], Any] = {}
        for kind in ("footnotes", "endnotes"):
            for root in self._package.roots(kind):
                texts.update({(kind, note.get(W + "id") or ""): note for note in root})
        yield ""
        for place, key in enumerate(list(self._notes), start=1):
            note = texts.get(key)
            if note is not None:
                yield f"[{place}] " + " ".join(line.strip() for line in self._blocks(note) if line.strip())

    def _secrecy_marks(self) -> Iterator[str]:
        found = (line for root in self._package.roots("header") for line in self._blocks(root))
        yield from dict.fromkeys(line.strip() for line in found if _SECRECY.fullmatch(line))


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
    """The outermost text boxes of a drawing, each once, though files store them for new and old programs."""
    for child in element:
        if child.tag == W + "txbxContent":
            yield child
        elif child.tag == _CHOICE + "AlternateContent":
            inside = _inside(child)
            if inside is not None:
                yield from _text_boxes(inside)
        else:
            yield from _text_boxes(child)


def _symbol(code: str | None) -> str:
    if code is None or not re.fullmatch(r"[0-9A-Fa-f]{1,5}", code):
        return ""
    value = int(code, 16)
    if 0xF000 <= value <= 0xF0FF:
        # symbol fonts live in the private area: only a dash is surely a dash, the rest is shown as a dot
        return "-" if value == 0xF02D else "•"
    return chr(value) if value >= 0x20 and not 0xD800 <= value <= 0xDFFF else ""


def _capital_styles(styles: Any | None) -> frozenset[str]:
    """Names of styles that print their text in capitals, inherited ones too."""
    if styles is None:
        return frozenset()
    own: dict[str, bool | None] = {}
    based: dict[str, str | None] = {}
    for style in styles.findall(W + "style"):
        name = style.get(W + "styleId") or ""
        run = style.find(W + "rPr")
        own[name] = None if run is None or run.find(W + "caps") is None else is_on(run, "caps")
        based[name] = value_of(style, "basedOn")
    found: set[str] = set()
    for name in own:
        at: str | None = name
        for _ in range(20):
            if at is None or own.get(at) is not None:
                break
            at = based.get(at)
        if at is not None and own.get(at):
            found.add(name)
    return frozenset(found)
