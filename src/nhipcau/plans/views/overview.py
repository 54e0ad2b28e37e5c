from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from nhipcau.core.public import Request, allows, needs
from nhipcau.design.public import ChartColumn, ChartPart, Pattern
from nhipcau.paper.public import PDF, as_pdf

from ..choices import DONE_IN_TIME, GOING_ON, SEE_OVERVIEW, WRITE_LETTERS, Standing
from ..models import Plan
from ..queries.leaders_sheet import Kept12, leaders_sheet
from ..queries.overview import COLUMNS, Line, Overview, overview, plan_asked_for, plans_in_force
from ..queries.overview_parts import OVERVIEW_PARTS, OverviewPart
from ..queries.register import Chosen
from ..queries.trend import KEPT, Kept, ages, kept_by_agency, kept_by_month

WHOLE_PROVINCE = "tat-ca"
AGENCIES_ON_SCREEN = 16
ROWS_ON_PAPER = 21  # of agencies and parts together, beside the sum, the heads and what is latest
# How a column is called on its tile and in a table's head, its tone and its shape.
LOOK = {
    Standing.DONE: (gettext_lazy("hoàn thành"), gettext_lazy("Hoàn thành"), "river", "done"),
    GOING_ON: (gettext_lazy("đang trong hạn"), gettext_lazy("Đang thực hiện"), "", "half"),
    Standing.OVERDUE: (gettext_lazy("quá hạn"), gettext_lazy("Quá hạn"), "late", "late"),
    Standing.NO_ANSWER: (gettext_lazy("chưa có phản hồi"), gettext_lazy("Chưa phản hồi"), "", "no-answer"),
}
# The parts of the charts, in the order of KEPT.
KEPT_PARTS = (
    ChartPart(gettext_lazy("hoàn thành đúng hạn"), Pattern.FULL),
    ChartPart(gettext_lazy("hoàn thành sau hạn"), Pattern.STRIPES),
    ChartPart(gettext_lazy("đã báo cáo, chờ chấp nhận"), Pattern.DOTS),
    ChartPart(gettext_lazy("quá hạn"), Pattern.CROSS),
)


@needs(SEE_OVERVIEW)
@require_safe
def overview_page(request: Request) -> HttpResponse:
    context = _context(request)
    context["more"] = [(part.template, shown) for part, shown in _parts(request)]
    if "tat_ca_co_quan" not in request.GET:
        context["hidden"] = len(context["agencies"][AGENCIES_ON_SCREEN:])
        context["agencies"] = context["agencies"][:AGENCIES_ON_SCREEN]
    return render(request, "plans/overview.html", context)


@needs(SEE_OVERVIEW)
@require_safe
def overview_sheet(request: Request) -> HttpResponse:
    context = _context(request)
    lines = context["agencies"]
    room = max(ROWS_ON_PAPER - len(context["parts"]), 10)
    context["on_paper"], context["left_out"] = lines[:room], lines[room:]
    return render(request, "plans/overview_sheet.html", context)


@needs(SEE_OVERVIEW)
@require_safe
def overview_pdf(request: Request) -> HttpResponse:
    found = _found(request, plan_asked_for(list(plans_in_force(request.actor)), request.GET.get("ke_hoach", "")))
    place = request.user.province.name
    more = [block for part, shown in _parts(request) for block in part.printed(shown)]
    content = as_pdf(leaders_sheet(found.overview, found.kept, f"{place[:1].upper()}{place[1:]}", more))
    answer = HttpResponse(content, content_type=PDF)
    answer["Content-Disposition"] = f'inline; filename="tong-quan-{request.today:%Y-%m-%d}.pdf"'
    return answer


@dataclass(frozen=True, slots=True)
class _Found:
    overview: Overview
    kept: Kept12


def _found(request: Request, plan: Plan | None) -> _Found:
    asked = (request.actor, plan, request.today)
    kept = Kept12(kept_by_month(*asked), kept_by_agency(*asked), ages(*asked))
    return _Found(overview(*asked), kept)


def _parts(request: Request) -> list[tuple[OverviewPart, dict[str, Any]]]:
    """What other rooms show on this page."""
    found = [(part, part.shown(request.actor, request.today)) for part in OVERVIEW_PARTS]
    return [(part, shown) for part, shown in found if shown]


def _context(request: Request) -> dict[str, Any]:
    plans = list(plans_in_force(request.actor))
    plan = plan_asked_for(plans, request.GET.get("ke_hoach", ""))
    both = _found(request, plan)
    found, kept = both.overview, both.kept
    choice = str(plan.pk) if plan else WHOLE_PROVINCE
    return {
        "found": found,
        "plans": [
            {"number": each.number, "title": each.title, "address": f"?ke_hoach={each.pk}", "current": each == plan}
            for each in plans
        ],
        "plan": plan,
        "every_plan": plan is None,
        "whole": _linked(found.whole),
        "agencies": [_linked(line, kept.agencies.get(line.chosen.organisation_id or 0)) for line in found.agencies],
        "parts": [_linked(line) for line in found.parts],
        "late_url": register_address(found.whole.chosen, Standing.OVERDUE),
        "choice": choice,
        "kept_parts": KEPT_PARTS,
        "may_write": allows(request.actor, WRITE_LETTERS),
        **_trend(kept),
    }


def _trend(kept: Kept12) -> dict[str, Any]:
    """The months as a chart and as the table behind it, and how long what is late has been late."""
    months = [
        {
            "month": month,
            "share": "" if month.share is None else f"{month.share}%",
            "url": register_address(month.chosen, ""),
            "cells": [
                {"number": number, "url": register_address(month.chosen, standing)}
                for number, standing in zip(month.amounts, KEPT, strict=True)
            ],
        }
        for month in kept.months
    ]
    columns = [
        ChartColumn(month.label, month.amounts, "" if month.share is None else f"{month.share}%")
        for month in kept.months
    ]
    late = [
        {
            "label": _("%(least)d đến %(most)d ngày") % {"least": age.least, "most": age.most}
            if age.most
            else _("trên %(days)d ngày") % {"days": age.least - 1},
            "count": age.count,
            "amounts": (0, 0, 0, age.count),
            "url": register_address(age.chosen, str(age.chosen.standing)),
        }
        for age in kept.ages
    ]
    most = max((age.count for age in kept.ages), default=0)
    return {
        "months": months,
        "columns": columns,
        "late_ages": late,
        "most_late": most,
        "any_due": any(m.total for m in kept.months),
    }


def _linked(line: Line, kept: Kept | None = None) -> dict[str, Any]:
    """A row of the page: each number with how it is called and the address of the list that it counts."""
    cells = []
    for column in COLUMNS:
        number = getattr(line, str(column))
        label, short, tone, icon = LOOK[column]
        share = _("%(percent)d%% của %(total)s lượt") % {
            "percent": round(100 * number / (line.total or 1)),
            "total": number_format(line.total, force_grouping=True),
        }
        url = register_address(line.chosen, str(column))
        cells.append(
            {
                "key": str(column), "number": number, "url": url, "label": label, "short": short,
                "tone": tone if number else "", "icon": icon, "share": share,
            }
        )  # fmt: skip
    row = {"line": line, "cells": cells, "url": register_address(line.chosen, "")}
    if kept is not None:
        row["kept"] = kept
        row["kept_url"] = register_address(kept.chosen, DONE_IN_TIME)
    return row


def register_address(chosen: Chosen, standing: str) -> str:
    """The address of the register that lists what a number of the leader's page counts."""
    asked = {
        "ke_hoach": chosen.plan_id,
        "muc": chosen.section_id,
        "co_quan": chosen.organisation_id,
        "vai_tro": chosen.part,
        "hinh_thuc": chosen.directive,
        "tu_ngay": chosen.due_from and f"{chosen.due_from:%d/%m/%Y}",
        "den_ngay": chosen.due_to and f"{chosen.due_to:%d/%m/%Y}",
        "tinh_trang": standing,
    }
    return f"{reverse('plans:register')}?{urlencode({name: str(value) for name, value in asked.items() if value})}"
