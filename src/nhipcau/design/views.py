from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.template import engines
from django.views.decorators.http import require_safe

from nhipcau.core.public import Request, anyone

from .choices import STATES, Pattern
from .components.charts import ChartColumn, ChartPart
from .components.marks import icon_names
from .forms import SampleFilters, SampleForm

SAMPLES = Path(__file__).parent / "templates" / "design" / "guide"
# What the guide's chart shows.
CHART_COLUMNS = [ChartColumn("09/26", (12, 2, 0), "86%"), ChartColumn("10/26", (9, 1, 4), "64%")]
CHART_PARTS = [
    ChartPart(Pattern.FULL.label, Pattern.FULL),
    ChartPart(Pattern.STRIPES.label, Pattern.STRIPES),
    ChartPart(Pattern.CROSS.label, Pattern.CROSS),
]
_TITLE = re.compile(r"^\{# (.+) #\}\n", re.MULTILINE)


@anyone
@require_safe
def guide(request: Request) -> HttpResponse:
    if not (settings.DEBUG or settings.NHIPCAU_DEMO):
        raise Http404
    context = {
        "icons": sorted(icon_names()),
        "states": list(STATES),
        "form": SampleForm(),
        "wrong": SampleForm({"sai-deadline": "31/02/2026"}, prefix="sai"),
        "filters": SampleFilters(request.GET),
        "page": Paginator(range(1, 1235), 25).get_page(request.GET.get("trang", 3)),
        "now": request.now,
        "earlier": request.now - timedelta(hours=3),
        "today": request.today,
        "soon": request.today + timedelta(days=3),
        "past": request.today - timedelta(days=12),
        "chart_columns": CHART_COLUMNS,
        "chart_parts": CHART_PARTS,
        "later": request.today + timedelta(days=90),
    }
    parts = [_part(path, request, context) for path in sorted(SAMPLES.glob("*.html"))]
    return render(request, "design/guide.html", {"parts": parts})


def _part(path: Path, request: Request, context: dict[str, object]) -> dict[str, object]:
    """One file is one part of the guide; `{# … #}` alone on a line begins a sample, the first one names the part."""
    pieces = _TITLE.split(path.read_text(encoding="utf-8"))[1:]
    engine = engines["django"]
    samples = [
        {
            "title": title,
            "code": source.strip(),
            "shown": engine.from_string("{% load i18n nhipcau %}" + source).render(context, request),
        }
        for title, source in zip(pieces[2::2], pieces[3::2], strict=True)
    ]
    return {"id": path.stem, "title": pieces[0], "intro": pieces[1].strip(), "samples": samples}
