"""An annex workbook, opened again."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest

from ..public import Column, Tab, workbook

COLUMNS = [
    Column("Cơ quan", 40), Column("Tin, bài", format="whole", total=True), Column("Tỷ lệ", format="share"),
    Column("Ngày", format="day"), Column("Kinh phí", format="number", total=True),
]  # fmt: skip
ROWS = [
    ("Sở Ngoại vụ", 1204, 0.985, date(2026, 11, 2), Decimal("12.5")),
    ("=HYPERLINK(1)", None, None, None, Decimal("1.25")),
    ("Không phát sinh", "KPS", "", None, 0),
]


def opened(**more):
    made = workbook(
        [Tab("Số liệu: 2026/1", COLUMNS, ROWS, title="Phụ lục I", lines=("Đến 14/12",), total="Tổng", **more)]
    )
    return openpyxl.load_workbook(BytesIO(made)).worksheets[0]


def test_cells_have_the_type_of_what_they_hold():
    sheet = opened()
    assert [cell.value for cell in sheet[4]] == [column.head for column in COLUMNS]
    assert [cell.data_type for cell in sheet[5]] == ["s", "n", "n", "d", "n"]
    assert [cell.number_format for cell in sheet[5]][1:] == ["#,##0", "0.0%", "dd/mm/yyyy", "#,##0.##"]


def test_a_text_is_never_a_formula():
    held = opened()["A6"]
    assert (held.value, held.data_type) == ("=HYPERLINK(1)", "s")


def test_sums_are_formulas_over_the_column_and_nothing_else():
    sheet = opened()
    assert sheet["B8"].value == "=SUBTOTAL(9,B5:B7)"
    assert sheet["E8"].value == "=SUBTOTAL(9,E5:E7)"
    assert (sheet["A8"].value, sheet["C8"].value) == ("Tổng", None)


def test_the_head_stays_and_is_printed_on_every_page_of_a4():
    sheet = opened()
    assert sheet.freeze_panes == "A5"
    assert sheet.print_title_rows == "$4:$4"
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == ("9", "landscape") or (
        int(sheet.page_setup.paperSize),
        sheet.page_setup.orientation,
    ) == (9, "landscape")
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.auto_filter.ref == "A4:E7"
    assert sheet.column_dimensions["A"].width == 40


def test_names_that_a_spreadsheet_refuses_or_has_already_are_changed():
    tab = Tab("Sở A/B: [1]" + "x" * 40, COLUMNS[:1], [])
    names = openpyxl.load_workbook(BytesIO(workbook([tab, tab, tab]))).sheetnames
    assert len(set(names)) == 3
    assert all(len(name) <= 31 and not set(name) & set("[]:*?/\\") for name in names)


def test_an_empty_table_has_no_sum_over_its_head():
    made = workbook([Tab("Trống", COLUMNS, [], total="Tổng")])
    assert openpyxl.load_workbook(BytesIO(made)).worksheets[0]["B2"].value == 0


def test_a_row_of_another_length_and_a_book_without_tabs_are_refused():
    with pytest.raises(ValueError, match=r"longer|shorter"):
        workbook([Tab("Thiếu", COLUMNS, [("một",)])])
    with pytest.raises(ValueError, match="tab"):
        workbook([])
