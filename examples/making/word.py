"""The document as a Word file: head and foot in tables, real tables, automatic numbering where asked for."""

import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterable
from pathlib import Path

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph as WordParagraph

from making.source import WRITTEN, Paragraph, Source, columns_of, style_of
from making.text import FOOT, HEAD, head_of, recipients_of

Line = tuple[str, bool, bool]
NUMBERING = {
    "roman": ("upperRoman", "%{0}."),
    "capital": ("upperLetter", "%{0}."),
    "article": ("decimal", "Điều %{0}."),
    "arabic": ("decimal", "%{0}."),
    "decimal": ("decimal", "%{1}.%{0}."),
    "third": ("decimal", "%{2}.%{1}.%{0}."),
    "letter": ("lowerLetter", "%{0})"),
    "dash": ("bullet", "-"),
    "plus": ("bullet", "+"),
}
MADE = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
EPOCH = (2026, 1, 1, 0, 0, 0)


def add_numbering(document: Document, styles: list[str]) -> int:
    """Adds one list with a level for each style of marker; returns the id that paragraphs refer to."""
    levels = ""
    for i, style in enumerate(styles):
        form, text = NUMBERING[style]
        text = text.format(i + 1, i, i - 1)
        levels += (
            f'<w:lvl w:ilvl="{i}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/>'
            f'<w:lvlJc w:val="left"/></w:lvl>'
        )
    numbering = document.part.numbering_part.element
    numbering.insert(0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="90">{levels}</w:abstractNum>'))
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="90"><w:abstractNumId w:val="90"/></w:num>'))
    return 90


def number(paragraph: WordParagraph, list_id: int, level: int) -> None:
    """Makes a paragraph an item of the list, so that Word itself writes its marker."""
    numbering = OxmlElement("w:numPr")
    for tag, value in (("w:ilvl", level), ("w:numId", list_id)):
        child = OxmlElement(tag)
        child.set(qn("w:val"), str(value))
        numbering.append(child)
    paragraph._p.get_or_add_pPr().append(numbering)


def fill(cell: _Cell, lines: Iterable[Line], align: ALIGN = ALIGN.CENTER) -> None:
    """Writes lines (words, bold, italic) into a table cell, one paragraph each."""
    paragraph = cell.paragraphs[0]
    for i, (text, bold, italic) in enumerate(lines):
        paragraph = paragraph if i == 0 else cell.add_paragraph()
        paragraph.alignment = align
        run = paragraph.add_run(text)
        run.bold, run.italic = bold, italic


def add_head(document: Document, source: Source) -> None:
    """The head, a table of two columns without lines."""
    left, right = head_of(source)
    agencies, places = len(source.words("agency")[0].split("|")), len(source.words("place"))
    mottoes = right[: len(right) - places]
    head = document.add_table(rows=2, cols=2)
    fill(head.cell(0, 0), [(line, i > 0, False) for i, line in enumerate(left[:agencies])])
    fill(head.cell(0, 1), [(line, True, False) for line in mottoes])
    fill(head.cell(1, 0), [(line, False, False) for line in left[agencies:]])
    fill(head.cell(1, 1), [(line, False, True) for line in right[len(mottoes) :]])


def add_foot(document: Document, source: Source) -> None:
    """Recipients left, signature right; two signers above the recipients."""
    signed = [[*block[:-1], "", "", block[-1]] for block in source.signatures()]
    joint = len(signed) > 1
    foot = document.add_table(rows=2 if joint else 1, cols=2)
    for i, block in enumerate(signed):
        fill(foot.cell(0, i if joint else 1), [(line, True, False) for line in block])
    listed = recipients_of(source)
    if listed:
        lines = [(line, i == 0, i == 0) for i, line in enumerate(listed)]
        fill(foot.cell(1 if joint else 0, 0), lines, ALIGN.LEFT)


def add_table(document: Document, table: Paragraph, rows: list[Paragraph]) -> None:
    """A ruled table whose first row is repeated on every page; ^ is merged with the cell above, a group across."""
    columns = columns_of(table)
    grid = document.add_table(rows=1, cols=len(columns))
    grid.style = "Table Grid"
    fill_row(grid.rows[0].cells, [(column, True) for column in columns], ALIGN.CENTER)
    properties = grid.rows[0]._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:tblHeader"))
    tops: list[_Cell] = list(grid.rows[0].cells)
    for row in rows:
        cells = list(grid.add_row().cells)
        if row.kind == "group":
            first = 1 if row.marker else 0
            across = cells[first].merge(cells[-1])
            fill_row([cells[0], across] if first else [across], [(t, True) for t in (row.marker, row.text) if t])
            continue
        for i, text in enumerate(row.cells):
            if text == "^":
                tops[i] = tops[i].merge(cells[i])
            else:
                tops[i] = cells[i]
                fill(cells[i], [(line, False, False) for line in text.split(" // ")], ALIGN.LEFT)


def fill_row(cells: Iterable[_Cell], texts: Iterable[tuple[str, bool]], align: ALIGN = ALIGN.LEFT) -> None:
    """Writes one line (words, bold) into each cell."""
    for cell, (text, bold) in zip(cells, texts, strict=True):
        fill(cell, [(text, bold, False)], align)


def add_paragraph(document: Document, paragraph: Paragraph, list_id: int, styles: list[str]) -> None:
    """One paragraph between head and foot; its marker typed, or written by Word where its style is numbered."""
    if paragraph.kind not in WRITTEN or paragraph.above:
        texts = paragraph.text.split("|")
        for text in [paragraph.marker, *texts] if paragraph.above else texts:
            made = document.add_paragraph()
            made.alignment = ALIGN.CENTER
            made.add_run(text.strip()).bold = paragraph.kind not in ("note", "addressee")
        return
    made = document.add_paragraph()
    made.alignment = ALIGN.JUSTIFY
    style = style_of(paragraph.marker)[0] if paragraph.marker else ""
    numbered = style in styles
    made.add_run(paragraph.text if numbered else paragraph.printed).bold = paragraph.kind == "heading"
    if numbered:
        number(made, list_id, styles.index(style))


def make_docx(source: Source, path: Path) -> None:
    """Writes the Word file; `@docx auto=roman,arabic,dash` names the styles of markers that Word counts itself."""
    document = docx.Document()
    style = document.styles["Normal"]
    style.font.name, style.font.size = "Times New Roman", Pt(14)
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin = Cm(3), Cm(2)
    styles = [word for word in re.split(",", source.options("docx").get("auto", "")) if word]
    list_id = add_numbering(document, styles) if styles else 0
    add_head(document, source)
    paragraphs, footed, i = source.paragraphs, False, 0
    while i < len(paragraphs):
        paragraph = paragraphs[i]
        i += 1
        if paragraph.kind in FOOT:
            if not footed:
                add_foot(document, source)
            footed = True
        elif paragraph.kind == "table":
            start = i
            while i < len(paragraphs) and paragraphs[i].kind in ("row", "group"):
                i += 1
            add_table(document, paragraph, paragraphs[start:i])
        elif paragraph.kind not in HEAD:
            if paragraph.kind == "part":
                document.add_page_break()
            add_paragraph(document, paragraph, list_id, styles)
    document.core_properties.author, document.core_properties.title = "", source.setting("title")
    document.core_properties.created = document.core_properties.modified = MADE
    save(document, path)


def save(document: Document, path: Path) -> None:
    """Writes the package with fixed times, so that the same source makes the same bytes."""
    made = io.BytesIO()
    document.save(made)
    with zipfile.ZipFile(made) as given, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as kept:
        for name in given.namelist():
            kept.writestr(zipfile.ZipInfo(name, EPOCH), given.read(name), zipfile.ZIP_DEFLATED)
