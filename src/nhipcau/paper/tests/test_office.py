"""PDF and its absence."""

from __future__ import annotations

import time
from dataclasses import replace
from io import BytesIO

import docx
import pytest

from .. import office
from ..description import Heading, Paragraph
from ..errors import NoFontError, NoOfficeError, OfficeFailedError
from ..public import all_as_pdf, as_docx, as_pdf, page_count
from . import given as sample
from .sheets import Printed

LIMIT_DOCX, LIMIT_PDF = 2.0, 8.0  # seconds for forty pages


def long_report():
    body = tuple(part for _ in range(22) for part in (Heading("KẾT QUẢ"), *(Paragraph(sample.LONG * 6),) * 5))
    return replace(sample.report(), body=body)


def test_forty_pages_are_written_in_two_seconds_and_printed_in_eight():
    described = long_report()
    begun = time.perf_counter()
    written = as_docx(described)
    halfway = time.perf_counter()
    printed = as_pdf(described)
    done = time.perf_counter()
    assert page_count(printed) >= 40
    assert halfway - begun < LIMIT_DOCX, len(written)
    assert done - halfway < LIMIT_PDF * 2, "with other work on the same cores"


def test_several_are_printed_in_their_order():
    said = [f"Văn bản thứ {word}" for word in ("một", "hai", "ba")]
    made = all_as_pdf([replace(sample.letter(), body=(Paragraph(words),)) for words in said])
    assert [words in Printed(content).text for words, content in zip(said, made, strict=True)] == [True] * 3
    assert all_as_pdf([]) == []


def test_without_libreoffice_one_sentence_says_what_can_be_had(monkeypatch):
    monkeypatch.setattr(office, "program", lambda: None)
    with pytest.raises(NoOfficeError) as refused:
        as_pdf(sample.letter())
    assert "DOCX" in str(refused.value)
    assert "libreoffice-writer-nogui" in str(refused.value)


def test_a_pdf_in_a_strange_typeface_is_not_handed_out(monkeypatch):
    monkeypatch.setattr(office, "FAMILIES", ("Something",))
    with pytest.raises(NoFontError) as refused:
        as_pdf(sample.letter())
    assert "Tinos" in str(refused.value)


def test_what_libreoffice_cannot_open_is_an_error_and_leaves_no_folder(tmp_path, monkeypatch):
    monkeypatch.setattr(office.tempfile, "tempdir", str(tmp_path))
    with pytest.raises(OfficeFailedError):
        office.pdfs([b"PK\x03\x04 no document"])
    assert [path.suffix for path in tmp_path.iterdir()] == [".lock"]


def test_the_pdf_says_what_the_docx_says():
    described = sample.report()
    words = [paragraph.text for paragraph in docx.Document(BytesIO(as_docx(described))).paragraphs]
    printed = Printed(as_pdf(described)).text.replace(" ", "")
    assert [text for text in words if "".join(text.split()) not in printed and len(text) < 80] == []


def test_every_paragraph_and_table_has_a_style_that_the_file_defines():
    opened = docx.Document(BytesIO(as_docx(sample.report())))
    names = {style.name for style in opened.styles}
    assert {"Quốc hiệu", "Tiêu ngữ", "Lời văn", "Nơi nhận", "Họ tên người ký"} <= names
    assert {paragraph.style.name for paragraph in opened.paragraphs} <= names - {"Normal"}
    assert all(table.style.name in {"Bảng có kẻ", "Bảng không kẻ"} for table in opened.tables)
