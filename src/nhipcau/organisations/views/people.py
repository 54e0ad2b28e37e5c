from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from nhipcau.core.public import Request, User, needs, require
from nhipcau.design.public import tell

from ..actions import people
from ..choices import CONTACT, MANAGE_ACCOUNTS, SEE, FocalRank
from ..forms import accounts as account_forms
from ..forms import registry as forms
from ..models import FocalPerson, Organisation
from ..queries.directory import focal_register
from .common import PAGE_SIZE, download, faults_into, form_page, organisation_of
from .invitations import linked

HEADS = (
    gettext_lazy("Cơ quan"), gettext_lazy("Loại"), gettext_lazy("Vai trò"), gettext_lazy("Họ và tên"),
    gettext_lazy("Chức vụ"), gettext_lazy("Điện thoại"), gettext_lazy("Thư điện tử"), gettext_lazy("Từ ngày"),
)  # fmt: skip


@needs(SEE)
@require_safe
def register(request: Request) -> HttpResponse:
    form = forms.RegisterForm(request.GET)
    given = form.cleaned_data if form.is_valid() else {"q": "", "loai": ""}
    rows = focal_register(request.actor, request.today, given["q"], given["loai"])
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("trang"))
    shown = [(body, _of_rank(body, FocalRank.LEADER), _of_rank(body, FocalRank.OFFICER)) for body in page]
    return render(request, "organisations/register.html", {"form": form, "page": page, "rows": shown})


def _of_rank(body: Organisation, rank: str) -> list[FocalPerson]:
    return [person for person in body.current_focal if person.rank == rank]  # type: ignore[attr-defined]


@needs(SEE)
@require_safe
def register_file(request: Request, form: str) -> HttpResponse:
    if form not in ("csv", "xlsx"):
        raise Http404
    rows = focal_register(request.actor, request.today, request.GET.get("q", ""), request.GET.get("loai", ""))
    cells = [cell for body in rows for cell in _register_rows(body)]
    return download(f"can-bo-dau-moi-{request.today:%Y-%m-%d}", form, HEADS, cells)


def _register_rows(body: Organisation) -> list[list[str]]:
    first = [body.name, str(body.get_kind_display())]
    people_now = body.current_focal  # type: ignore[attr-defined]
    return [
        [*first, person.get_rank_display(), person.full_name, person.position, person.phone, person.email,
         f"{person.valid_from:%d/%m/%Y}" if person.valid_from else ""]
        for person in people_now
    ] or [[*first, "", "", "", "", "", ""]]  # fmt: skip


@needs(CONTACT)
def set_person(request: Request, pk: int) -> HttpResponse:
    body = organisation_of(request, pk)
    require(request.actor, CONTACT, body.pk)
    initial = {"since": request.today, "rank": request.GET.get("vai_tro", "officer")}
    form = forms.PersonForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        people.set_focal_person(request.actor, body, form.person(), since=form.cleaned_data["since"], at=request.now)
        tell(request, _("Đã ghi vào sổ cán bộ đầu mối."))
        return redirect("organisations:detail", body.pk)
    lead = _("Mỗi cơ quan có một lãnh đạo phụ trách và một cán bộ đầu mối. Người cũ thôi vai trò từ ngày này.")
    back = reverse("organisations:detail", args=[pk])
    return form_page(
        request, form, title=_("Cử người đầu mối"), kicker=body.name, lead=lead, submit=_("Ghi vào sổ"), back=back
    )


@needs(CONTACT)
def end_person(request: Request, person_pk: int) -> HttpResponse:
    person = get_object_or_404(FocalPerson.objects.visible_to(request.actor), pk=person_pk)
    require(request.actor, CONTACT, person.organisation_id)
    form = account_forms.EndForm(request.POST or None, initial={"last_day": request.today})
    back = reverse("organisations:detail", args=[person.organisation_id])
    if request.method == "POST" and form.is_valid():
        with faults_into(form):
            people.end_focal_person(request.actor, person, last_day=form.cleaned_data["last_day"], at=request.now)
            tell(request, _("%(name)s thôi làm đầu mối.") % {"name": person.full_name})
            return redirect(back)
    return form_page(
        request, form, title=_("Thôi làm đầu mối"), kicker=f"{person.full_name}, {person.organisation.name}",
        submit=_("Lưu ngày thôi"), back=back,
    )  # fmt: skip


@needs(MANAGE_ACCOUNTS)
def hand_over(request: Request, pk: int, user_pk: int) -> HttpResponse:
    body = organisation_of(request, pk)
    giver = get_object_or_404(User.objects.filter(province_id=request.actor.province_id), pk=user_pk)
    form = account_forms.HandoverForm(request.POST or None, initial={"since": request.today})
    if request.method == "POST" and form.is_valid():
        with faults_into(form):
            done = people.hand_over(
                request.actor, body, giver, form.person(), since=form.cleaned_data["since"], at=request.now
            )
            said = _("%(name)s tiếp nhận công việc đầu mối.") % {"name": done.person.full_name}
            if done.invited:
                return linked(request, [done.invited], said)
            tell(request, said)
            return redirect("organisations:detail", body.pk)
    moved = ", ".join(f"{number} {label}" for label, number in people.open_work_of(giver, body))
    lead = _("Sổ đầu mối, quyền của tài khoản và việc đang mở chuyển sang người nhận trong một lần lưu.")
    return form_page(
        request, form, title=_("Bàn giao công việc đầu mối"), kicker=f"{giver.full_name}, {body.name}", lead=lead,
        note=_("Việc đang mở sẽ chuyển: %(moved)s.") % {"moved": moved} if moved else "",
        submit=_("Bàn giao"), back=reverse("organisations:detail", args=[pk]),
    )  # fmt: skip
