"""Letters to late agencies: one as DOCX or PDF, or all of them in one archive. Nothing is sent."""

from __future__ import annotations

from typing import Any

from django.core.files.storage import storages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from nhipcau.core.public import Request, needs
from nhipcau.design.public import tell
from nhipcau.organisations.public import Organisation
from nhipcau.paper.public import DOCX, PDF, Document, as_docx, as_pdf

from ..actions.letters import ask_for_letters
from ..choices import WRITE_LETTERS, PacketState
from ..errors import NothingLateError
from ..forms.late_letters import LetterHeadForm
from ..models import LetterPacket, Plan
from ..queries.late_letters import LateAgency, archived, file_name, late_agencies, late_letters, letter_packets
from ..queries.overview import plan_asked_for, plans_in_force
from .overview import register_address

AS_PDF, ZIP = "pdf", "application/zip"
NO_HEAD = gettext_lazy("Chọn cơ quan ban hành và ngày đề nghị báo cáo rồi tải công văn.")


@needs(WRITE_LETTERS)
@require_safe
def letters_page(request: Request) -> HttpResponse:
    plan = _plan(request)
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
    context |= _packets(request)
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
    return _named(content, kind, file_name(agency, "pdf" if pdf else "docx"))


@needs(WRITE_LETTERS)
@require_safe
def letters_archive(request: Request) -> HttpResponse:
    """All letters as DOCX: made at once, they take no time."""
    found = _letters(request)
    if not found:
        raise NothingLateError
    content = archived([agency for agency, _letter in found], [as_docx(letter) for _agency, letter in found], "docx")
    return _named(content, ZIP, f"cong-van-don-doc-{request.today:%Y-%m-%d}.zip")


@needs(WRITE_LETTERS)
@require_POST
def ask_for_pdf(request: Request) -> HttpResponse:
    """All letters as PDF: LibreOffice takes seconds for each, so they are made in the background."""
    head = LetterHeadForm(request).head()
    if head is None:
        raise NothingLateError(NO_HEAD)
    ask_for_letters(request.actor, _plan(request), head, now=request.now)
    tell(request, _("Đang soạn các công văn dạng PDF; xong sẽ có tệp tải về ở cuối trang."))
    return redirect(f"{reverse('plans:late_letters')}?{request.GET.urlencode()}#bo-cong-van")


@needs(WRITE_LETTERS)
@require_safe
def packets(request: Request) -> HttpResponse:
    return render(request, "plans/partials/letter_packets.html", _packets(request))


def _packets(request: Request) -> dict[str, Any]:
    rows = letter_packets(request.actor)
    return {"packets": rows, "running": any(row.state == PacketState.WAITING for row in rows)}


@needs(WRITE_LETTERS)
@require_safe
def packet_file(request: Request, pk: int) -> FileResponse:
    packet: LetterPacket = get_object_or_404(LetterPacket.objects.visible_to(request.actor), pk=pk)
    if not packet.stored_as or not storages["documents"].exists(packet.stored_as):
        raise Http404
    stored = storages["documents"].open(packet.stored_as)
    return FileResponse(stored, as_attachment=True, filename=packet.name, content_type=ZIP)


def _plan(request: Request) -> Plan | None:
    return plan_asked_for(list(plans_in_force(request.actor)), request.GET.get("ke_hoach", ""))


def _letters(request: Request) -> list[tuple[LateAgency, Document]]:
    head = LetterHeadForm(request).head()
    if head is None:
        raise NothingLateError(NO_HEAD)
    plan = _plan(request)
    agencies = late_agencies(request.actor, plan, request.today)
    return late_letters(agencies, plan, head, request.user.province.name, request.today)


def _named(content: bytes, kind: str, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
