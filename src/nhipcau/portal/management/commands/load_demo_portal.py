from __future__ import annotations

import tomllib
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from nhipcau.core.public import Province
from nhipcau.library.public import Publication
from nhipcau.portal.actions.purging import purge
from nhipcau.portal.models import PortalSettings

PROVINCE = "ha-tinh"
SHARED = ("phone", "email", "press_phone", "press_email")


class Command(BaseCommand):
    help = "Nạp thông tin chung của cổng cho tỉnh trình diễn. Chạy lại không đổi những gì đã sửa."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.NHIPCAU_DEMO:
            raise CommandError(_("Lệnh này chỉ dùng cho bản trình diễn (NHIPCAU_DEMO)."))
        province = Province.objects.get(code=PROVINCE)
        told = tomllib.loads((settings.PROVINCES / PROVINCE / "cong.toml").read_text(encoding="utf-8"))
        lead = Publication.objects.filter(province=province, slug=told["lead"], ended_at=None).first()
        texts = {code: words for code, words in told.items() if isinstance(words, dict)}
        given = {**{name: told[name] for name in SHARED}, "texts": texts, "lead_item": lead.item if lead else None}
        _held, made = PortalSettings.objects.get_or_create(province=province, defaults=given)
        if made:
            purge(province.pk)
