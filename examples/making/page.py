"""The document as a PDF in the look of Decree 30/2020/NĐ-CP."""

import html
from collections.abc import Iterable
from pathlib import Path

import weasyprint

from making.source import WRITTEN, Paragraph, Source, columns_of
from making.text import FOOT, HEAD, head_of, recipients_of

STYLE = """
@page { size: A4; margin: 2cm 2cm 2cm 3cm;
        @top-center { content: counter(page); font: 13pt Tinos, "Times New Roman", "Liberation Serif" } }
@page :first { @top-center { content: none } }
body { font: 14pt/1.25 Tinos, "Times New Roman", "Liberation Serif", serif; text-align: justify }
p { margin: 0 0 6pt; text-indent: 1.27cm }
table { width: 100%; border-collapse: collapse } td { vertical-align: top; text-align: center }
td p { margin: 0; text-indent: 0 } .left { text-align: left; font-size: 11pt } .left p { font-size: 11pt }
.head td { font-size: 12pt; white-space: nowrap } .head .wraps { white-space: normal }
h1 { font-size: 14pt; text-align: center; margin: 6pt 0 } .sign p { font-weight: bold }
.middle { text-align: center; text-indent: 0 }
.grid td, .grid th { border: 0.5pt solid black; padding: 2pt 4pt; font-size: 12pt; text-align: left }
.grid th, .grid .n { text-align: center } .grid { margin: 6pt 0; page-break-inside: auto }
.part { page-break-before: always }
"""


def shown(text: str) -> str:
    """Words as they may stand in HTML; an empty line keeps its height."""
    return html.escape(text.strip()) or "&nbsp;"


def lines_of(texts: Iterable[str], tag: str = "p") -> str:
    """One element a line."""
    return "".join(f"<{tag}>{shown(text)}</{tag}>" for text in texts)


def head_html(source: Source) -> str:
    """The head in two columns: agency and number left; motto, place and date right."""
    left, right = head_of(source)
    agencies = len(source.words("agency")[0].split("|"))
    places = len(source.words("place"))
    mottoes = right[: len(right) - places]
    return (
        f"<table class=head><tr><td>{lines_of(left[: agencies - 1])}<p><b>{shown(left[agencies - 1])}</b></p></td>"
        f"<td><b>{lines_of(mottoes)}</b></td></tr><tr><td class=wraps>{lines_of(left[agencies:])}</td>"
        f"<td><i>{lines_of(right[len(mottoes) :])}</i></td></tr></table>"
    )


def foot_html(source: Source) -> str:
    """Recipients left and signature right; two signers stand beside one another above the recipients."""
    signed = ["<td class=sign>" + lines_of([*b[:-1], "", "", "", b[-1]]) + "</td>" for b in source.signatures()]
    listed = recipients_of(source)
    recipients = f"<td class=left><p><b><i>{shown(listed[0])}</i></b></p>{lines_of(listed[1:])}</td>" if listed else ""
    if len(signed) > 1:
        return f"<table><tr>{''.join(signed)}</tr><tr>{recipients}<td></td></tr></table>"
    return f"<table><tr>{recipients}{''.join(signed)}</tr></table>"


def spans_of(rows: list[Paragraph], row: int, column: int) -> int:
    """How many rows a cell covers: itself and the ^ below it."""
    below = row + 1
    while below < len(rows) and rows[below].kind == "row" and rows[below].cells[column] == "^":
        below += 1
    return below - row


def table_html(table: Paragraph, rows: list[Paragraph]) -> str:
    """A ruled table whose head is repeated on every page."""
    columns = columns_of(table)
    widths = (table.label("widths") or "").split()
    sizes = "".join(f"<col style='width:{width}%'>" for width in widths)
    head = "".join(f"<th>{shown(column)}</th>" for column in columns)
    body = ""
    for i, row in enumerate(rows):
        if row.kind == "group":
            number = f"<td class=n><b>{shown(row.marker)}</b></td>" if row.marker else ""
            body += f"<tr>{number}<td colspan={len(columns) - bool(row.marker)}><b>{shown(row.text)}</b></td></tr>"
            continue
        cells = ""
        for column, cell in enumerate(row.cells):
            if cell != "^":
                rowspan = spans_of(rows, i, column)
                cells += f"<td rowspan={rowspan}>{lines_of(cell.split(' // '))}</td>"
        body += f"<tr>{cells}</tr>"
    return f"<table class=grid>{sizes}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def paragraph_html(source: Source, paragraph: Paragraph) -> str:
    """One paragraph between head and foot."""
    if paragraph.above:
        return f"<h1>{shown(paragraph.marker)}<br>{shown(paragraph.text)}</h1>"
    if paragraph.kind in WRITTEN:
        bold = paragraph.kind == "heading"
        words = shown(paragraph.printed)
        return f"<p>{'<b>' if bold else ''}{words}{'</b>' if bold else ''}</p>"
    texts = paragraph.text.split("|")
    if paragraph.kind in ("name", "title", "part"):
        made = lines_of(texts, "h1")
        return f"<div class=part>{made}</div>" if paragraph.kind == "part" else made
    if paragraph.kind in ("note", "addressee"):
        return "".join(f"<p class=middle>{shown(text)}</p>" for text in texts)
    return ""


def body_html(source: Source) -> str:
    """Everything below the head, the foot at its place in the order."""
    made, footed, i = "", False, 0
    paragraphs = source.paragraphs
    while i < len(paragraphs):
        paragraph = paragraphs[i]
        i += 1
        if paragraph.kind in FOOT:
            made += "" if footed else foot_html(source)
            footed = True
        elif paragraph.kind == "table":
            start = i
            while i < len(paragraphs) and paragraphs[i].kind in ("row", "group"):
                i += 1
            made += table_html(paragraph, paragraphs[start:i])
        elif paragraph.kind not in HEAD:
            made += paragraph_html(source, paragraph)
    return made


def make_pdf(source: Source, path: Path) -> None:
    """Writes the PDF, page number at the top from the second page on."""
    title = html.escape(source.setting("title"))
    page = (
        f"<!doctype html><html lang=vi><meta charset=utf-8><title>{title}</title><style>{STYLE}</style>"
        f"{head_html(source)}{body_html(source)}"
    )
    weasyprint.HTML(string=page).write_pdf(path, uncompressed_pdf=False)
