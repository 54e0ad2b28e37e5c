"""How a page of this room carries out an act and tells what came of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.files.storage import storages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from nhipcau.core.public import ChangedMeanwhileError, HouseError, NotAllowedError, Request
from nhipcau.design.public import tell

from ..models import Submission
from ..queries.reading import reports

Show = Callable[[Any, int], HttpResponse]


def seen(request: Request, pk: int) -> Submission:
    """The report that the visitor may see; else 404."""
    found: Submission = get_object_or_404(reports(request.actor), pk=pk)
    return found


def address_of(submission: Submission) -> str:
    """Where a report is read."""
    return reverse("reports:report", args=[submission.pk])


def acted(request: Request, do: Callable[[], Any], *, done: Any, then: str) -> HttpResponse:
    """Runs an act that has no form of its own; a refusal is told on the page one goes back to, nothing is lost."""
    try:
        do()
    except NotAllowedError:
        raise
    except HouseError as problem:
        tell(request, _sentence(problem), level=messages.WARNING)
        return redirect(then)
    tell(request, done)
    return redirect(then)


def act(request: Request, form: Any, do: Callable[[], Any], *, done: Any, then: str, show: Show) -> HttpResponse:
    """Runs `do` where the form holds and goes to `then`; else shows the page again with every word in place."""
    if form.is_valid():
        try:
            do()
        except NotAllowedError:
            raise
        except HouseError as problem:
            form.add_error(None, _sentence(problem))
            return show(form, problem.status)
        tell(request, done)
        return redirect(then)
    return show(form, 422)


def _sentence(problem: HouseError) -> str:
    if isinstance(problem, ChangedMeanwhileError):
        return _("Báo cáo vừa được người khác sửa. Nội dung mới nhất được hiện bên dưới; xin xem lại rồi làm tiếp.")
    return str(problem)


def download(stored_as: str, name: str, media_type: str) -> FileResponse:
    """A kept file, always as a download and never run in the page; 404 where it is gone."""
    if not stored_as or not storages["documents"].exists(stored_as):
        raise Http404
    response = FileResponse(
        storages["documents"].open(stored_as), as_attachment=True, filename=name, content_type=media_type
    )
    response["X-Content-Type-Options"] = "nosniff"
    return response
