"""Dates, numbers and lengths of time as Vietnamese documents write them."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from django.template import Context
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .library import register

SOON = 7  # days before a deadline from which it wants attention


@register.filter
def ngay(value: date | datetime | str | None) -> str:
    """15/11/2026; an empty value stays empty.

    A text is a date as a reading gives it: `2026-11-15`, or `--12-10` for every year, then 10/12.
    """
    if not value:
        return ""
    if isinstance(value, str):
        return "/".join(reversed(value.removeprefix("--").split("-")))
    return _local(value).strftime("%d/%m/%Y")


@register.filter
def ngay_gio(value: datetime | None) -> str:
    """10:42 15/11/2026, in the time of the installation; an empty value stays empty."""
    if not value:
        return ""
    return _local(value).strftime("%H:%M %d/%m/%Y")


@register.filter
def so(value: float | Decimal | str | None, places: int | None = None) -> str:
    """1.234,5 (in English 1,234.5). `places` fixes the decimals; an empty value stays empty."""
    if value is None or value == "":
        return ""
    return number_format(value, decimal_pos=places, use_l10n=True, force_grouping=True)


@register.simple_tag(takes_context=True)
def due(context: Context, day: date | None, done: bool = False) -> SafeString:
    """`{% due assignment.deadline done=assignment.is_done %}`: the day, and beside it how far it is from today."""
    if not day:
        return format_html('<span class="soft">{}</span>', _("Không nêu thời hạn"))
    shown = format_html('<time class="nowrap" datetime="{}">{}</time>', day.isoformat(), ngay(day))
    if done:
        return shown
    left = (day - _today(context)).days
    tone = "date-late" if left < 0 else "date-soon" if left <= SOON else ""
    return format_html('{} <span class="date-relative {}">({})</span>', shown, tone, days_from_today(left))


@register.simple_tag(takes_context=True)
def when(context: Context, moment: datetime | None) -> SafeString:
    """`{% when entry.at %}`: the moment, and beside it how long ago it was."""
    if not moment:
        return SafeString("")
    now = getattr(context.get("request"), "now", None) or timezone.now()
    return format_html(
        '<time class="nowrap" datetime="{}">{}</time> <span class="date-relative">({})</span>',
        moment.isoformat(),
        ngay_gio(moment),
        _ago(int((now - moment).total_seconds() // 60)),
    )


def days_from_today(left: int) -> str:
    """`còn 3 ngày`, `hôm nay`, `quá 3 ngày`: `left` is the number of days from today, negative when past."""
    if left == 0:
        return _("hôm nay")
    if left > 0:
        return ngettext("còn %(days)d ngày", "còn %(days)d ngày", left) % {"days": left}
    return ngettext("quá %(days)d ngày", "quá %(days)d ngày", -left) % {"days": -left}


def _ago(minutes: int) -> str:
    if minutes < 1:
        return _("vừa xong")
    for size, one in ((60 * 24, "ngày"), (60, "giờ"), (1, "phút")):
        if minutes >= size:
            return _AGO[one](minutes // size)
    raise AssertionError(minutes)


_AGO = {
    "ngày": lambda n: ngettext("%(n)d ngày trước", "%(n)d ngày trước", n) % {"n": n},
    "giờ": lambda n: ngettext("%(n)d giờ trước", "%(n)d giờ trước", n) % {"n": n},
    "phút": lambda n: ngettext("%(n)d phút trước", "%(n)d phút trước", n) % {"n": n},
}


def _local(value: date) -> date:
    return timezone.localtime(value) if isinstance(value, datetime) and timezone.is_aware(value) else value


def _today(context: Context) -> date:
    request = context.get("request")
    return context.get("today") or getattr(request, "today", None) or timezone.localdate()


_BROWSERS = (
    ("Edg/", "Edge"), ("coc_coc", "Cốc Cốc"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari"),
)  # fmt: skip
_SYSTEMS = (
    ("Windows", "Windows"), ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"),
    ("Mac OS", "macOS"), ("Linux", "Linux"),
)  # fmt: skip


@register.filter
def browser(agent: str) -> str:
    """`Chrome, Windows` from what a browser says of itself; words for one that says nothing known."""
    known = (next((name for mark, name in table if mark in agent), "") for table in (_BROWSERS, _SYSTEMS))
    return ", ".join(filter(None, known)) or _("Trình duyệt khác")
