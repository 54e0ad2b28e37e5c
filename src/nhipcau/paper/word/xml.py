"""Elements of WordprocessingML. Texts are put in as text, never as markup; what XML forbids is dropped."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import count

from docx.oxml.ns import qn
from lxml import etree

from ..description import Words, runs_of
from .measures import twips

Element = etree._Element
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_PIECES = re.compile(r"\r\n|[\n\r]|\t|[^\n\r\t]+")
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
MARK = "_{kind}_{id}_{count}"


def el(tag: str, *children: Element, **attributes: str | int) -> Element:
    """An element of the namespace `w`; attributes of the same namespace, `type_` for names that Python keeps."""
    made = etree.Element(qn(f"w:{tag}"))
    for name, value in attributes.items():
        made.set(qn(f"w:{name.rstrip('_')}"), str(value))
    made.extend(children)
    return made


def legal(text: str) -> str:
    """`text` without the characters that XML cannot hold."""
    return _FORBIDDEN.sub("", text)


class Marks:
    """Numbers of bookmarks, each used once in a document."""

    def __init__(self) -> None:
        self._next = count(1)

    def around(self, source: str, inner: Element) -> Iterator[Element]:
        """The element between the two ends of a bookmark that names its source. Word hides bookmarks with `_`."""
        number = next(self._next)
        kind, _colon, record = source.partition(":")
        yield el("bookmarkStart", id=number, name=MARK.format(kind=kind, id=record, count=number))
        yield inner
        yield el("bookmarkEnd", id=number)


def run(text: str, *, bold: bool = False, italic: bool = False, style: str = "", size: float = 0) -> Element:
    """A run of text; line breaks and tabs become elements."""
    made = el("r")
    manner = el("rPr")
    if style:
        manner.append(el("rStyle", val=style))
    if bold:
        manner.append(el("b"))
    if italic:
        manner.append(el("i"))
    if size:
        manner.extend([el("sz", val=round(size * 2)), el("szCs", val=round(size * 2))])
    if len(manner):
        made.append(manner)
    for piece in _PIECES.findall(legal(text)):
        if piece == "\t":
            made.append(el("tab"))
        elif piece in {"\n", "\r", "\r\n"}:
            made.append(el("br"))
        else:
            held = el("t")
            held.text = piece
            held.set(_SPACE, "preserve")
            made.append(held)
    return made


def inline(words: Words, marks: Marks, *, size: float = 0) -> list[Element]:
    """The elements of a text, with a bookmark around each run that has a source."""
    found: list[Element] = []
    for each in runs_of(words):
        made = run(each.text, bold=each.bold, italic=each.italic, size=size)
        found.extend(marks.around(each.source, made) if each.source else [made])
    return found


def paragraph(style: str, *inner: Element, manner: tuple[Element, ...] = ()) -> Element:
    """A paragraph of a style; `manner` are further properties, in the order of the schema."""
    return el("p", el("pPr", el("pStyle", val=style), *manner), *inner)


def table(shares: tuple[float, ...], mm: float, rows: list[Element], style: str, *, indent: float = 0) -> Element:
    """A table of fixed columns: `shares` of `mm` millimetres."""
    whole = sum(shares)
    widths = [twips(mm * share / whole) for share in shares]
    return el(
        "tbl",
        el(
            "tblPr",
            el("tblStyle", val=style),
            el("tblW", w=sum(widths), type_="dxa"),
            el("tblInd", w=twips(indent), type_="dxa"),
            el("tblLayout", type_="fixed"),
            el("tblLook", val="0000"),
        ),
        el("tblGrid", *(el("gridCol", w=width) for width in widths)),
        *rows,
    )


def row(*cells: Element, head: bool = False, height: float = 0) -> Element:
    """A row that no page cuts; `head`: repeated on every page; `height`: the least, in millimetres."""
    manner = el("trPr", el("cantSplit"))
    if height:
        manner.append(el("trHeight", val=twips(height), hRule="atLeast"))
    if head:
        manner.append(el("tblHeader"))
    return el("tr", manner, *cells)


def cell(
    width: int, *inner: Element, span: int = 1, fill: str = "", middle: bool = False, apart: bool = False
) -> Element:
    """A cell `width` twips wide over `span` columns, grey where `fill` is a colour; `apart`: white above and below."""
    manner = el("tcPr", el("tcW", w=width, type_="dxa"))
    if span > 1:
        manner.append(el("gridSpan", val=span))
    if apart:
        sides = ("top", "bottom")
        manner.append(el("tcBorders", *(el(side, val="single", sz=8, space=0, color="FFFFFF") for side in sides)))
    if fill:
        manner.append(el("shd", val="clear", color="auto", fill=fill))
    if middle:
        manner.append(el("vAlign", val="center"))
    return el("tc", manner, *inner)
