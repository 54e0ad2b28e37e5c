from __future__ import annotations

from axes.models import AccessAttempt
from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from nhipcau.core.public import Request, User, allows, anyone, history_of, needs, signed_in
from nhipcau.design.public import tell

from ..actions import accounts as acts
from ..choices import MANAGE, MANAGE_ACCOUNTS
from ..forms import accounts as forms
from ..models import Authority
from ..queries.authority import accounts, in_name_order
from .common import PAGE_SIZE, faults_into, form_page


@needs(MANAGE_ACCOUNTS)
@require_safe
def account_list(request: Request) -> HttpResponse:
    form = forms.AccountFilterForm(request.GET)
    rows = accounts(request.actor, form.filters(), request.today)
    page = Paginator(in_name_order(rows), PAGE_SIZE).get_page(request.GET.get("trang"))
    shown = rows.in_bulk(page.object_list)
    context = {"form": form, "page": page, "accounts": [shown[pk] for pk in page.object_list]}
    return render(request, "organisations/accounts.html", context)


@needs(MANAGE_ACCOUNTS)
@require_safe
def account_detail(request: Request, user_pk: int) -> HttpResponse:
    user = account_of(request, user_pk)
    authorities = user.authorities.select_related("organisation", "province", "granted_by").order_by("-valid_from")
    context = {
        "account": user,
        "authorities": authorities,
        "invitation": user.invitations.first(),
        "locked": is_locked(user),
        "history": history_of(request.actor, "core.user", user.pk)[:15],
        "is_me": user.pk == request.actor.user_id,
        "now": request.now,
    }
    return render(request, "organisations/account.html", context)


def account_of(request: Request, pk: int) -> User:
    """The account of the visitor's province, else 404."""
    found: User = get_object_or_404(User.objects.filter(province_id=request.actor.province_id), pk=pk)
    return found


def is_locked(user: User) -> bool:
    """Whether failed attempts have shut this account out for now."""
    failures = AccessAttempt.objects.filter(username__iexact=user.email)
    return bool(failures.filter(failures_since_start__gte=settings.AXES_FAILURE_LIMIT).exists())


@needs(MANAGE_ACCOUNTS)
def add_authority(request: Request, user_pk: int) -> HttpResponse:
    user = account_of(request, user_pk)
    form = forms.AuthorityForm(request.POST or None, actor=request.actor, initial={"since": request.today})
    page = reverse("organisations:account", args=[user.pk])
    if request.method == "POST" and form.is_valid():
        with faults_into(form):
            given = form.cleaned_data
            acts.grant_authority(
                request.actor, user, given.pop("role"), given.pop("organisation"), **given, at=request.now
            )
            tell(request, _("Đã giao vai trò."))
            return redirect(page)
    return form_page(request, form, title=_("Giao vai trò"), kicker=user.full_name, submit=_("Giao vai trò"), back=page)


@needs(MANAGE_ACCOUNTS)
def end_authority(request: Request, authority_pk: int) -> HttpResponse:
    row = get_object_or_404(Authority.objects.visible_to(request.actor).select_related("user"), pk=authority_pk)
    form = forms.EndForm(request.POST or None, initial={"last_day": request.today})
    page = reverse("organisations:account", args=[row.user_id])
    if request.method == "POST" and form.is_valid():
        with faults_into(form):
            acts.end_authority(request.actor, row, last_day=form.cleaned_data["last_day"], at=request.now)
            tell(request, _("Đã lưu ngày thôi vai trò."))
            return redirect(page)
    kicker = f"{row.user.full_name}: {row}"
    return form_page(request, form, title=_("Thôi vai trò"), kicker=kicker, submit=_("Lưu ngày thôi"), back=page)


@needs(MANAGE_ACCOUNTS)
@require_POST
def deactivate(request: Request, user_pk: int) -> HttpResponse:
    user = account_of(request, user_pk)
    acts.deactivate(request.actor, user, at=request.now)
    undo = reverse("organisations:reactivate", args=[user.pk])
    tell(
        request,
        _("Đã ngừng tài khoản của %(name)s; mọi phiên đăng nhập đã kết thúc.") % {"name": user.full_name},
        undo=undo,
    )
    return redirect("organisations:account", user.pk)


@needs(MANAGE_ACCOUNTS)
@require_POST
def reactivate(request: Request, user_pk: int) -> HttpResponse:
    user = account_of(request, user_pk)
    acts.reactivate(request.actor, user, at=request.now)
    tell(request, _("Đã mở lại tài khoản của %(name)s.") % {"name": user.full_name})
    return redirect("organisations:account", user.pk)


@needs(MANAGE_ACCOUNTS)
@require_POST
def unlock(request: Request, user_pk: int) -> HttpResponse:
    user = account_of(request, user_pk)
    acts.unlock(request.actor, user, at=request.now)
    tell(request, _("%(name)s có thể đăng nhập lại ngay.") % {"name": user.full_name})
    return redirect("organisations:account", user.pk)


@signed_in
def own_account(request: Request) -> HttpResponse:
    form = forms.OwnAccountForm(request.POST or None, instance=User.objects.get(pk=request.user.pk))
    if request.method == "POST" and form.is_valid():
        user = User.objects.get(pk=request.user.pk)
        acts.change_own_account(request.actor, user, **form.cleaned_data, at=request.now)
        tell(request, _("Đã lưu thông tin của anh chị."))
        return redirect("organisations:own_account")
    held = request.user.authorities.valid_on(request.today).select_related("organisation", "province")
    context = {"form": form, "held": held, "may_manage": allows(request.actor, MANAGE)}
    return render(request, "organisations/own_account.html", context, status=422 if form.errors else 200)


@anyone
def closed(request: Request, *args: object, **kwargs: object) -> HttpResponse:
    """Pages of the account library that have no meaning here: nobody signs up or keeps several addresses."""
    return render(request, "404.html", status=404)
