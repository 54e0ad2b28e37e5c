from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from nhipcau.core.public import Request, User, needs
from nhipcau.design.public import tell
from nhipcau.organisations.public import Organisation

from ..actions import holding
from ..actions.keeping import set_ladder
from ..choices import MANAGE_REMINDERS, SHOWN
from ..errors import LadderError
from ..forms import HoldForm, LadderForm
from ..models import Digest, Hold
from ..queries.digests import returned_digests, sent_digests, tab_counts, unsent_digests
from ..queries.planning import next_run_day, open_holds, run_plan, settings_of
from ..queries.writing import content_of, subject_of

PER_PAGE = 50


TABS = (
    ("upcoming", gettext_lazy("Sắp gửi"), None),
    ("sent", gettext_lazy("Đã gửi"), "sent"),
    ("returned", gettext_lazy("Bị trả lại"), "returned"),
    ("held", gettext_lazy("Đang giữ"), "holds"),
    ("ladder", gettext_lazy("Bậc nhắc"), None),
)


def _page(request: Request, template: str, tab: str, **context: Any) -> HttpResponse:
    counts = tab_counts(request.actor)
    tabs = [
        {
            "label": label,
            "url": reverse(f"notices:{name}"),
            "count": counts[counted] if counted else None,
            "tone": "attention" if counted in ("returned", "holds") and counts[counted] else "",
            "current": name == tab,
        }
        for name, label, counted in TABS
    ]
    return render(request, template, {"tabs": tabs, "counts": counts, **context})


@needs(MANAGE_REMINDERS)
@require_safe
def upcoming(request: Request) -> HttpResponse:
    province_id = request.actor.province_id
    plan = run_plan(province_id, next_run_day(province_id, request.today))
    waiting = unsent_digests(request.actor)
    whole = [hold for hold in open_holds(province_id) if hold.user_id is None and hold.organisation_id is None]
    page = Paginator(plan.letters, PER_PAGE).get_page(request.GET.get("trang"))
    return _page(
        request,
        "notices/upcoming.html",
        "upcoming",
        plan=plan,
        page=page,
        waiting=waiting,
        whole=next(iter(whole), None),
    )


@needs(MANAGE_REMINDERS)
@require_safe
def preview(request: Request, user_pk: int) -> HttpResponse:
    province_id = request.actor.province_id
    reader = get_object_or_404(User, pk=user_pk, province_id=province_id)
    plan = run_plan(province_id, next_run_day(province_id, request.today))
    planned = next((letter for letter in plan.letters if letter.user.pk == reader.pk), None)
    content = content_of(reader, planned.wanted, plan.on) if planned else []
    context = {"planned": planned, "reader": reader, "content": content, "on": plan.on}
    return _page(
        request, "notices/preview.html", "upcoming", subject=subject_of(content, plan.on) if content else "", **context
    )


def _list(request: Request, rows: QuerySet[Digest], tab: str) -> HttpResponse:
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("trang"))
    return _page(request, "notices/sent.html", tab, page=page)


@needs(MANAGE_REMINDERS)
@require_safe
def sent(request: Request) -> HttpResponse:
    return _list(request, sent_digests(request.actor), "sent")


@needs(MANAGE_REMINDERS)
@require_safe
def returned(request: Request) -> HttpResponse:
    return _list(request, returned_digests(request.actor), "returned")


@needs(MANAGE_REMINDERS)
@require_safe
def held(request: Request) -> HttpResponse:
    return _page(request, "notices/held.html", "held", holds=open_holds(request.actor.province_id))


@needs(MANAGE_REMINDERS)
@require_safe
def letter(request: Request, pk: int) -> HttpResponse:
    rows = Digest.objects.visible_to(request.actor).filter(state__in=SHOWN).select_related("user", "run")
    return _page(request, "notices/letter.html", "sent", digest=get_object_or_404(rows, pk=pk))


@needs(MANAGE_REMINDERS)
@require_POST
def hold(request: Request) -> HttpResponse:
    form = HoldForm(request.POST)
    if not form.is_valid():
        raise Http404
    given = form.cleaned_data
    user = organisation = None
    if given["user"]:
        user = get_object_or_404(User, pk=given["user"], province_id=request.actor.province_id)
    elif given["organisation"]:
        organisation = get_object_or_404(Organisation.objects.visible_to(request.actor), pk=given["organisation"])
    made = holding.hold(request.actor, now=request.now, user=user, organisation=organisation, reason=given["reason"])
    tell(
        request,
        _("Đã giữ: %(whom)s. Chưa thả thì chưa gửi.") % {"whom": made},
        undo=reverse("notices:release", args=[made.pk]),
    )
    return redirect("notices:upcoming")


@needs(MANAGE_REMINDERS)
@require_POST
def release(request: Request, pk: int) -> HttpResponse:
    standing = get_object_or_404(Hold.objects.visible_to(request.actor).select_related("user", "organisation"), pk=pk)
    freed = holding.release(request.actor, standing, now=request.now)
    said = _("Đã thả: %(whom)s. Đang gửi %(count)s thư.") if freed else _("Đã thả: %(whom)s.")
    tell(request, said % {"whom": standing, "count": freed})
    return redirect("notices:held")


@needs(MANAGE_REMINDERS)
def ladder(request: Request) -> HttpResponse:
    standing = settings_of(request.actor.province_id)
    if request.method != "POST":
        return _page(request, "notices/ladder.html", "ladder", form=LadderForm(initial=LadderForm.standing(standing)))
    form = LadderForm(request.POST)
    if form.is_valid():
        try:
            set_ladder(request.actor, form.ladder(), by_mail=form.cleaned_data["by_mail"], now=request.now)
        except LadderError as problem:
            form.add_error(None, str(problem))
        else:
            tell(request, _("Đã lưu bậc nhắc việc."))
            return redirect("notices:ladder")
    response = _page(request, "notices/ladder.html", "ladder", form=form)
    response.status_code = 422
    return response
