from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email
from django.urls import reverse
from django.utils import timezone

from nhipcau.core.public import HouseError
from nhipcau.organisations.actions.provinces import begin_province


class Command(BaseCommand):
    help = "Mở một tỉnh mới, trống, với một tài khoản quản trị hệ thống; in ra liên kết đặt mật khẩu."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("code", help="mã tỉnh, chữ thường không dấu, ví dụ lang-son")
        parser.add_argument("--name", required=True, help="tên kèm loại, ví dụ “tỉnh Lạng Sơn”")
        parser.add_argument("--admin-email", required=True, help="thư điện tử của người quản trị hệ thống")
        parser.add_argument("--admin-name", default="Quản trị hệ thống", help="họ và tên của người quản trị hệ thống")
        parser.add_argument("--base-url", default=settings.WAGTAILADMIN_BASE_URL, help="địa chỉ của hệ thống")

    def handle(self, *args: Any, **options: Any) -> None:
        code = options["code"]
        if not code.replace("-", "").isalnum() or not code.isascii() or code != code.lower():
            raise CommandError("Mã tỉnh chỉ gồm chữ thường không dấu, chữ số và dấu gạch nối, ví dụ lang-son.")
        validate_email(options["admin_email"])
        try:
            invited = begin_province(
                code, options["name"], options["admin_email"], options["admin_name"], at=timezone.now()
            )
        except HouseError as error:
            raise CommandError(str(error)) from error
        link = options["base_url"].rstrip("/") + reverse("organisations:accept", args=[invited.token])
        until = timezone.localtime(invited.invitation.expires_at)
        self.stdout.write(f"Đã mở {invited.user.province.name}.")
        self.stdout.write(f"Gửi cho {invited.user.email} liên kết này (dùng một lần, đến {until:%H:%M %d/%m/%Y}):")
        self.stdout.write(f"  {link}")
