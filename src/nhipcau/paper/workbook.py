"""Annex workbooks: typed cells, a head that stays, sums as formulas, ready to be printed on A4."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from typing import cast

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.worksheet import Worksheet

Value = str | int | float | Decimal | date | datetime | bool | None
FONT = "Times New Roman"
# Written as Excel keeps them: a program that is set to Vietnamese shows 1.234,5 and 15/11/2026.
FORMATS = {"whole": "#,##0", "number": "#,##0.##", "share": "0.0%", "day": "dd/mm/yyyy", "moment": "dd/mm/yyyy hh:mm"}
_NAME_FORBIDS = re.compile(r"[\[\]:*?/\\]")
_LONGEST_NAME = 31
_LINE = Side(style="thin", color="808080")
_THIN = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_GREY = PatternFill("solid", fgColor="E7EBE9")


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its head, its width in characters, its format (a key of FORMATS; empty: text), and whether the last
    row sums it up."""

    head: str
    width: float = 14
    format: str = ""
    total: bool = False


@dataclass(frozen=True, slots=True)
class Tab:
    """A worksheet: title lines, columns, rows of values of the type that they are; `total` names the sum's row."""

    name: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[Value]]
    title: str = ""
    lines: Sequence[str] = ()
    total: str = ""
    landscape: bool = True


def workbook(tabs: Sequence[Tab]) -> bytes:
    """The tabs as an XLSX. A text is never a formula, whatever it begins with; sums are formulas over their column.

    Raises ValueError without a tab, or where a row is not as long as the columns.
    """
    if not tabs:
        raise ValueError("a workbook needs a tab")
    book = Workbook()
    book.remove(book.worksheets[0])
    taken: set[str] = set()
    for tab in tabs:
        _fill(book.create_sheet(_named(tab.name, taken)), tab)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _named(name: str, taken: set[str]) -> str:
    """A name that a spreadsheet takes, unlike those of the other tabs."""
    kept = _NAME_FORBIDS.sub(" ", name).strip("' ")[:_LONGEST_NAME] or "1"
    found, count = kept, 2
    while found.casefold() in taken:
        found = f"{kept[: _LONGEST_NAME - 4]} ({count})"
        count += 1
    taken.add(found.casefold())
    return found


def _fill(sheet: Worksheet, tab: Tab) -> None:
    at = _titles(sheet, tab)
    head = at
    for place, column in enumerate(tab.columns, 1):
        sheet.column_dimensions[get_column_letter(place)].width = column.width
        _write(_cell(sheet, at, place), column.head, "", bold=True, fill=True).alignment = Alignment(
            horizontal="center", vertical="center", wrap_text=True
        )
    for values in tab.rows:
        at += 1
        for place, (value, column) in enumerate(zip(values, tab.columns, strict=True), 1):
            _write(_cell(sheet, at, place), value, column.format)
    if at > head:
        sheet.auto_filter.ref = f"A{head}:{get_column_letter(len(tab.columns))}{at}"
    if tab.total:
        _sum(sheet, tab, head + 1, at)
    sheet.freeze_panes = f"A{head + 1}"
    _for_print(sheet, tab, head)


def _titles(sheet: Worksheet, tab: Tab) -> int:
    """Writes title and lines over the table; answers the row of its head."""
    rows = [line for line in (tab.title, *tab.lines) if line]
    for place, text in enumerate(rows, 1):
        held = _cell(sheet, place, 1)
        _text(held, text)
        held.font = Font(name=FONT, size=14 if place == 1 and tab.title else 12, bold=place == 1 and bool(tab.title))
        held.alignment = Alignment(wrap_text=False, vertical="center")
    return len(rows) + 2 if rows else 1


def _cell(sheet: Worksheet, row: int, column: int) -> Cell:
    return cast(Cell, sheet.cell(row, column))  # nothing is merged here


def _write(held: Cell, value: Value, form: str, *, bold: bool = False, fill: bool = False) -> Cell:
    if isinstance(value, str):
        _text(held, value)
    else:
        held.value = value
    held.font = Font(name=FONT, size=12, bold=bold)
    held.border = _THIN
    held.alignment = Alignment(vertical="top", wrap_text=isinstance(value, str))
    if fill:
        held.fill = _GREY
    if not isinstance(value, str):
        held.number_format = FORMATS.get(form, _format_of(value))
    return held


def _format_of(value: Value) -> str:
    if isinstance(value, datetime):
        return FORMATS["moment"]
    if isinstance(value, date):
        return FORMATS["day"]
    if isinstance(value, float | Decimal):
        return FORMATS["number"]
    return FORMATS["whole"] if isinstance(value, int) else "General"


def _text(held: Cell, value: str) -> None:
    held.value = ILLEGAL_CHARACTERS_RE.sub("", value)
    held.data_type = "s"


def _sum(sheet: Worksheet, tab: Tab, first: int, last: int) -> None:
    for place, column in enumerate(tab.columns, 1):
        held = _cell(sheet, last + 1, place)
        letter = get_column_letter(place)
        _write(held, tab.total if place == 1 else None, column.format, bold=True, fill=True)
        if column.total:
            # SUBTOTAL leaves out what a filter hides, and never counts itself.
            held.value = f"=SUBTOTAL(9,{letter}{first}:{letter}{max(last, first)})" if last >= first else 0
            held.number_format = FORMATS.get(column.format, FORMATS["whole"])


def _for_print(sheet: Worksheet, tab: Tab, head: int) -> None:
    sheet.page_setup.orientation = "landscape" if tab.landscape else "portrait"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True  # type: ignore[union-attr]
    sheet.page_margins = PageMargins(left=0.6, right=0.5, top=0.7, bottom=0.7, header=0.3, footer=0.3)
    sheet.print_title_rows = f"{head}:{head}"
    sheet.print_options.horizontalCentered = True
    sheet.oddFooter.center.text = "Trang &P/&N"  # type: ignore[union-attr]
