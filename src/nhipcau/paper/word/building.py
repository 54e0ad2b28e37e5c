"""A description put together as a DOCX."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import docx
from docx.document import Document as Word
from docx.oxml.ns import qn

from ..description import Document, OnePage, plain
from .body import SHEET, blocks, ended, roman
from .frame import TEXT_WIDTH, annex_head, foot, head
from .measures import twips
from .styles import set_styles
from .xml import Element, Marks, el, inline, legal, paragraph, run

A4 = (210.0, 297.0)
MARGINS = (20.0, 15.0, 20.0, 30.0)  # mm from the top round to the left; I.3
SHEET_MARGINS = (12.0, 12.0, 10.0, 14.0)
HEADER = 10.0


def document_bytes(document: Document) -> bytes:
    """The document as a DOCX."""
    made, number = _opened(document.abstract, document.issuer)
    body = made.element.body
    marks = Marks()
    for words in head(document):
        body.append(words)
    for base in _bases(document, marks):
        body.append(base)
    for each in blocks(ended(document.body), TEXT_WIDTH, marks):
        body.append(each)
    for each in foot(document):
        body.append(each)
    parts = [_section(number)]
    for place, annex in enumerate(document.annexes, 1):
        body.append(el("p", el("pPr", el("pStyle", val="SauBang"), parts[-1])))
        size = (A4[1], A4[0]) if annex.landscape else A4
        room = size[0] - MARGINS[1] - MARGINS[3]
        label = roman(place) if len(document.annexes) > 1 else ""
        for each in [*annex_head(document, annex, label), *blocks(annex.blocks, room, marks)]:
            body.append(each)
        parts.append(_section(number, size=size))
    body.append(parts[-1])
    return _saved(made)


def sheet_bytes(page: OnePage) -> bytes:
    """The sheet as a DOCX."""
    made, _number = _opened(page.title, "")
    body = made.element.body
    marks = Marks()
    size = (A4[1], A4[0]) if page.landscape else A4
    room = size[0] - SHEET_MARGINS[1] - SHEET_MARGINS[3]
    look = replace(SHEET, size=page.size)
    inner = [paragraph("TrangTen", run(page.title))]
    inner.extend(paragraph("TrangDong", *inline(line, marks, size=page.size + 1)) for line in page.lines)
    inner.extend(blocks(page.blocks, room, marks, look))
    if page.foot:
        inner.append(paragraph("TrangChan", run(page.foot, size=page.size - 1)))
    for each in inner:
        body.append(each)
    body.append(_section("", size=size, margins=SHEET_MARGINS))
    return _saved(made)


def _opened(title: str, author: str) -> tuple[Word, str]:
    made = docx.Document()
    number = _page_number(made)
    set_styles(made.styles)
    made.core_properties.title = legal(title)[:255]
    made.core_properties.author = legal(author)[:255]
    made.core_properties.language = "vi-VN"
    made.core_properties.comments = ""
    body = made.element.body
    for old in list(body):
        body.remove(old)
    return made, number


def _bases(document: Document, marks: Marks) -> list[Element]:
    """II.6.a: a line each in italics, ended by a semicolon, the last by a full stop."""
    found = []
    for place, words in enumerate(document.bases, 1):
        end = "." if place == len(document.bases) else ";"
        stop = "" if plain(words).rstrip().endswith((";", ".")) else end
        found.append(paragraph("CanCu", *inline(words, marks), *([run(stop)] if stop else [])))
    return found


def _page_number(made: Word) -> str:
    """Puts the number into the top margin (I.7); answers the relation by which sections point to it."""
    header = made.sections[0].header
    header.is_linked_to_previous = False
    held = header._element
    for old in list(held):
        held.remove(old)
    held.append(paragraph("SoTrang", el("fldSimple", run("2"), instr=" PAGE ")))
    reference = made.element.body.find(f".//{qn('w:headerReference')}")
    return str(reference.get(qn("r:id")))


def _section(
    number: str, *, size: tuple[float, float] = A4, margins: tuple[float, float, float, float] = MARGINS
) -> Element:
    """A section: A4 upright or on its side; page numbers begin anew and are not shown on its first page."""
    top, right, bottom, left = margins
    made = el("sectPr")
    if number:
        reference = el("headerReference", type_="default")
        reference.set(qn("r:id"), number)
        made.append(reference)
    made.append(el("type", val="nextPage"))
    page = el("pgSz", w=twips(size[0]), h=twips(size[1]))
    if size[0] > size[1]:
        page.set(qn("w:orient"), "landscape")
    made.append(page)
    made.append(
        el(
            "pgMar", top=twips(top), right=twips(right), bottom=twips(bottom), left=twips(left), header=twips(HEADER),
            footer=twips(HEADER), gutter=0,
        )
    )  # fmt: skip
    made.append(el("pgNumType", start=1))
    if number:
        made.append(el("titlePg"))
    return made


def _saved(made: Word) -> bytes:
    out = BytesIO()
    made.save(out)
    return out.getvalue()
