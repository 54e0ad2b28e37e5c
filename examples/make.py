"""Makes the Word files and the PDF of examples/ from their paragraphs.

    .venv/bin/python examples/make.py

A ``.paragraphs`` file has one paragraph a line: what it is, a tab, its marker and another tab where
it has one, its words.  ``gia-lai-2026`` becomes a Word file whose markers exist only as automatic
numbering, as offices write them; in ``ha-tinh-2026`` the letters are typed, because Word cannot count
a), b) … d), đ); ``da-nang-2026`` becomes a PDF with a text layer.  All are laid out after Decree
30/2020/NĐ-CP: two-column head, 14-point text, recipients left and signature right.
"""

import datetime as dt
import html
import re
from collections.abc import Iterable
from pathlib import Path

import docx
import weasyprint
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph

HERE = Path(__file__).parent
MOTTO = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")
Row = tuple[str, str, str]

LETTER = 2
LEVELS = (("upperRoman", "%1."), ("decimal", "%2."), ("lowerLetter", "%3)"), ("bullet", "-"))


def rows_of(name: str) -> list[Row]:
    """The paragraphs of a plan as (what it is, its marker or "", its words)."""
    rows = []
    for line in (HERE / f"{name}.paragraphs").read_text("utf-8").splitlines():
        kind, *rest = line.split("\t")
        rows.append((kind, rest[0] if len(rest) > 1 else "", rest[-1]))
    return rows


def level_of(marker: str) -> int:
    """The depth of a marker in the numbering: roman 0, arabic 1, letter 2, dash 3."""
    if re.fullmatch(r"[IVX]+\.", marker):
        return 0
    if re.fullmatch(r"\d+\.", marker):
        return 1
    return 3 if marker == "-" else LETTER


def words(rows: Iterable[Row], kind: str) -> list[str]:
    """The words of every paragraph of one kind."""
    return [text for what, _, text in rows if what == kind]


# -- Word ---------------------------------------------------------------------------------------------


def add_numbering(document: Document) -> int:
    """Adds one list of four levels to the document; returns the id that paragraphs refer to."""
    numbering = document.part.numbering_part.element
    levels = "".join(
        f'<w:lvl w:ilvl="{i}"><w:start w:val="1"/><w:numFmt w:val="{fmt}"/><w:lvlText w:val="{text}"/>'
        f'<w:lvlJc w:val="left"/></w:lvl>'
        for i, (fmt, text) in enumerate(LEVELS)
    )
    abstract = parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="90">{levels}</w:abstractNum>')
    numbering.insert(0, abstract)
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="90"><w:abstractNumId w:val="90"/></w:num>'))
    return 90


def number(paragraph: Paragraph, list_id: int, level: int) -> None:
    """Makes a paragraph an item of the list, so that Word itself writes its marker."""
    properties = paragraph._p.get_or_add_pPr()
    numbering = OxmlElement("w:numPr")
    for tag, value in (("w:ilvl", level), ("w:numId", list_id)):
        child = OxmlElement(tag)
        child.set(qn("w:val"), str(value))
        numbering.append(child)
    properties.append(numbering)


def fill(cell: _Cell, lines: Iterable[tuple[str, bool, bool]], align: ALIGN = ALIGN.CENTER) -> None:
    """Writes lines (words, bold, italic) into a table cell, one paragraph each."""
    paragraph = cell.paragraphs[0]
    for i, (text, bold, italic) in enumerate(lines):
        paragraph = paragraph if i == 0 else cell.add_paragraph()
        paragraph.alignment = align
        run = paragraph.add_run(text)
        run.bold, run.italic = bold, italic


def make_docx(name: str, *, typed_letters: bool = False) -> None:
    """Writes NAME.docx: head and foot in tables, markers by automatic numbering, letters typed if so wished."""
    rows, document = rows_of(name), docx.Document()
    style = document.styles["Normal"]
    style.font.name, style.font.size = "Times New Roman", Pt(14)
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin = Cm(3), Cm(2)
    agency = [(line.strip(), i > 0, False) for i, line in enumerate(words(rows, "agency")[0].split("|"))]
    head = document.add_table(rows=2, cols=2)
    fill(head.cell(0, 0), agency)
    fill(head.cell(0, 1), [(line, True, False) for line in MOTTO])
    fill(head.cell(1, 0), [(f"Số: {words(rows, 'number')[0]}", False, False)])
    fill(head.cell(1, 1), [(words(rows, "place")[0], False, True)])
    for line in ("KẾ HOẠCH", *words(rows, "title")):
        paragraph = document.add_paragraph()
        paragraph.alignment = ALIGN.CENTER
        paragraph.add_run(line).bold = True
    list_id = add_numbering(document)
    for kind, marker, text in rows:
        if kind not in ("preamble", "heading", "item", "body", "closing"):
            continue
        paragraph = document.add_paragraph()
        paragraph.alignment = ALIGN.JUSTIFY
        typed = typed_letters and marker and level_of(marker) == LETTER
        paragraph.add_run(f"{marker} {text}" if typed else text).bold = kind == "heading"
        if marker and not typed:
            number(paragraph, list_id, level_of(marker))
    foot = document.add_table(rows=1, cols=2)
    recipients = words(rows, "recipient")
    listed = [(f"- {r}{'.' if r == recipients[-1] else ';'}", False, False) for r in recipients]
    fill(foot.cell(0, 0), [("Nơi nhận:", True, True), *listed], ALIGN.LEFT)
    signature = [*words(rows, "capacity"), "", "", *words(rows, "signer")]
    fill(foot.cell(0, 1), [(line, True, False) for line in signature])
    properties = document.core_properties
    properties.author, properties.title = "", words(rows, "title")[0]
    properties.created = properties.modified = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    document.save(str(HERE / f"{name}.docx"))


# -- PDF ----------------------------------------------------------------------------------------------

STYLE = """
@page { size: A4; margin: 2cm 2cm 2cm 3cm;
        @top-center { content: counter(page); font: 13pt Tinos, "Times New Roman", "Liberation Serif" } }
@page :first { @top-center { content: none } }
body { font: 14pt/1.25 Tinos, "Times New Roman", "Liberation Serif", serif; text-align: justify }
p { margin: 0 0 6pt; text-indent: 1.27cm }
table { width: 100%; border-collapse: collapse } td { vertical-align: top; text-align: center }
td p { margin: 0; text-indent: 0 } .left { text-align: left; font-size: 11pt } .left p { font-size: 11pt }
.head td { font-size: 12pt; white-space: nowrap }
h1 { font-size: 14pt; text-align: center; margin: 6pt 0 } .sign p { font-weight: bold }
"""


def make_pdf(name: str) -> None:
    """Writes NAME.pdf in the look of Decree 30, page number at the top from the second page on."""
    rows = rows_of(name)

    def lines(texts: Iterable[str], tag: str = "p") -> str:
        return "".join(f"<{tag}>{html.escape(t.strip()) or '&nbsp;'}</{tag}>" for t in texts)

    recipients = words(rows, "recipient")
    listed = [f"- {r}{'.' if r == recipients[-1] else ';'}" for r in recipients]
    body = "".join(
        f"<p>{'<b>' if kind == 'heading' else ''}{html.escape(f'{marker} {text}'.strip())}"
        f"{'</b>' if kind == 'heading' else ''}</p>"
        for kind, marker, text in rows
        if kind in ("preamble", "heading", "item", "body", "closing")
    )
    page = (
        f"<!doctype html><html lang=vi><meta charset=utf-8><title>{html.escape(words(rows, 'title')[0])}</title>"
        f"<style>{STYLE}</style><table class=head><tr><td>{lines(words(rows, 'agency')[0].split('|'))}</td>"
        f"<td><b>{lines(MOTTO)}</b></td></tr><tr><td><p>Số: {words(rows, 'number')[0]}</p></td>"
        f"<td><i>{lines(words(rows, 'place'))}</i></td></tr></table>"
        f"{lines(['KẾ HOẠCH', *words(rows, 'title')], 'h1')}{body}"
        f"<table><tr><td class=left><p><b><i>Nơi nhận:</i></b></p>{lines(listed)}</td>"
        f"<td class=sign>{lines([*words(rows, 'capacity'), '', '', '', *words(rows, 'signer')])}</td></tr></table>"
    )
    weasyprint.HTML(string=page).write_pdf(HERE / f"{name}.pdf", uncompressed_pdf=False)


if __name__ == "__main__":
    make_docx("gia-lai-2026")
    make_docx("ha-tinh-2026", typed_letters=True)
    make_pdf("da-nang-2026")
