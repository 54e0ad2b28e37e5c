"""How a page of this room carries out an act and tells what came of it."""

from __future__ import annotations

from functools import partial

from django.core.files.storage import storages
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from nhipcau.core.public import ChangedMeanwhileError, HouseError, Request
from nhipcau.design import public as design

from ..models import Submission
from ..queries.reading import reports


def _words(problem: HouseError) -> str:
    if isinstance(problem, ChangedMeanwhileError):
        return _("Báo cáo vừa được người khác sửa. Nội dung mới nhất được hiện bên dưới; xin xem lại rồi làm tiếp.")
    return str(problem)


act = partial(design.act, words=_words)
acted = partial(design.acted, words=_words)


def seen(request: Request, pk: int) -> Submission:
    """The report that the visitor may see; else 404."""
    found: Submission = get_object_or_404(reports(request.actor), pk=pk)
    return found


def address_of(submission: Submission) -> str:
    """Where a report is read."""
    return reverse("reports:report", args=[submission.pk])


def download(stored_as: str, name: str, media_type: str) -> FileResponse:
    """A kept file, always as a download and never run in the page; 404 where it is gone."""
    if not stored_as or not storages["documents"].exists(stored_as):
        raise Http404
    response = FileResponse(
        storages["documents"].open(stored_as), as_attachment=True, filename=name, content_type=media_type
    )
    response["X-Content-Type-Options"] = "nosniff"
    return response
