from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from nhipcau.organisations.actions.people import forget_former_contacts


class Command(BaseCommand):
    help = "Xóa điện thoại và thư điện tử của người thôi làm đầu mối quá một năm. Nên chạy mỗi ngày một lần."

    def handle(self, *args: Any, **options: Any) -> None:
        count = forget_former_contacts(on=timezone.localdate())
        self.stdout.write(f"Đã xóa địa chỉ liên hệ của {count} người.")
