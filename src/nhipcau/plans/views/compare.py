"""A plan beside the one that it replaces, and beside a newer reading of its own document."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from nhipcau.core.public import Request, allows, needs

from ..actions.review import add
from ..choices import REVIEW, SEE_PLANS, Change
from ..models import Plan, Proposal
from ..queries.likeness import words_changed
from ..queries.rereading import differences, newer_reading

ORDER = (Change.CHANGED, Change.ADDED, Change.DROPPED, Change.MOVED, Change.UNCHANGED)


@needs(SEE_PLANS)
@require_safe
def replaced(request: Request, pk: int) -> HttpResponse:
    rows = Plan.objects.visible_to(request.actor).select_related("replaces")
    plan = get_object_or_404(rows, pk=pk, replaces__isnull=False)
    proposals = list(plan.proposals.exclude(change="").select_related("previous_duty", "section"))
    groups = [(change, [each for each in proposals if each.change == change]) for change in ORDER]
    shown = [
        (change, [(each, words_changed(_before(each), each.text)) for each in rows] if rows else [])
        for change, rows in groups
    ]
    return render(request, "plans/compare.html", {"plan": plan, "groups": [group for group in shown if group[1]]})


@needs(SEE_PLANS)
def reread(request: Request, pk: int) -> HttpResponse:
    plan = get_object_or_404(Plan.objects.visible_to(request.actor).select_related("document", "reading"), pk=pk)
    reading = newer_reading(plan)
    if reading is None:
        return redirect("plans:plan", pk)
    if request.method == "POST":
        start, end = int(request.POST.get("start") or 0), int(request.POST.get("end") or 0)
        add(request.actor, plan, start, end, now=request.now)
        return redirect("plans:review", pk)
    found = [(each, words_changed(each.old_text, each.new_text)) for each in differences(plan, reading)]
    context = {"plan": plan, "reading": reading, "differences": found, "may_review": allows(request.actor, REVIEW)}
    return render(request, "plans/reread.html", context)


def _before(proposal: Proposal) -> str:
    return str(proposal.as_read.get("before", {}).get("text", proposal.text))
