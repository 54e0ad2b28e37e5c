"""A plan held against a superior document, task by task."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from nhipcau.core.public import Request, allows, needs
from nhipcau.design.public import acted
from nhipcau.documents.public import Document, newest_reading

from ..actions.coverage import Verdict, mark_task, unmark_task
from ..choices import REVIEW, SEE_PLANS, Coverage, CoverageVerdict
from ..models import Plan
from ..queries.coverage import counted, places, superiors, tasks

TONES = {Coverage.MISSING: "attention"}


@needs(SEE_PLANS)
@require_safe
def coverage(request: Request, pk: int) -> HttpResponse:
    plan = _plan(request, pk)
    offered = superiors(request.actor, plan)
    chosen = request.GET.get("van_ban", "")
    superior = offered.filter(pk=int(chosen)).first() if chosen.isdecimal() and len(chosen) < 10 else None
    context: dict[str, Any] = {
        "plan": plan,
        "offered": offered,
        "superior": superior,
        "may_review": allows(request.actor, REVIEW),
    }
    if superior:
        reading = newest_reading(superior)
        rows = tasks(plan, reading) if reading else []
        many, kind = counted(rows), request.GET.get("xem", "")
        kind = kind if kind in Coverage else ""
        context |= {
            "kind": kind,
            "total": len(rows),
            "tabs": [
                (each.value, each.label, many[each], kind == each, TONES.get(each, "") if many[each] else "")
                for each in Coverage
            ],
            "rows": [row for row in rows if not kind or row.state == kind],
            "places": places(plan),
        }
    return render(request, "plans/coverage.html", context)


@needs(REVIEW)
@require_POST
def mark(request: Request, pk: int, document_pk: int) -> HttpResponse:
    plan = _plan(request, pk)
    superior = get_object_or_404(superiors(request.actor, plan), pk=document_pk)
    path, what = request.POST.get("path", ""), request.POST.get("what", "")
    back = f"{reverse('plans:coverage', args=[pk])}?van_ban={document_pk}"
    kind = request.POST.get("xem", "")
    back += f"&xem={kind}" if kind in Coverage else ""
    if what == "rut":
        return acted(
            request,
            lambda: unmark_task(request.actor, plan, superior, path, now=request.now),
            done=_("Đã rút kết luận."),
            then=back,
        )
    verdict = _verdict(request, plan, superior, path, what)
    return acted(
        request,
        lambda: mark_task(request.actor, plan, superior, verdict, now=request.now),
        done=_("Đã ghi kết luận cho mục %(path)s.") % {"path": path},
        then=back,
    )


def _verdict(request: Request, plan: Plan, superior: Document, path: str, what: str) -> Verdict:
    reading = newest_reading(superior)
    task = next((row for row in tasks(plan, reading) if row.clause.path == path), None) if reading else None
    if task is None or what not in CoverageVerdict:
        raise Http404(path)
    given = request.POST.get("plan_path", ""), request.POST.get("reason", "")
    return Verdict(path, task.clause.text, CoverageVerdict(what), *given)


def _plan(request: Request, pk: int) -> Plan:
    rows = Plan.objects.visible_to(request.actor).select_related("reading", "document")
    found: Plan = get_object_or_404(rows, pk=pk)
    return found
