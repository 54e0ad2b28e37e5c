from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from nhipcau.core.public import Request, allows, history_of, needs, require
from nhipcau.design.public import tell

from ..actions import registry
from ..choices import CONTACT, MANAGE, MANAGE_ACCOUNTS, SEE, NameKind
from ..forms import registry as forms
from ..models import Organisation, OrganisationName, Succession
from ..queries.authority import accounts_of
from ..queries.directory import directory, focal_persons, kinds_count, life_of
from ..queries.succession import holder_today
from .common import PAGE_SIZE, faults_into, form_page, organisation_of


@needs(SEE)
@require_safe
def listing(request: Request) -> HttpResponse:
    form = forms.DirectoryForm(request.GET, actor=request.actor)
    filters = form.filters()
    page = Paginator(directory(request.actor, filters, request.today), PAGE_SIZE).get_page(request.GET.get("trang"))
    counts = kinds_count(request.actor, filters, request.today)
    form.show_counts(counts)
    context = {
        "form": form,
        "page": page,
        "standing": filters.standing,
        "may_manage": allows(request.actor, MANAGE),
    }
    return render(request, "organisations/directory.html", context)


@needs(SEE)
@require_safe
def detail(request: Request, pk: int) -> HttpResponse:
    body = organisation_of(request, pk)
    holder = holder_today(body, request.today)
    memberships = body.memberships.valid_on(request.today).select_related("group")
    may_manage = allows(request.actor, MANAGE)
    context = {
        "body": body,
        "holder": holder,
        "heirs": Organisation.objects.filter(pk__in=[*holder.candidates, holder.organisation_id or 0]).exclude(pk=pk),
        "life": life_of(body),
        "names": body.names.order_by("kind", "text"),
        "people": focal_persons(body, request.today),
        "former": body.focal_persons.filter(valid_to__lt=request.today).order_by("-valid_to"),
        "groups": [row.group for row in memberships],
        "children": body.children.valid_on(request.today),
        "may_manage": may_manage,
        "may_contact": allows(request.actor, CONTACT, body.pk),
        "may_accounts": allows(request.actor, MANAGE_ACCOUNTS),
        "accounts": accounts_of(body.pk, request.today) if allows(request.actor, MANAGE_ACCOUNTS) else [],
        "history": history_of(request.actor, "organisations.organisation", body.pk)[:10] if may_manage else [],
    }
    return render(request, "organisations/detail.html", context)


@needs(MANAGE)
def create(request: Request) -> HttpResponse:
    form = forms.NewOrganisationForm(request.POST or None, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        body = registry.create_organisation(
            request.actor, given["name"], form.details(), since=given["since"], at=request.now
        )
        tell(request, _("Đã thêm %(name)s vào danh bạ.") % {"name": body.name})
        return redirect("organisations:detail", body.pk)
    lead = _("Cơ quan được thêm vào danh bạ của tỉnh và có thể được giao nhiệm vụ ngay.")
    back = reverse("organisations:directory")
    return form_page(request, form, title=_("Thêm cơ quan"), lead=lead, submit=_("Thêm cơ quan"), back=back)


@needs(MANAGE)
def edit(request: Request, pk: int) -> HttpResponse:
    body = organisation_of(request, pk)
    form = forms.DetailsForm(request.POST or None, instance=body, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        registry.change_details(request.actor, organisation_of(request, pk), form.details(), at=request.now)
        return _back(request, body, _("Đã lưu thông tin cơ quan."))
    return form_page(
        request, form, title=_("Sửa thông tin"), kicker=body.name, submit=_("Lưu thông tin"), back=_page(body)
    )


@needs(CONTACT)
def contact(request: Request, pk: int) -> HttpResponse:
    body = organisation_of(request, pk)
    require(request.actor, CONTACT, pk)
    form = forms.ContactForm(request.POST or None, instance=body)
    if request.method == "POST" and form.is_valid():
        registry.change_contact(request.actor, organisation_of(request, pk), form.contact(), at=request.now)
        return _back(request, body, _("Đã lưu địa chỉ liên hệ."))
    return form_page(
        request, form, title=_("Địa chỉ liên hệ"), kicker=body.name, submit=_("Lưu địa chỉ"), back=_page(body)
    )


@needs(MANAGE)
def rename(request: Request, pk: int) -> HttpResponse:
    body = organisation_of(request, pk)
    form = forms.RenameForm(request.POST or None, initial={"name": body.name, "on": request.today})
    if request.method == "POST" and form.is_valid():
        with faults_into(form):
            registry.rename_organisation(request.actor, body, **form.cleaned_data, at=request.now)
            return _back(request, body, _("Đã đổi tên; tên cũ được giữ cho các văn bản trước ngày đổi."))
    lead = _("Cơ quan vẫn là một, chỉ tên khác. Nếu có hợp nhất hay chia tách, hãy dùng “Ghi nhận kế thừa”.")
    return form_page(
        request, form, title=_("Đổi tên"), kicker=body.name, lead=lead, submit=_("Đổi tên"), back=_page(body)
    )


@needs(MANAGE)
def end(request: Request, pk: int) -> HttpResponse:
    body = organisation_of(request, pk)
    form = forms.EndForm(request.POST or None, initial={"last_day": body.valid_to})
    if request.method == "POST" and form.is_valid():
        with faults_into(form):
            registry.end_organisation(request.actor, body, last_day=form.cleaned_data["last_day"], at=request.now)
            return _back(request, body, _("Đã lưu ngày kết thúc."))
    lead = _("Sau ngày này cơ quan không nhận việc mới; hồ sơ cũ giữ nguyên tên.")
    return form_page(
        request, form, title=_("Ngày kết thúc"), kicker=body.name, lead=lead, submit=_("Lưu ngày kết thúc"),
        back=_page(body),
    )  # fmt: skip


@needs(MANAGE)
def succession(request: Request, pk: int) -> HttpResponse:
    body = organisation_of(request, pk)
    form = forms.SuccessionForm(
        request.POST or None, actor=request.actor, organisation=body, initial={"on": request.today}
    )
    if request.method == "POST" and form.is_valid():
        with faults_into(form):
            successor = form.cleaned_data["successor"]
            registry.add_succession(request.actor, body, successor, form.details(), at=request.now)
            return _back(request, body, _("Đã ghi nhận %(name)s nhận việc.") % {"name": successor.name})
    lead = _("Ghi mỗi cơ quan nhận việc một lần. Khi chia, tách, hãy chọn nơi nhận công tác thông tin đối ngoại.")
    return form_page(
        request, form, title=_("Ghi nhận kế thừa"), kicker=body.name, lead=lead, submit=_("Ghi nhận"), back=_page(body)
    )


@needs(MANAGE)
@require_POST
def drop_succession(request: Request, succession_pk: int) -> HttpResponse:
    row = get_object_or_404(Succession.objects.visible_to(request.actor), pk=succession_pk)
    registry.drop_succession(request.actor, row, at=request.now)
    return _back(request, row.predecessor, _("Đã bỏ ghi nhận kế thừa."))


@needs(MANAGE)
def add_name(request: Request, pk: int) -> HttpResponse:
    body = organisation_of(request, pk)
    form = forms.NameForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with faults_into(form):
            given = form.cleaned_data
            kind = NameKind(given.pop("kind"))
            registry.add_name(request.actor, body, given.pop("text"), kind, **given, at=request.now)
            return _back(request, body, _("Đã thêm cách gọi; từ nay tên này được hiểu là cơ quan này."))
    lead = _("Tên viết tắt, tên cũ hoặc cách gọi trong văn bản.")
    return form_page(
        request, form, title=_("Thêm cách gọi"), kicker=body.name, lead=lead, submit=_("Thêm cách gọi"),
        back=_page(body),
    )  # fmt: skip


@needs(MANAGE)
@require_POST
def drop_name(request: Request, name_pk: int) -> HttpResponse:
    name = get_object_or_404(OrganisationName.objects.visible_to(request.actor), pk=name_pk)
    registry.drop_name(request.actor, name, at=request.now)
    return _back(request, name.organisation, _("Đã bỏ cách gọi."))


def _page(body: Organisation) -> str:
    return reverse("organisations:detail", args=[body.pk])


def _back(request: Request, body: Organisation, said: str) -> HttpResponse:
    tell(request, said)
    return redirect(_page(body))
