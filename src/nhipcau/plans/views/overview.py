from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from nhipcau.core.public import Request, needs

from ..choices import GOING_ON, SEE_OVERVIEW, Standing
from ..queries.overview import COLUMNS, Line, overview, plan_to_begin_with, plans_in_force

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


@needs(SEE_OVERVIEW)
@require_safe
def overview_page(request: Request) -> HttpResponse:
    context = _context(request)
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


def _context(request: Request) -> dict[str, Any]:
    plans = list(plans_in_force(request.actor))
    asked = request.GET.get("ke_hoach", "")
    plan = next((each for each in plans if str(each.pk) == asked), None) if asked else plan_to_begin_with(plans)
    found = overview(request.actor, plan, request.today)
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
        "agencies": [_linked(line) for line in found.agencies],
        "parts": [_linked(line) for line in found.parts],
        "late_url": register_address(found.whole, Standing.OVERDUE),
        "choice": choice,
    }


def _linked(line: Line) -> dict[str, Any]:
    """A row of the page: each number with how it is called and the address of the list that it counts."""
    cells = []
    for column in COLUMNS:
        number = getattr(line, str(column))
        label, short, tone, icon = LOOK[column]
        share = _("%(percent)d%% của %(total)s lượt") % {
            "percent": round(100 * number / (line.total or 1)),
            "total": number_format(line.total, force_grouping=True),
        }
        url = register_address(line, str(column))
        cells.append(
            {
                "key": str(column), "number": number, "url": url, "label": label, "short": short,
                "tone": tone if number else "", "icon": icon, "share": share,
            }
        )  # fmt: skip
    return {"line": line, "cells": cells, "url": register_address(line, "")}


def register_address(line: Line, standing: str) -> str:
    """The address of the register that lists what a number of the leader's page counts."""
    asked = {
        "ke_hoach": line.chosen.plan_id,
        "muc": line.chosen.section_id,
        "co_quan": line.chosen.organisation_id,
        "vai_tro": line.chosen.part,
        "tinh_trang": standing,
    }
    return f"{reverse('plans:register')}?{urlencode({name: str(value) for name, value in asked.items() if value})}"
