from __future__ import annotations

from datetime import date

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from .actions import decide_days, forget_decided_day, set_deadline_rules
from .errors import CalendarSpanError
from .forms import AuditFilter, DaysForm, RulesForm
from .navigation import front_door, home_for
from .policy import MANAGE_CALENDAR, READ_AUDIT, allows, anyone, needs, signed_in
from .queries import audit_trail, working_calendar
from .request import Request


@anyone
@require_safe
def home(request: Request) -> HttpResponse:
    if not request.user.is_authenticated:
        return redirect(front_door() or settings.LOGIN_URL)
    door = home_for(request.actor)
    return redirect(door.url_name) if door else render(request, "core/no_role.html")


@anyone
@require_safe
def health(request: HttpRequest) -> HttpResponse:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"status": "ok"})


@needs(READ_AUDIT)
@require_safe
def audit(request: Request) -> HttpResponse:
    form = AuditFilter(request.GET)
    words = form.cleaned_data["q"] if form.is_valid() else ""
    page = Paginator(audit_trail(request.actor, words=words), 50).get_page(request.GET.get("trang"))
    return render(request, "core/audit.html", {"page": page, "form": form})


@signed_in
@require_safe
def working_days(request: Request) -> HttpResponse:
    return _calendar_page(request, _year(request))


def _year(request: Request) -> int:
    asked = request.GET.get("nam", "")
    return int(asked) if asked.isdecimal() and 1990 <= int(asked) <= 2100 else request.today.year


def _calendar_page(
    request: Request, year: int, days: DaysForm | None = None, rules: RulesForm | None = None, status: int = 200
) -> HttpResponse:
    calendar = working_calendar(request.actor.province_id)
    province = request.user.province
    context = {
        "year": year,
        "days": calendar.year(year),
        "provisional": calendar.is_provisional(year),
        "may_change": allows(request.actor, MANAGE_CALENDAR),
        "form": days or DaysForm(),
        "rules": rules or RulesForm(instance=province),
        "place": province,
    }
    return render(request, "core/calendar.html", context, status=status)


@needs(MANAGE_CALENDAR)
@require_POST
def add_days(request: Request) -> HttpResponse:
    form = DaysForm(request.POST)
    if form.is_valid():
        try:
            decide_days(request.actor, form.days(), at=request.now)
        except CalendarSpanError as problem:
            form.add_error("last", str(problem))
        else:
            messages.success(request, _("Đã ghi vào lịch làm việc."))
            return redirect(f"{reverse('core:calendar')}?nam={form.days().first.year}")
    return _calendar_page(request, request.today.year, days=form, status=422)


@needs(MANAGE_CALENDAR)
@require_POST
def drop_day(request: Request) -> HttpResponse:
    try:
        day = date.fromisoformat(request.POST.get("day", ""))
    except ValueError:
        return redirect("core:calendar")
    if forget_decided_day(request.actor, day, at=request.now):
        messages.success(request, _("Đã bỏ. Ngày này lại tính theo Bộ luật Lao động."))
    return redirect(f"{reverse('core:calendar')}?nam={day.year}")


@needs(MANAGE_CALENDAR)
@require_POST
def deadline_rules(request: Request) -> HttpResponse:
    form = RulesForm(request.POST, instance=request.user.province)
    if not form.is_valid():
        return _calendar_page(request, request.today.year, rules=form, status=422)
    given = form.cleaned_data
    set_deadline_rules(
        request.actor,
        before_excludes_the_day=given["before_excludes_the_day"],
        on_day_off=given["deadline_on_day_off"],
        at=request.now,
    )
    messages.success(request, _("Đã lưu cách tính thời hạn. Thời hạn của các nhiệm vụ đã được tính lại."))
    return redirect("core:calendar")


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return render(request, "403_csrf.html", status=403)
