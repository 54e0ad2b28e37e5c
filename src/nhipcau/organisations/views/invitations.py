from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from smtplib import SMTPException
from typing import Any

import qrcode
from django.core.mail import EmailMessage
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe
from qrcode.image.svg import SvgPathImage

from nhipcau.core.public import Request, anyone, needs
from nhipcau.design.public import tell

from ..actions import accounts as acts
from ..choices import MANAGE_ACCOUNTS
from ..errors import LinkSpentError, SheetError
from ..forms import accounts as forms
from ..models import Organisation
from ..queries.authority import open_invitation
from ..queries.invitation_sheet import COLUMNS, SAMPLE, SheetRow, read_invitations
from .accounts import account_of
from .common import download, faults_into, form_page

WAITING = "invitation_sheet"  # the session's key for rows that were shown and wait for a yes


@needs(MANAGE_ACCOUNTS)
def invite(request: Request) -> HttpResponse:
    form = forms.InviteForm(request.POST or None, actor=request.actor, initial={"since": request.today})
    if request.method == "POST" and form.is_valid():
        with faults_into(form):
            done = acts.invite(request.actor, form.draft(), at=request.now)
            return linked(request, [done], _("Đã mời %(name)s.") % {"name": done.user.full_name})
    lead = _("Người được mời nhận một liên kết để tự đặt mật khẩu. Mời nhiều người: dùng bảng tính.")
    back = reverse("organisations:accounts")
    return form_page(request, form, title=_("Mời người dùng"), lead=lead, submit=_("Gửi lời mời"), back=back)


@needs(MANAGE_ACCOUNTS)
@require_POST
def new_link(request: Request, user_pk: int) -> HttpResponse:
    done = acts.renew_link(request.actor, account_of(request, user_pk), at=request.now)
    return linked(request, [done], _("Đã cấp liên kết mới; liên kết cũ không còn dùng được."))


@needs(MANAGE_ACCOUNTS)
def from_sheet(request: Request) -> HttpResponse:
    form = forms.SheetForm(request.POST or None, request.FILES or None)
    back = reverse("organisations:accounts")
    if request.method == "POST" and form.is_valid():
        sheet = form.cleaned_data["sheet"]
        try:
            rows = read_invitations(request.actor, sheet, sheet.name)
        except SheetError as error:
            form.add_error("sheet", str(error))
        else:
            return _preview(request, rows)
    return form_page(
        request, form, title=_("Mời từ bảng tính"), submit=_("Kiểm tra bảng tính"), back=back, upload=True,
        lead=_("Bảng tính được kiểm tra từng dòng trước; chưa ai được mời cho đến khi anh chị đồng ý."),
        template_url=reverse("organisations:sheet_template"),
    )  # fmt: skip


def _preview(request: Request, rows: list[SheetRow]) -> HttpResponse:
    faulty = [row for row in rows if row.faults]
    request.session[WAITING] = [] if faulty else [_kept(row) for row in rows]
    context = {"rows": rows, "faulty": len(faulty), "good": len(rows) - len(faulty)}
    return render(request, "organisations/sheet_preview.html", context, status=422 if faulty else 200)


@needs(MANAGE_ACCOUNTS)
@require_POST
def invite_sheet(request: Request) -> HttpResponse:
    kept = request.session.pop(WAITING, [])
    if not kept:
        raise SheetError(_("Chưa có bảng tính nào chờ gửi lời mời. Xin tải bảng tính lên lại."))
    done = acts.invite_all(request.actor, [_draft(row, _bodies(request)) for row in kept], at=request.now)
    return linked(request, done, _("Đã mời %(count)d người.") % {"count": len(done)})


@needs(MANAGE_ACCOUNTS)
@require_safe
def sheet_template(request: Request) -> HttpResponse:
    return download("mau-moi-nguoi-dung", "xlsx", COLUMNS, [SAMPLE])


@never_cache
@anyone
@sensitive_post_parameters("password", "again")
def accept(request: Request, token: str) -> HttpResponse:
    found = open_invitation(token, request.now)
    if found is None:
        return render(request, "organisations/link_spent.html", status=LinkSpentError.status)
    form = forms.FirstPasswordForm(request.POST or None, user=found.user)
    if request.method == "POST" and form.is_valid():
        acts.accept_invitation(token, form.cleaned_data["password"], at=request.now)
        tell(request, _("Đã đặt mật khẩu. Mời đăng nhập."))
        return redirect("account_login")
    context = {"form": form, "invitation": found}
    return render(request, "organisations/first_password.html", context, status=422 if form.errors else 200)


def linked(request: Request, done: Sequence[acts.Invited], said: str) -> HttpResponse:
    """The one time that links are seen: they are mailed, and shown as slips to print and hand over."""
    slips = [_slip(request, each) for each in done]
    context = {"slips": slips, "said": said, "unsent": [slip for slip in slips if not slip["sent"]]}
    response = render(request, "organisations/slips.html", context)
    response["Cache-Control"] = "no-store"
    return response


def _slip(request: Request, done: acts.Invited) -> dict[str, Any]:
    link = _link(request, done)
    return {"invited": done, "link": link, "picture": _picture(link), "sent": _mail(request, done)}


def _picture(link: str) -> str:
    """The link as a square code to be read by a telephone: a data address that holds an SVG picture."""
    drawn = qrcode.make(link, image_factory=SvgPathImage, border=0).to_string()
    return f"data:image/svg+xml;base64,{b64encode(drawn).decode()}"


def _link(request: Request, done: acts.Invited) -> str:
    return request.build_absolute_uri(reverse("organisations:accept", args=[done.token]))


def _mail(request: Request, done: acts.Invited) -> bool:
    """Sends the link; a mail server that is down keeps nobody from inviting, the slip can be printed."""
    context = {"user": done.user, "link": _link(request, done), "expires": done.invitation.expires_at}
    text = render_to_string("organisations/mail/invitation.txt", context)
    subject = _("Lời mời dùng Nhịp Cầu của %(province)s") % {"province": done.user.province.name}
    try:
        return bool(EmailMessage(subject, text, to=[done.user.email]).send())
    except (SMTPException, OSError):
        return False


def _kept(row: SheetRow) -> dict[str, Any]:
    values = {name: value for name, value in asdict(row).items() if name not in ("number", "organisation", "faults")}
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in values.items()}


def _bodies(request: Request) -> QuerySet[Organisation]:
    rows: QuerySet[Organisation] = Organisation.objects.visible_to(request.actor)
    return rows


def _draft(kept: dict[str, Any], bodies: QuerySet[Organisation]) -> acts.AccountDraft:
    def day(name: str) -> date | None:
        return date.fromisoformat(kept[name]) if kept[name] else None

    body = bodies.filter(pk=kept["organisation_id"]).first()
    since = day("since") or date.min
    return acts.AccountDraft(
        kept["email"], kept["full_name"], kept["role"], body, since, day("until"), phone=kept["phone"]
    )
