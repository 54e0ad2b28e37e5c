from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from nhipcau.core.public import HouseError, Request, allows, needs
from nhipcau.design.public import tell
from nhipcau.paper.public import DOCX, PDF, as_docx, as_pdf

from ..actions.deciding import accept, return_report, say
from ..actions.sending import approve, decline_approval
from ..actions.writing import correct
from ..choices import APPROVE, ARRIVED, DECIDE, MANAGE, REMARK, SEE, WRITE, SubmissionState
from ..forms.period import WordsForm
from ..models import ReportVersion, Submission
from ..queries.paper import document_of
from ..queries.reading import disagreements_of, thread, told_by, versions
from ..queries.sheet import sheet_of
from ..queries.standing import standing_of
from .common import act, acted, address_of, download, seen


@needs(SEE)
@require_safe
def report(request: Request, pk: int) -> HttpResponse:
    return _page(request, seen(request, pk))


def _page(
    request: Request, shown: Submission, *, forms: dict[str, Any] | None = None, status: int = 200
) -> HttpResponse:
    """A report as it is read, what was said about it, and what this visitor may do with it."""
    kept = versions(shown)
    wanted = request.GET.get("ban", "")
    version = next((each for each in kept if str(each.number) == wanted), kept[0] if kept else None)
    waits = shown.state == SubmissionState.AWAITING
    may = _may(request, shown)
    context = {
        "report": shown,
        "period": shown.period,
        "standing": standing_of(shown, request.today),
        "versions": kept,
        "version": version,
        "parts": told_by(version) if version else [],
        "commendations": version.commendations.all() if version else [],
        "annexes": version.annexes.all() if version else [],
        "sheet": sheet_of(shown, shown.draft) if waits else None,
        "disagreements": disagreements_of(version) if version else [],
        "remarks": thread(shown),
        "returning": _blank("returning"),
        "correcting": _blank("correcting"),
        "declining": _blank("declining"),
        "saying": _blank("saying"),
        **(forms or {}),
        **may,
    }
    return render(request, "reports/report.html", context, status=status)


def _may(request: Request, shown: Submission) -> dict[str, bool]:
    actor, body = request.actor, shown.organisation_id
    sent = shown.state == SubmissionState.SUBMITTED
    writes = allows(actor, WRITE, body)
    open_still = not shown.period.closed_at
    return {
        "may_decide": sent and allows(actor, DECIDE) and shown.draft_id is None,
        "may_approve": shown.state == SubmissionState.AWAITING and allows(actor, APPROVE, body),
        "may_take_back": shown.state == SubmissionState.AWAITING and writes,
        "may_write": writes and shown.state != SubmissionState.AWAITING and bool(shown.draft_id or not shown.sent_id),
        "may_correct": writes and open_still and shown.state in ARRIVED and not shown.draft_id,
        "may_enter": allows(actor, MANAGE) and open_still and (shown.state not in ARRIVED),
        "may_say": allows(actor, REMARK, body),
    }


LABELS = {
    "returning": gettext_lazy("Cần bổ sung gì"),
    "correcting": gettext_lazy("Lý do sửa"),
    "declining": gettext_lazy("Cần sửa gì"),
    "saying": gettext_lazy("Ý kiến"),
}


def _blank(name: str) -> WordsForm:
    return WordsForm(label=LABELS[name], auto_id=f"{name}_%s")


def _words(request: Request, name: str) -> WordsForm:
    return WordsForm(request.POST, label=LABELS[name], auto_id=f"{name}_%s")


def _asked(request: Request, shown: Submission) -> dict[str, Any]:
    """The revision that the visitor saw, and the time."""
    given = request.POST.get("seen", "")
    revision = int(given) if given.isdecimal() and len(given) < 10 else -1 if given else shown.revision
    return {"seen": revision, "now": request.now}


def _acted(request: Request, pk: int, do: Callable[[Submission], Any], done: Any) -> HttpResponse:
    """An act on a report that wants no words."""
    shown = seen(request, pk)
    return acted(request, lambda: do(shown), done=done, then=address_of(shown))


def _with_words(
    request: Request, pk: int, name: str, do: Callable[[Submission, str], Any], done: Any, *, then: str = ""
) -> HttpResponse:
    """An act on a report that somebody else will read the words of; `name` is the form of the page (LABELS)."""
    shown, form = seen(request, pk), _words(request, name)
    return act(
        request,
        form,
        lambda: do(shown, form.cleaned_data["text"]),
        done=done,
        then=then or address_of(shown),
        show=lambda bound, status: _page(request, shown, forms={name: bound}, status=status),
    )


@needs(DECIDE)
@require_POST
def accept_report(request: Request, pk: int) -> HttpResponse:
    done = _("Đã tiếp nhận. Số liệu của báo cáo được giữ nguyên từ đây.")
    return _acted(request, pk, lambda shown: accept(request.actor, shown, **_asked(request, shown)), done)


@needs(DECIDE)
@require_POST
def send_back(request: Request, pk: int) -> HttpResponse:
    done = _("Đã trả lại kèm ý kiến. Cơ quan thấy ngay trong mục Báo cáo.")
    return _with_words(
        request,
        pk,
        "returning",
        lambda shown, words: return_report(request.actor, shown, remark=words, **_asked(request, shown)),
        done,
    )


@needs(APPROVE)
@require_POST
def approve_report(request: Request, pk: int) -> HttpResponse:
    done = _("Đã duyệt và gửi báo cáo.")
    return _acted(request, pk, lambda shown: approve(request.actor, shown, **_asked(request, shown)), done)


@needs(APPROVE)
@require_POST
def decline_report(request: Request, pk: int) -> HttpResponse:
    done = _("Đã trả lại cho cán bộ đầu mối sửa.")
    return _with_words(
        request,
        pk,
        "declining",
        lambda shown, words: decline_approval(request.actor, shown, remark=words, now=request.now),
        done,
    )


@needs(WRITE)
@require_POST
def correct_report(request: Request, pk: int) -> HttpResponse:
    done = _("Đã mở bản sửa. Bản đã gửi vẫn có giá trị cho đến khi anh chị gửi bản này.")
    return _with_words(
        request,
        pk,
        "correcting",
        lambda shown, words: correct(request.actor, shown, reason=words, now=request.now),
        done,
        then=reverse("reports:write", args=[pk]),
    )


@needs(REMARK)
@require_POST
def add_remark(request: Request, pk: int) -> HttpResponse:
    return _with_words(
        request,
        pk,
        "saying",
        lambda shown, words: say(request.actor, shown, text=words, now=request.now),
        _("Đã gửi ý kiến."),
        then=reverse("reports:report", args=[pk]) + "#y-kien",
    )


@needs(SEE)
@require_safe
def proof(request: Request, pk: int) -> FileResponse:
    """The scan or file from which a report was entered."""
    rows = ReportVersion.objects.visible_to(request.actor)
    version: ReportVersion = get_object_or_404(rows, pk=pk)
    return download(version.proof_stored_as, version.proof_name, version.proof_media_type)


@needs(SEE)
@require_safe
def printed(request: Request, pk: int, ending: str) -> HttpResponse:
    """The report that was sent last as a Decree 30 document: `docx` or `pdf`."""
    shown = seen(request, pk)
    version = next(iter(versions(shown)), None)
    if version is None:
        raise Http404
    described = document_of(shown, version)
    try:
        content = as_pdf(described) if ending == "pdf" else as_docx(described)
    except HouseError as problem:
        tell(request, str(problem))
        return _page(request, shown, status=503)
    response = HttpResponse(content, content_type=PDF if ending == "pdf" else DOCX)
    name = f"bao-cao-{shown.organisation.code}-{shown.period_id}.{ending}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
