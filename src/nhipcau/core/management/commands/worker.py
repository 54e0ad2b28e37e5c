from __future__ import annotations

import logging
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from nhipcau.core.worker import LeaseWorker


class Command(BaseCommand):
    help = "Chạy các việc nền (đọc văn bản, cập nhật chỉ mục tìm kiếm) cho đến khi được yêu cầu dừng"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--queue", default="*", help="các hàng đợi, cách nhau bằng dấu phẩy (mặc định: tất cả)")
        parser.add_argument("--interval", type=float, default=0.5, help="số giây giữa hai lần xem hàng đợi")
        parser.add_argument("--batch", action="store_true", help="làm hết việc đang chờ rồi dừng")

    def handle(self, *args: Any, **options: Any) -> None:
        logging.getLogger("django_tasks").setLevel(logging.INFO)
        worker = LeaseWorker(
            queue_names=options["queue"].split(","), interval=options["interval"], batch=options["batch"]
        )
        worker.configure_signals()
        worker.run()
