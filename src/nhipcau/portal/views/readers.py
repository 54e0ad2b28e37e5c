from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from nhipcau.core.public import Request, needs
from nhipcau.design.public import ChartColumn, ChartPart, Pattern

from ..choices import SEE_READERS
from ..queries.readers import Travelled, travelled

LANGUAGES_DRAWN = 3
PATTERNS = (Pattern.FULL, Pattern.STRIPES, Pattern.DOTS, Pattern.CROSS)


@needs(SEE_READERS)
@require_safe
def readers_page(request: Request) -> HttpResponse:
    found = travelled(request.actor, request.today)
    columns, parts = _chart(found)
    label = _("Lượt xem theo tháng và ngôn ngữ, %(total)s lượt trong mười hai tháng") % {"total": found.views}
    context = {"found": found, "columns": columns, "parts": parts, "chart_label": label}
    return render(request, "portal/work/readers.html", context)


def _chart(found: Travelled) -> tuple[list[ChartColumn], list[ChartPart]]:
    """The languages that are read most, and the others together."""
    drawn, rest = found.languages[:LANGUAGES_DRAWN], found.languages[LANGUAGES_DRAWN:]
    names = [each.name for each in drawn] + ([_("Ngôn ngữ khác")] if rest else [])
    parts = [ChartPart(name, pattern) for name, pattern in zip(names, PATTERNS, strict=False)]
    columns = []
    for each in found.months:
        amounts = [*each.views[: len(drawn)], *([sum(each.views[len(drawn) :])] if rest else [])]
        columns.append(ChartColumn(f"{each.month:%m}", amounts, str(each.total) if each.total else ""))
    return columns, parts
