from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from nhipcau.core.public import Request, allows, needs
from nhipcau.design.public import tell

from ..actions import grouping
from ..choices import MANAGE, SEE
from ..forms import registry as forms
from ..queries.directory import groups, members
from .common import faults_into, form_page, group_of


@needs(SEE)
@require_safe
def group_list(request: Request) -> HttpResponse:
    context = {"groups": groups(request.actor, request.today), "may_manage": allows(request.actor, MANAGE)}
    return render(request, "organisations/groups.html", context)


@needs(SEE)
@require_safe
def group_detail(request: Request, group_pk: int) -> HttpResponse:
    group = group_of(request, group_pk)
    form = forms.DayForm(request.GET)
    day = form.day(request.today)
    context = {
        "group": group,
        "form": form,
        "day": day,
        "members": members(group, day),
        "may_manage": allows(request.actor, MANAGE),
    }
    return render(request, "organisations/group.html", context)


@needs(MANAGE)
def group_create(request: Request) -> HttpResponse:
    form = forms.GroupForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        group = grouping.create_group(request.actor, form.cleaned_data["name"], at=request.now)
        return redirect("organisations:group_members", group.pk)
    lead = _("Nhóm là cách gọi chung trong kế hoạch, như “các sở, ban, ngành”.")
    back = reverse("organisations:groups")
    return form_page(request, form, title=_("Thêm nhóm"), lead=lead, submit=_("Thêm nhóm"), back=back)


@needs(MANAGE)
def group_members(request: Request, group_pk: int) -> HttpResponse:
    group = group_of(request, group_pk)
    initial = {"members": list(members(group, request.today).values_list("pk", flat=True)), "on": request.today}
    form = forms.MembersForm(request.POST or None, actor=request.actor, initial=initial)
    page = reverse("organisations:group", args=[group.pk])
    if request.method == "POST" and form.is_valid():
        with faults_into(form):
            given = form.cleaned_data
            grouping.set_members(request.actor, group, list(given["members"]), on=given["on"], at=request.now)
            tell(request, _("Đã lưu thành viên của nhóm."))
            return redirect(page)
    lead = _("Thành viên trước ngày này giữ nguyên trong các kế hoạch đã xác nhận.")
    return form_page(
        request,
        form,
        title=_("Thành viên của nhóm"),
        kicker=group.name,
        lead=lead,
        submit=_("Lưu thành viên"),
        back=page,
    )


@needs(MANAGE)
def group_name(request: Request, group_pk: int) -> HttpResponse:
    group = group_of(request, group_pk)
    form = forms.GroupNameForm(request.POST or None)
    page = reverse("organisations:group", args=[group.pk])
    if request.method == "POST" and form.is_valid():
        grouping.add_group_name(request.actor, group, form.cleaned_data["text"], at=request.now)
        tell(request, _("Đã thêm cách viết."))
        return redirect(page)
    return form_page(
        request, form, title=_("Thêm cách viết khác"), kicker=group.name, submit=_("Thêm cách viết"), back=page
    )
