from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _

from nhipcau.search.actions import SOURCES, reindex


class Command(BaseCommand):
    help = "Lập lại chỉ mục tìm kiếm"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("kinds", nargs="*", choices=[*sorted(SOURCES), []], help="loại bản ghi; bỏ trống là tất cả")

    def handle(self, *args: Any, kinds: list[str], **options: Any) -> None:
        for kind in kinds or sorted(SOURCES):
            self.stdout.write(_("%(kind)s: %(count)d bản ghi") % {"kind": kind, "count": reindex(kind)})
