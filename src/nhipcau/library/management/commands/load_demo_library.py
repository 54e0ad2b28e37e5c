from __future__ import annotations

import logging
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from nhipcau.core.public import Province, Role, User, actor_of
from nhipcau.library.management.demo import read_demo_library
from nhipcau.library.management.filling import People, fill, is_there
from nhipcau.library.tasks import fill_demo_library

PROVINCE = "ha-tinh"
EVERY = 7  # every seventh item at once, so that the sections of the portal are not empty


class Command(BaseCommand):
    help = "Nạp bốn mươi mục mẫu, năm thứ tiếng, vào kho của tỉnh trình diễn. Chạy lại không đổi gì."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--some", action="store_true", help="Chỉ nạp ngay vài mục; các mục còn lại do tiến trình nền nạp tiếp."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.NHIPCAU_DEMO:
            raise CommandError(_("Lệnh này chỉ dùng cho bản trình diễn (NHIPCAU_DEMO)."))
        province = Province.objects.filter(code=PROVINCE).first()
        if province is None:
            raise CommandError(_("Chưa có tỉnh trình diễn: xin chạy lệnh load_demo trước."))
        now = timezone.now()
        roles = (Role.EDITOR, Role.TRANSLATOR, Role.APPROVER)
        people = People(*(actor_of(_person(province, role), timezone.localdate(now)) for role in roles))
        library = read_demo_library(settings.PROVINCES / PROVINCE / "thu-vien")
        chosen = library.items[::EVERY] if options["some"] else library.items
        with _quiet():
            made = fill(library, people, chosen, now=now)
        if options["some"] and not all(is_there(told, people) for told in library.items):
            fill_demo_library.enqueue()
        if options["verbosity"]:
            self.stdout.write(_("Kho mẫu: đã nạp %(count)d mục.") % {"count": made})


@contextmanager
def _quiet() -> Iterator[None]:
    """Without Wagtail's line in the log for every page."""
    log = logging.getLogger("wagtail")
    before = log.level
    log.setLevel(logging.WARNING)
    try:
        yield
    finally:
        log.setLevel(before)


def _person(province: Province, role: Role) -> User:
    found: User | None = User.objects.filter(province=province, authorities__role=role).order_by("pk").first()
    if found is None:
        raise CommandError(_("Chưa có tài khoản trình diễn: xin chạy lệnh load_demo trước."))
    return found
