from __future__ import annotations

from typing import Any

from django.core.files.storage import storages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nhipcau.core.public import Request, allows, needs

from ..actions.progress import ask_more_time, report_progress, say_not_ours
from ..choices import DECIDE, OPEN_STATES, REPORT_PROGRESS, SEE_OWN_WORK, SEE_REGISTER, AssignmentState, Decision
from ..forms.progress import AcceptForm, MoreTimeForm, NotOursForm, ReportForm, ReturnForm
from ..models import Assignment, Proof
from ..queries.duty import passages
from ..queries.my_work import history, own_organisations, own_work
from ..queries.register import with_everything_shown
from .acting import act, address_of, seen


@needs(SEE_OWN_WORK)
@require_safe
def my_work(request: Request) -> HttpResponse:
    bodies = list(own_organisations(request.actor))
    context = {
        "groups": own_work(request.actor, request.today),
        "bodies": bodies,
        "may_report": allows(request.actor, REPORT_PROGRESS),
    }
    return render(request, "plans/my_work.html", context)


@needs(SEE_REGISTER)
@require_safe
def assignment(request: Request, pk: int) -> HttpResponse:
    return _page(request, seen(request, pk))


def _page(
    request: Request, row: Assignment, *, report: Any = None, returning: Any = None, status: int = 200
) -> HttpResponse:
    """The page of one assignment: what is asked, what was said, and what this visitor may do about it."""
    row = with_everything_shown(Assignment.objects.filter(pk=row.pk), request.today).get()
    said = history([row])[row.pk]
    last = next((each.update for each in said if each.update), None)
    is_open = not row.withdrawn and row.state in (*OPEN_STATES, AssignmentState.REPORTED)
    first = {"version": row.version, "state": row.state}
    decides = allows(request.actor, DECIDE) and not row.withdrawn
    context = {
        "row": row,
        "said": said,
        "last": last,
        "report": report
        or (
            ReportForm(initial=first)
            if is_open and allows(request.actor, REPORT_PROGRESS, row.organisation_id)
            else None
        ),
        "may_ask": row.state in OPEN_STATES,
        "asked": [each.ask.kind for each in said if each.ask and each.ask.decision == Decision.WAITING],
        "decides": decides,
        "accepting": AcceptForm(initial=first) if decides and row.state == AssignmentState.REPORTED else None,
        "returning": returning
        or (
            ReturnForm(initial=first)
            if decides and row.state in (AssignmentState.REPORTED, AssignmentState.DONE)
            else None
        ),
        "passages": passages(row.duty),
    }
    return render(request, "plans/assignment.html", context, status=status)


@needs(REPORT_PROGRESS)
@require_POST
def report(request: Request, pk: int) -> HttpResponse:
    row = seen(request, pk)
    form = ReportForm(request.POST, request.FILES)
    return act(
        request,
        form,
        lambda: report_progress(
            request.actor, row, form.report(), version=form.cleaned_data["version"], now=request.now
        ),
        done=_("Đã ghi nhận báo cáo. Cảm ơn anh chị."),
        then="plans:my_work",
        show=lambda bound, status: _page(request, row, report=bound, status=status),
    )


def _ask_page(request: Request, row: Assignment, form: Any, kind: str, status: int = 200) -> HttpResponse:
    return render(request, "plans/ask.html", {"row": row, "form": form, "kind": kind}, status=status)


@needs(REPORT_PROGRESS)
@require_http_methods(["GET", "HEAD", "POST"])
def more_time(request: Request, pk: int) -> HttpResponse:
    row = seen(request, pk)
    if request.method != "POST":
        return _ask_page(request, row, MoreTimeForm(initial={"version": row.version}), "more_time")
    form = MoreTimeForm(request.POST)
    return act(
        request,
        form,
        lambda: ask_more_time(
            request.actor,
            row,
            version=form.cleaned_data["version"],
            until=form.cleaned_data["until"],
            reason=form.cleaned_data["reason"],
            now=request.now,
        ),
        done=_("Đã gửi đề nghị gia hạn. Cán bộ điều phối sẽ trả lời."),
        then=address_of(row),
        show=lambda bound, status: _ask_page(request, row, bound, "more_time", status),
    )


@needs(REPORT_PROGRESS)
@require_http_methods(["GET", "HEAD", "POST"])
def not_ours(request: Request, pk: int) -> HttpResponse:
    row = seen(request, pk)
    if request.method != "POST":
        return _ask_page(request, row, NotOursForm(initial={"version": row.version}), "not_ours")
    form = NotOursForm(request.POST)
    return act(
        request,
        form,
        lambda: say_not_ours(
            request.actor,
            row,
            version=form.cleaned_data["version"],
            reason=form.cleaned_data["reason"],
            now=request.now,
        ),
        done=_("Đã gửi. Nhiệm vụ vẫn thuộc cơ quan cho đến khi cán bộ điều phối đồng ý."),
        then=address_of(row),
        show=lambda bound, status: _ask_page(request, row, bound, "not_ours", status),
    )


@needs(SEE_REGISTER)
@require_safe
def proof(request: Request, pk: int) -> FileResponse:
    """A proof file, to those who may see the assignment; always as a download, never run in the page."""
    visible = Assignment.objects.visible_to(request.actor).values("pk")
    found = get_object_or_404(Proof.objects.visible_to(request.actor), pk=pk, update__assignment__in=visible)
    if not found.stored_as or not storages["documents"].exists(found.stored_as):
        raise Http404
    response = FileResponse(
        storages["documents"].open(found.stored_as),
        as_attachment=True,
        filename=found.name,
        content_type=found.media_type,
    )
    response["X-Content-Type-Options"] = "nosniff"
    return response
