"""Plans as a whole: the list, opening a review, one plan, confirming and taking a confirmation back."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from nhipcau.core.public import HouseError, Request, allows, history_of, needs
from nhipcau.design.public import tell
from nhipcau.documents.public import Document, bases_of

from ..actions.confirm import confirm, withdraw
from ..actions.opening import open_plan
from ..choices import REVIEW, SEE_PLANS, DutyState, ProposalState
from ..errors import AlreadyOpenError, NotReadyError
from ..forms.review import OpenForm, WithdrawForm
from ..models import Confirmation, Plan, Section
from ..queries.confirmable import draft
from ..queries.rereading import newer_reading
from ..queries.review import plans_seen_by, replaceable_plans


@needs(SEE_PLANS)
@require_safe
def plans(request: Request) -> HttpResponse:
    rows = (
        plans_seen_by(request.actor)
        .order_by("-year", "-opened_at")
        .annotate(
            waiting=Count("proposals", filter=Q(proposals__state=ProposalState.PROPOSED)),
            settled=Count("proposals", filter=Q(proposals__state=ProposalState.CONFIRMED)),
        )
    )
    page = Paginator(rows, 25).get_page(request.GET.get("trang"))
    return render(request, "plans/list.html", {"page": page, "may_review": allows(request.actor, REVIEW)})


@needs(REVIEW)
def open_review(request: Request, document_pk: int) -> HttpResponse:
    document = get_object_or_404(Document.objects.visible_to(request.actor), pk=document_pk)
    standing = Plan.objects.visible_to(request.actor).filter(document=document).first()
    if standing:
        return redirect("plans:review", standing.pk)
    others = replaceable_plans(request.actor)
    form = OpenForm(request.POST if request.method == "POST" else None, plans=others)
    if request.method == "POST" and form.is_valid():
        try:
            made = open_plan(request.actor, document, now=request.now, replaces=form.cleaned_data["replaces"])
        except AlreadyOpenError as problem:
            return redirect("plans:review", problem.plan_id)
        return redirect("plans:review", made.pk)
    return render(request, "plans/open.html", {"document": document, "form": form, "others": others.exists()})


@needs(SEE_PLANS)
@require_safe
def plan(request: Request, pk: int) -> HttpResponse:
    found = get_object_or_404(plans_seen_by(request.actor), pk=pk)
    sections = found.sections.annotate(
        waiting=Count("proposals", filter=Q(proposals__state=ProposalState.PROPOSED), distinct=True),
        active=Count("duties", filter=Q(duties__state=DutyState.ACTIVE), distinct=True),
    )
    context = {
        "plan": found,
        "sections": sections,
        "waiting": sum(section.waiting for section in sections),
        "active": sum(section.active for section in sections),
        "confirmations": found.confirmations.select_related("by", "withdrawn_by", "section"),
        "history": history_of(request.actor, "plans.plan", pk)[:20],
        "may_review": allows(request.actor, REVIEW),
        "newer": newer_reading(found),
        "flagged": [
            each for each in bases_of(found.reading, found.issued_on or request.today, request.today) if each.flagged
        ],
    }
    return render(request, "plans/plan.html", context)


@needs(REVIEW)
def confirm_plan(request: Request, pk: int) -> HttpResponse:
    found = get_object_or_404(Plan.objects.visible_to(request.actor), pk=pk)
    path = request.POST.get("muc", request.GET.get("muc", ""))
    section = get_object_or_404(Section, plan=found, path=path) if path else None
    problem: HouseError | None = None
    if request.method == "POST":
        expected = request.POST.get("expected", "")
        try:
            done = confirm(
                request.actor, found, section, now=request.now, expected=int(expected) if expected.isdigit() else None
            )
        except NotReadyError as refusal:
            problem = refusal
        else:
            tell(request, _("Đã xác nhận %s nhiệm vụ.") % done.duties_count)
            found.refresh_from_db()
            return redirect("plans:plan" if not _waiting(found) else "plans:review", pk)
    wanted = draft(found, section, request.today)
    context = {"plan": found, "section": section, "draft": wanted, "problem": problem, "others": _waiting(found)}
    return render(request, "plans/confirm.html", context, status=422 if problem else 200)


@needs(REVIEW)
def withdraw_confirmation(request: Request, pk: int, confirmation_pk: int) -> HttpResponse:
    rows = Confirmation.objects.visible_to(request.actor).select_related("plan", "section", "by")
    found = get_object_or_404(rows, pk=confirmation_pk, plan_id=pk)
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        withdraw(request.actor, found, form.cleaned_data["reason"], now=request.now)
        tell(request, _("Đã thu hồi xác nhận. Các nhiệm vụ trở lại trang rà soát."))
        return redirect(reverse("plans:plan", args=[pk]))
    reported = found.duties.filter(assignments__last_update_at__isnull=False).distinct().count()
    context = {"plan": found.plan, "confirmation": found, "form": form, "reported": reported}
    return render(request, "plans/withdraw.html", context, status=422 if form.errors else 200)


def _waiting(found: Plan) -> int:
    return found.proposals.filter(state=ProposalState.PROPOSED).count()
