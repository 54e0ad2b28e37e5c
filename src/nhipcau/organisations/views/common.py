"""What the views of this room share: finding a record of the actor's province, a form page, a download."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from nhipcau.core.public import HouseError, Request

from ..models import Group, Organisation

PAGE_SIZE = 50


def organisation_of(request: Request, pk: int) -> Organisation:
    """The organisation of the visitor's province, else 404."""
    rows = Organisation.objects.visible_to(request.actor).select_related("parent")
    found: Organisation = get_object_or_404(rows, pk=pk)
    return found


def group_of(request: Request, pk: int) -> Group:
    """The group of the visitor's province, else 404."""
    found: Group = get_object_or_404(Group.objects.visible_to(request.actor), pk=pk)
    return found


@contextmanager
def faults_into(form: BaseForm) -> Iterator[None]:
    """What a person can put right is said in the form; what they may not do stays an error page."""
    try:
        yield
    except HouseError as error:
        if error.status != HouseError.status:
            raise
        form.add_error(None, str(error))


def form_page(request: Request, form: BaseForm, **words: Any) -> HttpResponse:
    """The one form page of this room. `words`: `title`, `submit`, `back`; `lead`, `kicker`, `note`, `upload` if any."""
    status = 422 if form.is_bound and not form.is_valid() else 200
    return render(request, "organisations/form.html", {"form": form, **words}, status=status)


def download(name: str, form: str, heads: Sequence[Any], rows: Iterable[Sequence[Any]]) -> HttpResponse:
    """A table as a file: `csv` (UTF-8 with its mark, for Excel) or `xlsx`. Nothing in it runs as a formula."""
    heads, safe = [str(head) for head in heads], [[_inert(cell) for cell in row] for row in rows]
    if form == "csv":
        text = io.StringIO()
        csv.writer(text).writerows([heads, *safe])
        response = HttpResponse("\ufeff" + text.getvalue(), content_type="text/csv; charset=utf-8")
    else:
        book = io.BytesIO()
        _workbook(heads, safe).save(book)
        kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        response = HttpResponse(book.getvalue(), content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    return response


def _workbook(heads: Sequence[str], rows: Iterable[Sequence[Any]]) -> Workbook:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(list(heads))
    for row in rows:
        sheet.append(list(row))
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for number, column in enumerate(sheet.columns, 1):
        widest = max(len(str(cell.value or "")) for cell in column)
        sheet.column_dimensions[get_column_letter(number)].width = min(max(10, widest + 2), 60)
        for cell in column:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.freeze_panes = "A2"
    return book


def _inert(cell: Any) -> Any:
    if isinstance(cell, str) and cell[:1] in ("=", "+", "-", "@", "\t", "\r"):
        return f"'{cell}"
    return "" if cell is None else cell
