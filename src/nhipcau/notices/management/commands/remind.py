from __future__ import annotations

import time
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from nhipcau.core.public import Province
from nhipcau.notices.actions.running import Outcome, remind
from nhipcau.notices.errors import MailServerError


class Command(BaseCommand):
    help = "Chạy đợt nhắc việc của một ngày. Chạy lại không gửi trùng."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--on", type=_day, default=None, help="ngày, dạng 2026-11-30 (mặc định: hôm nay)")
        parser.add_argument("--province", default="", help="mã tỉnh (mặc định: mọi tỉnh)")

    def handle(self, *args: Any, **options: Any) -> None:
        on = options["on"] or timezone.localdate()
        provinces = Province.objects.order_by("pk")
        if options["province"]:
            provinces = provinces.filter(code=options["province"])
        for province in provinces:
            try:
                outcome = _to_the_end(province, on)
            except MailServerError as problem:
                raise CommandError(str(problem)) from problem
            self.stdout.write(f"{province.name}: {_told(outcome)}")


def _day(text: str) -> date:
    return datetime.strptime(text, "%Y-%m-%d").date()  # noqa: DTZ007  a day has no zone


def _to_the_end(province: Province, on: date) -> Outcome:
    """Runs until nothing is in the hands of a process that may be gone; a claim ends by itself."""
    patience = time.monotonic() + 2 * settings.NHIPCAU_MAIL_LEASE_SECONDS
    whole = remind(province, on=on, clock=timezone.now)
    while whole.under_way and time.monotonic() < patience:
        time.sleep(min(1.0, settings.NHIPCAU_MAIL_LEASE_SECONDS / 4))
        more = remind(province, on=on, clock=timezone.now)
        whole.sent, whole.refused = whole.sent + more.sent, whole.refused + more.refused
        whole.nothing_left, whole.under_way = whole.nothing_left + more.nothing_left, more.under_way
    return whole


def _told(outcome: Outcome) -> str:
    if outcome.day_off:
        return _("ngày nghỉ, không gửi")
    return _("đã gửi %(sent)s, máy chủ thư không nhận %(refused)s, không còn việc %(none)s, đang giữ %(held)s") % {
        "sent": outcome.sent,
        "refused": outcome.refused,
        "none": outcome.nothing_left,
        "held": outcome.held,
    }
