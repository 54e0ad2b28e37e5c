from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from nhipcau.core.public import Province, Role, User, actor_of
from nhipcau.library.management.demo import read_demo_library
from nhipcau.library.management.filling import People, fill
from nhipcau.library.models import Item

PROVINCE = "ha-tinh"


class Command(BaseCommand):
    help = "Nạp bốn mươi mục mẫu, năm thứ tiếng, vào kho của tỉnh trình diễn. Chạy lại không đổi gì."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.NHIPCAU_DEMO:
            raise CommandError(_("Lệnh này chỉ dùng cho bản trình diễn (NHIPCAU_DEMO)."))
        province = Province.objects.filter(code=PROVINCE).first()
        if province is None:
            raise CommandError(_("Chưa có tỉnh trình diễn: xin chạy load_demo trước."))
        if Item.objects.filter(province=province).exists():
            return
        now = timezone.now()
        roles = (Role.EDITOR, Role.TRANSLATOR, Role.APPROVER)
        people = People(*(actor_of(_person(province, role), timezone.localdate(now)) for role in roles))
        library = read_demo_library(settings.PROVINCES / PROVINCE / "thu-vien")
        fill(library, province, people, now=now)
        if options["verbosity"]:
            self.stdout.write(_("Kho mẫu: %(count)d mục.") % {"count": len(library.items)})


def _person(province: Province, role: Role) -> User:
    found: User | None = User.objects.filter(province=province, authorities__role=role).order_by("pk").first()
    if found is None:
        raise CommandError(_("Chưa có tài khoản trình diễn: xin chạy load_demo trước."))
    return found
