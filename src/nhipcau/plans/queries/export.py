"""The register as rows for a spreadsheet."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from datetime import date, datetime
from io import BytesIO
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from ..choices import Standing
from ..models import Assignment, Update
from .deadlines import days_late
from .register import with_everything_shown

Value = str | int | date | datetime | None
_TRIGGERS = ("=", "+", "-", "@", "\t", "\r", "\n")


def columns() -> list[tuple[str, int, Callable[[Assignment, date], Value]]]:
    """Head, width in characters and value of each column of an export."""
    return [
        (_("Kế hoạch"), 18, lambda row, today: (row.plan.number or row.plan.title) if row.plan else ""),
        (_("Mục"), 12, lambda row, today: row.duty.path),
        (_("Nhiệm vụ"), 70, lambda row, today: row.duty.text),
        (_("Cơ quan"), 32, lambda row, today: row.organisation.name),
        (_("Tên như văn bản"), 28, lambda row, today: row.written_as),
        (_("Vai trò"), 12, lambda row, today: row.get_part_display()),
        (_("Giao hoặc đề nghị"), 14, lambda row, today: _("Đề nghị") if row.requested else _("Giao")),
        (_("Thời hạn (nguyên văn)"), 26, lambda row, today: row.duty.deadline_text),
        (_("Kỳ"), 10, lambda row, today: row.period_name),
        (_("Ngày cuối đúng hạn"), 14, lambda row, today: row.last_day),
        (_("Tình trạng"), 26, lambda row, today: str(Standing(_standing(row)).label)),
        (_("Số ngày quá hạn"), 12, _late),
        (_("Kết quả báo cáo gần nhất"), 50, lambda row, today: getattr(row, "last_said", "") or ""),
        (_("Cập nhật lúc"), 18, lambda row, today: _local(row.last_update_at)),
        (_("Hoàn thành ngày"), 14, lambda row, today: row.done_on),
    ]


def _standing(row: Assignment) -> str:
    return str(getattr(row, "standing", row.state))


def _late(row: Assignment, today: date) -> int | None:
    return days_late(row.last_day, today) if _standing(row) == Standing.OVERDUE else None


def _local(moment: datetime | None) -> datetime | None:
    return timezone.localtime(moment).replace(tzinfo=None) if moment else None


def exported(rows: QuerySet[Assignment], today: date) -> Iterator[list[Value]]:
    """One list of values for each assignment, in the order of `columns()`, with bounded memory."""
    said = Update.objects.filter(assignment=OuterRef("pk")).exclude(text="").order_by("-at", "-pk").values("text")[:1]
    values = [value for _head, _width, value in columns()]
    for row in with_everything_shown(rows, today).annotate(last_said=Subquery(said)).iterator(chunk_size=1000):
        yield [value(row, today) for value in values]


class _Echo:
    """A file that hands back what is written to it."""

    def write(self, text: str) -> str:
        return text


def as_csv(rows: QuerySet[Assignment], today: date) -> Iterator[str]:
    """The rows as CSV, piece by piece, with the mark by which Excel knows UTF-8.

    A text that a spreadsheet would take for a formula is given an apostrophe in front.
    """
    writer = csv.writer(_Echo())
    yield "\ufeff"
    yield writer.writerow([head for head, _width, _value in columns()])
    for values in exported(rows, today):
        yield writer.writerow([_for_csv(value) for value in values])


def _for_csv(value: Value) -> Any:
    if isinstance(value, datetime):
        return value.strftime("%d/%m/%Y %H:%M")
    if isinstance(value, date):
        return value.strftime("%d/%m/%Y")
    if isinstance(value, str) and value.startswith(_TRIGGERS):
        return f"'{value}"
    return value


def as_xlsx(rows: QuerySet[Assignment], today: date) -> bytes:
    """The rows as an Excel workbook: real dates, a head that stays, a filter, no formulas whatever the text holds."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_("Sổ nhiệm vụ"))
    heads = columns()
    for place, (_head, width, _value) in enumerate(heads, 1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    sheet.freeze_panes = "A2"
    sheet.append([_cell(sheet, head, head=True) for head, _width, _value in heads])
    count = 1
    for values in exported(rows, today):
        sheet.append([_cell(sheet, value) for value in values])
        count += 1
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(heads))}{count}"
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _cell(sheet: Any, value: Value, *, head: bool = False) -> Any:
    if not isinstance(value, str):
        cell: Any = WriteOnlyCell(sheet)
        cell.value = value
        if isinstance(value, date):
            cell.number_format = "dd/mm/yyyy hh:mm" if isinstance(value, datetime) else "dd/mm/yyyy"
        return cell
    cell = WriteOnlyCell(sheet, value=ILLEGAL_CHARACTERS_RE.sub("", value))
    cell.data_type = "s"
    if head:
        cell.font = Font(bold=True)
    elif len(value) > 20:
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell
