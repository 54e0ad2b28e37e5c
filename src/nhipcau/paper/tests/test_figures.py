"""Each number of a document leads to the record that says it."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from itertools import pairwise

import docx
import pytest
from docx import Document as Docx

from ..description import Bar, Bars, Columns, Heading, OnePage, Paragraph, Run, Table, figure
from ..errors import BadSourceError
from ..public import Why, as_docx, walk_figures
from ..word.body import TONES
from . import given as sample


def walked(*body):
    return walk_figures(as_docx(replace(sample.report(), body=body, bases=(), annexes=())))


def of(body, text):
    return next(each for each in walked(*body) if each.text == text and each.why != Why.FRAME)


def test_every_number_of_the_sample_report_has_a_source_or_needs_none():
    found = walk_figures(as_docx(sample.report()))
    assert [each for each in found if not each.source and not each.why] == []
    sources = {each.text: each.source for each in found if each.source}
    assert sources["1.204"] == "figure:11"
    assert sources["98,5"] == "figure:22"
    assert len({each.source for each in found if each.source}) == 8


def test_a_number_that_nobody_vouches_for_is_told():
    lonely = of([Paragraph("Đã tổ chức 45 buổi")], "45")
    assert (lonely.source, lonely.why, lonely.paragraph) == ("", None, "Đã tổ chức 45 buổi./.")


def test_a_number_half_of_which_was_typed_over_has_lost_its_source():
    assert of([Paragraph((Run("Đã cấp 1"), figure("204", 9), Run(" tin")))], "1204").source == ""


@pytest.mark.parametrize(
    ("words", "digits", "why"),
    [
        ("trước ngày 15 tháng 11 năm 2026", "15", Why.TIME),
        ("số liệu tính đến ngày 14/12/2026", "2026", Why.TIME),
        ("trong quý III năm 2026", "2026", Why.TIME),
        ("tháng 7 vừa qua", "7", Why.TIME),
        ("giai đoạn 2026-2030", "2030", Why.TIME),
        ("theo Kế hoạch số 17/KH-UBND", "17", Why.DOCUMENT),
        ("theo Nghị định số 72/2015/NĐ-CP", "2015", Why.DOCUMENT),
        ("theo Kết luận số 57-KL/TW", "57", Why.DOCUMENT),
        ("theo Điều 5", "5", Why.DOCUMENT),
    ],
)
def test_times_and_documents_need_no_record(words, digits, why):
    assert of([Paragraph(words)], digits).why == why


def test_labels_and_row_numbers_are_no_figures():
    found = walked(Heading("Một", 2), Table(("Cơ quan",), (("Sở A",), ("Sở B",)), counted=True), Paragraph("xong"))
    assert [(each.text, each.why) for each in found if each.why == Why.LABEL] == [
        ("1", Why.LABEL), ("1", Why.LABEL), ("2", Why.LABEL),
    ]  # fmt: skip


def test_sources_outlive_saving_by_another_program():
    again = BytesIO()
    docx.Document(BytesIO(as_docx(sample.report()))).save(again)
    assert walk_figures(again.getvalue()) == walk_figures(as_docx(sample.report()))


def test_the_same_record_may_be_told_twice():
    found = walked(Paragraph((figure("12", 3), Run(" và "), figure("12", 3))))
    assert [each.source for each in found if each.text == "12" and each.source] == ["figure:3", "figure:3"]


@pytest.mark.parametrize("source", ["figure", "figure:", "hình:1", "figure:a b", "figure:" + "9" * 21])
def test_a_source_that_a_bookmark_cannot_carry_is_refused(source):
    with pytest.raises(BadSourceError):
        Run("1", source=source)


def test_each_key_of_a_chart_stands_right_behind_its_tone():
    keys = ("đúng hạn", "sau hạn", "đã báo cáo, chờ chấp nhận", "quá hạn")
    sheet = as_docx(OnePage("Tờ", (Columns(((Bars((Bar("01/26", (1, 1, 1, 1)),), keys),), (Paragraph("bên"),))),)))
    cells = [cell for table in tables_of(sheet) for row in table.rows for cell in row.cells]
    fills = [(shade(before), cell.text.strip()) for before, cell in pairwise(cells) if cell.text.strip() in keys]
    assert fills == list(zip(TONES, keys, strict=True))


def tables_of(content):
    """All tables of a DOCX, those inside others too."""
    found = list(Docx(BytesIO(content)).tables)
    for table in found:
        found += [inner for row in table.rows for cell in row.cells for inner in cell.tables]
    return found


def shade(cell):
    return next(iter(cell._tc.xpath("./w:tcPr/w:shd/@w:fill")), "")
