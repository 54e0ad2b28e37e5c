"""Minutes of a briefing, as DOCX or PDF. Nothing is stored."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from nhipcau.core.public import Request, needs
from nhipcau.paper.public import DOCX, PDF, as_docx, as_pdf

from ..choices import WRITE_LETTERS
from ..forms.minutes import MinutesForm
from ..queries.late_letters import late_agencies
from ..queries.minutes import minutes, standing_told
from ..queries.overview import overview, plan_asked_for, plans_in_force

AS_PDF = "pdf"


@needs(WRITE_LETTERS)
@require_http_methods(["GET", "HEAD", "POST"])
def minutes_page(request: Request) -> HttpResponse:
    plan = plan_asked_for(list(plans_in_force(request.actor)), request.GET.get("ke_hoach", ""))
    asked = (request.actor, plan, request.today)
    form = MinutesForm(request, standing_told(overview(*asked).whole, late_agencies(*asked), plan, request.today))
    if request.method == "POST" and form.is_valid():
        paper = minutes(form.meeting(), request.user.province.name)
        pdf = request.POST.get("tep") == AS_PDF
        answer = HttpResponse(as_pdf(paper) if pdf else as_docx(paper), content_type=PDF if pdf else DOCX)
        name = f"bien-ban-{form.cleaned_data['ngay']:%Y-%m-%d}.{'pdf' if pdf else 'docx'}"
        answer["Content-Disposition"] = f'attachment; filename="{name}"'
        return answer
    return render(request, "plans/minutes.html", {"form": form, "plan": plan}, status=422 if form.errors else 200)
