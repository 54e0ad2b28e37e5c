from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from nhipcau.core.queries import broken_links


class Command(BaseCommand):
    help = "Kiểm tra nhật ký hệ thống: audit verify"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("what", choices=["verify"])

    def handle(self, *args: Any, **options: Any) -> None:
        words = {"altered": _("bị sửa"), "missing": _("bị xóa"), "cut off": _("bị cắt ở cuối")}
        found = list(broken_links())
        for link in found:
            self.stderr.write(
                _("Tỉnh %(province)s, bản ghi số %(number)s: %(problem)s")
                % {"province": link.province_id, "number": link.sequence, "problem": words[link.problem]}
            )
        if found:
            raise CommandError(_("Nhật ký không còn nguyên vẹn: %(count)s chỗ.") % {"count": len(found)})
        self.stdout.write(_("Nhật ký nguyên vẹn."))
