from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nhipcau.core.public import (
    Request,
    add_working_days,
    allows,
    needs,
    reporting_period_of,
    working_calendar,
)

from ..actions.frame import ensure_templates
from ..actions.opening import close_period, grant_exception, open_period
from ..choices import MANAGE, SEE_PERIODS, ExceptionKind, Standing
from ..forms.period import ExceptionForm, PeriodForm
from ..models import Obligation, Period, ReportTemplate
from ..queries.lists import charged_organisations, confirmed_plans, organisations_of, periods
from ..queries.standing import ARRIVED_ALL, LATE, MISSING, ON_TIME, Chosen, matrix, obligations, shown, tally
from .common import act, acted

USUAL = {"year": "tong-hop", "half_year": "tong-hop", "quarter": "ngan", "month": "ngan"}  # kind → template
DUE_AFTER, LOCK_AFTER = 3, 5  # working days: from the cut-off to the deadline, from there to the lock


@needs(SEE_PERIODS)
@require_safe
def period_list(request: Request) -> HttpResponse:
    rows = periods(request.actor, request.today)
    return render(request, "reports/periods.html", {"rows": rows, "may_open": allows(request.actor, MANAGE)})


@needs(SEE_PERIODS)
@require_safe
def matrix_page(request: Request) -> HttpResponse:
    asked = request.GET.get("nam", "")
    year = int(asked) if asked.isdecimal() and len(asked) == 4 else request.today.year
    found = matrix(request.actor, year, request.today)
    # Hundreds of cells open a report each: its address is looked up once and filled in.
    before, after = reverse("reports:report", args=[0]).split("0")
    lines = [(line, [line.cells.get(period.pk) for period in found.periods]) for line in found.lines]
    columns = [(period, found.columns[period.pk]) for period in found.periods]
    context = {"year": str(year), "years": (str(year - 1), str(year + 1)), "lines": lines, "columns": columns}
    return render(request, "reports/matrix.html", context | {"report": {"before": before, "after": after}})


def _tabs(counts: dict[str, int], chosen: str) -> list[dict[str, Any]]:
    labels = {
        ARRIVED_ALL: _("Đã nhận"),
        ON_TIME: _("Đúng hạn"),
        LATE: _("Gửi muộn"),
        Standing.OVERDUE: _("Quá hạn, chưa gửi"),
        Standing.NO_ANSWER: _("Chưa có phản hồi"),
        Standing.SUBMITTED: _("Chờ tiếp nhận"),
        Standing.RETURNED: _("Đã trả lại"),
        Standing.DRAFT: _("Đang soạn"),
    }
    tones: dict[str, str] = {Standing.OVERDUE: "late", Standing.SUBMITTED: "attention"}
    return [
        {"key": key, "label": label, "count": counts[key], "current": chosen == key,
         "tone": tones.get(key, "") if counts[key] else ""}
        for key, label in labels.items()
    ]  # fmt: skip


@needs(SEE_PERIODS)
@require_safe
def period_page(request: Request, pk: int) -> HttpResponse:
    period = _period(request, pk)
    wanted = request.GET.get("tinh_trang", "")
    known = {*Standing.values, ARRIVED_ALL, ON_TIME, LATE, MISSING}
    chosen = Chosen(period_id=period.pk, standing=wanted if wanted in known else "")
    counts = tally(request.actor, chosen, request.today)
    rows = shown(obligations(request.actor, chosen, request.today), request.today)
    context = {
        "period": period,
        "rows": rows.prefetch_related("exceptions"),
        "total": counts["total"],
        "counts": counts,
        "tabs": _tabs(counts, chosen.standing),
        "chosen": chosen,
        "legs": period.legs.all(),
        "plans": period.plans.defer("reading"),
        "manages": allows(request.actor, MANAGE),
    }
    return render(request, "reports/period.html", context)


def _period(request: Request, pk: int) -> Period:
    found: Period = get_object_or_404(Period.objects.visible_to(request.actor).select_related("template"), pk=pk)
    return found


@needs(MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def open_page(request: Request) -> HttpResponse:
    if request.method == "POST":
        ensure_templates(request.user.province, now=request.now)
    templates = list(ReportTemplate.objects.visible_to(request.actor).filter(retired=False))
    plans, bodies = list(confirmed_plans(request.actor)), list(organisations_of(request.actor, request.today))
    offered: dict[str, Any] = {"templates": templates, "plans": plans, "bodies": bodies}

    def page(form: Any, status: int) -> HttpResponse:
        return render(request, "reports/open.html", {"form": form, "ready": bool(templates)}, status=status)

    if request.method != "POST":
        current = [plan.pk for plan in plans if plan.year == request.today.year] or [plan.pk for plan in plans[:1]]
        charged = charged_organisations(request.actor, [plan for plan in plans if plan.pk in current], request.today)
        days = _proposed_days(request)
        template = next((row.pk for row in templates if row.code == USUAL.get(days["kind"])), None)
        initial = {**days, "template": template, "plans": current, "organisations": charged}
        return page(PeriodForm(initial=initial, **offered), 200)
    if "prepare" in request.POST:
        return redirect("reports:open")
    form = PeriodForm(request.POST, **offered)
    return act(
        request,
        form,
        lambda: open_period(request.actor, form.new_period(), now=request.now),
        done=_("Đã mở kỳ báo cáo. Các cơ quan thấy ngay trong mục Báo cáo."),
        then=reverse("reports:periods"),
        show=page,
    )


def _proposed_days(request: Request) -> dict[str, Any]:
    """The year in which today is counted, with the days that follow from it; ?loai=month and so on for others."""
    kind = request.GET.get("loai", "year")
    kind = kind if kind in ("month", "quarter", "half_year", "year") else "year"
    found = reporting_period_of(kind, request.today)
    calendar = working_calendar(request.actor.province_id)
    due = add_working_days(found.cutoff, DUE_AFTER, calendar)
    names = {
        "month": _("Báo cáo tháng %(number)s/%(year)s"), "quarter": _("Báo cáo quý %(number)s/%(year)s"),
        "half_year": _("Báo cáo 6 tháng lần %(number)s năm %(year)s"), "year": _("Báo cáo năm %(year)s"),
    }  # fmt: skip
    return {
        "kind": kind,
        "name": names[kind] % {"number": found.number, "year": found.year},
        "first_day": found.first,
        "cut_off": found.cutoff,
        "due": due,
        "lock_on": add_working_days(due, LOCK_AFTER, calendar),
    }


@needs(MANAGE)
@require_POST
def close(request: Request, pk: int) -> HttpResponse:
    period = _period(request, pk)
    return acted(
        request,
        lambda: close_period(request.actor, period, now=request.now),
        done=_("Đã chốt kỳ báo cáo; số liệu đã tiếp nhận được giữ nguyên."),
        then=reverse("reports:period", args=[period.pk]),
    )


@needs(MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def exception_page(request: Request, pk: int) -> HttpResponse:
    rows = Obligation.objects.visible_to(request.actor).select_related("period", "organisation")
    obligation: Obligation = get_object_or_404(rows, pk=pk)

    def page(form: Any, status: int) -> HttpResponse:
        context = {"obligation": obligation, "form": form, "granted": obligation.exceptions.select_related("by")}
        return render(request, "reports/exception.html", context, status=status)

    if request.method != "POST":
        return page(ExceptionForm(initial={"kind": ExceptionKind.LATER_DUE}), 200)
    form = ExceptionForm(request.POST)
    return act(
        request,
        form,
        lambda: grant_exception(
            request.actor,
            obligation,
            ExceptionKind(form.cleaned_data["kind"]),
            until=form.cleaned_data["until"],
            reason=form.cleaned_data["reason"],
            now=request.now,
        ),
        done=_("Đã ghi ngoại lệ cho %(name)s.") % {"name": obligation.organisation.name},
        then=reverse("reports:period", args=[obligation.period_id]),
        show=page,
    )
