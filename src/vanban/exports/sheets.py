"""The duties of a reading as a sheet: CSV for programs, XLSX for people (Excel garbles Vietnamese in plain CSV)."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from vanban.errors import MissingReader
from vanban.model import Assignment, Reading

HEAD = (
    "Mục", "Nhiệm vụ", "Chủ trì", "Phối hợp", "Đề nghị", "Thời hạn (nguyên văn)", "Ngày", "Định kỳ",
    "Chắc chắn", "Vì sao cần xem", "Dòng", "Trang",
)  # fmt: skip
_WIDTHS = (12, 70, 32, 40, 24, 28, 14, 16, 10, 40, 8, 8)
# What a spreadsheet would take for a formula when it opens the file.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
Row = tuple[str | int | None, ...]


def duties_csv(reading: Reading) -> str:
    """Answer one line a duty after a head line, comma-separated; write it as `utf-8-sig` if Excel is to open it."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(HEAD)
    for row in _rows(reading):
        writer.writerow([_harmless(cell) for cell in row])
    return stream.getvalue()


def duties_xlsx(reading: Reading) -> bytes:
    """Answer a workbook with one sheet of duties, its head frozen and filtered. Raises MissingReader without the
    extra `xlsx`."""
    try:
        from openpyxl import Workbook
        from openpyxl.styles import Alignment, Font
    except ImportError as missing:
        raise MissingReader("XLSX", "xlsx") from missing
    book = Workbook()
    sheet = book.active
    assert sheet is not None  # noqa: S101  a new workbook has one
    sheet.title = "Nhiệm vụ"
    sheet.append(HEAD)
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for row in _rows(reading):
        sheet.append([None] * len(HEAD))
        for cell, value in zip(sheet[sheet.max_row], row, strict=True):
            cell.value = _printable(value)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if isinstance(value, str):
                cell.data_type = "s"
    for letter, width in zip("ABCDEFGHIJKL", _WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _rows(reading: Reading) -> Iterator[Row]:
    pages = {unit.path: unit.page for unit in reading.units}
    for duty in reading.assignments:
        yield _row(duty, pages.get(duty.path))


def _row(duty: Assignment, page: int | None) -> Row:
    return (
        duty.path,
        duty.text,
        "; ".join(duty.lead),
        "; ".join(duty.coordinating),
        "; ".join(duty.requested),
        duty.deadline,
        "; ".join(duty.due_all),
        duty.rhythm.text if duty.rhythm else None,
        "có" if duty.sure else "cần xem",
        duty.why_unsure,
        duty.line,
        page,
    )


def _harmless(cell: str | int | None) -> str | int | None:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell


def _printable(cell: str | int | None) -> str | int | None:
    if not isinstance(cell, str):
        return cell
    return "".join(char for char in cell if char.isprintable() or char == "\n")
