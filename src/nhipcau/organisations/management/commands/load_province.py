from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from nhipcau.organisations.actions.loading import Loaded, load_province
from nhipcau.organisations.errors import ProvinceFilesError
from nhipcau.organisations.queries.province_files import province_codes, read_province


class Command(BaseCommand):
    help = (
        "Nạp danh bạ cơ quan của một tỉnh từ provinces/<mã>/; chạy lại không làm trùng và không ghi đè phần đã sửa tay."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("code", help="mã tỉnh, là tên thư mục trong provinces/")

    def handle(self, *args: Any, **options: Any) -> None:
        code = options["code"]
        if code not in province_codes(settings.PROVINCES):
            there = ", ".join(province_codes(settings.PROVINCES)) or "chưa có tỉnh nào"
            raise CommandError(f"Không có thư mục {settings.PROVINCES / code}. Hiện có: {there}.")
        try:
            files = read_province(settings.PROVINCES / code)
        except ProvinceFilesError as error:
            raise CommandError(str(error)) from error
        province, done = load_province(files, at=timezone.now())
        self.stdout.write(f"{province.name}: {summary(done)}")
        if options["verbosity"] > 1:
            for mark, lines in (("+", done.made), ("~", done.changed), ("=", done.kept)):
                self._list(mark, lines)
        else:
            self._list("~", done.changed)
            self._list("=", done.kept)

    def _list(self, mark: str, lines: list[str]) -> None:
        for line in lines:
            self.stdout.write(f"  {mark} {line}")


def summary(done: Loaded) -> str:
    """What a load did, in one line."""
    if not done.anything and not done.kept:
        return "không có gì thay đổi."
    return f"thêm {len(done.made)}, sửa {len(done.changed)}, giữ nguyên phần đã sửa trên hệ thống {len(done.kept)}."
