"""What other rooms may use of this one.

    described = Document(kind=Kind.REPORT, issuer="Sở …", abstract="…", body=(Heading("…"), Paragraph("…")))
    as_docx(described)             # a DOCX
    as_pdf(described)              # a PDF, made of that DOCX by LibreOffice
    walk_figures(as_docx(…))       # every number in it, with its source
    workbook([Tab("Số liệu", columns, rows)])

Documents speak Vietnamese whatever language the person works in. Nothing here knows a record or a clock.
"""

from __future__ import annotations

from collections.abc import Sequence

from .choices import Authority, Kind
from .description import (
    Annex,
    Bar,
    Bars,
    Block,
    Columns,
    Document,
    Heading,
    OnePage,
    Paragraph,
    Run,
    Signature,
    Table,
    Words,
    figure,
)
from .errors import BadSourceError, NoFontError, NoOfficeError, OfficeFailedError
from .figures import Digits, Why, needing_source, walk_figures
from .office import page_count, pdfs
from .word.building import document_bytes, sheet_bytes
from .word.measures import shortened
from .workbook import Column, Tab, workbook

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PDF = "application/pdf"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def as_docx(page: Document | OnePage) -> bytes:
    """What is described, as a DOCX after Decree 30/2020/NĐ-CP (a `OnePage` as a plain sheet)."""
    return document_bytes(page) if isinstance(page, Document) else sheet_bytes(page)


def as_pdf(page: Document | OnePage) -> bytes:
    """The same as a PDF with its fonts embedded. A second or two: not inside a transaction.

    Raises NoOfficeError, NoFontError, OfficeFailedError, each with a sentence for the person.
    """
    return pdfs([as_docx(page)])[0]


def all_as_pdf(pages: Sequence[Document | OnePage]) -> list[bytes]:
    """Several at once, in order: LibreOffice is started once. Raises what `as_pdf` raises."""
    return pdfs([as_docx(page) for page in pages])


__all__ = [
    "DOCX", "PDF", "XLSX", "Annex", "Authority", "BadSourceError", "Bar", "Bars", "Block", "Column", "Columns",
    "Digits", "Document", "Heading", "Kind", "NoFontError", "NoOfficeError", "OfficeFailedError", "OnePage",
    "Paragraph", "Run", "Signature", "Tab", "Table", "Why", "Words", "all_as_pdf", "as_docx", "as_pdf", "figure",
    "needing_source", "page_count", "pdfs", "shortened", "walk_figures", "workbook",
]  # fmt: skip
