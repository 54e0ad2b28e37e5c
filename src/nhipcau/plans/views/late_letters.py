"""Letters to late agencies: one as DOCX or PDF, or all of them in one archive. Reading only: nothing is sent."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from nhipcau.core.public import Request, fold, needs
from nhipcau.organisations.public import Organisation
from nhipcau.paper.public import DOCX, PDF, Document, all_as_pdf, as_docx, as_pdf

from ..choices import WRITE_LETTERS
from ..errors import NothingLateError
from ..forms.late_letters import LetterHeadForm
from ..queries.late_letters import LateAgency, late_agencies, late_letters
from ..queries.overview import plan_asked_for, plans_in_force
from .overview import register_address

AS_PDF = "pdf"


@needs(WRITE_LETTERS)
@require_safe
def letters_page(request: Request) -> HttpResponse:
    plan = plan_asked_for(list(plans_in_force(request.actor)), request.GET.get("ke_hoach", ""))
    form = LetterHeadForm(request)
    head = form.head()
    rows = [
        {
            "agency": each,
            "url": register_address(each.chosen, str(each.chosen.standing)),
            "own": head is not None and each.organisation.pk == head.issuer.pk,
        }
        for each in late_agencies(request.actor, plan, request.today)
    ]
    query = request.GET.copy()
    query.update({name: value for name, value in form.data.items() if name not in query})
    context = {"form": form, "head": head, "rows": rows, "plan": plan, "query": query.urlencode()}
    return render(request, "plans/late_letters.html", context)


@needs(WRITE_LETTERS)
@require_safe
def letter_file(request: Request, pk: int) -> HttpResponse:
    if not Organisation.objects.visible_to(request.actor).filter(pk=pk).exists():
        raise Http404
    found = [each for each in _letters(request) if each[0].organisation.pk == pk]
    if not found:
        raise NothingLateError
    agency, letter = found[0]
    pdf = request.GET.get("tep") == AS_PDF
    content, kind = (as_pdf(letter), PDF) if pdf else (as_docx(letter), DOCX)
    return _named(content, kind, _name(agency, pdf=pdf))


@needs(WRITE_LETTERS)
@require_safe
def letters_archive(request: Request) -> HttpResponse:
    found = _letters(request)
    if not found:
        raise NothingLateError
    pdf = request.GET.get("tep") == AS_PDF
    pages = [letter for _agency, letter in found]
    contents = all_as_pdf(pages) if pdf else [as_docx(page) for page in pages]
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for (agency, _letter), content in zip(found, contents, strict=True):
            archive.writestr(_name(agency, pdf=pdf), content)
    return _named(out.getvalue(), "application/zip", f"cong-van-don-doc-{request.today:%Y-%m-%d}.zip")


def _letters(request: Request) -> list[tuple[LateAgency, Document]]:
    head = LetterHeadForm(request).head()
    if head is None:
        raise NothingLateError(_("Chọn cơ quan ban hành và ngày đề nghị báo cáo rồi tải công văn."))
    plan = plan_asked_for(list(plans_in_force(request.actor)), request.GET.get("ke_hoach", ""))
    agencies = late_agencies(request.actor, plan, request.today)
    return late_letters(agencies, plan, head, request.user.province.name, request.today)


def _name(agency: LateAgency, *, pdf: bool) -> str:
    """A name for a file without marks; the number keeps two agencies of one name apart."""
    plain = re.sub(r"[^a-z0-9]+", "-", fold(agency.organisation.name)).strip("-")[:60]
    return f"don-doc-{plain}-{agency.organisation.pk}.{'pdf' if pdf else 'docx'}"


def _named(content: bytes, kind: str, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
