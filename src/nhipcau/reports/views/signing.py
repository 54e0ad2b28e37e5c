"""The consolidated report on its way to the signature, and as a file."""

from __future__ import annotations

from typing import Any

from django.db.models import F
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nhipcau.core.public import HouseError, Request, needs
from nhipcau.design.public import tell
from nhipcau.paper.public import DOCX, PDF, XLSX, as_docx, as_pdf

from ..actions.consolidating import signing
from ..choices import ARRIVED, CONSOLIDATE, REVIEW_PAPER, SEE_PAPER, PaperState
from ..forms.consolidation import IssueForm, ReasonForm, SignedForm
from ..models import Consolidation, FigureValue
from ..queries.consolidating.printing import annex_of, document_of
from .common import act, acted
from .consolidation import paper_of


@needs(CONSOLIDATE)
@require_POST
def ask_review(request: Request, pk: int) -> HttpResponse:
    paper = paper_of(request, pk)
    return acted(
        request,
        lambda: signing.ask_review(request.actor, paper, now=request.now),
        done=_("Đã trình soát xét."),
        then=reverse("reports:paper", args=[pk]),
    )


@needs(REVIEW_PAPER)
@require_POST
def approve(request: Request, pk: int) -> HttpResponse:
    paper = paper_of(request, pk)
    return acted(
        request,
        lambda: signing.approve(request.actor, paper, now=request.now),
        done=_("Đã soát xét; báo cáo chuyển sang trình ký."),
        then=reverse("reports:paper", args=[pk]),
    )


@needs(REVIEW_PAPER)
@require_http_methods(["GET", "HEAD", "POST"])
def send_back(request: Request, pk: int) -> HttpResponse:
    paper = paper_of(request, pk)

    def show(form: Any, status: int) -> HttpResponse:
        return render(request, "reports/paper/send_back.html", {"paper": paper, "form": form}, status=status)

    if request.method != "POST":
        return show(ReasonForm(), 200)
    form = ReasonForm(request.POST)
    return act(
        request,
        form,
        lambda: signing.send_back(request.actor, paper, form.cleaned_data["reason"], now=request.now),
        done=_("Đã trả lại để soạn tiếp."),
        then=reverse("reports:paper", args=[pk]),
        show=show,
    )


@needs(CONSOLIDATE)
@require_http_methods(["GET", "HEAD", "POST"])
def issue(request: Request, pk: int) -> HttpResponse:
    """Issues the report; one that was issued without its signed copy gets it here."""
    paper = paper_of(request, pk)
    issued = paper.state == PaperState.ISSUED

    def show(form: Any, status: int) -> HttpResponse:
        context = {"paper": paper, "form": form, "issued": issued}
        return render(request, "reports/paper/issue.html", context, status=status)

    if request.method != "POST":
        return show(SignedForm() if issued else IssueForm(initial={"on": request.today}), 200)
    form: Any = (SignedForm if issued else IssueForm)(request.POST, request.FILES)
    return act(
        request,
        form,
        lambda: _issue(request, paper, form, issued=issued),
        done=_("Đã gắn bản đã ký.") if issued else _("Đã ban hành. Nội dung và số liệu được giữ nguyên từ đây."),
        then=reverse("reports:paper", args=[pk]),
        show=show,
    )


def _issue(request: Request, paper: Consolidation, form: Any, *, issued: bool) -> Consolidation:
    given = form.cleaned_data
    if issued:
        return signing.attach_signed(request.actor, paper, given["signed"], now=request.now)
    return signing.issue(
        request.actor, paper, number=given["number"], on=given["on"], signed=given["signed"], now=request.now
    )


@needs(SEE_PAPER)
@require_safe
def file(request: Request, pk: int, form: str) -> HttpResponse:
    """The report as DOCX or PDF, or its annex of figures as XLSX."""
    paper = paper_of(request, pk)
    name = f"bao-cao-tong-hop-{paper.pk}"
    if form == "xlsx":
        rows = FigureValue.objects.filter(
            version__submission__period=paper.period, version__submission__state__in=ARRIVED,
            version__submission__sent=F("version"),
        ).select_related("indicator", "version__submission__organisation")  # fmt: skip
        return _download(annex_of(paper, list(rows)), XLSX, f"phu-luc-so-lieu-{paper.pk}.xlsx")
    if form == "docx":
        return _download(as_docx(document_of(paper)), DOCX, f"{name}.docx")
    try:
        return _download(as_pdf(document_of(paper)), PDF, f"{name}.pdf")
    except HouseError as problem:
        tell(request, str(problem))
        return redirect("reports:paper", pk)


def _download(content: bytes, media_type: str, name: str) -> HttpResponse:
    return HttpResponse(
        content, content_type=media_type, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )
